"""Which headline results survive small moves, in words: a part of the page of an audit."""

import math

from experiments.auditing import headlines
from sim.markdown import table
from sim.words import percent, percents_range

MANY = 8  # moves listed in a sentence


def kept(done):
    """How many headline results survive, in a line."""
    runs, clear = done.ground.runs, len(done.clear)
    if not clear:
        return f"- **No headline result is clear in {runs:,} runs with nothing moved.**"
    unbroken = int((done.counts[:, 1:].sum(axis=1) == 0).sum())
    turned = int((done.counts[:, 2] > 0).sum())
    return (
        f"- **{unbroken} of {clear} headline results stay clear at each of {len(done.small):,} "
        f"small moves**; {clear - unbroken - turned} more are never turned, but at times no "
        f"longer clear in {runs:,} runs; {turned} {'is' if turned == 1 else 'are'} turned by "
        f"some move. {len(done.verdicts) - clear} are not clear, or not as declared, with "
        "nothing moved."
    )


def section(done, figure):
    """Each statement, and the moves that keep it or not."""
    yield (
        "Kept: the 95 % interval lies on the same side as with nothing moved. Unclear: it does "
        f"not, in {done.ground.runs:,} runs. Turned: it lies on the other side.\n"
    )
    yield figure
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
    if one.is_amount:
        return f"{estimate.value:+.1f} ({estimate.low:+.1f} to {estimate.high:+.1f})"
    if isinstance(one.other, float):
        return f"{percent(estimate.value)} ({percents_range(estimate.low, estimate.high)})"
    low, middle, high = (100 * part for part in (estimate.low, estimate.value, estimate.high))
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
