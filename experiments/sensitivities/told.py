"""The order of factors in short, a line an outcome, for the screen."""

from experiments import console
from experiments.sensitivities.finding import MAIN, unclear
from sim import words


def lines(asked, whole):
    """What stands first of each outcome, as far as noise lets it be told."""
    for one in whole.outcomes:
        yield f"- {one.words}: {order(asked, one)}."
    for name in whole.left_out:
        yield f"- {name} is left out: some runs have no such number."


def order(asked, one):
    """The first ranks of an outcome, and how many factors are not seen to do anything."""
    ranked = one.ranked(MAIN[asked.method])
    if not ranked:
        return "the factors together are not seen to move it"
    first = [row for row in ranked if row.group == 1]
    names = words.listed([f"{row.factor} ({console.number(row.value)})" for row in first])
    many = len(unclear(one, ranked))
    dead = f"{many} of {len(ranked)} {words.verb(many)} not told apart from no effect at all"
    if many == len(ranked):
        return dead
    if len(first) == 1:
        return f"{names} comes first; {dead}"
    if len(first) == len(ranked):
        return f"no factor can be told to stand above all others; {dead}"
    return f"ranks 1 to {len(first)} cannot all be told apart: {names}; {dead}"
