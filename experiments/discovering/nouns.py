"""Factors as nouns of a sentence."""

from sim import naming
from sim.words import listed


def noun(scenario, one):
    """A factor as a sentence has it: with an article where it needs one."""
    return f"{naming.article(one.key)}{with_along(scenario, one)}"


def with_along(scenario, one):
    """A factor as a noun, with those that move with it."""
    if not one.along:
        return naming.called(scenario, one.key)
    others = listed([naming.called(scenario, key) for key in one.along])
    return f"{naming.called(scenario, one.key)} (and with it {others})"
