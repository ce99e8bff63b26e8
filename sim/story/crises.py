"""Answers, crises and violence in words."""

from agents.rules import ladder
from sim.story import reasons
from sim.story.words import RUNGS, compared, count, listed, points

NARROW = 0.04  # points short of leaving that are told with their day
DEADLY = 8  # deaths on one day that are told with their day


def told(events, so_far, words):
    """Paragraphs on a day's answers, and on what became of a crisis.

    ``so_far`` stands at the end of the day before.
    """
    steps = []
    for event in events:
        if event.kind == "rung" and not small(event):
            steps.append(step(event, words))
        elif event.kind == "resumes":
            steps.append(resumption(event, words))
        elif event.kind == "crisis":
            stepped = {other.actor for other in events if other.kind == "rung"}
            steps.append(opening(event, stepped, words))
    if steps:
        yield " ".join(steps)
    yield from stayed(events, words)
    yield from ends(events, so_far, words)


def stayed(events, words):
    """The sides that weighed leaving in a new situation, and stayed by a narrow margin."""
    near = [event for event in events if event.kind == "stays" and short_by(event) < NARROW]
    if near:
        texts = listed(on_leaving(event, words) for event in near)
        yield f"Weighed leaving and stayed by a narrow margin: {texts}."


def short_by(event):
    """By how much leaving would have to be worth more for a side to leave [points]."""
    why = event.reasons
    return why.resolve - (why.outside - why.staying)


def on_leaving(event, words):
    """The numbers on which a side stayed."""
    leaving, staying, line = compared(*event.reasons)
    name = words.party(event.actor)
    return f"{name} (leaving {leaving}, staying {staying}, threshold {line})"


def stays(events, words):
    """The times in some days that a side weighed leaving and stayed, in sum."""
    found = [event for event in events if event.kind == "stays"]
    if not found:
        return ""
    times = {key: sum(event.actor == key for event in found) for key in words.keys}
    said = ", ".join(
        f"{words.party(key)} {count(number, 'time')}" for key, number in times.items() if number
    )
    nearest = min(found, key=short_by)
    leaving, staying, line = compared(*nearest.reasons)
    return (
        f"weighed leaving and stayed: {said}; nearest {words.party(nearest.actor)} on day "
        f"{nearest.day} ({leaving}, {staying}, {line})."
    )


def step(event, words):
    """One step on the ladder."""
    party, why = words.party(event.actor), event.reasons
    now, chosen = int(why.rung), int(why.next_rung)
    wanted = reasons.wanted(why)
    if chosen < now:
        grievance = points(why.wronged + why.hurt)
        return (
            f"{party} stepped down to {RUNGS[chosen]} (grievance {grievance}, {points(why.stake)} "
            f"at stake)."
        )
    text = f"stepped up to {RUNGS[chosen]}"
    if wanted != chosen:
        text += f", on the way to {RUNGS[wanted]}"
    worth, staying_put = compared(why.worth_next, why.worth_now)
    return (
        f"{party} {text}: grievance {words.grievance(why.wronged, why.hurt)}, "
        f"{points(why.stake)} at stake; worth {worth}, staying put {staying_put}."
    )


def small(event):
    """True for a protest that begins or ends."""
    return (
        event.kind == "rung" and max(event.reasons.rung, event.reasons.next_rung) == ladder.PROTEST
    )


def protests(events, words):
    """Small steps of some days."""
    texts = []
    for key in words.keys:
        steps = []
        for event in events:
            if small(event) and event.actor == key:
                why = event.reasons
                if why.next_rung > why.rung:
                    grievance = points(why.wronged + why.hurt)
                    steps.append(f"from day {event.day} (grievance {grievance})")
                else:
                    steps.append(f"until day {event.day}")
        if steps:
            texts.append(f"{words.party(key)} {', '.join(steps)}")
    return f"{'; '.join(texts)}."


def resumption(event, words):
    """A decision to resume fighting."""
    why = event.reasons
    leaving, staying = compared(why.outside, why.staying)
    margin, needed = compared(why.outside - why.staying, why.resolve)
    alone = " By worth alone it would have stayed." if why.outside <= why.staying else ""
    return (
        f"{words.party(event.actor)} decided to resume fighting. Leaving was worth {leaving} "
        f"points to it, staying {staying}: a difference of {margin}, above the threshold of "
        f"{needed} that luck had drawn for this stretch of the truce.{alone} Its grievance was "
        f"{words.grievance(why.wronged, why.hurt)}."
    )


def opening(event, stepped, words):
    """A crisis that opens, and the answer that a side gives which took no step today."""
    others = [
        f"; {words.party(key)} stands at {RUNGS[int(rung)]}"
        for key, rung in zip(words.keys, event.reasons, strict=True)
        if key not in stepped and rung > ladder.PEACE
    ]
    then = " Mediators may shuttle from the next day on." if event.number == 1 else ""
    return f"Crisis {event.number} opens{''.join(others)}.{then}"


def ends(events, so_far, words):
    """A crisis that is settled or fades."""
    missions = {key: list(days) for key, days in so_far.missions.items()}
    for event in events:
        if event.kind == "mission":
            missions.setdefault(event.actor, []).append(event.reasons)
        elif event.kind in ("settled", "crisis_fades") and so_far.short(event):
            continue
        elif event.kind == "settled":
            yield settlement(event, missions, so_far, words)
        elif event.kind == "crisis_fades":
            yield fading(event, missions, so_far, words)


def settlement(event, missions, so_far, words):
    """A settlement: how long it took, by what shuttling, and what it eased."""
    why = event.reasons
    effort, needed = compared(why.effort, why.needed)
    held = ", ".join(
        f"{words.party(key)} {points(wronged + hurt)}"
        for key, wronged, hurt in zip(
            words.keys, (why.wronged_0, why.wronged_1), (why.hurt_0, why.hurt_1), strict=True
        )
    )
    always = "" if so_far.settled else "; as always, what was put off falls due the next day"
    return (
        f"Mediators settled crisis {event.number} after {count(why.lasted, 'day')}: shuttling "
        f"({shuttling(missions, words)}) came to {effort}, and {needed} was enough."
        f"{price(missions, so_far)} Both stepped down; grievances ({held}) shrank by "
        f"{points(why.relief)} of their size{always}."
    )


def fading(event, missions, so_far, words):
    """A crisis that ends because nobody holds back any longer."""
    why = event.reasons
    shuttled = "nobody had shuttled"
    if missions:
        shuttled = f"shuttling ({shuttling(missions, words)}) came to {points(why.effort)}"
    return (
        f"Crisis {event.number} faded after {count(why.lasted, 'day')}: neither side held back "
        f"any longer; {shuttled}.{price(missions, so_far)}"
    )


def brief(so_far, words):
    """Short crises that ended in some days, in sum; '' if there were none."""
    texts = []
    for event in so_far.brief:
        text = (
            f"crisis {event.number} on day {event.day} after {count(event.reasons.lasted, 'day')}"
        )
        if event.kind == "settled":
            effort, needed = compared(event.reasons.effort, event.reasons.needed)
            texts.append(f"{text} (settled: shuttling came to {effort}, {needed} was enough)")
        else:
            texts.append(f"{text} (faded)")
    return f"soon over: {listed(texts)}." if texts else ""


def shuttling(missions, words):
    """The days of shuttling of a crisis, mediator by mediator."""
    names = [words.mediator(key) for key in missions]
    lengths = [len(days) for days in missions.values()]
    if len(missions) > 1 and len(set(lengths)) == 1:
        return f"{listed(names)}, {count(lengths[0], 'day')} each"
    return ", ".join(
        f"{name} {count(length, 'day')}" for name, length in zip(names, lengths, strict=True)
    )


def price(missions, so_far):
    """Why shuttling was worth it to the mediators; told of the first crisis that saw any."""
    earlier = sum(map(len, so_far.missions.values()))
    if not missions or so_far.days_of_shuttling > earlier:
        return ""
    final = [days[-1] for days in missions.values()]
    worth = listed(points(reasons.worth_of_mission(why)) for why in final)
    prices = listed(dict.fromkeys(points(why.price) for why in final))
    them = "it" if len(final) == 1 else "them"
    return f" A day of it was worth {worth} points to {them}, at a price of {prices}."


def violence(events, words):
    """Incidents of some days: how many, how deadly, and who is held responsible."""
    incidents = [event for event in events if event.kind == "incident"]
    dead = sum(int(event.reasons.dead) for event in incidents)
    held = []
    for key in words.keys:
        blamed = sum(event.actor == words.across(key) for event in incidents)
        if blamed:
            verb = "" if held else " was held responsible"
            held.append(f"{words.party(key)}{verb} for {blamed}")
    wrong = sum(event.reasons.wrong == 1.0 for event in incidents)
    wrongly = f"; in {count(wrong, 'case')} wrongly" if wrong else ""
    return (
        f"{count(len(incidents), 'incident')}, {count(dead, 'death')}{deadly(incidents)}; "
        f"{', '.join(held)}{wrongly}."
    )


def deadly(incidents):
    """The days with many deaths, in brackets."""
    dead = {}
    for event in incidents:
        dead[event.day] = dead.get(event.day, 0) + int(event.reasons.dead)
    texts = [f"{deaths} on day {day}" for day, deaths in dead.items() if deaths >= DEADLY]
    return f" ({listed(texts)})" if texts else ""
