"""The figures of a tournament, from its tables."""

import numpy as np

from experiments.tournaments import tables as tournament_tables
from experiments.tournaments import told
from experiments.tournaments.tables import ALL
from sim.plots import matchups, standings, style
from sim.standings import BOTH


def draw(source, folder, titles, foot_of_ranks, foot):
    """Draw the ranking, and who against whom in each scenario and in all, as SVG and PNG.

    Ranks may rest on fewer runs than there are of a pairing, so that they have a foot of their own.
    """
    scores, cells, _ = tournament_tables.read_all(source)
    shown = ranking(scores)
    if shown is not None:
        style.leave(standings, shown, folder / standings.NAME, foot_of_ranks)
    scenarios = list(dict.fromkeys(one.scenario for one in cells))
    for name in scenarios:
        shown = matrix([one for one in cells if one.scenario == name], called(name, titles))
        style.leave(matchups, shown, folder / f"{matchups.NAME}_{name}", foot)
    if len(scenarios) > 1:
        shown = together(cells, scenarios)
        if len(shown.names):
            style.leave(matchups, shown, folder / f"{matchups.NAME}_{ALL}", foot)


def called(name, titles):
    """A scenario by its title, if it has one, and by its name in the tables."""
    title = titles.get(name, name)
    return f"Scenario {name}" if title == name else f"{title} ({name})"


def ranking(scores):
    """What the figure of ranks shows; None where nothing is ranked."""
    scenario = told.last(scores)
    ranked = told.ranking(scores, scenario)
    if not ranked:
        return None
    names = [one.strategy for one in ranked]
    each = {}
    for one in scores:
        if (one.seat, one.measure) == (BOTH, "worth") and scenario == ALL != one.scenario:
            each.setdefault(one.scenario, {})[one.strategy] = one.value
    where = f"{len(each)} scenarios" if each else f"scenario {scenario}"
    return standings.Numbers(
        names,
        [one.rank for one in ranked],
        np.array([[one.value, one.low, one.high] for one in ranked]),
        np.array([[values[name] for name in names] for values in each.values()]),
        where,
    )


def matrix(cells, where):
    """What the figure of pairings shows: one scenario, both seats together."""
    cells = [one for one in cells if one.seat == BOTH]
    names = list(dict.fromkeys(one.row for one in cells))
    worth = np.full((len(names), len(names)), np.nan)
    for one in cells:
        worth[names.index(one.row), names.index(one.column)] = one.value
    return matchups.Numbers(names, worth, where)


def together(cells, scenarios):
    """The mean over scenarios, of the strategies that met in all of them."""
    each = [matrix([one for one in cells if one.scenario == name], name) for name in scenarios]
    names = [name for name in each[0].names if all(name in one.names for one in each)]
    worth = np.full((len(scenarios), len(names), len(names)), np.nan)
    for place, one in enumerate(each):
        at = [one.names.index(name) for name in names]
        worth[place] = one.worth[np.ix_(at, at)]
    return matchups.Numbers(names, worth.mean(axis=0), f"Mean of {len(scenarios)} scenarios")
