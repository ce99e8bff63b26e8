"""What a search found, as a page in plain words, tables and a figure."""

from experiments import console, csv_files, pages, provenance
from experiments.discovering import clauses, told
from experiments.discovering.search_told import at_share, called, sentences
from experiments.pages import picture, wrapped
from sim import naming, whole_files
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
    whole_files.put(folder / told.PAGE, pages.uncited(page(found, command)).encode())
    told.write(folder, verdict(found))


def response_rows(found):
    """A row a value that was played, in order."""
    for value in sorted(found.response.kept):
        outcome = found.response.at(value)
        low, high = found.response.bounds(value)
        place = "grid" if value in found.grid else "bisection"
        yield value, float(outcome.mean()), low, high, len(outcome), place


def verdict(found):
    """What was found, set off, and of which parameter."""
    first, *rest = sentences(found)
    yield f"**{first}**"
    yield from rest
    meaning = naming.with_unit(*naming.about(found.search.scenario, found.search.key))
    yield f"`{found.search.key}`: {meaning}."


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
        naming.with_unit(capital(called(found)), unit),
        [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows],
        [row[3] for row in rows], found.grid, search.share,
        [(one.value, one.low, one.high) for one in found.crossings],
        capital(f"how often {search.words}"),
    )  # fmt: skip
    what = f"{search.scenario.name}: {console.count(search.runs, 'run')} at each value"
    style.leave(searched, shown, stem, provenance.foot(what, made, search.seed, search.runs))
