"""Side trades: what one side holds back against what the other brings forward."""

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

from agents import notes, trading
from agents.terms import DONE, PENDING
from sim.refusals import PremiseError

quick = settings(deadline=None, max_examples=60)


def an_item(index, by, **fields):
    usual = {
        "index": index, "by": by, "status": PENDING, "declined": 0, "underway": 0, "trade": 0,
        "in_return_for": -1, "review": 10, "due": 10, "cost": 0.05, "worth": 0.1, "resented": 0.0,
        "unknown": 0, "amount": 0.0, "bonus": 0.0,
    }  # fmt: skip
    return stub("obligations", usual, fields)


def held_back(index=0, by=0, **fields):
    return an_item(index, by, **{"declined": 1, "review": 8, **fields})


def a_party(stream, **fields):
    usual = {"stream": stream, "office": 0.0, "threat": 0.0, "belief": 0.8}
    return stub("parties", usual, fields)


def a_world(**fields):
    usual = {
        "day": 5, "noted": 0, "trades": 1, "trade_day": 0, "trade_again": 5, "notice": 2,
        "worth_a_day": 0.1, "trades_made": 0, "next_review": 8, "changed": 0,
    }  # fmt: skip
    return stub("world", usual, fields)


def look(items, believing=(0.8, 0.8), **fields):
    world, log = a_world(**fields), a_log()
    parties = [a_party(slot, belief=belief) for slot, belief in enumerate(believing)]
    trading.look(world, parties, items, log)
    return world, log


# -- by hand --------------------------------------------------------------------------------------


def test_what_a_trade_brings_by_hand():
    """What was due on day 17 would come on day 7, ten days sooner: worth all its 0.1 at a tenth a day.

    The holder counts on it by its belief, 0.6, and pays 0.05 for what it held. That brings the
    debtor 0.7 x 0.1 by its own belief, and coming sooner costs it as much more.
    """  # noqa: E501
    world, parties = a_world(), [a_party(0, belief=0.6), a_party(1, belief=0.7)]
    item, brought = held_back(cost=0.05), an_item(1, 1, review=17, cost=0.03)

    gain, other_gain = trading.gains(parties[0], parties[1], item, brought, world)

    assert gain == pytest.approx(0.6 * 10 * 0.1 * 0.1 - 0.05)
    assert other_gain == pytest.approx(0.7 * 0.1 - 10 * 0.1 * 0.03)


def test_a_trade_makes_both_due_together_and_each_worth_more_for_the_other():
    item, brought = held_back(), an_item(1, 1, review=17, due=17, cost=0.03)

    world, log = look([item, brought], believing=(0.6, 0.7))

    assert (item.review, brought.review, brought.due) == (7, 7, 7)
    assert item.declined == 0
    assert item.bonus == pytest.approx(0.6 * 0.1)
    assert brought.bonus == pytest.approx(0.7 * 0.1)
    assert (item.trade, brought.trade, world.trades_made) == (1, 1, 1)
    assert (world.next_review, world.changed) == (7, 1)
    assert kinds_in(log, world) == [notes.TRADE]
    assert log[0][notes.ACTOR : notes.REASONS] == [0, 0], "the side that held back, and what"
    assert notes.reasons_of(log[0]) == pytest.approx((1.0, 0.01, 0.04, 7.0, 10.0))


@pytest.mark.parametrize(
    "fields",
    [
        {"status": DONE},
        {"declined": 1},
        {"underway": 1},
        {"trade": 3},
        {"in_return_for": 0},
        {"review": 7},
    ],
)
def test_only_what_the_other_side_has_yet_to_give_of_its_own_will_is_brought_on(fields):
    brought = an_item(1, 1, **{"review": 17, "cost": 0.0, **fields})

    assert look([held_back(), brought])[0].trades_made == 0


@pytest.mark.parametrize("fields", [{"status": DONE}, {"declined": 0}, {"trade": 3}])
def test_only_what_is_held_back_and_has_not_been_traded_is_asked_for(fields):
    item, brought = held_back(**fields), an_item(1, 1, review=17, cost=0.0)

    assert look([item, brought])[0].trades_made == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "trades"),
    [(0.05, 0.03, 1), (0.079, 0.079, 1), (0.081, 0.03, 0), (0.05, 0.081, 0)],
)
def test_a_trade_takes_a_gain_for_both(mine, theirs, trades):
    """Each counts on 0.8 of the other's part, which is worth 0.1 to it."""
    item, brought = held_back(cost=mine), an_item(1, 1, review=17, cost=theirs)

    assert look([item, brought])[0].trades_made == trades


@pytest.mark.parametrize(
    ("believing", "trades"), [((0.51, 0.31), 1), ((0.49, 1.0), 0), ((1.0, 0.29), 0)]
)
def test_neither_side_trades_for_what_it_does_not_believe_will_come(believing, trades):
    """Of the 0.1 that each would have, it must count on more than the 0.05 or 0.03 it gives."""
    item, brought = held_back(cost=0.05), an_item(1, 1, review=17, cost=0.03)

    assert look([item, brought], believing)[0].trades_made == trades


def test_of_several_trades_the_one_with_the_largest_lesser_gain_is_made():
    items = [
        held_back(0, cost=0.03),
        an_item(1, 1, review=12, cost=0.01),  # five days: gains of 0.01 and 0.075
        an_item(2, 1, review=17, cost=0.03),  # ten days: 0.05 and 0.05
        an_item(3, 1, review=17, cost=0.06),  # ten days: 0.05 and 0.02
    ]
    look(items)

    assert [item.trade for item in items] == [1, 0, 1, 0]


def test_of_trades_that_are_equally_good_the_first_is_made():
    items = [held_back(0), an_item(1, 1, review=17), an_item(2, 1, review=17)]
    look(items)

    assert [item.trade for item in items] == [1, 1, 0]


def test_trades_are_looked_for_every_few_days():
    def pair():
        return [held_back(), an_item(1, 1, review=17, cost=0.03)]

    assert look(pair(), trade_day=1)[0].trades_made == 0
    world, _ = look(pair(), trade_day=0)
    assert (world.trades_made, world.trade_day) == (1, 5)


@quick
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1), st.booleans(), st.integers(6, 30), st.floats(0, 0.3), st.floats(0, 1)
        ),
        max_size=6,
    )
)
def test_whatever_is_traded_gains_both_and_comes_sooner(rows):
    items = [
        an_item(place, by, declined=int(held), review=day, due=day, cost=cost, worth=worth)
        for place, (by, held, day, cost, worth) in enumerate(rows)
    ]
    before = [item.review for item in items]
    world, log = look(items)

    traded = [item for item in items if item.trade == 1]
    assert len(traded) in (0, 2)
    if traded:
        told_of = notes.reasons_of(log[0])
        assert min(told_of.gain, told_of.other_gain) > 0.0
        assert told_of.earlier > 0.0
        assert {item.by for item in traded} == {0, 1}
        assert items[int(told_of.other)].review == 7 < before[int(told_of.other)]
    assert world.trades_made == len(traded) // 2


# -- whole runs -----------------------------------------------------------------------------------

HELD = {
    "shelter": promise("north", day=3, cost=0.25, worth=0.2, kind="aid"),
    "release": promise("south", day=25, cost=0.001, worth=0.4),
}
STAGE = {
    "obligations": HELD,
    "north": still(trust=0.5, reaction=0.5, let_down=0.05, expected_deal=0.0),
    "south": still(retaliation=0.0, let_down=0.05, expected_deal=0.0),
}


def trading_on(**rest):
    return {"side_trades": {"trades": True, "worth_a_day": 0.1, **rest}}


def test_a_side_trade_frees_what_was_held_back_and_speeds_up_a_release():
    """Held back from day 3, traded on day 7: both change hands on day 9, one of them early.

    The north, which counts on half of what comes, has 16 days of a release worth 0.4 for 0.25.
    """
    alone, traded = watch(small(**STAGE)), watch(small(**STAGE, **trading_on()))

    assert [item.done for item in alone.obligations] == [0, 25]
    assert [item.done for item in traded.obligations] == [9, 9]
    assert events(traded, notes.TRADE)[:, notes.DAY].tolist() == [7.0]
    assert traded.kept().runs["trades"] == 1
    [deal] = told(traded, notes.TRADE)
    assert (deal.other, deal.day, deal.earlier) == (1.0, 9.0, 16.0)
    assert deal.gain == pytest.approx(0.5 * 16 * 0.1 * 0.4 - 0.25)
    bonus = [told_of.bonus for told_of in told(traded, notes.DELIVERS)]
    assert bonus == pytest.approx([0.5 * 16 * 0.1 * 0.4, traded.obligations[1].bonus])


def test_a_holder_that_counts_on_too_little_of_the_release_keeps_what_it_holds():
    """At a trust of 0.35 the same 16 days are worth 0.224 to the north, less than the 0.25."""
    wary = watch(small(**{**STAGE, "north": {**STAGE["north"], "trust": 0.35}}, **trading_on()))

    assert [item.done for item in wary.obligations] == [0, 25]
    assert wary.world.trades_made == 0


def test_with_a_day_worth_nothing_there_is_no_trade():
    assert watch(small(**STAGE, **trading_on(worth_a_day=0.0))).world.trades_made == 0


def test_with_nothing_held_back_there_is_no_trade():
    free = {key: {**item, "cost": 0.0} for key, item in HELD.items()}

    assert watch(small(**{**STAGE, "obligations": free}, **trading_on())).world.trades_made == 0


def test_off_there_are_no_trades_whatever_they_would_be_worth():
    off = watch(small(**STAGE, side_trades={"trades": False, "worth_a_day": 1.0}))

    assert off.world.trades_made == 0
    assert_same_days(off, watch(small(**STAGE)))


def test_the_longer_the_notice_the_later_both_come():
    late = watch(small(**STAGE, **trading_on(notice=4)))

    assert [item.done for item in late.obligations] == [11, 11]


def test_swapping_the_sides_swaps_the_outcome():
    items = {
        f"{by}_{day}": promise(by, day=day, cost=cost, worth=0.15, kind=kind)
        for by in ("north", "south")
        for day, cost, kind in ((3, 0.2, "aid"), (15, 0.02, "exchange"), (25, 0.01, "exchange"))
    }
    config = plain(
        {"war_prospect": 0.2, "reaction": 0.5, "trust": 0.7},
        {"war_prospect": 0.1, "reaction": 0.4, "office": 0.2},
        obligations=items,
        choice={"scale": 0.05},
        **trading_on(trade_again=2, worth_a_day=0.15),
    )

    models = assert_swapping_swaps(config, runs=8)

    assert sum(model.world.trades_made for model in models) > 2, "of eight runs"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"trades": "yes"}, "side_trades.trades: 'yes' .* true or false"),
        ({"worth_a_day": 2}, "side_trades.worth_a_day: 2 .* from 0 to 1"),
        ({"trade_again": 0}, "side_trades.trade_again: 0 .* from 1 to"),
        ({"notcie": 1}, "side_trades.notcie: .* did you mean 'notice'"),
    ],
)
def test_what_cannot_be_is_refused(change, sentence):
    with pytest.raises(PremiseError, match=sentence):
        small(side_trades=change)
