"""What calibration looks at, and the parameters it fits, each as a digest to be kept together.

Nobody can prove by a test why a number was chosen. What can be held is this: the data that
calibration reads end on the day they say, and neither the data nor the fitted parameters change
without the other unless somebody says so (``tests/test_backtest.py`` keeps the pair).
"""

import json

from experiments import composing, declared, provenance
from experiments.calibrating import questions

SHIPPED = "two_truces"  # the calibration that the scenarios rest on, in configs/calibration


def shipped():
    """The shipped calibration as plain data."""
    return declared.contents(declared.path_of(SHIPPED, questions.GROUP))


def inputs():
    """What calibration looks at, by truce: by which day, and what was seen by then.

    What the model is said to lack is words for the page, on which no fit rests.
    """
    return {
        truce: {key: value for key, value in told.items() if key != "lacks"}
        for truce, told in shipped()["scenarios"].items()
    }


def parameters():
    """The names of the parameters that it fits; * stands for each mediator."""
    return list(shipped()["parameters"])


def values():
    """The fitted parameters as the scenarios have them, by truce and dotted name."""
    found = {}
    for truce in inputs():
        composed = composing.composed(f"scenario={truce}")
        for name in parameters():
            for key in spelled_out(name, composed.scenario.premises):
                found[f"{truce}: {key}"] = value(key, composed)
    return found


def spelled_out(name, checked):
    """The parameters that a name stands for in a scenario; none where it has no such obligation."""
    section, *rest = name.split(".")
    if rest[0] == "*":
        return [".".join((section, one, *rest[1:])) for one in getattr(checked, section)]
    entries = getattr(checked, section)
    return [] if isinstance(entries, dict) and rest[0] not in entries else [name]


def value(key, composed):
    """A parameter as it is given, be it a number or a range; its default where it is not."""
    given, checked = composed.premises, composed.scenario.premises
    for part in key.split("."):
        given = given.get(part) if isinstance(given, dict) else None
        checked = checked[part] if isinstance(checked, dict) else getattr(checked, part)
    return checked if given is None else given


def digest(found):
    """Sixteen characters that stand for some plain data."""
    return provenance.digest(json.dumps(found, sort_keys=True))
