"""Take a run, on any day change something, and play on from there: the same past, new luck or old.

    python -m experiments.branch run=12 day=22 'set={mediators.us.leverage_israel: 0}' runs=2000
    python -m experiments.branch run=12 day=22 'set={mediators.us.leverage_israel: 0}' runs=1
    python -m experiments.branch seed=3 run=0 day=40 'set={talks.protocol: one_text}'

``run`` is the number of the run in runs.parquet and parting.csv, from 0; ``day`` is the first day
that may differ. With ``runs=1`` the run keeps its own luck, so that what comes out differently is
the change alone; with more, each continuation has luck of its own from that day on, the same with
the change as without it.
"""

import sys

from agents.premise import Premise, name, number
from experiments import _command, arguments, commands, composing
from experiments.comparing import asked, pairing, variants
from experiments.comparing import told as paired_words
from experiments.comparing import work as paired_results
from experiments.rescuing import candidates
from experiments.settings import LAST_RUN, cores
from sim import branching, draws, parting, phases, words
from sim.refusals import PremiseError, shown

AS_IT_WAS, CHANGED = "as_it_was", "changed"
CALLED = {AS_IT_WAS: "the run as it was", CHANGED: "the change"}  # in a sentence
MAIN = "january_2025"  # the scenario unless another is named
EXAMPLE = "set={mediators.us.leverage_israel: 0}"


class Settings(Premise):
    """Settings of ``experiments.branch``."""

    scenario: str = name(MAIN, "the scenario of the run")
    run: int = number(0, "number of the run under the seed, from 0", "run", ge=0, le=LAST_RUN)
    day: int = number(2, "first day that may differ", "day")
    set: str = name("", "parameters that change on that day, with their values")
    runs: int = number(1000, "continuations; 1 keeps the run's own luck", "runs", ge=1, le=10**7)
    seed: int = number(1, "the seed of the run", "seed", ge=0, le=2**63 - 1)
    outcomes: str = name("", "outcomes to compare; empty for the usual ones, all for all")
    days: str = name("", "days on which to compare survival; empty for the usual ones")
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; not given: one named by run, day and hash")
    plots: bool = name(True, "draw the figures")
    dry_run: bool = name(False, "say what would be played, and stop")


def main(given):
    """Branch, or find the work done, and say what came out."""
    own, overrides = arguments.own_and_rest(composing.own_folder(given), Settings)
    settings = arguments.checked(Settings, own, threads=cores())
    for text in overrides:
        variants.check_override(text)
    entries = entries_of(settings, overrides)
    scenario = entries[0].scenario
    row = branching.stored(scenario, settings.seed, settings.run, settings.day)
    starts = branching.continued(scenario, row, luck(settings))
    names = asked.names(settings, entries)
    question = pairing.Question(entries, names, settings.seed, settings.runs, starts)
    days = asked.days(settings, scenario, since=settings.day)
    found = {"run": settings.run, "day": settings.day}
    found |= asked.configuration(settings, question, days)
    called = f"branch-{settings.scenario}-{settings.run}-{settings.day}"
    idle = list(unchanged(settings, scenario))
    told = after(idle, of_one if settings.runs == 1 else of_many(settings))
    command = commands.of_given("branch", given)
    branch = f"run {settings.run} from day {settings.day}"
    played = f"{continuations(settings)} of {branch}"
    job = paired_results.Job(question, days, settings, found, command, called, told, played, branch)
    paired_results.leave(job, idle)


def continuations(settings):
    """How many are played."""
    return words.count(settings.runs, "continuation")


def luck(settings):
    """The keys of the continuations; the run's own for one alone."""
    if settings.runs == 1:
        return draws.run_keys(settings.seed, settings.run, 1)
    return branching.keys(settings.seed, settings.run, settings.day, settings.runs)


def entries_of(settings, overrides):
    """The scenario as it was, and the same with a dated change."""
    changes = changes_of(settings.set)
    first = {"base": settings.scenario, "name": AS_IT_WAS}
    second = {"base": settings.scenario, "name": CHANGED}
    second["changes"] = [{"day": settings.day, "set": changes}]
    composed = {}
    try:
        as_it_was = variants.of(first, "scenario", overrides, composed)
        branching.check_day(as_it_was.scenario, settings.day)
        return [as_it_was, variants.of(second, "scenario", overrides, composed)]
    except PremiseError as error:
        key = error.key.removeprefix(f"scenario ({CHANGED}): ")
        key = key.rpartition(".set.")[2] if ".set." in key else key
        key = "scenario" if key == "scenario.base" else key.removeprefix("scenario.")
        raise PremiseError(key, error.problem) from None


def changes_of(text):
    """The parameters that change, as the command line gives them; one at least."""
    takes = "it takes {PARAMETER: VALUE, ...}"
    found = arguments.loaded("set", text, text, takes) if text else {}
    if not isinstance(found, dict):
        raise PremiseError("set", f"{shown(text)} is not allowed; {takes}")
    if not found:
        raise PremiseError("set", f"is not given; it takes what changes, as in {EXAMPLE}")
    return found


def unchanged(settings, scenario):
    """A sentence on each parameter that is set to what it stands at already."""
    for key, value in changes_of(settings.set).items():
        if candidates.stands(scenario, key, settings.day).was == value:
            yield f"{key} is {value} on day {settings.day} already: that changes nothing."


def after(first, told):
    """What is told, after some lines of its own."""

    def both(question, played, lines):
        yield from first
        yield from [""] if first else []
        yield from told(question, played, lines)

    return both


def of_many(settings):
    """What an ensemble of continuations comes to, line by line."""

    def told(question, played, lines):
        yield (
            f"Run {settings.run} up to the end of day {settings.day - 1}, then "
            f"{continuations(settings)} with new luck each, the same with the change as without."
        )
        yield ""
        yield from paired_words.told(question, played, lines, CALLED)

    return told


def of_one(question, played, lines):
    """What the change alone does to one run, line by line."""
    for arm, one in zip(("As it was", "With the change"), played, strict=True):
        yield f"- {arm}: {ending(one.runs[0])}."
    for level in parting.LEVELS:
        found = played[1].partings[level][0]
        if found.day == parting.NOT_PARTED:
            yield f"- By {level} the two never part."
        else:
            events = f"{found.first or 'nothing'} / {found.second or 'nothing'}"
            yield f"- By {level} they part on day {found.day}: {events}."
    yield ""
    yield paired_words.COUPLING


def ending(run):
    """How a run ends, in words."""
    cause = words.cause(phases.CAUSES[run["cause"]])
    return f"{cause}, on day {run['last_day']}"


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
