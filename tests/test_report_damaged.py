"""Results with damaged files: a report says which file, which key or column, and what it takes."""

import json
import shutil

import pytest
import small_results

from experiments import report, sentences
from experiments.reporting import columns, of_compare, opened, recorded, sections, unforeseen
from sim.refusals import PremiseError

DIFFERENCE = ("firm_guarantee", "talks", 0.1, 0.05, 0.15)


@pytest.fixture
def compared(tmp_path):
    """A small comparison."""
    return small_results.compare(tmp_path / "one", [DIFFERENCE])


def refusal(folder):
    """What the report says of a folder that it does not take; nothing is left in it."""
    there = sorted(folder.iterdir())
    with pytest.raises((sentences.Refused, PremiseError)) as told:
        report.main([str(folder)])
    assert sorted(folder.iterdir()) == there
    return str(told.value)


@pytest.mark.parametrize(
    ("key", "value", "takes"),
    [
        ("counts", 3, "a mapping"), ("counts", {"runs": -1}, "a whole number from 1"),
        ("counts", {"runs": True}, "a whole number from 1"), ("counts", {}, "it is missing"),
        ("failures", "many", "a whole number from 0"), ("begun", 5, "a text"),
        ("config_hash", 7, "a text"), ("libraries", ["numpy"], "a mapping of versions"),
        ("seed", "one", "a whole number from 0"), ("strategies", 3, "a mapping"),
    ],
)  # fmt: skip
def test_a_record_of_another_type_is_refused_by_its_key(compared, key, value, takes):
    path = compared / "provenance.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))

    told = refusal(compared)

    assert told.startswith(f"{path}: {key}")
    assert takes in told


def test_a_record_that_is_nested_too_deeply_is_refused(compared):
    (compared / "provenance.json").write_text("[" * 200_000)

    assert "nested too deeply" in refusal(compared)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "it is not there"), ("", "it is empty"), ("[1]", "is no configuration"),
        ("scenarios: {a: {}}\nruns: x\n", "runs: 'x' is not allowed; it takes a whole number"),
        ("runs: 3\n", "scenarios: it is missing"), ("runs: 3\nscenarios: {a: 1}\n", "scenarios: "),
        ("a: " + "[" * 20_000, "nested too deeply"),
        ("a: \x1f", "special characters are not allowed"), ("a: !!bool x", "cannot be read"),
    ],
)  # fmt: skip
def test_a_configuration_that_is_gone_or_another_is_named(compared, text, told):
    path = compared / "config.yaml"
    path.unlink() if text is None else path.write_text(text)

    said = refusal(compared)

    assert said.startswith(str(path))
    assert told in said


def test_a_record_that_names_another_command_does_not_fit_the_configuration(compared):
    path = compared / "provenance.json"
    path.write_text(path.read_text().replace("experiments.compare", "experiments.run"))

    assert "config.yaml: parties: it is missing" in refusal(compared)


def cell(name, kind):
    """A cell that a column of a kind takes."""
    return {"texts": name, "numbers": "0.5", "counts": "1", "maybe": ""}[kind]


@pytest.mark.parametrize("name", columns.TABLES)
def test_a_table_is_refused_without_any_of_its_columns_or_with_another_type(tmp_path, name):
    needed, path = columns.TABLES[name], tmp_path / name
    usual = {
        head: cell(head, kind)
        for kind in ("texts", "numbers", "counts", "maybe")
        for head in getattr(needed, kind)
    }

    def write(heads, *rows):
        path.write_text("\n".join(",".join(row) for row in (heads, *rows)) + "\n")

    write(usual, usual.values())
    assert columns.rows(path) == [usual]
    for head in usual:
        write([f"{one}x" if one == head else one for one in usual], usual.values())
        with pytest.raises(sentences.Refused, match=f"no column {head};"):
            columns.rows(path)
        if head not in needed.texts:
            write(usual, [{**usual, head: "much"}[one] for one in usual])
            with pytest.raises(sentences.Refused, match=f"line 2: {head}: 'much'"):
                columns.rows(path)
    write(usual)
    if needed.needs_rows:
        with pytest.raises(sentences.Refused, match="no row"):
            columns.rows(path)
    else:
        assert columns.rows(path) == []
    if len(usual) > 1:
        write(usual, list(usual.values())[:-1])
        with pytest.raises(sentences.Refused, match="cells"):
            columns.rows(path)


@pytest.mark.parametrize("name", ["comparison.csv", "parting.csv", "parted_by.csv"])
def test_a_report_needs_the_tables_of_a_result_and_their_columns(compared, name):
    path = compared / name
    path.write_text(path.read_text().replace("scenario", "szenario"))
    assert refusal(compared).startswith(f"{path}: there is no column scenario")

    path.unlink()
    assert refusal(compared).startswith(f"{path}: there is no such file")


def test_a_table_with_a_cell_without_end_is_refused_by_file(compared):
    path = compared / "comparison.csv"
    path.write_text(path.read_text() + "x" * 200_000)
    assert refusal(compared).startswith(f"{path}: this cannot be read: field larger than")


def test_what_nobody_foresaw_names_the_folder_and_the_section(compared, monkeypatch):
    def fails(_):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(of_compare, "changes", fails)

    with pytest.raises(sentences.Failed) as told:
        sections.document(opened.results([str(compared)]))
    said = str(told.value)
    assert said.startswith(f"{compared}: what stands under 'What would change the conclusion'")
    assert "ZeroDivisionError: by nothing" in said


def test_a_premise_that_cannot_be_is_one_of_the_result_and_not_of_the_command():
    with (
        pytest.raises(sentences.Refused, match=r"one: the report cannot be told: talks\.rounds: 0"),
        unforeseen.named("one", "the report"),
    ):
        raise PremiseError("talks.rounds", "0 is not allowed")


def test_premises_that_are_gone_are_not_laid_to_an_older_version(compared, tmp_path):
    (compared / "premises.csv").write_text("")
    other = shutil.copytree(compared, tmp_path / "other")
    (other / "premises.csv").unlink()

    for folder, why in ((compared, "holds no row"), (other, "is not in its folder")):
        told = [
            block.text
            for block in sections.blocks("assumptions", opened.Result(folder), of_compare)
            if "`premises.csv`" in block.text
        ]
        assert len(told) == 1
        assert f"`premises.csv` {why}" in told[0]


def test_every_kind_of_result_has_its_configuration_checked():
    assert set(recorded.CONFIGS) == set(opened.KINDS)
