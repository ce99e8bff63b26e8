"""Display names that are for nothing, and so would do nothing: slips of the pen."""

from itertools import chain
from pathlib import Path

from experiments.configs import CONFIGS
from experiments.where import read
from sim.checks import as_mapping
from sim.refusals import PremiseError, cut, named, nearest
from sim.rows import LISTS

GROUP = "names"  # the folder of sets, which may name what is in other scenarios
SHOWN = 8  # names in a sentence: a scenario has many, the parties first


def refuse(plain, sources, scenario):
    """Refuse a display name for what neither the scenario nor a set of names knows.

    What a file leaves out of the scenario that it builds on keeps its name there.
    """
    has = things(plain)
    others = as_mapping(plain.get("names"), "names").keys() - {scenario, *has}
    for key in sorted(others - of_files(sources), key=named) if others else ():
        such = ", ".join(map(named, has[:SHOWN]))
        takes = f"it takes what the scenario has, such as {such}"
        problem = f"there is no such name{nearest(key, has)} ({takes})"
        raise PremiseError(f"names.{cut(named(key))}", problem)


def things(plain):
    """What has a display name in a scenario: things by their keys, and the words of a key."""
    sections = [plain.get(section) for section in LISTS]
    keys = list(chain.from_iterable(one for one in sections if isinstance(one, dict)))
    words = (word for key in keys if isinstance(key, str) for word in key.split("_"))
    return list(dict.fromkeys([*keys, *words]))


def of_files(sources):
    """The same for the files that the scenario is made of, and whatever a set has a name for."""
    shipped = [read(path) for path in sorted((CONFIGS / GROUP).glob("*.yaml"))]
    chosen = [held for path, held in sources.files if Path(path).parent.name == GROUP]
    sets = (as_mapping(held.get("names"), "names") for held in (*shipped, *chosen))
    return {*chain(*sets, *(things(held) for _, held in sources.files))}
