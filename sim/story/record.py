"""The events of a run as they were recorded: each kind's numbers by name."""

from typing import NamedTuple

import numpy as np

from agents.notes import EVENTS

REASONS = {kind.name: kind.reasons for kind in EVENTS}


class Event(NamedTuple):
    """One event of a run; ``reasons`` is of the type that ``REASONS`` gives for its kind."""

    day: int
    kind: str
    actor: str
    item: str  # the obligation it is about, if it is about one
    instrument: str  # the instrument it is about, if it is about one
    number: int
    reasons: tuple


def read(events, run):
    """The events of one run, from the columns of ``events.parquet``."""
    found = []
    for row in np.nonzero(events["run"] == run)[0]:
        kind = str(events["kind"][row])
        named = REASONS[kind]
        values = [float(events[f"v{place}"][row]) for place in range(len(named._fields))]
        found.append(
            Event(
                int(events["day"][row]),
                kind,
                str(events["actor"][row]),
                str(events["obligation"][row]),
                str(events["instrument"][row]),
                int(events["number"][row]),
                named(*values),
            )
        )
    return found
