"""A small document with a bit of everything, for tests of what it is written to."""

from hypothesis import strategies as st

from sim.report.document import (
    Code,
    Column,
    Document,
    Figure,
    Items,
    Paragraph,
    Section,
    Table,
)

SVG = b"""<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="460.8pt" height="230.4pt" viewBox="0 0 460.8 230.4">
<rect width="460.8" height="230.4" fill="#ffffff"/>
<path d="M 20 20 L 200 60 L 440 200" fill="none" stroke="#6a3d9a" stroke-width="3"/>
</svg>
"""

HOSTILE = (
    "<b>bold</b> & <script>alert(1)</script> &amp;",
    "\"double\" 'single' ``none` left",
    "= #emph[x] *strong* _under_ $x^2$ @key <label> \\ ~ // no /* end https://x.y --- ...",
    "- item\n+ 1. / term: x",
    "\\input{x} 100 % of a_b ^ ~ {} # $ & | [x]",
    "שלום and مرحبا",
    "a dove 🕊️ and 𒐫",
    "{{ 7 * 7 }} {% raw %} {# note #}",
    "</title></style></svg>]]>",
)

# What people may write: neither half a letter nor what is no letter at all.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40)


def share(value):
    """A share in per cent."""
    return f"{100 * value:.1f} %"


def table(name, days, caption="Share of runs that stand, by day", note=""):
    """A table of so many days; the last cell of each row is empty."""
    columns = (
        Column("Day", str, True),
        Column("State"),
        Column("Share", share, True),
        Column("To"),
    )
    rows = tuple((day, "phase 1", 1 / (day + 2), None) for day in range(days))
    return Table(name, caption, columns, rows, note)


def figure(name="standing", days=3, **changes):
    """A figure with a table of so many days behind it; none behind it if that is None."""
    behind = None if days is None else table(f"{name}_days", days)
    shown = Figure(name, "Runs that stand", "A line falls from 100 % to 10 %.", SVG, behind)
    return shown._replace(**changes)


def document(*blocks, about=None):
    """A document; what is handed in stands in its first section."""
    return Document(
        "How long a truce holds",
        "Scenario `phase_two_talks`, 1,000 runs",
        (
            Section("Findings", (Paragraph("It holds in `x` of n runs."), *blocks)),
            Section(
                "Runs",
                (
                    Items(("One.", "Two: `seed=1`.")),
                    Section("Beside them", (Paragraph("Not a forecast.", True),)),
                    Section("Again", (Code(("python -m experiments.run \\", "  seed=1")),)),
                ),
            ),
        ),
        "1,000 runs, seed 1; not a forecast",
        {"scenario": "phase_two_talks", "seed": 1} if about is None else about,
    )


def full():
    """A document with two figures and tables of no row, of one and of many."""
    return document(
        figure(),
        figure("falling", 60, title="Runs that fall."),
        table("none", 0),
        table("one", 1, note="Wilson's intervals."),
        table("many", 70),
    )


def hostile(text):
    """A document that says one thing wherever it says anything."""
    told = Table("told", text, (Column(text), Column(text, str, True)), ((text, text),), text)
    shown = Figure("shown", text, text, SVG, told._replace(name="behind"))
    blocks = (Paragraph(text), Paragraph(text, True), Items((text,)), Code((text,)), told, shown)
    return Document(text, text, (Section(text, (*blocks, Section(text, ()))),), text, {"k": text})
