"""Plain words for what the records call by a code: states, causes, rungs, events."""

import math

NOT_A_FORECAST = "under these assumptions; not a forecast"
LAST_BIT = 1e-9  # more than rounding leaves of a share in per cent, and less than is ever told
NARROW = 2.0  # points between the ends of an interval under which they have a decimal

STATES = {
    "limbo": "limbo",
    "calm": "lasting calm",
    "fighting": "fighting",
}

CAUSES = {
    "none": "not played to its end",
    "held": "neither ended nor ran its course in the days simulated",
    "lasting_calm": "last phase ran its course",
    "outside_shock": "fighting after an outside shock",
    "not_ratified": "agreement voted down, then fighting",
    "no_agreement": "talks without result, then fighting",
    "expiry": "phase ran out, then fighting",
    "breach_spiral": "fighting, crisis about promises",
    "incident_spiral": "fighting, crisis about violence",
    "deliberate_resumption": "fighting by choice, no crisis",
}

STANDING = ("held", "lasting_calm")  # causes under which the truce stands

RUNGS = (
    "no answer",
    "protests",
    "holds back",
    "suspends talks",
    "stops deliveries",
    "resumes fighting",
)

MANNERS = {
    "on_time": "delivered on time",
    "late": "delivered late",
    "put_off": "put off",
    "withheld": "withheld",
}

EVENTS = {
    "talks_begin": "talks begin",
    "talks_stop": "talks stop",
    "talks_break_down": "talks break down",
    "agreement": "agreement",
    "ratified": "agreement ratified",
    "rejected": "deal voted down",
    "exit": "partner leaves",
    "returns": "partner returns",
    "trade": "side trade",
    "extended": "extension chosen",
    "shock": "outside shock",
    "change": "dated event",
    "settled": "crisis settled",
    "crisis_fades": "crisis fades",
    "limbo": "limbo begins",
    "resumes": "fighting resumed",
    "expired": "truce ran out",
    "calm": "lasting calm",
}

INSTRUMENTS = {
    "shuttle": "shuttling",
    "bridging": "proposals",
    "pressure": "pressure",
    "payment": "side payments",
    "guarantee": "guarantees",
    "monitoring": "monitors",
    "deadline": "deadlines",
}

GOODS = {"missing": "missing people"}


def plain(code):
    """A code as words, where nothing better is written down."""
    return str(code).replace("_", " ")


def state(code):
    """A state of a run in words."""
    return STATES.get(code, plain(code))


def good(code):
    """A good in words, in the plural."""
    return GOODS.get(code, plain(code))


def cause(code):
    """How a run ended, in words."""
    return CAUSES.get(code, plain(code))


def count(number, noun="run", several=""):
    """``1 run``, ``1,000 runs``; ``several`` is a plural that an s does not make."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def number(value, decimals=2):
    """A number with no more decimals than it needs, and never a minus before nothing."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return "0" if text in ("-0", "") else text.replace("-", "−")


def verb(many, one="is", several="are"):
    """The verb for so many."""
    return one if many == 1 else several


def of_runs(part, whole):
    """``115 of 1,000 runs``."""
    return f"{part:,} of {count(whole)}"


def percent(share):
    """A share in per cent: ``12 %``."""
    return f"{percents(share)} %"


def percents(share, decimals=0):
    """The same as a number alone, for where its unit stands elsewhere.

    There is a decimal near the ends, where it never reads as none or all; these two have none. A
    half goes up, as readers round, whatever the last bit of the share is.
    """
    if share in (0.0, 1.0):
        return "100" if share else "0"
    value = 100.0 * share + LAST_BIT
    if 0.0 < share < 0.1 or 0.99 < share < 1.0:
        if value < 0.1:
            return "under 0.1"
        if value >= 99.95:
            return "over 99.9"
        decimals = max(decimals, 1)
    return f"{value:.{decimals}f}"


def percent_range(low, high):
    """The ends of an interval of shares in per cent: ``12 to 15 %``, ``12.1 to 12.9 %``."""
    return f"{percents_range(low, high)} %"


def percents_range(low, high):
    """The same without the unit."""
    decimals = 0 if 100.0 * (high - low) >= NARROW else 1
    one, other = percents(low, decimals), percents(high, decimals)
    return one if one == other else f"{one} to {other}"


def percents_apart(first, last):
    """Two shares in per cent, with a decimal where whole numbers would be apart otherwise."""
    one, other, apart = (int(half_up(100.0 * each)) for each in (first, last, last - first))
    decimals = 1 if other - one != apart or (one == other and first != last) else 0
    return percents(first, decimals), percents(last, decimals)


def half_up(value, decimals=0):
    """A number with so many decimals; a half goes away from nothing, whatever its last bit is."""
    return f"{value + math.copysign(LAST_BIT, value):.{decimals}f}"


def capital(text):
    """A text with a capital first, as a sentence or a heading begins."""
    return text[:1].upper() + text[1:]


def possessive(name):
    """``Israel's``."""
    return f"{name}'s"


def listed(texts):
    """``a, b and c``."""
    texts = list(texts)
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
