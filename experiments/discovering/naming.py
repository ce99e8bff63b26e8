"""Parameters in words, for sentences."""

from sim import design
from sim.refusals import PremiseError
from sim.words import listed, plain, possessive

TOWARDS = {
    "access": "to", "leverage": "over", "closeness": "to", "credibility": "with", "guarantee": "to",
    "payment": "to",
}  # fmt: skip
CASE = "case"


def called(scenario, key):
    """A parameter as a noun: ``Hamas's trust``, ``US guarantee to Hamas``."""
    section, *middle, field = key.split(".") if "." in key else ("", key)
    if not middle:
        return plain(f"{section} {field}").strip()
    owner = name_of(scenario, middle[0])
    if section == "parties":
        return f"{possessive(owner)} {plain(field)}"
    if section == "mediators":
        what, _, party = field.rpartition("_")
        if party in scenario.premises.parties:
            return f"{owner} {plain(what)} {TOWARDS.get(what, 'for')} {name_of(scenario, party)}"
        return f"{owner} {plain(field)}"
    return plain(" ".join((section, *middle, field)))


def name_of(scenario, key):
    """The name of a party or mediator; a short key is letters."""
    return scenario.names.get(key, key.upper() if len(key) < 4 else key.capitalize())


def noun(scenario, one):
    """A factor as a sentence has it: with an article where it needs one."""
    article = "the " if one.key.startswith("mediators.") else ""
    return f"{article}{with_along(scenario, one)}"


def with_along(scenario, one):
    """A factor as a noun, with those that move with it."""
    if not one.along:
        return called(scenario, one.key)
    others = listed([called(scenario, key) for key in one.along])
    return f"{called(scenario, one.key)} (and with it {others})"


def about(scenario, key):
    """What a parameter means and its unit; empty for a choice of files or of cases."""
    try:
        one = design.parameter(scenario, key)
    except PremiseError:
        return "", ""
    return one.info.description, one.unit
