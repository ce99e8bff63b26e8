"""Where the sides stood at the start, and how a run ended: the cause and all that was true."""

from sim import phases
from sim.story import talks
from sim.story.words import count, listed, points, sentence
from sim.words import cause as cause_in_words

CAUSES = {
    phases.HELD: "the truce held to the last day simulated",
    phases.LASTING_CALM: "fighting had not been resumed by then",
    phases.OUTSIDE_SHOCK: "an outside shock in the week before",
    phases.NOT_RATIFIED: "an agreement on the next phase had been voted down",
    phases.NO_AGREEMENT: "a phase had run out, and talks had brought no agreement on the next",
    phases.EXPIRY: "a phase had run out and the next was not in force",
    phases.BREACH_SPIRAL: (
        "a crisis was open; a side that left held promises against the other more than violence"
    ),
    phases.INCIDENT_SPIRAL: (
        "a crisis was open; a side that left held violence against the other more than promises"
    ),
    phases.DELIBERATE: "a side chose to leave",
}


def name(code):
    """The name of a cause in words."""
    return cause_in_words(phases.CAUSES[code])


def beside(code):
    """The name of a cause that is true beside the one named, whatever else was true."""
    return "fighting by choice" if code == phases.DELIBERATE else name(code)


def told(day, so_far, words, setting, offers):
    """Paragraphs on how the run ended."""
    yield outcome(day, so_far, words)
    cause, true = so_far.causes(day, setting)
    others = [f"{beside(code)} ({CAUSES[code]})" for code in true if code != cause]
    text = f"Cause named: {name(cause)} ({CAUSES[cause]})."
    if others:
        text += f" Also true that day: {'; '.join(others)}."
    yield text
    yield from balance(so_far, words)
    yield counts(so_far) + ("" if so_far.agreed_day else talks.last(offers))


def outcome(day, so_far, words):
    """What ended the run, and when."""
    when = words.day(day)
    if so_far.ending == "resumes":
        leavers = [words.party(event.actor) for event in so_far.leavers]
        both = "both " if len(leavers) > 1 else ""
        return f"Fighting resumed on {when}{stage(day, so_far)}: {listed(leavers)} {both}left."
    if so_far.ending == "expired":
        return f"The truce expired on {when}{stage(day, so_far)}, and nobody had extended it."
    if so_far.ending == "calm":
        return f"Lasting calm: the last phase ran out on {when} without a return to fighting."
    return (
        f"The truce held to {when}{stage(day, so_far)}, the last day simulated. What would have "
        "come after is not known."
    )


def stage(day, so_far):
    """The phase or the day of limbo."""
    begins = so_far.limbo_begins
    if begins is None or begins > day:
        return f", in phase {so_far.phase}"
    return f", day {day - begins + 1} of limbo"


def balance(so_far, words):
    """What each side had delivered of what had come into force, and what not."""
    for slot, key in enumerate(words.keys):
        owed = so_far.in_force(slot)
        if owed:
            due = [item for item in owed if item in so_far.due]
            missing = [words.items[item] for item in due if item not in so_far.done]
            text = (
                f"{words.party(key)} had delivered {len(due) - len(missing)} of the "
                f"{count(len(due), 'promise')} that had fallen due, of {len(owed)} in force"
            )
            yield sentence(f"{text}; not delivered: {listed(missing)}" if missing else text)


def counts(so_far):
    """Crises, violence and talks in numbers."""
    crises = f"{count(so_far.crises, 'crisis', 'crises')}"
    if so_far.crises:
        is_open = so_far.crisis_begins is not None
        faded = so_far.crises - so_far.settled - is_open
        ends = f"{so_far.settled or 'none'} settled, {faded or 'none'} faded"
        crises += f" ({ends}, 1 still open)" if is_open else f" ({ends})"
    talks = "no talks on the next phase"
    if so_far.talks_day:
        talks = f"talks on the next phase from day {so_far.talks_day}"
        agreed = so_far.agreed_day
        talks += f", agreement on day {agreed}" if agreed else ", no agreement"
        if so_far.broken_day:
            talks += f", broken down for good on day {so_far.broken_day}"
    shuttling = count(so_far.days_of_shuttling, "day")
    parts = [
        f"{crises}, {shuttling} of shuttling by mediators",
        *others(so_far),
        f"{count(so_far.incidents, 'incident')}, {count(so_far.deaths, 'death')}",
        talks,
    ]
    return sentence(f"in all: {'; '.join(parts)}")


def others(so_far):
    """What does not happen in every run, in numbers."""
    times = {
        "proposal by mediators": so_far.proposals,
        "agreement voted down": so_far.rejected,
        "side trade": so_far.trades,
        "partner gone": so_far.exits,
        "extension": so_far.extended,
    }
    if so_far.used or so_far.passed:
        used, passed = count(so_far.used, "time"), count(so_far.passed, "time")
        yield f"instruments of mediators weighed and used {used}, not used {passed}"
    for name, number in times.items():
        if number:
            noun, _, rest = name.partition(" ") if name != "side trade" else (name, "", "")
            yield f"{count(number, noun)}{' ' if rest else ''}{rest}"


def standing(days, row, words):
    """Where each side stood at the end of one day, a paragraph a side."""
    for key in words.keys:
        yield (
            f"{words.party(key)} put the chance that {words.other(key)} keeps its word at "
            f"{points(days[f'belief_{key}'][row])} and its hope of a next phase at "
            f"{points(days[f'hope_{key}'][row])}; staying in the truce was worth "
            f"{points(days[f'staying_{key}'][row])} points to it, leaving "
            f"{points(days[f'outside_{key}'][row])}{behind(days, key, row)}."
        )


def behind(days, key, row):
    """What others make leaving cost a side, in brackets; '' where that is nothing."""
    parts = {
        "pressure by mediators": days[f"pressure_{key}"][row],
        "guarantees": days[f"guaranteed_{key}"][row],
        "its own publics": days[f"home_{key}"][row],
    }
    texts = [f"{name} {points(value)}" for name, value in parts.items() if abs(value) >= 0.005]
    return f" (what makes leaving cost more or less: {', '.join(texts)})" if texts else ""
