"""A posterior as a file, and as what a scenario draws its parameters from.

A file is a Parquet table with a column for each parameter, by its dotted name, and a row for each
draw; all rows are equally likely. A run takes one row, by its own luck.
"""

import hashlib
import io
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from agents.premise import NEVER
from sim import draws, rows
from sim.refusals import PremiseError, allowed, shown

FILE = "posterior.parquet"
MARK = {b"truce-sim": b"posterior"}  # in the file's metadata
KEY = "posterior"


class Posterior(NamedTuple):
    """Draws of parameters; ``contents`` are the bytes of the file they stand in."""

    names: tuple
    values: np.ndarray  # shape (draws, parameters)
    contents: bytes

    @property
    def hash(self):
        """Sixteen characters that stand for the contents."""
        return hashlib.sha256(self.contents).hexdigest()[:16]


def contents(names, values):
    """Draws as the bytes of a file."""
    columns = {name: pa.array(values[:, place]) for place, name in enumerate(names)}
    out = io.BytesIO()
    pq.write_table(pa.table(columns).replace_schema_metadata(MARK), out)
    return out.getvalue()


def read(path):
    """The posterior in a file, or in the folder of a calibration."""
    path = Path(path).expanduser()
    file = path / FILE if path.is_dir() else path
    try:
        held = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        takes = "it takes a posterior.parquet that experiments.calibrate wrote, or its folder"
        raise PremiseError(KEY, f"'{file}' cannot be read ({reason}); {takes}") from None
    try:
        table = pq.read_table(io.BytesIO(held))
        names = tuple(table.column_names)
    except (pa.ArrowException, OSError, ValueError):  # a name that is no UTF-8 is of the last
        raise foreign(file, "is no Parquet file") from None
    if (table.schema.metadata or {}).get(b"truce-sim") != MARK[b"truce-sim"]:
        raise foreign(file, "was not written by experiments.calibrate")
    if not table.num_rows or not table.num_columns:
        raise foreign(file, "holds no draws")
    if any(column.type != pa.float64() or column.null_count for column in table.columns):
        raise foreign(file, "holds something other than numbers")
    values = np.column_stack([column.to_numpy() for column in table.columns])
    return Posterior(names, values, held)


def foreign(file, problem):
    """The refusal of a file that is no posterior."""
    takes = "it takes a posterior.parquet that experiments.calibrate wrote, or its folder"
    return PremiseError(KEY, f"'{file}' {problem}; {takes}")


def drawn(scenario, posterior):
    """The scenario, with what the posterior is about drawn from it for each run.

    What the scenario has no such thing of (an obligation, say) is left out, as in a calibration on
    several truces; a scenario that has none of it is refused.
    """
    joined, taken = [], {}
    for column, name in enumerate(posterior.names):
        values = posterior.values[:, column]
        for key, place, whole in places(name, scenario):
            for value in (float(values.min()), float(values.max())):
                check(key, value, scenario)
            if place in taken:
                raise PremiseError(KEY, f"draws {key} twice, as '{taken[place]}' and as '{name}'")
            taken[place] = name
            joined.append((place, whole, column))
    if not joined:
        problem = f"draws {', '.join(posterior.names)}, and scenario {scenario.name} has none of it"
        raise PremiseError(KEY, problem)
    table = np.array(joined, dtype=draws.JOINED)
    return scenario._replace(joint=draws.Joint(table, np.ascontiguousarray(posterior.values)))


def places(name, scenario):
    """Key, place in the row, and whether it is a whole number, of each parameter of a name."""
    try:
        return [
            (key, *rows.locate(key, scenario.premises, scenario.shape)[2:])
            for key in rows.matching(name, scenario.premises)
        ]
    except PremiseError:
        raise PremiseError(KEY, f"draws {name}, and there is no such parameter") from None


def taken(scenario, posterior):
    """The parameters of a posterior that a scenario has, and that are drawn from it."""
    return [name for name in posterior.names if rows.matching(name, scenario.premises)]


def left_out(scenario, posterior):
    """The parameters of a posterior that a scenario does not have."""
    own = taken(scenario, posterior)
    return [name for name in posterior.names if name not in own]


def check(key, value, scenario):
    """Refuse a value that a parameter does not take, or a parameter that is not to be drawn."""
    model, field, _, _ = rows.locate(key, scenario.premises, scenario.shape)
    info = model.model_fields[field]
    if info.annotation not in (int, float) or info.json_schema_extra["when"] == NEVER:
        raise PremiseError(KEY, f"draws {key}, which takes one value for all runs")
    if not math.isfinite(value):
        raise PremiseError(KEY, f"draws {key} as {shown(value)}; it takes a number")
    try:
        model(**{field: math.floor(value + 0.5) if info.annotation is int else value})
    except ValidationError:
        problem = f"draws {key} as {value:g}; it takes {allowed(info)}"
        raise PremiseError(KEY, problem) from None
