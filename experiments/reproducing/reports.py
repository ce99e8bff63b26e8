"""A report: its results played again, and all of it made anew from them and compared.

The page, the tables and their numbers follow from the results and from what was asked for, and are
compared byte by byte. Of versions, times and machines there is only the word of the report: they
are taken over. Figures are those of the report unless they are drawn again.
"""

import json
import shutil
from pathlib import Path

from experiments import intact, provenance
from experiments.reporting import kept, opened, sections
from experiments.reproducing import again, alike, allowed, judging
from experiments.reproducing.recorded import KEY, Recorded
from sim.refusals import PremiseError
from sim.report import files, html
from sim.words import count

TAKEN = ("commit", "uncommitted", "version", "python", "libraries", "platform", "begun")
OF_RESULT = ("seed", "counts", "config_hash")
MADE = "tables/provenance"  # begins the names of tables that older reports do not say enough for
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
    return found, judgement(path, listed, folders, chosen.plots)


def record(path):
    """What a report says of itself; refuses what is no such record, or leaves files out."""
    try:
        found = json.loads((path / kept.FILE).read_text(encoding="utf-8"))
        if not is_record(found):
            found = None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        found = None
    if found is None:
        raise PremiseError(KEY, f"'{path / kept.FILE}' is not the record of a report")
    more = [one for one in intact.names(path) if one not in {kept.FILE, *found["files"]}]
    if more:
        problem = f"'{path}' holds what its {kept.FILE} does not list: {judging.short(more)}"
        raise PremiseError(KEY, f"{problem}; it takes a report as it was written")
    return found


def is_record(found):
    """True for the record of a report; raises where it is of another form."""
    asked = found.get("asked", {})
    return (
        found["results"] != []
        and all(isinstance(one["command"], list) for one in found["results"])
        and intact.is_listing(found["files"])
        and all(isinstance(asked.get(key, ""), str) for key in kept.WORDS)
    )


def judgement(path, listed, folders, drawn):
    """What differs between a report and the same made of results that were played again."""
    differences = [
        f"{name} {what.replace('it was left', 'the report was written')}"
        for name, what in intact.changed(path, listed["files"])
    ]
    then, now = listed["results"], [provenance.read(folder) for folder in folders]
    differences += [
        one
        for each in zip(then, now, strict=True)
        for one in judging.recorded_otherwise(kept.FILE, *each, OF_RESULT)
    ]
    notes = list(as_they_are(path, drawn))
    for place, (one, folder) in enumerate(zip(then, folders, strict=True), start=1):
        take_over(one, folder)
        if not drawn:
            take_figures(path, folder, f"{place}_" if len(folders) > 1 else "")
    made = anew(listed.get("asked", {}), folders)
    compared = [name for name in made if name in listed["files"] and (path / name).is_file()]
    if is_of_this_code(then):
        differences += [f"{name} is not in it" for name in made if name not in listed["files"]]
        differences += unlike(path, made, compared, folders[0].parent)
    else:
        compared = [name for name in compared if is_table(name)]
        differences += unlike(path, made, compared, folders[0].parent)
        notes.append("Its tables were compared; its pages are worded by other code, and were not.")
    gone = [name for name in listed["files"] if name not in made and not is_picture(name)]
    differences += [f"{name} was not made again" for name in gone]
    if not any(map(is_table, compared)):
        differences.append("there is no table that both have")
    many = sum(map(is_table, compared))
    what = f"{count(many, 'table')} of {count(len(folders), 'result')}"
    if files.PAGE in compared:
        what = f"the page and {what}"
    return judging.Judgement(what, differences, notes, now[0])


def is_table(name):
    """True for a file of numbers that the results alone decide."""
    return name.endswith(".csv") and not name.startswith(MADE)


def is_picture(name):
    """True for what is not made anew: figures, and the print."""
    return name == files.PRINT or name.startswith("figures/")


def as_they_are(path, drawn):
    """What of a report is not made anew."""
    left = [files.PRINT]
    if any((path / "figures").glob("*.svg")):
        left.append("pictures" if drawn else "figures (plots=true draws them again)")
    yield f"Looked at by their hashes alone: {' and '.join(left)}."
    yield "Versions, times and machines are as the report says."


def take_over(then, folder):
    """Let a result that was played again say of versions, times and machines what a report does."""
    found = provenance.read(folder)
    provenance.put(folder, found | {key: then[key] for key in TAKEN if key in then})


def take_figures(path, folder, before):
    """Put the figures of a report into a result, each with the numbers behind it."""
    for svg in sorted((path / "figures").glob(f"{before}*.svg")):
        (folder / judging.FIGURES).mkdir(exist_ok=True)
        to = folder / judging.FIGURES / svg.name.removeprefix(before)
        if to.exists():
            continue
        shutil.copyfile(svg, to)
        behind = path / "tables" / f"{svg.stem}{BEHIND}.csv"
        if behind.is_file():
            shutil.copyfile(behind, to.with_suffix(".csv"))


def anew(asked, folders):
    """The files of a report that follow from its results and what was asked for, by name."""
    words = (asked.get(key, "") for key in kept.WORDS)
    document = sections.document(opened.results(folders), *words)
    made = {files.PAGE: html.page(document).encode()}
    for table in files.tables_in(document):
        made |= files.of_table(table)
    return made


def is_of_this_code(results):
    """True if the code that plays is the one that results were made with, by their record."""
    return all(one.get("code_hash") == provenance.code_hash() for one in results)


def unlike(path, made, names, desk):
    """The files of a report that are not as they are made again, and where they first differ."""
    for name in names:
        if (path / name).read_bytes() != made[name]:
            again = desk / Path(name).name
            again.write_bytes(made[name])
            what = alike.unlike(path / name, again)
            if what or not name.endswith(".csv"):
                yield f"{name} {what or 'is written otherwise'}"
