"""What is said of a backtest whatever its numbers: on a page, and in a report."""

from sim.scores import CENTRAL, LEVELS

COVERED = (
    f"*Covered* means that what happened lies inside the {CENTRAL} of runs. It is no grade. Wide "
    "spans cover everything, so the width stands beside each; and a yes or no is covered as soon "
    f"as about one run in {1.0 / LEVELS[0]:.0f} did the same. The outcomes are of one truce and "
    "hang together (a late release is a late exchange, a wait and a crisis), so their number is "
    "not a number of tests, and no calibration diagram is drawn of them."
)
FITTED = (
    "no parameter was fitted to them, but whoever built the model knew them, and its structure was "
    "chosen so that what happened could happen in it"
)
NOT_GIVEN = (
    "It is `phase_two_talks` without its dated changes: the meeting and the proposal of day 17 and "
    "the Saudi reply of day 18 are no inputs."
)
KNEW = (
    "What came by {known} is given, and with it the days on which the next exchanges were due. "
    "Some things in it were learnt later, and are left in because nothing better was known:"
)
LEARNT_LATER = (
    "the lists of prisoners for exchanges 5 to 8 are those that came to be, so the *numbers* of "
    "prisoners are given and only their days are the model's (patterns marked *given* are not "
    "scored)",
    "that two weeks of trucks had come, and tents had not, was said on days 19 and 20 (J25E031, "
    "J25E032)",
    "that Israel's team would be a working-level one, to leave at the end of the week, is from the "
    "report of day 17 on which the project rests (Report2025, J25E028); that it was put off was "
    "known on day 15",
    "24 living hostages are left to phase 2, a figure of day 42 (J25E058)",
    "some assumed numbers have later sources beside them: the slow hardening of the side payment "
    "(J25E030, day 18), the United States' access to Hamas before their direct contacts (J25E063, "
    "day 46)",
)
BY_PEOPLE = "And everything that is assumed was assumed by people who knew the end."
SCORED = (
    "All are the better the smaller. A chance is (k + 1/2) / (n + 1) for k of n runs "
    "([Krichevsky1981]_). The Brier score is its squared distance from what happened "
    "([Brier1950]_), the log score minus the logarithm of the chance given to it ([Good1952]_). "
    "Numbers and days have the fair continuous ranked probability score, in their own units "
    "([Ferro2014]_); days after the last one counted count as one ([Gneiting2011]_). The place is "
    "the randomised probability integral transform: where what happened lies among the runs, 0 to "
    "1, ties broken by a draw that is the same each time ([Czado2009]_)."
)
ANECDOTE = "A truce is one case: a difference here is an anecdote, not a verdict."
ALIKE = "Calibration looked at this truce, so that agreement here is little evidence."
EDGE = (
    "Of one truce an outcome may lie at the edge of the runs by chance. What each line says of the "
    "model is how it is built, from the record's file, and not what these runs show: it may be the "
    "reason, and need not be."
)
ALLOWED = (
    "The model shows that what happened is among the things its assumptions allow, and does not "
    "show that they are the reason."
)
NOT_MEASURED = (
    "Not measured at all: hours (a step is a day), aid in trucks a day, threats that are not "
    "carried out, and who is right where claims differ."
)
