"""Sentences about indices and how they were found, that a page and a report share."""

from experiments.sensitivities.asking import COMMON, INDEPENDENT, MORRIS, SOBOL, TORNADO

CALLED = {SOBOL: "Sobol's indices", MORRIS: "Morris's elementary effects", TORNADO: "a tornado"}
LUCK = {
    COMMON: "**Luck is common**: every point sees the same seeds, so that points differ by their "
    "factors alone. What is said holds for these seeds and others like them: the intervals "
    "come from drawing {points} and seeds anew, the latter in {blocks} blocks.",
    INDEPENDENT: "**Luck is independent**: every point has seeds of its own, so that the noise "
    "of luck lies between points. Plain indices would hold that noise, the total ones most; here "
    "it is taken out. Intervals come from drawing {points} anew, each with its seeds.",
}
HOW = {
    SOBOL: """Points are those of [Saltelli2010]_ on a scrambled Sobol sequence, made by SALib
([Herman2017]_). First order: estimator of [Saltelli2010]_; total: [Jansen1999]_; pairs of factors:
[Saltelli2002]_; the indices are those of [Sobol2001]_.""",
    MORRIS: """Trajectories are those of [Morris1991]_, made by SALib ([Herman2017]_), on four
quantiles of each factor; mu* is that of [Campolongo2007]_. An effect is the change over the step of
a factor, scaled to its whole range; of a list of names it is the change between names half a list
or more apart. For mu* the sign of each effect is taken from other seeds than its size: noise alone
then has size 0 on average. Where luck hides the sign of an effect, mu* is put too low.""",
    TORNADO: """Each setting is played on the seeds of the base case. Differences of shares have
the interval of [Tango1998]_, differences of means that of [Student1908]_, both of paired runs. A
factor's size is the largest difference among its settings. Nothing is said of what factors do
together.""",
}
NOISE = """The expected outcome at a point is estimated from runs that luck decides in part. Squares
and products of expected outcomes are taken over pairs of different seeds, so that luck cancels;
with plain means over runs, 1/runs of the variance of luck would count as an effect of factors. """
RANKS = """Two factors are told apart if the interval of their difference leaves out zero, over the
same draws of {what}; the intervals of all pairs hold together at 95 % ([Mogstad2024]_), those of
single numbers each by itself."""
CROSSED = "Resampling is crossed as in [Owen2007]_, which errs on the wide side."
TOO_LARGE, TOO_WIDE = 1.1, 1.0  # an index, and its interval: noise by far


def how(method, is_common):
    """How it was done."""
    ranks = RANKS.format(what=resampled(method, is_common))
    if method == TORNADO:
        return f"{HOW[TORNADO]}\n\n{ranks}"
    ranks += f" {CROSSED}" if is_common else ""
    return f"{HOW[method]}\n\n{NOISE.strip()}\n\n{ranks}"


def resampled(method, is_common):
    """What is drawn anew, in words: seeds alone for a tornado, which has one base case."""
    drawn = {SOBOL: "points", MORRIS: "trajectories"}.get(method)
    if drawn is None:
        return "seeds"
    return f"{drawn} and seeds" if is_common else f"{drawn}, each with its seeds"


def doubts(rows, called="`{}`".format):
    """A sentence for indices that cannot be, and one for those hardly narrowed down.

    ``called`` makes a noun of a factor's key.
    """
    doubted = [row for row in rows if is_doubted(row)]
    large = [row for row in doubted if row.value > TOO_LARGE]
    wide = [row for row in doubted if row.high - row.low > TOO_WIDE]
    if large:
        worst = max(large, key=lambda row: row.value)
        yield f"{index_in_words(worst, called)}, and an index above 1 cannot be."
    if wide:
        worst = max(wide, key=lambda row: row.high - row.low)
        yield f"{index_in_words(worst, called)}, which is wider than all that an index can be."


def index_in_words(row, called):
    """An index as the subject of a sentence, with its interval."""
    name = row.index.replace("_", " ")
    return (
        f"The {name} index of {called(row.factor)} comes out as {row.value:.2f} ({interval(row)})"
    )


def is_doubted(row):
    """True for an index that cannot be, or is hardly narrowed down."""
    return row.value > TOO_LARGE or row.high - row.low > TOO_WIDE


def interval(row):
    """An interval, in words."""
    return f"{row.low:.3f} to {row.high:.3f}"
