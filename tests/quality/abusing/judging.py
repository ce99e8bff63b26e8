"""What came of an attack, and what should not have been."""

import collections
from typing import NamedTuple

from sim.classroom import pages

SOON = 2.0  # seconds that an honest student may wait
FILES = 6  # that may be open beside those before: the honest student's own, and what figures need


class Found(NamedTuple):
    """What came of an attack."""

    tries: int
    did: str
    wrong: list


class Bounds(NamedTuple):
    """By how many MiB the memory of the server may rise in an attack."""

    height: float  # while it lasts
    left: float  # once its sockets are closed


# What is asked, said or left unread goes to small buffers: 120 who read nothing hold less than
# 1 MiB each, and an allocator keeps some of what it once had.
BUFFERS = Bounds(height=130, left=80)
# Figures and many runs need libraries and the compiled engine, some 300 MiB, and once; a round that
# is looked back on is kept. While 2,000 runs are played they take up to 300 MiB, on three threads.
COMPUTES = Bounds(height=900, left=400)


def unguarded(answer):
    """The headers of safety that an answer lacks."""
    return [key for key, value in pages.HEADERS.items() if answer.headers.get(key.lower()) != value]


def judged(answers, allowed):
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
    return Found(len(answers), in_words(counted), wrong)


def in_words(counted):
    """Answers by their status."""
    names = {0: "closed", -1: "silent"}
    parts = (f"{count:,} × {names.get(one, one)}" for one, count in sorted(counted.items()))
    return ", ".join(parts)


def taken(before, most, after, bounds):
    """What the server took of its machine that it should not have.

    ``before`` and ``after`` are what it has taken at either end, ``most`` the memory at its height.
    """
    if most - before.memory > bounds.height:
        yield f"memory rose by {most - before.memory:.0f} MiB, of at most {bounds.height}"
    if after.memory - before.memory > bounds.left:
        rise = after.memory - before.memory
        yield f"{rise:.0f} MiB more than before are left, of at most {bounds.left}"
    if after.files - before.files > FILES:
        yield f"{after.files - before.files} more files than before are open, of at most {FILES}"


def waited(waits):
    """The longest that an honest student waited for anything, and what of it was too long."""
    longest = max(second for kind in waits for second in kind)
    return longest, [f"the honest student waited {longest:.1f} s"] * (longest > SOON)


def said(lines):
    """What the terminal says that it should not, and how often: of a traceback its last line."""
    ends = (line for line in lines if line.strip() and not line.startswith((" ", "Traceback")))
    return [
        f"the terminal, {count} times: {one}" for one, count in collections.Counter(ends).items()
    ]
