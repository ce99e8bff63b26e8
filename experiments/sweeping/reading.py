"""Reading the plan of a design from the ``design`` section of a configuration, or from rows."""

import json
import math

from experiments.sweeping import factors, plan
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from experiments.sweeping.plan import Dimension, Plan, Precise, Samples
from sim import sampling
from sim.checks import as_mapping, is_number, whole_number
from sim.refusals import PremiseError, nearest, shown, unknown

FACTORIAL = "factorial"
SAMPLES = (FACTORIAL, *sampling.METHODS)
TOP = (
    "decisions", "uncertainties", "zipped", "cases", "sample", "points", "levels", "sample_seed",
    "outcomes", "precise", "parts", "part",
)  # fmt: skip
PARTS = ("parts", "part")  # who plays what of it, which changes nothing in the result
MOST_POINTS = 10**7
MOST_RUNS = 10_000  # of a point, where runs stop when they are enough


def read(given, scenario):
    """The plan of a design; ``scenario`` tells which parameters are whole numbers."""
    given = as_mapping(given, "design")
    for key in given:
        if key not in TOP:
            raise unknown("design", key, TOP)
    parts(given)
    cases = read_cases(given.get("cases"), scenario)
    zipped = read_zipped(given.get("zipped"), scenario)
    decided = read_factors(given, "decisions", DECISION, scenario)
    unsure = read_factors(given, "uncertainties", UNCERTAINTY, scenario)
    levels = whole(given, "levels", 5, 1, 10**6)
    chosen = [*cases, *zipped, *(gridded(one, levels) for one in decided)]
    drawn, samples = sampled(given, unsure, levels)
    check_levels(given, decided, unsure)
    check_size(math.prod(len(one.rows) for one in chosen) * len(samples))
    if not any(one.keys for one in (*chosen, *drawn)):
        raise PremiseError("design", "nothing varies; it takes decisions, uncertainties or cases")
    refuse_twice(cases, zipped, decided, unsure)
    refuse_repeated(zipped, decided)
    choices = plan.combined(chosen)
    names = cases[0].names if cases else ("",)
    each = len(choices) // len(names)
    return Plan(
        (*chosen, *drawn),
        tuple(choices),
        tuple(name for name in names for _ in range(each)),
        samples,
        is_sampled(given),
        read_outcomes(given.get("outcomes")),
        read_precise(given.get("precise")),
        {key: value for key, value in given.items() if key not in PARTS},
    )


def is_sampled(given):
    """True if uncertainties are a sample, as against a grid."""
    return sample_of(given) != FACTORIAL


def sample_of(given):
    """How uncertainties are sampled; a grid unless the design says."""
    sample = given.get("sample")
    return FACTORIAL if sample is None else sample


def check_size(points):
    """Refuse more points than a sweep takes."""
    if points > MOST_POINTS:
        problem = (
            f"{points:,} points; it takes at most {MOST_POINTS:,} "
            "(levels: 3, or sample: latin_hypercube with points: 1000, makes fewer of ranges)"
        )
        raise PremiseError("design", problem)


def of_rows(rows, scenario):
    """The plan of points that are given one by one, as mappings of dotted names to values."""
    if not rows or not rows[0]:
        raise PremiseError("design", "no points are given; it takes a row and a column at least")
    given = {"cases": [{"name": str(place), "set": row} for place, row in enumerate(rows)]}
    (cases,) = read_cases(given["cases"], scenario)
    names = ("",) * len(rows)
    return Plan(
        (cases._replace(names=names),), cases.rows, names, Samples({}, 1), False, (), None, given
    )


def section(given, name):
    """A mapping of the design, or an empty one."""
    return as_mapping(given.get(name), f"design.{name}")


def read_factors(given, name, role, scenario):
    """The factors of a section of the design."""
    return factors.read(section(given, name), role, f"design.{name}", scenario)


def gridded(one, levels):
    """A factor as a dimension of a grid."""
    rows = tuple({one.key: value} for value in one.grid(levels))
    return Dimension((one.key,), one.role, rows, is_log=one.is_log)


def drawn_from(one):
    """A factor as a dimension of a sample."""
    rows = tuple({one.key: value} for value in one.levels)
    return Dimension((one.key,), one.role, rows, is_log=one.is_log)


def sampled(given, unsure, levels):
    """The uncertainties as dimensions, and their points."""
    sample = sample_of(given)
    if sample not in SAMPLES:
        problem = f"{shown(sample)} is not allowed; it takes one of {', '.join(SAMPLES)}"
        raise PremiseError("design.sample", problem + nearest(sample, SAMPLES))
    if sample == FACTORIAL:
        for key in ("points", "sample_seed"):
            if given.get(key) is not None:
                takes = "a grid (sample: factorial) takes levels of ranges, and draws nothing"
                raise PremiseError(f"design.{key}", f"{shown(given[key])} is not allowed; {takes}")
        dimensions = [gridded(one, levels) for one in unsure]
        check_size(math.prod(len(one.rows) for one in dimensions))
        rows = plan.combined(dimensions)
        columns = {one.key: [row[one.key] for row in rows] for one in unsure}
        return dimensions, Samples(columns, len(rows))
    if not unsure:
        raise PremiseError("design.sample", f"'{sample}' is not allowed without uncertainties")
    points = whole(given, "points", 1024, 1, MOST_POINTS)
    seed = whole(given, "sample_seed", 1, 0, 2**63 - 1)
    quantiles = sampling.unit(sample, points, len(unsure), seed)
    return [drawn_from(one) for one in unsure], of_quantiles(unsure, quantiles)


def check_levels(given, decided, unsure):
    """Refuse a number of levels where no range is cut into levels."""
    cut = [one for one in (*decided, *(() if is_sampled(given) else unsure)) if one.distribution]
    if given.get("levels") is not None and not cut:
        takes = "it goes with a range that is played at levels, and there is none"
        raise PremiseError("design.levels", f"{shown(given['levels'])} is not allowed; {takes}")


def of_quantiles(found, quantiles):
    """Factors at quantiles of shape (points, factors)."""
    columns = {one.key: one.at(quantiles[:, place]) for place, one in enumerate(found)}
    return Samples(columns, len(quantiles))


def whole(given, key, usual, low, high):
    """A whole number of the design."""
    value = given.get(key)
    return whole_number(f"design.{key}", usual if value is None else value, low, high)


def read_cases(given, scenario):
    """Explicit cases, each a name and what it sets, as a dimension; none if there are none."""
    if given is None:
        return []
    if not isinstance(given, list) or not given:
        raise PremiseError("design.cases", f"{shown(given)} is not allowed; it takes a list")
    rows, names = [], []
    for place, entry in enumerate(given):
        key = f"design.cases.{place}"
        name, row = read_case(as_mapping(entry, key), key, scenario)
        if name in names:
            takes = "it takes a name, another one for each case"
            problem = f"{shown(name)} is not allowed; {takes}"
            raise PremiseError(f"{key}.name", problem)
        rows.append(row)
        names.append(name)
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    return [Dimension(keys, DECISION, tuple(rows), tuple(names))]


def read_case(entry, key, scenario):
    """The name of a case, and what it sets."""
    for one in entry:
        if one not in ("name", "set"):
            raise unknown(key, one, ("name", "set"))
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        takes = "it takes a name, another one for each case"
        raise PremiseError(f"{key}.name", f"{shown(name)} is not allowed; {takes}")
    values = as_mapping(entry.get("set"), f"{key}.set")
    for one, value in values.items():
        place = f"{key}.set.{one}"
        factors.check_kind(str(one), factors.checked_level(value, place), place, scenario)
    return name, {str(one): value for one, value in values.items()}


def read_zipped(given, scenario):
    """Lists that go together: the first values of all, then the second ones, and so on."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise PremiseError("design.zipped", f"{shown(given)} is not allowed; it takes a list")
    found = []
    for place, entry in enumerate(given):
        key = f"design.zipped.{place}"
        lists = factors.read(as_mapping(entry, key), DECISION, key, scenario)
        if any(not one.levels for one in lists) or len({len(one.levels) for one in lists}) != 1:
            problem = f"{shown(entry)} is not allowed; it takes lists of one length"
            raise PremiseError(key, problem)
        keys = tuple(one.key for one in lists)
        rows = zip(*(one.levels for one in lists), strict=True)
        together = tuple(dict(zip(keys, row, strict=True)) for row in rows)
        found.append(Dimension(keys, DECISION, together))
    return found


def refuse_twice(cases, zipped, decided, unsure):
    """Refuse a parameter that two parts of the design would set."""
    seen = {}
    parts = [
        *(("cases", one.keys) for one in cases),
        *((f"zipped.{place}", one.keys) for place, one in enumerate(zipped)),
        ("decisions", [one.key for one in decided]),
        ("uncertainties", [one.key for one in unsure]),
    ]
    for name, keys in parts:
        for key in sorted(keys):
            if key in seen:
                raise PremiseError(f"design.{name}.{key}", f"is set by design.{seen[key]} already")
            seen[key] = name


def refuse_repeated(zipped, decided):
    """Refuse levels that are one and the same: nothing would differ between them.

    Of what is not known a value may stand twice: it counts, or is drawn, twice as often.
    """
    for one in decided:
        refuse_same(one.levels, f"design.decisions.{one.key}", "each value once")
    for place, one in enumerate(zipped):
        rows = [list(row.values()) for row in one.rows]
        refuse_same(rows, f"design.zipped.{place}", "each combination once")


def refuse_same(values, place, takes):
    """Refuse the first value that stands twice; 1 and 1.0 are the same, 1 and true are not."""
    seen = set()
    for value in values:
        each = value if isinstance(value, list) else [value]
        text = json.dumps([float(one) if is_number(one) else one for one in each], sort_keys=True)
        if text in seen:
            raise PremiseError(place, f"{shown(value)} is given twice; it takes {takes}")
        seen.add(text)


def read_outcomes(given):
    """Names of outcomes; which there are depends on the scenario."""
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given) or not given:
        problem = f"{shown(given)} is not allowed; it takes a list of outcomes"
        raise PremiseError("design.outcomes", problem)
    return tuple(dict.fromkeys(given))


def read_precise(given):
    """When the runs of a point are enough."""
    if given is None:
        return None
    given = as_mapping(given, "design.precise")
    for key in given:
        if key not in Precise._fields:
            raise unknown("design.precise", key, Precise._fields)
    width = given.get("width")
    if not is_number(width) or width <= 0:
        problem = f"{shown(width)} is not allowed; it takes a number above 0"
        raise PremiseError("design.precise.width", problem)
    if not isinstance(given.get("outcome"), str):
        problem = f"{shown(given.get('outcome'))} is not allowed; it takes the name of an outcome"
        raise PremiseError("design.precise.outcome", problem)
    most = whole({"precise.most": given.get("most")}, "precise.most", MOST_RUNS, 2, 10**7)
    return Precise(given["outcome"], float(width), most)


def parts(given):
    """Which part of the points a command plays, of how many; None of 1 for all of them."""
    count = whole(given, "parts", 1, 1, 10**6)
    if given.get("part") is None:
        if given.get("parts") is not None:
            problem = f"{count} is not allowed by itself; design.part says which, from 0"
            raise PremiseError("design.parts", problem)
        return None, count
    return whole(given, "part", 0, 0, count - 1), count
