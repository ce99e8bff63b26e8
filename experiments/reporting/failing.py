"""Points of a design that could not be played: how many, and why."""

import collections

from experiments.sweeping.tables import FAILURES
from sim import words
from sim.report.document import Items, Paragraph

MOST = 5  # reasons that are told


def blocks(result):
    """How many points could not be played, with the reasons; nothing where all were."""
    failed, points = result.provenance["failures"], result.provenance["counts"]["points"]
    if not failed:
        return
    yield Paragraph(
        f"{failed:,} of {words.count(points, 'point')} could not be played, and are in none of the "
        "numbers. Why:",
        strong=True,
    )
    reasons = collections.Counter(row["reason"] for row in result.rows(FAILURES))
    told = [f"{words.count(many, 'point')}: {why}" for why, many in reasons.most_common(MOST)]
    left = len(reasons) - len(told)
    if left:
        told.append(f"{words.count(left, 'more reason')}, in `{FAILURES}` of the result.")
    yield Items(tuple(told))
