"""Concede with time alone ([Faratin1998]_): firm, even or eager, whatever the other side does."""

from agents.rules import concession


def target(party, elapsed, reserve):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1]."""
    return concession.target(elapsed, party.opening, reserve, party.haste)
