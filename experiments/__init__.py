"""What a user runs: one verb a file, each ``python -m experiments.VERB``."""

import gc
import importlib.util
import signal
import sys

NEEDED = ("hydra", "numba", "rich")  # as a Python that this is not set up for lacks them

if sys.argv[:1] == ["-m"]:  # ``python -m experiments.VERB``, and no program of somebody else's
    for name in NEEDED:
        if importlib.util.find_spec(name) is None:
            way = "make run sets it up in .venv, then use .venv/bin/python"
            print(
                f"{name} is not installed for this Python, {sys.executable}; {way}", file=sys.stderr
            )
            raise SystemExit(2)
    # Nearly all that a command makes while it starts stays: looking for garbage after each 700
    # objects takes a tenth of the start.
    gc.set_threshold(50_000)
    # It imports for seconds before a verb begins. Ctrl-C then just ends the program, until
    # ``experiments._command`` takes it over.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
