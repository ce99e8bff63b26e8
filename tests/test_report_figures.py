"""Figures of reports as files: one size on paper, described, and the same bytes each time."""

import io
import re

import documents
import pytest
from PIL import Image

from sim import marked
from sim.plots import style
from sim.report import figures

ABOUT = {"scenario": "phase_two_talks", "seed": 1, "programme": "“truce” ≤ 1"}


@pytest.fixture(scope="module")
def made():
    return figures.files(documents.figure(alt="Falls: ≤ 10 % & <b>"), ABOUT)


def test_the_same_figure_gives_the_same_bytes(made):
    assert figures.files(documents.figure(alt="Falls: ≤ 10 % & <b>"), ABOUT) == made


def test_svg_is_as_it_was_drawn(made):
    assert made["svg"] == documents.SVG


def test_a_figure_is_as_large_on_paper_whatever_its_file(made):
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", made["pdf"])
    with Image.open(io.BytesIO(made["png"])) as drawn:
        inches = [side / dots for side, dots in zip(drawn.size, drawn.info["dpi"])]

    assert [float(side) / 72 for side in box.groups()] == pytest.approx([6.4, 3.2])
    assert inches == pytest.approx([6.4, 3.2], abs=0.002)


def test_a_png_file_is_drawn_to_its_edges_at_300_dots_an_inch(made):
    with Image.open(io.BytesIO(made["png"])) as drawn:
        assert drawn.size == (1920, 960)
        assert drawn.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert drawn.getpixel((0, 0)) == drawn.getpixel((1919, 959)) == (255, 255, 255)
        assert drawn.convert("L").point(lambda light: light < 200).getbbox() == pytest.approx(
            (83, 78, 1840, 840), abs=12
        )


def test_a_png_file_says_what_it_shows_and_its_settings(made):
    with Image.open(io.BytesIO(made["png"])) as drawn:
        told = drawn.info

    assert told["Title"] == "Runs that stand"
    assert told["Description"] == "Falls: ≤ 10 % & <b>"
    assert {name: told[name] for name in ABOUT} == {name: str(ABOUT[name]) for name in ABOUT}


def test_a_pdf_file_says_what_it_shows_and_has_lines_and_no_date(made):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made["pdf"]
    assert "Falls: ≤ 10 % &amp; &lt;b>".encode() in made["pdf"].replace(b"&gt;", b">")
    assert b"seed: 1" in made["pdf"]
    assert b"/Subtype/Image" not in made["pdf"].replace(b" ", b"")
    assert b"CreationDate" not in made["pdf"]


def test_a_figure_of_a_run_becomes_files(tmp_path):
    with style.sheet():
        drawn = style.page((6.4, 3.0), "Runs that stand")
        drawn.add_subplot().plot([1, 2, 3], [3, 2, 1])
        style.freeze(drawn)
    texts, table = ("Runs that stand", "Falls."), (["day"], [[1]])
    [path] = style.write(drawn, tmp_path / "standing", *texts, table, {"seed": 7}, kinds=("svg",))

    made = figures.files(documents.figure(svg=path.read_bytes()), {})
    (tmp_path / "standing.png").write_bytes(made["png"])

    settings = marked.settings_of(tmp_path / "standing.png")
    assert settings == marked.settings_of(path)
    assert settings["seed"] == 7

    with Image.open(io.BytesIO(made["png"])) as picture:
        assert picture.size[0] == 1920


@pytest.mark.parametrize(
    ("measures", "points"),
    [
        ('width="460.8pt" height="72pt"', [460.8, 72.0]),
        ('width="96" height="96px"', [72.0, 72.0]),
        ('width="1in" height="2.54cm"', [72.0, 72.0]),
        ('width="100%" viewBox="0 0 96 48"', [72.0, 36.0]),
        ('viewBox="0 0 96 48"', [72.0, 36.0]),
    ],
)
def test_the_size_of_a_picture_is_read_in_any_unit(measures, points):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {measures}/>'.encode()

    assert figures.size(svg) == pytest.approx(points)
