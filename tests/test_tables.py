"""Columns of Parquet files: numbers and texts as they are, or none at all."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sim import tables

KINDS = st.sampled_from(["i8", "i4", "u8", "f8", "f4", "?"])


@given(arrays.arrays(KINDS, st.integers(0, 40)), st.integers(1, 3))
def test_a_column_of_numbers_is_what_arrow_makes_of_it(values, step):
    column = tables.numbers(values[::step])
    assert column.type == pa.array(values[::step]).type
    assert column.null_count == 0
    for back in (tables.plain(column), column.to_numpy(zero_copy_only=False)):
        assert (
            np.ascontiguousarray(back).tobytes() == np.ascontiguousarray(values[::step]).tobytes()
        )


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=5))
def test_a_column_of_texts_is_what_arrow_makes_of_it(values):
    assert tables.texts(values).equals(pa.array(values, type=pa.string()))


@pytest.mark.parametrize("values", [np.zeros((2, 2)), np.arange(3, dtype=">f8")])
def test_what_has_other_bytes_than_a_column_is_refused(values):
    with pytest.raises(ValueError, match="no column"):
        tables.numbers(values)


def test_a_column_that_is_not_there_is_missed(tmp_path):
    path = tmp_path / "one.parquet"
    pq.write_table(pa.table({"run": [1, 2]}), path)
    assert list(tables.read(path, ["run"])["run"]) == [1, 2]
    with pytest.raises(KeyError, match="there is no column day"):
        tables.read(path, ["run", "day"])
