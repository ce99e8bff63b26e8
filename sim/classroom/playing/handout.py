"""What a class looks back on: its tables beside simulated classes, as one document.

The page of the class and what it takes home are both made from it. Nobody's name is in it: seats
stand for people.
"""

from typing import NamedTuple

from sim import arrow, csv_text, plots, tables, words
from sim.classroom.playing import turns
from sim.plots import offers, style, timeline, units
from sim.report.document import Column, Document, Paragraph, Room, Section, Table

FIGURES = (timeline, offers)
LISTED = 40  # decisions in the document; the file of decisions has all
LINES = 3  # to write an answer on
NOTE = (
    "One class is one play of a scenario under its assumptions: it shows what can happen, not how "
    "likely it is in the world. Beside each table stand {runs:,} simulated classes, in which "
    "agents of the model sat at every seat, on the luck of the same seed and with what the teacher "
    "let happen."
)
POINTS = (
    "What a deal is worth to a side is told in points out of 100: 100 is a deal that gives the "
    "side all it wants on every issue, 0 one that gives it nothing on any; a side payment comes on "
    "top. Each side counts by its own wishes, so that points of the two sides cannot be compared."
)
PERCENTILES = (
    "The percentile of a deal tells how many of 100 simulated classes that had a deal had one "
    "worth less to that side than the deal here; those worth the same count half. A high "
    "percentile of one side often goes with a low one of the other."
)
FREE = "There are no right answers to these questions."


class Picture(NamedTuple):
    """A figure of a table, to be drawn when it is asked for."""

    name: str  # no two pictures of a round have the same
    title: str
    alt: str
    figure: object  # its module
    shown: tuple  # its numbers

    def drawn(self, width):
        """The picture as SVG, of a width in inches."""
        meta = {"Title": self.title, "Description": self.alt, "Date": None}
        return style.saved(style.drawn(self.figure, self.shown, width=width), "svg", meta)


def pictures(table, called):
    """The figures of a table whose data exist; ``called`` is what the class calls it."""
    if not table.game.days:  # stopped before the end of its first day
        return []
    held = {name: recorded(table, name) for name in tables.KEEP["all"]}
    told = turns.of_table(table, held["events"])
    return [
        picture(table, figure, of_class(figure, shown, called, told), called)
        for figure, shown in plots.drawable(table.game.scenario, held)
        if figure in FIGURES
    ]


def picture(table, figure, shown, called):
    """A figure of a table, by the name of the table."""
    title = figure.title(shown)
    title = title if called in title else f"{called}: {title[:1].lower()}{title[1:]}"
    name = f"table-{table.number + 1}-{figure.NAME}"
    return Picture(name, title, figure.describe(shown), figure, shown)


def of_class(figure, shown, called, told=turns.NONE):
    """The numbers of a figure as a class reads them: in points, and by the name of its table.

    The turns of a table are those that everybody there has heard of.
    """
    shown = shown._replace(unit=units.POINTS, called=called)
    return shown._replace(**told._asdict()) if figure is timeline else shown


def recorded(table, name):
    """The columns of a table of what a game has left."""
    return arrow.columns(table.as_table(name))


def document(looked, figures, setting, round_number, runs):
    """What a round looks back on; ``looked`` and ``figures`` have an entry for each table."""
    called = (
        words.capital(words.plain(setting.scenario))
        if setting.names == "real"
        else "A truce in phases"
    )
    about = {
        "scenario": setting.scenario,
        "names": setting.names,
        "seed": setting.seed,
        "tables": setting.tables,
        "round": round_number,
        "simulated classes": runs,
    }
    notes = (Paragraph(NOTE.format(runs=runs), strong=True), Paragraph(POINTS))
    if any("percentile " in one.deal for one in looked):
        notes += (Paragraph(PERCENTILES),)
    return Document(
        title=f"Looking back: {called}",
        subtitle=f"Round {round_number}, {words.count(setting.tables, 'table')}",
        sections=(Section("How to read this", notes), *map(section, looked, figures)),
        foot=f"{called}, round {round_number}; {words.NOT_A_FORECAST}",
        about=about,
        contents=1,
    )


def section(one, figures):
    """One table."""
    blocks = [Paragraph(one.ending, strong=True), beside(one)]
    if one.deal:
        blocks.append(Paragraph(one.deal))
    blocks += map(terms, one.made)
    blocks += figures
    if one.branches:
        blocks.append(branches(one))
    if one.decisions:
        blocks.append(Paragraph(decided(one)))
    if one.choices:
        blocks.append(choices(one))
    return Section(one.called, (*blocks, to_think_about(one)))


def beside(one):
    """A table beside the simulated classes."""
    heads = ("What", "This table", "Agents on the same luck", "Among the simulated classes")
    caption = f"{one.called} beside the simulated classes."
    return Table("", caption, tuple(map(Column, heads)), tuple(map(tuple, one.rows)), one.note)


def terms(deal):
    """The terms of a deal, what they are worth to each side, and what was paid on the side."""
    points = (Column(f"Points to {name}", in_points, True) for name in deal.sides)
    heads = (Column("Issue"), Column("What it says"), *points)
    return Table("", deal.caption, heads, deal.rows, deal.note)


def in_points(number):
    """Points with one decimal."""
    return f"{number + 0.0:.1f}"


def branches(one):
    """How agents would have gone on."""
    heads = (
        Column("After day", str, True),
        Column("No return to fighting", str, True),
        Column("Of", str, True),
    )
    caption = "Had agents taken over at every seat: continuations without a return to fighting."
    return Table("", caption, heads, one.branches)


def decided(one):
    """How many decisions people took, and how many unlike the agents."""
    told = f"{words.count(one.decisions, 'decision')} by people at this table, "
    told += f"{one.differing} unlike what the agent would have done."
    more = f" The first {LISTED} of these stand below; the file of decisions has all."
    return told + (more if one.differing > LISTED else "")


def choices(one):
    """Decisions that agents would have taken otherwise."""
    heads = ("Day", "Seat", "About", "Decided", "The agent would have")
    caption = "Decisions that the agents would have taken otherwise."
    rows = tuple(map(tuple, one.choices[:LISTED]))
    return Table("", caption, tuple(map(Column, heads)), rows)


def to_think_about(one):
    """Questions on what happened, with room to write."""
    blocks = [Paragraph(FREE)]
    for number, question in enumerate(one.asked, start=1):
        blocks += [Paragraph(f"{number}. {question}"), Room(LINES)]
    return Section("To think about", tuple(blocks))


def tables_csv(looked):
    """What each table brought."""
    heads = ("table", "what", "this_table", "agents_on_the_same_luck", "among_simulated_classes")
    return csv_text.text(heads, [(one.number + 1, *row) for one in looked for row in one.rows])


def decisions_csv(looked):
    """Decisions by seat that agents would have taken otherwise."""
    heads = ("table", "day", "seat", "about", "decided", "agent_would_have")
    return csv_text.text(heads, [(one.number + 1, *row) for one in looked for row in one.choices])
