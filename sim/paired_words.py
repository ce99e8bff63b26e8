"""Paired differences in plain words: what one scenario has, and how another differs, run by run."""

import math

from sim import intervals, words


def sentence(text, found, other, is_share):
    """A difference in a sentence; ``text`` says of what, ``other`` names the second scenario."""
    if found.runs == 0 or math.isnan(found.value):
        return f"{text}: too few runs have a number in both to compare."
    return f"{text}: {of_share(found, other) if is_share else of_mean(found, other)}."


def of_share(found, other):
    """Two shares: the first in runs, and the second beside it."""
    count = round(found.first * found.runs)
    start = f"in {words.of_runs(count, found.runs)}"
    if found.first == 0.0 and can_bound(found.runs):
        start += f" (none{bound(found.runs)})"
    return f"{start}; with {other} {beside(found)}"


def beside(found):
    """How many more or fewer runs the second has, with the interval of the difference."""
    if not found.gained and not found.lost:
        same = "in none" if found.first == 0.0 else "in the very same runs"
        most = f"{most_of_none(found.runs)} of {words.count(found.runs)}"
        return same + (f" (they differ in at most about {most})" if can_bound(found.runs) else "")
    more = found.gained - found.lost
    said = "as many" if more == 0 else f"{abs(more):,} {'more' if more > 0 else 'fewer'}"
    if found.second == 0.0:
        said += f", which leaves none{bound(found.runs) if can_bound(found.runs) else ''}"
    low, high = 100 * found.low, 100 * found.high
    return (
        f"{said} ({signed(100 * found.value)} points, 95 % interval "
        f"{signed(low)} to {signed(high)}; {found.gained:,} gained, {found.lost:,} lost)"
    )


def of_mean(found, other):
    """Two means: the first, and the second beside it."""
    start = f"{found.first:.4g} in the mean of {words.count(found.runs)}"
    return f"{start}; with {other} {mean_beside(found)}"


def mean_beside(found):
    """By how much the second mean is larger, with the interval of the difference."""
    return f"{found.value:+.3g} (95 % interval {found.low:+.3g} to {found.high:+.3g})"


def bound(runs):
    """How large a share may be of which no run is a case."""
    return f": at most about {words.percent(intervals.most_of_none(runs))}"


def can_bound(runs):
    """Whether that bound says anything: of very few runs it is all of them."""
    return most_of_none(runs) < runs


def most_of_none(runs):
    """In how many runs at most there may be something that was seen in none of as many."""
    return math.ceil(runs * intervals.most_of_none(runs))


def signed(value):
    """A number with its sign and one digit."""
    return f"{value:+.1f}"
