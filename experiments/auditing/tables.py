"""What an audit found, as tables and figures."""

import csv

import numpy as np

from experiments.auditing import findings, headlines
from experiments.auditing.headlines import said
from sim import plots
from sim.plots import robustness, style, tornado


def write(folder, done):
    """Write the three tables."""
    write_moves(folder / "perturbations.csv", done)
    write_judgements(folder / "judgements.csv", done)
    with (folder / "wording.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["file", "line", "found", "say", "why", "source", "text"])
        lines.writerows(done.uses)


def write_moves(path, done):
    """A line for each move and thing asked: statements, shares, what each side has.

    A move after which all that was asked of every run is as before has one line.
    """
    ground = done.ground
    head = ["scenario", "point", "seed", "runs", "number", "move", "from", "to", "coarse",
            "about", "variable", "unit", "value", "low", "high", "verdict"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(head)
        for point, one in enumerate(done.moves, 1):
            move = one.point
            keys = [ground.base, point, ground.seed, ground.runs, move.number, move.way,
                    said(move.before), said(move.after), int(move.coarse)]  # fmt: skip
            if not one.changed:
                lines.writerow([*keys, "nothing", "", "", "", "", "", ""])
                continue
            for place, statement in enumerate(ground.statements):
                values = [*map(plain_number, one.estimates[place]), one.verdicts[place]]
                lines.writerow([*keys, "statement", statement.text, unit_of(statement), *values])
            for name, shift in zip(ground.shares, one.shifts, strict=True):
                lines.writerow(
                    [*keys, "shift", name, "share of runs", *map(plain_number, shift), ""]
                )
            for side, shift in zip(done.base.premises.parties, one.had, strict=True):
                values = [*map(plain_number, shift), ""]
                lines.writerow([*keys, "shift", f"had_by_{side}", "points", *values])


def unit_of(statement):
    """Unit of what a statement is about."""
    if statement.is_amount:
        return "mean paired difference"
    return "share of runs" if isinstance(statement.other, float) else "paired difference of shares"


def plain_number(value):
    """A number with all its digits; nothing for one that is not there."""
    return "" if value != value else repr(float(value))


def write_judgements(path, done):
    """A line for each number that rests on assumption, largest movers first."""
    sides = list(done.base.premises.parties)
    head = ["rank", "number", "value", "unit", "beside_it", "file", "line", "largest_shift",
            "outcome", "raised_helps", "raised_costs", *(f"raised_brings_{one}" for one in sides),
            "statements_not_kept", "meaning"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(head)
        for rank, one in enumerate(done.judgements, 1):
            size, most = one.mover.most if one.mover else (0.0, 0)
            brings = [findings.effect(one.mover, slot) if one.mover else 0.0 for slot in range(2)]
            lines.writerow([
                rank, one.number.name, said(one.value),
                one.number.field.json_schema_extra["unit"], " ".join(one.place.cited),
                one.place.file, one.place.line or "", plain_number(size),
                done.ground.shares[most] if size else "", " and ".join(one.helped[0]),
                " and ".join(one.helped[1]), *map(plain_number, brings), one.broken,
                one.number.field.description,
            ])  # fmt: skip


def draw(folder, done):
    """Draw both figures; returns their names and alternative texts."""
    ground, base = done.ground, done.base
    panels = []
    for place, name in enumerate(ground.shares):
        best = done.top(place)
        shifts = np.array([one.shifts[place] for one in best]).reshape(len(best), 2)
        spans = np.array([one.spans(place) for one in best]).reshape(len(best), 2, 2)
        names = [one.name for one in best]
        panels.append(tornado.Panel(headlines.named(name, base), names, shifts, spans))
    texts = [ground.statements[place].text for place in done.clear]
    wanted = (
        (robustness, robustness.Numbers(texts, done.counts, ground.runs)),
        (tornado, tornado.Numbers(panels, done.scope.settings.by, ground.runs)),
    )
    (folder / "figures").mkdir()
    foot = (
        f"Scenario {base.called}, {ground.runs:,} runs at each of {len(done.small):,} moves, seed "
        f"{ground.seed}. Runs of a model, not a forecast."
    )
    found = []
    for figure, shown in wanted:
        page = plots.make(figure, shown, base, foot)
        text = figure.describe(shown)
        style.write(page, folder / "figures" / figure.NAME, figure.title(shown), text)
        found.append((figure.NAME, figure.title(shown)))
    return found
