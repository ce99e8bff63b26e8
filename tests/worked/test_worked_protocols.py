"""Protocols and their table, worked by hand."""

from types import SimpleNamespace

import pytest
from by_hand import a_log, a_mediator, an_issue, near, party, told, world
from playing import stub

from agents import notes
from agents.rules import ladder
from agents.traits import BRIDGING, FULL
from agents.traits.names import HARD_LINE
from sim import protocols
from sim.premises import ALTERNATING_OFFERS, DRAWN, FIRST, NO_TALKS, SECOND
from sim.protocols import alternating_offers, bridging, one_text, sealed_demands, table


def seated(**fields):
    return world(protocol=ALTERNATING_OFFERS, **fields)


def sides(**fields):
    return [party(slot, mandate=FULL, team=1, **fields) for slot in range(2)]


def test_mediators_propose_in_turn_those_who_mediate():
    mediators = [SimpleNamespace(mediates=mediates) for mediates in (1, 0, 1, 1)]
    assert [bridging.whose_turn(mediators, turn) for turn in range(6)] == [0, 2, 3, 0, 2, 3]
    assert bridging.whose_turn(mediators[1:2], 0) == bridging.whose_turn([], 3) == -1


def test_who_refused_a_proposal_wants_more_than_that_from_then_on():
    parties = [party(heard=0.2), party(heard=0.5)]
    bridging.learn(parties, [an_issue(share=[1.0, 1.0], offer=0.6)], (False, False))
    assert [one.heard for one in parties] == [near(0.6), 0.5]
    bridging.learn(parties, [an_issue(share=[1.0, 1.0], offer=0.9)], (True, True))
    assert [one.heard for one in parties] == [near(0.6), 0.5]


def test_a_deadline_lets_what_is_left_of_the_time_run_out_by_its_day():
    """Set in round 12 of 60 for two days from now, three rounds a day; 3 rounds on, 6 are left."""
    at = world(day=8, deadline_day=10, deadline_round=12, rounds=60, rounds_a_day=3)
    assert table.elapsed(at, 15) == near(0.2 + 0.8 * 3 / 9)
    at.day = 10
    assert table.elapsed(at, 21) == 1.0
    at.day = 11
    assert table.elapsed(at, 24) == near(0.4)
    at.deadline_day = 0
    assert table.elapsed(at, 90) == 1.0


def test_a_drawn_first_mover_is_the_party_of_one_stream_whatever_its_seat(monkeypatch):
    """Below a half it is the party of stream 1, else that of stream 0."""
    at = world(first_mover=DRAWN)
    for draw, stream in ((0.0, 1), (0.49, 1), (0.5, 0), (0.99, 0)):
        monkeypatch.setattr(table.luck, "uniform", lambda *_, draw=draw: draw)
        for seats in ((0, 1), (1, 0)):
            assert table.first_slot(at, [party(one) for one in seats]) == seats.index(stream)


@pytest.mark.parametrize(
    ("mover", "chances"), [(FIRST, [1.0, 0.0]), (SECOND, [0.0, 1.0]), (DRAWN, [0.5, 0.5])]
)
def test_both_sides_know_the_chance_of_making_the_first_offer(mover, chances):
    parties = [party(0, proposes=9.0), party(1, proposes=9.0)]
    table.seat(world(first_mover=mover), parties)

    assert [one.proposes for one in parties] == chances


def test_a_person_at_a_mediators_seat_proposes_what_it_puts_on_the_table():
    """The even deal would be the middle; the person gives North three quarters."""
    issue, one = an_issue(levels=5, share=[1.0, 1.0]), a_mediator()
    parties = [party(0), party(1)]
    bridging.draft(world(), parties, one, [issue])
    assert issue.offer == 0.5

    def put(issues):
        issues[0].offer = 0.75
        return True

    one.person = SimpleNamespace(put_offer=put)
    bridging.draft(world(), parties, one, [issue])
    assert issue.offer == 0.75


def test_a_mediator_makes_the_proposal_that_it_has_decided_on_once(monkeypatch):
    """Another sits at the table as well; what has been agreed meanwhile needs no proposal."""
    made = []
    monkeypatch.setattr(bridging, "propose", lambda at, parties, one, *_: made.append(one))
    one, other, at = a_mediator(), a_mediator(), world()
    one.active[BRIDGING] = 1
    for _ in range(2):
        bridging.proposals(at, [], [one, other], [], None, None)
    assert (made, one.left[BRIDGING], one.active[BRIDGING]) == ([one], 4, 0)

    for over in ({"agreed_day": 9}, {"broken_day": 9}):
        one.active[BRIDGING] = 1
        bridging.proposals(world(**over), [], [one, other], [], None, None)
        assert (made, one.left[BRIDGING], one.active[BRIDGING]) == ([one], 4, 0)


def test_where_no_deal_beats_what_both_have_heard_a_mediator_starts_afresh():
    issue, parties = (
        an_issue(levels=5, share=[1.0, 1.0]),
        [party(0, heard=0.6), party(1, heard=0.6)],
    )
    bridging.draft(world(), parties, a_mediator(), [issue])
    assert issue.offer == 0.5
    parties[1].heard = 0.1
    bridging.draft(world(), parties, a_mediator(), [issue])
    assert issue.offer == 0.75


def test_a_proposal_is_told_with_what_it_is_worth_to_each_side_and_what_each_would_take():
    """North has half of an issue, and South a payment beside the other half."""
    parties = [
        party(0, current_hope=1.0, demanded=0.6), party(1, promised=0.1, outside=0.3)
    ]  # fmt: skip
    at, log = world(proposals=3), a_log()
    issues = [an_issue(share=[1.0, 1.0], offer=0.5)]
    bridging.tell(at, parties, a_mediator(stream=2), issues, (False, True), log)

    assert log[0][[notes.KIND, notes.ACTOR, notes.ITEM]].tolist() == [notes.PROPOSAL, 2, 3]
    wanted = (0.5, 0.6, 0.6, 0.3, 0.0, 1.0)
    assert notes.reasons_of(log[0].tolist()) == tuple(near(number) for number in wanted)


def test_where_no_deal_lies_between_two_sealed_demands_the_most_even_one_is_written_down():
    """Half-way is worth a quarter to each: less than the 0.4 asked for, or the 0.6 left."""
    issue = an_issue(levels=3, share=[1.0, 1.0], curvature=[2.0, 2.0])
    parties = [party(slot, strategy=HARD_LINE, opening=0.4) for slot in range(2)]
    at = world(rounds=10, learning=1.0)
    sealed_demands.play_round(at, parties, [issue], a_log(), [])

    assert (issue.offer, at.agreed_day) == (0.5, 0)
    assert [one.heard for one in parties] == [near(0.6)] * 2
    assert [(one.history[0], one.offers_heard) for one in parties] == [(near(0.6), 1)] * 2
    assert [one.current_hope for one in parties] == [near(0.1)] * 2, "a tenth of the time is gone"


def test_between_two_sealed_demands_each_side_has_what_the_other_leaves_it():
    """Asked for 0.9 and 0.5, North is left 0.5 and South 0.1: the most even gains are at 0.7."""
    issue = an_issue(share=[1.0, 1.0])
    parties = [party(slot, strategy=HARD_LINE, opening=(0.9, 0.5)[slot]) for slot in range(2)]
    sealed_demands.play_round(world(rounds=10), parties, [issue], a_log(), [])

    assert issue.offer == near(0.7)


@pytest.mark.parametrize(
    ("offer", "demand", "stands"),
    [(0.75, 0.6, False), (0.75, 0.25, True), (0.25, 0.6, False), (0.5, 0.6, True)],
)
def test_a_change_of_the_draft_stands_if_nobody_loses_by_it_who_wants_more(
    offer, demand, stands, monkeypatch
):
    """From the middle, 0.75 takes South down to 0.25: that stands if it asks for no more."""
    issue = an_issue(levels=5, share=[1.0, 1.0], text=0.5)
    parties = [party(slot, strategy=HARD_LINE, opening=demand) for slot in range(2)]
    monkeypatch.setattr(one_text, "change", lambda at, issues: setattr(issue, "offer", offer))
    one_text.play_round(world(rounds=10), parties, [issue], a_log(), [])

    assert issue.text == issue.offer == (offer if stands else 0.5)


def test_a_person_is_asked_about_a_change_and_about_signing_apart():
    asked, issue = [], an_issue(levels=5, share=[1.0, 1.0], text=0.5)
    parties = [party(slot, strategy=HARD_LINE) for slot in range(2)]
    parties[0].person = SimpleNamespace(decide=lambda kind, item, own: asked.append(item))
    one_text.play_round(world(rounds=10), parties, [issue], a_log(), [])

    assert asked == [one_text.CHANGE, one_text.SIGNING]
    assert one_text.CHANGE != one_text.SIGNING


def test_a_draft_that_is_not_signed_is_heard_as_an_offer():
    issue = an_issue(levels=5, share=[1.0, 1.0], text=0.75, offer=0.75)
    parties = [party(slot, demanded=0.8) for slot in range(2)]
    one_text.sign(world(rounds=10), parties, [issue], a_log(), [])

    assert [one.history[0] for one in parties] == [near(0.75), near(0.25)]
    assert [one.offers_heard for one in parties] == [1, 1]


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
