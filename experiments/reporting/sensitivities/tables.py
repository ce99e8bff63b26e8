"""Tables of a sensitivity analysis: a row a factor, or of a tornado a row a setting."""

from experiments.console import number
from experiments.reporting import worded
from experiments.reporting.sensitivities import indices
from experiments.reporting.sensitivities.ranking import scaled
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


def called(result, row):
    """A factor as a cell has it."""
    return words.capital(naming.called(result.scenario, row.factor))


def ranks(row):
    """The ranks that a factor may have."""
    low, high = row.rank_from, row.rank_to
    return str(low) if low == high else f"{low}–{high}"


def of_indices(result, one):
    """A row a factor with all its indices, the largest first."""
    method, known = indices.method(result), indices.beside(one)
    scale, unit = scaled(one, method)
    heads = HEADS[method]
    rows = []
    for row in indices.ranked(result, one):
        own = [known[row.factor, index] for index, _ in heads]
        numbers = [scale * end for each in own for end in (each.value, each.low, each.high)]
        rows.append((called(result, row), row.role, ranks(row), *numbers))
    written = places if method == SOBOL else tenths if one.is_share else number
    columns = [Column("Factor"), Column("Role"), RANKS]
    for _, head in heads:
        columns += [Column(each, written, True) for each in (head, "from", "to")]
    what = words.listed(head.lower() for _, head in heads)
    kind = " index" if method == SOBOL else ""
    caption = f"{words.capital(one.words)}: {what}{kind} of each factor{of(unit)}"
    name = result.named(f"{method}_{one.name}")
    return Table(name, f"{caption}, with 95 % intervals", tuple(columns), tuple(rows), NOTE[method])


NOTE = {
    SOBOL: "Ranks are by the total index; from and to are the ends of the interval before them.",
    MORRIS: "Ranks are by mu*; from and to are the ends of the interval before them. Of a factor "
    "with names mu has the sign of going on in their order, which means nothing of itself.",
}


def of(unit):
    """A unit as a caption has it."""
    return f", in{unit}" if unit else ""


def tenths(value):
    """A change in points."""
    return worded.signed(value).lstrip("+")


def places(value):
    """An index to three places."""
    return worded.signed(value, 3).lstrip("+")


def of_tornado(result, one):
    """A row a setting with its difference from the base case, the largest factor first."""
    scale, unit = scaled(one, TORNADO)
    order = {row.factor: (place, row) for place, row in enumerate(indices.ranked(result, one))}
    rows = []
    for effect in sorted(one.effects, key=lambda effect: order[effect.factor][0]):
        found, row = effect.difference, order[effect.factor][1]
        counts = (found.gained, found.lost) if one.is_share else ()
        numbers = (scale * each for each in (found.value, found.low, found.high, found.second))
        rows.append((called(result, row), row.role, ranks(row), setting(effect), *numbers, *counts))
    written = signed if one.is_share else worded.figures
    level = "With it [%]" if one.is_share else "With it"
    columns = [Column("Factor"), Column("Role"), RANKS, Column("Set to")]
    columns += [Column(head, written, True) for head in ("Difference", "from", "to")]
    columns += [Column(level, number, True)]
    if one.is_share:
        columns += [Column(head, "{:,}".format, True) for head in ("Gained", "Lost")]
    return Table(
        result.named(f"{TORNADO}_{one.name}"),
        f"{words.capital(one.words)}: difference from the base case with one factor set alone"
        f"{of(unit)}, with 95 % intervals",
        tuple(columns), tuple(rows), base_note(result, one),
    )  # fmt: skip


def signed(value):
    """A difference in points."""
    return worded.signed(value)


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
    ends = f"95 % interval {number(low)} to {number(high)}"
    return f"In the base case: {number(value)} {one.unit} ({ends})."


def setting(effect):
    """What a factor is set to, as a cell has it."""
    try:
        return f"{float(effect.setting):.3g}"
    except ValueError:
        return words.plain(effect.setting)


def together(result, one):
    """The pairs of factors that are seen to act together, as a table; or that none are."""
    own = [row for row in one.rows if row.index == sobol.SECOND]
    clear = sorted((row for row in own if row.low > 0.0), key=lambda row: -row.value)
    whole = words.count(len(own), "pair")
    if not clear:
        yield Paragraph(f"Of {whole} of factors none is seen to act together beyond their own.")
        return
    rows = tuple((pair(result, row), row.value, row.low, row.high) for row in clear)
    columns = (Column("Pair"), *(Column(each, places, True) for each in ("Index", "from", "to")))
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
