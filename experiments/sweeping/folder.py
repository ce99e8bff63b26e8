"""A folder that a sweep fills shard by shard, and that becomes one result in the end.

While it is being filled it holds ``unfinished.json``, which says of which sweep it is, and the
shards played so far. The same command goes on where the last one stopped, however that ended. The
result is the same bytes as that of a command that was never stopped: shards are put together in the
order of their points, ``provenance.json`` comes last, and the shards go after it.
"""

import contextlib
import os
import shutil

import pyarrow as pa

from experiments import provenance, results, sentences
from experiments.sweeping import playing, shards
from experiments.sweeping.begun import UNFINISHED, begun_by, note
from sim.refusals import PremiseError

try:
    import fcntl
except ImportError:  # where there is none, two commands in one folder are on their own
    fcntl = None

SHARDS, LOCK = "shards", "merging.lock"
UNDER_WAY = (SHARDS, LOCK, UNFINISHED)  # what goes once the result is whole
NEW, BEGUN, DONE = "new", "begun", "done"


def state(folder, identity):
    """Whether a folder is new, begun or done by the very same command; refuses any other."""
    if begun_by(folder) == identity and provenance.read(folder) is None:
        return BEGUN
    if is_hardly_begun(folder):
        return NEW
    refuse_begun(folder, identity)
    return DONE if results.is_finished(folder, identity) else NEW


def refuse_begun(folder, identity):
    """Refuse a folder that another sweep, or another version of the code, has begun to fill."""
    found = begun_by(folder)
    if not isinstance(found, dict) or found == identity or provenance.read(folder) is not None:
        return
    config, code = (found.get(key) == identity[key] for key in ("config_hash", "code_hash"))
    if config and not code:
        what = "is being filled by this command from another version of the code"
    else:
        what = "is being filled by another command"
    problem = f"'{folder}' {what} and is left as it is; it takes a new or empty folder"
    raise PremiseError("out", problem)


def is_hardly_begun(folder):
    """True for a folder of a command that was killed before it said which it was."""
    try:
        found = os.listdir(folder)
    except OSError:
        return False
    return bool(found) and all(name.startswith(f".{UNFINISHED}.") for name in found)


def begin(folder, identity, command=None):
    """Make the folder one that is being filled; of several commands that do, all may."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        note(folder, identity, command)
        (folder / SHARDS).mkdir(exist_ok=True)
    except OSError as error:
        raise results.unwritable(folder, error) from None


def missing(job, folder):
    """The shards that are not there yet, or not whole."""
    paths = (shards.path(job, folder / SHARDS, shard) for shard in range(job.shards))
    return [shard for shard, path in enumerate(paths) if not shards.is_there(path)]


def fill(job, folder, wanted, tick):
    """Play shards, one after another; ``tick`` is told of the runs as they are played.

    Another command may fill the same folder, and be done first.
    """
    for shard in wanted:
        if provenance.read(folder) is not None:
            return
        path = shards.path(job, folder / SHARDS, shard)
        if shards.is_there(path):
            continue
        table = shards.table(job, playing.play(job, shard, tick))
        with contextlib.suppress(FileNotFoundError):  # done by another meanwhile
            shards.write(path, table)


def in_order(job, folder):
    """Every shard's runs and failures, in the order of their points."""
    for shard in range(job.shards):
        path = shards.path(job, folder / SHARDS, shard)
        try:
            yield shards.read(path)
        except (OSError, pa.ArrowException) as error:
            path.unlink(missing_ok=True)
            problem = f"{path} could not be read and is gone; the same command plays it again"
            raise sentences.Failed(problem) from error


@contextlib.contextmanager
def merging(folder):
    """Wait until no other command puts the shards together; whether that is still to be done.

    The lock is the system's own: it goes with the process that holds it, however that ends.
    """
    with open(folder / LOCK, "a") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield provenance.read(folder) is None


def clear(folder):
    """Remove what only a sweep under way needs."""
    shutil.rmtree(folder / SHARDS, ignore_errors=True)
    unnamed = (*folder.glob(".*"), *folder.glob("[!.]*/.*"))  # in no folder that is hidden itself
    for path in (folder / UNFINISHED, folder / LOCK, *unnamed):
        if path.is_file():  # what a command that was killed had not named yet
            path.unlink(missing_ok=True)
