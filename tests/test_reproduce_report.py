"""A report is played again from its own folder, and compared table by table."""

import json
import shutil
from pathlib import Path

import pytest
from playing import entered

from experiments.reproducing import again as played_again

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("reproduce_report")

RUN = ["experiments.run", "runs=12", "seed=4", "threads=1", "plots=false"]
PAIR = ["experiments.compare", "scenarios=[january_2025, firm_guarantee]", "runs=10", "threads=1",
        "plots=false"]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A report of two results, and these, which are no more where they were."""
    folder = tmp_path_factory.mktemp("made")
    for name, command in {"run": RUN, "pair": PAIR}.items():
        assert entered([*command, f"out={folder / name}"]) == 0
    made = ["experiments.report", str(folder / "run"), str(folder / "pair")]
    assert entered([*made, f"out={folder / 'report'}"]) == 0
    for name in ("run", "pair"):
        (folder / name).rename(folder / f"{name}-kept")
    return folder


@pytest.fixture
def report(made):
    """A report of two results, which are gone."""
    return made / "report"


@pytest.fixture
def at_once(made, monkeypatch):
    """What a command would leave is there already: nothing is played in these tests."""
    left = {"experiments.run": made / "run-kept", "experiments.compare": made / "pair-kept"}
    monkeypatch.setattr(
        played_again, "play", lambda screen, one, desk, chosen: left[one.command[0]]
    )


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


def test_a_table_that_was_changed_is_named_with_its_cell(report, at_once, capsys):
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


def test_a_page_that_was_changed_or_is_gone_is_named(report, at_once, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    (folder / "report.html").write_text("other", encoding="utf-8")
    (folder / "report.pdf").unlink()

    assert again(folder) == 1
    said = capsys.readouterr().err
    assert "report.html was changed since the report was written" in said
    assert "report.pdf is gone" in said
    assert "not made again" not in said


def test_a_table_that_is_not_made_again_is_named(report, at_once, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    shutil.copy(folder / "tables" / "1_counts.csv", folder / "tables" / "1_lost.csv")

    assert again(folder) == 1
    assert "tables/1_lost.csv was not made again" in capsys.readouterr().err


def test_a_report_without_a_table_that_both_have_is_not_called_the_same(report, at_once, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    path = folder / "report.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    kept = {name: one for name, one in record["files"].items() if "tables/" not in name}
    path.write_text(json.dumps(record | {"files": kept}), encoding="utf-8")
    shutil.rmtree(folder / "tables")

    assert again(folder) == 1
    assert "Not the same: there is no table that both have." in capsys.readouterr().err


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
