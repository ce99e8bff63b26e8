"""One run day by day, as plain data: states, lines, offers, deliveries, and why in plain words.

What it shows is what the figure of one run shows (``sim.plots.one_run``), and its words are those
of the story (``sim.story``).
"""

from sim import arrow, ensemble, story, tables, words
from sim.classroom import states
from sim.plots import one_run
from sim.story.words import Words

DIGITS = 3  # of what is drawn
NOT_OWED = "not_yet"


def played(scenario, seed, number):
    """The tables of a run, by its number from 1."""
    (kept,) = ensemble.play(scenario, seed, 1, number - 1, threads=1)
    names = tables.Names(scenario)
    return {
        name: arrow.columns(make(names, kept, number - 1, seed))
        for name, make in tables.MAKERS.items()
    }


def told(scenario, found, number):
    """All that a page shows of a run."""
    run = one_run.read(scenario, found)
    told_days, ended = story.diary(scenario, found["events"], number - 1, found["offers"])
    return {
        "run": number,
        "parties": list(run.parties),
        "truce": bool(scenario.premises.obligations),
        "last_day": run.last_day,
        "first_day": int(run.days[0]) if len(run.days) else 1,
        "start": run.start.isoformat() if run.start else None,
        "ended": words.capital(words.cause(run.cause)),
        "states": [
            [words.state(state), states.look(run.phases, state), first, last]
            for state, first, last in run.states
        ],
        "crises": [list(span) for span in run.crises],
        "turns": [
            [day, words.EVENTS.get(event, words.plain(event)), why]
            for (day, event), why in zip(run.told, run.why, strict=True)
        ],
        "lines": lines(scenario, found["days"]),
        "offers": offers(found["offers"], scenario, run),
        "deliveries": [list(one) for one in run.deliveries],
        "rungs": list(words.RUNGS),
        "items": items(scenario, found["obligations"]),
        "log": [entry(one) for one in told_days],
        "how": ended,
    }


def lines(scenario, days):
    """What is drawn as lines, day by day; a pair where each side has its own."""
    found = {"day": days["day"].tolist(), "tension": rounded(days["tension"])}
    for name in ("belief", "staying", "outside", "hope", "rung"):
        found[name] = [rounded(days[f"{name}_{party}"]) for party in scenario.premises.parties]
    for name in ("incidents", "deaths"):
        found[name] = days[name].tolist()
    return found


def rounded(values):
    """Numbers in as many digits as a line shows."""
    if values.dtype.kind in "iub":
        return values.tolist()
    return [round(float(value), DIGITS) for value in values]


def offers(found, scenario, run):
    """Each offer: its day, whose it is, what it is worth to each side, whether it was taken."""
    named, keys = Words(scenario), list(scenario.premises.parties)
    texts = {key: named.party(key) for key in keys}
    rows = []
    for row, day in enumerate(found["day"]):
        who = str(found["proposer"][row])
        slot = keys.index(who) if who in keys else one_run.NOBODY
        worth = [round(float(found[f"utility_{key}"][row]), DIGITS) for key in keys]
        by = texts[who] if who in texts else named.mediator(who)
        rows.append([int(day), slot, by, *worth, bool(found["accepted"][row])])
    return rows


def items(scenario, found):
    """Each obligation that came into force: what, whose, when due, when it came."""
    named, rows = Words(scenario), []
    for row, key in enumerate(found["obligation"]):
        if found["status"][row] == NOT_OWED:
            continue
        due, done = int(found["due"][row]), int(found["done"][row])
        came = found["status"][row] == "delivered"
        by = scenario.premises.obligations[key].by
        rows.append([named.items[key], by, due, done if came else 0])
    return sorted(rows, key=lambda row: (row[2] or 10**6, row[1]))


def entry(one):
    """What is told of a day."""
    return {
        "day": one.day,
        "texts": one.texts,
        "week": one.week,
        "turns": [list(turn) for turn in one.turns],
    }


def of_world(scenario, seed, number):
    """A run of a scenario, played and told."""
    return told(scenario, played(scenario, seed, number), number)
