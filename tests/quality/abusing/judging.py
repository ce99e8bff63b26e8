"""What came of an attack, and what should not have been."""

import collections
from typing import NamedTuple

from sim.classroom import pages

SOON = 2.0  # seconds that an honest student may wait


class Found(NamedTuple):
    """What came of an attack."""

    tries: int
    did: str
    wrong: list


def unguarded(answer):
    """The headers of safety that an answer lacks."""
    return [key for key, value in pages.HEADERS.items() if answer.headers.get(key.lower()) != value]


def judged(answers, allowed, tries=None):
    """What the server did, counted by status, and answers that should not have been.

    ``answers`` are pairs of what was sent, in words, and the answer.
    """
    counted = collections.Counter(one.status for _, one in answers)
    wrong = []
    for sent, one in answers:
        if one.status not in allowed:
            wrong.append(f"{sent}: status {one.status}")
        if one.status not in (0, -1, 101) and unguarded(one):
            wrong.append(f"{sent}: no {unguarded(one)[0]} (status {one.status})")
        if b"Traceback" in one.body:
            wrong.append(f"{sent}: a traceback")
    return Found(tries or len(answers), in_words(counted), wrong)


def in_words(counted):
    """Answers by their status."""
    names = {0: "closed", -1: "silent"}
    parts = (f"{count:,} × {names.get(one, one)}" for one, count in sorted(counted.items()))
    return ", ".join(parts)
