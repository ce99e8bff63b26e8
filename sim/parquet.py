"""Tables of records as Parquet files: written block by block, and read back.

Rows are grouped by block of runs, so that the bytes do not depend on threads.
"""

from concurrent.futures import ThreadPoolExecutor, wait

import pyarrow as pa
import pyarrow.parquet as pq

from sim import arrow, tables


class Writer:
    """Streams tables to Parquet files in a folder, block by block, on as many threads as given.

    Each file is one thread's at a time, and its blocks come in order: its bytes are the same on any
    number of threads.
    """

    def __init__(self, folder, scenario, seed, keep, threads=1):
        self.folder = folder
        self.names = tables.Names(scenario)
        self.seed = seed
        self.wanted = tables.KEEP[keep]
        self.files = {}
        self.pool = ThreadPoolExecutor(threads)

    def write(self, kept, first):
        """Add a block of runs, of which ``first`` is the first."""
        tasks = [self.pool.submit(self.add, name, kept, first) for name in self.wanted]
        wait(tasks)
        for task in tasks:
            task.result()

    def add(self, name, kept, first):
        """Add a block to one of the files."""
        table = tables.MAKERS[name](self.names, kept, first, self.seed)
        if name not in self.files:
            self.files[name] = opened(self.folder / f"{name}.parquet", table.schema)
        self.files[name].write_table(table, row_group_size=max(1, table.num_rows))

    def close(self):
        """Finish the files, when nothing is written to them any more."""
        self.pool.shutdown(cancel_futures=True)
        for file in self.files.values():
            file.close()


def opened(path, schema):
    """A file to write to. Dictionaries are for names alone: of numbers they only cost time."""
    names = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=names)


def read(path, wanted=None):
    """Some columns of a Parquet file, or all, as numpy arrays; names as text.

    Read as the one file that it is: ``pq.read_table`` would import what reads folders of them.
    """
    with pq.ParquetFile(path) as file:
        found = arrow.columns(file.read(columns=wanted))
    for name in wanted or ():
        if name not in found:  # which Parquet passes over
            raise KeyError(f"{path}: there is no column {name}")
    return found
