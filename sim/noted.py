"""What runs show of crises and side trades; see ``sim.measures``.

Those of some days, and of single crises, are from the log of what happened; those of a whole run
are the sums that the engine keeps, for which no log is needed.
"""

import numpy as np

from agents import notes
from sim import records


def rows(kept, kind, asked):
    """True where a log's row is an event of a kind on the days counted; shape (runs, rows)."""
    log = records.needed(kept, "log")
    day = log[:, :, notes.DAY]
    return (log[:, :, notes.KIND] == kind) & (day >= asked.since) & (day <= asked.until) & (day > 0)


def crises(kept, scenario, asked):
    """How many crises open."""
    return rows(kept, notes.CRISIS, asked).sum(axis=1)


def crises_in_all(kept, scenario, asked):
    """How many crises open in the whole run."""
    return kept.runs["crises"]


def crisis_days_in_all(kept, scenario, asked):
    """Days spent in crises, ended or not, in the whole run."""
    return kept.runs["crisis_days"]


def crisis_days_each(kept, scenario, asked):
    """The same by crisis, ended or not; nan where there was none."""
    count = kept.runs["crises"]
    return np.where(count > 0, kept.runs["crisis_days"] / np.maximum(count, 1), np.nan)


def lengths_of_ended(kept, asked):
    """Days from the opening of a crisis to its end, at its end; nan elsewhere; (runs, rows)."""
    settled, faded = rows(kept, notes.SETTLED, asked), rows(kept, notes.CRISIS_FADES, asked)
    of_settled = kept.log[:, :, notes.place_of(notes.Settled, "lasted")]
    of_faded = kept.log[:, :, notes.place_of(notes.Faded, "lasted")]
    return np.where(settled, of_settled, np.where(faded, of_faded, np.nan))


def mean_ended_crisis(kept, scenario, asked):
    """Mean days from the opening of a crisis to its end, over those that end; nan without any."""
    lengths = lengths_of_ended(kept, asked)
    count = (~np.isnan(lengths)).sum(axis=1)
    return np.where(count > 0, np.nansum(lengths, axis=1) / np.maximum(count, 1), np.nan)


def longest_ended_crisis(kept, scenario, asked):
    """Days from the opening to the end of the longest crisis that ends; nan where none does."""
    longest = np.nan_to_num(lengths_of_ended(kept, asked), nan=-1.0).max(axis=1)
    return np.where(longest >= 0.0, longest, np.nan)


def trades(kept, scenario, asked):
    """How many side trades are made."""
    return rows(kept, notes.TRADE, asked).sum(axis=1)


def traded(kept, scenario, asked):
    """True if a side trade is made."""
    return trades(kept, scenario, asked) > 0
