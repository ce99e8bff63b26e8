"""A report is played again from its own folder, and compared table by table."""

import json
import shutil
from pathlib import Path

import pytest
from playing import entered

RUN = ["experiments.run", "runs=12", "seed=4", "threads=1", "plots=false"]
PAIR = ["experiments.compare", "scenarios=[january_2025, firm_guarantee]", "runs=10", "threads=1",
        "plots=false"]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report of two results, which are gone."""
    folder = tmp_path_factory.mktemp("made")
    for name, command in {"run": RUN, "pair": PAIR}.items():
        assert entered([*command, f"out={folder / name}"]) == 0
    made = ["experiments.report", str(folder / "run"), str(folder / "pair")]
    assert entered([*made, f"out={folder / 'report'}"]) == 0
    for name in ("run", "pair"):
        shutil.rmtree(folder / name)
    return folder / "report"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)


def again(folder, *arguments):
    """Play it again; the exit status."""
    return entered(["experiments.reproduce", str(folder), *arguments])


def contents(folder):
    """The bytes of every file."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_whose_results_are_gone_is_confirmed_and_left_as_it_is(report, capsys):
    before = contents(report)

    assert again(report) == 0
    said = capsys.readouterr().out
    assert said.count("Playing again: ") == 2
    assert "tables of 2 results" in said
    assert contents(report) == before
    assert list(Path().iterdir()) == []


def test_a_table_that_was_changed_is_named_with_its_cell(report, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    path = folder / "tables" / "1_counts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[2] = str(int(cells[2]) + 1)
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8")

    assert again(folder) == 1
    said = capsys.readouterr().err
    assert "tables/1_counts.csv differs in row 1" in said
    assert "was changed since the report was written" in said


def test_a_page_that_was_changed_or_is_gone_is_named(report, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    (folder / "report.html").write_text("other", encoding="utf-8")
    (folder / "report.pdf").unlink()

    assert again(folder) == 1
    said = capsys.readouterr().err
    assert "report.html was changed since the report was written" in said
    assert "report.pdf is gone" in said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"results": []}, "is not the record of a report"),
        ({"results": [{}]}, "is not the record of a report"),
        ({"results": [{"command": ["experiments.theory"]}]}, "experiments.theory"),
        ({"results": [{"command": ["experiments.run", "out=/tmp/x"]}]}, "out"),
        ({"files": 3}, "is not the record of a report"),
    ],
)
def test_a_record_that_is_none_or_asks_for_more_is_refused(report, change, told, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    path = folder / "report.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change))

    assert again(folder) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


def test_a_report_is_not_kept_elsewhere(report, capsys):
    assert again(report, "out=here") == 2
    assert "out: " in capsys.readouterr().err
    assert not Path("here").exists()


def test_a_misspelt_key_is_refused_with_a_hint(report, capsys):
    assert again(report, "trheads=2") == 2
    assert "did you mean 'threads'?" in capsys.readouterr().err
