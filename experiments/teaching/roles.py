"""Role sheets: one page a seat, a page that lists them, all of them as one print."""

import re

from sim import markdown
from sim.classroom import telling
from sim.classroom.sheets import even_deal, seats, sheet
from sim.refusals import PremiseError, nearest
from sim.report import markdown as in_markdown
from sim.report.document import Column, Document, Items, Section, Table
from sim.words import capital, number, possessive

MADE = "Made by `python -m experiments.teach`; do not edit."
ASSUMED = (
    "Every number is computed from the scenario {scenario}. Most of the numbers behind them are "
    "assumptions (`docs/parameters.md`); they are not what any government or movement is known to "
    "want."
)
POINTS = "Points run from 0, the worst deal that the talks could bring, to 100, the best."
USE = (
    "Give each player one sheet and no other. What everybody knows may be read aloud; the rest is "
    "for that seat alone."
)
BEFORE_PRINTING = (
    "This page is for the teacher: it says what each seat takes. Keep it, and hand out from the "
    "first role on.",
    "Each role begins on a page of its own. Print on one side, or make the papers with "
    "`both_sides=true`: then each begins on a right-hand page, and sheets printed on both sides "
    "come apart.",
    "The foot of each page says whose it is, and its number for printing one role again.",
    "Classes on devices do not need these: there each class has numbers of its own.",
)
KEY = """# A deal that was there

For the instructor, after play. {made}

Of all deals within both sides' red lines this one brings the largest product of what each gains
over the least that it takes. It is one good deal and not the right one. Ask a table that had none
which line of it they never spoke about, and a table that had one whether theirs brings both sides
more.
"""


def called(scenario):
    """How a scenario is called, with invented names too."""
    return scenario.names.get(scenario.name, f"`{scenario.name}`")


def sheets(scenario, chosen=()):
    """The sheet of every seat, or of those chosen, by the name of its file without an ending.

    Files bear the names that the scenario gives, so that no file shows what a sheet does not.
    """
    found = {}
    for seat in picked(seats(scenario), chosen):
        one = sheet(scenario, seat)
        name = re.sub(r"\W+", "_", f"{one.kind} {one.name}".lower()).strip("_")
        found[f"{name}_{len(found)}" if name in found else name] = one
    return found


def picked(known, chosen):
    """The seats whose keys are chosen, all of them if none is; refuses a key that no seat has."""
    keys = [seat.partition(":")[2] for seat in known]
    for key in chosen:
        if key not in keys:
            problem = f"'{key}' is not allowed; it takes {', '.join(keys)}{nearest(key, keys)}"
            raise PremiseError("seats", problem)
    return [seat for seat, key in zip(known, keys, strict=True) if not chosen or key in chosen]


def pages(scenario, chosen=()):
    """Every page of role sheets: by file name, its text."""
    found = sheets(scenario, chosen)
    return {"README.md": contents(scenario, found)} | {
        f"{name}.md": page(one) for name, one in found.items()
    }


def page(one):
    """The sheet of one seat."""
    return f"{in_markdown.section(telling.section(one), 1)}\n{MADE}\n"


def least(one):
    """The least deal of a seat, in points; nothing where it takes none."""
    return "" if one.least is None else number(one.least.least, 1)


def contents(scenario, found):
    """The page that lists the sheets."""
    rows = [
        (f"[{capital(one.name)}]({name}.md)", one.kind, least(one)) for name, one in found.items()
    ]
    table = markdown.table(("sheet", "kind", "least deal [points]"), rows, "llr")
    source = ASSUMED.format(scenario=called(scenario))
    top = f"# Role sheets\n\n{scenario.title}. {MADE}"
    return f"{top}\n\n{source} {POINTS}\n\n{USE}\n\n{table}\n"


def document(scenario, chosen=(), both_sides=False):
    """All sheets as one print: a page for the teacher, then each role on paper of its own."""
    found = sheets(scenario, chosen).values()
    return Document(
        title="Role sheets",
        subtitle=scenario.title,
        sections=(teachers_page(scenario, found), *map(telling.section, found)),
        foot="A model under assumptions; not a forecast",
        about={"scenario": called(scenario).strip("`")},
        contents=1,
        both_sides=both_sides,
    )


def teachers_page(scenario, found):
    """What a teacher reads before printing."""
    heads = (Column("Role"), Column("Kind"), Column("Least deal (points)", is_number=True))
    rows = tuple((capital(one.name), one.kind, least(one)) for one in found)
    table = Table("", "The roles, and the least that each takes or approves.", heads, rows)
    source = ASSUMED.format(scenario=called(scenario))
    return Section("For the teacher", (Items((*BEFORE_PRINTING, USE, source)), table))


def key(scenario):
    """For the instructor alone: a deal that both sides would have taken, and what each gets."""
    deal = even_deal(scenario)
    names = [possessive(name) for name in scenario.parties]
    if deal is None:
        return f"{KEY.format(made=MADE)}\nNo deal gains both sides here.\n"
    rows = [
        (capital(one.name), one.value, one.unit, *(number(each, 1) for each in one.points))
        for one in deal.levels
    ]
    total = ("**All**", "", "", *(f"**{number(each, 1)}**" for each in deal.points))
    taken = [sheet(scenario, f"party:{each}").least.least for each in scenario.premises.parties]
    last = ("The least that each takes", "", "", *(number(each, 1) for each in taken))
    heads = ("issue", "level", "", *(f"{name} points" for name in names))
    return f"{KEY.format(made=MADE)}\n{markdown.table(heads, [*rows, total, last], 'lrlrr')}\n"
