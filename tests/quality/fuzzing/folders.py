"""Folders of results that are read back by the report and by playing again, damaged at random.

A result keeps a hash of each of its files; of most inputs the hashes are made anew after the
damage, so that what reads the files is reached, as it is by results of older versions.
"""

import csv
import io
import json
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from experiments import _command, intact, provenance, report
from experiments.reproducing import alike
from tests import playing, small_results
from tests.quality.fuzzing import edits
from tests.quality.fuzzing.trying import ACCEPTED, REFUSED, UNFORESEEN, Fault, entered

COMMANDS = {
    "run": ["experiments.run", "scenario=bilateral", "runs=3", "threads=1", "plots=false"],
    "compare": ["experiments.compare", "scenarios=[january_2025, firm_guarantee]", "runs=2",
                "threads=1", "plots=false"],
    "sweep": ["experiments.sweep", "scenario=bilateral",
              "design.decisions={choice.scale: [0.1, 0.4]}", "design.outcomes=[talks]",
              "runs=2", "threads=1", "plots=false"],
}  # fmt: skip
DAMAGED = "a file of the result may be damaged"  # what the report says of what nobody foresaw
CELLS = (
    "", "0", "1", "-1", "nan", "inf", "1e400", "9" * 400, "x", "true", "2025-01-19", '"', ",", "\n",
    "\x1b[2J", "\u05e9\u05dc\u05d5\u05dd", "x" * 5000, "0.5", "\x00", "[1]", "{a: 1}", "a;b",
    "<script>", "$x$", "|",
)  # fmt: skip


class Case(NamedTuple):
    """A folder as files, which result it was, and where it lies."""

    kind: str
    files: dict
    folder: Path
    hashed: bool


@cache
def whole():
    """Small results as their commands left them: the contents of their files by their paths."""
    import tempfile

    found = {}
    with tempfile.TemporaryDirectory(prefix="truce-fuzz-") as desk:
        for name, command in COMMANDS.items():
            folder = Path(desk, name)
            status, said = entered(playing.entered, [*command, f"out={folder}"])
            if status:
                raise RuntimeError(said)
            found[name] = contents(folder)
        small = Path(desk, "tornado")
        small.mkdir()
        effects = [("talks", "choice.scale", value, 0.1, 0.05, 0.15) for value in (0.1, 0.4)]
        small_results.tornado(small, effects)
        found["tornado"] = contents(small)
        small_results.backtest(Path(desk, "backtest"), [small_results.outcome()])
        found["backtest"] = contents(Path(desk, "backtest"))
    return found


def contents(folder):
    """The files of a folder by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(rng, desk):
    """A result of which one file, or a few, are damaged."""
    kind = rng.choice(list(whole()))
    files = dict(whole()[kind])
    for name in rng.sample(list(files), min(len(files), rng.choice((1, 1, 1, 2)))):
        if rng.random() < 0.06:
            del files[name]
        else:
            files[name] = damaged(rng, name, files[name])
    return Case(kind, files, desk / "result", rng.random() < 0.85)


def damaged(rng, name, held):
    """A file, damaged as what it is, as a text, or as bytes."""
    how = rng.random()
    if how < 0.55:
        found = as_it_is(rng, name, held)
        if found is not None:
            return found
    if how < 0.85 and not name.endswith(".parquet"):
        text = held.decode("utf-8")
        return edits.damaged(rng, text, [text])
    return edits.of_bytes(rng, held)


def as_it_is(rng, name, held):
    """A file of data with something in it another; None for what is no data."""
    if name.endswith(".json"):
        return json.dumps(edits.of_data(rng, json.loads(held)), default=str).encode()
    if name.endswith(".yaml"):
        found = yaml.load(held, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return edits.as_yaml(rng, edits.of_data(rng, found)).encode()
    if name.endswith(".csv"):
        return of_csv(rng, held)
    if name.endswith(".parquet"):
        return of_parquet(rng, held)
    return None


def of_csv(rng, held):
    """A table with some cells another, a column gone or rows gone."""
    rows = list(csv.reader(io.StringIO(held.decode("utf-8"))))
    for _ in range(rng.choice((1, 1, 3))):
        row = rng.choice(rows) if rows else []
        how = rng.random()
        if row and how < 0.7:
            row[rng.randrange(len(row))] = rng.choice(CELLS)
        elif row and how < 0.8:
            place = rng.randrange(len(row))
            rows = [one[:place] + one[place + 1 :] for one in rows]
        elif rows and how < 0.9:
            rows.remove(row)
        else:
            rows = rows[: rng.randrange(len(rows) + 1)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def of_parquet(rng, held):
    """A table with a column gone, of another type or name, or with fewer rows."""
    table = pq.read_table(io.BytesIO(held))
    name = rng.choice(table.column_names)
    place, how = table.column_names.index(name), rng.randrange(5)
    if how == 0:
        table = table.drop_columns([name])
    elif how == 1:
        texts = pa.array([str(one) for one in table[name].to_pylist()], pa.string())
        table = table.set_column(place, name, texts)
    elif how == 2:
        table = table.rename_columns(
            [f"{one}x" if one == name else one for one in table.column_names]
        )
    elif how == 3:
        table = table.slice(0, rng.randrange(table.num_rows + 1))
    else:
        table = table.set_column(
            place, name, pa.nulls(table.num_rows, table.schema.field(name).type)
        )
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def tried(case):
    """Make a report of the folder, and compare it with what its command left."""
    shutil.rmtree(case.folder, ignore_errors=True)
    put(case.folder, case.files)
    if case.hashed:
        hash_anew(case.folder)
    status, said = entered(_command.plainly, reported, [str(case.folder)], allowed=DAMAGED)
    if status == 1 and DAMAGED not in said:
        raise Fault(said[:300])
    compared(case)
    return (ACCEPTED, UNFORESEEN, REFUSED)[status]


def reported(given):
    """The verb that makes a report."""
    report.main(given)


def compared(case):
    """Compare the folder with one that is whole, as playing again does."""
    other = case.folder.with_name("whole")
    shutil.rmtree(other, ignore_errors=True)
    put(other, whole()[case.kind])
    for name in whole()[case.kind]:
        if name in case.files:
            alike.unlike(case.folder / name, other / name)
            alike.unlike(other / name, case.folder / name)


def put(folder, files):
    """Write files into a new folder."""
    for name, held in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held)


def hash_anew(folder):
    """Let the record of a result list its files as they are; where it is a record at all."""
    found = provenance.read(folder)
    if found is not None and "files" in found:
        skip = (provenance.FILE,)
        listed = {**found, "files": intact.hashes(folder, skip)}
        (folder / provenance.FILE).write_text(json.dumps(listed), encoding="utf-8")


def stored(case):
    """An input as it is kept in a file: what differs from the result as it was left."""
    other = {
        name: held for name, held in case.files.items() if held != whole()[case.kind].get(name)
    }
    gone = [name for name in whole()[case.kind] if name not in case.files]
    return f"KIND = {case.kind!r}\nHASHED = {case.hashed}\nGONE = {gone}\nFILES = {other!r}\n"
