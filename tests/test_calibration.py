"""Calibration: the method against known answers, the data, the command, and what draws from it."""

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from left import but_times
from playing import assert_same_run, configured, play, unless_given, watch

from agents import notes
from experiments import _command, calibrate, composing, provenance, run
from experiments.calibrating import questions
from experiments.sentences import Refused
from sim import calibration, draws, fitting, inference, observed, posteriors, records, rows
from sim.calibration import CENSORED, DATED, OBSERVABLE, Datum, Prior, Truce
from sim.checkout import ROOT
from sim.plots import calibrated_data as figures
from sim.plots import style
from sim.refusals import PremiseError

pytestmark = pytest.mark.usefixtures("elsewhere")

UNIFORM = 0


def prior(name, low, high, whole=False):
    """A uniform prior."""
    return Prior(name, UNIFORM, low, high, 0.5 * (low + high), whole, "meaning", "unit")


def plan(**changes):
    """A small plan."""
    usual = {"seed": 1, "simulations": 4000, "accept": 0.05, "draws": 500, "threads": 2}
    return fitting.Plan(**{**usual, **changes})


def written(data, name="mine.yaml"):
    """A calibration in a file."""
    Path(name).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return name


def small(**changes):
    """A calibration that is quickly done, as plain data."""
    truce = {"observed_by": 12, "observed": {"deaths": [3, 1], "crises": [1, 0.5]}}
    return {
        "parameters": {"violence.background": {"uniform": [0.05, 3.0]}},
        "scenarios": {"january_2025": truce},
        **changes,
    }


def test_trials_are_no_part_of_what_is_learnt_and_new_runs_have_new_luck(monkeypatch):
    learnt, played = [], []
    learn, play = fitting.inference.learn, fitting.calibration.play

    def noted_learning(features, parameters):
        learnt.append(len(features))
        return learn(features, parameters)

    def noted_playing(truce, names, values, seed, first, *rest):
        played.append(range(first, first + len(values)))
        return play(truce, names, values, seed, first, *rest)

    monkeypatch.setattr(fitting.inference, "learn", noted_learning)
    monkeypatch.setattr(fitting.calibration, "play", noted_playing)
    found = questions.checked("mine", "mine.yaml", small())
    fitting.fit(found.priors, found.truces, plan(simulations=2000, draws=300))

    assert learnt == [2000 - fitting.TRIALS]
    before, after = played
    assert len(before) == 2000
    assert len(after) == 300
    assert not set(before) & set(after)


@pytest.mark.parametrize(
    ("amount", "said"), [([-5, 1], "from 0 to"), ([1000, 1], "all that is owed")]
)
def test_an_amount_that_cannot_have_come_is_refused(amount, said):
    data = small()
    data["scenarios"]["january_2025"]["observed"]["hostages"] = amount

    with pytest.raises(PremiseError, match=r"january_2025\.observed\.hostages") as error:
        questions.checked("mine", "mine.yaml", data)

    assert said in str(error.value)


# -- the method -----------------------------------------------------------------------------------


def test_the_posterior_of_a_normal_mean_is_the_one_that_can_be_worked_out():
    """Prior N(0, 1), two observations with errors 0.5 and 1: precision 1 + 4 + 1."""
    luck = np.random.default_rng(4)
    wanted = luck.standard_normal((60_000, 2))
    first, second = wanted + [0.5, 0.5] * luck.standard_normal((60_000, 2)), wanted[:, :1]
    features = np.column_stack([first[:, 0], second[:, 0] + luck.standard_normal(60_000)])
    data = np.array([[1.0, -0.5]])

    learnt = inference.learn(features, wanted)
    found, aim = inference.summaries(learnt, features), inference.summaries(learnt, data)[0]
    drawn = inference.posterior(found, wanted, aim, 3000)

    mean = drawn.weights @ drawn.scores
    spread = np.sqrt(drawn.weights @ (drawn.scores - mean) ** 2)
    assert mean[0] == pytest.approx((1.0 * 4 - 0.5 * 1) / 6, abs=0.03)
    assert spread[0] == pytest.approx(1 / np.sqrt(6), rel=0.05)
    assert mean[1] == pytest.approx(0.0, abs=0.05)  # of which the data say nothing
    assert spread[1] == pytest.approx(1.0, rel=0.05)


def test_data_beyond_all_runs_are_taken_to_lie_at_their_edge():
    luck = np.random.default_rng(4)
    wanted = luck.standard_normal((20_000, 1))
    features = wanted + 0.5 * luck.standard_normal((20_000, 1))
    learnt = inference.learn(features, wanted)
    found = inference.summaries(learnt, features)

    means = []
    for value in (features.max(), 1e6):
        aim = inference.summaries(learnt, np.array([[value]]))[0]
        drawn = inference.posterior(found, wanted, aim, 500)
        means.append((drawn.weights @ drawn.scores).item())

    assert means[0] == means[1]
    assert 1.5 < means[0] < wanted.max()


def test_a_feature_that_never_differs_is_left_out():
    wanted = np.random.default_rng(4).standard_normal((1000, 1))
    features = np.column_stack([wanted[:, 0], np.full(1000, 7.0)])

    learnt = inference.learn(features, wanted)

    assert learnt.used.tolist() == [True, False]
    np.testing.assert_allclose(
        inference.summaries(learnt, features)[10:20], wanted[10:20], atol=0.3
    )


def test_products_are_learnt_from_where_there_are_simulations_enough():
    """Two features have three products, so there are six terms, each for twenty simulations."""
    luck = np.random.default_rng(4)
    for simulations, products in ((119, 0), (120, 3)):
        features, wanted = (
            luck.standard_normal((simulations, 2)),
            luck.standard_normal((simulations, 1)),
        )

        learnt = inference.learn(features, wanted)

        assert learnt.weights.shape == (3 + products, 1)


def test_simulations_at_one_distance_count_alike():
    """An event agrees or does not: all that agree count the same, and no others."""
    agrees = np.array([0.0, 1.0] * 500)

    nearest, width = inference.near(agrees, 100)
    few, edge = inference.near(np.array([0.0] * 3 + [1.0] * 997), 100)

    assert nearest.tolist() == list(range(0, 200, 2))
    assert width == 1.0
    assert (len(few), edge) == (100, np.inf)
    assert len(inference.near(np.arange(1000.0), 100)[0]) == 99


def test_resampling_takes_each_as_often_as_its_weight_says():
    weights = np.array([0.5, 0.0, 0.25, 0.25])

    assert inference.resampled(weights, 8, 0.5).tolist() == [0, 0, 0, 0, 2, 2, 3, 3]


def test_a_prior_is_drawn_by_its_quantiles_and_whole_numbers_stay_whole():
    assert prior("talks.rounds", 10, 20, whole=True).values([0.0, 0.44, 1.0]).tolist() == [
        10,
        14,
        20,
    ]
    assert Prior("x", 1, 0.01, 1.0, 0.1, False, "", "").values([0.5]) == pytest.approx([0.1])


# -- the data -------------------------------------------------------------------------------------

DATA = (
    Datum(OBSERVABLE, "deaths", 5.0, 2.0),
    Datum(DATED, "talks_begin", 6.0, 1.0),
    Datum(CENSORED, "fighting_resumes", 8.0),
)


def test_features_by_hand(january):
    """An amount; an event that came on day 4 and one that did not; day 9 is after day 8."""
    truce = Truce(january, 10, DATA)
    found = np.array([[3.0, 4.0, 9.0], [3.0, np.inf, 8.0], [3.0, 4.0, np.inf]])
    noise = np.array([[0.5, 1.0, 9.0]] * 3)

    assert calibration.features(truce, found, noise).tolist() == [
        [4.0, 1.0, 5.0, 1.0],
        [4.0, 0.0, 11.0, 0.0],
        [4.0, 1.0, 5.0, 1.0],
    ]
    assert calibration.target(truce).tolist() == [[5.0, 1.0, 6.0, 1.0]]


def test_what_runs_show_is_what_their_records_say(january):
    """Each event, found by another way in the records of the same runs."""
    kept = play(january, runs=60)
    runs, days = kept.runs, kept.days

    resumed = observed.day_of(kept, january, "fighting_resumes")
    for run_, day in zip(runs, resumed, strict=True):
        ended = run_["stage"] == 2
        assert day == (run_["last_day"] + (run_["resumed_by"] < 0) if ended else np.inf)
    for place in range(60):
        opened = [row[notes.DAY] for row in kept.log[place] if row[notes.KIND] == notes.CRISIS]
        for number in (1, 2, 3):
            day = observed.day_of(kept, january, "crisis", number)[place]
            assert day == (opened[number - 1] if len(opened) >= number else np.inf)
    talking = [day[day["talking"] == 1]["day"].min(initial=10**6) for day in days]
    talks = observed.day_of(kept, january, "talks_begin")
    assert np.isfinite(talks).any()
    assert all(day <= first for day, first in zip(talks, talking, strict=True) if first < 10**6)
    delivered = observed.day_of(kept, january, "delivery", next(iter(january.goods)))
    assert set(delivered[np.isfinite(delivered)]) == set(kept.items[:, 0]["done"]) - {0}
    assert set(observed.day_of(kept, january, "phase", 1)) == {1.0}
    assert {43.0, np.inf} < set(observed.day_of(kept, january, "phase", 2))
    limbo = observed.day_of(kept, january, "limbo_begins")
    assert set(limbo[np.isfinite(limbo)]) == {43.0}


def test_a_star_stands_for_each_of_a_section(january):
    known = january.premises

    names = rows.matching("mediators.*.skill", known)

    assert names == [f"mediators.{key}.skill" for key in known.mediators]
    assert rows.matching("violence.background", known) == ["violence.background"]
    assert rows.matching("obligations.moon.cost", known) == []
    values = np.array([[0.123], [0.456]])
    found = calibration.rows_at(january, ["mediators.*.skill"], values)
    for key in names:
        _, _, place, _ = rows.locate(key, known, january.shape)
        assert found[:, place].tolist() == [0.123, 0.456]


def test_what_is_fitted_is_not_drawn_by_the_scenario_as_well():
    ranged = configured("choice.scale={uniform: [0.01, 0.02]}", "choice.resolve={uniform: [0, 1]}")
    truce = Truce(ranged, 2, (Datum(OBSERVABLE, "deaths", 1.0),))

    left = calibration.fixed(truce, ["choice.scale"]).scenario

    assert len(left.spreads) == len(ranged.spreads) - 1
    scale, resolve = (draws.address(f"choice.{name}") for name in ("scale", "resolve"))
    assert scale in ranged.spreads["address"]
    assert scale not in left.spreads["address"]
    assert resolve in left.spreads["address"]


# -- recovery -------------------------------------------------------------------------------------

IDENTIFIED = (prior("violence.background", 0.05, 3.0), prior("violence.branching", 0.0, 0.6))


def data_of(scenario, truth, run_, last_day):
    """What one run at a point shows, as data with small errors."""
    names = ("deaths", "crises", "crisis_days")
    asked = Truce(scenario, last_day, tuple(Datum(OBSERVABLE, name, 0.0) for name in names))
    keys = [one.name for one in IDENTIFIED]
    found = calibration.play(asked, keys, np.array([truth]), 99, run_, 1)[0]
    data = (Datum(OBSERVABLE, *one, 0.5) for one in zip(names, found, strict=True))
    return Truce(scenario, last_day, tuple(data))


@pytest.mark.slow
def test_known_parameters_are_recovered_from_simulated_data(january):
    """Much violence and little, by three truces each: every interval holds what the runs were made
    with, and narrows what the data tell of."""
    for truth in ((0.3, 0.1), (2.0, 0.1)):
        truces = [data_of(january, truth, number, 30) for number in range(3)]

        found = fitting.fit(IDENTIFIED, truces, plan())

        every = fitting.moved(IDENTIFIED, found)
        for one, true in zip(every, truth, strict=True):
            assert one.after[2] <= true <= one.after[3]
        assert every[0].narrowed < 0.6


@pytest.mark.slow
def test_nine_of_ten_intervals_hold_the_truth_in_simulated_data(january):
    """Three standard errors of a count about 180 of 200; and the data do tell something."""
    truces = [data_of(january, (1.0, 0.3), 5, 16), data_of(january, (1.0, 0.3), 6, 16)]

    found = fitting.fit(IDENTIFIED, truces, plan(simulations=12_000))

    assert fitting.TRIALS == 200
    assert (abs(found.coverage - 180) <= 3 * np.sqrt(200 * 0.9 * 0.1)).all()
    assert found.error[0] < 0.6
    assert (found.error <= 1.02).all()


def test_an_event_that_had_not_happened_moves_the_answer_the_other_way(january):
    """How much play there is in decisions to resume fighting: standing after day 40, or not."""
    priors = (prior("choice.resolve", 0.0, 0.3),)
    stands = Truce(january, 40, (Datum(CENSORED, "fighting_resumes", 40.0),))
    fell = Truce(january, 40, (Datum(DATED, "fighting_resumes", 12.0, 2.0),))

    standing, fallen = (fitting.fit(priors, [one], plan(draws=300)) for one in (stands, fell))

    middle = 0.15
    assert standing.posterior.mean() < middle - 0.01
    assert fallen.posterior.mean() > middle + 0.01
    before, after = (fitting.band(stands.data[0], shown[0][:, 0]) for shown in
                     (standing.before, standing.after))  # fmt: skip
    assert after.share > before.share


def test_a_later_day_of_censoring_says_more(january):
    priors = (prior("choice.resolve", 0.0, 0.3),)
    means = []
    for day in (2.0, 40.0):
        truce = Truce(january, 40, (Datum(CENSORED, "fighting_resumes", day),))
        means.append(fitting.fit(priors, [truce], plan(draws=300)).posterior.mean())

    assert means[1] < means[0] - 0.01


# -- the calibration that ships -------------------------------------------------------------------


def test_the_calibration_that_ships_looks_at_what_the_record_allows_and_at_nothing_later():
    shipped = questions.read("two_truces")

    assert len(shipped.priors) == 4
    for truce in shipped.truces:
        assert all(one.kind == OBSERVABLE or one.value <= truce.last_day for one in truce.data)
    january, november = shipped.truces
    assert january.last_day == 16
    assert [(one.name, one.value) for one in january.data if one.kind == CENSORED] == [
        ("fighting_resumes", 16.0),
        ("talks_begin", 16.0),
    ]
    assert [(one.name, one.value) for one in november.data if one.kind == DATED] == [
        ("fighting_resumes", 8.0)
    ]


def test_no_run_is_played_beyond_the_last_day_of_the_data(monkeypatch):
    shipped = questions.read("two_truces")
    lasts = []

    def noted(*arguments):
        lasts.append((arguments[-1], real(*arguments)))
        return lasts[-1][1]

    real = calibration.ensemble.play_runs
    monkeypatch.setattr(calibration.ensemble, "play_runs", noted)
    names = [one.name for one in shipped.priors]
    fitting.played(shipped.truces, names, fitting.values(shipped.priors, np.full((9, 5), 0.5)),
                   plan(), 0, lambda count: None)  # fmt: skip

    assert sorted(last for last, _ in lasts) == [8, 16]
    assert all(kept.runs["last_day"].max() <= last for last, kept in lasts)


def test_the_command_that_a_page_names_can_be_given_to_a_shell():
    own = questions.read("two_truces")._replace(file="mine here.yaml")

    made = calibrate.command_of(own, calibrate.Settings(seed=2))

    assert made == "python -m experiments.calibrate 'calibration=mine here.yaml' seed=2"


def test_the_page_in_docs_is_of_the_calibration_that_ships():
    """Made by the command that it names, with the same data and parameters."""
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    shipped = questions.read("two_truces")

    assert "`python -m experiments.calibrate`" in text
    assert all(f"| `{one.name}` | {one.meaning}" in text for one in shipped.priors)
    for truce in shipped.truces:
        for datum in truce.data:
            assert f"\n| {calibrate.calibration_page.called(datum)} | " in text
        figure = ROOT / "docs" / "figures" / f"calibration_{truce.scenario.name}.png"
        assert figure.is_file()


# -- the file -------------------------------------------------------------------------------------


def event(**changes):
    """A calibration with one event."""
    truce = {"observed_by": 12, "events": [{"event": "talks_begin", **changes}]}
    return small(scenarios={"january_2025": truce})


def observing(**changes):
    """A calibration with these amounts."""
    return small(scenarios={"january_2025": {"observed_by": 12, "observed": changes}})


def fitted(name, value):
    """A calibration of one parameter."""
    return small(parameters={name: value})


WRONG = [
    ({**small(), "scenarois": {}}, "scenarois: there is no such key; did you mean 'scenarios'?"),
    (small(scenarios={}), "scenarios: none given"),
    (small(parameters={}), "parameters: none given"),
    (small(scenarios={"januray_2025": {}}), "did you mean 'january_2025'?"),
    (small(scenarios={"january_2025": {}}), "observed_by: null is not allowed; it takes a day"),
    (small(scenarios={"january_2025": {"observed_by": 999}}), "it takes a day from 1 to 140"),
    (small(scenarios={"january_2025": {"observed_by": 9}}), "has no data"),
    (
        small(scenarios={"january_2025": {"observed_by": 9, "observed": {"deaths": [3, 1]},
                                          "lacks": {"death": "It counts none."}}}),
        "lacks.death: there is no such key; did you mean 'deaths'?",
    ),
    (
        small(scenarios={"january_2025": {"observed_by": 9, "observed": {"deaths": [3, 1]},
                                          "lacks": {"deaths": 3}}}),
        "lacks.deaths: 3 is not allowed; it takes a sentence",
    ),
    (small(scenarios={"january_2025": {"by": 9}}), "january_2025.by: there is no such key"),
    (
        small(scenarios={"january_2025": {"observed_by": 9, "overrides": ["runs=5"]}}),
        "'runs=5' is not allowed; it takes what belongs to a scenario",
    ),
    (
        small(scenarios={"january_2025": {"observed_by": 9, "overrides": ["choice.scal=5"]}}),
        "did you mean 'scale'?",
    ),
    (observing(deahts=[1, 1]), "did you mean 'deaths'?"),
    (observing(deaths=3), "observed.deaths: 3 is not allowed; it takes [value, standard error]"),
    (observing(deaths=[3, -1]), "it takes [value, standard error]"),
    (event(event="talks_start", day=[3, 1]), "did you mean 'talks_begin'?"),
    (event(event=["talks_begin"]), "is not allowed; it takes one of"),
    (event(), "takes either day"),
    (event(day=[3, 1], after=3), "takes either day"),
    (event(day=3), "events.0.day: 3 is not allowed; it takes [day, standard error]"),
    (event(day=[13, 1]), "it takes a day from 1 to 12, observed_by"),
    (event(after=13), "it takes a day from 1 to 12, observed_by"),
    (event(day=[3, 1], number=2), "events.0.number: is not allowed; event talks_begin takes none"),
    (event(event="crisis", day=[3, 1], number=0), "a whole number of at least 1"),
    (event(event="delivery", day=[3, 1], of="tens"), "did you mean 'tents'?"),
    (event(day=[3, 1], on=3), "events.0.on: there is no such key"),
    (fitted("violence.backgruond", {"uniform": [0, 1]}), "did you mean 'background'?"),
    (fitted("violenc.background", {"uniform": [0, 1]}), "there is no such parameter"),
    (fitted("violence.background", 0.5), "to fit it, give a range"),
    (fitted("violence.background", {"uniform": [1, 0]}), "uniform: [low, high]"),
    (fitted("violence.background", {"uniform": [1, 1]}), "whose ends differ"),
    (fitted("violence.background", {"uniform": [-1, 1]}), "-1 is not allowed"),
    (fitted("talks.protocol", {"uniform": [0, 1]}), "it takes one of"),
    (fitted("calendar.horizon", {"uniform": [9, 20]}), "one value for all runs"),
    (fitted("obligations.tnts.cost", {"uniform": [0, 1]}), "did you mean 'tents'?"),
    (fitted("mediators.*.skil", {"uniform": [0, 1]}), "did you mean 'skill'?"),
    (
        small(parameters={"mediators.*.skill": {"uniform": [0, 1]},
                          "mediators.us.skill": {"uniform": [0, 1]}}),
        "mediators.us.skill is fitted already, as 'mediators.*.skill'",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), WRONG, ids=[words[:40] for _, words in WRONG])
def test_a_file_that_cannot_be_is_refused_in_one_sentence(data, words, capsys):
    name = written(data)

    assert _command.plainly(calibrate.main, [f"calibration={name}"]) == 2

    said = capsys.readouterr().err
    assert words in said
    assert said.startswith("mine.yaml: ")
    assert said.count("\n") == 1
    assert [path.name for path in Path().iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("calibration=two_truses", "did you mean 'two_truces'?"),
        ("calibration=/tmp/two_truses.yaml", "no such file as '/tmp/two_truses.yaml'; it takes"),
        ("calibration=two_truses.yaml", "did you mean 'two_truces'?"),
        ("simulations=10", "simulations: 10 is not allowed"),
        ("simulation=1e5", "did you mean 'simulations'?"),
        ("seed=1.5", "seed: 1.5 is not allowed"),
        ("seed", "as KEY=VALUE"),
        ("page=no/such/folder.md", "page: 'no/such/folder.md' cannot be written"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_one_sentence(argument, words, capsys):
    assert _command.plainly(calibrate.main, [argument]) == 2

    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not list(Path().iterdir())


def test_a_key_given_twice_is_refused():
    Path("twice.yaml").write_text("title: a\ntitle: b\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"line 2: the key 'title' is given twice"):
        questions.read("twice.yaml")


@pytest.mark.parametrize(
    "text", ["9" * 5000, "2025-13-45", "!!bool x", "!!timestamp x", "[" * 5000]
)
def test_yaml_that_stands_for_no_value_is_refused_by_its_file(text):
    Path("odd.yaml").write_text(f"title: {text}\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"^odd\.yaml"):
        questions.read("odd.yaml")


def test_a_posterior_of_names_that_are_no_text_is_refused():
    held = posteriors.contents(("abc",), np.ones((3, 1))).replace(b"abc", b"ab\xd9")
    Path("odd.parquet").write_bytes(held)

    with pytest.raises(PremiseError, match=r"'odd\.parquet' is no Parquet file"):
        posteriors.read("odd.parquet")


# -- the command ----------------------------------------------------------------------------------


def calibrated(*arguments):
    """A small calibration that must succeed."""
    name = written(small())
    usual = [f"calibration={name}", "simulations=2000", "draws=100"]
    assert _command.plainly(calibrate.main, [*usual, *arguments]) == 0


@pytest.mark.slow
def test_the_same_command_leaves_the_same_bytes_on_any_number_of_threads():
    calibrated("threads=1", "out=one")
    calibrated("threads=3", "out=three")

    one, three = but_times("one"), but_times("three")
    assert one == three
    assert {
        "posterior.parquet", "posterior.csv", "predictive.csv", "calibration.md", "config.yaml",
        "figures/calibration_parameters.svg", "figures/calibration_january_2025.png",
    } <= one.keys()  # fmt: skip


@pytest.mark.parametrize(("deaths", "told"), [(900, True), (3, False)])
def test_the_page_says_what_the_model_lacks_where_the_runs_do_not_cover_the_data(deaths, told):
    truce = {"observed_by": 12, "observed": {"deaths": [deaths, 1]},
             "lacks": {"deaths": "no run has so many."}}  # fmt: skip
    written(small(scenarios={"january_2025": truce}))
    asked = ["calibration=mine.yaml", "simulations=2000", "draws=100", "out=done"]

    assert _command.plainly(calibrate.main, asked) == 0

    page = " ".join(Path("done", "calibration.md").read_text(encoding="utf-8").split())
    assert ("Deaths (`january_2025`): no run has so many." in page) == told


def test_a_median_shows_beside_the_records_line_and_is_in_the_key():
    """Both at 2: the median is drawn over the line, in a shape that the line does not hide."""
    datum = figures.Shown("crises", 2.0, 0.7, (0.0, 1.0, 3.0), (0.0, 2.0, 2.0), 0)

    page = style.drawn(figures, figures.Numbers([datum], "A truce"))

    (axes,) = page.axes
    (record,) = [one for one in axes.lines if one.get_color() == figures.RECORD]
    medians = [one for one in axes.lines if one.get_marker() == figures.MEDIAN["marker"]]
    assert [one.get_xdata()[0] for one in medians] == [1.0, 2.0]
    assert all(one.get_zorder() > record.get_zorder() for one in medians)
    assert all(one.get_markersize() > 2.0 * record.get_linewidth() for one in medians)
    (key,) = page.legends
    assert "median" in [text.get_text() for text in key.get_texts()]
    shown = " ".join(text.get_text() for text in page.texts).replace("\n", " ")
    assert "runs that agree with that. All this is under these assumptions; not a" in shown


def test_a_rerun_is_recognised_and_writes_its_page_anew(capsys, monkeypatch):
    calibrated()
    (folder,) = Path("results").iterdir()
    monkeypatch.setattr(calibrate, "work", lambda *_: pytest.fail("played again"))

    calibrated("page=page.md", "threads=1")

    said = capsys.readouterr().out
    assert "Already done" in said
    assert f"Told at length in {folder / 'calibration.md'}\n" in said
    page = Path("page.md").read_text(encoding="utf-8")
    assert page == (folder / "calibration.md").read_text(encoding="utf-8")
    for figure in ("calibration_parameters", "calibration_january_2025"):
        assert f"](figures/{figure}.png)" in page
        assert Path("figures", f"{figure}.png").is_file()


@pytest.mark.slow
def test_another_seed_or_other_data_have_a_folder_of_their_own():
    calibrated()
    calibrated("seed=2")
    written({**small(), "title": "another"})
    assert _command.plainly(
        calibrate.main, ["calibration=mine.yaml", "simulations=2000", "draws=100"]
    ) == 0  # fmt: skip

    assert len(list(Path("results").iterdir())) == 3


def test_a_dry_run_says_how_long_it_takes_and_leaves_nothing(capsys):
    calibrated("dry_run=true", "out=nested/folder")

    said = " ".join(capsys.readouterr().out.split())
    assert "1 parameter, 1 truce, 2,100 runs" in said
    assert "about" in said
    assert "nested/folder" in said
    assert [path.name for path in Path().iterdir()] == ["mine.yaml"]


def test_a_folder_with_something_else_is_left_as_it_is(capsys):
    Path("full").mkdir()
    Path("full", "thing").write_text("ours")
    name = written(small())

    assert _command.plainly(calibrate.main, [f"calibration={name}", "out=full"]) == 2

    assert "holds something else" in capsys.readouterr().err
    assert Path("full", "thing").read_text() == "ours"


@pytest.mark.parametrize(("where", "status"), [("draw", 130), ("write", 130)])
def test_an_interrupt_leaves_nothing(where, status, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(calibrate, where, stop)
    name = written(small())

    found = _command.plainly(
        calibrate.main, [f"calibration={name}", "simulations=2000", "draws=100"]
    )

    assert found == status
    assert [path.name for path in Path().iterdir()] == ["mine.yaml"]


def test_what_is_written_agrees_with_the_draws():
    calibrated("out=done")

    draws_ = pq.read_table("done/posterior.parquet").column("violence.background").to_numpy()
    with open("done/posterior.csv", encoding="utf-8") as file:
        (line,) = csv.DictReader(file)
    with open("done/predictive.csv", encoding="utf-8") as file:
        bands = list(csv.DictReader(file))

    assert len(draws_) == 100
    assert float(line["posterior_mean"]) == draws_.mean()
    assert float(line["sd_ratio"]) == pytest.approx(draws_.std() / (2.95 / np.sqrt(12)), rel=1e-3)
    assert float(line["prior_mean"]) == pytest.approx(1.525)
    assert float(line["sd_ratio"]) < 0.8  # three deaths in twelve days are few
    assert float(line["moved"]) < -0.5
    assert [(one["what"], one["when"]) for one in bands] == [
        ("deaths", "prior"), ("deaths", "posterior"), ("crises", "prior"), ("crises", "posterior"),
    ]  # fmt: skip


# -- drawing from a posterior ---------------------------------------------------------------------

NAMES = ("choice.scale", "mediators.*.skill", "talks.rounds")
VALUES = np.column_stack(
    [np.linspace(0.01, 0.07, 40), np.linspace(0.1, 0.9, 40), np.arange(10, 50)]
)


def posterior_file(names=NAMES, values=VALUES, path="held.parquet"):
    """A posterior in a file."""
    Path(path).write_bytes(posteriors.contents(names, np.asarray(values, dtype=float)))
    return path


def drawing(*overrides, **rest):
    """A scenario that draws from a posterior."""
    return composing.composed(f"posterior={posterior_file(**rest)}", *overrides)


def test_both_engines_play_the_same_draws_of_a_posterior():
    scenario = drawing().scenario
    kept = play(scenario, seed=3, runs=12)

    for number in range(6):
        assert_same_run(kept, number, watch(scenario, 3, number))


def drawn_by(scenario, seed, first, count):
    """The parameters that runs drew; shape (runs, parameters)."""
    keep = records.RUNS_ONLY._replace(rows=True)
    left = next(composing_play(scenario, seed, count, first, keep)).rows
    keys = ("choice.scale", "mediators.us.skill", "mediators.qatar.skill", "talks.rounds")
    columns = []
    for key in keys:
        _, _, place, whole = rows.locate(key, scenario.premises, scenario.shape)
        columns.append(left[:, place] if whole else left.view(np.float64)[:, place])
    return np.column_stack(columns)


def composing_play(*arguments):
    """Blocks of runs of the ensemble, to their first day."""
    return calibration.ensemble.play(*arguments, threads=1, last_day=1)


def test_a_run_draws_one_row_of_the_posterior_and_all_of_it():
    found = drawn_by(drawing().scenario, 3, 0, 200)

    rows_ = {tuple(row) for row in found}
    assert rows_ <= {(a, b, b, c) for a, b, c in VALUES.tolist()}
    assert len(rows_) > 30  # of forty
    counts = np.bincount(found[:, 3].astype(int) - 10, minlength=40)
    assert counts.max() < 20


def test_the_draw_of_a_run_depends_on_its_seed_and_number_alone():
    scenario = drawing().scenario
    many = drawn_by(scenario, 3, 0, 60)

    np.testing.assert_array_equal(drawn_by(scenario, 3, 50, 10), many[50:])
    np.testing.assert_array_equal(
        drawn_by(drawing("scenario=firm_guarantee").scenario, 3, 0, 60), many
    )
    assert (drawn_by(scenario, 4, 0, 60) != many).any()


def test_a_posterior_takes_the_place_of_a_range():
    ranged = configured("choice.scale={uniform: [0.5, 0.6]}", "choice.resolve={uniform: [0, 1]}")
    held = posteriors.read(posterior_file(("choice.scale",), [[0.02], [0.03]]))

    scenario = posteriors.drawn(ranged, held)

    keep = records.RUNS_ONLY._replace(rows=True)
    left = next(composing_play(scenario, 1, 20, 0, keep)).rows.view(np.float64)
    scale, resolve = (
        left[:, rows.locate(key, scenario.premises, scenario.shape)[2]]
        for key in ("choice.scale", "choice.resolve")
    )
    assert set(scale) == {0.02, 0.03}
    assert len(set(resolve)) == 20
    assert_same_run(play(scenario, runs=3), 2, watch(scenario, run=2))


def test_the_draw_of_a_posterior_shares_no_address_with_a_premise(january):
    names = [
        f"{section}.{key}.{field}"
        for section, model in rows.LISTS.items()
        for key in getattr(january.premises, section)
        for field in model.model_fields
    ]

    assert len(names) > 400
    assert draws.JOINT not in {draws.address(name) for name in names}


def test_a_posterior_reads_back_as_it_was_written():
    held = posteriors.read(posterior_file())

    assert held.names == NAMES
    np.testing.assert_array_equal(held.values, VALUES)
    assert posteriors.contents(held.names, held.values) == held.contents


def played(*arguments):
    """The status of a command that plays."""
    return _command.start(run.main, unless_given(["plots=false", "keep=runs", "runs=5"], arguments))


def test_a_result_knows_the_posterior_it_was_drawn_from():
    posterior_file(path="posterior.parquet")
    assert played("posterior=posterior.parquet", "out=drawn") == 0
    assert played("out=plain") == 0

    config = yaml.safe_load(Path("drawn", "config.yaml").read_text(encoding="utf-8"))
    noted = json.loads(Path("drawn", provenance.FILE).read_text(encoding="utf-8"))
    held = posteriors.read("posterior.parquet")
    assert config["posterior"] == noted["posterior"] == held.hash
    assert Path("drawn", "posterior.parquet").read_bytes() == held.contents
    assert "posterior" not in yaml.safe_load(Path("plain", "config.yaml").read_text("utf-8"))
    assert but_times("drawn")["runs.parquet"] != but_times("plain")["runs.parquet"]


def test_what_lies_in_a_posterior_counts_and_not_where_it_lies(capsys):
    Path("there").mkdir()
    posterior_file(path="here.parquet")
    posterior_file(path="there/posterior.parquet")
    posterior_file(values=VALUES[:20], path="other.parquet")

    assert played("posterior=here.parquet") == 0
    assert played("posterior=there") == 0
    assert "Already played" in capsys.readouterr().out
    assert played("posterior=other.parquet") == 0
    assert len(list(Path("results").iterdir())) == 2


def foreign(kind):
    """A file that is no posterior."""
    table = {"choice.scale": pa.array([0.1, 0.2])}
    if kind == "unmarked":
        pq.write_table(pa.table(table), "foreign")
    elif kind == "words":
        marked = pa.table({"choice.scale": pa.array(["a"])})
        pq.write_table(marked.replace_schema_metadata(posteriors.MARK), "foreign")
    elif kind == "empty":
        none = pa.table({"choice.scale": pa.array([], pa.float64())})
        pq.write_table(none.replace_schema_metadata(posteriors.MARK), "foreign")
    elif kind == "text":
        Path("foreign").write_text("not a table")
    return "foreign"


FOREIGN = [
    ("missing", "'foreign' cannot be read (no such file or directory)"),
    ("text", "'foreign' is no Parquet file"),
    ("unmarked", "'foreign' was not written by experiments.calibrate"),
    ("words", "'foreign' holds something other than numbers"),
    ("empty", "'foreign' holds no draws"),
]
UNFIT = [
    (("obligations.moon.cost",), [[0.1]], "draws obligations.moon.cost, and scenario january_2025"),
    (("choice.scal",), [[0.1]], "draws choice.scal, and there is no such parameter"),
    (("choice.scale",), [[0.1], [-0.5]], "draws choice.scale as -0.5; it takes a number from 0"),
    (("choice.scale",), [[np.nan]], "draws choice.scale as NaN; it takes a number"),
    (("talks.rounds",), [[0.2]], "draws talks.rounds as 0.2; it takes a whole number from 1"),
    (("calendar.horizon",), [[50.0]], "draws calendar.horizon, which takes one value"),
    (("talks.protocol",), [[1.0]], "draws talks.protocol, which takes one value"),
    (
        ("mediators.*.skill", "mediators.us.skill"), [[0.1, 0.2]],
        "draws mediators.us.skill twice, as 'mediators.*.skill' and as 'mediators.us.skill'",
    ),
]  # fmt: skip


def refused(capsys, *arguments):
    """The one sentence with which a command that plays is refused."""
    assert played(*arguments) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert not Path("results").exists()
    return said


@pytest.mark.parametrize(("kind", "words"), FOREIGN)
def test_a_foreign_file_is_refused(kind, words, capsys):
    assert words in refused(capsys, f"posterior={foreign(kind)}")


@pytest.mark.parametrize(("names", "values", "words"), UNFIT)
def test_a_posterior_that_does_not_fit_the_scenario_is_refused(names, values, words, capsys):
    posterior_file(names, values)

    said = refused(capsys, "posterior=held.parquet")

    assert f"posterior: {words}" in said


def test_what_a_scenario_has_no_such_thing_of_is_not_drawn():
    posterior_file(("obligations.tents.cost", "choice.scale"), [[0.1, 0.07]])
    held = posteriors.read("held.parquet")
    november = composing.composed("scenario=november_2023").scenario

    assert posteriors.left_out(november, held) == ["obligations.tents.cost"]
    assert len(posteriors.drawn(november, held).joint.joined) == 1


def test_a_run_names_what_it_draws_and_nothing_else(capsys):
    posterior_file(("obligations.tents.cost", "choice.scale"), [[0.1, 0.07]])

    assert played("posterior=held.parquet", "scenario=november_2023", "dry_run=true") == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "Drawn from held.parquet: choice.scale." in said
    assert "november_2023 has none: obligations.tents.cost" in said


def test_a_posterior_of_which_a_scenario_has_nothing_is_refused(capsys):
    posterior_file(("obligations.tents.cost",), [[0.1]])

    said = refused(capsys, "posterior=held.parquet", "scenario=november_2023")

    assert "scenario november_2023 has none of it" in said


@pytest.mark.parametrize(
    "given", ["choice.scale=0.1", "mediators.us.skill=0.5", "talks={rounds: 9}"]
)
def test_a_parameter_given_and_drawn_is_refused(given, capsys):
    posterior_file()

    said = refused(capsys, "posterior=held.parquet", given)

    assert "is given, and drawn from the posterior as well; leave one of them out" in said


def test_what_a_calibration_leaves_can_be_drawn_from():
    calibrated("out=done")

    assert played("posterior=done", "out=drawn") == 0

    assert Path("drawn", "posterior.parquet").read_bytes() == Path(
        "done", "posterior.parquet"
    ).read_bytes()  # fmt: skip
