"""Share of runs in each phase of the truce, day by day, a panel a scenario."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import Patch

from sim import metrics, words
from sim.plots import continued, incidence_by_scenario, labels, phases, style

NAME = "compare_phases"
KEY_COLUMNS = 5  # at most
PANEL = 2.1  # inches


class Numbers(NamedTuple):
    """What the figure shows; a scenario may have phases that another has not."""

    counts: list  # of runs by day and state, in the order of metrics.states_of; one a scenario
    phases: list  # names in their order, one a scenario
    scenarios: tuple
    runs: int
    branch: str = ""  # ``run 12 from day 22``, where the runs continue that one

    @property
    def states(self):
        """All states that some run of some scenario is in, in the order of time."""
        seen = set()
        for place in range(len(self.scenarios)):
            shares = shares_of(self, place)
            seen |= {state for state in shares if shares[state].any()}
        return [
            state for state in (*all_phases(self), "calm", "limbo", "fighting") if state in seen
        ]


def all_phases(shown):
    """The phases of all scenarios, each behind the one that it follows in its own."""
    found = list(shown.phases[0])
    for names in shown.phases[1:]:
        for place, name in enumerate(names):
            if name not in found:
                found.insert(found.index(names[place - 1]) + 1 if place else 0, name)
    return found


def shares_of(shown, place):
    """The shares of a scenario's runs by state, a value a day."""
    counts = shown.counts[place] / max(shown.runs, 1)
    return dict(zip(metrics.states_of(shown.phases[place]), counts.T, strict=True))


def body(shown):
    """Width and height [inches]."""
    rows, _ = incidence_by_scenario.shape(shown)
    key = -(-len(shown.states) // key_columns(shown)) * 0.21
    return style.WIDTH + 0.4, 0.6 + PANEL * rows + key


def key_columns(shown):
    """The columns of the key: as many as states, or as few as its rows leave full."""
    rows = -(-len(shown.states) // KEY_COLUMNS)
    return -(-len(shown.states) // rows)


def title(shown):
    """What is shown."""
    return f"Share of runs in each phase of the truce, {continued.apart(shown)}"


def finding(shown):
    """What it says, in runs."""
    ends = [
        f"{int(counts[-1, -1]):,} with {name}"
        for name, counts in zip(shown.scenarios, shown.counts, strict=True)
    ]
    days = len(shown.counts[0])
    before = any(not counts[0].any() for counts in shown.counts)
    return (
        f"Of {continued.each(shown)} on the same luck, back in fighting by day {days}: "
        f"{words.listed(ends)}, {words.NOT_A_FORECAST}."
        f"{f' White: {continued.before(shown)}.' if before else ''}"
    )


def draw(figure, shown):
    """A panel a scenario, states stacked so that what is nearest to peace is lowest."""
    colours = style.state_colours(all_phases(shown))
    handles = [(Patch(color=colours[one]), words.state(one)) for one in shown.states]
    labels.key(figure, handles, columns=key_columns(shown))
    incidence_by_scenario.panels(figure, shown, panel, len(shown.counts[0]))


def panel(axes, shown, place):
    """The states of one scenario."""
    order = phases.stacked(shown.phases[place])
    shares = shares_of(shown, place)
    stacked = np.array([shares[state] for state in order]).T
    phases.areas(axes, order, stacked, style.state_colours(all_phases(shown)))
    axes.set_xlim(0.5, len(stacked) + 0.5)
    axes.grid(False)


def table(shown):
    """The numbers behind the figure: heads and rows."""
    rows = []
    for place, name in enumerate(shown.scenarios):
        shares = shares_of(shown, place)
        for day in range(len(shown.counts[place])):
            found = [float(shares[one][day]) if one in shares else 0.0 for one in shown.states]
            rows.append((name, day + 1, *found))
    heads = [f"{words.state(one)} [share of runs]" for one in shown.states]
    return ("scenario", "day", *heads), rows


def describe(shown):
    """The figure in words."""
    parts = []
    for place, name in enumerate(shown.scenarios):
        shares = shares_of(shown, place)
        ends = [
            f"{words.state(one)} {words.percent(shares[one][-1])}"
            for one in shown.states
            if one in shares and shares[one][-1]
        ]
        parts.append(f"{name}: {', '.join(ends) or 'nowhere'}")
    return (
        f"Stacked areas of the share of {words.count(shown.runs)} in each state, days 1 to "
        f"{len(shown.counts[0])}, a panel a scenario. At the end: {'; '.join(parts)}."
    )
