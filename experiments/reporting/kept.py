"""The folder of a report: written whole, and renewed only where nothing but a report is lost."""

import json
import os
from pathlib import Path

from experiments import intact, provenance, results, sentences
from sim.refusals import PremiseError
from sim.report import files, plain

FILE = "report.json"
WORDS = ("title", "question", "author")  # that go into a report as they are given, in this order
OF_RESULT = ("command", "config_hash", "code_hash", "commit", "uncommitted", "version", "seed",
             "counts", "python", "libraries", "platform", "begun")  # fmt: skip


def target(out, found):
    """The folder that a report goes to: asked for, in its only result, or named by a hash."""
    if out:
        return Path(out).expanduser()
    if len(found) == 1:
        return found[0].folder / "report"
    marks = [one.provenance[key] for one in found for key in ("config_hash", "code_hash")]
    return Path("results", f"report-{provenance.digest(' '.join(marks))[:10]}")


def write(folder, document, paper, found, asked):
    """Write a report; an older one gives way, anything else is left as it is."""
    check(folder)
    with results.renewed(folder) as hidden:
        try:
            files.write(hidden, document, paper)
        except ValueError as error:
            raise sentences.Refused(f"the report cannot be written: {error}") from None
        text = json.dumps(record(hidden, document, found, asked), indent=2, ensure_ascii=False)
        (hidden / FILE).write_text(text + "\n", encoding="utf-8")


def record(folder, document, found, asked):
    """What a report was made from and how it was asked for, and a hash of each of its files."""
    return {
        "program": provenance.PROGRAM,
        "version": provenance.version(),
        "called": plain.lettered(document.title),
        "asked": asked,
        "results": [
            {"kind": one.kind} | {key: one.provenance.get(key) for key in OF_RESULT}
            for one in found
        ],
        "files": intact.hashes(folder),
    }


def check(folder):
    """Refuse a folder that holds more than a report of ours as it was written."""
    try:
        is_new = not os.path.lexists(folder) or is_link_or_empty(folder)
    except (OSError, ValueError) as error:
        raise results.unwritable(folder, error) from None
    if is_new:
        results.check_writable(folder)
        return
    listed = listed_in(folder)
    if listed is None:
        raise left(folder, "holds something else")
    found = next(mine(folder, listed), None)
    if found:
        raise left(folder, f"has a file that was changed or added since, {found}")


def is_link_or_empty(folder):
    """True for a folder that holds nothing, and for a link to none; raises if it cannot be read."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def listed_in(folder):
    """The hashes that a report keeps of its files; None where there is no report."""
    try:
        listed = json.loads((folder / FILE).read_text(encoding="utf-8"))["files"]
    except (KeyError, TypeError, ValueError, OSError, RecursionError):
        return None
    return listed if intact.is_listing(listed) else None


def mine(folder, listed):
    """What is in a report and is not its own, by its path: changed files and any that are new.

    Links and empty folders are somebody's too.
    """
    for name in intact.names(folder):
        is_own = intact.is_plain(folder / name) and (
            name == FILE or listed.get(name) == intact.digest(folder / name)
        )
        if not is_own:
            yield name


def left(folder, why):
    """The refusal for a folder that is left as it is."""
    takes = "give another out=, or move it away; it takes a new or empty folder, or a whole report"
    return PremiseError("out", f"'{folder}' {why}, and is left as it is; {takes}")
