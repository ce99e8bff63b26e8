"""The order of a day, worked by hand."""

from types import SimpleNamespace

import pytest
from by_hand import a_log, near, party, world
from stages import small

from sim import day, phases
from sim.model import Negotiation
from sim.premises import NO_TALKS


def test_a_run_begins_with_the_tension_and_the_hardship_that_it_is_given():
    start = {"tension": {"tension_at_start": 0.3}, "hardship": {"hardship_at_start": 0.7}}
    model = Negotiation(small(**start))

    assert (model.world.tension, model.world.need) == (0.3, 0.7)
    assert (model.world.mover, model.world.resumed_by, model.world.now) == (-1, -1, 1)


def test_what_is_to_come_is_counted_from_the_day_after_the_last_one_played():
    model = Negotiation(small())
    for day_played in (1, 2):
        model.step()
        assert (model.world.day, model.world.now) == (day_played, day_played + 1)


def test_a_day_calms_and_is_kept_in_mind():
    """Tension keeps 0.9 of 0.5; deaths lately, 0.75 of 2 and a quarter of today's 6."""
    at = world(tension=0.5, calming=0.9, lately=0.75, deadly=2.0, deaths=6, crisis=1, crisis_days=4)
    day.remember(at, SimpleNamespace(parties=[]))

    assert (at.tension, at.deadly, at.crisis_days) == (near(0.45), near(3.0), 5)


@pytest.mark.parametrize("stage", [phases.TRUCE, phases.LIMBO])
def test_hope_fades_in_limbo_alone(stage):
    one = party(current_hope=0.8, hope_retention=0.5, trust_weight=1.0)
    day.remember(world(stage=stage), SimpleNamespace(parties=[one]))

    assert one.current_hope == (near(0.4) if stage == phases.LIMBO else 0.8)


@pytest.mark.parametrize(("agreed", "calls"), [(0, []), (9, []), (10, ["vote", "take_stock"])])
def test_an_agreement_is_voted_on_on_its_day_and_both_sides_take_stock_of_it(
    agreed, calls, monkeypatch
):
    found = []
    for module, name in ((day.ratifying, "vote"), (day, "take_stock")):
        monkeypatch.setattr(module, name, lambda *_, name=name: found.append(name))
    table = SimpleNamespace(
        parties=[party(0), party(1)], issues=[], log=a_log(), constituencies=[], mediators=[],
        obligations=[], offers=[],
    )  # fmt: skip
    day.negotiate(world(protocol=NO_TALKS, agreed_day=agreed), table)

    assert found == calls


@pytest.mark.parametrize("changed", [False, True])
def test_after_a_dated_change_both_sides_take_stock_of_everything(changed, monkeypatch):
    found = []
    monkeypatch.setattr(day.changes, "apply", lambda *_: changed)
    monkeypatch.setattr(day, "take_stock", lambda at, table: found.append(at.changed))
    table = SimpleNamespace(
        whole=None, dated=(), issues=[], parties=[party(0), party(1)], obligations=[], log=a_log()
    )
    day.dawn(world(), table)

    assert found == [1] * changed


@pytest.mark.parametrize("foresight", [0, 1])
def test_who_foresees_does_not_plan_by_the_price_of_a_breach_as_well(foresight, monkeypatch):
    found = []
    monkeypatch.setattr(day, "weigh", lambda *_: None)
    monkeypatch.setattr(day.believing, "plan", lambda one, slot, obligations: found.append(slot))
    table = SimpleNamespace(parties=[party(0), party(1)], obligations=[])
    day.take_stock(world(backward_induction=foresight), table)

    assert found == ([] if foresight else [0, 1])


def test_days_of_limbo_are_counted_from_its_first():
    at = world(limbo_begins=8, phase_ends=7)
    assert day.limbo_length(at) == 3
    at.phase_ends = 8
    assert day.limbo_length(at) == 0
