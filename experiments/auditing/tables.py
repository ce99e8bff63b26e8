"""What an audit found, as tables and figures."""

import numpy as np

from experiments import csv_files, provenance
from experiments.auditing import findings, headlines, wording
from experiments.auditing.headlines import said
from sim import plots, words
from sim.plots import robustness, style, tornado

MOVES = (
    "scenario", "point", "seed", "runs", "number", "move", "from", "to", "coarse", "about",
    "variable", "unit", "value", "low", "high", "verdict",
)  # fmt: skip
JUDGEMENTS = (  # then what raising it brings each side, then the last two
    "rank", "number", "value", "unit", "beside_it", "file", "line", "largest_shift", "outcome",
    "raised_helps", "raised_costs",
)  # fmt: skip
ABOUT_JUDGEMENTS = ("statements_not_kept", "meaning")


def write(folder, done):
    """Write the three tables."""
    csv_files.write(folder / "perturbations.csv", MOVES, move_rows(done))
    sides = done.base.premises.parties
    heads = (*JUDGEMENTS, *(f"raised_brings_{one}" for one in sides), *ABOUT_JUDGEMENTS)
    csv_files.write(folder / "judgements.csv", heads, judgement_rows(done))
    csv_files.write(folder / "wording.csv", wording.Use._fields, done.uses)


def move_rows(done):
    """A line for each move and thing asked: statements, shares, what each side has.

    A move after which all that was asked of every run is as before has one line.
    """
    ground = done.ground
    for point, one in enumerate(done.moves, 1):
        move = one.point
        keys = [ground.base, point, ground.seed, ground.runs, move.number, move.way,
                said(move.before), said(move.after), int(move.coarse)]  # fmt: skip
        if not one.changed:
            yield [*keys, "nothing", "", "", "", "", "", ""]
            continue
        for place, statement in enumerate(ground.statements):
            values = [*one.estimates[place], one.verdicts[place]]
            yield [*keys, "statement", statement.text, unit_of(statement), *values]
        for name, shift in zip(ground.shares, one.shifts, strict=True):
            yield [*keys, "shift", name, "share of runs", *shift, ""]
        for side, shift in zip(done.base.premises.parties, one.had, strict=True):
            yield [*keys, "shift", f"had_by_{side}", "points", *shift, ""]


def unit_of(statement):
    """Unit of what a statement is about."""
    if statement.is_amount:
        return "mean paired difference"
    return "share of runs" if isinstance(statement.other, float) else "paired difference of shares"


def judgement_rows(done):
    """A line for each number that rests on assumption, largest movers first."""
    for rank, one in enumerate(done.judgements, 1):
        size, most = one.mover.most if one.mover else (0.0, 0)
        brings = [findings.effect(one.mover, slot) if one.mover else 0.0 for slot in range(2)]
        yield [
            rank, one.number.name, said(one.value),
            one.number.field.json_schema_extra["unit"], " ".join(one.place.cited),
            one.place.file, one.place.line or "", size,
            done.ground.shares[most] if size else "", " and ".join(one.helped[0]),
            " and ".join(one.helped[1]), *brings, one.broken,
            one.number.field.description,
        ]  # fmt: skip


def draw(folder, done, made):
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
    played = f"{words.count(ground.runs)} at each of {words.count(len(done.small), 'move')}"
    foot = provenance.foot(f"Scenario {base.called}, {played}", made, ground.seed, ground.runs)
    found = []
    for figure, shown in wanted:
        style.leave(figure, shown, folder / "figures" / figure.NAME, foot, plots.lead(base))
        found.append((figure.NAME, figure.title(shown)))
    return found
