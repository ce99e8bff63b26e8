"""Numbers onto axes. Each figure is a file: numbers, title, finding, draw, describe, table.

``draw_all`` makes every figure whose data exist.
"""

from pathlib import Path

from sim.plots import (
    deliveries,
    endings,
    flow,
    incidence_by_cause,
    offers,
    phases,
    style,
    survival,
    timeline,
    trust,
)

FIGURES = (
    phases, flow, survival, incidence_by_cause, deliveries, trust, offers, endings, timeline,
)  # fmt: skip
OF_TALKS = (offers,)  # what there is to see where nothing that was agreed is carried out


def possible(scenario):
    """The figures that there may be of a scenario."""
    return FIGURES if scenario.premises.obligations else OF_TALKS


def drawable(scenario, tables):
    """The figures whose data exist, each with its numbers."""
    found = []
    for figure in possible(scenario):
        if all(name in tables for name in figure.NEEDS) and len(tables["runs"]["run"]):
            shown = figure.numbers(scenario, tables)
            if shown is not None:
                found.append((figure, shown))
    return found


def lead(scenario):
    """What a figure of a scenario says first."""
    return f"{scenario.title}."


def draw_all(folder, scenario, tables, foot, progress=None):
    """Write figures/NAME.svg, .png and .csv (the numbers) under ``folder``; returns their paths.

    ``tables`` holds what was kept; ``foot`` is the ``style.Foot`` of each figure; ``progress`` is
    called with (figures done, figures in all, name) after each.
    """
    folder = Path(folder) / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    wanted = drawable(scenario, tables)
    for done, (figure, shown) in enumerate(wanted, start=1):
        paths += style.leave(figure, shown, folder / figure.NAME, foot, lead(scenario))
        if progress is not None:
            progress(done, len(wanted), figure.NAME)
    return paths
