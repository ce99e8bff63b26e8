"""The numbers behind every figure: a plain table, the same that is drawn, beside the figure."""

import csv
import hashlib
import importlib
import math
import pkgutil

import numpy as np
import pytest
from playing import entered

from sim import csv_text, marked, plots, words
from sim.plots import calibrated_data, calibrated_parameters, robustness, style, tornado, trees
from sim.plots.calibrated_data import Agreement, Shown
from sim.plots.calibrated_parameters import Parameter
from sim.refusals import PremiseError

FACTORS = (
    "design.decisions={mediators.us.guarantee_hamas: [0, 0.1, 0.2, 0.3, 0.4]}",
    "design.uncertainties={parties.israel.hope: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]}",
    "design.outcomes=[talks]",
)
COMMANDS = (
    ("run", "runs=12"),
    ("run", "theory=rubinstein", "runs=20"),
    ("compare", "scenarios=[january_2025,firm_guarantee]", "runs=12"),
    ("tournament", "scenarios=[one_issue,costly_delay]", "strategies=[trade_off,time_dependent]",
     "runs=4"),
    ("backtest", "runs=12"),
    ("sweep", "runs=4", "design.decisions={mediators.us.skill: [0.1, 0.4], talks.protocol: "
     "[one_text, no_talks]}", "design.outcomes=[talks]",
     "design.cases=[{name: as it is}, {name: other, set: {choice.scale: 0.05}}]"),
    ("sensitivity", *FACTORS, "runs=16", "method=tornado"),
    ("sensitivity", *FACTORS, "runs=16", "method=morris", "points=4"),
    ("sensitivity", *FACTORS, "runs=16", "points=16"),
    ("discover", "find=mediators.us.guarantee_hamas", "outcome=talks", "between=[0,0.4]", "grid=3",
     "runs=20"),
    ("discover", *FACTORS, "outcome=talks", "threshold=0.7", "runs=10", "resamples=20", "boxes=1"),
)  # fmt: skip


def made_by_hand():
    """Figures of commands that take long."""
    parameter = Parameter("trust", "share", 0.0, 1.0, False, np.linspace(0, 1, 48), np.ones(9) / 3)
    yield calibrated_parameters, calibrated_parameters.Numbers([parameter], "A truce")
    late = (3.0, 40.0, math.inf)
    data = [Shown("first crisis", 8.0, 0.5, late, (5.0, 8.0, 9.0), 50), Agreement("no", 0.2, 0.6)]
    yield calibrated_data, calibrated_data.Numbers(data, "A truce")
    yield robustness, robustness.Numbers(["It holds"], np.array([[5, 2, 1]]), 10)
    shifts, spans = np.array([[-0.1, np.nan]]), np.full((1, 2, 2), 0.05)
    yield tornado, tornado.Numbers([tornado.Panel("talks", ["trust"], shifts, spans)], 0.1, 10)
    leaves = [trees.Drawn(f"leaf {share}", share) for share in (0.1, 0.4, 0.9)]
    inner = trees.Drawn("inner", 0.3, *leaves[:2])
    yield trees, trees.Numbers(trees.Drawn("root", 0.5, inner, leaves[2]), "A tree", "runs")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Every figure that commands leave: (module, what it shows); nothing is drawn."""
    found = list(made_by_hand())

    def note(figure, shown, *_, **__):
        found.append((figure, shown))
        return []

    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(tmp_path_factory.mktemp("results"))
        patched.setattr(style, "leave", note)
        for verb, *arguments in COMMANDS:
            assert entered([f"experiments.{verb}", *arguments]) == 0
    return found


def of(drawn, name):
    """What the first figure of a module shows, and its table by heads."""
    shown = next(shown for module, shown in drawn if module.__name__ == f"sim.plots.{name}")
    heads, rows = importlib.import_module(f"sim.plots.{name}").table(shown)
    return shown, dict(zip(heads, zip(*rows, strict=True), strict=True))


def figures():
    """Every module that draws a figure."""
    modules = [
        importlib.import_module(f"sim.plots.{one.name}")
        for one in pkgutil.iter_modules(plots.__path__)
    ]
    return [one for one in modules if hasattr(one, "describe")]


@pytest.mark.parametrize("module", figures(), ids=lambda module: module.__name__)
def test_every_figure_is_left_in_one_way(module):
    parts = ("title", "finding", "draw", "describe", "table")

    assert [part for part in parts if not callable(getattr(module, part, None))] == []
    assert hasattr(module, "body") or hasattr(module, "BODY")
    assert module.NAME


def test_every_figure_is_among_those_tested_here(drawn):
    assert {module.__name__ for module in figures()} <= {module.__name__ for module, _ in drawn}


def test_tables_have_a_head_for_each_column_and_something_in_them(drawn):
    for module, shown in drawn:
        heads, rows = module.table(shown)
        assert len(set(heads)) == len(heads), (module.NAME, heads)
        assert all(isinstance(head, str) and head for head in heads), (module.NAME, heads)
        assert len(rows) > 0, module.NAME
        assert {len(row) for row in rows} == {len(heads)}, module.NAME


def test_cells_are_numbers_and_texts_as_they_are(drawn):
    """A number is no formatted text, and comes back from the file to the last bit."""
    for module, shown in drawn:
        heads, rows = module.table(shown)
        read = list(csv.reader(csv_text.text(heads, rows).splitlines()))
        for row, texts in zip(rows, read[1:], strict=True):
            for value, text in zip(row, texts, strict=True):
                assert value is None or np.ndim(value) == 0, module.NAME
                if isinstance(value, float) and not math.isnan(value):
                    assert float(text) == value, module.NAME


def test_figures_by_day_have_a_row_a_day(drawn):
    shown, table = of(drawn, "phases")
    assert table["day"] == tuple(range(1, len(shown.shares) + 1))
    assert table["lasting calm [share of runs]"] == tuple(shown.shares[:, 0])
    assert table["fighting [share of runs]"][-1] * shown.runs == pytest.approx(shown.fighting)

    shown, table = of(drawn, "survival")
    assert table["day"] == tuple(shown.survival.days)
    assert table["standing [share of runs]"] == tuple(shown.survival.share)
    assert table["low"] == tuple(shown.survival.low)
    last = next(day for day, _, ends in shown.record if ends)
    assert table["what happened"][last] == next(text for _, text, ends in shown.record if ends)
    assert sum(text is not None for text in table["what happened"]) == len(shown.record)

    shown, table = of(drawn, "course")
    assert table["day"] == tuple(range(shown.first - 1, shown.last + 1))
    assert table["median"] == tuple(shown.hostages[1, shown.first - 1 :])
    assert table["fighting [share of runs]"][1:] == tuple(shown.shares[shown.first - 1 :, -1])
    assert table["what happened: state"][-1] == "fighting"
    released = dict(one for one in shown.record if shown.first <= one[0] <= shown.ends)
    told = dict(zip(table["day"], table["what happened: hostages"], strict=True))
    assert released.items() <= told.items()


def test_bands_are_by_good_or_side_and_day(drawn):
    shown, table = of(drawn, "deliveries")
    days = len(shown.goods[0].schedule)
    assert table["50 % quantile"][:days] == tuple(shown.goods[0].bands.quantiles[:, 2])
    assert table["schedule [number so far]"][:days] == tuple(shown.goods[0].schedule)
    every = [*shown.goods, *shown.once]
    assert list(dict.fromkeys(table["good"])) == list(
        dict.fromkeys(words.good(one.good) for one in every)
    )
    assert len(table["good"]) == days * len(every)

    shown, table = of(drawn, "trust")
    days = len(shown.beliefs[0].days)
    assert table["whose belief"] == (shown.parties[0],) * days + (shown.parties[1],) * days
    theirs = np.array(table["95 % quantile"][days:])
    np.testing.assert_array_equal(theirs, shown.beliefs[1].quantiles[:, 4])


def test_runs_and_offers_are_counted(drawn):
    shown, table = of(drawn, "endings")
    assert sum(table["runs"]) == shown.runs
    assert table["share of runs"] == tuple(one.share for one in shown.counts)

    shown, table = of(drawn, "offers")
    offered = [count for count in table["times offered"] if count is not None]
    assert offered == list(shown.offers.count)
    passed = shown.offers.accepted & ~shown.offers.rejected
    assert table["what"].count("agreement") == passed.sum()
    assert table["what"].count(plots.offers.VOTED_DOWN) == shown.offers.rejected.sum() > 0
    best = table["what"].index("Nash")
    worths = [table[f"utility to {name}"][best] for name in shown.parties]
    assert worths == list(shown.space.nash[0])


def test_a_run_is_told_in_rows(drawn):
    shown, table = of(drawn, "timeline")

    rows = list(zip(*table.values(), strict=True))
    assert sum(row[-1] for row in rows if row[0] == "deaths") == shown.deaths.sum()
    assert len([row for row in rows if row[0] == "delivery"]) == len(shown.deliveries)
    assert [row[1:3] for row in rows if row[0] == "crisis"] == shown.crises
    answers = [row for row in rows if row[0] == "answer"]
    assert [row[-1] for row in answers] == [*shown.rungs[0], *shown.rungs[1]]


def test_scenarios_are_side_by_side(drawn):
    shown, table = of(drawn, "survival_by_scenario")
    days = len(shown.curves[0].days)
    assert table["scenario"][days - 1 : days + 1] == shown.scenarios
    assert table["runs at risk"][days:] == tuple(shown.curves[1].at_risk)

    shown, table = of(drawn, "incidence_by_scenario")
    fallen = [table[f"{words.cause(one)} [share of runs]"][-1] for one in shown.causes]
    curves = [one for one in shown.curves[1] if one.cause in shown.causes]
    assert fallen == [one.share[-1] for one in curves]

    shown, table = of(drawn, "differences")
    lines = [*shown.shares, *shown.amounts]
    assert table[f"difference from {shown.base}"] == tuple(line.values[0] for line in lines)
    assert table["outcome"] == tuple(line.label for line in lines)

    shown, table = of(drawn, "partings")
    assert sum(table["runs"]) == shown.runs


def test_what_a_sweep_shows_is_by_level_cell_and_case(drawn):
    shown, table = of(drawn, "main_effects")
    values = np.concatenate([panel.values for panel in shown.panels])
    np.testing.assert_array_equal(table[f"{shown.outcome} {shown.axis}"], values[:, 0])

    shown, table = of(drawn, "heat")
    np.testing.assert_array_equal(table[f"{shown.outcome} [{shown.unit}]"], shown.values.ravel())
    assert table[shown.across.label][: len(shown.across.levels)] == tuple(shown.across.levels)

    shown, table = of(drawn, "cases")
    assert table["case"] == tuple(shown.names)
    np.testing.assert_array_equal(table[shown.difference_axis], shown.differences[:, 0])


def test_strategies_are_by_rank_and_against_each(drawn):
    shown, table = of(drawn, "standings")
    assert table["own worth [points]"] == tuple(shown.worth[:, 0])
    assert table["in scenario 2 [points]"] == tuple(shown.each[1])

    shown, table = of(drawn, "matchups")
    assert table["strategy"] == tuple(shown.names)
    assert table[f"against {shown.names[1]} [points]"] == tuple(shown.worth[:, 1])
    np.testing.assert_allclose(table["mean [points]"], shown.worth.mean(axis=1))


def test_factors_have_their_indices_and_moves(drawn):
    shown, table = of(drawn, "indices")
    assert table[shown.axis][:2] == tuple(index.value for index in shown.factors[0].series)
    assert table["what"][:2] == shown.series

    shown, table = of(drawn, "screening")
    assert table["factor"][::2] == tuple(one.name for one in shown.factors)
    assert table[shown.axis][1::2] == tuple(one.series[1].value for one in shown.factors)

    shown, table = of(drawn, "one_at_a_time")
    moves = [move for one in shown.factors for move in one.series]
    assert table["setting"] == tuple(move.setting for move in moves)
    assert table["high"] == tuple(move.index.high for move in moves)


def test_what_is_discovered_is_by_box_factor_point_and_node(drawn):
    shown, table = of(drawn, "trade_off")
    assert table["coverage [share of all cases]"] == tuple(shown.coverage)
    assert [place for place, one in enumerate(table["chosen"]) if one] == [shown.chosen]

    shown, table = of(drawn, "box_ranges")
    assert len(table["factor"]) == sum(len(row.spans) for row in shown.rows)
    assert table["kept from [share of points]"][0] == shown.rows[0].spans[0][0]

    shown, table = of(drawn, "box_map")
    dots = table["what"].count("dot")
    assert table[f"{shown.bar} [share]"][:dots] == tuple(shown.shares)

    shown, table = of(drawn, "searched")
    played = len(shown.values)
    assert table["share of runs"][:played] == tuple(shown.shares)
    assert table["what"].count("on the grid") == len(shown.grid)
    assert table[shown.name][played:] == tuple(value for value, _, _ in shown.crossings)


def test_nodes_of_a_tree_say_under_which_and_by_which_answer(drawn):
    _, table = of(drawn, "trees")

    nodes = zip(table["node"], table["under node"], table["answer"], table["question or leaf"])
    assert list(nodes) == [
        (1, None, None, "root"), (2, 1, "yes", "inner"), (3, 2, "yes", "leaf 0.1"),
        (4, 2, "no", "leaf 0.4"), (5, 1, "no", "leaf 0.9"),
    ]  # fmt: skip


def test_theory_the_record_and_moves_have_their_numbers(drawn):
    shown, table = of(drawn, "theory")
    points = [point[1] for point in (*shown.points, shown.played)]
    assert table[f"theory: {shown.labels[1]}"] == tuple(one.theory for one in points)
    assert table["played"] == (False,) * len(shown.points) + (True,)

    shown, table = of(drawn, "coverage")
    lines = [*shown.numbers, *shown.truths]
    assert table["what happened"] == tuple(line.happened for line in lines)
    assert table["covered"] == tuple(line.covered for line in lines)

    _, table = of(drawn, "robustness")
    assert table["turned [moves]"] == (1,)
    _, table = of(drawn, "tornado")
    assert table["shift [share of runs]"][0] == -0.1


def test_a_calibration_has_its_parameters_and_data(drawn):
    _, table = of(drawn, "calibrated_parameters")
    assert sum(table["posterior [times as often as evenly]"]) == pytest.approx(24.0)
    assert set(table["prior [times as often as evenly]"]) == {1.0}
    assert (table["from"][0], table["to"][-1]) == (0.0, 1.0)

    _, table = of(drawn, "calibrated_data")
    assert table["high"] == (math.inf, 9.0, None, None)
    assert table["agree [share of runs]"] == (None, None, 0.2, 0.6)


# -- files ----------------------------------------------------------------------------------------


ABOUT = {"verb": "run", "command": ["experiments.run", "title=Ω <&> 'x'"], "seed": 3}


@pytest.fixture
def left(tmp_path):
    """The files of a small figure, by kind."""
    module, shown = next(one for one in made_by_hand() if one[0] is robustness)
    paths = style.leave(module, shown, tmp_path / "one.two", style.Foot("seed 3", ABOUT))
    return {path.suffix[1:]: path for path in paths}


def test_a_figure_leaves_its_numbers_beside_it_and_nothing_else(left, tmp_path):
    assert list(left) == ["svg", "png", "csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "one.two.csv", "one.two.png", "one.two.svg",
    ]  # fmt: skip
    heads = "result,kept [moves],no longer clear [moves],turned [moves]"
    assert left["csv"].read_text() == f"{heads}\nIt holds,5,2,1\n"


def test_settings_come_back_from_either_file_with_the_hash_of_the_numbers(left):
    numbers = hashlib.sha256(left["csv"].read_bytes()).hexdigest()

    for kind in ("svg", "png"):
        assert marked.settings_of(left[kind]) == {**ABOUT, "numbers": numbers}


def test_a_file_without_settings_is_refused_in_a_sentence(left, tmp_path):
    cut = tmp_path / "cut.png"
    cut.write_bytes(left["png"].read_bytes()[:60])
    plain = tmp_path / "plain.svg"
    plain.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    for path in (cut, plain, left["csv"]):
        with pytest.raises(
            PremiseError, match=r"figure: '.*' carries no settings; it takes an SVG"
        ):
            marked.settings_of(path)
    with pytest.raises(PremiseError, match=r"nowhere.png' cannot be read"):
        marked.settings_of(tmp_path / "nowhere.png")


def test_a_line_under_a_figure_breaks_between_sentences():
    figure = style.page((style.WIDTH, 1.0), "title")
    first, second = "Scenario january_2025, 1,000 runs.", "Runs of a model, not a forecast."

    def lines(*sentences):
        return style.in_sentences(figure, " ".join(sentences), style.FOOT, style.WIDTH)

    assert lines("") == [""]
    assert lines(first, second) == [f"{first} {second}"]
    assert lines(first * 3, second, first) == [first * 3, f"{second} {first}"]
    long = " ".join(["word"] * 40) + "."
    assert " ".join(lines(long, second)) == f"{long} {second}"
    assert lines(long, second)[0].endswith("word")
