"""How a refusal is worded for the people of a class."""

from sim.words import capital


def sentence(problem):
    """What a person is told; a parameter's name belongs to what is told of it."""
    named = "." in problem.key or problem.key in ("seconds", "day_seconds", "tables", "seed")
    return str(problem) if named else f"{capital(problem.problem)}."
