"""The tables of what was found: boxes, the way to the first one, the tree."""

import numpy as np

from experiments import csv_files
from experiments.discovering import clauses, findings
from sim import naming, whole_files, words
from sim.discovery import resampling, samples, trees

BOXES = (
    "policy", "box", "parameter", "role", "low", "high", "names", "reproduced", "low_5", "low_95",
    "high_5", "high_95", "density_without", "coverage_without", "density", "density_low",
    "density_high", "coverage", "coverage_low", "coverage_high", "mass", "excess", "excess_low",
    "excess_high", "held", "lasts", "density_outside",
)  # fmt: skip
WAY = (
    "step", "action", "parameter", "density", "coverage", "mass", "cases", "runs", "points",
    "restricted", "conditions",
)  # fmt: skip
POLICIES = ("policy", "points", "share", "low", "high", "verdict")
TREE = ("leaf", "share", "low", "high", "runs", "points", "mass", "conditions")


def write(folder, found):
    """Write the tables."""
    csv_files.write(folder / "boxes.csv", BOXES, [*box_rows(found), *policy_rows(found)])
    csv_files.write(folder / "policies.csv", POLICIES, overall_rows(found))
    csv_files.write(folder / "trajectory.csv", WAY, way_rows(found))
    csv_files.write(folder / "tree.csv", TREE, tree_rows(found))
    whole_files.put(folder / "tree.txt", "\n".join([*tree_lines(found, found.tree), ""]).encode())


def box_rows(found):
    """A row a restriction of each box."""
    for place, box in enumerate(found.boxes):
        yield from restriction_rows("", place + 1, box, found.factors)


def policy_rows(found):
    """The same for the box of each policy."""
    for one in found.policies:
        if one.box is not None:
            yield from restriction_rows(policy(found, one), 1, one.box, found.uncertain)


def overall_rows(found):
    """How common cases are over all points, then over those of each policy, and what was found."""
    yield "", found.points, *found.overall, found.verdict
    for one in found.policies:
        yield policy(found, one), one.points, *one.overall, one.verdict


def policy(found, one):
    """A policy in words: its decisions and their values."""
    decided = [entry for entry in found.factors if entry.role != "uncertainty"]
    pairs = zip(decided, one.levels, strict=True)
    return ", ".join(f"{entry.key}={value(entry.levels[level])}" for entry, level in pairs)


def value(level):
    """A level as it is set."""
    return f"{level:g}" if isinstance(level, float) else level


def restriction_rows(name, place, box, factors):
    """A row a restriction of a box."""
    spans = (
        *box.density,
        *box.coverage,
        box.mass.value,
        *box.excess,
        box.held,
        box.lasts,
        box.outside,
    )
    for one in box.restrictions:
        factor = factors[one.place]
        low, high = samples.ends(one.kept, factor) if factor.ordered else (np.nan, np.nan)
        names = "" if factor.ordered else " | ".join(
            str(factor.levels[level]) for level in np.flatnonzero(one.kept)
        )  # fmt: skip
        limits = one.limits or [(np.nan, np.nan)] * 2
        yield (
            name, place, factor.key, factor.role, low, high, names, one.reproduced, *limits[0],
            *limits[1], one.density, one.coverage, *spans,
        )  # fmt: skip


def way_rows(found):
    """A row a box on the way to the first one."""
    for place, one in enumerate(found.way):
        cases, weight = found.way[0].cases, found.way[0].weight
        yield (
            place, one.action, one.factor, one.density, one.cases / cases if cases else np.nan,
            one.weight / weight, round(one.cases), round(one.runs), int(one.weight),
            int(samples.restricted(one.box).sum()),
            clauses.conditions(found.sweep.scenario, found.factors, one.box),
        )  # fmt: skip


def tree_rows(found):
    """A row a leaf, from left to right."""
    if not found.factors:
        return
    for place, (leaf, path) in enumerate(trees.leaves(found.tree)):
        box = merged(found, path)
        points = samples.inside(box, found.factors)
        share, _, mass, _ = resampling.spans(
            found.observed, points, findings.SPANS, found.question.seed
        )
        conditions = clauses.conditions(found.sweep.scenario, found.factors, box)
        yield (
            place + 1, *share, round(leaf.runs), int(leaf.points), mass.value,
            conditions or "everywhere",
        )  # fmt: skip


def merged(found, path):
    """The splits on the way to a leaf as a box."""
    box = list(samples.whole(found.factors))
    for place, levels in path:
        box[place] = box[place] & levels
    return tuple(box)


def tree_lines(found, node, indent=0):
    """The tree as text, a split a line."""
    room = "  " * indent
    if node.is_leaf:
        share = words.percent(node.share) if node.runs else "none"
        many = f"{words.count(round(node.runs))} at {words.count(int(node.points), 'point')}"
        return [f"{room}{share} of {many} {words.verb(round(node.runs))} cases"]
    one = found.factors[node.place]
    called = naming.called(found.sweep.scenario, one.key)
    lines = []
    for levels, below in ((node.left_levels, node.left), (~node.left_levels, node.right)):
        lines.append(f"{room}{called} {clauses.condition(levels, one)}")
        lines += tree_lines(found, below, indent + 1)
    return lines
