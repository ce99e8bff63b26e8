"""Answer the other side's last concessions in proportion ([Faratin1998]_)."""

from agents.rules import concession


def target(party, reserve):
    """Utility the party asks for: its last demand, lowered as the other side has moved.

    It compares the newest offer it heard with the one ``window`` offers before; until it has heard
    both it holds its opening. Never under its reserve, never over its opening.
    """
    if party.offers_heard <= party.window:
        return max(party.opening, reserve)
    asked = concession.relative_reply(party.demanded, party.history[0], party.history[party.window])
    return min(max(party.opening, reserve), max(reserve, asked))
