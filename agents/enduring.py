"""What people live through: unplanned violence, who is blamed for it, and hardship."""

from agents import luck, notes
from agents.rules import tension, violence
from agents.terms import DONE, NOT_YET
from agents.traits import AID


def happen(world, parties, log):
    """Draw today's incidents and let the parties take them as they see them."""
    rate = violence.intensity(world.background, world.tension_link, world.tension, world.excited)
    count = violence.poisson(
        rate, luck.uniform(world.key, luck.INCIDENTS, luck.NOBODY, 0, 0, world.day)
    )
    world.incidents = count
    world.deaths = 0
    for place in range(count):
        suffer(world, parties, place, log)
    world.all_incidents += count
    world.all_deaths += world.deaths
    world.excited = violence.stirred(world.excited, count, world.branching, world.persistence)


def suffer(world, parties, place, log):
    """One incident: its author, its dead, and whether the other side lays it at the right door."""
    author = parties[0].stream  # the slot of the party of stream 0
    share = parties[author].begins / (parties[author].begins + parties[1 - author].begins)
    if luck.uniform(world.key, luck.AUTHOR, luck.NOBODY, place, 0, world.day) >= share:
        author = 1 - author
    dead = violence.geometric(
        world.deaths_mean, luck.uniform(world.key, luck.DEATHS, luck.NOBODY, place, 0, world.day)
    )
    draw = luck.uniform(world.key, luck.BLAME, luck.NOBODY, place, 0, world.day)
    wrong = draw < world.misattribution * (1.0 - world.watched)
    victim = parties[author] if wrong else parties[1 - author]
    victim.hurt += world.harm * (1.0 + dead)
    world.deaths += dead
    world.tension = tension.raised(world.tension, world.tension_per_incident)
    reasons = notes.Incident(float(dead), 1.0 if wrong else 0.0, victim.hurt, world.tension)
    notes.note(log, world, notes.INCIDENT, victim.stream, place, reasons)


def aid_come(world, obligations):
    """Share, by worth, of the aid promised so far that has come [0..1]; 1 if none is due yet."""
    due = 0.0
    come = 0.0
    for item in obligations:
        if item.kind == AID and item.status != NOT_YET and item.due <= world.day:
            due += item.worth
            if item.status == DONE:
                come += item.worth
    if due > 0.0:
        return come / due
    return 1.0


def live(world, obligations):
    """Hardship of residents goes part of the way to where the aid that came would bring it."""
    aim = world.hardship_without + aid_come(world, obligations) * (
        world.hardship_with - world.hardship_without
    )
    world.need += world.hardship_pace * (aim - world.need)
