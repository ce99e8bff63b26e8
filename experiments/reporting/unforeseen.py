"""What nobody foresaw in making a report, told with the folder and the section that it came in."""

import contextlib

from experiments.sentences import Failed, Refused, first_line
from sim.refusals import PremiseError


@contextlib.contextmanager
def named(where, what):
    """Name the folders and the part of a report in which anything else than a refusal comes up.

    A premise that cannot be played stands in a file of the result, and not in what was asked for.
    """
    try:
        yield
    except (Refused, Failed, OSError):
        raise
    except PremiseError as error:
        if error.key in ("results", "out"):
            raise
        raise Refused(f"{where}: {what} cannot be told: {error}") from error
    except Exception as error:
        raise Failed(
            f"{where}: {what} cannot be told ({type(error).__name__}: {first_line(error)}); a file "
            "of the result may be damaged, or of another version: play it again "
            "(TRUCE_TRACEBACK=1 shows where)"
        ) from error
