"""Exploring a scenario, without a server: worlds, sliders, runs, bands, addresses and exports."""

import asyncio
import csv
import io
import json
import math
import re
import shlex
import threading
import time

import numpy as np
import pytest
import yaml
from browsers import alone
from hypothesis import given
from hypothesis import strategies as st
from playing import entered

from experiments import composing, named
from sim import arrow, design, incidence, metrics, phases, records, story, tables, words
from sim.classroom.exploring import (
    bands,
    commands,
    comparing,
    counts,
    offered,
    printing,
    sharing,
    sliders,
    spreadsheets,
    watching,
    work,
    worlds,
)
from sim.refusals import PremiseError

MAIN = "january_2025"
MOVED = {  # texts as an address has them: drawn, plain, a name, a truth, a whole number
    "parties.israel.trust": "0.7", "mediators.us.leverage_hamas": "0.25",
    "talks.protocol": "one_text", "limbo.limbo": "false", "talks.rounds": "30",
}  # fmt: skip
SMALL = 60_000  # bytes of a run as a page is sent it


@pytest.fixture(scope="module")
def library():
    """All scenarios that ship."""
    return worlds.Library(dict.fromkeys(named.names(), "a line"), named.found, named.beside)


@pytest.fixture(scope="module")
def many(library):
    """Some runs of the main scenario."""
    return bands.play(library.scenario(MAIN), 1, 60)


# -- worlds ---------------------------------------------------------------------------------------


def test_a_world_is_what_the_command_line_would_compose(library):
    world = library.world(MAIN, MOVED)

    ours = library.played(world)
    theirs = composing.composed(*(f"{key}={text}" for key, text in MOVED.items())).scenario
    np.testing.assert_array_equal(ours.row.view(np.int64), theirs.row.view(np.int64))
    np.testing.assert_array_equal(ours.spreads, theirs.spreads)


def test_the_order_of_moves_makes_no_other_world(library):
    backwards = dict(reversed(MOVED.items()))

    assert library.world(MAIN, MOVED) == library.world(MAIN, backwards)


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("parties.israel.trust", "3", "takes a number from 0 to 1 [share]"),
        ("parties.israel.trust", "much", "'much' is not allowed"),
        ("parties.israel.trust", "nan", "is not allowed"),
        ("parties.israel.trust", "inf", "is not allowed"),
        ("parties.israel.trst", "0.5", "did you mean 'trust'?"),
        ("talks.rounds", "2.5", "takes a whole number"),
        ("talks.protocol", "shouting", "takes one of no_talks"),
        ("limbo.limbo", "perhaps", "takes true or false"),
        ("calendar.horizon", "30", "python -m experiments.run calendar.horizon=VALUE plays it"),
        ("parties.nobody.trust", "0.5", "there is no such parameter"),
        ("parties.israel.other_least_low", "1.5", "is not allowed"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_key(library, key, text, words):
    with pytest.raises(PremiseError) as caught:
        library.world(MAIN, {key: text})

    assert str(caught.value).startswith(key)
    assert words in str(caught.value)


def test_values_that_do_not_fit_each_other_are_refused(library):
    texts = {"parties.israel.other_least_low": "0.8", "parties.israel.other_least_high": "0.2"}

    with pytest.raises(PremiseError, match="it takes at least other_least_low"):
        library.world(MAIN, texts)


def test_a_scenario_that_there_is_not_is_refused_with_those_that_there_are(library):
    with pytest.raises(PremiseError, match=r"it takes one of january_2025.*did you mean"):
        library.scenario("january_2052")


def test_a_world_that_moves_too_much_is_refused(library):
    keys = [one.key for one in design.parameters(library.scenario(MAIN), design.is_plain)]

    with pytest.raises(PremiseError, match="it takes at most"):
        library.world(MAIN, dict.fromkeys(keys[: worlds.MOST_CHANGES + 1], "0"))


@given(st.floats(-1e6, 1e6, allow_subnormal=False))
def test_a_number_is_written_as_it_is_read(number):
    assert worlds.number(worlds.written(number)) == pytest.approx(number, rel=1e-11)


# -- sliders --------------------------------------------------------------------------------------


def all_sliders(scenario):
    return [
        slider
        for group in sliders.groups(scenario, {})
        for knob in group.knobs
        for slider in knob.sliders
    ]


@pytest.mark.parametrize("name", named.names())
def test_what_is_offered_of_one_side_is_offered_of_the_other(library, name):
    scenario = library.scenario(name)
    keys = {slider.key for slider in all_sliders(scenario)}

    assert keys
    for key in keys:
        assert set(offered.twins(scenario, key)) <= keys


@pytest.mark.parametrize("name", named.names())
def test_every_slider_stands_within_its_span_and_moves_to_both_ends(library, name):
    scenario = library.scenario(name)
    for slider in all_sliders(scenario):
        assert slider.low <= float(slider.usual) <= slider.high
        for end in (slider.low, slider.high):
            library.world(name, {slider.key: worlds.written(end)})


def test_twins_stand_in_the_order_of_the_sides_and_share_their_span(library):
    scenario = library.scenario(MAIN)
    for group in sliders.groups(scenario, {}):
        for knob in group.knobs:
            if len(knob.sliders) > 1:
                assert [one.of for one in knob.sliders] == list(scenario.parties)
                assert len({(one.low, one.high, one.step) for one in knob.sliders}) == 1


@pytest.mark.parametrize(
    "key",
    [
        "parties.israel.war_cost", "talks.rounds", "parties.hamas.haste",
        "mediators.us.guarantee_hamas", "mediators.us.commitment", "parties.israel.majority",
        "constituencies.religious_zionism.exit", "mediators.egypt.monitors",
        "violence.misattribution", "violence.branching", "parties.hamas.generosity",
    ],
)  # fmt: skip
def test_what_the_lessons_move_is_offered_at_first(library, key):
    assert key in {slider.key for slider in all_sliders(library.scenario(MAIN))}


def test_where_nothing_is_negotiated_no_pace_of_talks_is_offered(library):
    keys = {slider.key for slider in all_sliders(library.scenario("november_2023"))}

    assert not any(key.startswith("talks.") or "haste" in key for key in keys)


def test_there_are_few_enough_to_choose_from(library):
    knobs = [knob for group in sliders.groups(library.scenario(MAIN), {}) for knob in group.knobs]

    assert 8 <= len(knobs) <= 14
    assert all(knob.meaning and knob.unit and knob.source for knob in knobs)


def test_a_slider_says_what_its_value_is_drawn_from_and_what_its_file_says(library):
    scenario = library.scenario(MAIN)
    (trust,) = [one for one in all_sliders(scenario) if one.key == "parties.israel.trust"]
    found = sliders.alone(scenario, "mediators.us.payment_israel", library.notes(MAIN))

    assert trust.drawn == "0.3 to 0.7 (uniform)"
    assert "Saudi Arabia" in found.sliders[0].note


def test_a_knob_of_both_sides_is_called_after_neither(library):
    scenario = library.scenario(MAIN)
    for key in ("parties.hamas.retaliation", "mediators.qatar.access_israel"):
        title = sliders.alone(scenario, key, {}).title

        assert not any(party in title for party in scenario.parties)


def test_every_parameter_that_can_be_moved_has_a_slider(library):
    scenario = library.scenario(MAIN)
    names = sliders.every(scenario)

    assert len(names) > 500
    for key, name in names[::7]:
        assert name
        assert key in [one.key for one in sliders.alone(scenario, key, {}).sliders]


def test_where_nobody_mediates_no_mediator_is_offered(library):
    assert offered.mediator(library.scenario("no_mediators")) is None
    assert offered.mediator(library.scenario(MAIN)) == "us"


# -- one run --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", named.names())
def test_a_run_of_any_scenario_is_small_plain_data(library, name):
    found = watching.of_world(library.scenario(name), 1, 1)

    assert len(json.dumps(found, allow_nan=False).encode()) < SMALL
    assert found["states"]
    assert found["how"]
    assert found["last_day"] == found["lines"]["day"][-1]


def test_the_why_of_a_day_is_in_the_words_of_the_story(library):
    scenario = library.scenario(MAIN)
    found = watching.played(scenario, 3, 5)
    told = watching.told(scenario, found, 5)
    whole = " ".join(spreadsheets.story_text(scenario, found, 5).split())

    texts = [text for entry in told["log"] for text in (*entry["texts"], entry["week"]) if text]
    assert len(texts) > 30
    for text in (*texts, *told["how"]):
        assert text in whole


def test_a_diary_has_each_day_that_the_story_tells_of(library):
    scenario = library.scenario(MAIN)
    found = watching.played(scenario, 3, 5)
    days, ended = story.diary(scenario, found["events"], 4, found["offers"])
    lines = story.tell(scenario, found["events"], found["days"], 4, found["offers"])

    told = {int(one[1]) for one in (re.match(r"Day (\d+)\b.*?:", line) for line in lines) if one}
    assert {one.day for one in days if one.texts} == told
    assert ended


def test_lines_are_those_of_the_run(library):
    scenario = library.scenario(MAIN)
    found = watching.played(scenario, 1, 2)
    lines = watching.told(scenario, found, 2)["lines"]

    np.testing.assert_allclose(lines["tension"], found["days"]["tension"], atol=5e-4)
    np.testing.assert_allclose(lines["belief"][1], found["days"]["belief_hamas"], atol=5e-4)
    assert lines["deaths"] == found["days"]["deaths"].tolist()


def test_run_seven_is_the_seventh_of_many(library, many):
    last = int(many.kept.runs["last_day"][6])

    assert watching.of_world(many.scenario, 1, 7)["last_day"] == last


def test_what_was_due_says_when_it_came(library):
    scenario = library.scenario(MAIN)
    found = watching.played(scenario, 1, 1)
    rows = watching.items(scenario, found["obligations"])

    came = [row for row in rows if row[3]]
    delivered = found["obligations"]["status"] == "delivered"
    assert len(came) == int(delivered.sum()) > 10
    assert all(row[3] >= 1 for row in came)


# -- many runs ------------------------------------------------------------------------------------


def told_of(many):
    """What is told of many runs."""
    return bands.told(many, counts.each(many.scenario, many.kept))


def test_many_runs_are_counted_as_survival_counts_them(many):
    told = told_of(many)
    curve = incidence.survival(many.kept.runs, many.horizon)

    assert told["standing"] == curve.standing.tolist()
    assert told["standing"][-1] == int((many.kept.runs["stage"] != phases.FIGHTING).sum())
    assert sum(count for _, count in told["ends"]) == many.runs == told["standing"][0]
    assert f"in {told['standing'][-1]} of 60 runs under these assumptions" in told["said"]


def test_shares_of_runs_in_each_state_sum_to_one(many):
    shares = np.array([one[2] for one in told_of(many)["states"]])

    np.testing.assert_allclose(shares.sum(axis=0), 1.0, atol=0.005)


def test_the_usual_outcomes_are_counted_as_a_summary_of_the_same_runs_counts_them(many):
    """Beside ``metrics.headline``, of which ``experiments.run`` prints its summary."""
    names = tables.Names(many.scenario)
    runs = arrow.columns(tables.runs_table(names, many.kept, 0, many.seed))
    items = arrow.columns(tables.obligations_table(names, many.kept, 0, many.seed))
    found = metrics.headline({"runs": runs}, many.scenario)
    found |= metrics.in_full({"runs": runs, "obligations": items}, many.scenario)

    rows = {name: rest for name, *rest in told_of(many)["counts"]}

    assert {"agreement", "talks", "all_hostages_by_end_of_phase_1"} <= set(rows)
    for name, (is_share, _, count, interval) in rows.items():
        if is_share:
            assert count == f"{found[name].count} of 60"
            assert interval == words.percent_range(found[name].low, found[name].high)


def test_a_mean_says_over_how_many_runs_it_is_and_of_few_it_has_no_interval():
    """By hand: 40 runs, of which one in two has a number: 1, 3, 1, 3, ..."""
    values = np.tile([1.0, math.nan, 3.0, math.nan], 10)

    assert counts.mean(values) == ("2.0 in 20 runs", "")
    assert counts.mean(np.tile([1.0, 3.0], 32)) == ("2.0", "1.7 to 2.3")
    assert counts.mean(np.array([math.nan])) == ("in no run", "")


def test_of_one_run_is_said_aloud_that_it_is_one():
    said = counts.said({"standing_at_horizon": np.array([True])}, 140)

    assert "in 1 of 1 run under these assumptions" in said


def test_an_agreement_is_said_aloud_with_its_count_and_interval(many):
    agreed = int((many.kept.runs["ratified_day"] > 0).sum())

    told = told_of(many)

    assert f"an agreement is ratified in {agreed} of 60 runs (" in told["said"]
    assert f"{agreed} agree, of 60 runs" in told["brief"]


def of_days(values, stage=0):
    """Many runs of which a column has such values by run and day; a run of nan days is over."""
    values = np.asarray(values, dtype=float)
    days = np.zeros(values.shape, records.DAY)
    days["tension"] = values
    days["day"] = np.where(np.isnan(values), 0, np.arange(1, values.shape[1] + 1))
    days["stage"] = stage
    empty = np.zeros((len(values), 0))
    return bands.Many(None, records.Kept(np.zeros(len(values), records.RUN), days, *[empty] * 4), 1)


def test_a_band_worked_by_hand():
    """Ten runs of 0.0, 0.1, ... 0.9: the first is under the band, the ninth is its upper edge."""
    runs = of_days([[place / 10, math.nan if place < 7 else 0.5] for place in range(10)])

    found = bands.band(runs, lambda days: days["tension"])

    assert found["runs"] == [10, 3]
    assert (found["low"][0], found["middle"][0], found["high"][0]) == (0.0, 0.4, 0.8)
    assert found["middle"][1] is None  # of too few runs


def test_days_of_fighting_are_in_no_band():
    found = bands.band(of_days([[0.5]] * 10, stage=2), lambda days: days["tension"])

    assert found["runs"] == [0]
    assert found["high"] == [None]


@pytest.mark.parametrize("name", named.names())
def test_many_runs_of_any_scenario_are_plain_data(library, name):
    told = bands.summed(library.scenario(name), 1, 20).told

    assert len(json.dumps(told, allow_nan=False).encode()) < SMALL
    assert len(told["share"]) == told["horizon"] + 1


# -- two worlds -----------------------------------------------------------------------------------


def test_only_what_differs_is_named(library):
    moved = {"parties.israel.trust": "0.7", "violence.background": "0.2"}
    more = {"violence.background": "0.9", "parties.hamas.hope": "0.1"}
    first, second = library.world(MAIN, moved), library.world(MAIN, {**moved, **more})

    found = comparing.differences(library, first, second)

    assert found == [
        ["parties.hamas.hope", "Hamas's hope", "drawn, 0.35 to 0.75", "0.1"],
        ["violence.background", "Violence background", "0.2", "0.9"],
    ]
    assert comparing.differences(library, first, first) == []


def test_worlds_are_compared_run_by_run_in_the_words_of_a_comparison():
    first = {"agreement": np.array([True] * 3 + [False] * 5), "deaths": np.zeros(8)}
    second = {"agreement": np.array([True] * 2 + [False] + [True] * 5), "deaths": np.zeros(8)}

    said = comparing.said(first, second)
    beside = counts.beside(first, second)

    assert said.startswith("On the same luck, run by run. An agreement is ratified: in 3 of 8 runs")
    assert "with world B 4 more (+50.0 points" in said
    assert beside["agreement"] in said
    assert beside["agreement"].endswith("; 5 gained, 1 lost)")
    assert "deaths" not in beside  # of too few runs for an interval


def test_a_difference_of_means_says_over_which_runs_it_is_where_some_have_no_number():
    """By hand: 30 runs of the first world have a number, 40 of the second, 30 both."""
    first = {"rounds": np.r_[np.full(30, 10.0), np.full(20, np.nan)]}
    second = {"rounds": np.r_[np.full(30, 12.0), np.full(10, 1.0), np.full(10, np.nan)]}

    said = counts.beside(first, second)["rounds"]

    assert said.startswith("+2 (95 % interval ")
    assert said.endswith("), over 30 runs with a number in both worlds")
    assert "over" not in counts.beside({"all": np.ones(30)}, {"all": np.ones(30)})["all"]


def test_the_same_world_twice_differs_in_no_run(library):
    scenario = library.scenario(MAIN)
    ours, theirs = (bands.summed(scenario, 5, 30) for _ in range(2))

    said = comparing.said(ours.outcomes, theirs.outcomes)
    assert said.count("in the very same runs") == 2
    assert ours.told == theirs.told


# -- addresses ------------------------------------------------------------------------------------

KEYS = ("parties.israel.trust", "parties.hamas.trust", "violence.background", "limbo.clause")
CHANGES = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 100).map(lambda n: str(n / 100)))


@given(
    first=CHANGES, second=st.none() | CHANGES, seed=st.integers(0, sharing.MOST_SEED),
    run=st.integers(1, sharing.MOST_RUN), runs=st.integers(20, 2000), day=st.integers(0, 140),
)  # fmt: skip
def test_an_address_says_all_of_a_state(library, first, second, seed, run, runs, day):
    pairs = [("seed", str(seed)), ("run", str(run)), ("runs", str(runs)), ("day", str(day))]
    pairs += [(f"a.{key}", text) for key, text in first.items()]
    if second is not None:
        pairs += [("compare", "true"), *((f"b.{key}", text) for key, text in second.items())]

    state = sharing.read(pairs, library, MAIN)

    assert sharing.read(written(state), library, "november_2023") == state


def written(state):
    """The pairs of an address that says a state: what is as usual stands in none."""
    asked, found = state.asked, [("scenario", state.first.scenario)]
    for key in ("seed", "run", "runs", "day"):
        if getattr(asked, key) != sharing.Asked.model_fields[key].default:
            found.append((key, str(getattr(asked, key))))
    here = dict(state.first.changes)
    found += [(f"a.{key}", worlds.written(value)) for key, value in state.first.changes]
    if state.second:
        own = ((key, value) for key, value in state.second.changes if here.get(key) != value)
        found += [("compare", "true"), *((f"b.{key}", worlds.written(value)) for key, value in own)]
    return found


def parsed(address):
    """The pairs of an address."""
    from urllib.parse import parse_qsl

    return parse_qsl(address.removeprefix("?"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?scenario=nowhere", "scenario: 'nowhere' is not allowed"),
        ("?seed=-1", "seed: -1 is not allowed"),
        ("?seed=x", "seed: 'x' is not allowed"),
        ("?runs=100000", "runs: 100000 is not allowed; it takes a whole number from 20 to 2000"),
        ("?run=0", "run: 0 is not allowed"),
        ("?run=10001", "run: 10001 is not allowed"),
        ("?compare=maybe", "compare: 'maybe' is not allowed; it takes true or false"),
        ("?colour=red", "colour: there is no such key"),
        ("?seed=1&seed=2", "seed: is given twice"),
        ("?a.shocks.shock_rate=7", "shocks.shock_rate: 7.0 is not allowed"),
        ("?b.shocks.shock_rate=0.1", "is of a second world; compare=true shows one"),
        ("?a.=1", "there is no such parameter"),
    ],
)
def test_an_address_that_says_nothing_sensible_is_refused_in_one_sentence(library, address, words):
    with pytest.raises(PremiseError) as caught:
        sharing.read(parsed(address), library, MAIN)

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


# -- exports --------------------------------------------------------------------------------------


def state_of(library, *pairs):
    return sharing.read(pairs, library, MAIN)


@pytest.fixture(scope="module")
def two(library):
    """Two worlds, the second with more trust on one side."""
    pairs = [("runs", "20"), ("run", "3"), ("seed", "4"), ("compare", "true")]
    pairs += [(f"a.{key}", text) for key, text in MOVED.items()]
    return state_of(library, *pairs, ("b.parties.hamas.trust", "0.9"))


@pytest.mark.parametrize("changes", [None, ()])
def test_the_file_of_a_world_plays_that_world(library, two, tmp_path, changes):
    """Also one with nothing moved: under its own name its file would be its own base."""
    first = two.first if changes is None else two.first._replace(changes=changes)
    text = commands.scenario_yaml(library.scenario(MAIN), first, two.asked)
    folder = tmp_path / "mine" / "scenario"
    folder.mkdir(parents=True)
    (folder / "my_world.yaml").write_text(text, encoding="utf-8")

    given = composing.own_folder(["--config-dir", str(folder.parent)])
    found = composing.composed(*given, "scenario=my_world").scenario

    ours = library.played(first)
    np.testing.assert_array_equal(found.row.view(np.int64), ours.row.view(np.int64))
    np.testing.assert_array_equal(found.spreads, ours.spreads)
    assert "--config-dir FOLDER scenario=my_world runs=20 seed=4" in text
    assert f"FOLDER/scenario/{commands.FILE}.yaml" in text
    assert yaml.safe_load(text)["title"].endswith(f"{len(first.changes)} values moved")


def test_a_command_plays_the_world_that_is_shown(library, two):
    found = dict(commands.commands(two))
    given = shlex.split(found["The runs of world B"])[3:]

    composed = composing.composed(*given)

    ours = library.played(two.second)
    np.testing.assert_array_equal(composed.scenario.row.view(np.int64), ours.row.view(np.int64))
    assert (composed.settings.runs, composed.settings.seed) == (20, 4)


@pytest.mark.parametrize("place", range(5))
def test_every_command_is_one_that_can_be_given(two, place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, command = list(commands.commands(two))[place]

    assert entered([*shlex.split(command)[2:], "dry_run=true"]) == 0


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def test_days_of_both_worlds_stand_in_one_table(library, two):
    played = {
        letter: watching.played(library.played(world), 4, 3) for letter, world in two.worlds.items()
    }

    heads, *rows = rows_of(spreadsheets.days_csv(played))

    assert {row[0] for row in rows} == {"A", "B"}
    days = [int(row[heads.index("day")]) for row in rows if row[0] == "A"]
    assert days == played["a"]["days"]["day"].tolist()
    assert float(rows[0][heads.index("belief_israel")]) == played["a"]["days"]["belief_israel"][0]


def test_many_runs_by_day_are_a_table(many):
    heads, *rows = rows_of(spreadsheets.runs_csv({"a": told_of(many)}))

    assert len(rows) == many.horizon + 1
    assert rows[0][:3] == ["A", "0", "60"]
    assert all(len(row) == len(heads) for row in rows)


@pytest.mark.parametrize(
    ("name", "kind", "head"),
    [
        ("survival", "png", b"\x89PNG"),
        ("phases", "svg", b"<?xml"),
        ("trust", "pdf", b"%PDF"),
        ("run", "svg", b"<?xml"),
    ],
)
def test_a_figure_comes_in_any_kind(library, two, name, kind, head):
    scenarios = {letter: library.played(world) for letter, world in two.worlds.items()}

    assert printing.figure(printing.wanted(name, kind), two, scenarios).startswith(head)


def test_a_figure_is_the_same_bytes_each_time_and_says_what_was_played(library, two):
    scenarios = {letter: library.played(world) for letter, world in two.worlds.items()}
    wanted = printing.wanted("survival", "svg")

    first, second = (printing.figure(wanted, two, scenarios) for _ in range(2))

    assert first == second
    assert b"parties.hamas.trust" in first


def test_a_figure_that_there_is_not_is_refused():
    for name, kind in (("mood", "png"), ("trust", "gif")):
        with pytest.raises(PremiseError, match="it takes one of"):
            printing.wanted(name, kind)


def test_the_name_of_a_file_is_a_plain_name(two):
    assert commands.name_of_file(two, "run", "csv") == "january_2025_seed4_run3_run_moved.csv"


# -- work -----------------------------------------------------------------------------------------


class Counted:
    """Something to compute, which waits until it may and counts how often it is asked."""

    def __init__(self, result=1):
        self.result, self.calls, self.may = result, 0, threading.Event()

    def __call__(self):
        self.calls += 1
        self.may.wait(10)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def at_work(script, threads=1):
    """Run a script over a new ``Work``."""

    async def main():
        made = work.Work(threads)
        try:
            return await script(made)
        finally:
            made.close()

    return alone(main())


async def begun(one):
    """Wait until something is being computed."""
    end = time.monotonic() + 10
    while not one.calls and time.monotonic() < end:
        await asyncio.sleep(0.005)


def test_all_who_ask_for_the_same_wait_for_one_computation():
    one = Counted()

    async def script(made):
        asked = [asyncio.ensure_future(made.answer("key", one)) for _ in range(30)]
        await begun(one)
        one.may.set()
        found = await asyncio.gather(*asked)
        return [*found, await made.answer("key", one)]

    assert at_work(script) == [1] * 31
    assert one.calls == 1


def test_the_newest_wish_of_a_reader_wins_and_what_nobody_wants_is_not_begun():
    busy, old, new = Counted("busy"), Counted("old"), Counted("new")

    async def script(made):
        first = asyncio.ensure_future(made.answer("busy", busy))
        await begun(busy)
        older = asyncio.ensure_future(made.answer("old", old, "reader"))
        await asyncio.sleep(0.02)
        newer = asyncio.ensure_future(made.answer("new", new, "reader"))
        await asyncio.sleep(0.02)
        for one in (busy, old, new):
            one.may.set()
        with pytest.raises(work.OvertakenError):
            await older
        return await first, await newer

    assert at_work(script) == ("busy", "new")
    assert old.calls == 0


def test_who_goes_on_moving_keeps_a_place_in_the_line():
    """A newer wish stands where the older one stood, before those who came after it."""
    busy, order = Counted("busy"), []

    def noted(name):
        return lambda: order.append(name)

    async def script(made):
        first = asyncio.ensure_future(made.answer("busy", busy))
        await begun(busy)
        older = asyncio.ensure_future(made.answer("old", noted("old"), "mover"))
        await asyncio.sleep(0)
        other = asyncio.ensure_future(made.answer("other", noted("other"), "other"))
        await asyncio.sleep(0)
        newer = asyncio.ensure_future(made.answer("new", noted("new"), "mover"))
        await asyncio.sleep(0)
        busy.may.set()
        await asyncio.gather(first, other, newer)
        with pytest.raises(work.OvertakenError):
            await older

    at_work(script)

    assert order == ["new", "other"]


def test_a_line_that_is_full_refuses_what_it_need_not_take():
    busy, wish, due = Counted("busy"), Counted("wish"), Counted("due")

    async def script(made):
        made.longest = 2
        asked = [asyncio.ensure_future(made.answer("busy", busy))]
        await begun(busy)
        asked += [asyncio.ensure_future(made.answer(number, wish)) for number in range(2)]
        await asyncio.sleep(0.02)
        with pytest.raises(work.BusyError):
            await made.answer("more", wish)
        asked += [asyncio.ensure_future(made.answer("due", due, always=True)),
                  asyncio.ensure_future(made.answer("busy", busy))]  # fmt: skip
        await asyncio.sleep(0.02)
        for one in (busy, wish, due):
            one.may.set()
        return await asyncio.gather(*asked)

    assert at_work(script) == ["busy", "wish", "wish", "due", "busy"]


def test_what_is_in_the_line_can_be_refused_and_what_is_under_way_goes_on():
    busy, wish = Counted("busy"), Counted("wish")

    async def script(made):
        first = asyncio.ensure_future(made.answer("busy", busy))
        await begun(busy)
        later = asyncio.ensure_future(made.answer("wish", wish))
        await asyncio.sleep(0.02)
        made.refuse()
        with pytest.raises(work.BusyError):
            await later
        for one in (busy, wish):
            one.may.set()
        return await first, await made.answer("wish", wish)

    assert at_work(script) == ("busy", "wish")
    assert wish.calls == 1


def test_of_the_line_only_what_can_wait_can_be_refused():
    busy, figure, due = Counted("busy"), Counted("figure"), Counted("due")

    async def script(made):
        first = asyncio.ensure_future(made.answer("busy", busy))
        await begun(busy)
        waits = asyncio.ensure_future(made.answer("figure", figure, can_wait=True))
        later = asyncio.ensure_future(made.answer("due", due))
        await asyncio.sleep(0.02)
        made.refuse(what_can_wait=True)
        with pytest.raises(work.BusyError):
            await waits
        for one in (busy, due):
            one.may.set()
        return await asyncio.gather(first, later)

    assert at_work(script) == ["busy", "due"]


def test_what_is_made_after_the_server_has_stopped_is_told_to_nobody(caplog):
    late = Counted()

    async def script():
        made = work.Work(1)
        asked = asyncio.ensure_future(made.answer("late", late))
        await begun(late)
        asked.cancel()
        made.close()
        return made

    made = alone(script())
    late.may.set()
    made.pool.shutdown(wait=True)
    assert caplog.records == []


def test_what_can_wait_is_begun_after_all_that_cannot():
    busy, order = Counted("busy"), []

    async def script(made):
        first = asyncio.ensure_future(made.answer("busy", busy))
        await begun(busy)
        asked = [
            asyncio.ensure_future(
                made.answer(name, lambda name=name: order.append(name), can_wait=can_wait)
            )
            for name, can_wait in (("all", True), ("few", False), ("more", True))
        ]
        await asyncio.sleep(0)
        busy.may.set()
        await asyncio.gather(first, *asked)

    at_work(script)

    assert order == ["few", "all", "more"]


def test_what_another_reader_still_wants_goes_on():
    one, other = Counted("one"), Counted("other")
    other.may.set()

    async def script(made):
        leaves = asyncio.ensure_future(made.answer("one", one, "first"))
        stays = asyncio.ensure_future(made.answer("one", one, "second"))
        await begun(one)
        newer = asyncio.ensure_future(made.answer("other", other, "first"))
        await asyncio.sleep(0.02)
        one.may.set()
        with pytest.raises(work.OvertakenError):
            await leaves
        return await stays, await newer

    assert at_work(script) == ("one", "other")


def test_what_went_wrong_is_told_to_all_and_not_kept():
    wrong = Counted(ValueError("no"))
    wrong.may.set()

    async def script(made):
        for _ in range(2):
            with pytest.raises(ValueError, match="no"):
                await made.answer("key", wrong)

    at_work(script)
    assert wrong.calls == 2


def test_what_was_under_way_when_all_was_forgotten_is_neither_kept_nor_joined():
    old, new = Counted("old"), Counted("new")
    new.may.set()

    async def script(made):
        before = asyncio.ensure_future(made.answer("key", old))
        await begun(old)
        made.forget()
        after = asyncio.ensure_future(made.answer("key", new))
        await asyncio.sleep(0)
        old.may.set()
        return await before, await after, await made.answer("key", old)

    assert at_work(script) == ("old", "new", "new")


def test_once_closed_nothing_more_is_begun():
    busy, late = Counted("busy"), Counted("late")
    wrong = []

    async def script(made):
        asyncio.get_running_loop().set_exception_handler(lambda _, told: wrong.append(told))
        first = asyncio.ensure_future(made.answer("busy", busy))
        await begun(busy)
        second = asyncio.ensure_future(made.answer("late", late))
        await asyncio.sleep(0)
        made.close()
        busy.may.set()
        await first
        await asyncio.sleep(0)
        second.cancel()

    at_work(script)

    assert late.calls == 0
    assert wrong == []


def test_no_more_is_kept_than_there_is_room_for():
    async def script(made):
        made.most = 3
        for place in range(10):
            await made.answer(place, lambda place=place: place)
        return list(made.kept)

    assert at_work(script) == [7, 8, 9]
