"""From which stage runs go to which, by hand and as a whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import flows, metrics
from sim.plots import flow

PHASES = ("phase_1", "phase_2")
FIGHTING, CALM, STANDING = 4, 5, 6
LETTERS = {"1": ("truce", 1), "a": ("limbo", 1), "2": ("truce", 2), "b": ("limbo", 2)}


def tables_of(runs):
    """Tables of runs written day by day: phases 1 and 2, limbo a and b, fighting f, calm c."""
    days, ends = [], []
    for run, course in enumerate(runs):
        stage, phase = "truce", 1
        for day, letter in enumerate(course, start=1):
            stage, phase = LETTERS.get(letter, ({"f": "fighting", "c": "calm"}.get(letter), phase))
            days.append((run, day, stage, phase))
        ends.append((run, len(course), stage, phase))
    names = ("run", "day", "stage", "phase"), ("run", "last_day", "stage", "phase")
    return {
        table: dict(zip(keys, map(column, zip(*rows, strict=True)), strict=True))
        for table, keys, rows in zip(("days", "runs"), names, (days, ends), strict=True)
    }


def column(values):
    return np.array(values, dtype=object if isinstance(values[0], str) else int)


def test_flows_by_hand():
    found = flows.flows(tables_of(["11aa22c", "122bbf", "1af", "1122222", "f"]), PHASES)

    assert found.begun.tolist() == [5, 0, 0, 0, 0, 0, 0]
    moves = {(0, 1): 2, (0, 2): 2, (0, FIGHTING): 1, (1, 2): 1, (1, FIGHTING): 1, (2, CALM): 1,
             (2, 3): 1, (2, STANDING): 1, (3, FIGHTING): 1}  # fmt: skip
    places = zip(*np.nonzero(found.counts), strict=True)
    assert {place: found.counts[place] for place in places} == moves
    assert [found.at(place) for place in range(7)] == [5, 2, 3, 1, 3, 1, 1]


def test_a_second_limbo_is_a_stage_of_its_own():
    found = flows.flows(tables_of(["1a2bf"]), PHASES)

    assert [found.at(place) for place in range(5)] == [1, 1, 1, 1, 1]


def test_days_in_any_order_give_the_same_flows():
    tables = tables_of(["11aa22c", "122bbf", "1af"])
    order = np.argsort(np.arange(len(tables["days"]["run"])) * 7 % 16)
    mixed = {key: values[order] for key, values in tables["days"].items()}

    found = flows.flows(tables | {"days": mixed}, PHASES)

    np.testing.assert_array_equal(found.counts, flows.flows(tables, PHASES).counts)


courses = st.lists(
    st.from_regex(r"\A1{0,3}(a{1,2})?(2{1,3}(b{1,2})?)?[fc]?\Z").filter(bool),
    min_size=1, max_size=30,
)  # fmt: skip


@given(courses)
def test_what_enters_a_stage_leaves_it_or_ends_there(runs):
    tables = tables_of(runs)
    found = flows.flows(tables, PHASES)

    for place in range(FIGHTING):
        assert found.at(place) == found.counts[place].sum()
    assert found.counts[FIGHTING:].sum() == 0
    assert sum(found.at(end) for end in (FIGHTING, CALM, STANDING)) == len(runs)
    assert np.tril(found.counts).sum() == 0  # nothing goes back
    last = max(map(len, runs))
    _, shares = metrics.share_in_stage(tables, last, PHASES)
    ends = [found.at(FIGHTING), found.at(CALM)]
    np.testing.assert_allclose(shares[-1, [-1, -2]] * len(runs), ends)


@given(courses)
def test_ribbons_fill_the_bars_that_they_leave_and_reach(runs):
    found = flows.flows(tables_of(runs), PHASES)
    shown = flow.Numbers(found, PHASES, len(runs), 9)
    bars, ribbons = flow.laid_out(shown)

    assert sum(one.runs for one in ribbons) == found.counts.sum()
    for place, top in bars.items():
        sides = [[(one.tops[0], one.runs) for one in ribbons if one.source == place],
                 [(one.tops[-1], one.runs) for one in ribbons if one.target == place]]  # fmt: skip
        for side in filter(None, sides):
            reached = top
            for start, tall in sorted(side):
                assert start == pytest.approx(reached)
                reached = start + tall
        whole = sum(runs for _, runs in sides[0 if place < FIGHTING else 1])
        assert whole == found.at(place)


@given(courses)
def test_nothing_that_passes_a_column_covers_its_bar_or_another_ribbon(runs):
    found = flows.flows(tables_of(runs), PHASES)
    shown = flow.Numbers(found, PHASES, len(runs), 9)
    bars, ribbons = flow.laid_out(shown)

    for at, place in enumerate(shown.columns):
        spans = [(bars[place], bars[place] + found.at(place))]
        for one in ribbons:
            step = at - shown.columns.index(one.source)
            if 0 < step < len(one.tops) - 1:
                spans.append((one.tops[step], one.tops[step] + one.runs))
        spans.sort()
        for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
            assert start >= end - 1e-9


def test_the_figure_says_its_flows():
    found = flows.flows(tables_of(["11aa22c", "122bbf", "1af", "1122222"]), PHASES)
    shown = flow.Numbers(found, PHASES, 4, 7)

    heads, rows = flow.table(shown)

    assert heads == ("from", "to", "runs")
    assert ("limbo after phase 1", "phase 2", 1) in rows
    assert sum(runs for _, target, runs in rows if target == "fighting resumed") == 2
    assert "Of 4 runs, 2 go back to fighting, 1 reach lasting calm and 1 still stand" in (
        flow.finding(shown)
    )
    for source, target, runs in rows:
        assert f"{runs} from {source} to {target}" in flow.describe(shown)
    for told in (flow.finding(shown), flow.describe(shown)):  # beside the figure, and instead of it
        assert told.endswith(
            ". A run that falls on the first day after a phase leaves from that phase."
        )
