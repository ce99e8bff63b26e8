"""A finished sweep read back for a report: its plan, what varied, and what came of each outcome."""

from experiments import provenance
from experiments.reporting.opened import readable
from experiments.reporting.remembered import with_result
from experiments.sweeping import estimates, findings, reading, tables, varied
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from experiments.sweeping.summary import THIRD


@with_result
def plan(result):
    """The points of the sweep."""
    with readable(result.folder / provenance.CONFIG):
        return reading.read(result.played["design"], result.scenario)


def outcomes(result):
    """The outcomes that are shown: those that the design asks for, or the usual ones."""
    return plan(result).outcomes or (*findings.USUALLY_SHOWN, THIRD)


@with_result
def found(result):
    """What came of each outcome, by name; those that no run has are missing."""
    points = plan(result)
    several = [one for one in varied.of_plan(points, result.scenario) if one.count > 1]
    came = {}
    for name in outcomes(result):
        with readable(result.folder / tables.POINTS):
            measured = estimates.measured(result.folder, points, name, result.outcomes[name])
        with readable(result.folder / tables.RUNS):
            came[name] = findings.find(result.folder, measured, several)
    return {name: one for name, one in came.items() if one is not None}


def distributions(result):
    """The uncertainties of the design as they were given, by key."""
    given = reading.read_factors(result.played["design"], "uncertainties", UNCERTAINTY,
                                 result.scenario)  # fmt: skip
    return {one.key: one for one in given}


def decided(points):
    """True if something was decided, at more than one level."""
    return any(len(one.rows) > 1 for one in points.of_role(DECISION))
