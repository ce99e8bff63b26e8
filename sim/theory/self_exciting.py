"""Incidents that bring incidents: the mean rate of a self-exciting process ([Hawkes1971]_).

Each day brings a Poisson number of incidents with mean ``background`` plus what past incidents
still stir up, and each incident brings ``branching`` more in all. In the long run the mean rate
``m`` repeats itself, ``m = background + branching m``, so ``m = background / (1 - branching)``.
"""

import numpy as np

from sim.theory import answer

KEEP = "days"
PARAMETER, VALUES, RUNS = "violence.branching", tuple(np.linspace(0.0, 0.9, 10)), 200
LABELS = ("incidents that each incident brings", "incidents a day")
BURN_IN = 0.5  # share of the days that are left out, so that the start is forgotten


def answers(scenario, kept):
    """The mean number of incidents a day, once the start is forgotten."""
    violence = scenario.premises.violence
    theory = violence.background / (1.0 - violence.branching)
    days = kept.days["incidents"]
    late = days[:, int(BURN_IN * days.shape[1]) :]
    return (answer.mean("mean incidents a day", "a day", theory, late.mean(axis=1)),)
