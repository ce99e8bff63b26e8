"""Figures of a run as far as it has been played, in the house style; one day more each time."""

from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim import phases, words
from sim.plots import days, one_run, style

SIZE = (5.0, 4.3)  # inches; narrower than a page's, for half a window
WEEKS = 4  # shown from the start
DASHES = (0, (3, 1.4))


class SoFar(NamedTuple):
    """The days played, for figures."""

    rows: np.ndarray  # of type sim.records.DAY
    states: list  # (state, first day, last day)
    crises: list  # (first day, last day)
    end: int  # day at which the axis ends
    parties: tuple
    phases: tuple
    start: object  # date of day 1, if there is one


def so_far(model):
    """What the figures show of a model."""
    rows, scenario = model.days.array(), model.premises
    names = list(scenario.premises.phases)
    states = [
        names[row["phase"] - 1] if row["stage"] == phases.TRUCE else phases.STAGES[row["stage"]]
        for row in rows
    ]
    crises = [span[1:] for span in one_run.spans(rows["crisis"].tolist(), rows["day"]) if span[0]]
    end = max(WEEKS * 7, 14 * -(-model.world.day // 14))
    spans = one_run.spans(states, rows["day"])
    return SoFar(rows, spans, crises, end, scenario.parties, tuple(names), scenario.start)


def course(shown):
    """The state of each day, the trust of both sides, and tension."""
    with style.sheet():
        figure, (strip, trust, tension) = panels(shown, (0.3, 1.5, 1.1))
        states(strip, shown)
        for slot, dashes in enumerate(("solid", DASHES)):
            line(trust, shown, shown.rows["belief"][:, slot], style.PARTY_INK[slot], dashes)
        trust.set_ylim(0.0, 1.0)
        named = zip(shown.parties, style.PARTY_WORDS, ("line", "dashes"), strict=True)
        who = ", ".join(f"{party} {colour} {mark}" for party, colour, mark in named)
        trust.set_title(f"trust: {who}", size=style.SMALL)
        line(tension, shown, shown.rows["tension"], style.INK)
        tension.set_ylim(0.0, max(0.6, shown.rows["tension"].max(initial=0.0)))
        tension.set_title("tension; shaded: crises", size=style.SMALL)
    return figure


def weighing(shown):
    """What staying and leaving are worth to each side [points]."""
    with style.sheet():
        figure, both = panels(shown, (1.0, 1.0))
        for slot, axes in enumerate(both):
            colour = style.PARTY_INK[slot]
            line(axes, shown, shown.rows["staying"][:, slot], colour, "solid")
            line(axes, shown, shown.rows["outside"][:, slot], colour, DASHES)
            axes.set_ylim(-0.8, 1.0)
            axes.axhline(0.0, color=style.QUIET, linewidth=0.8)
            text = f"{shown.parties[slot]}: worth of staying (line), leaving (dashes)"
            axes.set_title(text, size=style.SMALL, color=colour)
    return figure


def states(axes, shown):
    """A band of the phase, limbo, calm or fighting, named where there is room."""
    colours = style.state_colours(shown.phases)
    axes.set_yticks([])
    axes.set_ylim(0.0, 1.0)
    axes.set_title("state of the truce", size=style.SMALL)
    for state, first, last in shown.states:
        axes.axvspan(first - 0.5, last + 0.5, color=colours[state], linewidth=0)
        wide = 0.85 * SIZE[0] * (last - first + 1) / shown.end
        text = words.state(state)
        if style.measure(axes.figure, text, style.SMALL) + 0.08 < wide:
            middle, ink = (first + last) / 2, style.on(colours[state])
            axes.text(middle, 0.46, text, ha="center", va="center", size=style.SMALL, color=ink)


def panels(shown, heights):
    """A figure with panels above one another on the same days, crises shaded."""
    figure = Figure(figsize=SIZE)
    FigureCanvasAgg(figure)
    made = figure.subplots(len(heights), 1, sharex=True, height_ratios=heights)
    figure.subplots_adjust(left=0.11, right=0.94, top=0.94, bottom=0.17, hspace=0.5)
    for axes in made:
        axes.set_xlim(0.5, shown.end + 0.5)
        for first, until in shown.crises:
            axes.axvspan(first - 0.5, until + 0.5, color="#F1E3DA", linewidth=0, zorder=0)
    days.axis(made[-1], shown.end, shown.start, most=5)
    return figure, made


def line(axes, shown, values, colour, dashes="solid"):
    """A line over the days played, with a mark on the last, which may be the only one."""
    axes.plot(shown.rows["day"], values, color=colour, linestyle=dashes, linewidth=1.8)
    axes.plot(shown.rows["day"][-1:], values[-1:], "o", color=colour, markersize=4)


def in_words(shown):
    """Where both lines stand on the last day played, for those who do not see the figures."""
    if not len(shown.rows):
        return "Nothing has been played yet."
    now = shown.rows[-1]
    sides = (
        f"{party}: trust {now['belief'][slot]:.2f}, staying is worth {now['staying'][slot]:.2f} "
        f"and leaving {now['outside'][slot]:.2f} points"
        for slot, party in enumerate(shown.parties)
    )
    return f"{'; '.join(sides)}. Tension {now['tension']:.2f}."
