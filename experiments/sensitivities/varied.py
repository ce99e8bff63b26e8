"""What varies in an analysis, in words: what a factor means, over which values, and the base."""

from experiments.sensitivities import asking
from sim import naming
from sim.words import listed


def meaning(scenario, key):
    """What a parameter means, with its unit; empty for a choice of files."""
    return naming.with_unit(*naming.about(scenario, key))


def base(scenario, key):
    """What a factor stands at in the base case, in words; None for a choice of files."""
    usual = asking.base_of(key, scenario)
    return None if usual is None else value(usual)


def played(choices, one):
    """The values of a factor that the points of a tornado set; none of other methods."""
    return [choice[one.key] for choice in choices if one.key in choice]


def over(one, chosen=()):
    """The values of a factor, and which of many numbers a tornado plays, in words."""
    if not chosen or not one.levels or asking.lowest(one) is None:
        return spread(one)
    if len(chosen) == len(one.levels):
        return spread(one)
    return f"{spread(one)}; played: {listed([value(each) for each in chosen])}"


def spread(one):
    """The values of a factor, in words."""
    if one.levels:
        return ", ".join(value(level) for level in one.levels)
    kind, low, high, mode = one.distribution
    shape = ("even", "even on a log scale", f"most often near {mode:g}")[kind]
    return f"{low:g} to {high:g}, {shape}"


def value(given):
    """A value, in words."""
    if isinstance(given, bool):
        return str(given).lower()
    return f"{given:g}" if isinstance(given, int | float) else str(given)
