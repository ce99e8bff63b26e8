"""How the model works, in short: a summary in the order of the ODD protocol."""

from sim import words
from sim.report.document import Items, Paragraph

DAY = (  # what happens on each day, in the order in which it is played
    "dated changes and outside shocks",
    "mediators choose their instruments",
    "the sides talk, trade, and vote on an agreement",
    "what is due is handed over, late, in part or not at all, and the other side sees some of it",
    "incidents happen, and each side takes them as it sees them",
    "each side answers what it holds against the other, up to renewed fighting",
    "publics and partners in government are swayed",
    "trust, grievances and tension fade or grow",
    "the phase goes on, the next one begins, the truce runs out, or fighting has begun",
)
DESIGN = (
    "Leaving and staying are weighed in points, 1 being the worth of the best deal that the talks "
    "could bring a side; both sides decide by the same formulas, and where they differ they differ "
    "by numbers that are listed under what this rests on.",
    "Choices follow worth with some play (a logit rule), so that luck has a part in each run. All "
    "luck is drawn by run, day and decision from the seed: the same seed gives the same runs, and "
    "two scenarios on the same seed share their luck wherever they share a decision.",
    "Emerging: how long the truce lasts and why it ends, crises, delays, which instruments are "
    "used, whether an agreement is reached and passes. Imposed: what is owed, when and what it is "
    "worth; the issues; the traits of all actors; the rates of shocks and of background violence.",
)

NOT_KEPT = (
    "The result keeps no scenario, for an older version made it: what the model has is described "
    "in `docs/odd.md` of the program. A report of its sweep beside it shows the rest."
)


def blocks(result):
    """The summary, with what this scenario has of each kind; nothing where it is not kept."""
    if result.scenario is None:
        yield Paragraph(NOT_KEPT)
        return
    premises = result.scenario.premises
    has = words.listed(
        [
            words.count(len(premises.parties), "party").replace("partys", "parties"),
            words.count(len(premises.mediators), "mediator"),
            words.count(len(premises.constituencies), "constituency").replace("ys", "ies"),
            words.count(len(premises.obligations), "obligation"),
            words.count(len(premises.issues), "issue").replace("issue", "issue of the talks", 1)
            if len(premises.issues) == 1
            else f"{len(premises.issues)} issues of the talks",
        ]
    )
    days = words.count(premises.calendar.horizon, "day")
    yield Paragraph(
        "Purpose: to show under which conditions the phases of a negotiated ceasefire hold, by "
        "comparison of scenarios; not to forecast. Described in full, by the ODD protocol of 2020 "
        "(Grimm and others), in `docs/odd.md` of the program."
    )
    yield Paragraph(f"Entities: {has}. Scales: a step is a day, up to {days}; nothing has a place.")
    yield Paragraph("Process: on each day, in this order,")
    yield Items(DAY)
    yield Paragraph(f"Talks follow the protocol `{premises.talks.protocol}`. Design concepts:")
    yield Items(DESIGN)
