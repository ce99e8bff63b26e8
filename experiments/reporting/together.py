"""What only several results say together: differences of scenarios beside effects of assumptions.

A comparison says what a scenario changes, a tornado what single assumptions move. Where both start
from the same premises the two can stand side by side; where they do not, that must be said.
"""

from typing import NamedTuple

from experiments import commands, csv_files
from experiments.reporting import alike, formats, worded
from experiments.reporting.comparison import differences, differing
from sim import words
from sim.report.document import Code, Items, Paragraph

SHOWING, VARYING = ("compare", "run"), ("sensitivity", "sweep", "discover")
TWO_EFFECTS = (
    "What a factor does hangs on how far it was set from the base, and that range is an assumption "
    "too. The largest of several estimates lies, on average, somewhat too far from nothing."
)
NOT_OF_DIFFERENCES = (
    "That a factor moves the base does not say that it moves a difference between scenarios. "
    "Whether one keeps its sign and size where an assumption is another is seen when the "
    "comparison is played there:"
)
NOT_MOVED = "no single factor is seen to move it"


class Effect(NamedTuple):
    """A factor set away from the base: what that changes in an outcome."""

    factor: str
    setting: str
    difference: float
    low: float
    high: float

    @property
    def is_clear(self):
        """True if the interval lies to one side of nothing."""
        return worded.is_clear(self.low, self.high)


def blocks(results):
    """All that follows from several results and from no single one."""
    shown = [one for one in results if one.kind in SHOWING]
    for varied in (one for one in results if one.kind in VARYING):
        beside = [one for one in shown if is_side_by_side(one, varied)]
        for one in beside:
            yield from side_by_side(one, varied)
        yield from bases([one for one in shown if one not in beside], varied)


def is_side_by_side(shown, varied):
    """True for a comparison and a tornado that start from the same premises."""
    is_pair = shown.kind == "compare" and is_tornado(varied)
    return is_pair and alike.apart(shown, varied) == []


def bases(shown, varied):
    """Whether other results start from what a result varies; a paragraph for those alike."""
    for text, ones in alike.groups(shown, lambda one: base_of(one, varied)).items():
        names = words.capital(words.listed(alike.lower(alike.named(one)) for one in ones))
        yield Paragraph(f"{names} beside {alike.lower(alike.named(varied))}: {text}")


def base_of(shown, varied):
    """Whether a result starts from what another varies, and what that means."""
    apart = alike.apart(shown, varied)
    if apart is None:
        return "whether they start from the same premises is in none of the files."
    if apart:
        return (
            f"they do not start from the same premises, {alike.few(apart)} being different. What "
            f"result {varied.place} says of assumptions is about its own base, and need not hold "
            "for the other."
        )
    return (
        f"they start from the same premises{luck(shown, varied)}. What result {varied.place} says "
        "of assumptions is about that base."
    )


def is_tornado(result):
    """True for an analysis that sets one factor at a time."""
    return (result.config.get("design") or {}).get("method") == "tornado"


def luck(shown, varied):
    """What sets the runs of two results apart, all premises being the same."""
    found = []
    if shown.seed != varied.seed:
        found.append(f"seed {shown.seed} and seed {varied.seed}")
    if shown.runs != varied.runs:
        found.append(f"{words.count(shown.runs)} and {words.count(varied.runs)} of each point")
    if alike.code(shown) != alike.code(varied):
        found.append("different versions of the program")
    return f", though on {words.listed(found)}" if found else ""


# -- a comparison and a tornado --------------------------------------------------------------------


def side_by_side(shown, varied):
    """For each outcome of both, the largest differences beside the largest effects."""
    two = f"{alike.named(shown)} and {alike.lower(alike.named(varied))}"
    found = gathered(shown, varied)
    if not found:
        yield Paragraph(f"{two} start from the same premises, and have no outcome in common.")
        return
    yield Paragraph(
        f"{two} start from the same premises{luck(shown, varied)}, so that what the scenarios "
        f"change can be read beside what single factors of result {varied.place} move in the base, "
        "each set to the ends of its range:"
    )
    yield Items(tuple(item(rows, effects) for rows, effects in found.values()))
    yield Paragraph(TWO_EFFECTS)
    lines = tuple(further(shown, found))
    if lines:
        yield Paragraph(NOT_OF_DIFFERENCES)
        yield Code(lines)


def gathered(shown, varied):
    """The known differences and the known effects of each outcome that both results have."""
    effects = {}
    for row in varied.rows("effects.csv"):
        numbers = (csv_files.number(row[key]) for key in ("difference", "low", "high"))
        one = Effect(row["factor"], row["setting"], *numbers)
        if one.low <= one.high:  # there are pairs of runs to compare
            effects.setdefault(row["outcome"], []).append(one)
    found = {}
    for row in differences.rows(shown):
        if row.is_known and row.outcome in effects:
            found.setdefault(row.outcome, ([], effects[row.outcome]))[0].append(row)
    return found


def item(rows, effects):
    """An outcome: what the scenarios change, what single factors move, and which is more."""
    written = points if rows[0].is_share else mean
    parts = [changed(rows, written), moved(effects, written), larger(rows, effects)]
    return f"{words.capital(rows[0].words)}: {'; '.join(filter(None, parts))}."


def changed(rows, written):
    """The clear differences from the base that lie furthest down and furthest up."""
    told = [f"{written(one)[:-1]}; `{one.scenario}`)" for one in down_and_up(rows)]
    if not told:
        return "no difference between scenarios is clear of luck"
    which = (
        "scenarios change" if len({row.scenario for row in rows}) > 1 else "the scenario changes"
    )
    return f"{which} it by {words.listed(told)}"


def moved(effects, written):
    """The clear effects of single factors that lie furthest down and furthest up."""
    told = [
        f"{written(one)[:-1]}; `{one.factor}` at {one.setting})" for one in down_and_up(effects)
    ]
    return f"single factors move it by {words.listed(told)}" if told else NOT_MOVED


def points(one):
    """A difference of shares in points, with its interval."""
    value, low, high = (worded.signed(100.0 * each) for each in (one.difference, one.low, one.high))
    return f"{value} points (95 % interval {low} to {high})"


def mean(one):
    """A difference of means, with its interval."""
    value, low, high = (worded.figures(each) for each in (one.difference, one.low, one.high))
    return f"{value} (95 % interval {low} to {high})"


def down_and_up(some):
    """The clear difference furthest below nothing, and the one furthest above; if there are."""
    clear = [one for one in some if one.is_clear]
    below = [one for one in clear if one.difference < 0.0]
    above = [one for one in clear if one.difference > 0.0]
    if below:
        yield min(below, key=lambda one: one.difference)
    if above:
        yield max(above, key=lambda one: one.difference)


def size(one):
    """How far a difference lies from nothing."""
    return abs(one.difference)


def larger(rows, effects):
    """Which is surely more, where both have something clear."""
    of_rows, of_effects = ([one for one in some if one.is_clear] for some in (rows, effects))
    if not of_rows or not of_effects:
        return ""
    if least(of_rows) > most(effects):
        return "the larger difference goes further than any of these factors"
    if least(of_effects) > most(rows):
        return "a single factor goes further than any of these scenarios"
    return "which goes further these runs do not tell"


def least(some):
    """The least that the largest of some differences may be, by its interval."""
    one = max(some, key=size)
    return min(abs(one.low), abs(one.high))


def most(some):
    """The most that any of some differences may be, by its interval."""
    return max(max(abs(one.low), abs(one.high)) for one in some)


def further(shown, found):
    """The comparison at the settings that move its main outcome most, as commands."""
    main = formats.foremost(found) or next(iter(found))
    apart = [key for key, _ in differing.between(tuple(shown.config["scenarios"].values()))]
    command = shown.provenance["command"]
    for one in down_and_up(found[main][1]):
        if not any(touches(one.factor, key) for key in (*apart, *set_by(command))):
            yield from commands.lines([*command, f"{one.factor}={one.setting}"])


def set_by(command):
    """The keys that the arguments of a command set."""
    return [text.lstrip("+~").partition("=")[0] for text in command[1:]]


def touches(factor, key):
    """True if two dotted names are of one premise, or one holds the other."""
    return f"{factor}.".startswith(f"{key}.") or f"{key}.".startswith(f"{factor}.")
