"""The state of the page in its address, so that a link shows somebody else the same.

    ?scenario=january_2025&seed=1&run=3&a.parties.israel.trust=0.7&compare=true&b.shocks.shock_rate=0

``a.KEY`` is moved in both worlds, ``b.KEY`` in the second alone. What is not said is as usual.
"""

from typing import NamedTuple

from agents.premise import Premise, name, number
from sim.checks import build
from sim.classroom.exploring import worlds
from sim.refusals import PremiseError

BOTH, SECOND = "a.", "b."  # what keys of the two worlds begin with
MOST_SEED = 2**63 - 1
MOST_RUN = 10_000  # its command plays all runs up to it, which has to end while somebody waits


class Asked(Premise):
    """What an address may say beside the values that are moved."""

    scenario: str = name("", "the scenario")
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=MOST_SEED)
    run: int = number(1, "the run that is watched, from 1", "run", ge=1, le=MOST_RUN)
    runs: int = number(300, "runs of each world", "runs", ge=20, le=2000)
    day: int = number(0, "the day shown; 0 for the last", "day", ge=0, le=3650)
    compare: bool = name(False, "whether there is a second world")


class State(NamedTuple):
    """What is shown."""

    asked: Asked
    first: worlds.World
    second: worlds.World | None

    @property
    def worlds(self):
        """The worlds that are shown, by the letter that the page gives them."""
        return {"a": self.first} | ({"b": self.second} if self.second else {})


def read(pairs, library, usual):
    """The state that an address stands for; ``pairs`` are its (key, text), checked here."""
    own, moved = {}, {BOTH: {}, SECOND: {}}
    for key, text in pairs:
        place = next((one for one in moved if key.startswith(one)), None)
        target = own if place is None else moved[place]
        key = key if place is None else key.removeprefix(place)
        if key in target:
            raise PremiseError(key, "is given twice; give it once")
        target[key] = text
    texts = {key: plain(key, text) for key, text in own.items()}
    asked = build(Asked, {"scenario": usual, **texts}, "", {})
    first = library.world(asked.scenario, moved[BOTH])
    if not asked.compare:
        if moved[SECOND]:
            key = next(iter(moved[SECOND]))
            problem = "is of a second world; compare=true shows one"
            raise PremiseError(f"{SECOND}{key}", problem)
        return State(asked, first, None)
    return State(asked, first, library.world(asked.scenario, {**moved[BOTH], **moved[SECOND]}))


def plain(key, text):
    """A text as its key takes it: a whole number, a truth, or itself."""
    field = Asked.model_fields.get(key)
    if field is None or field.annotation is str:
        return text
    if field.annotation is bool:
        return {"true": True, "false": False}.get(text, text)
    return worlds.number(text)
