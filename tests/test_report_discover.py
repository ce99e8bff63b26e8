"""What a report says of conditions that were looked for, and of a value that was searched."""

import pytest
import reported
import yaml

from experiments import csv_files
from experiments.discovering import findings, search_told
from experiments.reporting import of_boxes, of_discover, of_search
from experiments.reporting.conditions import boxes, searched
from experiments.reporting.conditions import tables as box_tables
from experiments.reporting.opened import Result
from sim import outcomes

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("report_discover")

GUARANTEE, WAR = "mediators.us.guarantee_hamas", "parties.israel.war_prospect"
SWEEP = (
    f"design.decisions={{{GUARANTEE}: [0, 0.4]}}",
    f"design.uncertainties={{{WAR}: {{uniform: [0, 0.8]}}, "
    "parties.israel.hope: {uniform: [0.2, 0.9]}, parties.hamas.hope: {uniform: [0.2, 0.9]}}",
    "design.sample=latin_hypercube", "design.points=44", "design.outcomes=[talks, deaths]",
    "runs=20",
)  # fmt: skip
LOOKED = {
    "found": ("outcome=talks", "threshold=0.8"),
    "below": ("outcome=talks", "threshold=0.3", "side=below"),
    "nowhere": ("outcome=talks", "threshold=0.999"),
    "everywhere": ("outcome=talks", "threshold=0.01"),
    "none": ("outcome=deaths", "threshold=100000"),
    "amount": ("outcome=deaths", "threshold=140"),
}
SEARCHED = {
    "reached": ("share=0.6", "between=[0,0.6]", "runs=200"),
    "not_reached": ("share=0.95", "between=[0,0.2]", "runs=50"),
    "always": ("share=0.05", "between=[0,0.2]", "runs=50"),
    "one_run": ("share=0.5", "between=[0,0.2]", "runs=1"),
}


@pytest.fixture(scope="session")
def swept(tmp_path_factory):
    """A small sweep to look in."""
    folder = tmp_path_factory.mktemp("swept") / "sweep"
    return reported.left(folder, "experiments.sweep", *SWEEP, drawn=False)


@pytest.fixture(scope="session")
def looked(swept, tmp_path_factory):
    """Conditions looked for in it, with every kind of answer."""
    root = tmp_path_factory.mktemp("looked")
    return {
        name: reported.left(
            root / name, "experiments.discover", str(swept), *given, "resamples=20", "boxes=1",
            drawn=name == "found",
        )
        for name, given in LOOKED.items()
    }  # fmt: skip


@pytest.fixture(scope="session")
def sought(tmp_path_factory):
    """Values searched: one that is there, and those that are out of the range."""
    root = tmp_path_factory.mktemp("sought")
    return {
        name: reported.left(
            root / name, "experiments.discover", f"find={GUARANTEE}", "outcome=talks", "grid=4",
            *given, drawn=name == "reached",
        )
        for name, given in SEARCHED.items()
    }  # fmt: skip


def told(result):
    """All that a result says, as text."""
    sections = ("question", "scenarios", "headline", "sensitivity", "changes")
    found = [reported.text(getattr(of_discover, name)(result)) for name in sections]
    return "\n".join([of_discover.title(result), *found, *of_discover.limits(result)])


@pytest.mark.parametrize("name", LOOKED)
def test_every_answer_can_be_told_with_its_intervals(looked, name):
    result = reported.result(looked[name])

    said = told(result)

    assert "nan" not in said
    assert "Sought: where " in said
    assert "Over all 88 points" in said


def test_the_box_of_the_report_is_that_of_the_table(looked):
    result = reported.result(looked["found"])
    rows = [row for row in csv_files.read(looked["found"] / "boxes.csv") if not row["policy"]]

    shown = reported.tables(of_discover.headline(result))

    own = [row for row in rows if row["box"] == "1"]
    cells = [row for row in shown["restrictions"].rows if row[0] == 1]
    assert len(own) == len(cells) > 0
    for row, cell in zip(own, cells, strict=True):
        assert cell[4] == float(row["reproduced"])
        assert cell[5] == float(row["density_without"])
        edge = float(row["low" if "at least" in cell[3] else "high"])
        assert cell[3].endswith(f"{edge:.3g}")
    first = shown["boxes"].rows[0]
    names = ("density", "density_low", "density_high", "density_outside", "coverage",
             "coverage_low", "coverage_high", "mass")  # fmt: skip
    assert first[1:9] == tuple(float(own[0][name]) for name in names)


@pytest.mark.parametrize("name", LOOKED)
def test_what_is_read_back_from_the_tables_is_what_the_command_said_word_for_word(looked, name):
    result = reported.result(looked[name])

    said = " ".join(of_boxes.said(result, boxes.question(result)))

    summary = (looked[name] / "summary.txt").read_text(encoding="utf-8")
    assert said == " ".join(summary.partition("\n\n")[0].split())


def test_a_change_of_words_in_the_summary_changes_no_report(looked, sought, tmp_path):
    for folder in (looked["found"], sought["reached"]):
        changed = reported.copied(folder, tmp_path / folder.name)
        (changed / "summary.txt").write_text("Other words. Of all (density) kinds.\n")
        assert told(reported.result(changed)) == told(reported.result(folder))


def test_an_older_result_without_verdicts_is_told_of_by_its_boxes_and_their_way(looked, tmp_path):
    for name, folder in looked.items():
        older = reported.copied(folder, tmp_path / name)
        (older / "policies.csv").unlink()
        assert boxes.verdict(reported.result(older)) == boxes.verdict(reported.result(folder))


def test_each_box_is_said_to_be_as_dense_as_it_is_where_it_was_not_looked_for(looked, tmp_path):
    def less(rows):
        second = [{**row, "box": "2"} for row in rows if row["policy"] == ""]
        return [{**row, "density_outside": "0.65"} for row in [*rows, *second]]

    folder = reported.copied(looked["found"], tmp_path / "less", boxes=less)

    said = reported.text(of_discover.headline(reported.result(folder)))

    assert "had 65 % there on average, below the 80 % asked for (and not" in said
    assert "Where it was not looked for, it had 65 % on average, below the 80 % asked for" in said


def test_an_outcome_of_a_result_without_its_scenario_is_of_its_kind_all_the_same():
    for name, kind in (("worth_of_agreement_to_red_team", outcomes.AMOUNT),
                       ("resumed_by_red_team", outcomes.YES_NO), ("deaths", outcomes.AMOUNT),
                       ("all_letters_by_end_of_phase_1", outcomes.YES_NO)):  # fmt: skip
        assert boxes.of_name(name).kind == kind


def test_where_little_is_asked_for_its_share_is_told_and_not_that_of_runs_without_it(looked):
    result = reported.result(looked["below"])
    rows = [row for row in csv_files.read(looked["below"] / "boxes.csv") if not row["policy"]]

    table = reported.tables(of_discover.headline(result))["boxes"]

    assert table.columns[1].head == "With the outcome [%]"
    density, low, high = table.rows[0][1:4]
    assert density == pytest.approx(1.0 - float(rows[0]["density"]))
    assert low < density < high
    off, least, most = table.rows[0][-3:]
    assert least < off < most
    assert off < 0.0
    leaves = csv_files.read(looked["below"] / "tree.csv")
    shown = [row[1] for row in reported.tables(of_discover.headline(result))["tree"].rows]
    assert shown == pytest.approx([1.0 - float(leaf["share"]) for leaf in leaves])
    assert of_boxes.cases(boxes.question(result)).startswith("runs in which it is not so that ")


@pytest.mark.parametrize(("reproduced", "is_noise"), [("0.4", True), ("0.9", False)])
def test_what_a_condition_is_worth_is_told_with_its_limits_and_called_noise_if_it_is_seldom_asked(
    looked, reproduced, is_noise
):
    result = reported.result(looked["found"])
    numbers = {"reproduced": reproduced, "density_without": "0.3", "coverage_without": "0.6"}
    limits = {f"{end}_{part}": text for end in ("low", "high")
              for part, text in (("5", "0.1"), ("95", "0.3"))}  # fmt: skip
    row = {**boxes.boxes(result)[0].rows[0], **numbers, **limits}

    said = of_boxes.moved(result, boxes.question(result), row)

    assert f"asked in {100 * float(reproduced):.0f} % of resamples, its limit from 0.1 to" in said
    assert "to 0.3 in the middle 90 % of these. Without it the density is 30 %, the c" in said
    assert "the coverage 60 %." in said
    assert ("read that as noise" in said) == is_noise


def test_points_that_were_left_out_are_counted_with_the_question(looked, tmp_path):
    folder = reported.copied(looked["found"], tmp_path / "left")
    counts = reported.result(folder).provenance["counts"]
    usual = reported.text(of_discover.question(reported.result(folder)))
    reported.with_provenance(folder, counts={**counts, "left_out": 2})

    said = reported.text(of_discover.question(reported.result(folder)))

    assert said == (
        f"{usual} 2 points more could not be played, or had no run with this outcome, and are "
        "left out."
    )


def test_where_nothing_is_found_no_box_is_shown_and_no_condition_said_to_move(looked):
    for name, words in (("nowhere", "as dense as that"), ("everywhere", "without any condition"),
                        ("none", "nothing to find")):  # fmt: skip
        result = reported.result(looked[name])
        said = reported.text(of_discover.headline(result))
        assert words in said
        if not boxes.boxes(result):
            assert "boxes" not in reported.tables(of_discover.headline(result))
            assert "No box was found" in reported.text(of_discover.changes(result))


def test_each_combination_of_decisions_has_a_row_with_its_share_whatever_came_of_it(looked):
    for folder in looked.values():
        result = reported.result(folder)
        kept = [row for row in csv_files.read(folder / "policies.csv") if row["policy"]]

        table = box_tables.policies(result)

        assert len(table.rows) == len(kept) == 2
        assert {row[0] for row in table.rows} == {"0", "0.4"}
        assert all("(" in row[1] for row in table.rows)
        for row, known in zip(table.rows, kept, strict=True):
            assert (row[3] is None) == (known["verdict"] != findings.FOUND)
    rows = csv_files.read(looked["found"] / "boxes.csv")
    of_policy = {row["policy"].partition("=")[2]: row for row in rows if row["policy"]}
    told = [row for row in box_tables.policies(reported.result(looked["found"])).rows if row[3]]
    assert told
    for decided, _, _, density, coverage in told:
        for text, name in ((density, "density"), (coverage, "coverage")):
            known = 100.0 * float(of_policy[decided][name])
            assert float(text.split()[0]) == pytest.approx(known, abs=0.51)


def test_choices_of_another_share_cover_less_the_more_is_asked_for(looked):
    rows = box_tables.trade_off(reported.result(looked["found"])).rows

    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    assert all(density >= asked - 1e-12 for asked, density, *_ in rows)


def test_a_result_that_keeps_no_scenario_is_told_of_by_the_keys_of_its_factors(looked, tmp_path):
    """As an older version left it."""
    folder = reported.copied(looked["found"], tmp_path / "older")
    config = yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    del config["sweep"]["configuration"]
    (folder / "config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "policies.csv").unlink()
    result = reported.result(folder)

    assert result.scenario is None
    said = told(result)
    shown = reported.tables(of_discover.headline(result))
    files = reported.written(tmp_path / "report", [Result(folder)])

    assert "factors go by their keys" in said
    assert any(f"`{WAR}`" in str(cell) for row in shown["restrictions"].rows for cell in row)
    assert "Over all points of it" not in [column.head for column in shown["policies"].columns]
    assert files["report.pdf"].startswith(b"%PDF")


@pytest.mark.parametrize("name", SEARCHED)
def test_every_answer_of_a_search_can_be_told(sought, name):
    result = reported.result(sought[name])

    said = told(result)

    assert "nan" not in said
    assert "were played" in said
    table = reported.tables(of_discover.headline(result))["grid"]
    kept = [row for row in csv_files.read(sought[name] / "response.csv") if row["place"] == "grid"]
    numbers = [tuple(float(row[key]) for key in ("value", "share", "low", "high")) for row in kept]
    assert [row[:4] for row in table.rows] == numbers


@pytest.mark.parametrize("name", SEARCHED)
def test_a_search_read_back_says_what_the_command_said_and_what_it_is_in_the_scenario(sought, name):
    result = reported.result(sought[name])

    first, *rest = search_told.sentences(searched.found(result))
    said = reported.text(of_discover.headline(result))

    summary = " ".join((sought[name] / "summary.txt").read_text(encoding="utf-8").split())
    assert summary.startswith(" ".join([first, *rest]))
    assert said == "\n".join([first, " ".join(["In the scenario it is 0 points.", *rest])])


def test_a_search_of_which_the_course_is_not_kept_claims_none(sought, tmp_path):
    folder = reported.copied(sought["reached"], tmp_path / "older")
    reported.with_provenance(folder, course="")

    said = reported.text(of_discover.headline(reported.result(folder)))

    assert "At the ends of the range the share is " in said
    assert "rises" not in said


def test_the_value_found_is_said_with_its_interval_and_one_out_of_range_as_such(sought):
    (row,) = csv_files.read(sought["reached"] / "crossings.csv")
    first = next(of_discover.headline(reported.result(sought["reached"])))
    assert first.strong
    assert f"is {float(row['value']):.3g} (95 % interval" in first.text

    for name, word in (("not_reached", "Nowhere"), ("always", "Everywhere")):
        result = reported.result(sought[name])
        assert next(of_discover.headline(result)).text.startswith(f"{word} from 0 to 0.2")
        assert "No value that was played changes whether" in reported.text(
            of_discover.changes(result)
        )


def test_an_interval_that_reaches_beyond_the_range_is_said_to():
    row = {"value": "0.1", "low": "0.05", "high": "0.2", "low_open": "false", "high_open": "true"}

    assert of_search.moved(row) == (
        "0.1: from 0.05 to beyond 0.2 (95 % interval). It reaches beyond the range searched, so "
        "that how far is not told."
    )


def test_an_interval_that_begins_before_the_range_is_said_to_and_which_way_the_share_goes(sought):
    row = {"value": "0.1", "low": "0.05", "high": "0.2", "low_open": "true", "high_open": "false"}
    rows = [{**row, "rising": "true"}, {**row, "value": "0.3", "rising": "false"}]

    table = of_search.crossed(reported.result(sought["reached"]), rows)

    assert table.rows == ((0.1, "below 0.05", "0.2", "rises"), (0.3, "below 0.05", "0.2", "falls"))


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.5, "50 %: between 0 and 0.2."),
        (0.1, "10 %: nowhere; it is above that at each value played."),
        (0.9, "90 %: nowhere; it is below that at each value played."),
        (0.7, "70 %: between 0.2 and 0.4 and between 0.4 and 0.6."),
        (0.62, "62 %: at 3 places."),
    ],
)
def test_between_which_values_the_share_found_passes_another_is_told(share, told):
    rows = [(0.0, 0.2), (0.2, 0.65), (0.4, 0.8), (0.6, 0.6), (0.8, 0.64)]
    rows = rows if share == 0.62 else rows[:4]

    assert of_search.passed(None, rows, share) == told


@pytest.mark.parametrize("name", ["found", "reached"])
def test_a_report_of_it_is_the_same_bytes_twice_on_a_page_and_in_print(
    looked, sought, name, tmp_path
):
    folder = {**looked, **sought}[name]

    one, two = (reported.written(tmp_path / out, [Result(folder)]) for out in ("one", "two"))

    assert one == two
    assert one["report.pdf"].startswith(b"%PDF")


def test_every_file_of_it_is_in_its_record(looked):
    listed, there = reported.recorded(looked["found"])

    assert "config.yaml" in listed
    assert listed == there


def test_every_file_of_a_search_is_in_its_record(sought):
    listed, there = reported.recorded(sought["reached"])

    assert listed == there
