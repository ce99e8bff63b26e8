"""Where a result comes from: the configuration, the code, the libraries, the machine, the times.

The configuration that numbers follow from is written as ``config.yaml``; its hash and that of the
sources name the result. ``provenance.json`` alone holds times, and is written last: a folder that
has one is whole. It holds a hash of each other file, so that one that was changed is found out.
"""

import functools
import hashlib
import importlib.metadata
import json
import platform
import subprocess
import tomllib
from datetime import UTC, datetime
from typing import NamedTuple

from experiments import intact
from experiments.settings import OUTSIDE
from sim import given, parameters, players, posteriors, safe_yaml, whole_files
from sim.checkout import ROOT

FILE, CONFIG = "provenance.json", "config.yaml"
REPORT = "report"  # the folder in a result for a report on it, which is no part of it
CAVEAT = "Runs of a model, not a forecast."  # under a figure that says of what in its subtitle
PROGRAM = "truce-sim"
SOURCES = ("agents", "sim", "experiments")
LIBRARIES = ("hydra-core", "mesa", "numba", "numpy", "pyarrow", "pydantic", "salib", "scipy")


class Made(NamedTuple):
    """How a result is made: its identity, and the command as a list of texts."""

    identity: dict
    command: list | None  # none for what was asked for in Python


def configuration(composed):
    """The whole configuration that the numbers follow from, as plain data."""
    kept = composed.settings.model_dump(exclude=set(OUTSIDE))
    held = composed.posterior
    drawn = {} if held is None else {"posterior": held.hash}
    return {"scenario": composed.scenario.name, **kept, **drawn, **composed.premises}


def write_config(folder, found):
    """Write what a result follows from, plain data, as YAML."""
    text = safe_yaml.dump(found, width=100)  # in order: that of parties is part of what they say
    whole_files.put(folder / CONFIG, text.encode())


def write_composed(folder, composed, more=None):
    """Write all that a composed result follows from: the configuration, and ``more`` beside it.

    A strategy of the user's own, and a posterior that parameters were drawn from, go with it.
    """
    write_config(folder, {**configuration(composed), **(more or {})})
    for party, text in players.texts(composed.scenario).items():
        whole_files.put(folder / f"strategy_{party}.py", text)
    if composed.posterior is not None:
        whole_files.put(folder / posteriors.FILE, composed.posterior.contents)


def digest(text):
    """Sixteen characters that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def code_hash():
    """A hash of every source of the simulator."""
    found = hashlib.sha256()
    for package in SOURCES:
        for source in sorted((ROOT / package).rglob("*.py")):
            found.update(source.relative_to(ROOT).as_posix().encode())
            found.update(source.read_bytes())
    return found.hexdigest()[:16]


def identity(composed):
    """What makes two results the same; a user's own strategy counts by what is in its file."""
    text = json.dumps(configuration(composed), default=str)
    own = players.hashes(composed.scenario)
    if own:
        text += json.dumps(own)
    return hashes(text)


def marks(found):
    """The same for a command that composes by itself: all that it was asked for, as plain data."""
    return hashes(json.dumps(found, default=str))


def hashes(text):
    """The hash of a text that says all that was asked for, and that of the code."""
    return {"config_hash": digest(text), "code_hash": code_hash()}


def short_name(identity):
    """A name for a result, from its identity."""
    return digest(identity["config_hash"] + identity["code_hash"])[:10]


def foot(what, made, seed, runs, more="", caveat=CAVEAT):
    """The line under a figure: what was played, and that it is no forecast; and all settings.

    ``made`` says how it was made; ``more`` is a sentence to be read before the last. The version is
    among the settings alone, for with it the line does not fit.
    """
    from sim.plots.style import Foot

    told = f"{what}, seed {seed}, configuration {made.identity['config_hash'][:8]}."
    about = {
        "program": PROGRAM,
        "version": version(),
        "verb": made.command[0].rpartition(".")[2],
        "command": made.command,
        "played": what,
        "runs": runs,
        "seed": seed,
        **made.identity,
    }
    return Foot(" ".join(filter(None, (told, more, caveat))), about)


@functools.cache
def version():
    """The version of the program."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(project)["project"]["version"]


def commit():
    """The git commit of the checkout, or None where there is none."""
    return asked_of_git("rev-parse", "HEAD")


def uncommitted():
    """True if what numbers follow from is not as in the commit; None where there is none."""
    found = asked_of_git("status", "--porcelain", "--", *SOURCES, "configs")
    return None if found is None else bool(found)


def asked_of_git(*arguments):
    """What git says of the checkout, or None where there is no git or no answer."""
    if not (ROOT / ".git").exists():
        return None
    try:
        asked = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(ROOT), *arguments],
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return asked.stdout.strip()


def versions():
    """Versions of the libraries that have a part in the numbers or the files."""
    found = {}
    for library in LIBRARIES:
        try:
            found[library] = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            found[library] = None
    return found


def assumed(composed):
    """How many numbers rest on assumption: of those in the scenario's files, and of defaults."""
    files = given.share(composed.sources.values)
    shares = {"numbers_in_files": files, "defaults": parameters.assumed()}
    return {what: {"assumed": one.assumed, "of": one.of} for what, one in shares.items()}


def about(composed, rows):
    """What is known of a result that was composed: what was played, and how many rows it left."""
    settings = composed.settings
    return {
        "scenario": composed.scenario.name,
        "strategies": players.hashes(composed.scenario),
        "posterior": composed.posterior.hash if composed.posterior else None,
        "seed": settings.seed,
        "counts": {"runs": settings.runs, **rows},
        "failures": 0,
        "assumed": assumed(composed),
        "played": {key: value for key, value in settings.model_dump().items() if key in OUTSIDE},
    }


def record(made, known, begun, seconds):
    """Everything that is known of how a result came about.

    ``known`` is what its command says of it; the rest is what it was made with, and when.
    """
    return {
        **made.identity,
        "commit": commit(),
        "uncommitted": uncommitted(),
        "version": version(),
        "command": made.command,
        **known,
        "python": platform.python_version(),
        "libraries": versions(),
        "platform": platform.platform(),
        "begun": datetime.fromtimestamp(begun, UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
    }


def write(folder, entries, skip=()):
    """Write the record into a folder, with a hash of each file there but those that go after it."""
    put(folder, {**entries, "files": intact.hashes(folder, (FILE, REPORT, *skip))})


def put(folder, entries):
    """Write the record as it is: the older one stays until the new one is there."""
    text = json.dumps(entries, indent=2, ensure_ascii=False)
    whole_files.put(folder / FILE, f"{text}\n".encode())


def add(folder, name, path):
    """Note what becomes ``name`` in a finished result: a file, or a folder of them, at ``path``."""
    found = read(folder)
    if found is None or not intact.is_listing(found.get("files")):
        return  # of an older version, which kept no hashes
    held = {
        key: one
        for key, one in found["files"].items()
        if key != name and not key.startswith(f"{name}/")
    }
    if path.is_dir():
        held |= {f"{name}/{key}": one for key, one in intact.hashes(path).items()}
    else:
        held[name] = intact.digest(path)
    put(folder, {**found, "files": dict(sorted(held.items()))})


def read(folder):
    """The record in a folder, or None where there is no whole one."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
