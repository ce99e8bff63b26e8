"""A class in a browser: students take seats at tables, agents play the empty ones.

    python -m experiments.classroom                     # to look at it on this machine alone
    python -m experiments.classroom host=0.0.0.0        # for a class, on devices in one network
    python -m experiments.classroom host=0.0.0.0 scenario=phase_two_talks tables=5 names=fictional

Prints the address, the join code and the teacher's address; Ctrl-C stops. The same command goes on
where it stopped; ``new=true`` begins another class. With ``host=0.0.0.0`` every device in the same
network can open the pages, and nothing is encrypted. docs/teaching/ has lessons for it.
"""

import contextlib
import hashlib
import shlex
import sys
from pathlib import Path

from agents.premise import Premise, name, number
from experiments import (
    _command,
    arguments,
    configs,
    engines,
    named,
    provenance,
    results,
    serving,
    truces,
)

FILE = "room.sqlite"
ALONE = "No other device can join: the class is served to this machine alone."


class Settings(Premise):
    """Settings of ``experiments.classroom``."""

    scenario: str = name(truces.MAIN, "the scenario that is played")
    names: str = name("real", "real names, or fictional ones")
    seed: int = number(  # none unless given
        None, "seed of all luck; one is drawn if none is given", "seed", ge=0, le=2**53 - 1
    )
    tables: int = number(1, "tables at which the class plays", "tables", ge=1, le=30)
    port: int = number(
        8080, "where the pages are served; 0 for any free port", "port", ge=0, le=65535
    )
    host: str = name("127.0.0.1", "this machine alone; 0.0.0.0 for a class in its network")
    out: str = name("results/classroom", "the folder that keeps the class")
    new: bool = name(False, "whether to begin another class instead of going on")


def main(given):
    """Serve the classroom until Ctrl-C."""
    settings = arguments.read(Settings, given)
    described = truces.described()
    named.check(settings.scenario, described)
    named.check_mode(settings.names)
    with serving.bound(settings.host, settings.port) as held:
        host(settings, described, held)


def host(settings, described, held):
    """Open the class that is kept, say where it is, and serve it on a socket."""
    from sim.classroom.playing import routes, session, store
    from sim.classroom.playing.setting import Setting, any_seed

    engines.say_building(serving.Screen)
    seed = any_seed() if settings.seed is None else settings.seed
    wanted = Setting(settings.scenario, settings.names, seed, settings.tables)
    with contextlib.closing(store.Store(file_in(Path(settings.out), settings.new))) as kept:
        found = session.Session(of_truce, wanted, kept, made_by())
        address = where(settings.host, held)
        for line in told(settings, found, address):
            print(line)
        is_alone = serving.is_alone(settings.host, held.getsockname())
        alone = f"{ALONE} {invitation(settings)}" if is_alone else ""
        made = routes.app(found, address, described, named.found, named.beside, alone)
        serving.serve(made, settings.host, held, "Class", alone)


def of_truce(name, mode):
    """A scenario that a class can play, by its name, with real or fictional names."""
    named.check(name, truces.names())
    return named.found(name, mode)


def told(settings, found, address):
    """Lines that say which class it is, and where."""
    yield f"{'Goes on' if found.has_begun else 'Begins'}: the class kept in {found.store.path}"
    yield from otherwise(settings, found.room.setting)
    yield f"Students: {address}   join code {found.code}"
    yield f"Teacher:  {address}teach#{found.room.teacher}   (keep this to yourself)"
    yield f"Screen:   {address}wall#{found.screen}"


def invitation(settings):
    """What lets other devices in; the class goes on, so that only where it is kept is named."""
    given = "".join(
        f" {key}={shlex.quote(str(value))}"
        for key in ("port", "out")
        if (value := getattr(settings, key)) != Settings.model_fields[key].default
    )
    return (
        "For a class, put this machine and the devices into one network, such as the hotspot of a "
        "telephone, stop with Ctrl-C, and type: "
        f"python -m experiments.classroom host=0.0.0.0{given}"
    )


def made_by():
    """What stands for the code and for the files that scenarios are made of."""
    digest = hashlib.sha256(provenance.code_hash().encode())
    for path in sorted(configs.CONFIGS.rglob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def otherwise(settings, kept):
    """Lines on what a class that goes on plays otherwise than it was asked for."""
    for key in ("scenario", "names", "seed", "tables"):
        asked, held = getattr(settings, key), getattr(kept, key)
        if key in settings.model_fields_set and asked != held:
            yield f"It plays {key}={held}, as it began, not {asked}; new=true begins another class."


def file_in(folder, new):
    """The file of a class; with ``new`` an older one is kept under a number."""
    from sim.classroom.playing import store

    path = results.made(folder) / FILE
    results.check_open(folder)
    if new and path.exists():
        number = 1
        while (older := folder / f"room-{number}.sqlite").exists():
            number += 1
        store.set_aside(path, older)
        print(f"The class before is kept in {older}; as {FILE} in another folder, out= opens it.")
    return path


def where(host, held):
    """The address at which others find the class."""
    port = held.getsockname()[1]
    if host in serving.EVERYWHERE:
        return serving.address(serving.in_network() or "127.0.0.1", port)
    return serving.address(host, port)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
