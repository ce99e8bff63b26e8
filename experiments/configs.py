"""What ``configs/`` has to choose from, and the names that may begin a key."""

from experiments import settings
from sim import scenario
from sim.checkout import ROOT
from sim.refusals import nearest

CONFIGS = ROOT / "configs"

CHANGES = "changes"  # of a scenario, on days: a list, composed as choices of files are
DESIGN = "design"  # the section that says which points a sweep is made of
KEYS = (*settings.Settings.model_fields, *scenario.SECTIONS, DESIGN)  # of what is composed
SHORT = {"protocol": "talks.protocol"}  # keys that may be given by a shorter name

# Folders of configs/ that no scenario is made of.
OF_OTHER_VERBS = {"calibration", "compare", "rescue", "tournament"}


def groups():
    """The groups of files to choose from, such as ``parties/israel``."""
    found = {path.parent.relative_to(CONFIGS).as_posix() for path in CONFIGS.glob("*/**/*.yaml")}
    return sorted(found - OF_OTHER_VERBS)


def names():
    """Every name that may stand first in an override."""
    first = [group.partition("/")[0] for group in groups()]
    return list(dict.fromkeys((*KEYS, *first)))


def scenarios(*folders):
    """The names of all scenarios, those in folders of the user's own among them."""
    places = [folder / "scenario" for folder in (CONFIGS, *folders)]
    return sorted({path.stem for place in places for path in place.glob("*.yaml")})


def no_such(key, hints=()):
    """What is wrong with a key at the top, or a group of files, that does not exist."""
    what, known = ("group of files", groups()) if "/" in key else ("key", names())
    hint = f"; did you mean '{hints[0]}'?" if hints else nearest(key, known)
    return f"there is no such {what}{hint} (known: {', '.join(known)})"
