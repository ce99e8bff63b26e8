"""Golden numbers: what each shipped scenario gives under one seed, in both engines.

    python -m tests.quality.golden           # what is otherwise than in the file; status 1 if any
    python -m tests.quality.golden write     # the same, and the file made anew

``tests/golden/scenarios.json`` holds for each scenario the means of its outcomes over the first 200
runs; ``runs``, a hash of the records of those runs from the ensemble; and ``days``, a hash of all
that the first two leave (every day, event, offer and obligation), which both engines have to give.
Hashes hold to the last bit, and so where the same functions of mathematics are linked: on Linux on
x86-64, for every Python alike.
"""

import hashlib
import json
import math
import sys
from pathlib import Path

import numpy as np

from experiments import composing, truces
from sim import ensemble, outcomes, records
from sim.model import Negotiation
from tests.quality import asked

FILE = Path(__file__).resolve().parents[1] / "golden" / "scenarios.json"
SEED, RUNS, WATCHED = 1, 200, 2
PARTS = ("days", "items", "log", "offers")


def names():
    """Every scenario that ships."""
    return sorted(path.stem for path in truces.FOLDER.glob("*.yaml"))


def scenario_of(name):
    """A scenario as it ships."""
    return composing.composed(f"scenario={name}").scenario


def found(scenario, **how):
    """The golden numbers of a scenario, from the ensemble; ``how`` may say on how many threads."""
    kept = records.joined(list(ensemble.play(scenario, SEED, RUNS, **how)))
    means = {key: mean(one.each(kept, scenario)) for key, one in outcomes.ALWAYS.items()}
    return {"outcomes": means, "runs": digest(kept.runs), "days": days(kept)}


def watched(scenario):
    """The hash of the days of a scenario's first runs, from the Mesa model."""
    runs = [Negotiation(scenario, SEED, run).play().kept() for run in range(WATCHED)]
    return digest(*(array for kept in runs for array in (kept.runs, *parts(kept))))


def days(kept):
    """The hash of all that the first runs of a block leave; unwritten rows are left out."""
    arrays = []
    for run in range(WATCHED):
        arrays.append(kept.runs[run])
        arrays += [written(getattr(kept, name)[run]) for name in PARTS]
    return digest(*arrays)


def parts(kept):
    """The days, obligations, events and offers of one run."""
    return [written(getattr(kept, name)) for name in PARTS]


def written(rows):
    """Rows up to the last in which something stands."""
    there = [any(row.tobytes()) for row in rows]
    return rows[: len(there) - there[::-1].index(True)] if any(there) else rows[:0]


def digest(*arrays):
    """A hash of arrays, with the names and types of their fields."""
    total = hashlib.sha256()
    for array in arrays:
        total.update(repr(array.dtype).encode())
        total.update(np.ascontiguousarray(array).tobytes())
    return total.hexdigest()[:32]


def mean(values):
    """The mean over the runs that have a number, in whatever order; None where none has."""
    known = [value for value in np.asarray(values, dtype=float).tolist() if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else None


def stored():
    """What the file holds; nothing where there is none."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def otherwise(name, before, after):
    """Lines on what is otherwise than it was in a scenario."""
    for key in sorted({*before.get("outcomes", {}), *after.get("outcomes", {})}):
        was, now = (one.get("outcomes", {}).get(key) for one in (before, after))
        if was != now:
            yield f"{name}: {key}: {was} -> {now}"
    for key in ("runs", "days"):
        if before.get(key) != after.get(key):
            yield f"{name}: {key}: {before.get(key)} -> {after.get(key)}"


def main(given):
    """Show what is otherwise; with ``write`` make the file anew."""
    asked.helped(given, __doc__)
    if given not in ([], ["write"]):
        asked.refuse(f"'{given[0]}' is not allowed; it takes nothing, or write")
    before, after = stored(), {}
    for name in names():
        scenario = scenario_of(name)
        after[name] = found(scenario)
        if watched(scenario) != after[name]["days"]:
            sys.exit(f"{name}: the two engines differ, so nothing is written")
    lines = []
    for name in sorted({*before, *after}):
        lines += otherwise(name, before.get(name, {}), after.get(name, {}))
    print("\n".join(lines) or "all as in the file")
    if given:
        FILE.write_text(json.dumps(after, indent=1) + "\n", encoding="utf-8")
    return int(bool(lines) and not given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
