"""Two engines, one simulation."""

import gc
import weakref

import numpy as np
import pytest
from playing import assert_same, assert_same_run, config, configured, nothing, play, watch
from variants import HAPPENS, VARIANTS

from agents import notes
from agents.terms import DONE
from sim import draws, ensemble, mirror, phases, records, tables
from sim.model import Negotiation
from sim.protocols import table
from sim.refusals import PremiseError
from sim.scenario import from_config


@pytest.mark.parametrize("name", VARIANTS)
def test_both_engines_give_the_same_runs(name):
    premises = configured(*VARIANTS[name])

    kept = play(premises, seed=11, runs=6)

    for run in range(6):
        assert_same_run(kept, run, watch(premises, 11, run))


@pytest.mark.parametrize("name", HAPPENS)
def test_what_a_variant_switches_on_happens(name):
    """Or the engines would agree on nothing at all."""
    log = play(configured(*VARIANTS[name]), seed=11, runs=60).log

    happened = set(log[log.any(axis=2)][:, notes.KIND].astype(int))
    assert set(HAPPENS[name]) <= happened


def test_every_kind_of_event_happens_in_some_variant():
    happened = set()
    for settings in VARIANTS.values():
        log = play(configured(*settings), seed=11, runs=60).log
        happened |= set(log[log.any(axis=2)][:, notes.KIND].astype(int))

    assert {kind.name for code, kind in enumerate(notes.EVENTS) if code not in happened} == set()


def test_a_run_does_not_depend_on_the_runs_beside_it(january):
    many = np.concatenate([kept.runs for kept in ensemble.play(january, 3, 600, threads=2)])
    few = np.concatenate([kept.runs for kept in ensemble.play(january, 3, 10, threads=1)])
    later = np.concatenate([kept.runs for kept in ensemble.play(january, 3, 300, first=300)])

    assert_same(many[:10], few)
    assert_same(many[300:], later)


def test_a_model_that_nobody_needs_any_more_is_let_go(january):
    played = Negotiation(january, 1, 0)
    played.step()
    left = weakref.ref(played)
    del played
    gc.collect()
    assert left() is None


def test_agents_are_numbered_from_1_in_every_model(january):
    for _ in range(2):
        numbers = sorted(agent.unique_id for agent in Negotiation(january, 1, 0).agents)
        assert numbers == list(range(1, len(numbers) + 1))


def test_another_seed_gives_other_runs(january):
    one, other = play(january, 1, 20).runs, play(january, 2, 20).runs

    assert all(ours != theirs for ours, theirs in zip(one, other, strict=True))


def test_what_is_kept_does_not_change_what_happens(january):
    everything = play(january, 4, 40)
    little = play(january, 4, 40, keep=records.RUNS_ONLY)

    assert_same(everything.runs, little.runs)


def test_a_log_that_proves_too_short_is_played_again(january, monkeypatch):
    usual = play(january, 1, 20)

    monkeypatch.setattr(ensemble, "LOG_ROWS", 3)
    monkeypatch.setattr(ensemble, "OFFER_ROWS", 2)
    short = play(january, 1, 20)

    length = min(usual.log.shape[1], short.log.shape[1])
    assert_same(usual.runs, short.runs)
    np.testing.assert_array_equal(usual.log[:, :length], short.log[:, :length])
    length = min(usual.offers.shape[1], short.offers.shape[1])
    np.testing.assert_array_equal(usual.offers[:, :length], short.offers[:, :length])


@pytest.mark.parametrize("name", ["as it stands", "votes", "all at once"])
@pytest.mark.parametrize("day", [1, 16, 44])
def test_any_day_can_be_stored_and_played_on_from(name, day):
    premises = configured(*VARIANTS[name])
    whole = play(premises, 9, 30)
    stored = play(premises, 9, 30, keep=records.Keep(rows=True), last_day=day)

    rest = ensemble.play_runs(premises, stored.rows, draws.run_keys(9, 0, 30))

    assert_same(rest.runs, whole.runs)
    assert_same(rest.items, whole.items)
    assert_same(rest.days[:, day:], whole.days[:, day:])


@pytest.mark.parametrize("name", VARIANTS)
def test_the_engines_can_play_on_from_each_others_days(name):
    premises = configured(*VARIANTS[name])
    watched = Negotiation(premises, 9, 2).play(last_day=20)
    stored = play(premises, 9, 3, keep=records.Keep(rows=True), last_day=20)

    assert_same(watched.row(), stored.rows[2])

    resumed = Negotiation(premises, 9, 2, row=stored.rows[2]).play().kept()
    whole = play(premises, 9, 3)
    assert_same(resumed.runs, whole.runs[2])
    assert_same(resumed.items, whole.items[2])
    assert_same(resumed.days[20:], whole.days[2, 20 : len(resumed.days)])
    assert nothing(resumed.days[:20])


def test_a_state_that_is_over_stays_over(january):
    ended = play(january, 1, 20, keep=records.Keep(rows=True))

    again = ensemble.play_runs(january, ended.rows, draws.run_keys(1, 0, 20))

    assert_same(again.runs, ended.runs)
    for run in range(3):
        model = Negotiation(january, 1, run, row=ended.rows[run])
        assert not model.running
        assert_same(model.play().kept().runs, ended.runs[run])


def test_a_premise_changed_on_a_day_changes_nothing_before_it():
    plain = play(configured(), 2, 40)
    changed = play(configured("changes=[{day: 25, set: {violence.background: 20}}]"), 2, 40)

    standing = plain.days["day"][:, 24] > 0
    assert_same(plain.days[:, :24].copy(), changed.days[:, :24].copy())
    before, after = plain.days["incidents"][:, 24], changed.days["incidents"][:, 24]
    assert standing.any()
    assert (before[standing] < after[standing]).all()


def test_weights_changed_on_a_day_still_sum_to_one():
    quick = ("obligations.talks_israel.cost=0", "talks.rounds=8", "mediators=none")
    late = "changes=[{day: 18, set: {issues.aid.weight_israel: 500}}]"

    offers = play(configured(*quick, late), 2, 20).offers

    assert offers[..., table.UTILITY_0].max() <= 1.0 + 1e-12
    assert (offers != play(configured(*quick), 2, 20).offers).any()


def test_a_run_that_is_stopped_early_has_no_cause(january):
    stopped = play(january, 1, 20, last_day=5).runs

    causes = stopped["cause"]
    assert (causes[stopped["last_day"] == 5] == phases.NONE).any()
    assert not (causes == phases.HELD).any()


def test_a_run_played_on_leaves_no_events_of_the_days_before(january):
    stored = play(january, 9, 30, keep=records.Keep(rows=True), last_day=16)
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


@pytest.mark.parametrize("name", VARIANTS)
def test_swapping_the_sides_swaps_the_outcome(name):
    """The same parties in each other's seats, each with its own stream of luck."""
    plain = config(*VARIANTS[name])
    kept = play(from_config(plain), 1, 100)
    other = play(from_config(mirror.swapped(plain)), 1, 100)

    assert mirror.unlike(kept, other, seats_swapped=True) == []


@pytest.mark.parametrize("name", ["as it stands", "all at once", "dated changes"])
def test_names_say_nothing(name):
    """Each side under the other's name: the same numbers."""
    plain = config(*VARIANTS[name])
    premises = from_config(plain)
    other = mirror.under_other_names(plain, premises)

    assert list(other.premises.parties) == ["hamas", "israel"]
    assert premises.row.tobytes() == other.row.tobytes()
    kept = play(premises, 1, 50)
    assert mirror.unlike(kept, play(other, 1, 50), seats_swapped=False) == []


@pytest.mark.parametrize("field", ["deaths", "delivered"])
def test_a_difference_between_mirrored_runs_is_found_and_named(january, field):
    kept = play(january, 1, 20)
    runs = kept.runs.copy()
    runs[field][7] += 1

    assert mirror.unlike(kept._replace(runs=runs), kept, seats_swapped=False) == [f"runs.{field}"]


def test_a_lag_is_drawn_once_whatever_it_holds_up():
    """Nothing else on: an item with a mean lag of ten days is ten days late on average."""
    plain = config("choice.resumable=false", "choice.scale=0", "mediators=none")
    first = plain["obligations"]["exchange_1_hostages"]
    plain["obligations"] = {"one": {**first, "lag": 240.0, "cost": 0.0}}
    plain["parties"] = {name: {"retaliation": 0.0} for name in plain["parties"]}

    items = play(from_config(plain), 1, 400).items[:, 0]

    late = items["done"] - items["due"]  # whole days of an exponential lag
    assert abs(late.mean() - 9.5) < 4 * late.std() / np.sqrt(400)


def test_monitors_deter_by_making_sure_that_a_breach_is_noticed():
    """An aid breach that goes unseen nine times in ten, with monitors and without."""
    on_time = []
    for monitors in (0, 1):
        premises = configured("verification.aid.miss=0.9", f"monitoring.monitors={monitors}")
        tents = list(premises.premises.obligations).index("tents")
        items = play(premises, 1, 300).items[:, tents]
        on_time.append(((items["status"] == DONE) & (items["attempts"] == 1)).mean())

    assert on_time[1] > on_time[0] + 0.2


def test_the_smallest_values_allowed_are_played_alike():
    plain = config("obligations.talks_israel.cost=0")
    for party in plain["parties"].values():
        party |= {"trust_weight": 0.01, "haste": 0.01, "begins": 0.001}
    for issue in plain["issues"].values():
        issue |= {"curvature_israel": 0.05, "curvature_hamas": 0.05, "levels": 2}
    premises = from_config(plain)

    kept = play(premises, 3, 4)

    for name in kept.days.dtype.names:
        assert np.isfinite(kept.days[name]).all(), name
    for run in range(4):
        assert_same_run(kept, run, watch(premises, 3, run))


def test_one_kernel_is_built_whoever_calls_it(january):
    list(ensemble.play(january, 1, 1))
    list(ensemble.play_points(january, january.row[None].copy().view(np.int64), 1, 1))
    assert len({rows for _, rows, *_ in ensemble.play_block.signatures}) == 1
