"""A result's tables back from its files, as much of them as fits in memory."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim import tables


def columns(table):
    """A table's columns as numpy arrays, names as text: what ``sim.tables.read`` gives."""
    found = {}
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        if pa.types.is_dictionary(column.type):
            texts = np.array(column.dictionary.to_pylist(), dtype=object)
            found[name] = texts[column.indices.to_numpy()]
        else:
            found[name] = column.to_numpy(zero_copy_only=False)
    return found


def read(folder, name, wanted=None):
    """Some columns of a table, or all of them."""
    return columns(pq.read_table(folder / f"{name}.parquet", columns=wanted))


def blocks(folder, name, wanted=None):
    """A table block by block: the runs that were played together."""
    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        for group in range(file.num_row_groups):
            yield columns(file.read_row_group(group, columns=wanted))


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
                found[name] = columns(file.read_row_groups(list(groups)))
    return found


def rows(folder):
    """Rows of each table."""
    return {path.stem: pq.read_metadata(path).num_rows for path in sorted(folder.glob("*.parquet"))}
