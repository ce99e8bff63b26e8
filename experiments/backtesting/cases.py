"""The cases of a backtest: which truces are played, from which day, and with which inputs."""

from typing import NamedTuple

RETROSPECTIVE, PROPOSAL, CONDITIONAL = "known_on_day_16", "proposal_of_day_17", "given_days_17_18"
FROM_DAY_1, NOVEMBER = "from_day_1", "november_2023"


class Case(NamedTuple):
    """A truce to play: a scenario, which of its dated changes count, and what the scores are."""

    name: str
    scenario: str
    changes: tuple  # dated changes are inputs if their parameter begins with one of these
    words: str


NO_CHANGES, ALL_CHANGES = (), ("",)
CASES = (
    Case(RETROSPECTIVE, "phase_two_talks", NO_CHANGES, "retrospective"),
    Case(PROPOSAL, "phase_two_talks", ("relocation.",), "retrospective, given one later event"),
    Case(CONDITIONAL, "phase_two_talks", ALL_CHANGES, "retrospective, given later events"),
    Case(FROM_DAY_1, "january_2025", NO_CHANGES, "days 1 to 16 in-sample, the rest retrospective"),
    Case(NOVEMBER, "november_2023", NO_CHANGES, "in-sample"),
)
