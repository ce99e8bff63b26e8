"""Where judgement decides, in words: a part of the page of an audit."""

from experiments.auditing import findings, headlines, judgements
from sim.markdown import table

SHOWN = 20  # rows of the numbers that rest on assumption


def counted(done):
    """How many numbers rest on assumption, in a line."""
    idle = sum(one.moves_nothing for one in done.movers)
    breaking = sum(one.broken > 0 for one in done.judgements)
    return (
        f"- **{len(done.judgements):,} of {len(done.numbers):,} numbers rest on assumption.** "
        f"{idle:,} of all numbers moved change nothing that was asked of any run; "
        f"{breaking:,} assumptions make some headline result unclear, or turn it, when moved."
    )


def section(done):
    """The numbers that rest on assumption and move most."""
    shown = done.judgements[:SHOWN]
    yield (
        "A source can state an amount, a date or a length; all else is in the model's own units "
        "(a worth, a cost, a chance, a weight) and is a judgement, whatever stands beside it as "
        f"its reason. Counted is every number that is moved: {of_the_files(done)}. Of these "
        f"{done.sourced:,} have a source and {len(done.judgements):,} have none.\n"
    )
    yield (
        f"Below are the {len(shown)} judgements that move an outcome most "
        "when moved a little; all are in `judgements.csv`. Whom raising the number helps is "
        "measured by what a side comes to have of the truce: the worth of what it received less "
        "the cost of what it handed over, by the numbers as they stand; a side is named where the "
        "interval is clear.\n"
    )
    heads = (
        "number",
        "value",
        "beside it",
        "where",
        "largest shift",
        "of",
        "raised, helps",
        "costs",
    )
    rows = [row(done, one) for one in shown if one.mover and one.mover.most[0] > 0.0]
    yield table(heads, rows, "lrllrlll")
    yield from leanings(done)


def of_the_files(done):
    """How many numbers a file sets, and how many have their default, in words."""
    defaults = sum(place.file == judgements.DEFAULT for _, place in done.numbers)
    return (
        f"{len(done.numbers) - defaults:,} that the scenario sets, which `docs/parameters.md` "
        f"counts for the main scenario, and {defaults:,} that keep the default of the schema, "
        "counted there once a parameter and here once for each party, mediator or obligation"
    )


def row(done, one):
    """A judgement as a row of the table."""
    size, most = one.mover.most
    where = one.place.file + (f", line {one.place.line}" if one.place.line else "")
    helped, costs = ("both" if len(part) == 2 else "".join(part) for part in one.helped)
    return (
        f"`{one.number.name}`",
        headlines.said(one.value),
        " ".join(one.place.cited),
        where,
        f"{100 * size:.0f} points",
        headlines.named(done.ground.shares[most], done.base),
        helped,
        costs,
    )


def leanings(done):
    """Whom the judgements help when raised, counted."""
    sides = done.base.parties
    strong = [one for one in done.judgements if one.mover and one.mover.most[0] > 0.0]
    alone = {
        side: sum(one.helped[0] == [side] or one.helped[1] == [other] for one in strong)
        for side, other in (sides, sides[::-1])
    }
    luck = sum(findings.by_luck(one.mover) for one in strong)
    yield (
        f"\n{len(strong):,} judgements move an outcome at all. Raising them helps {sides[0]} "
        f"alone, or costs {sides[1]} alone, in {alone[sides[0]]:,} cases, and the other way round "
        f"in {alone[sides[1]]:,}. If none of them did either, luck alone would bring about "
        f"{luck:.0f} cases each way, for one of two moves that is clear at 95 % by itself is "
        "enough; counts no larger than that show no leaning. Which way the author erred, if so, "
        "cannot be read from this: a number may be too high or too low."
    )
