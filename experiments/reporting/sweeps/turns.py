"""Whether the largest difference of decisions turns where what is not known is otherwise."""

from experiments.reporting.sweeps import swept
from experiments.sweeping import told, turning
from sim import words
from sim.report.document import Items, Paragraph


def blocks(result, found):
    """For each outcome whether its largest clear difference of decisions turns anywhere."""
    plan = swept.plan(result)
    turns = [text for one in found.values() for text in turned(result, plan, one)]
    if not turns:
        return
    yield Paragraph(
        "Whether the largest difference of decisions is the same at each single point of what is "
        "not known. A point has only its own runs to tell; the intervals hold at all points "
        "together in 95 of 100 such sweeps."
    )
    yield Items(tuple(turns))


def turned(result, plan, one):
    """One outcome in a sentence; nothing where there is nothing to tell."""
    if not one.decided or len(plan.samples) < 2:
        return
    best = max(
        (each for each in one.decided if each.largest is not None and each.of.stride > 0),
        key=lambda each: (each.largest.is_clear, abs(each.largest.off.value)),
        default=None,
    )
    name = told.name(one.measured)
    if best is None:
        return
    if not best.largest.is_clear:
        yield f"{name}: no difference of decisions is clear of luck over all points, to begin with."
        return
    found = turning.turns(result.folder, plan, one.measured, best)
    if found is not None:
        yield f"{name}, {pair(best)}: {sentence(found, best.largest.off.value)}"


def pair(best):
    """The two levels that are compared."""
    first, last = (best.of.levels[level] for level in best.largest[:2])
    return f"{best.of.noun} at {last} beside {first}"


def sentence(found, value):
    """At how many points it is so, not clear, or the other way about."""
    more, less = ("more", "less") if value > 0.0 else ("less", "more")
    points = words.count(found.points, "point")
    other = f"clearly {less} at {found.other:,}" if found.other else f"clearly {less} at none"
    return f"clearly {more} at {found.same:,} of {points}, {other}, not clear at {found.unclear:,}."
