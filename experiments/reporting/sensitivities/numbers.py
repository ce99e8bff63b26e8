"""Indices and differences as these tables and sentences have them, with factors and settings."""

from experiments.reporting import formats
from experiments.sensitivities.asking import SOBOL, TORNADO
from sim import naming, words

POINTS = "points of a hundred runs"


def called(result, row):
    """A factor as a cell has it."""
    return words.capital(naming.called(result.scenario, row.factor))


def noun(result, row):
    """A factor as a sentence has it."""
    return f"{naming.article(row.factor)}{naming.called(result.scenario, row.factor)}"


def setting(effect):
    """What a factor is set to."""
    try:
        return f"{float(effect.setting):.3g}"
    except ValueError:
        return words.plain(effect.setting)


def scaled(one, method):
    """What numbers of an outcome are multiplied by to be shown, and their unit then."""
    if method == SOBOL:
        return 1.0, ""
    return (100.0, POINTS) if one.is_share else (1.0, one.unit)


def written(one, method):
    """How the numbers of an outcome are written, once scaled."""
    if method == SOBOL:
        return places
    signed = method == TORNADO
    if one.is_share:
        return formats.sided if signed else tenths
    return formats.signed_figures if signed else formats.figures


def tenths(value):
    """A change in points, without a sign of plus."""
    return formats.sided(value, plus="")


def places(value):
    """An index to three places."""
    return formats.sided(value, 3, plus="")


def largest(one, factor):
    """The setting of a factor in a tornado with the largest difference."""
    own = [effect for effect in one.effects if effect.factor == factor]
    return max(own, key=lambda effect: abs(effect.difference.value))


def told(one, method, row):
    """The number that a factor is ranked by, and its interval: of a tornado that of a setting."""
    found = largest(one, row.factor).difference if method == TORNADO else row
    scale, write = scaled(one, method)[0], written(one, method)
    return [write(scale * each) for each in (found.value, found.low, found.high)]
