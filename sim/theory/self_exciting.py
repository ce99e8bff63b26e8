"""Incidents that bring incidents: the mean rate of a self-exciting process ([Hawkes1971]_).

Each day brings a Poisson number of incidents with mean ``background`` plus what past incidents
still stir up, and each incident brings ``branching`` more in all. In the long run the mean rate
``m`` repeats itself, ``m = background + branching m``, so ``m = background / (1 - branching)``.

Of what is stirred up on a day, an incident brings ``branching (1 - persistence)`` on the next, and
``persistence`` of the rest stays; so the start is forgotten by the factor
``persistence + branching (1 - persistence)`` a day.
"""

import math

import numpy as np

from agents.rules.violence import MOST_A_DAY
from sim.theory import answer, conditions

KEEP = "days"
LEAST_RUNS = 10  # for the interval of a mean
PARAMETER, VALUES, RUNS = "violence.branching", tuple(np.linspace(0.0, 0.9, 10)), 200
LABELS = ("incidents that each incident brings", "incidents a day")
BURN_IN = 0.5  # share of the days that are left out, so that the start is forgotten
FORGOTTEN = 0.01  # share of the start that may be left then


def answers(scenario, kept):
    """The mean number of incidents a day, once the start is forgotten."""
    check(scenario)
    days = kept.days["incidents"]
    late = days[:, int(BURN_IN * days.shape[1]) :]
    return (answer.mean("mean incidents a day", "a day", rate(scenario), late.mean(axis=1)),)


def rate(scenario):
    """The mean number of incidents a day in the long run."""
    violence = scenario.premises.violence
    return violence.background / (1.0 - violence.branching)


def days_needed(scenario):
    """Days until the start is forgotten, and as many again as are counted."""
    violence = scenario.premises.violence
    kept = violence.persistence + violence.branching * (1.0 - violence.persistence)
    return 2 if kept == 0.0 else max(2, math.ceil(math.log(FORGOTTEN) / math.log(kept) / BURN_IN))


def check(scenario):
    """Refuse premises under which anything but incidents brings incidents, or ends the truce."""
    conditions.one_number_each(scenario)
    conditions.nothing_else(scenario, "obligations", "mediators", "constituencies")
    conditions.require(
        scenario,
        {
            "violence.tension_link": 0.0,
            "shocks.shock_rate": 0.0,
            "talks.protocol": "no_talks",
            "choice.resumable": False,
        },
    )
    within = conditions.at_most(scenario.premises.first_phase.length)
    conditions.require(scenario, {"calendar.horizon": within}, "phase 1 must not run out")
    enough = conditions.at_least(days_needed(scenario))
    conditions.require(scenario, {"calendar.horizon": enough}, "the start must be forgotten")
    if rate(scenario) * (1.0 - BURN_IN) * scenario.premises.calendar.horizon < 1.0:
        takes = "a rate of at least one incident on the days counted of a run"
        conditions.refuse(scenario, "violence.background", takes, f"{rate(scenario):g} a day")
    if rate(scenario) > MOST_A_DAY / 2:
        takes = f"a mean rate of at most {MOST_A_DAY // 2} incidents a day"
        conditions.refuse(scenario, "violence.background", takes, f"{rate(scenario):g} a day")
