"""What is written is there whole or not at all, also where the disk fills up on the way."""

import errno
import os
from pathlib import Path

import pyarrow as pa
import pytest
from matplotlib.figure import Figure

from experiments import intact, summaries
from experiments.sweeping import folder as filled
from experiments.sweeping import shards
from sim import whole_files
from sim.plots import style

WRITERS = {
    "a file": lambda folder: whole_files.put(folder / "file", b"what it holds"),
    "a summary": lambda folder: summaries.write(folder, ["What came."]),
    "a figure": lambda folder: style.write(
        Figure(), folder / "figure", "Title", "In words", (["a"], [[1]]), {}
    ),
}


def of_half_a_file(write):
    """Writing to a disk that has room for half of what it is given."""

    def written(file, contents, *more, **rest):
        write(file, contents[: len(contents) // 2], *more, **rest)
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    return written


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_file_that_cannot_be_written_to_its_end_is_not_there(write, tmp_path, monkeypatch):
    for way in ("write_bytes", "write_text"):
        monkeypatch.setattr(Path, way, of_half_a_file(getattr(Path, way)))

    with pytest.raises(OSError, match="No space left") as caught:
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert Path(caught.value.filename).parent == tmp_path
    assert not Path(caught.value.filename).name.startswith(".")


def test_a_file_under_way_is_none_of_the_result_and_goes_if_its_command_was_killed(tmp_path):
    with whole_files.whole(tmp_path / "summary.txt") as hidden:
        hidden.write_text("half")
        assert len(list(tmp_path.iterdir())) == 1
        assert intact.hashes(tmp_path) == {}

        filled.clear(tmp_path)  # as the next command would
        assert list(tmp_path.iterdir()) == []
        hidden.write_text("whole")

    assert list(intact.hashes(tmp_path)) == ["summary.txt"]


def test_a_shard_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    path, kept = tmp_path / "shard.parquet", []

    def fsync(number):
        assert not path.exists()
        kept.append(os.fstat(number))

    monkeypatch.setattr(os, "fsync", fsync)
    shards.write(path, pa.table({"run": [0, 1]}).replace_schema_metadata({"of": "a sweep"}))

    assert [(one.st_ino, one.st_size) for one in kept] == [
        (path.stat().st_ino, path.stat().st_size)
    ]
    assert shards.is_there(path)


def test_what_a_killed_command_had_not_named_yet_goes_from_every_folder_shown(tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / ".figures.cd").mkdir()  # of another command, which draws
    of_another = ".figures.cd/.figure.svg.cd"
    for name in (".summary.txt.ab", "figures/.figure.svg.ab", "figures/figure.svg", of_another):
        (tmp_path / name).touch()

    filled.clear(tmp_path)

    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert found == {".figures.cd", of_another, "figures/figure.svg"}
