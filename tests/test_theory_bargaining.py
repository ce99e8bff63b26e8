"""Results of bargaining theory: formulas against brute force, regimes, and what must not agree."""

import math

import decided_again
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from playing import assert_same_run, plain_preset, play, play_all, preset, refused, watch

from agents import notes
from agents.rules import bargaining
from sim import arrow, deals, mirror, scenario, story, tables, theory
from sim import words as common
from sim.protocols import table
from sim.refusals import PremiseError
from sim.theory import alternating, answer, reading

quick = settings(deadline=None, max_examples=200)
few = settings(deadline=None, max_examples=25)
share = st.floats(0.0, 1.0)
outside = st.floats(0.0, 0.99)  # an option that a side goes by at the table
part = st.floats(0.01, 0.97)

FINE = 1e-9  # a level of a pie of 1,000,000,001


def answers(name, changes=(), runs=4):
    """Theory's answers beside those of a few runs."""
    found = preset(name, changes)
    return theory.LESSONS[name].answers(found, play(found, runs=runs))


def main(name, changes=()):
    """The main answer, which must agree."""
    first, *rest = answers(name, changes)
    assert first.agrees, first
    assert all(one.agrees for one in rest), rest
    return first


# -- the equilibrium of alternating offers --------------------------------------------------------


def induction(breakdown, patience, payoffs, floors, rounds=4000):
    """What each side takes as answering first, by going back from a last round; None if neither.

    In each round the proposer offers what the other takes, if that leaves it enough: what it may
    agree to, and what going on is worth. At the end there is nothing for either.
    """
    proposing, answering = [0.0, 0.0], [0.0, 0.0]
    agreed = [False, False]
    for _ in range(rounds):
        refusing = [
            breakdown * payoffs[side] + (1.0 - breakdown) * patience[side] * proposing[side]
            for side in range(2)
        ]
        waiting = [
            breakdown * payoffs[side] + (1.0 - breakdown) * patience[side] * answering[side]
            for side in range(2)
        ]
        takes = [max(refusing[side], floors[side]) for side in range(2)]
        agreed = [1.0 - takes[1 - side] >= max(floors[side], waiting[side]) for side in range(2)]
        before = proposing, answering
        proposing = [1.0 - takes[1 - side] if agreed[side] else waiting[side] for side in range(2)]
        answering = [takes[side] if agreed[1 - side] else refusing[side] for side in range(2)]
        if np.ptp([before[0], proposing], axis=0).max() < 1e-15:
            break
    return (takes[0], takes[1]) if all(agreed) else None


@quick
@given(st.floats(0.02, 0.98), st.tuples(part, part), st.tuples(part, part), st.tuples(share, share))
@example(0.02, (0.97, 0.97), (0.4, 0.4), (0.0, 0.0))
@example(0.02, (0.97, 0.97), (0.1, 0.1), (0.7, 0.0))
@example(0.02, (0.97, 0.97), (0.1, 0.1), (0.3, 0.3))
@example(0.02, (0.97, 0.97), (0.1, 0.1), (0.6, 0.4))
def test_what_a_side_takes_is_what_going_back_from_the_end_gives(
    breakdown, patience, payoffs, floors
):
    """Both forms, the rule's and theory's, against a game tree of many rounds."""
    certain = [
        max(floors[side], bargaining.forever(payoffs[side], patience[side], breakdown))
        for side in range(2)
    ]
    assume(abs(sum(certain) - 1.0) > 1e-6)
    found = induction(breakdown, patience, payoffs, floors)
    by_theory = alternating.taken(breakdown, patience, payoffs, floors)
    by_rule = [
        bargaining.taken(
            certain[side], certain[1 - side], payoffs[side], payoffs[1 - side], patience[side],
            patience[1 - side], breakdown,
        )
        for side in range(2)
    ]  # fmt: skip

    if sum(certain) > 1.0:
        assert found is None
        assert by_theory is None
        assert all(by_rule[side] >= certain[side] for side in range(2)), "and so none is taken"
    else:
        assert by_theory == pytest.approx(found, abs=1e-9)
        assert by_rule == pytest.approx(found, abs=1e-9)


def test_where_nothing_presses_the_rule_is_the_limit_of_equal_pressure():
    nearly = 1.0 - 1e-9
    for bounds in ((0.0, 0.0), (0.6, 0.1), (0.2, 0.7)):
        at_once = bargaining.taken(*bounds, 0.0, 0.0, 1.0, 1.0, 0.0)
        slowly = bargaining.taken(*bounds, 0.0, 0.0, nearly, nearly, 0.0)
        assert at_once == pytest.approx(slowly, abs=1e-8)


def test_refusing_for_ever_is_worth_the_breakdown_that_must_come():
    """With no discount all of it; with none kept, its chance in the first round."""
    assert bargaining.forever(0.4, 1.0, 0.01) == pytest.approx(0.4)
    assert bargaining.forever(0.4, 0.0, 0.25) == pytest.approx(0.1)
    assert bargaining.forever(0.4, 1.0, 0.0) == 0.0


def test_a_coarse_grid_rounds_in_favour_of_the_side_that_answers():
    """Eleven levels: the second takes 0.2857, and is offered 0.3."""
    found = preset("rubinstein", {"issues.pie.levels": 11})
    offer = watch(found).offers.array()[0]

    assert offer[table.UTILITY_0] == pytest.approx(0.7)
    assert offer[table.ACCEPTED] == 1.0


@pytest.mark.parametrize(
    ("changes", "share"),
    [({"issues.pie.red_line_first": 0.8}, 0.84), ({"issues.pie.red_line_second": 0.6}, 0.4)],
)
def test_a_red_line_bounds_what_is_taken(changes, share):
    """The second side answers first: it takes its line, or 0.8 of the 0.2 it gets a round later."""
    offer = watch(preset("rubinstein", changes)).offers.array()[0]

    assert offer[table.UTILITY_0] == pytest.approx(share, abs=1e-8)
    assert offer[table.ACCEPTED] == 1.0


def test_lines_that_exclude_each_other_leave_no_deal():
    changes = {"issues.pie.red_line_first": 0.6, "issues.pie.red_line_second": 0.5}
    made = watch(preset("rubinstein", changes)).offers.array()

    assert len(made) == 40
    assert not made[:, table.ACCEPTED].any()


# -- the cost of waiting --------------------------------------------------------------------------


def test_the_number_of_the_textbook():
    first, second = answers("rubinstein")

    assert first.theory == pytest.approx(0.714285714, abs=1e-9)
    assert first.simulated == pytest.approx(first.theory, abs=1.1 * FINE)
    assert (second.theory, second.simulated) == (1.0, 1.0)


@few
@given(
    st.tuples(share, share).filter(lambda pair: pair[0] * pair[1] < 0.999999),
    st.sampled_from(["first", "second", "drawn"]),
    st.integers(1, 20),
)
def test_rubinsteins_shares_whatever_the_patience(patience, mover, rounds_a_day):
    main(
        "rubinstein",
        {
            "parties.first.discount": patience[0],
            "parties.second.discount": patience[1],
            "talks.first_mover": mover,
            "talks.rounds_a_day": rounds_a_day,
        },
    )


def test_moving_first_is_worth_less_the_sooner_an_offer_can_be_answered():
    both = [
        main("rubinstein", {"talks.rounds_a_day": 20, "talks.first_mover": mover}).simulated
        for mover in ("first", "second")
    ]
    limit = math.log(0.8) / (math.log(0.9) + math.log(0.8))

    assert both[0] == pytest.approx(limit, abs=0.005)
    assert 1.0 - both[1] == pytest.approx(limit, abs=0.005)


def test_the_pie_is_not_split_by_the_other_sides_patience():
    """The neighbouring formulas lie outside the range: discounts exchanged, or an even split."""
    first, *_ = answers("rubinstein")

    for wrong in (0.5, (1.0 - 0.9) / (1.0 - 0.72), 0.9 / 1.7):
        assert not first._replace(theory=wrong).agrees


# -- a breakdown, and leaving at will -------------------------------------------------------------


@few
@given(st.floats(1e-6, 1.0), st.tuples(outside, outside), st.tuples(share, share))
def test_what_a_breakdown_leaves_moves_the_terms_by_the_formula(breakdown, payoffs, patience):
    assume(abs(sum(payoffs) - 1.0) > 1e-3)
    changes = {
        "talks.breakdown": breakdown,
        "talks.first_mover": "drawn",
        **dict(zip(("parties.first.war_prospect", "parties.second.war_prospect"), payoffs)),
        **dict(zip(("parties.first.discount", "parties.second.discount"), patience)),
    }
    certain = [
        bargaining.forever(payoff, kept, breakdown)
        for payoff, kept in zip(payoffs, patience, strict=True)
    ]
    assume(abs(sum(certain) - 1.0) > 1e-6)

    main("nash", changes)


def test_the_formula_of_the_page_at_the_presets_numbers():
    """[(1 - d2) + (1 - q) d1] / (2 - q), and 0.75 in the limit."""
    first, agreed, second = answers("nash")

    assert first.theory == pytest.approx((0.9 + 0.99 * 0.6) / 1.99, abs=1e-12)
    assert agreed.theory == agreed.simulated == 1.0
    assert second.theory == pytest.approx(0.75)
    near, *_ = answers("nash", {"talks.breakdown": 1e-7})
    assert near.simulated == pytest.approx(0.75, abs=1e-7)


def test_lots_for_who_begins_bring_the_nash_share_exactly():
    for breakdown in (0.01, 0.3, 0.9):
        pair = []
        for mover in ("first", "second"):
            found = preset("nash", {"talks.breakdown": breakdown, "talks.first_mover": mover})
            pair.append(watch(found).offers.array()[0, table.UTILITY_0])
        assert np.mean(pair) == pytest.approx(0.75, abs=2 * FINE)


LEAVING = {
    "talks.breakdown": 0.0,
    "choice.resumable": True,
    "parties.first.discount": 0.9999,
    "parties.second.discount": 0.9999,
}


@pytest.mark.parametrize(
    ("payoffs", "limit"),
    [((0.6, 0.1), 0.6), ((0.4, 0.1), 0.5), ((0.1, 0.7), 0.3), ((0.5, 0.5), 0.5), ((0.0, 0.0), 0.5)],
)
def test_an_option_one_may_take_at_any_time_binds_or_does_nothing(payoffs, limit):
    options = dict(zip(("parties.first.war_prospect", "parties.second.war_prospect"), payoffs))
    exact, _, near = answers("nash", {**LEAVING, **options})

    assert exact.agrees
    assert near.agrees
    assert near.theory == pytest.approx(limit)
    assert near.simulated == pytest.approx(limit, abs=2e-4)


def test_each_of_the_two_theories_of_outside_options_is_wrong_about_the_other():
    """0.75 after a breakdown, 0.60 where one may leave: neither lies in the other's range."""
    *_, broken = answers("nash")
    *_, left = answers("nash", LEAVING)

    assert not broken._replace(theory=0.60).agrees
    assert not left._replace(theory=0.75).agrees


def test_who_has_more_without_an_agreement_does_not_agree():
    first, agreed = answers("nash", {"parties.second.war_prospect": 0.5})

    assert first.agrees
    assert agreed.theory == agreed.simulated == 0.0
    kept = play(preset("nash", {"parties.second.war_prospect": 0.5}), runs=20)
    assert not kept.runs["agreed_day"].any()


def test_who_may_leave_for_more_than_there_is_to_share_does_not_agree():
    options = {"parties.first.war_prospect": 0.6, "parties.second.war_prospect": 0.5}
    first, agreed = answers("nash", {**LEAVING, **options})

    assert first.agrees
    assert agreed.theory == agreed.simulated == 0.0
    assert not play(preset("nash", {**LEAVING, **options}), runs=4).runs["agreed_day"].any()


@pytest.mark.xfail(reason="a deal counts only from the end of the phase, discounted till then")
def test_an_agreement_stands_where_both_may_leave():
    """What a side takes to stay is enough for it to stay."""
    kept = play(preset("nash", LEAVING), runs=4)

    assert (kept.runs["ratified_day"] == 1).all()
    assert (kept.runs["resumed_by"] == -1).all()


# -- a floor at home ------------------------------------------------------------------------------


@few
@given(st.floats(0.0, 0.99), st.tuples(outside, outside), st.floats(1e-5, 0.9))
def test_a_floor_binds_or_does_nothing_or_leaves_no_deal(floor, payoffs, breakdown):
    assume(abs(sum(payoffs) - 1.0) > 1e-3)
    assume(abs(floor + payoffs[1] - 1.0) > 1e-3)
    main(
        "two_level",
        {
            "constituencies.assembly.least": floor,
            "parties.first.war_prospect": payoffs[0],
            "parties.second.war_prospect": payoffs[1],
            "talks.breakdown": breakdown,
            "talks.first_mover": "drawn",
        },
    )


@pytest.mark.parametrize(("floor", "limit"), [(0.3, 0.55), (0.7, 0.7), (0.89, 0.89)])
def test_the_larger_of_the_floor_and_the_nash_share(floor, limit):
    *_, near = answers("two_level", {"constituencies.assembly.least": floor})

    assert near.agrees
    assert near.theory == pytest.approx(limit)


def test_a_floor_is_no_disagreement_point():
    """Taken for one it would bring half of what is left too, and move terms that it need not."""
    for floor, wrong in ((0.7, 0.5 * (1.0 + 0.7 - 0.1)), (0.3, 0.5 * (1.0 + 0.3 - 0.1))):
        *_, near = answers("two_level", {"constituencies.assembly.least": floor})
        assert not near._replace(theory=wrong).agrees


def test_an_assembly_of_the_second_side_counts_alike():
    changes = {
        "constituencies.assembly.by": "second",
        "parties.first.majority": 0.0,
        "parties.second.majority": 0.5,
    }
    first, _, near = answers("two_level", changes)

    assert first.agrees
    assert near.agrees
    assert near.theory == pytest.approx(0.3)


def test_beyond_what_the_other_can_be_brought_to_there_is_no_deal():
    first, agree = answers("two_level", {"constituencies.assembly.least": 0.95})

    assert (first.theory, first.simulated) == (0.2, 0.2)
    assert agree.theory == agree.simulated == 0.0


# -- concessions against a deadline ---------------------------------------------------------------


def brute_force(openings, reserves, hastes, rounds, mover, last):
    """Round by round: who offers what, and whether it is taken; (0, 0) if nothing is."""

    def asks(side, count):
        gone = min(1.0, count / rounds)
        lowered = (openings[side] - reserves[side]) * gone ** (1.0 / hastes[side])
        return max(reserves[side], openings[side] - lowered)

    for count in range(last):
        slot = (mover + count) % 2
        if 1.0 - asks(slot, count) >= asks(1 - slot, count + 1):
            own = asks(slot, count)
            return count + 1, own if slot == 0 else 1.0 - own
    return 0, 0.0


unit = st.floats(0.0, 1.0)


@few
@given(
    st.tuples(unit, unit), st.tuples(st.floats(0.0, 0.9), st.floats(0.0, 0.9)),
    st.tuples(st.floats(0.05, 5.0), st.floats(0.05, 5.0)), st.integers(1, 45),
    st.sampled_from(["first", "second"]),
)  # fmt: skip
@example((1.0, 1.0), (0.0, 0.0), (1.0, 1.0), 40, "first")
@example((1.0, 1.0), (0.0, 0.0), (0.05, 0.05), 45, "second")
def test_where_demands_meet_whatever_the_numbers(openings, reserves, hastes, rounds, mover):
    changes = {"talks.rounds": rounds, "talks.first_mover": mover}
    for side, name in enumerate(("first", "second")):
        changes[f"parties.{name}.opening"] = openings[side]
        changes[f"parties.{name}.haste"] = hastes[side]
        changes[f"parties.{name}.war_prospect"] = reserves[side]
    found = preset("concession", changes)
    shown = theory.LESSONS["concession"].answers(found, play(found, runs=2))

    assert all(one.agrees for one in shown), shown
    count, deal = brute_force(openings, reserves, hastes, rounds, int(mover == "second"), 50)
    if shown[0].low == shown[0].high:  # no tie
        assert shown[0].theory == count
        assert shown[1].theory == pytest.approx(deal, abs=2 * FINE)


def test_the_round_is_not_always_the_crossing_rounded_up():
    """With haste 1 both demands meet after 20 rounds of 40, but 19/40 + 20/40 is less than 1."""
    changes = {"parties.first.haste": 1.0, "parties.second.haste": 1.0}
    rounds, _, _, meeting = answers("concession", changes)

    assert meeting.theory == pytest.approx(20.0)
    assert rounds.theory == rounds.simulated == 21.0


@pytest.mark.parametrize("haste", [0.3, 0.5, 0.8, 1.7])
def test_equal_haste_meets_at_the_closed_form(haste):
    changes = {"parties.first.haste": haste, "parties.second.haste": haste}
    rounds, _, _, meeting = answers("concession", changes)

    assert meeting.theory == pytest.approx(40.0 * 2.0**-haste)
    assert rounds.theory in (math.ceil(meeting.theory), math.ceil(meeting.theory) + 1)


def test_another_tactic_would_meet_elsewhere():
    """Exponent ``haste`` in place of ``1 / haste`` is out by many rounds."""
    rounds, *_ = answers("concession")

    assert not rounds._replace(theory=math.ceil(40.0 * 2.0**-2.0)).agrees


def test_reserves_that_exclude_each_other_meet_nowhere():
    changes = {"parties.first.war_prospect": 0.6, "parties.second.war_prospect": 0.5}
    shown = answers("concession", changes)

    assert [one.simulated for one in shown] == [0.0, 0.0, 0.0]
    assert all(one.agrees for one in shown)


# -- step by step ---------------------------------------------------------------------------------


@few
@given(
    st.tuples(st.floats(0.2, 3.0), st.floats(0.2, 3.0)),
    st.tuples(st.floats(0.0, 0.6), st.floats(0.0, 0.6)), st.integers(5, 300),
    st.sampled_from(["first", "second", "drawn"]),
)  # fmt: skip
def test_the_largest_product_of_gains_is_where_they_meet(curves, payoffs, levels, mover):
    changes = {
        "issues.pie.levels": levels,
        "issues.pie.curvature_first": curves[0],
        "issues.pie.curvature_second": curves[1],
        "parties.first.war_prospect": payoffs[0],
        "parties.second.war_prospect": payoffs[1],
        "talks.first_mover": mover,
    }
    worth = np.arange(levels) / (levels - 1)
    gains = worth ** curves[0] - payoffs[0], (1.0 - worth) ** curves[1] - payoffs[1]
    good = (gains[0] > 1e-6) & (gains[1] > 1e-6)
    assume(good.any())

    shown = answers("zeuthen", changes)

    assert all(one.agrees for one in shown), shown
    assert shown[1].theory == pytest.approx(np.max((gains[0] * gains[1])[good]))


def test_of_two_best_deals_a_draw_decides():
    """An even number of levels and equal sides: the two deals beside the middle tie."""
    changes = {
        "issues.pie.levels": 10,
        "issues.pie.curvature_first": 1.0,
        "parties.second.war_prospect": 0.0,
    }
    found = preset("zeuthen", changes)
    kept = play(found, runs=40)
    reached = theory.LESSONS["zeuthen"].level(found, kept)

    assert set(np.round(reached * 9)) == {4.0, 5.0}
    assert all(one.agrees for one in theory.LESSONS["zeuthen"].answers(found, kept))


def test_each_gives_way_by_one_step_at_most_and_the_smaller_product_moves():
    found = preset("zeuthen")
    made = watch(found).offers.array()
    level, proposer = made[:, table.LEVELS], made[:, table.PROPOSER]

    for side in (0, 1):
        own = level[proposer == side]
        moved = np.round(np.abs(np.diff(own)) * 100)
        assert set(moved) <= {0.0, 1.0}
        assert (np.sign(np.diff(own)) * (1 if side else -1) >= 0).all()

    def product(share_of_first):
        return math.sqrt(share_of_first) * (1.0 - share_of_first - 0.1)

    for before, answered, after in zip(level, level[1:], level[2:], strict=False):
        if abs(after - before) > 1e-9:
            assert product(before) < product(answered) + 1e-9


def test_a_bent_utility_moves_the_deal_from_the_middle():
    first, _ = answers("zeuthen")

    assert first.theory == pytest.approx(0.30)
    assert not first._replace(theory=0.45).agrees, "the middle of what there is to gain"
    assert main("zeuthen", {"issues.pie.curvature_first": 1.0}).theory == pytest.approx(0.45)


def test_a_floor_at_home_is_no_gain_to_stand_on():
    """The first side's assembly approves half of its utility: the best product from there on."""
    changes = {
        "parties.first.majority": 0.5,
        "constituencies.assembly": {"by": "first", "weight": 1.0, "least": 0.7, "lenience": 0.0},
    }
    kept = play(preset("zeuthen", changes), runs=3)

    assert (kept.runs["ratified_day"] > 0).all()
    assert kept.runs["deal_worth"][:, 0] == pytest.approx(0.7)


def test_no_deal_that_gains_both_is_no_deal():
    changes = {"parties.first.war_prospect": 0.8, "parties.second.war_prospect": 0.6}
    kept = play(preset("zeuthen", changes), runs=3)

    assert not kept.runs["agreed_day"].any()


# -- even-handedness, and both engines ------------------------------------------------------------


EQUAL = {
    "issues.pie.curvature_first": 1.0, "parties.second.war_prospect": 0.0, "issues.pie.levels": 10,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "changes"),
    [("rubinstein", {}), ("nash", {"talks.first_mover": "drawn"}), ("two_level", {}),
     ("zeuthen", {}), ("zeuthen", EQUAL)],
)  # fmt: skip
@pytest.mark.parametrize("run", range(4))
def test_swapping_the_sides_swaps_the_outcome(name, changes, run):
    there = scenario.from_config(mirror.swapped(plain_preset(name, changes)), name)
    here = watch(preset(name, changes), 5, run).offers.array()
    there = watch(there, 5, run).offers.array()

    columns = [0, 1, 2, 4, 3, *range(5, here.shape[1])]
    np.testing.assert_array_equal(here, there[:, columns])


MIXED = {
    "parties.second.strategy": "time_dependent", "talks.breakdown": 0.05, "issues.pie.levels": 101,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "changes"),
    [("nash", LEAVING), ("nash", MIXED), ("zeuthen", MIXED), ("zeuthen", EQUAL),
     ("concession", {"talks.breakdown": 0.05})],
)  # fmt: skip
def test_both_engines_play_it_alike(name, changes):
    found = preset(name, changes)
    kept = play(found, seed=3, runs=6)

    for run in range(6):
        assert_same_run(kept, run, watch(found, 3, run))


@pytest.mark.parametrize("name", ["nash", "zeuthen"])
def test_beside_another_strategy_it_never_takes_less_than_it_has(name):
    """A hard line on the other side asks for more than leaves anything to gain."""
    changes = {"parties.second.strategy": "hard_line", "issues.pie.levels": 101}
    kept = play(preset(name, {**changes, "parties.first.war_prospect": 0.3}), runs=4)

    assert not kept.runs["agreed_day"].any()


# -- the breakdown of talks -----------------------------------------------------------------------

FIRM = {
    "parties.first.strategy": "hard_line",
    "parties.second.strategy": "hard_line",
    "talks.breakdown": 0.1,
    "phases.talks.length": 10,
}


def test_talks_break_down_as_often_as_the_chance_says():
    """After ten refused rounds in 1 - 0.9^10 of the runs, and the neighbouring chance is off."""
    kept = play_all(preset("nash", FIRM), 20_000)
    broken = (kept.log[:, :, notes.KIND] == notes.TALKS_BREAK_DOWN).sum(axis=1)
    assert broken.max() == 1

    found = answer.share("talks that broke down", 1.0 - 0.9**10, broken == 1)
    assert found.agrees, found
    assert not found._replace(theory=1.0 - 0.9**9).agrees
    assert not found._replace(theory=1.0 - 0.9**11).agrees


def test_after_a_breakdown_nothing_more_is_said_and_hope_is_gone():
    model = watch(preset("nash", FIRM), 1, 0)
    log, days = model.log.array(), model.days.array()
    (row,) = log[log[:, notes.KIND] == notes.TALKS_BREAK_DOWN]
    day, (rounds, draw, chance) = int(row[notes.DAY]), notes.reasons_of(row)

    assert rounds == len(model.offers.rows) == day
    assert draw < chance == 0.1
    assert (days["hope"][day - 1 :] == 0.0).all()
    assert (days["hope"][: day - 1] > 0.0).all()
    assert not days["talking"][day:].any()
    assert not (log[:, notes.KIND] == notes.TALKS_STOP).any()


def test_several_rounds_a_day_each_risk_a_breakdown_and_stop_at_it():
    changes = {**FIRM, "talks.rounds_a_day": 20, "talks.breakdown": 0.3}
    model = watch(preset("nash", changes), 1, 0)

    (row,) = [row for row in model.log.rows if row[notes.KIND] == notes.TALKS_BREAK_DOWN]
    assert notes.reasons_of(row).rounds == model.world.round == len(model.offers.rows)
    assert model.world.round < 20


def test_without_the_premise_no_luck_is_asked_for_it():
    """A chance of 0 is off: not one run of the firm sides ends its talks early."""
    kept = play(preset("nash", {**FIRM, "talks.breakdown": 0.0}), runs=50)

    assert (kept.runs["rounds"] == 10).all()


def told(name, changes):
    """The story of the first run."""
    found = preset(name, changes)
    kept, names = play(found, runs=1), tables.Names(found)
    made = [
        arrow.columns(table(names, kept, 0, 1))
        for table in (tables.events_table, tables.days_table, tables.offers_table)
    ]
    return " ".join(" ".join(story.tell(found, made[0], made[1], 0, made[2])).split())


def test_a_breakdown_is_told():
    text = told("nash", FIRM)

    assert "Talks broke down after round" in text
    assert "cannot be resumed (the chance of this was 0.10 after each round)" in text
    assert "no agreement, broken down for good on day" in text


def test_a_breakdown_follows_from_its_draw():
    happened = notes.Broken(3.0, 0.05, 0.1)
    assert decided_again.RULES["talks_break_down"](happened)
    assert not decided_again.RULES["talks_break_down"](happened._replace(draw=0.1))
    assert common.EVENTS["talks_break_down"] == "talks break down"


def test_an_agreement_in_equilibrium_is_told_as_one():
    assert "to which refusing was worth 0.2" in told("rubinstein", ())
    assert "which would itself have asked for" in told("concession", ())


# -- what is refused ------------------------------------------------------------------------------


MEDIATED = {"mediators.envoy.budget_bridging": 1}
ASSEMBLIES = {"constituencies.street": {"by": "first", "lenience": 0.0}}
TWO = {"issues.cake": {"levels": 11, "wants_high_first": True, "wants_high_second": False}}


@pytest.mark.parametrize(
    ("name", "changes", "match"),
    [
        ("nash", TWO, r"parties.first.strategy: 'equilibrium' .* takes one issue, not 2"),
        ("zeuthen", TWO, r"parties.first.strategy: 'zeuthen' .* takes one issue, not 2"),
        ("nash", {"issues.pie.curvature_second": 2.0}, "issues.pie.curvature_second of 1, not 2"),
        ("nash", {"issues.pie.curvature_first": {"uniform": [1.0, 1.5]}}, "takes a linear issue"),
        ("nash", {"issues.pie.wants_high_second": True}, "opposite ends"),
        (
            "nash",
            {"talks.protocol": "one_text"},
            "takes talks.protocol=alternating_offers, not one",
        ),
        ("zeuthen", {"issues.pie.levels": 1002}, "at most 1001 levels with parties.first.strategy"),
        ("concession", {"talks.protocol": "sealed_demands"}, "talks.protocol=sealed_demands"),
        ("concession", {"talks.protocol": "bridging"}, "levels with talks.protocol=bridging"),
        ("concession", MEDIATED, "levels with mediators.envoy.budget_bridging above 0"),
        (
            "concession",
            {"changes": [{"day": 3, "set": {"talks.protocol": "sealed_demands"}}]},
            "levels with talks.protocol=sealed_demands",
        ),
        (
            "concession",
            {"changes": [{"day": 3, "set": {"parties.first.strategy": "zeuthen"}}]},
            "levels with parties.first.strategy=zeuthen",
        ),
        (
            "zeuthen",
            {"issues.pie.levels": {"uniform": [11, 2000]}},
            "2000 is not allowed; it takes at most 1001",
        ),
        ("concession", {"issues.pie.levels": 1_000_000_002}, "from 2 to 1000000001"),
    ],
)
def test_what_a_strategy_or_a_protocol_cannot_play_is_refused(name, changes, match):
    with pytest.raises(PremiseError, match=match):
        preset(name, changes)


@pytest.mark.parametrize(
    ("name", "changes", "key", "said"),
    [
        ("rubinstein", {"talks.breakdown": 0.1}, "talks.breakdown", "takes 0.0"),
        (
            "rubinstein",
            {"parties.first.discount": 1.0, "parties.second.discount": 1.0},
            "parties",
            "takes one below 1",
        ),
        (
            "rubinstein",
            {"parties.first.strategy": "time_dependent"},
            "parties.first.strategy",
            "takes 'equilibrium'",
        ),
        (
            "rubinstein",
            {"parties.first.discount": {"uniform": [0.5, 0.6]}},
            "parties.first.discount",
            "takes one number",
        ),
        (
            "rubinstein",
            {"choice.resumable": True, "parties.first.war_prospect": 0.4},
            "choice.resumable",
            "theory=nash",
        ),
        ("nash", {"talks.breakdown": 0.0}, "talks.breakdown", "nothing presses"),
        ("nash", {"issues.pie.red_line_first": 0.3}, "issues.pie.red_line_first", "takes 0.0"),
        ("nash", {"parties.first.weariness": 0.3}, "parties.first.weariness", "takes 0.0"),
        ("two_level", {"parties.first.foresight": 0.5}, "parties.first.foresight", "takes 1.0"),
        (
            "two_level",
            {"constituencies.assembly.least": 1.0},
            "constituencies.assembly.least",
            "at most 0.99",
        ),
        ("two_level", {"choice.resumable": True}, "choice.resumable", "takes false"),
        ("two_level", {"talks.breakdown": 0.0}, "talks.breakdown", "more than 0"),
        ("two_level", ASSEMBLIES, "constituencies", "one at most"),
        ("concession", {"issues.pie.curvature_first": 2.0}, "issues.pie.curvature_first", "1.0"),
        (
            "concession",
            {"parties.first.strategy": "hard_line"},
            "parties.first.strategy",
            "takes 'time_dependent'",
        ),
        ("concession", TWO, "issues", "takes exactly one"),
        ("zeuthen", {"talks.rounds_a_day": 1}, "talks.rounds_a_day", "takes 202 rounds"),
        (
            "zeuthen",
            {"parties.first.war_prospect": 0.9, "parties.second.war_prospect": 0.9},
            "parties",
            "a deal between the openings",
        ),
    ],
)
def test_where_the_result_does_not_hold_theory_says_so(name, changes, key, said):
    error = refused(name, changes)

    assert error.key == key
    assert said in error.problem


# -- fine grids -----------------------------------------------------------------------------------


def test_the_best_deals_of_a_fine_grid_are_those_of_a_coarse_one():
    space = deals.deal_space(preset("nash"), (0.6, 0.1))

    assert len(space.frontier) == deals.FINEST
    assert space.nash == pytest.approx(np.array([[0.75, 0.25]]))


def test_a_grid_that_can_be_looked_at_whole_is():
    found = preset("zeuthen", {"issues.pie.levels": 1001})
    (issue,) = found.premises.issues.values()

    np.testing.assert_array_equal(deals.levels_of(issue), np.linspace(0.0, 1.0, 1001))


CURVED = "issues.pie.curvature_first of 1, not"


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"issues.pie.curvature_first": 1.25}, "1.25"),
        ({"issues.pie.curvature_first": {"triangular": [0.5, 1.0, 1.0]}}, "0.5"),
        ({"issues.pie.curvature_first": {"triangular": [1.0, 1.0, 2.0]}}, "2"),
        ({"changes": [{"day": 3, "set": {"issues.pie.curvature_first": 3.0}}]}, "3"),
    ],
)
def test_every_value_that_a_premise_ever_has_counts(changes, value):
    """As given, at both ends of what it is drawn from, and as changed on a day."""
    with pytest.raises(PremiseError, match=f"{CURVED} {value}"):
        preset("nash", changes)


def test_the_step_of_the_grid_is_the_tolerance():
    assert 1.0 / reading.steps(preset("nash")) == pytest.approx(FINE)
    coarse = main("nash", {"issues.pie.levels": 21})
    assert coarse.high - coarse.low == pytest.approx(0.1)
