"""Several results in one report: their order, what they share, and what only they say together."""

import copy
import re
import types

import pytest
import small_results
from small_results import compare, outcome, tornado

from experiments import grounds, report
from experiments.reporting import alike, made, method, opened, sections, together
from sim.refusals import PremiseError
from sim.report import html, pdf
from sim.report.document import Code, Column, Items, Paragraph, Section, Table

STANDS = "standing_at_horizon"
UP = ("firm_guarantee", STANDS, 0.271, 0.243, 0.301)
DOWN = ("no_us_pressure", STANDS, -0.1, -0.12, -0.08)
UNCLEAR = ("firm_guarantee", STANDS, 0.01, -0.02, 0.04)
WAR, HOPE = "parties.israel.war_prospect", "parties.hamas.hope"


def effect(value, low, high, factor=WAR, setting=0.2, name=STANDS):
    """A row of a tornado."""
    return (name, factor, setting, value, low, high)


def results(*folders):
    """The results in some folders."""
    return opened.results(folders)


def lines(blocks):
    """All that some blocks say, a text an entry."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
            yield from lines(block.blocks)
        elif isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, (Items, Code)):
            yield from block[0]


def said(tmp_path, differences, effects, **changes):
    """What a comparison and a tornado say together."""
    two = compare(tmp_path / "a", differences), tornado(tmp_path / "b", effects, **changes)
    return list(lines(together.blocks(results(*two))))


# -- a comparison and a tornado -------------------------------------------------------------------


def test_the_differences_stand_beside_what_single_factors_move(tmp_path):
    effects = [
        effect(0.206, 0.181, 0.233), effect(0.1, 0.08, 0.12, HOPE), effect(0.05, 0.03, 0.07),
        effect(-0.168, -0.194, -0.144, setting=0.6), effect(-0.3, -0.61, 0.01, HOPE),
    ]  # fmt: skip

    told = said(tmp_path, [UP, DOWN], effects)

    assert told[1] == (
        "The truce stands at the end: scenarios change it by -10.0 points (95 % interval -12.0 to "
        "-8.0; `no_us_pressure`) and +27.1 points (95 % interval +24.3 to +30.1; "
        f"`firm_guarantee`); single factors move it by -16.8 points (95 % interval -19.4 to -14.4; "
        f"`{WAR}` at 0.6) and +20.6 points (95 % interval +18.1 to +23.3; `{WAR}` at 0.2); which "
        "goes further these runs do not tell."
    )
    assert "start from the same premises, so that" in told[0]


@pytest.mark.parametrize(
    ("differences", "effects", "verdict"),
    [
        ([UP], [effect(0.2, 0.18, 0.22)], "the larger difference goes further than any of these"),
        ([UP], [effect(0.2, 0.18, 0.25)], "which goes further these runs do not tell."),
        ([UP], [effect(-0.2, -0.25, -0.1)], "which goes further these runs do not tell."),
        ([UP], [effect(0.4, 0.35, 0.45)], "a single factor goes further than any of these scen"),
        ([UP], [effect(-0.4, -0.45, -0.35)], "a single factor goes further than any of these sc"),
        ([UP], [effect(0.2, 0.18, 0.22), effect(0.1, -0.3, 0.5)], "which goes further these runs"),
    ],
)
def test_one_goes_further_only_where_no_interval_reaches_the_other(
    differences, effects, verdict, tmp_path
):
    assert verdict in said(tmp_path, differences, effects)[1]


def test_where_nothing_is_clear_that_is_said_and_nothing_is_compared(tmp_path):
    told = said(tmp_path, [UNCLEAR], [effect(0.01, -0.01, 0.03)])

    assert told[1] == (
        "The truce stands at the end: no difference between scenarios is clear of luck; no single "
        "factor is seen to move it."
    )
    assert not any("python -m" in text for text in told)


def test_one_side_may_be_clear_and_the_other_not(tmp_path):
    (tmp_path / "other").mkdir()

    first = said(tmp_path, [UP], [effect(0.01, -0.01, 0.03)])[1]
    second = said(tmp_path / "other", [UNCLEAR], [effect(0.2, 0.18, 0.22)])[1]

    assert first.endswith("`firm_guarantee`); no single factor is seen to move it.")
    assert "no difference between scenarios is clear of luck; single factors move it by" in second
    assert "further" not in first + second


def test_only_outcomes_that_both_have_are_laid_side_by_side(tmp_path):
    days = ("firm_guarantee", "truce_days_to_horizon", 24.9, 22.8, 27.1)
    effects = [
        effect(-22.5, -24.6, -20.5, name="truce_days_to_horizon"),
        effect(1, 1, 1, name="deaths"),
    ]

    told = said(tmp_path, [UP, days], effects)

    items = [text for text in told if "single factors move it" in text]
    assert items == [
        "Days of truce: the scenario changes it by +24.9 (95 % interval +22.8 to +27.1; "
        "`firm_guarantee`); single factors move it by -22.5 (95 % interval -24.6 to -20.5; "
        f"`{WAR}` at 0.2); which goes further these runs do not tell."
    ]


def test_no_outcome_in_common_is_said(tmp_path):
    told = said(tmp_path, [UP], [effect(1, 1, 1, name="deaths")])

    assert told == [
        "Result 1 (compare) and result 2 (sensitivity) start from the same premises, and have no "
        "outcome in common."
    ]


def test_differences_on_other_luck_are_said_to_be_so(tmp_path):
    told = said(tmp_path, [UP], [effect(0.2, 0.18, 0.22)], seed=2, runs=64, code_hash="d" * 16)

    assert (
        "start from the same premises, though on seed 1 and seed 2, 1,000 runs and 64 runs of each "
        "point and different versions of the program, so that"
    ) in told[0]


def test_it_asks_for_the_comparison_where_a_factor_moves_the_outcome_most(tmp_path):
    effects = [effect(0.2, 0.18, 0.22), effect(-0.1, -0.12, -0.08, HOPE, 0.35)]

    told = said(tmp_path, [UP], effects)

    assert told[-2:] == [
        f"python -m experiments.compare {HOPE}=0.35",
        f"python -m experiments.compare {WAR}=0.2",
    ]


@pytest.mark.parametrize(
    ("key", "is_asked"),
    [("parties.israel.war_prospect", False), ("parties.israel.war_cost", True)],
)
def test_no_factor_is_set_that_the_scenarios_differ_in(key, is_asked, tmp_path):
    other = copy.deepcopy(small_results.premises())
    other["parties"]["israel"][key.rpartition(".")[2]] = 0.123
    scenarios = {"january_2025": small_results.premises(), "firm_guarantee": other}
    first = compare(tmp_path / "a", [UP], scenarios)
    second = tornado(tmp_path / "b", [effect(0.2, 0.18, 0.22)])

    told = list(lines(together.blocks(results(first, second))))

    assert any(f"{WAR}=0.2" in text for text in told) == is_asked


# -- bases that differ ----------------------------------------------------------------------------


def changed(**war):
    """The premises with some traits of a party changed."""
    found = copy.deepcopy(small_results.premises())
    found["parties"]["israel"].update(war)
    return found


def test_bases_are_compared_by_their_premises_and_not_by_their_names(tmp_path):
    told = said(tmp_path, [UP], [effect(0.2, 0.18, 0.22)], held=changed(war_cost=0.2, hope=0.1))

    assert told == [
        "Result 1 (compare) beside result 2 (sensitivity): they do not start from the same "
        "premises, `parties.israel.war_cost` and `parties.israel.hope` being different. What "
        "result 2 says of assumptions is about its own base, and need not hold for the other."
    ]


def test_titles_and_the_record_make_no_other_base(tmp_path):
    held = {**small_results.premises(), "title": "Another", "record": {"last_day": 3}}

    assert (
        "start from the same premises, so that"
        in said(tmp_path, [UP], [effect(0.2, 0.18, 0.22)], held=held)[0]
    )


def test_a_posterior_makes_another_base(tmp_path):
    told = said(tmp_path, [UP], [effect(0.2, 0.18, 0.22)], posterior="0123")

    assert "they do not start from the same premises, `posterior` being different." in told[0]


def test_where_a_base_is_in_no_file_nothing_is_claimed(tmp_path):
    told = said(tmp_path, [UP], [effect(0.2, 0.18, 0.22)], held={})

    assert told == [
        "Result 1 (compare) beside result 2 (sensitivity): whether they start from the same "
        "premises is in none of the files."
    ]


def test_a_single_result_says_nothing_together(tmp_path):
    assert list(together.blocks(results(compare(tmp_path / "a", [UP])))) == []


# -- which results, and in which order ------------------------------------------------------------


def headings(document):
    """The headings under each section."""
    return [
        [one.title for one in section.blocks if isinstance(one, Section)]
        for section in document.sections
    ]


def several(tmp_path):
    """Two comparisons and a backtest."""
    first = compare(tmp_path / "a", [UP])
    second = compare(tmp_path / "b", [DOWN], config_hash="d" * 16)
    third = small_results.backtest(tmp_path / "c", [outcome(), outcome("given_days_17_18")]).folder
    return first, second, third


def test_results_stay_in_the_order_in_which_they_are_given(tmp_path):
    first, second, third = several(tmp_path)
    names = ["Result 1 (backtest)", "Result 2 (compare)", "Result 3 (compare)"]

    document = sections.document(results(third, second, first))

    assert headings(document)[3] == names
    assert list(lines(document.sections[0].blocks))[2] == (
        "Result 3 (compare): firm_guarantee beside january_2025."
    )


def test_tables_of_several_results_have_names_of_their_own(tmp_path):
    for name in ("x", "y"):
        report.main([*map(str, several(tmp_path)), f"out={tmp_path / name}"])

    found = {path.name for path in (tmp_path / "x" / "tables").glob("*.csv")}
    assert {"1_levels.csv", "2_levels.csv", "3_cases.csv", "provenance.csv"} <= found
    assert (tmp_path / "x" / "report.html").read_bytes() == (
        tmp_path / "y" / "report.html"
    ).read_bytes()


def what_it_rests_on(document):
    """The section on premises."""
    (found,) = (one for one in document.sections if one.title.startswith("What it rests on"))
    return found


def test_what_stands_under_an_earlier_result_word_for_word_is_not_repeated(tmp_path):
    first, second, third = several(tmp_path)
    rests = what_it_rests_on(sections.document(results(first, second, third)))

    told = [list(lines(one.blocks)) for one in rests.blocks]

    assert told[0][0].startswith("This report cannot show what the numbers of the result rest on")
    assert told[1] == ["As under result 1 (compare), in every word."]


@pytest.mark.parametrize("kept", ["the same", "another"])
def test_the_same_table_of_premises_is_given_once(kept, tmp_path):
    first, second, _ = several(tmp_path)
    row = "january_2025,parties.israel.trust,,0.5,share,trust,true,assumption,,,file,a.yaml,real"
    head = ",".join(grounds.Row._fields)
    for folder, last in (
        (first, row),
        (second, row if kept == "the same" else row.replace("0.5", "0.6")),
    ):
        (folder / grounds.FILE).write_text(f"{head}\n{last}\n")

    rests = what_it_rests_on(sections.document(results(first, second))).blocks[1]

    is_told = any(isinstance(block, Table) for block in rests.blocks)
    assert is_told == (kept == "another")


@pytest.mark.parametrize("copied", [False, True])
def test_the_same_result_given_twice_is_refused(copied, tmp_path):
    first = compare(tmp_path / "a", [UP])
    second = compare(tmp_path / "b", [UP]) if copied else tmp_path / "a" / ".." / "a"

    with pytest.raises(PremiseError) as error:
        results(first, second)

    why = f"holds the same result as '{first}'; give one of them" if copied else "is given twice"
    assert f"results: '{second}' {why}" in str(error.value)


@pytest.mark.parametrize("changes", [{"seed": 2}, {"code_hash": "d" * 16}, {"config_hash": "d"}])
def test_results_that_differ_in_seed_code_or_configuration_are_two(changes, tmp_path):
    assert (
        len(results(compare(tmp_path / "a", [UP]), compare(tmp_path / "b", [UP], **changes))) == 2
    )


def test_a_kind_of_which_no_report_tells_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(opened, "KINDS", (*opened.KINDS, "audit"))
    small_results.provenance(tmp_path / "a", "audit")

    with pytest.raises(PremiseError, match="is a result of audit, of which no report tells; it"):
        sections.document(results(tmp_path / "a"))


# -- what sets them apart -------------------------------------------------------------------------


def origin(tmp_path, **changes):
    """What provenance says of two comparisons, one of them with changes."""
    two = compare(tmp_path / "a", [UP]), compare(tmp_path / "b", [DOWN], **changes)
    return list(made.origin(results(*two)))


def test_results_of_different_code_are_said_to_be_so(tmp_path):
    told = "\n".join(lines(origin(tmp_path, code_hash="d" * 16, commit="e" * 40)))

    assert f"result 1 by code `{'a' * 16}`; result 2 by code `{'d' * 16}`." in told
    assert "Some name the same commit" not in told


def test_different_code_of_one_commit_was_changed_after_it(tmp_path):
    told = "\n".join(lines(origin(tmp_path, code_hash="d" * 16)))

    assert "Some name the same commit all the same: at least one of them was made with" in told


def test_results_of_the_same_code_are_said_to_be_so_and_the_rest_is_told_apart(tmp_path):
    changes = {"config_hash": "d" * 16, "seed": 5, "libraries": {"numpy": "2.3"}}
    told = "\n".join(lines(origin(tmp_path, **changes)))

    assert "All results were made by the same version of the program." in told
    assert "were not the same for all results: result 1; result 2." in told
    assert "played on different luck: result 1 seed 1; result 2 seed 5." in told


def test_what_all_results_share_is_said_once(tmp_path):
    own, shared = (
        block for block in origin(tmp_path, config_hash="d" * 16) if isinstance(block, Table)
    )

    assert [row[0] for row in own.rows] == ["Configuration (hash)"]
    assert ("Seed", "1") in shared.rows


def test_the_method_is_told_once_with_what_each_scenario_has(tmp_path):
    first, second, third = several(tmp_path)

    told = list(lines(method.blocks(results(first, second, third))))

    assert [text for text in told if text.startswith("Results 1 and 2: 2 parties")]
    assert "How many actors and obligations there are stands in no file of result 3." in told
    assert len(set(told)) == len(told)


def test_each_result_is_made_again_in_a_folder_of_its_own(tmp_path):
    told = list(lines(made.again(results(*several(tmp_path)))))

    folders = [text.rpartition("=")[2] for text in told if "out=" in text]
    assert folders == ["again-1", "again-2", "again-3"]


# -- three levels of headings ---------------------------------------------------------------------


def nested(result):
    """A result's section that has sections itself."""
    columns = (Column("What"),)
    yield Paragraph("Before.")
    for name in ("one", "two"):
        yield Section(f"Part {name}", (Table(result.named(name), "Told", columns, (("x",),)),))


def test_sections_within_those_of_results_have_headings_and_places_of_their_own(
    tmp_path, monkeypatch
):
    tells = types.SimpleNamespace(title=lambda result: "Told", headline=nested)
    monkeypatch.setattr(sections, "module", lambda result: tells)
    two = results(compare(tmp_path / "a", [UP]), compare(tmp_path / "b", [UP], seed=2))

    document = sections.document(two)
    page = html.page(document)

    ids = re.findall(r' id="([^"]+)"', page)
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert len(set(ids)) == len(ids)
    assert {f"section-2-{place}-{part}" for place in (1, 2) for part in (1, 2)} <= set(ids)
    assert levels.count(4) == 4
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert pdf.pages(document).startswith(b"%PDF")


def test_few_names_are_listed_and_the_rest_counted():
    assert alike.few(["a", "b"]) == "`a` and `b`"
    assert alike.few(list("abcdef")) == "`a`, `b`, `c`, `d` and 2 more"
