"""What a day does to a truce, worked by hand: events, phases, obligations and talks."""

from types import SimpleNamespace

import pytest
from by_hand import a_log, item, near, party, world
from playing import stub
from stages import small

from agents import delivering, foreseeing, handing_over, mediating, notes, responding
from agents.rules import ladder
from agents.terms import DELAYED, DELIVERED, DONE, NOT_YET, NOTHING, PENDING, WITHHELD
from agents.traits import AID, EXCHANGE, FULL, TALKS
from sim import changes, day, events, obligations, phases, protocols
from sim.model import Negotiation
from sim.premises import ALTERNATING_OFFERS, NO_TALKS
from sim.protocols import alternating_offers


def phase(**fields):
    return stub("phases", {"length": 20}, fields)


def told(log, at):
    return log[: at.noted, notes.KIND].tolist()


# -- events and changes ---------------------------------------------------------------------------


def test_a_shock_raises_tension_and_takes_hope_from_both():
    parties, log = [party(0, current_hope=0.8), party(1, current_hope=0.4)], a_log()
    at = world(shock_rate=1.0, shock_size=0.25, tension=0.2)
    events.happen(at, parties, log)

    assert (at.shock_day, at.tension) == (10, near(0.4))
    assert [one.current_hope for one in parties] == [near(0.6), near(0.3)]
    assert told(log, at) == [notes.SHOCK]


def test_where_no_shock_comes_nothing_moves():
    parties, log = [party(0, current_hope=0.8)], a_log()
    at = world(shock_rate=0.0, shock_size=0.25, tension=0.2)
    events.happen(at, parties, log)

    assert (at.shock_day, at.tension, parties[0].current_hope, at.noted) == (0, 0.2, 0.8, 0)


def test_the_changes_of_a_day_are_made_on_it_and_told():
    whole, log, at = {}, a_log(), world()
    dated = [
        SimpleNamespace(day=day, place=place, bits=bits, number=number)
        for number, (day, place, bits) in enumerate([(9, 1, 5), (10, 2, 6), (10, 3, 7)])
    ]

    assert changes.apply(whole, dated, at, log)
    assert whole == {2: 6, 3: 7}
    assert told(log, at) == [notes.CHANGE] * 2
    assert log[: at.noted, notes.ITEM].tolist() == [1, 2]
    assert not changes.apply(whole, dated, world(day=8), log)


# -- phases ---------------------------------------------------------------------------------------


def test_a_phase_brings_its_obligations_into_force_and_renews_the_signature():
    parties = [party(0, signature=0.3, team=1, mandate=FULL), party(1, signature=0.2)]
    owed = [
        item(by=0, phase=2, day=3, kind=TALKS, status=NOT_YET),
        item(by=1, phase=2, day=1, kind=AID, status=NOT_YET),
        item(by=1, phase=3, day=1, kind=AID, status=NOT_YET),
    ]
    at, log = world(phase=1, spell=4, stage=phases.LIMBO), a_log()
    phases.enter(at, parties, owed, [phase(), phase(length=15)], 31, log)

    assert (at.phase, at.stage, at.phase_begins, at.phase_ends) == (2, phases.TRUCE, 31, 45)
    assert (at.spell, at.changed, at.next_review) == (5, 1, 31)
    assert [one.bound for one in parties] == [0.3, 0.2]
    assert [one.status for one in owed] == [PENDING, PENDING, NOT_YET]
    assert [(one.due, one.review) for one in owed] == [(33, 33), (31, 31), (0, 0)]
    assert (parties[0].team, parties[0].mandate) == (0, 0)
    assert told(log, at) == [notes.PHASE_BEGINS]


def test_time_that_passed_before_the_first_day_has_passed_for_all():
    keeps = {"signature_retention": 0.5, "weariness_retention": 0.25, "memory": 0.5}
    parties = [party(0, bound=0.8, weary=0.4, **keeps), party(1, **keeps)]
    mediator = stub("mediators", {"asks_now": 0.5, "payment_hardening": 0.2}, {})
    owed = [
        item(by=0, kind=AID, amount=3, done_before=1, due=4),
        item(by=1, kind=TALKS, done_before=2, due=1),
        item(by=1, kind=AID, done_before=0, due=1),
    ]
    at = world(first_day=3)
    phases.catch_up(at, parties, [mediator], owed)

    assert (at.day, at.next_review) == (2, 3)
    assert (parties[0].bound, parties[0].weary) == (near(0.2), near(0.025))
    assert mediator.asks_now == near(0.9)
    assert [one.status for one in owed] == [DONE, DONE, PENDING]
    assert [(one.done, one.due, one.known) for one in owed[:2]] == [(1, 1, 1), (2, 1, 1)]
    assert owed[0].delivered == 3
    assert (parties[1].kept[AID], parties[0].kept[TALKS]) == (near(0.5), near(1.0))
    assert (parties[0].team, parties[1].team) == (0, 1)


def test_before_a_first_day_of_1_no_time_has_passed():
    one = party(0, bound=0.8, weary=0.4)
    at = world(first_day=1)
    phases.catch_up(at, [one, party(1)], [], [])
    assert (at.day, one.bound, one.weary) == (0, 0.8, 0.4)


def test_the_share_delivered_counts_by_worth_what_was_owed_so_far():
    owed = [
        item(by=0, worth=3.0, status=DONE),
        item(by=0, worth=1.0),
        item(by=0, worth=9.0, status=NOT_YET),
        item(by=0, worth=9.0, stands_for=1),
        item(by=1, worth=9.0),
    ]
    assert phases.delivered_share(owed, 0) == near(0.75)
    assert phases.delivered_share(owed, 1) == 0.0
    assert phases.delivered_share(owed[:4], 1) == 1.0


@pytest.mark.parametrize(
    ("rejected", "talks_day", "ratified", "cause"),
    [
        (1, 5, 0, phases.NOT_RATIFIED),
        (0, 5, 0, phases.NO_AGREEMENT),
        (0, 0, 0, phases.EXPIRY),
        (1, 5, 9, phases.EXPIRY),
    ],
)
def test_why_a_truce_runs_out(rejected, talks_day, ratified, cause):
    at = world(rejected=rejected, talks_day=talks_day, ratified_day=ratified)
    assert phases.out_of_phase(at) == 1 << cause


def test_limbo_runs_out_on_the_last_of_its_days_unless_talks_carry_it():
    at = world(limbo_begins=6, longest=5)
    assert phases.runs_out(at)
    at.longest = 6
    assert not phases.runs_out(at)
    at.longest, at.carried_by_talks = 3, 1
    assert phases.runs_out(at)
    at.talking = 1
    assert not phases.runs_out(at)


@pytest.mark.parametrize(
    ("hurt", "wronged", "cause"),
    [(0.2, 0.1, phases.INCIDENT_SPIRAL), (0.1, 0.2, phases.BREACH_SPIRAL)],
)
def test_in_a_crisis_the_side_that_resumes_says_what_it_is_about(hurt, wronged, cause):
    parties = [party(0, rung=ladder.RESUME, hurt=hurt, wronged=wronged), party(1, hurt=9.0)]
    at = world(crisis=1, shock_day=0)
    phases.collapse(at, parties)

    assert at.causes == (1 << phases.DELIBERATE) | (1 << cause)
    assert (at.cause, at.resumed_by, at.stage) == (cause, 0, phases.FIGHTING)


def test_a_run_over_has_a_cause_and_one_that_reaches_the_horizon_held():
    at = world(stage=phases.LIMBO)
    phases.close(at)
    assert (at.cause, at.causes) == (phases.HELD, 1 << phases.HELD)
    at = world(stage=phases.CALM, cause=phases.LASTING_CALM)
    phases.close(at)
    assert at.cause == phases.LASTING_CALM


# -- obligations ----------------------------------------------------------------------------------


def test_what_is_given_in_return_waits_for_what_it_answers():
    owed = [item(), item(in_return_for=0)]
    assert [obligations.waits(one, owed) for one in owed] == [False, True]
    owed[0].status = DONE
    assert not obligations.waits(owed[1], owed)


def test_before_the_next_review_nobody_decides():
    at = world(next_review=11, acted=4)
    obligations.carry_out(at, None, [item(review=1)], None, None)
    assert (at.acted, at.next_review) == (0, 11)


def test_the_next_review_is_the_soonest_of_what_does_not_wait():
    owed = [item(review=14), item(review=12, in_return_for=0), item(review=11, status=DONE)]
    at = world(next_review=10)
    obligations.carry_out(at, [party(0), party(1)], owed, None, a_log())
    assert (at.acted, at.next_review) == (0, 14)
    at.day = 14
    obligations.carry_out(at, [party(0), party(1)], owed[1:], None, a_log())
    assert at.next_review > 65535, "no day of any run"


def test_what_comes_today_is_done_with_what_it_stands_for():
    owed = [
        item(status=NOT_YET), item(stands_for=0, status=DONE, done=10),
        item(status=NOT_YET), item(stands_for=2, status=DONE, done=9),
        item(status=NOT_YET), item(stands_for=4, done=10),
        item(status=NOT_YET), item(stands_for=6, status=DONE, done=10),
    ]  # fmt: skip
    at = world()
    obligations.follow(at, owed)

    assert [one.status for one in owed] == [
        DONE, DONE, NOT_YET, DONE, NOT_YET, PENDING, DONE, DONE,
    ]  # fmt: skip
    assert (owed[0].done, at.changed) == (10, 1)


def test_what_stands_for_something_of_a_phase_that_begins_lapses():
    owed = [
        item(phase=3, status=NOT_YET), item(phase=2, stands_for=0), item(phase=2, stands_for=4),
        item(phase=2, stands_for=0, status=DONE), item(phase=4, status=NOT_YET),
    ]  # fmt: skip
    obligations.lapse(world(phase=3), owed)
    assert [one.status for one in owed] == [NOT_YET, NOT_YET, PENDING, DONE, NOT_YET]


def test_nothing_is_looked_at_on_a_day_on_which_nobody_acted():
    owed = [item(today=DELIVERED)]
    obligations.verify(world(acted=0), None, owed, None, None)
    assert owed[0].today == DELIVERED


@pytest.mark.parametrize(("manner", "kept", "broken"), [(DELIVERED, 1.0, 0.0), (DELAYED, 0.7, 0.3)])
def test_the_side_that_is_owed_sees_what_was_done_today(manner, kept, broken):
    parties = [party(0), party(1)]
    sure = stub("kinds", {}, {})
    owed = [item(by=0, kind=AID, today=manner), item(by=0, kind=AID, today=NOTHING)]
    at = world(acted=1, delay_gravity=0.3)
    obligations.verify(at, parties, owed, [sure] * 9, a_log())

    assert (parties[1].kept[AID], parties[1].broken[AID]) == (near(kept), near(broken))
    assert parties[0].kept[AID] == 0.0
    assert owed[0].today == NOTHING


# -- talks, crises, answers -----------------------------------------------------------------------


def seated(**fields):
    return world(protocol=ALTERNATING_OFFERS, **fields)


def sides(**fields):
    return [party(slot, mandate=FULL, team=1, **fields) for slot in range(2)]


def test_a_run_begins_with_the_tension_and_the_hardship_that_it_is_given():
    start = {"tension": {"tension_at_start": 0.3}, "hardship": {"hardship_at_start": 0.7}}
    model = Negotiation(small(**start))

    assert (model.world.tension, model.world.need) == (0.3, 0.7)
    assert (model.world.mover, model.world.resumed_by, model.world.now) == (-1, -1, 1)


def test_what_keeps_the_teams_from_the_table():
    assert protocols.at_the_table(seated(), sides())
    assert protocols.at_the_table(seated(), sides(rung=ladder.HOLD))
    assert not protocols.at_the_table(seated(), sides(rung=ladder.SUSPEND))
    for away in ({"protocol": NO_TALKS}, {"agreed_day": 4}, {"broken_day": 4}):
        at = seated()
        for name, value in away.items():
            setattr(at, name, value)
        assert not protocols.at_the_table(at, sides())
    for slot in range(2):
        parties = sides()
        parties[slot].mandate = FULL - 1
        assert not protocols.at_the_table(seated(), parties)


def test_what_a_person_puts_on_the_table_is_what_the_side_asks_for():
    """North would open with 0.9; its person gives up all but the 0.3 of the one issue."""
    issue = stub("issues", {"levels": 11, "last": [-1.0, -1.0], "share": [1.0, 1.0]}, {})
    issue.wants_high, issue.curvature, issue.weight = [1, 0], [1.0, 1.0], [1.0, 1.0]

    def put(issues):
        issues[0].offer = 0.3
        return True

    parties = sides(opening=0.9, haste=1.0)
    parties[0].person = SimpleNamespace(put_offer=put)
    at = seated(rounds=10, rounds_a_day=1, mover=0)
    alternating_offers.play_round(at, parties, [issue], a_log(), [])

    assert parties[0].demanded == near(0.3)
    assert parties[1].history[0] == near(0.7)


def test_talks_that_begin_and_stop_are_told_once(monkeypatch):
    monkeypatch.setattr(protocols, "sit", lambda *_: None)
    at, log, parties = seated(day=4), a_log(), sides()
    for rung in (0, 0, ladder.SUSPEND, ladder.SUSPEND, 0):
        for one in parties:
            one.rung = rung
        protocols.talk(at, parties, [], [], log, [])
        at.day += 1

    assert told(log, at) == [notes.TALKS_BEGIN, notes.TALKS_STOP, notes.TALKS_BEGIN]
    assert (at.talks_day, at.talking) == (4, 1)


def test_talks_that_end_in_agreement_have_not_stopped(monkeypatch):
    monkeypatch.setattr(protocols, "sit", lambda *_: None)
    for ended in ({"agreed_day": 9}, {"broken_day": 9}):
        at, log = seated(talking=1, **ended), a_log()
        protocols.talk(at, sides(), [], [], log, [])
        assert (told(log, at), at.talking) == ([], 0)


def test_a_breakdown_takes_the_hope_of_both_and_is_weighed_anew():
    at, log, parties = seated(breakdown=1.0, spell=2), a_log(), sides(current_hope=0.5)
    protocols.risk_breakdown(at, parties, log)
    assert (at.broken_day, at.spell) == (10, 3)
    assert [one.current_hope for one in parties] == [0.0, 0.0]
    assert told(log, at) == [notes.TALKS_BREAK_DOWN]
    at, parties = seated(breakdown=0.0), sides(current_hope=0.5)
    protocols.risk_breakdown(at, parties, log)
    assert (at.broken_day, parties[0].current_hope) == (0, 0.5)


def test_a_crisis_opens_with_holding_back_and_fades_with_it():
    at, log, parties = world(spell=2), a_log(), [party(0), party(1, rung=ladder.HOLD)]
    mediating.follow_crisis(at, parties, [], log)
    assert (at.crisis, at.crises, at.crisis_day, at.spell) == (1, 1, 10, 3)
    mediating.follow_crisis(at, parties, [], log)
    assert (at.crises, at.spell) == (1, 3)
    parties[1].rung = ladder.HOLD - 1
    mediating.follow_crisis(at, parties, [], log)
    assert at.crisis == 0
    assert told(log, at) == [notes.CRISIS, notes.CRISIS_FADES]


def test_a_settlement_relieves_both_and_brings_up_what_was_held_back():
    parties = [party(0, wronged=0.4, hurt=0.2, rung=3), party(1, wronged=0.8, hurt=0.6, rung=2)]
    owed = [
        item(attempt=1, review=30), item(attempt=0, review=30),
        item(attempt=1, underway=1, review=30), item(attempt=1, status=DONE, review=30),
    ]  # fmt: skip
    at, log = world(crisis=1, crisis_day=6, relief=0.75, settled=1), a_log()
    mediating.settle(at, parties, owed, 0.2, log)

    assert [(one.wronged, one.hurt) for one in parties] == [
        (near(0.1), near(0.05)), (near(0.2), near(0.15)),
    ]  # fmt: skip
    assert [one.rung for one in parties] == [ladder.PEACE] * 2
    assert [one.review for one in owed] == [11, 30, 30, 30]
    assert (at.crisis, at.settled, at.next_review) == (0, 2, 11)
    assert told(log, at) == [notes.SETTLED]


def test_a_side_weighs_resuming_once_a_spell_and_leaves_where_it_gains_more_than_its_resolve():
    at = world(resumable=1, spell=2, resolve=0.0, rungs_a_day=1)
    one = party(0, spell=1, outside=0.3, staying=0.2)
    responding.decide(one, at)
    assert (one.next_rung, one.spell, one.weighing) == (ladder.RESUME, 2, 1)
    one.weighing = 0
    one.outside = 0.1
    responding.decide(one, at)
    assert (one.next_rung, one.weighing) == (ladder.PEACE, 0)
    one.outside, at.resumable = 0.3, 0
    responding.decide(one, at)
    assert one.next_rung == ladder.PEACE


def test_what_is_at_stake_is_what_the_other_is_believed_to_bring_over_being_let_down():
    one = party(0, belief=0.5, through=0.6, outside=0.3, let_down=0.1)
    assert responding.at_stake(one) == near(0.2)
    one.through = 0.1
    assert responding.at_stake(one) == 0.0


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


@pytest.mark.parametrize(("manner", "kind"), [(WITHHELD, notes.WITHHOLDS), (DELAYED, notes.DELAYS)])
def test_what_is_put_off_is_declined_and_comes_up_again(manner, kind):
    parties, at, log, owed = [party(0), party(1)], world(), a_log(), item(by=0, kind=AID)
    reasons = delivering.weighed(parties[0], owed, at, 1.0)
    delivering.put_off(*parties, owed, at, manner, 3, reasons, log)

    assert (owed.today, owed.declined, owed.review, at.changed) == (manner, 1, 13, 1)
    assert told(log, at) == [kind]


def test_days_of_limbo_are_counted_from_its_first():
    at = world(limbo_begins=8, phase_ends=7)
    assert day.limbo_length(at) == 3
    at.phase_ends = 8
    assert day.limbo_length(at) == 0


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
    owed = [item(by=0, review=12), item(by=1, review=12, in_return_for=0), item(by=1, review=12)]
    at = world(same_day=1)
    found = [foreseeing.answers_today(one, 0, 12, owed, at) for one in owed[1:]]
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


def test_remains_alone_can_prove_wrong():
    at = world(misidentified=1.0)
    for fields, wrong in (({"remains": 2}, True), ({"remains": 0}, False)):
        owed = item(by=0, kind=EXCHANGE, amount=3, **fields)
        assert handing_over.misidentified(party(0), owed, at, a_log()) == wrong


def test_what_is_handed_over_is_done_and_felt_on_both_sides():
    giver, other = party(0, given=0.1), party(1, received=0.2, news=0.0)
    owed = item(by=0, worth=0.4, salience=2.0, resented=0.3, amount=5, unknown=4, dead=0.25, died=3)
    at, log = world(), a_log()
    handing_over.complete(giver, other, owed, at, log)

    assert (owed.today, owed.status, owed.done, owed.delivered) == (DELIVERED, DONE, 10, 5)
    assert (other.received, giver.given) == (near(1.0), near(0.4))
    assert other.news == near(2.0 * (3 - 1))
    assert (owed.known, at.changed, told(log, at)) == (1, 1, [notes.NEWS])
    handing_over.reveal(giver, other, owed, at, log)
    assert (other.news, told(log, at)) == (near(4.0), [notes.NEWS])


def test_what_is_known_on_a_day_becomes_known_on_it_to_the_side_that_is_owed():
    parties = [party(0), party(1)]
    owed = [
        item(by=0, salience=1.0, unknown=2, dead=0.5, died=2, revealed=10),
        item(by=0, salience=9.0, unknown=2, dead=0.5, died=2, revealed=11),
        item(by=0, salience=9.0, unknown=2, dead=0.5, died=2, revealed=0),
        item(by=0, salience=9.0, unknown=2, dead=0.5, died=2, revealed=4, known=1),
    ]
    handing_over.reveal_by_date(parties, owed, world(), a_log())
    assert [one.known for one in owed] == [1, 0, 0, 1]
    assert (parties[0].news, parties[1].news) == (0.0, near(1.0))


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


def test_a_step_on_the_ladder_is_told_with_what_each_rung_is_worth():
    one = party(0, next_rung=ladder.HOLD, wronged=0.3, hurt=0.2, retaliation=1.0, weighing=1)
    at, log = world(), a_log()
    responding.act(one, at, log)
    assert (one.rung, one.weighing) == (ladder.HOLD, 0)
    assert told(log, at) == [notes.STAYS, notes.RUNG]
    assert near(0.5 * 0.35) in log[1].tolist()
    one.next_rung = ladder.RESUME
    responding.act(one, at, log)
    responding.act(one, at, log)
    assert told(log, at)[2:] == [notes.RESUMES]
