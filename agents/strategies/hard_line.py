"""Hold the opening demand to the last: the limit of a Boulware tactic ([Faratin1998]_)."""


def target(party, reserve):
    """Utility the party asks for, whatever the time: its opening, never under its reserve."""
    return max(party.opening, reserve)
