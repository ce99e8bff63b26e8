"""What a scenario may set about a constituency, and the state it carries through a run.

A constituency is a part of a party's own side: partners in government, families of hostages, a
military wing, residents. Its mood runs from -1 (against the truce) to 1 (for it). The account is
that of two-level games ([Putnam1988]_): it bounds what its leader can ratify.
"""

from agents.premise import AT_THE_START, NEVER, Premise, name, number, points, share


def pull(meaning):
    """What moves a constituency's mood; positive for the truce, negative against it."""
    return number(0.0, f"what moves its mood for the truce: {meaning}", "mood", ge=-5.0, le=5.0)


class ConstituencyTraits(Premise):
    """A part of a party's own side."""

    by: int = number(0, "the party it belongs to, a slot", "party", ge=0, le=1, when=NEVER)
    weight: float = share(0.1, "its weight: seats, or share of support")
    votes: bool = name(True, "whether an agreement needs its vote")
    partner: bool = name(False, "whether it is in government, and may leave")
    gone_at_start: bool = name(False, "whether it has left before the first day", when=AT_THE_START)
    leaning: float = number(0.0, "mood that nothing else moves", "mood", ge=-1.0, le=1.0)
    people_held: float = pull("its own side's people still held [share of those at the start]")
    releases: float = pull("what has come lately from the other side [points]")
    resents: float = pull("what its own side has handed over lately [items, by how resented]")
    violence: float = pull("grievance over violence [points]")
    hardship: float = pull("hardship of residents [share]")
    displacement: float = pull("a proposal to move residents out [share]")
    news: float = pull("news about the missing, by how much worse than expected [people]")
    adjusts: float = share(0.1, "part of the way to its new mood that it goes each day")
    sway: float = points(0.0, "what its whole mood adds to its leader's worth of staying")
    exit: float = number(-1.0, "mood under which a partner leaves", "mood", ge=-1.0, le=1.0)
    returns: float = number(0.5, "mood over which a partner comes back", "mood", ge=-1.0, le=1.0)
    warns: float = share(0.2, "how near its exit a partner threatens to leave")
    least: float = share(0.3, "utility of a deal that it approves in a neutral mood")
    lenience: float = share(0.2, "how much less it takes in its best mood, or more in its worst")


class ConstituencyState:
    """What changes about a constituency during a run: name, type, length, unit, meaning."""

    fields = (
        ("index", int, 0, "number", "its place among the constituencies, from 0"),
        ("mood", float, 0, "mood", "mood now: -1 against the truce, 1 for it"),
        ("play", float, 0, "logits", "what stands for all that moves its vote, drawn once a run"),
        ("needs", float, 0, "utility", "the least deal that its leader takes it to approve"),
        ("gone", int, 0, "yes or no", "1 while a partner is out of government"),
        ("warned", int, 0, "yes or no", "1 while it threatens to leave"),
    )
