"""What would change an outcome, as far as an analysis of its factors tells, in sentences."""

from experiments.console import number
from experiments.reporting import worded
from experiments.reporting.index_tables import setting
from experiments.reporting.ranking import factor
from experiments.sensitivities import asking
from sim import intervals, pairs, words
from sim.checks import is_number
from sim.report.document import Column, Items, Paragraph, Table
from sim.sensitivity import sobol

MOST = 5  # settings, or factors, that are told of an outcome


# -- of a tornado ----------------------------------------------------------------------------------


def clear(result, found):
    """Which single settings move an outcome clearly, and to where, the largest first."""
    many = max(len(one.effects) for one in found)
    yield Paragraph(
        "Single changes of one factor that move an outcome clear of luck, the largest first. The "
        f"intervals here are wide enough to hold for all {words.count(many, 'setting')} of an "
        "outcome together in 95 of 100 such analyses, and are wider than those of the tables."
    )
    yield Items(tuple(moved(result, one) for one in found))


def moved(result, one):
    """The settings that move one outcome."""
    wide = [(effect, *joint(one, effect)) for effect in one.effects]
    moving = [entry for entry in wide if worded.is_clear(*entry[1:])]
    moving.sort(key=lambda entry: -abs(entry[0].difference.value))
    lead = words.capital(one.words)
    if not moving:
        return f"{lead}: none of {words.count(len(wide), 'setting')} does."
    told = "; ".join(move(result, one, *entry) for entry in moving[:MOST])
    less = len(moving) - MOST
    more = f"; {less} more of {words.count(len(wide), 'setting')}" if less > 0 else ""
    return f"{lead}, {at_base(one)} in the base case: {told}{more}."


def joint(one, effect):
    """The ends of a difference's interval that hold for all settings of an outcome together."""
    found, error = effect.difference, intervals.ERROR / len(one.effects)
    if one.is_share:
        return pairs.tango(found.gained, found.lost, found.runs, intervals.normal(error))
    wider = intervals.student(found.runs, error) / intervals.student(found.runs)
    return tuple(found.value + wider * (end - found.value) for end in (found.low, found.high))


def at_base(one):
    """What an outcome comes to in the base case, in short."""
    first = one.effects[0].difference.first
    return words.percent(first) + " of runs" if one.is_share else f"{number(first)} {one.unit}"


def move(result, one, effect, low, high):
    """A setting, where it moves the outcome to, and by how much."""
    found = effect.difference
    with_it = f"with {factor(result, effect)} at {setting(effect)}"
    if one.is_share:
        ends = (worded.signed(100.0 * each) for each in (found.value, low, high))
        to, unit = words.percent(found.second), "points"
    else:
        ends = (worded.figures(each) for each in (found.value, low, high))
        to, unit = number(found.second), one.unit
    value, low, high = ends
    return f"{value} {unit} ({low} to {high}), to {to}, {with_it}"


# -- of Morris's effects ---------------------------------------------------------------------------


def directions(result, found):
    """Which way the outcome goes as a number rises over its range, the largest first."""
    yield Paragraph(
        "Which way an outcome goes on average as a factor that is a number rises over its whole "
        "range (mu, where its interval leaves out zero), the largest first. Each interval is for "
        "itself."
    )
    yield Items(tuple(directed(result, one) for one in found))


def directed(result, one):
    """The direction of each factor of an outcome."""
    rising = {each.key for each in asking.read_factors(result.config["design"], result.scenario)
              if not each.levels or all(map(is_number, each.levels))}  # fmt: skip
    own = [row for row in one.rows if row.index == "mu" and row.factor in rising]
    sure = sorted(filter(lambda row: worded.is_clear(row.low, row.high), own),
                  key=lambda row: -abs(row.value))  # fmt: skip
    lead = words.capital(one.words)
    if not sure:
        return f"{lead}: of {words.count(len(own), 'such factor')} none has a clear direction."
    scale, unit = (100.0, "points") if one.is_share else (1.0, one.unit)
    told = []
    for row in sure[:MOST]:
        value, low, high = (worded.figures(scale * each) for each in (row.value, row.low, row.high))
        told.append(f"{value} {unit} ({low} to {high}) with {factor(result, row)}")
    less = len(sure) - MOST
    more = f"; {less} more of {words.count(len(own), 'such factor')}" if less > 0 else ""
    return f"{lead}: {'; '.join(told)}{more}."


# -- of Sobol's indices ----------------------------------------------------------------------------


def of_luck(result, found):
    """How much of single runs is luck, and how much would be known if a factor were."""
    yield Paragraph(
        "No factor changes what luck decides. Of how much single runs differ over the whole design "
        "(their variance), this share is luck; the indices divide the rest."
    )
    rows = tuple(
        (words.capital(one.words), one.luck.share, one.luck.low, one.luck.high)
        for one in found
        if one.luck.share == one.luck.share
    )
    columns = (
        Column("Outcome"), *(Column(head, percent, True) for head in ("Luck [%]", "from", "to")),
    )  # fmt: skip
    caption = "How much of the variance of single runs is luck, with 95 % intervals"
    yield Table(result.named("luck"), caption, columns, rows)
    known = [text for one in found for text in if_known(result, one)]
    if known:
        yield Paragraph(
            "If one factor were known exactly, the variance of the expected outcome would shrink "
            "on average by its first-order index. The largest of each outcome, which is put "
            "a little too high for being the largest:"
        )
        yield Items(tuple(known))


def percent(value):
    """A share in per cent as a cell has it."""
    return f"{100.0 * value:.1f}"


def if_known(result, one):
    """What knowing the factor with the largest first-order index would tell, if that is clear."""
    own = [row for row in one.rows if row.index == sobol.FIRST]
    best = max(own, key=lambda row: row.value, default=None)
    if best is None:
        return
    lead, ends = words.capital(one.words), worded.interval(best.low, best.high)
    if best.low > 0.0:
        yield f"{lead}: {words.percent(best.value)} with {factor(result, best)} ({ends})."
    else:
        yield f"{lead}: for no factor is it surely above 0."
