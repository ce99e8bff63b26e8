"""The mood of a constituency, and what it approves."""


def bounded(mood):
    """A mood kept within -1 (against the truce) and 1 (for it)."""
    return min(1.0, max(-1.0, mood))


def adjusted(mood, wanted, pace):
    """A mood a day later: ``pace`` of the way [0..1] to where things now draw it.

    It goes both ways alike, so that nothing here can only get worse.
    """
    return mood + pace * (bounded(wanted) - mood)


def least_approved(least, lenience, mood):
    """Utility of a deal that a constituency approves [share]: the better its mood, the less.

    Its bound on what the leader can bring home is the win-set of [Putnam1988]_.
    """
    return min(1.0, max(0.0, least - lenience * mood))


def approves(utility, needed, line):
    """True if a constituency approves a deal: it is worth ``line`` more than it needs, or more.

    A deal exactly at what it needs is approved where there is no play; the grid of levels rounds.
    """
    return utility - needed + 1e-9 >= line


def nearness(mood, exit_mood, within):
    """How near a partner is to leaving [0..1]: 0 at ``within`` above its exit, 1 at its exit."""
    if within <= 0.0:
        return 0.0
    return min(1.0, max(0.0, 1.0 - (mood - exit_mood) / within))
