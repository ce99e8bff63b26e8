"""Figures: drawn of whatever there is, readable, described, and the same bytes each time."""

import functools
import itertools
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text
from playing import config, play
from shown import timeline_shown

from agents.rules import ladder
from agents.traits import INSTRUMENTS
from sim import deals, metrics, parquet, plots, words
from sim import phases as stages
from sim.cache import ROOT
from sim.plots import (
    days,
    deliveries,
    labels,
    lanes,
    one_run,
    sensitivity,
    style,
    trade_off,
    trust,
)
from sim.scenario import from_config
from sim.story import brief, record
from sim.story.words import Words

BUSIEST = ("phases", "survival", "timeline")
LONG = "The Northern Federation of the Upper Valley"
VARIANTS = {
    "as it stands": (12, {}),
    "one run": (1, {}),
    "no talks, no record, no mediators": (
        8,
        {"talks.protocol": "no_talks", "mediators": {}, "record": {}},
    ),
    "all fall on the first days": (8, {"parties.israel.war_prospect": 2.0}),
    "fictional names, no dates, nobody resumes": (
        8,
        {
            "names": {"israel": LONG, "hamas": "Coastal League"},
            "title": f"{LONG} and others",
            "start": None,
            "choice.resumable": False,
        },
    ),
    "one day": (4, {"calendar.horizon": 1}),
    "partners leave, mediators propose every day": (
        8,
        {
            "talks.protocol": "bridging",
            "obligations.talks_israel.cost": 0.0,
            "constituencies.religious_zionism.exit": -0.4,
            "constituencies.religious_zionism.adjusts": 0.4,
            "mediators.qatar.payment_hamas": 0.5,
            "mediators.qatar.budget_payment": 1,
        },
    ),
}


def made(folder, variant):
    """A scenario and its tables, as a run leaves them."""
    runs, changes = VARIANTS[variant]
    premises = config()
    for key, value in changes.items():
        *groups, name = key.split(".")
        group = functools.reduce(lambda place, part: place.setdefault(part, {}), groups, premises)
        group[name] = value
    scenario = from_config(premises, "january_2025")
    writer = parquet.Writer(folder, scenario, 1, "all")
    writer.write(play(scenario, seed=3, runs=runs), 0)
    writer.close()
    return scenario, {path.stem: parquet.read(path) for path in folder.glob("*.parquet")}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The figures of a variant, made once: a list of (module, numbers, figure)."""

    @functools.cache
    def draw(variant):
        scenario, kept = made(tmp_path_factory.mktemp("tables"), variant)
        return [
            (module, shown, style.drawn(module, shown, "seed 3, code 0", plots.lead(scenario)))
            for module, shown in plots.drawable(scenario, kept)
        ]

    return draw


@pytest.fixture(scope="module")
def main(tmp_path_factory):
    return made(tmp_path_factory.mktemp("main"), "as it stands")


def ticks_of(axes):
    """Tick labels beyond the axis's ends, or of an axis that is off, are never drawn."""
    return {
        id(tick.label1)
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis.get_major_ticks()
        if not axes.axison
        or not min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
    }


def visible(figure):
    """Texts and boxes, less tick labels that are off their axis."""
    with style.sheet():
        figure.draw_without_rendering()
        off = set().union(*(ticks_of(axes) for axes in figure.axes))
        return [
            (text.get_text(), Text.get_window_extent(text))
            for text in figure.findobj(Text)
            if text.get_visible() and text.get_text().strip() and id(text) not in off
            if text.axes is None or text.axes.get_visible()
        ]


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_text_leaves_the_page(drawn, variant):
    for module, _, figure in drawn(variant):
        page = figure.bbox
        for text, box in visible(figure):
            inside = (
                box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1
                and box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1
            )  # fmt: skip
            assert inside, (module.NAME, text)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_text_covers_another(drawn, variant):
    for module, _, figure in drawn(variant):
        for (one, box), (other, second) in itertools.combinations(visible(figure), 2):
            wide = min(box.x1, second.x1) - max(box.x0, second.x0)
            tall = min(box.y1, second.y1) - max(box.y0, second.y0)
            assert wide <= 2 or tall <= 3, (module.NAME, one, other)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_figure_says_what_it_shows(drawn, variant):
    for module, shown, figure in drawn(variant):
        page = "\n".join(text.get_text() for text in figure.texts).replace("\n", " ")
        assert module.title(shown) in page, module.NAME
        assert "under these assumptions; not a forecast" in page, module.NAME
        assert re.search(r"\d run|One run", page), module.NAME
        assert "seed 3, code 0" in page


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_axis_has_its_unit(drawn, variant):
    for module, _, figure in drawn(variant):
        across = [axes.get_xlabel() for axes in figure.axes]
        assert any(re.search(r"\bday\b|\[", label) for label in across), module.NAME
        if module.NAME != "endings":  # the bars of the endings are named one by one
            upward = [axes.get_ylabel() for axes in figure.axes]
            assert any(re.search(r"\[|number|runs", label) for label in upward), module.NAME


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_figure_is_described_from_its_numbers(drawn, variant):
    for module, shown, _ in drawn(variant):
        told = module.describe(shown)
        assert re.search(r"\d", told), module.NAME
        assert told.endswith("."), module.NAME
        assert "nan" not in told, module.NAME
        assert len(told) < 1200, module.NAME


def test_every_figure_is_drawn_where_all_is_kept(drawn):
    names = [module.NAME for module, _, _ in drawn("as it stands")]

    assert names == [module.NAME for module in plots.FIGURES]


def test_a_figure_of_offers_says_that_those_above_the_frontier_hold_side_payments():
    """By hand: 0.5 and 0.5 lies on the frontier, 0.6 and 0.5 above it, 1.1 and 0 beyond its end."""
    space = deals.DealSpace(np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]), *[None] * 6)
    for point, above in (((0.5, 0.5), False), ((0.2, 0.4), False), ((1.0, 0.0), False),
                         ((0.6, 0.5), True), ((1.1, 0.0), True), ((0.0, 1.1), True)):  # fmt: skip
        made = deals.Offers(np.array([point]), *[None] * 6)
        shown = plots.offers.Numbers(space, made, ("a", "b"), 1, True)
        assert plots.offers.beyond(shown) == above, point
        assert not plots.offers.beyond(shown._replace(paid=False))


def test_no_offers_are_shown_where_nothing_is_negotiated(drawn):
    names = [module.NAME for module, _, _ in drawn("no talks, no record, no mediators")]

    assert "offers" not in names
    assert "timeline" in names


@pytest.mark.parametrize(
    ("kept", "names"),
    [
        (("runs",), ["survival", "incidence", "endings"]),
        (("runs", "days"), ["phases", "flow", "survival", "incidence", "trust", "endings"]),
    ],
)
def test_figures_are_drawn_as_far_as_their_data_go(main, tmp_path, kept, names):
    scenario, everything = main
    told = []

    paths = plots.draw_all(
        tmp_path, scenario, {name: everything[name] for name in kept}, style.Foot(),
        progress=lambda *step: told.append(step),
    )  # fmt: skip

    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        f"figures/{name}.{kind}" for name in names for kind in ("svg", "png", "csv")
    ]
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == sorted(
        path.name for path in paths
    )
    assert told == [(place + 1, len(names), name) for place, name in enumerate(names)]


def test_no_runs_draw_nothing(main, tmp_path):
    scenario, everything = main
    none = {
        name: {key: column[:0] for key, column in table.items()}
        for name, table in everything.items()
    }

    assert plots.draw_all(tmp_path, scenario, none, style.Foot()) == []


def test_the_same_figure_has_the_same_bytes(main, tmp_path):
    scenario, everything = main
    told = [pair for pair in plots.drawable(scenario, everything) if pair[0].NAME in BUSIEST]

    for module, shown in told:
        written = []
        for turn in "ab":
            stem, foot = tmp_path / f"{module.NAME}-{turn}", style.Foot("seed 3", {"seed": 3})
            paths = style.leave(module, shown, stem, foot)
            written.append([path.read_bytes() for path in paths])
        assert written[0] == written[1], module.NAME


def test_files_tell_no_time_and_describe_themselves(main, tmp_path):
    scenario, everything = main

    svg, png = plots.draw_all(tmp_path, scenario, {"runs": everything["runs"]}, style.Foot())[:2]

    text = svg.read_text(encoding="utf-8")
    assert "<dc:date>" not in text
    assert "Falling steps: share of 12 runs" in text
    assert "<text" not in text  # letters are drawn, so that it looks the same anywhere
    assert b"Falling steps" in png.read_bytes()
    assert b"Software" not in png.read_bytes()


def test_a_users_settings_change_nothing(main):
    import matplotlib as mpl

    scenario, everything = main
    module, shown = plots.drawable(scenario, {"runs": everything["runs"]})[0]

    with mpl.rc_context({"font.size": 40, "axes.facecolor": "red"}):
        figure = style.drawn(module, shown, lead=plots.lead(scenario))
        assert mpl.rcParams["font.size"] == 40

    assert figure.axes[0].get_facecolor() == (1.0, 1.0, 1.0, 1.0)


def test_another_run_can_be_told(main):
    scenario, everything = main

    shown = plots.timeline.numbers(scenario, everything, run=5)

    assert plots.timeline.title(shown) == "Run 6 of 12, day by day"
    assert shown.last_day == everything["runs"]["last_day"][5]
    assert sum(span[2] - span[1] + 1 for span in shown.states) == shown.last_day


def events_of(rows):
    """The columns of an events table that the lanes read; a row is (day, kind, actor, ...)."""
    names = ("day", "kind", "actor", "instrument", "v0")
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}


def test_an_instrument_lasts_until_it_ends(main):
    """Pressure on each side apart; monitors until passed by; a payment until the agreement."""
    scenario, _ = main
    found = one_run.mediated(
        events_of(
            [
                (1, "uses", "us", "pressure", 0.0),
                (1, "uses", "us", "pressure", 1.0),
                (1, "uses", "egypt", "monitoring", -1.0),
                (2, "uses", "us", "payment", -1.0),
                (3, "mission", "qatar", "", 0.1),
                (4, "ends", "us", "pressure", 1.0),
                (5, "passes", "egypt", "monitoring", -1.0),
                (6, "uses", "us", "deadline", -1.0),
                (7, "agreement", "israel", "", 1.0),
            ]
        ),
        scenario,
        last=30,
    )

    assert found == {
        "pressure": [(1, 3, 1), (1, 30, 0)],
        "monitoring": [(1, 4, one_run.NOBODY)],
        "payment": [(2, 7, one_run.NOBODY)],
        "shuttle": [(3, 3, one_run.NOBODY)],
        "deadline": [(6, 20, one_run.NOBODY)],
    }


def test_a_partner_is_out_from_its_exit_to_its_return(main):
    scenario, _ = main
    rows = [(5, "exit", "religious_zionism", "", 0.0), (9, "returns", "otzma_yehudit", "", 0.0)]

    assert one_run.out(events_of(rows), scenario, last=20) == [(1, 9, 0), (5, 20, 0)]


def test_proposals_of_mediators_are_told_apart_from_offers(main):
    offers = {
        "day": np.array([3, 4]),
        "proposer": np.array(["hamas", "us"]),
        "utility_israel": np.array([0.2, 0.6]),
        "utility_hamas": np.array([0.9, 0.5]),
        "accepted": np.array([False, True]),
    }

    assert one_run.offers_of(offers, ["israel", "hamas"]) == [(3, 1, 0.2, False)]
    assert one_run.proposals_of(offers, ["israel", "hamas"]) == [(4, (0.6, 0.5), True)]


def test_every_turn_of_a_run_has_its_reason(drawn):
    assert set(one_run.TOLD) == set(brief.WHY)
    for variant in VARIANTS:
        for module, shown, figure in drawn(variant):
            if module.NAME == "timeline":
                assert len(shown.why) == len(shown.told)
                assert all(shown.why)
                page = " ".join(text.get_text() for text in figure.texts).split()
                for text in shown.why:
                    assert " ".join(text.split()) in " ".join(page)


@pytest.mark.parametrize(
    ("kind", "actor", "number", "reasons", "said"),
    [
        ("limbo", "", 1, (0.0,), "phase 1 ran out by day 42, and nothing was agreed"),
        ("limbo", "", 1, (40.0,),
         "phase 1 ran out by day 42, and what was agreed on day 40 is not in force"),
        ("resumes", "hamas", 0, (3, 5, 0.1, 0.2, 0.3, 0.4, 0.5, 0.31, 0.25, 0.05, 0.1),
         "to Hamas leaving was worth 0.31 points, staying 0.25, threshold 0.05"),
        ("rejected", "", 0, (0.4, 0.5, 0.9, 0.5),
         "0.40 of the weight in favour in Israel, 0.50 needed"),
        ("agreement", "israel", 0, (7, 0.6, 0.5, 0.45, 0.2, 0.1),
         "round 7, proposed by Israel; worth 0.60 points to Israel and 0.50 to Hamas"),
        ("exit", "religious_zionism", 0, (-0.5, -0.4, 0.2),
         "the mood of Religious Zionism, partner of Israel, was -0.50, under -0.40"),
        ("shock", "", 0, (0.44, 0.2),
         "takes 0.20 of the calm and of both sides' hope; tension rises to 0.44"),
    ],
)  # fmt: skip
def test_a_reason_has_the_numbers_of_its_event(january, kind, actor, number, reasons, said):
    event = record.Event(42, kind, actor, "", "", number, record.REASONS[kind](*reasons))

    assert brief.why(event, [event], Words(january)) == said


def test_bands_of_belief_last_as_long_as_some_run_is_played():
    runs = np.array([3, 2, 1, 0, 0])
    quantiles = np.where(runs[:, None] > 0, np.linspace(0.2, 0.8, 5), np.nan)
    belief = metrics.Bands(np.arange(1, 6), quantiles, runs)
    axes = Figure().add_subplot()

    trust.band(axes, belief, 0)

    assert trust.last_known(belief) == 3
    for area in axes.collections:
        assert area.get_paths()[0].get_extents().x1 == 3.5
    none = metrics.Bands(np.arange(1, 6), np.full((5, 5), np.nan), np.zeros(5, int))
    trust.name_bands(axes, none, 0, 5)
    assert not axes.texts


def test_a_run_with_two_agreements_is_one_run_with_an_agreement(main):
    scenario, _ = main
    offers = {
        "run": np.array([0, 0, 1]),
        "day": np.array([30, 34, 31]),
        "proposer": np.array(["hamas", "us", "israel"]),
        "utility_israel": np.array([0.5, 0.6, 0.9]),
        "utility_hamas": np.array([0.6, 0.5, 0.1]),
        "accepted": np.array([True, True, False]),
    }

    runs = {"run": np.array([0, 1]), "ratified_day": np.array([34, 0])}
    found = deals.offers_made({"offers": offers, "runs": runs}, scenario)

    assert (found.runs, found.agreed) == (2, 1)
    assert found.accepted.tolist() == [True, True, False]
    assert found.rejected.tolist() == [True, False, False]


def test_as_many_agreements_are_shown_as_voted_down_as_the_runs_count(main):
    _, kept = main

    down = deals.voted_down(kept)

    assert down.sum() == kept["runs"]["rejected"].sum() > 0
    by_run = np.bincount(kept["offers"]["run"][down], minlength=len(kept["runs"]["run"]))
    assert by_run.tolist() == kept["runs"]["rejected"].tolist()


def test_an_agreement_that_is_voted_down_is_told_as_that_and_the_end_is_told_whatever_came_before():
    rows = [(day, kind) for day in range(30, 40) for kind in ("agreement", "rejected")]
    rows += [(40, "agreement"), (44, "resumes")]
    events = {
        "day": np.array([day for day, _ in rows]),
        "kind": np.array([kind for _, kind in rows]),
    }

    found = one_run.named_turns(events)

    assert len(found) == 8
    assert (44, "resumes") in found
    assert [day for day, kind in found if kind == "agreement"] == [40]


def test_a_diamond_is_full_for_an_agreement_alone():
    """Of two agreements the one voted down is hollow and crossed, in offers and proposals."""
    run = timeline_shown()._replace(
        offers=[(20, 0, 0.2, True), (24, 0, 0.4, True)], proposals=[(22, (0.5, 0.6), True)],
        voted_down=(20, 22),
    )  # fmt: skip
    axes = style.scratch().add_subplot()

    lanes.offers(axes, run, None, 40)

    diamonds = [line for line in axes.lines if line.get_marker() == "D"]
    full = [line for line in diamonds if line.get_markerfacecolor() == style.INK]
    assert [line.get_xdata()[0] for line in full] == [24]
    hollow = [line.get_xdata()[0] for line in diamonds if line not in full]
    crossed = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "x"]
    assert hollow == crossed == [20, 22]
    assert "crossed: agreed, then voted down" in " ".join(axes.get_title().split())


def test_goods_without_a_panel_are_named_and_are_in_the_table(main):
    shown = deliveries.numbers(*main)
    drawn = {(good.slot, good.good) for good in shown.goods}
    owed = {(one.slot, one.good) for one in metrics.delivered_by_day(main[1], main[0])}

    assert owed - drawn == {(0, "convoys"), (0, "delegations"), (1, "delegations")}
    told = (
        "In deliveries.csv alone, for they are due once and whole: "
        "convoys and delegations of Israel "
    )
    for said in (deliveries.finding(shown), deliveries.describe(shown)):
        assert f"{told}and delegations of Hamas." in said
    rows = deliveries.table(shown)[1]
    named = {(words.good(good), shown.parties[slot]) for slot, good in owed}
    assert {row[:2] for row in rows} == named


@pytest.mark.parametrize("goods", [1, 2, 3, 4, 7])
def test_the_lowest_panel_of_each_column_has_the_axis_of_days(main, goods):
    scenario, kept = main
    whole = deliveries.numbers(scenario, kept)
    shown = whole._replace(goods=(whole.goods * 7)[:goods])

    figure = style.drawn(deliveries, shown, lead=plots.lead(scenario))
    places = [axes.get_subplotspec() for axes in figure.axes]
    labelled = [bool(axes.get_xlabel()) for axes in figure.axes]
    ticked = [axes.xaxis.get_major_ticks()[0].label1.get_visible() for axes in figure.axes]

    assert len(places) == goods
    for column in range(min(goods, 2)):
        rows = [one.rowspan.start for one in places if one.colspan.start == column]
        for has in (labelled, ticked):
            assert [
                place.rowspan.start
                for place, labels in zip(places, has, strict=True)
                if labels and place.colspan.start == column
            ] == [max(rows)]


def test_every_code_has_its_words():
    assert set(stages.CAUSES) <= set(words.CAUSES)
    assert set(words.INSTRUMENTS) == set(INSTRUMENTS)
    assert set(one_run.TOLD) <= set(words.EVENTS)
    assert set(stages.STAGES) - {"truce"} == set(words.STATES)
    assert len(words.RUNGS) == ladder.RESUME + 1
    assert {"held", "lasting_calm"} == set(words.STANDING)


def test_party_colours_are_apart_for_every_eye():
    """As seen with full deuteranopia and protanopia (linear light, Vienot et al. 1999)."""

    def seen(colour, red, green):
        rgb = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
        light = rgb**2.2
        mixed = red * light[0] + green * light[1]
        return np.array([mixed, mixed, light[2]]) ** (1 / 2.2)

    for red, green in ((0.293, 0.707), (0.112, 0.888)):
        one, other = (seen(colour, red, green) for colour in style.PARTY)
        assert np.abs(one - other).max() > 0.3


@pytest.mark.parametrize("last", [1, 2, 5, 42, 140, 600, 2000])
def test_ticks_begin_on_day_1_and_stay_few(last):
    found = days.ticks(last)

    assert found[0] == 1
    assert found == sorted(set(found))
    assert found[-1] <= last
    assert len(found) <= 7


def test_labels_are_moved_apart_and_no_further():
    assert labels.apart([5.0, 50.0], [10.0, 10.0], 0.0, 100.0) == [5.0, 50.0]

    moved = labels.apart([50.0, 50.0, 99.0], [10.0, 10.0, 10.0], 0.0, 100.0)

    assert (np.diff(moved) >= 10.0).all()
    assert moved[-1] == 95.0


places = st.tuples(st.floats(0, 500), st.floats(5, 200))
marked = st.lists(places, min_size=1, max_size=8, unique_by=lambda place: place[0]).map(sorted)


@settings(deadline=None)
@given(marked)
def test_labels_above_cover_neither_one_another_nor_a_line(lines):
    found = labels.rows_for(lines, 500.0)

    boxes = [
        (place, place, place + width, row) if side == "left" else (place, place - width, place, row)
        for (place, width), (row, side) in zip(lines, found, strict=True)
    ]
    for one, other in itertools.permutations(boxes, 2):
        assert not labels.clash(one[3], *one[:3], other)
        assert one[2] <= 500.0


def test_figures_need_neither_an_engine_nor_pyplot():
    code = (
        "import sys, sim.plots; bad = {'sim.model', 'sim.ensemble', 'mesa', 'numba', "
        "'matplotlib.pyplot'} & set(sys.modules); sys.exit(', '.join(bad) or 0)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("many", [3, 8, 11, 14, 16, 21])
def test_a_key_in_columns_reads_row_by_row(many):
    """As matplotlib fills them: the first columns have one more where not all are alike."""
    columns = np.array_split(labels.by_rows(list(range(many)), 8), 8)

    read = [one[row] for row in range(3) for one in columns if row < len(one)]

    assert read == list(range(many))


@pytest.mark.parametrize("most", [1, 5, 19])
def test_the_key_of_the_trade_off_fits_and_names_what_there_is(most):
    counts = np.arange(0, most + 1, 1 + most // 5)
    along = np.linspace(1.0, 0.1, len(counts))
    way = trade_off.Numbers(along, counts / most, counts, 0, 0.5, "talks")

    page = style.drawn(trade_off, way)

    (key,) = page.legends
    texts = {text.get_text() for text in key.get_texts()}
    named = {"asked for", "chosen", "0 restricted", *(str(count) for count in counts[1:])}
    assert texts == named
    box = key.get_window_extent(page.canvas.get_renderer())
    assert box.x1 <= page.bbox.x1


def test_a_band_is_behind_factors_that_share_it_and_behind_no_other():
    ranked = [
        sensitivity.Factor(f"f{place}", group, "1", ())
        for place, group in enumerate((1, 2, 2, 3, 3, 4))
    ]

    first, second = sensitivity.BANDS
    assert sensitivity.shades(ranked) == [None, first, first, second, second, None]
