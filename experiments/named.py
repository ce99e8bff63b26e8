"""Scenarios by their names, each composed once, for pages that show any of them."""

import functools

from experiments import composing, configs, truces
from sim.refusals import PremiseError, nearest, shown

MODES = ("real", "fictional")  # of names


def names():
    """The scenarios: those of a truce first, the main one at the head."""
    own = truces.names()
    return own + [one for one in configs.scenarios() if one not in own]


def check(name, known):
    """Refuse a scenario that there is not, or that is not among those known."""
    if name not in known:
        problem = f"{shown(name)} is not allowed; it takes one of {', '.join(known)}"
        raise PremiseError("scenario", problem + nearest(name, known))


def check_mode(mode):
    """Refuse names that are neither real nor fictional."""
    if mode not in MODES:
        problem = f"{shown(mode)} is not allowed; it takes {' or '.join(MODES)}"
        raise PremiseError("names", problem + nearest(mode, MODES))


@functools.cache
def composed(name, mode="real"):
    """What is composed for a scenario, with real or fictional names."""
    other = ("names=fictional",) if mode == "fictional" else ()
    return composing.composed(f"scenario={name}", *other)


def found(name, mode="real"):
    """A scenario by its name, as its files have it."""
    check(name, names())
    return composed(name, mode).scenario


def beside(name):
    """The words that a scenario's files have beside its values, by key."""
    return {key: value.words for key, value in composed(name).sources.values.items()}


def in_mode(mode):
    """``found`` and ``beside`` with real or fictional names; to the latter no file says a word."""
    return functools.partial(found, mode=mode), beside if mode == "real" else lambda name: {}
