"""Columns of Parquet files: numbers and texts as they are, or none at all."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from playing import config, play

from experiments.composing import composed
from sim import arrow, ensemble, mirror, parquet, tables
from sim.scenario import from_config

KINDS = st.sampled_from(["i8", "i4", "u8", "f8", "f4", "?"])


@given(arrays.arrays(KINDS, st.integers(0, 40)), st.integers(1, 3))
def test_a_column_of_numbers_is_what_arrow_makes_of_it(values, step):
    column = arrow.numbers(values[::step])
    assert column.type == pa.array(values[::step]).type
    assert column.null_count == 0
    for back in (arrow.plain(column), column.to_numpy(zero_copy_only=False)):
        assert (
            np.ascontiguousarray(back).tobytes() == np.ascontiguousarray(values[::step]).tobytes()
        )


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=5))
def test_a_column_of_texts_is_what_arrow_makes_of_it(values):
    assert arrow.texts(values).equals(pa.array(values, type=pa.string()))


@pytest.mark.parametrize("values", [np.zeros((2, 2)), np.arange(3, dtype=">f8")])
def test_what_has_other_bytes_than_a_column_is_refused(values):
    with pytest.raises(ValueError, match="no column"):
        arrow.numbers(values)


def test_a_column_that_is_not_there_is_missed(tmp_path):
    path = tmp_path / "one.parquet"
    pq.write_table(pa.table({"run": [1, 2]}), path)
    assert list(parquet.read(path, ["run"])["run"]) == [1, 2]
    with pytest.raises(KeyError, match="there is no column day"):
        parquet.read(path, ["run", "day"])


def written(folder, threads):
    """The bytes of all files of a thousand runs."""
    scenario = composed("scenario=bilateral").scenario
    folder.mkdir()
    writer = parquet.Writer(folder, scenario, 3, "all", threads)
    first = 0
    for kept in ensemble.play(scenario, 3, 1000):
        writer.write(kept, first)
        first += len(kept.runs)
    writer.close()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_the_same_on_any_number_of_threads(tmp_path):
    one, four = written(tmp_path / "one", 1), written(tmp_path / "four", 4)
    assert set(one) == {f"{name}.parquet" for name in tables.KEEP["all"]}
    assert one == four
    with pq.ParquetFile(tmp_path / "four" / "runs.parquet") as file:
        assert file.num_row_groups == 4
        assert file.read(["run"])["run"].to_pylist() == list(range(1000))


def test_whoever_acts_has_the_same_name_in_either_seat():
    told = {"events": [], "offers": []}
    for plain in (config(), mirror.swapped(config())):
        scenario = from_config(plain, "seats")
        kept = play(scenario, 1, 6)
        for table, who in (("events", "actor"), ("offers", "proposer")):
            found = tables.MAKERS[table](tables.Names(scenario), kept, 0, 1)
            columns = found.select(["run", "day", who]).to_pydict()
            told[table].append(Counter(zip(*columns.values())))

    for one, other in told.values():
        assert one == other
        assert {"israel", "hamas"} <= {who for *_, who in one}


@pytest.mark.parametrize("threads", [1, 3])
def test_a_table_that_cannot_be_written_ends_the_writing(tmp_path, monkeypatch, threads):
    scenario = composed("scenario=bilateral").scenario

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(tables.MAKERS, "events", full)
    writer = parquet.Writer(tmp_path, scenario, 3, "all", threads)
    (kept,) = ensemble.play(scenario, 3, 5)
    with pytest.raises(OSError, match="No space left"):
        writer.write(kept, 0)
    writer.close()
