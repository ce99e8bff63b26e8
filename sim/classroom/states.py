"""The state of a truce on a day: its code, and what it looks like wherever it is drawn."""

from sim import phases

SHADES = 6  # of phases, in base.css


def code(names, stage, phase):
    """The state of a day: the name of the phase in force, or the stage that the truce is in."""
    return names[phase - 1] if stage == phases.TRUCE else phases.STAGES[stage]


def look(names, state):
    """What a state looks like: a shade for each phase, light to dark, or its own name."""
    if state not in names:
        return state
    return f"phase-{1 + round((SHADES - 1) * names.index(state) / max(len(names) - 1, 1))}"
