"""The class and the explorer on a machine without any network: all pages work there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browsers import chromium

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
APART = ("unshare", "--user", "--map-root-user", "--net")
PATIENCE = 900  # seconds


def check_apart():
    """Skip where a process cannot be given a network of its own, or there is no browser."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if chromium() is None:
        pytest.skip("no browser to look at pages with")
    if shutil.which(APART[0]) is None:
        pytest.skip("no unshare to take the network away with")
    tried = subprocess.run([*APART, "true"], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"the kernel gives no network namespace: {tried.stderr.strip()}")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a tour of all pages met where nothing but the loopback device is there."""
    check_apart()
    command = [*APART, sys.executable, HERE / "offline_tour.py", tmp_path_factory.mktemp("class")]
    paths = os.pathsep.join([str(HERE.parent), str(HERE)])
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE, cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.xdist_group("offline")
def test_every_page_works_without_a_network_and_asks_no_other_machine(told):
    assert told["classroom"]["seen"] == ["/wall", "/teach", "/", "/explore?runs=40"]
    assert told["explorer"]["seen"] == ["/?runs=40"]
    for one in told.values():
        assert one["asked"] > 5
        assert one["wrong"] == []
        assert one["foreign"] == []


@pytest.mark.xdist_group("offline")
def test_without_a_network_the_class_is_told_to_be_on_this_machine_alone(told):
    lines = "\n".join(told["classroom"]["lines"])
    assert "Students: http://127.0.0.1:" in lines
    assert "No network was found, so others cannot reach this machine" in lines
    assert told["classroom"]["shown"].startswith("http://127.0.0.1:")
