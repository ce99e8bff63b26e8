"""The figures of a result as they were drawn, each with the numbers behind it from its file."""

import csv

from experiments import intact
from experiments.reporting import cells, formats
from experiments.reporting.opened import readable
from experiments.sentences import Refused
from sim import fields, marked
from sim.report.document import Figure, Paragraph, Table

FIGURES = "figures"
FIRST = (  # how figures begin, in the order of reading; a test holds them to what is drawn
    "compare_differences", "compare_survival", "compare_incidence", "compare_phases",
    "compare_parting",
    "survival", "phases", "flow", "incidence", "endings", "deliveries", "trust", "offers",
    "timeline",
    "backtest_patterns", "backtest_days",
    "sensitivity_tornado", "sensitivity_sobol", "sensitivity_morris", "effects", "heat", "cases",
    "discover_box", "discover_search", "discover_ranges", "discover_trade_off", "discover_tree",
)  # fmt: skip
OUTCOMES = (*formats.MAIN, "delivered", "amounts")  # among figures of one sort
NONE = (
    "This result was left without figures. The command that made it draws them, and plays nothing "
    "again, if it is given `plots=true`."
)


def figures(result):
    """Every figure of a result, in the order of reading; a sentence where there is none."""
    drawn = sorted((result.folder / FIGURES).glob("*.svg"), key=reading)
    if not drawn:
        yield Paragraph(NONE)
    for path in drawn:
        yield figure(result, path)


def reading(path):
    """Where a figure stands in the order of reading: by what it draws, then by its outcome.

    The outcome that leads the results comes first; what is in no list follows by name.
    """
    stem = path.stem
    drawn = max((one for one in FIRST if f"{stem}_".startswith(f"{one}_")), key=len, default="")
    outcome = stem[len(drawn) :].removeprefix("_")
    return place(drawn, FIRST), outcome != "", place(outcome, OUTCOMES), stem


def place(name, order):
    """The place of a name in an order; after all of it where it is not there."""
    return order.index(name) if name in order else len(order)


def figure(result, path):
    """A figure as it was drawn: its title and what it shows in words are in its file."""
    with readable(path):
        svg = path.read_bytes()
    title, alt = (fields.of_svg(svg, field) for field in ("Title", "Description"))
    if not title or not alt:
        raise Refused(f"{path}: this is no figure that this program drew")
    check(path, result)
    name = result.named(path.stem)
    return Figure(name, title, alt, svg, behind(name, title, path.with_suffix(".csv")))


def check(path, result):
    """Refuse a figure of another result, and one whose numbers are not those beside it."""
    settings, beside = marked.settings_of(path), path.with_suffix(".csv")
    ours = result.provenance["config_hash"]
    if settings.get("config_hash") != ours:
        problem = f"this is a figure of another result, and not of configuration {ours}"
        raise Refused(f"{path}: {problem}; move it away")
    if beside.is_file() and settings.get("numbers") != intact.digest(beside):
        problem = f"this is not the table that {path.name} was drawn with"
        raise Refused(f"{beside}: {problem}; put both back, or move both away")


def behind(name, title, path):
    """The numbers behind a figure, as a table; none where their file is gone."""
    if not path.is_file():
        return None
    with readable(path), path.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
        return Table(f"{name}_numbers", f"{title}: the numbers", *cells.table(heads, rows))
