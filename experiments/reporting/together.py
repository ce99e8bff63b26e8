"""What only several results say together: differences of scenarios beside effects of assumptions.

A comparison says what a scenario changes, a tornado what single assumptions move. Where both start
from the same premises the two can stand side by side; where they do not, that must be said.
"""

from typing import NamedTuple

from experiments import commands, csv_files
from experiments.reporting import alike, differences, differing, worded
from sim import words
from sim.report.document import Code, Items, Paragraph

SHOWING, VARYING = ("compare", "run"), ("sensitivity", "sweep")
MAIN = ("standing_at_horizon", "agreement", "talks")  # the first of these is asked about further
TWO_EFFECTS = (
    "What a factor does hangs on how far it was set from the base, and that range is an assumption "
    "too. The largest of several estimates lies, on average, somewhat too far from nothing."
)
NOT_OF_DIFFERENCES = (
    "That a factor moves the base does not say that it moves a difference between scenarios. "
    "Whether one keeps its sign and size where an assumption is another is seen when the "
    "comparison is played there:"
)


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
    told = []
    for shown in results:
        for varied in results:
            if shown.kind in SHOWING and varied.kind in VARYING:
                told += of_two(shown, varied)
    yield from told


def of_two(shown, varied):
    """A result beside one that varies assumptions."""
    apart = alike.apart(shown, varied)
    two = f"{alike.named(shown)} and {lower(alike.named(varied))}"
    if apart is None:
        yield Paragraph(
            f"{two}: whether they start from the same premises is in none of the files."
        )
    elif apart:
        differ = "is not the same" if len(apart) == 1 else "are not the same"
        yield Paragraph(
            f"{two} do not start from the same premises: {alike.few(apart)} {differ}. What the "
            "second says of assumptions is about its own base, and need not hold for the first."
        )
    elif shown.kind == "compare" and is_tornado(varied):
        yield from side_by_side(shown, varied, two)
    else:
        base = "the base of the first" if shown.kind == "compare" else "the scenario of the first"
        yield Paragraph(
            f"{two} start from the same premises: what the second says of assumptions is about "
            f"{base}{luck(shown, varied)}."
        )


def lower(text):
    """A text with a small letter first, within a sentence."""
    return text[:1].lower() + text[1:]


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


def side_by_side(shown, varied, two):
    """For each outcome of both, the largest difference beside the largest effects."""
    found = gathered(shown, varied)
    if not found:
        yield Paragraph(f"{two} start from the same premises, and have no outcome in common.")
        return
    yield Paragraph(
        f"{two} start from the same premises{luck(shown, varied)}, so that what the scenarios "
        "change can be read beside what single factors of the sensitivity analysis move in the "
        "base:"
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
    is_share = rows[0].is_share
    lead = f"{words.capital(rows[0].words)}: {scenario(rows)}; {factors(effects, is_share)}"
    verdict = larger(rows, effects)
    return f"{lead}; {verdict}." if verdict else f"{lead}."


def scenario(rows):
    """The largest clear difference between scenarios."""
    clear = [row for row in rows if row.is_clear]
    if not clear:
        return "no difference between scenarios is clear of luck"
    row = max(clear, key=size)
    which = "the largest clear difference" if len(rows) > 1 else "the difference"
    span = differences.points(row) if row.is_share else of_mean(row)
    return f"{which} between scenarios is {span}, with `{row.scenario}`"


def of_mean(row):
    """A difference of means with its interval, as one of points is written."""
    value, low, high = (worded.figures(each) for each in (row.difference, row.low, row.high))
    return f"{value}, 95 % interval {low} to {high}"


def factors(effects, is_share):
    """The largest clear effects of single factors, down and up."""
    ends = list(down_and_up(effects))
    if not ends:
        return "no single factor moves the base clearly"
    told = words.listed(f"by {amount(one, is_share)}" for one in ends)
    return f"single factors move the base {told}"


def down_and_up(effects):
    """The clear effect furthest below nothing, and the one furthest above; as far as there are."""
    clear = [one for one in effects if one.is_clear]
    below = [one for one in clear if one.difference < 0.0]
    above = [one for one in clear if one.difference > 0.0]
    if below:
        yield min(below, key=lambda one: one.difference)
    if above:
        yield max(above, key=lambda one: one.difference)


def amount(one, is_share):
    """An effect with its interval and its setting."""
    scale, written = (100.0, worded.signed) if is_share else (1.0, worded.figures)
    value, low, high = (written(scale * each) for each in (one.difference, one.low, one.high))
    unit = " points" if is_share else ""
    return f"{value}{unit} (95 % interval {low} to {high}; `{one.factor}` at {one.setting})"


def size(one):
    """How far a difference lies from nothing."""
    return abs(one.difference)


def larger(rows, effects):
    """Which is surely more, where both have something clear."""
    clear, moved = ([one for one in some if one.is_clear] for some in (rows, effects))
    if not clear or not moved:
        return ""
    if least(clear) > most(effects):
        return "the difference is larger than what any of these factors does"
    if least(moved) > most(rows):
        return "a single factor does more than any of these scenarios"
    return "which of the two is larger these runs do not tell"


def least(some):
    """The least that the largest of some differences may be, by its interval."""
    one = max(some, key=size)
    return min(abs(one.low), abs(one.high))


def most(some):
    """The most that any of some differences may be, by its interval."""
    return max(max(abs(one.low), abs(one.high)) for one in some)


def further(shown, found):
    """The comparison at the settings that move its main outcome most, as commands."""
    main = next((name for name in MAIN if name in found), next(iter(found)))
    apart = [key for key, _ in differing.between(tuple(shown.config["scenarios"].values()))]
    command = shown.provenance["command"]
    for one in down_and_up(found[main][1]):
        if not any(touches(one.factor, key) for key in (*apart, *set_by(command))):
            yield commands.shell([*command, f"{one.factor}={one.setting}"])


def set_by(command):
    """The keys that the arguments of a command set."""
    return [text.lstrip("+~").partition("=")[0] for text in command[1:]]


def touches(factor, key):
    """True if two dotted names are of one premise, or one holds the other."""
    return f"{factor}.".startswith(f"{key}.") or f"{key}.".startswith(f"{factor}.")
