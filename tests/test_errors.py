"""Every bad input: one sentence that names place, key, value and what is allowed; nothing left."""

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hydra.errors import MissingConfigException
from playing import entered, unless_given

from experiments import _command, composing, engines, listing, once, run, sentences
from experiments.comparing import tables as paired
from experiments.sweeping import playing, shards, work
from experiments.tournaments import tables as matches
from sim.cache import ROOT

LONG = [sys.executable, "-m", "experiments.run", "plots=false", "runs=200000"]

VERBS = list(listing.sentences(ROOT / "experiments"))

HEAD = "# @package _global_\ndefaults: [january_2025, _self_]\n"

TEN = "[" + ", ".join(["*{}"] * 10) + "]"
LARGE = "title: &a [1, 2, 3]\n" + "".join(
    f"{one}: &{one} {TEN.replace('{}', before)}\n" for before, one in ("ab", "bc", "cd", "de", "ef")
)

FILES = {
    "misspelt": HEAD + "parties: {israel: {trsut: 0.3}}\n",
    "section": HEAD + "mediatrs: {us: {credit: 0.3}}\n",
    "text": HEAD + "talks: {rounds: many}\n",
    "broken": HEAD + "talks: {rounds: 3\n",
    "twice": HEAD + "title: a\ntitle: b\n",
    "unpacked": "talks: {rounds: 3}\n",
    "elsewhere": "# @package _global_\ndefaults: [january_2025, /phases@phases: nowhere, _self_]\n",
    "misnamed": "# @package _global_\ndefaults: [january_2052, _self_]\n",
    "overriding": HEAD.replace("_self_", "override /parties/israel: nobody, _self_"),
    "seeded": HEAD + "seed: -4\n",
    "list": "- a\n",
    "loop": HEAD + "title: &a [*a]\n",
    "large": HEAD + LARGE,
}

# The command line, and what the sentence must hold.
COMMAND_LINE = [
    (["scenario=nonsense"], ["scenario: 'nonsense'", "january_2025"]),
    (["scenario=january_2052"], ["did you mean 'january_2025'?"]),
    (["scenario=null"], ["such as scenario="]),
    (["mediators=nobody"], ["mediators: 'nobody'", "january_2025"]),
    (["parties/nobody=x"], ["parties/nobody", "no such group of files", "parties/hamas"]),
    (["rnus=5"], ["rnus", "did you mean 'runs'?"]),
    (["parties.israel.trsut=0.3"], ["parties.israel.trsut", "did you mean 'trust'?"]),
    (["mediatrs.us.credit=0.3"], ["mediatrs", "did you mean 'mediators'?"]),
    (["mediators.uss.credit=0.3"], ["mediators.uss", "did you mean 'us'?"]),
    (["mediators.us.leverage_isreal=0.3"], ["did you mean 'leverage_israel'?", "leverage_hamas"]),
    (["runs=many"], ["runs: 'many'", "a whole number from 1 to"]),
    (["parties.israel.trust=high"], ["parties.israel.trust: 'high'", "from 0 to 1"]),
    (["runs=-5"], ["runs: -5", "from 1 to"]),
    (["runs=0"], ["runs: 0", "from 1 to"]),
    (["runs=2.5"], ["runs: 2.5", "a whole number"]),
    (["runs=null"], ["runs: null"]),
    (["runs.a=3"], ["runs: {", "a whole number"]),
    (["seed=-1"], ["seed: -1", "from 0 to"]),
    (["seed=${nowhere}"], ["seed", "nowhere"]),
    (["threads=0"], ["threads: 0", "from 1 to"]),
    (["plots=maybe"], ["plots: 'maybe'", "true or false"]),
    (["parties.israel.trust=1.5"], ["parties.israel.trust: 1.5", "from 0 to 1"]),
    (["phases.phase_1.length=-4"], ["phases.phase_1.length: -4", "from 1 to"]),
    (["parties.israel.trust=null"], ["parties.israel.trust: null"]),
    (["parties.israel.trust=nan"], ["parties.israel.trust: NaN"]),
    (["violence.background=inf"], ["violence.background: Infinity"]),
    (["choice.scale=.nan"], ["choice.scale: '.nan'", "a number from 0 to 2"]),
    (["parties.israel.trust={uniform: [.nan, 0.4]}"], ["trust: {", "a number from 0 to 1"]),
    (["calendar.horizon=" + "9" * 40], ["calendar.horizon: 999", "to 2000"]),
    (["obligations.netzarim.amount=" + "9" * 400], ["obligations.netzarim.amount: 999"]),
    (["runs=" + "9" * 5000], ["runs: the number has too many digits"]),
    (
        ["parties.israel.trust={uniform: [0.4, 0.2]}"],
        ["uniform: [low,", "; low is above high"],
    ),
    (
        ["parties.israel.trust={normal: [0.4, 0.1]}"],
        ['parties.israel.trust: {"normal": [0.4, 0.1]} is not allowed'],
    ),
    (["parties.israel.trust={uniform: [0.4, 7]}"], ["trust: 7", "from 0 to 1"]),
    (["engine=foo"], ["engine: 'foo'", "ensemble, mesa"]),
    (["keep=day"], ["keep: 'day'", "runs, days, all", "did you mean 'days'?"]),
    (["parties.israel.trust={triangular: [0.1, 0.5, 0.2]}"], ["; the numbers do not rise"]),
    (
        ["scenario=no_mediators", "mediators.us.skill=0.2"],
        ["mediators.us: there is no such name; the scenario has no mediators"],
    ),
    (
        ["sweep=mine/sweep/own.yaml"],
        [
            "command line: sweep: 'mine/sweep/own.yaml' is not allowed",
            "what_matters; sweep=own --config-dir FOLDER chooses FOLDER/sweep/own.yaml",
        ],
    ),
    (["start=9999-12-31"], ["start: '9999-12-31'", "it takes a date up to 9999-07-13"]),
    (["start=2025-02-30"], ["start: '2025-02-30'", "a date such as 2025-01-19"]),
    (["title=[a, b]"], ['title: ["a", "b"]', "a text"]),
    (
        ["changes=[{day: 22, set: {choice.scale: 0.1}}, {day: 22, set: {choice.scale: 0.2}}]"],
        ["line: changes.1.set.choice.scale: is set twice on day 22; give it once"],
    ),
    (
        ["changes=[{day: 2, set: {mediators.us.leverage_israel: 0, mediators.us.leverage_0: 1}}]"],
        ["line: changes.0.set.mediators.us.leverage_0: is set twice on day 2; give it once"],
    ),
    (["names.isreal=Y"], ["line: names.isreal: there is no such name; did you mean 'israel'?"]),
    (["+names.nobody=Y"], ["names.nobody: there is no such name (it takes what the scenario has"]),
    (["scenario=bilateral", "names.fist=Y"], ["names.fist: ", "did you mean 'first'?"]),
    (["names.israel="], ["line: names.israel: '' is not allowed; it takes a text of one line"]),
    (["names.us=' '"], ["line: names.us: ' ' is not allowed; it takes a text of one line"]),
    (["names.us='a\nb'"], [r"line: names.us: 'a\nb' is not allowed; it takes a text of one line"]),
    (["title="], ["line: title: '' is not allowed; it takes a text of one line that is not blank"]),
    (["title='a\nb'"], [r"line: title: 'a\nb' is not allowed; it takes a text of one line"]),
    (
        ["names.israel=X", "names.hamas=x"],
        ["line: names: israel and hamas are both called 'x'; each takes its own name"],
    ),
    (["names.us=Israel"], ["line: names: israel and us are both called 'Israel'; each takes its"]),
    (["names.jordan=Egypt"], ["line: names: egypt and jordan are both called 'Egypt'"]),
    (["names={}"], ["names: {}", "it would change nothing, and ~names leaves out"]),
    (["design={}"], ["design: is not allowed here; experiments.sweep plays it"]),
    (["+names={}"], ["names: {}", "it would change nothing"]),
    (["mediators.us={ }"], ["mediators.us: { }", "~mediators.us leaves out what files say"]),
    (["names={israel: 5}"], ["the command line: names.israel: 5", "a text"]),
    (["runs=3", "story=4"], ["story: 4", "from 1 to 3"]),
    (["runs=[1,2"], ["'runs=[1,2'"]),
    (["runs"], ["'runs'", "key=value"]),
    (["=5"], ["takes a name"]),
    (["runs=1,2"], ["'runs=1,2'", "-m"]),
    (["-m", "seed=-1,2"], ["seed: -1"]),
    (["runs=4", "runs=5"], ["runs: is given twice; give it once"]),
    (["--runs=10"], ["--runs: is not allowed; a setting is written without dashes: runs=10"]),
    (["--dry-run"], ["--dry-run: is not allowed", "without dashes: dry_run=VALUE"]),
    (["-seed", "10"], ["-seed: is not allowed", "without dashes: seed=VALUE"]),
    (["--mediators.us.skill=0.3"], ["without dashes: mediators.us.skill=0.3"]),
    (["protocol=one_text", "talks.protocol=one_text"], ["talks.protocol: is given twice"]),
    (["scenario=january_2025", "scenario=november_2023"], ["line: scenario: is given twice"]),
    (["scenario=[january_2025]"], ["scenario: '[january_2025]' is not allowed; it takes one name"]),
    (["mediators=[]"], ["mediators: '[]' is not allowed; it takes one name"]),
    (["scenario=bilateral", "mediators=none"], ["mediators: this scenario takes no file of it"]),
    (["--config-dir", "nowhere"], ["nowhere"]),
    (
        ["scenario=january_2052"],
        ["one of a folder of your own by --config-dir FOLDER; did you mean 'january_2025'?"],
    ),
    (
        ["--config-dir", "mine/scenario", "scenario=unpacked"],
        ["mine/scenario/unpacked.yaml is found by the folder above: --config-dir mine"],
    ),
    (
        ["--config-dir", "mine", "scenario=beside"],
        ["mine/beside.yaml is found if it lies at mine/scenario/beside.yaml"],
    ),
    (
        ["--config-dir", "mine", "scenario=ended"],
        ["mine/scenario/ended.yml is found if it lies at mine/scenario/ended.yaml"],
    ),
    (
        ["--config-dir", "mine", "scenario=both"],
        ["mine/both.yml is found if it lies at mine/scenario/both.yaml"],
    ),
    *(
        (
            [f"scenario=mine/scenario/misspelt{suffix}"],
            ["mine/scenario/misspelt.yaml is chosen by --config-dir mine scenario=misspelt"],
        )
        for suffix in (".yaml", "")
    ),
    (
        ["changes=[{day:", "3,", "set:", "{choice.scale:", "0.1}}]"],
        ["'changes=[{day:' cannot be read; put the whole setting in quotes"],
    ),
    (["--config-dir", "mine", "scenario=no"], ["line: scenario: 'no' is not allowed"]),
    (["-cd", "mine", "--config-dir", "more"], ["line: --config-dir: is given twice; give it once"]),
    (["-m", "--config-dir=mine", "-cd=mine"], ["line: --config-dir: is given twice; give it once"]),
    (["out=file"], ["out: 'file'", "is a file"]),
    (["out=file/below"], ["out: ", "cannot be written"]),
    (["out=/proc/nowhere"], ["out: '/proc/nowhere'", "cannot be written"]),
    (["out=/dev/null/x"], ["out: '/dev/null/x'", "cannot be written"]),
    (["out=full"], ["out: 'full'", "something else"]),
    (["out=" + "x" * 300], ["cannot be written"]),
]

IN_FILES = [
    ("misspelt", ["parties.israel.trsut", "did you mean 'trust'?"]),
    ("section", ["mediatrs", "did you mean 'mediators'?"]),
    ("text", ["talks.rounds: 'many'", "a whole number"]),
    ("broken", ["line 4", "not YAML"]),
    ("twice", ["line 4", "'title' is given twice"]),
    ("unpacked", ["# @package _global_"]),
    ("elsewhere", ["phases: 'nowhere'", "january_2025"]),
    ("misnamed", ["scenario: 'january_2052'", "did you mean 'january_2025'?"]),
    ("overriding", ["parties/israel: 'nobody' is not allowed; it takes one of baseline"]),
    ("seeded", ["seed: -4", "from 0 to"]),
    ("list", ["# @package _global_"]),
    ("loop", ["line 3", "it holds itself, by an alias"]),
    ("large", ["line 8", "it has more than 100,000 values"]),
]


# A verb that composes by itself, its arguments, and what the sentence must hold.
OTHER_VERBS = [
    ("compare", ["scenarios=[january_2025,no_mediators]", "outcomes=[{a: 1}]"],
     'outcomes: {"a": 1} is not allowed; it takes names'),
    ("compare", ["scenarios=[january_2025,{base: [1], name: x}]"],
     "scenarios.1.base: [1] is not allowed; it takes the name of a scenario"),
    ("theory", ["only=[[a]]"], 'only: ["a"] is not allowed; it takes names'),
    ("tournament", ["scenarios=[{a: 1}]"], 'scenarios: {"a": 1} is not allowed; it takes names'),
    ("tournament", ["strategies=[{strategy: time_dependent, haste: [1], name: a}]"],
     "haste: [1] is not allowed; it takes a number"),
    ("tournament", ["strategies=[{strategy: time_dependent, haste: {uniform: [1,2]}}]"],
     'haste: {"uniform": [1, 2]} is not allowed; it takes a number'),
    ("audit", ["variants=[{a: 1}]"], 'variants: {"a": 1} is not allowed; it takes names'),
    ("branch", ["set={talks.rounds: 4, talks.rounds: 5}"], "'talks.rounds' is given twice"),
    ("branch", ["run=1000000000", "set={talks.rounds: 4}"],
     "run: 1000000000 is not allowed; it takes a whole number from 0 to 999999999 [run]"),
    ("rescue", ["run=1000000000"],
     "run: 1000000000 is not allowed; it takes a whole number from -1 to 999999999 [run]"),
    ("compare", ["scenarios=[january_2025,{base: january_2025, name: x, changes: "
                 "[{day: 2, set: {choice.scale: 0.1}},{day: 2, set: {choice.scale: 0.2}}]}]"],
     "scenarios.1 (x): changes.1.set.choice.scale: is set twice on day 2; give it once"),
    ("compare", ["scenarios=[january_2025,{base: january_2025, name: x, changes: "
                 "[{day: 2, set: 5}]}]"],
     "scenarios.1 (x): changes.0.set: 5 is not allowed; it takes names with values"),
    ("compare", ["compare=loop.yaml"], "loop.yaml, line 1: it holds itself, by an alias"),
    ("tournament", ["tournament=large.yaml"], "large.yaml, line 6: it has more than 100,000"),
    ("tournament", ["tournament=deep.yaml"], "deep.yaml"),
    ("compare", ["--runs=10"],
     "--runs: is not allowed; a setting is written without dashes: runs=10"),
    *((verb, ["--config-dir", "mine", "-cd=mine", *rest], "--config-dir: is given twice; give it")
      for verb, *rest in (["audit"], ["branch"], ["compare"], ["discover", "outcome=talks"],
                          ["rescue"], ["sensitivity"], ["sweep"], ["teach"], ["tournament"])),
    ("branch", ["run=1", "day=5", "set={choice.scale:", "0.1}"],
     "set: '{choice.scale:' cannot be read; put the whole setting in quotes"),
    ("theory", ["--dry-run"], "a setting is written without dashes: dry_run=VALUE"),
    ("discover", ["--outcome=talks"],
     "the command line: --outcome: is not allowed; a setting is written without dashes: outcome="),
    ("discover", ["find=talks.rounds", "outcome=talks", "between=[4,0]"],
     "the command line: between: '[4,0]' is not allowed"),
    ("discover", ["find=talks.round", "outcome=talks", "between=[0,4]"],
     "the command line: find: talks.round: there is no such key; did you mean 'rounds'?"),
    ("discover", ["sweep=guarantee_and_doubt", "outcome=tlks"], "the command line: outcome.tlks: "),
    ("audit", ["variants=[nobody]"], "the command line: variants: 'nobody' is not allowed"),
    ("sweep", ["theory=nash", "design.decisions={choice.scale: [0.02, 0.05]}"],
     "the command line: theory: 'nash' is not swept"),
    ("sweep", ["scenario=bilateral", "design.decisions={mediators.us.skill: [0.02, 0.05]}"],
     "the command line: design: mediators.us.skill: there is no such parameter"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def things_of_others(elsewhere):
    """Things that are not ours, in the folder in which each command is given."""
    Path("file").write_text("ours")
    Path("full").mkdir()
    Path("full", "thing").write_text("ours")
    Path("mine", "scenario").mkdir(parents=True)
    Path("loop.yaml").write_text("scenarios: &a [*a, january_2025]\n")
    Path("large.yaml").write_text(LARGE)
    Path("deep.yaml").write_text("title: " + "[" * 900 + "]" * 900)
    Path("mine", "beside.yaml").write_text(FILES["unpacked"])
    Path("mine", "both.yml").write_text(FILES["unpacked"])
    Path("mine", "scenario", "ended.yml").write_text(FILES["unpacked"])
    for name, text in FILES.items():
        Path("mine", "scenario", f"{name}.yaml").write_text(text)


def tree():
    """Every file here, with its contents."""
    return {path: path.read_bytes() if path.is_file() else None for path in Path().rglob("*")}


def refused(capsys, *arguments):
    """The one sentence that a command is refused with."""
    before = tree()
    status = _command.start(run.main, unless_given(["plots=false"], arguments))
    said = capsys.readouterr()

    assert status == 2
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert len(said.err) < 1000
    after = tree()
    after.pop(Path("results", "multirun.yaml"), None)  # Hydra's own note of a sweep
    after = {one: held for one, held in after.items() if (one, held) != (Path("results"), None)}
    assert after == before
    return said.err


@pytest.mark.parametrize(("arguments", "words"), COMMAND_LINE, ids=lambda v: str(v[0])[:40])
def test_the_command_line_is_refused_in_one_sentence(arguments, words, capsys):
    sentence = refused(capsys, *arguments)

    assert sentence.startswith(("the command line: ", "the configuration cannot be composed: "))
    for word in words:
        assert word in sentence


@pytest.mark.parametrize("word", ["", "out=null"])
def test_a_folder_that_the_command_named_itself_is_blamed_on_no_file(word, capsys):
    Path("results").write_text("a file")

    sentence = refused(capsys, "runs=2", *filter(None, [word]))

    assert sentence.startswith("out: 'results/january_2025-")
    assert "cannot be written" in sentence


def test_a_place_for_the_notes_on_many_runs_that_cannot_be_is_named(capsys):
    Path("results").write_text("a file")

    assert refused(capsys, "runs=2", "-m", "seed=1,2") == "results: file exists\n"


@pytest.mark.parametrize("more", [[], ["hydra.sweep.dir=there"]])
def test_a_dry_run_of_many_runs_leaves_nothing(more, monkeypatch):
    monkeypatch.setattr(engines, "measure", lambda *_: engines.Pace(0.0, 0.0, 0.0))
    before = tree()

    assert _command.start(run.main, ["-m", "seed=1,2", "dry_run=true", *more]) == 0
    assert tree() == before


def test_a_sentence_holds_nothing_that_a_terminal_obeys_and_fills_no_screen(capsys):
    _command.to_stderr("a\x1b[2J\n\x9bb \u202etxt می\u200cخواهم " + "c" * 5000)

    said = capsys.readouterr().err
    assert said.startswith("a?[2J ?b ?txt می\u200cخواهم ccc")
    assert len(said) == _command.LONGEST_SAID + 1


@pytest.mark.parametrize(("name", "words"), IN_FILES, ids=lambda v: str(v)[:40])
def test_a_file_is_refused_by_its_name(name, words, capsys):
    sentence = refused(capsys, "--config-dir", "mine", f"scenario={name}")

    assert sentence.startswith(f"mine/scenario/{name}.yaml")
    for word in words:
        assert word in sentence


@pytest.mark.parametrize("flag", [["-cd", "mine"], ["-cd=mine"], ["--config-dir=mine"]], ids=str)
def test_a_file_is_looked_at_however_its_folder_is_named(flag, capsys):
    """What Hydra would read of this file has no end."""
    assert "it holds itself, by an alias" in refused(capsys, *flag, "scenario=loop")


@pytest.mark.parametrize("verb", ["", *(f".{name}" for name, _ in VERBS)])
def test_a_python_without_what_is_needed_is_told_so(verb):
    """Without its site a Python has nothing but itself."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", f"experiments{verb}", "--help"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": ""}, capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("hydra is not installed for this Python, ")


def unread():
    """A stream that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    return open(write, "w", encoding="utf-8")


UNREAD = "who read the output has gone; "


@pytest.mark.skipif(os.name != "posix", reason="pipes")
@pytest.mark.parametrize(
    "command",
    [["run", "runs=2"], ["run", "-m", "seed=1,2", "++dry_run=true"],
     ["run", "--help"], ["compare", "--help"], ["audit", "--help"],
     ["compare", "scenarios=[january_2025,no_mediators]", "runs=2"]],
    ids=str,
)  # fmt: skip
def test_output_that_nobody_reads_is_told_with_nothing_finished(command, capsys, monkeypatch):
    before = tree()
    monkeypatch.setattr(sys, "stdout", unread())

    assert entered([f"experiments.{command[0]}", *command[1:]]) == 141
    assert capsys.readouterr().err == f"{UNREAD}no result was finished by then\n"
    assert tree() == before


@pytest.mark.skipif(os.name != "posix", reason="pipes")
@pytest.mark.parametrize(
    "command",
    [["run"], ["sweep", "design.decisions={mediators.us.skill: [0.1, 0.4]}"]],
    ids=lambda command: command[0],
)
def test_output_that_nobody_reads_is_told_with_what_is_finished(command, capsys, monkeypatch):
    """Whether it was finished just now, before its reader went, or earlier."""
    given = [f"experiments.{command[0]}", *command[1:], "runs=2", "plots=false", "out=there"]
    for module, name in ((run, "announce"), (work, "announce"), (once, "say_where")):
        monkeypatch.setattr(module, name, lambda *_: "")

    for _ in range(2):
        monkeypatch.setattr(sys, "stdout", unread())
        assert entered(given) == 141
        assert capsys.readouterr().err == f"{UNREAD}finished by then: there\n"
        assert Path("there", "provenance.json").is_file()


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_command_that_nobody_reads_at_all_ends_with_the_same_status(tmp_path):
    with unread() as out, unread() as err:
        done = subprocess.run(
            [*LONG, "dry_run=true"], stdout=out, stderr=err, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.returncode == 141


@pytest.mark.parametrize("given", [["--config-d", "mine"], ["--config-di=mine"]], ids=str)
@pytest.mark.parametrize(
    ("verb", "more"),
    [("run", ["dry_run=true"]), ("audit", []), ("discover", ["outcome=talks"]), ("compare", []),
     ("teach", ["out=there"])],
)  # fmt: skip
def test_a_flag_that_is_cut_short_is_refused_with_the_whole_of_it(verb, more, given, capsys):
    assert entered([f"experiments.{verb}", *given, *more]) == 2

    said = capsys.readouterr().err
    flag = given[0].partition("=")[0]
    so = "is not allowed; a flag is written in full: --config-dir\n"
    assert said.removeprefix("the command line: ") == f"{flag}: {so}"


def test_the_place_of_a_value_is_no_name():
    composing.composed("runs=3")  # after which Hydra fails at an assertion of its own
    words = r"^the command line: names: '\$\{hydra:x\}' is not allowed; it takes a name$"

    with (
        pytest.raises(sentences.Refused, match=words),
        sentences.in_one_sentence(["names=${hydra:x}"]),
    ):
        composing.composed("names=${hydra:x}")


def test_an_error_of_composing_that_nobody_foresaw_is_told_as_one():
    said = sentences.of_another(ZeroDivisionError("division by zero"), [])

    assert said.endswith("composed: division by zero; TRUCE_TRACEBACK=1 shows where")


@pytest.mark.parametrize(
    "command",
    [
        ["run"], ["sweep"], ["audit"], ["sensitivity"], ["scenarios"], ["classroom"],
        ["domain", "export"], ["compare"], ["tournament"], ["backtest"], ["report", "full"],
        ["reproduce", "full"], ["calibrate"], ["discover"], ["teach"], ["branch"], ["rescue"],
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_every_verb_refuses_a_folder_without_a_name_alike(command, capsys):
    """As ``out=$UNSET`` gives it."""
    verb, *rest = command
    before = tree()

    assert entered([f"experiments.{verb}", *rest, "out="]) == 2

    said = capsys.readouterr().err.removeprefix("the command line: ")
    assert said == "out: '' is not allowed; it takes a name\n"
    assert tree() == before


@pytest.mark.parametrize(("verb", "arguments", "words"), OTHER_VERBS, ids=lambda v: str(v)[:40])
def test_what_other_verbs_cannot_do_is_refused_in_one_sentence(verb, arguments, words, capsys):
    assert entered([f"experiments.{verb}", *arguments]) == 2

    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert len(said) < 1000


@pytest.mark.parametrize(
    ("group", "choice", "extra"),
    [("launcher", "joblib", "joblib"), ("launcher", "submitit_slurm", "submitit"),
     ("launcher", "ray", "ray"), ("sweeper", "optuna", "optuna")],
)  # fmt: skip
def test_a_launcher_that_is_not_installed_is_named_with_what_brings_it(group, choice, extra):
    wanted = f"hydra/{group}/{choice}"
    error = MissingConfigException("not found", wanted, ["basic"])

    said = sentences.sentence(error, [f"hydra/{group}={choice}"])

    assert said.endswith(f"it takes one of basic; pip install -e '.[{extra}]' adds {choice}")


def test_another_result_is_refused_and_left_as_it_is(capsys):
    assert _command.start(run.main, ["plots=false", "runs=2", "keep=runs", "out=there"]) == 0
    capsys.readouterr()

    sentence = refused(capsys, "runs=2", "keep=runs", "out=there", "seed=2")

    assert "another result (experiments.run, january_2025, seed 1)" in sentence


def test_a_traceback_is_shown_where_it_is_wished(capsys, monkeypatch):
    monkeypatch.setenv("TRUCE_TRACEBACK", "1")

    assert _command.start(run.main, ["plots=false", "runs=0"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [("audit", ["by=7"], "by: 7 is not allowed"),
     ("discover", [], "outcome: is not given"),
     ("discover", ["here", "outcome=talks", "runs=3"], "runs: is not taken here"),
     ("discover", ["here", "outcome=talks", "find=talks.rounds"], "find: is not taken beside")],
)  # fmt: skip
def test_a_setting_of_a_verbs_own_is_refused_as_any_other_is(
    verb, arguments, words, capsys, monkeypatch
):
    assert entered([f"experiments.{verb}", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"the command line: {words}")

    monkeypatch.setenv("TRUCE_TRACEBACK", "1")
    assert entered([f"experiments.{verb}", *arguments]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)]
)
def test_a_failure_half_way_leaves_nothing(error, status, capsys, monkeypatch):
    def fail(*_):
        raise error

    before = tree()
    monkeypatch.setattr(engines.parquet.Writer, "close", fail)
    monkeypatch.setattr(engines, "measure", lambda *_: engines.Pace(0.0, 0.0, 0.0))

    assert _command.start(run.main, ["plots=false", "runs=2", "out=deep/er"]) == status
    assert capsys.readouterr().err.count("\n") == 1
    assert tree() == before


@pytest.mark.parametrize(
    ("place", "name", "command", "so"),
    [
        (paired, "write", ["compare", "scenarios=[january_2025,no_mediators]", "plots=false"],
         "nothing unfinished was kept"),
        (matches, "write", ["tournament", "strategies=[learning]", "scenarios=[one_issue]"],
         "nothing unfinished was kept"),
        (shards, "write", ["sweep", "design.decisions={mediators.us.skill: [0.1, 0.4]}"],
         "it stays as it is; the same command goes on once there is some"),
    ],
    ids=["compare", "tournament", "sweep"],
)  # fmt: skip
def test_a_full_disk_is_told_by_the_folder_that_found_no_room(
    place, name, command, so, capsys, monkeypatch
):
    def is_full(*_):
        raise OSError(28, "Error writing bytes to file. Detail: [errno 28] No space left on device")

    monkeypatch.setattr(place, name, is_full)

    assert entered([f"experiments.{command[0]}", *command[1:], "runs=2", "out=there"]) == 1
    said = capsys.readouterr().err
    assert said == f"there: there is no room left on the disk, so {so}\n"


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize("verb", ["run", "sweep"])
def test_a_signal_ends_a_verb_in_one_sentence_with_the_status_of_its_kind(
    verb, name, status, capsys, monkeypatch
):
    def signalled(*_):
        os.kill(os.getpid(), getattr(signal, name))
        time.sleep(60)

    monkeypatch.setattr(engines, "measure", signalled)
    monkeypatch.setattr(playing, "play", signalled)
    monkeypatch.setattr(work, "trial", lambda job: work.Pace(1e-4, 1.0))
    design = ["design.decisions={mediators.us.skill: [0.1, 0.4]}"] if verb == "sweep" else []

    assert entered([f"experiments.{verb}", *design, "runs=2", "plots=false"]) == status
    said = capsys.readouterr().err
    assert said.startswith("interrupted: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("ends", [None, ValueError, KeyboardInterrupt])
def test_after_a_verb_signals_are_again_what_they_were(ends):
    def heeded():
        return [signal.getsignal(getattr(signal, name)) for name in _command.STOPS]

    def verb(_):
        during.append(heeded())
        if ends:
            raise ends

    before, during = heeded(), []
    _command.plainly(verb, [])

    assert heeded() == before
    assert not set(before) & set(during[0])


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(
    ("verb", "place", "name"),
    [("run", composing, "compose_once"), ("run", engines, "measure"),
     ("backtest", composing, "compose_once")],
)  # fmt: skip
def test_an_interrupt_stays_one_where_what_it_broke_off_fails_as_it_is_left(
    verb, place, name, capsys, monkeypatch
):
    """As OmegaConf does, whose flags are set back on what is half made."""

    def interrupted(*_):
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(60)
        finally:
            raise AttributeError("half made")

    monkeypatch.setattr(place, name, interrupted)

    assert entered([f"experiments.{verb}", "runs=2", "out=there"]) == 130
    said = capsys.readouterr().err
    assert said.startswith("interrupted: ")
    assert said.count("\n") == 1


def is_under_way():
    """True once there is something to clear up: the first bytes of a table."""
    return any(path.stat().st_size for path in Path().glob("deep/.er.*/days.parquet"))


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_terminal_that_is_closed_half_way_leaves_nothing():
    fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))
    before = tree()
    ours, theirs = pty.openpty()
    command = subprocess.Popen(
        [*LONG, "out=deep/er"], env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0), stdin=theirs, stdout=theirs,
        stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    for _ in range(600):
        if is_under_way():
            break
        if select.select([ours], [], [], 0.1)[0]:
            os.read(ours, 10_000)
    os.close(ours)

    assert command.wait(timeout=60) == 129
    assert tree() == before


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_what_the_caller_ignores_stays_ignored():
    """As ``nohup`` does."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert _command.plainly(lambda _: os.kill(os.getpid(), signal.SIGHUP), []) == 0
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_half_way_leaves_nothing():
    before = tree()
    command = subprocess.Popen(
        [*LONG, "out=deep/er"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(600):
        if is_under_way():
            break
        time.sleep(0.1)
    command.send_signal(signal.SIGINT)
    _, said = command.communicate(timeout=60)

    assert command.returncode == 130
    assert said.count("\n") == 1
    assert "interrupted" in said
    assert tree() == before


def test_a_verb_that_composes_by_itself_needs_no_letters_of_the_terminal(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "experiments.domain", "export", f"out={tmp_path / 'é'}"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii:strict"},
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["sweep", "design.decisions={mediators.us.skill: [0.1, 0.4]}"],
        ["tournament", "strategies=[learning]", "scenarios=[one_issue]"],
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize(("free", "told"), [(3000, True), (10**12, False)])
def test_too_little_room_is_told_before_anything_is_played(
    command, free, told, capsys, monkeypatch
):
    usage = shutil.disk_usage(".")
    monkeypatch.setattr(once.shutil, "disk_usage", lambda _: usage._replace(free=free))

    given = [f"experiments.{command[0]}", *command[1:], "runs=2000", "dry_run=true"]
    assert entered(given) == 0

    said = "The disk has about 3 kB left, less than the result takes."
    assert (said in capsys.readouterr().out) is told


def test_an_empty_mapping_may_add_a_name():
    found = composing.composed("+mediators.another={}")

    assert "another" in found.scenario.premises.mediators
