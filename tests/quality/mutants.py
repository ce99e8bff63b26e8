"""Mutation testing: would a test notice if a line of the model said something else?

    python -m tests.quality.mutants [module=agents.rules] [sample=600] [seed=1] [folder=...]

Draws a sample of all small changes of the modules that decide and measure, plays the tests that
reach the changed line against each (as plain Python, in this process, no file is changed), and
prints how many were noticed. What no test noticed is written to ``survivors.diff`` in the folder
(``outputs/mutants``), everything to ``mutants.json``. ``module`` takes a module or a package,
``sample=all`` every change. Needs cosmic-ray and coverage: ``pip install -e '.[mutants]'``. The
first run traces which tests reach what, into ``reached.json`` of the folder, and takes some minutes
longer; delete that file after a change of the tests.
"""

import difflib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic

from tests.quality import asked
from tests.quality.mutating.reaching import ROOT

USUAL = {"module": "", "sample": "600", "seed": 1, "folder": "outputs/mutants"}
MEASURING = ("phases", "obligations", "changes", "events", "metrics", "outcomes", "measures")
LEFT_OUT = (  # what talks to people or to Mesa, and what names things without deciding anything
    "actor", "constituencies", "hamas", "human", "israel", "mediators", "party", "notes", "premise",
    "terms",
)  # fmt: skip


def targets(module):
    """Files of the modules that decide and measure, of one module or package if one is named."""
    found = [
        *(file for file in sorted(ROOT.glob("agents/rules/*.py"))),
        *(file for file in sorted(ROOT.glob("agents/strategies/*.py"))),
        *(file for file in sorted(ROOT.glob("agents/*.py")) if file.stem not in LEFT_OUT),
        *(file for file in sorted(ROOT.glob("sim/protocols/*.py"))),
        *(ROOT / "sim" / f"{name}.py" for name in MEASURING),
        ROOT / "sim/day.py",
    ]
    files = [str(file.relative_to(ROOT)) for file in found]
    wanted = module.replace(".", "/")
    return [file for file in files if file.removesuffix(".py").startswith(wanted)]


def difference(mutant, text):
    """What a mutant changes, as a diff."""
    source = (ROOT / mutant.file).read_text().splitlines(keepends=True)
    name = mutant.file
    return "".join(difflib.unified_diff(source, text.splitlines(keepends=True), name, name, n=2))


def table(told, numbers):
    """Lines that say of each module how many of its mutants were noticed."""
    heads = ("of", "tried", "killed", "late", "survived", "score")
    yield f"{'module':36}" + "".join(f"{head:>9}" for head in heads)
    for module in [*numbers, ""]:
        fates = Counter(one["fate"] for one in told if module in ("", one["module"]))
        tried = sum(fates.values())
        if tried:
            killed, late = fates["killed"], fates["timed out"]
            number = numbers[module] if module else sum(numbers.values())
            yield (
                f"{module or 'all':36}{number:9}{tried:9}{killed:9}{late:9}"
                f"{fates['survived']:9}{(killed + late) / tried:9.1%}"
            )


def whole(text):
    """The size of a sample."""
    if not text.isdecimal():
        asked.refuse(f"sample: '{text}' is not allowed; it takes a whole number, or all")
    return int(text)


def main(arguments):
    """Draw, try, tell."""
    os.environ["NUMBA_DISABLE_JIT"] = "1"  # before anything imports numba
    settings = asked.read(arguments, __doc__, **USUAL)
    sample = None if settings["sample"] == "all" else whole(settings["sample"])
    try:
        from tests.quality.mutating import making, trying
    except ImportError as error:
        asked.refuse(f"mutants: it needs {error.name}, which pip install -e '.[mutants]' brings")
    folder = Path(settings["folder"]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    map_file = folder / "reached.json"
    if not map_file.exists():
        traced = [sys.executable, "-m", "tests.quality.mutating.reaching", str(map_file)]
        if subprocess.run(traced).returncode:
            sys.exit("the tests could not be traced")
    reached = json.loads(map_file.read_text())
    chosen, numbers = making.drawn(ROOT, targets(settings["module"]), sample, settings["seed"])
    told, began = [], monotonic()

    def tell(mutant, text, fate, by):
        diff = difference(mutant, text)
        one = {**mutant._asdict(), "fate": fate, "by": by, "diff": diff}
        told.append({**one, "seconds": round(monotonic() - began, 2)})
        print(f"{len(told)}/{len(chosen)} {fate} {mutant.file}:{mutant.line} {by}", file=sys.stderr)
        (folder / "mutants.json").write_text(json.dumps(told, indent=1))

    trying.play(chosen, reached, tell)
    survivors = [one["diff"] for one in told if one["fate"] == "survived"]
    (folder / "survivors.diff").write_text("\n".join(survivors))
    print("\n".join(table(told, numbers)))
    print(f"{monotonic() - began:.0f} s; survivors in {folder / 'survivors.diff'}")


if __name__ == "__main__":
    main(sys.argv[1:])
