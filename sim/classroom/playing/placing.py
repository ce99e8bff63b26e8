"""Where a number of one class stands among those of simulated classes, ties told as ties."""

from typing import NamedTuple

import numpy as np

from sim import words

SAME = 1e-9  # numbers closer than this are one
MIDDLE = "in the middle"  # where neither less, the same nor more is true of most
FEWEST = 20  # classes under which a percentile says nothing


class Shares(NamedTuple):
    """How many of the others have less, the same and more."""

    less: int
    same: int
    more: int

    @property
    def count(self):
        """All of them."""
        return sum(self)

    def told(self, more="more than", same="as much as", less="less than"):
        """In words, for whoever is compared with them; what is true of none is left out.

        What is true of most comes first, before the counts.
        """
        found = ((more, self.less), (same, self.same), (less, self.more))
        counted = [f"{text} in {number:,}" for text, number in found if number]
        if len(counted) < 2:
            return "".join(counted)
        leads = [f"{text} in most: " for text, number in found if 2 * number > self.count]
        leads += [f"{MIDDLE}: "] if self.less and self.more else [""]
        return f"{leads[0]}{', '.join(counted)}"

    @property
    def percentile(self):
        """Of a hundred others, how many have less; those alike count half; from 1 to 99."""
        share = (self.less + self.same / 2.0) / self.count
        return int(min(99, max(1, np.floor(100.0 * share + 0.5))))


def among(here, others):
    """A number among others."""
    less, more = int((others < here - SAME).sum()), int((others > here + SAME).sum())
    return Shares(less, len(others) - less - more, more)


def of_both(names, here, others):
    """Where a deal stands for both sides, in the same words for both; ``others`` is (deals, 2)."""
    if len(others) < FEWEST:
        few = words.count(len(others), "simulated class", "simulated classes")
        return f"{words.capital(few)} had a deal: too few for a percentile."
    first, second = (among(here[slot], others[:, slot]).percentile for slot in range(2))
    at = (
        f"percentile {first} for both sides"
        if first == second
        else f"percentile {first} for {names[0]} and at percentile {second} for {names[1]}"
    )
    better = int((others > here + SAME).all(axis=1).sum())
    worse = int((others < here - SAME).all(axis=1).sum())
    return (
        f"Among the {len(others):,} simulated classes with a deal, the deal here stands at {at}. "
        f"In {better or 'none'} of them the deal was worth more to both sides than here, in "
        f"{worse or 'none'} less to both."
    )
