"""Which single settings of a tornado move an outcome, told of all of them together.

Of many settings some seem to move it by luck alone. These intervals are wide enough to hold for all
settings of an outcome together, in 95 of 100 analyses (Bonferroni), as in ``sim.standings``.
"""

from sim import intervals, pairs


def ends(one, effect):
    """The ends of a difference's interval that hold for all settings of an outcome together."""
    found, error = effect.difference, intervals.ERROR / len(one.effects)
    if one.is_share:
        return pairs.tango(found.gained, found.lost, found.runs, intervals.normal(error))
    wider = intervals.student(found.runs, error) / intervals.student(found.runs)
    return tuple(found.value + wider * (end - found.value) for end in (found.low, found.high))


def moving(one):
    """The settings whose interval leaves out zero even so, the largest difference first."""
    clear = [effect for effect in one.effects if leaves_out_zero(*ends(one, effect))]
    return sorted(clear, key=lambda effect: -abs(effect.difference.value))


def leaves_out_zero(low, high):
    """True if an interval lies to one side of nothing."""
    return low > 0.0 or high < 0.0
