"""In what scenarios differ: the values that one has and another has not, and nothing else."""

from sim import design, naming, values
from sim.checks import SPREADS
from sim.refusals import PremiseError
from sim.report.document import Column, Table

WORDS = ("title", "start", "names", "record", "expected")  # of a configuration, that play nothing
ABSENT, GONE = object(), object()  # a key that is not set; one of an entry that is not there


def between(configs):
    """(key, values) of each key of which not all scenarios have the same value, in order.

    ``configs`` are configurations as plain data. An entry that a scenario lacks whole, such as an
    obligation, is one difference.
    """
    premises = [
        {key: value for key, value in config.items() if key not in WORDS} for config in configs
    ]
    yield from below("", premises)


def below(key, held):
    """The differences at a key and under it; what a scenario lacks whole is looked at no further.

    An entry that is gone takes no part in what the others differ in.
    """
    if any(map(is_mapping, held)):
        gone = [one is ABSENT or one is GONE for one in held]
        if any(one is ABSENT for one in held):
            yield key, held
        names = dict.fromkeys(name for one in held if is_mapping(one) for name in one)
        for name in names:
            inner = [
                GONE if is_gone else one.get(name, ABSENT)
                for one, is_gone in zip(held, gone, strict=True)
            ]
            yield from below(f"{key}.{name}".strip("."), inner)
        return
    there = [one for one in held if one is not GONE]
    if any(one != there[0] for one in there):
        yield key, held


def is_mapping(value):
    """True for a mapping of premises, as against a range that is drawn from."""
    return isinstance(value, dict) and not any(key in SPREADS for key in value)


def table(name, caption, scenario, called, configs):
    """The table of differences: a row a key, a column a scenario; None where there are none."""
    rows = tuple(row(scenario, key, held) for key, held in between(configs))
    if not rows:
        return None
    heads = (Column("Premise"), Column("What it is"), *(Column(f"`{one}`") for one in called))
    note = "*: the default, for the scenario does not set it." if any(map(has_usual, rows)) else ""
    return Table(name, caption, heads, rows, note)


def row(scenario, key, held):
    """What a key is, and its value in each scenario."""
    try:
        info = design.parameter(scenario, key).info
    except PremiseError:  # an entry such as an obligation, or the list of changes
        return (f"`{key}`", None, *(shown(value) for value in held))
    meaning = naming.with_unit(info.description, info.json_schema_extra["unit"])
    usual = f"{values.shown(info.default)} *"
    return (f"`{key}`", meaning, *(usual if one is ABSENT else shown(one) for one in held))


def has_usual(row):
    """True if some cell of a row is a default."""
    return any(str(cell).endswith(" *") for cell in row[2:])


def shown(value):
    """A value in a cell; of an entry whether it is there."""
    if value is ABSENT or value is GONE:
        return "none"
    if is_mapping(value):
        return "there"
    if isinstance(value, list):
        return "; ".join(map(one, value)) or "none"
    return values.shown(value)


def one(entry):
    """An entry of a list: a dated change, in short."""
    if isinstance(entry, dict) and "day" in entry:
        changed = ", ".join(f"{key} to {value}" for key, value in (entry.get("set") or {}).items())
        return f"day {entry['day']}: {changed or 'another event'}"
    return str(entry)
