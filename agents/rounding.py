"""What rounding may come to, so that numbers that are equal on paper are equal when played."""

SAME = 1e-12  # utilities, shares and scores closer than this are one
SHORT = 1e-9  # a worth that falls short of a line by no more than this suffices
SOME = 1e-9  # added to what is divided by, or multiplied, where it may be nothing
