"""A report: its results played again, its tables made anew from them, and both compared."""

import json
from pathlib import Path

from experiments.reporting import kept, opened, sections
from experiments.reproducing import again, alike, allowed, judging
from experiments.reproducing.recorded import KEY, Recorded
from sim.refusals import PremiseError
from sim.report import files, tables
from sim.words import count

MADE = "provenance"  # begins the names of tables of versions, times and machines, which may differ
BEHIND = "_numbers"  # ends the name of a table behind a figure


def is_report(path):
    """True for the folder of a report."""
    return (Path(path).expanduser() / kept.FILE).is_file()


def played(screen, path, desk, chosen):
    """Play the results of a report again; what is recorded of each, and the judgement."""
    path = Path(path).expanduser()
    if chosen.out:
        problem = "is not taken with a report, which may be of several results"
        raise PremiseError("out", f"{problem}; give it with each of their folders")
    listed = record(path)
    found = [Recorded(path, allowed.checked(one["command"]), one) for one in listed["results"]]
    folders = []
    for place, one in enumerate(found):
        own = desk / str(place)
        own.mkdir()
        folders.append(again.play(screen, one, own, chosen))
    return found, judgement(path, listed, folders, desk / "tables")


def record(path):
    """What a report says of itself; refuses what is no such record."""
    try:
        found = json.loads((path / kept.FILE).read_text(encoding="utf-8"))
        if all(isinstance(one["command"], list) for one in found["results"]) and found["results"]:
            dict(found["files"])
            return found
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise PremiseError(KEY, f"'{path / kept.FILE}' is not the record of a report")


def judgement(path, listed, folders, desk):
    """What differs between a report and the same made of results that were played again."""
    document = sections.document(opened.results(folders))
    desk.mkdir()
    made = {}
    for table in files.tables_in(document):
        made[f"{table.name}.csv"] = desk / f"{table.name}.csv"
        made[f"{table.name}.csv"].write_text(tables.comma_separated(table), encoding="utf-8")
    ours = sorted((path / "tables").glob("*.csv"))
    compared = [one for one in ours if one.name in made and not one.stem.startswith(MADE)]
    differences = list(changed(path, listed["files"]))
    for one in compared:
        what = alike.unlike(one, made[one.name])
        differences += [f"tables/{one.name} {what}"] if what else []
    gone = [one.stem for one in ours if one.name not in made and not one.stem.endswith(BEHIND)]
    differences += [f"tables/{one}.csv was not made again" for one in gone]
    if not compared:
        differences.append("there is no table that both have")
    behind = [one for one in ours if one.name not in made and one.stem.endswith(BEHIND)]
    notes = []
    if behind:
        many = count(len(behind), "table")
        notes.append(f"{many} behind figures not made again (plots=true draws figures as well).")
    what = f"{count(len(compared), 'table')} of {count(len(folders), 'result')}"
    return judging.Judgement(what, differences, notes)


def changed(path, hashes):
    """The files of a report that are not as they were written."""
    there = kept.hashes(path)
    for name, one in hashes.items():
        if name not in there:
            yield f"{name} is gone"
        elif there[name] != one:
            yield f"{name} was changed since the report was written"
