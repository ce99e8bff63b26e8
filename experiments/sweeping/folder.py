"""A folder that a sweep fills shard by shard, and that becomes one result in the end.

While it is being filled it holds ``unfinished.json``, which says of which sweep it is, and the
shards played so far. The same command goes on where the last one stopped, however that ended. The
result is the same bytes as that of a command that was never stopped: shards are put together in the
order of their points, ``provenance.json`` comes last, and the shards go after it.
"""

import contextlib
import json
import os
import shutil

from experiments import pages, provenance, results
from experiments.sweeping import shards

UNFINISHED, SHARDS, LOCK = "unfinished.json", "shards", "merging.lock"
NEW, BEGUN, DONE = "new", "begun", "done"


def state(folder, identity):
    """Whether a folder is new, begun or done by the very same command; refuses any other."""
    if begun_by(folder) == identity and provenance.read(folder) is None:
        return BEGUN
    return DONE if results.is_finished(folder, identity) else NEW


def begun_by(folder):
    """The identity of the sweep that a folder is being filled by, or None."""
    try:
        return json.loads((folder / UNFINISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def begin(folder, identity):
    """Make the folder one that is being filled; of several commands that do, all may."""
    try:
        (folder / SHARDS).mkdir(parents=True, exist_ok=True)
        pages.put(folder / UNFINISHED, (json.dumps(identity, indent=2) + "\n").encode())
    except OSError as error:
        raise results.unwritable(folder, error) from None


def missing(job, folder):
    """The shards that are not there yet."""
    there = set(os.listdir(folder / SHARDS)) if (folder / SHARDS).is_dir() else set()
    paths = (job.path(folder / SHARDS, shard) for shard in range(job.count))
    return [shard for shard, path in enumerate(paths) if path.name not in there]


def fill(job, folder, wanted, tick):
    """Play shards, one after another; ``tick`` is told of the runs as they are played."""
    for shard in wanted:
        path = job.path(folder / SHARDS, shard)
        if path.exists():  # another part of the same sweep was here
            continue
        shards.write(path, shards.table(job, shards.play(job, shard, tick)))


def in_order(job, folder):
    """Every shard's runs and failures, in the order of their points."""
    for shard in range(job.count):
        yield shards.read(job.path(folder / SHARDS, shard))


@contextlib.contextmanager
def merging(folder, alone):
    """Whether to put the shards together: True for one of several commands that could.

    A command that plays all parts (``alone``) does in any case; a lock that was left behind by one
    that was killed is in its way no longer.
    """
    lock = folder / LOCK
    if alone:
        lock.unlink(missing_ok=True)
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        lock.unlink(missing_ok=True)


def clear(folder):
    """Remove what only a sweep under way needs."""
    shutil.rmtree(folder / SHARDS, ignore_errors=True)
    (folder / UNFINISHED).unlink(missing_ok=True)
