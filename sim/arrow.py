"""Columns of Arrow from numpy arrays, and back: of their own bytes, without pandas."""

import numpy as np
import pyarrow as pa


def numbers(values):
    """A column of numbers, or of true and false.

    ``pa.array`` would import pandas first, which takes longer than to play a thousand runs.
    """
    values = np.ascontiguousarray(values)
    if values.ndim != 1 or not values.dtype.isnative:
        raise ValueError(f"no column: {values.ndim} axes of {values.dtype.str}")
    kind = pa.from_numpy_dtype(values.dtype)
    stored = np.packbits(values, bitorder="little") if values.dtype == bool else values
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(stored)])


def texts(values):
    """A column of texts."""
    encoded = [value.encode() for value in values]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.StringArray.from_buffers(
        len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))
    )


def words(codes, names):
    """A column of names from a column of their places in ``names``."""
    indices = numbers(np.asarray(codes, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(indices, texts(names))


def whole(values):
    """A column of whole numbers."""
    return numbers(np.asarray(values).astype(np.int64))


def columns(table):
    """The columns of a table as numpy arrays; names as text."""
    found = {}
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        if pa.types.is_dictionary(column.type):
            names = np.array(column.dictionary.to_pylist(), dtype=object)
            found[name] = names[plain(column.indices)]
        else:
            found[name] = plain(column)
    return found


def plain(column):
    """A column as a numpy array: of numbers without gaps its own bytes, as in ``numbers``."""
    kind = column.type
    if (
        column.null_count
        or not len(column)
        or not (pa.types.is_integer(kind) or pa.types.is_floating(kind))
    ):
        return column.to_numpy(zero_copy_only=False)
    values = np.frombuffer(column.buffers()[1], kind.to_pandas_dtype())
    return values[column.offset : column.offset + len(column)]
