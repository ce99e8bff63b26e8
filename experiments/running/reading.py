"""A result's tables back from its files, as much of them as fits in memory."""

import pyarrow.parquet as pq

from sim import arrow, parquet, tables


def read(folder, name, wanted=None):
    """Some columns of a table, or all of them."""
    return parquet.read(folder / f"{name}.parquet", wanted)


def blocks(folder, name, wanted=None):
    """A table block by block: the runs that were played together."""
    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        for group in range(file.num_row_groups):
            yield arrow.columns(file.read_row_group(group, columns=wanted))


def has(folder, name):
    """True if a result holds a table."""
    return (folder / f"{name}.parquet").exists()


def first_blocks(folder, count):
    """All tables of the first blocks of runs."""
    found = {}
    for name in tables.KEEP["all"]:
        if has(folder, name):
            with pq.ParquetFile(folder / f"{name}.parquet") as file:
                groups = range(min(count, file.num_row_groups))
                found[name] = arrow.columns(file.read_row_groups(list(groups)))
    return found


def rows(folder):
    """Rows of each table."""
    return {path.stem: pq.read_metadata(path).num_rows for path in sorted(folder.glob("*.parquet"))}
