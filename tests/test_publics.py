"""Publics: moods that move, partners who threaten, leave and return, and what leaders bear."""

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
    promise,
    small,
    still,
    told,
)

from agents import believing, notes, swaying
from agents.rules import publics
from sim.refusals import PremiseError
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=100)
mood = st.floats(-1.0, 1.0)
share = st.floats(0.0, 1.0)

PULLS = "people_held releases resents violence hardship displacement news".split()


def a_public(**fields):
    """A constituency that nothing draws anywhere; every field may be set."""
    usual = {
        "index": 0, "by": 0, "weight": 0.3, "partner": 0, "leaning": 0.0, "adjusts": 0.1,
        "sway": 0.0, "exit": -0.4, "returns": 0.4, "warns": 0.2, "mood": 0.0, "gone": 0,
        "gone_at_start": 0, "warned": 0, **dict.fromkeys(PULLS, 0.0),
    }  # fmt: skip
    return stub("constituencies", usual, fields)


def a_party(**fields):
    return stub("parties", {}, fields)


def two_parties():
    """What publics look at; each number its own, so that none is taken for another."""
    return [
        a_party(people_held=0.9, received=0.2, given=0.3, hurt=0.4, news=0.5),
        a_party(people_held=0.1, received=0.8, given=0.9, hurt=1.0, news=1.1),
    ]


def a_world(**fields):
    usual = {"day": 5, "noted": 0, "need": 0.6, "proposal": 0.7, "exits": 0, "spell": 1}
    return stub("world", usual, fields)


# -- moods ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pull", "of"),
    [
        ("people_held", 0.1),  # its own side's people, whom the other side holds
        ("releases", 0.2),
        ("resents", 0.3),
        ("violence", 0.4),
        ("news", 0.5),
        ("hardship", 0.6),
        ("displacement", 0.7),
    ],
)
@pytest.mark.parametrize("force", [1.0, -0.5])
def test_each_thing_draws_a_mood_by_what_the_scenario_says(pull, of, force):
    one = a_public(leaning=0.05, **{pull: force})

    found = swaying.drawn_to(one, *two_parties(), a_world())

    assert found == pytest.approx(0.05 + force * of)


def test_a_mood_goes_part_of_the_way_each_day():
    """A tenth of the way from 0 to 0.5, and a tenth of what is left."""
    one, parties, world = a_public(leaning=0.5), two_parties(), a_world()

    swaying.move(world, parties, [one], a_log())
    assert one.mood == pytest.approx(0.05)
    swaying.move(world, parties, [one], a_log())
    assert one.mood == pytest.approx(0.095)


@quick
@given(mood, st.floats(-9.0, 9.0), share)
def test_a_mood_goes_up_as_readily_as_down_and_stays_within_bounds(now, wanted, pace):
    """What is drawn one way goes as far as its mirror image goes the other: no ratchet."""
    up = publics.adjusted(now, wanted, pace)

    assert -1.0 <= up <= 1.0
    assert publics.adjusted(-now, -wanted, pace) == -up
    aim = publics.bounded(wanted)
    assert abs(up - aim) == pytest.approx((1.0 - pace) * abs(now - aim))


def test_a_mood_whose_cause_has_gone_returns_to_its_leaning():
    """Grievance over violence passes, and the mood with it."""
    config = plain(
        constituencies={
            "streets": {"by": "north", "leaning": 0.3, "violence": -5.0, "adjusts": 0.3}
        },
        calendar={"horizon": 80},
        phases={"one": {"length": 80}},
        violence={"background": 3.0, "harm": 0.05, "branching": 0.0},
    )
    peace = {"changes": [{"day": 15, "set": {"violence.background": 0.0}}]}

    assert watch(from_config(config)).constituencies[0].mood < -0.5
    assert watch(from_config({**config, **peace})).constituencies[0].mood == pytest.approx(
        0.3, abs=0.02
    )


# -- partners -------------------------------------------------------------------------------------


def lived(one, *moods):
    """The kinds of event as a partner's mood takes these values, day by day."""
    world, log = a_world(), a_log()
    for now in moods:
        one.mood = now
        swaying.stay_or_go(one, world, log)
        world.day += 1
    return kinds_in(log, world), world


def test_a_partner_threatens_once_leaves_under_its_exit_and_comes_back_over_its_return():
    """Exit at -0.4, threats from -0.2 on, return over 0.4."""
    one = a_public(partner=1)

    kinds, world = lived(one, -0.1, -0.3, -0.39, -0.41, -0.9, 0.0, 0.4, 0.41, 0.0)

    assert kinds == [notes.THREAT, notes.EXIT, notes.RETURNS]
    assert world.exits == 1
    assert world.spell == 2, "leaving opens the question of fighting anew"


def test_a_threat_that_has_passed_can_be_made_again():
    kinds, _ = lived(a_public(partner=1), -0.3, 0.0, -0.3)

    assert kinds == [notes.THREAT, notes.THREAT]


def test_only_partners_threaten_or_leave():
    parties, world, log = two_parties(), a_world(), a_log()

    swaying.move(world, parties, [a_public(mood=-1.0, leaning=-1.0)], log)

    assert world.noted == 0
    assert (parties[0].gone, parties[0].threat) == (0.0, 0.0)


@quick
@given(mood, mood, share)
def test_a_threat_is_the_nearer_to_the_exit_the_greater(now, exit_mood, within):
    near = publics.nearness(now, exit_mood, within)

    assert 0.0 <= near <= 1.0
    assert near >= publics.nearness(now + 0.1, exit_mood, within)
    if within > 0.0 and now <= exit_mood:
        assert near == 1.0
    if now >= exit_mood + within + 1e-9:
        assert near == 0.0


# -- what a leader bears --------------------------------------------------------------------------


def test_a_leader_bears_the_sway_of_those_at_its_side_and_the_weight_of_those_who_left():
    parties = two_parties()
    publics_ = [
        a_public(sway=0.2, mood=0.5),
        a_public(sway=0.1, mood=-0.3, partner=1, exit=-0.4, warns=0.2, weight=0.25),
        a_public(sway=0.9, mood=-0.9, partner=1, gone=1, weight=0.15),
        a_public(by=1, sway=0.3, mood=-0.4),
    ]

    swaying.bear(publics_, parties)

    assert parties[0].home == pytest.approx(0.2 * 0.5 - 0.1 * 0.3)
    assert parties[0].threat == pytest.approx(0.25 * 0.5), "halfway from a first threat to the exit"
    assert parties[0].gone == 0.15
    assert parties[1].home == pytest.approx(-0.12)


def day_one(**public):
    """The north on its first evening, with one constituency that does not move."""
    own = {"by": "north", "adjusts": 0.0, **public}
    return watch(small(still(office=0.5), constituencies={"one": own})).parties[0]


def test_those_for_the_truce_make_leaving_worth_less_and_those_against_it_more():
    for leaning in (1.0, -0.5):
        assert day_one(leaning=leaning, sway=0.1).outside == pytest.approx(-0.1 * leaning)


def test_partners_who_left_are_a_reason_to_fight_as_far_as_office_counts():
    """Half a point for all of them: 0.5 x 0.4."""
    left = day_one(partner=True, weight=0.4, gone_at_start=True)

    assert left.outside == pytest.approx(0.2)


def test_a_partner_about_to_leave_makes_what_it_resents_cost_more():
    party = a_party(office=0.5, threat=0.4)
    item = stub("obligations", {}, {"cost": 0.03, "resented": 0.6})

    assert believing.price(party, item) == pytest.approx(0.03 + 0.5 * 0.4 * 0.6)
    party.office = 0.0
    assert believing.price(party, item) == 0.03


def test_a_partner_leaves_over_what_is_handed_over_and_comes_back_when_that_has_passed():
    """Three resented items in a row; what went lately halves each day, and so does the way to go.

    What went: 1, 1.5, 1.75, then half each day. Mood: 0, -0.5 (out), -0.75, -0.56, -0.25, 0.02,
    0.20, 0.32 (back).
    """
    partner = {
        "by": "north", "partner": True, "resents": -1.0, "leaning": 0.5, "adjusts": 0.5,
        "exit": -0.2, "returns": 0.3, "weight": 0.3,
    }  # fmt: skip
    items = {f"item_{day}": promise("north", day=day, resented=1.0) for day in (2, 3, 4)}

    model = watch(
        small(
            still(),
            still(),
            constituencies={"partner": partner},
            obligations=items,
            delivery={"lately": 0.5},
        )
    )

    left, came_back = (events(model, kind)[:, notes.DAY] for kind in (notes.EXIT, notes.RETURNS))
    assert left.tolist() == [3.0]
    assert came_back.tolist() == [9.0]
    assert model.kept().runs["exits"] == 1
    assert told(model, notes.EXIT)[0].mood < -0.2
    assert told(model, notes.EXIT)[0].weight == pytest.approx(0.3)


def test_who_has_left_before_the_first_day_can_come_back():
    partner = {
        "by": "north", "partner": True, "gone_at_start": True, "leaning": 0.8, "adjusts": 0.5,
        "returns": 0.5,
    }  # fmt: skip
    model = watch(small(constituencies={"partner": partner}))

    assert events(model, notes.RETURNS)[:, notes.DAY].tolist() == [1.0]
    assert model.kept().runs["exits"] == 0


# -- off, mirrored, refused -----------------------------------------------------------------------

LIVELY = {
    "ministers": {
        "by": "north", "partner": True, "resents": -2.0, "violence": -3.0, "weight": 0.2,
        "exit": -0.3, "sway": 0.05,
    },
    "families": {"by": "south", "people_held": 0.8, "releases": 1.0, "sway": 0.1},
    "residents": {"by": "south", "hardship": 0.5, "violence": 2.0, "displacement": -1.0},
    "allies": {"by": "south", "partner": True, "resents": -1.0, "weight": 0.4, "exit": -0.1},
}  # fmt: skip
EVENTFUL = {
    "constituencies": LIVELY,
    "violence": {"background": 1.0, "harm": 0.02},
    "choice": {"resumable": True, "scale": 0.05, "resolve": 0.05},
    "relocation": {"proposal": 0.3},
    "obligations": {
        f"{by}_{day}": promise(by, day=day, resented=0.5, cost=0.02)
        for by in ("north", "south")
        for day in (2, 5, 9, 14)
    },
}


def test_swapping_the_sides_swaps_the_outcome():
    config = plain({"office": 0.6, "war_prospect": 0.5}, {"office": 0.3}, **EVENTFUL)

    models = assert_swapping_swaps(config, runs=6)

    assert sum(model.world.exits for model in models) > 0


def test_publics_without_sway_office_and_vote_change_nothing():
    """Nobody bears anything, and a mood moves no one: the run is that without them."""
    silent = {key: {**one, "sway": 0.0, "partner": False} for key, one in LIVELY.items()}
    without = {**EVENTFUL, "constituencies": {}}

    for run in range(3):
        assert_same_days(
            watch(small(**{**EVENTFUL, "constituencies": silent}), 1, run),
            watch(small(**without), 1, run),
        )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"by": "nroth"}, "constituencies.one.by: 'nroth' .* did you mean 'north'"),
        ({"weight": 1.5}, "constituencies.one.weight: 1.5 .* from 0 to 1"),
        ({"leaning": -2.0}, "constituencies.one.leaning: -2.0 .* from -1 to 1"),
        ({"exit": {"uniform": [-3, 0]}}, "constituencies.one.exit: -3 .* from -1 to 1"),
        ({"parnter": True}, "constituencies.one.parnter: .* did you mean 'partner'"),
    ],
)
def test_what_a_constituency_cannot_be_is_refused(change, sentence):
    with pytest.raises(PremiseError, match=sentence):
        small(constituencies={"one": {"by": "north", **change}})


def test_a_constituency_must_belong_to_someone():
    with pytest.raises(PremiseError, match=r"constituencies.one.by: is missing; .* north, south"):
        small(constituencies={"one": {}})
