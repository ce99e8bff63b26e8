"""What lies behind a question, in a sentence or two: what its seat may know, and nothing else."""

from agents import asking, notes
from agents.terms import DONE, NOT_YET, PENDING
from sim import obligations
from sim.story.words import RUNGS, count, listed
from sim.words import verb

DELIVERIES = asking.KINDS[asking.DELIVERY]
MOST_NAMED = 3  # promises named one by one


def accounts(game, words, slot):
    """What both sides have delivered, and what the side in a slot owes, is late with or has due."""
    other = words.parties[words.keys[1 - slot]]
    return (
        f"{account(game, other, 'has', 1 - slot)}{late(game, 1 - slot)}. "
        f"{account(game, 'You', 'have', slot)}; {due(game, words, slot)}{late(game, slot)}."
    )


def account(game, name, has, slot):
    """How much of what is in force a side has delivered."""
    owed = in_force(game, slot)
    done = sum(item.status == DONE for item in owed)
    if not owed:
        return f"{name} {has} nothing to deliver yet"
    return f"{name} {has} delivered {done} of {count(len(owed), 'promise')}"


def in_force(game, slot):
    """What a side owes: the promises of this phase, and what is left of those before it."""
    return [item for item in game.now.obligations if item.by == slot and is_in_force(game, item)]


def is_in_force(game, item):
    """True for a promise of this phase, and for one of a phase before it that has not come."""
    of_now = item.phase == game.now.world.phase or item.status == PENDING
    return of_now and item.status != NOT_YET and item.stands_for < 0


def is_due(game, item):
    """True if an obligation falls due on the day that is played.

    What its side has not yet been asked about falls due when it is, whatever the timetable said.
    """
    open_now = item.status == PENDING and item.attempt == 0 and item.due <= game.day + 1
    return open_now and not obligations.waits(item, game.now.obligations)


def is_late(game, item):
    """True if an obligation fell due on a day before, and has not come."""
    return item.status == PENDING and item.attempt > 0 and item.due <= game.day


def due(game, words, slot):
    """How much falls due on the day that is played, all that its side is asked for counted in."""
    found = {item.index for item in in_force(game, slot) if is_due(game, item)}
    found |= {place for place in asked(game, words, slot) if not is_late(game, at(game, place))}
    number = len(found)
    return f"{number or 'none'} {verb(number or 1)} due today"


def asked(game, words, slot):
    """Places of the promises that the side in a slot is asked for now."""
    seat = f"party:{words.keys[slot]}"
    return [one.item for one in game.open if (one.seat, one.kind) == (seat, DELIVERIES)]


def at(game, place):
    """A promise by its place."""
    return game.now.obligations[place]


def condition(game, words, item):
    """What must have come before a promise is carried out; empty if nothing must, or it has."""
    if not obligations.waits(item, game.now.obligations):
        return ""
    key = list(words.items)[item.in_return_for]
    return (
        f"Only after {words.other(words.keys[item.by])} has {words.verbs[key][0]} "
        f"{words.items[key]}: if that does not come today, neither does this. "
    )


def traded(game, words, place):
    """How a side trade has moved the day of a promise, and in return for what; empty for none."""
    for row in (*game.log, *game.so_far):
        if row[notes.KIND] == notes.TRADE:
            held, why = int(row[notes.ITEM]), notes.reasons_of(row)
            brought, on = int(why.other), int(row[notes.DAY])
            if place == brought:
                before = f", pulled forward from day {why.day + why.earlier:.0f}"
                return f"{before} by a trade on day {on}", in_return(game, words, held, why)
            if place == held:
                moved = f", promised for day {why.day:.0f} by a trade on day {on}"
                return moved, in_return(game, words, brought, why)
    return "", ""


def in_return(game, words, place, why):
    """What the other side of a trade delivers for it, in a sentence."""
    key = list(words.items)[place]
    debtor = words.party(words.keys[at(game, place).by])
    return (
        f"In return {debtor} is to {words.verbs[key][1]} {words.items[key]} by day {why.day:.0f}. "
    )


def late(game, slot):
    """How much fell due on days before, and has not come."""
    number = sum(is_late(game, item) for item in in_force(game, slot))
    return f", {number or 'none'} {verb(number or 1)} late"


def answered(game, words, seat):
    """What a side's answer to the other answers: what has happened since it answered last."""
    key = seat.partition(":")[2]
    day = last_answer(game, seat)
    other = words.other(key)
    found = list(held_against(game.since(day), words, key))
    first = game.scenario.premises.calendar.first_day
    since = f"Since day {first}, today included"
    if day:
        since = f"Since somebody in your seat answered last, on day {day}"
    if found:
        return f"{since}: {'; '.join(found)}."
    return (
        f"{since} there is nothing new that you hold against {other}. What you held before fades "
        "with time, and what the truce is worth to you may have changed."
    )


def last_answer(game, seat):
    """The last day on which somebody in a seat said how to answer; 0 if nobody ever did."""
    days = [
        one.day
        for one in game.answered
        if (one.question.seat, one.question.kind, one.by) == (seat, "rung", "person")
    ]
    return max(days, default=0)


def held_against(events, words, key):
    """What a side holds against the other, and the other's own steps, each in a few words."""
    other = words.other(key)
    claims = [words.items[one.item] for one in events if (one.kind, one.actor) == ("claim", key)]
    if claims:
        yield f"you hold {other} to be in breach over {named(list(dict.fromkeys(claims)))}"
    violent = [one for one in events if (one.kind, one.actor) == ("incident", key)]
    if violent:
        dead = count(int(sum(one.reasons.dead for one in violent)), "death")
        incidents = count(len(violent), "incident")
        yield f"you hold {other} responsible for {incidents} with {dead}"
    steps = [one for one in events if (one.kind, one.actor) == ("rung", words.across(key))]
    if steps:
        rung = RUNGS[int(steps[-1].reasons.next_rung)]
        yield f"{other} has gone over to {rung} (day {steps[-1].day})"


def named(items):
    """Some promises by name; of many the last ones, and how many there are."""
    if len(items) <= MOST_NAMED:
        return listed(items)
    return f"{len(items)} promises, the last of them {items[-1]}"
