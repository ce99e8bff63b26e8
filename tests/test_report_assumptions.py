"""What a report says of the assumptions that a result rests on, and of their sources."""

from typing import NamedTuple

import pytest

from agents.premise import ASSUMPTION
from experiments import composing, csv_files, grounds, provenance
from experiments.backtesting import cases, replaying
from experiments.comparing import variants
from experiments.reporting import assumptions, cited, counted, sections
from sim import bibliography
from sim.given import Share
from sim.report import html, pdf
from sim.report.document import Document, Items, Paragraph, Section, Table

FILES = "that the scenario's files give"


class Result(NamedTuple):
    """As much of a result as the section looks at."""

    folder: object
    kind: str = "run"
    provenance: dict = {}
    config: dict = {}

    def named(self, text):
        return f"2_{text}"


def row(key="talks.rounds", value="40", source=ASSUMPTION, given_by="file", **rest):
    """A row of the table of premises."""
    usual = grounds.Row(
        scenario="one", key=key, from_day=None, value=value, unit="rounds", meaning="what",
        is_number=True, source=source, confidence="low", note="", given_by=given_by,
        set_in="scenario/one.yaml" if given_by == "file" else "", names="real",
    )  # fmt: skip
    return usual._replace(**rest)


def kept(folder, *rows):
    """A result that keeps some rows."""
    csv_files.write(folder / grounds.FILE, grounds.Row._fields, rows)
    return Result(folder)


def of(kind, blocks):
    return [one for one in blocks if isinstance(one, kind)]


def told(blocks):
    return " ".join(one.text for one in of(Paragraph, blocks))


def tables(blocks):
    return {one.name.removeprefix("2_"): one for one in of(Table, blocks)}


@pytest.fixture(scope="module")
def main_result(tmp_path_factory):
    """The main scenario, as a run leaves it."""
    folder = tmp_path_factory.mktemp("run")
    composed = composing.composed()
    grounds.write(folder, grounds.of(composed))
    return Result(folder, provenance={"assumed": provenance.assumed(composed)})


@pytest.fixture(scope="module")
def main_blocks(main_result):
    return list(assumptions.blocks(main_result))


# -- sentences -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "defaults", "said"),
    [
        (Share(383, 450), Share(172, 196),
         "Of the 450 numbers that the scenario's files give, 383 (85 %) rest on assumption, as do "
         "172 of 196 defaults of the schema."),
        (Share(1, 450), Share(1, 196),
         "Of the 450 numbers that the scenario's files give, 1 (0.2 %) rests on assumption, as "
         "does 1 of 196 defaults of the schema."),
        (Share(1450, 1450), Share(196, 196),
         "All 1,450 numbers that the scenario's files give rest on assumption, as do all 196 "
         "defaults of the schema."),
        (Share(0, 450), Share(0, 196),
         "None of the 450 numbers that the scenario's files give rests on assumption; none of 196 "
         "defaults of the schema rests on assumption."),
        (Share(0, 450), Share(3, 196),
         "None of the 450 numbers that the scenario's files give rests on assumption; 3 of 196 "
         "defaults of the schema rest on assumption."),
        (Share(2, 4), Share(0, 196),
         "Of the 4 numbers that the scenario's files give, 2 (50 %) rest on assumption; none of "
         "196 defaults of the schema rests on assumption."),
        (Share(1, 1), None,
         "The one number that the scenario's files give rests on assumption."),
        (Share(0, 1), None, "The one number that the scenario's files give rests on a source."),
        (Share(0, 0), None, "There are no numbers that the scenario's files give."),
    ],
)  # fmt: skip
def test_the_share_is_said_for_all_none_and_one(files, defaults, said):
    assert counted.lead(files, defaults, FILES) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share(479, 515), "Another 515 numbers keep their default, counted once for each party, "
         "mediator or obligation that has one: 36 of them have the form or the sign of a number "
         "from a source, mostly not the number itself, and the others are assumptions."),
        (Share(1, 2), "1 of them has the form or the sign of a number from a source, mostly not "
         "the number itself, and the other is an assumption."),
        (Share(5, 5), "Another 5 numbers keep their default, counted once for each party, "
         "mediator or obligation that has one: all of them assumptions."),
        (Share(0, 5), ": all of them have the form or the sign of a number from a source"),
        (Share(1, 1), "One more number keeps its default, counted once for each party, mediator "
         "or obligation that has one: an assumption."),
        (Share(0, 1), ": it has the form or the sign of a number from a source"),
    ],
)  # fmt: skip
def test_defaults_are_said_for_all_none_and_one(share, said):
    assert said in counted.of_defaults(share)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(given_by="command line")],
         "Beside these, 1 value is set on the command line: an assumption of whoever gave it."),
        ([row(given_by="command line"), row(given_by="command line", is_number=False),
          row(given_by="design"), row(given_by="variant")],
         "Beside these, 2 values are set on the command line, 1 is set by the variant and 1 is "
         "varied by the design: assumptions of whoever gave them."),
        ([row(given_by="posterior")],
         "1 number is drawn from a posterior, which was fitted under the other assumptions."),
        ([row(from_day=3)], "1 value changes on a day; no source states it."),
        ([row(from_day=3), row(from_day=4)], "2 values change on a day; no source states them."),
    ],
)  # fmt: skip
def test_what_is_set_otherwise_is_said_in_sentences(rows, said):
    assert list(counted.beside(counted.counts(rows))) == [said]


# -- of one scenario -------------------------------------------------------------------------------


def test_the_share_of_the_main_scenario_is_that_of_its_record(main_result, main_blocks):
    counts = main_result.provenance["assumed"]["numbers_in_files"]

    lead = of(Paragraph, main_blocks)[0]
    assert lead.strong
    assert f"Of the {counts['of']} numbers" in lead.text
    assert f", {counts['assumed']} (85 %) rest on assumption, as do 172 of 196" in lead.text
    assert "can inform it, and does not give it" in told(main_blocks)


def test_sections_add_up_to_the_share(main_result, main_blocks):
    counts = main_result.provenance["assumed"]["numbers_in_files"]

    columns = list(zip(*tables(main_blocks)["assumptions_by_section"].rows, strict=True))

    assert sum(columns[1]) == counts["of"]
    assert sum(columns[3]) == counts["assumed"]
    assert sum(columns[2]) == counts["of"] - counts["assumed"]


def test_sources_add_up_and_are_all_given_in_full(main_result):
    known = bibliography.entries()
    blocks = list(assumptions.sources([main_result, main_result]))
    rows = tables(blocks)["sources"].rows
    (full,) = of(Items, blocks)

    assert sum(line[2] for line in rows) == 450 - 383
    assert all(line[1] for line in rows if line[0].startswith("J25"))
    assert [text.split("`")[1] for text in full.entries] == [line[0] for line in rows]
    assert any("http" in text for text in full.entries)
    assert not any(mark in text for text in full.entries for mark in "*<>")
    assert {line[0] for line in rows} <= known.keys()


def test_every_value_is_in_the_long_table_and_a_range_is_read_in_words(main_result, main_blocks):
    table = tables(main_blocks)["premises"]
    heads = [column.head for column in table.columns]

    assert len(table.rows) == len(grounds.read(main_result.folder))
    trust = next(line for line in table.rows if line[0] == "parties.hamas.trust")
    value = trust[heads.index("Value")]
    assert value == "{uniform: [0.3, 0.7]}"
    assert table.columns[heads.index("Value")].written(value) == "0.3 to 0.7 (uniform)"
    assert "From day" not in heads


def test_a_source_counts_once_for_a_parameter_however_many_scenarios_have_it():
    rows = [
        row("obligations.one.day", source="J25T11", confidence="high"),
        row("obligations.one.day", source="J25T11", confidence="high", scenario="other"),
        row("obligations.one.worth", note="because of J25T11 and nothing else"),
        row("obligations.two.salience", source="J25T11", given_by="default"),
        row("obligations.three.day", source="Nobody1900", confidence=""),
    ]

    found = cited.sources(rows, bibliography.entries())

    assert found == [("J25T11", "high", 1, 1, 1), ("Nobody1900", "", 1, 0, 0)]
    assert "not in the bibliography" in cited.reference("Nobody1900", {})


def test_a_result_in_which_no_source_is_named_says_so(tmp_path):
    result = kept(tmp_path, row())
    blocks = list(assumptions.blocks(result))

    assert "No source is named by any of the premises." in told(assumptions.sources([result]))
    assert "The one number that the scenario's files give rests on assumption." in told(blocks)


@pytest.mark.parametrize(("names", "is_hidden"), [("fictional", True), ("real", False)])
def test_with_invented_names_no_source_is_given_in_full(tmp_path, names, is_hidden):
    blocks = list(assumptions.sources([kept(tmp_path, row(source="J25T11", names=names))]))

    assert bool(of(Items, blocks)) != is_hidden
    assert ("not given in full" in told(blocks)) == is_hidden


@pytest.mark.parametrize(("names", "is_hidden"), [("fictional", True), ("real", False)])
def test_with_invented_names_the_record_is_not_given_in_full_either(tmp_path, names, is_hidden):
    found = kept(tmp_path, row(names=names))
    told = (Paragraph("What happened (J25E036), judged by a score (Brier1950)."),)

    said = str(list(sections.sources([found], told)))

    assert "`Brier1950`: " in said
    assert ("`J25E036`: " not in said) == is_hidden


def test_whether_names_are_hidden_is_known_from_what_was_composed_and_not_from_a_command(tmp_path):
    grounds.write(
        tmp_path, grounds.of(composing.composed("scenario=november_2023", "names=fictional"))
    )

    blocks = list(assumptions.sources([Result(tmp_path, provenance={"command": ["run"]})]))

    assert "not given in full" in told(blocks)


# -- of several scenarios --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """The section of a comparison of three scenarios."""
    folder = tmp_path_factory.mktemp("compare")
    variant = {
        "base": "january_2025", "name": "wary", "set": {"parties.israel.trust": 0.2},
        "changes": [{"day": 22, "set": {"talks.learning": 0.2}}],
    }  # fmt: skip
    entries = variants.read(["january_2025", "no_mediators", variant], [])
    grounds.write(folder, *map(grounds.of_entry, entries))
    return list(assumptions.blocks(Result(folder, "compare")))


def test_of_a_comparison_the_base_is_shown_whole_and_others_where_they_differ(compared):
    shown = tables(compared)
    differ = shown["premises_that_differ"]

    assert "numbers that the files of `january_2025` give" in told(compared)
    assert len(shown["premises"].rows) == len(list(grounds.table(grounds.of(composing.composed()))))
    assert [line[:4] for line in differ.rows] == [
        ("wary", "parties.israel.trust", None, "0.2"),
        ("wary", "talks.learning", 22, "0.2"),
    ]
    heads = {one.head: place for place, one in enumerate(differ.columns)}
    assert {len(line) for line in differ.rows} == {len(heads)}
    assert all(any(line[place] for line in differ.rows) for place in heads.values())
    assert differ.rows[0][-1].startswith("{uniform")
    assert differ.rows[1][-1] is None


def test_what_a_scenario_of_a_comparison_lacks_is_said(compared):
    lacking = of(Items, compared)[-1].entries

    assert len(lacking) == 1
    assert lacking[0].startswith("`no_mediators` is without ")
    assert lacking[0].endswith("values of `january_2025`, in `mediators`.")


def test_of_several_scenarios_each_has_its_share(compared):
    lines = {line[0]: line for line in tables(compared)["assumptions_by_scenario"].rows}

    assert lines["january_2025"][1:4] == (450, 67, 383)
    assert lines["wary"][1:6] == (449, 67, 382, 1, 1)
    assert lines["no_mediators"][1] < 450


def test_scenarios_that_differ_in_nothing_have_no_table_of_differences(tmp_path):
    blocks = list(assumptions.blocks(kept(tmp_path, row(), row(scenario="other"))))

    assert "premises_that_differ" not in tables(blocks)
    assert not of(Items, blocks)


def test_of_a_backtest_the_cases_are_its_scenarios(tmp_path):
    some = [case for case in cases.CASES if case.scenario == "phase_two_talks"]
    grounds.write(tmp_path, *(grounds.of(replaying.composed(one), one.name) for one in some))

    shown = tables(assumptions.blocks(Result(tmp_path, "backtest")))

    first, second, third = (case.name for case in some)
    assert [line[0] for line in shown["assumptions_by_scenario"].rows] == [first, second, third]
    days = [line[5] for line in shown["assumptions_by_scenario"].rows]
    assert days == [0, 1, 5]
    assert [line[0] for line in shown["premises_that_differ"].rows] == [second] + [third] * 5


# -- of results that keep nothing ------------------------------------------------------------------


def test_a_result_without_the_table_says_so_and_gives_the_shares_of_its_record(tmp_path):
    shares = {"numbers_in_files": {"assumed": 3, "of": 4}, "defaults": {"assumed": 1, "of": 9}}

    blocks = list(assumptions.blocks(Result(tmp_path, provenance={"assumed": shares})))

    assert "`premises.csv` is not in its folder" in told(blocks)
    assert "Of the 4 numbers that the scenario's files give, 3 (75 %) rest" in told(blocks)


@pytest.mark.parametrize("found", [{}, {"assumed": None}, {"assumed": {"defaults": {"of": 3}}}])
def test_without_shares_in_the_record_it_says_no_more(tmp_path, found):
    (only,) = assumptions.blocks(Result(tmp_path, "compare", found))

    assert only == Paragraph(assumptions.UNKNOWN.format(why="`premises.csv` is not in its folder"))


# -- as files --------------------------------------------------------------------------------------


def test_the_section_is_written_as_a_page_and_in_print(main_blocks, compared):
    first = [one for one in main_blocks if not (isinstance(one, Table) and len(one.rows) > 60)]
    short = [one._replace(rows=one.rows[:5]) if isinstance(one, Table) else one for one in compared]
    shown = Document(
        "Title", "Subtitle", (Section("One", tuple(first)), Section("Two", tuple(short)))
    )

    page = html.page(shown)

    assert "383 (85\xa0%)" in page
    assert pdf.pages(shown).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["{a: !!bool x}", "[!!int x]", "{a: " + "[" * 5000, "[01e5]"])
def test_a_value_that_no_data_can_be_made_of_is_shown_as_it_stands(text):
    assert assumptions.shown(text) == text
