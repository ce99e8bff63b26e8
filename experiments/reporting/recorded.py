"""What the record and the configuration of a result must hold for a report to read them.

Both are files that anybody can edit. What a report takes from them is looked at once, when they are
read, so that whatever tells of a result can rely on it.
"""

from experiments import provenance
from experiments.sensitivities import asking
from experiments.sentences import Refused
from sim.refusals import shown


def is_text(value):
    """True for a text."""
    return isinstance(value, str)


def is_whole(value, least=0):
    """True for a whole number that is not below ``least``."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def is_list(value):
    """True for a list of texts."""
    return isinstance(value, list) and all(map(is_text, value))


def is_mapping(value):
    """True for a mapping whose keys are texts."""
    return isinstance(value, dict) and all(map(is_text, value))


def is_count(value):
    """True for a whole number from 1."""
    return is_whole(value, 1)


def is_mappings(value):
    """True for mappings by name, one at least."""
    return is_mapping(value) and bool(value) and all(map(is_mapping, value.values()))


def is_versions(value):
    """True for versions by the name of a library, none for one that was not there."""
    return is_mapping(value) and all(one is None or is_text(one) for one in value.values())


def is_design(value):
    """True for the design of an analysis."""
    return (
        is_mapping(value)
        and value.get("method") in asking.METHODS
        and value.get("luck") in (asking.COMMON, asking.INDEPENDENT)
        and (value.get("outcomes") is None or is_list(value["outcomes"]))
    )


TEXT, WHOLE = (is_text, "a text"), (is_whole, "a whole number from 0")
COUNT, MAPPING = (is_count, "a whole number from 1"), (is_mapping, "a mapping")
RECORD = {  # of every result, by key
    "config_hash": TEXT, "code_hash": TEXT, "scenario": TEXT, "version": TEXT, "seed": WHOLE,
    "counts": MAPPING, "counts.runs": COUNT,
}  # fmt: skip
OPTIONAL = {  # what older results may lack, and what may be none
    "failures": WHOLE, "commit": TEXT, "begun": TEXT, "python": TEXT, "platform": TEXT,
    "posterior": TEXT, "course": TEXT, "left": (lambda value: isinstance(value, list), "a list"),
    "libraries": (is_versions, "a mapping of versions"), "strategies": MAPPING,
    "uncommitted": (lambda value: isinstance(value, bool), "true or false"),
}  # fmt: skip
POINTS = {"counts.points": COUNT}
BY_KIND = {"sweep": POINTS, "sensitivity": POINTS}

PLAYED = {"parties": MAPPING, "runs": COUNT}
ANALYSIS = (is_design, f"a design with a method ({', '.join(asking.METHODS)}) and its luck")
CONFIGS = {
    "run": PLAYED,
    "sweep": PLAYED | {"design": MAPPING},
    "sensitivity": {"runs": COUNT, "design": ANALYSIS},
    "compare": {"runs": COUNT, "scenarios": (is_mappings, "configurations by name")},
    "backtest": {
        "runs": COUNT, "scenarios": (is_mappings, "configurations by name"),
        "cases": (is_mappings, "what each case is, by name"),
    },
    "discover": {},
}  # fmt: skip
MAY_LACK = ("backtest",)  # older results kept no configuration of their cases


def check(folder, kind, found):
    """Refuse the record of a result that does not hold what a report reads in it."""
    path = folder / provenance.FILE
    fit(path, found, RECORD | BY_KIND.get(kind, {}))
    given = {key: value for key, value in found.items() if value is not None}
    fit(path, given, {key: takes for key, takes in OPTIONAL.items() if key in given})


def check_config(folder, kind, found):
    """Refuse a configuration of another kind than the record says, or that holds something else."""
    path = folder / provenance.CONFIG
    if not is_mapping(found) or not found:
        problem = "it is empty" if not found else f"{shown(found)} is no configuration"
        raise Refused(f"{path}: {problem}; it takes the configuration that was played")
    fit(path, found, CONFIGS[kind])
    if kind == "discover":
        fit(path, found, {"discover": MAPPING} if "discover" in found else {"outcome": TEXT})
        fit(path, found, {"sweep": MAPPING} if "sweep" in found else {})


def check_there(folder, kind):
    """Refuse a result without its configuration, where every version kept one."""
    if kind not in MAY_LACK:
        problem = "it is not there; a report takes a whole result, with what was played"
        raise Refused(f"{folder / provenance.CONFIG}: {problem}")


def fit(path, found, needed):
    """Refuse data in which something is missing or of another type, by its dotted key."""
    for key, (is_fit, takes) in needed.items():
        value = found
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            raise Refused(f"{path}: {key}: it is missing; it takes {takes}")
        if not is_fit(value):
            raise Refused(f"{path}: {key}: {shown(value)} is not allowed; it takes {takes}")
