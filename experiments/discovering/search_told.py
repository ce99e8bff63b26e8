"""What a search of a value found, in sentences; the first is the finding.

``found`` has the ``search``, the ``grid``, the ``course`` and the ``crossings`` of
``searching.Found``, and a ``response`` that knows the share at each value of the grid and the
ends of its interval: what was played, or what was read back. An empty course is not known.
"""

from experiments.discovering import clauses
from sim import metrics, naming
from sim.discovery.crossing import BOTH, FLAT, reached
from sim.words import capital, listed


def called(found):
    """The parameter as a noun."""
    return naming.called(found.search.scenario, found.search.key)


def happens(found):
    """What is sought of the outcome."""
    side = "at least" if found.search.is_above else "at most"
    return f"{found.search.words} in {side} {clauses.given_share(found.search.share)} of runs"


def interval(one, found):
    """The interval of a crossing in words."""
    low, high = clauses.number(one.low), clauses.number(one.high)
    if one.low_open and one.high_open:
        return "the whole range, so it is not told where"
    if one.low_open:
        return f"from below {low}, where the range begins, to {high}"
    return f"{low} to beyond {high}, where the range ends" if one.high_open else f"{low} to {high}"


def at_share(found, value):
    """The share at a value, with its interval."""
    low, high = found.response.bounds(value)
    share = metrics.Number(found.response.share(value), "", low, high)
    return clauses.span(share, clauses.Asked(found.search.share, found.search.is_above))


def sentences(found):
    """What was found, in sentences."""
    search = found.search
    low, high = (clauses.number(end) for end in (found.grid[0], found.grid[-1]))
    span = f"from {low} to {high}"
    if not found.crossings:
        yield from outside(found, span)
    elif len(found.crossings) == 1 and found.course != BOTH:
        yield single(found)
    else:
        yield several(found, span)
    yield ran(found, span)
    if search.left:
        names = listed(f"`{key}`" for key in search.left)
        verb = "stays" if len(search.left) == 1 else "stay"
        yield f"{names} {verb} as the scenario has {'it' if len(search.left) == 1 else 'them'}."


def ran(found, span):
    """How the share runs over the range, as far as that is known, and what it is at its ends."""
    low, high = (
        f"{at_share(found, end)} at {clauses.number(end)}"
        for end in (found.grid[0], found.grid[-1])
    )
    if found.course == FLAT:
        return f"Over the range {span} the share {FLAT}, as far as these runs can tell."
    if not found.course:
        return f"At the ends of the range the share is {low} and {high}."
    return f"Over the range {span} the share {found.course}: {low}, {high}."


def single(found):
    """The one value, where the share only rises or only falls."""
    one = found.crossings[0]
    end = "least" if one.rising == found.search.is_above else "greatest"
    return (
        f"The {end} {called(found)} under which {happens(found)} is "
        f"{clauses.number(one.value)} (95 % interval {interval(one, found)})."
    )


def several(found, span):
    """Where it is as sought, where there is no one value."""
    stretches = [f"from {clauses.number(a)} to {clauses.number(b)}" for a, b in regions(found)]
    crossings = listed(
        f"{clauses.number(one.value)} ({interval(one, found)})" for one in found.crossings
    )
    why = f"the share {BOTH}" if found.course == BOTH else "the share crosses more than once"
    if found.course and found.course != BOTH:
        why += ", within what luck alone can do"
    return (
        f"There is no one value {span}: {why}. {capital(called(found))} "
        f"{listed(stretches)} has it that {happens(found)}; the share crosses at {crossings}."
    )


def regions(found):
    """The stretches of the range in which it is as sought."""
    edges = [found.grid[0], *(one.value for one in found.crossings), found.grid[-1]]
    inside = is_sought(found, found.grid[0])
    return [pair for place, pair in enumerate(zip(edges, edges[1:])) if (place % 2 == 0) == inside]


def is_sought(found, value):
    """True if the share at a value is as sought."""
    return reached(found.response.share(value), found.search.share, found.search.is_above)


def outside(found, span):
    """That the value is out of the range, and how near the range comes."""
    shares = {value: found.response.share(value) for value in found.grid}
    if is_sought(found, found.grid[0]):
        yield f"Everywhere {span} {happens(found)}: the value sought is out of this range."
    else:
        yield f"Nowhere {span} {happens(found)}: the value sought is out of this range."
    nearest = min(shares, key=lambda value: abs(shares[value] - found.search.share))
    low, high = found.response.bounds(nearest)
    near = ", whose interval holds it" if low <= found.search.share <= high else ""
    yield (
        f"The share comes nearest at {clauses.number(nearest)}, with {at_share(found, nearest)}"
        f"{near}."
    )
