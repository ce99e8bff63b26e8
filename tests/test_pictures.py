"""Every figure looks as it did: pictures of hand-made numbers beside those in tests/pictures.

A change that is meant is looked at and kept with the command in CONTRIBUTING.md.
"""

import pkgutil

import pytest
from shown import DRAWN, draw

from sim import plots
from sim.plots import style

DPI = 60
# Hinting differs from one FreeType to another and moves whole layouts; outlines of glyphs do not.
UNHINTED = {"text.hinting": "none"}
LOOK = {**style.SETTINGS, **UNHINTED}
# Root mean square over pixels, of 255: a label moved by a line is at 1.6 or more in every figure,
# areas or bars in another colour are at 1 or more; rounding of glyphs and edges is well below.
TOLERANCE = 0.5
# What draws nothing by itself.
HELPERS = {
    "continued",
    "days",
    "labels",
    "lanes",
    "lists",
    "one_run",
    "sensitivity",
    "style",
    "units",
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.mpl_image_compare(
    baseline_dir="pictures",
    tolerance=TOLERANCE,
    savefig_kwargs={"dpi": DPI, "metadata": {"Software": None}},
    style=["default", LOOK],
)
def test_a_figure_looks_as_it_did(name, monkeypatch):
    for key, value in UNHINTED.items():
        monkeypatch.setitem(style.SETTINGS, key, value)
    return draw(DRAWN[name])


def test_every_figure_has_its_picture():
    modules = {found.name for found in pkgutil.iter_modules(plots.__path__)} - HELPERS

    assert set(DRAWN) == modules
