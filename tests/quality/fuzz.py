"""Random input for everything that takes input from users; the program must refuse it or play it.

    python -m tests.quality.fuzz                              # 10^5 inputs
    python -m tests.quality.fuzz kind=domains count=1000 seed=2
    python -m tests.quality.fuzz kind=values first=4711 count=1   # one input again

Kinds: values (scenarios over the schema), files (YAML, posteriors, figures), domains (Genius and
NegMAS), lines (command lines), folders (damaged results). Input number N of a kind and a seed is
always the same. Of inputs that are accepted it counts those that were only read, those that were
played, and those that both engines played. A fault is a traceback, an error that nobody foresaw, a
number that is not finite or out of its range, engines that differ, 20 seconds without an answer, or
400 MiB for one input. The first input of each fault goes to a file in ``fuzz-faults``; the exit
status is 1 if there is one.
"""

import faulthandler
import importlib
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from experiments import composing
from sim import ensemble
from tests.quality import asked
from tests.quality.fuzzing import trying

COUNTS = {"files": 20_000, "lines": 21_900, "domains": 38_000, "values": 20_000, "folders": 100}
RESULTS = ("refused", "accepted", "played", "both", "unforeseen")
FAULTS = Path("fuzz-faults")  # where offending inputs go


class Told(NamedTuple):
    """What came of the inputs of a kind."""

    kind: str
    results: Counter
    faults: Counter  # by their sentence, numbers left out
    seconds: float  # of the processor


def main(arguments):
    """Try inputs of the kinds asked for; returns the exit status."""
    given = asked.read(arguments, __doc__, kind="", count=0, seed=1, first=0)
    found = []
    for kind in asked.names("kind", given["kind"], COUNTS):
        count = given["count"] or COUNTS[kind]
        found.append(campaign(kind, count, given["seed"], given["first"], FAULTS))
        print(table(found), flush=True)
    return int(any(one.faults for one in found))


def campaign(kind, count, seed, first=0, faults=None):
    """Try inputs of one kind; ``faults`` is the folder for the first input of each fault."""
    module = importlib.import_module(f"tests.quality.fuzzing.{kind}")
    build()
    results, told, begun = Counter(), Counter(), time.process_time()
    with tempfile.TemporaryDirectory(prefix="truce-fuzz-") as desk:
        for number in range(first, first + count):
            case = module.made(luck(kind, seed, number), Path(desk))
            with trying.watched(f"kind={kind} seed={seed} first={number}"):
                one = trying.once(module.tried, case)
            results[one.result] += 1
            if one.fault:
                words = f"{one.result}: {one.fault}"
                if known(words) not in told and faults is not None:
                    print(f"FAULT {kind} {number}: {words}", flush=True)
                    store(faults, f"{kind}-{seed}-{number}.txt", words, module.stored, case)
                told[known(words)] += 1
    return Told(kind, results, told, time.process_time() - begun)


def build():
    """Have the compiled engine built, which takes a minute the first time: no input's own."""
    next(ensemble.play(composing.composed("scenario=bilateral").scenario, 1, 1, threads=1))


def luck(kind, seed, number):
    """The generator of one input, whatever comes before it."""
    return random.Random(f"{kind} {seed} {number}")


def known(words):
    """A fault without its numbers and names, so that those of one cause are one."""
    cut = words.split(": ", 2)
    place = words.rpartition("(")[2]
    return f"{cut[0]} {cut[1][:40]} {place[:40]}".translate(str.maketrans("", "", "0123456789"))


def store(folder, name, words, stored, case):
    """Keep an input that led to a fault."""
    folder.mkdir(exist_ok=True)
    digits = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        text = stored(case)
    finally:
        sys.set_int_max_str_digits(digits)
    (folder / name).write_text(f"# {words}\n{text}", encoding="utf-8", errors="backslashreplace")


def table(found):
    """What came of all kinds, a row each."""
    heads = ("kind", "inputs", *RESULTS, "faults", "seconds")
    lines = ["  ".join(f"{head:>10}" for head in heads)]
    for one in found:
        counts = [one.results[name] for name in RESULTS]
        row = (
            one.kind,
            one.results.total(),
            *counts,
            sum(one.faults.values()),
            f"{one.seconds:.0f}",
        )
        lines.append("  ".join(f"{cell:>10}" for cell in row))
    total = sum(one.results.total() for one in found)
    most = trying.most_memory() // 1024
    lines.append(f"{total:,} inputs; at most {most:,} MiB of memory")
    lines += [
        f"{one.kind}: {count} times {words}" for one in found for words, count in one.faults.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    faulthandler.enable()
    sys.exit(main(sys.argv[1:]))
