"""What has to stand beside a difference, for by itself it would mislead.

How often fighting resumes in all beside which side resumes it, deaths for each day of truce, how
long crises last beside how many there are, and what either side hands over.
"""

from experiments.reporting import expiry
from experiments.reporting.comparison.differences import means, points, sentence, span
from experiments.running import summary
from sim import words
from sim.report.document import Paragraph

STANDS, NOBODY = "standing_at_horizon", "resumed_by_nobody"
DEATHS, DAYS = "deaths", "truce_days_to_horizon"
CRISES, LENGTH = "crises_a_run", "mean_length_of_a_crisis"
DELIVERED = "all_"  # begins the name of an outcome of what is handed over
MANY = 0.1  # of the runs in which fighting resumes


def known(own):
    """The differences of a scenario that are known, by outcome."""
    return {row.outcome: row for row in own if row.is_known}


# -- fighting --------------------------------------------------------------------------------------


def resumptions(result, own):
    """In how many runs fighting resumes, and in how many of them no side decided on it."""
    found = known(own)
    if STANDS not in found or NOBODY not in found:
        return
    stands, nobody = found[STANDS], found[NOBODY]
    before, after = (round(row * stands.runs) for row in (1 - stands.first, 1 - stands.second))
    ran_out = [round(share * nobody.runs) for share in (nobody.first, nobody.second)]
    if not any(ran_out):
        return
    told = (
        f"With `{stands.scenario}` fighting resumes in {words.of_runs(after, stands.runs)}, "
        f"against {before:,} with `{stands.base}`. In {ran_out[1]:,} of these ({ran_out[0]:,} with "
        f"`{stands.base}`) no side decided on it: the truce ran out"
    )
    ends = [expiry.limit(result, name) for name in (stands.base, stands.scenario)]
    told += f" {ends[1]}."
    if ends[0] != ends[1]:
        told += f" With `{stands.base}` it ran out {ends[0]}."
    if any(out > MANY * all_ for out, all_ in zip(ran_out, (before, after), strict=True)):
        told += (
            " On that limit hang whether the truce stands at the end, how long it lasts, and the "
            "day on which fighting resumes."
        )
    yield Paragraph(told)


# -- deaths and crises -----------------------------------------------------------------------------


def deaths(row, own):
    """Deaths for each day of truce before those in all; None where the days are not known."""
    days = known(own).get(DAYS)
    if days is None or row.runs != days.runs or not (days.first > 0.0 and days.second > 0.0):
        return None
    first, second = row.first / days.first, row.second / days.second
    return (
        f"{words.capital(row.words)} for each day of truce: {second:.2f} with `{row.scenario}` "
        f"against {first:.2f} with `{row.base}` (mean deaths over mean days; it has no interval). "
        f"In all: {span(row)}; {means(row)}. A truce that lasts longer has more days on which they "
        "happen. The dead of both sides are counted together."
    )


def with_length(row, own):
    """A difference in a sentence; beside the number of crises, how long they last."""
    length = known(own).get(LENGTH)
    if row.outcome != CRISES or length is None:
        return sentence(row)
    return f"{sentence(row)} {sentence(length)}"


# -- what is handed over ---------------------------------------------------------------------------


def deliveries(own, scenario):
    """The largest clear difference in what either side hands over in phase 1, in a sentence."""
    rows = [row for row in own if row.is_clear and row.outcome.startswith(DELIVERED)]
    if scenario is None or not rows:
        return
    parts = []
    for slot, name in enumerate(scenario.parties):
        owed = [row for row in rows if summary.debtors(row.outcome, scenario) == {slot}]
        largest = max(owed, key=lambda row: abs(row.difference), default=None)
        parts.append(f"{name}: {'none' if largest is None else delivered(largest)}")
    yield (
        "The largest difference that is clear of luck in what a side hands over in phase 1. "
        f"{'. '.join(parts)}. All others are in the table."
    )


def delivered(row):
    """A difference in what is handed over, in a few words."""
    before, after = (round(share * row.runs) for share in (row.first, row.second))
    return f"{row.words} in {after:,} against {before:,} runs ({points(row)})"
