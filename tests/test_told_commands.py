"""Every command that README, the docs and the verbs' own help tell is taken as it stands there.

It is entered as a reader types it, and stopped before anything is played or served; what a lesson
quotes is played by ``test_teaching.py``, and what a reader has to fill in is filled in here.
"""

import importlib
import re
import shlex
import shutil
from pathlib import Path

import pytest
from playing import entered

from experiments import classroom, composing, explore, lessons, once, results, teach, theory
from experiments import scenarios as of_scenarios
from experiments.reporting import opened
from experiments.reproducing import recorded, reports
from experiments.sweeping import work
from sim.cache import ROOT

COMMAND = re.compile(r"python -m (experiments\.[a-z]+\b(?:(?<=[ =])'[^']*'|[^\n`])*)")
NO_COMMAND = ("{", "-->", '"')  # a template of one, and the mark of a block
LESSONS = ROOT / "docs" / "teaching" / "lessons"
EXTRAS = ("=optuna", "=joblib", "=ray", "=submitit")  # launchers that extras bring
OWN = """# @package _global_
defaults: [{override /scenario: january_2025}, _self_]
design: {decisions: {choice.scale: [0.02, 0.05]}}
"""
WORLD = "# @package _global_\n# A truce of mine.\ndefaults: [november_2023, _self_]\n"


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
                found.setdefault(words, path.relative_to(ROOT).as_posix())
    return found


TOLD = told()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files that a reader is told to have, and the docs as from the checkout."""
    room = tmp_path_factory.mktemp("desk")
    (room / "docs").symlink_to(ROOT / "docs")
    shutil.copy(ROOT / "configs" / "calibration" / "two_truces.yaml", room / "my_data.yaml")
    shutil.copy(ROOT / "configs" / "rescue" / "us_and_trust.yaml", room / "my_changes.yaml")
    for path, text in {
        "FOLDER/sweep/mine.yaml": OWN, "FOLDER/sweep/NAME.yaml": OWN,
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
        (teach, "quoting"), (classroom, "host"),
    ):  # fmt: skip
        monkeypatch.setattr(place, name, take)


def filled(words):
    """A command with what stands for a preset's name filled in."""
    return [re.sub(r"^theory=NAME$", "theory=nash", word) for word in words]


@pytest.mark.parametrize(
    "words", TOLD, ids=[f"{place}: {shlex.join(words)}" for words, place in TOLD.items()]
)
def test_a_command_that_is_told_is_taken(words, capsys):
    with pytest.raises(Taken):
        status = entered(filled(words))
        pytest.fail(f"status {status}: {capsys.readouterr().err}")
