"""Are the two sides treated alike? The scenario with its sides swapped, and with names exchanged.

Played by the ensemble and, a few runs, by the Mesa model, whose text of the rules is the same.
"""

from typing import NamedTuple

from experiments import engines
from sim import ensemble, mirror, records
from sim.scenario import from_config

WATCHED = 3  # runs of the Mesa model


class Check(NamedTuple):
    """One check: what was exchanged, by which engine, over how many runs, and what differs."""

    exchanged: str
    engine: str
    runs: int
    unlike: list


def checks(premises, scenario, seed, runs, threads):
    """Every check; ``premises`` is the scenario's plain configuration."""
    swapped = from_config(mirror.swapped(premises), scenario.name)
    renamed = mirror.under_other_names(premises, scenario)
    found = []
    for engine, many in (("ensemble", runs), ("mesa", min(runs, WATCHED))):
        usual = blocks(scenario, engine, seed, many, threads)
        for words, other, seats in (("seats", swapped, True), ("names", renamed, False)):
            unlike = {}
            there = blocks(other, engine, seed, many, threads)
            for one, two in zip(usual, there, strict=True):
                unlike |= dict.fromkeys(mirror.unlike(one, two, seats))
            found.append(Check(words, engine, many, list(unlike)))
    return found


def blocks(scenario, engine, seed, runs, threads):
    """Everything that runs leave, block by block."""
    if engine == "mesa":
        return [engines.watched(scenario, seed, 0, runs, records.EVERYTHING)]
    return list(ensemble.play(scenario, seed, runs, threads=threads))


def is_fair(found):
    """True if nothing differs in any check."""
    return not any(check.unlike for check in found)
