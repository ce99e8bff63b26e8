"""Work that is done once: the same command finds its own result, and plays nothing again.

What is to come is said before it is begun, and ``dry_run=true`` stops there. Of two commands that
are the same at the same time the later one to end finds the result of the other.
"""

import contextlib
import shutil
import time

from experiments import console, finished, intact, provenance, results
from experiments.running import extras

MADE_AGAIN = ("figures", extras.STORY)  # what a command that completes adds where it is gone


def leave(screen, folder, made, *, announce, write, dry_run, complete=None, done="played"):
    """Leave a command's result in a folder, unless it is there; True if there is one to show.

    ``made`` says how it is made: its identity and its command.
    ``announce()`` says what is to come. ``write(hidden)`` writes all of it into a hidden folder,
    and returns what provenance says of it. ``complete()`` adds what a result that is found lacks.
    """
    if results.is_finished(folder, made.identity):
        serve(screen, folder, complete, dry_run, done)
        return not dry_run
    results.check_writable(folder)
    announce()
    say_where(screen, folder)
    if not dry_run:
        try:
            put(folder, made, write)
        except results.Taken:
            if not results.holds(provenance.read(folder), made.identity):
                raise
            serve(screen, folder, complete, dry_run, done)
    return not dry_run


def serve(screen, folder, complete, dry_run, done):
    """Say that a result is there, and add what it lacks."""
    check(folder, MADE_AGAIN if complete else ())
    say_done(screen, folder, done)
    if complete is not None and not dry_run:
        complete()


def put(folder, made, write):
    """Write all of a result, and its record last."""
    begun, clock = time.time(), time.perf_counter()
    with results.fresh(folder) as hidden:
        about = write(hidden)
        seconds = time.perf_counter() - clock
        provenance.write(hidden, provenance.record(made, about, begun, seconds))


def check(folder, made_again):
    """Refuse a result that is found and is not as it was left; older ones kept no hashes."""
    listed = provenance.read(folder).get("files")
    if intact.is_listing(listed):
        gone = [name for name in made_again if not (folder / name).exists()]
        listed = {name: one for name, one in listed.items() if name.partition("/")[0] not in gone}
        intact.refuse_changed(folder, listed)


def say_done(screen, folder, done="played"):
    """Say that a result is there already."""
    finished.note(folder)
    console.say(screen, f"Already {done}: {folder} holds the result of this command")


def say_room(screen, folder, wanted):
    """Say that a disk has less room left than the result of a command takes, about, in bytes."""
    real = folder.absolute()
    with contextlib.suppress(OSError):  # of what cannot be asked: whoever writes there will tell
        free = shutil.disk_usage(next(one for one in (real, *real.parents) if one.exists())).free
        if free < wanted:
            screen.print(f"The disk has {console.size(free)} left, less than the result takes.")


def say_where(screen, folder):
    """Say where the results go."""
    console.say(screen, f"Results go to {folder}")
