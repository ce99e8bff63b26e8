"""Long campaigns against the program, each ``python -m tests.quality.NAME`` from the checkout."""
