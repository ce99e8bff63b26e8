"""Domains as Genius keeps them: one XML file with the issues, and one with each side's preferences.

The format is that of the Genius platform ([Lin2014]_). Of a discrete issue each value has an
evaluation, of which its worth is the part of the best one; the weights of the issues are as they
stand. What Genius can hold and this program cannot play is refused: real-valued issues, worths by a
formula, preferences that do not add up over issues.
"""

import math
from xml.etree import ElementTree

from sim.domains.domain import Domain, Issue, Profile, check_issues, check_profile, normal
from sim.domains.files import GREATEST, at_most, refuse, refuse_unknown, text_of
from sim.refusals import nearest, shown

DOMAIN, PROFILE = "negotiation_template", "utility_space"

# What may stand in each element: attributes, and elements within. Genius writes more than is read
# here: agents, costs, how alike offers are, and how little a side knows of its own preferences.
UNSURE = ("comparisons", "errors", "seed", "fixed_seed", "experimental")
ATTRIBUTES = {
    DOMAIN: ("number_of_sessions",),
    PROFILE: ("number_of_issues", "type"),
    "objective": ("index", "name", "type", "etype", "description"),
    "issue": ("index", "name", "type", "etype", "vtype", "lowerbound", "upperbound"),
    "range": ("lowerbound", "upperbound"),
    "item": ("index", "value", "evaluation", "cost", "description"),
    "weight": ("index", "value"),
    "discount_factor": ("value",),
    "reservation": ("value",),
}
WITHIN = {
    DOMAIN: (PROFILE, "objective", "agent", "analysis", DOMAIN),
    PROFILE: ("objective", "discount_factor", "reservation", PROFILE, *UNSURE),
    "issue": ("item", "range", "similarity_function", "evaluator"),
    "range": (),
    "item": (),
    "weight": (),
    "discount_factor": (),
    "reservation": (),
}


def find(files):
    """The domain files and the profiles among some files."""
    roots = {
        file: parsed(file).tag
        for file in files
        if file.suffix.lower() == ".xml" and not file.name.endswith("pareto.xml")
    }
    return tuple([file for file, tag in roots.items() if tag == kind] for kind in (DOMAIN, PROFILE))


def parsed(path):
    """The root of an XML file that declares no document type, and so no entities to expand."""
    text = text_of(path)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refuse(path, "declares a document type; it takes XML without one")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise refuse(path, f"is not XML that can be read ({error})") from None


def refuse_slips(element, path):
    """Refuse an element or attribute that means nothing where it stands, in what is read here."""
    if element.tag not in ATTRIBUTES:
        return
    place = f"'{element.tag}'" + (f" '{element.get('name')}'" if element.get("name") else "")
    refuse_unknown(element.keys(), ATTRIBUTES[element.tag], place, path)
    if element.tag in WITHIN:
        refuse_unknown([one.tag for one in element], WITHIN[element.tag], place, path)
    for one in element:
        refuse_slips(one, path)


def read(path, profiles):
    """A domain from its file and those of its two profiles."""
    root = parsed(path)
    place = objective(root, path)
    refuse_slips(root, path)
    issues = issues_of(place, path)
    check_issues(issues, path)
    return Domain(path.stem, issues, tuple(read_profile(file, issues) for file in profiles))


def objective(root, path):
    """The one objective of a file, under which the issues stand."""
    places = [root.find("objective"), root.find(f"{PROFILE}/objective")]
    found = next((place for place in places if place is not None), None)
    if found is None:
        raise refuse(path, "has no objective; it takes one with the issues in it")
    for child in found:
        if child.tag == "objective":
            raise refuse(path, "has objectives within its objective; it takes issues alone")
        if child.tag not in ("issue", "weight"):
            problem = f"has preferences given by '{child.tag}'; it takes such as add up over issues"
            raise refuse(path, f"{problem}{nearest(child.tag, ('issue', 'weight'))}")
    return found


def issues_of(place, path):
    """The issues of a domain, in the order of their numbers."""
    found = {}
    for element in place.findall("issue"):
        index = whole(element, "index", path)
        if index in found:
            raise refuse(path, f"has two issues of number {index}")
        found[index] = Issue(attribute(element, "name", path), values_of(element, path))
    return tuple(found[index] for index in sorted(found))


def values_of(element, path):
    """The values of an issue: those listed, or all whole numbers from one to another."""
    name = attribute(element, "name", path)
    kind = element.get("type", "discrete")
    if kind == "discrete":
        values = [attribute(item, "value", path) for item in element.findall("item")]
        return tuple(dict.fromkeys(values))
    if kind != "integer":
        problem = f"has an issue '{name}' of type {kind}; it takes discrete and integer issues"
        raise refuse(path, problem)
    bounds = element.find("range")
    bounds = element if bounds is None else bounds
    low, high = whole(bounds, "lowerbound", path), whole(bounds, "upperbound", path)
    if not 0 <= high - low < 100_000:
        raise refuse(path, f"has an issue '{name}' from {low} to {high}; it takes fewer values")
    return tuple(str(value) for value in range(low, high + 1))


def read_profile(path, issues):
    """The preferences of one side."""
    root = parsed(path)
    place = objective(root, path)
    refuse_slips(root, path)
    weights = weights_of(place, path)
    rows, scales = {}, {}
    for element in place.findall("issue"):
        name = attribute(element, "name", path)
        if name not in {issue.name for issue in issues}:
            raise refuse(path, f"weighs an issue '{name}' that its domain does not have")
        rows[name] = evaluations(element, path)
        scales[name] = weights.get(whole(element, "index", path), 0.0)
    worths = tuple(worths_of(issue, rows.get(issue.name, {}), path) for issue in issues)
    found = Profile(
        path.stem,
        tuple(scales.get(issue.name, 0.0) for issue in issues),
        worths,
        aside(root, "reservation", path),
        discount_of(root, path),
    )
    return check_profile(found, path)


def weights_of(place, path):
    """The weights of issues by their numbers; one of no issue is refused, or is the objective's."""
    numbers = [whole(element, "index", path) for element in place.findall("issue")]
    found = {}
    for element in place.findall("weight"):
        index = whole(element, "index", path)
        if index not in numbers and element.get("index") != place.get("index"):
            known = ", ".join(map(str, sorted(numbers))) or "none"
            raise refuse(path, f"weighs issue {index}, and there is none (known: {known})")
        found[index] = real(element, "value", path)
    return found


def evaluations(element, path):
    """What each value of an issue is evaluated at."""
    if element.find("evaluator") is not None:
        name = element.get("name")
        raise refuse(path, f"evaluates the issue '{name}' by a formula; it takes a value for each")
    items = element.findall("item")
    return {attribute(item, "value", path): real(item, "evaluation", path) for item in items}


def worths_of(issue, row, path):
    """The worth of each value of an issue, as a share of the best one's evaluation."""
    if not row:
        return (0.0,) * len(issue.values)
    refuse_unknown(row, issue.values, f"the evaluations of the issue '{issue.name}'", path)
    for value in issue.values:
        if value not in row:
            raise refuse(path, f"does not evaluate '{value}' of the issue '{issue.name}'")
        if row[value] < 0.0:
            raise refuse(path, f"evaluates '{value}' of '{issue.name}' below 0; it takes 0 or more")
    most = max(row[value] for value in issue.values)
    return tuple(row[value] / most if most > 0.0 else 0.0 for value in issue.values)


def aside(root, tag, path):
    """A number that stands beside the objective, or None."""
    element = root.find(tag)
    return None if element is None else real(element, "value", path)


def discount_of(root, path):
    """What is left of a worth after the whole time for talks; none given, or 0, is no discount."""
    found = aside(root, "discount_factor", path)
    if found is not None and not 0.0 <= found <= 1.0:
        raise refuse(path, f"has a discount factor of {found:g}; it takes one from 0 to 1")
    return found or 1.0


def attribute(element, name, path):
    """An attribute that must be there."""
    if element.get(name) is None:
        raise refuse(path, f"has an element '{element.tag}' without '{name}'")
    return element.get(name)


def real(element, name, path):
    """A number in an attribute that is not monstrous; refuses any other."""
    text = attribute(element, name, path)
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not abs(found) <= GREATEST:
        takes = f"it takes a number{at_most(found)}"
        raise refuse(path, f"has {shown(text)} for '{name}' of '{element.tag}'; {takes}")
    return found


def whole(element, name, path):
    """A whole number in an attribute."""
    text = attribute(element, name, path)
    try:
        return int(text)
    except ValueError:
        problem = f"has {shown(text)} for '{name}' of '{element.tag}'; it takes a whole number"
        raise refuse(path, problem) from None


def write(domain, folder):
    """Write the three files of a domain: NAME.xml, and one named for each profile."""
    template = ElementTree.Element(DOMAIN)
    space = ElementTree.SubElement(template, PROFILE, number_of_issues=str(len(domain.issues)))
    place = write_objective(space)
    for index, issue in enumerate(domain.issues, start=1):
        write_values(place, index, issue, [{"cost": "0"}] * len(issue.values))
    save(template, folder / f"{domain.name}.xml")
    for profile in domain.profiles:
        save(profile_tree(domain, profile, folder), folder / f"{profile.name}.xml")


def profile_tree(domain, profile, folder):
    """The preferences of one side as XML; the worths are in 0..1, as Genius has them."""
    if profile.per == "round" and profile.discount < 1.0:
        problem = f"cannot hold the profile '{profile.name}': Genius does not discount by rounds"
        raise refuse(folder, problem)
    found = normal(profile)
    root = ElementTree.Element(PROFILE, number_of_issues=str(len(domain.issues)))
    place = write_objective(root)
    for index, (issue, row) in enumerate(zip(domain.issues, found.worths, strict=True), start=1):
        write_values(place, index, issue, [{"evaluation": repr(worth)} for worth in row])
    for index, weight in enumerate(found.weights, start=1):
        ElementTree.SubElement(place, "weight", index=str(index), value=repr(weight))
    ElementTree.SubElement(root, "discount_factor", value=repr(found.discount))
    if found.reserved is not None:
        ElementTree.SubElement(root, "reservation", value=repr(found.reserved))
    return root


def write_objective(space):
    """The objective under which the issues stand."""
    kind = {"type": "objective", "etype": "objective"}
    return ElementTree.SubElement(space, "objective", index="0", name="any", description="", **kind)


def write_values(place, index, issue, more):
    """An issue with its values, each with more attributes of its own."""
    kind = {"type": "discrete", "etype": "discrete", "vtype": "discrete"}
    element = ElementTree.SubElement(place, "issue", index=str(index), name=issue.name, **kind)
    for number, (value, own) in enumerate(zip(issue.values, more, strict=True), start=1):
        ElementTree.SubElement(element, "item", index=str(number), value=str(value), **own)


def save(root, path):
    """Write an XML file."""
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    path.write_text(f"{text}\n", encoding="utf-8")
