"""Side trades, worked by hand."""

from by_hand import a_log, item, near, party, world

from agents import trading


def test_the_trade_made_is_the_best_for_the_side_that_gains_less_by_it():
    """South holds back one thing; of two that North could bring on, the worthier is."""
    parties = [party(0, belief=1.0), party(1, belief=1.0)]
    obligations = [
        item(index=0, by=0, worth=0.2, review=30),
        item(index=1, by=0, worth=0.4, review=30),
        item(index=2, by=1, worth=0.5, cost=0.1, review=12, declined=1, attempt=1),
        item(index=3, by=0, worth=9.0, review=30, trade=4),
        item(index=4, by=0, worth=9.0, review=30, underway=1),
        item(index=5, by=0, worth=9.0, review=30, in_return_for=1),
        item(index=6, by=0, worth=9.0, review=12),
        item(index=7, by=1, worth=9.0, review=30),
    ]
    at = world(trades=1, trade_day=0, trade_again=7, notice=2, worth_a_day=0.05, next_review=99)
    trading.look(at, parties, obligations, a_log())

    assert [one.trade for one in obligations] == [0, 1, 1, 4, 0, 0, 0, 0]
    assert (obligations[1].review, obligations[1].due, obligations[2].review) == (12, 12, 12)
    assert obligations[2].bonus == near(18 * 0.05 * 0.4)
    assert obligations[1].bonus == near(0.5)
    assert (obligations[2].declined, at.next_review, at.changed) == (0, 12, 1)


def test_no_trade_is_made_that_one_side_loses_by():
    parties = [party(0, belief=1.0), party(1, belief=1.0)]
    held = item(index=1, by=1, worth=0.5, cost=0.4, declined=1)
    obligations = [item(index=0, by=0, worth=0.2, review=30), held]
    at = world(trades=1, trade_again=7, notice=2, worth_a_day=0.05)
    trading.look(at, parties, obligations, a_log())
    assert at.trades_made == 0
    assert at.trade_day == 10
    held.cost = 0.1
    at.day = 16
    trading.look(at, parties, obligations, a_log())
    assert at.trades_made == 0
    at.day = 17
    trading.look(at, parties, obligations, a_log())
    assert at.trades_made == 1


def test_only_what_is_due_after_the_day_of_a_trade_is_brought_on():
    later = [trading.may_be_brought_on(item(by=0, review=at), 0, 12) for at in (11, 12, 13)]
    assert later == [False, False, True]
    parties = [party(0, belief=1.0), party(1, belief=1.0)]
    owed = [item(index=0, by=0, worth=9.0, review=12), item(index=1, by=1, worth=1.0, declined=1)]
    at = world(trades=1, trade_again=7, notice=2, worth_a_day=0.05)
    trading.look(at, parties, owed, a_log())
    assert at.trades_made == 0
