"""Small results for tests of reports: played once, and written anew with other numbers."""

import contextlib
import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from playing import entered

from experiments import provenance
from experiments.reporting import opened, sections
from sim.plots import style
from sim.report import figures, files, plain
from sim.report.document import Items, Paragraph, Section, Table

NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?")


def left(folder, *command, drawn=True):
    """The folder of a result, played by a command in this process; with its figures or without."""
    module, *given = command
    with coarse() if drawn else undrawn():
        assert entered((module, *given, f"out={folder}")) == 0, command
    return Path(folder)


@contextlib.contextmanager
def coarse():
    """Pictures have few dots: how many there are to an inch is asked in test_report_figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "DPI", 20)
        patch.setattr(style, "DPI", 20)
        yield


@contextlib.contextmanager
def undrawn():
    """Commands leave no figures, which take most of the time of a small result."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(style, "leave", lambda *_, **__: [])
        yield


def copied(folder, to, **changed):
    """A copy of a result with some tables changed: by the stem of a name, a function of its rows.

    A function that returns None takes the table away.
    """
    shutil.copytree(folder, to)
    for stem, change in changed.items():
        path = to / f"{stem}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        heads, rows = list(rows[0]), change(rows)
        if rows is None:
            path.unlink()
            continue
        with path.open("w", encoding="utf-8", newline="") as file:
            written = csv.DictWriter(file, heads)
            written.writeheader()
            written.writerows(rows)
    return mended(to)


def mended(folder):
    """The same result, whose record takes its files for what the command left."""
    known = provenance.read(folder)
    if known is not None and known.get("files"):
        provenance.write(folder, known)
    return folder


def with_provenance(folder, **changed):
    """The same result, of which something else is known."""
    path = folder / "provenance.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}), encoding="utf-8")
    return folder


def result(folder):
    """A result as the report opens it, whatever a test changed in it."""
    return opened.results([str(mended(Path(folder)))])[0]


def blocks(shown):
    """All blocks, those of sections within them too."""
    for each in shown:
        if isinstance(each, Section):
            yield from blocks(each.blocks)
        else:
            yield each


def text(shown):
    """All sentences of some blocks, a line each."""
    lines = []
    for each in blocks(shown):
        if isinstance(each, Paragraph):
            lines.append(each.text)
        elif isinstance(each, Items):
            lines += each.entries
    return "\n".join(lines)


def tables(shown):
    """The tables of some blocks, by name."""
    return {each.name: each for each in blocks(shown) if isinstance(each, Table)}


def cells(table):
    """The rows of a table as readers see them."""
    return [plain.written(table.columns, row) for row in table.rows]


def written(folder, results):
    """The files of the report of some results, as bytes by name; pictures of pixels are coarse."""
    folder.mkdir()
    with coarse():
        files.write(folder, sections.document(results))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def recorded(folder):
    """The names of the files that a result's record lists, and of those that are there."""
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != provenance.FILE
    }
    return set(provenance.read(folder)["files"]), there
