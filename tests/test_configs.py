"""The files of ``configs/``: every scenario composes, plays, and says only what is true of it."""

import functools
import re
from pathlib import Path

import numpy as np
import pytest
import yaml
from playing import assert_same_run, play, watch
from test_references import CITED_IN_CONFIGS, listed

from experiments import _command, composing, run
from experiments.running import numbers
from experiments.where import read, under
from sim import metrics, outcomes, phases, scenario, theory
from sim.cache import ROOT
from sim.checks import SPREADS
from sim.refusals import PremiseError
from sim.story.words import Words

CONFIGS = ROOT / "configs"
SCENARIOS = sorted(path.stem for path in (CONFIGS / "scenario").glob("*.yaml"))
RUNS = 6

# Words of a variant that change no number: what it is called, and what is expected of it.
ABOUT = {"title", "expected"}

REAL = re.compile(
    r"israel|hamas|palestin|qatar|egypt|jordan|saudi|united states|america|trump|gaza|rafah|"
    r"netzarim|philadelphi|zionism|otzma|yehudit|passover|january|november|2023|2025",
    re.IGNORECASE,
)


@functools.cache
def composed(*overrides):
    """What a command with these overrides would play."""
    return composing.composed(*overrides)


def file_of(name):
    """The contents of a scenario's file, its list of defaults included."""
    path = CONFIGS / "scenario" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def base_of(name):
    """The scenario that a variant starts from, or None."""
    others = [entry for entry in file_of(name).get("defaults", []) if isinstance(entry, str)]
    return next((entry for entry in others if entry != "_self_"), None)


def chosen_by(name):
    """The sections for which a variant chooses another file than its base."""
    return {
        key.removeprefix("override ").strip("/").split("/")[0]
        for entry in file_of(name).get("defaults", [])
        if isinstance(entry, dict)
        for key in entry
        if key.startswith("override ")
    }


VARIANTS = [name for name in SCENARIOS if base_of(name)]


def leaves(data, prefix=""):
    """A configuration as values by dotted key; distributions and lists are values."""
    found = {}
    for key, value in data.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict) and value and not set(value) <= set(SPREADS):
            found |= leaves(value, name)
        else:
            found[name] = value
    return found


def said_by(name):
    """What a variant's own file sets, as values by dotted key."""
    own = read(CONFIGS / "scenario" / f"{name}.yaml")
    return {key: value for key, value in leaves(own).items() if key.split(".")[0] not in ABOUT}


@pytest.mark.parametrize(("heading", "group"), [("scenarios", "scenario"), ("theory", "theory")])
def test_readme_names_every_file_that_there_is_to_play(heading, group):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.search(rf"^#+ [^\n]*{heading}.*?(?=^## )", text, re.DOTALL | re.MULTILINE)[0]
    cells = re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)
    named = re.findall(r"`(\w+)`", " ".join(cells))

    assert sorted(named) == sorted(path.stem for path in (CONFIGS / group).glob("*.yaml"))


def test_there_are_variants_to_test():
    assert {"january_2025", "november_2023"} <= set(SCENARIOS) - set(VARIANTS)
    assert len(VARIANTS) >= 10


@pytest.mark.parametrize("name", SCENARIOS)
def test_both_engines_play_each_scenario_alike(name):
    premises = composed(f"scenario={name}").scenario

    kept = play(premises, seed=5, runs=RUNS)

    for number in range(RUNS):
        assert_same_run(kept, number, watch(premises, 5, number))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_differs_from_its_base_only_where_its_file_says(name):
    own = leaves(composed(f"scenario={name}").premises)
    base = leaves(composed(f"scenario={base_of(name)}").premises)
    differ = {key for key in {*own, *base} if own.get(key, "") != base.get(key, "")}

    said = said_by(name)
    allowed = chosen_by(name) | ABOUT
    strange = [
        key
        for key in differ
        if key.split(".")[0] not in allowed
        and not any(key == one or key.startswith(f"{one}.") for one in said)
    ]
    assert strange == []
    assert differ


@pytest.mark.parametrize("name", VARIANTS)
def test_every_line_of_a_variant_is_applied_and_changes_something(name):
    own = composed(f"scenario={name}").premises
    base = composed(f"scenario={base_of(name)}").premises

    for key, value in said_by(name).items():
        assert under(own, key) == value, f"{key} was dropped"
        assert under(base, key) != value, f"{key} says what {base_of(name)} says already"


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_begins_with_what_differs_and_what_is_expected(name):
    text = (CONFIGS / "scenario" / f"{name}.yaml").read_text(encoding="utf-8")
    head = text.partition("defaults:")[0]
    assert f"What differs from {base_of(name)}:" in " ".join(head.replace("\n# ", " ").split())

    expected = composed(f"scenario={name}").scenario.expected
    main = {"standing_after_phase_1", "agreement", "standing_at_horizon", "day_fighting_resumed"}
    assert main <= set(expected)
    assert any(outcome.startswith("resumed_by_") for outcome in expected)


def test_an_expectation_about_no_outcome_or_in_no_direction_is_refused():
    plain = {**composed().premises}
    for expected in (
        {"peace": {"direction": "up", "because": "why not"}},
        {"agreement": {"direction": "sideways", "because": "why not"}},
        {"agreement": {"direction": "up"}},
        {"agreement": {"because": "why not"}},
        {"agreement": {"direction": "up", "because": " "}},
    ):
        with pytest.raises(PremiseError, match=r"^expected"):
            scenario.from_config({**plain, "expected": expected})


def test_the_outcomes_that_can_be_expected_are_those_of_a_result():
    premises = composed().scenario
    columns = "run last_day ratified_day talks_day rounds crises crisis_days phase_1_days".split()
    runs = {column: np.zeros(2, dtype=np.int64) for column in columns}
    runs |= {"stage": np.array(["fighting", "calm"]), "resumed_by": np.array(["", ""])}
    runs |= {f"deal_worth_{party}": np.zeros(2) for party in premises.premises.parties}
    items = {"run": np.zeros(0, int), "obligation": np.zeros(0, str), "status": np.zeros(0, str)}
    items["done"] = np.zeros(0, int)

    found = metrics.headline({"runs": runs, "obligations": items}, premises)

    known = set(outcomes.of_scenario(premises))
    assert set(found) - {"runs"} <= known
    others = {f"ended_by_{cause}" for cause in phases.CAUSES}
    assert known - set(found) == others | set(numbers.NOT_SUMMED_UP)


OBLIGATIONS = sorted((CONFIGS / "obligations").glob("*.yaml"))


@pytest.mark.parametrize("path", OBLIGATIONS, ids=lambda path: path.stem)
def test_every_number_about_an_obligation_has_a_source_or_is_an_assumption(path):
    text = path.read_text(encoding="utf-8")
    for key, item in yaml.safe_load(text).items():
        assert item.get("source") in {*listed(), "assumption"}, key
    numbers = {name for item in yaml.safe_load(text).values() for name in item} & {"worth", "cost"}
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert not numbers or re.search(r"[Ww]orths and costs .*assumptions", comments)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_obligation_that_a_scenario_plays_has_a_source(name):
    goods = composed(f"scenario={name}").scenario.goods
    files = [leaves(read(path)) for path in OBLIGATIONS]
    files.append(leaves(read(CONFIGS / "scenario" / f"{name}.yaml").get("obligations") or {}))
    for key, words in goods.items():
        assert words.source in {*listed(), "assumption"}
        assert any(f"{key}.source" in found for found in files), f"{key} names no source"


def with_numbers():
    """Files of ``configs/`` with numbers in them, that are no choice of other files alone."""
    for path in sorted(CONFIGS.rglob("*.yaml")):
        group = path.relative_to(CONFIGS).parts[0]
        if group not in ("scenario", "theory", "names", "config.yaml"):
            yield path


@pytest.mark.parametrize("path", list(with_numbers()), ids=lambda path: "-".join(path.parts[-2:]))
def test_a_file_with_numbers_says_where_they_come_from(path):
    text = path.read_text(encoding="utf-8")
    if any(isinstance(value, int | float) for value in leaves(read(path)).values()):
        assert "assumption" in text or CITED_IN_CONFIGS.search(text)


def owed(name, by, kinds):
    """Worth and cost of all that a side owes of some kinds, summed [points]."""
    items = composed(f"scenario={name}").scenario.premises.obligations.values()
    mine = [item for item in items if item.by == by and item.kind in kinds]
    return sum(item.worth for item in mine), sum(item.cost for item in mine)


@pytest.mark.parametrize("by", [0, 1])
@pytest.mark.parametrize("kind", ["exchange", "withdrawal", "aid"])
def test_all_for_all_adds_up_to_the_three_phases(by, kind):
    np.testing.assert_allclose(
        owed("all_for_all", by, (kind,)), owed("january_2025", by, (kind,)), rtol=0.02
    )


def test_no_hostage_is_counted_twice_in_an_extension():
    """What is brought forward is worth what it stands for, and no more."""
    items = composed("scenario=extended_phase_one").scenario.premises.obligations
    keys = list(items)
    doubles = {key: keys[item.stands_for] for key, item in items.items() if item.stands_for >= 0}
    assert doubles == {
        "extension_hostages": "phase_2_hostages_a",
        "extension_prisoners": "phase_2_prisoners_a",
    }
    same = ("by", "kind", "amount", "worth", "cost", "unknown", "dead")
    for key, other in doubles.items():
        for field in same:
            assert getattr(items[key], field) == getattr(items[other], field), (key, field)


def test_a_later_phase_keeps_its_obligations_where_one_is_put_before_it():
    """The extension moves the obligations of the phases after it on by one, and no others."""
    base = composed().scenario.premises
    own = composed("scenario=extended_phase_one").scenario.premises
    for key, item in base.obligations.items():
        before = list(base.phases)[item.phase - 1]
        assert list(own.phases)[own.obligations[key].phase - 1] == before, key


def test_talks_of_day_17_begin_with_what_had_come_by_then():
    found = composed("scenario=phase_two_talks").scenario
    done = {key: item for key, item in found.premises.obligations.items() if item.done_before > 0}
    came = {}
    for key, item in done.items():
        came[found.goods[key].good] = came.get(found.goods[key].good, 0) + item.amount
    record = {good: dict(days) for good, days in found.record["deliveries"].items()}
    assert came["hostages"] == record["hostages"][14]
    assert came["prisoners"] == record["prisoners"][14]
    assert all(item.done_before < 17 for item in done.values())
    assert "talks_israel" not in done


# Traits that a design varies of one party alone: of the one to whom it has a guarantee given.
ONE_SIDED = {"guarantee_by_patience": {"trust"}}


@pytest.mark.parametrize(
    "path", sorted((CONFIGS / "sweep").glob("*.yaml")), ids=lambda path: path.stem
)
def test_what_a_design_varies_of_one_party_it_varies_of_the_other(path):
    design = read(path)["design"]
    parts = [design.get(part) or {} for part in ("decisions", "uncertainties")]
    keys = [key.split(".") for part in (*parts, *design.get("zipped", [])) for key in part]
    traits = {
        party: {key[2] for key in keys if key[:2] == ["parties", party]}
        for party in ("israel", "hamas")
    }

    assert traits["israel"] ^ traits["hamas"] == ONE_SIDED.get(path.stem, set())


# The truce of November 2023 beside the record: shares of runs from an ensemble.


@pytest.fixture(scope="module")
def november():
    """The scenario, and an ensemble of it."""
    premises = composed("scenario=november_2023").scenario
    return premises, play(premises, seed=1, runs=500)


def test_november_keeps_its_first_four_days_in_most_runs(november):
    premises, kept = november
    items = premises.premises.obligations
    place = [
        (number, item.amount)
        for number, (key, item) in enumerate(items.items())
        if premises.goods[key].good == "hostages"
    ]
    done = kept.items["done"]
    came = sum(amount * ((done[:, at] > 0) & (done[:, at] <= 4)) for at, amount in place)
    assert np.mean((came >= 45) & (came <= 55)) > 0.75


def test_november_ends_as_it_did_within_the_central_runs(november):
    premises, kept = november
    low, high = np.quantile(kept.runs["last_day"], (0.05, 0.95))
    assert 4 <= low < premises.record["last_day"] < high <= 12
    assert 0.5 < np.mean(kept.runs["extended"] > 0) < 1.0


# Fictional names.


@pytest.mark.parametrize("name", SCENARIOS)
def test_fictional_names_leave_every_number_as_it_is(name):
    real = composed(f"scenario={name}").scenario
    fictional = composed(f"scenario={name}", "names=fictional").scenario
    np.testing.assert_array_equal(fictional.row.view(np.int64), real.row.view(np.int64))
    np.testing.assert_array_equal(fictional.spreads, real.spreads)
    np.testing.assert_array_equal(fictional.dated, real.dated)
    assert fictional.premises == real.premises


def test_fictional_names_leave_the_runs_unchanged():
    real = play(composed().scenario, seed=2, runs=RUNS)
    fictional = play(composed("names=fictional").scenario, seed=2, runs=RUNS)
    for one, other in zip(real, fictional, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("name", SCENARIOS)
def test_fictional_names_cover_every_name(name):
    real = composed(f"scenario={name}").scenario
    known = read(CONFIGS / "names" / "fictional.yaml")["names"]
    actors = (*real.premises.parties, *real.premises.mediators, *real.premises.constituencies)
    for key in {name, *actors, *real.names}:
        assert key in known, f"configs/names/fictional.yaml has no name for {key}"


@pytest.mark.parametrize("name", theory.LESSONS)
def test_fictional_names_leave_a_lesson_its_title(name):
    plain, fictional = (composed(f"theory={name}", *more) for more in ((), ("names=fictional",)))
    assert fictional.scenario.title == plain.scenario.title
    assert fictional.scenario.parties == ("Korvia", "Taluna")
    assert composed(f"theory={name}", "title=Mine", "names=fictional").scenario.title == "Mine"


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_real_name_is_shown_under_fictional_names(name):
    found = composed(f"scenario={name}", "names=fictional").scenario
    words = Words(found)
    shown = [found.title, found.called, words.plain(found.called), *found.parties]
    shown += [words.mediator(key) for key in found.premises.mediators]
    shown += [words.promise(key) for key in found.premises.obligations]
    shown += [found.names[key] for key in found.premises.constituencies]
    shown += [words.named(measure.unit) for measure in found.measures.values()]
    shown += [words.plain(key) for key in found.premises.issues]
    assert [text for text in shown if REAL.search(text)] == []
    assert words.date(1) == ""
    assert found.record == {}


def test_real_names_are_shown_otherwise():
    """So that the test above can fail."""
    words = Words(composed().scenario)
    assert REAL.search(words.promise("netzarim"))
    assert REAL.search(words.named(composed().scenario.title))


def test_every_constituency_and_mediator_of_a_scenario_has_a_name():
    for name in SCENARIOS:
        found = composed(f"scenario={name}").scenario
        for key in (*found.premises.mediators, *found.premises.constituencies):
            assert key in found.names, f"{name}: {key}"


@pytest.mark.parametrize(("names", "hidden"), [("fictional", True), ("real", False)])
def test_story_and_figures_hold_real_names_or_none(names, hidden, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = [f"names={names}", "runs=1", "engine=mesa", "explain=true", "out=told"]
    assert _command.start(run.main, asked) == 0

    figures = list(Path("told/figures").glob("*.svg"))
    assert figures
    for path in (Path("told/story.txt"), *figures):
        found = REAL.search(seen(path.read_text(encoding="utf-8")))
        assert (found is None) == hidden, path


def seen(text):
    """What a reader sees of a text or a figure: no ids, paths or addresses within it."""
    text = re.sub(r"<metadata>.*?</metadata>|http\S+", "", text, flags=re.DOTALL)
    return re.sub(r'\b(d|style|id|href|points|transform)="[^"]*"', "", text)
