"""How long the truce stands, over runs, with what happened beside it."""

import datetime
from typing import NamedTuple

from sim import incidence, words
from sim.plots import days, labels, style

NAME = "survival"
NEEDS = ("runs",)
BODY = (style.WIDTH, 4.1)  # inches
ROW = 1.35  # height of a line of numbers under the ticks [font sizes]


class Numbers(NamedTuple):
    """What the figure shows."""

    survival: incidence.Survival
    record: tuple  # (day, words, whether fighting resumed then)
    start: datetime.date | None


def numbers(scenario, tables):
    """The share standing, and the marks of the record that fall within the horizon."""
    horizon = scenario.premises.calendar.horizon
    curve = incidence.survival(tables["runs"], horizon)
    return Numbers(curve, record(scenario), scenario.start)


def record(scenario):
    """What happened: (day, words, whether fighting resumed then)."""
    last = scenario.record.get("last_day")
    marks = dict(scenario.record.get("marks") or [])
    if last is not None:
        marks.setdefault(last, "fighting resumed")
    horizon = scenario.premises.calendar.horizon
    return tuple((day, marks[day], day == last) for day in sorted(marks) if day <= horizon)


def title(_):
    """What is shown."""
    return "Share of runs in which the truce still stands"


def finding(shown):
    """What it says, in runs."""
    standing = words.of_runs(int(shown.survival.standing[-1]), shown.survival.runs)
    last = shown.survival.days[-1]
    lines = " Vertical lines: what happened." if shown.record else ""
    return (
        f"Standing after day {last} in {standing} {words.NOT_A_FORECAST}. "
        f"Band: 95 % interval.{lines}"
    )


def draw(figure, shown):
    """A step a day, with its interval; what happened as lines; runs still standing underneath."""
    axes = figure.add_subplot()
    curve = shown.survival
    steps(axes, curve, style.INK)
    frame(axes, int(curve.days[-1]), shown.start)
    under(axes, "runs still standing", [(curve.standing, style.INK)], shown.start)
    labels.above(
        axes,
        [(day, text, style.INK if ends else style.QUIET) for day, text, ends in shown.record],
    )


def steps(axes, curve, colour, dashes="-"):
    """A falling step curve with its band."""
    axes.fill_between(
        curve.days, curve.low, curve.high, step="post", color=colour, alpha=0.13, linewidth=0
    )
    axes.step(
        curve.days, curve.share, where="post", color=colour, linewidth=1.9, linestyle=dashes,
        clip_on=False,
    )  # fmt: skip


def frame(axes, last, start):
    """Days across, shares of runs upward."""
    axes.set_xlim(0, max(last, 1))
    axes.set_ylim(0.0, 1.0)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_ylabel("share of runs [%]")
    days.axis(axes, last, start)


def under(axes, heading, lines, start):
    """Numbers of runs under the ticks, a line a curve: (numbers by day, colour)."""
    lower = 8.0 + (1 if start is None else 2) * style.SMALL * 1.2 + style.BODY * 1.7
    axes.annotate(
        heading, xy=(0.0, 0.0), xycoords="axes fraction", xytext=(0.0, -lower),
        textcoords="offset points", va="top", size=style.SMALL, color=style.QUIET,
    )  # fmt: skip
    for place, (counts, colour) in enumerate(lines, start=1):
        for day in days.ticks(len(counts) - 1):
            axes.annotate(
                f"{int(counts[day]):,}", xy=(day, 0.0), xycoords=axes.get_xaxis_transform(),
                xytext=(0.0, -(lower + style.SMALL * ROW * place)), textcoords="offset points",
                va="top", ha="center", size=style.SMALL, color=colour,
            )  # fmt: skip


def describe(shown):
    """The figure in words."""
    curve = shown.survival
    some = [day for day in days.ticks(int(curve.days[-1])) if day > 1]
    parts = [f"day {day} {words.percent(curve.share[day])}" for day in some]
    happened = [f"{text} on day {day}" for day, text, _ in shown.record]
    beside = f" What happened: {words.listed(happened)}." if happened else ""
    return (
        f"Falling steps: share of {words.count(curve.runs)} in which the truce stands, with a 95 % "
        f"interval. After {words.listed(parts) or 'day 1 ' + words.percent(curve.share[-1])}."
        f"{beside}"
    )


def table(shown):
    """The numbers by day: the share standing with its interval, runs, and what happened."""
    heads = ("day", "standing [share of runs]", "low", "high", "runs still standing",
             "what happened")  # fmt: skip
    happened = {day: text for day, text, _ in shown.record}
    curve = shown.survival
    columns = curve.days, curve.share, curve.low, curve.high, curve.standing
    return heads, [(day, *rest, happened.get(day)) for day, *rest in zip(*columns, strict=True)]
