"""An audit in plain words: the page that a reader who does not believe the author reads first."""

import shlex

from experiments.auditing import (
    even,
    fairness,
    headlines,
    nudging,
    page_of_judgements,
    page_of_results,
    wording,
)
from sim import words
from sim.markdown import table

MANY = 8  # columns listed in a cell


def page(done, figures):
    """The page, as Markdown."""
    lines = [f"# Audit of `{done.ground.base}`\n", *summary(done)]
    lines += ["\n## Are the two sides treated alike?\n", *fair(done)]
    lines += ["\n## What was moved\n", *moved(done)]
    lines += [
        "\n## Which headline results survive\n",
        *page_of_results.section(done, picture(figures, 0)),
    ]
    lines += ["\n## What moves the outcomes most\n", *movers(done, picture(figures, 1))]
    lines += ["\n## Where judgement decides\n", *page_of_judgements.section(done)]
    lines += ["\n## Where the two sides differ by assumption\n", *even.section(done)]
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
    yield page_of_results.kept(done)
    yield page_of_judgements.counted(done)
    many = len(done.scope.differences)
    yield (
        f"- **The two sides differ in {many:,} numbers that there are for both**, all of them "
        f"assumptions. {even.most(done)}"
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
        "\nThis says that no rule knows a side by its seat or its name. That chance alone decides "
        "between deals that are equally even is a test of its own (`tests/test_protocols.py`). It "
        "does not say that the numbers are fair: those are the matter of the rest of this page."
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


def picture(figures, place):
    """A figure, if they are drawn."""
    if not figures:
        return ""
    name, title = figures[place]
    return f"![{title}](figures/{name}.png)\n"


def movers(done, figure):
    """The numbers that shift each share most."""
    yield figure
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
