"""``experiments.branch`` and ``experiments.rescue``: the same past, and what a change does."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import assert_same, configured, play

from experiments import _command, branch, composing, csv_files, declared, rescue
from experiments.rescuing import candidates, told, work
from sim import branching, draws, ensemble, incidence, marked, pairs, records
from sim.refusals import PremiseError

pytestmark = pytest.mark.usefixtures("elsewhere")

DAY, RUN, SEED = 22, 12, 1
SET = "set={mediators.us.leverage_israel: 0}"
LIST = "rescue=us_and_trust"


@pytest.fixture(scope="module")
def made():
    """The main scenario as a command composes it."""
    return composing.composed("scenario=january_2025")


def run(verb, *arguments):
    """A command that must succeed, in this process."""
    assert _command.plainly(verb.main, list(arguments)) == 0


def changes_of(made, **entry):
    """The changes of one entry of a file."""
    return candidates.read({"changes": [entry]}, made)


@pytest.mark.parametrize("run_number", [0, 3, RUN])
def test_a_branch_with_nothing_changed_and_its_own_luck_is_the_same_run(january, run_number):
    whole = play(january, SEED, RUN + 1)
    row = branching.stored(january, SEED, run_number, DAY)
    own = draws.run_keys(SEED, run_number, 1)

    found = ensemble.play_runs(january, branching.continued(january, row, own), own)

    assert_same(found.runs[0], whole.runs[run_number])
    assert_same(found.items[0], whole.items[run_number])
    assert_same(found.days[0, DAY - 1 :].copy(), whole.days[run_number, DAY - 1 :].copy())


def test_with_new_luck_the_past_is_as_it_was_and_the_rest_is_not(january):
    whole = play(january, SEED, RUN + 1)
    fresh = branching.keys(SEED, RUN, DAY, 60)
    row = branching.stored(january, SEED, RUN, DAY)

    found = ensemble.play_runs(january, branching.continued(january, row, fresh), fresh)

    done = whole.items["done"][RUN]
    past = (done > 0) & (done < DAY)
    assert past.any()
    for item in np.nonzero(past)[0]:
        assert (found.items["done"][:, item] == done[item]).all()
    later = ~past & (found.items["done"] > 0)
    assert (found.items["done"][later] >= DAY).all()
    assert len(np.unique(found.runs["last_day"])) > 10


@given(st.integers(0, 2**63 - 1), st.integers(0, 10**6), st.integers(2, 2000))
@settings(deadline=None, max_examples=50)
def test_the_luck_of_continuations_follows_from_seed_run_and_day_alone(seed, number, day):
    many = branching.keys(seed, number, day, 20)

    np.testing.assert_array_equal(many[:5], branching.keys(seed, number, day, 5))
    others = [
        branching.keys(seed, number, day + 1, 20), branching.keys(seed, number + 1, day, 20),
        draws.run_keys(seed, number, 20),
    ]  # fmt: skip
    together = np.concatenate([many, *others])
    assert len(np.unique(together)) == 80
    assert (together % 2 == 1).all()


@pytest.mark.parametrize("runs", [1, 40])
def test_nothing_differs_before_the_day_of_the_branch(runs, tmp_path):
    run(branch, f"run={RUN}", f"day={DAY}", SET, f"runs={runs}", "plots=false", "out=there")

    days = [one["day"] for one in csv_files.read(tmp_path / "there" / "parting.csv") if one["day"]]
    assert days
    assert all(int(day) >= DAY for day in days)


def test_a_branch_with_one_run_is_the_scenario_with_the_change_dated(tmp_path):
    run(branch, f"run={RUN}", f"day={DAY}", SET, "runs=1", "out=there")

    changed = configured("changes=[{day: 22, set: {mediators.us.leverage_israel: 0}}]")
    there = play(changed, SEED, RUN + 1).runs[RUN]
    lines = {one["outcome"]: one for one in csv_files.read(tmp_path / "there" / "comparison.csv")}
    assert float(lines["agreement"]["second"]) == float(there["ratified_day"] > 0)
    assert float(lines["standing_at_horizon"]["second"]) == float(there["stage"] != 2)


def test_a_branch_leaves_the_same_bytes_twice_and_on_any_number_of_threads(tmp_path):
    for out, threads in (("one", 1), ("two", 2)):
        run(
            branch, f"run={RUN}", f"day={DAY}", SET, "runs=300", "plots=false", f"out={out}",
            f"threads={threads}",
        )  # fmt: skip

    names = [path.name for path in (tmp_path / "one").iterdir() if path.suffix != ".json"]
    assert len(names) > 5
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_each_figure_of_a_branch_says_which_run_is_played_on_from_which_day(tmp_path):
    run(branch, f"run={RUN}", f"day={DAY}", SET, "runs=20", "out=there")

    figures = list((tmp_path / "there" / "figures").glob("*.svg"))
    assert len(figures) > 4
    for path in figures:
        foot = marked.settings_of(path)["played"]
        assert foot == f"20 continuations of run {RUN} from day {DAY}"
        text = path.read_text(encoding="utf-8")
        assert f"{foot}, seed {SEED}" in text
        assert "by scenario" not in text


@pytest.mark.slow
@pytest.mark.parametrize("day", [10, 45])
def test_new_luck_from_a_day_on_leaves_the_ensemble_as_it_is(january, day):
    """One continuation of each run that stands: as many fall as with the luck that they had."""
    runs = 1500
    own, starts = draws.run_keys(SEED, 0, runs), np.zeros(runs, dtype=np.int64)
    keep = records.Keep(days=False, items=False, log=False, offers=False, rows=True)
    stored = ensemble.play_runs(january, january.row[None], own, keep, day - 1, starts)
    alive = np.nonzero(~incidence.fallen(stored.runs))[0]
    fresh = np.concatenate([branching.keys(SEED, int(one), day, 1) for one in alive])
    place = [branching.continued(january, stored.rows[one], fresh[[at]])[0]
             for at, one in enumerate(alive)]  # fmt: skip

    new = ensemble.play_runs(january, np.array(place), fresh, records.RUNS_ONLY).runs
    old = ensemble.play_runs(january, stored.rows[alive], own[alive], records.RUNS_ONLY).runs

    found = pairs.shares(incidence.fallen(old), incidence.fallen(new))
    assert found.low < 0.0 < found.high
    assert found.high - found.low < 0.07


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run=12", "day=22"], f"set: is not given; it takes what changes, as in {SET}"),
        (["run=12", "day=22", "set={}"], f"set: is not given; it takes what changes, as in {SET}"),
        (["day=1", SET], "day: 1 is not allowed; it takes a day from 2 to 140"),
        (["day=141", SET], "\nday: 141 is not allowed; it takes a day from 2 to 140"),
        (["day=2200", SET], "\nday: 2200 is not allowed; it takes a day from 2 to 140"),
        (["run=12", "day=120", SET], "run 12 ends on day 62 (fighting)"),
        (["day=22", "set={mediators.us.leverage_isreal: 0}"], "did you mean 'leverage_israel'?"),
        (["day=22", "set={mediators.us.leverage_israel: 7}"], "it takes a number from 0 to 2"),
        (["day=22", "set={calendar.horizon: 50}"], "this parameter cannot change during a run"),
        (["day=22", "set=3"], "set: '3' is not allowed; it takes {PARAMETER: VALUE, ...}"),
        (
            ["run=12", "day=22", SET, "days=[10,60]"],
            "days: 10 is not allowed; it takes days from 22 to 140, the horizon",
        ),
        (
            ["scenario=january_202", SET],
            "\nscenario: 'january_202': there is no such scenario; did",
        ),
        (["keep=all"], "keep: is a setting of experiments.run"),
    ],
)
def test_what_cannot_be_branched_is_refused_in_one_sentence(arguments, said, tmp_path, capsys):
    status = _command.plainly(branch.main, arguments)

    error = capsys.readouterr().err
    assert status == 2
    assert said in f"\n{error}"
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("run_number", "last", "refusal"),
    [
        (0, 140, "day: 141 is not allowed; it takes a day from 2 to 140, the horizon"),
        (1, 126, "day: 127 is not allowed; run 1 ends on day 126 \\(calm\\)"),
        (2, 74, "day: 75 is not allowed; run 2 ends on day 74 \\(fighting\\)"),
    ],
)
def test_a_run_is_played_on_from_its_last_day_and_from_none_after_it(run_number, last, refusal):
    scenario = composing.composed("scenario=extended_phase_one").scenario

    assert play(scenario, 1, 3).runs["last_day"][run_number] == last
    branching.stored(scenario, 1, run_number, last)
    with pytest.raises(PremiseError, match=refusal):
        branching.stored(scenario, 1, run_number, last + 1)


def test_a_change_saves_the_runs_that_fell_and_stand_with_it(made):
    changes = changes_of(
        made, parameter="mediators.us.leverage_israel", values=[0.6], **{"from": 9}
    )
    fallen, _ = candidates.fell(made.scenario, 1, range(100))

    (found,) = candidates.tried(changes, fallen, 1, range(100), 1)

    dated = configured("changes=[{day: 9, set: {mediators.us.leverage_israel: 0.6}}]")
    falls = incidence.fallen(play(dated, 1, 100).runs)
    assert found.saved.any()
    np.testing.assert_array_equal(found.saved, fallen & ~falls)
    np.testing.assert_array_equal(found.lost, ~fallen & falls)


def test_the_smallest_change_comes_first_and_the_later_of_two_as_small(made):
    changes = changes_of(
        made, parameter="mediators.us.leverage_israel", values=[0.6, 0.1, 0.2], **{"from": [5, 50]}
    )

    assert [(one.value, one.day) for one in changes] == [(0.1, 50), (0.1, 5), (0.6, 50), (0.6, 5)]
    assert [one.size for one in changes] == pytest.approx([0.05, 0.05, 0.2, 0.2])
    saved = [
        candidates.Tried(one, np.array([place > 0]), None) for place, one in enumerate(changes)
    ]
    assert candidates.smallest(saved, 0) is changes[1]


def test_what_a_parameter_was_is_what_it_stands_at_on_the_day_of_the_change():
    """The scenario itself sets the spotlight to 1 on day 17 and to 0 on day 18."""
    talks = composing.composed("scenario=phase_two_talks")

    changes = changes_of(
        talks, parameter="mediators.us.spotlight", values=[0.0, 1.0], **{"from": [17, 18]}
    )

    assert [(one.value, one.was, one.day) for one in changes] == [(1.0, 0.0, 18), (0.0, 1.0, 17)]
    assert [one.size for one in changes] == [1.0, 1.0]


def test_a_parameter_that_is_drawn_for_each_run_is_said_to_be(made):
    key = "parties.israel.limbo_cost"
    (drawn,) = changes_of(made, parameter=key, values=[0.005], **{"from": 43})

    assert drawn.words == f"{key} (0.002 to 0.008, drawn) to 0.005 from day 43"


def test_another_name_is_as_large_a_change_as_there_is(made):
    (change,) = changes_of(made, parameter="talks.protocol", values=["one_text"])

    assert change.size == 1.0
    assert change.day == 1


def test_rescue_leaves_a_row_a_change_and_a_row_a_run_that_fell(tmp_path):
    run(rescue, LIST, "runs=40", "out=there")

    summary = (tmp_path / "there" / "summary.txt").read_text(encoding="utf-8")
    assert summary.startswith("The United States, trust and the talks\n\n")
    changes = csv_files.read(tmp_path / "there" / "changes.csv")
    runs = csv_files.read(tmp_path / "there" / "runs.csv")
    fell = int(changes[0]["fell"])
    assert len(runs) == fell
    saved = [one for one in runs if one["saved_by"]]
    assert 0 < len(saved) < fell
    first = changes[int(saved[0]["saved_by"]) - 1]
    assert saved[0]["change"].startswith(first["parameter"])
    assert [float(one["size"]) for one in changes] == sorted(float(one["size"]) for one in changes)


def test_a_dry_rescue_says_how_long_it_takes_and_leaves_nothing(tmp_path, capsys):
    assert _command.plainly(rescue.main, [LIST, "runs=40", "threads=1", "dry_run=true"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert re.search(r"40 runs each on the same luck, seed 1, 1 thread: about [^.]*\.", said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("runs", [1, 40])
def test_the_arms_of_a_branch_are_told_in_words_and_kept_by_their_names(runs, tmp_path):
    run(branch, "run=12", "day=22", SET, f"runs={runs}", "plots=false", "out=there")

    told = (tmp_path / "there" / "summary.txt").read_text(encoding="utf-8")
    assert not re.search(r"as_it_was|changed", told)
    if runs == 1:
        assert "- As it was: " in told
        assert "- With the change: " in told
    else:
        assert "\nThe change, beside the run as it was\n" in told
        assert re.search(r"the truce stands at the end: in \d+ of 40 runs; with the change ", told)
    kept = csv_files.read(tmp_path / "there" / "comparison.csv")
    assert {(one["scenario"], one["base"]) for one in kept} == {("changed", "as_it_was")}


def test_a_run_that_did_not_fall_cannot_be_saved(capsys):
    assert _command.plainly(rescue.main, [LIST, "run=0"]) == 2

    assert "run: 0 does not fall" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([LIST, "run=3", "runs=100"], "runs: is not allowed beside run=3; give one of the two"),
        ([], "rescue: is not given; it takes a YAML file, or one of us_and_trust"),
    ],
)
def test_a_rescue_that_does_not_say_what_it_tries_is_refused(arguments, said, tmp_path, capsys):
    assert _command.plainly(rescue.main, arguments) == 2

    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"values": [1]}, "changes.0.parameter: is missing"),
        ({"parameter": "choice.scal", "values": [1]}, "did you mean 'scale'"),
        ({"parameter": "choice.scale", "values": [-1]}, "it takes a number from 0"),
        ({"parameter": "choice.scale", "values": [0.1], "from": [999]}, "a day from 1 to 140"),
        ({"parameter": "choice.scale", "value": [0.1]}, "did you mean 'values'"),
        ({"parameter": "choice.scale", "values": []}, "changes.0.values: an empty list"),
        ({"parameter": "choice.scale", "values": [0.1], "from": []}, "changes.0.from: an empty"),
        ({"parameter": "choice.scale", "values": [0.1, 0.1]}, "values: 0.1 is there twice"),
        ({"parameter": "choice.scale", "values": 0.1, "from": [9, 9]}, "from: 9 is there twice"),
    ],
)
def test_a_change_that_cannot_be_tried_is_refused(made, entry, said):
    with pytest.raises(PremiseError) as error:
        changes_of(made, **entry)

    assert said in str(error.value)


def test_a_change_that_two_entries_declare_is_refused(made):
    entry = {"parameter": "choice.scale", "values": [0.1], "from": 9}

    with pytest.raises(PremiseError, match="from day 9 is there twice; give it once"):
        candidates.read({"changes": [entry, {**entry, "values": [0.2, 0.1]}]}, made)


def test_what_is_told_of_a_change_is_what_it_saves_first_and_what_it_loses_second(made):
    (change,) = changes_of(made, parameter="choice.scale", values=[0.1])
    fallen = np.array([True, True, True, False, False])
    saved = candidates.Tried(change, np.array([True, True, False, False, False]), ~fallen)

    said = list(told.of_all(work.Found(fallen, None, [saved])))

    assert said[1].startswith(f"- {change.words}: saves 2 of 3 (")
    assert said[1].endswith("), and 2 that stood fall.")
    assert said[2] == "Some change of the 1 saves 2 of 3; 1 is saved by none of them alone."


@pytest.mark.parametrize("runs", [1, 3])
def test_a_change_to_what_stands_already_is_said_to_change_nothing(made, runs, tmp_path, capsys):
    key = "mediators.us.leverage_israel"
    stands = candidates.stands(made.scenario, key, DAY).was

    run(branch, "run=12", f"day={DAY}", f"set={{{key}: {stands}}}", f"runs={runs}", "plots=false",
        "out=there")  # fmt: skip

    said = f"{key} is {stands} on day {DAY} already: that changes nothing."
    assert said in " ".join(capsys.readouterr().out.split())
    assert said in (tmp_path / "there" / "summary.txt").read_text(encoding="utf-8")


def test_the_shipped_files_are_read(made):
    data, _ = declared.read("us_and_trust", "rescue", candidates.TOP)

    assert len(candidates.read(data, made)) > 10


def test_a_file_that_declares_nothing_is_not_quoted_at_length(tmp_path, capsys):
    """To YAML a table of accounts, say, is one long key."""
    (tmp_path / "words.txt").write_text("some:" * 200 + " words")

    assert _command.plainly(rescue.main, [f"rescue={tmp_path / 'words.txt'}"]) == 2

    said = capsys.readouterr().err
    assert "words.txt: some:some:" in said
    assert len(said) < 300 + len(str(tmp_path))
