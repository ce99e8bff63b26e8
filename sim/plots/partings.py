"""On which day runs part from the same runs of the base, and what parts them."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.plots import continued, days, style

NAME = "compare_parting"
PANEL = 1.9  # inches, with the events named beneath the panel's title
LINE = 0.19  # inches an event named
OTHERS = "others"
COLOURS = (
    "#2E7F9A", "#B5482F", "#7A8B2A", "#8C5A9E", "#D99058", "#86B6C6", "#3B3B3B", "#B58A9A",
)  # fmt: skip  # of events, the same in every panel
REST = "#DADADA"  # of all others
MOST = 4  # events named in a panel
BINS = 40  # bars at most


class Panel(NamedTuple):
    """A scenario beside the base: what parted its runs, most frequent first, and on which days."""

    scenario: str
    events: list  # words; the last are the others
    days: list  # of arrays, one an event
    never: int  # runs that do not part


class Numbers(NamedTuple):
    """What the figure shows."""

    panels: list
    base: str
    runs: int
    branch: str = ""  # ``run 12 from day 22``, where the runs continue that one


def body(shown):
    """Width and height [inches]."""
    named = sum(len(panel.events) for panel in shown.panels)
    return style.WIDTH + 0.4, 0.6 + PANEL * len(shown.panels) + LINE * named


def title(shown):
    """What is shown."""
    return f"When runs part from those of {shown.base}, and by what"


def finding(shown):
    """What it says, in runs."""
    parts = []
    for panel in shown.panels:
        every = np.concatenate(panel.days) if panel.days else np.zeros(0)
        text = f"on day {np.median(every):.0f} in the median run" if len(every) else "never"
        never = f" ({panel.never:,} never)" if panel.never else ""
        parts.append(f"with {panel.scenario} {text}{never}")
    return (
        f"First event of the sides that {continued.many(shown)} do not share: "
        f"{'; '.join(parts)}. Depends on how luck is shared."
    )


def draw(figure, shown):
    """A panel a scenario: bars of days, stacked by event."""
    every = [int(one.max()) for panel in shown.panels for one in panel.days if len(one)]
    last = max(every, default=1)
    width = max(1, -(-last // BINS))
    named = dict.fromkeys(event for panel in shown.panels for event in panel.events)
    named.pop(OTHERS, None)
    colours = {event: COLOURS[place % len(COLOURS)] for place, event in enumerate(named)}
    colours[OTHERS] = REST
    edges = np.arange(0.5, last + width + 0.5, width)
    grid = figure.subplots(len(shown.panels), 1, sharex=True, squeeze=False)
    for axes, panel in zip(grid[:, 0], shown.panels, strict=True):
        below = np.zeros(len(edges) - 1)
        handles = []
        for event, some in zip(panel.events, panel.days, strict=True):
            colour = colours[event]
            counts, _ = np.histogram(some, edges)
            axes.bar(edges[:-1] + width / 2, counts, width * 0.92, below, color=colour)
            below = below + counts
            text = style.cut(figure, f"{len(some):,}: {event}", style.FOOT + 1, 5.6)
            handles.append((Patch(color=colour), text))
        heading = f"{panel.scenario} ({shown.base} / {panel.scenario})"
        if handles:
            axes.legend(
                *zip(*handles, strict=True), loc="lower left", bbox_to_anchor=(-0.015, 1.0),
                frameon=False, fontsize=style.FOOT + 1, handlelength=1.2, labelspacing=0.2,
                title=style.cut(figure, heading, style.SMALL, 6.2), alignment="left",
                title_fontproperties={"size": style.SMALL},
            )  # fmt: skip
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.set_ylabel("runs")
        axes.set_xlim(0.5, last + 0.5)
    axes = grid[-1, 0]
    axes.set_xticks(days.ticks(last))
    axes.set_xlabel("first day on which the sides do something else")


def describe(shown):
    """The figure in words."""
    parts = []
    for panel in shown.panels:
        events = [
            f"{event} {len(some):,}" for event, some in zip(panel.events, panel.days, strict=True)
        ]
        parts.append(f"{panel.scenario}: {'; '.join(events)}; never {panel.never:,}")
    return f"Bars of the days on which runs part. {' '.join(parts)}."


def table(shown):
    """The numbers by scenario, event and day: runs that it parts; those that never part last."""
    heads = ("scenario", "what parts them", "day", "runs")
    rows = []
    for panel in shown.panels:
        for event, some in zip(panel.events, panel.days, strict=True):
            by_day = zip(*np.unique(some, return_counts=True), strict=True)
            rows += [(panel.scenario, event, *one) for one in by_day]
        rows.append((panel.scenario, "never part", None, panel.never))
    return heads, rows
