"""The page in docs/ that a command writes: scenarios beside each other."""

import re

import numpy as np
import pytest
from playing import configured, entered

from experiments import lessons, named, pages, scenarios, truces
from sim import markdown, outcomes, pairs, phases, records
from sim.reading import Expected
from sim.refusals import PremiseError


@pytest.mark.slow
def test_the_page_of_scenarios_has_every_scenario_and_every_expectation(tmp_path):
    out = tmp_path / "page.md"

    scenarios.main([f"out={out}", "runs=12", "threads=1"])

    page = out.read_text(encoding="utf-8")
    for name in truces.names():
        assert f"`{name}`" in page
        found = named.found(name)
        for one in found.expected.values():
            assert one.because in page, (name, one)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("runns=12", "runns: there is no such key"),
        ("engine=mesa", "engine: there is no such key"),
        ("runs", "runs, seed"),
        ("runs=many", "runs: 'many' is not allowed"),
        ("runs=[", "cannot be read"),
        ("out=/no/such/folder/page.md", "cannot be written"),
    ],
)
def test_a_setting_that_a_page_does_not_take_is_refused_before_anything_is_played(argument, said):
    with pytest.raises(PremiseError) as error:
        scenarios.main([argument])
    assert said in str(error.value)


def test_a_dry_run_says_what_would_be_played_and_writes_no_page(tmp_path, capsys, monkeypatch):
    for name in ("scenarios", "theory"):
        monkeypatch.setattr(pages, "write", lambda *_: pytest.fail("written"))
        monkeypatch.setattr(lessons, "played", lambda *_: pytest.fail("played"))
        out = [f"out={tmp_path / 'page.md'}", "runs=12"] if name == "scenarios" else []
        assert entered([f"experiments.{name}", "dry_run=true", *out]) == 0

        said = capsys.readouterr().out
        assert {"scenarios": "12 runs of each", "theory": "14 presets"}[name] in said
        assert name == "theory" or re.search(r"threads?: about \d+\s+second", said)
        assert {"scenarios": str(tmp_path / "page.md"), "theory": "docs/theory"}[name] in said
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_fails_leaves_the_old_one(tmp_path, monkeypatch):
    out = tmp_path / "page.md"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr(pages.os, "replace", None)

    with pytest.raises(TypeError):
        pages.write(out, "new")

    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]
    assert out.read_text(encoding="utf-8") == "old"


def test_a_published_page_has_its_figures_beside_it(tmp_path):
    result, docs = tmp_path / "result", tmp_path / "docs"
    (result / "figures").mkdir(parents=True)
    docs.mkdir()
    (result / "page.md").write_text("words", encoding="utf-8")
    (result / "figures" / "one.png").write_bytes(b"new")
    (result / "figures" / "one.svg").write_bytes(b"no part of a page")
    (docs / "figures").mkdir()
    (docs / "figures" / "one.png").write_bytes(b"old")

    pages.publish(result, docs / "named.md", "page.md")

    assert (docs / "named.md").read_text(encoding="utf-8") == "words"
    assert [path.name for path in (docs / "figures").iterdir()] == ["one.png"]
    assert (docs / "figures" / "one.png").read_bytes() == b"new"


def test_a_page_without_figures_brings_no_folder_for_them(tmp_path):
    (tmp_path / "page.md").write_text("words", encoding="utf-8")
    (tmp_path / "docs").mkdir()

    pages.publish(tmp_path, tmp_path / "docs" / "page.md", "page.md")

    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["page.md"]


def test_a_cell_cannot_end_a_column_and_columns_stand_where_they_are_told():
    text = markdown.table(("one", "two", "three"), [("a|b", 1, "c\nd")], "lrc")

    assert text == "| one | two | three |\n| --- | ---: | :-: |\n| a\\|b | 1 | c d |"


@pytest.mark.parametrize(
    ("low", "high", "direction", "said"),
    [
        (0.1, 0.2, "up", "yes"),
        (-0.2, -0.1, "up", "no: down"),
        (-0.1, 0.1, "up", "no clear difference"),
        (-0.1, 0.1, "same", "yes"),
        (0.1, 0.2, "same", "no: up"),
    ],
)
def test_a_verdict_goes_by_where_the_interval_lies(low, high, direction, said):
    found = pairs.Difference(0.0, 0.0, 0.0, low, high, 0, 0, 0.0, 0.0, 9)

    assert scenarios.verdict(Expected(direction=direction, because="why"), found) == said


def test_tangos_interval_is_the_published_one():
    """Twelve and two discordant of fifty pairs; with none at all it is even about 0."""
    low, high = pairs.tango(12, 2, 50)
    none = pairs.tango(0, 0, 50)

    assert (low, high) == (pytest.approx(0.0611, abs=1e-4), pytest.approx(0.3447, abs=1e-4))
    assert none[0] == pytest.approx(-none[1])
    assert none[1] == pytest.approx(0.0713, abs=1e-4)


def test_a_difference_of_means_leaves_out_runs_without_a_number():
    found = pairs.means([1.0, np.nan, 3.0, 4.0], [2.0, 5.0, 5.0, np.nan])

    assert (found.runs, found.value) == (2, 1.5)
    assert found.low < 1.5 < found.high


def test_a_truce_that_runs_out_is_counted_to_its_last_day():
    """Four runs: one side resumes on day 9, the truce runs out on day 9, it is calm, it stands."""
    runs = np.zeros(4, records.RUN)
    runs["stage"] = [phases.FIGHTING, phases.FIGHTING, phases.CALM, phases.TRUCE]
    runs["resumed_by"] = [0, -1, -1, -1]
    runs["last_day"] = [9, 9, 126, 140]
    kept = records.Kept(runs, *[None] * 5)

    assert outcomes.of(kept, configured(), "truce_days_to_horizon").tolist() == [8, 9, 140, 140]
    assert outcomes.of(kept, configured(), "standing_at_horizon").tolist() == [0, 0, 1, 1]
    assert outcomes.of(kept, configured(), "resumed_by_israel").tolist() == [1, 0, 0, 0]
    assert outcomes.of(kept, configured(), "resumed_by_nobody").tolist() == [0, 1, 0, 0]
