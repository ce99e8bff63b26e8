"""Theory and runs side by side, as one parameter of a preset varies."""

from typing import NamedTuple

from sim import words
from sim.plots import style

NAME = "theory"
BODY = (style.WIDTH, 3.9)  # inches
LEAST = 1e-6  # of the value: the least that the axis of a figure shows as a difference


class Numbers(NamedTuple):
    """What the figure shows."""

    name: str
    labels: tuple  # of the two axes
    points: tuple  # (value of the parameter, Answer)
    runs: int  # at each point, or that all points are made of
    each: bool = True
    played: tuple = ()  # the point that was played, and its runs, where a parameter is varied


def title(shown):
    """What is shown."""
    return shown.points[0][1].what[:1].upper() + shown.points[0][1].what[1:]


def finding(shown):
    """What it says."""
    agree = sum(answer.agrees for _, answer in shown.points)
    runs = words.count(shown.runs)
    of = f"each of {runs}" if shown.each else f"all of the same {runs}"
    text = (
        f"Theory agrees with the runs at {agree} of {words.count(len(shown.points), 'point')}, {of}"
    )
    if not shown.played:
        return f"{text}."
    place, _, played = shown.played
    return f"{text}; what was played is at {place:g}, {words.count(played)}."


def draw(figure, shown):
    """Theory as dashes, runs as dots with the range in which theory must lie.

    No line joins them, for between the points nothing was asked, and theory may jump there.
    """
    axes = figure.add_subplot()
    points = [*shown.points, *([shown.played[:2]] if shown.played else [])]
    places, found = zip(*points, strict=True)
    if shown.played:
        axes.axvline(places[-1], color=style.QUIET, linewidth=1.2, linestyle=":", zorder=1,
                     label="what was played")  # fmt: skip
    axes.plot(places, [one.theory for one in found], color=style.PARTY[0], linestyle="",
              marker="_", markersize=15, markeredgewidth=2.5, label="theory", zorder=2)  # fmt: skip
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
    text = f"{title(shown)} against {shown.labels[0]}: {said}."
    if not shown.played:
        return text
    place, answer, _ = shown.played
    played = f"theory {answer.theory:.4g}, runs {answer.simulated:.4g}"
    return f"{text} What was played, at {place:g}: {played}."


def table(shown):
    """The numbers by point: theory, and the runs with the range in which theory must lie."""
    place, value = shown.labels
    heads = (place, f"theory: {value}", f"runs: {value}", "low", "high", "played")
    points = [(*point, False) for point in shown.points]
    points += [(*shown.played[:2], True)] if shown.played else []
    return heads, [
        (at, one.theory, one.simulated, one.low, one.high, played) for at, one, played in points
    ]
