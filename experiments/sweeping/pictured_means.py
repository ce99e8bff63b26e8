"""What figures of means by level have in common."""

import numpy as np

PAIRED = "the same uncertainties and the same luck"


def averages(found):
    """Over what means are taken."""
    said = "Means over all else that varied" if len(found.shown) > 1 else "Means over runs"
    if not found.measured.is_whole:
        said += ", of the runs that have one"
    if found.overall.runs == 1:
        said += "; one run a point, and all share its luck"
    return f"{said}."


def rows_of(one, estimates):
    """Value and ends of the interval at each level that figures show; shape (levels, 3)."""
    kept = [estimates[level] for level in one.levels]
    return np.array([[each.value, each.low, each.high] for each in kept])
