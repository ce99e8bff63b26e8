"""A command line as Hydra takes it: overrides, those of parameters marked, and flags of its own.

Hydra refuses to set a key that no file names. Most parameters have defaults in the schema and stand
in no file, so overrides of parameters are marked ``++``, and the schema says what exists.
"""

import re

from experiments import own_domain
from experiments.arguments import dashed, given_twice, setting
from experiments.configs import CONFIGS, DESIGN, KEYS, SHORT, groups, names
from sim.refusals import PremiseError, shown

# Hydra's flags that are followed by a value.
TAKE_VALUES = (
    "--cfg", "-c", "--package", "-p", "--config-path", "-cp", "--config-name", "-cn",
    "--config-dir", "-cd", "--experimental-rerun", "--info", "-i",
)  # fmt: skip

OWN_FOLDER = ("--config-dir", "-cd")  # a folder of the user's own

KEY = re.compile(r"(\w[\w-]*)((?:\.[\w-]+)*)=")


def parted(arguments):
    """A command line as overrides, those of parameters marked, and Hydra's own flags.

    Older Pythons read overrides on one side of the flags only, so they are put together.
    """
    overrides, flags, takes_value = [], [], False
    for text in arguments:
        if text.startswith("-") or takes_value:
            flags.append(text)
            takes_value = text in TAKE_VALUES
        else:
            key, equals, value = text.partition("=")
            text = f"{SHORT.get(key, key)}{equals}{value}"
            overrides.append(f"++{text}" if is_parameter(text) else text)
    return own_domain.with_base(overrides), flags


def is_parameter(text):
    """True for an override of a setting or premise, as against a choice of files."""
    found = KEY.match(text)
    if not found or found[1] == "hydra":
        return False
    if found[2]:
        return True
    return found[1] in KEYS and not (CONFIGS / found[1]).is_dir()


def refuse_dashed(flags):
    """Refuse settings that are written as flags; Hydra has some of its own, and may cut them."""
    for text in flags:
        flag, equals, value = text.partition("=")
        is_hydras = any(one.startswith(flag) for one in TAKE_VALUES)
        is_meant = (flag.startswith("--") and equals) or setting(flag) in names()
        if flag.startswith("-") and is_meant and not is_hydras:
            raise dashed(flag, value)


def refuse_cut_short(arguments, flags=TAKE_VALUES):
    """Refuse a flag that Hydra would complete: what follows it is its value for Hydra alone."""
    for text in arguments:
        flag = text.partition("=")[0]
        whole = [one for one in flags if one.startswith(flag)]
        if re.match("--[a-z]", flag) and whole and flag not in whole:
            problem = f"is not allowed; a flag is written in full: {' or '.join(whole)}"
            raise PremiseError(flag, problem)


def refuse_second_folder(arguments):
    """Refuse a second folder of the user's own: Hydra looks in the last alone, and says nothing."""
    if sum(text.partition("=")[0] in OWN_FOLDER for text in arguments) > 1:
        raise given_twice(OWN_FOLDER[0])


def refuse_repeated(overrides):
    """Refuse an override that is given twice: Hydra would take the last, and say nothing."""
    seen = set()
    for text in overrides:
        key, equals, _ = text.lstrip("+").partition("=")
        if equals and key in seen:
            raise given_twice(key)
        seen.add(key)


def refuse_several(overrides):
    """Refuse a list where a file is chosen: Hydra would merge all that it names."""
    for text in overrides:
        key, _, value = text.lstrip("+").partition("=")
        if value.startswith("[") and key in groups():
            raise PremiseError(key, f"{shown(value)} is not allowed; it takes one name")


def refuse_empty(overrides):
    """Refuse an empty mapping that adds no name: merged into what files say, it does nothing.

    Of an empty design its verbs say what it lacks.
    """
    for text in overrides:
        given, _, value = text.partition("=")
        key = given.lstrip("+")
        adds = key == DESIGN or (re.match(r"\+[^+]", given) and "." in key)
        if re.fullmatch(r"\{\s*\}", value.strip()) and not adds:
            takes = f"it would change nothing, and ~{key} leaves out what files say"
            raise PremiseError(key, f"{value} is not allowed; {takes}")
