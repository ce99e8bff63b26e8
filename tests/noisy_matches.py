"""Noisy reciprocity in the Axelrod library, to set beside the engine's."""

import numpy as np


def cooperation_rates(axelrod, error, turns, matches, seed=1):
    """How often two players of tit for tat cooperate on each turn.

    ``axelrod`` is the library, ``error`` the chance that an action comes out as its opposite.
    Returns counts of cooperation, shape (turns,), and the number of actions that each is out of:
    two a match, which are independent of each other, for what a player does rests on what the other
    did a turn ago, and that on what the player itself did two turns ago.
    """
    counts = np.zeros(turns, dtype=int)
    for number in range(matches):
        players = (axelrod.TitForTat(), axelrod.TitForTat())
        match = axelrod.Match(players, turns=turns, noise=error, seed=seed * matches + number)
        for turn, actions in enumerate(match.play()):
            counts[turn] += sum(action == axelrod.Action.C for action in actions)
    return counts, 2 * matches


def cooperation_by_hand(error, turns):
    """The chance of cooperation on turns 1, 2, ... [0..1].

    Each turn copies the turn before but for an error, so that what is left of the first agreement,
    twice the chance less 1, shrinks by ``1 - 2 x error`` a turn, the first one included.
    """
    return (1.0 + (1.0 - 2.0 * error) ** np.arange(1, turns + 1)) / 2.0
