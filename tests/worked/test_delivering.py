"""What is not handed over, worked by hand."""

import pytest
from by_hand import a_log, item, party, told, world

from agents import delivering, notes
from agents.terms import DELAYED, WITHHELD
from agents.traits import AID


@pytest.mark.parametrize(("manner", "kind"), [(WITHHELD, notes.WITHHOLDS), (DELAYED, notes.DELAYS)])
def test_what_is_put_off_is_declined_and_comes_up_again(manner, kind):
    parties, at, log, owed = [party(0), party(1)], world(), a_log(), item(by=0, kind=AID)
    reasons = delivering.weighed(parties[0], owed, at, 1.0)
    delivering.put_off(*parties, owed, at, manner, 3, reasons, log)

    assert (owed.today, owed.declined, owed.review, at.changed) == (manner, 1, 13, 1)
    assert told(log, at) == [kind]
