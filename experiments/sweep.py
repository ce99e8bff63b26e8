"""Play many points of a design: parameters over values, ranges, lists and cases.

    python -m experiments.sweep sweep=guarantee_by_patience runs=1000
    python -m experiments.sweep sweep=guarantee_by_patience dry_run=true
    python -m experiments.sweep 'design.decisions={choice.scale: [0.02, 0.05]}' runs=200
    python -m experiments.sweep sweep=NAME --config-dir FOLDER      # a design of your own

All points see the same luck. What is played is kept in shards: the same command, stopped at any
moment, goes on where it was and ends with the same bytes. A point that cannot be played becomes a
row with its reason, and the exit status is 1. Figures are drawn of the finished tables.
"""

import sys

from experiments import _command
from experiments.sweeping import whole

HELP_OF_ITS_OWN = True  # Hydra would print that of experiments.run


def main(composed):
    """Play what is missing of a sweep, and make it one result; returns nothing to optimise."""
    target = whole.played(composed)
    if target is not None:
        whole.check(target)
    return float("nan")


if __name__ == "__main__":
    sys.exit(_command.start(main))
