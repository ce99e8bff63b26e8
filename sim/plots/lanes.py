"""The lanes of the timeline, one function each."""

from matplotlib.lines import Line2D

from sim import words
from sim.plots import days, labels, one_run, style

SIZE = 9.0  # points of a lane's texts
TALL = 0.62  # height of a bar [rows]
BESIDE = 1.45  # inches of a page that are not a lane's own, at least
MARKER = {  # manner: (marker, filled)
    "on_time": ("o", True),
    "late": ("D", True),
    "put_off": ("o", False),
    "withheld": ("x", True),
}


def marks():
    """Handles and words for the key."""
    found = []
    for manner, (marker, filled) in MARKER.items():
        handle = Line2D([], [], linestyle="", marker=marker, markersize=5, color=style.QUIET)
        handle.set_markerfacecolor(style.QUIET if filled else "white")
        found.append((handle, words.MANNERS[manner]))
    return found


def label(axes, text):
    """Give a lane's unit at its left."""
    axes.set_ylabel(text, size=SIZE)
    axes.tick_params(axis="y", labelsize=SIZE)


def note(axes, text, colour=style.QUIET):
    """Say above a lane what it shows."""
    page = axes.figure.get_figwidth()
    wide = min(0.75 * page, page - BESIDE)
    lines = style.wrap(axes.figure, text, SIZE, wide)
    axes.set_title("\n".join(lines), size=SIZE, color=colour, pad=2)


def state_spans(shown, last):
    """States with the ends of their bands; a state holds from the end of its first day."""
    firsts = [first for _, first, _ in shown.states]
    edges = [shown.first_day - 0.5, *firsts[1:], last + 0.5]
    return [(state[0], *ends) for state, *ends in zip(shown.states, edges, edges[1:], strict=False)]


def states(axes, shown, _, last):
    """A band of the phase, limbo, calm or fighting."""
    colours = style.state_colours(shown.phases)
    for state, first, end in state_spans(shown, last):
        axes.axvspan(first, end, color=colours[state], linewidth=0)
    axes.set_yticks([])
    axes.set_ylim(0, 1)


def name_states(axes, shown, last):
    """Write the state on its band where there is room."""
    labels.settle(axes.figure)
    inch = (
        axes.get_window_extent().width / axes.figure.dpi / (last - shown.first_day + 1.2)
    )  # a day
    for state, first, end in state_spans(shown, last):
        text = words.state(state)
        if style.measure(axes.figure, text, SIZE) + 0.08 < inch * (end - first):
            colour = style.state_colours(shown.phases)[state]
            axes.text(
                (first + end) / 2, 0.46, text, ha="center", va="center", size=SIZE, zorder=5,
                color=style.on(colour), bbox={"facecolor": colour, "linewidth": 0, "pad": 1.0},
            )  # fmt: skip


def deliveries(axes, shown, slot, _):
    """A mark for each decision on what the party owed; those of one day above one another."""
    top = 0
    for day, place, by, manner in shown.deliveries:
        if by == slot:
            marker, filled = MARKER[manner]
            axes.plot(
                day, place, marker, markersize=4.5, color=style.PARTY[slot],
                markerfacecolor=style.PARTY[slot] if filled else "white", markeredgewidth=1.3,
            )  # fmt: skip
            top = max(top, place)
    axes.set_ylim(-0.8, max(top, 3) + 0.8)
    axes.set_yticks([])
    note(axes, f"what {shown.parties[slot]} owed", style.PARTY_INK[slot])


def rungs(axes, shown, _, __):
    """How hard each side answers, as steps on the ladder."""
    for slot in (0, 1):
        edges, rungs_of_side = days.blocks(shown.rungs[slot] + (0.09, -0.09)[slot])
        axes.step(edges, rungs_of_side, where="post", color=style.PARTY[slot], linewidth=1.8)
    axes.set_ylim(-0.4, 5.4)
    axes.set_yticks(range(len(words.RUNGS)), words.RUNGS)
    axes.tick_params(axis="y", labelsize=SIZE)
    sides = (" ".join(pair) for pair in zip(shown.parties, style.PARTY_WORDS, strict=True))
    note(axes, f"how hard each side answers: {', '.join(sides)}")


def outside(axes, shown, _, __):
    """What mediators do, a row an instrument, and partners out of government."""
    names = [name for name in words.INSTRUMENTS if name in shown.mediated]
    spans = [(words.INSTRUMENTS[name], shown.mediated[name]) for name in names]
    if shown.out:
        spans.append(("partners out", shown.out))
    for row, (_, found) in enumerate(reversed(spans)):
        for first, until, slot in found:
            colour = style.QUIET if slot == one_run.NOBODY else style.PARTY[slot]
            shift, height = halved(slot) if at_once(found) else (0.0, TALL)
            axes.barh(
                row + shift, until - first + 1, left=first - 0.5, height=height, color=colour,
                alpha=0.6,
            )  # fmt: skip
    axes.set_ylim(-0.6, len(spans) - 0.4)
    axes.set_yticks(range(len(spans)), [name for name, _ in reversed(spans)])
    axes.tick_params(axis="y", labelsize=SIZE, length=0)
    axes.grid(axis="y", visible=False)
    partners = "; partners out of government" if shown.out else ""
    note(axes, f"what mediators do, in the colour of the side it is aimed at{partners}")


def at_once(spans):
    """True if something is aimed at both sides on the same day."""
    sides = [[span for span in spans if span[2] == slot] for slot in (0, 1)]
    return any(one[0] <= other[1] and other[0] <= one[1] for one in sides[0] for other in sides[1])


def halved(slot):
    """The place and height of a bar in its row: that of the first side above the second's."""
    if slot == one_run.NOBODY:
        return 0.0, TALL
    return (0.25, -0.25)[slot] * TALL, 0.5 * TALL


def violence(axes, shown, _, __):
    """Incidents upwards, deaths downwards."""
    axes.bar(shown.days, shown.incidents, width=0.8, color="#9A9A9A")
    axes.bar(shown.days, -shown.deaths, width=0.8, color=style.INK)
    axes.axhline(0.0, color=style.QUIET, linewidth=0.8)
    low, high = int(shown.deaths.max(initial=1)), int(shown.incidents.max(initial=1))
    axes.set_ylim(-1.15 * low, 1.15 * high)
    axes.set_yticks([-low, 0, high], [f"{low}", "0", f"{high}"])
    label(axes, "number a day")
    note(axes, "incidents (up) and deaths in them (down)")


def offers(axes, shown, _, __):
    """What each offer is worth to the side that hears it, and what came of agreements."""
    full = shown.unit.full
    for day, slot, worth, accepted in shown.offers:
        if accepted:
            agreed(axes, shown, day, [full * worth])
        else:
            axes.plot(day, full * worth, "o", markersize=4.5, color=style.PARTY[slot])
    for day, worths, accepted in shown.proposals:
        colour, heights = style.INK if accepted else style.QUIET, [full * one for one in worths]
        axes.plot([day, day], heights, color=colour, linewidth=1.2)
        if accepted:
            agreed(axes, shown, day, heights)
        else:
            axes.plot([day, day], heights, "_", markersize=7, color=colour)
    most = max([1.0, *(worth for _, worths, _ in shown.proposals for worth in worths)])
    axes.set_ylim(-0.08 * full, (most + 0.08) * full)
    axes.set_yticks([0, full / 2, full])
    label(axes, f"{shown.unit.noun} [{shown.unit.scale}]")
    made = shown.offers + shown.proposals
    said = "each side's offers, as worth to the other" if made else "no offers"
    if shown.proposals:
        said += "; line: a mediator's, worth to both"
    days_agreed = {one[0] for one in made if one[-1]}
    down = days_agreed & set(shown.voted_down)
    said += "; diamond: agreed" if days_agreed - down else ""
    note(axes, said + ("; crossed: agreed, then voted down" if down else ""))


def agreed(axes, shown, day, heights):
    """A diamond for an agreement; hollow and crossed if it was voted down at home."""
    if day not in shown.voted_down:
        axes.plot([day] * len(heights), heights, "D", markersize=7, color=style.INK)
        return
    for marker in style.VOTED_DOWN:
        axes.plot([day] * len(heights), heights, linestyle="", **marker)


DRAW = {
    "states": states,
    "deliveries": deliveries,
    "rungs": rungs,
    "outside": outside,
    "violence": violence,
    "offers": offers,
}
