"""Ratification: what can be brought home bounds what is agreed, and is no reason to get more."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import stub, watch
from stages import (
    a_log,
    assert_same_days,
    assert_swapping_swaps,
    events,
    kinds_in,
    plain,
    small,
    still,
    told,
)

from agents import notes, ratifying, talking
from agents.rules import publics
from sim import draws, phases
from sim.refusals import PremiseError

quick = settings(deadline=None, max_examples=100)
share = st.floats(0.0, 1.0)
PIE = {"pie": {"levels": 1001}}


def a_public(least, weight=1.0, **fields):
    """A constituency with a vote and a neutral mood."""
    usual = {"by": 0, "votes": 1, "lenience": 0.0, "needs": least}
    return stub("constituencies", {**usual, "least": least, "weight": weight}, fields)


def floor(majority, *constituencies, slot=0):
    return ratifying.floor(SimpleNamespace(majority=majority), slot, constituencies)


# -- what can be ratified -------------------------------------------------------------------------


@pytest.mark.parametrize(("mood", "least"), [(0.0, 0.4), (1.0, 0.1), (-1.0, 0.7), (-0.5, 0.55)])
def test_a_constituency_in_a_better_mood_approves_less(mood, least):
    assert publics.least_approved(0.4, 0.3, mood) == pytest.approx(least)


def test_what_is_approved_stays_a_share():
    assert publics.least_approved(0.9, 1.0, -1.0) == 1.0
    assert publics.least_approved(0.1, 1.0, 1.0) == 0.0


@pytest.mark.parametrize(
    ("majority", "least"), [(0.2, 0.2), (0.5, 0.2), (0.51, 0.4), (0.8, 0.4), (0.81, 0.7), (1, 0.7)]
)
def test_the_floor_is_what_those_needed_for_a_majority_approve(majority, least):
    """Half the weight approves 0.2, three tenths 0.4, two tenths 0.7."""
    of_three = a_public(0.4, 3.0), a_public(0.7, 2.0), a_public(0.2, 5.0)

    assert floor(majority, *of_three) == least


def test_only_those_with_a_vote_on_the_own_side_count():
    others = a_public(0.1, votes=0), a_public(0.2, by=1)

    assert floor(0.5, a_public(0.6), *others) == 0.6
    assert floor(0.5, a_public(0.6), *others, slot=1) == 0.2
    assert floor(0.5, *others[:1]) == 0.0, "nobody votes"


def test_with_no_majority_asked_for_there_is_no_floor():
    assert floor(0.0, a_public(0.6)) == 0.0


@quick
@given(st.lists(st.tuples(share, st.floats(0.01, 1.0)), min_size=1, max_size=5), share)
def test_the_floor_is_the_least_utility_that_a_majority_approves(voters, majority):
    majority = max(0.01, majority)
    constituencies = [a_public(least, weight) for least, weight in voters]
    needed = majority * sum(weight for _, weight in voters)

    found = floor(majority, *constituencies)

    assert ratifying.approving(constituencies, 0, found) >= needed - 1e-9
    assert ratifying.approving(constituencies, 0, found - 1e-6) < needed or found <= min(
        least for least, _ in voters
    )


# -- what a leader foresees -----------------------------------------------------------------------


def a_leader(**fields):
    usual = {"outside": 0.1, "floor": 0.6, "foresight": 0.5, "taught": 0}
    return SimpleNamespace(**{**usual, **fields})


@pytest.mark.parametrize(
    ("fields", "least"),
    [
        ({"foresight": 0.0}, 0.1),
        ({"foresight": 0.5}, 0.3),
        ({"foresight": 1.0}, 0.6),
        ({"foresight": 0.0, "taught": 1}, 0.6),
        ({"foresight": 1.0, "outside": 0.7}, 0.7),
    ],
)
def test_a_leader_asks_for_what_can_be_ratified_as_far_as_it_foresees_that(fields, least):
    assert talking.reserve(a_leader(**fields)) == pytest.approx(least)


# -- the vote -------------------------------------------------------------------------------------


def a_party(stream, **fields):
    usual = {
        "stream": stream, "majority": 0.5, "deal_worth": 0.6, "hope_before": 0.4,
        "current_hope": 1.0, "expected_deal": 0.45, "taught": 0,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **fields})


def put_to_the_vote(parties, constituencies, **fields):
    """The world and the log after today's agreement has been put to the votes at home."""
    world = SimpleNamespace(
        **{
            "key": 7, "day": 20, "agreed_day": 20, "ratified_day": 0, "votes": 0, "rejected": 0,
            "spell": 3, "setback": 0.25, "vote_play": 0.0, "noted": 0, **fields,
        }
    )  # fmt: skip
    log = a_log()
    ratifying.vote(world, parties, constituencies, log)
    return world, log


def test_an_agreement_that_a_majority_approves_on_both_sides_binds():
    parties = [a_party(0), a_party(1)]
    voters = [a_public(0.6, 2.0), a_public(0.9, 1.0), a_public(0.3, by=1)]

    world, log = put_to_the_vote(parties, voters)

    assert (world.ratified_day, world.agreed_day, world.rejected, world.votes) == (20, 20, 0, 1)
    assert kinds_in(log, world) == [notes.VOTE, notes.VOTE, notes.VOTE, notes.RATIFIED]
    assert [row[notes.place_of(notes.Vote, "approves")] for row in log[:3]] == [1.0, 0.0, 1.0]
    outcome = notes.reasons_of(log[3])
    assert outcome == pytest.approx((2 / 3, 0.5, 1.0, 0.5))
    assert [party.current_hope for party in parties] == [1.0, 1.0]


@pytest.mark.parametrize(("short", "binds"), [(0.0, True), (1e-9, False)])
def test_a_majority_whose_weights_round_below_it_is_a_majority(short, binds):
    """Four of five in favour: 0.3 + 0.3 + 0.3 + 0.3 over 1.5 comes to a little less than 0.8."""
    voters = [a_public(0.5, 0.3) for _ in range(4)] + [a_public(0.9, 0.3 + short)]
    assert (0.3 + 0.3 + 0.3 + 0.3) / (0.3 + 0.3 + 0.3 + 0.3 + 0.3) < 0.8

    party = a_party(0, majority=0.8)
    world, _ = put_to_the_vote([party, a_party(1, majority=0.0)], voters)

    assert (world.ratified_day == 20) == binds
    assert floor(0.8, *voters) == (0.5 if binds else 0.9)


@pytest.mark.parametrize("slot", [0, 1])
def test_an_agreement_that_fails_on_one_side_is_off_for_both(slot):
    """Both lose a quarter of the hope they had before, and only the side that failed is taught."""
    parties = [a_party(0), a_party(1)]
    voters = [a_public(0.9, by=slot), a_public(0.1, by=1 - slot)]

    world, log = put_to_the_vote(parties, voters)

    assert (world.ratified_day, world.agreed_day, world.rejected, world.spell) == (0, 0, 1, 4)
    assert kinds_in(log, world)[-1] == notes.REJECTED
    assert [party.current_hope for party in parties] == pytest.approx([0.3, 0.3])
    assert [party.deal_worth for party in parties] == [0.45, 0.45]
    assert [party.taught for party in parties] == [1 - slot, slot]


def test_where_nobody_votes_an_agreement_binds_at_once_and_without_a_word():
    world, _ = put_to_the_vote([a_party(0, majority=0.0), a_party(1, majority=0.0)], [])

    assert world.ratified_day == 20
    assert world.noted == 0


def test_a_majority_of_nobody_is_in_favour():
    world, log = put_to_the_vote([a_party(0), a_party(1)], [a_public(0.9, votes=0)])

    assert world.ratified_day == 20
    assert kinds_in(log, world) == [notes.RATIFIED]


def test_only_an_agreement_of_today_is_voted_on_and_once():
    before, _ = put_to_the_vote([a_party(0), a_party(1)], [a_public(0.9)], agreed_day=19)
    again, _ = put_to_the_vote([a_party(0), a_party(1)], [a_public(0.9)], ratified_day=12)

    assert before.votes == again.votes == 0


def test_a_vote_has_some_play_as_far_as_the_scenario_says():
    """A deal worth 0.6 where 0.55 is approved, over many runs: 1 / (1 + e^-1) of them."""
    party, voter = a_party(0, deal_worth=0.6), a_public(0.55)
    world = SimpleNamespace(vote_play=0.05, day=1, noted=0, votes=1)
    yes = 0
    for key in draws.run_keys(1, 0, 2000).view(np.int64).tolist():
        world.key, world.noted = key, 0
        ratifying.begin(world, [party, a_party(1)], [voter])
        yes += ratifying.approves(world, party, voter, a_log(1))

    assert abs(yes / 2000 - 0.7311) < 4 * (0.7311 * 0.2689 / 2000) ** 0.5


@pytest.mark.parametrize("key", [3, 5, 9])
def test_a_leader_who_lost_a_vote_knows_from_it_what_its_constituencies_take(key):
    """What they approve, and their play in it; before the vote only what they approve."""
    world = SimpleNamespace(key=key, vote_play=0.05, day=1, noted=0, votes=1)
    before, after, voter = a_party(0), a_party(0, taught=1), a_public(0.5)
    ratifying.begin(world, [before, a_party(1)], [voter])
    for party in (before, after):
        ratifying.foresee(world, [party, a_party(1, majority=0.0)], [voter])

    assert before.floor == 0.5
    assert after.floor == pytest.approx(0.5 + 0.05 * voter.play)
    assert abs(after.floor - 0.5) > 1e-3
    for worth, approved in ((after.floor - 1e-6, False), (after.floor + 1e-6, True)):
        after.deal_worth = worth
        assert ratifying.approves(world, after, voter, a_log()) == approved


def test_the_play_in_a_vote_is_drawn_once_for_the_run_and_for_each_constituency():
    """Put to the vote again, a deal meets the same line; another constituency has its own."""
    parties = [a_party(0, majority=1.0), a_party(1, majority=0.0)]
    voters = [a_public(0.6, index=0), a_public(0.6, index=1)]
    ratifying.begin(SimpleNamespace(key=7), parties, voters)

    lines = []
    for day in (20, 27):
        _, log = put_to_the_vote(parties, voters, day=day, agreed_day=day, vote_play=0.05)
        lines.append([notes.reasons_of(row).line for row in log[:2]])

    assert lines[0] == lines[1] == pytest.approx([0.05 * voter.play for voter in voters])
    assert lines[0][0] != lines[0][1]


# -- whole runs: the two-level game ---------------------------------------------------------------


def voters(north=None, south=None, majority=0.5):
    """Parties and constituencies: each side's voters approve this much, if they have a vote."""
    floors = {"north": north, "south": south}
    return {
        "constituencies": {
            f"voters_{side}": {"by": side, "least": least, "lenience": 0.0}
            for side, least in floors.items()
            if least is not None
        },
        "ratification": {"vote_play": 0.0},
    }, {side: {"majority": majority * (least is not None)} for side, least in floors.items()}


def bargain(north=None, south=None, outside=(0.0, 0.0), **rest):
    """Even concessions over a linear pie, with these floors at home, wholly foreseen."""
    sections, own = voters(north, south)
    parties = [
        still(war_prospect=prospect, haste=1.0, **{"foresight": 1.0, **own[side], **rest})
        for side, prospect in zip(own, outside, strict=True)
    ]
    talks = {"rounds": 200, "rounds_a_day": 20, "first_mover": "first"}
    return watch(small(*parties, issues=PIE, talks=talks, **sections))


def deal(model):
    """What the agreement is worth to each; None if there is none that binds."""
    return [party.deal_worth for party in model.parties] if model.world.ratified_day else None


@pytest.mark.parametrize("alternative", [0.0, 0.2])
@pytest.mark.parametrize("least", [0.1, 0.3, 0.45, 0.55, 0.6, 0.75])
def test_with_full_foresight_a_linear_pie_gives_the_larger_of_the_even_share_and_the_floor(
    least, alternative
):
    """N = (1 + d - d) / 2 = 0.5 for equal alternatives d; a floor binds or does nothing."""
    first, second = deal(bargain(north=least, outside=(alternative, alternative)))

    assert first == pytest.approx(max(0.5, least), abs=0.006)
    assert first + second == pytest.approx(1.0)
    mirrored = deal(bargain(south=least, outside=(alternative, alternative)))
    assert mirrored[1] == pytest.approx(max(0.5, least), abs=0.006)


def test_a_floor_is_no_disagreement_point():
    """An alternative of 0.4 moves the terms; a floor of 0.4 at home moves nothing."""
    plain_deal = deal(bargain())

    assert deal(bargain(outside=(0.4, 0.0)))[0] > plain_deal[0] + 0.08
    assert deal(bargain(north=0.4)) == plain_deal


def test_with_a_floor_over_what_the_other_side_can_give_there_is_no_agreement():
    """The north needs 0.85 at home, and the south has 0.2 without a deal."""
    assert bargain(north=0.85, outside=(0.0, 0.2)).world.agreed_day == 0
    assert bargain(north=0.6, south=0.5).world.agreed_day == 0


def test_who_does_not_foresee_the_vote_is_rejected_once_and_then_asks_for_enough():
    model = bargain(north=0.7, foresight=0.0)

    assert model.world.rejected == 1
    assert deal(model)[0] == pytest.approx(0.7, abs=0.006)
    first, second = told(model, notes.AGREEMENT)
    assert first.own + first.offered == pytest.approx(1.0)
    votes = told(model, notes.VOTE)
    assert [vote.approves for vote in votes] == [0.0, 1.0]
    assert votes[0].utility < 0.7 <= votes[1].utility + 1e-9
    rejected, ratified = events(model, notes.REJECTED)[0], events(model, notes.RATIFIED)[0]
    assert rejected[notes.DAY] <= ratified[notes.DAY]
    assert second.rounds > first.rounds


def test_a_phase_that_needs_an_agreement_needs_a_ratified_one():
    """What the north's voters approve is more than the south can give, and the phase runs out."""
    sections, own = voters(0.9, None)
    model = watch(
        small(
            still(foresight=0.0, **own["north"]),
            still(war_prospect=0.2),
            issues=PIE,
            talks={"rounds": 10, "rounds_a_day": 5},
            phases={"one": {"length": 10}, "two": {"length": 20, "needs_agreement": True}},
            limbo={"limbo": False},
            **sections,
        )
    )

    assert model.world.rejected >= 1
    assert model.world.phase == 1
    assert model.world.cause == phases.NOT_RATIFIED


def test_a_public_whose_mood_has_risen_approves_what_it_would_have_rejected():
    agreed = {}
    for leaning in (-1.0, 1.0):
        sections, own = voters(0.7, None)
        sections["constituencies"]["voters_north"] |= {"lenience": 0.3, "leaning": leaning}
        model = watch(
            small(
                still(foresight=0.0, haste=1.0, **own["north"]),
                still(haste=1.0),
                issues=PIE,
                talks={"rounds": 40, "rounds_a_day": 20},
                calendar={"horizon": 3},
                **sections,
            )
        )
        agreed[leaning] = model.world.ratified_day

    assert agreed[1.0] > 0
    assert agreed[-1.0] == 0


# -- off, mirrored, refused -----------------------------------------------------------------------


def test_without_a_majority_voters_change_nothing():
    sections, _ = voters(0.9, 0.9)
    sections["constituencies"]["voters_north"]["weight"] = 1.0
    talks = {"issues": PIE, "talks": {"rounds": 20, "rounds_a_day": 5}}

    for run in range(3):
        assert_same_days(
            watch(small(**talks, **sections), 1, run),
            watch(small(**talks, ratification={"vote_play": 0.0}), 1, run),
        )


def test_swapping_the_sides_swaps_the_outcome():
    sections, _ = voters(0.55, 0.5)
    sections["ratification"] = {"vote_play": 0.05, "setback": 0.2}
    config = plain(
        {"majority": 0.5, "foresight": 0.2, "haste": 0.6},
        {"majority": 0.8, "foresight": 0.6, "haste": 1.5},
        issues={**PIE, "aid": {"weight_north": 0.5, "levels": 7}},
        talks={"rounds": 20, "rounds_a_day": 3},
        **sections,
    )

    models = assert_swapping_swaps(config, runs=8)

    assert any(model.world.rejected for model in models)
    assert any(model.world.ratified_day for model in models)


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("north", {"majority": 1.2}, "parties.north.majority: 1.2 .* from 0 to 1"),
        ("north", {"foresight": -0.1}, "parties.north.foresight: -0.1 .* from 0 to 1"),
        ("ratification", {"setback": 2}, "ratification.setback: 2 .* from 0 to 1"),
        ("ratification", {"vote_paly": 0}, "ratification.vote_paly: .* did you mean 'vote_play'"),
        ("constituencies", {"a": {"by": "north", "votes": 2}}, "a.votes: 2 .* true or false"),
    ],
)
def test_what_cannot_be_is_refused(place, value, sentence):
    with pytest.raises(PremiseError, match=sentence):
        small(**{place: value})
