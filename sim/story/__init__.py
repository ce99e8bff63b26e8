"""The story of one run: its events, and the numbers they were decided on, in words.

The one module that words numeric reasons. What a party believes stands beside what was in fact
done; the reader may know both. The same words serve both sides, and every name is the scenario's.
"""

import textwrap
from typing import NamedTuple

import numpy as np

from sim.story import (
    bargains,
    crises,
    ending,
    mediators,
    people,
    promises,
    publics,
    reasons,
    record,
    talks,
)
from sim.story.so_far import SoFar
from sim.story.words import Words, count, listed, points, sentence

WIDTH = 100
HANGING = "    "  # before the lines of a paragraph after its first
WEEK = 7

GLOSSARY = (
    "Points: what things are worth to a party; 1 point is the best deal that talks could bring it.",
    "Grievance: what a party holds against the other side, in points; it fades with time.",
    'Luck settles close decisions: "30 times in 100" is how often such numbers lead there. It also '
    "sets how much shuttling is enough to settle a crisis.",
    "In a new situation each side weighs leaving. It leaves if that is worth more than staying by "
    "over a threshold, which luck draws; brackets after those who stayed hold these three.",
    "Of what is put off again, brackets hold what delivering, delaying and withholding were worth.",
    "A mediator uses an instrument that is worth more to it than its price, in points of its own.",
)


def tell(scenario, events, days=None, run=None, offers=None):
    """The chronicle of one run, as lines of text.

    Parameters
    ----------
    scenario : sim.scenario.Scenario
    events : dict
        Columns of ``events.parquet``, as ``sim.parquet.read`` gives them; may hold many runs.
    days, offers : dict, optional
        Columns of ``days.parquet`` and ``offers.parquet``. With them the story also says where
        both sides stood at the start and at the end, and what was offered and agreed.
    run : int, optional
        Number of the run, from 0 as in the tables; the first of ``events`` if left out.
    """
    if run is None:
        run = int(events["run"][0]) if len(events["run"]) else 0
    words = Words(scenario)
    found = record.read(events, run)
    seeds = events["seed"][events["run"] == run]
    lines = list(heading(words, run, seeds))
    if not found:
        return lines + ["", "Nothing happened in this run."]
    setting = reasons.Setting(scenario, int(seeds[0]), run)
    by_day = sorted_by_day(found)
    known = [] if days is None else np.nonzero(days["run"] == run)[0]
    last_day = int(days["day"][known[-1]]) if len(known) else last(scenario, by_day, setting)
    if len(known):
        first = int(days["day"][known[0]])
        if first > 1:
            lines += paragraphs([began_later(first, scenario)])
        lines += section(f"Where the sides stood at the end of day {first}")
        lines += paragraphs(ending.standing(days, known[0], words))
    so_far = SoFar(scenario)
    made = talks.read(offers, run, words)
    lines += chronicle(by_day, last_day, so_far, words, setting, made)
    lines += section("How it ended")
    lines += paragraphs(ending.told(last_day, so_far, words, setting, made))
    if so_far.ending == "resumes":
        known = known[:-1]  # what the decision to leave was taken on is how things stood before it
    if len(known):
        lines += paragraphs([f"At the end of {words.day(int(days['day'][known[-1]]))}:"])
        lines += paragraphs(ending.standing(days, known[-1], words))
    return lines


def tell_day(scenario, events, offers, day):
    """What one day of a run brought, as paragraphs; what a chronicle tells by the week is in it.

    Parameters
    ----------
    scenario : sim.scenario.Scenario
    events, offers : dict
        Columns as for ``tell``, of one run, up to the end of the day or beyond.
    day : int
    """
    if not len(events["run"]):
        return []
    run, seed = int(events["run"][0]), int(events["seed"][0])
    words, so_far = Words(scenario), SoFar(scenario)
    setting = reasons.Setting(scenario, seed, run)
    setting.pass_to(day)
    found = record.read(events, run)
    own = [event for event in found if event.day == day]
    made = [offer for offer in talks.read(offers, run, words) if offer.day <= day]
    so_far.pass_day(event for event in found if event.day < day)
    so_far.again, so_far.brief, weighed = [], [], set(so_far.weighed)
    texts = list(day_told(own, so_far, words, setting, made))
    so_far.pass_day(own)
    texts.append(in_sum(own, so_far, weighed, words))
    for event in own:
        texts += [". ".join(told) for told in turn(event, so_far, words, setting)]
    if so_far.ending:
        texts.append(ending.outcome(day, so_far, words))
    return [sentence(text) for text in texts if text]


def began_later(first, scenario):
    """What a run that does not begin on the first day takes as given."""
    done = sum(item.done_before > 0 for item in scenario.premises.obligations.values())
    return (
        f"The run begins on day {first}: {count(done, 'obligation')} had been delivered by then, "
        "as the scenario lists them, and are not told."
    )


def last(scenario, by_day, setting):
    """The last day of the run: that of its end, or the horizon."""
    so_far = SoFar(scenario)
    for day, events in by_day.items():
        so_far.pass_day(events)
        if so_far.ending:
            return day
    return int(setting.world["horizon"])


def heading(words, run, seeds):
    """Title, number of the run, and how to read it."""
    scenario = words.scenario
    yield from textwrap.wrap(words.named(scenario.title.replace("_", " ")), WIDTH)
    seed = f" of seed {int(seeds[0])}" if len(seeds) else ""
    start = f" Day 1 is {words.date(1)}." if scenario.start else ""
    number = f"number {run} in runs.parquet"
    told = f"Scenario {scenario.called}, run {run + 1}{seed} ({number}).{start}"
    yield from textwrap.wrap(told, WIDTH)
    yield "One run of many under these assumptions; not a forecast."
    yield from section("How to read it")
    yield from paragraphs(GLOSSARY)


def section(title):
    """A heading within the story."""
    return ["", title, "-" * len(title)]


def paragraphs(texts):
    """Texts as indented paragraphs."""
    lines = []
    for text in texts:
        lines += textwrap.wrap(
            text, WIDTH, initial_indent="  ", subsequent_indent=HANGING, break_on_hyphens=False
        )
    return lines


def narrower(text, width):
    """A story as a text, its paragraphs set anew for a screen narrower than ``WIDTH``."""
    if width >= WIDTH:
        return text
    whole = text.replace(f"\n{HANGING}", " ").split("\n")
    return "\n".join(line for one in whole for line in set_to(one, width))


def set_to(line, width):
    """The lines of a paragraph, or of a heading with what underlines it."""
    if not line.strip("-"):
        return [line[:width]]
    return textwrap.wrap(
        line, width, subsequent_indent=HANGING,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


class Told(NamedTuple):
    """What is told of one day."""

    day: int
    texts: list  # paragraphs on what happened
    week: str  # what is told in sum of the days up to it; empty but at the end of a week
    turns: list  # (title, text) of each phase that begins, or of limbo
    ends: bool  # whether a week ends


def each_day(by_day, last_day, so_far, words, setting, offers):
    """Yield what is told of each day of a run, in order."""
    weighed = set()
    for day in range(last_day + 1):
        events = by_day.get(day, [])
        setting.pass_to(day)
        made = [offer for offer in offers if offer.day <= day]
        texts = list(day_told(events, so_far, words, setting, made))
        so_far.pass_day(events)
        ends, week = day > 0 and (day % WEEK == 0 or day == last_day), ""
        if ends:
            week = week_told(day, by_day, so_far, weighed, words)
            weighed, so_far.again, so_far.brief = set(so_far.weighed), [], []
        turns = [told for event in events for told in turn(event, so_far, words, setting)]
        yield Told(day, texts, week, turns, ends)


def chronicle(by_day, last_day, so_far, words, setting, offers):
    """The days of the run that brought something, a block a week, and what is told in sum."""
    lines, block = [], []
    for told in each_day(by_day, last_day, so_far, words, setting, offers):
        if told.texts:
            block += day_lines(sentence(words.day(told.day, year=False))[:-1], told.texts)
        block += paragraphs([told.week] if told.week else [])
        if block and (told.ends or told.turns):
            lines += ["", *block]
            block = []
        for title, text in told.turns:
            lines += section(title) + paragraphs([text])
    return lines


def diary(scenario, events, run=None, offers=None):
    """What is told of each day of a run that brought something, and of its end.

    Takes what ``tell`` takes; returns a list of ``Told`` and the paragraphs on how it ended.
    """
    if run is None:
        run = int(events["run"][0]) if len(events["run"]) else 0
    found = record.read(events, run)
    if not found:
        return [], []
    words, so_far = Words(scenario), SoFar(scenario)
    setting = reasons.Setting(scenario, int(events["seed"][events["run"] == run][0]), run)
    by_day = sorted_by_day(found)
    last_day = last(scenario, by_day, setting)
    made = talks.read(offers, run, words)
    days = list(each_day(by_day, last_day, so_far, words, setting, made))
    kept = [told for told in days if told.texts or told.week or told.turns]
    return kept, list(ending.told(last_day, so_far, words, setting, made))


def sorted_by_day(found):
    """Events by their day."""
    by_day = {}
    for event in found:
        by_day.setdefault(event.day, []).append(event)
    return by_day


def day_lines(title, texts):
    """The paragraphs of a day, of which the first begins with the day."""
    first = textwrap.wrap(
        f"{title}: {texts[0]}", WIDTH, subsequent_indent=HANGING, break_on_hyphens=False
    )
    return first + paragraphs(texts[1:])


def day_told(events, so_far, words, setting, offers):
    """Paragraphs on one day, in the order of play; ``so_far`` ends with the day before."""
    yield from talks.outside(events, words)
    yield from people.news(events, words)
    yield from mediators.told(events, so_far, words, setting)
    yield from talks.told(events, so_far, words, offers)
    yield from mediators.idle(events, words)
    yield from bargains.payments(events, words)
    yield from bargains.trades(events, words)
    yield from publics.votes(events, words)
    yield from promises.told(events, so_far, words, setting.world["scale"])
    yield from crises.told(events, so_far, words)
    yield from publics.told(events, words)
    yield from bargains.extensions(events, words)


def week_told(day, by_day, so_far, weighed, words):
    """What is told in sum after the last day of a week: violence, small steps, what is routine.

    ``weighed`` are the instruments that had been weighed before it.
    """
    first = day - (day - 1) % WEEK
    span = f"day {day}" if first == day else f"days {first} to {day}"
    events = [event for each in range(first, day + 1) for event in by_day.get(each, [])]
    told = in_sum(events, so_far, weighed, words)
    return f"{sentence(span)[:-1]}. {told}" if told else ""


def in_sum(events, so_far, weighed, words):
    """Violence, small steps and what is routine among the events of some days, as one text."""
    texts = [promises.again_put_off(so_far, words), crises.brief(so_far, words)]
    if any(event.kind == "incident" for event in events):
        texts.append(f"violence: {crises.violence(events, words)}")
    if any(crises.small(event) for event in events):
        texts.append(f"protests: {crises.protests(events, words)}")
    texts += [
        crises.stays(events, words),
        mediators.again(events, weighed, words),
        mediators.statements(events, words),
        talks.refusals(events, words),
    ]
    return " ".join(sentence(text) for text in texts if text)


def turn(event, so_far, words, setting):
    """(title, text) of a phase that begins, or of limbo."""
    if event.kind == "phase_begins":
        first, final = int(event.reasons.first), int(event.reasons.last)
        title = f"Phase {event.number}: {words.day(first)} to {words.day(final)}"
        owed = [
            f"{words.party(key)} owes {count(new(so_far, slot, event.number), 'thing')}"
            for slot, key in enumerate(words.keys)
        ]
        return [(title, f"In this phase {listed(owed)}.")]
    if event.kind == "limbo":
        text = short_of(event.number, so_far, words, setting)
        return [(f"Limbo, from {words.day(event.day + 1)}", text)]
    return []


def new(so_far, slot, phase):
    """How many obligations of a party come into force with a phase."""
    return sum(item.by == slot and item.phase == phase for item in so_far.obligations.values())


def short_of(phase, so_far, words, setting):
    """Why the next phase does not begin."""
    start = f"Phase {phase} has run out and the truce goes on without one."
    following = next_up(phase, setting)
    if following is None:
        return f"{start} No phase is foreseen after it."
    conditions = setting.phases[following - 1]
    takes = []
    if conditions["needs_agreement"] == 1:
        agreed = so_far.agreed_day
        voted_down = "voted down" if so_far.rejected else "not reached"
        takes.append(f"an agreement ({f'reached on day {agreed}' if agreed else voted_down})")
    if conditions["needs_delivered"] > 0.0:
        shares = [
            f"{words.party(key)}: {points(so_far.delivered_share(slot, setting))}"
            for slot, key in enumerate(words.keys)
        ]
        takes.append(
            f"{points(conditions['needs_delivered'])} of what each side owed, by its worth to the "
            f"other ({', '.join(shares)})"
        )
    return f"{start} Phase {following} takes {listed(takes)}." if takes else start


def next_up(phase, setting):
    """The next phase that is not optional; None if there is none."""
    for number in range(phase + 1, len(setting.phases) + 1):
        if setting.phases[number - 1]["optional"] == 0:
            return number
    return None
