"""``python -m experiments`` and ``python -m tests.quality`` say what there is to run."""

import subprocess
import sys

import pytest

from experiments import listing
from sim.cache import ROOT

SOME = {"experiments": {"run", "sweep", "report"}, "tests.quality": {"fuzz", "guided"}}
PACKAGES = list(SOME)


def listed(package, capsys, *arguments):
    """The status, and what is printed."""
    file = ROOT.joinpath(*package.split("."), "__main__.py")
    assert file.exists()
    return listing.main(file, list(arguments)), capsys.readouterr()


def rows(text):
    """What is said of each name."""
    found = {}
    for line in text.partition("\n\n")[0].splitlines():
        if not line.startswith(" "):
            name, _, line = line.partition(" ")
            found[name] = ""
        found[name] = f"{found[name]} {line.strip()}".strip()
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_each_is_told_by_the_first_sentence_of_its_docstring(package, capsys):
    status, said = listed(package, capsys, "--help")

    assert status == 0
    assert set(rows(said.out)) > SOME[package]
    assert max(map(len, said.out.splitlines())) <= 80
    for name, sentence in rows(said.out).items():
        file = ROOT.joinpath(*package.split("."), f"{name}.py")
        text = " ".join(file.read_text(encoding="utf-8").split())
        assert text.lstrip('r"').startswith(sentence)
        assert sentence[-1] in ".?"
        assert ". " not in sentence


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("more", [[], ["runs=4", "set={a: 1}"]], ids=len)
def test_an_argument_is_refused_in_a_sentence_that_says_what_to_type(package, more, capsys):
    name = {"experiments": "run", "tests.quality": "fuzz"}[package]
    status, said = listed(package, capsys, name, *more)

    assert (status, said.out) == (2, "")
    written = f"python -m {package}.{name}" + (" runs=4 'set={a: 1}'" if more else "")
    assert said.err == f"python -m {package}: a name follows a dot, not a space: {written}\n"


def test_a_name_that_there_is_not_is_refused_with_the_nearest_and_all_there_are(capsys):
    status, said = listed("experiments", capsys, "comprae", "runs=4")

    assert (status, said.out) == (2, "")
    assert said.err.startswith(
        "python -m experiments: there is no 'comprae'; did you mean 'compare'? (known: audit, "
    )
    assert ", run, " in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_itself_prints_the_list(package):
    done = subprocess.run(
        [sys.executable, "-m", package], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert f"\nMore of each: python -m {package}." in done.stdout
