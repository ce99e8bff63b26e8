"""What each sees: a person at a seat, somebody who watches, the teacher, the screen on the wall.

A view is plain data, made anew whenever something changes. What only a seat may know is in the view
of that seat alone.
"""

from sim import phases
from sim.classroom import states
from sim.classroom.knowing.facts import POINTS
from sim.classroom.playing import duties, grounds, news, people, rounds
from sim.classroom.playing.setting import PLAYING
from sim.protocols import table as talks
from sim.story.words import RUNGS
from sim.words import possessive, state

UNKNOWN = {  # what somebody sees of a seat that may still be given up for another
    "accounts": "", "forms": [], "own": [], "orders": [], "changes": [], "unit": "",
    "ordered": None, "undone": None,
}  # fmt: skip
RECENT = 14  # days of news that a view holds


def of_person(found, token, seated=None):
    """What somebody in the room sees; with a seat, what only that seat knows.

    ``seated`` is what ``all_seats`` says, where it is known already.
    """
    person = found.person(token)
    view = common(found) | {"me": {"name": person.name, "table": person.table}}
    view["seats"] = all_seats(found) if seated is None else seated
    if person.table is None:
        return view | {"duties": all_duties(found)}
    table = found.tables[person.table]
    view["table"] = of_table(table)
    if person.seat is not None:
        view["me"] |= {
            "seat": person.seat,
            "label": table.label(person.seat),
            "waits": table.is_to_wait(person.seat),
            "knows": (knows := person.knows == (person.table, person.seat)),
        }
        view |= of_seat(found, table, person.seat) if knows else UNKNOWN
    return view


def common(found):
    """What everybody in the room sees."""
    return {
        "scenario": found.setting.scenario,
        "stage": found.stage,
        "round": found.round,
        "laid": found.laid,
        "paused": found.paused,
        "day": found.day,
        "over": found.is_over,
        "messages": [{"day": day, "text": text} for day, text in found.messages[-3:]],
    }


def all_seats(found):
    """The seats of all tables."""
    return [seats(found, table) for table in found.tables]


def seats(found, table):
    """The seats of a table, and by whom each is taken."""
    return [
        {
            "seat": seat,
            "label": table.label(seat),
            "by": found.people[token].name if token in found.people else None,
            **within(table.words, seat),
        }
        for seat, token in table.seats.items()
    ]


def within(words, seat):
    """What a constituency is called where its side is said already, and on whose side it is."""
    kind, _, key = seat.partition(":")
    if kind != "constituency":
        return {}
    side = possessive(words.party(words.side_of(key)))
    return {"short": words.constituency(key), "side": f"On {side} side"}


def all_duties(found):
    """What each seat does; the same at every table."""
    table = found.tables[0]
    scenario, words = table.game.scenario, table.words
    return {seat: duties.told(scenario, words, seat) for seat in table.seats}


def of_table(table):
    """What everybody at a table sees."""
    world, days = table.game.now.world, sorted(table.told)[-RECENT:]
    return {
        "number": table.number,
        "today": table.today,
        "day": table.game.day,  # that of the state: the last that was played to its end
        "date": table.words.date(max(1, table.game.day)),
        "phase": standing(table, world),
        "ends": int(world.phase_ends) if world.stage == phases.TRUCE else None,
        "over": table.game.is_over,
        "crisis": world.crisis == 1,
        "talking": world.talking == 1,
        "agreed": world.agreed_day,
        "ratified": world.ratified_day,
        "terms": terms(table),
        "rungs": [
            {"party": table.words.parties[key], "rung": RUNGS[party.rung], "place": party.rung}
            for key, party in zip(table.words.keys, table.game.now.parties, strict=True)
        ],
        "waits_for": waits_for(table),
        "first": min(table.told, default=0),
        "news": told(table, days),
        "said": [
            {"day": day, "by": table.label(seat), "text": text}
            for day, seat, text in table.said[-RECENT:]
        ],
        "course": course(table),
        "promises": promises(table),
    }


def told(table, days):
    """What everybody at a table hears on some days, the latest first."""
    return [
        {"day": day, "date": table.words.date(day), "told": table.told[day]}
        for day in sorted(days, reverse=True)
    ]


def waits_for(table):
    """Whom a table waits for; that a partner thinks of leaving is nobody's business yet."""
    if any(one.kind == "leave" for one in table.game.pending()):
        return ["a constituency"]
    return [table.label(seat) for seat in table.seats if table.waits_for(seat)]


def terms(table):
    """The terms of the agreement that stands, issue by issue; none before there is one."""
    if table.game.now.world.agreed_day == 0:
        return []
    accepted = [row for row in table.game.offers if row[talks.ACCEPTED] == 1.0][-1]
    return table.forms().terms(accepted[talks.LEVELS :], None)


def standing(table, world):
    """Where the truce stands, in words."""
    return state_of(table, world.stage, world.phase)[0]


def state_of(table, stage, phase):
    """The state of a truce in words, and what it looks like."""
    names = list(table.words.scenario.premises.phases)
    found = states.code(names, stage, phase)
    said = table.words.plain(found) if found in names else state(found)
    return said, states.look(names, found)


def course(table):
    """Day by day what everybody can see: the state of the truce, both sides' rungs, deaths."""
    rows = table.game.days
    return {
        "days": [row.day for row in rows],
        "states": [state_of(table, row.stage, row.phase) for row in rows],
        "rungs": [[row.rung[slot] for row in rows] for slot in range(2)],
        "deaths": [int(row.deaths) for row in rows],
    }


def promises(table):
    """What either side owes as the truce stands, and what has come of it."""
    keys = list(table.words.items)
    return [
        {
            "by": table.words.parties[table.words.keys[item.by]],
            "what": table.words.items[key],
            "due": int(item.due),
            "done": int(item.done),
            "late": grounds.is_late(table.game, item),
        }
        for key, item in zip(keys, table.game.now.obligations, strict=True)
        if grounds.is_in_force(table.game, item)
    ]


def of_seat(found, table, seat):
    """What a seat alone sees: its questions, and what its staff makes of things."""
    forms = table.forms()
    accounts, found_forms = told_once(table, seat, forms)
    view = {"accounts": accounts, "forms": found_forms}
    kind = seat.partition(":")[0]
    view["unit"] = f"{COUNTED[kind]} As things stood last evening."
    first, last = table.game.scenario.premises.calendar.first_day, table.game.day
    view |= {"ordered": ordered(table, seat), "undone": undone(table, seat)}
    view["changes"] = news.own_changes(table.words, seat, first, last)
    if kind == "party":
        view["own"] = of_party(forms.party(seat))
        view["orders"] = (
            [{"value": rung, "label": RUNGS[rung]} for rung in forms.rungs(seat)]
            if found.stage == PLAYING and not table.game.is_over
            else []
        )
    elif kind == "mediator":
        view["own"] = of_mediator(forms.mediator(seat))
    else:
        view["own"] = of_constituency(forms.constituency(seat))
    return view


def told_once(table, seat, forms):
    """What all deliveries that a seat is asked about have in common, and its forms without it."""
    made = [forms.form(one) for one in table.waits_for(seat)]
    due = [one for one in made if one["kind"] == "delivery"]
    if not due:
        return "", made
    accounts = grounds.accounts(table.game, table.words, forms.slot_of(seat))
    for one in due:
        one["note"] = one["note"].replace(f"{accounts} ", "", 1)
    return accounts, made


def ordered(table, seat):
    """What a seat has decided unasked for the next day, in words; None if nothing."""
    if table.ordered(seat) is None:
        return None
    kind, value = table.ordered(seat)
    what = RUNGS[value] if kind == "rung" else "choose your instruments anew"
    return f"Ordered for the day that begins next: {what}."


def undone(table, seat):
    """That an order of a seat could not be done any more, in words; None if it was."""
    if seat not in table.undone:
        return None
    return f"Your order could no longer be done when the day began: {RUNGS[table.undone[seat]]}."


def of_party(party):
    """How things look to a party: trust, and what staying and leaving are worth to it."""
    return [
        row(
            "Trust in the other side's word, mediators' promises counted in", party.belief, "chance"
        ),
        row("Worth of staying in the truce", party.staying, "points"),
        row("Worth of leaving it", party.outside, "points"),
        row("Hope that the next phase comes about", party.current_hope, "chance"),
        row("Held against the other side", party.wronged + party.hurt, "points"),
        *(
            [row("The least you can get a deal approved with at home", party.floor, "points")]
            if party.floor > 0.0  # it is first reckoned when there are talks
            else []
        ),
    ]


def of_mediator(mediator):
    """How things look to a mediator."""
    return [
        row("Attention your leaders pay", mediator.current_attention, "share"),
        row("Worth to you of a truce that holds", mediator.value, "points"),
    ]


def of_constituency(one):
    """How things look to a constituency."""
    return [row("Mood of your people, from \N{MINUS SIGN}100 to 100", one.mood, "")] + (
        [row("You leave below", one.exit, "")] if one.partner else []
    )


def row(what, value, unit):
    """A number with its name and unit."""
    scale, decimals, said = UNITS[unit]
    text = f"{scale * float(value):.{decimals}f}"
    text = text if float(text) else text.lstrip("-")
    return {"what": what, "value": text.replace("-", "\N{MINUS SIGN}"), "unit": said}


UNITS = {  # by what a value is multiplied, its decimals, and how it is called
    "points": (POINTS, 1, "points"),
    "chance": (100.0, 0, "per cent"),
    "share": (100.0, 0, "per cent"),
    "": (100.0, 0, ""),
}


COUNTED = {  # what points are, said once to each kind of seat
    "party": "Points count for your side alone: 100 is the best deal that the talks could bring "
    "it, 0 the worst.",
    "mediator": "Points are your own: the prices of your means count in the same points.",
    "constituency": "Points are those of your side: 100 is the best deal that the talks could "
    "bring it, 0 the worst.",
}


def of_teacher(found):
    """What the teacher sees: people, tables, whom they wait for, and the settings."""
    return common(found) | {
        "setting": found.setting._asdict(),
        "people": [
            {"token": token, "name": one.name, "table": one.table, "seat": one.seat}
            for token, one in found.people.items()
        ],
        "waiting": len(people.waiting(found)),
        "rounds": [of_round(one) for one in rounds.played(found).values()],
        "seats": all_seats(found),
        "tables": [of_table(table) for table in found.tables],
    }


def of_round(one):
    """A round that can be looked back on, to be named in a list."""
    days = max(table.game.day for table in one.tables)
    return {"round": one.round, "scenario": one.setting.scenario, "days": days}


def of_wall(found):
    """What the screen on the wall shows: no seat's secrets, and nobody's name."""
    taken = [sum(token is not None for token in table.seats.values()) for table in found.tables]
    return common(found) | {
        "people": len(found.people),
        "taken": taken,
        "tables": [of_table(table) for table in found.tables],
    }
