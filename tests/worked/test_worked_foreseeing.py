"""Which promises will be kept, as the sides foresee it, worked by hand."""

from by_hand import item, near, party, world

from agents import foreseeing
from agents.terms import DONE, NOT_YET
from agents.traits import AID


def test_an_answer_falls_on_the_day_of_the_last_thing_it_waits_for():
    chain = [item(review=20), item(review=14, in_return_for=0), item(review=12, in_return_for=1)]
    at = world(now=11)
    assert [foreseeing.falls_on(one, chain, at) for one in chain] == [20, 20, 20]
    chain[0].status = DONE
    assert [foreseeing.falls_on(one, chain, at) for one in chain[1:]] == [14, 14]
    at.now = 30
    assert foreseeing.falls_on(chain[2], chain, at) == 30


def test_who_owes_nothing_on_a_day_keeps_its_word():
    one = party(reaction=0.5, belief=1.0, through=0.0, outside=5.0, discount=1.0)
    assert foreseeing.keeps(one, 0, 11, [item(by=1, review=11)], world())
    assert not foreseeing.keeps(one, 0, 11, [item(by=0, review=11, cost=0.1)], world())


def test_a_word_is_kept_while_it_costs_less_than_the_breach():
    """A breach costs half of the 0.6 that is to come."""
    one = party(reaction=0.5, belief=1.0, through=0.6, discount=1.0)
    for cost, keeps in ((0.29, True), (0.31, False)):
        assert foreseeing.keeps(one, 0, 11, [item(by=0, review=11, cost=cost)], world()) == keeps
    two = [item(by=0, review=11, cost=0.16), item(by=0, review=11, cost=0.16)]
    assert not foreseeing.keeps(one, 0, 11, two, world())
    two[0].declined = 1
    assert foreseeing.keeps(one, 0, 11, two, world())
    two[0].declined, two[0].status = 0, NOT_YET
    assert foreseeing.keeps(one, 0, 11, two, world())


def test_limbo_costs_by_the_day_where_sides_foresee_as_well():
    parties = [party(slot, end=0.5, limbo_cost=0.02, belief=1.0, discount=1.0) for slot in (0, 1)]
    foreseeing.foresee(parties, [], world(phase_ends=10, now=11), 3)

    assert [one.through for one in parties] == [near(0.44)] * 2
    assert [one.staying for one in parties] == [near(0.44)] * 2


def test_foresight_of_one_day_carries_it_or_gives_it_up():
    """North gives 0.2 at a cost of 0.1 for 0.3 of South's at 0.05; a breach costs all to come."""
    for cost, kept in ((0.1, True), (0.6, False)):
        parties = [
            party(slot, end=0.2, belief=1.0, reaction=1.0, discount=1.0) for slot in range(2)
        ]
        owed = [
            item(index=0, by=0, worth=0.2, cost=cost, review=12, kind=AID),
            item(index=1, by=1, worth=0.3, cost=0.05, review=12, kind=AID),
        ]
        foreseeing.foresee(parties, owed, world(phase_ends=20), 0)
        through = [0.2 - cost + 0.3, 0.2 + 0.2 - 0.05] if kept else [0.0, 0.0]
        assert [one.through for one in parties] == [near(value) for value in through]
        assert [one.planned for one in owed] == ([near(cost), 0.05] if kept else [0.0, 0.0])


def test_what_is_handed_over_the_same_day_hangs_on_it_only_if_it_answers_it():
    owed = [
        item(by=0, review=12), item(by=1, review=12, in_return_for=0), item(by=1, review=12),
        item(by=0, review=12),
    ]  # fmt: skip
    at = world(same_day=1)
    found = [foreseeing.answers_today(one, 0, 12, owed, at) for one in owed[1:3]]
    assert found == [True, False]
    owed[0].status = DONE
    assert not foreseeing.answers_today(owed[1], 0, 12, owed, at)
    at.same_day = 0
    assert foreseeing.answers_today(owed[2], 0, 12, owed, at)


def test_what_comes_today_in_any_case_is_no_reason_to_keep_ones_word():
    parties = [party(0), party(1)]
    owed = [
        item(by=1, worth=0.1, status=DONE, done=10), item(by=1, worth=9.0, status=DONE, done=9),
        item(by=1, worth=0.2, review=10), item(by=1, worth=9.0, review=12),
        item(by=1, worth=9.0, review=10, declined=1),
    ]  # fmt: skip
    foreseeing.look_at_today(parties, owed, world(now=10, same_day=1))
    assert [one.coming for one in parties] == [near(0.3), 0.0]
    foreseeing.look_at_today(parties, owed, world(now=10, same_day=0))
    assert [one.coming for one in parties] == [0.0, 0.0]


def test_a_word_given_up_is_given_up_from_its_day_on():
    parties = [party(slot, outside=0.3, let_down=0.1, discount=1.0) for slot in range(2)]
    owed = [item(by=0, review=at, planned=0.2) for at in (12, 13, 14)]
    foreseeing.give_up(parties, 13, owed, world())
    assert [one.planned for one in owed] == [0.2, 0.0, 0.0]
    assert [one.through for one in parties] == [near(0.2)] * 2


def test_what_staying_is_worth_to_who_foresees_counts_being_let_down():
    parties = [
        party(slot, end=0.6, belief=0.5, reaction=0.5, discount=1.0, outside=0.3, let_down=0.1)
        for slot in range(2)
    ]
    foreseeing.foresee(parties, [], world(phase_ends=20), 0)
    assert [one.staying for one in parties] == [near(0.5 * 0.6 + 0.5 * 0.2)] * 2
    assert [one.breach_price for one in parties] == [near(0.25 * 0.4)] * 2
