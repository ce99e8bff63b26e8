"""Indices of a sensitivity analysis, read back from its tables outcome by outcome."""

from experiments import csv_files
from experiments.csv_files import number
from experiments.sensitivities import asking
from experiments.sensitivities.asking import SOBOL, TORNADO
from experiments.sensitivities.finding import MAIN, Effect, Found, Luck, Row
from experiments.sensitivities.tables import EFFECTS, INDICES, LUCK
from sim import pairs
from sim.outcomes import YES_NO


def method(result):
    """Which method it was."""
    return result.config["design"]["method"]


def is_common(result):
    """True if all points saw the same luck."""
    return result.config["design"]["luck"] == asking.COMMON


def asked(result):
    """The outcomes that were asked for, by name."""
    return result.config["design"].get("outcomes") or asking.USUAL


def is_whole(result):
    """True if every point was played, without which there are no indices."""
    return (result.folder / INDICES).is_file()


def found(result):
    """What was found of each outcome, in the order asked for; what is left out is not in it.

    Which factors stand surely above which is not kept in the tables, and is missing.
    """
    if not is_whole(result):
        return []
    rows = gathered(result, INDICES, row)
    effects = gathered(result, EFFECTS, effect) if method(result) == TORNADO else {}
    luck = gathered(result, LUCK, luck_of) if method(result) == SOBOL else {}
    return [
        Found(
            name, result.words(name), result.outcomes[name].unit, is_share(result, name),
            rows.get(name, ()), effects.get(name, ()), luck.get(name, (None,))[0],
        )
        for name in asked(result)
        if name in rows or name in luck
    ]  # fmt: skip


def gathered(result, file, read):
    """The rows of a table by outcome, each as it is read."""
    by_outcome = {}
    for one in result.rows(file):
        by_outcome.setdefault(one["outcome"], []).append(read(one))
    return {name: tuple(own) for name, own in by_outcome.items()}


def is_share(result, name):
    """True for an outcome that is so or not in a run."""
    return result.outcomes[name].kind == YES_NO


def row(told):
    """An index of a factor."""
    numbers = (number(told[key]) for key in ("value", "low", "high"))
    ranks = (int(told[key] or 0) for key in ("group", "rank_from", "rank_to"))
    return Row(told["factor"], told["role"], told["index"], *numbers, *ranks)


def effect(told):
    """A factor set away from the base case."""
    numbers = [number(told[key]) for key in ("base", "set", "difference", "low", "high")]
    counts = [int(told[key] or 0) for key in ("gained", "lost")]
    difference = pairs.Difference(
        *numbers, *counts, number(told["correlation"]), number(""), int(told["runs"])
    )
    return Effect(told["factor"], told["role"], told["setting"], False, difference)


def luck_of(told):
    """How much of single runs is luck."""
    numbers = (number(told[key]) for key in ("mean", "luck_share", "low", "high"))
    return Luck(*numbers, csv_files.truth(told["factors_are_seen"]))


def ranked(result, one):
    """The rows of the index that factors are ranked by, the largest first."""
    own = [each for each in one.rows if each.index == MAIN[method(result)]]
    return sorted(own, key=lambda each: -each.value)


def beside(one):
    """Every index of an outcome, by factor and index."""
    return {(each.factor, each.index): each for each in one.rows}


def base_case(result, one):
    """An outcome at the base case of a tornado with its interval: value, low, high."""
    first = result.rows("points.csv")[0]
    return tuple(number(first[f"{one.name}{end}"]) for end in ("", "_low", "_high"))


def has_pairs(result):
    """True if pairs of factors were looked at."""
    return method(result) == SOBOL and bool(result.config["design"].get("second_order"))
