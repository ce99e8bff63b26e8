"""Commitment and reciprocity: each formula against another way to it, and what it rules out."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playing import plain_preset, play, play_all, preset, refused, watch
from scipy import optimize, stats

from agents import notes
from sim import records
from sim.scenario import from_config
from sim.theory import (
    constant_hazard,
    gradual_exchange,
    noisy_reciprocity,
    powell,
    trust_posterior,
)

quick = settings(deadline=None, max_examples=30)
few = settings(quick, max_examples=8)

ITEMS_ALONE = records.Keep(days=False, items=True, log=False, offers=False)

# -- a truce that only chance can end ------------------------------------------------------------


def test_survival_is_that_of_the_waiting_time_for_a_shock():
    scenario = preset("constant_hazard")
    chance = scenario.premises.shocks.shock_rate

    for day in (1, 10, 100):
        assert constant_hazard.survival(scenario, day) == pytest.approx(stats.geom.sf(day, chance))
        assert constant_hazard.survival(scenario, day) == pytest.approx(
            math.exp(math.log(1.0 - chance) * day)
        )


def test_survival_over_a_range_of_chances_is_their_mean_and_above_that_of_the_mean():
    """By hand: the mean of (1 - p)^t over p in [0, c] is (1 - (1 - c)^(t + 1)) / (c (t + 1))."""
    scenario = preset("constant_hazard", {"shocks.shock_rate": {"uniform": [0.0, 0.04]}})

    for day in (1, 30, 180):
        theory = constant_hazard.survival(scenario, day)
        assert theory == pytest.approx((1.0 - 0.96 ** (day + 1)) / (0.04 * (day + 1)), rel=1e-5)
        assert theory >= 0.98**day


def test_a_range_of_chances_does_not_look_like_a_constant_hazard():
    scenario = preset("constant_hazard", {"shocks.shock_rate": {"uniform": [0.0, 0.04]}})
    constant = preset("constant_hazard")
    kept = play_all(scenario, 3000, keep=records.RUNS_ONLY)

    assert all(one.agrees for one in constant_hazard.answers(scenario, kept))
    assert not constant_hazard.answers(constant, kept)[0].agrees


def test_a_shock_that_leaves_some_hope_does_not_end_the_truce_as_theory_has_it():
    """The second shock does: survival is then that of a longer wait."""
    scenario = preset("constant_hazard", {"shocks.shock_size": 0.9})
    kept = play_all(scenario, 2000, keep=records.RUNS_ONLY)

    fell = kept.runs["last_day"] < scenario.premises.calendar.horizon
    assert fell.mean() < 1.0 - 0.98**180 - 0.02
    assert refused("constant_hazard", {"shocks.shock_size": 0.9}).key == "shocks.shock_size"


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"choice.resumable": False}, "choice.resumable", "takes true"),
        ({"choice.resolve": 0.1}, "choice.resolve", "takes 0.0"),
        ({"calendar.horizon": 181}, "calendar.horizon", "takes at most 180"),
        ({"talks.protocol": "one_text"}, "talks.protocol", "takes 'no_talks'"),
        ({"parties.first.hope": 0.0}, "parties.first", "would leave before a shock"),
        (
            {"parties.first.let_down": 0.0, "parties.second.let_down": 0.0},
            "parties",
            "neither side would leave",
        ),
    ],
)
def test_a_constant_hazard_is_refused_where_it_does_not_hold(changes, key, said):
    error = refused("constant_hazard", changes)

    assert error.key == key
    assert said in error.problem


# -- trust ---------------------------------------------------------------------------------------


def test_the_posterior_is_the_mean_of_the_belief_that_bayes_rule_leaves():
    """By numbers: prior times likelihood over a grid of chances, in the first run."""
    scenario = preset("trust_posterior")
    kept = play(scenario, 1, 1)
    kinds = kept.log[0, :, notes.KIND]
    own = kept.log[0, :, notes.ACTOR] == 1.0
    came = int((own & (kinds == notes.DELIVERS)).sum())
    failed = int((own & np.isin(kinds, (notes.WITHHOLDS, notes.DELAYS))).sum())
    chances = (np.arange(200_000) + 0.5) / 200_000

    weight = stats.beta.pdf(chances, 1.0, 1.0) * chances**came * (1.0 - chances) ** failed
    by_bayes = (chances * weight).sum() / weight.sum()

    assert came > 0
    assert failed > 0
    assert trust_posterior.posterior(scenario, kept, 0)[0, -1] == pytest.approx(by_bayes, abs=1e-6)


@few
@given(st.floats(0.05, 0.95), st.floats(0.1, 50.0), st.floats(0.5, 1.0))
def test_trust_is_the_posterior_whatever_it_began_with(trust, weight, memory):
    scenario = preset(
        "trust_posterior",
        {
            "parties.first.trust": trust,
            "parties.first.trust_weight": weight,
            "parties.first.memory": memory,
        },
    )
    kept = play(scenario, 2, 20)

    assert all(one.agrees for one in trust_posterior.answers(scenario, kept))


def test_trust_without_fading_is_not_what_a_side_that_forgets_has():
    forgetful = preset("trust_posterior", {"parties.first.memory": 0.9})
    kept = play(forgetful, 1, 20)

    assert trust_posterior.answers(forgetful, kept)[0].agrees
    assert not trust_posterior.answers(preset("trust_posterior"), kept)[0].agrees


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"verification.aid.miss": 0.1}, "verification.aid.miss", "what is seen"),
        ({"delivery.delay_gravity": 0.5}, "delivery.delay_gravity", "takes 1.0"),
        ({"obligations.first_01.kind": "exchange"}, "obligations", "promises of one kind"),
        ({"obligations.first_last.day": 30}, "calendar.horizon", "must fall due after"),
        ({"obligations.second_03.lag": 1.0}, "obligations.second_03.lag", "takes 0.0"),
    ],
)
def test_a_posterior_is_refused_where_it_does_not_hold(changes, key, said):
    error = refused("trust_posterior", changes)

    assert error.key == key
    assert said in error.problem


def test_monitors_that_remove_all_errors_make_the_posterior_hold():
    trust_posterior.check(
        preset("trust_posterior", {"verification.aid.miss": 0.1, "monitoring.monitors": 1.0})
    )


# -- tit for tat ---------------------------------------------------------------------------------


def test_equal_errors_lead_from_keeping_to_one_day_in_four():
    scenario = preset("noisy_reciprocity")
    chances = noisy_reciprocity.keeping(scenario, 60)

    for day in range(60):
        assert chances[day] == pytest.approx([(1.0 + 0.8**day) / 2.0] * 2)
    assert chances[-1].prod() == pytest.approx(0.25, abs=1e-5)


@quick
@given(st.floats(0.01, 0.5), st.floats(0.01, 0.5), st.floats(0.0, 0.9))
def test_the_chance_settles_at_the_share_that_the_chain_of_both_sides_has(alarm, miss, generosity):
    """The four states of both sides' promises, by brute force: the stationary distribution."""
    scenario = preset(
        "noisy_reciprocity",
        {
            "verification.aid.false_alarm": alarm,
            "verification.aid.miss": miss,
            "parties.first.generosity": generosity,
            "parties.second.generosity": generosity,
        },
    )
    keeps = {1: 1.0 - alarm * (1.0 - generosity), 0: miss + (1.0 - miss) * generosity}
    states = list(itertools.product((1, 0), repeat=2))
    moves = np.array(
        [
            [
                (keeps[two] if one_next else 1.0 - keeps[two])
                * (keeps[one] if two_next else 1.0 - keeps[one])
                for one_next, two_next in states
            ]
            for one, two in states
        ]
    )
    settled = np.linalg.matrix_power(moves, 4000)[0]
    formula = keeps[0] / (1.0 - keeps[1] + keeps[0])

    chances = noisy_reciprocity.keeping(scenario, 4000)[-1]

    assert chances == pytest.approx([formula, formula], abs=1e-9)
    assert settled[states.index((1, 1))] == pytest.approx(chances.prod(), abs=1e-9)


def test_generous_sides_and_errors_of_two_kinds_keep_as_theory_says():
    scenario = preset(
        "noisy_reciprocity",
        {
            "verification.aid.false_alarm": 0.2,
            "verification.aid.miss": 0.05,
            "parties.first.generosity": 0.5,
        },
    )
    kept = play_all(scenario, 2000, keep=ITEMS_ALONE)
    first, second = noisy_reciprocity.keeping(scenario, 60)[-1]

    assert all(one.agrees for one in noisy_reciprocity.answers(scenario, kept))
    assert first > second + 0.05
    assert not noisy_reciprocity.answers(preset("noisy_reciprocity"), kept)[1].agrees


def test_a_breach_let_pass_leaves_no_grievance_and_is_written_down():
    scenario = preset("noisy_reciprocity", {"parties.first.generosity": 1.0})
    model = watch(scenario, 1, 0)
    log = model.log.array()
    passed = log[log[:, notes.KIND] == notes.LETS_PASS]
    claims = log[(log[:, notes.KIND] == notes.CLAIM) & (log[:, notes.ACTOR] == 0)]

    assert len(passed) == len(claims) > 0
    assert set(passed[:, notes.ACTOR]) == {0}
    assert (claims[:, notes.place_of(notes.Claim, "wronged")] == 0.0).all()
    assert not ((log[:, notes.KIND] == notes.RUNG) & (log[:, notes.ACTOR] == 0)).any()


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"choice.rungs_a_day": 1}, "choice.rungs_a_day", "at least 4"),
        ({"parties.first.forgiveness": 0.5}, "parties.first.forgiveness", "must pass in a day"),
        ({"delivery.review_days": 7}, "delivery.review_days", "takes at least 60"),
        ({"obligations.second_60.day": 59}, "obligations", "one promise on each day"),
        ({"phases.talks.length": 59}, "phases", "59 days"),
    ],
)
def test_tit_for_tat_is_refused_where_it_is_another_strategy(changes, key, said):
    error = refused("noisy_reciprocity", changes)

    assert error.key == key
    assert said in error.problem


# -- exchange in tranches ------------------------------------------------------------------------

V, C, L, W, S = 1.5, 1.0, 0.305, 0.1, 1.0


def in_tranches(sizes, sides=None, order="at once"):
    """The preset with other tranches, the same for both sides."""
    owed = {}
    for day, size in enumerate(sizes, start=1):
        terms = {"kind": "aid", "day": day, "cost": C * size, "worth": V * size, "lag": 0.0}
        owed[f"first_{day}"] = {"by": "first", **terms}
        owed[f"second_{day}"] = {"by": "second", **terms}
        if order == "in turn":
            owed[f"second_{day}"]["in_return_for"] = f"first_{day}"
    plain = {**plain_preset("gradual_exchange"), "obligations": owed}
    phases = {**plain["phases"], "talks": {"length": len(sizes)}}
    parties = {
        key: {**party, **(sides or {}).get(key, {})} for key, party in plain["parties"].items()
    }
    return from_config({**plain, "phases": phases, "parties": parties})


def shrinking(count, worth=L, total=S):
    """Tranches as large as they can be from the last to the first, scaled to a total."""
    largest = [(worth - W) / C * (V / C) ** place for place in range(count)][::-1]
    return [total * size / sum(largest) for size in largest]


def delivered(scenario):
    """Share of the tranches that a run delivers, by the ensemble; theory must agree."""
    kept = play(scenario, 1, 1)
    found = gradual_exchange.answers(scenario, kept)
    assert all(one.agrees for one in found), found
    return found[-1].simulated


def fewest(worth=L, total=S):
    """The least number of shrinking tranches, by the formula."""
    return math.ceil(math.log(1.0 + total * (V - C) / (worth - W)) / math.log(V / C))


def test_four_shrinking_tranches_are_the_fewest_and_five_equal_ones():
    assert fewest() == 4
    assert math.ceil(C * S / (L - W)) == 5

    assert [delivered(in_tranches(shrinking(count))) for count in (3, 4, 5)] == [0.0, 1.0, 1.0]
    assert [delivered(in_tranches([S / count] * count)) for count in (4, 5)] == [0.0, 1.0]


@few
@given(st.floats(0.12, 0.9), st.floats(0.2, 1.5))
def test_the_formula_gives_the_fewest_tranches(worth, total):
    sides = {key: {"expected_deal": worth} for key in ("first", "second")}
    least = fewest(worth, total)
    largest = (worth - W) * ((V / C) ** np.array([least - 1, least]) - 1.0) / (V - C)
    assume(least <= 12)
    assume(np.abs(largest / total - 1.0).min() >= 1e-6)

    assert delivered(in_tranches(shrinking(least, worth, total), sides)) == 1.0
    if least > 1:
        assert delivered(in_tranches(shrinking(least - 1, worth, total), sides)) == 0.0


def test_no_other_three_tranches_carry_what_four_can():
    """The most that three carry, by linear programming over the conditions."""
    gain = V - C
    # c s_k - (v - c) (s_{k+1} + ...) <= L - w
    limits = [[0.0] * k + [C] + [-gain] * (2 - k) for k in range(3)]
    found = optimize.linprog([-1.0] * 3, limits, [L - W] * 3)

    assert -found.fun == pytest.approx((L - W) * ((V / C) ** 3 - 1.0) / gain)
    assert -found.fun < S


def test_with_nothing_to_lose_at_the_end_no_number_of_tranches_is_enough():
    sides = {key: {"expected_deal": W} for key in ("first", "second")}

    assert delivered(in_tranches([S / 20] * 20, sides)) == 0.0


def test_in_turn_only_the_side_that_gives_second_is_bound():
    poor = {"expected_deal": 0.15}

    assert delivered(in_tranches(shrinking(4), {"first": poor})) == 0.0
    assert delivered(in_tranches(shrinking(4), {"first": poor}, "in turn")) == 1.0
    assert delivered(in_tranches(shrinking(4), {"second": poor}, "in turn")) == 0.0


def test_an_impatient_side_needs_smaller_tranches():
    hasty = {key: {"discount": 0.8} for key in ("first", "second")}

    assert delivered(in_tranches(shrinking(4), hasty)) == 0.0
    assert delivered(in_tranches([0.19, 0.16, 0.12], hasty)) == 0.0
    assert (
        delivered(in_tranches([0.17, 0.16, 0.12], hasty)) == 1.0
    )  # 0.178, 0.163 and 0.164 at most


def worths(sizes, discount):
    """Worth of holding to the plan from each date on, by playing it out."""
    count = len(sizes)
    return [
        sum((V - C) * sizes[k] * discount ** (k - now) for k in range(now, count))
        + L * discount ** (count - now)
        for now in range(count + 1)
    ]


@few
@given(st.lists(st.floats(0.02, 0.5), min_size=1, max_size=5), st.floats(0.6, 1.0))
def test_what_is_kept_is_what_no_single_deviation_betters(sizes, discount):
    """Holding to the plan against stopping at each date, both worths played out in full."""
    ahead = worths(sizes, discount)
    gains = [ahead[now] - (V * sizes[now] + discount * W) for now in range(len(sizes))]
    assume(min(map(abs, gains)) >= 1e-9)
    sides = {key: {"discount": discount} for key in ("first", "second")}

    assert delivered(in_tranches(sizes, sides)) == (1.0 if min(gains) > 0.0 else 0.0)


@pytest.mark.parametrize("off", ["choice.same_day", "choice.backward_induction"])
def test_without_foresight_or_without_the_same_day_theory_is_not_met(off):
    """Then each tranche has what comes on its day at stake, or the break is not foreseen."""
    plain = in_tranches(shrinking(3))
    assert delivered(plain) == 0.0
    at_once = {"obligations.first_2.day": 1, "obligations.second_2.day": 1}
    kept = play(preset("gradual_exchange", {off: False, **at_once}), 1, 1)

    assert kept.runs["delivered"].sum() > 0
    assert refused("gradual_exchange", {off: False}).key == off


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"parties.first.reaction": 0.5}, "parties.first.reaction", "takes 1.0"),
        ({"parties.second.trust_weight": 1.0}, "parties.second.trust_weight", "destroy trust"),
        ({"obligations.first_4.day": 3}, "obligations", "on each date"),
        ({"obligations.first_4.cost": 0.0}, "obligations.first_4.cost", "more than 0"),
        ({"parties.first.hope": {"uniform": [0.5, 1.0]}}, "parties.first.hope", "a range"),
    ],
)
def test_an_exchange_is_refused_where_the_result_does_not_hold(changes, key, said):
    error = refused("gradual_exchange", changes)

    assert error.key == key
    assert said in error.problem


# -- a shift of power ----------------------------------------------------------------------------


def two_periods(p1, p2, discount, cost, mover="first", given=0.01):
    """The preset with other chances of winning, patience and costs."""
    now, later = (1.0 - p1) * (1.0 + discount) - cost, 1.0 - p2 - cost
    gains = p2 - p1 * (1.0 + discount)  # what leaving gains or loses for R by the second period
    return preset(
        "powell",
        {
            "parties.first.war_prospect": now + cost,
            "parties.first.weakened": now - later,
            "parties.second.war_prospect": max(p2, p2 - gains),
            "parties.second.exposure": max(0.0, gains),
            "parties.second.weakened": max(0.0, -gains),
            "parties.first.war_cost": cost,
            "parties.second.war_cost": cost,
            "parties.first.discount": discount,
            "parties.second.discount": discount,
            "obligations.positions.worth": given,
            "obligations.quiet.worth": 1.0 - given,
            "talks.first_mover": mover,
        },
    )


def tree(p1, p2, discount, cost, mover, given):
    """The game tree from its last node: what staying in period 1 gains D, and R, over fighting."""
    parts = np.linspace(0.0, 1.0, 2001)
    fight = (1.0 - p2 - cost, p2 - cost)
    if mover == "first":  # D offers R a part; R takes it if it is no worse than fighting
        taken = parts[parts >= fight[1] - 1e-12]
        rising = taken[np.argmax(1.0 - taken)]
        declining = 1.0 - rising
    else:
        taken = parts[parts >= fight[0] - 1e-12]
        declining = taken[np.argmax(1.0 - taken)]
        rising = 1.0 - declining
    stays = (1.0 - given + discount * declining, given + discount * rising)
    leaves = ((1.0 - p1) * (1.0 + discount) - cost, p1 * (1.0 + discount) - cost)
    margins = [stay - leave for stay, leave in zip(stays, leaves, strict=True)]
    return margins


@few
@given(
    st.integers(1, 8), st.integers(3, 17), st.sampled_from([0.7, 0.8, 0.9]),
    st.sampled_from([0.05, 0.1, 0.2]), st.sampled_from(["first", "second"]),
    st.sampled_from([0.01, 0.1, 0.3]),
)  # fmt: skip
def test_fighting_is_what_the_game_tree_says(p1, p2, discount, cost, mover, given):
    p1, p2 = p1 / 20.0, p2 / 20.0
    margins = tree(p1, p2, discount, cost, mover, given)
    assume(min(map(abs, margins)) >= 1e-3)
    scenario = two_periods(p1, p2, discount, cost, mover, given)
    kept = play(scenario, 1, 1)

    assert (kept.runs["last_day"][0] == 1) == (min(margins) < 0.0)
    assert all(one.agrees for one in powell.answers(scenario, kept))


@pytest.mark.parametrize(("mover", "threshold"), [("first", 0.6333), ("second", 0.4333)])
def test_the_thresholds_are_those_of_the_formulas(mover, threshold):
    """With next to nothing to give in the first period; for R's turn to propose it is sooner."""
    for p2, fights in ((threshold - 0.01, 0.0), (threshold + 0.01, 1.0)):
        scenario = two_periods(0.2, p2, 0.9, 0.1, mover, given=1e-6)
        kept = play(scenario, 1, 1)
        found = powell.answers(scenario, kept)

        assert [one.simulated for one in found[1:2]] == [fights]
        assert all(one.agrees for one in found)


def test_a_side_that_is_told_what_to_expect_does_not_fight_at_the_threshold():
    """The foresight does it: with the deal given as a premise nobody fears the second period."""
    blind = preset(
        "powell",
        {
            "parties.second.war_prospect": 0.7, "parties.first.foresees_deal": False,
            "parties.second.foresees_deal": False, "parties.first.expected_deal": 0.55,
            "parties.second.expected_deal": 0.45,
        },
    )  # fmt: skip

    assert play(blind, 1, 1).runs["last_day"][0] == 2
    told = {"parties.first.foresees_deal": False}
    assert refused("powell", told).key == "parties.first.foresees_deal"


def test_terms_hold_between_the_least_and_the_most():
    strong = {"parties.second.exposure": 0.0}
    least, most = 0.045, 0.075
    for part, fights in ((least - 0.01, True), (least + 0.01, False), (most - 0.01, False),
                          (most + 0.01, True)):  # fmt: skip
        terms = {"obligations.positions.worth": part, "obligations.quiet.worth": 1.0 - part}
        scenario = preset("powell", {**strong, **terms})
        kept = play(scenario, 1, 1)
        found = powell.answers(scenario, kept)

        assert (kept.runs["last_day"][0] == 1) == fights
        assert [one.theory for one in found[2:]] == pytest.approx([least, most])
        assert all(one.agrees for one in found)


def test_without_a_shift_nobody_fights():
    """By hand: the rising side must be given 0.3 x 1.9 - 0.1 - 0.9 x 0.2 = 0.29 of the pie."""
    assert play(two_periods(0.3, 0.3, 0.9, 0.1, given=0.28), 1, 1).runs["last_day"][0] == 1
    kept = play(two_periods(0.3, 0.3, 0.9, 0.1, given=0.3), 1, 1)
    assert kept.runs["last_day"][0] == 2


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"phases.talks.length": 2}, "phases", "takes 1"),
        ({"talks.protocol": "one_text"}, "talks.protocol", "no_talks"),
        ({"parties.first.trust": 0.9}, "parties.first.trust", "takes 1.0"),
        ({"obligations.quiet.cost": 0.1}, "obligations.quiet.cost", "what a side gives"),
    ],
)
def test_a_shift_of_power_is_refused_where_the_result_does_not_hold(changes, key, said):
    error = refused("powell", changes)

    assert error.key == key
    assert said in error.problem
