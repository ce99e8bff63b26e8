"""Tables as CSV files: one way for numbers, whatever they are tables of."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import csv_files
from sim import csv_text


@given(st.floats())
def test_a_number_comes_back_to_the_last_bit_and_one_that_is_none_leaves_nothing(value):
    for kind in (float, np.float64):
        text = csv_text.cell(kind(value))
        assert (text == "") == math.isnan(value)
        np.testing.assert_equal(csv_files.number(text), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (np.False_, "false"),
        (7, "7"),
        (np.int64(7), "7"),
        (np.float32(0.5), "0.5"),
        (1.0, "1.0"),
        (None, ""),
        (math.nan, ""),
        ('a, "b"', '"a, ""b"""'),
    ],
)
def test_a_cell_is_written_so_whatever_the_table(value, text, tmp_path):
    csv_files.write(tmp_path / "table.csv", ("key", "value"), [("one", value)])

    assert (tmp_path / "table.csv").read_bytes() == f"key,value\none,{text}\n".encode()


def test_rows_come_back_by_their_heads(tmp_path):
    csv_files.write(tmp_path / "table.csv", ("who", "share"), [("Zoë", 0.25), ("nobody", math.nan)])

    rows = csv_files.read(tmp_path / "table.csv")

    assert rows == [{"who": "Zoë", "share": "0.25"}, {"who": "nobody", "share": ""}]


def test_rows_that_fail_leave_the_old_table(tmp_path):
    csv_files.write(tmp_path / "table.csv", ("value",), [(1,)])

    with pytest.raises(ZeroDivisionError):
        csv_files.write(tmp_path / "table.csv", ("value",), ((1 / one,) for one in (1, 0)))

    assert (tmp_path / "table.csv").read_text() == "value\n1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]
