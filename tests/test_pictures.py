"""Every figure looks as it did: pictures of hand-made numbers beside those in tests/pictures.

A change that is meant is looked at and kept with the command in CONTRIBUTING.md.
"""

import pkgutil

import pytest
from shown import DRAWN

from sim import plots
from sim.plots import style

DPI = 60
# Root mean square over pixels, of 255. Text drawn without hinting, more than another FreeType does
# to it, is within it; a label moved by a line or an area in another colour is not.
TOLERANCE = 3.0
HELPERS = {"days", "labels", "lanes", "lists", "one_run", "style"}  # draw nothing by themselves


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.mpl_image_compare(
    baseline_dir="pictures",
    tolerance=TOLERANCE,
    savefig_kwargs={"dpi": DPI, "metadata": {"Software": None}},
    style=["default", style.SETTINGS],
)
def test_a_figure_looks_as_it_did(name):
    return DRAWN[name]()


def test_every_figure_has_its_picture():
    modules = {found.name for found in pkgutil.iter_modules(plots.__path__)} - HELPERS
    pictured = {next(one for one in sorted(modules, key=len, reverse=True)
                     if name.startswith(one)) for name in DRAWN}  # fmt: skip

    assert pictured == modules
