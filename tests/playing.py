"""What the tests share: scenarios composed as a user composes them, and runs of both engines."""

import copy
import functools
import importlib
from types import SimpleNamespace

import numpy as np
import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from experiments import _command, composing, lessons
from experiments.sweeping import reading
from sim import ensemble, layout, records, scenario, theory
from sim.cache import ROOT
from sim.model import Negotiation, fields_of
from sim.refusals import PremiseError

COMPOSED = ("experiments.run", "experiments.sweep")  # verbs that are handed what Hydra composed


@functools.cache
def composed(*overrides):
    """The premises of a scenario as plain data, composed once."""
    with initialize_config_dir(str(ROOT / "configs"), version_base="1.3"):
        found = compose("config", overrides=[marked(entry) for entry in overrides])
    plain = OmegaConf.to_container(found, resolve=True)
    return {key: value for key, value in plain.items() if key in scenario.SECTIONS}


def marked(override):
    """An override as the command line marks it: parameters may stand in no file, choices do."""
    return override if override.startswith(("mediators=", "theory=")) else f"++{override}"


def config(*overrides):
    """The premises of a scenario as plain data; the main scenario unless overridden."""
    return copy.deepcopy(composed(*overrides))


def configured(*overrides):
    """A checked scenario; the main one unless overridden."""
    return scenario.from_config(config(*overrides), "january_2025")


def planned(design):
    """The plan of a design of the main scenario."""
    return reading.read(design, configured())


def entered(command):
    """Run a command as it is recorded, in this process; returns its exit status."""
    module, *arguments = command
    verb = importlib.import_module(module)
    if hasattr(verb, "start"):
        return verb.start(arguments)
    door = _command.start if module in COMPOSED else _command.plainly
    return door(verb.main, arguments)


def unless_given(usual, arguments):
    """Arguments after the usual ones of a test, less those that they give themselves."""
    given = {text.partition("=")[0] for text in arguments}
    return [*(text for text in usual if text.partition("=")[0] not in given), *arguments]


@functools.cache
def lesson(name):
    """A preset of a lesson on theory as it stands, composed once."""
    return composing.composed(f"theory={name}")


def plain_preset(name, changes=()):
    """The plain configuration of a preset with some premises changed, by their dotted names."""
    return lessons.changed(lesson(name), dict(changes))


def preset(name, changes=()):
    """The scenario of a preset with some premises changed, by their dotted names."""
    return scenario.from_config(plain_preset(name, changes), name)


def refused(name, changes):
    """The error with which a lesson refuses its preset with some premises changed."""
    found = preset(name, changes)
    with pytest.raises(PremiseError) as caught:
        theory.LESSONS[name].check(found)
    return caught.value


def play(premises, seed=1, runs=8, **rest):
    """Runs from the ensemble, in one block."""
    return next(ensemble.play(premises, seed, runs, **rest))


def play_all(premises, runs, seed=1, **rest):
    """Runs from the ensemble as one block, however many blocks they come in."""
    return records.joined(list(ensemble.play(premises, seed, runs, **rest)))


def watch(premises, seed=1, run=0, **rest):
    """A run from the Mesa model, played to its end."""
    return Negotiation(premises, seed, run, **rest).play()


def stub(section, usual, fields):
    """A thing with the fields of its records: 0, or as usual, or as given."""
    empty = fields_of(np.zeros(1, layout.RECORDS[section])[0])
    assert {*usual, *fields} <= set(empty), "no such field"
    return SimpleNamespace(**{**empty, **usual, **fields})


def assert_same(ours, theirs, words=""):
    """Two arrays are equal to the last bit; of records, every field is."""
    assert ours.dtype == theirs.dtype
    for name in ours.dtype.names or ():
        np.testing.assert_array_equal(ours[name], theirs[name], err_msg=f"{words} {name}")
    if ours.dtype.names is None:
        np.testing.assert_array_equal(ours, theirs, err_msg=words)
    assert ours.tobytes() == theirs.tobytes(), f"{words}: zeros of different signs"


def nothing(rows):
    """True for rows in which nothing has been written."""
    return not np.frombuffer(rows.tobytes(), np.uint8).any()


def assert_same_run(kept, place, model):
    """The run at ``place`` of a block equals the model's: whatever it leaves, every bit."""
    watched = model.kept()
    assert_same(kept.runs[place], watched.runs, "run")
    for name in ("days", "log", "offers", "items"):
        ours, theirs = getattr(kept, name)[place], getattr(watched, name)
        assert_same(ours[: len(theirs)], theirs, name)
        assert nothing(ours[len(theirs) :]), name


def opposed(issues, first, second):
    """Issues of which the first party wants the high end, the second the low, unless they say."""
    ends = {f"wants_high_{first}": True, f"wants_high_{second}": False}
    return {key: {**ends, **issue} for key, issue in issues.items()}
