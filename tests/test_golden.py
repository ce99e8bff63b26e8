"""The same numbers as were stored, from both engines, whatever the process, threads and blocks."""

import os
import platform
import subprocess
import sys

import pytest

from sim import ensemble
from sim.cache import ROOT
from tests.quality import golden

HERE = (platform.system(), platform.machine())
pytestmark = pytest.mark.skipif(
    HERE != ("Linux", "x86_64"), reason="numbers were stored where other functions were linked"
)


@pytest.mark.parametrize("name", golden.names())
def test_a_scenario_gives_the_numbers_that_are_stored_in_both_engines(name):
    """``python -m tests.quality.golden write`` stores them anew, and says what is otherwise."""
    scenario, stored = golden.scenario_of(name), golden.stored()[name]

    assert list(golden.otherwise(name, stored, golden.found(scenario))) == []
    assert golden.watched(scenario) == stored["days"]


def test_numbers_are_stored_of_every_scenario_and_no_other():
    assert set(golden.stored()) == set(golden.names())


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("block", [7, 64])
def test_neither_threads_nor_blocks_change_a_bit(threads, block, january, monkeypatch):
    monkeypatch.setattr(ensemble, "BLOCK", block)

    assert golden.found(january, threads=threads) == golden.stored()["january_2025"]


@pytest.mark.parametrize("order", ["0", "4294967295"])
def test_neither_the_process_nor_the_order_of_sets_changes_a_bit(order):
    text = (
        "from tests.quality import golden; "
        "found = golden.found(golden.scenario_of('january_2025')); "
        "sys.exit(found != golden.stored()['january_2025'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {text}"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "PYTHONHASHSEED": order},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_what_is_otherwise_is_told_by_name():
    stored = golden.stored()["january_2025"]
    other = {**stored, "outcomes": {**stored["outcomes"], "deaths": 1.0}, "runs": "x"}

    told = list(golden.otherwise("one", stored, other))

    assert told == [
        f"one: deaths: {stored['outcomes']['deaths']} -> 1.0",
        f"one: runs: {stored['runs']} -> x",
    ]
