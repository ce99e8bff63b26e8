"""Outside events: shocks that come by chance; dated changes are in ``sim/changes.py``."""

from agents import luck, notes
from agents.rules import tension


def happen(world, parties, log):
    """Draw today's outside shock: tension rises, and both sides lose hope."""
    draw = luck.uniform(world.key, luck.SHOCK, luck.NOBODY, 0, 0, world.day)
    if draw < world.shock_rate:
        world.shock_day = world.day
        world.tension = tension.raised(world.tension, world.shock_size)
        for party in parties:
            party.current_hope *= 1.0 - world.shock_size
        reasons = notes.Shock(world.tension, world.shock_size)
        notes.note(log, world, notes.SHOCK, luck.NOBODY, 0, reasons)
