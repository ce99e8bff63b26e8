"""Tension between the sides, a share from 0 (calm) to 1."""


def raised(tension, gain):
    """Tension after something that raises it by ``gain`` [share of the calm left, 0..1]."""
    return tension + gain * (1.0 - tension)
