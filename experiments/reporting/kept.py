"""The folder of a report: written whole, and renewed only where nothing but a report is lost."""

import hashlib
import json
from pathlib import Path

from experiments import provenance, results, sentences
from sim.refusals import PremiseError
from sim.report import files

FILE = "report.json"
OF_RESULT = ("command", "config_hash", "code_hash", "commit", "version", "seed", "counts",
             "python", "libraries")  # fmt: skip


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
        "called": document.title,
        "asked": asked,
        "results": [
            {"kind": one.kind} | {key: one.provenance.get(key) for key in OF_RESULT}
            for one in found
        ],
        "files": hashes(folder),
    }


def hashes(folder):
    """A hash of each file in a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def check(folder):
    """Refuse a folder that holds more than a report of ours as it was written."""
    try:
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return results.check_writable(folder)
        listed = json.loads((folder / FILE).read_text(encoding="utf-8"))["files"]
        there = hashes(folder)
    except (KeyError, TypeError, ValueError, OSError):
        raise left(folder, "holds something else") from None
    there.pop(FILE, None)
    changed = sorted(path for path in there if listed.get(path) != there[path])
    if changed:
        raise left(folder, f"has a file that was changed or added since, {changed[0]}")
    return None


def left(folder, why):
    """The refusal for a folder that is left as it is."""
    takes = "give another out=, or move it away; it takes a new or empty folder, or a whole report"
    return PremiseError("out", f"'{folder}' {why}, and is left as it is; {takes}")
