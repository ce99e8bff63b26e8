"""A search of a value read back: what was asked, the shares that were played, where they cross."""

from types import SimpleNamespace

from experiments import arguments, csv_files
from experiments.csv_files import number
from experiments.discovering import clauses
from experiments.discovering.asked import ABOVE
from sim.discovery.crossing import Crossing


class Response:
    """Shares of runs by value, with the ends of their intervals, as the table has them."""

    def __init__(self, rows):
        self.rows = {number(row["value"]): row for row in rows}

    def share(self, value):
        """Share of runs at a value."""
        return number(self.rows[value]["share"])

    def bounds(self, value):
        """The ends of its interval."""
        return tuple(number(self.rows[value][end]) for end in ("low", "high"))


def asked(result):
    """The settings of the search."""
    return result.config["discover"]


def averaged(result):
    """The distributions that each run drew from, by key."""
    return result.config.get("averaged_over") or {}


def between(result):
    """The ends of the range that was searched, in words."""
    ends = arguments.listed("between", asked(result)["between"])
    return [clauses.number(float(one)) for one in ends]


def response(result):
    """The values that were played, in order."""
    return result.rows("response.csv")


def crossings(result):
    """Where the share passes what is asked for."""
    return result.rows("crossings.csv")


def found(result):
    """What was found, as ``search_told`` takes it; older results do not keep the course."""
    given, rows = asked(result), response(result)
    search = SimpleNamespace(
        scenario=result.scenario, key=given["find"], words=result.words(given["outcome"]),
        share=given["share"], is_above=given["side"] == ABOVE,
        left=result.provenance.get("left", ()),
    )  # fmt: skip
    grid = [number(row["value"]) for row in rows if row["place"] == "grid"]
    places = [crossing(row) for row in crossings(result)]
    course = result.provenance.get("course", "")
    return SimpleNamespace(
        search=search, response=Response(rows), grid=grid, course=course, crossings=places
    )


def crossing(row):
    """A crossing from its row."""
    numbers = (number(row[key]) for key in ("value", "low", "high"))
    truths = (csv_files.truth(row[key]) for key in ("rising", "low_open", "high_open"))
    return Crossing(*numbers, *truths)
