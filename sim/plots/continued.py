"""What figures of scenarios beside each other say of runs that continue one run."""

from sim import words


def apart(shown):
    """What sets the curves apart: the scenario, or the change of a branch."""
    return "as it was and changed" if shown.branch else "by scenario"


def many(shown):
    """``300 runs``; of a branch ``100 continuations of run 12 from day 22``."""
    if not shown.branch:
        return words.count(shown.runs)
    return f"{words.count(shown.runs, 'continuation')} of {shown.branch}"


def before(shown):
    """What is not drawn, before the first day of the runs."""
    return f"before the {'continuations' if shown.branch else 'runs of a scenario'} begin"


def each(shown):
    """So many of each scenario, or of a branch with the change and without."""
    return f"{many(shown)} {'either way' if shown.branch else 'of each'}"
