"""What a report says of where its numbers come from, what it cites, and how figures are ordered."""

import importlib
import pkgutil
import subprocess
from pathlib import Path

import pytest
import small_results

from experiments import composing, grounds, lessons, provenance
from experiments.reporting import cited, drawn, made, method, sections
from experiments.reporting.opened import Result
from sim import bibliography, plots
from sim.report.document import Column, Figure, Items, Paragraph, Section, Table


def result(folder, command="compare", **changes):
    """A result of which the record alone is looked at."""
    small_results.provenance(folder, command, **changes)
    return Result(folder)


# -- where the numbers come from -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"points": 3, "runs": 1, "left_out": 3}, "3 points, 1 run, 3 points left out"),
        ({"runs": 5, "not_precise": 1}, "5 runs, 1 point less precise than asked"),
        ({"runs": 5, "left_out": 0, "shards": 7, "anything_new": 4}, "5 runs"),
        ({"runs": 2, "obligations": 1}, "2 runs, 1 entry of an obligation"),
    ],
)
def test_what_was_counted_is_said_in_words_and_what_is_not_known_is_left_out(
    counts, said, tmp_path
):
    assert made.facts(result(tmp_path, counts=counts))["Played"] == said


@pytest.mark.parametrize(
    ("kept", "cell", "line"),
    [
        ({"uncommitted": True}, ", with changes that are not in it", "differs from this commit"),
        ({}, "; whether the code was as it is there is not known", "was not recorded"),
    ],
)
def test_code_that_is_not_in_its_commit_is_said_before_the_commit_is_checked_out(
    kept, cell, line, tmp_path
):
    one = result(tmp_path, **kept)

    first, second, *_ = made.lines(one)

    assert made.facts(one)["Code (git commit)"] == "b" * 40 + cell
    assert first.startswith(f"# made by code {'a' * 16}")
    assert line in first
    assert second == f"git checkout {'b' * 40}"


@pytest.mark.parametrize(
    ("kept", "first"),
    [
        ({"uncommitted": False}, f"git checkout {'b' * 40}"),
        ({"commit": None}, f"# code {'a' * 16}"),
    ],
)
def test_code_that_is_in_its_commit_and_code_without_one_need_no_warning(kept, first, tmp_path):
    one = result(tmp_path, **kept)

    assert list(made.lines(one)) == [first, "python -m experiments.compare out=again"]
    assert made.check([one]) == "python -m experiments.reproduce REPORT"


@pytest.mark.parametrize(
    "kept",
    [
        {"strategies": {"israel": "e" * 16}},
        {"command": ["experiments.compare", "--config-dir", "mine", "scenarios=[a,b]"]},
    ],
)
def test_a_result_that_needs_files_of_its_users_is_read_with_code_alone(kept, tmp_path):
    one = result(tmp_path)
    one.provenance.update(kept)

    assert made.check([one]) == "python -m experiments.reproduce REPORT code=true"
    told = [block.text for block in made.again([one]) if hasattr(block, "text")]
    assert any("files of its user's own" in text for text in told)


def test_the_record_says_whether_sources_and_configs_are_as_in_the_commit(tmp_path, monkeypatch):
    monkeypatch.setattr(provenance, "ROOT", tmp_path)
    assert (provenance.commit(), provenance.uncommitted()) == (None, None)
    for folder in (*provenance.SOURCES, "configs", "docs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.py").write_text("1\n")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)

    (tmp_path / "docs" / "one.py").write_text("2\n")
    clean = provenance.uncommitted()
    (tmp_path / "configs" / "two.yaml").write_text("a: 1\n")

    assert (clean, provenance.uncommitted()) == (False, True)
    assert len(provenance.commit()) == 40


# -- what is cited ---------------------------------------------------------------------------------


def test_a_source_is_found_wherever_a_document_names_it():
    table = Table("t", "of Tango1998", (Column("Jansen1999"),), (("by Nash1950", 3),), "Sobol2001")
    blocks = [
        Paragraph("Wilson1927, NotAKey1999"), Items(("(Morris1991)",)),
        Section("Owen2007", (Figure("f", "Kydd2003", "Powell2006", b"", table),)),
    ]  # fmt: skip
    known = bibliography.entries()

    found = cited.named(blocks, known)

    assert set(found) == {
        "Tango1998", "Jansen1999", "Nash1950", "Sobol2001", "Wilson1927", "Morris1991", "Owen2007",
        "Kydd2003", "Powell2006",
    }  # fmt: skip
    assert found == [key for key in known if key in found]


def test_what_premises_do_not_name_is_listed_in_full_after_what_they_do(tmp_path):
    grounds.write(tmp_path, grounds.of(composing.composed("scenario=november_2023")))
    told = [Paragraph("Intervals are those of Tango1998; the day is given in N23E04 and J25E069.")]

    *_, lead, listed = sections.sources([result(tmp_path)], told)

    assert lead == Paragraph(sections.OTHERS)
    assert [text.split("`")[1] for text in listed.entries] == ["J25E069", "Tango1998"]


def test_with_invented_names_no_entry_of_the_record_is_given_in_full(tmp_path):
    composed = composing.composed("scenario=november_2023", "names=fictional")
    grounds.write(tmp_path, grounds.of(composed))

    *_, listed = sections.sources([result(tmp_path)], [Paragraph("Tango1998 and J25E069")])

    assert [text.split("`")[1] for text in listed.entries] == ["Tango1998"]


def test_a_report_on_a_result_of_theory_names_its_source(tmp_path):
    small_results.provenance(tmp_path, "run", scenario="rubinstein")
    (tmp_path / lessons.FILE).write_text("")

    text = method.theorem(Result(tmp_path))

    assert text.startswith("`rubinstein`: ")
    assert cited.named([Paragraph(text)], bibliography.entries()) == ["Rubinstein1982"]


def test_a_scenario_called_as_a_result_of_theory_has_none(tmp_path):
    assert method.theorem(result(tmp_path, "run", scenario="rubinstein")) == ""


def test_the_method_refers_to_numbers_of_a_list_only_where_there_are_some(tmp_path):
    composed = composing.composed("scenario=november_2023")
    provenance.write_composed(tmp_path, composed)
    bare = list(method.blocks([result(tmp_path, "run")]))
    grounds.write(tmp_path, grounds.of(composed))
    kept = list(method.blocks([Result(tmp_path)]))

    assert method.LISTED not in str(bare)
    assert method.LISTED in str(kept)


def test_plurals_are_those_of_the_words(january):
    told = method.entities(january.premises)

    assert "2 parties" in told
    assert "constituencies" in told
    assert "issues of the talks" in told


# -- figures ---------------------------------------------------------------------------------------


def test_every_figure_in_the_order_of_reading_is_one_that_is_drawn():
    modules = (f"sim.plots.{one.name}" for one in pkgutil.iter_modules(plots.__path__))
    names = {getattr(importlib.import_module(one), "NAME", None) for one in modules}

    assert set(drawn.FIRST) <= names


def test_the_leading_outcome_comes_first_among_figures_of_one_sort():
    stems = [
        "sensitivity_tornado_deaths", "effects_agreement", "compare_differences_delivered",
        "compare_differences_amounts", "compare_differences", "sensitivity_tornado_agreement",
        "effects_standing_at_horizon",
        "heat_standing_at_horizon", "mine", "sensitivity_tornado_standing_at_horizon",
        "compare_parting", "phases", "survival",
    ]  # fmt: skip

    found = sorted((Path(f"{stem}.svg") for stem in stems), key=drawn.reading)

    assert [path.stem for path in found] == [
        "compare_differences", "compare_differences_delivered", "compare_differences_amounts",
        "compare_parting", "survival",
        "phases", "sensitivity_tornado_standing_at_horizon", "sensitivity_tornado_agreement",
        "sensitivity_tornado_deaths", "effects_standing_at_horizon", "effects_agreement",
        "heat_standing_at_horizon", "mine",
    ]  # fmt: skip
