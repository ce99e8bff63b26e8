"""A role sheet as a part of a document: what the page of a seat, Markdown and prints are made of.

The order is that of a player who prepares: what to want, what to give, where to stop, what only
this seat knows, what it can do, and what comes of no deal.
"""

import itertools

from sim.classroom.knowing.instruments import ANY_TIME
from sim.report import html
from sim.report.document import Column, Items, Paragraph, Section, Table
from sim.words import capital, count, listed, number

SECRET = "For you alone. Show this sheet to nobody; say as much of it as is wise."
POINTS = (
    "Points say how good a deal is for {whom}: 0 is the worst deal that the talks could bring, 100 "
    "the best. Each issue has some of the 100: all of them at your best level, none at your worst"
)
OF_A_MEDIATOR = (
    "You count in points of your own, on the same scale as the parties: 100 is as much as the best "
    "deal is to one of them."
)
NO_PART = (
    "You take no deal and turn none down: that is for the parties. You can live with any deal that "
    "both sign and keep."
)
NO_VOTE = "You have no vote, so you cannot turn a deal down. You can only move your leader."
GIVE = "Here you can give way at little cost: {issues}. Together they are {points} of your 100 "
GIVE += "points. The other side may want them more than you do."
MOST, SPARE = 50.0, 25.0  # points that the largest issues reach, and the smallest do not pass


def section(one):
    """A sheet as a section, for paper of its own."""
    blocks = [
        Paragraph(SECRET, strong=True),
        under("What everybody knows", Paragraph(one.public)),
        under("What you want most", *wanted(one)),
        under("What you can live without", *spared(one)),
        under("The worst deal that you may accept, and why", *accepted(one)),
        under("What you know and others do not", items(known(one))),
        under("What you can do", *instruments(one)),
        under(
            "What happens if nothing is agreed",
            Paragraph(one.otherwise),
            items([fact.text for fact in one.without]),
        ),
        under("What you owe", promises(one.owes, "costs")),
        under("What you are owed", promises(one.due, "brings")),
    ]
    return Section(one.title, tuple(block for block in blocks if block), apart=True)


def as_html(one):
    """A sheet as a part of a page."""
    return html.fragment(section(one), "sheet")


def under(title, *blocks):
    """A section of a sheet; None where there is nothing to say."""
    found = tuple(block for block in blocks if block)
    return Section(title, found) if found else None


def items(texts):
    """A list; None of nothing."""
    return Items(tuple(texts)) if texts else None


def known(one):
    """What only this seat knows, in sentences."""
    return [*(fact.text for fact in one.confidential), *one.unknown]


# -- what a deal counts ---------------------------------------------------------------------------


def wanted(one):
    """What counts most, and every issue with its points; of a mediator, what it wants."""
    if one.wants:
        return Paragraph(OF_A_MEDIATOR), items([fact.text for fact in one.wants])
    if not one.issues:
        return (Paragraph("There are no talks here: what counts is that promises are kept."),)
    found = largest(one.issues)
    total = number(sum(issue.points for issue in found), 1)
    most = f"You want most: {with_points(found)}. Together they are {total} of your 100 points."
    return scale(one), Paragraph(most), issues(one), items(levels(one))


def scale(one):
    """What points are, said once on a sheet."""
    told = POINTS.format(whom="you" if one.kind == "party" else "your side")
    return Paragraph(f"{told}, and in proportion between." if even(one.issues) else f"{told}.")


def spared(one):
    """What a seat can give up at little cost."""
    if one.wants:
        return (Paragraph("Who gains how much. It matters to you only as far as is said above."),)
    found = smallest(one)
    if not found:
        return (Paragraph("Every issue counts for you.") if one.issues else None,)
    total = number(sum(issue.points for issue in found), 1)
    return (Paragraph(GIVE.format(issues=with_points(found), points=total)),)


def groups(found, largest_first):
    """Issues by their points, those with as many points together."""
    ordered = sorted(found, key=lambda issue: issue.points, reverse=largest_first)
    return [list(group) for _, group in itertools.groupby(ordered, lambda issue: issue.points)]


def largest(found):
    """The largest issues, as many as make half of the points; none before its equals."""
    taken = []
    for group in groups(found, largest_first=True):
        taken += group
        if sum(issue.points for issue in taken) >= MOST:
            break
    return taken


def smallest(one):
    """The smallest issues that make no more than a quarter of the points, without a red line."""
    most, taken = largest(one.issues), []
    free = [each for each in one.issues if each not in most and not each.red]
    for group in groups(free, largest_first=False):
        if sum(issue.points for issue in (*taken, *group)) > SPARE:
            break
        taken += group
    return taken


def with_points(found):
    """Issues with their points, listed."""
    return listed(f"{issue.name} ({number(issue.points, 1)})" for issue in found)


def issues(one):
    """The issues with their points, the largest first."""
    rows = [
        (
            with_unit(issue),
            number(issue.points, 1),
            *((issue.best, issue.worst) if issue.points else ("any", "any")),
        )
        for issue in sorted(one.issues, key=lambda issue: -issue.points)
    ]
    heads = (
        Column("Issue, and what is counted"),
        Column("Points", is_number=True),
        Column("Your best", is_number=True),
        Column("Your worst", is_number=True),
    )
    caption = "All issues of the talks, those that count most for you first. Points are rounded."
    return Table("", caption, heads, tuple(rows))


def with_unit(issue):
    """An issue with what is counted of it, where its name does not say that."""
    name = capital(issue.name)
    return f"{name} ({issue.unit})" if issue.unit and issue.unit != issue.name else name


def levels(one):
    """The points of each level, of issues whose points do not rise evenly."""
    return [
        f"{capital(issue.name)}: "
        + ", ".join(f"{level} brings {number(points, 1)}" for level, points in issue.levels)
        + "."
        for issue in one.issues
        if issue.levels and not even((issue,))
    ]


def even(found):
    """True if the points of each issue rise evenly from level to level."""
    for issue in found:
        points = [worth for _, worth in issue.levels]
        steps = {
            round(after - before, 4) for before, after in zip(points, points[1:], strict=False)
        }
        if not points or (len(steps) > 1 and max(steps) - min(steps) > 1e-3):
            return False
    return True


def accepted(one):
    """The least that a seat takes, why, and its red lines."""
    if one.least is None:
        return (Paragraph(NO_PART if one.kind == "mediator" else NO_VOTE),)
    lines = ()
    if one.red_lines:
        told = "Red lines: whatever the points, refuse a deal that does not keep these."
        lines = (Paragraph(told), Items(one.red_lines))
    return (Paragraph(one.least.text, strong=True), items(one.least.why), *lines)


# -- what a seat can do, owes and is owed ---------------------------------------------------------


def instruments(one):
    """What a seat can do: how often, and at what price."""
    yield Paragraph("As often as you like, where nothing else is said.")
    yield items([f"{capital(each.name)}{limits(each)}: {each.text}" for each in one.instruments])
    yield items(one.rules)


def limits(each):
    """How often something can be done, and what it costs, in brackets."""
    found = []
    if each.budget is not None:
        found.append(count(each.budget, each.unit.removesuffix("s")))
    elif each.unit != ANY_TIME:
        found.append(each.unit)
    if each.price:
        found.append(f"each costs you {number(each.price, 1)} of your points")
    return f" ({'; '.join(found)})" if found else ""


def promises(found, counted):
    """Obligations, in the order in which they fall due."""
    rows = [
        (each.phase, each.day, due(each), number(each.points, 1))
        for each in sorted(found, key=lambda each: (each.phase, each.day))
        if not each.done
    ]
    heads = (
        Column("Phase", str, True),
        Column("Day", str, True),
        Column("What"),
        Column(capital(counted), is_number=True),
    )
    caption = (
        f"In the order in which it falls due, with the points that it {counted} you; days are days "
        "of the phase."
    )
    return Table("", caption, heads, tuple(rows)) if rows else None


def due(each):
    """An obligation, what must have come before it, and when it was planned if that is over."""
    after = f", only after {each.after}" if each.after else ""
    late = f" (overdue: planned for day {each.planned})" if each.planned < each.day else ""
    return f"{capital(each.text)}{after}{late}"
