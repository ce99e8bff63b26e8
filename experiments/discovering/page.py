"""What was found, as a page in plain words."""

from experiments import console
from experiments.discovering import clauses, findings, how, nouns, sweeps, tables, verdicts
from experiments.pages import picture, wrapped
from sim import naming
from sim.discovery import trees
from sim.markdown import table
from sim.words import count, listed, percent

HEAD = """# Which conditions lead to it: {title}

Made by `{command}`; do not edit. A statement about a model and its assumptions, not a forecast.

{points} of the sweep `{folder}` were looked at, {runs} each, all points on the same luck.
{failed}{overall}
"""


def page(found, command, figures):
    """The page, as Markdown; ``figures`` has what each shows, by name."""
    lines = [head(found, command), "## The conditions", *verdict(found)]
    if found.boxes and found.verdict in (findings.FOUND, findings.FAINT):
        lines += [restrictions(found, found.boxes[0])]
    lines += pictures(figures, ("discover_ranges", "discover_box", "discover_trade_off"))
    lines += further(found)
    lines += policies(found)
    lines += tree(found, figures)
    lines += ["## What varied", varied(found), method(found)]
    return wrapped("\n\n".join(line for line in lines if line))


def pictures(figures, names):
    """Those of some figures that were drawn."""
    return [picture(name, figures[name]) for name in names if name in figures]


def head(found, command):
    """What was looked at, and how common the outcome is over all."""
    failed = ""
    if found.failed:
        failed = (
            f"{console.count(found.failed, 'point')} more could not be played, or had no run with "
            "this outcome, and "
            f"{'is' if found.failed == 1 else 'are'} left out. "
        )
    return HEAD.format(
        title=found.question.words,
        command=command,
        points=console.count(found.points, "point"),
        folder=found.sweep.folder.name,
        runs=found.sweep.played,
        failed=failed,
        overall=overall(found),
    )


def overall(found):
    """How common cases are, as a sentence."""
    question = found.question
    share = clauses.outcome_share(question, found.overall)
    share = clauses.span(share, clauses.asked_share(question))
    happens = clauses.happens(question)
    if question.is_share:
        return f"Over all of them {happens} in {share} of runs."
    return f"At {share} of them {happens}."


def verdict(found):
    """What was found, or that nothing was, in sentences."""
    question = found.question
    yield verdicts.sought(question)
    if found.verdict == findings.NOWHERE:
        yield verdicts.nowhere(question, way(found))
    elif found.verdict == findings.FAINT:
        yield verdicts.faint(found.boxes[0])
    elif found.verdict == findings.FOUND:
        yield from told(found, found.boxes[0])
    else:
        yield verdicts.without_box(question, found.verdict)


def way(found):
    """The boxes on the way to the first one: how dense, and where."""
    if not found.factors:
        return []
    last = found.way[-1]
    where = clauses.conditions(found.sweep.scenario, found.factors, last.box)
    return [(last.density, where)]


def told(found, box):
    """A box in sentences."""
    scenario, question = found.sweep.scenario, found.question
    yield f"**{clauses.sentence(scenario, found.factors, question, box)}**"
    yield clauses.compared(question, box)
    yield from clauses.doubted(clauses.seldom(scenario, found.factors, box))
    yield f"{clauses.roles(scenario, found.factors, box)} {verdicts.lasting(question, box)}"


def restrictions(found, box):
    """A table of the dimensions of a box."""
    rows = []
    for one in sorted(box.restrictions, key=lambda one: one.density):
        factor = found.factors[one.place]
        loose = found.overall._replace(value=one.density)
        rows.append(
            (
                nouns.with_along(found.sweep.scenario, factor),
                clauses.condition(one.kept, factor),
                factor.role,
                percent(one.reproduced),
                limits(one, factor),
                percent(clauses.outcome_share(found.question, loose).value),
                percent(one.coverage),
            )
        )
    heads = (
        "factor", "condition", "kind", "reproduced", "limits in resamples", "density without it",
        "coverage without it",
    )  # fmt: skip
    return table(heads, rows, "lllrlrr")


def limits(one, factor):
    """Where resamples put the limits, of those that the box has."""
    if one.limits is None:
        return ""
    texts = []
    for kept, (low, high) in zip((one.kept[0], one.kept[-1]), one.limits, strict=True):
        if not kept:
            texts.append(f"{clauses.number(low)} to {clauses.number(high)}")
    return "; ".join(texts)


def further(found):
    """The other boxes, and all of them together."""
    if found.verdict != findings.FOUND or len(found.boxes) < 2:
        return
    yield "## Further boxes"
    least = percent(found.question.patience.least)
    yield f"Looked for among the points that the boxes before leave, of {least} of these or more."
    for box in found.boxes[1:]:
        yield clauses.sentence(found.sweep.scenario, found.factors, found.question, box)
        yield verdicts.elsewhere(found.question, box)
        yield from clauses.doubted(clauses.seldom(found.sweep.scenario, found.factors, box))
    share, coverage, mass, _ = found.together
    share = clauses.outcome_share(found.question, share)
    many = "Both" if len(found.boxes) == 2 else f"All {len(found.boxes)}"
    yield (
        f"{many} boxes together have density {clauses.span(share)}, coverage "
        f"{clauses.span(coverage)} and mass {percent(mass.value)}."
    )


def policies(found):
    """What each combination of decisions leaves to the uncertainties."""
    decided = [one for one in found.factors if one.role == "decision"]
    if not decided:
        return
    yield "## For each combination of decisions"
    if not found.policies:
        yield "There are too many combinations, or nothing beside them varies: not looked at."
        return
    yield (
        "Decisions are what somebody could choose; the conditions in this table are of "
        "uncertainties alone. *Over all* is the share over all points with these decisions."
    )
    names = [nouns.with_along(found.sweep.scenario, one) for one in decided]
    rows = [policy_row(found, one, decided) for one in found.policies]
    yield table((*names, "over all", "where it is as sought", "density", "coverage"), rows)
    if any(not one.verdict for one in found.policies):
        yield f"Of fewer than {findings.FEWEST} points no box is looked for."


def policy_row(found, one, decided):
    """A row of the table of policies."""
    question = found.question
    levels = [
        str(tables.value(entry.levels[place]))
        for entry, place in zip(decided, one.levels, strict=True)
    ]
    asked = clauses.asked_share(question)
    share = clauses.span(clauses.outcome_share(question, one.overall), asked)
    words = clauses.verdict(one.verdict, one.points)
    if words is not None:
        return (*levels, share, words, "", "")
    where = clauses.conditions(found.sweep.scenario, found.uncertain, one.box.step.box)
    dense = clauses.span(clauses.outcome_share(question, one.box.density), asked)
    return (*levels, share, where, dense, clauses.span(one.box.coverage))


def tree(found, figures):
    """The tree, as a figure or as text."""
    yield "## A tree"
    if found.tree.is_leaf:
        yield one_leaf(found)
        return
    leaves = list(tables.tree_rows(found))
    best = max(leaves, key=lambda row: row[1])
    share = found.overall._replace(value=best[1], low=best[2], high=best[3])
    runs = "runs" if found.question.is_share else "points"
    yield (
        f"The tree has {count(len(leaves), 'leaf').replace('leafs', 'leaves')}. Most of what is "
        f"sought is where {best[-1]}: {clauses.span(clauses.outcome_share(found.question, share))} "
        f"of {runs}, in {percent(best[6])} of the points."
    )
    if "discover_tree" in figures:
        yield picture("discover_tree", figures["discover_tree"])


def one_leaf(found):
    """Why there is no tree."""
    if found.tree_lacks != trees.CLUSTERS:
        return "No split is worth its leaf: told apart by these factors, points differ no more."
    return (
        f"There are too few points to choose the size of a tree: that takes {trees.FEWEST} which "
        f"share no draw of the uncertainties, and there are {found.observed.clusters}."
    )


def varied(found):
    """A table of the factors."""
    rows = []
    for one in found.factors:
        keys = (one.key, *one.along)
        meaning, unit = naming.about(found.sweep.scenario, one.key)
        if one.ordered:
            low, high = (clauses.number(end) for end in (one.levels[0], one.levels[-1]))
            span = f"{low} to {high}"
            if len(one.levels) <= 12:
                span = ", ".join(clauses.number(level) for level in one.levels)
            span = naming.with_unit(span, unit)
        else:
            span = listed(one.levels)
        rows.append((listed(f"`{key}`" for key in keys), meaning, one.role, span))
    if not rows:
        return "Nothing varied."
    return table(("factor", "meaning", "kind", "values"), rows)


def method(found):
    """How it was done, its terms set off where they are explained."""
    question = found.question
    near = None if question.is_share else sweeps.near(found.sweep, question)
    told = how.told(question, found.sweep.played, bool(found.sweep.plan.precise), near)
    text = "\n\n".join(told)
    for term in how.TERMS:
        text = text.replace(term, f"**{term}**", 1)
    return f"## How to read it, and how it was done\n\n{text}"
