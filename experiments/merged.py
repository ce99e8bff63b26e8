"""What Hydra has merged, as plain premises: no gap in it, no name by a slip, no half of a spread.

Hydra merges mappings. A distribution (``{uniform: [0.2, 0.4]}``) is one value: whoever names a
premise last gives it whole.
"""

import re

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from experiments.where import ABSENT
from sim.checks import SPREADS
from sim.refusals import PremiseError, nearest
from sim.rows import LISTS


def resolved(config):
    """The configuration as plain data, nothing left to fill in."""
    try:
        return OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    except OmegaConfBaseException as error:
        lines = str(error).splitlines()
        key = next((line.split(": ")[1] for line in lines if "full_key: " in line), "a key")
        raise PremiseError(key, f"it has no value ({lines[0]})") from None


def refuse_new_names(plain, sources):
    """Refuse an override of a mediator, obligation, ... that no file names: a slip of the pen.

    ``+mediators.un.credit=0.1`` adds one on purpose.
    """
    given = [text.partition("=")[0] for text in sources.overrides]
    added = {".".join(key[1:].split(".")[:2]) for key in given if re.match(r"\+[^+]", key)}
    for key in dict.fromkeys(key[2:] for key in given if key.startswith("++")):
        section, _, rest = key.partition(".")
        name = f"{section}.{rest.partition('.')[0]}"
        if section not in LISTS or not rest or name in added:
            continue
        entries = plain.get(section) or {}
        own = entries.get(name.partition(".")[2])
        if not only_from(own, name, given) or any(sources.in_files(name)):
            continue
        known = [one for one in entries if not only_from(entries[one], f"{section}.{one}", given)]
        word = name.partition(".")[2]
        if not known:
            raise PremiseError(name, f"there is no such name; the scenario has no {section}")
        raise PremiseError(
            name,
            f"there is no such name{nearest(word, known)} (known: {', '.join(known)}); "
            f"+{key}=... adds one",
        )


def only_from(entry, name, given):
    """True if every key of an entry is among the overrides given, so that no file need name it."""
    return not isinstance(entry, dict) or all(
        any(text.lstrip("+") in (f"{name}.{key}", name) for text in given) for key in entry
    )


def whole_spreads(data, prefix, sources):
    """The configuration with each merged distribution replaced by the one named last."""
    if not isinstance(data, dict):
        return data
    if len(data) > 1 and any(key in SPREADS and isinstance(data[key], list) for key in data):
        last = sources.last_value(prefix)
        return data if last is ABSENT else last
    return {
        key: whole_spreads(value, f"{prefix}.{key}" if prefix else str(key), sources)
        for key, value in data.items()
    }
