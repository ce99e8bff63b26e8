"""Boxes, policies, the tree and the way to the first box, as tables."""

import numpy as np

from experiments.csv_files import number
from experiments.discovering import clauses
from experiments.reporting import formats
from experiments.reporting.conditions import boxes
from sim import words
from sim.discovery.resampling import Span
from sim.report.document import Column, Table

STEP = 0.05  # shares asked for that the trade-off is shown at
MOST_STEPS = 10


def spans(heads, written=formats.percent):
    """Columns of numbers with their intervals."""
    return tuple(Column(each, written, True) for head in heads for each in (head, "from", "to"))


def ends(one):
    """A number and the ends of its interval as cells; an empty one where there is none."""
    return tuple(None if np.isnan(each) else each for each in one)


def flipped(question, value):
    """A density as a share of the outcome itself, if that is what the threshold is about."""
    return clauses.outcome_share(question, Span(value, np.nan, np.nan)).value


def dense(question, more=""):
    """What a density is the share of, as the head of a column."""
    if not question.is_share or question.is_above:
        return f"Density{more} [%]"
    return f"With the outcome{more} [%]"


# -- boxes -----------------------------------------------------------------------------------------


def numbers(result, found):
    """Density, coverage and mass of each box, and how far it stands out."""
    question = boxes.question(result)
    sign = 1.0 if not question.is_share or question.is_above else -1.0
    rows = []
    for box in found:
        off = [sign * each for each in box.excess]
        outside = flipped(question, box.outside)
        rows.append(
            (box.place, *ends(clauses.outcome_share(question, box.density)), outside,
             *ends(box.coverage), box.mass.value, off[0], *sorted(off[1:]))
        )  # fmt: skip
    columns = (
        Column("Box", str, True), *spans([dense(question)]),
        Column("Where not looked for [%]", formats.percent, True), *spans(["Coverage [%]"]),
        Column("Mass [%]", formats.percent, True), *spans(["Beside all points"], formats.points),
    )  # fmt: skip
    return Table(
        result.named("boxes"), "How dense each box is, how much lies in it, and how far it stands "
        "out, with 95 % intervals", columns, tuple(rows), BOXES,
    )  # fmt: skip


BOXES = (
    "Where not looked for: the mean over resamples of the density in what was left out of them, "
    "which the search does not flatter. Beside all points: the difference from the share over all "
    "points, in points of a hundred."
)


def restrictions(result, found):
    """What each box asks of each factor, and how sure that is."""
    question = boxes.question(result)
    rows = [
        (box.place, words.capital(boxes.called(result, row["parameter"])), row["role"],
         boxes.condition(result, row), number(row["reproduced"]),
         flipped(question, number(row["density_without"])), number(row["coverage_without"]))
        for box in found
        for row in box.rows
    ]  # fmt: skip
    columns = (
        Column("Box", str, True), Column("Factor"), Column("Role"), Column("Condition"),
        *(Column(head, formats.percent, True) for head in (
            "Reproduced [%]", dense(question, " without it"), "Coverage without it [%]",
        )),
    )  # fmt: skip
    note = (
        "Reproduced: the share of resamples in which a box that was looked for anew restricts this "
        "factor too. Without it: what the box would have if it asked nothing of this factor."
    )
    caption = "What each box asks of which factor"
    return Table(result.named("restrictions"), caption, columns, tuple(rows), note)


# -- policies, the tree, the way ------------------------------------------------------------------


def policies(result):
    """What each combination of decisions leaves to what is not known; None where there are none."""
    question = boxes.question(result)
    kept = {row["policy"]: row for row in boxes.overall(result) if row["policy"]}
    names = list(kept) or list(
        dict.fromkeys(row["policy"] for row in result.rows("boxes.csv") if row["policy"])
    )
    if not names:
        return None
    keys = list(boxes.parts(names[0]))
    heads = [words.capital(boxes.called(result, key)) for key in keys]
    note = (
        "Each with its 95 % interval. The conditions are of what is not known alone; each was "
        "looked for by itself and is flattered by that."
    )
    if kept:
        heads.append("Over all points of it")
    else:
        note += " Combinations without a box are not in the table."
    columns = tuple(map(Column, (*heads, "Where it is as sought", "Density", "Coverage")))
    rows = tuple(
        (*boxes.parts(name).values(), *common(question, kept.get(name)),
         *conditions(result, question, name, kept.get(name)))
        for name in names
    )  # fmt: skip
    return Table(
        result.named("policies"), "For each combination of decisions: how common it is, and under "
        "which conditions it is as sought", columns, rows, note,
    )  # fmt: skip


def common(question, known):
    """How common it is with some decisions, as a cell; none where that is not kept."""
    if known is None:
        return ()
    share = clauses.outcome_share(question, span(known))
    return (clauses.span(share, clauses.asked_share(question)),)


def conditions(result, question, name, known):
    """Where it is as sought with some decisions, how dense that is, and what it covers."""
    told = None if known is None else clauses.verdict(known["verdict"], int(known["points"]))
    box = next(iter(boxes.boxes(result, name)), None)
    if told is not None or box is None:
        return told, None, None
    density = clauses.outcome_share(question, box.density)
    dense = clauses.span(density, clauses.asked_share(question))
    return boxes.where(result, box), dense, clauses.span(box.coverage)


def span(row):
    """A share with its interval."""
    return Span(*(number(row[key]) for key in ("share", "low", "high")))


def tree(result):
    """The leaves of the tree."""
    question = boxes.question(result)
    rows = tuple(
        (words.capital(row["conditions"]), *ends(clauses.outcome_share(question, span(row))),
         int(row["points"]), number(row["mass"]))
        for row in result.rows("tree.csv")
    )  # fmt: skip
    head = "Share with the outcome [%]" if question.is_share else "Share as sought [%]"
    columns = (
        Column("Where"), *spans([head]), Column("Points", "{:,}".format, True),
        Column("Mass [%]", formats.percent, True),
    )  # fmt: skip
    caption = "The tree: parts of the whole space that do not overlap, with 95 % intervals"
    return Table(result.named("tree"), caption, columns, rows)


def trade_off(result):
    """What the box would be if another share had been asked for; None where there is no choice."""
    question = boxes.question(result)
    way = [(number(row["density"]), number(row["coverage"]), row)
           for row in result.rows("trajectory.csv")]  # fmt: skip
    rows = []
    for asked in steps(way):
        passing = [one for one in way if one[0] >= asked - 1e-12]
        density, coverage, row = max(passing, key=lambda one: one[1])
        where = words.capital(row["conditions"]) if row["conditions"] else "everywhere"
        shown = (flipped(question, asked), flipped(question, density))
        rows.append((*shown, coverage, number(row["mass"]), where))
    if len(rows) < 2:
        return None
    least = "at least" if not question.is_share or question.is_above else "at most"
    heads = (f"Asked for: {least} [%]", dense(question), "Coverage [%]", "Mass [%]")
    columns = (*(Column(head, formats.percent, True) for head in heads), Column("Where"))
    return Table(
        result.named("trade_off"), "Boxes on the way to the first one, by the share that is asked "
        "for", columns, tuple(rows), TRADE_OFF,
    )  # fmt: skip


TRADE_OFF = (
    "Of the boxes on the way the one that covers most while it is as dense as asked. They are "
    "those of one search in these points, without intervals, and flattered by it."
)


def steps(way):
    """Round shares between that of all points and the densest box's."""
    if not way:
        return []
    low, high = way[0][0], max(one[0] for one in way)
    first, last = int(np.floor(low / STEP)) + 1, int(np.floor(high / STEP + 1e-9))
    return [STEP * place for place in range(first, last + 1)][:MOST_STEPS]
