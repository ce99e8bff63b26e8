"""A strategy of the user's own: an object with ``target(party, elapsed, reserve)``.

It plays in the Mesa engine alone, which puts the object at ``party.player``; the ensemble refuses
a scenario that names one.
"""


def target(party, elapsed, reserve):
    """Utility the party asks for, as the user's strategy has it.

    Never under its reserve, never over its opening.

    The one strategy that the compiler does not see (``sim/ensemble.py`` has a stand-in).
    """
    asked = float(party.player.target(party, elapsed, reserve))
    return min(max(party.opening, reserve), max(reserve, asked))
