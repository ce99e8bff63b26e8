"""An audit in plain words: the page that a reader who does not believe the author reads first."""

import math
import shlex

from experiments import audit_even, fairness, headlines, judgements, nudging, wording
from sim import words
from sim.markdown import table

MANY = 8  # names listed in a sentence
JUDGEMENTS = 20  # rows shown of the numbers that rest on assumption


def page(done, figures):
    """The page, as Markdown."""
    lines = [f"# Audit of `{done.ground.base}`\n", *summary(done)]
    lines += ["\n## Are the two sides treated alike?\n", *fair(done)]
    lines += ["\n## What was moved\n", *moved(done)]
    lines += ["\n## Which headline results survive\n", *surviving(done, figures)]
    lines += ["\n## What moves the outcomes most\n", *movers(done, figures)]
    lines += ["\n## Where judgement decides\n", *judgement(done)]
    lines += ["\n## Where the two sides differ by assumption\n", *audit_even.section(done)]
    lines += ["\n## Words\n", *wordings(done)]
    return "\n".join(lines).rstrip() + "\n"


def command(done):
    """The command that makes the page."""
    given = (shlex.quote(text) for text in done.scope.command)
    return " ".join(("python -m experiments.audit", *given))


def summary(done):
    """What was found, in a few lines."""
    yield f"Made by `{command(done)}`; do not edit. A fragile result is a finding, not an error.\n"
    yield alike(done)
    yield results_kept(done)
    yield resting(done)
    many = len(done.scope.differences)
    yield (
        f"- **The two sides differ in {many:,} numbers that there are for both**, all of them "
        f"assumptions. {audit_even.most(done)}"
    )
    uses = len(done.uses)
    yield (
        f"- **{uses:,} loaded {'word' if uses == 1 else 'words'}** in "
        f"{len(done.scope.files):,} files, by the list of {wording.FILE.name}."
    )


def alike(done):
    """Whether the sides are treated alike, in a line."""
    if not fairness.is_fair(done.fair):
        return "- **The sides are not treated alike.** What differs is listed below."
    runs = max(check.runs for check in done.fair)
    return (
        f"- **The sides are treated alike.** With the sides swapped every record of {runs:,} "
        "runs swaps to the last bit; with their names exchanged nothing changes."
    )


def results_kept(done):
    """How many headline results survive, in a line."""
    runs, clear = done.ground.runs, len(done.clear)
    if not clear:
        return f"- **No headline result is clear in {runs:,} runs with nothing moved.**"
    kept = int((done.counts[:, 1:].sum(axis=1) == 0).sum())
    turned = int((done.counts[:, 2] > 0).sum())
    return (
        f"- **{kept} of {clear} headline results stay clear at each of {len(done.small):,} "
        f"small moves**; {clear - kept - turned} more are never turned, but at times no "
        f"longer clear in {runs:,} runs; {turned} {'is' if turned == 1 else 'are'} turned by "
        f"some move. {len(done.verdicts) - clear} are not clear, or not as declared, with "
        "nothing moved."
    )


def resting(done):
    """How many numbers rest on assumption, in a line."""
    idle = sum(one.moves_nothing for one in done.movers)
    breaking = sum(one.broken > 0 for one in done.judgements)
    return (
        f"- **{len(done.judgements):,} of {len(done.numbers):,} numbers rest on assumption.** "
        f"{idle:,} of all numbers moved change nothing that was asked of any run; "
        f"{breaking:,} assumptions make some headline result unclear, or turn it, when moved."
    )


def fair(done):
    """What the checks of fairness found."""
    yield (
        "Seats: each side sits in the other's place, with its own traits, obligations, issues, "
        "publics and luck; every number there is for a side must be found in the other seat. "
        "Names: each side bears the other's name, and every number must stay where it is. "
        "Compared are all records of all runs, events and offers included, bit for bit.\n"
    )
    rows = []
    for check in done.fair:
        unlike = ", ".join(check.unlike[:MANY]) or "nothing"
        if len(check.unlike) > MANY:
            unlike += f" and {len(check.unlike) - MANY} more"
        rows.append((check.exchanged, check.engine, f"{check.runs:,}", unlike))
    yield table(("exchanged", "engine", "runs", "what differs"), rows, "llrl")
    yield (
        "\nThis says that the rules favour nobody. It does not say that the numbers are fair: "
        "those are the matter of the rest of this page."
    )


def moved(done):
    """How numbers were moved."""
    by = 100 * done.scope.settings.by
    coarse = sum(one.point.coarse for one in done.small)
    beside = [f"`{name}`" for name in done.ground.scenarios if name != done.ground.base]
    yield (
        f"Each number alone, down and up by {by:g} % of its size, a share by {by:g} % of itself or "
        "of what it leaves to 1, whichever is less (what is kept each day, 0.97, and what is lost "
        "of it, 0.03, are one number). One that stands at 0, or a share at 1, moves by "
        f"{by / 10:g} % of its range, or by {by / 100:g} of a unit where the range is wide; a "
        f"whole number by a step at least ({coarse:,} moves are coarser than {by:g} % for that "
        "reason); one drawn for each run with both ends of its range. A move stops at the end of "
        f"what is allowed; {len(done.left):,} could not be made. Names, switches and places in "
        "lists are not moved. All is played on the same luck"
        + (f", and so are {words.listed(beside)}, moved alike." if beside else ".")
    )
    for reason in done.scope.skipped:
        yield f"\nA declared variant is left out: {reason}."
    yield (
        "\nMoved one at a time, numbers do not show what they do together, and a number may be "
        "wrong by more than this. A result that survives is not thereby true; one that does not "
        "rests on a number that nobody measured."
    )


def surviving(done, figures):
    """Each statement, and the moves that keep it or not."""
    yield (
        "Kept: the 95 % interval lies on the same side as with nothing moved. Unclear: it does "
        f"not, in {done.ground.runs:,} runs. Turned: it lies on the other side.\n"
    )
    yield from picture(figures, 0)
    rows = []
    for place, counts in zip(done.clear, done.counts, strict=True):
        one = done.ground.statements[place]
        shown = (f"{count:,}" for count in counts)
        rows.append((one.text, amount(one, done.estimates[place]), *shown))
    heads = ("headline result", "with nothing moved", "kept", "unclear", "turned")
    yield table(heads, rows, "lrrrr")
    yield ""
    for place in done.clear:
        yield from breakers(done, place)
    rest = [place for place in range(len(done.verdicts)) if place not in done.clear]
    if rest:
        yield (
            f"\nNot clear with nothing moved in {done.ground.runs:,} runs, or the other way than "
            "declared, and so not tried:\n"
        )
    for place in rest:
        one = done.ground.statements[place]
        yield f"- {one.text} ({amount(one, done.estimates[place])}): {done.verdicts[place]}"


def amount(one, estimate):
    """What runs say of a statement, with its interval."""
    if math.isnan(estimate.value):
        return "no runs"
    if one.outcome in headlines.AMOUNTS:
        return f"{estimate.value:+.1f} ({estimate.low:+.1f} to {estimate.high:+.1f})"
    low, middle, high = (100 * part for part in (estimate.low, estimate.value, estimate.high))
    if isinstance(one.other, float):
        return f"{middle:.0f} % ({low:.0f} to {high:.0f})"
    return f"{middle:+.0f} points ({low:+.0f} to {high:+.0f})"


def breakers(done, place):
    """The moves that turn a statement, or blur it, by name; what leaves least of it first."""
    one = done.ground.statements[place]
    for verdict, verb in ((headlines.TURNED, "turned by"), (headlines.UNCLEAR, "unclear with")):
        names = [
            f"`{result.point.number}` {result.point.way}"
            + (" a step" if result.point.coarse else "")
            for result in sorted(
                done.small, key=lambda result: left_of(one, result.estimates[place])
            )
            if result.verdicts[place] == verdict
        ]
        if names:
            text = ", ".join(names[:MANY])
            more = f" and {len(names) - MANY:,} more" if len(names) > MANY else ""
            yield f"- {one.text}: {verb} {text}{more}"


def left_of(one, estimate):
    """How far a statement is from being turned, by its middle."""
    value = estimate.value - headlines.border(one)
    return value if one.above else -value


def picture(figures, place):
    """A figure, if they are drawn."""
    if figures:
        name, title = figures[place]
        yield f"![{title}](figures/{name}.png)\n"


def movers(done, figures):
    """The numbers that shift each share most."""
    yield from picture(figures, 1)
    ground, rows = done.ground, []
    for place, name in enumerate(ground.shares):
        share = words.percent(float(done.plain[ground.base][name].mean()))
        for rank, one in enumerate(done.top(place)):
            text = f"{headlines.named(name, done.base)} ({share})" if rank == 0 else ""
            moves = (one.results.get(way) for way in (nudging.DOWN, nudging.UP))
            shifts = (headlines.in_points(move.shifts[place]) if move else "" for move in moves)
            rows.append((text, f"`{one.name}`", *shifts))
    yield table(("outcome", "number", "moved down", "moved up"), rows, "llrr")
    yield (
        "\nShifts in points of a hundred runs, with the 95 % interval of the paired difference. Of "
        f"{len(done.small):,} moves some are the largest by luck: read the intervals."
    )


def judgement(done):
    """The numbers that rest on assumption and move most."""
    shown = done.judgements[:JUDGEMENTS]
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
    yield (
        f"\n{len(strong):,} judgements move an outcome at all. Raising them helps {sides[0]} "
        f"alone, or costs {sides[1]} alone, in {alone[sides[0]]:,} cases, and the other way round "
        f"in {alone[sides[1]]:,}. Which way the author erred, if so, cannot be read from this: a "
        "number may be too high or too low."
    )


def wordings(done):
    """Loaded words, where they stand, and what to say instead."""
    yield (
        f"Read were {len(done.scope.files):,} files, names and titles, against "
        f"{len(done.scope.wording.words)} entries of `configs/wording.yaml`, each with its "
        "neutral term, its reason and its source. Labels of either side are allowed in quotation "
        "marks.\n"
    )
    if not done.uses:
        yield "No loaded word was found."
        return
    rows = [
        (f"{use.file}, line {use.line}", use.found, use.say, f"{use.why} ({use.source})")
        for use in done.uses
    ]
    yield table(("where", "found", "say", "why"), rows)
