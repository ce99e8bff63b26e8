"""How far a party has come down by a given time."""

from agents.rules.power import power


def conceded(elapsed, haste):
    """Share of the way from opening to reserve given up after ``elapsed`` of the time, both 0..1.

    The polynomial time-dependent tactic of [Faratin1998]_, ``elapsed ** (1 / haste)``: with
    ``haste`` below 1 a party holds out until the deadline is near (Boulware), with 1 it gives way
    evenly, above 1 at once (conceder).
    """
    return power(min(max(elapsed, 0.0), 1.0), 1.0 / haste)


def target(elapsed, opening, reserve, haste):
    """Utility a party still asks for [share, 0..1]; never under its reserve."""
    return max(reserve, opening - (opening - reserve) * conceded(elapsed, haste))


def relative_reply(own, newer, older):
    """Utility asked for next by relative tit-for-tat [share].

    ``own`` is the party's last demand, ``newer`` and ``older`` what two offers of the other side
    are worth to it. Relative tit-for-tat of [Faratin1998]_: the demand shrinks in the proportion in
    which the other side has shrunk what it withholds.
    """
    withheld_before = 1.0 - older
    if withheld_before <= 0.0:
        return own
    return own * (1.0 - newer) / withheld_before
