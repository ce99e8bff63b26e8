"""What is put to the person at an actor's seat; with no person there, the actor does as it would.

People sit in the Mesa engine alone, which puts them at ``actor.person`` (``agents/human.py``); the
ensemble has stand-ins for these three functions, by which each actor decides for itself.
"""

KINDS = ("delivery", "rung", "use", "answer", "demand", "vote", "leave")
DELIVERY, RUNG, USE, ANSWER, DEMAND, VOTE, LEAVE = range(len(KINDS))
DELIVER, DELAY, WITHHOLD = range(3)  # answers about an obligation that is due


def use_of(instrument, slot):
    """The item of a question about an instrument, and the side at which it is aimed, if at one."""
    return 2 * instrument + slot


def instrument_of(item):
    """The instrument that a question is about, by its item; see ``use_of``."""
    return item // 2


def slot_of(item):
    """The side at which that instrument is aimed, if at one."""
    return item % 2


def person_at(actor):
    """Whoever sits at an actor's seat, or None; behaviours play on plain objects as well."""
    return getattr(actor, "person", None)


def decided(actor, kind, item, own):
    """What the person at an actor's seat chooses, or ``own``, what the actor would itself.

    ``item`` tells questions of one kind apart: an obligation, an instrument and its target.
    """
    person = person_at(actor)
    return own if person is None else person.decide(kind, item, own)


def put_offer(actor, issues):
    """Put the offer of the person at an actor's seat on the table, if it is not the actor's own.

    True if it is not.
    """
    person = person_at(actor)
    return person is not None and person.put_offer(issues)


def looks_again(actor):
    """True if the person at a mediator's seat wants to choose its instruments anew today."""
    person = person_at(actor)
    return person is not None and person.looks_again()
