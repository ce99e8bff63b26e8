"""A scenario's issues as files that Genius or NegMAS read.

    python -m experiments.domain export scenario=january_2025 out=FOLDER format=genius

writes a file with the issues and one with each side's preferences. What each side has without a
deal is the median of its outside option when talks begin, over a few hundred runs.
"""

import sys

import yaml

from experiments import _command, composing, results
from sim import deals, domains, ensemble, records, tables
from sim.domains.premises import as_domain
from sim.refusals import PremiseError, nearest

RUNS = 200  # runs from which the outside options are taken
TAKES = "it takes: export out=FOLDER format=genius or negmas, and what experiments.run takes"


def main(arguments):
    """Write a scenario's domain into a folder."""
    if not arguments or arguments[0] != "export":
        given = f"'{arguments[0]}' is not allowed" if arguments else "nothing is asked for"
        raise PremiseError("experiments.domain", f"{given}; {TAKES}")
    form, out, rest = asked(arguments[1:])
    scenario = composing.composed(*rest).scenario
    if not scenario.premises.issues:
        raise PremiseError("issues", f"{scenario.name} has none; a domain takes one at least")
    reserved, source = outside(scenario)
    with results.fresh(out) as hidden:
        domains.write(as_domain(scenario, reserved), hidden, form)
    print(f"Written: {out} (without a deal: {reserved[0]:.3f} and {reserved[1]:.3f}, {source})")


def asked(arguments):
    """The format, the folder, and what is left of the arguments."""
    given, rest = {"format": "negmas"}, []
    for text in arguments:
        key, _, value = text.partition("=")
        if key in ("format", "out"):
            given[key] = str(yaml.safe_load(value) if key == "format" else value)
        else:
            rest.append(text)
    if given["format"] not in domains.FORMATS:
        known = ", ".join(domains.FORMATS)
        hint = nearest(given["format"], domains.FORMATS)
        raise PremiseError("format", f"'{given['format']}' is not allowed; it takes {known}{hint}")
    if not given.get("out"):
        raise PremiseError("out", f"is missing; {TAKES}")
    folder = results.Path(given["out"]).expanduser()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        problem = f"'{folder}' holds something and is left as it is; it takes a new or empty folder"
        raise PremiseError("out", problem)
    return given["format"], folder, rest


def outside(scenario):
    """What each side has without a deal [0..1], and in words where that is from."""
    keep = records.Keep(items=False, log=False, offers=False)
    kept = next(ensemble.play(scenario, 1, RUNS, keep=keep))
    names = tables.Names(scenario)
    found = {
        "runs": tables.columns(tables.runs_table(names, kept, 0, 1)),
        "days": tables.columns(tables.days_table(names, kept, 0, 1)),
    }
    return deals.disagreement(found, scenario)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
