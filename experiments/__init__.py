"""What a user runs: one verb a file, each ``python -m experiments.VERB``."""
