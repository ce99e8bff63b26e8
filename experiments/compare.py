"""Set scenarios side by side on the same luck: differences, survival, and where runs part.

    python -m experiments.compare 'scenarios=[january_2025,firm_guarantee,no_us_pressure]' runs=5000
    python -m experiments.compare 'scenarios=[january_2025, {base: january_2025, name: less_trust,
        set: {parties.israel.trust: 0.2}}]'
    python -m experiments.compare compare=us_leverage mediators.us.skill=0.3

The first scenario named is the base; each other is set beside it. Run 7 of each sees the same luck,
so that what differs is the scenario. Values given on the command line apply to all of them.
"""

import json
import sys

from agents.premise import Premise, name, number
from experiments import _command, arguments, commands, composing, declared
from experiments.comparing import asked, pairing, told, variants
from experiments.comparing import work as paired_results
from experiments.settings import cores
from sim import words
from sim.refusals import PremiseError

TAKES = ("title", "scenarios", "outcomes", "days")  # keys of a file of a comparison


class Settings(Premise):
    """Settings of ``experiments.compare``."""

    scenarios: str = name("", "what is compared: names, or base, name, set and changes")
    compare: str = name("", "a YAML file of a comparison, or the name of one of configs/compare")
    runs: int = number(1000, "runs of each scenario", "runs", ge=1, le=10**7)
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    outcomes: str = name("", "outcomes to compare; empty for the usual ones, all for all")
    days: str = name("", "days on which to compare survival; empty for the usual ones")
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; not given: one named by base and hash")
    plots: bool = name(True, "draw the figures")
    dry_run: bool = name(False, "say what would be played, and stop")


def main(given):
    """Compare, or find the work done, and say what came out."""
    own, overrides = arguments.own_and_rest(composing.own_folder(given), Settings)
    settings = arguments.checked(Settings, own, threads=cores())
    settings, entries, title = entries_of(settings, overrides)
    names = asked.names(settings, entries)
    question = pairing.Question(entries, names, settings.seed, settings.runs)
    days = asked.days(settings, entries[0].scenario)
    found = {"title": title} if title else {}
    found |= asked.configuration(settings, question, days)
    called = f"compare-{entries[0].name}"
    command = commands.of_given("compare", given)
    played = f"{words.count(settings.runs)} of each scenario"
    job = paired_results.Job(question, days, settings, found, command, called, told.told, played)
    paired_results.leave(job, notes(entries))


def entries_of(settings, overrides):
    """The settings with those of a file filled in, the scenarios to compare, the file's title."""
    if bool(settings.scenarios) == bool(settings.compare):
        problem = "takes either scenarios=[BASE,OTHER,...] or compare=FILE"
        raise PremiseError("scenarios", problem)
    if settings.scenarios:
        given = arguments.listed("scenarios", settings.scenarios)
        return settings, variants.read(given, overrides), ""
    data, _ = declared.read(settings.compare, "compare", TAKES)
    filled = {
        key: json.dumps(data[key], default=str)
        for key in ("outcomes", "days")
        if data.get(key) is not None and not getattr(settings, key)
    }
    return (
        settings.model_copy(update=filled),
        variants.read(data.get("scenarios"), overrides),
        declared.title(data),
    )


def notes(entries):
    """What a reader must know of scenarios that begin on different days."""
    for one in entries[1:]:
        days = [each.scenario.premises.calendar.first_day for each in (entries[0], one)]
        if days[0] != days[1]:
            yield (
                f"{entries[0].name} begins on day {days[0]} and {one.name} on day {days[1]}: what "
                "comes before is given, so that the truce stands till then in every run, crises "
                "and deaths count from there, and runs part at once."
            )


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
