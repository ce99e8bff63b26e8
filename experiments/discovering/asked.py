"""What is asked of a sweep, or of one parameter: the settings, checked."""

import math
from typing import Literal, NamedTuple

from agents.premise import Premise, name, number
from experiments import arguments, command_line, commands
from sim.discovery.prim import Patience
from sim.outcomes import YES_NO
from sim.refusals import PremiseError

ABOVE, BELOW = "above", "below"
OUTSIDE = ("out", "dry_run")  # of its own settings what changes no number
OF_BOXES = ("threshold", "density", "boxes", "alpha", "mass", "resamples")
OF_SEARCH = ("share", "between", "grid")
OF_OUTCOME = "a share of runs, or the outcome's own unit"


class Settings(Premise):
    """Settings of ``experiments.discover``, beside those of the sweep that is played first."""

    outcome: str = name("", "the outcome that conditions are looked for")
    threshold: float = number(0.5, "share of runs, or mean of an amount, asked for", OF_OUTCOME)
    side: Literal[ABOVE, BELOW] = name(ABOVE, "at least as much as asked for, or at most")
    density: float = number(
        0.8, "share of a box's points that must be cases, for an amount", "share", gt=0.0, le=1.0
    )
    boxes: int = number(3, "boxes to look for at most, one after another", "boxes", ge=1, le=20)
    alpha: float = number(0.05, "share of a box cut off at a time", "share", gt=0.0, le=0.5)
    mass: float = number(
        0.05,
        "smallest box, as a share of the points that boxes before it leave",
        "share",
        gt=0.0,
        le=0.5,
    )
    resamples: int = number(100, "times the box is looked for again", "times", ge=20, le=10_000)
    find: str = name("", "a parameter whose value is searched; empty to look for boxes")
    share: float = number(0.5, "share of runs that the search is for", "share", gt=0.0, lt=1.0)
    between: str = name("", "the range of the search, as in [0,0.4]")
    grid: int = number(9, "values on which the course is looked at first", "values", ge=3, le=200)
    out: str = name("", "folder for the results; not given: one named by the outcome and a hash")
    dry_run: bool = name(False, "say what would be played and looked for, and stop")


class Question(NamedTuple):
    """What is looked for in a sweep."""

    outcome: str
    words: str  # the outcome, as a clause or a noun
    unit: str
    is_share: bool  # runs are counted; False if points are, by the mean of an amount
    threshold: float
    side: str
    density: float  # that a box must have
    boxes: int
    patience: Patience
    resamples: int
    seed: int

    @property
    def is_above(self):
        """True if much of the outcome is asked for."""
        return self.side == ABOVE


def parted(given):
    """Checked settings, the folders named, and the rest of a command line."""
    own, rest = arguments.own_and_rest(given, Settings)
    folders = [text for text in rest if "=" not in text and not text.startswith("-")]
    command_line.refuse_cut_short(rest)
    settings = arguments.checked(Settings, own)
    if not settings.outcome:
        raise PremiseError("outcome", "is not given; it takes the name of an outcome")
    other = OF_SEARCH if not settings.find else OF_BOXES
    for key in other:
        if key in own:
            goes = "it goes with find=" if other is OF_SEARCH else "find= takes share="
            raise PremiseError(key, f"is not taken here; {goes}")
    if len(folders) > 1:
        raise PremiseError(folders[1], f"is not allowed beside '{folders[0]}'; one sweep at a time")
    flags_take = "--config-dir", "-cd", "--config-name", "-cn"
    if folders and not any(text in flags_take for text in rest):
        return settings, folders[0], [text for text in rest if text != folders[0]]
    return settings, None, rest


def command(given):
    """The command as it was given, less what changes nothing."""
    return commands.of_given("discover", given, OUTSIDE)


def keys(given):
    """The settings of discovery's own that arguments give."""
    return tuple(arguments.own_and_rest(given, Settings)[0])


def own(given):
    """The settings of discovery's own among arguments, less what changes nothing."""
    texts, _ = arguments.own_and_rest(given, Settings)
    return [f"{key}={text}" for key, text in texts.items() if key not in OUTSIDE]


def question(settings, outcome, seed):
    """The question about an outcome of a sweep; refuses a threshold that cannot be passed."""
    is_share = outcome.kind == YES_NO
    threshold = settings.threshold
    if is_share and not 0.0 < threshold < 1.0:
        problem = f"{threshold:g} is not allowed; of a share of runs it takes one between 0 and 1"
        raise PremiseError("threshold", problem)
    if is_share and "density" in settings.model_fields_set:
        goes = f"it goes with an amount; of '{settings.outcome}' threshold= is the density"
        raise PremiseError("density", f"is not taken here; {goes}")
    if not math.isfinite(threshold):
        raise PremiseError("threshold", f"{threshold} is not allowed; it takes a number")
    dense = settings.density
    if is_share:
        dense = threshold if settings.side == ABOVE else 1.0 - threshold
    return Question(
        settings.outcome, outcome.words, outcome.unit, is_share, threshold, settings.side, dense,
        settings.boxes, Patience(settings.alpha, settings.mass), settings.resamples, seed,
    )  # fmt: skip


def between(settings):
    """The range of a search, as two numbers."""
    try:
        low, high = (float(one) for one in arguments.listed("between", settings.between))
    except (TypeError, ValueError):
        low = high = math.nan
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        problem = f"'{settings.between}' is not allowed; it takes two numbers rising, as in [0,0.4]"
        raise PremiseError("between", problem)
    return low, high
