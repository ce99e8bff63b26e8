"""A scenario's issues as files that Genius or NegMAS read.

    python -m experiments.domain export scenario=january_2025 out=FOLDER format=genius

writes a file with the issues and one with each side's preferences. What each side has without a
deal is the median of its outside option when talks begin, over a few hundred runs.
"""

import sys
from pathlib import Path
from typing import Literal

from agents.premise import Premise, name
from experiments import _command, arguments, composing, console, results, sentences
from experiments.settings import refuse_of_run
from sim import arrow, deals, domains, ensemble, records, tables, words
from sim.domains.premises import as_domain
from sim.refusals import PremiseError

RUNS = 200  # runs from which the outside options are taken
CALLED = {"genius": "Genius", "negmas": "NegMAS"}
TAKES = "it takes: export out=FOLDER format=genius or negmas, and what makes a scenario"
OF_SCENARIO = ("domain", "posterior")  # settings of a run that say what is played


class Settings(Premise):
    """Settings of ``experiments.domain``, beside those of a scenario."""

    format: Literal[tuple(domains.FORMATS)] = name("negmas", "the form of the files")
    out: str = name("", "folder for the files")


def main(given):
    """Write a scenario's domain into a folder."""
    if not given or given[0] != "export":
        wrong = f"'{given[0]}' is not allowed" if given else "nothing is asked for"
        raise PremiseError("experiments.domain", f"{wrong}; {TAKES}")
    own, rest = arguments.own_and_rest(composing.own_folder(given[1:]), Settings)
    settings = arguments.checked(Settings, own)
    for key in (text.partition("=")[0].lstrip("+~") for text in rest):
        if key not in OF_SCENARIO:
            refuse_of_run(key)
    out = free(settings.out)
    with sentences.in_one_sentence(rest):
        found = composing.composed(*rest)
    composing.refuse_design(found)
    scenario = found.scenario
    if not scenario.premises.issues:
        raise PremiseError("issues", f"{scenario.name} has none; a domain takes one at least")
    reserved, source = outside(scenario)
    made = as_its_own(as_domain(scenario, reserved), found.settings.domain)
    with results.fresh(out) as hidden:
        domains.write(made, hidden, settings.format)
    other = ", ".join(f"format={name}" for name in domains.FORMATS if name != settings.format)
    screen = console.out()
    console.say(screen, f"Written for {CALLED[settings.format]} ({other} for another): {out}")
    without = [
        f"{party} {value:.3f}" for party, value in zip(scenario.parties, reserved, strict=True)
    ]
    console.say(screen, f"Without a deal: {words.listed(without)} ({source})")


def as_its_own(made, path):
    """A domain that came from files, under the names that they have."""
    if not path:
        return made
    own = domains.read(path)
    profiles = [
        profile._replace(name=before.name)
        for profile, before in zip(made.profiles, own.profiles, strict=True)
    ]
    return made._replace(name=own.name, profiles=tuple(profiles))


def free(out):
    """The folder to write; refuses one that holds something."""
    if not out:
        raise PremiseError("out", f"is missing; {TAKES}")
    folder = Path(out).expanduser()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        problem = f"'{folder}' holds something and is left as it is; it takes a new or empty folder"
        raise PremiseError("out", problem)
    return folder


def outside(scenario):
    """What each side has without a deal [0..1], and in words where that is from."""
    keep = records.Keep(items=False, log=False, offers=False)
    kept = next(ensemble.play(scenario, 1, RUNS, keep=keep))
    names = tables.Names(scenario)
    found = {
        "runs": arrow.columns(tables.runs_table(names, kept, 0, 1)),
        "days": arrow.columns(tables.days_table(names, kept, 0, 1)),
    }
    return deals.disagreement(found, scenario)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
