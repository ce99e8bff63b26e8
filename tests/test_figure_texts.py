"""Every figure is readable: no text leaves the page, none covers another, of few things or many."""

import itertools

import numpy as np
import pytest
import shown
from test_plots import visible

from sim.plots import (
    differences,
    incidence_by_scenario,
    labels,
    matchups,
    one_at_a_time,
    partings,
    phases_by_scenario,
    standings,
    style,
    survival_by_scenario,
)

NAMES = ("january_2025", *(f"firm_guarantee_with_less_trust_on_either_side_{n}" for n in range(6)))
FOOT = shown.FOOT


def many():
    """Each figure of a comparison, of seven scenarios with long names."""
    ends = [((110, 50), (40, 120), (160, 10))[place % 3] for place in range(7)]
    falls = [shown.fallen(shown.FALLS[place % len(shown.FALLS)]) for place in range(7)]
    runs, states = shown.RUNS, [("phase_1", "phase_2")] * 7
    counts = [shown.counts_of_states(*one) for one in ends]
    curves = [one[0] for one in falls]
    yield survival_by_scenario, survival_by_scenario.Numbers(curves, NAMES, runs, shown.START)
    yield incidence_by_scenario, incidence_by_scenario.Numbers([o[1] for o in falls], NAMES, runs)
    yield phases_by_scenario, phases_by_scenario.Numbers(counts, states, NAMES, runs)
    yield differences, differences_of(np.linspace(-20.0, 20.0, 6))
    panels = [shown.partings_shown().panels[0]._replace(scenario=name) for name in NAMES[1:]]
    yield partings, partings.Numbers(panels, NAMES[0], runs)
    spans = np.array([[0.5, 0.4, 0.6]] * 7)
    yield standings, standings.Numbers(list(NAMES), [1] * 7, spans, np.zeros((0, 7)), "scenario x")
    yield one_at_a_time, moves_of("relative tit for tat, averaged")
    worth = np.linspace(0.0, 1.0, 49).reshape(7, 7)
    yield matchups, matchups.Numbers(list(NAMES), worth, "scenario x")


@pytest.mark.parametrize("name", ["survival_by_scenario", "incidence_by_scenario",
                                  "phases_by_scenario", "differences", "partings"])  # fmt: skip
def test_a_figure_of_a_branch_counts_continuations_and_no_scenarios(name):
    module, numbers = MANY[name]
    branch = numbers._replace(branch="run 12 from day 22")

    said, said_of_scenarios = (
        f"{module.title(one)}. {module.finding(one)}" for one in (branch, numbers)
    )

    assert "100 continuations of run 12 from day 22" in said.replace("200", "100")
    assert "by scenario" not in said
    assert "of each " not in said.replace("intervals of each", "")
    assert "continuation" not in said_of_scenarios


@pytest.mark.parametrize(("value", "said"), [
    (0.0, "1 of 18 intervals does not hold 0."),
    (9.0, "2 of 18 intervals do not hold 0."),
])  # fmt: skip
def test_one_interval_does_not_hold_0_and_several_do_not(value, said):
    found = differences_of(np.zeros(6))
    (one, other), amounts = found.shares, found.amounts
    clear = one._replace(lows=np.array([1.0, *5 * [-1.0]]))
    second = other._replace(lows=np.array([value - 3.0, *5 * [-1.0]]))

    told = differences.finding(found._replace(shares=[clear, second], amounts=amounts))

    assert told.startswith(said)


def moves_of(setting):
    """A tornado whose settings all have one long name."""
    found = shown.moves_shown()
    factors = [
        one._replace(series=tuple(move._replace(setting=setting) for move in one.series))
        for one in found.factors
    ]
    return found._replace(factors=tuple(factors))


def differences_of(values):
    """Differences of six scenarios in three outcomes."""
    texts = tuple(f"{value:+.1f} ({value - 3:+.1f} to {value + 3:+.1f})" for value in values)
    line = differences.Line("truce stands", "", values, values - 3.0, values + 3.0, texts)
    return differences.Numbers([line, line], [line], NAMES[1:], NAMES[0], shown.RUNS)


MANY = {shown.named(module): (module, numbers) for module, numbers in many()}


@pytest.fixture(scope="module", params=[*shown.DRAWN, *(f"many in {name}" for name in MANY)])
def figure(request):
    """A figure on its page."""
    name = request.param
    if name in shown.DRAWN:
        return shown.draw(shown.DRAWN[name])
    module, numbers = MANY[name.removeprefix("many in ")]
    return style.drawn(module, numbers, FOOT)


def test_no_text_leaves_the_page(figure):
    page = figure.bbox
    for text, box in visible(figure):
        assert box.x0 >= page.x0 - 1, text
        assert box.x1 <= page.x1 + 1, text
        assert box.y0 >= page.y0 - 1, text
        assert box.y1 <= page.y1 + 1, text


def test_no_text_covers_another(figure):
    for (one, box), (other, second) in itertools.combinations(level(figure), 2):
        wide = min(box.x1, second.x1) - max(box.x0, second.x0)
        tall = min(box.y1, second.y1) - max(box.y0, second.y0)
        assert wide <= 2 or tall <= 3, (one, other)


def level(figure):
    """Texts and boxes, less those on a slant, whose boxes say little."""
    slanted = {
        text.get_text()
        for text in figure.findobj(labels_of)
        if text.get_rotation() not in (0.0, 90.0)
    }
    return [(text, box) for text, box in visible(figure) if text not in slanted]


def labels_of(artist):
    """True for a text."""
    return hasattr(artist, "get_rotation")


def test_a_key_names_everything_in_reading_order_however_long_the_names_are():
    page = style.drawn(*MANY["differences"])

    (key,) = page.legends
    assert len(key.get_texts()) == 6
    handle = labels.by_rows(list(range(6)), key._ncols)
    assert [text.get_text()[-1] for text in key.get_texts()] == [str(place) for place in handle]


def test_no_scenario_looks_like_the_base_or_like_another():
    looks = [style.of_scenario(place) for place in range(26)]

    assert [colour for colour, _, _ in looks].count(style.INK) == 1
    assert len({(colour, mark) for colour, mark, _ in looks}) == 26
    assert len({(colour, dashes) for colour, _, dashes in looks}) == 26
    assert [colour for colour, _, _ in looks[:6]] == list(style.SCENARIO)
