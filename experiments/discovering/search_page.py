"""What a search found, as a page in plain words, tables and a figure."""

from experiments import console, csv_files, pages, provenance
from experiments.discovering import clauses, told
from experiments.pages import picture, wrapped
from sim import metrics, naming
from sim.discovery.crossing import BOTH, FLAT, reached
from sim.markdown import table
from sim.plots import searched, style
from sim.words import capital, listed

RESPONSE = ("value", "share", "low", "high", "runs", "place")
CROSSINGS = ("value", "low", "high", "rising", "low_open", "high_open")
HEAD = """# {title}

Made by `{command}`; do not edit. A statement about a model and its assumptions, not a forecast.
"""
METHOD = """## How it was done

{runs} were played at each value, on the same luck at all of them, first on a grid of {grid} values
and then by bisection. The share of runs is near the true one, not at it; in brackets are the values
at which the 95 % score interval of the share ([Wilson1927]_) holds {share}, found by bisection too.
Whether the share rises or falls is read from every pair of the grid by the interval of their paired
difference ([Tango1998]_), at a level that is that of all pairs together. {averaged}"""


def write(folder, found, command, made):
    """Write the tables, the figure and the page."""
    csv_files.write(folder / "response.csv", RESPONSE, response_rows(found))
    csv_files.write(folder / "crossings.csv", CROSSINGS, found.crossings)
    (folder / "figures").mkdir()
    draw(folder / "figures" / searched.NAME, found, made)
    pages.put(folder / told.PAGE, pages.uncited(page(found, command)).encode())
    told.write(folder, verdict(found))


def response_rows(found):
    """A row a value that was played, in order."""
    for value in sorted(found.response.kept):
        outcome = found.response.at(value)
        low, high = found.response.bounds(value)
        place = "grid" if value in found.grid else "bisection"
        yield value, float(outcome.mean()), low, high, len(outcome), place


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
    course = found.course
    if course == FLAT:
        yield f"Over the range {span} the share {course}, as far as these runs can tell."
    else:
        yield (
            f"Over the range {span} the share {course}: {at_share(found, found.grid[0])} at {low}, "
            f"{at_share(found, found.grid[-1])} at {high}."
        )
    if search.left:
        names = listed(f"`{key}`" for key in search.left)
        verb = "stays" if len(search.left) == 1 else "stay"
        yield f"{names} {verb} as the scenario has {'it' if len(search.left) == 1 else 'them'}."


def verdict(found):
    """What was found, and of which parameter."""
    yield from sentences(found)
    meaning, unit = naming.about(found.search.scenario, found.search.key)
    yield f"`{found.search.key}`: {meaning} [{unit}]."


def single(found):
    """The one value, where the share only rises or only falls."""
    one = found.crossings[0]
    end = "least" if one.rising == found.search.is_above else "greatest"
    return (
        f"**The {end} {called(found)} under which {happens(found)} is "
        f"{clauses.number(one.value)} (95 % interval {interval(one, found)}).**"
    )


def several(found, span):
    """Where it is as sought, where there is no one value."""
    stretches = [f"from {clauses.number(a)} to {clauses.number(b)}" for a, b in regions(found)]
    crossings = listed(
        f"{clauses.number(one.value)} ({interval(one, found)})" for one in found.crossings
    )
    why = (
        "the share rises and falls" if found.course == BOTH
        else "the share crosses more than once, within what luck alone can do"
    )  # fmt: skip
    return (
        f"**There is no one value {span}: {why}. {capital(called(found))} "
        f"{listed(stretches)} has it that {happens(found)}; the share crosses at {crossings}.**"
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
        yield f"**Everywhere {span} {happens(found)}: the value sought is out of this range.**"
    else:
        yield f"**Nowhere {span} {happens(found)}: the value sought is out of this range.**"
    nearest = min(shares, key=lambda value: abs(shares[value] - found.search.share))
    low, high = found.response.bounds(nearest)
    near = ", whose interval holds it" if low <= found.search.share <= high else ""
    yield (
        f"The share comes nearest at {clauses.number(nearest)}, with {at_share(found, nearest)}"
        f"{near}."
    )


def page(found, command):
    """The page, as Markdown."""
    search = found.search
    title = f"{capital(called(found))} and how often {search.words}"
    lines = [
        HEAD.format(title=title, command=command),
        "## What was found",
        *verdict(found),
        picture(searched.NAME, "Share of runs by the parameter"),
        "## On the grid",
        grid_table(found),
        method(found),
    ]
    return wrapped("\n\n".join(lines))


def grid_table(found):
    """The shares on the grid."""
    rows = [(clauses.number(value), at_share(found, value)) for value in found.grid]
    return table((called(found), "share of runs (95 % interval)"), rows, "rr")


def method(found):
    """How it was done."""
    uncertain = [f"`{key}` ({words(spread)})" for key, spread in found.search.uncertain.items()]
    averaged = "All else stands as in the scenario, ranges that it draws from included."
    if uncertain:
        averaged = (
            f"Each run draws {listed(uncertain)} anew, so that it is averaged over. {averaged}"
        )
    return METHOD.format(
        runs=console.count(found.search.runs, "run"),
        grid=len(found.grid),
        share=clauses.given_share(found.search.share),
        averaged=averaged,
    )


def words(spread):
    """A distribution in words."""
    kind, numbers = next(iter(spread.items()))
    ends = ", ".join(clauses.number(one) for one in numbers)
    return f"{kind.replace('_', '-')} over {ends}"


def draw(stem, found, made):
    """The response with its band, and where it crosses."""
    rows = list(response_rows(found))
    search = found.search
    _, unit = naming.about(search.scenario, search.key)
    shown = searched.Numbers(
        f"{capital(called(found))} [{unit}]",
        [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows],
        [row[3] for row in rows], found.grid, search.share,
        [(one.value, one.low, one.high) for one in found.crossings],
        capital(f"how often {search.words}"),
    )  # fmt: skip
    what = f"{search.scenario.name}: {console.count(search.runs, 'run')} at each value"
    style.leave(searched, shown, stem, provenance.foot(what, made, search.seed, search.runs))
