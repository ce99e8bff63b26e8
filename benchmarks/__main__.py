"""All speed tables as one, with the machine, and as JSON that two runs can be compared by.

    make bench
    make bench ARGS='engines growth'                   # some of them
    make bench ARGS='against=results/bench-OLD.json'   # beside an earlier run
    python -m benchmarks out=bench.json

Figures are medians over rounds, with the least and the greatest; a target stands beside a figure
that has one. Compare figures of one machine alone, and ratios before times.
"""

import datetime
import json
import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from benchmarks import engines, explorer, growth, rounds, starting, sweeps
from experiments import arguments
from sim import whole_files
from sim.refusals import PremiseError

PARTS = {
    "engines": engines,
    "growth": growth,
    "sweeps": sweeps,
    "starting": starting,
    "explorer": explorer,
}


class Settings(BaseModel):
    """What may be given beside the parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    against: str | None = None
    out: str | None = None


def read(texts):
    """The parts asked for, and settings; what is neither ends the command."""
    try:
        own, parts = arguments.own_and_rest(texts, Settings)
        settings = arguments.checked(Settings, own)
    except PremiseError as error:
        sys.exit(f"benchmarks: {error}")
    for text in parts:
        if text not in PARTS:
            known = f"{', '.join(PARTS)}, against=FILE and out=FILE"
            sys.exit(f"benchmarks: {text!r} is not allowed; it takes {known}")
    return parts or list(PARTS), settings


def earlier(path):
    """Figures of an earlier run by name."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return kept["machine"], {row["name"]: float(row["value"]) for row in kept["rows"]}
    except (OSError, ValueError, TypeError, KeyError) as error:
        sys.exit(f"benchmarks: {path} is no file of an earlier run: {error}")


def number(value):
    """A figure with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def target(row):
    """The target in words, and whether it is reached."""
    if row.reached is None:
        return ""
    bound = f"at least {number(row.least)}" if row.least is not None else ""
    bound = bound or f"at most {number(row.most)}"
    return f"{bound}: {'yes' if row.reached else 'no'}"


def compared(now, then):
    """An earlier figure, and what this one is of it."""
    if then is None:
        return ["", ""]
    return [number(then), f"{now / then:.2f}" if then else ""]


def table(found, before):
    """The table; with the figures of an earlier run, if there are any."""
    shown = Table(box=None, pad_edge=False)
    for name in (
        "measured",
        "figure",
        "",
        "rounds",
        "target",
        *(("before", "now/then") * bool(before)),
    ):
        shown.add_column(name, justify="right" if name in ("figure", "before") else "left")
    for row in found:
        cells = [row.name, number(row.value), row.unit]
        cells += [f"{number(row.low)} to {number(row.high)}", target(row)]
        if before:
            cells += compared(row.value, before.get(row.name))
        shown.add_row(*cells)
    return shown


def kept_in(settings):
    """Where the figures go: where they are told to, or a file named by the time."""
    now = datetime.datetime.now(datetime.UTC)
    return Path(settings.out or f"results/bench-{now:%Y%m%d-%H%M%S}.json")


def check_writable(path):
    """Refuse a file that could not be written, before anything is measured."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sys.exit(f"benchmarks: out={path} cannot be written ({reason}); it takes a file")
    if path.stat().st_size == 0:
        path.unlink()


def keep(path, machine, found):
    """Write the figures so far: a part that breaks, or is stopped, loses none of those before."""
    rows = [row._asdict() | {"reached": row.reached} for row in found]
    text = json.dumps({"machine": machine, "rows": rows}, indent=1)
    whole_files.put(path, f"{text}\n".encode())


def main(texts):
    """Measure, show and keep."""
    if any(text in ("--help", "-h") for text in texts):
        print(__doc__.strip())
        return
    parts, settings = read(texts)
    screen = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    that_machine, before = earlier(Path(settings.against)) if settings.against else ({}, {})
    path = kept_in(settings)
    check_writable(path)
    machine, found = rounds.machine(), []
    for name in parts:
        screen.print(f"measuring {name} ...", style="dim")
        found += PARTS[name].rows()
        keep(path, machine, found)
    screen.print("; ".join(f"{key} {value}" for key, value in machine.items()))
    if before and that_machine != machine:
        screen.print("The earlier run is of another machine or of other packages.")
    screen.print(table(found, before))
    gone = [name for name in before if name not in {row.name for row in found}]
    if gone and parts == list(PARTS):
        screen.print(f"Only in the earlier run: {', '.join(gone)}")
    screen.print(f"Figures: {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
