"""What truces fall of, by scenario: cumulative incidence by cause, stacked."""

from typing import NamedTuple

from matplotlib.patches import Patch

from sim import words
from sim.plots import continued, days, incidence_by_cause, labels, style

NAME = "compare_incidence"
PANEL = 2.1  # inches
COLUMNS = 3  # at most
KEY_COLUMNS = 2


class Numbers(NamedTuple):
    """What the figure shows."""

    curves: list  # of incidence.Incidence by cause, a list a scenario
    scenarios: tuple
    runs: int
    branch: str = ""  # ``run 12 from day 22``, where the runs continue that one

    @property
    def causes(self):
        """The causes that some run of some scenario ends of, in their order."""
        return [
            one.cause
            for place, one in enumerate(self.curves[0])
            if any(curves[place].counts[-1] for curves in self.curves)
        ]


def body(shown):
    """Width and height [inches]."""
    rows, _ = shape(shown)
    key = -(-len(shown.causes) // KEY_COLUMNS) * 0.21
    return style.WIDTH + 0.4, 0.6 + PANEL * rows + key


def shape(shown):
    """Rows and columns of panels."""
    count = len(shown.scenarios)
    columns = count if count <= COLUMNS else min(COLUMNS, -(-count // 2))
    return -(-count // columns), columns


def title(shown):
    """What is shown."""
    return f"How fighting resumes, {continued.apart(shown)}"


def finding(shown):
    """What it says, in runs."""
    return (
        f"Share of {continued.each(shown)} in which fighting has resumed by a day, by "
        "cause; what is white still stands. Nothing but what is shown ends a run early; a truce "
        "that stands on the last day counts as standing."
    )


def draw(figure, shown):
    """A panel a scenario, causes stacked from the bottom in their order."""
    causes = shown.causes
    handles = [(Patch(color=style.CAUSE[one]), words.cause(one)) for one in causes]
    if handles:
        labels.key(figure, handles, columns=KEY_COLUMNS)
    panels(figure, shown, panel, len(shown.curves[0][0].share) - 1)


def panels(figure, shown, draw_one, last):
    """A panel a scenario in a grid, all on the same days 1..last and shares of runs."""
    rows, columns = shape(shown)
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for place, axes in enumerate(grid.flat):
        if place >= len(shown.scenarios):
            axes.set_visible(False)
            continue
        draw_one(axes, shown, place)
        axes.set_ylim(0.0, 1.0)
        axes.set_yticks([0, 0.5, 1], ["0", "50", "100"])
        text = labels.shortened(figure, shown.scenarios[place], style.SMALL, 1.85)
        axes.set_title(text, size=style.SMALL)
        days.axis(axes, last, None, most=4, label=False)
        if place + columns >= len(shown.scenarios):  # nothing below it
            axes.tick_params(labelbottom=True)
            axes.set_xlabel("day of the truce")
    for axes in grid[:, 0]:
        axes.set_ylabel("share of runs [%]")


def panel(axes, shown, place):
    """The stacked incidences of one scenario."""
    incidence_by_cause.stack(axes, shown.curves[place])
    axes.set_xlim(0, len(shown.curves[place][0].share) - 1)


def describe(shown):
    """The figure in words."""
    parts = []
    for name, curves in zip(shown.scenarios, shown.curves, strict=True):
        ends = [
            f"{words.cause(one.cause)} {words.percent(one.share[-1])}"
            for one in curves
            if one.counts[-1]
        ]
        parts.append(f"{name}: {', '.join(ends) or 'none'}")
    return f"Stacked areas of how fighting resumed by the last day. {'; '.join(parts)}."


def table(shown):
    """The numbers by scenario and day: the share fallen of each cause."""
    causes = shown.causes
    heads = ("scenario", "day", *(f"{words.cause(one)} [share of runs]" for one in causes))
    rows = []
    for name, curves in zip(shown.scenarios, shown.curves, strict=True):
        shares = [one.share for one in curves if one.cause in causes]
        rows += [
            (name, day, *(share[day] for share in shares)) for day in range(len(curves[0].share))
        ]
    return heads, rows
