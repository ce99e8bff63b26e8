"""Figures of scenario discovery: labels that fit, and dots whose spread looks like nothing."""

import numpy as np
import pytest

from sim.plots import box_map, style

LONG = (
    "United States guarantee to Hamas (and with it United States leverage over Israel and Qatar's "
    "guarantee to Hamas)"
)
COUNT = 81
NAMES = ("one text", "offers", "alternating")


def ranged(name="patience"):
    """An axis with a value for each dot."""
    values = np.linspace(0.0, 1.0, COUNT)
    return box_map.Axis(name, "points", values, tuple(values), True, 0.4, 1.0, ())


def named(name="protocol"):
    """An axis with three names, one after another."""
    values = np.arange(COUNT) % 3 * 1.0
    return box_map.Axis(name, "", values, NAMES, False, 0.0, 0.0, (1, 2))


def mapped(across, up):
    """What the figure takes, over two axes."""
    beside = np.zeros(COUNT, dtype=bool)
    return box_map.Numbers(across, up, np.linspace(0.0, 1.0, COUNT), beside, "cases", "Where")


@pytest.mark.parametrize(
    "shown",
    [mapped(ranged(LONG), named(LONG)), mapped(named(LONG), ranged(LONG)),
     mapped(named(LONG), named("protocol"))],
)  # fmt: skip
def test_labels_of_long_names_lie_on_the_page(shown):
    figure = style.drawn(box_map, shown)

    axes = figure.axes[0]
    whole = figure.bbox
    title = min(text.get_window_extent().y0 for text in figure.texts if text.get_text())
    for text in (axes.xaxis.label, axes.yaxis.label):
        box = text.get_window_extent()
        assert 0.0 <= box.x0 <= box.x1 <= whole.width
        assert 0.0 <= box.y0 <= box.y1 <= title


def test_dots_within_a_level_are_spread_without_a_pattern_and_that_is_said():
    shown = mapped(ranged(), named())

    places = box_map.placed(shown.up, shown)

    off = places - shown.up.values
    assert np.abs(off).max() < 0.5
    for level in range(3):
        own = off[shown.up.values == level]
        assert abs(np.corrcoef(own, np.arange(len(own)))[0, 1]) < 0.4
        steps = np.round(np.diff(own), 6)
        assert len(np.unique(steps)) > len(steps) / 2  # of rows there would be two or three
    np.testing.assert_array_equal(box_map.placed(shown.across, shown), shown.across.values)
    said = "Where dots stand within a level of protocol means nothing: it keeps them apart."
    assert said in box_map.finding(shown)


def test_where_each_place_has_one_dot_it_stands_at_its_place():
    shown = mapped(named(), named("mediator"))

    for axis in (shown.across, shown.up):
        np.testing.assert_array_equal(box_map.placed(axis, shown), axis.values)
    assert "means nothing" not in box_map.finding(shown)
