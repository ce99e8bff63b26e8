"""How a refusal is worded for the people of a class."""

from sim.classroom.playing.setting import Setting
from sim.words import capital

NUMBERS = [key for key, kind in Setting.__annotations__.items() if kind is int]


def sentence(problem):
    """What a person is told; a parameter's name belongs to what is told of it."""
    named = "." in problem.key or problem.key in NUMBERS
    return str(problem) if named else f"{capital(problem.problem)}."
