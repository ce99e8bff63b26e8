"""What is handed over and what is not, worked by hand."""

import pytest
from by_hand import a_log, item, party, told, world

from agents import delivering, notes
from agents.terms import DELAYED, DELIVERED, DONE, LATE, PENDING, WITHHELD
from agents.traits import AID


@pytest.mark.parametrize(("manner", "kind"), [(WITHHELD, notes.WITHHOLDS), (DELAYED, notes.DELAYS)])
def test_what_is_put_off_is_declined_and_comes_up_again(manner, kind):
    parties, at, log, owed = [party(0), party(1)], world(), a_log(), item(by=0, kind=AID)
    reasons = delivering.weighed(parties[0], owed, at, 1.0)
    delivering.put_off(*parties, owed, at, manner, 3, reasons, log)

    assert (owed.today, owed.declined, owed.review, at.changed) == (manner, 1, 13, 1)
    assert told(log, at) == [kind]


@pytest.mark.parametrize(("hours", "days"), [(23.9, 0), (24.0, 1), (49.0, 2)])
def test_a_lag_of_a_day_or_more_is_a_hitch_of_whole_days(hours, days, monkeypatch):
    monkeypatch.setattr(delivering.timing, "exponential", lambda mean, draw: hours)
    parties, at, log, owed = [party(0), party(1)], world(), a_log(), item(by=0, kind=AID)
    reasons = delivering.weighed(parties[0], owed, at, 1.0)
    delivering.deliver(*parties, owed, at, reasons, log)

    assert owed.underway == (1 if days else 0)
    assert (owed.status, owed.today) == ((PENDING, LATE) if days else (DONE, DELIVERED))
    assert owed.review == (10 + days if days else 0)
    assert told(log, at) == [notes.HITCH if days else notes.DELIVERS]
