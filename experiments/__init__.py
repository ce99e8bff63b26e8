"""What a user runs: one verb a file, each ``python -m experiments.VERB``."""

import signal
import sys

# ``python -m`` imports for seconds before a verb begins. Ctrl-C then just ends the program, until
# ``experiments._command`` takes it over; ``-m`` stands first only while the package is imported.
if sys.argv[:1] == ["-m"] and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
