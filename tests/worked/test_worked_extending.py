"""Going on into an optional phase, worked by hand."""

from by_hand import item, near, party

from agents import extending


def test_an_optional_phase_brings_a_side_what_the_other_owes_in_it_and_costs_what_it_owes():
    obligations = [
        item(by=0, phase=2, worth=0.3, cost=0.1),
        item(by=1, phase=2, worth=0.5, cost=0.2),
        item(by=1, phase=3, worth=9.0, cost=9.0),
    ]
    one = party(staying=0.2, belief=0.5)
    assert extending.prices(one, 0, 2, obligations) == (0.5, 0.1)
    assert extending.prices(one, 1, 2, obligations) == (0.3, 0.2)
    assert extending.entering(one, 0, 2, obligations) == near(0.2 + 0.25 - 0.1)
