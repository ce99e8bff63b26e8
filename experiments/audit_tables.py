"""What an audit found, as tables and figures: movers, judgements, differences between the sides."""

import csv
from typing import NamedTuple

import numpy as np

from agents.premise import ASSUMPTION
from experiments import headlines, judgements, nudged_runs, nudging
from sim import plots
from sim.plots import style, surviving, tornado
from sim.refusals import PremiseError

ALL = "all that the sides differ in"
SHOWN = 5  # movers of an outcome that figure and page show


class Done(NamedTuple):
    """All that was found."""

    audited: object
    fair: list  # fairness.Check
    plain: dict  # outcomes with nothing moved, by scenario
    found: list  # headlines.Found of each statement with nothing moved
    verdicts: list  # the same
    moves: list  # nudged_runs.Result
    left: dict  # moves that could not be made, and why
    uses: list  # wording.Use

    @property
    def ground(self):
        """What was played."""
        return self.audited.ground

    @property
    def base(self):
        """The scenario audited."""
        return self.ground.scenarios[self.ground.base]

    @property
    def small(self):
        """The small moves, without those that make the sides even."""
        return [one for one in self.moves if one.point.way in (nudging.DOWN, nudging.UP)]

    @property
    def tried(self):
        """Places of the statements that are clear with nothing moved."""
        return [place for place, one in enumerate(self.verdicts) if one == headlines.KEPT]


class Mover(NamedTuple):
    """A number and what its moves do to each share: shifts (shares, 2) down and up, nan if none."""

    name: str
    shifts: np.ndarray
    results: dict  # by way

    @property
    def most(self):
        """The largest shift of any share, and which."""
        size = np.nan_to_num(np.abs(self.shifts)).max(axis=1)
        return float(size.max()), int(size.argmax())


def movers(done):
    """Every number that was moved, in the order of the configuration."""
    by_name = {}
    for one in done.small:
        by_name.setdefault(one.point.number, {})[one.point.way] = one
    found = []
    for name, results in by_name.items():
        shifts = np.full((len(done.ground.shares), 2), np.nan)
        for place, way in enumerate((nudging.DOWN, nudging.UP)):
            if way in results:
                shifts[:, place] = [entry.value for entry in results[way].shifts]
        found.append(Mover(name, shifts, results))
    return found


def helped(mover, sides):
    """Which sides have more of the truce when a number is raised: names, clear by some move."""
    found = []
    for slot, side in enumerate(sides):
        signs = set()
        for way, sign in ((nudging.UP, 1), (nudging.DOWN, -1)):
            if way in mover.results:
                had = mover.results[way].had[slot]
                signs |= {sign} if had.low > 0.0 else {-sign} if had.high < 0.0 else set()
        found.append((side, signs))
    up = [side for side, signs in found if signs == {1}]
    down = [side for side, signs in found if signs == {-1}]
    return up, down


def effect(mover, slot):
    """What raising a number brings a side [points], by the moves there are."""
    found = []
    for way, sign in ((nudging.UP, 1.0), (nudging.DOWN, -1.0)):
        if way in mover.results:
            found.append(sign * mover.results[way].had[slot].value)
    return sum(found) / len(found) if found else 0.0


class Judgement(NamedTuple):
    """A number that rests on assumption, where it stands, and what it moves."""

    number: nudging.Number
    value: tuple
    place: judgements.Place
    mover: Mover | None
    helped: tuple
    broken: int  # statements that some move of it makes unclear or turns


def judged(done):
    """Numbers of the audited scenario that rest on assumption, largest movers first; and the rest.

    Numbers that move nothing keep the order of the configuration.
    """
    by_name, found, sourced = {one.name: one for one in movers(done)}, [], 0
    for number in nudging.numbers(done.base):
        dated = number.key.startswith("changes.")
        place = judgements.Place("", 0, ()) if dated else done.audited.finder.place(number.key)
        if not dated and judgements.rests_on(number.key, done.base, place) != ASSUMPTION:
            sourced += 1
            continue
        mover = by_name.get(number.name) or by_name.get(f"{number.name} ({done.ground.base})")
        value, _ = nudging.ends_of(done.base, number)
        sides = ((), ()) if mover is None else helped(mover, done.base.parties)
        found.append(Judgement(number, value[:2], place, mover, sides, broken(done, mover)))
    found.sort(key=lambda one: -(one.mover.most[0] if one.mover else 0.0))
    return found, sourced


def broken(done, mover):
    """How many of the statements tried some move of a number makes unclear, or turns."""
    if mover is None:
        return 0
    return sum(
        any(one.verdicts[place] != headlines.KEPT for one in mover.results.values())
        for place in done.tried
    )


def evened(audited, read):
    """The scenarios with a number of one side as it is for the other, for each that differs.

    And with all of them at once. ``read`` makes a scenario of a plain configuration.
    """
    ground = audited.ground
    base = ground.scenarios[ground.base]
    different = judgements.differences(base, audited.finder)
    sides = list(base.premises.parties)
    found = []
    for slot, side in enumerate(sides):
        whole = dict(audited.plain)
        for one in different:
            pair = one.keys[slot], one.keys[1 - slot]
            alone = {name: judgements.evened(plain, *pair) for name, plain in audited.plain.items()}
            whole = {
                name: judgements.evened(plain, *pair) or plain for name, plain in whole.items()
            }
            found += even_point(
                one.name, side, (one.values[1 - slot], one.values[slot]), alone, read
            )
        if different:
            found += even_point(ALL, side, ((), ()), whole, read)
    return found


def even_point(name, side, values, plain, read):
    """A point at which both sides have what one of them has; none if a scenario refuses it."""
    try:
        scenarios = {key: read(one, key) for key, one in plain.items() if one is not None}
    except PremiseError:
        return []
    return [nudged_runs.Point(name, f"as {side}", *values, False, scenarios)]


def said(values):
    """A value or the ends of a range, as text."""
    return " to ".join(f"{value:g}" for value in values)


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
                found = [*map(plain_number, one.found[place]), one.verdicts[place]]
                lines.writerow([*keys, "statement", statement.text, unit_of(statement), *found])
            for name, shift in zip(ground.shares, one.shifts, strict=True):
                lines.writerow(
                    [*keys, "shift", name, "share of runs", *map(plain_number, shift), ""]
                )
            for side, shift in zip(done.base.premises.parties, one.had, strict=True):
                values = [*map(plain_number, shift), ""]
                lines.writerow([*keys, "shift", f"had_by_{side}", "points", *values])


def unit_of(statement):
    """Unit of what a statement is about."""
    if statement.outcome in headlines.AMOUNTS:
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
    found, _ = judged(done)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(head)
        for rank, one in enumerate(found, 1):
            size, most = one.mover.most if one.mover else (0.0, 0)
            brings = [effect(one.mover, slot) if one.mover else 0.0 for slot in range(2)]
            lines.writerow([
                rank, one.number.name, said(one.value),
                one.number.field.json_schema_extra["unit"], " ".join(one.place.cited),
                one.place.file, one.place.line or "", plain_number(size),
                done.ground.shares[most] if size else "", " and ".join(one.helped[0]),
                " and ".join(one.helped[1]), *map(plain_number, brings), one.broken,
                one.number.field.description,
            ])  # fmt: skip


def counts(done):
    """Moves that keep, blur and turn each statement tried; shape (statements, 3)."""
    order = (headlines.KEPT, headlines.UNCLEAR, headlines.TURNED)
    found = [
        [sum(one.verdicts[place] == verdict for one in done.small) for verdict in order]
        for place in done.tried
    ]
    return np.array(found, dtype=int).reshape(len(found), 3)


def top(done, place, many=SHOWN):
    """The numbers that move a share most, most first; none that does not move it."""

    def size(one):
        return float(np.nan_to_num(np.abs(one.shifts[place])).max())

    found = sorted(movers(done), key=lambda one: -size(one))
    return [one for one in found[:many] if size(one) > 0.0]


def draw(folder, done):
    """Draw both figures; returns their names and alternative texts."""
    ground, base = done.ground, done.base
    panels = []
    for place, name in enumerate(ground.shares):
        best = top(done, place)
        shifts = np.array([one.shifts[place] for one in best]).reshape(len(best), 2)
        panels.append(
            tornado.Panel(headlines.named(name, base), [one.name for one in best], shifts)
        )
    texts = [ground.statements[place].text for place in done.tried]
    wanted = (
        (surviving, surviving.Numbers(texts, counts(done), ground.runs)),
        (tornado, tornado.Numbers(panels, done.audited.asked.by, ground.runs)),
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
