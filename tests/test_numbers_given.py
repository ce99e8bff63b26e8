"""A word is the same number, or none, on every command line and in every file of the user's."""

import math
from pathlib import Path

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from hypothesis import example, given
from hypothesis import strategies as st
from playing import entered
from yaml import YAMLError

from experiments import composing, configs, own_domain
from experiments.sweeping import reading
from sim import checks, safe_yaml

pytestmark = pytest.mark.usefixtures("elsewhere")

OF_OTHER_BASES = ["010", "0x10", "1:30", "0b11", "0_1", "00"]
HEAD = "# @package _global_\ndefaults: [january_2025, _self_]\n"
TWO = "scenarios=[january_2025, firm_guarantee]"


def as_on_a_command_line(word):
    """What Hydra makes of a word: a number, or None."""
    try:
        found = OverridesParser.create().parse_override(f"runs={word}").value()
    except HydraException:
        return None
    is_number = isinstance(found, int | float) and math.isfinite(found)
    return repr(found) if is_number else None


def as_ours(word):
    """What our own settings make of it."""
    try:
        found = safe_yaml.load(word)
    except (YAMLError, ValueError):
        return None
    is_number = isinstance(found, int | float) and math.isfinite(found)
    return repr(found) if is_number else None


@given(st.text("0123456789_+-.:eExob", min_size=1, max_size=7))
@example("010")
@example("0x10")
@example("1:30")
@example("1:30.5")
@example("0b11")
@example("1_000")
@example("1__0")
@example("1_")
@example(".5e2")
@example("1e1_0")
@example("01.5")
@example("-.5")
@example(".inf")
def test_a_word_is_a_number_where_hydra_takes_it_for_one(word):
    assert as_ours(word) == as_on_a_command_line(word)


@pytest.mark.parametrize("word", OF_OTHER_BASES)
@pytest.mark.parametrize(
    "command",
    [
        ("run", "runs="),
        ("run", "-m", "runs="),
        ("run", "scenario=january_2025", "calendar.horizon="),
        ("compare", TWO, "runs="),
        ("compare", TWO, "calendar.horizon="),
        ("sweep", "sweep=what_matters", "runs="),
        ("sensitivity", "sweep=what_matters", "runs="),
        ("discover", "sweep=what_matters", "outcome=talks", "resamples="),
        ("discover", "sweep=what_matters", "outcome=talks", "runs="),
        ("teach", "out=there", "calendar.horizon="),
        ("tournament", "runs="),
    ],
    ids=" ".join,
)
def test_a_number_that_is_not_decimal_is_refused_by_every_command(command, word, capsys):
    verb, *more = command
    key = more[-1].rstrip("=")

    assert entered([f"experiments.{verb}", *more[:-1], f"{key}={word}"]) == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"{key}: '{word}' is not allowed; it takes a whole number from" in said


def test_a_number_in_a_list_is_refused_by_the_key_of_the_list(capsys):
    assert entered(["experiments.compare", TWO, "days=[7, 010]"]) == 2

    told = "days: '[7, 010]' is not allowed; '010' is neither a decimal number without zeros"
    assert told in capsys.readouterr().err


@pytest.fixture
def mine(elsewhere):
    """A folder of the user's own, in which every file has a number that is not decimal."""
    files = {
        "scenario/direct": HEAD + "talks: {rounds: 010}\n",
        "scenario/by_another": HEAD.replace("[", "[/parties/israel@parties.israel: mine, "),
        "parties/israel/mine": "trust: 0.5\ncosts: 1:30\n",
        "sweep/direct": "# @package _global_\ndesign:\n  decisions: {choice.scale: [0x1, 2]}\n",
        "compare": "scenarios: [january_2025, firm_guarantee]\n\ndays: [0b11]\n",
    }
    for name, text in files.items():
        path = Path("mine", f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


DIRECT, NESTED = "mine/scenario/direct.yaml, line 3: '010'", "israel/mine.yaml, line 2: '1:30'"
DESIGNED = "mine/sweep/direct.yaml, line 3: '0x1'"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("run", "-cd=mine", "scenario=direct"), DIRECT),
        (("run", "--config-dir", "mine", "scenario=by_another"), NESTED),
        (("run", "-m", "--config-dir", "mine", "scenario=by_another"), NESTED),
        (("run", "--cfg", "job", "-cd", "mine", "scenario=direct"), DIRECT),
        (("run", "-cd=mine", "hydra.searchpath=[]", "scenario=direct"), DIRECT),
        (("compare", "-cd=mine", "scenarios=[january_2025,direct]"), DIRECT),
        (("compare", "compare=mine/compare.yaml"), "mine/compare.yaml, line 3: '0b11'"),
        (("sweep", "-cd=mine", "sweep=direct"), DESIGNED),
        (("sensitivity", "-cd=mine", "sweep=direct"), DESIGNED),
        (("discover", "-cd=mine", "sweep=direct", "outcome=talks"), DESIGNED),
        (("teach", "-cd=mine", "out=there", "scenario=direct"), DIRECT),
    ],
    ids=str,
)
@pytest.mark.usefixtures("mine")
def test_a_number_that_is_not_decimal_is_refused_in_every_file(command, said, capsys):
    verb, *more = command

    assert entered([f"experiments.{verb}", *more]) == 2

    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"{said} is neither a decimal number without zeros before it nor a text" in told


@pytest.mark.parametrize("flags", [[], ["-m"], ["--cfg", "job"]], ids=str)
@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"title: \xff\n", "mine/phases/own.yaml: this cannot be read: 'utf-8' codec"),
        (b"title: \x07\n", "mine/phases/own.yaml: this cannot be read: unacceptable character"),
        (b"title: !!bool x\n", "mine/phases/own.yaml: this cannot be read: "),
        (b"a: " + b"[" * 3000, "mine/phases/own.yaml: it is nested too deeply"),
        (b"a: &b [*b]\n", "mine/phases/own.yaml, line 1: it holds itself, by an alias"),
        (b"a: {1: x, 1.0: y}\n", "mine/phases/own.yaml, line 1: the key '1.0' is given twice"),
    ],
    ids=("letters", "character", "tag", "deep", "loop", "twice"),
)
def test_a_file_that_hydra_cannot_read_is_named_wherever_it_is_chosen(flags, held, said, capsys):
    """Hydra itself tells of neither; a file may be chosen by another."""
    for name, contents in (
        ("scenario/own", HEAD.replace("[", "[/phases: own, ").encode()),
        ("phases/own", held),
    ):
        path = Path("mine", f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)

    assert entered(["experiments.run", *flags, "-cd=mine", "scenario=own"]) == 2

    told = capsys.readouterr().err
    assert told.startswith(said), told
    assert told.count("\n") == 1


def test_no_file_of_ours_has_what_is_refused_of_others():
    for path in configs.CONFIGS.rglob("*.yaml"):
        with path.open(encoding="utf-8") as stream:
            safe_yaml.check(stream, twice=True)


def test_a_text_in_quotes_is_any_text():
    Path("mine", "scenario").mkdir(parents=True)
    Path("mine", "scenario", "own.yaml").write_text(HEAD + "title: '010'\n", encoding="utf-8")

    found = composing.composed(*composing.own_folder(["-cd=mine"]), "scenario=own", "plots=false")

    assert found.scenario.title == "010"


@pytest.mark.parametrize("word", ["1e2", "100.0", "1_00"])
def test_a_whole_number_may_be_written_with_a_power_or_a_point_wherever_it_stands(word):
    """As settings, as premises, in the arguments of a call, and in what a design says of itself."""
    found = composing.composed(f"runs={word}", f"calendar.horizon={word}")
    design = {"uncertainties": {"choice.scale": {"uniform": [0.1, 0.2]}}, "points": 100.0}

    assert (found.settings.runs, found.scenario.premises.calendar.horizon) == (100, 100)
    assert checks.whole_number("count", 1e2, 1, 100) == 100
    assert reading.whole(design, "points", 1, 1, 100) == 100


def test_rounds_that_are_written_with_a_power_make_room_for_a_domain():
    assert own_domain.pace({"talks": {"rounds_a_day": 2.0, "rounds": 1e2}}) == [2, 100]
