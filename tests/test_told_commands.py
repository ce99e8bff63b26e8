"""Every command that README, the docs and the verbs' own help tell is taken as it stands there.

It is entered as a reader types it, and stopped before anything is played or served; what a lesson
quotes is played by ``test_teaching.py``, and what a reader has to fill in is filled in here.
"""

import re
import shlex
import shutil

import numpy as np
import pytest
from playing import entered

from experiments import backtest, lessons, listing, once, results, serving, teach
from experiments import scenarios as of_scenarios
from experiments.auditing import scope
from experiments.discovering import sweeps
from experiments.reporting import opened
from experiments.reproducing import reports
from experiments.sweeping import work
from sim import posteriors
from sim.cache import ROOT

COMMAND = re.compile(r"python -m (experiments\.[a-z]+\b(?:(?<=[ =])'[^']*'|[^\n`])*)")
NO_COMMAND = ("{", "-->", '"')  # a template of one, and the mark of a block
COPIED = "scenario=talks_today"  # which the guide has copied first; test_teaching.py plays it
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXPERIMENTS = ROOT / "experiments"
LESSONS = ROOT / "docs" / "teaching" / "lessons"
EXTRA = re.compile(r"hydra/(?:launcher|sweeper)=(?!basic)")  # which an extra brings
OWN = """# @package _global_
defaults: [{override /scenario: january_2025}, _self_]
design: {decisions: {choice.scale: [0.02, 0.05]}}
"""
SAVED = re.compile(
    r"save this as `([\w/]+\.yaml)`:\n\n```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL
)
WORLD = "# @package _global_\n# A truce of mine.\ndefaults: [november_2023, _self_]\n"
CHANGES = "changes: [{parameter: mediators.us.leverage_israel, values: [0], from: [5]}]\n"


class Taken(BaseException):
    """A command was understood, and would now do its work."""


def places():
    """The texts in which commands stand."""
    yield ROOT / "README.md"
    yield from sorted(set((ROOT / "docs").rglob("*.md")) - set(LESSONS.glob("*.md")))
    yield from sorted((ROOT / "experiments").glob("*.py"))
    yield from sorted((ROOT / "configs").rglob("*.yaml"))


def told():
    """Each command once, with the first place in which it stands."""
    found = {}
    for path in places():
        text = re.sub(r"\\\n\s*", " ", path.read_text(encoding="utf-8"))
        for command in COMMAND.findall(text):
            if not any(mark in re.sub("'[^']*'", "", command) for mark in NO_COMMAND):
                words = tuple(shlex.split(command, comments=True))
                if COPIED not in words:
                    found.setdefault(words, path.relative_to(ROOT).as_posix())
    return found


TOLD = told()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files that a reader is told to have, and the docs as from the checkout."""
    room = tmp_path_factory.mktemp("desk")
    (room / "docs").symlink_to(ROOT / "docs")
    shutil.copy(ROOT / "configs" / "calibration" / "two_truces.yaml", room / "my_data.yaml")
    drawn = posteriors.contents(("choice.scale",), np.array([[0.02], [0.03]]))
    for name in ("FOLDER", "results/my_data-0123456789"):
        (room / name).mkdir(parents=True)
        (room / name / posteriors.FILE).write_bytes(drawn)
    for path, text in {
        "my_changes.yaml": CHANGES,
        "FOLDER/sweep/mine.yaml": OWN, "FOLDER/sweep/NAME.yaml": OWN,
        **dict(SAVED.findall((ROOT / "README.md").read_text(encoding="utf-8"))),
        "my_configs/scenario/mine.yaml": WORLD, "mine/scenario/my_world.yaml": WORLD,
    }.items():  # fmt: skip
        (room / path).parent.mkdir(parents=True, exist_ok=True)
        (room / path).write_text(text, encoding="utf-8")
    return room


@pytest.fixture(autouse=True)
def stopped(monkeypatch, desk):
    """Stop each verb where its work begins."""

    def take(*_, **__):
        raise Taken

    monkeypatch.chdir(desk)
    for place, name in (
        (once, "leave"), (work, "resume"), (opened, "results"), (reports, "is_report"),
        (results, "fresh"), (lessons, "played"), (of_scenarios, "page"), (teach, "write_roles"),
        (teach, "quoting"), (serving, "bound"),
        (sweeps, "read"), (scope, "gather"), (backtest, "identity"),
    ):  # fmt: skip
        monkeypatch.setattr(place, name, take)


def filled(words):
    """A command with what a reader has to choose filled in."""
    chosen = {"theory=NAME": "theory=nash", "out=FOLDER": "out=anew"}
    return [chosen.get(word, word) for word in words]


@pytest.mark.parametrize(
    "words", TOLD, ids=[f"{place}: {shlex.join(words)}" for words, place in TOLD.items()]
)
def test_a_command_that_is_told_is_taken(words, capsys):
    try:
        status = entered(filled(words))
    except Taken:
        return
    said = capsys.readouterr().err
    assert any(map(EXTRA.match, words)), f"status {status}: {said}"
    assert "pip install -e" in said


def test_the_results_that_a_report_is_made_of_are_told():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = text.partition("**Reports**")[2].partition("```")[0]

    assert set(opened.KINDS) <= set(re.findall(r"`(\w+)`", told))


def test_commands_of_every_verb_are_told():
    verbs = {f"experiments.{name}" for name, _ in listing.sentences(EXPERIMENTS)}

    assert verbs == {words[0] for words in TOLD}


def test_the_blocks_of_python_in_the_docs_run():
    """One after another, as they stand on the page; those of ``odd_submodels.md`` are our own."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    found = {
        path.relative_to(ROOT).as_posix(): PYTHON.findall(path.read_text(encoding="utf-8"))
        for path in pages
    }
    found.pop("docs/odd_submodels.md")
    ran = 0
    for name, blocks in found.items():
        scope = {"__name__": "__main__"}
        for block in blocks:
            exec(compile(block.replace("range(20)", "range(1)"), name, "exec"), scope)
            ran += 1

    assert ran == sum(map(len, found.values())) >= 3
