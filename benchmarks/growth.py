"""How the cost of a run grows with the days played, the obligations and the issues.

Each count is doubled twice, the rest of the main scenario left as it is. What is shown is the power
of the count by which the time of a played day grows, 1 being in proportion, fixed costs included.
Days are measured on the same runs, played up to a day: there it is the time of a run.
"""

import copy
import math
import time

import numpy as np

from agents.terms import AFTER_ALL
from benchmarks import rounds
from experiments.composing import composed
from sim import ensemble, records, scenario

ROUNDS = 5
RUNS = 2048
LAST_DAYS = (35, 70, 140)
COUNTS = {"obligations": (41, 82, 164), "issues": (3, 6, 12)}  # as many as a scenario may have


def sized(plain, section, count):
    """The scenario with so many entries of a section: the first of them, or some again.

    Worths and costs are shared out, so that the days stay what they are.
    """
    own = list(plain[section].items())
    changed = {key: copy.deepcopy(value) for key, value in plain.items() if key != section}
    changed[section] = {}
    for place in range(count):
        name, entry = own[place % len(own)]
        again = place // len(own)
        changed[section][f"{name}_{again}" if again else name] = copy.deepcopy(entry)
    for entry in changed[section].values():
        for name in ("worth", "cost"):
            if name in entry:
                entry[name] *= len(own) / count
    return scenario.from_config(changed, section)


def timed(one, last_day=AFTER_ALL):
    """Microseconds for a run, and days played in it."""
    begun = time.perf_counter()
    days = 0
    blocks = ensemble.play(one, 1, RUNS, threads=1, keep=records.RUNS_ONLY, last_day=last_day)
    for block in blocks:
        days += int(block.runs["last_day"].sum()) - (first_day(one) - 1) * len(block.runs)
    return (time.perf_counter() - begun) / RUNS * 1e6, days / RUNS


def first_day(one):
    """The scenario's first day."""
    return one.premises.calendar.first_day


def power(counts, times):
    """The slope of the logarithm of the time over that of the count."""
    return float(
        np.polyfit([math.log(one) for one in counts], [math.log(one) for one in times], 1)[0]
    )


def per_day(one):
    """Microseconds for a played day."""
    spent, days = timed(one)
    return spent / days


def rows():
    """The lines of the table."""
    plain = composed().premises
    main = composed().scenario
    found = {name: [] for name in ("days", *COUNTS)}
    larger = {
        name: [sized(plain, name, count) for count in counts] for name, counts in COUNTS.items()
    }
    timed(main)
    for _ in range(ROUNDS):
        spent, days = zip(*(timed(main, last) for last in LAST_DAYS), strict=True)
        found["days"].append(power(days, spent))
        for name, scenarios in larger.items():
            found[name].append(power(COUNTS[name], [per_day(one) for one in scenarios]))
    for name, powers in found.items():
        yield rounds.row(f"time grows with {name} to the power", powers, "", most=1.1)
