"""What a report says of a discovery: conditions that lead to an outcome, or a value sought.

The two are told of by modules of their own; a result is one or the other.
"""

from experiments.reporting import of_boxes, of_search


def kind(result):
    """The module that tells of a result."""
    return of_search if "discover" in result.config else of_boxes


def told(section):
    """A section as the kind of a result has it."""
    return lambda result: getattr(kind(result), section)(result)


title, question, scenarios = told("title"), told("question"), told("scenarios")
headline, sensitivity = told("headline"), told("sensitivity")
changes, limits = told("changes"), told("limits")
