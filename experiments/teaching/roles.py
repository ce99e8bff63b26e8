"""Role sheets as Markdown: one page a seat, and a page that lists them."""

from sim import markdown
from sim.classroom.sheets import even_deal, seats, sheet
from sim.words import capital, count, number, possessive

MADE = "Made by `python -m experiments.teach`; do not edit."
HEAD = """# Role sheets

{made} Every number is computed from the scenario `{scenario}`: {title}.
Points run from 0, the worst deal that the talks could bring, to 100, the best. Most of the numbers
behind them are assumptions (`docs/parameters.md`); they are not what any government or movement is
known to want.

Give each player one sheet and no other. The first paragraph of a sheet may be read aloud; the rest
is for that seat alone.
"""
KEY = """# A deal that was there

For the instructor, after play. {made}

Of all deals within both sides' red lines this one brings the largest product of what each gains
over the least that it takes. It is one good deal and not the right one. Ask a table that had none
which line of it they never spoke about, and a table that had one whether theirs brings both sides
more.
"""
CONFIDENTIAL = "**For this seat alone.** Do not show this sheet; say as much of it as is wise."


def name(seat):
    """The file of a seat's sheet."""
    kind, _, key = seat.partition(":")
    return f"{kind}_{key}.md"


def pages(scenario):
    """Every page of role sheets: by file name, its text."""
    found = {name(seat): page(sheet(scenario, seat)) for seat in seats(scenario)}
    return {"README.md": contents(scenario), **found}


def contents(scenario):
    """The page that lists the sheets."""
    rows = []
    for seat in seats(scenario):
        one = sheet(scenario, seat)
        least = "" if one.least is None else number(one.least.least)
        rows.append((f"[{capital(one.name)}]({name(seat)})", one.kind, f"`{seat}`", least))
    head = HEAD.format(made=MADE, scenario=scenario.name, title=scenario.title)
    heads = ("sheet", "kind", "seat", "least deal [points]")
    table = markdown.table(heads, rows, "lllr")
    return f"{head}\n{table}\n"


def key(scenario):
    """For the instructor alone: a deal that both sides would have taken, and what each gets."""
    deal = even_deal(scenario)
    names = [possessive(name) for name in scenario.parties]
    if deal is None:
        return f"{KEY.format(made=MADE)}\nNo deal gains both sides here.\n"
    rows = [
        (capital(one.name), one.value, one.unit, *(number(each, 3) for each in one.points))
        for one in deal.levels
    ]
    total = ("**All**", "", "", *(f"**{number(each, 3)}**" for each in deal.points))
    least = [sheet(scenario, f"party:{each}").least.least for each in scenario.premises.parties]
    taken = ("The least that each takes", "", "", *(number(each, 3) for each in least))
    heads = ("issue", "level", "", *(f"{name} points" for name in names))
    return f"{KEY.format(made=MADE)}\n{markdown.table(heads, [*rows, total, taken], 'lrlrr')}\n"


def page(one):
    """The sheet of one seat."""
    blocks = [
        f"# {one.title}",
        MADE,
        f"**Everybody hears this.** {one.public}",
        CONFIDENTIAL,
        section("What a deal counts", issues(one)),
        section("The least that you take", one.least.text if one.least else ""),
        section("Your red lines", items(one.red_lines)),
        section(
            "What only you know", items([*(fact.text for fact in one.confidential), *one.unknown])
        ),
        section("What you can do", instruments(one)),
        section("What you owe", promises(one.owes, "costs you")),
        section("What is owed to you", promises(one.due, "worth to you")),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def section(heading, text):
    """A section of a page; nothing where there is nothing to say."""
    return f"## {heading}\n\n{text}" if text else ""


def items(texts):
    """A list."""
    return "\n".join(f"- {text}" for text in texts)


def issues(one):
    """The issues with their points, the largest first."""
    if not one.issues:
        return ""
    rows = [
        (
            capital(issue.name),
            issue.unit,
            number(issue.points, 3),
            issue.direction,
            issue.best,
            issue.worst,
        )
        for issue in sorted(one.issues, key=lambda issue: -issue.points)
    ]
    heads = ("issue", "what it counts", "points", "", "best", "worst")
    told = (
        "A deal brings you the sum over its issues: all points at the best level, none at the worst"
    )
    steps = ", and in proportion between." if proportional(one.issues) else "."
    return f"{told}{steps}\n\n{markdown.table(heads, rows, 'llrlrr')}"


def proportional(found):
    """True if the points of each issue rise evenly from level to level."""
    for issue in found:
        points = [worth for _, worth in issue.levels]
        steps = {
            round(after - before, 4) for before, after in zip(points, points[1:], strict=False)
        }
        if not points or (len(steps) > 1 and max(steps) - min(steps) > 1e-3):
            return False
    return True


def instruments(one):
    """What a seat can do: how often, at what price."""
    rows = [
        (
            capital(each.name),
            each.unit if each.budget is None else count(each.budget, each.unit.removesuffix("s")),
            number(each.price) if each.price else "",
            each.text,
        )
        for each in one.instruments
    ]
    return markdown.table(("", "how often", "price [your points]", "what it does"), rows, "llrl")


def promises(found, counted):
    """Obligations, in the order in which they fall due."""
    rows = [
        (each.phase, each.day, capital(each.text), number(each.points), each.after)
        for each in sorted(found, key=lambda each: (each.phase, each.day))
        if not each.done
    ]
    heads = ("phase", "day", "what", f"{counted} [points]", "only after")
    return markdown.table(heads, rows, "rrlrl") if rows else ""
