"""Known results of theory beside what the engine does with everything else switched off.

One result a file, named as its preset in ``configs/theory``. Each file derives its formula from its
source and computes theory's answers from the premises as they stand, so that they hold for other
numbers than the preset's as well; none looks at how the engine works. A file has:

- ``answers(scenario, kept)``: theory's answers beside those of the runs, the main one first;
- ``KEEP``: how much of each run it needs (``runs``, ``days`` or ``all``);
- ``LEAST_RUNS``, if its answers are averages that fewer runs say nothing of;
- ``check(scenario)``: refuses premises under which the result does not hold, and returns nothing;
- ``LABELS``: of the figure's two axes;
- ``PARAMETER``, ``VALUES``: what the figure varies, and ``RUNS``: runs at each value; or else
  ``points(scenario, kept)``: the figure's (place, answer) from the runs of the preset itself.

To add one: its file, its name in ``LESSONS``, its preset, and its page in ``docs/theory``.
"""

from sim.theory import (
    concession,
    constant_hazard,
    double_auction,
    fearon,
    gradual_exchange,
    kydd,
    nash,
    noisy_reciprocity,
    powell,
    rubinstein,
    self_exciting,
    trust_posterior,
    two_level,
    zeuthen,
)

LESSONS = {
    "concession": concession,
    "constant_hazard": constant_hazard,
    "double_auction": double_auction,
    "fearon": fearon,
    "gradual_exchange": gradual_exchange,
    "kydd": kydd,
    "nash": nash,
    "noisy_reciprocity": noisy_reciprocity,
    "powell": powell,
    "rubinstein": rubinstein,
    "self_exciting": self_exciting,
    "trust_posterior": trust_posterior,
    "two_level": two_level,
    "zeuthen": zeuthen,
}
