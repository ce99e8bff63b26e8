"""The report command: what it takes, what it leaves, and that its numbers are the result's."""

import csv
import functools
import json
import re
import shutil

import pytest
import reported as reported_of
from left import contents
from playing import entered
from reported import mended

from experiments import provenance
from experiments.reporting import opened, sections
from sim.report import files, plain
from sim.report.document import Figure, Items, Paragraph, Table

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("report")

RUN = ["experiments.run", "runs=40", "seed=3", "threads=1"]
ONE = ["experiments.run", "runs=1", "threads=1", "plots=false", "mediators.us.skill=0.3"]
BARE = ["experiments.compare", "scenarios=[january_2025, firm_guarantee, no_mediators]", "runs=30",
        "threads=1", "plots=false", "parties.hamas.trust=0.4"]  # fmt: skip
MANY = ["experiments.compare", "scenarios=[january_2025,no_mediators,relocation_proposal,"
        "{base: january_2025, name: less_trust, set: {parties.israel.trust: 0.2}}]",
        "runs=25", "threads=1"]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def coarse():
    """Pictures have few dots."""
    with reported_of.coarse():
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Results that reports are made of, by name."""
    folder = tmp_path_factory.mktemp("results")
    for name, command in {"run": RUN, "one": ONE, "bare": BARE, "many": MANY}.items():
        assert entered([*command, f"out={folder / name}"]) == 0
    return folder


@pytest.fixture(scope="module")
def built(made):
    """Reports of these results, by name, made once."""
    for name in ("run", "one", "bare", "many"):
        assert reported(made / name, f"out={made / f'report-{name}'}") == 0
    return {name: made / f"report-{name}" for name in ("run", "one", "bare", "many")}


def reported(*arguments):
    """Enter the command; its exit status."""
    return entered(["experiments.report", *map(str, arguments)])


@functools.cache
def document(*folders):
    """The document of some results that no test changes, told once."""
    return sections.document(opened.results(folders))


def texts(found):
    """All sentences of a document, and of the cells of its tables."""
    for block in files.blocks(found.sections):
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from block.entries
        elif isinstance(block, Table):
            yield from (text for row in block.rows for text in plain.written(block.columns, row))


def table(folder, name):
    """The rows of a table of a report."""
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- what it leaves --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["run", "many"])
def test_the_same_result_gives_the_same_bytes_in_any_place(made, built, tmp_path, name):
    shutil.copytree(made / name, tmp_path / "moved")
    assert reported(tmp_path / "moved") == 0

    assert contents(tmp_path / "moved" / "report") == contents(built[name])


def test_a_report_stands_in_its_result_and_renews_itself(made, tmp_path):
    folder = tmp_path / "moved"
    shutil.copytree(made / "bare", folder)
    before = contents(folder)
    assert reported(folder) == 0
    first = contents(folder / "report")
    assert reported(folder, "title=Anew") == 0

    assert b"Anew" in contents(folder / "report")["report.html"]
    assert b"Anew" not in first["report.html"]
    rest = contents(folder)
    assert {path: rest[path] for path in rest if not path.startswith("report/")} == before
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_report_that_was_changed_or_added_to_is_left_as_it_is(made, built, tmp_path, capsys):
    for what in ("report.html", "notes.txt"):
        folder = shutil.copytree(built["bare"], tmp_path / what)
        (folder / what).write_text("mine")
        before = contents(folder)

        assert reported(made / "bare", f"out={folder}") == 2
        assert contents(folder) == before
        assert what in capsys.readouterr().err


def test_the_hashes_in_report_json_are_those_of_the_files(made, built):
    folder = built["run"]
    found = json.loads((folder / "report.json").read_text())

    listed = contents(folder)
    assert set(found["files"]) == set(listed) - {"report.json"}
    assert found["results"][0]["config_hash"] == provenance.read(made / "run")["config_hash"]


def test_the_numbers_behind_figures_are_the_bytes_that_the_figures_name(made, built):
    folder = built["run"]
    behind = sorted((made / "run" / "figures").glob("*.csv"))

    assert behind
    for path in behind:
        copied = folder / "tables" / f"{path.stem}_numbers.csv"
        assert copied.read_bytes() == path.read_bytes()


def test_paper_and_words_of_the_user_are_taken(made, tmp_path):
    name = "author=A. Name"
    for paper in ("a4", "letter"):
        assert reported(made / "one", "question=Why?", name, f"paper={paper}",
                        f"out={tmp_path / paper}") == 0  # fmt: skip
    pages = [contents(tmp_path / paper) for paper in ("a4", "letter")]

    assert pages[0]["report.html"] == pages[1]["report.html"]
    assert pages[0]["report.pdf"] != pages[1]["report.pdf"]
    assert b"Why?" in pages[0]["report.html"]
    assert b'class="subtitle">A. Name. Report on' in pages[0]["report.html"]
    asked = json.loads(pages[0]["report.json"])["asked"]
    assert asked == {"title": "", "question": "Why?", "author": "A. Name", "paper": "a4"}


# -- what it says ----------------------------------------------------------------------------------


def test_the_sections_stand_in_order(made):
    titles = [section.title for section in document(made / "run").sections]

    assert titles == [
        "The question", "What came of it", "The scenarios", "Figures", "Sensitivity",
        "What would change the conclusion", "Limits", "Method",
        "What it rests on: assumptions, sources, confidence", "Sources", "Provenance",
        "To reproduce",
    ]  # fmt: skip


def test_no_section_is_empty_and_no_sentence_is_left_open(made):
    for name in ("run", "one", "bare", "many"):
        found = document(made / name)
        for section in found.sections:
            assert section.blocks, f"{name}: {section.title}"
        for text in texts(found):
            assert not re.search(r"\bnan\b|\bNone\b|\binf\b|  |\{|\}", text), text


def test_a_run_counts_what_its_runs_are(made, built):
    folder = built["run"]
    rows = table(folder, "counts")
    with (made / "run" / "summary.csv").open(encoding="utf-8", newline="") as file:
        counted = {row["variable"]: row for row in csv.DictReader(file)}
    stands = next(row for row in rows if row["What"].startswith("stands at the end"))

    assert stands["Runs"] == counted["standing_at_horizon"]["count"]
    low = 100 * float(counted["standing_at_horizon"]["low"])
    assert float(stands["from"]) == pytest.approx(low)
    said = f"In {stands['Runs']} of 40 runs"
    assert any(text.startswith(said) and "stands at the end" in text
               for text in texts(document(made / "run")))  # fmt: skip


def test_one_run_has_no_interval_and_is_said_to_show_nothing_of_how_often(made):
    told = list(texts(document(made / "one")))

    assert any("In the one run that was played" in text for text in told)
    assert sum("nothing of how often" in text for text in told) == 2
    assert any(
        text.startswith("`mediators.us.skill=0.3`: settlements brought about") for text in told
    )


def test_a_comparison_tells_differences_before_levels_with_their_numbers(made, built):
    folder = built["many"]
    rows = table(folder, "differences_of_shares")
    with (made / "many" / "comparison.csv").open(encoding="utf-8", newline="") as file:
        given = [row for row in csv.DictReader(file) if row["unit"] == "share of runs"]

    for shown, row in zip(rows, given, strict=True):
        for head, column in (("Difference", "difference"), ("to", "high"), ("Base [%]", "first")):
            assert float(shown[head]) == pytest.approx(100 * float(row[column]), abs=1e-9)
    named = [block.name for block in files.blocks(document(made / "many").sections)
             if isinstance(block, Table)]  # fmt: skip
    assert named.index("differences_of_shares") < named.index("levels")


def test_scenarios_are_told_by_what_differs_and_nothing_else(built):
    folder = built["many"]
    rows = {row["Premise"]: row for row in table(folder, "scenarios")}

    assert rows["parties.israel.trust"]["less_trust"] == "0.2"
    assert rows["mediators.us"]["no_mediators"] == "none"
    assert rows["changes"]["relocation_proposal"] == "day 17: relocation.proposal to 0.8"
    assert not any(key.startswith("obligations") for key in rows)


def test_what_others_differ_in_is_told_where_one_lacks_the_entry(built):
    rows = {row["Premise"]: row for row in table(built["bare"], "scenarios")}
    guarantee = rows["mediators.us.guarantee_hamas"]

    assert guarantee["firm_guarantee"] == "0.15"
    assert guarantee["january_2025"].endswith("*")  # the default
    assert guarantee["no_mediators"] == "none"


def test_a_result_without_figures_says_so_and_one_with_them_shows_each(made):
    shown = [one for one in files.blocks(document(made / "many").sections)
             if isinstance(one, Figure)]  # fmt: skip

    assert {one.name for one in shown} == {
        path.stem for path in (made / "many" / "figures").glob("*.svg")
    }
    assert all(one.table for one in shown)
    assert any("left without figures" in text for text in texts(document(made / "bare")))


def test_several_results_make_one_report(made, tmp_path):
    assert reported(made / "many", made / "run", f"out={tmp_path / 'out'}") == 0
    found = document(made / "many", made / "run")

    names = [block.name for block in files.blocks(found.sections) if hasattr(block, "name")]
    assert len(set(names)) == len(names)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)


def test_nothing_on_the_page_is_loaded_from_elsewhere(built):
    folder = built["many"]
    page = (folder / "report.html").read_text(encoding="utf-8")

    assert re.findall(r'src="(?!data:)[^"]*"', page) == []
    assert "<script" not in page
    assert "url(http" not in page


# -- what it does not take -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["nowhere"], "there is no such folder as 'nowhere'"),
        (["EMPTY"], "holds no finished result"),
        ([], "no folder is given"),
        (["RUN", "RUN"], "is given twice"),
        (["RUN", "titel=x"], "did you mean 'title'?"),
        (["RUN", "paper=a5"], "'a5' is not allowed"),
        (["RUN", "out=RUN"], "is left as it is"),
        (["RUN", "--fast"], "--fast"),
    ],
)
def test_what_it_cannot_take_is_said_in_one_sentence(made, tmp_path, monkeypatch, capsys, given,
                                                     told):  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    before = contents(made)
    put = {"RUN": str(made / "run"), "EMPTY": "empty", "out=RUN": f"out={made / 'run'}"}

    assert reported(*(put.get(text, text) for text in given)) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert contents(made) == before
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize(
    ("name", "damage", "told"),
    [
        ("summary.csv", "", "summary.csv"),
        ("config.yaml", "runs: [", "config.yaml"),
        ("config.yaml", "runs: 40\nparties: 3\n", "config.yaml"),
        ("figures/survival.svg", "<svg/>", "survival.svg"),
        ("provenance.json", "{}", "older version"),
        ("provenance.json", '{"command": ["experiments.audit"], "config_hash": "a", "code_hash": '
         '"b", "scenario": "x", "seed": 1, "counts": {}, "version": "0"}', "a result of audit"),
    ],
)  # fmt: skip
def test_a_damaged_result_is_named(made, tmp_path, capsys, name, damage, told):
    folder = tmp_path / "moved"
    shutil.copytree(made / "run", folder)
    (folder / name).write_text(damage)
    mended(folder)

    assert reported(folder) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not (folder / "report").exists()


@pytest.mark.parametrize(
    ("name", "kind", "column", "value"),
    [
        ("comparison.csv", "bare", "difference", "0.95"),
        ("comparison.csv", "bare", "gained", "29"),
        ("comparison.csv", "bare", "low", "0.9"),
        ("summary.csv", "run", "count", "7"),
        ("summary.csv", "run", "value", "0.123"),
        ("summary.csv", "run", "low", "0.99"),
    ],
)
def test_a_row_at_odds_with_itself_is_refused(made, tmp_path, capsys, name, kind, column, value):
    folder = tmp_path / "moved"
    shutil.copytree(made / kind, folder)
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if "standing_at_horizon" in row.values())
    row[column] = value
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    mended(folder)

    assert reported(folder) == 2
    assert "do not fit each other" in capsys.readouterr().err
    assert not (folder / "report").exists()


def test_what_the_command_sets_in_every_scenario_is_told(made):
    told = list(texts(document(made / "bare")))

    assert any("in every scenario" in text and "`parties.hamas.trust=0.4`" in text for text in told)
    assert not any("Set by the command" in text for text in texts(document(made / "many")))


def test_a_leading_difference_that_is_not_clear_of_luck_says_so(made):
    strong = [one.text for one in files.blocks(document(made / "many").sections)
              if isinstance(one, Paragraph) and one.strong and "than with" in one.text]  # fmt: skip

    assert strong
    for text in strong:
        low, high = map(float, re.search(r"interval (\S+) to ([-+.\d]+)", text).groups())
        assert ("not clear of luck" in text) == (low <= 0 <= high), text


def test_an_interrupted_report_leaves_the_older_one(made, built, tmp_path, monkeypatch):
    folder = shutil.copytree(built["bare"], tmp_path / "out")
    before = contents(folder)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "of_table", stop)
    assert reported(made / "bare", f"out={folder}", "title=Anew") == 130
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_help_names_every_setting(capsys):
    assert reported("--help") == 0
    said = capsys.readouterr().out

    for key in ("out=", "title=", "question=", "paper="):
        assert key in said


def test_every_report_says_that_it_is_no_forecast_and_that_no_side_is_judged(made):
    for name in ("run", "one", "bare", "many"):
        found = document(made / name)
        (within,) = (one.blocks for one in found.sections if one.title == "Limits")
        first, listed = within

        assert first.strong
        assert first.text.startswith("This is not a forecast.")
        told = " ".join(listed.entries)
        assert "no side is judged" in told
        assert "Nothing is to be concluded about a side" in told
