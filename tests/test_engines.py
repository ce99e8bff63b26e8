"""Two engines, one simulation."""

import numpy as np
import pytest
from playing import assert_same_run, config, configured, play, watch

from sim import draws, ensemble, phases, records, tables
from sim.model import Negotiation
from sim.refusals import PremiseError
from sim.scenario import from_config

# Settings that switch each mechanism off, and some that push it hard.
VARIANTS = {
    "as it stands": (),
    "best replies": ("choice.scale=0", "choice.resolve=0"),
    "nobody resumes": ("choice.resumable=false",),
    "no talks": ("talks.protocol=no_talks",),
    "quick talks": ("talks.rounds_a_day=5", "talks.rounds=12", "obligations.talks_israel.cost=0"),
    "no mediators": ("mediators=none",),
    "no violence": ("violence.background=0", "violence.tension_link=0", "shocks.shock_rate=0"),
    "much violence": ("violence.background=5", "violence.branching=0.9", "violence.harm=0.01"),
    "blind": ("verification.aid.miss=1", "verification.exchange.false_alarm=1"),
    "monitored": ("monitoring.monitors=1",),
    "no limbo": ("limbo.limbo=false",),
    "short limbo": ("limbo.longest=3", "choice.resumable=false"),
    "shocks": ("shocks.shock_rate=0.2", "shocks.shock_size=0.5"),
    "dated changes": (
        "changes=[{day: 20, set: {mediators.us.leverage_israel: 1.5, violence.background: 3}},"
        "{day: 30, set: {talks.rounds_a_day: 3}}]",
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_both_engines_give_the_same_runs(name):
    premises = configured(*VARIANTS[name])

    kept = play(premises, seed=11, runs=6)

    for run in range(6):
        assert_same_run(kept, run, watch(premises, 11, run))


def test_the_summary_of_a_run_is_the_same_from_both_engines(january):
    kept = play(january, seed=5, runs=10)

    for run in range(10):
        model = watch(january, 5, run)
        summary = np.zeros(len(records.RUN_COLUMNS))
        records.write_run(summary, model.world, model.parties, model.obligations)
        items = np.zeros(kept.items.shape[1:])
        records.write_items(items, model.obligations)

        np.testing.assert_array_equal(kept.runs[run], summary)
        np.testing.assert_array_equal(kept.items[run], items)


def test_a_run_does_not_depend_on_the_runs_beside_it(january):
    many = np.concatenate([kept.runs for kept in ensemble.play(january, 3, 600, threads=2)])
    few = np.concatenate([kept.runs for kept in ensemble.play(january, 3, 10, threads=1)])
    later = np.concatenate([kept.runs for kept in ensemble.play(january, 3, 300, first=300)])

    np.testing.assert_array_equal(many[:10], few)
    np.testing.assert_array_equal(many[300:], later)


def test_another_seed_gives_other_runs(january):
    assert (play(january, 1, 20).runs != play(january, 2, 20).runs).any(axis=1).all()


def test_what_is_kept_does_not_change_what_happens(january):
    everything = play(january, 4, 40)
    little = play(january, 4, 40, keep=ensemble.RUNS_ONLY)

    np.testing.assert_array_equal(everything.runs, little.runs)


def test_a_log_that_proves_too_short_is_played_again(january, monkeypatch):
    usual = play(january, 1, 20)

    monkeypatch.setattr(ensemble, "LOG_ROWS", 3)
    monkeypatch.setattr(ensemble, "OFFER_ROWS", 2)
    short = play(january, 1, 20)

    length = min(usual.log.shape[1], short.log.shape[1])
    np.testing.assert_array_equal(usual.runs, short.runs)
    np.testing.assert_array_equal(usual.log[:, :length], short.log[:, :length])
    length = min(usual.offers.shape[1], short.offers.shape[1])
    np.testing.assert_array_equal(usual.offers[:, :length], short.offers[:, :length])


@pytest.mark.parametrize("day", [1, 16, 44])
def test_any_day_can_be_stored_and_played_on_from(january, day):
    whole = play(january, 9, 30)
    stored = play(january, 9, 30, keep=ensemble.Keep(rows=True), last_day=day)

    keys = draws.run_keys(9, 0, 30)
    rest = ensemble.play_runs(january, stored.rows, keys)

    np.testing.assert_array_equal(rest.runs, whole.runs)
    np.testing.assert_array_equal(rest.days[:, day:], whole.days[:, day:])


def test_the_engines_can_play_on_from_each_others_days(january):
    watched = Negotiation(january, 9, 2).play(last_day=20)
    stored = play(january, 9, 3, keep=ensemble.Keep(rows=True), last_day=20)

    np.testing.assert_array_equal(watched.row(), stored.rows[2])

    resumed = Negotiation(january, 9, 2, row=stored.rows[2]).play()
    np.testing.assert_array_equal(
        resumed.days.array(), play(january, 9, 3).days[2, 20 : int(resumed.world.day)]
    )


def test_a_state_that_is_over_stays_over(january):
    ended = play(january, 1, 20, keep=ensemble.Keep(rows=True))

    again = ensemble.play_runs(january, ended.rows, draws.run_keys(1, 0, 20))

    np.testing.assert_array_equal(again.runs, ended.runs)


def test_a_premise_changed_on_a_day_changes_nothing_before_it():
    plain = play(configured(), 2, 40)
    changed = play(configured("changes=[{day: 25, set: {violence.background: 20}}]"), 2, 40)

    column = records.DAY_COLUMNS.index("incidents")
    standing = plain.days[:, 24, 0] > 0
    np.testing.assert_array_equal(plain.days[:, :24], changed.days[:, :24])
    assert (plain.days[standing, 24, column] < changed.days[standing, 24, column]).all()


def test_weights_changed_on_a_day_still_sum_to_one():
    quick = ("obligations.talks_israel.cost=0", "talks.rounds=8")
    late = "changes=[{day: 18, set: {issues.aid.weight_israel: 500}}]"

    offers = play(configured(*quick, late), 2, 20).offers

    assert offers[..., 3].max() <= 1.0 + 1e-12
    assert (offers != play(configured(*quick), 2, 20).offers).any()


def test_a_run_that_is_stopped_early_has_no_cause(january):
    stopped = play(january, 1, 20, last_day=5).runs

    causes = stopped[:, records.RUN_COLUMNS.index("cause")]
    assert (causes[stopped[:, 0] == 5] == phases.NONE).any()
    assert not (causes == phases.HELD).any()


def test_a_run_played_on_leaves_no_events_of_the_days_before(january):
    stored = play(january, 9, 30, keep=ensemble.Keep(rows=True), last_day=16)
    rest = ensemble.play_runs(january, stored.rows, draws.run_keys(9, 0, 30))

    names = tables.Names(january)
    whole = tables.events_table(names, play(january, 9, 30), 0, 9).to_pandas()
    after = tables.events_table(names, rest, 0, 9).to_pandas()

    expected = whole[whole["day"] > 16].reset_index(drop=True)
    assert after.equals(expected)


@pytest.mark.parametrize(
    "override",
    ["calendar.horizon={uniform: [50, 60]}", "changes=[{day: 9, set: {calendar.horizon: 2000}}]"],
)
def test_what_shapes_the_records_is_the_same_for_all_runs_and_days(override):
    with pytest.raises(PremiseError, match="horizon"):
        configured(override)


def test_a_premise_drawn_for_each_run_stays_in_its_range_and_varies():
    plain = config()
    plain["parties"]["israel"]["trust"] = {"triangular": [0.2, 0.3, 0.6]}
    premises = from_config(plain)

    model = [watch(premises, 1, run).parties[0].trust for run in range(12)]

    assert all(0.2 <= trust <= 0.6 for trust in model)
    assert len(set(model)) == 12


def test_swapping_the_sides_swaps_the_outcome():
    """The same parties in each other's seats, each with its own stream of luck."""
    plain = config()
    first, second = plain["parties"].items()
    swapped = dict(plain)
    swapped["parties"] = {
        second[0]: {**second[1], "stream": 1},
        first[0]: {**first[1], "stream": 0},
    }
    one, other = play(from_config(plain), 1, 300), play(from_config(swapped), 1, 300)

    for columns, ours, theirs in (
        (records.RUN_COLUMNS, one.runs, other.runs),
        (records.DAY_COLUMNS, one.days, other.days),
    ):
        order = [mirrored(columns, name) for name in columns]
        np.testing.assert_array_equal(ours, theirs[..., order])
    offers = list(range(one.offers.shape[2]))
    offers[3], offers[4] = 4, 3
    np.testing.assert_array_equal(one.offers, other.offers[..., offers])


def mirrored(columns, name):
    """Place of the same column for the party in the other seat."""
    if name.endswith("_0"):
        name = name[:-1] + "1"
    elif name.endswith("_1"):
        name = name[:-1] + "0"
    return columns.index(name)


def test_a_lag_is_drawn_once_whatever_it_holds_up():
    """Nothing else on: an item with a mean lag of ten days is ten days late on average."""
    plain = config("choice.resumable=false", "choice.scale=0", "mediators=none")
    first = plain["obligations"]["exchange_1_hostages"]
    plain["obligations"] = {"one": {**first, "lag": 240.0, "cost": 0.0}}
    plain["parties"] = {name: {"retaliation": 0.0} for name in plain["parties"]}

    items = play(from_config(plain), 1, 400).items[:, 0]

    late = items[:, 2] - items[:, 1]
    assert abs(late.mean() - 9.5) < 4 * late.std() / np.sqrt(
        400
    )  # whole days of an exponential lag


def test_monitors_deter_by_making_sure_that_a_breach_is_noticed():
    """An aid breach that goes unseen nine times in ten, with monitors and without."""
    on_time = []
    for monitors in (0, 1):
        premises = configured("verification.aid.miss=0.9", f"monitoring.monitors={monitors}")
        tents = list(premises.premises.obligations).index("tents")
        items = play(premises, 1, 300).items[:, tents]
        on_time.append(((items[:, 0] == 2) & (items[:, 4] == 1)).mean())

    assert on_time[1] > on_time[0] + 0.2


def test_the_smallest_values_allowed_are_played_alike():
    plain = config("obligations.talks_israel.cost=0")
    for party in plain["parties"].values():
        party |= {"trust_weight": 0.01, "haste": 0.01, "begins": 0.001}
    for issue in plain["issues"].values():
        issue |= {"curvature_israel": 0.05, "curvature_hamas": 0.05, "levels": 2}
    premises = from_config(plain)

    kept = play(premises, 3, 4)

    assert np.isfinite(kept.days).all()
    for run in range(4):
        assert_same_run(kept, run, watch(premises, 3, run))
