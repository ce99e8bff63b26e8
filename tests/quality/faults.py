"""Kill, stop, starve and double every verb that writes; what stays must be whole.

    python -m tests.quality.faults                            # every verb; an hour or more
    python -m tests.quality.faults verbs=run,report times=10 seed=2
    python -m tests.quality.faults faults=killed,full

Each verb is played undisturbed first. Then, ``times`` each and at moments drawn by the seed:

killed
    ``kill -9`` of all its processes. What the folder shows is whole, byte for byte as undisturbed,
    or not there (of a sweep the shards played so far may be), and the same command then ends with
    the very bytes of the undisturbed one.
stopped
    Ctrl-C, a request to terminate and a terminal that is closed, in turn. One sentence, status 130,
    143 or 129, no process left and nothing unfinished, hidden or not.
full
    A disk with room for part of the result. One sentence and status 1, or 2 where the folder could
    not even be begun, and nothing hidden; with more room the same command ends with the same bytes.
revoked
    The right to write is taken away on the way. As with a full disk.
refused
    A folder that cannot be written from the first: one sentence, status 2, nothing left.
doubled
    The same command twice at once in one folder: each ends well or is refused in one sentence,
    and the result is the undisturbed one.
changed
    Another seed or wording into the same folder: refused in one sentence, nothing touched.

It needs Linux, and for disks a user namespace; what cannot be tried here is said and not counted.
"""

import contextlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.quality import asked, confined, verbs
from tests.quality.ending import untold

YOUNG = 2.2  # seconds after which what a killed command left may be cleared
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


class Case(NamedTuple):
    """A verb and what it does undisturbed."""

    name: str
    room: Path
    whole: dict  # hashes of what it leaves
    seconds: float
    bytes: int
    met: list  # of each time a fault was tried, whether the command was still at work

    @property
    def out(self):
        """The folder of its result."""
        return self.room / "there" / verbs.OUT


def case(name, room):
    """Play a verb undisturbed, in a room where it is then disturbed; twice, for its true pace."""
    verbs.prepare(room)
    found = []
    for kept in ("undisturbed", "again"):
        begun = time.perf_counter()
        done = verbs.played(name, room)
        seconds = time.perf_counter() - begun
        assert done.returncode == 0, f"{name}: {done.stderr}"
        folder = (room / verbs.OUT).rename(room / kept)
        found.append(verbs.left(folder))
    assert found[0] == found[1], f"{name}: two undisturbed commands differ"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Case(name, room, found[0], seconds, size, [])


def begin(one, before=(), clear=True):
    """Start a verb where it was disturbed before, in a group of processes of its own."""
    there = one.room / "there"
    there.mkdir(exist_ok=True)
    if not (there / "given").exists():
        (there / "given").symlink_to(one.room / "given")
    if clear and verbs.VERBS[one.name].refuses:
        shutil.rmtree(one.out, ignore_errors=True)
    return subprocess.Popen(
        [*before, *verbs.command(one.name)], cwd=there, env=verbs.surroundings(),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heeding,
    )  # fmt: skip


def heeding():
    """Heed what a shell, or ``nohup``, has what it starts in the background ignore."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def ended(started):
    """The status of a command, and what it said."""
    _, said = started.communicate(timeout=600)
    return started.returncode, said


def anew(one):
    """Empty the place."""
    shutil.rmtree(one.room / "there", ignore_errors=True)


# -- what is wrong with what stays ----------------------------------------------------------------


def unlike(one, folder, is_whole=False):
    """What a folder shows that no undisturbed command leaves; or lacks, if it has to be whole."""
    found = verbs.left(folder)
    for name, held in found.items():
        is_part = verbs.VERBS[one.name].goes_on and name.split("/")[0] in verbs.UNDER_WAY
        if one.whole.get(name) != held and not (is_part and not is_whole):
            yield f"{name} is not as undisturbed"
    kept = verbs.listed(folder)
    for name, held in (kept or {}).items():
        if name in found and held != found[name]:
            yield f"{name} is not as the record lists it"
    if is_whole:
        yield from (f"{name} is missing" for name in sorted(set(one.whole) - set(found)))
        if kept is not None and set(kept) != set(found) - {verbs.RECORD}:
            yield "the record lists other files than there are"


def unwritten(status, said, folder):
    """What is wrong with how a command ended that could not write on: 2 is before it has begun."""
    yield from untold(status, said, (0, 1, 2))
    if status == 2 and verbs.left(folder):
        yield "status 2, and the folder had been begun"


def again(one):
    """The same command, undisturbed, ends with the bytes of one that never was disturbed."""
    status, said = ended(begin(one))
    yield from untold(status, said, (0,))
    yield from unlike(one, one.out, is_whole=True)


# -- faults ---------------------------------------------------------------------------------------


def moment(one, luck):
    """Seconds to wait: mostly while something is written, now and then while it begins."""
    return one.seconds * (luck.uniform(0.0, 0.3) if luck.random() < 0.2 else luck.uniform(0.2, 0.9))


def killed(one, luck, times):
    """``kill -9``, several times in one folder."""
    for _ in range(times):
        started = begin(one)
        time.sleep(moment(one, luck))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        status, _ = ended(started)
        one.met.append(status == -signal.SIGKILL)
        yield from unlike(one, one.out)
    time.sleep(YOUNG)
    yield from again(one)
    hidden = verbs.hidden(one.room / "there")
    if hidden:
        yield f"hidden remains: {', '.join(hidden)}"


def stopped(one, luck, times):
    """Ctrl-C, a request to terminate, and a terminal that is closed."""
    for number, status in itertools.islice(itertools.cycle(SIGNALS.items()), times):
        started = begin(one)
        time.sleep(moment(one, luck))
        started.send_signal(number)
        found, said = ended(started)
        one.met.append(found != 0)
        yield from untold(found, said, (status, -number, 0))
        yield from unlike(one, one.out)
        yield from (f"hidden remains: {name}" for name in verbs.hidden(one.room / "there"))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, 0)
            yield "a process remains"
    yield from again(one)


ON_A_SMALL_DISK = """
mount -t tmpfs -o size="$1" tmpfs there && ln -s ../given there/given && cd there || exit 99
shift; "$@"; status=$?
cd ..; cp -a there/. full; mount -o remount,size=1g there; cd there
if [ "$status" = 0 ]; then again=0; else "$@" >/dev/null; again=$?; fi
cd ..; cp -a there/. roomy
echo "$status $again" > statuses
"""


def full(one, luck, times):
    """A disk that holds only part of the result."""
    for _ in range(times):
        there, kept, roomy = (one.room / name for name in ("there", "full", "roomy"))
        for folder in (there, kept, roomy):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        size = max(1, int(one.bytes * luck.uniform(0.02, 0.95)) // 4096) * 4096
        done = subprocess.run(
            [*confined.WITH_OWN_DISKS, "sh", "-c", ON_A_SMALL_DISK, "sh", f"{size}",
             *verbs.command(one.name)],
            cwd=one.room, env=verbs.surroundings(), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        status, later = map(int, (one.room / "statuses").read_text().split())
        one.met.append(status != 0)
        yield from unwritten(status, done.stderr, kept / verbs.OUT)
        yield from unlike(one, kept / verbs.OUT)
        yield from (f"hidden remains: {name}" for name in verbs.hidden(kept))
        if later:
            yield f"with more room: status {later}"
        yield from unlike(one, roomy / verbs.OUT, is_whole=True)


def revoked(one, luck, times):
    """The right to write goes at a moment by chance; then it comes back."""
    before = confined.forbidding()
    for _ in range(times):
        anew(one)
        started = begin(one, before)
        time.sleep(moment(one, luck))
        folders = [one.room / "there"]
        folders += [path for path in folders[0].rglob("*") if path.is_dir()]
        for path in folders:
            with contextlib.suppress(OSError):
                path.chmod(0o555)
        status, said = ended(started)
        for path in folders:
            with contextlib.suppress(OSError):
                path.chmod(0o755)
        one.met.append(status != 0)
        yield from unwritten(status, said, one.out)
        yield from unlike(one, one.out)
        yield from again(one)


def refused(one, luck, times):
    """A folder that cannot be written from the first."""
    before = confined.forbidding()
    there = one.room / "there"
    there.mkdir()
    (there / "given").symlink_to(one.room / "given")
    there.chmod(0o555)
    status, said = ended(begin(one, before))
    there.chmod(0o755)
    one.met.append(True)
    yield from untold(status, said, (2,))
    yield from (f"{name} is there" for name in os.listdir(there) if name != "given")


def doubled(one, luck, times):
    """Two at once."""
    for _ in range(times):
        anew(one)
        first = begin(one)
        time.sleep(luck.uniform(0.0, 0.3))
        second = begin(one, clear=False)
        results = [ended(each) for each in (first, second)]
        one.met.append(True)
        for status, said in results:
            yield from untold(status, said, (0, 2))
        if all(status for status, _ in results):
            yield "both were refused"
        yield from unlike(one, one.out, is_whole=True)
        yield from (f"hidden remains: {name}" for name in verbs.hidden(one.room / "there"))


def changed(one, luck, times):
    """Another command into the folder of a finished result."""
    shutil.copytree(one.room / "undisturbed", one.out)
    done = subprocess.run(
        verbs.command(one.name, verbs.VERBS[one.name].other), cwd=one.room / "there",
        env=verbs.surroundings(), capture_output=True, text=True,
    )  # fmt: skip
    one.met.append(True)
    yield from untold(done.returncode, done.stderr, (2,))
    yield from unlike(one, one.out, is_whole=True)


FAULTS = {one.__name__: one for one in (killed, stopped, full, revoked, refused, doubled, changed)}
SCARCE = {"full": 2, "revoked": 2, "doubled": 2, "refused": 1, "changed": 1}  # most times
NOT_TRIED = {  # what a fault does not mean to a verb
    ("report", "changed"): "a report is renewed",
    ("teach", "changed"): "papers are renewed",
}


def cannot(name):
    """Why a fault cannot be tried here; an empty text if it can."""
    if name == "full":
        return confined.without_disks()
    if name in ("revoked", "refused"):
        return confined.without_forbidding()
    return ""


def tried(one, fault, seed, times):
    """What is wrong after a fault, each text once."""
    anew(one)
    one.met.clear()
    luck = random.Random(f"{seed} {one.name} {fault}")
    return list(dict.fromkeys(FAULTS[fault](one, luck, min(times, SCARCE.get(fault, times)))))


def main(given):
    """Try all that is asked for, and print a table; the status is 1 if anything was wrong."""
    settings = asked.read(given, __doc__, verbs="", faults="", times=4, seed=1)
    names = asked.names("verbs", settings["verbs"], verbs.VERBS)
    faults = asked.names("faults", settings["faults"], FAULTS)
    wrong = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="truce-faults-") as room:
            one = case(name, Path(room))
            print(f"{name}: {one.seconds:.1f} s, {len(one.whole)} files, {one.bytes:,} bytes")
            for fault in faults:
                why = NOT_TRIED.get((name, fault)) or cannot(fault)
                found = [] if why else tried(one, fault, settings["seed"], settings["times"])
                wrong += len(found)
                met = f"{sum(one.met)} of {len(one.met)} met it at work"
                told = f"not tried: {why}" if why else f"{'; '.join(found) or 'whole'} ({met})"
                print(f"  {fault:9} {told}", flush=True)
    print(f"{wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
