"""The room of a class: who may do what, what each sees, and that it goes on after a stop."""

import json
import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from playing import configured

from agents import human
from experiments import composing, named
from sim import model
from sim.classroom.playing import (
    clock,
    duties,
    lot,
    people,
    questions,
    room,
    rounds,
    session,
    setting,
    store,
    views,
)
from sim.classroom.playing.game import SHOCKS
from sim.classroom.playing.setting import DEBRIEF, Setting
from sim.refusals import PremiseError
from sim.story import words
from tests.quality.example_actions import EXAMPLES

TEACHER = "the teacher's token"
HOUR = 3600.0


def load(scenario, names):
    """The main scenario, whatever is asked for; composed once."""
    if (scenario, names) not in LOADED:
        LOADED[scenario, names] = composing.composed(
            f"scenario={scenario}", *(("names=fictional",) if names == "fictional" else ())
        ).scenario
    return LOADED[scenario, names]


LOADED = {}


def opened(**setting):
    """A room with its teacher."""
    return room.Room(load, Setting(**setting), TEACHER)


def do(found, what, by=TEACHER, /, **rest):
    """An action."""
    return found.do({"do": what, "by": by, **rest})


def seated(found, *seats, table=0):
    """Let somebody sit at each of some seats; their tokens."""
    for number, seat in enumerate(seats):
        do(found, "join", f"{seat}", name=f"Student {table}{number}")
        do(found, "take", f"{seat}", table=table, seat=seat)
    return seats


def playing(*seats, **setting):
    """A room in its first day."""
    found = opened(**setting)
    seated(found, *seats)
    do(found, "start")
    return found


def refused(found, what, by=TEACHER, /, **rest):
    """The sentence with which an action is refused; nothing has changed."""
    before = len(found.log), json.dumps(views.of_teacher(found))
    with pytest.raises(PremiseError) as told:
        do(found, what, by, **rest)
    assert (len(found.log), json.dumps(views.of_teacher(found))) == before
    return str(told.value)


def waits(found):
    """True while a table waits for an answer."""
    return any(table.game.pending() for table in found.tables)


def test_two_cannot_take_one_seat():
    found = opened()
    seated(found, "party:israel")
    do(found, "join", "b", name="Bea")
    assert "taken" in refused(found, "take", "b", table=0, seat="party:israel")
    assert found.people["b"].seat is None


def test_who_takes_another_seat_leaves_the_first():
    found = opened()
    seated(found, "party:israel")
    do(found, "take", "party:israel", table=0, seat="mediator:qatar")
    assert found.tables[0].seats["party:israel"] is None
    assert found.tables[0].seats["mediator:qatar"] == "party:israel"


def test_who_asks_for_a_seat_that_is_taken_keeps_the_own():
    found = opened()
    seated(found, "party:israel", "party:hamas")
    refused(found, "take", "party:israel", table=0, seat="party:hamas")
    assert found.people["party:israel"].seat == "party:israel"


@pytest.mark.parametrize("name", room.TEACHERS)
def test_what_is_the_teachers_is_refused_to_students(name):
    found = opened()
    seated(found, "party:israel")
    assert "only the teacher" in refused(found, name, "party:israel")


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("take", {"table": 7, "seat": "party:israel"}),
        ("take", {"table": True, "seat": "party:israel"}),
        ("take", {"table": 0, "seat": "party:nobody"}),
        ("take", {"table": 0}),
        ("answer", {"key": ["party:israel", "delivery", 0, 0], "value": 0}),
        ("order", {"kind": "rung", "value": 1}),
        ("say", {"text": "hello"}),
        ("nothing", {}),
    ],
)
def test_what_cannot_be_done_before_the_start_is_refused_in_a_sentence(name, rest):
    found = opened()
    seated(found, "party:israel")
    assert refused(found, name, "party:israel", **rest)


def test_questions_are_answered_by_their_own_seat_alone():
    found = playing("party:israel", "party:hamas")
    (of_israel, *_) = views.of_person(found, "party:israel")["forms"]
    assert "not open for your seat" in refused(
        found, "answer", "party:hamas", key=of_israel["key"], value=0
    )
    do(found, "answer", "party:israel", key=of_israel["key"], value=0)


@pytest.mark.parametrize("value", [3, -1, "0", None, True, [0], 0.5])
def test_an_answer_that_the_form_does_not_allow_is_refused(value):
    found = playing("party:israel")
    (form, *_) = views.of_person(found, "party:israel")["forms"]
    assert "is not allowed" in refused(
        found, "answer", "party:israel", key=form["key"], value=value
    )


def test_nobody_sees_what_only_another_seat_may_know():
    found = playing("party:israel", "party:hamas", "mediator:us", "constituency:military_wing")
    for token in found.people:
        view = views.of_person(found, token)
        assert {form["key"][0] for form in view["forms"]} <= {token}
    own = {token: json.dumps(views.of_person(found, token)["own"]) for token in found.people}
    for token, text in own.items():
        others = [json.dumps(views.of_person(found, one)) for one in found.people if one != token]
        assert not any(text in other for other in others)
    wall = json.dumps(views.of_wall(found))
    assert "own" not in json.loads(wall)
    assert "forms" not in wall
    assert "Student" not in wall


def test_a_watcher_sees_the_table_and_no_secrets():
    found = playing("party:israel")
    do(found, "join", "w", name="Wim")
    do(found, "watch", "w", table=0)
    view = views.of_person(found, "w")
    assert "table" in view
    assert "own" not in view
    assert "forms" not in view


def test_what_was_withheld_is_heard_only_as_a_claim():
    found = playing("party:hamas", seconds=0)
    (form, *_) = [
        one for one in views.of_person(found, "party:hamas")["forms"] if one["kind"] == "delivery"
    ]
    do(found, "answer", "party:hamas", key=form["key"], value=2)
    do(found, "time_up")
    told = " ".join(found.tables[0].told[1])
    assert "withh" not in told
    assert "Hamas has released" not in told


def test_an_empty_seat_acts_and_a_person_who_leaves_is_replaced():
    found = playing("party:israel", "party:hamas")
    assert waits(found)
    do(found, "rise", "party:israel")
    do(found, "rise", "party:hamas")
    assert not waits(found)
    assert found.tables[0].game.day == 1


def test_a_late_joiner_may_take_a_free_seat_in_the_middle():
    found = playing("party:israel")
    do(found, "time_up")
    do(found, "join", "late", name="Lea")
    do(found, "take", "late", table=0, seat="party:hamas")
    do(found, "next_day")
    while not views.of_person(found, "late")["forms"] and not found.is_over:
        do(found, "time_up")
        do(found, "next_day")
    assert views.of_person(found, "late")["forms"]


def test_while_a_day_is_open_every_view_names_it_and_the_state_is_that_of_the_day_before():
    found = playing("party:israel")
    table = found.tables[0]
    while not table.game.open:
        do(found, "next_day")
    day = found.day
    all_see = [one(found)["tables"][0] for one in (views.of_teacher, views.of_wall)]
    for view in (views.of_person(found, "party:israel")["table"], *all_see):
        assert (view["today"], view["day"]) == (day, day - 1)
    do(found, "say", "party:israel", text="Let us talk")
    assert views.of_person(found, "party:israel")["table"]["said"][-1]["day"] == day
    table.end_day()
    assert views.of_wall(found)["tables"][0]["today"] == day


def test_who_sits_down_in_the_middle_of_a_day_decides_from_the_next_day_on():
    """What others have answered on an open day was about what the agent did on it."""
    scenario = named.found("phase_two_talks")
    found = room.Room(lambda *_: scenario, Setting(), TEACHER)
    seated(found, "party:hamas")
    do(found, "start")
    table = found.tables[0]
    while not [one for one in table.game.pending() if one.kind == "answer"]:
        do(found, "time_up" if waits(found) else "next_day")
    (offered, *_) = table.game.pending()
    do(found, "join", "late", name="Lea")
    do(found, "take", "late", table=0, seat="party:israel")
    assert views.of_person(found, "late")["me"]["waits"]
    do(found, "answer", "party:hamas", key=list(offered.key), value=0)
    while table.game.open:
        assert {one.seat for one in table.game.pending()} == {"party:hamas"}
        do(found, "time_up")
    assert not [one for one in table.game.answered if one.question.seat == "party:israel"]
    assert not views.of_person(found, "late")["me"]["waits"]
    do(found, "next_day")
    while not views.of_person(found, "late")["forms"]:
        do(found, "time_up" if waits(found) else "next_day")
    assert not views.of_person(found, "late")["me"]["waits"]


def test_what_was_open_for_who_left_while_paused_is_not_put_to_the_next_at_the_seat():
    found = playing("party:israel", "party:hamas")
    do(found, "pause")
    do(found, "rise", "party:israel")
    do(found, "join", "late", name="Lea")
    do(found, "take", "late", table=0, seat="party:israel")
    assert views.of_person(found, "late")["forms"] == []
    assert views.of_person(found, "late")["me"]["waits"]


def test_a_removed_person_is_out_and_the_agent_plays():
    found = playing("party:israel")
    do(found, "remove", person="party:israel")
    assert not waits(found)
    assert "not in this room" in refused(found, "say", "party:israel", text="hello")


def test_pause_stops_answers():
    found = playing("party:israel")
    do(found, "pause")
    (form, *_) = views.of_person(found, "party:israel")["forms"]
    assert "paused" in refused(found, "answer", "party:israel", key=form["key"], value=0)
    assert "paused" in refused(found, "order", "party:israel", kind="rung", value=0)
    do(found, "say", "party:israel", text="hello")
    assert found.tables[0].said[-1][2] == "hello"
    do(found, "resume")
    do(found, "answer", "party:israel", key=form["key"], value=0)


@pytest.mark.parametrize("what", ["pause", "resume"])
def test_only_what_is_played_can_be_paused(what):
    found = opened()
    assert "nothing is being played" in refused(found, what)
    do(found, "start")
    do(found, "finish")
    assert "nothing is being played" in refused(found, what)


def test_after_the_end_of_every_table_no_day_is_counted():
    found = opened()
    do(found, "start")
    while not found.is_over:
        do(found, "next_day")
    assert found.day == found.tables[0].game.day
    assert "every table has come to its end" in refused(found, "next_day")


def test_an_open_day_that_ends_every_table_is_the_last_that_is_counted():
    found = playing("party:israel")
    while not found.is_over:
        do(found, "next_day")
    assert found.day == found.tables[0].game.day


def test_a_seat_says_no_more_on_a_day_than_others_can_read():
    found = playing("party:israel", "party:hamas")
    for number in range(setting.MOST_SAID):
        do(found, "say", "party:israel", text=f"{number}")
    assert "you have said 20 things" in refused(found, "say", "party:israel", text="more")
    do(found, "say", "party:hamas", text="hello")
    do(found, "next_day")
    do(found, "say", "party:israel", text="more")


def test_names_are_kept_as_text_short_and_apart():
    found = opened()
    do(found, "join", "a", name="  <b>Bo</b>\u202e\n ")
    do(found, "join", "b", name="<B>bo</b>")
    assert found.people["a"].name == "<b>Bo</b>"
    assert found.people["b"].name == "<B>bo</b> (2)"
    for name in ("", " \n", "x" * 25, None, 3):
        refused(found, "join", "c", name=name)


NOTHING = ["\u3164", "\u115f\u1160", "\uffa0", "\u2800", "\u200b\u200d\ufeff", "\u00ad", "\u202e"]
MARKS = ["\u0301", "\u0301\u0308", "\ufe0f", "\u034f", "\u20dd"]


@pytest.mark.parametrize(
    ("name", "word"),
    [*[(one, "empty") for one in NOTHING], *[(one, "marks alone") for one in MARKS]],
)
def test_a_name_that_nobody_sees_is_refused_in_a_sentence(name, word):
    assert word in refused(opened(), "join", "a", name=name)
    assert word in refused(opened(), "broadcast", text=f" {name} ")


@pytest.mark.parametrize(
    "name", ["Zoë", "Zoe\u0308", "李", "5", "?", "❤\ufe0f", "नेहा", "O'Neill-Ó", "می\u200cخواهم"]
)
def test_a_name_in_any_writing_is_taken(name):
    found = opened()
    do(found, "join", "a", name=name)
    assert found.people["a"].name == name


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ann", "Ａｎｎ"), ("Ann", "ANN\u3164"), ("Zoë", "zoe\u0308"), ("Ann", "A\u034fnn\ufe0f"),
        ("Ann", "A\u200cnn"),
        ("Strauß", "STRAUSS"), ("fin", "ﬁn"), ("Ann(2)", "Ann⑵"),
    ],
)  # fmt: skip
def test_two_names_that_look_the_same_are_told_apart(first, second):
    found = opened()
    for name in (first, second):
        do(found, "join", name, name=name)
    names = [one.name for one in found.people.values()]
    assert names[0] == first
    assert names[1].endswith(" (2)")


def test_a_new_round_of_a_scenario_that_is_there_no_more_is_refused_and_nothing_has_changed():
    found = playing("party:israel", "party:hamas")
    do(found, "finish")

    def gone(scenario, names):
        raise PremiseError("scenario", "there is none of this name")

    found.load = gone
    assert "none of this name" in refused(found, "new_round", seed=9, swap=True)
    assert (found.stage, found.round, found.rounds) == ("debrief", 1, {})
    assert found.people["party:israel"].seat == "party:israel"


def test_a_new_round_may_swap_the_sides():
    found = playing("party:israel", "party:hamas")
    do(found, "finish")
    do(found, "new_round", seed=9, swap=True)
    assert found.people["party:israel"].seat == "party:hamas"
    assert found.tables[0].seats["party:israel"] == "party:hamas"
    assert (found.stage, found.round, found.day) == ("lobby", 2, 0)


def test_more_tables_can_be_laid_before_the_start_and_people_keep_their_places():
    found = opened()
    do(found, "arrange", tables=3, names="fictional", seed=5, same_luck=False)
    assert [table.game.run for table in found.tables] == [0, 1, 2]
    assert found.tables[0].label("party:israel") == "Korvia"
    for wrong in ({"tables": 0}, {"tables": "3"}, {"names": "own"}, {"seed": -1}, {"code": "X"}):
        refused(found, "arrange", **wrong)


def test_the_scenario_may_be_another_and_one_that_is_not_there_is_refused():
    found = room.Room(named.found, Setting(), TEACHER)
    do(found, "arrange", scenario="phase_two_talks")
    assert found.tables[0].game.scenario.name == "phase_two_talks"
    assert "phase_two_talks" in refused(found, "arrange", scenario="phase_three_talks")
    assert found.setting.scenario == "phase_two_talks"
    do(found, "arrange", tables=2)


def test_what_the_teacher_lets_happen_is_heard_the_next_day():
    found = playing("party:israel")
    do(found, "time_up")
    do(found, "shock")
    do(found, "next_day")
    do(found, "time_up")
    assert "An outside shock raises the tension." in found.tables[0].told[2]
    assert "is not allowed" in refused(found, "inject", key="talks.learning", value=-5)
    assert refused(found, "inject", key="talks.nothing", value=1)


def test_tables_on_the_same_luck_with_the_same_decisions_have_the_same_course():
    found = opened(tables=2)
    do(found, "start")
    for _ in range(20):
        do(found, "next_day")
    assert found.tables[0].told == found.tables[1].told


def acted(found, steps):
    """Let students do some of what they can, by a list of numbers."""
    for number in steps:
        tokens = list(found.people)
        token = tokens[number % len(tokens)]
        view = views.of_person(found, token)
        forms = [one for one in view.get("forms", []) if "choices" in one]
        if forms:
            choices = forms[0]["choices"]
            value = choices[number % len(choices)]["value"]
            do(found, "answer", token, key=forms[0]["key"], value=value)
        elif not waits(found) and not found.is_over:
            do(found, "next_day")
        elif number % 3 == 0:
            do(found, "time_up")


@settings(deadline=None, max_examples=20)
@given(some.lists(some.integers(0, 1000), min_size=5, max_size=40))
def test_a_room_is_what_its_log_makes_it(steps):
    found = playing("party:israel", "party:hamas", "mediator:us")
    acted(found, steps)
    again = opened()
    for action in json.loads(json.dumps(found.log)):
        again.do(action)
    assert json.dumps(views.of_teacher(again)) == json.dumps(views.of_teacher(found))
    for token in found.people:
        assert json.dumps(views.of_person(again, token)) == json.dumps(
            views.of_person(found, token)
        )


class Hand:
    """A clock that is turned by hand."""

    now = 100.0

    def __call__(self):
        return self.now


OPEN = []


@pytest.fixture(autouse=True)
def _closed():
    """Files of sessions are closed after each test."""
    yield
    while OPEN:
        OPEN.pop().close()


def begun(path, hand, **setting):
    """A session kept in a file."""
    OPEN.append(store.Store(path))
    return session.Session(load, Setting(**setting), OPEN[-1], clock=hand)


def test_a_session_that_stopped_goes_on_with_seats_and_state_and_waits_for_the_teacher(tmp_path):
    hand = Hand()
    first = begun(tmp_path / "room.sqlite", hand)
    token = first.join(first.code.lower(), "Ann")
    first.do({"do": "take", "by": token, "table": 0, "seat": "party:israel"})
    first.do({"do": "start", "by": first.room.teacher})
    seen = first.view(token)
    first.store.close()
    again = begun(tmp_path / "room.sqlite", hand)
    assert again.code == first.code
    assert again.room.teacher == first.room.teacher
    assert again.room.paused
    assert {**again.view(token), "paused": False, "left": None} == {**seen, "left": None}


def test_a_wrong_code_lets_nobody_in(tmp_path):
    found = begun(tmp_path / "room.sqlite", Hand())
    for code in ("", "WRONG", None, 3, found.code + "X"):
        with pytest.raises(PremiseError, match="not the code"):
            found.join(code, "Ann")
    assert found.room.people == {}


def test_a_refused_action_is_not_kept(tmp_path):
    found = begun(tmp_path / "room.sqlite", Hand())
    with pytest.raises(PremiseError):
        found.do({"do": "start", "by": "somebody"})
    assert found.store.actions() == []


def test_a_file_of_another_version_is_refused(tmp_path):
    kept = store.Store(tmp_path / "room.sqlite")
    OPEN.append(kept)
    kept.keep(code="X", format=99)
    with pytest.raises(PremiseError, match="another version"):
        kept.kept()


def test_when_time_is_up_the_agents_answer_and_the_next_day_comes(tmp_path):
    hand = Hand()
    found = begun(tmp_path / "room.sqlite", hand, seconds=60, day_seconds=5)
    token = found.join(found.code, "Ann")
    found.do({"do": "take", "by": token, "table": 0, "seat": "party:israel"})
    found.do({"do": "start", "by": found.room.teacher})
    found.tick()
    hand.now += 59
    found.tick()
    assert found.view(token)["forms"]
    while waits(found.room):
        hand.now += 61
        found.tick()
        found.tick()
    assert found.room.tables[0].game.day == 1
    hand.now += 4
    found.tick()
    assert found.room.day == 1
    hand.now += 2
    found.tick()
    assert found.room.day == 2


def test_while_paused_no_time_passes(tmp_path):
    hand = Hand()
    found = begun(tmp_path / "room.sqlite", hand, seconds=60)
    token = found.join(found.code, "Ann")
    found.do({"do": "take", "by": token, "table": 0, "seat": "party:israel"})
    found.do({"do": "start", "by": found.room.teacher})
    found.tick()
    hand.now += 50
    found.tick()
    found.do({"do": "pause", "by": found.room.teacher})
    hand.now += HOUR
    found.tick()
    found.do({"do": "resume", "by": found.room.teacher})
    found.tick()
    assert found.view(token)["forms"]
    assert 5 <= found.view(token)["left"] <= 10


def test_a_limit_that_is_set_while_a_table_waits_counts_from_then_on():
    found = playing("party:israel", seconds=0)
    watch, table = clock.Clock(), found.tables[0]
    watch.due(found, 0.0)
    do(found, "pace", seconds=90, day_seconds=3)
    assert watch.left(found, table, HOUR) == 90.0
    assert watch.due(found, HOUR) == []
    assert watch.due(found, HOUR + 89) == []
    assert watch.left(found, table, HOUR + 89) == 1.0
    assert [action["do"] for action in watch.due(found, HOUR + 90)] == ["time_up"]


def test_without_a_limit_a_table_waits_as_long_as_it_takes():
    found = playing("party:israel", seconds=0)
    watch = clock.Clock()
    assert watch.due(found, 0.0) == []
    assert watch.due(found, HOUR) == []
    assert watch.left(found, found.tables[0], HOUR) is None


def test_the_last_day_ends_the_game(tmp_path):
    hand = Hand()
    found = begun(tmp_path / "room.sqlite", hand, day_seconds=0)
    found.do({"do": "start", "by": found.room.teacher})
    for _ in range(400):
        hand.now += 1
        found.tick()
    assert found.room.stage == DEBRIEF


def test_news_name_both_sides_alike():
    scenario = configured()
    found = room.Room(lambda *_: scenario, Setting(), TEACHER)
    do(found, "start")
    while not found.is_over:
        do(found, "next_day")
    told = [text for day in found.tables[0].told.values() for text in day]
    for text in told:
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
        assert ".." not in text
        assert "_" not in text
    assert any("Israel" in text for text in told)
    assert any("Hamas" in text for text in told)


@pytest.mark.parametrize("value", [1.0, "1", True, 7, -1, None, [1]])
def test_an_order_that_is_no_rung_is_refused(value):
    found = playing("party:israel")
    assert "is not allowed" in refused(found, "order", "party:israel", kind="rung", value=value)


@pytest.mark.parametrize("value", [False, 0, "x" * 19000, [1]])
def test_an_order_that_takes_no_value_is_refused_with_one(value):
    found = playing("mediator:us")
    told = refused(found, "order", "mediator:us", kind="again", value=value)
    assert "takes no value" in told


def test_an_order_is_for_the_next_day_that_begins_and_holds_nothing_up():
    found = playing("party:israel")
    do(found, "order", "party:israel", kind="rung", value=1)
    do(found, "time_up")
    (israel, _) = found.tables[0].game.now.parties
    assert (found.tables[0].game.day, israel.rung) == (1, 0)
    do(found, "next_day")
    do(found, "time_up")
    (israel, _) = found.tables[0].game.now.parties
    assert (found.tables[0].game.day, israel.rung) == (2, 1)


def test_an_order_is_seen_by_its_seat_alone_and_can_be_taken_back():
    found = playing("party:israel", "party:hamas", "mediator:us")
    assert "nothing is ordered" in refused(found, "withdraw", "party:israel")
    do(found, "order", "party:israel", kind="rung", value=1)
    do(found, "order", "mediator:us", kind="again")
    own = {token: views.of_person(found, token)["ordered"] for token in found.people}
    assert own["party:israel"].endswith(f"{words.RUNGS[1]}.")
    assert own["mediator:us"].endswith("choose your instruments anew.")
    assert own["party:hamas"] is None
    assert own["party:israel"] not in json.dumps(views.of_teacher(found))
    do(found, "withdraw", "party:israel")
    assert views.of_person(found, "party:israel")["ordered"] is None
    assert views.of_person(found, "mediator:us")["ordered"]
    for what in ("time_up", "next_day", "time_up"):
        do(found, what)
    assert found.tables[0].game.now.parties[0].rung == 0
    assert views.of_person(found, "mediator:us")["ordered"] is None


def test_an_order_that_can_be_done_no_more_is_told_to_its_seat_for_a_day(monkeypatch):
    found = playing("party:israel", "party:hamas")
    do(found, "order", "party:israel", kind="rung", value=1)
    monkeypatch.setattr(questions.Forms, "rungs", lambda self, seat: [])
    do(found, "next_day")
    assert words.RUNGS[1] in views.of_person(found, "party:israel")["undone"]
    assert views.of_person(found, "party:hamas")["undone"] is None
    do(found, "next_day")
    assert views.of_person(found, "party:israel")["undone"] is None


def test_a_mediator_may_choose_its_instruments_anew():
    found = playing("mediator:us")
    do(found, "time_up")
    do(found, "next_day")
    usual = [form["title"] for form in views.of_person(found, "mediator:us")["forms"]]
    again = playing("mediator:us")
    do(again, "time_up")
    do(again, "order", "mediator:us", kind="again")
    do(again, "next_day")
    asked = [form["title"] for form in views.of_person(again, "mediator:us")["forms"]]
    assert usual == []
    assert asked


@pytest.mark.parametrize("what", ["rise", "time_up", "next_day", "inject", "shock", "answer"])
def test_nothing_is_played_after_the_end(what):
    found = playing("party:israel")
    do(found, "finish")
    before = found.tables[0].game.day
    rest = {
        "inject": {"key": "talks.learning", "value": 0.2},
        "answer": {"key": ["party:israel", "delivery", 0, 0], "value": 0},
    }.get(what, {})
    by = "party:israel" if what in ("rise", "answer") else TEACHER
    if what == "rise":
        do(found, what, by)
    else:
        refused(found, what, by, **rest)
    assert found.tables[0].game.day == before


def test_what_happens_comes_at_every_table_that_goes_on_or_at_none():
    found = opened(tables=2)
    do(found, "start")
    last = found.tables[0].game.scenario.premises.calendar.horizon
    while not found.is_over:
        do(found, "next_day")
    assert found.day <= last
    assert "no day left" in refused(found, "shock")


JUNK = (None, True, -1, 0, 1.0, 2**70, "x", "", [], {}, [0], "party:israel")


def refusal(found, action):
    """The sentence with which an action is refused; None if it is done."""
    try:
        found.do(action)
    except PremiseError as error:
        return str(error)
    return None


WRONG = [
    (what, key, value) for what, rest in EXAMPLES.items() for key in ("by", *rest) for value in JUNK
]


@pytest.mark.parametrize(("what", "key", "value"), WRONG)
def test_whatever_is_given_is_refused_in_a_sentence_or_done_and_then_all_views_stand(
    what, key, value
):
    found = playing("party:israel", "mediator:us")
    (form, *_) = views.of_person(found, "mediator:us")["forms"] or [{"key": []}]
    (own, *_) = views.of_person(found, "party:israel")["forms"] or [form]
    by = TEACHER if what in room.TEACHERS else "party:israel"
    usual = {name: own["key"] if one is None else one for name, one in EXAMPLES[what].items()}
    before = json.dumps(views.of_teacher(found))
    told = refusal(found, {"do": what, "by": by, **usual, key: value})
    assert told is None or (told and json.dumps(views.of_teacher(found)) == before)
    for token in found.people:
        json.dumps(views.of_person(found, token))
    json.dumps(views.of_wall(found))


def test_every_action_that_takes_something_is_tried_with_what_it_does_not_take():
    plain = {"rise", "start", "next_day", "pause", "resume", "finish", "hush"}
    plain |= {"seat_by_lot", "withdraw", "read"}
    assert set(room.ACTIONS) == set(EXAMPLES) | plain


def test_an_action_that_fails_half_way_leaves_room_and_file_as_they_were(tmp_path, monkeypatch):
    found = begun(tmp_path / "room.sqlite", Hand())
    token = found.join(found.code, "Ann")
    before = json.dumps(found.view(token))

    def fails(room, by):
        room.people.clear()
        raise ZeroDivisionError

    monkeypatch.setitem(room.ACTIONS, "rise", fails)
    with pytest.raises(PremiseError, match="nothing has changed"):
        found.do({"do": "rise", "by": token})
    assert json.dumps(found.view(token)) == before
    assert [action["do"] for action in found.store.actions()] == ["join"]


def test_a_class_kept_by_another_version_is_refused(tmp_path):
    kept = store.Store(tmp_path / "room.sqlite")
    OPEN.append(kept)
    session.Session(load, Setting(), kept, made_by="one")
    with pytest.raises(PremiseError, match="new=true"):
        session.Session(load, Setting(), kept, made_by="another")


def test_an_offer_sent_as_it_was_put_plays_the_agents_run_to_the_last_bit():
    scenario = named.found("coalition_exit")
    found = room.Room(lambda *_: scenario, Setting(seed=3), TEACHER)
    seated(found, "party:israel", "party:hamas")
    do(found, "start")
    while not found.is_over:
        while waits(found):
            for token in found.people:
                for form in views.of_person(found, token)["forms"]:
                    if form["kind"] == "offer":
                        value = [issue["at"] for issue in form["issues"]]
                        do(found, "answer", token, key=form["key"], value=value)
            do(found, "time_up")
        do(found, "next_day")
    plain = model.Negotiation(scenario, 3).play().kept()
    assert found.tables[0].game.kept().runs.tobytes() == plain.runs.tobytes()


def test_orders_and_standing_answers_go_with_the_person():
    found = playing("party:israel")
    do(found, "order", "party:israel", kind="rung", value=5)
    do(found, "remove", person="party:israel")
    do(found, "next_day")
    assert found.tables[0].game.now.parties[0].rung < 5
    table = found.tables[0]
    table.game.standing["party:israel", "rung", 0] = (1, 0)
    table.rise("party:israel")
    assert table.game.standing == {}


def test_what_somebody_answered_for_good_on_the_day_of_leaving_does_not_bind_the_next_at_the_seat():
    found = playing("party:israel", "party:hamas", seconds=0)
    game = found.tables[0].game
    while [one.kind for one in game.pending()] != ["rung", "rung"]:  # the day stays open meanwhile
        for one in [one for one in game.pending() if one.kind == "delivery"]:
            do(found, "answer", one.seat, key=list(one.key), value=2)
        do(found, "time_up" if waits(found) else "next_day")
    (mine,) = [one for one in game.pending() if one.seat == "party:israel"]
    do(found, "answer", "party:israel", key=list(mine.key), value=0 if mine.own else 1)
    do(found, "rise", "party:israel")
    while waits(found):
        do(found, "time_up")
    assert [place for place in game.standing if place[0] == "party:israel"] == []


def test_who_has_held_a_seat_in_a_game_takes_no_other_without_the_teacher():
    found = playing("party:israel")
    do(found, "rise", "party:israel")
    assert "another seat" in refused(found, "take", "party:israel", table=0, seat="party:hamas")
    do(found, "take", "party:israel", table=0, seat="party:israel")
    do(found, "move", person="party:israel", table=0, seat="party:hamas")
    do(found, "finish")
    do(found, "new_round", seed=9)
    do(found, "take", "party:israel", table=0, seat="mediator:us")


def test_the_teacher_lets_somebody_rise_who_then_waits_for_a_seat():
    found = opened()
    seated(found, "party:israel")
    assert "whole number" in refused(
        found, "move", person="party:israel", table=None, seat="party:hamas"
    )
    do(found, "move", person="party:israel", table=None)
    assert found.tables[0].seats["party:israel"] is None
    assert people.waiting(found) == ["party:israel"]


def test_the_next_day_is_the_next_day_at_every_table():
    found = opened(tables=2)
    seated(found, *list(found.tables[0].seats)[:5])
    do(found, "start")
    for day in range(2, 25):
        do(found, "next_day")
        assert found.day == day
        assert all(
            table.game.day == day or (table.game.open and table.game.day == day - 1)
            for table in found.tables
        )


def test_while_paused_nothing_is_played_and_an_empty_seat_is_played_for_afterwards():
    found = playing("party:israel", seconds=0)
    do(found, "pause")
    assert "paused" in refused(found, "order", "party:israel", kind="rung", value=0)
    do(found, "say", "party:israel", text="x")
    assert found.tables[0].game.day == 0
    do(found, "rise", "party:israel")
    assert found.tables[0].game.day == 0
    do(found, "resume")
    assert found.tables[0].game.day == 1


def test_two_servers_do_not_share_a_file(tmp_path):
    first = begun(tmp_path / "room.sqlite", Hand())
    with pytest.raises(PremiseError, match="another server"):
        store.Store(tmp_path / "room.sqlite")
    first.store.close()
    store.Store(tmp_path / "room.sqlite").close()


def test_of_two_servers_that_open_a_class_and_write_nothing_only_one_has_it(tmp_path):
    store.Store(tmp_path / "room.sqlite").close()
    held = store.Store(tmp_path / "room.sqlite")
    (waited,) = held.file.execute("pragma busy_timeout").fetchone()
    assert 0 < waited <= 1000, "milliseconds: whoever starts a server waits for its refusal"
    with pytest.raises(store.InUse, match="another server"):
        store.Store(tmp_path / "room.sqlite")
    held.close()


def test_a_class_that_another_server_began_at_the_same_moment_is_left_to_it(tmp_path, monkeypatch):
    path, connect, codes = tmp_path / "room.sqlite", sqlite3.connect, []

    def late(*given, **more):
        monkeypatch.setattr(store.sqlite3, "connect", connect)
        codes.append(begun(path, Hand()).code)
        OPEN.pop().close()
        return connect(*given, **more)

    monkeypatch.setattr(store.sqlite3, "connect", late)
    with pytest.raises(PremiseError, match="cannot be used"):
        store.Store(path)
    assert [begun(path, Hand()).code] == codes


def test_a_file_that_cannot_be_used_is_not_left_open(tmp_path):
    held = store.Store(tmp_path / "room.sqlite")
    with pytest.raises(PremiseError) as told:
        store.Store(tmp_path / "room.sqlite")
    tried = told.traceback[-1].frame.f_locals["self"]
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        tried.file.execute("select 1")
    held.close()


DAMAGE = {
    "update actions set a = '{bad'": "damaged",
    "update actions set a = '[1]'": "its action 1 is missing",
    "update actions set n = 7": "its action 1 is missing",
    "delete from kept where name = 'teacher'": "'teacher' is missing",
    "delete from kept": "is missing",
    "update kept set value = '[' where name = 'code'": "damaged",
    """update kept set value = '{"chairs": 4}' where name = 'setting'""": "chairs",
    "drop table actions": "there is no 'actions'",
    "alter table actions rename column a to b": "no such column",
}


@pytest.mark.parametrize(("done", "word"), DAMAGE.items())
def test_a_damaged_file_is_refused_in_a_sentence_and_begins_no_class_anew(tmp_path, done, word):
    path = tmp_path / "room.sqlite"
    first = begun(path, Hand())
    first.join(first.code, "Ann")
    first.store.close()
    with sqlite3.connect(path) as file:
        file.execute(done)
    file.close()
    before = path.read_bytes()
    with pytest.raises(store.Damaged) as told:
        begun(path, Hand())
    assert told.value.filename == str(path)
    assert word in told.value.strerror
    assert "new=true" in told.value.strerror
    while OPEN:
        OPEN.pop().close()
    assert path.read_bytes() == before
    store.set_aside(path, tmp_path / "older.sqlite")
    assert (tmp_path / "older.sqlite").read_bytes() == before


def test_a_file_whose_pages_are_overwritten_or_that_is_empty_begins_no_class(tmp_path):
    path = tmp_path / "room.sqlite"
    first = begun(path, Hand())
    for number in range(200):
        first.join(first.code, f"Student {number}")
    first.store.close()
    whole = path.read_bytes()
    for damaged in (whole[:4096] + b"x" * (len(whole) - 4096), whole[:5000], b"x" * 9000, b""):
        path.write_bytes(damaged)
        with pytest.raises(store.Damaged, match=r"room\.sqlite"):
            begun(path, Hand())
        while OPEN:
            OPEN.pop().close()
        assert path.read_bytes() == damaged


def test_what_cannot_be_written_is_not_done(tmp_path):
    found = begun(tmp_path / "room.sqlite", Hand())
    found.store.file.execute("pragma max_page_count = 1")
    before = json.dumps(views.of_teacher(found.room))
    for number in range(2000):
        try:
            found.do({"do": "join", "by": f"t{number}" * 50, "name": f"Student {number}"})
        except PremiseError as error:
            told = str(error)
            break
        before = json.dumps(views.of_teacher(found.room))
    assert "nothing has changed: it could not be written down" in told
    assert "full" in told
    assert json.dumps(views.of_teacher(found.room)) == before


def test_the_teacher_is_told_that_the_clock_cannot_go_on_for_want_of_room(tmp_path, caplog):
    hand = Hand()
    found = begun(tmp_path / "room.sqlite", hand, day_seconds=1)
    by = found.room.teacher
    found.do({"do": "start", "by": by})
    found.tick()
    found.store.file.execute("pragma query_only = on")  # as a disk that takes no more
    hand.now += 5
    found.tick()
    assert found.room.day == 1
    assert "could not be written down on the teacher's machine" in found.view(by)["trouble"]
    found.store.file.execute("pragma query_only = off")
    found.tick()
    assert found.room.day == 2
    assert found.view(by)["trouble"] is None
    assert caplog.records == []


class Disk(sqlite3.Connection):
    """A file on a disk that is full as soon as something begins with ``full_at``."""

    full_at = None

    def execute(self, sql, *values):
        """Do what is asked, if there is room."""
        self.check(sql)
        return super().execute(sql, *values)

    def executemany(self, sql, rows):
        """The same, for each row."""
        self.check(sql)
        return super().executemany(sql, rows)

    def check(self, sql):
        """Refuse what finds no room."""
        if self.full_at and sql.startswith(self.full_at):
            raise sqlite3.OperationalError("database or disk is full")


@pytest.fixture
def disk(monkeypatch):
    """The kind of file that a class is kept in, which can be given a full disk."""
    connect = sqlite3.connect
    monkeypatch.setattr(
        store.sqlite3, "connect", lambda *given, **more: connect(*given, **more, factory=Disk)
    )
    monkeypatch.setattr(Disk, "full_at", None)
    return Disk


@pytest.mark.parametrize("full_at", ["create table actions", "insert", "commit"])
def test_a_class_that_could_not_begin_for_want_of_room_begins_once_there_is_some(
    full_at, disk, tmp_path
):
    disk.full_at = full_at
    with pytest.raises(PremiseError, match=r"^out: '.*room\.sqlite' cannot be used; .* full$"):
        begun(tmp_path / "room.sqlite", Hand())
    while OPEN:
        OPEN.pop().close()
    disk.full_at = None
    assert not begun(tmp_path / "room.sqlite", Hand()).has_begun


def test_a_class_that_cannot_be_written_goes_on_once_there_is_room(disk, tmp_path):
    first = begun(tmp_path / "room.sqlite", Hand())
    first.do({"do": "start", "by": first.room.teacher})
    first.store.close()
    disk.full_at = "insert"
    with pytest.raises(PremiseError, match=r"^out: '.*room\.sqlite' cannot be used; .* full$"):
        begun(tmp_path / "room.sqlite", Hand())
    OPEN.pop().close()
    disk.full_at = None
    assert begun(tmp_path / "room.sqlite", Hand()).room.paused


def test_a_full_disk_is_looked_at_again_without_playing_the_whole_log(disk, tmp_path, monkeypatch):
    hand, replays, replayed = Hand(), [], session.Session.replayed
    found = begun(tmp_path / "room.sqlite", hand, day_seconds=1)
    found.do({"do": "start", "by": found.room.teacher})
    found.tick()
    hand.now += 5
    monkeypatch.setattr(
        session.Session, "replayed", lambda self: replays.append(1) or replayed(self)
    )
    disk.full_at = "commit"  # that the disk is full shows once the day is played
    found.tick()
    version = found.version
    for _ in range(10):
        found.tick()
    assert (len(replays), found.version) == (1, version)
    disk.full_at = None
    found.tick()
    assert found.room.day == 2
    assert found.store.actions() == found.room.log
    assert store.RESERVE not in found.store.kept()


@pytest.mark.parametrize("spare", range(12))
def test_where_room_is_found_there_is_some_for_the_longest_message(spare, tmp_path):
    found = begun(tmp_path / "room.sqlite", Hand())
    told = {"do": "broadcast", "by": found.room.teacher, "text": "🕊" * setting.LONGEST_MESSAGE}
    found.do(told)
    (pages,) = found.store.file.execute("pragma page_count").fetchone()
    found.store.file.execute(f"pragma max_page_count = {pages + spare}")
    with suppress(sqlite3.OperationalError):
        found.store.make_room()
        found.do(told)
        assert found.store.actions() == [told, told]


def test_that_a_partner_thinks_of_leaving_is_not_told():
    found = playing(*[one for one in opened().tables[0].seats if one.startswith("constituency")])
    for _ in range(60):
        do(found, "next_day")
        if any(one.kind == "leave" for one in found.tables[0].game.pending()):
            break
    assert views.of_wall(found)["tables"][0]["waits_for"] == ["a constituency"]


def test_invented_names_change_no_other_words():
    words = opened(names="fictional").tables[0].words
    assert words.issue("first_day_share") == "first day share"
    assert words.party("israel") == "Korvia"


def test_everybody_who_waits_is_seated_by_lot_and_who_watches_is_not():
    found = opened(tables=2)
    for number in range(5):
        do(found, "join", f"t{number}", name=f"Student {number}")
    do(found, "watch", "t4", table=1)
    assert views.of_teacher(found)["waiting"] == 4
    do(found, "seat_by_lot")
    seats = [found.people[f"t{number}"].seat for number in range(4)]
    assert sorted(seats) == ["party:hamas", "party:hamas", "party:israel", "party:israel"]
    assert (found.people["t4"].table, found.people["t4"].seat) == (1, None)
    assert "nobody waits" in refused(found, "seat_by_lot")


def test_a_room_seated_by_lot_is_seated_so_again_by_its_log():
    found = opened(tables=3)
    for number in range(20):
        do(found, "join", f"t{number}", name=f"Student {number}")
    do(found, "seat_by_lot")
    again = opened(tables=3)
    for action in json.loads(json.dumps(found.log)):
        again.do(action)
    assert json.dumps(views.of_teacher(again)) == json.dumps(views.of_teacher(found))


def test_the_lot_gives_no_other_seat_to_who_knows_the_secrets_of_one():
    found = playing("party:israel")
    do(found, "rise", "party:israel")
    do(found, "join", "late", name="Lea")
    do(found, "seat_by_lot")
    assert found.people["party:israel"].seat is None
    assert found.people["late"].seat.startswith("party:")


def test_the_lot_gives_no_other_seat_to_who_has_read_a_sheet_also_before_the_start():
    found = opened()
    seated(found, "party:israel")
    do(found, "read", "party:israel")
    do(found, "rise", "party:israel")
    assert views.of_teacher(found)["waiting"] == 0
    assert "nobody waits" in refused(found, "seat_by_lot")
    do(found, "arrange", seed=found.setting.seed + 1)
    do(found, "seat_by_lot")
    assert found.people["party:israel"].seat


def test_when_no_seat_is_free_the_lot_says_so():
    found = opened()
    seated(found, *found.tables[0].seats)
    do(found, "join", "more", name="Mo")
    assert "no seat is free" in refused(found, "seat_by_lot")


def test_who_sits_at_a_table_that_remains_keeps_the_seat_and_the_others_wait_for_one():
    found = opened(tables=2)
    seated(found, "party:israel")
    do(found, "join", "b", name="Bo")
    do(found, "take", "b", table=1, seat="party:hamas")
    do(found, "arrange", tables=3)
    assert [found.people[one].table for one in ("party:israel", "b")] == [0, 1]
    do(found, "arrange", tables=1)
    assert found.tables[0].seats["party:israel"] == "party:israel"
    assert (found.people["b"].table, found.people["b"].seat) == (None, None)
    assert views.of_teacher(found)["waiting"] == 1


def test_earlier_rounds_can_be_looked_back_on_after_a_restart(tmp_path):
    first = begun(tmp_path / "room.sqlite", Hand())
    by = first.room.teacher
    for what in ("start", "next_day", "finish", "new_round", "start", "new_round"):
        first.do({"do": what, "by": by})
    kept = rounds.played(first.room)
    first.store.close()
    again = rounds.played(begun(tmp_path / "room.sqlite", Hand()).room)
    assert list(again) == list(kept) == [1, 2]
    assert [one.setting for one in again.values()] == [one.setting for one in kept.values()]
    for number in kept:
        left = [one.tables[0].game.kept().runs.tobytes() for one in (kept[number], again[number])]
        assert left[0] == left[1]


def test_a_new_round_meets_other_luck_than_any_before_unless_its_seed_is_typed(tmp_path):
    first = begun(tmp_path / "room.sqlite", Hand())
    by, seeds = first.room.teacher, [first.room.setting.seed]
    for _ in range(3):
        first.do({"do": "start", "by": by})
        first.do({"do": "new_round", "by": by})
        seeds.append(first.room.setting.seed)
    assert len(set(seeds)) == len(seeds)
    assert first.room.tables[0].game.seed == seeds[-1]
    first.do({"do": "arrange", "by": by, "seed": seeds[0]})
    first.store.close()
    again = begun(tmp_path / "room.sqlite", Hand()).room
    assert [one.setting.seed for one in again.rounds.values()] == seeds[:3]
    assert again.tables[0].game.seed == seeds[0]


def test_the_teacher_sees_every_round_that_can_be_looked_back_on():
    found = playing("party:israel")
    assert views.of_teacher(found)["rounds"] == []
    do(found, "next_day")
    do(found, "finish")
    assert [one["round"] for one in views.of_teacher(found)["rounds"]] == [1]
    do(found, "new_round", seed=9)
    do(found, "start")
    assert [one["round"] for one in views.of_teacher(found)["rounds"]] == [1]


# -- who decides, and until when ------------------------------------------------------------------


def test_who_sat_down_in_the_middle_of_a_game_takes_no_other_seat_either():
    found = playing("party:israel")
    do(found, "join", "late", name="Lea")
    do(found, "take", "late", table=0, seat="party:hamas")
    do(found, "rise", "late")

    assert "of another seat" in refused(found, "take", "late", table=0, seat="mediator:us")
    assert views.of_teacher(found)["waiting"] == 0
    do(found, "take", "late", table=0, seat="party:hamas")


def test_what_nobody_answered_in_time_is_not_counted_as_a_persons_decision():
    found = playing("party:israel")
    game = found.tables[0].game
    (first, *others) = [one.key for one in game.pending()]
    do(found, "answer", "party:israel", key=list(first), value=0)
    do(found, "time_up")

    by = {one.question.key: one.by for one in game.answered}
    assert others
    assert by[first] == "person"
    assert {by[key] for key in others} == {"actor"}


def test_what_the_teacher_lets_happen_while_a_day_is_open_comes_on_the_day_after():
    """By hand: while day 1 waits for answers the next to begin is day 2, and then day 3 has not."""
    found = playing("party:israel")
    table = found.tables[0]
    assert waits(found)
    do(found, "inject", key="talks.learning", value=0.2)
    do(found, "shock")
    shocks = [one[:3] for one in table.game.scenario.changes if one[1] == SHOCKS]

    assert (table.game.day, table.game.next_day) == (0, 2)
    assert [one[0] for one in table.game.scenario.changes if one[1] == "talks.learning"] == [2]
    assert [(day, value) for day, _, value in shocks][0] == (2, 1.0)
    assert [day for day, _, _ in shocks] == [2, 3]
    do(found, "time_up")
    assert table.game.next_day == 2


def test_after_a_shock_they_come_as_often_as_was_set_for_the_day_after_it():
    """By hand: from day 2 on a quarter is set, so a shock on day 1 leaves a quarter on day 2."""
    game = opened().tables[0].game
    game.scenario = game.changed([(2, SHOCKS, 0.25)])

    changes = [(day, value) for day, key, value, _ in game.shocked().changes if key == SHOCKS]

    assert (1, 1.0) in changes
    assert {value for day, value in changes if day == 2} == {0.25}


@pytest.mark.parametrize(
    ("own", "answer", "left"), [(1, 1, []), (1, 0, [(1, 0)]), (0, 1, [(0, 1)]), (0, 0, [])]
)
def test_a_partner_that_goes_or_returns_may_change_its_mind_and_one_that_declines_has_declined(
    own, answer, left
):
    """Only an answer against what the mood of its people asks for stands."""
    seat = "constituency:partner"
    day = human.Day({(seat, human.LEAVE, 0, 0): answer}, {seat})

    assert day.ask(seat, human.LEAVE, 0, own, ()) == answer
    assert list(day.left_standing.values()) == left


def test_nothing_is_played_on_once_a_paused_game_has_been_ended():
    found = playing("party:israel", seconds=0)
    do(found, "pause")
    do(found, "finish")
    do(found, "rise", "party:israel")
    game = found.tables[0].game
    assert game.open
    assert not game.pending()

    refusal(found, {"do": "resume", "by": TEACHER})

    assert game.day == 0


def test_an_order_of_a_seat_where_nobody_sits_any_more_is_not_carried_out():
    found = playing("party:israel")
    do(found, "order", "party:israel", kind="rung", value=1)
    do(found, "rise", "party:israel")

    do(found, "next_day")

    assert found.tables[0].orders == {}
    assert found.tables[0].game.now.parties[0].rung == 0


@pytest.mark.parametrize("luck", "abcdef")
def test_of_seats_alike_the_lot_draws_one_that_fewest_hold_at_other_tables(luck):
    """By hand: of the seats that are asked the last alone is held at no other table."""
    found = opened(tables=2).tables
    scenario = found[0].game.scenario
    asked = [one for one in found[0].seats if duties.rank(scenario, one) == duties.ASKED]
    for seat in ("party:israel", "party:hamas", *asked[:-1]):
        found[0].sit(seat, seat)
    for seat in ("party:israel", "party:hamas"):
        found[1].sit(seat, seat)

    assert len(asked) > 2
    assert lot.draw(found, ["late"], luck) == [("late", (1, asked[-1]))]


# -- a seat and its secrets -----------------------------------------------------------------------


def test_whoever_has_read_a_sheet_takes_no_other_seat_also_before_the_start():
    found = opened()
    do(found, "join", "a", name="Ann")
    do(found, "take", "a", table=0, seat="party:israel")
    do(found, "take", "a", table=0, seat="party:hamas")
    do(found, "read", "a")
    assert "ask the teacher" in refused(found, "take", "a", table=0, seat="party:israel")
    do(found, "rise", "a")
    assert "ask the teacher" in refused(found, "take", "a", table=0, seat="mediator:us")
    do(found, "start")
    assert "ask the teacher" in refused(found, "take", "a", table=0, seat="mediator:us")
    do(found, "move", person="a", table=0, seat="mediator:us")
    assert found.people["a"].knows == (0, "mediator:us")


def test_what_a_seat_knows_is_seen_once_its_sheet_is_read_or_the_game_has_begun():
    found = opened()
    seated(found, "party:israel", "party:hamas")
    unread = views.of_person(found, "party:israel")
    assert not unread["me"]["knows"]
    assert not unread["own"]
    do(found, "read", "party:israel")
    assert views.of_person(found, "party:israel")["own"]
    assert set(views.of_person(found, "party:israel")) == set(unread)
    assert not views.of_person(found, "party:hamas")["own"]
    do(found, "start")
    assert views.of_person(found, "party:hamas")["own"]


def test_under_other_luck_a_seat_may_be_chosen_anew_and_with_more_tables_not():
    found = opened()
    seated(found, "party:israel")
    do(found, "read", "party:israel")
    do(found, "arrange", tables=2)
    assert "ask the teacher" in refused(found, "take", "party:israel", table=1, seat="party:hamas")
    do(found, "arrange", seed=77)
    do(found, "take", "party:israel", table=1, seat="party:hamas")
