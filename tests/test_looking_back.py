"""Looking back: what a table is set beside, by hand, and what the class is asked about it."""

import re
import sys
from types import SimpleNamespace

import documents
import numpy as np
import pytest

from agents import terms
from sim import phases, records
from sim.classroom.playing import asked, debrief, looking_back, placing

DAY = 40  # the last day of the tables here
WORDS = SimpleNamespace(keys=("a", "b"), party=str.upper, items={"aid": "aid", "men": "men"})


def block(**columns):
    """A block of runs with these columns."""
    runs = np.zeros(len(next(iter(columns.values()))), records.RUN)
    for name, values in columns.items():
        runs[name] = values
    return SimpleNamespace(runs=runs)


def owing(last_day, *items):
    """A block of runs to these days; of each obligation the status and due day in each run."""
    found = block(last_day=last_day)
    found.items = np.zeros((len(last_day), len(items)), [("status", int), ("due", int)])
    for place, (status, due) in enumerate(items):
        found.items[:, place]["status"] = status
        found.items[:, place]["due"] = due
    return found


def table_of(*obligations, **game):
    """A table with an obligation of each of these sides, and what is said of its game."""
    promises = {
        place: SimpleNamespace(by=by, stands_for=-1) for place, by in enumerate(obligations)
    }
    premises = SimpleNamespace(obligations=promises, calendar=SimpleNamespace(first_day=1))
    found = {"day": DAY, "scenario": SimpleNamespace(premises=premises), "is_over": True, **game}
    return SimpleNamespace(words=WORDS, game=SimpleNamespace(**found))


def beside(own, many, agents=None, table=None):
    """A table beside simulated classes, and the agents on its luck."""
    same = own if agents is None else agents
    return debrief.Beside(table or table_of(), own, many, same, many, same)


def numbers(text):
    """The whole numbers of a text, in their order."""
    return [int(one) for one in re.findall(r"\d+", text)]


# -- beside the agents ----------------------------------------------------------------------------


def test_a_continuation_that_went_back_to_fighting_is_none_that_held(monkeypatch):
    """By hand: of four continuations one fell, so three of four held."""
    stages = [phases.TRUCE, phases.FIGHTING, phases.CALM, phases.TRUCE]
    monkeypatch.setattr(debrief.branching, "keys", lambda *given: None)
    monkeypatch.setattr(debrief.branching, "continued", lambda *given: None)
    monkeypatch.setattr(debrief.ensemble, "play_runs", lambda *given: block(stage=stages))

    monkeypatch.setattr(debrief, "BRANCHES", 4)

    assert debrief.branched(table_of(seed=1, run=0, rows={10: None}), 10) == (10, 3, 4)


def test_each_side_is_held_to_its_own_promises():
    """By hand, one run to day 40: a delivered one of two that were due, b none of one."""
    done, open_yet = terms.DONE, terms.PENDING
    left = owing([DAY], ([done], [5]), ([open_yet], [9]), ([open_yet], [12]), ([open_yet], [41]))
    game = table_of(0, 0, 1, 1).game

    first, second = (debrief.kept_of_due(game, left, slot) for slot in (0, 1))

    assert [one.tolist() for one in first] == [[1], [2]]
    assert [one.tolist() for one in second] == [[0], [1]]


def test_what_came_before_it_was_due_counts_as_due_and_what_is_not_yet_owed_does_not():
    left = owing([DAY], ([terms.DONE], [90]), ([terms.NOT_YET], [9]))

    done, due = debrief.kept_of_due(table_of(0, 0).game, left, 0)

    assert (done.tolist(), due.tolist()) == ([1], [1])


def test_classes_in_which_nothing_was_due_say_nothing_about_what_is_delivered():
    """By hand: of three classes one owed nothing; of the two others one delivered."""
    done, open_yet, none = terms.DONE, terms.PENDING, terms.NOT_YET
    many = owing([DAY] * 3, ([done, open_yet, none], [5, 5, 5]))
    own = owing([DAY], ([done], [5]))

    row = debrief.delivered(beside(own, many, table=table_of(0)), 0, "a")

    assert numbers(row.here) == [1, 1]
    assert numbers(row.place) == [1, 1, 2]


def test_what_the_agents_deal_is_worth_to_a_side_stands_in_the_row_of_that_side():
    own = block(ratified_day=[20], deal_worth=[(0.5, 0.5)])
    agents = block(ratified_day=[20], deal_worth=[(0.3, 0.6)])

    rows = list(debrief.worths(beside(own, own, agents)))

    assert [row.what.endswith(name) for row, name in zip(rows, "AB", strict=True)] == [True] * 2
    assert [row.agents for row in rows] == ["30.0 points", "60.0 points"]


@pytest.mark.parametrize(("last", "said"), [(30, [3, 30]), (DAY, [3])])
def test_agents_that_ended_sooner_are_said_to_have_counted_up_to_their_own_day(last, said):
    own, agents = block(last_day=[DAY], deaths=[5]), block(last_day=[last], deaths=[3])

    row = debrief.number(beside(own, own, agents), "deaths", "Deaths")

    assert numbers(row.agents) == said


@pytest.mark.parametrize(("is_over", "days"), [(True, [10, 20, 30]), (False, [10, 20, 30, 40])])
def test_from_the_last_day_of_a_game_that_has_ended_nothing_goes_on(is_over, days):
    table = table_of(is_over=is_over, rows=dict.fromkeys(range(1, DAY + 1)))

    assert debrief.days(table) == days


@pytest.mark.parametrize(
    ("less", "same", "more", "percentile"),
    [(821, 0, 179, 82), (825, 0, 175, 83), (824, 0, 176, 82), (0, 15, 985, 1), (10, 9, 981, 1)],
)
def test_a_percentile_is_the_nearest_whole_number(less, same, more, percentile):
    """By hand: 82.1, 82.5, 82.4, 0.75 and 1.45 of a hundred."""
    assert placing.Shares(less, same, more).percentile == percentile


# -- what a class is asked ------------------------------------------------------------------------


def event(kind, actor, day, item=""):
    """An event."""
    return SimpleNamespace(kind=kind, actor=actor, day=day, item=item)


def test_where_one_side_alone_withheld_the_question_says_so_of_both():
    table = table_of()
    of_a, of_b = event("withholds", "a", 3, "aid"), event("withholds", "b", 7, "men")

    one, other = (asked.withheld(table, [found]) for found in (of_a, of_b))
    both = asked.withheld(table, [of_a, of_b])

    assert ("A on day 3 (aid)" in one, "B withheld nothing" in one) == (True, True)
    assert ("B on day 7 (men)" in other, "A withheld nothing" in other) == (True, True)
    assert "nothing" not in both
    assert numbers(both) == [3, 7]
    assert asked.withheld(table, []) == ""


def decision(day, kind, answer, own):
    """A decision of a person beside the agent's."""
    question = SimpleNamespace(kind=kind, own=own, seat="party:a", item=0)
    return SimpleNamespace(day=day, question=question, answer=answer)


def test_the_class_is_asked_about_the_decision_that_was_most_unlike_the_agents(monkeypatch):
    """By hand: one rung of five apart, delivered for withheld, one issue of two by a half."""
    monkeypatch.setattr(asked, "both_said", lambda table, one: ("this", "that"))
    table = SimpleNamespace(label=str, words=SimpleNamespace(items={"aid": "aid"}))
    differ = [
        decision(3, "rung", 1, 0),
        decision(5, "delivery", 0, 2),
        decision(8, "offer", (0.5, 0.0), (0.0, 0.0)),
    ]
    apart = [asked.distance(one.question.kind, one.answer, one.question.own) for one in differ]

    assert apart == [0.2, 1.0, 0.25]
    assert numbers(asked.unlike(table, differ)) == [5]
    assert numbers(asked.unlike(table, differ[::2])) == [8]


def test_of_refused_offers_that_one_is_taken_up_that_leaves_the_worse_off_side_most(monkeypatch):
    """By hand: the least of 90 and 10 is 10, of 40 and 50 it is 40; the best was accepted."""
    offers = {
        "day": np.array([4, 7, 9]),
        "accepted": np.array([0, 0, 1]),
        "utility_a": np.array([0.9, 0.4, 0.6]),
        "utility_b": np.array([0.1, 0.5, 0.6]),
    }
    monkeypatch.setattr(asked.arrow, "columns", lambda found: found)
    table = SimpleNamespace(words=WORDS, as_table=lambda name: offers)

    assert numbers(asked.refused(table, [])) == [7, 40, 50]


def test_what_a_handout_is_set_with_is_let_go(monkeypatch):
    done = []
    monkeypatch.setattr(looking_back.pdf, "pages", lambda found: done.append(found) or b"%PDF")
    monkeypatch.setattr(looking_back.typesetting, "forget", lambda: done.append("forgotten"))
    handed = looking_back.Round([], [], lambda figures: "document")
    assert handed.as_pdf() == b"%PDF"
    assert done == ["document", "forgotten"]


def resident():
    """Memory that this process has, in MiB."""
    with open("/proc/self/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux tells")
def test_handouts_leave_no_memory_with_what_sets_them():
    """Ten of four tables each; typst would keep some 40 MiB of each of them."""
    held = []
    for number in range(12):
        tables = [documents.table(f"t{number}", 60 + number) for _ in range(4)]
        shown = documents.document(*tables)
        looking_back.Round([], [], lambda figures, shown=shown: shown).as_pdf()
        held.append(resident())
    assert held[-1] - held[1] < 120
