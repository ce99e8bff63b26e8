"""What comes of the points of a sweep: a row a run, a row a point, a row a failure."""

import csv
import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import pages
from sim import metrics

RUNS, POINTS, POINTS_CSV, FAILURES = "runs.parquet", "points.parquet", "points.csv", "failures.csv"
MOST_IN_CSV = 200_000  # points; beyond that the Parquet file alone


class Summary:
    """Outcomes of every point: of each the share or mean over its runs, with its interval."""

    def __init__(self, job):
        self.job = job
        self.rows = {}  # by point

    def add(self, table):
        """Take in the runs of a shard."""
        if not table.num_rows:
            return
        points = table["point"].to_numpy()
        edges = np.flatnonzero(np.diff(points, prepend=-1))
        columns = {name: self.described(table[name], edges) for name in self.job.bases.names}
        scenarios = table["scenario"].combine_chunks()
        names = scenarios.dictionary.to_pylist()
        counts = np.diff(np.append(edges, len(points)))
        for place, start in enumerate(edges):
            self.rows[int(points[start])] = (
                names[scenarios.indices[start].as_py()],
                int(counts[place]),
                {name: tuple(part[place] for part in found) for name, found in columns.items()},
            )

    def described(self, column, edges):
        """Value, ends of the 95 % interval and number of runs it is about, by point."""
        values = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        return (shares if pa.types.is_boolean(column.type) else means)(values, edges)

    def table(self, failures):
        """A row a point: its case, what was set, and its outcomes; nan where there is nothing."""
        plan = self.job.plan
        failed = dict(failures)
        found = [self.rows.get(point) for point in range(plan.size)]
        columns = {
            "point": pa.array(range(plan.size), pa.int64()),
            "scenario": pa.array([row[0] if row else "" for row in found]),
        }
        if any(plan.names):
            columns["case"] = pa.array([plan.name(point) for point in range(plan.size)])
        values = [plan.at(point) for point in range(plan.size)]
        for key in plan.keys:
            columns[key] = column_of([row.get(key) for row in values])
        columns["runs"] = pa.array([row[1] if row else 0 for row in found], pa.int64())
        nothing = (None, None, None, 0)
        for name in self.job.bases.names:
            rows = [row[2][name] if row else nothing for row in found]
            for place, word in enumerate(("", "_low", "_high")):
                numbers = [row[place] for row in rows]
                columns[f"{name}{word}"] = pa.array(numbers, pa.float64(), from_pandas=True)
            columns[f"{name}_of"] = pa.array([int(row[3]) for row in rows], pa.int64())
        columns["failure"] = pa.array([failed.get(point, "") for point in range(plan.size)])
        return pa.table(columns)


def shares(values, edges):
    """Shares of runs (0, 1 or nan) by point with their score intervals; four arrays."""
    known = ~np.isnan(values)
    total = np.add.reduceat(known.astype(np.int64), edges)
    counts = np.add.reduceat(np.where(known, values, 0.0), edges)
    low, high = metrics.wilsons(counts, total)
    with np.errstate(invalid="ignore"):
        return counts / total, low, high, total


def means(values, edges):
    """Means over the runs that have a number, by point, with normal intervals; four arrays."""
    known = ~np.isnan(values)
    total = np.add.reduceat(known.astype(np.int64), edges)
    filled = np.where(known, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.add.reduceat(filled, edges) / total
        off = np.where(known, values - np.repeat(mean, np.diff(np.append(edges, len(values)))), 0.0)
        spread = np.sqrt(np.add.reduceat(off * off, edges) / (total - 1))
        half = metrics.QUANTILE * spread / np.sqrt(total)
    return mean, mean - half, mean + half, total


def column_of(values):
    """A column of what was set: numbers, truth values or names; names where they are mixed."""
    kinds = {bool if isinstance(one, bool) else type(one) for one in values if one is not None}
    if kinds <= {int, float}:
        whole = kinds <= {int}
        return pa.array(values, pa.int64() if whole else pa.float64())
    if kinds <= {bool}:
        return pa.array(values, pa.bool_())
    return pa.array([None if one is None else str(one) for one in values], pa.string())


def write(folder, job, parts):
    """Write the tables of all shards' (table, failures) in order; returns the failures."""
    summary, failures, writer = Summary(job), [], None
    hidden = folder / f".{RUNS}.part"
    try:
        for table, failed in parts:
            if writer is None:
                writer = pq.ParquetWriter(hidden, table.schema, compression="zstd")
            writer.write_table(table, row_group_size=max(1, table.num_rows))
            summary.add(table)
            failures += failed
    finally:
        if writer is not None:
            writer.close()
    hidden.replace(folder / RUNS)
    write_points(folder, summary.table(failures))
    write_failures(folder / FAILURES, job, failures)
    return failures


def write_points(folder, table):
    """Write the row a point as Parquet, and as CSV where that can be opened."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    pages.put(folder / POINTS, out.getvalue())
    if table.num_rows <= MOST_IN_CSV:
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(table.column_names)
        lines.writerows(zip(*(cells(column) for column in table.columns), strict=True))
        pages.put(folder / POINTS_CSV, text.getvalue().encode())


def cells(column):
    """The cells of a column: all digits of a number, nothing where there is none."""
    return ["" if one is None else cell(one) for one in column.to_pylist()]


def cell(value):
    """One cell."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else value


def write_failures(path, job, failures):
    """Write why points could not be played."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["point", "case", *job.plan.keys, "reason"])
    for point, reason in failures:
        values = job.plan.at(point)
        own = ["" if values.get(key) is None else cell(values[key]) for key in job.plan.keys]
        lines.writerow([point, job.plan.name(point), *own, reason])
    pages.put(path, text.getvalue().encode())
