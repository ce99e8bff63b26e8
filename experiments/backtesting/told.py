"""Outcomes of a backtest in words."""

from experiments.backtesting import said
from sim import patterns, words
from sim.scores import CENTRAL

UNKNOWN = "Nothing in how the model is built is known to make it so."
MONTH = 30  # days


def lesson(entry):
    """What the model lacks by the record's own word, for an outcome that the runs miss."""
    if entry.one.lesson:
        return entry.one.lesson
    if entry.one.kind == patterns.YES_NO:
        return UNKNOWN
    side = "above" if float(entry.one.value) > entry.median else "below"
    return f"What happened lies {side} the median of the runs. {UNKNOWN}"


def number(value):
    """A number as people write it."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.2f}".rstrip("0")


def amount(value, one):
    """A number or a day of an outcome; days beyond those counted are said to be so."""
    if one.kind == patterns.DAY and value > one.until:
        return f"after {one.until}"
    return number(value)


def happened_words(entry):
    """What happened."""
    if entry.one.kind == patterns.YES_NO:
        return "yes" if entry.one.value else "no"
    return amount(float(entry.one.value), entry.one)


def spanned(entry):
    """The central part of runs."""
    if entry.one.kind == patterns.YES_NO:
        return "either" if entry.width else ("only yes" if entry.low else "only no")
    low, high = amount(entry.low, entry.one), amount(entry.high, entry.one)
    return low if low == high else f"{low} to {high}"


def middle(entry):
    """The median of the runs, or the share in which it is so."""
    if entry.one.kind == patterns.YES_NO:
        return f"yes in {words.percent(entry.share)}"
    return amount(entry.median, entry.one)


def beside(entry):
    """What happened, and what the runs have."""
    return f"{happened_words(entry)}; the runs: {middle(entry)}, {CENTRAL} {spanned(entry)}."


def wide(entries):
    """Which days are covered because the runs spread them over more than a month."""
    found = [
        f"{entry.one.label} ({spanned(entry)})"
        for entry in entries
        if entry.covered and entry.one.kind == patterns.DAY and entry.width > MONTH
    ]
    wide = f" Covered by a span of more than a month: {words.listed(found)}." if found else ""
    return f"Beyond single outcomes: a wide span covers much.{wide} {said.ALLOWED}"


def width(entry):
    """The width of the central part, where it is a number."""
    if entry.one.kind == patterns.YES_NO:
        return ""
    if entry.one.kind == patterns.DAY and entry.high > entry.one.until:
        return f"over {number(entry.width - 1)}"
    return number(entry.width)


def rarely(entry):
    """True for a yes or no that fewer than half of the runs had as it was."""
    if entry.one.kind != patterns.YES_NO:
        return False
    return (entry.share if entry.one.value else 1.0 - entry.share) < 0.5


def base_rate(known, day):
    """The baselines that are rates of other ceasefires or of what had come; known by a day."""
    durations = known["other_ceasefires"]
    quartiles = words.listed(f"{value:g}" for value in durations.quartiles)
    shares = words.listed(
        f"{words.plain(name)} {one.kept} of {one.of}"
        for name, one in known.items()
        if one.kind == "share"
    )
    return (
        "For fighting, how long other ceasefires lasted ([Clayton2022]_): quartiles of "
        f"{quartiles} days over {durations.of} two-sided or wider ones with known dates, straight "
        f"in the logarithm between them, given that this one had lasted {day} days. Their ends "
        "include extensions and successors, so it overstates a return to fighting. For deliveries, "
        f"what of the same kind had come by day {day}, of what had fallen due: {shares}."
    )


def constant_hazard(known, day):
    """The baselines that are the same rate every day; known by a day."""
    hazards = words.listed(
        f"{words.plain(name)} {one.events:g} in {one.days:g} days"
        for name, one in known.items()
        if one.kind == "hazard"
    )
    return (
        f"The same rate every day, as known by day {day}: {hazards}. Counts are then Poisson, "
        "waits exponential."
    )
