"""From which stage of the truce runs go to which: phase, limbo, fighting, lasting calm.

A stage is a phase, or the limbo after it: two limbos of a run are two stages, and as phases never
go back, none is entered twice. A run ends in fighting, in lasting calm, or standing at the horizon.
"""

from typing import NamedTuple

import numpy as np

ENDS = ("fighting", "calm", "standing")
EDGE = "a run that falls on the first day after a phase leaves from that phase"


class Flows(NamedTuple):
    """Runs that go from stage to stage: as many leave a stage as begin in it or come to it.

    Stages are in their order: the first phase, the limbo after it, the second phase, and so on;
    then ``ENDS``, which no run leaves.
    """

    stages: tuple  # (state, number of the phase it is or follows; 0 for an end)
    begun: np.ndarray  # runs that begin in each stage
    counts: np.ndarray  # runs that go from stage to stage; shape (from, to)

    def at(self, place):
        """Runs that are ever in a stage."""
        return int(self.begun[place] + self.counts[:, place].sum())


def flows(tables, phases):
    """The flows between the stages of a truce with phases of these names.

    A stage that a run is in at the end of a day counts, as in ``metrics.share_in_stage``; a run
    that is over on the first day that it is played has begun in the phase of that day.
    """
    stages = [(state, number) for number, name in enumerate(phases, 1) for state in (name, "limbo")]
    ends = len(stages)
    days = tables["days"]
    order = np.lexsort((days["day"], days["run"]))
    run, phase = days["run"][order], days["phase"][order]
    codes = codes_of(days["stage"][order], phase, ends)
    first = np.append(True, run[1:] != run[:-1])[: len(run)]
    last = np.append(first[1:], True)[: len(run)]
    begins = np.where(codes < ends, codes, 2 * (phase - 1))[first]
    counts = np.zeros((ends + len(ENDS),) * 2, dtype=np.int64)
    moves = ~first[1:] & (codes[1:] != codes[:-1])
    np.add.at(counts, (codes[:-1][moves], codes[1:][moves]), 1)
    at_once = codes[first] >= ends
    np.add.at(counts, (begins[at_once], codes[first][at_once]), 1)
    stand = codes[last][codes[last] < ends]
    np.add.at(counts, (stand, ends + ENDS.index("standing")), 1)
    begun = np.bincount(begins, minlength=len(counts))
    return Flows((*stages, *((end, 0) for end in ENDS)), begun, counts)


def codes_of(stage, phase, ends):
    """The place of each day's stage among the stages."""
    codes = 2 * (np.asarray(phase, dtype=np.int64) - 1) + (stage == "limbo")
    for place, end in enumerate(ENDS[:2]):
        codes = np.where(stage == end, ends + place, codes)
    return codes
