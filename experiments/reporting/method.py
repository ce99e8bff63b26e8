"""How the model works, in short: a summary in the order of the ODD protocol."""

from experiments import grounds, lessons, pages
from experiments.reporting import alike
from sim import theory, words
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
WEIGHED = (
    "Leaving and staying are weighed in points, 1 being the worth of the best deal that the talks "
    "could bring a side; both sides decide by the same formulas, and where they differ they differ "
    "by numbers"
)
LISTED = " that are listed under what this rests on"
DESIGN = (
    "Choices follow worth with some play (a logit rule), so that luck has a part in each run. All "
    "luck is drawn by run, day and decision from the seed: the same seed gives the same runs, and "
    "two scenarios on the same seed share their luck wherever they share a decision.",
    "Emerging: how long the truce lasts and why it ends, crises, delays, which instruments are "
    "used, whether an agreement is reached and passes. Imposed: what is owed, when and what it is "
    "worth; the issues; the traits of all actors; the rates of shocks and of background violence.",
)

NOT_KEPT = "How many actors and obligations there are stands in no file of"


def blocks(results):
    """The summary, told once, with what each scenario has of each kind."""
    yield Paragraph(
        "Purpose: to show under which conditions the phases of a negotiated ceasefire hold, by "
        "comparison of scenarios; not to forecast. Described in full, by the ODD protocol of 2020 "
        "(Grimm2020), in `docs/odd.md` of the program."
    )
    yield from scales(results)
    yield Paragraph("Process: on each day, in this order,")
    yield Items(DAY)
    yield Paragraph("Design concepts:")
    are_listed = all(map(grounds.is_kept, (one.folder for one in results)))
    yield Items((f"{WEIGHED}{LISTED if are_listed else ''}.", *DESIGN))
    told = tuple(dict.fromkeys(filter(None, map(theorem, results))))
    if told:
        yield Paragraph("What theory says is worked out from the premises as they stand:")
        yield Items(told)


def theorem(result):
    """The result of theory that was played, with its source; an empty text for a scenario."""
    lesson = theory.LESSONS.get(result.name)
    if lesson is None or not (result.folder / lessons.FILE).is_file():
        return ""
    head, *_ = lesson.__doc__.partition("\n\n")
    return f"`{result.name}`: {pages.uncited(' '.join(head.split()))}"


def scales(results):
    """What the scenario of each result has, and how long it is; once where all are alike."""
    told = {}
    for one in results:
        told.setdefault(
            None if one.scenario is None else entities(one.scenario.premises), []
        ).append(one)
    without = told.pop(None, ())
    if len(told) == 1 and not without:
        yield Paragraph(f"Entities: {next(iter(told))}. A step is a day; nothing has a place.")
    elif told:
        yield Paragraph("Entities (a step is a day; nothing has a place):")
        yield Items(tuple(f"{places(ones)}: {text}." for text, ones in told.items()))
    if without:
        yield Paragraph(f"{NOT_KEPT} {alike.lower(places(without))}.")


def places(results):
    """``Results 1 and 3``; of a report on a single one ``The result``."""
    named = [f"{one.place}" for one in results if one.place]
    if not named:
        return "The result"
    return f"Result{'s' if len(named) > 1 else ''} {words.listed(named)}"


def entities(premises):
    """What a scenario has of each kind, over how many days, and how its talks are run."""
    has = words.listed(
        [
            words.count(len(premises.parties), "party", "parties"),
            words.count(len(premises.mediators), "mediator"),
            words.count(len(premises.constituencies), "constituency", "constituencies"),
            words.count(len(premises.obligations), "obligation"),
            words.count(len(premises.issues), "issue of the talks", "issues of the talks"),
        ]
    )
    days = words.count(premises.calendar.horizon, "day")
    return f"{has}, up to {days}; talks follow the protocol `{premises.talks.protocol}`"
