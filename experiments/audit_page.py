"""An audit in plain words: the page that a reader who does not believe the author reads first."""

import shlex

from experiments import audit_tables, fairness, headlines, judgements, nudging, wording
from sim import words

MANY = 8  # names listed in a sentence
JUDGEMENTS = 20  # rows shown of the numbers that rest on assumption


def page(done, figures):
    """The page, as Markdown."""
    judged, sourced = audit_tables.judged(done)
    lines = [f"# Audit of `{done.ground.base}`\n", *found(done, judged, sourced)]
    lines += ["\n## Are the two sides treated alike?\n", *fair(done)]
    lines += ["\n## What was moved\n", *moved(done)]
    lines += ["\n## Which headline results survive\n", *surviving(done, figures)]
    lines += ["\n## What moves the outcomes most\n", *movers(done, figures)]
    lines += ["\n## Where judgement decides\n", *judgement(done, judged, sourced)]
    lines += ["\n## Where the two sides differ by assumption\n", *different(done)]
    lines += ["\n## Words\n", *wordings(done)]
    return "\n".join(lines).rstrip() + "\n"


def command(done):
    """The command that makes the page."""
    given = (shlex.quote(text) for text in done.audited.asked.given)
    return " ".join(("python -m experiments.audit", *given))


def found(done, judged, sourced):
    """What was found, in a few lines."""
    yield f"Made by `{command(done)}`; do not edit. A fragile result is a finding, not an error.\n"
    runs = max(check.runs for check in done.fair)
    if fairness.is_fair(done.fair):
        yield (
            f"- **The sides are treated alike.** With the sides swapped every record of {runs:,} "
            "runs swaps to the last bit; with their names exchanged nothing changes."
        )
    else:
        yield "- **The sides are not treated alike.** What differs is listed below."
    counts, tried = audit_tables.counts(done), len(done.tried)
    clear = int((counts[:, 1:].sum(axis=1) == 0).sum())
    turned = int((counts[:, 2] > 0).sum())
    if not tried:
        yield f"- **No headline result is clear in {done.ground.runs:,} runs with nothing moved.**"
    else:
        yield (
            f"- **{clear} of {tried} headline results stay clear at each of {len(done.small):,} "
            f"small moves**; {tried - clear - turned} more are never turned, but at times no "
            f"longer clear in {done.ground.runs:,} runs; {turned} {is_or_are(turned)} turned by "
            f"some move. {len(done.verdicts) - tried} are not clear, or not as declared, with "
            "nothing moved."
        )
    dead = sum(not any(one.changed for one in mover.results.values())
               for mover in audit_tables.movers(done))  # fmt: skip
    yield (
        f"- **{len(judged):,} of {len(judged) + sourced:,} numbers rest on assumption.** "
        f"{dead:,} of all numbers moved change nothing that was asked of any run; "
        f"{len([one for one in judged if one.broken]):,} assumptions make some headline result "
        "unclear, or turn it, when moved."
    )
    many = len(judgements.differences(done.base, done.audited.finder))
    yield (
        f"- **The two sides differ in {many:,} numbers that there are for both**, all of them "
        f"assumptions. {most_even(done)}"
    )
    uses = len(done.uses)
    yield (
        f"- **{uses:,} loaded {'word' if uses == 1 else 'words'}** in "
        f"{len(done.audited.files):,} files, by the list of {wording.FILE.name}."
    )


def most_even(done):
    """The difference between the sides that decides most, in words."""
    even = [
        one
        for one in done.moves
        if one.point.way.startswith("as ") and one.point.number != audit_tables.ALL
    ]
    best = max(even, key=lambda one: largest(one)[0], default=None)
    if best is None or largest(best)[0] == 0.0:
        return "Made even one by one, none of them moves an outcome."
    side = dict(zip(done.base.premises.parties, done.base.parties, strict=True))
    who = side[best.point.way.removeprefix("as ")]
    return (
        f"Made even one by one, `{best.point.number}` decides most: with both sides as {who}, "
        f"{shown_largest(done, best)} points."
    )


def is_or_are(many):
    """The verb for so many."""
    return "is" if many == 1 else "are"


def fair(done):
    """What the checks of fairness found."""
    yield (
        "Seats: each side sits in the other's place, with its own traits, obligations, issues, "
        "publics and luck; every number there is for a side must be found in the other seat. "
        "Names: each side bears the other's name, and every number must stay where it is. "
        "Compared are all records of all runs, events and offers included, bit for bit.\n"
    )
    yield "| exchanged | engine | runs | what differs |"
    yield "| --- | --- | ---: | --- |"
    for check in done.fair:
        unlike = ", ".join(check.unlike[:MANY]) or "nothing"
        if len(check.unlike) > MANY:
            unlike += f" and {len(check.unlike) - MANY} more"
        yield f"| {check.exchanged} | {check.engine} | {check.runs:,} | {unlike} |"
    yield (
        "\nThis says that the rules favour nobody. It does not say that the numbers are fair: "
        "those are the matter of the rest of this page."
    )


def moved(done):
    """How numbers were moved."""
    by = 100 * done.audited.asked.by
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
    for reason in done.audited.skipped:
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
    yield "| headline result | with nothing moved | kept | unclear | turned |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for place, row in zip(done.tried, audit_tables.counts(done), strict=True):
        one, value = done.ground.statements[place], done.found[place]
        yield f"| {one.text} | {amount(one, value)} | {row[0]:,} | {row[1]:,} | {row[2]:,} |"
    yield ""
    for place in done.tried:
        yield from breakers(done, place)
    rest = [place for place in range(len(done.verdicts)) if place not in done.tried]
    if rest:
        yield (
            f"\nNot clear with nothing moved in {done.ground.runs:,} runs, or the other way than "
            "declared, and so not tried:\n"
        )
        for place in rest:
            one, value = done.ground.statements[place], done.found[place]
            yield f"- {one.text} ({amount(one, value)}): {done.verdicts[place]}"


def amount(one, value):
    """What runs say of a statement, with its interval."""
    if value.value != value.value:
        return "no runs"
    if one.outcome in headlines.AMOUNTS:
        return f"{value.value:+.1f} ({value.low:+.1f} to {value.high:+.1f})"
    low, middle, high = (100 * part for part in (value.low, value.value, value.high))
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
            for result in sorted(done.small, key=lambda result: left_of(one, result.found[place]))
            if result.verdicts[place] == verdict
        ]
        if names:
            text = ", ".join(names[:MANY])
            more = f" and {len(names) - MANY:,} more" if len(names) > MANY else ""
            yield f"- {one.text}: {verb} {text}{more}"


def left_of(one, found):
    """How far a statement is from being turned, by its middle."""
    value = found.value - headlines.border(one)
    return value if one.above else -value


def picture(figures, place):
    """A figure, if they are drawn."""
    if figures:
        name, title = figures[place]
        yield f"![{title}](figures/{name}.png)\n"


def movers(done, figures):
    """The numbers that shift each share most."""
    yield from picture(figures, 1)
    ground = done.ground
    yield "| outcome | number | moved down | moved up |"
    yield "| --- | --- | ---: | ---: |"
    for place, name in enumerate(ground.shares):
        share = words.percent(float(done.plain[ground.base][name].mean()))
        for rank, one in enumerate(audit_tables.top(done, place)):
            text = f"{headlines.named(name, done.base)} ({share})" if rank == 0 else ""
            down, up = (shift(one.results.get(way), place) for way in (nudging.DOWN, nudging.UP))
            yield f"| {text} | `{one.name}` | {down} | {up} |"
    yield (
        "\nShifts in points of a hundred runs, with the 95 % interval of the paired difference. Of "
        f"{len(done.small):,} moves some are the largest by luck: read the intervals."
    )


def shift(result, place):
    """A shift of a share with its interval; nothing where there is no such move."""
    if result is None:
        return ""
    found = result.shifts[place]
    low, middle, high = (100 * part for part in (found.low, found.value, found.high))
    return f"{middle:+.0f} ({low:+.0f} to {high:+.0f})"


def judgement(done, judged, sourced):
    """The numbers that rest on assumption and move most."""
    sides = done.base.parties
    yield (
        "A source can state an amount, a date or a length; all else is in the model's own units "
        "(a worth, a cost, a chance, a weight) and is a judgement, whatever stands beside it as "
        f"its reason. By that rule {sourced:,} numbers have a source and {len(judged):,} have "
        f"none. Below are the {min(JUDGEMENTS, len(judged))} judgements that move an outcome most "
        "when moved a little; all are in `judgements.csv`. Whom raising the number helps is "
        "measured by what a side comes to have of the truce: the worth of what it received less "
        "the cost of what it handed over, by the numbers as they stand; a side is named where the "
        "interval is clear.\n"
    )
    yield "| number | value | beside it | where | largest shift | of | raised, helps | costs |"
    yield "| --- | ---: | --- | --- | ---: | --- | --- | --- |"
    for one in judged[:JUDGEMENTS]:
        if one.mover is None or one.mover.most[0] == 0.0:
            continue
        size, most = one.mover.most
        outcome = headlines.named(done.ground.shares[most], done.base)
        where = one.place.file + (f", line {one.place.line}" if one.place.line else "")
        up, down = ("both" if len(part) == 2 else "".join(part) for part in one.helped)
        yield (
            f"| `{one.number.name}` | {audit_tables.said(one.value)} | {' '.join(one.place.cited)} "
            f"| {where} | {100 * size:.0f} points | {outcome} | {up} | {down} |"
        )
    strong = [one for one in judged if one.mover and one.mover.most[0] > 0.0]
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


def different(done):
    """The numbers in which the sides differ, and what comes out when they are even."""
    base = done.base
    sides, keys = base.parties, list(base.premises.parties)
    found = judgements.differences(base, done.audited.finder)
    even = {(one.point.number, one.point.way): one for one in done.moves}
    yield (
        "No source gives these numbers; what stands beside them is a reason. Each was set for "
        f"both sides as it is for {sides[0]}, and as it is for {sides[1]}: the largest shift of an "
        "outcome is shown. What each side owes and what its publics want differ as well, item by "
        "item: see the files of obligations and constituencies.\n"
    )
    evened = " | ".join(f"both as {side}" for side in sides)
    yield f"| number | {' | '.join(sides)} | beside it | {evened} |"
    yield "| --- | ---: | ---: | --- | --- | --- |"
    rows = []
    for one in found:
        cited = " ".join(dict.fromkeys(key for place in one.places for key in place.cited))
        results = [even.get((one.name, f"as {key}")) for key in keys]
        size = max((largest(result)[0] for result in results if result), default=0.0)
        values = " | ".join(audit_tables.said(value) for value in one.values)
        cells = " | ".join(shown_largest(done, result) for result in results)
        rows.append((size, f"| `{one.name}` | {values} | {cited} | {cells} |"))
    for _, row in sorted(rows, key=lambda entry: -entry[0]):
        yield row
    results = [even.get((audit_tables.ALL, f"as {key}")) for key in keys]
    yield f"| all of these | | | | {' | '.join(shown_largest(done, one) for one in results)} |"
    resumed = [headlines.named(f"resumed_by_{key}", base) for key in keys]
    usual = [float(done.plain[done.ground.base][f"resumed_by_{key}"].mean()) for key in keys]
    parts = [
        f"{text} in {words.percent(share)}" for text, share in zip(resumed, usual, strict=True)
    ]
    yield f"\nWith nothing moved, {' and '.join(parts)} of runs."
    for side, result in zip(sides, results, strict=True):
        if result is not None:
            shares = [
                usual[slot] + result.shifts[done.ground.shares.index(f"resumed_by_{one}")].value
                for slot, one in enumerate(keys)
            ]
            parts = [
                f"{text} in {words.percent(max(share, 0.0))}"
                for text, share in zip(resumed, shares, strict=True)
            ]
            yield f"With all of these as they are for {side}, {' and '.join(parts)}."
    for side, result in zip(sides, results, strict=True):
        if result is not None:
            yield from left_even(done, side, result)


def left_even(done, side, result):
    """What is left of the headline results when the sides are even."""
    by_verdict = {}
    for place in done.tried:
        text = done.ground.statements[place].text
        by_verdict.setdefault(result.verdicts[place], []).append(text)
    kept = len(by_verdict.get(headlines.KEPT, []))
    yield f"\nBoth sides as {side} in all of these, {kept} of {len(done.tried)} results are kept."
    for verdict, verb in ((headlines.TURNED, "Turned"), (headlines.UNCLEAR, "No longer clear")):
        if verdict in by_verdict:
            yield f"{verb}: {'; '.join(by_verdict[verdict])}."


def largest(result):
    """The largest shift of a share, and its place."""
    sizes = [abs(shift.value) for shift in result.shifts]
    return max(sizes), sizes.index(max(sizes))


def shown_largest(done, result):
    """The largest shift of a share in words."""
    if result is None:
        return "refused"
    size, place = largest(result)
    if size == 0.0:
        return "nothing"
    return f"{headlines.named(done.ground.shares[place], done.base)} {shift(result, place)}"


def wordings(done):
    """Loaded words, where they stand, and what to say instead."""
    yield (
        f"Read were {len(done.audited.files):,} files, names and titles, against "
        f"{len(done.audited.wording.words)} entries of `configs/wording.yaml`, each with its "
        "neutral term, its reason and its source. Labels of either side are allowed in quotation "
        "marks.\n"
    )
    if not done.uses:
        yield "No loaded word was found."
        return
    yield "| where | found | say | why |"
    yield "| --- | --- | --- | --- |"
    for use in done.uses:
        where = f"{use.file}, line {use.line}"
        yield f"| {where} | {use.found} | {use.say} | {use.why} ({use.source}) |"
