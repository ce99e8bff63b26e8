"""Command lines: overrides as Hydra reads them, and settings of the verbs that read their own.

Keys of the schema, of settings and of groups of files, with values that fit, that do not, or that
are damaged at random: quotes, interpolations, deep keys, lists, several values, Hydra's own flags.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from experiments import (
    _command,
    arguments,
    backtest,
    branch,
    calibrate,
    compare,
    composing,
    configs,
    report,
    reproduce,
    rescue,
    teach,
    theory,
    tournament,
)  # fmt: skip
from experiments.comparing import variants
from experiments.reproducing import allowed
from experiments.settings import Settings
from experiments.tournaments import entries
from tests.quality.fuzzing import edits, schema
from tests.quality.fuzzing.trying import ACCEPTED, PLAYED, REFUSED, entered
from tests.quality.fuzzing.values import played

WORK = 3e6
OF_THEIR_OWN = (
    backtest, branch, calibrate, compare, report, reproduce, rescue, teach,
    theory, tournament,
)  # fmt: skip
FLAGS = (
    ["--cfg", "job"], ["--info", "defaults"], ["--help"], ["-h"], ["--cfg"], ["--cfg", "x"],
    ["--x"],
    ["--config-dir", "."], ["--config-dir", "/nowhere"], ["--config-dir"], ["-cd", ""],
    ["--version"],
    ["--config-name", "nope"], ["--config-name", ""], ["-p", "talks", "--cfg", "job"], ["-"],
    ["--"],
    ["--resolve"], ["--package", "nope"], ["--hydra-help"],
)  # fmt: skip
VALUES = (
    "1", "0", "-1", "0.5", "1e308", "1e400", "nan", "inf", "null", "true", "", "''", '"', "'", "\\",
    "[1,2]", "[", "]", "{", "{a:1}", "{a: {b: 1}}", "{uniform:[0,1]}", "{uniform:[1,0]}", "1,2",
    "range(1,3)", "choice(1,2)", "glob(*)", "interval(0,1)", "sort(3,2,1)", "shuffle(1,2)",
    "int(1.5)",
    "str(1)", "float(x)", "bool(x)", "json_str('{')", "tag(a,1)", "extend_list(1)", "${seed}",
    "${x}",
    "${", "${oc.env:HOME}", "${oc.env:NOPE}", "${oc.decode:'['}", "${now:%Y}", "${hydra:x}", "???",
    "${.a}", "${..a}", "${seed", "a b", "a=b", "a:b", "a/b", "../x", "/etc/passwd", "~", "@",
    "$(x)",
    "\n", "\t", "\x00", "\x1b[2J", "\u05e9\u05dc\u05d5\u05dd", "\u202e", "9" * 25, "9" * 5000,
    "x" * 5000, "#", "%", "&", "*", "|", ">", "!",
    "2025-01-19", "2025-13-45", "0x10", "1_0", "01", "1:30", "[" * 300, "{a:" * 200, "(" * 50,
)  # fmt: skip
KEYS = (
    "", "a", "a.b.c.d", ".", "..", "a.", ".a", "seed.x", "hydra.run.dir", "hydra.sweep.dir",
    "hydra",
    "hydra/launcher", "scenario@x", "scenario", "mediators", "names", "parties/israel", "talks",
    "protocol", "design", "design.decisions", "parties", "parties.israel", "changes",
    "changes.0.day",
    "obligations.x.worth", "mediators.un.credit", "defaults", "title", "start", "record",
    "expected",
    "names.israel", "issues.x.levels", "theory", "experiment", "sweep", "configs", "@", "a@b",
    "a:b",
    "a@b:c", "parties.israel.trust.uniform", "talks.rounds.x", "__class__", "\u05e9", "a b",
    "x" * 3000,
    "hydra.job.name", "hydra.searchpath", "hydra.mode", "hydra.verbose", "phases.talks.length",
)  # fmt: skip
QUICK = "scenario=bilateral"


class Case(NamedTuple):
    """What is entered: which door, the arguments, and the folder that it is entered in."""

    door: str
    arguments: list
    desk: Path


def made(rng, desk):
    """A command line."""
    (door,) = rng.choices(list(DOORS), OFTEN)
    return Case(door, DOORS[door][0](rng), desk)


def tried(case):
    """Enter it as the door does, in a folder of its own."""
    before = os.getcwd()
    os.chdir(case.desk)
    try:
        return DOORS[case.door][1](case.arguments)
    finally:
        os.chdir(before)


def stored(case):
    """An input as it is kept in a file."""
    return f"DOOR = {case.door!r}\nARGUMENTS = {case.arguments!r}\n"


# -- overrides ------------------------------------------------------------------------------------


@cache
def parameters():
    """The parameters of the scenarios that command lines are about."""
    return [*of_scenario(QUICK), *of_scenario("scenario=january_2025")]


@cache
def of_scenario(name):
    """The parameters of one scenario."""
    return schema.parameters(composing.composed(name).premises)


def overrides(rng):
    """A few overrides, of a quick scenario more often than not, and now and then Hydra's flags."""
    found = [QUICK] if rng.random() < 0.7 else []
    known = of_scenario(QUICK) if found else parameters()
    found += [override(rng, known) for _ in range(rng.choice((1, 1, 1, 2, 3, 8)))]
    if rng.random() < 0.06:
        found[rng.randrange(len(found) + 1) :] = rng.choice(FLAGS)
    return found


def override(rng, known):
    """One override: a key, a value, and what may stand before it."""
    how = rng.random()
    if how < 0.35:
        one = rng.choice(known)
        value = schema.good(rng, one) if rng.random() < 0.7 else rng.choice(edits.ODD)
        return f"{one.key}={written(value)}"
    if how < 0.5:
        key, value = rng.choice(list(Settings.model_fields)), rng.choice(VALUES)
        return f"{key}={value}"
    if how < 0.6:
        groups = configs.groups()
        return f"{rng.choice(groups)}={rng.choice((*VALUES, 'none', 'fictional', 'january_2025'))}"
    if how < 0.8:
        key = rng.choice((*KEYS, rng.choice(known).key))
        return (
            rng.choice(("", "", "+", "++", "~", "+++"))
            + key
            + rng.choice(("=", "=", "=", ""))
            + (rng.choice(VALUES))
        )
    one = rng.choice(known)
    line = f"{one.key}={written(schema.good(rng, one))}"
    return edits.text(rng, line, VALUES)[:20_000]


def written(value):
    """A value as a command line has it."""
    try:
        return json.dumps(value, default=str).replace('"', "'")
    except ValueError:
        return "9" * 5000


def play(composed):
    """The verb that is entered: a run or two of what was composed."""
    if composed.settings.engine == "ensemble" and not composed.scenario.players:
        played(composed.scenario, 1, WORK)


def compose(given):
    """Compose and check, as ``experiments.run`` does."""
    status, _ = entered(_command.start, play, given)
    return PLAYED if status == 0 else REFUSED


# -- files of one's own ---------------------------------------------------------------------------


@cache
def shipped():
    """The texts of small files that ship, by group."""
    found = {}
    for group in ("scenario", "names", "mediators", "constituencies", "sweep", "experiment"):
        paths = sorted((configs.CONFIGS / group).glob("*.yaml"), key=lambda one: one.stat().st_size)
        found[group] = [path.read_text(encoding="utf-8") for path in paths[:6]]
    return found


def a_file(rng):
    """A file of a group, damaged at random, in a folder of one's own."""
    group = rng.choice(("scenario", "scenario", "scenario", *shipped()))
    text = rng.choice(shipped()[group])
    if rng.random() < 0.4:
        head, _, _ = text.partition("\n")
        data = edits.as_yaml(rng, edits.of_data(rng, yaml.safe_load(text)))
        return [group, (f"{head}\n{data}" if "@package" in head else data).encode()]
    return [group, edits.damaged(rng, text, shipped()[group])]


def own_file(given):
    """Compose with the file, as ``--config-dir`` has it."""
    group, contents = given
    path = Path("own", group, "mine.yaml").absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents)
    status, _ = entered(_command.start, play, [f"{group}=mine", "--config-dir", "own"])
    return PLAYED if status == 0 else REFUSED


# -- settings of verbs ----------------------------------------------------------------------------


def of_verb(rng):
    """Settings of one verb, after its name."""
    verb = rng.choice(OF_THEIR_OWN)
    keys = list(verb.Settings.model_fields)
    found = []
    for _ in range(rng.choice((1, 1, 2, 4))):
        value = rng.choice((*VALUES, str(rng.randrange(-3, 100)), repr(rng.random())))
        text = f"{rng.choice((*keys, *keys, *KEYS))}={value}"
        found.append(edits.text(rng, text, VALUES)[:20_000] if rng.random() < 0.2 else text)
    return [verb.__name__, *found]


def settings(given):
    """The settings of a verb, checked, as each verb does first."""
    verb = next(one for one in OF_THEIR_OWN if one.__name__ == given[0])
    arguments.read(verb.Settings, composing.own_folder(given[1:]), threads=1)
    return ACCEPTED


LISTS = (
    "[a, b]", "[january_2025, {base: january_2025, name: x, set: {parties.israel.trust: 0.2}}]",
    "[hard_line, {strategy: time_dependent, haste: 3, name: c}]", "[{file: a.py, name: B}]", "a,b",
)  # fmt: skip


def a_list(rng):
    """A list on the command line."""
    text = rng.choice(LISTS)
    if rng.random() < 0.5:
        found = edits.of_data(rng, yaml.safe_load(text))
        text = yaml.safe_dump(found, default_flow_style=True, width=10**9)
    return [edits.text(rng, text, VALUES)[:20_000] if rng.random() < 0.7 else text]


def lists(given):
    """A list as the verbs read theirs: names, strategies, variants."""
    found = []
    for read in (lambda text: arguments.names("x", text), entries.entrants, of_variants):
        try:
            read(given[0])
        except Exception as error:
            found.append(error)
    if found:
        raise next((one for one in found if not is_refusal(one)), found[0])
    return ACCEPTED


def of_variants(text):
    """Scenarios of a comparison, each by itself: no other is composed."""
    known = {"january_2025": composed_once()}
    for place, one in enumerate(arguments.listed("scenarios", text)):
        if not isinstance(one, dict) or one.get("base") == "january_2025":
            variants.of(one, f"scenarios.{place}", [], known)


@cache
def composed_once():
    """The main scenario."""
    return composing.composed("scenario=january_2025")


def is_refusal(error):
    """True for a sentence that says what is not allowed."""
    from experiments.sentences import Refused
    from sim.refusals import PremiseError

    return isinstance(error, Refused | PremiseError)


def a_command(rng):
    """A command as a record has it."""
    line = ["experiments.run", *overrides(rng)]
    return edits.of_data(rng, line) if rng.random() < 0.4 else line


def command(given):
    """A recorded command, checked before it is played again."""
    allowed.own_files(allowed.checked(given))
    return ACCEPTED


DOORS = {
    "composed": (overrides, compose),
    "settings": (of_verb, settings),
    "list": (a_list, lists),
    "command": (a_command, command),
    "file": (a_file, own_file),
}
OFTEN = (4, 62, 3, 31, 0.3)  # those that take long less often
