"""A person at an actor's seat: decisions come from answers given, and wait for those that are not.

A day on which somebody has yet to answer stops with ``Unanswered``; it is played again, from the
same state on the same luck, once the answers are there. Questions of one stage are asked together,
so that nobody knows what the others said; those of another stage wait until they are answered.
"""

from typing import NamedTuple

from agents import asking
from agents.traits import SHUTTLE

OFFER, AGAIN = "offer", "again"  # an offer to make; instruments to be chosen anew
AS_DRAWN = "as drawn"  # the answer that leaves an offer as the actor draws it up at its turn
RUNG, USE, ANSWER, LEAVE = (
    asking.KINDS[kind] for kind in (asking.RUNG, asking.USE, asking.ANSWER, asking.LEAVE)
)
SHUTTLING = asking.use_of(SHUTTLE, 0)


class Unanswered(Exception):
    """Somebody at the table has yet to answer."""


class Question(NamedTuple):
    """What is put to a person.

    ``own`` is what the actor would itself do: a number, for an offer the level of each issue.
    ``table`` is what lies on the table: the level of each issue of the last offer.
    """

    seat: str
    kind: str  # one of ``asking.KINDS``, or an offer
    item: int
    turn: int  # which of several such questions of one day, from 0
    own: float | tuple
    table: tuple

    @property
    def key(self):
        """What an answer is given under."""
        return (self.seat, self.kind, self.item, self.turn)

    @property
    def stage(self):
        """What is asked together: all of one kind, but of answers only those about one thing.

        What lies on the table next depends on what was answered about the thing before it.
        """
        return (self.kind, self.item if self.kind == ANSWER else 0)

    @property
    def is_standing(self):
        """True if an answer holds until the actor would itself do something else than before."""
        return self.kind in (RUNG, LEAVE) or (self.kind == USE and self.item == SHUTTLING)


class Day:
    """What persons have said of a day, and what they are yet to be asked.

    Parameters
    ----------
    answers : dict
        By the key of a question; an answer may be there before the question.
    present : set of str, optional
        Seats at which somebody sits; at the others an actor does what it would itself, unless an
        answer is there.
    standing : dict, optional
        By seat, kind and item: what the actor would itself have done when its person answered
        last, and the answer. The day brings a copy of it up to date.
    happened : callable, optional
        How many events there are so far.
    """

    def __init__(self, answers, present=(), standing=None, happened=lambda: 0):
        self.answers = answers
        self.present = frozenset(present)
        self.standing = dict(standing or {})
        self.happened = happened
        self.turns = {}
        self.asked = []  # questions of which the answer is known, with it
        self.open = []  # questions of which it is not
        self.noted = None  # events of the day that were there before the first of these

    def ask(self, seat, kind, item, own, table, now=None):
        """The answer to a question; what the actor would itself do as long as there is none.

        ``now`` is what is the case already: who would leave it so is not asked.
        """
        turn = self.turns.get((seat, kind, item), 0)
        self.turns[seat, kind, item] = turn + 1
        question = Question(seat, kind, item, turn, own, table)
        known = self.known(question, now)
        if known is not None:
            self.asked.append((question, known))
            return known
        if seat not in self.present:
            return own
        if self.open and self.open[0].stage != question.stage:
            raise Unanswered
        if not self.open:
            self.noted = self.happened()
        self.open.append(question)
        return own

    def known(self, question, now):
        """The answer given to a question or standing from before; None if there is none."""
        place = (question.seat, question.kind, question.item)
        if question.key in self.answers:
            answer = self.answers[question.key]
            answer = question.own if answer == AS_DRAWN else answer
            self.standing.pop(place, None)
            # a partner that leaves may come back, and is then asked again: only a refusal stands
            if question.is_standing and (question.kind != LEAVE or answer != question.own):
                self.standing[place] = (question.own, answer)
            return answer
        if question.seat in self.present and question.is_standing:
            held = {} if self.looks_again(question.seat) else self.standing
            before, answer = held.get(place, (now, now))
            return answer if before == question.own else None
        return None

    def looks_again(self, seat):
        """True if the person at a seat has asked to choose its instruments anew."""
        return (seat, AGAIN, 0, 0) in self.answers

    @property
    def left_standing(self):
        """What still stands at the end of the day: what came up on it, at seats still taken.

        What did not come up has passed, and is a new question when it comes again.
        """
        return {
            place: held
            for place, held in self.standing.items()
            if place in self.turns and place[0] in self.present
        }


class Human:
    """The person at one actor's seat, on one day."""

    def __init__(self, seat, actor, day):
        self.seat = seat
        self.actor = actor
        self.day = day

    def decide(self, kind, item, own):
        """What the person decides."""
        now = self.actor.rung if kind == asking.RUNG else None
        return self.day.ask(self.seat, asking.KINDS[kind], item, own, self.on_table(), now)

    def on_table(self):
        """The level of each issue of the offer on the table."""
        return tuple(issue.offer for issue in self.actor.model.issues)

    def put_offer(self, issues):
        """Put the person's offer on the table; True if it is not the actor's own."""
        own = tuple(issue.offer for issue in issues)
        levels = tuple(self.day.ask(self.seat, OFFER, 0, own, own))
        for issue, level in zip(issues, levels, strict=True):
            issue.offer = level
        return levels != own

    def looks_again(self):
        """True if the person has asked to choose its instruments anew."""
        return self.day.looks_again(self.seat)
