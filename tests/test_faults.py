"""Whatever befalls a command, what it leaves is whole: a slice of ``quality/faults.py``."""

import os
import shutil
import subprocess
import sys

import pytest

from sim.cache import ROOT
from tests.quality import confined, faults, full_class, verbs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces and powers of Linux"),
    pytest.mark.xdist_group("faults"),
]


@pytest.fixture(scope="module")
def domain(tmp_path_factory):
    """The verb that is done soonest, undisturbed."""
    return faults.case("domain", tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("fault", ["killed", "full", "revoked", "doubled"])
def test_a_verb_is_whole_or_absent_whatever_befalls_it(domain, fault):
    why = faults.cannot(fault)
    if why:
        pytest.skip(why)

    for seed in range(5):
        assert faults.tried(domain, fault, seed, 1) == []
        if all(domain.met):
            return
    pytest.fail("the command came to its end each time before it was disturbed")


def test_what_is_half_written_is_noticed(domain):
    there = domain.room / "half"
    shutil.copytree(domain.room / "undisturbed", there)
    name = min(domain.whole)
    (there / name).write_bytes((there / name).read_bytes()[:-1])

    assert list(faults.unlike(domain, there)) == [f"{name} is not as undisturbed"]
    (there / name).unlink()
    assert list(faults.unlike(domain, there)) == []
    assert list(faults.unlike(domain, there, is_whole=True)) == [f"{name} is missing"]


def test_a_class_on_a_full_disk_tells_why_loses_nothing_and_goes_on_with_room(tmp_path):
    why = confined.without_disks()
    if why:
        pytest.skip(why)

    assert full_class.tried(tmp_path) == []


def test_a_sweep_does_not_go_on_under_code_that_was_changed(tmp_path):
    """With a copy of the code, and one comment more in it."""
    checkout, room = tmp_path / "checkout", tmp_path / "room"
    for folder in ("agents", "configs", "experiments", "sim"):
        shutil.copytree(ROOT / folder, checkout / folder)
    shutil.copy(ROOT / "pyproject.toml", checkout)
    room.mkdir()

    def swept(*more):
        design = "design.decisions={mediators.us.skill: [0.1, 0.4]}"
        given = [design, "runs=2", "engine=mesa", "plots=false", "out=there", *more]
        return subprocess.run(
            [sys.executable, "-m", "experiments.sweep", *given], cwd=room, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(checkout)}, text=True,
        )  # fmt: skip

    assert swept("design.parts=2", "design.part=1").returncode == 0  # all is in the other part
    before = verbs.left(room)
    assert "there/unfinished.json" in before
    with (checkout / "agents" / "offers.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    done = swept("design.parts=2", "design.part=0")

    assert done.returncode == 2
    assert "by this command from another version of the code" in done.stderr
    assert done.stderr.count("\n") == 1
    assert verbs.left(room) == before
