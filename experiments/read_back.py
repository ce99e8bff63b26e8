"""Files of a finished result read back: what cannot be read is named in one sentence.

Anybody can edit them, and older versions of the program wrote them, so each is looked at first.
"""

import contextlib
import csv

import pyarrow as pa
import yaml

from experiments import sentences
from sim import safe_yaml

UNREADABLE = (
    *safe_yaml.MISFITS, ValueError, csv.Error, pa.ArrowException, yaml.YAMLError, RecursionError,
)  # fmt: skip


@contextlib.contextmanager
def named(path, takes):
    """Say which file of a result cannot be read; ``takes`` says what it should be a part of."""
    try:
        yield
    except FileNotFoundError:
        raise sentences.Refused(f"{path}: there is no such file; {takes}") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise sentences.Refused(f"{path}: {reason}; {takes}") from None
    except yaml.MarkedYAMLError as error:
        told = sentences.of_file(error) if error.problem_mark else f"{path}: {error.problem}"
        raise sentences.Refused(told) from None
    except UNREADABLE as error:
        reason = sentences.first_line(error)
        raise sentences.Refused(f"{path}: this cannot be read: {reason}") from None


def config(path, takes):
    """What a result follows from: plain data, as ``provenance.write_config`` wrote it."""
    with named(path, takes), path.open(encoding="utf-8") as file:
        safe_yaml.check(file)
        file.seek(0)
        return yaml.safe_load(file)
