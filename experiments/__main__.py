"""``python -m experiments``: the verbs that there are."""

import sys

from experiments import listing

sys.exit(listing.main(__file__, sys.argv[1:]))
