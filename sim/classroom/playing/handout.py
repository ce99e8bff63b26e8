"""What a class takes home: its tables beside simulated classes, as a document, and as CSV files.

Nobody's name is in it: seats stand for people.
"""

from typing import NamedTuple

from sim import csv_text, plots, tables, words
from sim.plots import offers, style, timeline
from sim.report import html, pdf
from sim.report.document import Column, Document, Figure, Paragraph, Section, Table

FIGURES = (timeline, offers)
NOTE = (
    "One class is one play of a scenario under its assumptions: it shows what can happen, not how "
    "likely it is in the world. Beside each table stand {runs:,} simulated classes, in which "
    "agents sat at every seat, on the luck of the same seed and with what the teacher let happen."
)


class Drawn(NamedTuple):
    """A figure of a table."""

    name: str
    title: str
    alt: str
    svg: bytes


def note(runs):
    """How to read what stands beside each table."""
    return NOTE.format(runs=runs)


def figures(table):
    """The figures of a table whose data exist."""
    if not table.game.days:  # stopped before the end of its first day
        return []
    held = {name: recorded(table, name) for name in tables.KEEP["all"]}
    scenario, found = table.game.scenario, []
    for figure, shown in plots.drawable(scenario, held):
        if figure in FIGURES:
            made = plots.make(figure, shown, scenario)
            alt = figure.describe(shown)
            meta = {"Title": figure.title(shown), "Description": alt, "Date": None}
            svg = style.saved(made, "svg", meta)
            found.append(Drawn(figure.NAME, figure.title(shown), alt, svg))
    return found


def recorded(table, name):
    """The columns of a table of what a game has left."""
    return tables.columns(table.as_table(name))


def document(looked, drawn, setting, round_number, runs):
    """The handout of a round; ``looked`` and ``drawn`` have an entry for each table."""
    called = words.plain(setting.scenario) if setting.names == "real" else "A truce in phases"
    about = {
        "scenario": setting.scenario,
        "names": setting.names,
        "seed": setting.seed,
        "tables": setting.tables,
        "round": round_number,
        "simulated classes": runs,
    }
    opening = Section("How to read this", (Paragraph(note(runs), strong=True),))
    return Document(
        title=f"Looking back: {called}",
        subtitle=f"Round {round_number}, {words.count(setting.tables, 'table')}",
        sections=(opening, *map(section, looked, drawn)),
        foot=f"{called}, round {round_number}; {words.NOT_A_FORECAST}",
        about=about,
    )


def section(one, drawn):
    """One table."""
    number = one.number + 1
    blocks = [Paragraph(one.ending, strong=True), beside(one)]
    blocks += [
        Figure(f"table-{number}-{each.name}", each.title, each.alt, each.svg) for each in drawn
    ]
    if one.branches:
        blocks.append(branches(one))
    if one.decisions:
        told = f"{words.count(one.decisions, 'decision')} by people at this table, "
        blocks.append(Paragraph(f"{told}{one.differing} unlike what the agent would have done."))
    if one.choices:
        blocks.append(choices(one))
    return Section(f"Table {number}", tuple(blocks))


def beside(one):
    """A table beside the simulated classes."""
    heads = ("What", "This table", "Agents on the same luck", "Among the simulated classes")
    return Table(
        f"table-{one.number + 1}-beside",
        "This table beside the simulated classes.",
        tuple(map(Column, heads)),
        tuple(map(tuple, one.rows)),
    )


def branches(one):
    """How agents would have gone on."""
    heads = (
        Column("After day", str, True),
        Column("No return to fighting", str, True),
        Column("Of", str, True),
    )
    caption = "Had agents taken over at every seat: continuations without a return to fighting."
    return Table(f"table-{one.number + 1}-branches", caption, heads, one.branches)


def choices(one):
    """Decisions that agents would have taken otherwise."""
    heads = ("Day", "Seat", "About", "Decided", "The agent would have")
    return Table(
        f"table-{one.number + 1}-decisions",
        "Decisions that the agents would have taken otherwise.",
        tuple(map(Column, heads)),
        tuple(map(tuple, one.choices)),
    )


def as_html(found):
    """The handout as one page that needs nothing else."""
    return html.page(found).encode()


def as_pdf(found):
    """The handout to print."""
    return pdf.pages(found)


def tables_csv(looked):
    """What each table brought."""
    heads = ("table", "what", "this_table", "agents_on_the_same_luck", "among_simulated_classes")
    return csv_text.text(heads, [(one.number + 1, *row) for one in looked for row in one.rows])


def decisions_csv(looked):
    """Decisions by seat that agents would have taken otherwise."""
    heads = ("table", "day", "seat", "about", "decided", "agent_would_have")
    return csv_text.text(heads, [(one.number + 1, *row) for one in looked for row in one.choices])
