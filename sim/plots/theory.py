"""Theory and runs side by side, as one parameter of a preset varies."""

from typing import NamedTuple

from sim.plots import style

NAME = "theory"
BODY = (style.WIDTH, 3.9)  # inches
LEAST = 1e-6  # of the value: the least that the axis of a figure shows as a difference


class Numbers(NamedTuple):
    """What the figure shows."""

    name: str
    labels: tuple  # of the two axes
    points: tuple  # (value of the parameter, Answer)


def title(shown):
    """What is shown."""
    return shown.points[0][1].what[:1].upper() + shown.points[0][1].what[1:]


def finding(shown):
    """What it says."""
    agree = sum(answer.agrees for _, answer in shown.points)
    return f"Theory agrees with the runs at {agree} of {len(shown.points)} points."


def draw(figure, shown):
    """Theory as a line, runs as dots with the range in which theory must lie."""
    axes = figure.add_subplot()
    places = [place for place, _ in shown.points]
    found = [answer for _, answer in shown.points]
    axes.plot(places, [one.theory for one in found], color=style.PARTY[0], linewidth=2.0,
              label="theory", zorder=2)  # fmt: skip
    simulated = [one.simulated for one in found]
    spread = [
        [one.simulated - one.low for one in found],
        [one.high - one.simulated for one in found],
    ]
    axes.errorbar(places, simulated, yerr=spread, fmt="o", color=style.PARTY[1], markersize=5,
                  elinewidth=1.5, label="runs", zorder=3)  # fmt: skip
    axes.set_xlabel(shown.labels[0])
    axes.set_ylabel(shown.labels[1])
    low, high = axes.get_ylim()
    if high - low < LEAST * max(1.0, abs(high)):  # what is constant but for rounding is drawn so
        middle = 0.5 * (low + high)
        axes.set_ylim(middle - 0.5, middle + 0.5)
    axes.legend(frameon=False)


def describe(shown):
    """The figure in words."""
    said = "; ".join(
        f"at {place:g} theory {answer.theory:.4g}, runs {answer.simulated:.4g}"
        for place, answer in shown.points
    )
    return f"{title(shown)} against {shown.labels[0]}: {said}."
