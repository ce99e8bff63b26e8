"""A report is played again from its own folder, and compared table by table."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from left import contents
from playing import entered

from experiments.reproducing import again as played_again
from experiments.reproducing import reports

# what these tests share is played in one process
pytestmark = [pytest.mark.xdist_group("reproduce_report"), pytest.mark.usefixtures("elsewhere")]

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

    def copied(recorded, folder, desk, chosen):
        return Path(shutil.copytree(left[recorded.command[0]], folder))

    monkeypatch.setattr(played_again, "carried_out", copied)


def again(folder, *arguments):
    """Play it again; the exit status."""
    return entered(["experiments.reproduce", str(folder), *arguments])


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
    table = folder / "tables" / "1_counts.csv"
    shutil.copy(table, folder / "tables" / "1_lost.csv")
    listed(folder, {"tables/1_lost.csv": sha256(table.read_bytes()).hexdigest()})

    assert again(folder) == 1
    assert "tables/1_lost.csv was not made again" in capsys.readouterr().err


def listed(folder, more):
    """Let the record of a report list more files."""
    path = folder / "report.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    files = {**record["files"], **more}
    path.write_text(json.dumps(record | {"files": files}), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"results": []}, "is not the record of a report"),
        ({"results": [{}]}, "is not the record of a report"),
        ({"results": [{"command": ["experiments.theory"]}]}, "experiments.theory"),
        ({"results": [{"command": ["experiments.run", "out=/tmp/x"]}]}, "out"),
        ({"files": 3}, "is not the record of a report"),
        ({"files": []}, "is not the record of a report"),
        ({"files": [["a", "b"]]}, "is not the record of a report"),
        ({"files": {"../report.html": "0" * 64}}, "is not the record of a report"),
        ({"asked": {"title": 3}}, "is not the record of a report"),
        (None, "is not the record of a report"),
    ],
)
def test_a_record_that_is_none_or_asks_for_more_is_refused(report, change, told, capsys):
    folder = Path(shutil.copytree(report, "copy"))
    path = folder / "report.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text("[" * 100_000 if change is None else json.dumps(found | change))

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


# -- reports that were changed with their record --------------------------------------------------


@pytest.fixture
def forged(report):
    """A copy of the report to change, and the same with the hashes of its record mended."""
    folder = Path(shutil.copytree(report, "copy"))

    def mend(**changes):
        found = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        files = {name: sha256(held).hexdigest() for name, held in contents(folder).items()}
        del files["report.json"]
        text = json.dumps(found | {"files": files} | changes)
        (folder / "report.json").write_text(text, encoding="utf-8")
        return folder

    return folder, mend


@pytest.mark.parametrize("name", ["report.html", "tables/1_counts.md", "tables/1_counts.tex"])
def test_what_was_changed_and_its_hash_with_it_is_named(forged, name, at_once, capsys):
    folder, mend = forged
    before = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(before.replace("12", "99"), encoding="utf-8")

    assert again(mend()) == 1
    said = capsys.readouterr().err
    assert f"Not the same: {name} differs at " in said
    assert "99" in said


def test_a_table_that_is_gone_with_its_entry_is_missed(forged, at_once, capsys):
    folder, mend = forged
    (folder / "tables" / "1_counts.csv").unlink()

    assert again(mend()) == 1
    assert "tables/1_counts.csv is not in it" in capsys.readouterr().err


def test_a_report_without_a_table_that_both_have_is_not_called_the_same(made, forged):
    folder, mend = forged
    shutil.rmtree(folder / "tables")
    played = [Path(shutil.copytree(made / f"{name}-kept", name)) for name in ("run", "pair")]

    found = reports.judgement(mend(), reports.record(folder), played, False)

    assert "there is no table that both have" in found.differences


def test_a_listed_file_that_no_report_has_is_named(forged, at_once, capsys):
    folder, mend = forged
    (folder / "tables" / "1_more.csv").write_text("a\n1\n")

    assert again(mend()) == 1
    assert "tables/1_more.csv was not made again" in capsys.readouterr().err


@pytest.mark.parametrize(("key", "value"), [("seed", 99), ("counts", {"runs": 99999})])
def test_a_report_that_names_another_seed_or_count_is_not_the_same(
    forged, key, value, at_once, capsys
):
    folder, mend = forged
    listed = json.loads((folder / "report.json").read_text(encoding="utf-8"))["results"]
    listed[0][key] = value

    assert again(mend(results=listed)) == 1
    said = capsys.readouterr()
    assert f"report.json says that {key}" in said.err
    assert "The same" not in said.out


@pytest.mark.parametrize("files", [{}, None])
def test_a_file_that_the_record_does_not_list_is_refused_before_anything_is_played(
    forged, files, capsys
):
    folder, mend = forged
    if files is None:
        mend()
        (folder / "notes.txt").write_text("mine")
    else:
        mend(files=files)

    assert again(folder) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "report.json does not list: " in said.err
    assert ("notes.txt" if files is None else "report.html") in said.err


def test_words_of_the_user_are_in_the_page_that_is_made_anew(tmp_path, capsys):
    assert entered([*RUN, "out=run"]) == 0
    words = ["title=A `b` c", "question=Why?", "author=A. Name"]
    assert entered(["experiments.report", "run", *words]) == 0
    page = Path("run/report/report.html").read_text(encoding="utf-8")
    assert "<h1>A `b` c</h1>" in page
    capsys.readouterr()

    assert again("run/report") == 0
    assert "The same: the page and " in capsys.readouterr().out
