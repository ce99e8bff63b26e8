"""The two sides made even: numbers in which they differ, set for both as they are for one."""

from experiments.auditing import headlines, judgements, nudged_runs
from sim import words
from sim.markdown import table
from sim.refusals import PremiseError
from sim.scenario import from_config

ALL = "all that the sides differ in"


def way(side):
    """The name of the move that gives both sides what one of them has."""
    return f"as {side}"


def points(scope):
    """The scenarios with a number of one side as it is for the other, for each that differs.

    And with all of them at once.
    """
    found = []
    for slot, side in enumerate(scope.composed.scenario.premises.parties):
        whole = dict(scope.plain)
        for one in scope.differences:
            pair = one.keys[slot], one.keys[1 - slot]
            alone = {name: judgements.evened(plain, *pair) for name, plain in scope.plain.items()}
            whole = {
                name: judgements.evened(plain, *pair) or plain for name, plain in whole.items()
            }
            values = (one.values[1 - slot], one.values[slot])
            found += point(one.name, way(side), values, alone)
        if scope.differences:
            found += point(ALL, way(side), ((), ()), whole)
    return found


def point(name, way, values, plain):
    """A point at which both sides have what one of them has; none if a scenario refuses it."""
    try:
        scenarios = {key: from_config(one, key) for key, one in plain.items() if one is not None}
    except PremiseError:
        return []
    return [nudged_runs.Point(name, way, *values, False, scenarios)]


def results(done, number):
    """What comes out with both as each side is, by slot; None where a scenario refuses it."""
    return [done.even.get((number, way(key))) for key in done.base.premises.parties]


def largest(result):
    """The largest shift of a share, and its place."""
    sizes = [abs(shift.value) for shift in result.shifts]
    return max(sizes), sizes.index(max(sizes))


def shown_largest(done, result):
    """The largest shift of a share in words."""
    if result is None:
        return "refused"
    size, place = largest(result)
    if size == 0.0:
        return "nothing"
    outcome = headlines.named(done.ground.shares[place], done.base)
    return f"{outcome} {headlines.in_points(result.shifts[place])}"


def most(done):
    """The difference between the sides that decides most, in words."""
    alone = [result for (number, _), result in done.even.items() if number != ALL]
    best = max(alone, key=lambda result: largest(result)[0], default=None)
    if best is None or largest(best)[0] == 0.0:
        return "Made even one by one, none of them moves an outcome."
    sides = dict(zip(map(way, done.base.premises.parties), done.base.parties, strict=True))
    return (
        f"Made even one by one, `{best.point.number}` decides most: with both sides as "
        f"{sides[best.point.way]}, {shown_largest(done, best)} points."
    )


def section(done):
    """The numbers in which the sides differ, and what comes out when they are even."""
    sides, whole = done.base.parties, results(done, ALL)
    yield (
        "No source gives these numbers; what stands beside them is a reason. Each was set for "
        f"both sides as it is for {sides[0]}, and as it is for {sides[1]}: the largest shift of an "
        "outcome is shown. What each side owes and what its publics want differ as well, item by "
        "item: see the files of obligations and constituencies.\n"
    )
    rows = [row(done, one) for one in done.scope.differences]
    rows = [cells for _, cells in sorted(rows, key=lambda entry: -entry[0])]
    rows.append(("all of these", "", "", "", *(shown_largest(done, one) for one in whole)))
    heads = ("number", *sides, "beside it", *(f"both as {side}" for side in sides))
    yield table(heads, rows, "lrrlll")
    yield from resumptions(done, whole)
    for side, result in zip(sides, whole, strict=True):
        if result is not None:
            yield from left_even(done, side, result)


def row(done, difference):
    """The size of what a difference decides, and its row in the table."""
    found = results(done, difference.name)
    cited = dict.fromkeys(key for place in difference.places for key in place.cited)
    size = max((largest(result)[0] for result in found if result), default=0.0)
    values = map(headlines.said, difference.values)
    shown = (shown_largest(done, result) for result in found)
    return size, (f"`{difference.name}`", *values, " ".join(cited), *shown)


def resumptions(done, whole):
    """Who resumes fighting how often: as it stands, and with the sides even."""
    outcomes = [f"resumed_by_{key}" for key in done.base.premises.parties]
    usual = [float(done.plain[done.ground.base][name].mean()) for name in outcomes]

    def shares(values):
        """Both shares in words."""
        return " and ".join(
            f"{headlines.named(name, done.base)} in {words.percent(max(value, 0.0))}"
            for name, value in zip(outcomes, values, strict=True)
        )

    yield f"\nWith nothing moved, {shares(usual)} of runs."
    for side, result in zip(done.base.parties, whole, strict=True):
        if result is not None:
            by_outcome = dict(zip(done.ground.shares, result.shifts, strict=True))
            values = [
                before + by_outcome[name].value
                for name, before in zip(outcomes, usual, strict=True)
            ]
            yield f"With all of these as they are for {side}, {shares(values)}."


def left_even(done, side, result):
    """What is left of the headline results when the sides are even."""
    by_verdict = {}
    for place in done.clear:
        text = done.ground.statements[place].text
        by_verdict.setdefault(result.verdicts[place], []).append(text)
    kept = len(by_verdict.get(headlines.KEPT, []))
    many = f"{kept} of {len(done.clear)} results {words.verb(kept)} kept"
    yield f"\nBoth sides as {side} in all of these, {many}."
    for verdict, verb in ((headlines.TURNED, "Turned"), (headlines.UNCLEAR, "No longer clear")):
        if verdict in by_verdict:
            yield f"{verb}: {'; '.join(by_verdict[verdict])}."
