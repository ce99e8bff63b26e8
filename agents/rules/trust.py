"""What one side expects of the other's word, from what it has seen and what would be at stake."""

import math


def expected(kept, broken):
    """Chance that the next promise is kept [0..1]: the mean of a Beta belief ([Josang2002]_)."""
    return kept / (kept + broken)


def aged(count, prior, memory):
    """A count of evidence after a day: what lies above the prior fades by ``memory`` [0..1].

    With ``memory`` 1 nothing fades, and the belief is the Beta-Bernoulli posterior.
    """
    return prior + (count - prior) * memory


def overall(kept, broken, at_stake):
    """Trust over several kinds of promise, weighted by what is at stake in each [points].

    ``kept``, ``broken`` and ``at_stake`` are sequences of equal length; where nothing is at stake
    every kind counts alike.
    """
    total = 0.0
    weighted = 0.0
    plain = 0.0
    for kind in range(len(kept)):
        share = expected(kept[kind], broken[kind])
        plain += share
        weighted += share * at_stake[kind]
        total += at_stake[kind]
    if total > 0.0:
        return weighted / total
    return plain / len(kept)


def assured(belief, change, scale):
    """A belief [0..1] once the other side's payoff of leaving is ``change`` lower [points].

    As the other side's choice is a logit one, a change of its payoff by ``scale`` moves the log
    odds of its keeping its word by one ([Walter1997]_ on guarantees; negative changes, an assurance
    that leaving will be backed, lower the belief).
    """
    if change == 0.0 or belief <= 0.0 or belief >= 1.0:
        return belief
    odds = math.log(belief / (1.0 - belief)) + change / scale
    return 1.0 / (1.0 + math.exp(-min(500.0, max(-500.0, odds))))
