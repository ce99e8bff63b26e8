"""From which phase to which the runs go, and where they end: ribbons as wide as they have runs.

A column is a phase or the limbo after it, in time order; a second limbo is a column of its own, so
that no ribbon leads back. What falls runs along the top, what stands at the horizon along the
bottom, and neither crosses what goes on between them.
"""

from typing import NamedTuple

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from sim import flows, words
from sim.plots import labels, style

NAME = "flow"
NEEDS = ("runs", "days")
STAGE_WIDTH, END_WIDTH = 1.05, 1.95  # inches a column, and beside the last for the ends' names
LEAST = 3  # columns that the figure has room for at least
BAR = 0.13  # width of a bar [columns]
GAP = 0.07  # between what passes a column and its bar [share of runs]
TEXT = 9.0  # points
ROUND = 0.45  # how far a ribbon keeps its direction [share of the way between two columns]
STANDING = "#A3B8C4"
END_WORDS = {"fighting": "fighting resumed", "standing": "standing at the horizon"}


class Numbers(NamedTuple):
    """What the figure shows."""

    flows: flows.Flows
    phases: tuple
    runs: int
    horizon: int

    @property
    def seen(self):
        """The places of the stages that some run is in, in their order."""
        return [place for place in range(len(self.flows.stages)) if self.flows.at(place)]

    @property
    def columns(self):
        """The places of the phases and limbos among them, a column each."""
        return [place for place in self.seen if place < self.ends]

    @property
    def ends(self):
        """The place of the first end."""
        return len(self.flows.stages) - len(flows.ENDS)

    def ended(self, end):
        """Runs that end in an end."""
        return self.flows.at(self.ends + flows.ENDS.index(end))


class Ribbon(NamedTuple):
    """Runs on their way from a stage to a later one."""

    source: int  # place of the stage
    target: int
    runs: int
    tops: tuple  # where it is in each column from the source on [runs from the top]


def numbers(scenario, tables):
    """The flows between the stages of the scenario's phases."""
    phases = tuple(scenario.premises.phases)
    horizon = scenario.premises.calendar.horizon
    return Numbers(flows.flows(tables, phases), phases, len(tables["runs"]["run"]), horizon)


def body(shown):
    """Width and height [inches]."""
    wide = STAGE_WIDTH * max(len(shown.columns), LEAST) + END_WIDTH
    return max(wide, style.WIDTH), 4.1


def title(_):
    """What is shown."""
    return "Where the runs go, from phase to phase"


def finding(shown):
    """What it says, in runs."""
    ends = [
        f"{shown.ended('fighting'):,} go back to fighting",
        f"{shown.ended('calm'):,} reach lasting calm",
        f"{shown.ended('standing'):,} still stand on day {shown.horizon}",
    ]
    return (
        f"Of {words.count(shown.runs)}, {words.listed(ends)}, {words.NOT_A_FORECAST}. Heights and "
        f"numbers: runs. {words.capital(flows.EDGE)}."
    )


def name(shown, place):
    """A stage in words."""
    state, number = shown.flows.stages[place]
    if state == "limbo":
        return f"limbo after {words.state(shown.phases[number - 1])}"
    return END_WORDS.get(state, words.state(state))


def colour(shown, place):
    """The colour of a stage."""
    colours = style.state_colours(shown.phases) | {"standing": STANDING}
    return colours[shown.flows.stages[place][0]]


def draw(figure, shown):
    """Bars for stages, ribbons between them, names under the columns and beside the ends."""
    axes = figure.add_subplot()
    bars, ribbons = laid_out(shown)
    column = {place: at for at, place in enumerate(shown.columns)}
    last = len(shown.columns)
    for ribbon in ribbons:
        line = outline(ribbon, column[ribbon.source])
        tint = colour(shown, ribbon.target)
        axes.add_patch(PathPatch(line, facecolor=tint, edgecolor=tint, linewidth=0.7, alpha=0.5))
    for place, top in bars.items():
        at, tall = column.get(place, last), shown.flows.at(place)
        corner = (at - BAR / 2, -top - tall)
        axes.add_patch(
            Rectangle(corner, BAR, tall, facecolor=colour(shown, place), edgecolor=style.INK,
                      linewidth=0.5, zorder=3)
        )  # fmt: skip
    frame(axes, shown, last)
    name_columns(axes, shown, bars)
    name_ends(axes, shown, bars)
    count(axes, ribbons, column)


def laid_out(shown):
    """Where bars and ribbons are, in runs from the top: ({place: top}, [Ribbon])."""
    gap, columns, ends = GAP * max(shown.runs, 1), shown.columns, shown.ends
    bottom = max(shown.runs, 1) + 2 * gap
    fighting, standing = ends, ends + flows.ENDS.index("standing")
    counts = shown.flows.counts
    bars, tops, fell, stands = {}, {}, 0, 0
    for at, place in enumerate(columns):
        for source in columns[:at]:  # what fell or stopped before passes above and below
            tops.setdefault((source, fighting), []).append(counts[:source, fighting].sum())
            below = bottom - counts[: source + 1, standing].sum()
            tops.setdefault((source, standing), []).append(below)
        bars[place] = fell + gap
        under = bars[place] + shown.flows.at(place) + gap / 2
        for source, target in passing(columns, at, ends):
            tops.setdefault((source, target), []).append(under)
            under += counts[source, target]
        fell += counts[place, fighting]
        stands += counts[place, standing]
    bars |= {fighting: 0, fighting + 1: fell + gap, standing: bottom - stands}
    bars = {place: top for place, top in bars.items() if shown.flows.at(place)}
    return bars, ribbons_of(shown, bars, tops)


def passing(columns, at, ends):
    """What goes by a column under its bar, from the top: the nearest targets and sources first."""
    targets = [*columns[at + 1 :], ends + flows.ENDS.index("calm")]
    return [(source, target) for target in targets for source in reversed(columns[:at])]


def ribbons_of(shown, bars, tops):
    """The ribbons, each from its place on its source by those in between to its place at the end.

    On a source fighting is on top and then the nearest target; on a target the nearest source is.
    What comes to fighting is the other way round there, and to the horizon: the first is outermost.
    """
    counts, fighting = shown.flows.counts, shown.ends
    leaving, arriving, found = {}, {}, []
    for source in shown.columns:
        top = bars[source]
        middle = [target for target in shown.seen if source < target != fighting]
        for target in (fighting, *middle):
            leaving[source, target] = top
            top += counts[source, target]
    for target in shown.seen:
        top = bars[target]
        for source in shown.columns if target == fighting else reversed(shown.columns):
            arriving[source, target] = top
            top += counts[source, target]
    for (source, target), top in leaving.items():
        if counts[source, target]:
            between = tops.get((source, target), [])
            ends = (top, *between, arriving[source, target])
            found.append(Ribbon(source, target, int(counts[source, target]), ends))
    return found


def outline(ribbon, first):
    """The edge of a ribbon: along its top from bar to bar, and back along its bottom."""
    along = []
    for step, top in enumerate(ribbon.tops):
        at = first + step
        ahead = BAR / 2 if step < len(ribbon.tops) - 1 else -BAR / 2
        behind = -BAR / 2 if step else BAR / 2
        along += [(at + side, -top) for side in dict.fromkeys((behind, ahead))]
    back = [(at, height - ribbon.runs) for at, height in reversed(along)]
    points, codes = curve(along)
    more, further = curve(back)
    codes = [*codes, Path.LINETO, *further[1:], Path.CLOSEPOLY]
    return Path([*points, *more, points[0]], codes)


def curve(points):
    """A line through points that is level at each: (points, codes) of a path."""
    found, codes = [points[0]], [Path.MOVETO]
    for (x, y), (x_next, y_next) in zip(points, points[1:], strict=False):
        bend = ROUND * (x_next - x)
        found += [(x + bend, y), (x_next - bend, y_next), (x_next, y_next)]
        codes += [Path.CURVE4] * 3
    return found, codes


def frame(axes, shown, last):
    """Columns across, runs downward from 0, no scale: bars and ribbons have their numbers."""
    total = max(shown.runs, 1)
    axes.set_xlim(-BAR, last + BAR / 2)
    axes.set_ylim(-total * (1.01 + 2 * GAP), 0.01 * total)
    axes.set_yticks([])
    axes.grid(False)
    axes.spines["bottom"].set_visible(False)


def name_columns(axes, shown, bars):
    """Name phases and limbos under their columns, with their runs."""
    texts = []
    for place in shown.columns:
        lines = style.wrap(axes.figure, name(shown, place), TEXT, 0.92 * STAGE_WIDTH)
        texts.append("\n".join([*lines, words.count(shown.flows.at(place))]))
    axes.set_xticks(range(len(texts)), texts, size=TEXT)
    axes.set_xlabel("phases and limbo in the order of time [runs that are ever in them]", size=TEXT)
    axes.set_ylabel("runs", size=TEXT)
    axes.tick_params(axis="x", length=0, labelcolor=style.INK)
    floor = axes.get_ylim()[0]
    for at, place in enumerate(shown.columns):
        under = bars[place] + shown.flows.at(place)
        axes.plot([at, at], [-under, floor], color=style.FAINT, linewidth=0.8, zorder=0)


def name_ends(axes, shown, bars):
    """Name the ends beside their bars, with their runs."""
    entries = []
    for place in shown.seen:
        if place >= shown.ends:
            runs = shown.flows.at(place)
            text = f"{name(shown, place)}: {runs:,}"
            entries.append((-bars[place] - runs / 2, text, style.INK))
    labels.at_right(axes, entries, size=TEXT, width=END_WIDTH - 0.4)


def count(axes, ribbons, column):
    """Write each ribbon's runs on it, where it leaves its bar."""
    labels.settle(axes.figure)
    line = TEXT * 1.15 * axes.figure.dpi / 72.0
    box = axes.get_window_extent()
    for source in dict.fromkeys(ribbon.source for ribbon in ribbons):
        own = sorted((one for one in ribbons if one.source == source), key=lambda one: -one.tops[0])
        heights = [-one.tops[0] - one.runs / 2 for one in own]
        wanted = [axes.transData.transform((0.0, height))[1] for height in heights]
        apart = labels.apart(wanted, [line] * len(own), box.y0, box.y1)
        for one, centre in zip(own, apart, strict=True):
            height = round((centre - box.y0) / box.height, 4)
            axes.text(
                column[source] + 0.8 * BAR, height, f"{one.runs:,}", va="center", size=TEXT,
                transform=axes.get_xaxis_transform(), zorder=4,
                path_effects=[withStroke(linewidth=2.0, foreground="white", alpha=0.7)],
            )  # fmt: skip


def table(shown):
    """The numbers behind the figure: heads and rows."""
    rows = [
        (name(shown, source), name(shown, target), int(shown.flows.counts[source, target]))
        for source in shown.columns
        for target in shown.seen
        if shown.flows.counts[source, target]
    ]
    return ("from", "to", "runs"), rows


def describe(shown):
    """The figure in words."""
    begun = [f"{int(shown.flows.begun[at]):,} begin in {name(shown, at)}" for at in shown.columns
             if shown.flows.begun[at]]  # fmt: skip
    moves = [f"{runs:,} from {source} to {target}" for source, target, runs in table(shown)[1]]
    return (
        f"Ribbons from left to right between phases, limbo and how runs end. Of "
        f"{words.count(shown.runs)}, {words.listed(begun)}; then {'; '.join(moves)}. "
        f"{words.capital(flows.EDGE)}."
    )
