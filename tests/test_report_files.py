"""The folder of a report: files for each part, and none of a document that will not do."""

import subprocess
import sys

import documents
import pytest

from sim.cache import ROOT
from sim.report import files


def listed(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_report_is_a_page_a_print_and_files_of_tables_and_figures(tmp_path):
    files.write(tmp_path, documents.full())

    tables = ("standing_days", "falling_days", "none", "one", "many")
    assert set(listed(tmp_path)) == {
        "report.html",
        "report.pdf",
        *(f"tables/{name}.{kind}" for name in tables for kind in ("csv", "md", "tex")),
        *(f"figures/{n}.{kind}" for n in ("standing", "falling") for kind in ("svg", "pdf", "png")),
    }


def test_the_same_document_gives_the_same_folder(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        files.write(tmp_path / name, documents.full())

    assert listed(tmp_path / "one") == listed(tmp_path / "other")


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        ((documents.table("A", 1), documents.table("a", 1)), "tables: 'a' is the name of two"),
        ((documents.figure("a"), documents.table("a_days", 1)), "tables: 'a_days' is the name of"),
        ((documents.figure("a"), documents.figure("a")), "figures: 'a' is the name of two"),
        ((documents.table("../a", 1),), "tables: '../a' is no name for a file"),
        ((documents.figure("", None),), "figures: '' is no name for a file"),
    ],
)
def test_names_that_will_not_do_for_files_are_refused_and_nothing_is_written(
    blocks, sentence, tmp_path
):
    with pytest.raises(ValueError, match=sentence):
        files.write(tmp_path, documents.document(*blocks))

    assert listed(tmp_path) == {}


def test_a_document_without_figures_or_tables_is_a_page_and_a_print(tmp_path):
    files.write(tmp_path, documents.document(about={}))

    assert set(listed(tmp_path)) == {"report.html", "report.pdf"}


def test_a_report_is_written_without_matplotlib_or_an_engine():
    code = (
        "import sys; from sim.report import files; "
        "print([name for name in ('matplotlib', 'mesa', 'numba', 'hydra') if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert said.stdout == "[]\n"
