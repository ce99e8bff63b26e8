"""What a report says of a backtest: numbers as in its tables, and never more than they bear."""

import csv
import itertools
import re

import pytest
import small_results
from small_results import outcome, truth

from experiments import backtest, report
from experiments.backtesting import said, told
from experiments.reporting import of_backtest, sections
from experiments.reporting.opened import Result
from experiments.reporting.record import judged, misses
from sim import bibliography, scores
from sim.report import html, pdf
from sim.report.document import Items, Paragraph, Section, Table

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("report_backtest")

LESSON = "A step is a day in the model."


def texts(blocks):
    """All that some blocks say, but for tables."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
            yield from texts(block.blocks)
        elif isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from block.entries


def tables(blocks):
    """The tables among some blocks, by name."""
    found = {}
    for block in blocks:
        if isinstance(block, Section):
            found |= tables(block.blocks)
        elif isinstance(block, Table):
            found[block.name] = block
    return found


def said_of(result):
    """All that the report on a result says, as one text."""
    return "\n".join(texts(sections.document([result]).sections))


def lead(tmp_path, *outcomes):
    """The first sentence of what came of some outcomes."""
    return next(of_backtest.headline(small_results.backtest(tmp_path, outcomes))).text


MISSED = {"happened": 9, "covered": "no"}


# -- in how many outcomes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ([outcome(name="a"), outcome(name="b", **MISSED)], "in 1 of 2 scored outcomes."),
        ([outcome(name="a"), outcome(name="b")], "in all of 2 scored outcomes."),
        ([outcome(name=name, **MISSED) for name in "abc"], "in none of 3 scored outcomes."),
        ([outcome()], "in the one scored outcome."),
        ([outcome(**MISSED)], "in none of one scored outcome."),
        ([outcome(name="a"), outcome(name="b", use="given")], "(1 more outcome given to the model"),
        ([outcome(use="given")], "all of its outcomes were given to the model, and none is scored"),
    ],
)
def test_it_leads_with_how_many_outcomes_the_runs_hold(outcomes, sentence, tmp_path):
    assert sentence in lead(tmp_path, *outcomes)


def test_what_was_given_to_the_model_counts_neither_as_covered_nor_as_missed(tmp_path):
    result = small_results.backtest(tmp_path, [outcome(name="a"), outcome(use="given", **MISSED)])

    assert "in the one scored outcome (1 more outcome given" in said_of(result)
    assert "Outside the central 90 % of runs: none." in said_of(result)


def test_it_leads_with_how_many_outcomes_could_hardly_have_been_missed(tmp_path):
    wide = {"kind": "day", "happened": 40, "low": 20.0, "high": 85.0, "width": 65.0}
    either = [truth(name, "yes", 0.5) for name in "ab"]
    others = [truth("c", "yes", 1.0), outcome(name="e", **MISSED)]

    told = lead(tmp_path, *either, *others, outcome(name="d", **wide))

    assert "3 of 5 scored outcomes could hardly have been missed (2 are yes or no of which" in told
    assert "and 1 is a day or a length with a wide span). Of the other 2, what happened" in told
    assert told.endswith("lies inside the central 90 % of runs in 1.")


@pytest.mark.parametrize(
    ("measure", "low", "until", "is_easy"),
    [
        ("limbo_days", 32.0, 84, True),  # over a month
        ("longest_wait", 20.0, 33, True),  # over half of 17 days
        ("longest_wait", 8.0, 33, False),
        ("delivered", 80.0, 84, False),  # no days
    ],
)
def test_a_length_in_days_with_a_wide_span_could_hardly_have_been_missed(
    measure, low, until, is_easy, tmp_path
):
    found = configuration(crises={"measure": measure})
    one = outcome(low=0.0, high=low, width=low, until=until)

    told = next(of_backtest.headline(small_results.backtest(tmp_path, [one], (), found))).text

    assert ("could hardly have been missed" in told) == is_easy


def test_a_wide_span_that_what_happened_is_outside_of_counts_as_missed(tmp_path):
    wide = {"kind": "day", "happened": 10, "low": 20.0, "high": 85.0, "width": 65.0}

    told = lead(tmp_path, outcome(name="a"), outcome(name="d", **wide, covered="no"))

    assert "hardly" not in told
    assert "in 1 of 2 scored outcomes." in told


@pytest.mark.parametrize(
    ("kind", "happened", "median", "is_far"),
    [("day", 40, 47.0, False), ("day", 40, 48.0, True), ("day", 40, 32.0, True),
     ("number", 25, 20.0, False), ("number", 25, 19.0, True), ("number", 0, 1.0, True)],
)  # fmt: skip
def test_a_median_far_from_what_happened_is_named_on_either_side(
    kind, happened, median, is_far, tmp_path
):
    one = outcome(kind=kind, happened=happened, low=0.0, median=median, high=84.0, width=20.0)
    result = small_results.backtest(tmp_path, [one])

    lead, after = list(of_backtest.headline(result))[:2], list(texts(of_backtest.changes(result)))

    assert ("in 1 the median of runs lies far from" in "\n".join(texts(lead))) == is_far
    (place,) = [i for i, text in enumerate(after) if text.startswith("Covered, but the median")]
    assert after[place].endswith("none.") != is_far
    assert after[place + 1].startswith("Crises (`known_on_day_16`)") == is_far


def test_of_a_scenario_that_is_played_again_only_what_is_another_is_told(tmp_path):
    scores = [score("runs", "crps", 0.52)]
    first = [outcome(name="a"), outcome(name="b"), truth("c", "yes", 0.6)]
    second = [
        outcome("given_days_17_18", "a"),
        outcome("given_days_17_18", "b", median=5.0),
        truth("c", "yes", 0.7, case="given_days_17_18"),
    ]
    blocks = list(of_backtest.headline(small_results.backtest(tmp_path, first + second, scores)))

    (table,) = [one for name, one in tables(blocks).items() if name == "coverage_given_days_17_18"]
    assert [row[1] for row in table.rows] == ["b"]
    assert "In 2 outcomes the runs lie as in `known_on_day_16`" in "\n".join(texts(blocks))


@pytest.mark.parametrize(("share", "is_covered"), [(0.3, True), (0.03, False)])
def test_only_what_is_covered_is_told_among_what_most_runs_did_otherwise(
    share, is_covered, tmp_path
):
    result = small_results.backtest(tmp_path, [truth("talks", "yes", share)])

    told = list(texts(of_backtest.changes(result)))

    assert ("Covered, but most runs did otherwise: none." not in told) == is_covered
    assert ("Outside the central 90 % of runs: none." in told) == is_covered


@pytest.mark.parametrize(
    ("one", "way"),
    [
        (outcome(**MISSED), "9; median of runs 3, central 90 % 0 to 6, so that it lies above."),
        (
            outcome(low=4.0, median=5.0, width=2.0, covered="no"),
            "3; median of runs 5, central 90 % 4 to 6, so that it lies below.",
        ),
        (truth("talks", "no", 1.0), "no, as in 0 of 1,000 runs."),
        (truth("talks", "yes", 0.03), "yes, as in 30 of 1,000 runs."),
        (
            outcome(runs=0, low="", median="", high="", width="", covered="no"),
            "3; no run has it.",
        ),
    ],
)
def test_a_miss_says_on_which_side_it_lies_or_how_many_runs_did_the_same(one, way, tmp_path):
    result = small_results.backtest(tmp_path, [one])

    assert way in "\n".join(texts(of_backtest.headline(result)))
    assert way in "\n".join(texts(of_backtest.changes(result)))


def test_the_width_stands_beside_each_outcome_and_so_do_those_that_few_runs_have(tmp_path):
    result = small_results.backtest(
        tmp_path, [outcome(runs=312, happened=2), truth("talks", "no", 0.0)]
    )

    rows = tables(of_backtest.headline(result))["coverage_known_on_day_16"].rows

    assert rows == (
        (3, "crises (of 312 runs)", "2", "3", "0 to 6", "6", "yes", "J25E036, J25E047"),
        (3, "talks", "no", "yes in 0 %", "only no", None, "yes", "J25E036, J25E047"),
    )


# -- scores ---------------------------------------------------------------------------------------


def score(by, kind, value, difference="", baseline=""):
    """A row of the scores of an outcome."""
    case = ("known_on_day_16", "phase_two_talks", 1, "crises", "number")
    return (*case, by, baseline, kind, value, difference)


def test_differences_from_a_baseline_stand_before_the_scores_by_themselves(tmp_path):
    scores = [
        score("runs", "crps", 0.52), score("runs", "pit", 0.4),
        score("constant_hazard", "crps", 0.4, 0.12, "crises"),
        score("base_rate", "crps", 0.6, -0.08, "other_ceasefires"),
    ]  # fmt: skip
    result = small_results.backtest(tmp_path, [outcome()], scores)

    blocks = list(of_backtest.headline(result))
    found = tables(blocks)

    assert list(found)[1:] == ["differences_known_on_day_16", "scores_known_on_day_16"]
    assert found["differences_known_on_day_16"].rows == (
        ("crises", "constant hazard: crises", "CRPS", 0.12, 0.52, 0.4),
        ("crises", "base rate: other ceasefires", "CRPS", -0.08, 0.52, 0.6),
    )
    assert found["scores_known_on_day_16"].rows == (("crises", "3", None, "CRPS", 0.52, 0.4),)
    sentence = "Of 2 scores beside a baseline, the baseline was nearer to what happened in 1: "
    assert f"{sentence}crises (constant hazard: crises)." in "\n".join(texts(blocks))
    assert "There is no interval to it" in "\n".join(texts(blocks))


def test_a_chance_never_reads_as_certain_nor_a_score_as_nothing():
    assert [judged.chance(one) for one in (0.5, 0.9961, 1.0)] == ["0.50", "0.9961", "1.0000"]
    assert [judged.figure(one) for one in (0.0, 0.00005, 0.004, 0.5)] == [
        "0.00", "under 0.0001", "0.0040", "0.50",
    ]  # fmt: skip


@pytest.mark.parametrize(("use", "is_said"), [("in_sample", True), ("retrospective", False)])
def test_only_of_a_case_that_is_in_sample_throughout_it_is_said_that_the_model_knew_it(
    use, is_said, tmp_path
):
    outcomes = [outcome(name="a", use="in_sample"), outcome(name="b", use=use)]

    told = "\n".join(texts(of_backtest.headline(small_results.backtest(tmp_path, outcomes))))

    assert (said.ALIKE in told) == is_said


def test_outcomes_without_scores_have_no_table_of_them(tmp_path):
    blocks = list(of_backtest.headline(small_results.backtest(tmp_path, [outcome()])))

    assert list(tables(blocks)) == ["coverage_known_on_day_16"]
    assert "baseline" not in "\n".join(texts(blocks))


# -- what may be concluded ------------------------------------------------------------------------


def test_nothing_is_sold_as_a_validation(tmp_path):
    told = said_of(small_results.backtest(tmp_path, [outcome()]))

    assert of_backtest.NO_VALIDATION in told
    assert said.FITTED in told
    assert "out of sample" not in told.replace("never out of sample", "")
    assert "their number is not a number of tests" in told
    assert re.search(r"\bvalid(?!ation\. Where)", told) is None


def configuration(**happened):
    """The configuration of a case whose record says something of some outcomes."""
    premises = small_results.premises()
    usual = {"label": "crises", "pattern": 3, "measure": "crises", "until": 42, "value": 3}
    told = {name: {**usual, "source": ["J25E050"], **one} for name, one in happened.items()}
    record = {**premises["record"], "happened": told, "last_day": 59}
    calendar = {**premises["calendar"], "first_day": 17}
    played = {**premises, "record": record, "calendar": calendar}
    dated = [{"day": 17, "set": {"relocation.proposal": 0.8}}]
    return {
        "runs": 1000,
        "seed": 1,
        "cases": {"known_on_day_16": {"scenario": "phase_two_talks", "scores": "retrospective"}},
        "scenarios": {"known_on_day_16": {**played, "changes": dated}},
    }


def test_a_miss_tells_what_the_record_says_of_the_model_and_a_hit_does_not(tmp_path):
    found = configuration(crises={"lesson": LESSON}, talks={"lesson": "Talks are one bargain."})
    outcomes = [outcome(**MISSED), outcome(name="talks"), outcome(name="trades", **MISSED)]

    result = small_results.backtest(tmp_path, outcomes, (), found)
    text = "\n".join(texts(of_backtest.changes(result)))

    assert f"so that it lies above. {LESSON}" in text
    assert f"What happened lies above the median of the runs. {told.UNKNOWN}" in text
    assert "Talks are one bargain." not in text


def test_days_and_later_events_are_those_of_the_configuration(tmp_path):
    text = said_of(small_results.backtest(tmp_path, [outcome()], (), configuration()))

    assert "Days 17 to 59 of January 2025 are called retrospective, never out of sample" in text
    assert "`known_on_day_16` is given what came later: day 17: relocation.proposal to 0.8." in text
    assert "2 parties, 4 mediators" in text
    assert of_backtest.NOT_KEPT not in text


def test_a_result_without_its_configuration_says_so_and_makes_nothing_up(tmp_path):
    text = said_of(small_results.backtest(tmp_path, [outcome(**MISSED)]))

    assert of_backtest.NOT_KEPT in text
    assert told.UNKNOWN not in text
    assert "How many actors and obligations there are stands in no file of the result." in text


def test_a_miss_in_several_cases_of_a_scenario_is_told_once(tmp_path):
    cases = ("known_on_day_16", "proposal_of_day_17", "given_days_17_18")
    result = small_results.backtest(tmp_path, [outcome(case, **MISSED) for case in cases])

    told = [text for text in texts(of_backtest.changes(result)) if text.startswith("Crises")]

    named = "(`known_on_day_16`, and in `proposal_of_day_17` and `given_days_17_18`)"
    assert len(told) == 1
    assert named in told[0]


def test_cases_of_a_scenario_are_laid_beside_each_other(tmp_path):
    first = [outcome(name="a"), outcome(name="b", **MISSED), outcome(name="c")]
    second = [outcome("given_days_17_18", one["outcome"]) for one in first[:2]]
    second.append(outcome("given_days_17_18", "c", **MISSED))

    lines = list(texts(of_backtest.sensitivity(small_results.backtest(tmp_path, first + second))))

    assert lines[0].endswith("on the same luck: Covered as well: b. No longer covered: c.")


def test_it_says_which_yes_or_no_the_fewest_runs_cover(tmp_path):
    result = small_results.backtest(
        tmp_path, [truth("talks", "yes", 0.6), truth("tents", "no", 0.83), outcome()]
    )

    text = "\n".join(texts(of_backtest.changes(result)))

    needed = "of 1,000 runs, 51 for a yes and 50 for a no"
    assert f"{needed}. Fewest did as it happened in: tents (`known_on_day_16`), 170" in text


@pytest.mark.parametrize("runs", [1, 19, 20, 21, 50, 60, 100, 1000])
def test_so_many_runs_cover_a_yes_or_a_no_and_one_fewer_does_not(runs):
    for answer in (True, False):
        enough = misses.enough(runs, answer)
        for count, is_held in ((enough, True), (enough - 1, False)):
            low, _, high = scores.central([answer] * count + [not answer] * (runs - count))
            assert (low <= answer <= high) == is_held

    assert misses.needed(50) == "3"
    assert misses.needed(100) == "6 for a yes and 5 for a no"


def test_every_source_that_is_named_is_given_in_full(tmp_path):
    found = configuration(crises={"note": "two, by one count (J25E050)"})
    scores = [score("runs", "crps", 0.52)]
    result = small_results.backtest(tmp_path, [outcome()], scores, found)
    known = bibliography.entries()

    (section,) = [one for one in sections.document([result]).sections if one.title == "Sources"]
    listed = [text for text in texts(section.blocks) if text.startswith("`")]
    keys = {text[1:].partition("`")[0] for text in listed}

    named = set(re.findall(r"\b[A-Z]\w+\d\b", said_of(result))) & set(known)
    assert {"J25E036", "J25E047", "J25E050", "J25E031", "Brier1950"} <= keys
    assert {key for key in named if key not in keys} == set()
    assert all(len(text) > 40 and "*" not in text for text in listed)


def test_what_was_learnt_later_is_told_with_the_day_that_the_record_gives(tmp_path):
    found = configuration()
    found["scenarios"]["known_on_day_16"]["calendar"]["first_day"] = 12

    assert "What came by day 11 is given" in said_of(
        small_results.backtest(tmp_path, [outcome()], (), found)
    )


def test_cases_of_one_truce_are_not_told_as_several(tmp_path):
    cases = ("known_on_day_16", "from_day_1", "november_2023")
    found = configuration()
    starts = ("2025-01-19", "2025-01-19", "2023-11-24")
    found["scenarios"] = {
        case: {**found["scenarios"]["known_on_day_16"], "start": start}
        for case, start in zip(cases, starts, strict=True)
    }
    found["cases"] = {case: {"scenario": "one", "scores": "retrospective"} for case in cases}

    text = said_of(small_results.backtest(tmp_path, map(outcome, cases), (), found))

    assert "3 cases of 2 truces were played" in text
    assert "Cases of one truce are no further truces" in text


# -- the report -----------------------------------------------------------------------------------


def test_a_report_is_written_twice_with_the_same_bytes(tmp_path):
    small_results.backtest(tmp_path / "one", [outcome(), truth("talks", "yes", 0.5)])

    for name in ("first", "second"):
        report.main([str(tmp_path / "one"), f"out={tmp_path / name}"])

    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes()
         for path in (tmp_path / name).rglob("*.*")}
        for name in ("first", "second")
    )  # fmt: skip
    assert first == second
    assert {str(path) for path in first} >= {"report.html", "report.pdf", "tables/cases.csv"}


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A backtest that was played."""
    folder = tmp_path_factory.mktemp("backtest") / "one"
    backtest.main(["runs=12", "seed=3", "threads=1", f"out={folder}"])
    return folder


@pytest.mark.slow
def test_what_is_said_of_a_played_backtest_agrees_with_its_tables(played):
    with (played / "coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["use"] != "given"]
    result = Result(played)

    blocks = {one.title: one for one in of_backtest.headline(result) if isinstance(one, Section)}

    assert len(blocks) == 5
    for case, own in itertools.groupby(rows, lambda row: row["case"]):
        own = list(own)
        [section] = [one for title, one in blocks.items() if title.startswith(f"`{case}`")]
        inside = sum(row["covered"] == "yes" for row in own)
        text = "\n".join(texts(section.blocks))
        assert f"of {len(own)} scored outcomes" in text
        hardly = re.search(r"(\d+) of \d+ scored outcomes could hardly", text)
        easy = int(hardly[1]) if hardly else 0
        assert easy <= inside
        assert f"in {inside - easy}" in text or "runs in all" in text
        beside = re.compile(r": .*(so that it lies (above|below)|, as in .* runs|no run has it)\.$")
        told = {text for text in texts(section.blocks) if beside.search(text)}
        missed = {row["label"] for row in own if row["covered"] == "no"}
        assert {text.partition(": ")[0].lower() for text in told} == {
            label.lower() for label in missed
        }


@pytest.mark.slow
def test_a_played_backtest_becomes_a_page_and_a_print(played):
    document = sections.document([Result(played)])

    assert "known_on_day_16" in html.page(document)
    assert pdf.pages(document).startswith(b"%PDF")
