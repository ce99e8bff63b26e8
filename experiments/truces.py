"""The scenarios of a truce that ship: their names, what each asks, and what it is a variant of."""

import yaml

from experiments import configs

FOLDER = configs.CONFIGS / "scenario"
MAIN = "january_2025"
NO_TRUCE = ("bilateral",)  # nothing is carried out, so that there is nothing to set beside others


def names():
    """The scenarios of a truce: the main one, then others that are no variant, then the rest."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    found = [name for name in found if name not in NO_TRUCE]
    return sorted(found, key=lambda name: (base_of(name) is not None, name != MAIN))


def base_of(name):
    """The scenario that another is a variant of, or None."""
    for entry in yaml.safe_load(text_of(name)).get("defaults", []):
        if isinstance(entry, str) and entry != "_self_":
            return entry.rpartition("/")[2]
    return None


def title(name):
    """What a scenario is called in its file, which names no source."""
    return yaml.safe_load(text_of(name))["title"]


def question(name):
    """The first sentence of a scenario's file."""
    lines = [line[1:].strip() for line in text_of(name).splitlines() if line.startswith("#")]
    told = " ".join(line for line in lines if not line.startswith("@package"))
    return told.partition(". ")[0].rstrip(".") + "."


def described():
    """The title and the question of each scenario, by its name."""
    return {name: (title(name), question(name)) for name in names()}


def text_of(name):
    """A scenario's file."""
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
