"""An example of each action of a class: what it takes, as it could be done."""

EXAMPLES = {  # by action; None for what depends on the day
    "join": {"name": "Cy"},
    "take": {"table": 0, "seat": "party:hamas"},
    "watch": {"table": 0},
    "answer": {"key": None, "value": 0},
    "order": {"kind": "rung", "value": 1},
    "say": {"text": "hello"},
    "time_up": {"table": 0},
    "pace": {"seconds": 5, "day_seconds": 5},
    "arrange": {"scenario": "january_2025", "names": "real", "tables": 2, "seed": 5},
    "new_round": {"seed": 9, "swap": True},
    "move": {"person": "party:israel", "table": 0, "seat": "party:hamas"},
    "remove": {"person": "party:israel"},
    "broadcast": {"text": "hello"},
    "inject": {"key": "talks.learning", "value": 0.2},
    "shock": {"table": 0},
}
