"""Whether outcomes rise or fall along what was drawn: a sentence an outcome, and a table."""

from experiments.reporting import formats
from experiments.reporting.sweeps import swept
from experiments.sweeping import told, trends
from sim import words
from sim.report.document import Column, Items, Paragraph, Table

WHAT = (
    "Whether an outcome rises or falls along what was drawn, over all points: the rank correlation "
    "of the value drawn with the outcome, a mean over all decisions. It is 1 or -1 where the one "
    "always rises or falls with the other, and 0 where neither is so. The intervals of an outcome "
    "hold together, for all that was drawn, in 95 of 100 such sweeps."
)


def blocks(result, found):
    """Nothing where nothing was drawn, or too few points tell."""
    plan = swept.plan(result)
    every = [(one, trends.trends(plan, one)) for one in found.values()]
    every = [(one, own) for one, own in every if own]
    if not every:
        return
    yield Paragraph(WHAT)
    yield Items(tuple(sentence(one, own) for one, own in every))
    rows = tuple(row(one, each) for one, own in every for each in own)
    numbers = (Column(head, formats.correlation, True) for head in HEADS)
    columns = (Column("Outcome"), Column("What was drawn"), *numbers)
    caption = "How outcomes go along what was drawn: rank correlations over the points"
    yield Table(result.named("trends"), caption, columns, rows)


HEADS = ("Rank correlation", "from", "to")


def sentence(one, own):
    """Along what an outcome surely rises or falls, the strongest first."""
    name, clear = told.name(one.measured), [each for each in own if each.is_clear]
    if not clear:
        return f"{name}: along nothing that was drawn is it seen to rise or fall."
    clear.sort(key=lambda each: -abs(each.value))
    return f"{name}: {words.listed(map(goes, clear))}."


def goes(each):
    """A trend in words."""
    value, low, high = map(formats.correlation, (each.value, each.low, each.high))
    way = "rises" if each.value > 0.0 else "falls"
    verb = "rise" if each.of.many else "rises"
    return f"{way} as {each.of.noun} {verb} ({value}, {low} to {high})"


def row(one, each):
    """A row of the table."""
    return (told.name(one.measured), words.capital(each.of.words), each.value, each.low,
            each.high)  # fmt: skip
