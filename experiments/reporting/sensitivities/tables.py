"""Tables of a sensitivity analysis: a row a factor, or of a tornado a row a setting."""

from experiments.reporting import formats, worded
from experiments.reporting.sensitivities import indices, numbers
from experiments.reporting.sensitivities.numbers import called, setting
from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from sim import naming, words
from sim.report.document import Column, Paragraph, Table
from sim.sensitivity import sobol

HEADS = {
    SOBOL: ((sobol.TOTAL, "Total"), (sobol.FIRST, "First-order")),
    MORRIS: (("mu_star", "mu*"), ("mu", "mu"), ("sigma", "sigma")),
}
RANKS = Column("Ranks")


def table(result, one):
    """The table of an outcome."""
    return FORMS[indices.method(result)](result, one)


def ranks(row):
    """The ranks that a factor may have."""
    low, high = row.rank_from, row.rank_to
    return str(low) if low == high else f"{low}–{high}"


def of_indices(result, one):
    """A row a factor with all its indices, the largest first."""
    method, known = indices.method(result), indices.beside(one)
    scale, unit = numbers.scaled(one, method)
    heads = HEADS[method]
    rows = []
    for row in indices.ranked(result, one):
        own = [known[row.factor, index] for index, _ in heads]
        ends = [scale * end for each in own for end in (each.value, each.low, each.high)]
        rows.append((called(result, row), row.role, ranks(row), *ends))
    written = numbers.written(one, method)
    columns = [Column("Factor"), Column("Role"), RANKS]
    for _, head in heads:
        columns += [Column(each, written, True) for each in (head, "from", "to")]
    what = words.listed(head.lower() for _, head in heads)
    kind = " index" if method == SOBOL else ""
    caption = f"{words.capital(one.words)}: {what}{kind} of each factor{of(unit)}"
    name = result.named(f"{method}_{one.name}")
    note = NOTE[method] + (too_large(result, one) if method == SOBOL else "")
    return Table(name, f"{caption}, with 95 % intervals", tuple(columns), tuple(rows), note)


NOTE = {
    SOBOL: "Ranks are by the total index; from and to are the ends of the interval before them.",
    MORRIS: "Ranks are by mu*; from and to are the ends of the interval before them. Of a factor "
    "with names mu has the sign of going on in their order, which means nothing of itself.",
}


def too_large(result, one):
    """That a first-order index above the total one is an error of estimation, where one is."""
    known = indices.beside(one)
    above = [
        row for row in indices.ranked(result, one)
        if exceeds(known[row.factor, sobol.FIRST].value, row.value)
    ]  # fmt: skip
    if not above:
        return ""
    who = words.listed(numbers.noun(result, row) for row in above)
    return (
        f" The first-order index of {who} comes out above the total one, which cannot be: that is "
        "error of estimation."
    )


def exceeds(one, other):
    """True if an index reads as more than another."""
    return float(numbers.places(one)) > float(numbers.places(other))


def of(unit):
    """A unit as a caption has it."""
    return f", in {unit}" if unit else ""


def of_tornado(result, one):
    """A row a setting with its difference from the base case, the largest factor first."""
    scale, unit = numbers.scaled(one, TORNADO)
    order = {row.factor: (place, row) for place, row in enumerate(indices.ranked(result, one))}
    rows = []
    for effect in sorted(one.effects, key=lambda effect: order[effect.factor][0]):
        found, row = effect.difference, order[effect.factor][1]
        counts = (found.gained, found.lost) if one.is_share else ()
        ends = (scale * each for each in (found.value, found.low, found.high, found.second))
        rows.append((called(result, row), row.role, ranks(row), setting(effect), *ends, *counts))
    written = numbers.written(one, TORNADO)
    level = "With it [%]" if one.is_share else "With it"
    columns = [Column("Factor"), Column("Role"), RANKS, Column("Set to")]
    columns += [Column(head, written, True) for head in ("Difference", "from", "to")]
    columns += [Column(level, numbers.tenths if one.is_share else formats.figures, True)]
    if one.is_share:
        columns += [Column(head, "{:,}".format, True) for head in ("Gained", "Lost")]
    return Table(
        result.named(f"{TORNADO}_{one.name}"),
        f"{words.capital(one.words)}: difference from the base case with one factor set alone"
        f"{of(unit)}, with 95 % intervals",
        tuple(columns), tuple(rows), base_note(result, one),
    )  # fmt: skip


def base_note(result, one):
    """The base case with its interval, and what was counted."""
    gained = (
        " Gained and lost: runs in which it is so with the setting and not in the base case, and "
        "the other way about." if one.is_share else ""
    )  # fmt: skip
    runs = words.count(one.effects[0].difference.runs, "pair")
    return f"{base(result, one)} Each difference is over {runs} of runs.{gained}"


def base(result, one):
    """What an outcome comes to in the base case, in a sentence."""
    value, low, high = indices.base_case(result, one)
    if one.is_share:
        return f"In the base case: {words.percent(value)} of runs ({worded.interval(low, high)})."
    value, low, high = (formats.figures(each) for each in (value, low, high))
    return f"In the base case: {value} {one.unit} (95 % interval {low} to {high})."


def together(result, one):
    """The pairs of factors that are seen to act together, as a table; or that none are."""
    own = [row for row in one.rows if row.index == sobol.SECOND]
    clear = sorted((row for row in own if row.low > 0.0), key=lambda row: -row.value)
    whole = words.count(len(own), "pair")
    if not clear:
        yield Paragraph(f"Of {whole} of factors none is seen to act together beyond their own.")
        return
    rows = tuple((pair(result, row), row.value, row.low, row.high) for row in clear)
    columns = (
        Column("Pair"),
        *(Column(each, numbers.places, True) for each in ("Index", "from", "to")),
    )
    caption = (
        f"{words.capital(one.words)}: pairs of factors seen to act together, {len(clear)} of "
        f"{whole}, second-order index with 95 % intervals"
    )
    note = f"Each interval by itself: about {0.025 * len(own):.0f} pairs would be here by luck."
    yield Table(result.named(f"pairs_{one.name}"), caption, columns, rows, note)


def pair(result, row):
    """Two factors as a cell has them."""
    names = (naming.called(result.scenario, key) for key in row.factor.split(" x "))
    return words.capital(" with ".join(names))


FORMS = {SOBOL: of_indices, MORRIS: of_indices, TORNADO: of_tornado}
