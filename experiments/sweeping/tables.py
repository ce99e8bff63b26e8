"""What comes of the points of a sweep: a row a run, a row a point, a row a failure."""

import contextlib

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from experiments import csv_files
from sim import intervals
from sim.outcomes import YES_NO

RUNS, POINTS, POINTS_CSV, FAILURES = "runs.parquet", "points.parquet", "points.csv", "failures.csv"
MOST_IN_CSV = 200_000  # points; beyond that the Parquet file alone


class Points:
    """Makes a row a point of the runs of a shard: what was set, and each outcome's interval."""

    def __init__(self, job):
        self.job = job
        self.kinds = {key: kind_of(job.plan.levels(key)) for key in job.plan.keys}

    def table(self, shard, runs, failures):
        """The points of a shard; its outcomes are null where there are no runs."""
        plan, stretch = self.job.plan, self.job.stretch(shard)
        points = runs["point"].to_numpy()
        edges = np.flatnonzero(np.diff(points, prepend=-1))
        there = points[edges] - stretch.start
        counts = np.zeros(len(stretch), dtype=np.int64)
        counts[there] = np.diff(np.append(edges, len(points)))
        failed, values = dict(failures), [plan.at(point) for point in stretch]
        columns = {
            "point": pa.array(stretch, pa.int64()),
            "scenario": pa.array(self.scenarios(runs, edges, there, len(stretch)), pa.string()),
        }
        if any(plan.names):
            columns["case"] = pa.array([plan.name(point) for point in stretch], pa.string())
        for key, kind in self.kinds.items():
            columns[key] = pa.array([typed(row.get(key), kind) for row in values], kind)
        columns["runs"] = pa.array(counts)
        for name in self.job.bases.names:
            found = np.full((4, len(stretch)), np.nan)
            found[:, there] = described(runs[name], edges)
            for place, word in enumerate(("", "_low", "_high")):
                columns[f"{name}{word}"] = pa.array(found[place], from_pandas=True)
            columns[f"{name}_of"] = pa.array(np.nan_to_num(found[3]).astype(np.int64))
        columns["failure"] = pa.array([failed.get(point, "") for point in stretch], pa.string())
        return pa.table(columns)

    def scenarios(self, runs, edges, there, count):
        """The scenario that each point was set in; empty where there are no runs."""
        found = [""] * count
        column = runs["scenario"].combine_chunks()
        for start, place in zip(edges, there, strict=True):
            found[place] = column[int(start)].as_py()
        return found


def described(column, edges):
    """Value, ends of the 95 % interval and number of runs it is about, by point; shape (4, n)."""
    values = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    if len(edges) == 0:
        return np.zeros((4, 0))
    return np.array((shares if pa.types.is_boolean(column.type) else means)(values, edges))


def shares(values, edges):
    """Shares of runs (0, 1 or nan) by point with their score intervals; four arrays."""
    known = ~np.isnan(values)
    total = np.add.reduceat(known.astype(np.int64), edges)
    counts = np.add.reduceat(np.where(known, values, 0.0), edges)
    low, high = intervals.wilsons(counts, total)
    with np.errstate(invalid="ignore"):
        return counts / total, low, high, total


def means(values, edges):
    """Means over the runs that have a number, by point, with Student's intervals; four arrays."""
    known = ~np.isnan(values)
    total = np.add.reduceat(known.astype(np.int64), edges)
    filled = np.where(known, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.add.reduceat(filled, edges) / total
        off = np.where(known, values - np.repeat(mean, np.diff(np.append(edges, len(values)))), 0.0)
        spread = np.sqrt(np.add.reduceat(off * off, edges) / (total - 1))
        half = intervals.half_of_mean(spread, total)
    return mean, mean - half, mean + half, total


def not_precise(folder, job):
    """How many points of a sweep have the most runs, and an interval wider than asked for.

    As where runs stop, a mean over too few of them, or over ones all alike, tells of no interval.
    """
    name, width, most = job.plan.precise
    columns = [f"{name}_low", f"{name}_high", f"{name}_of", "runs"]
    kept = pq.read_table(folder / POINTS, columns=columns)
    low, high, of, runs = (column.to_numpy() for column in kept.columns)
    narrow = high - low <= width
    if job.bases.kinds[name] != YES_NO:
        narrow &= (of >= intervals.FEWEST) & (high > low)
    return int(((runs >= most) & ~narrow).sum())


def kind_of(values):
    """The type of a column of what is set: numbers, truth values, or names where they are mixed."""
    kinds = {bool if isinstance(one, bool) else type(one) for one in values}
    if kinds <= {bool}:
        return pa.bool_()
    if kinds <= {int}:
        return pa.int64()
    return pa.float64() if kinds <= {int, float} else pa.string()


def typed(value, kind):
    """A value as its column takes it."""
    return str(value) if kind == pa.string() and value is not None else value


class Streams:
    """The tables of a sweep while they are written, shard by shard; each takes its name at the end.

    The points are CSV as well, where that can be opened.
    """

    def __init__(self, folder, job):
        self.folder, self.job, self.points = folder, job, Points(job)
        self.files, self.failures = {}, []
        self.csv = job.plan.size <= MOST_IN_CSV

    def add(self, shard, runs, failures):
        """Take in a shard."""
        points = self.points.table(shard, runs, failures)
        for name, table in ((RUNS, runs), (POINTS, points)):
            if name not in self.files:
                path = hidden(self.folder, name)
                self.files[name] = pq.ParquetWriter(path, table.schema, compression="zstd")
            self.files[name].write_table(table, row_group_size=max(1, table.num_rows))
        if self.csv:
            self.write_csv(points)
        self.failures += failures

    def write_csv(self, points):
        """Add the points of a shard to the CSV file."""
        if POINTS_CSV not in self.files:
            options = pacsv.WriteOptions(quoting_style="needed")
            path = hidden(self.folder, POINTS_CSV)
            self.files[POINTS_CSV] = pacsv.CSVWriter(path, points.schema, write_options=options)
        self.files[POINTS_CSV].write_table(points)

    def close(self):
        """Close the files."""
        for file in self.files.values():
            file.close()

    def name(self):
        """Give the files their names."""
        for name in self.files:
            hidden(self.folder, name).replace(self.folder / name)

    def drop(self):
        """Remove what was written of the files, even of one that could not be opened or closed."""
        for file in self.files.values():
            with contextlib.suppress(OSError, pa.ArrowException):
                file.close()
        for name in (RUNS, POINTS, POINTS_CSV):
            hidden(self.folder, name).unlink(missing_ok=True)


def hidden(folder, name):
    """Where a file is written before it is whole."""
    return folder / f".{name}.part"


def write(folder, job, parts):
    """Write the tables of all shards' (table, failures) in order; returns the failures."""
    streams = Streams(folder, job)
    try:
        for shard, (runs, failures) in enumerate(parts):
            streams.add(shard, runs, failures)
        streams.close()
        streams.name()
    except BaseException:
        streams.drop()
        raise
    heads = ("point", "case", *job.plan.keys, "reason")
    csv_files.write(folder / FAILURES, heads, failure_rows(job, streams.failures))
    return streams.failures


def failure_rows(job, failures):
    """A row a point that could not be played: what was set, and why not."""
    for point, reason in failures:
        values = job.plan.at(point)
        yield point, job.plan.name(point), *map(values.get, job.plan.keys), reason
