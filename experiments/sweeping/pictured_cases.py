"""What the figure of cases shows: the mean of each, and its difference from the first."""

from experiments.sweeping import told, varied
from experiments.sweeping.pictured_means import PAIRED, averages, rows_of
from sim.plots import cases


def numbers(found):
    """What the figure of cases shows."""
    (one,) = [one for one in found.decided if one.of.key == varied.CASE]
    by, unit = told.scale(found.measured)
    values, off = rows_of(one, one.means), rows_of(one, one.differences)
    names = [one.of.levels[level] for level in one.levels]
    only = told.said(found.measured, one) is not None
    finding = told.headline(found._replace(shown=[one]) if only else found)
    points = "points of 100 runs" if found.measured.is_share else unit
    reading = (
        f"{averages(found)} Left: each case with its 95 % interval. Right: its difference from the "
        f"first, run by run on {PAIRED if found.measured.sampled else 'the same luck'}, which "
        "says more than a comparison at the left."
    )
    if len(names) < one.of.count:
        reading += f" {len(names)} of {one.of.count} cases are shown; points.csv has all."
    return cases.Numbers(
        names, by * values, by * off, told.name(found.measured), f"[{unit}]",
        f"difference [{points}]", finding, reading,
    )  # fmt: skip
