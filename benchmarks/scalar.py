"""The same runs in strict scalar C, one after another: how close the ensemble is to that.

    python -m benchmarks.scalar          the text of the day as C, on standard output

A C compiler is needed (``cc``, or what ``CC`` names), and the numba that ``benchmarks/as_c`` takes.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numba
import numpy as np

from benchmarks import as_c
from experiments.composing import composed
from sim import day, draws, ensemble, phases, records

COMPILER = os.environ.get("CC", "cc")
FLAGS = (
    "-O3", "-march=native", "-std=c17", "-shared", "-fPIC", "-fno-math-errno",
    "-ffp-contract=off", "-fno-tree-vectorize", "-fno-tree-slp-vectorize",
    "-Wno-unused-label",
)  # fmt: skip


def cannot():
    """Why nothing can be played in C here; nothing if it can."""
    return as_c.unsupported() or ("" if shutil.which(COMPILER) else "there is no C compiler")


def play(row, whole, world, table, start, spreads, joined, values, keys, out):
    """Play one run for each key, all from one row; the loop of ``sim.ensemble.play_block``."""
    for run in range(len(keys)):
        for place in range(len(whole)):
            whole[place] = start[place]
        world.key = keys[run]
        draws.draw_premises(row, whole, spreads, world.key)
        draws.draw_jointly(row, whole, joined, values, world.key)
        day.begin(world, table)
        while not phases.over(world) and world.day < world.horizon:
            day.play(world, table)
        if world.day >= world.horizon:
            phases.close(world)
        records.write_run(out[run], world, table)


def passed(value):
    """A value as C takes it."""
    if isinstance(value, np.void):
        return ctypes.c_void_p(value.__array_interface__["data"][0])
    if isinstance(value, np.ndarray):
        shape = (ctypes.c_int64 * value.ndim)(*value.shape)
        return packed(ctypes.c_void_p(value.ctypes.data), shape)
    return packed(*map(passed, value))


def packed(*members):
    """A structure of these members."""
    fields = [(f"f{place}", type(member)) for place, member in enumerate(members)]
    return type("Packed", (ctypes.Structure,), {"_fields_": fields})(*members)


def arguments(scenario, keys):
    """What ``play`` is called with, its results last."""
    room = ensemble.room_for(scenario)
    none = np.zeros((0, 0))
    table = room.table._replace(log=none, offers=none)
    joint = scenario.joint
    start = scenario.row.view(np.int64)
    drawn = (scenario.spreads, joint.joined, joint.values)
    out = np.zeros(len(keys), records.RUN)
    return (room.row, room.whole, room.world[0], table, start, *drawn, keys.view(np.int64), out)


def written(scenario):
    """The text of the day of a scenario's kind, as C."""
    from benchmarks.as_c.transcript import Transcript  # of numba's own inside

    given = arguments(scenario, draws.run_keys(1, 0, 1))
    transcript = Transcript()
    name = transcript.function(play, [numba.typeof(one) for one in given])
    return transcript.text() + exported(transcript, name)


def exported(transcript, name):
    """A function of the transcript as ``play``, by which it is called from outside."""
    head = next(head for head in transcript.heads if f" {name}(" in head)
    result = head[len("static ") : head.index(f" {name}(")]
    given = head[head.index("(") + 1 : head.rindex(")")].split(", ")
    names = ", ".join(one.rpartition(" ")[2] for one in given)
    back = "" if result == "void" else "return "
    return f"{result} play({', '.join(given)})\n{{\n    {back}{name}({names});\n}}\n"


def loaded(text):
    """The text compiled."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "day.c")
        source.write_text(text, encoding="utf-8")
        library = source.with_suffix(".so")
        subprocess.run([COMPILER, *FLAGS, source, "-o", library, "-lm"], check=True)
        return ctypes.CDLL(str(library))


def built(text):
    """A function that plays the text compiled, called as ``play`` is."""
    library = loaded(text)
    library.play.restype = None
    return lambda *given: library.play(*map(passed, given))


def main():
    """Write the text."""
    if as_c.unsupported():
        sys.exit(as_c.unsupported())
    sys.stdout.write(written(composed().scenario))


if __name__ == "__main__":
    main()
