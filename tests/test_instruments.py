"""What mediators can do: each of seven instruments is used while it is worth its price to them."""

import copy
import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import watch
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

from agents import instruments, mediating, notes
from agents.rules import mediation, trust
from agents.traits import (
    BRIDGING,
    DEADLINE,
    GUARANTEE,
    INSTRUMENTS,
    MONITORING,
    PAYMENT,
    PRESSURE,
    SHUTTLE,
)
from sim.refusals import PremiseError
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=100)
share = st.floats(0.0, 1.0)

NO_BUDGET = {f"budget_{name}": 0 for name in INSTRUMENTS}


# -- what a mediator weighs, by hand --------------------------------------------------------------


def a_mediator(**fields):
    """A mediator wholly attentive, to whom a truce that holds is worth one point."""
    usual = {
        "stream": 0, "current_attention": 1.0, "value": 1.0, "leverage": [0.0, 0.0],
        "closeness": [0.0, 0.0], "credibility": [1.0, 1.0], "payment": [0.0, 0.0], "asks_now": 0.0,
        "payment_discount": 0.0, "guarantee": [0.0, 0.0], "commitment": 1.0, "monitors": 0.0,
        "deadline_days": 10, "accepts_displacement": 1.0, "price": [0.0] * len(INSTRUMENTS),
        "budget": [5] * len(INSTRUMENTS), "left": [5] * len(INSTRUMENTS),
        "active": [0] * len(INSTRUMENTS), "declined": [0] * len(INSTRUMENTS), "pressing": [0, 0],
        "spared": [0, 0], "stationed": 0, "considered": 0, "spell": 0, "mediates": 1,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **fields})


def a_party(stream, **fields):
    """A party for whom leaving and staying are worth the same."""
    usual = {
        "stream": stream, "outside": 0.2, "staying": 0.2, "standing": 0.0, "current_hope": 1.0,
        "asked": 0.7, "heard": 0.3, "pressure": 0.0, "guaranteed": 0.0, "assured": 0.0,
        "promised": 0.0, "asks": 0.0,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **fields})


def a_world(**fields):
    usual = {
        "day": 9, "noted": 0, "alarm": 0.1, "watched": 0.0, "agreed_day": 0, "talking": 1,
        "talks_day": 2, "talks_again": 7, "deadline_day": 0, "deadline_round": 0, "round": 12,
        "monitors": 0.0, "proposal": 0.0, "consent": 0.1, "deadly": 0.0, "phase": 1,
        "phase_ends": 42, "limbo_begins": 0, "disappointment": 0.0,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **fields})


HALF, LESS = 0.5, 1.0 / (1.0 + math.e)  # chance of leaving at even worth, and at a tenth less
EITHER = 1.0 - HALF * HALF  # chance that one of the two leaves
ONE_LESS = 1.0 - (1.0 - LESS) * HALF

WEIGHED = {  # instrument: (who considers it, what it would do, what that is worth by hand)
    "pressure": (instruments.consider_pressure, {"leverage": [0.1, 0.0]}, HALF - LESS),
    "guarantee": (instruments.consider_guarantee, {"guarantee": [0.1, 0.0]}, EITHER - ONE_LESS),
    "payment": (instruments.consider_payment, {"payment": [0.1, 0.0]}, EITHER - ONE_LESS),
    "monitoring": (instruments.consider_monitors, {"monitors": 0.6}, EITHER * 0.6),
    "bridging": (instruments.consider_talks, {"left": [0, 5, 0, 0, 0, 0, 0]}, 1.0 - 0.4),
    "deadline": (instruments.consider_talks, {"left": [0, 0, 0, 0, 0, 0, 5]}, 0.4),
}


def consider(name, price, **fields):
    """A mediator weighs one instrument; returns it with what it wrote down."""
    weigh, does, _ = WEIGHED[name]
    mediator, world, log = a_mediator(**copy.deepcopy({**does, **fields})), a_world(), a_log()
    mediator.price[INSTRUMENTS.index(name)] = price
    weigh(mediator, world, [a_party(0), a_party(1)], log)
    return mediator, world, log


@pytest.mark.parametrize("value", [0.3, 1.0])
@pytest.mark.parametrize("name", WEIGHED)
def test_an_instrument_is_used_if_what_it_changes_is_worth_more_than_its_price(name, value):
    gain = value * WEIGHED[name][2]
    instrument = INSTRUMENTS.index(name)

    used, world, log = consider(name, gain - 1e-6, value=value)
    assert kinds_in(log, world) == [notes.USES]
    assert log[0][notes.ITEM] == instrument
    assert notes.reasons_of(log[0]).gain == pytest.approx(gain)
    assert used.active[instrument] == 1

    passed, world, log = consider(name, gain + 1e-6, value=value)
    assert kinds_in(log, world) == [notes.PASSES]
    assert passed.active[instrument] == 0
    assert passed.left == a_mediator(**WEIGHED[name][1]).left, "only what is used is used up"


@pytest.mark.parametrize("name", ["guarantee", "payment", "monitoring", "deadline"])
def test_an_instrument_used_is_used_up_by_one(name):
    used, _, _ = consider(name, 0.0)

    assert used.left[INSTRUMENTS.index(name)] == 4


def test_what_a_guarantee_takes_from_a_friend_counts_against_it():
    """Half as close as can be, to a friend as likely to leave as not: a quarter of the 0.1."""
    _, _, log = consider("guarantee", 0.0, closeness=[0.5, 0.0])

    assert notes.reasons_of(log[0]).gain == pytest.approx(EITHER - ONE_LESS - 0.5 * HALF * 0.1)


def test_an_assurance_that_backs_leaving_is_given_to_a_friend_and_to_nobody_else():
    stranger, _, _ = consider("guarantee", 0.0, guarantee=[-0.1, 0.0], value=0.1)
    friend, _, _ = consider(
        "guarantee", 0.0, guarantee=[-0.1, 0.0], value=0.1, closeness=[1.0, 0.0]
    )

    assert stranger.active[GUARANTEE] == 0
    assert friend.active[GUARANTEE] == 1


def test_pressure_is_put_on_the_side_for_which_it_is_worth_it():
    """Much leverage over the first; the second would never leave."""
    mediator = a_mediator(leverage=[0.1, 0.1], price=[0.05] * len(INSTRUMENTS))

    instruments.consider_pressure(
        mediator, a_world(), [a_party(0), a_party(1, outside=-2.0)], a_log()
    )

    assert mediator.pressing == [1, 0]


def test_pressure_that_is_no_longer_worth_it_ends():
    mediator, world, log = a_mediator(leverage=[0.1, 0.0]), a_world(), a_log()
    mediator.price[PRESSURE] = 0.05
    parties = [a_party(0), a_party(1)]
    instruments.consider_pressure(mediator, world, parties, log)

    parties[0].outside = -2.0
    instruments.consider_pressure(mediator, world, parties, log)

    assert kinds_in(log, world) == [notes.USES, notes.ENDS]
    assert (mediator.pressing, mediator.active[PRESSURE]) == ([0, 0], 0)


def test_pressure_ends_once_there_is_nothing_left_to_press_with():
    mediator, world, log = a_mediator(leverage=[0.1, 0.0]), a_world(), a_log()
    parties = [a_party(0), a_party(1)]
    instruments.consider_pressure(mediator, world, parties, log)
    mediator.leverage[0] = 0.0
    parties[0].standing, mediator.closeness[0] = -0.5, 0.4
    for _ in range(2):
        instruments.consider_pressure(mediator, world, parties, log)
    assert kinds_in(log, world) == [notes.USES, notes.ENDS]
    assert (mediator.pressing, mediator.active[PRESSURE]) == ([0, 0], 0)
    instruments.feel(parties[0], parties[1], mediator, 0, world)
    assert parties[0].pressure == 0.0


def test_pressure_in_force_is_weighed_by_what_would_be_without_it():
    """The party now stays because it is pressed: that is no reason to stop."""
    mediator, world, log = a_mediator(leverage=[0.1, 0.0]), a_world(), a_log()
    mediator.price[PRESSURE] = 0.2
    mediator.pressing[0] = 1

    instruments.consider_pressure(mediator, world, [a_party(0, outside=0.1), a_party(1)], log)

    assert mediator.pressing == [1, 0]
    assert world.noted == 0, "nothing has changed"


def test_monitors_that_stay_are_weighed_by_what_would_be_without_them():
    """Half of the errors are removed, by them alone: they would be again."""
    mediator = a_mediator(monitors=0.5, active=[0, 0, 0, 0, 0, 1, 0])
    log, world = a_log(), a_world(watched=0.5)

    instruments.consider_monitors(mediator, world, [a_party(0), a_party(1)], log)

    use = notes.reasons_of(log[0])
    assert (use.before, use.after) == (1.0, 0.5)


def test_monitors_that_are_no_longer_worth_it_are_said_to_end():
    mediator = a_mediator(monitors=0.5, active=[0, 0, 0, 0, 0, 1, 0])
    mediator.price[MONITORING] = 2.0
    log, world = a_log(), a_world(watched=0.5)

    instruments.consider_monitors(mediator, world, [a_party(0), a_party(1)], log)

    assert mediator.active[MONITORING] == 0
    assert kinds_in(log, world) == [notes.ENDS]
    assert notes.reasons_of(log[0]).target == -1


@pytest.mark.parametrize(("stationed", "ends"), [(1, [notes.ENDS]), (0, [])])
def test_monitors_that_cannot_be_sent_again_are_said_to_end_where_there_are_some(stationed, ends):
    mediator = a_mediator(monitors=0.5, active=[0, 0, 0, 0, 0, stationed, 0])
    mediator.left[MONITORING] = 0
    log, world = a_log(), a_world(watched=0.5 * stationed)

    instruments.consider_monitors(mediator, world, [a_party(0), a_party(1)], log)

    assert mediator.active[MONITORING] == 0
    assert kinds_in(log, world) == ends


@pytest.mark.parametrize(
    ("fields", "looks"),
    [
        ({}, True),
        ({"day": 8}, False),  # six days into the talks
        ({"talking": 0}, False),
        ({"agreed_day": 5}, False),
    ],
)
def test_a_mediator_looks_at_the_talks_every_few_days_while_they_go_on(fields, looks):
    assert instruments.time_for_talks(a_mediator(), a_world(**fields)) == looks


def test_a_mediator_that_has_looked_waits_before_it_looks_again():
    assert not instruments.time_for_talks(a_mediator(considered=4), a_world())
    assert instruments.time_for_talks(a_mediator(considered=2), a_world())


def test_no_second_deadline_is_set_while_one_runs():
    running, over = a_world(deadline_day=9), a_world(deadline_day=8)
    for world in (running, over):
        instruments.consider_talks(
            a_mediator(left=[0, 0, 0, 0, 0, 0, 5]), world, [a_party(0), a_party(1)], a_log()
        )

    assert running.deadline_day == 9
    assert (over.deadline_day, over.deadline_round) == (9 + 10, 12)


@pytest.mark.parametrize(("agreed", "attention"), [(0, 0.6), (8, 1.0)])
def test_a_deadline_that_passes_in_vain_costs_its_mediator_attention(agreed, attention):
    mediator = a_mediator(active=[0, 0, 0, 0, 0, 0, 1])
    log, world = a_log(), a_world(deadline_day=8, agreed_day=agreed, disappointment=0.4)

    instruments.let_deadline_pass(mediator, world, log)
    instruments.let_deadline_pass(mediator, world, log)

    assert (mediator.current_attention, mediator.active[DEADLINE]) == (attention, 0)
    assert kinds_in(log, world) == [notes.ENDS] * (agreed == 0)


@pytest.mark.parametrize("deadline_day", [9, 10])
def test_a_deadline_that_has_not_passed_costs_nothing(deadline_day):
    mediator = a_mediator(active=[0, 0, 0, 0, 0, 0, 1])
    log, world = a_log(), a_world(day=9, deadline_day=deadline_day, disappointment=0.4)

    instruments.let_deadline_pass(mediator, world, log)

    assert (mediator.active[DEADLINE], mediator.current_attention) == (1, 1.0)
    assert world.noted == 0


def test_monitors_are_considered_once_a_phase_and_once_in_the_limbo_after_it():
    mediator, log = a_mediator(monitors=0.5), a_log()
    parties = [a_party(0), a_party(1)]
    for world in (
        a_world(), a_world(day=30), a_world(limbo_begins=43), a_world(phase=2, phase_ends=84)
    ):  # fmt: skip
        instruments.consider_monitors(mediator, world, parties, log)

    assert mediator.left[MONITORING] == 5 - 3


def test_a_third_party_that_does_not_mediate_does_nothing_but_consent():
    """Its consent counts, here half of it, and nothing else does."""
    everything = {f"budget_{name}": 9 for name in INSTRUMENTS}
    free = {f"price_{name}": 0.0 for name in INSTRUMENTS}
    bystander = {**everything, **free, "mediates": False, "accepts_displacement": 0.5}
    model = watch(small(**stage(bystander, mediation={"alarm": 0.3, "statement_days": 2})))

    kinds = (notes.USES, notes.PASSES, notes.MISSION, notes.STATEMENT, notes.PROPOSAL)
    assert len(events(model, *kinds)) == 0
    assert felt([model.mediators[0]], proposal=1.0)[1].feasible == pytest.approx(0.1 + 0.9 * 0.5)


# -- what a truce is worth to a mediator ----------------------------------------------------------


def test_a_truce_is_worth_credit_a_quiet_border_and_what_friends_gain():
    """Half attentive: 0.5 x (0.2 + 0.4 x 0.75 + 0.6 x 0.1 - 0.2 x 0.3)."""
    mediator = a_mediator(
        current_attention=0.5, attention_floor=0.5, attention_retention=1.0, spotlight=0.0,
        payment_hardening=0.0, credit=0.2, border=0.4, accepts_displacement=0.25,
        closeness=[0.6, 0.2],
    )  # fmt: skip
    world = a_world(crisis=0, statement_days=0, spell=0, talking=0)
    parties = [a_party(0, staying=0.3), a_party(1, staying=-0.1)]

    mediating.attend(mediator, world, parties, a_log())

    assert mediator.value == pytest.approx(0.5 * (0.2 + 0.3 + 0.06 - 0.06))


def test_attention_fades_to_its_floor_and_an_occasion_brings_it_back():
    envoy = {"attention": 1.0, "attention_floor": 0.4, "attention_retention": 0.5, **NO_BUDGET}
    summit = [{"day": 5, "set": {"mediators.envoy.spotlight": 0.9}}]
    config = {"mediators": {"envoy": envoy}, "calendar": {"horizon": 8}}

    def attention(last_day, **rest):
        found = watch(small(**{**config, "calendar": {"horizon": last_day}}, **rest))
        return found.mediators[0].current_attention

    assert attention(1) == pytest.approx(0.7)
    assert attention(2) == pytest.approx(0.55)
    assert attention(30) == pytest.approx(0.4)
    with_summit = from_config({**plain(**config), "changes": summit})
    assert watch(with_summit).mediators[0].current_attention == 0.9


# -- what the parties feel ------------------------------------------------------------------------


def felt(mediators, **fields):
    """The parties and the world once the mediators are felt."""
    parties, world = [a_party(0), a_party(1)], a_world(**fields)
    instruments.felt(world, parties, mediators)
    return parties, world


def test_pressure_is_felt_as_leverage_and_as_standing_with_a_friend():
    """Half attentive: 0.5 x (0.2 + 0.3 x 0.4), from each of two mediators."""
    mediator = a_mediator(
        current_attention=0.5, leverage=[0.2, 0.9], closeness=[0.4, 0.0], pressing=[1, 0]
    )
    parties = [a_party(0, standing=0.3), a_party(1)]

    instruments.felt(a_world(), parties, [mediator, mediator])

    assert parties[0].pressure == pytest.approx(2 * 0.5 * (0.2 + 0.3 * 0.4))
    assert parties[1].pressure == 0.0


def test_a_guarantee_is_felt_by_the_one_and_believed_by_the_other_each_as_it_trusts_the_giver():
    mediator = a_mediator(guarantee=[0.2, -0.1], commitment=0.5, credibility=[0.8, 0.4])
    mediator.active[GUARANTEE] = 1

    (first, second), _ = felt([mediator])

    assert first.guaranteed == pytest.approx(0.5 * 0.2 * 0.8)
    assert second.assured == pytest.approx(0.5 * 0.2 * 0.4)
    assert second.guaranteed == pytest.approx(0.5 * -0.1 * 0.4)
    assert first.assured == pytest.approx(0.5 * -0.1 * 0.8)


def test_a_side_payment_loses_value_with_deaths_and_asks_for_more_as_it_hardens():
    """Half of 0.4 is believed; a tenth of it is lost to each death a day, of which there are 3."""
    mediator = a_mediator(
        payment=[0.4, 0.0], credibility=[0.5, 1.0], payment_discount=0.1, asks_now=0.3
    )
    mediator.active[PAYMENT] = 1

    (first, second), _ = felt([mediator], deadly=3.0)

    assert (first.promised, first.asks) == (pytest.approx(0.4 * 0.5 * 0.7), 0.3)
    assert (second.promised, second.asks) == (0.0, 0.0)
    assert felt([mediator], deadly=20.0)[0][0].promised == 0.0


@quick
@given(st.lists(share, max_size=4), share)
def test_monitors_multiply_what_one_misses_the_next_may_see(each, monitors):
    sent = [a_mediator(monitors=own, active=[0, 0, 0, 0, 0, 1, 0]) for own in each]
    idle = a_mediator(monitors=0.9)

    _, world = felt([*sent, idle], monitors=monitors)

    assert world.watched == pytest.approx(1.0 - (1.0 - monitors) * math.prod(1.0 - x for x in each))


@pytest.mark.parametrize(
    ("accepts", "feasible"),
    [
        ([], 0.8),
        ([1.0, 1.0], 0.8),
        ([1.0, 0.0], 0.8 * 0.1),
        ([0.5, 0.5], 0.8 * (0.1 + 0.9 * 0.25)),
    ],
)
def test_residents_can_be_moved_as_far_as_they_or_all_their_neighbours_consent(accepts, feasible):
    """A tenth would go of their own will; one neighbour that refuses is enough."""
    _, world = felt([a_mediator(accepts_displacement=each) for each in accepts], proposal=0.8)

    assert world.feasible == pytest.approx(feasible)


# -- whole runs: each instrument used, declined, rationed and off ---------------------------------


def stage(envoy, north=None, south=None, **rest):
    """Talks that get nowhere, a promise broken, and a mediator with every reason to step in."""
    firm = {"strategy": "hard_line", "opening": 0.6, "war_prospect": 0.3, "retaliation": 50.0}
    return {
        "north": {**firm, "reaction": 0.0, "forgiveness": 0.0, **(north or {})},
        "south": {**firm, "forgiveness": 0.0, **(south or {})},
        "issues": {"pie": {"levels": 101}},
        "talks": {"rounds": 40},
        "obligations": {
            "aid": promise("north", kind="aid", day=12, cost=2.0, worth=0.3),
            "rest": promise("south", day=25, worth=0.3),
        },
        "mediation": {"alarm": 0.3, "talks_again": 3},
        "mediators": {"envoy": {**NO_BUDGET, **ABLE, **envoy}} if envoy is not None else {},
        **rest,
    }


ABLE = {
    "credit": 1.0, "leverage_north": 0.2, "leverage_south": 0.2, "payment_north": 0.3,
    "payment_south": 0.3, "guarantee_north": 0.2, "guarantee_south": 0.2, "monitors": 0.5,
    "credibility_north": 0.9, "credibility_south": 0.9, "deadline_days": 3,
}  # fmt: skip
every = pytest.mark.parametrize("name", INSTRUMENTS)


def considered(model, name):
    """Days on which an instrument was used, and on which it was passed by."""
    instrument = INSTRUMENTS.index(name)
    if instrument == SHUTTLE:
        used = events(model, notes.MISSION)
    else:
        used = events(model, notes.USES)
        used = used[used[:, notes.ITEM] == instrument]
    passed = events(model, notes.PASSES)
    passed = passed[passed[:, notes.ITEM] == instrument]
    return used[:, notes.DAY].tolist(), passed[:, notes.DAY].tolist()


def with_price(name, price, budget=30, **rest):
    envoy = {f"budget_{name}": budget, f"price_{name}": price, **rest}
    return watch(small(**stage(envoy)))


@every
def test_an_instrument_is_used_when_it_is_worth_its_price_and_passed_by_when_it_is_not(name):
    cheap, dear = with_price(name, 0.0), with_price(name, 2.0)

    assert considered(cheap, name)[0]
    assert considered(cheap, name)[1] == []
    assert considered(dear, name)[0] == []
    assert considered(dear, name)[1]


@every
def test_the_price_at_which_it_is_passed_by_is_what_it_is_worth(name):
    """The gain written down when it was passed by is the price at which it just is not used."""
    dear = with_price(name, 2.0)
    passed = events(dear, notes.PASSES)
    gain = notes.reasons_of(passed[passed[:, notes.ITEM] == INSTRUMENTS.index(name)][0]).gain
    day = considered(dear, name)[1][0]

    assert considered(with_price(name, 0.999 * gain), name)[0][0] == day
    assert considered(with_price(name, 1.001 * gain), name)[1][0] == day


@every
@pytest.mark.parametrize("budget", [1, 2])
def test_no_instrument_is_used_more_than_its_budget_allows(name, budget):
    model = with_price(name, 0.0, budget)
    used, _ = considered(model, name)

    assert 0 < len(used) <= 2 * budget if name == "pressure" else 0 < len(used) <= budget


def test_pressure_is_kept_up_for_the_days_of_its_budget_and_then_ends():
    model = with_price("pressure", 0.0, 4)

    pressed = model.days.array()["pressure"][:, 0] > 0.0
    assert pressed.tolist() == [True] * 4 + [False] * 26
    assert events(model, notes.ENDS)[0, notes.DAY] == 5


@every
def test_with_no_budget_an_instrument_is_off(name):
    """However cheap it is: the run is that without the mediator."""
    alone = watch(small(**stage(None)))

    assert_same_days(with_price(name, 0.0, 0), alone)
    assert considered(with_price(name, 0.0, 0), name) == ([], [])


def test_pressure_makes_leaving_worth_less_by_what_it_is():
    """On the first day, 0.995 of a mediator's attention: 0.995 x 0.2."""
    pressed = with_price("pressure", 0.0, attention_floor=0.5).days.array()
    alone = watch(small(**stage(None))).days.array()

    for slot in range(2):
        fall = alone["outside"][0, slot] - pressed["outside"][0, slot]
        assert fall == pytest.approx(0.2 * (0.5 + 0.5 * 0.99))
        assert pressed["pressure"][0, slot] == pytest.approx(fall)


def guaranteed(worth, **rest):
    """The first day under a guarantee that takes this much from the south's worth of leaving."""
    envoy = {"budget_guarantee": 1, "price_guarantee": 0.0, "closeness_south": 1.0, "credit": 0.0}
    terms = {"guarantee_north": 0.0, "guarantee_south": worth, **rest}
    return watch(small(**stage({**envoy, **terms}, south=DRAWN_AWAY))).days.array()[0]


DRAWN_AWAY = {"war_prospect": 1.0}  # to whom leaving is worth more than staying: to be backed in it


def test_a_guarantee_raises_the_other_sides_belief_and_an_assurance_of_support_lowers_it():
    """By what it takes from leaving over 0.1 points, in log odds; 0.9 of it is believed."""
    alone = watch(small(**stage(None, south=DRAWN_AWAY))).days.array()[0]
    backed = guaranteed(-0.05)

    assert backed["belief"][0] == pytest.approx(trust.assured(alone["belief"][0], -0.05 * 0.9, 0.1))
    assert backed["belief"][0] < alone["belief"][0]
    assert backed["belief"][1] == alone["belief"][1], "nothing is guaranteed of the north"
    assert backed["outside"][1] == pytest.approx(alone["outside"][1] + 0.05 * 0.9)

    firm = {"budget_guarantee": 1, "price_guarantee": 0.0, "guarantee_north": 0.0}
    bound = watch(small(**stage(firm, south=DRAWN_AWAY))).days.array()[0]
    assert bound["belief"][0] > alone["belief"][0]
    assert bound["outside"][1] == pytest.approx(alone["outside"][1] - 0.2 * 0.9)


@pytest.mark.parametrize(
    ("worth", "rest"),
    [
        (0.0, {}),
        (0.2, {"commitment": 0.0}),
        (-0.2, {"commitment": 0.0}),
        (0.2, {"credibility_north": 0.0, "credibility_south": 0.0}),
    ],
)
def test_a_guarantee_of_nothing_leaves_belief_exactly_as_it_was(worth, rest):
    alone = watch(small(**stage(None, south=DRAWN_AWAY))).days.array()[0]
    found = guaranteed(worth, **rest)

    assert (found["belief"] == alone["belief"]).all()
    assert (found["outside"] == alone["outside"]).all()


def test_a_side_payment_makes_staying_worth_more_as_far_as_there_is_hope():
    """The payment believed in, times hope, times the chance that the other side keeps its word."""
    far_apart, unmoved = {"opening": 0.9}, {"talks": {"learning": 0.0}}
    envoy = {"budget_payment": 1, "price_payment": 0.0}
    paid = watch(small(**stage(envoy, far_apart, far_apart, **unmoved))).days.array()[0]
    alone = watch(small(**stage(None, far_apart, far_apart, **unmoved))).days.array()[0]

    assert paid["promised"].tolist() == pytest.approx([0.27, 0.27])
    for slot in range(2):
        rise = paid["staying"][slot] - alone["staying"][slot]
        hope = alone["hope"][slot]
        assert rise == pytest.approx(0.27 * hope * alone["belief"][slot])


def test_a_side_payment_brings_an_agreement_that_would_not_have_been():
    """Both ask for 0.6 and hold to it; 0.27 beside the deal makes 0.4 of it enough."""
    assert watch(small(**stage(None))).world.agreed_day == 0
    assert with_price("payment", 0.0).world.agreed_day == 1


def test_what_a_side_payment_asks_for_goes_up_day_by_day_to_everything():
    envoy = {"payment_asks": 0.5, "payment_hardening": 0.2}
    model = with_price("payment", 0.0, **envoy)

    assert model.mediators[0].asks_now == 1.0
    assert told(model, notes.USES)[0].target == -1.0


def test_monitors_are_seen_in_the_record_of_the_day():
    both = {
        key: {**NO_BUDGET, **ABLE, "budget_monitoring": 9, "price_monitoring": 0.0, "monitors": own}
        for key, own in (("one", 0.5), ("two", 0.4))
    }
    days = watch(small(**stage({}, mediators=both, monitoring={"monitors": 0.2}))).days.array()

    assert days["monitored"][0] == pytest.approx(1.0 - 0.8 * 0.5 * 0.6)


def test_a_bridging_proposal_settles_talks_that_would_not_have_been():
    """With little hope of the 0.9 they ask each other for, both take the 0.5 of a mediator."""
    parties = {"strategy": "time_dependent", "haste": 0.01, "opening": 0.9, "hope": 0.2}
    envoy = {**NO_BUDGET, **ABLE, "budget_bridging": 1, "price_bridging": 0.0}

    with_one, alone = (
        watch(small(**stage(None, parties, parties, mediators=mediators, obligations={})))
        for mediators in ({"envoy": envoy}, {})
    )

    assert alone.world.agreed_day == 0
    assert with_one.world.agreed_day > 0
    assert with_one.kept().runs["proposals"] == 1


def test_shuttling_settles_a_crisis_that_would_have_gone_on():
    shuttled = with_price("shuttle", 0.0, skill=5.0)
    alone = watch(small(**stage(None)))

    assert alone.world.crises == 1
    assert alone.world.settled == 0
    assert shuttled.world.settled > 0


# -- the rules ------------------------------------------------------------------------------------


@quick
@given(st.floats(-2.0, 2.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_more_leaving_is_worth_the_greater_the_chance_of_it(excess, more, alarm):
    chance = mediation.risk(excess, alarm)

    assert 0.0 <= chance <= mediation.risk(excess + more, alarm) <= 1.0


def test_a_mediator_who_is_never_in_doubt_is_sure_either_way():
    assert [mediation.risk(excess, 0.0) for excess in (-0.1, 0.0, 0.1)] == [0.0, 0.0, 1.0]


@quick
@given(share, share)
def test_a_collapse_takes_one_side_that_leaves(first, second):
    chance = mediation.collapse(first, second)

    assert max(first, second) - 1e-12 <= chance <= min(1.0, first + second) + 1e-12
    assert chance == mediation.collapse(second, first)


# -- mirrored, refused ----------------------------------------------------------------------------


def test_swapping_the_sides_swaps_the_outcome():
    """Two mediators, each closer to one side, with everything at hand."""
    everything = {f"budget_{name}": 9 for name in INSTRUMENTS}
    rest = {**ABLE, **everything, "skill": 0.4, "payment_asks": 0.2, "noise": 0.2}
    both = {
        "one": {**rest, "closeness_north": 0.5, "guarantee_south": -0.1, "monitors": 0.3},
        "two": {**rest, "closeness_south": 0.2, "payment_north": 0.1, "leverage_north": 0.05},
    }
    chance = {
        "choice": {"resumable": True, "scale": 0.05, "resolve": 0.1},
        "violence": {"background": 1.0, "harm": 0.01},
        "mediation": {"alarm": 0.3, "talks_again": 3, "statement_days": 4, "announcement": 0.1},
    }
    config = plain(
        **stage(
            {},
            {"standing": 0.2, "opening": 0.9, "reaction": 0.3},
            {"opening": 0.7, "strategy": "time_dependent"},
            mediators=both,
            **chance,
        )
    )

    models = assert_swapping_swaps(config, runs=6)

    used = np.concatenate([events(model, notes.USES)[:, notes.ITEM] for model in models])
    assert set(used) >= {BRIDGING, PRESSURE, PAYMENT, GUARANTEE, MONITORING, DEADLINE}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"price_pressure": -0.1}, "mediators.envoy.price_pressure: -0.1 .* from 0 to 2"),
        ({"budget_deadline": 1.5}, "mediators.envoy.budget_deadline: 1.5 .* a whole number"),
        ({"budget_tank": 1}, "mediators.envoy.budget_tank: there is no such key"),
        ({"leverage_nroth": 0.1}, "leverage_nroth: .* did you mean 'leverage_north'"),
        ({"guarantee_south": -1.5}, "guarantee_south: -1.5 .* from -1 to 2"),
        ({"monitors": 2}, "monitors: 2 .* from 0 to 1"),
        ({"deadline_days": 0}, "deadline_days: 0 .* from 1 to"),
    ],
)
def test_what_a_mediator_cannot_have_is_refused(change, sentence):
    with pytest.raises(PremiseError, match=sentence):
        small(mediators={"envoy": change})


def test_a_budget_is_given_before_the_first_day():
    config = plain(still(), still(), mediators={"envoy": {}})
    config["changes"] = [{"day": 3, "set": {"mediators.envoy.budget_pressure": 3}}]
    with pytest.raises(PremiseError, match="cannot change during a run"):
        from_config(config)
