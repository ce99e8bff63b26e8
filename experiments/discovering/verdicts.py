"""What was found in a sweep, in sentences: a box and how it lasts, or why there is none.

They are made of numbers alone, so that a page and a report that reads them back say the same. A box
has ``density`` and ``excess`` with their ends, ``held``, ``lasts`` and ``outside``.
"""

import numpy as np

from experiments.discovering import clauses, findings
from sim.discovery.resampling import Span
from sim.words import percent


def sought(question):
    """What was looked for."""
    return f"Sought: where {clauses.sought(question)}."


def without_box(question, verdict):
    """Why no box was needed, or none could be; None of other verdicts."""
    cases = clauses.a_case(question)
    return {
        findings.NO_CASES: f"There are no {cases}, so there is nothing to find.",
        findings.ALL_CASES: f"All that was played are {cases}, so no condition is needed.",
        findings.EVERYWHERE: "That is so over all points together, without any condition.",
    }.get(verdict)


def nowhere(question, way):
    """That no box is dense enough, and how dense the densest is.

    ``way`` has the density and the conditions in words of each box on the way.
    """
    if not way:
        return "No box can be told: nothing varied."
    density, where = way[-1]
    if not where:
        return "No box is as dense as that, and none is denser than all points together."
    least = percent(question.patience.least)
    dense = clauses.apart(share(question, density), clauses.asked_share(question))
    return (
        f"No box of {least} of the points or more is as dense as that. The densest ({dense}, which "
        f"is flattered by the search) is where {where}."
    )


def faint(box):
    """That a box was found which does not come back."""
    return (
        "Nothing was found that is worth saying. There is a box of that density in these points, "
        "but looked for again in resamples it came back denser than the rest in "
        f"{percent(box.held)} of them, with {percent(max(box.lasts, 0.0))} of what it stands out "
        "by here: it is likely to be luck."
    )


def lasting(question, box):
    """How a box did where it was not looked for."""
    return (
        "Looked for again in resamples, such a box stood out in what was left out as well in "
        f"{percent(box.held)} of them, and had {again(question, box)}."
    )


def again(question, box, there=" there"):
    """How dense a box is where it was not looked for; and that the search flatters, if it does."""
    asked = clauses.asked_share(question)
    outside, inside = (
        clauses.apart(share(question, one), asked) for one in (box.outside, box.density.value)
    )
    more = ""
    if box.outside < box.density.value and outside != inside:
        as_asked = inside == clauses.given_share(asked.share)  # which stands just before it
        more = " (the search flatters)" if as_asked else f" (and not {inside}: the search flatters)"
    return f"{outside}{there} on average{missed(question, box)}{more}"


def elsewhere(question, box):
    """The same of a further box, in a sentence of its own."""
    return f"Where it was not looked for, it had {again(question, box, there='')}."


def missed(question, box):
    """That a box is not as dense as was asked where it was not looked for, if so."""
    asked, found = clauses.asked_share(question), share(question, box.outside)
    if asked.is_reached(100.0 * found):
        return ""
    way = "below" if asked.is_above else "above"
    return f", {way} the {clauses.given_share(asked.share)} asked for"


def share(question, density):
    """A density as the share of the outcome that is asked to be high or low."""
    return clauses.outcome_share(question, Span(density, np.nan, np.nan)).value
