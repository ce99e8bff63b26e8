"""Settings of a command from ``key=value`` arguments, checked by the model that declares them."""

import yaml

from sim import safe_yaml
from sim.checks import build
from sim.refusals import PremiseError, shown, unknown

WHOLE = "put the whole setting in quotes, so that no shell splits it"
EMPTY = "'' is not allowed; it takes a name"  # of what a variable that is not set leaves behind


def described(model):
    """What a model's settings are, a line each: key, value unless given, and meaning."""
    lines = []
    for key, field in model.model_fields.items():
        usual = "" if field.default is None else field.default
        usual = str(usual).lower() if isinstance(usual, bool) else usual
        lines.append(f"    {f'{key}={usual}':<32}{field.description}")
    return "\n".join(lines)


def own_and_rest(arguments, model):
    """The texts that set a model's settings, by key, and the rest of the arguments."""
    own, rest = {}, []
    for text in arguments:
        key, equals, value = text.partition("=")
        if key.startswith("-") and setting(key) in model.model_fields:
            raise dashed(key, value)
        if not equals or key not in model.model_fields:
            rest.append(text)
        elif key in own:
            raise given_twice(key)
        else:
            own[key] = value
    if any("=" not in text for text in rest):
        refuse_split(arguments)
    return own, rest


def setting(flag):
    """The setting that a flag of its name means, as other programs write theirs."""
    return flag.lstrip("-").replace("-", "_")


def dashed(flag, value):
    """The refusal of a setting that is written as a flag."""
    written = f"{setting(flag)}={value or 'VALUE'}"
    return PremiseError(flag, f"is not allowed; a setting is written without dashes: {written}")


def given_twice(key):
    """The refusal of what is given twice, so that one of the two would be lost."""
    return PremiseError(key, "is given twice; give it once")


def read(model, arguments, **usual):
    """Checked settings of a command that takes nothing else; ``usual`` are its own defaults."""
    own, rest = own_and_rest(arguments, model)
    for text in rest:
        key, equals, _ = text.partition("=")
        if not equals:
            takes = f"it takes {', '.join(model.model_fields)} as KEY=VALUE"
            raise PremiseError(text, f"is not allowed; {takes}")
        raise unknown("", key, model.model_fields)
    return checked(model, own, **usual)


def refuse_split(arguments):
    """Refuse a setting that a shell has split at its spaces, rather than what is left of it."""
    for text in filter(is_open, arguments):
        key, equals, given = text.partition("=")
        if equals:
            raise PremiseError(key, f"{shown(given)} cannot be read; {WHOLE}")


def is_open(text):
    """True for a text of which a bracket is not closed."""
    return any(text.count(one) > text.count(other) for one, other in ("[]", "{}", "()"))


def checked(model, texts, **usual):
    """Checked settings from texts by key."""
    found = {key: value(key, text, model.model_fields[key]) for key, text in texts.items()}
    for key, text in found.items():
        if text == "" and (key == "out" or model.model_fields[key].default != ""):
            raise PremiseError(key, EMPTY)
    return build(model, {**usual, **found}, "", {})


def value(key, text, field):
    """A value as the command line means it: a number is read, a name stands as it is."""
    if field.annotation not in (int, float, bool):
        return text
    try:
        found = safe_yaml.load(text)
    except safe_yaml.NotDecimal:  # which its setting refuses as a text
        return text
    except yaml.YAMLError:
        raise PremiseError(key, f"{shown(text)} cannot be read") from None
    is_word = isinstance(found, bool) and text.lower() not in ("true", "false")  # yes, for YAML
    return text if is_word or isinstance(found, dict) else found  # no setting is a range


def listed(key, text):
    """A list on the command line, with or without its brackets: ``only=[rubinstein, nash]``."""
    inner = text.strip()
    if inner.startswith("[") and inner.endswith("]"):
        inner = inner[1:-1]
    return loaded(key, f"[{inner}]", text, "it takes a list, as in [one,two]")


def loaded(key, text, given, takes):
    """Plain data from YAML on the command line; ``given`` is what a sentence shows of it."""
    try:
        return safe_yaml.load(text)
    except safe_yaml.Unfit as error:
        raise PremiseError(key, f"{shown(given)} is not allowed; {error.problem}") from None
    except yaml.YAMLError:
        raise PremiseError(key, f"{shown(given)} cannot be read; {takes}") from None


def names(key, text):
    """A list of names on the command line; refuses what is none."""
    found = listed(key, text)
    for one in found:
        if not isinstance(one, str):
            takes = "it takes names, as in [one,two]"
            raise PremiseError(key, f"{shown(one)} is not allowed; {takes}")
    return found
