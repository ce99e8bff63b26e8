"""A strategy of the user's own: an object with ``target(party, elapsed, reserve)``.

It plays in the Mesa engine alone, which puts the object at ``party.player``; the ensemble refuses
a scenario that names one.
"""


def target(party, elapsed, reserve):
    """Utility the party asks for, as the user's strategy has it, kept within 0..1.

    The one strategy that the compiler does not see (``sim/ensemble.py`` has a stand-in).
    """
    return min(1.0, max(0.0, float(party.player.target(party, elapsed, reserve))))
