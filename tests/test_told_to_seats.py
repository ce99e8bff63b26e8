"""What seats are told beside their questions: what lies behind them, what a seat does, the news."""

import itertools
import re
from types import SimpleNamespace

import pytest
from playing import configured
from test_room import do, opened, seated

from agents import levels, notes
from agents.terms import DONE, NOT_YET, PENDING
from agents.traits import BRIDGING
from experiments import composing, configs, named, truces
from sim import model, words
from sim.classroom import sheets
from sim.classroom.playing import duties, grounds, lot, news, views
from sim.classroom.playing import table as tables
from sim.refusals import PremiseError
from sim.story import record


def at(scenario, *seats, seed=1):
    """A table with somebody at each of some seats."""
    found = tables.Table(0, scenario, seed, 0)
    for seat in seats:
        found.sit(seat, seat)
    return found


def forms(table, kind):
    """The forms of a kind that a table waits for, each with its seat."""
    made = table.forms()
    return [(one.seat, made.form(one)) for one in table.game.pending() if one.kind == kind]


def days(table, answer=lambda question, form: None):
    """Play day by day; each open form is answered, or left to the agent, after it is yielded."""
    while not table.game.is_over:
        table.next_day()
        while table.game.open:
            made = table.forms()
            for question in table.game.pending():
                form = made.form(question)
                yield question, form
                value = answer(question, form)
                if question not in table.game.pending():
                    continue
                if value is None:
                    table.game.answers[question.key] = question.own
                    table.game.left_to_actors.add(question.key)
                else:
                    table.answer(question.seat, list(question.key), value)
            table.go_on()


# -- deliveries -----------------------------------------------------------------------------------


def test_a_delivery_form_says_what_both_have_delivered_and_what_is_due_or_late(january):
    table = at(january, "party:israel", "party:hamas")
    table.next_day()
    form = dict(forms(table, "delivery"))["party:hamas"]
    counted = {slot: len(grounds.in_force(table.game, slot)) for slot in range(2)}
    assert form["note"].startswith(
        f"Israel has delivered 0 of {counted[0]} promises, none is late."
    )
    assert (
        f"You have delivered 0 of {counted[1]} promises; 1 is due today, none is late."
        in (form["note"])
    )


def test_what_was_withheld_is_late_in_both_sides_forms_once_its_day_has_passed(january):
    table = at(january, "party:israel", "party:hamas")
    late, titles = [], []
    for question, form in days(table, lambda one, form: 2 if one.kind == "delivery" else None):
        if question.kind == "delivery" and table.game.day > 2:
            late.append((question.seat, form["note"]))
            titles.append(form["title"])
        if table.game.day > 20:
            break
    own = [note for seat, note in late if seat == "party:hamas"]
    theirs = [note for seat, note in late if seat == "party:israel"]
    assert "is late. To deliver" in own[0] or "are late. To deliver" in own[0]
    assert any(title.startswith("Late, due on day ") for title in titles)
    assert all("You have delivered 0 of" in note for note in own)
    assert any("Hamas has delivered 0 of" in note and " late. You" in note for note in theirs)


def test_what_a_delivery_form_counts_is_what_the_table_shows_to_all(january):
    """What is left of an earlier phase counts in both."""
    table, left_over = at(january, "party:israel", "party:hamas"), 0
    for question, form in days(table, withholding):
        if question.kind != "delivery":
            continue
        name = table.label(question.seat)
        mine = [one for one in views.promises(table) if one["by"] == name]
        done, late = (sum(one[key] > 0 for one in mine) for key in ("done", "late"))
        assert f"You have delivered {done} of {words.count(len(mine), 'promise')};" in form["note"]
        assert f"due today, {late or 'none'} {words.verb(late or 1)} late" in form["note"]
        now = table.game.now
        left = [one for one in now.obligations if one.status == PENDING]
        left_over += any(one.phase < now.world.phase for one in left)
        if left_over > 3:
            break
    assert left_over


def withholding(question, form):
    """Withhold one thing that is due again and again, and stay at peace."""
    if question.kind == "rung":
        return 0
    return 2 if question.kind == "delivery" and question.item == 2 else None


def test_what_deliveries_have_in_common_is_said_once_above_their_forms():
    found = opened(scenario="phase_two_talks")
    seated(found, "party:israel")
    do(found, "start")
    view = views.of_person(found, "party:israel")
    assert [one["kind"] for one in view["forms"]] == ["delivery"] * 2
    assert view["accounts"].startswith("Hamas has delivered 5 of 10 promises")
    assert "2 are due today" in view["accounts"]
    for one in view["forms"]:
        assert "To deliver this costs you " in one["note"]
        assert "delivered" not in one["note"]
    do(found, "time_up")
    after = views.of_person(found, "party:israel")
    assert all(one["kind"] != "delivery" for one in after["forms"])
    assert after["accounts"] == ""


def test_a_side_trade_is_told_with_both_its_parts_and_their_day_in_the_news_and_in_both_forms(
    january,
):
    table = at(january, "party:israel", "party:hamas", seed=4)
    found = {}
    for question, form in days(table):
        if question.kind == "delivery" and " by a trade on day 15" in form["title"]:
            found[question.seat] = form["title"], form["note"]
        if table.game.day > 18:
            break
    assert [text for text in table.told[15] if text.startswith("A side trade")] == [
        "A side trade: Israel is to let in 200,000 tents by day 17 (4 February 2025), and in "
        "return Hamas is to release 6 hostages (exchange 7) by the same day, not day 42."
    ]
    title, note = found["party:hamas"]
    assert title.startswith("Due today, pulled forward from day 42 by a trade on day 15: 6 host")
    assert note.startswith("In return Israel is to let in 200,000 tents by day 17. ")
    title, note = found["party:israel"]
    assert ", promised for day 17 by a trade on day 15: " in title
    assert note.startswith("In return Hamas is to release 6 hostages (exchange 7) by day 17. ")


def test_each_of_the_forms_that_stand_together_counts_all_that_is_due_and_says_what_comes_first(
    january,
):
    table = at(january, "party:israel", "party:hamas")
    together = conditions = 0
    for question, form in days(table):
        if question.kind != "delivery":
            continue
        own = [form for seat, form in forms(table, "delivery") if seat == question.seat]
        number = sum(one["title"].startswith("Due today") for one in own)
        counted = form["note"].partition(" promises; ")[2].partition(" due today")[0].split()
        if counted and counted[0] != "none":
            assert int(counted[0]) >= number
            together += number > 1
        else:
            assert number == 0
        item = table.game.now.obligations[question.item]
        waited = item.in_return_for
        if waited >= 0:
            has_come = table.game.now.obligations[waited].status == DONE
            assert ("Only after Hamas has released " in form["note"]) != has_come
            conditions += not has_come
        if table.game.day > 30:
            break
    assert together
    assert conditions


# -- answers to the other side --------------------------------------------------------------------


def test_the_form_on_how_to_answer_says_what_it_answers(january):
    table = at(january, "party:israel", "party:hamas")
    found = None
    for question, form in days(table, lambda one, form: 2 if one.seat == "party:hamas" else None):
        if (question.seat, question.kind) == ("party:israel", "rung"):
            found = form["note"]
            break
    assert found.startswith("Since day 1, today included: ")
    assert "you hold Hamas to be in breach over " in found


def test_no_answer_is_not_called_that_nothing_is_held_and_incidents_are_those_of_the_game():
    table = at(composing.composed("scenario=phase_two_talks").scenario, "party:hamas")
    for question, form in days(table):
        if question.kind == "rung" and " incidents with " in form["note"]:
            break
    none = next(one for one in form["choices"] if one["value"] == 0)
    assert none["note"] == (
        "No step is taken; what you hold against the other side stays, and fades with time."
    )
    assert form["note"].startswith("Since day 17, today included: ")
    rows = [*table.game.log, *table.game.so_far]
    mine = [
        one for one in table.game.events(rows) if (one.kind, one.actor) == ("incident", "hamas")
    ]
    assert f"for {len(mine)} incidents with" in form["note"]
    assert all(one.day >= 17 for one in mine)


def test_what_is_answered_is_what_came_since_the_last_answer(january):
    table = at(january, "party:israel")
    table.game.answered = []
    asked = []
    for question, form in days(table, lambda one, form: 0 if one.kind == "rung" else None):
        if question.kind == "rung":
            asked.append((table.game.day + 1, form["note"]))
        if len(asked) == 2:
            break
    (first, _), (_, note) = asked
    assert note.startswith(f"Since somebody in your seat answered last, on day {first}")


def test_what_the_agent_answered_in_time_for_nobody_is_not_called_an_answer_of_the_seat(january):
    table = at(january, "party:israel")
    asked = (form["note"] for one, form in days(table) if one.kind == "rung")
    noted = list(itertools.islice(asked, 3))
    assert len(noted) == 3
    assert not [note for note in noted if "answered last" in note]


def test_how_the_other_side_answers_on_the_same_day_is_in_neither_form(january):
    table = at(january, "party:israel", "party:hamas")
    for question, _ in days(table, lambda one, form: 2 if one.kind == "delivery" else None):
        if question.kind == "rung":
            kinds = {int(row[notes.KIND]) for row in table.game.so_far}
            assert not kinds & {notes.RUNG, notes.RESUMES, notes.STAYS}
            assert kinds
            break


# -- proposals ------------------------------------------------------------------------------------


def proposing(seat="mediator:us"):
    """A table at which a mediator is asked whether to propose, with the question and its form."""
    table = at(composing.composed("scenario=phase_two_talks").scenario, seat)
    for question, form in days(table):
        if "asks" in form:
            return table, question, form
    pytest.fail("no mediator was asked whether to propose")


def test_who_says_yes_to_a_proposal_draws_it_up_in_the_same_form_and_is_not_asked_again():
    table, question, form = proposing()
    lowest = [0 for _ in form["issues"]]
    table.answer(question.seat, list(question.key), lowest)
    day = table.game.day + (1 if table.game.open else 0)
    while table.game.open:
        assert not [one for one in table.game.pending() if one.kind == "offer"]
        table.time_up()
    us = next(one for one in table.game.now.mediators if one.name == "us")
    mine = [row for row in table.game.offers if (row[0], row[2]) == (day, 2 + us.stream)]
    assert [tuple(row[-len(lowest) :]) for row in mine] == [tuple(map(float, lowest))]


def test_a_plain_yes_leads_to_the_form_and_a_no_to_none():
    table, question, _ = proposing()
    table.answer(question.seat, list(question.key), 1)
    while table.game.open and not forms(table, "offer"):
        table.time_up()
    assert "propose to both sides" in forms(table, "offer")[0][1]["title"]
    table, question, _ = proposing()
    table.answer(question.seat, list(question.key), 0)
    while table.game.open:
        assert not forms(table, "offer")
        table.time_up()


def test_who_leaves_every_proposal_as_it_stands_plays_the_agents_run_to_the_last_bit():
    """A draft of the morning is drawn up anew at its turn, after what both offer that day."""
    scenario = composing.composed("scenario=phase_two_talks").scenario
    mediators = [one for one in sheets.seats(scenario) if one.startswith("mediator:")]
    table, left = at(scenario, *mediators), 0
    for question, form in days(table):
        if "asks" in form and question.own == form["asks"]:
            at_rest = [issue["at"] for issue in form["issues"]]
            table.answer(question.seat, list(question.key), at_rest)
            left += 1
    proposals = [one for one in table.game.answered if one.question.kind == "offer"]
    assert left
    assert proposals
    assert all(one.answer == one.question.own for one in proposals)
    plain = model.Negotiation(scenario, 1).play().kept()
    assert table.game.kept().runs.tobytes() == plain.runs.tobytes()


def test_a_proposal_that_the_form_does_not_allow_is_refused_and_nothing_is_decided():
    table, question, form = proposing()
    issues = len(form["issues"])
    for value in ([], [0], [99] * issues, ["a"] * issues, [True] * issues, {}, "yes"):
        with pytest.raises(PremiseError, match="is not allowed"):
            table.answer(question.seat, list(question.key), value)
        assert question in table.game.pending()
        assert table.game.answers == {}


def test_one_that_is_left_of_a_budget_is_one():
    table, question, _ = proposing()
    mediator = table.forms().mediator(question.seat)
    for left, said in ((1, "1 proposal."), (2, "2 proposals.")):
        mediator.left[BRIDGING] = left
        form = table.forms().form(question)
        assert form["choices"][0]["note"] == f"Left of your budget: {said}"


@pytest.mark.parametrize("name", configs.scenarios())
def test_no_form_starts_beyond_a_line_of_the_other_side_over_what_is_worth_nothing(name):
    table = at(composing.composed(f"scenario={name}").scenario)
    issues = table.game.now.issues
    for slot in range(2):
        for level in (0.0, 1.0):
            form = table.forms().put_at([level] * len(issues), slot)
            for issue, made in zip(issues, form, strict=True):
                start = made["at"] / (len(made["labels"]) - 1)
                if len(set(made["points"])) == 1:
                    assert levels.keeps_line(issue, 1 - slot, start)
                else:
                    assert start == level


def test_an_offer_that_is_left_as_it_starts_gives_what_is_worth_nothing_to_the_other_side():
    table = at(composing.composed("scenario=phase_two_talks").scenario, "party:israel")
    question, form = next(one for one in days(table) if one[0].kind == "offer")
    table.answer(question.seat, list(question.key), [one["at"] for one in form["issues"]])
    table.end_day()
    given = next(one for one in table.game.answered if one.question.key == question.key).answer
    place = [one["key"] for one in form["issues"]].index("residents")
    assert given[place] == 1.0
    assert [one for at, one in enumerate(given) if at != place] == [
        one for at, one in enumerate(question.own) if at != place
    ]


# -- what seats do --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", truces.names())
def test_every_seat_of_every_scenario_has_its_sentence_and_says_whether_it_votes(name):
    scenario = named.found(name)
    table = at(scenario)
    for seat in sheets.seats(scenario):
        text = duties.told(scenario, table.words, seat)
        assert text[0].isupper()
        assert text.endswith(".")
        assert "_" not in text
        if not seat.startswith("party:"):
            assert ("vote" in text) or ("Votes" in text)


def test_who_votes_in_the_model_is_told_to_vote(january):
    table = at(january)
    told = {seat: duties.told(january, table.words, seat) for seat in table.seats}
    assert "Votes on every deal" in told["constituency:military_wing"]
    assert "Has no vote" in told["constituency:hostage_families"]
    assert "never asked" in told["constituency:hostage_families"]
    assert "May leave the government" in told["constituency:religious_zionism"]
    assert "May leave" not in told["constituency:governing_party"]
    assert "send monitors" in told["mediator:egypt"]
    assert "monitors" not in told["mediator:qatar"]


def test_where_no_deal_needs_votes_nobody_is_told_to_vote():
    scenario = configured("parties.israel.majority=0.0", "parties.hamas.majority=0.0")
    table = at(scenario)
    for seat in table.seats:
        assert "Votes" not in duties.told(scenario, table.words, seat)


def test_who_is_said_never_to_be_asked_is_never_asked(january):
    silent = [one for one in sheets.seats(january) if duties.rank(january, one) == duties.NOT_ASKED]
    table = at(january, *silent)
    assert silent
    assert list(days(table)) == []


def test_both_parties_are_told_the_same():
    scenario = configured()
    table = at(scenario)
    first, second = (duties.told(scenario, table.words, f"party:{key}") for key in table.words.keys)
    assert first.replace("Hamas", "X") == second.replace("Israel", "X")


# -- seats by lot ---------------------------------------------------------------------------------


def drawn(january, people, count, luck="x"):
    """The seats drawn by some people at some empty tables."""
    found = [tables.Table(number, january, 1, 0) for number in range(count)]
    return lot.draw(found, [f"p{number}" for number in range(people)], luck)


def test_the_lot_fills_parties_first_and_tables_evenly(january):
    pairs = drawn(january, 4, 2)
    assert {seat.partition(":")[0] for _, (_, seat) in pairs} == {"party"}
    pairs = drawn(january, 2, 2)
    assert {seat for _, (_, seat) in pairs} == {"party:israel", "party:hamas"}
    assert {place for _, (place, _) in pairs} == {0, 1}
    pairs = drawn(january, 11, 3)
    assert sum(seat.startswith("party:") for _, (_, seat) in pairs) == 6
    counts = [sum(table == place for _, (table, _) in pairs) for place in range(3)]
    assert max(counts) - min(counts) <= 1
    assert len({seat for _, seat in pairs}) == 11


def test_the_same_lot_draws_the_same_and_another_another(january):
    assert drawn(january, 9, 2) == drawn(january, 9, 2)
    assert len({tuple(drawn(january, 9, 2, luck)) for luck in "abcd"}) == 4


def test_who_finds_no_seat_is_left_out(january):
    seats = len(sheets.seats(january))
    assert len(drawn(january, seats + 3, 1)) == seats


# -- news -----------------------------------------------------------------------------------------


def test_every_kind_of_event_is_told_or_kept_silent_and_each_in_one_way():
    ways = [set(news.PLAIN), set(news.NEWS), set(news.SUMMED), set(news.SILENT)]
    kinds = {kind.name for kind in notes.EVENTS}
    assert set().union(*ways) == kinds
    assert sum(map(len, ways)) == len(kinds)


def heard(scenario, *kinds):
    """The news of a day with some events that need no numbers of their own."""
    events = [
        record.Event(1, kind, "israel", "", "", 0, record.REASONS[kind](*zeros(kind)))
        for kind in kinds
    ]
    return news.told(events, at(scenario).words)


def zeros(kind):
    """A nought for each reason of a kind."""
    return [0.0] * len(record.REASONS[kind]._fields)


def test_a_deal_that_is_voted_down_is_told_as_that_and_never_as_agreed(january):
    (told,) = heard(january, "agreement", "rejected")
    assert "voted down" in told
    assert "agree" not in told.lower()
    (told,) = heard(january, "agreement", "ratified")
    assert "it is agreed" in told
    (told,) = heard(january, "agreement")
    assert "nobody has to approve" in told


def test_a_table_whose_deal_its_people_vote_down_never_says_that_there_is_agreement():
    scenario = composing.composed("scenario=phase_two_talks").scenario
    voters = [one for one in sheets.seats(scenario) if one.startswith("constituency:")]
    table = at(scenario, *voters)
    for _ in days(table, lambda one, form: 0 if one.kind == "vote" else None):
        pass
    told = " ".join(text for day in table.told.values() for text in day)
    assert "voted down at home" in told
    assert "agreed" not in told


def test_what_changes_for_a_seat_is_told_to_that_seat_alone_in_points_out_of_100(january):
    table = at(january)
    table.plays(table.game.injected("parties.israel.war_cost", 0.35))
    table.next_day()
    assert "Israel: something has changed that nobody else knows" in " ".join(table.told[1])
    assert not any("35" in text for text in table.told[1])
    own = [news.own_changes(table.words, f"party:{key}", 1, 1) for key in table.words.keys]
    assert any("now 35 points." in text for text in own[0])
    assert own[1] == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("relocation.proposal", 1.0, "A plan to move residents out is on the table."),
        ("relocation.proposal", 0.0, "A plan to move residents out is off the table."),
        ("talks.learning", 0.2, "now 20 %."),
        ("violence.background", 0.5, "now 0.5 a day."),
    ],
)
def test_what_changes_for_all_is_told_to_all(january, key, value, words):
    table = at(january)
    table.plays(table.game.injected(key, value))
    table.next_day()
    assert any(text.endswith(words) for text in table.told[1]), table.told[1]


def test_what_goes_on_changing_for_a_seat_is_told_to_others_once():
    scenario = composing.composed("scenario=phase_two_talks").scenario
    table = at(scenario)
    for _ in range(4):
        table.next_day()
    told = {day: [one for one in told if "changed" in one] for day, told in table.told.items()}
    assert {day: len(found) for day, found in told.items()} == {17: 1, 18: 0, 19: 0, 20: 0}
    assert told[17][0].startswith("United States: ")
    assert not re.search(r"\d", told[17][0])
    table.plays(table.game.injected("mediators.us.spotlight", 0.9))
    table.next_day()
    assert sum("changed" in one for one in table.told[21]) == 1


def test_what_a_deal_is_worth_to_a_side_is_nobodys_news(january):
    table = at(january)
    table.plays(table.game.injected("issues.aid.weight_israel", 3.0))
    table.next_day()
    assert not any("hanged" in text for text in table.told[1])


def test_a_constituency_is_not_told_its_leaders_red_lines():
    scenario = composing.composed("scenario=phase_two_talks").scenario
    table = at(scenario, *(one for one in sheets.seats(scenario) if not one.startswith("med")))
    shown = {"party": [], "constituency": []}
    for question, form in days(table, lambda one, form: 1 if one.kind == "answer" else None):
        kind = question.seat.partition(":")[0]
        shown[kind] += [row["line"] for row in form.get("table", ())]
    assert any(shown["party"])
    assert shown["constituency"]
    assert not any(shown["constituency"])


def test_what_ends_and_what_is_said_in_public_is_heard(january):
    table = at(january)
    for _ in days(table):
        pass
    told = [text for day in table.told.values() for text in day]
    assert any(text.startswith("On the prospects in public: ") for text in told)


# -- whose it is ----------------------------------------------------------------------------------


def numbers(text):
    """The whole numbers of a text, in their order."""
    return [int(one) for one in re.findall(r"\d+", text)]


def an_event(kind, actor, **reasons):
    """An event of the first day with some of its reasons; the others are nought."""
    made = record.REASONS[kind](*zeros(kind))._replace(**reasons)
    return record.Event(1, kind, actor, "", "", 0, made)


def test_a_vote_is_told_on_the_side_on_which_it_was_cast(january):
    words = at(january).words
    cast = [an_event("vote", key, approves=way)
            for key, way in (("governing_party", 1.0), ("military_wing", 0.0))]  # fmt: skip

    for found in (cast, cast[::-1]):
        (told,) = news.told(found, words)
        favour, _, against = told.partition("against ")
        assert words.constituency("governing_party") in favour.partition("in favour ")[2]
        assert words.constituency("military_wing") in against


@pytest.mark.parametrize(("key", "told"), [("israel", "Israel"), ("hamas", "Hamas")])
def test_a_side_holds_the_other_responsible_and_never_itself(january, key, told):
    (other,) = {"Israel", "Hamas"} - {told}

    (text,) = news.told([an_event("incident", key, dead=2.0)], at(january).words)

    assert f"{told} holds {other} responsible" in text
    assert text.count("holds") == 1
    assert numbers(text) == [1, 2]


def test_a_side_answers_the_steps_of_the_other_and_not_its_own(january):
    words = at(january).words
    steps = [an_event("rung", "israel", next_rung=3.0)]

    assert list(grounds.held_against(steps, words, "israel")) == []
    (told,) = grounds.held_against(steps, words, "hamas")
    assert told.startswith("Israel has gone over to ")


def owed(by, status=PENDING, due=9, attempt=0, phase=2):
    """An obligation of a side."""
    return SimpleNamespace(by=by, status=status, due=due, attempt=attempt, phase=phase,
                           stands_for=-1, in_return_for=-1)  # fmt: skip


def several(number, by, **given):
    """So many obligations of a side."""
    return [owed(by, **given) for _ in range(number)]


def on_day(day, *obligations):
    """A game after this day, in its second phase, with these obligations."""
    for place, one in enumerate(obligations):
        one.index = place
    world = SimpleNamespace(phase=2)
    now = SimpleNamespace(obligations=obligations, world=world)
    return SimpleNamespace(day=day, now=now, open=[])


def test_a_side_is_told_what_falls_due_to_itself(january):
    """By hand: the other 2 of 6 and 3 late; the own 4 of 10, 5 due today and 1 late."""
    late, today = {"due": 5, "attempt": 1}, {"due": 9}
    theirs = [*several(2, 1, status=DONE), *several(3, 1, **late), *several(1, 1, **today)]
    own = [*several(4, 0, status=DONE), *several(5, 0, **today), *several(1, 0, **late)]

    told = grounds.accounts(on_day(8, *theirs, *own), at(january).words, 0)

    assert sorted(numbers(told)) == [1, 2, 3, 4, 5, 6, 10]


@pytest.mark.parametrize(("due", "is_late"), [(7, True), (8, True), (9, False)])
def test_what_has_not_come_is_late_once_its_day_is_over(due, is_late):
    """By hand, after day 8: due on day 8 it is late, due on day 9 it is not."""
    item = owed(0, due=due, attempt=1)

    assert grounds.is_late(on_day(8, item), item) == is_late


def test_a_side_owes_what_is_left_of_a_phase_before_and_nothing_of_one_to_come():
    left, done, now = owed(0, phase=1), owed(0, DONE, phase=1), owed(0, DONE)
    to_come = owed(0, NOT_YET, phase=3)

    assert grounds.in_force(on_day(8, left, done, now, to_come), 0) == [left, now]


def test_a_seat_is_not_told_of_its_own_changes_before_their_day(january):
    table = at(january)
    table.plays(table.game.changed([(5, "parties.israel.war_cost", 0.35)]))

    told = {last: news.own_changes(table.words, "party:israel", 1, last) for last in (4, 5, 6)}

    assert told[4] == []
    assert len(told[5]) == len(told[6]) == 1
    assert news.own_changes(table.words, "party:israel", 6, 9) == []


def test_the_floor_at_home_is_shown_once_it_is_reckoned():
    """By hand: of 0.4 there is one row more than of none, with 40.0 points."""
    rest = dict.fromkeys(("belief", "staying", "outside", "current_hope", "wronged", "hurt"), 0.0)
    without, found = (views.of_party(SimpleNamespace(floor=floor, **rest)) for floor in (0.0, 0.4))

    (row,) = [one for one in found if one not in without]
    assert len(found) == len(without) + 1
    assert row["value"] == "40.0"


def test_what_they_last_offered_is_the_offer_of_the_other_side():
    """By hand: one side stood at the lowest level of the first issue, the other at the highest."""
    table = at(composing.composed("scenario=phase_two_talks").scenario)
    issue = table.game.now.issues[0]
    issue.last[0], issue.last[1] = 0.0, 1.0

    first, second = (table.forms().issues(slot)[0] for slot in (0, 1))

    assert (first["theirs"], second["theirs"]) == (first["labels"][-1], first["labels"][0])


def test_until_the_other_side_has_offered_a_form_shows_no_offer_of_it():
    table = at(composing.composed("scenario=phase_two_talks").scenario)
    issue = table.game.now.issues[0]
    issue.last[0], issue.last[1] = 0.5, -1.0

    assert ["theirs" in table.forms().issues(slot)[0] for slot in (0, 1)] == [False, True]


def test_the_least_to_approve_falls_with_a_better_mood(january):
    """By hand: 40 points, leniency 10: 38.0 in a mood of 0.2, 42.0 in one of -0.2."""
    table = at(january)
    seat = next(one for one in table.seats if one.startswith("constituency:"))
    one, said = table.forms().constituency(seat), []
    one.least, one.lenience = 0.4, 0.1
    for one.mood in (0.2, -0.2):
        note = table.forms().vote(SimpleNamespace(seat=seat))["note"]
        said += re.findall(r"\S+(?= points)", note)

    assert said == ["38.0", "42.0"]


@pytest.mark.parametrize("slot", [0, 1])
def test_the_points_of_the_best_levels_of_all_issues_are_a_hundred(slot):
    table = at(composing.composed("scenario=phase_two_talks").scenario)

    best = [max(issue["points"]) for issue in table.forms().issues(slot)]

    assert sum(best) == pytest.approx(100.0, abs=1e-9)
