"""Answers on the ladder, worked by hand."""

from types import SimpleNamespace

from by_hand import a_log, near, party, told, world

from agents import asking, notes, responding
from agents.rules import ladder


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


def test_a_person_at_a_sides_seat_chooses_the_rung():
    """Without a grievance the side itself would stay at peace."""
    asked, one = [], party(0)

    def choose(*question):
        asked.append(question)
        return ladder.PROTEST

    one.person = SimpleNamespace(decide=choose)
    responding.decide(one, world())

    assert one.next_rung == ladder.PROTEST
    assert asked == [(asking.RUNG, 0, ladder.PEACE)]
