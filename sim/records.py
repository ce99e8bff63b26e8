"""What a run leaves: the same columns from both engines.

``write_day`` and ``write_run`` are played by both engines; the names beside them are the columns
of ``days.parquet`` and ``runs.parquet``.
"""

from agents.terms import DONE
from sim import phases

DAY_COLUMNS = (
    "day",
    "stage",
    "phase",
    "tension",
    "incidents",
    "deaths",
    "crisis",
    "talking",
    "belief_0",
    "belief_1",
    "staying_0",
    "staying_1",
    "outside_0",
    "outside_1",
    "through_0",
    "through_1",
    "hope_0",
    "hope_1",
    "wronged_0",
    "wronged_1",
    "hurt_0",
    "hurt_1",
    "leverage_0",
    "leverage_1",
    "rung_0",
    "rung_1",
    "mandate_0",
    "mandate_1",
    "noted",
)

RUN_COLUMNS = (
    "last_day",
    "stage",
    "phase",
    "cause",
    "causes",
    "resumed_by",
    "agreed_day",
    "talks_day",
    "limbo_begins",
    "crises",
    "settled",
    "crisis_days",
    "incidents",
    "deaths",
    "delivered_0",
    "delivered_1",
    "owed_0",
    "owed_1",
    "rounds",
    "deal_worth_0",
    "deal_worth_1",
    "noted",
    "offered",
)

ITEM_COLUMNS = ("status", "due", "done", "hours", "attempts", "delivered")

WHOLE = frozenset(
    "day stage phase incidents deaths crisis talking rung_0 rung_1 mandate_0 mandate_1 noted "
    "last_day cause causes resumed_by agreed_day talks_day limbo_begins crises settled "
    "crisis_days delivered_0 delivered_1 owed_0 owed_1 rounds offered status due done attempts "
    "kind actor item round proposer accepted point run seed obligation".split()
)


def write_day(out, world, parties):
    """One day, as it stands at its end; ``out`` has a place for each of ``DAY_COLUMNS``."""
    first, second = parties[0], parties[1]
    out[0] = world.day
    out[1] = phases.stage_of_day(world)
    out[2] = world.phase_today
    out[3] = world.tension
    out[4] = world.incidents
    out[5] = world.deaths
    out[6] = world.crisis
    out[7] = world.talking
    out[8] = first.belief
    out[9] = second.belief
    out[10] = first.staying
    out[11] = second.staying
    out[12] = first.outside
    out[13] = second.outside
    out[14] = first.through
    out[15] = second.through
    out[16] = first.current_hope
    out[17] = second.current_hope
    out[18] = first.wronged
    out[19] = second.wronged
    out[20] = first.hurt
    out[21] = second.hurt
    out[22] = first.leverage
    out[23] = second.leverage
    out[24] = first.rung
    out[25] = second.rung
    out[26] = first.mandate
    out[27] = second.mandate
    out[28] = world.noted


def write_run(out, world, parties, obligations):
    """The run as a whole, at its end; ``out`` has a place for each of ``RUN_COLUMNS``."""
    out[0] = world.day
    out[1] = world.stage
    out[2] = world.phase
    out[3] = world.cause
    out[4] = world.causes
    out[5] = world.resumed_by
    out[6] = world.agreed_day
    out[7] = world.talks_day
    out[8] = world.limbo_begins
    out[9] = world.crises
    out[10] = world.settled
    out[11] = world.crisis_days
    out[12] = world.all_incidents
    out[13] = world.all_deaths
    for place in range(14, 18):
        out[place] = 0.0
    for item in obligations:
        if item.phase <= world.phase:
            out[16 + item.by] += 1.0
            if item.status == DONE:
                out[14 + item.by] += 1.0
    out[18] = world.round
    out[19] = parties[0].deal_worth
    out[20] = parties[1].deal_worth
    out[21] = world.noted
    out[22] = world.offered


def write_items(out, obligations):
    """What became of each obligation; ``out`` has a row for each, ``ITEM_COLUMNS`` wide."""
    place = 0
    for item in obligations:
        row = out[place]
        row[0] = item.status
        row[1] = item.due
        row[2] = item.done
        row[3] = item.hours
        row[4] = item.attempt
        row[5] = item.delivered
        place += 1
