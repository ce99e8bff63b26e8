"""Parameters in words, for sentences, tables and figures: ``Hamas's trust``, ``US skill``."""

from sim import design
from sim.refusals import PremiseError
from sim.words import listed, plain, possessive

TOWARDS = {
    "access": "to", "leverage": "over", "closeness": "to", "credibility": "with", "guarantee": "to",
    "payment": "to", "sacred": "to", "wants_high": "by",
}  # fmt: skip  # what stands before the party that such a field is about; of others "for"
NAMED = ("mediators", "issues", "obligations", "phases")  # whose things' names say enough


def called(scenario, key):
    """A parameter as a noun: ``Hamas's trust``, ``United States guarantee to Hamas``."""
    if "." not in key:  # a choice of files, or the cases of a design
        return plain(key)
    section, *middle, field = key.split(".")
    if not middle:
        return plain(field if section == field else f"{section} {field}")
    owner, own = name_of(scenario, middle[0]), attribute(scenario, field)
    if section == "parties":
        return f"{possessive(owner)} {own}"
    if section == "constituencies":
        return f"{own} of {owner}"
    return f"{owner} {own}" if section in NAMED else f"{plain(section)} {owner} {own}"


def article(key):
    """What stands before a parameter's name in a sentence."""
    return "the " if key.startswith("mediators.") else ""


def together(scenario, keys):
    """Several parameters as a noun: those of a kind by whose they are, ``A's and B's trust``."""
    parts = [key.split(".") for key in keys]
    alike = {(one[0], one[-1]) for one in parts}
    if len(alike) == 1 and parts[0][0] == "parties":
        owners = listed(possessive(name_of(scenario, one[1])) for one in parts)
        return f"{owners} {attribute(scenario, parts[0][-1])}"
    return listed(called(scenario, key) for key in keys)


def attribute(scenario, field):
    """A field in words, with the party that it is about: ``guarantee to Hamas``."""
    words, _, last = field.rpartition("_")
    parties = scenario.premises.parties
    slots = {**{party: party for party in parties}, **dict(zip("01", parties, strict=True))}
    if not words or last not in slots:
        return plain(field)
    return f"{plain(words)} {TOWARDS.get(words, 'for')} {name_of(scenario, slots[last])}"


def name_of(scenario, key):
    """The name of a party, mediator, ...; a short key without one is letters."""
    sides = dict(zip(scenario.premises.parties, scenario.parties, strict=True))
    usual = key.upper() if len(key) < 4 else plain(key)
    return scenario.names.get(key) or sides.get(key) or usual


def about(scenario, key):
    """What a parameter means and its unit; empty for a choice of files, or of cases."""
    try:
        one = design.parameter(scenario, key)
    except PremiseError:
        return "", ""
    return one.info.description, one.unit


def with_unit(text, unit):
    """What something is with its unit behind it, if it has one: ``days of truce [days]``."""
    return f"{text} [{unit}]" if unit else text
