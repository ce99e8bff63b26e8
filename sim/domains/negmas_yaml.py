"""Domains as NegMAS keeps them in YAML: a file with the issues, and one for each utility function.

The format is that of the NegMAS library ([Mohammad2021]_): discrete issues, and linear additive
utility functions, exponentially discounted or not. What it can hold and this program cannot play is
refused: issues over real numbers, utilities that do not add up over issues.
"""

import math

import yaml

from sim import safe_yaml
from sim.domains.domain import Domain, Issue, Profile, check_issues, check_profile
from sim.domains.files import GREATEST, at_most, refuse, refuse_unknown, text_of
from sim.refusals import shown
from sim.words import listed

LISTED = (  # kinds of issue that name each of their values
    "CategoricalIssue",
    "OrdinalIssue",
    "CardinalIssue",
    "DiscreteOrdinalIssue",
    "DiscreteCardinalIssue",
)
ADDITIVE, DISCOUNTED = "LinearAdditiveUtilityFunction", "ExpDiscountedUFun"
PER = {"relative_time": "time", "step": "round"}

# What may stand in each place. NegMAS writes more than is read here: names of its own, and the
# issues again beside each utility function.
CLASS = ("type", "__python_class__")
SPACE = ("type", "name", "issues")
ISSUE = ("type", "name", "values", "n_values")
ANY_UFUN = ("type", "name", "reserved_value", "reserved_outcome", "constraints", "id",
            "outcome_space", "stability")  # fmt: skip
ADDS_UP = ("weights", "values", "bias")
SHRINKS = ("ufun", "discount", "factor", "dynamic_reservation")
FUNS = {  # what a value function is made of, all of which it needs
    "TableFun": ("mapping",),
    "ConstFun": ("bias",),
    "LinearFun": ("slope",),
    "AffineFun": ("slope", "bias"),
    "IdentityFun": (),
}


def find(files):
    """The domain files and the profiles among some files."""
    kinds = {file: kind(parsed(file)) for file in files if file.suffix in (".yml", ".yaml")}
    domains = [file for file, name in kinds.items() if "OutcomeSpace" in name]
    profiles = [file for file, name in kinds.items() if "fun" in name.lower()]
    return domains, profiles


def parsed(path):
    """What a YAML file holds, as plain data."""
    try:
        return safe_yaml.load(text_of(path), twice=False)
    except yaml.YAMLError as error:
        line = str(error).splitlines()[0]
        raise refuse(path, f"is not YAML that can be read ({line})") from None


def kind(data):
    """The class that a mapping stands for, without its module; '' for none."""
    named = data.get("type", "") if isinstance(data, dict) else ""
    return named.rpartition(".")[2] if isinstance(named, str) else ""


def read(path, profiles):
    """A domain from its file and those of its two utility functions."""
    data = parsed(path)
    refuse_slips(data, SPACE, "the domain", path)
    rows = data.get("issues")
    if not isinstance(rows, list):
        raise refuse(path, "lists no issues")
    issues = tuple(read_issue(row, number, path) for number, row in enumerate(rows))
    check_issues(issues, path)
    named = data.get("name")
    name = named if isinstance(named, str) and named else path.stem
    return Domain(name, issues, tuple(read_profile(file, issues) for file in profiles))


def read_issue(row, number, path):
    """One issue with its values."""
    values = row.get("values") if isinstance(row, dict) else None
    name = str(row.get("name") or number) if isinstance(row, dict) else str(number)
    refuse_slips(row, ISSUE, f"the issue '{name}'", path)
    if kind(row) == "ContiguousIssue" and are_whole(values) and len(values) == 2:
        low, high = values
        if 0 <= high - low < 100_000:
            return Issue(name, tuple(range(low, high + 1)))
    if kind(row) in LISTED and isinstance(values, list):
        plain = all(isinstance(value, str | int | float) for value in values)
        if plain and len(set(values)) == len(values):
            return Issue(name, tuple(values))
    problem = f"has an issue '{name}' ({kind(row) or 'of no type'}) whose values cannot be listed"
    raise refuse(path, f"{problem}; it takes discrete issues")


def are_whole(values):
    """True for a list of whole numbers."""
    return isinstance(values, list) and all(type(value) is int for value in values)


def refuse_slips(data, known, place, path):
    """Refuse a mapping with a key that means nothing in its place."""
    if isinstance(data, dict):
        refuse_unknown([key for key in data if key not in CLASS], known, place, path)


def read_profile(path, issues):
    """The utility function of one side."""
    data = parsed(path)
    if kind(data) == DISCOUNTED:
        return read_discounted(data, path, issues)
    return read_additive(data, path, issues)


def read_additive(data, path, issues):
    """A utility function that adds up over issues."""
    if kind(data) != ADDITIVE:
        held = kind(data) or "thing without a type"
        raise refuse(path, f"holds a {held}; it takes a {ADDITIVE}, in an {DISCOUNTED} or not")
    for field in SHRINKS:
        if field in data:
            problem = f"has '{field}' in a {ADDITIVE}, which is not discounted"
            raise refuse(path, f"{problem}; it takes it in an {DISCOUNTED} around that")
    refuse_slips(data, ANY_UFUN + ADDS_UP, f"the {ADDITIVE}", path)
    for field in ("reserved_outcome", "constraints"):
        if data.get(field):
            raise refuse(path, f"sets {field}; it takes utilities with none")
    values, weights = data.get("values"), data.get("weights")
    if weights is None:
        weights = [1.0] * len(issues)
    values, weights = (by_issue(given, issues) for given in (values, weights))
    if values is None or weights is None:
        raise refuse(path, f"does not give values and weights for {len(issues)} issues")
    found = Profile(
        path.stem,
        tuple(number(weight, "weights", path) for weight in weights),
        tuple(worths_of(one, fun, path) for one, fun in zip(issues, values, strict=True)),
        reserved(data.get("reserved_value"), path),
        bias=number(data.get("bias") or 0.0, "bias", path),
    )
    return check_profile(found, path)


def by_issue(given, issues):
    """What is given for each issue, in a list or by its name; None where it does not fit them."""
    if isinstance(given, dict) and set(given) == {issue.name for issue in issues}:
        return [given[issue.name] for issue in issues]
    return given if isinstance(given, list) and len(given) == len(issues) else None


def read_discounted(data, path, issues):
    """A utility function whose utilities, and what no agreement is worth, shrink with time."""
    refuse_slips(data, ANY_UFUN + SHRINKS, f"the {DISCOUNTED}", path)
    factor = data.get("factor", "step")
    per = PER.get(factor) if isinstance(factor, str) else None
    if per is None or not data.get("dynamic_reservation", True):
        problem = "discounts in a way that is not read; it takes factor step or relative_time"
        raise refuse(path, f"{problem}, and dynamic_reservation true")
    inner = read_additive(data.get("ufun"), path, issues)
    discount = data.get("discount")
    discount = 1.0 if discount is None else number(discount, "discount", path)
    if not 0.0 < discount <= 1.0:
        raise refuse(path, f"has a discount of {discount:g}; it takes one above 0, up to 1")
    return inner._replace(discount=discount, per=per)


def reserved(value, path):
    """What no agreement is worth; None where it is not said, or minus infinity."""
    if value is None or value == -math.inf:
        return None
    return number(value, "reserved_value", path)


def number(value, field, path):
    """A number that is not monstrous; refuses any other."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not abs(value) <= GREATEST:
        raise refuse(path, f"has {shown(value)} in {field}; it takes a number{at_most(value)}")
    return float(value)


def worths_of(issue, fun, path):
    """The worth of each value of an issue under a value function."""
    name = kind(fun)
    if isinstance(fun, dict) and not name and "mapping" not in fun:
        return worths_in(fun, issue, path)
    if name not in FUNS:
        problem = f"values the issue '{issue.name}' by a {name or 'thing without a type'}"
        raise refuse(path, f"{problem}; it takes a TableFun, LinearFun, AffineFun or ConstFun")
    place = f"the {name} of the issue '{issue.name}'"
    refuse_slips(fun, FUNS[name], place, path)
    for field in FUNS[name]:
        if field not in fun:
            raise refuse(path, f"gives no {field} in {place}; it takes {listed(FUNS[name])}")
    if name == "TableFun":
        return worths_in(fun["mapping"], issue, path)
    bias = number(fun.get("bias", 0.0), "bias", path)
    if name == "ConstFun":
        return (bias,) * len(issue.values)
    slope = number(fun.get("slope", 1.0), "slope", path)
    return tuple(slope * number(value, issue.name, path) + bias for value in issue.values)


def worths_in(table, issue, path):
    """The worth of each value of an issue in a table, which names each of them and no other."""
    if not isinstance(table, dict) or not all(value in table for value in issue.values):
        raise refuse(path, f"does not give a worth for each value of the issue '{issue.name}'")
    refuse_unknown(table, issue.values, f"the worths of the issue '{issue.name}'", path)
    return tuple(number(table[value], "mapping", path) for value in issue.values)


def write(domain, folder):
    """Write the three files of a domain: NAME.yml, and one named for each profile."""
    issues = [
        {"name": issue.name, "type": "CategoricalIssue", "values": list(issue.values)}
        for issue in domain.issues
    ]
    space = {"name": domain.name, "type": "DiscreteCartesianOutcomeSpace", "issues": issues}
    save(space, folder / f"{domain.name}.yml")
    for profile in domain.profiles:
        save(profile_data(domain, profile), folder / f"{profile.name}.yml")


def profile_data(domain, profile):
    """A utility function as plain data."""
    data = {
        "name": profile.name,
        "type": ADDITIVE,
        "weights": list(profile.weights),
        "values": [
            {"type": "TableFun", "mapping": dict(zip(issue.values, row, strict=True))}
            for issue, row in zip(domain.issues, profile.worths, strict=True)
        ],
        "bias": profile.bias,
        "reserved_value": -math.inf if profile.reserved is None else profile.reserved,
    }
    if profile.discount == 1.0:
        return data
    factor = next(name for name, per in PER.items() if per == profile.per)
    return {
        "name": profile.name,
        "type": DISCOUNTED,
        "discount": profile.discount,
        "factor": factor,
        "dynamic_reservation": True,
        "ufun": data,
    }


def save(data, path):
    """Write a YAML file."""
    path.write_text(safe_yaml.dump(data, width=100), encoding="utf-8")
