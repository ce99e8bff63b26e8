"""The figures of a sensitivity analysis, one an outcome."""

from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from experiments.sensitivities.finding import MAIN
from sim import naming
from sim.checks import is_number
from sim.plots import indices, one_at_a_time, screening, sensitivity, style
from sim.plots.sensitivity import Index
from sim.sensitivity import sobol
from sim.words import capital


def stem(method, outcome):
    """The name of a figure's files."""
    return f"sensitivity_{method}_{outcome}"


def draw(folder, asked, scenario, whole, foot):
    """Draw every outcome of which there is anything to draw; returns the names of outcomes."""
    (folder / "figures").mkdir(exist_ok=True)
    names = {one.key: capital(naming.called(scenario, one.key)) for one in asked.factors}
    drawn = []
    for one in whole.outcomes:
        if one.rows:
            path = folder / "figures" / stem(asked.method, one.name)
            figure, found = OF_METHOD[asked.method]
            style.leave(figure, found(one, names), path, foot)
            drawn.append(one.name)
    return drawn


def ranks(row):
    """The ranks a factor may have."""
    if row.rank_from == row.rank_to:
        return str(row.rank_from)
    return f"{row.rank_from}–{row.rank_to}"


def index_of(row):
    """A row as a number with an interval."""
    return Index(row.value, row.low, row.high)


def shown(one, names, main, others):
    """Factors in their order by the main index, with further ones beside it."""
    beside = {(row.factor, row.index): row for row in one.rows}
    return tuple(
        sensitivity.Factor(
            names[row.factor], row.group, ranks(row),
            (index_of(row), *(index_of(beside[row.factor, other]) for other in others)),
        )
        for row in one.ranked(main)
    )  # fmt: skip


def of_sobol(one, names):
    """Total indices as bars, first-order ones as points."""
    about = "Share of the variance of the expected outcome, without the luck of single runs"
    return sensitivity.Numbers(
        one.words, shown(one, names, sobol.TOTAL, (sobol.FIRST,)),
        ("total: alone and with others", "first order: alone"), "share of variance",
        sensitivity.caption(about),
    )  # fmt: skip


def of_morris(one, names):
    """Morris's plane."""
    unit = "shares of runs" if one.is_share else one.unit
    about = (
        f"Change of the expected outcome over a factor's whole range, in {unit}. Numbered: told "
        "apart from nothing; grey: not. Lines: 95 % intervals"
    )
    return sensitivity.Numbers(
        one.words, shown(one, names, MAIN[MORRIS], ("sigma",)), ("mu*", "sigma"),
        f"change [{unit}]",
        sensitivity.caption(about),
    )  # fmt: skip


def of_tornado(one, names):
    """A tornado around the base case."""
    scale = 100.0 if one.is_share else 1.0
    moves = {}
    for effect in one.effects:
        found = effect.difference
        place = (0 if effect.is_low else 1) if is_number(effect.setting) else 2
        index = Index(*(scale * value for value in (found.value, found.low, found.high)))
        move = one_at_a_time.Move(setting(effect.setting), place, index)
        moves.setdefault(effect.factor, []).append(move)
    order = one.ranked(MAIN[TORNADO])
    unit = "points of a hundred runs" if one.is_share else one.unit
    return sensitivity.Numbers(
        one.words,
        tuple(
            sensitivity.Factor(names[row.factor], row.group, ranks(row), tuple(moves[row.factor]))
            for row in order
        ),
        (),
        f"difference [{unit}]",
        sensitivity.caption("Difference from the base case, each factor set alone"),
    )


def setting(value):
    """A setting as a label."""
    return f"{value:.3g}" if is_number(value) else str(value).replace("_", " ")


OF_METHOD = {  # the figure, and what it shows of an outcome
    SOBOL: (indices, of_sobol),
    MORRIS: (screening, of_morris),
    TORNADO: (one_at_a_time, of_tornado),
}
