"""On a machine without any network all pages work, and verbs leave what they leave elsewhere."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import loopback
import pytest
from browsers import chromium

from tests.quality import verbs

HERE = Path(__file__).parent
APART = ("unshare", "--user", "--map-root-user", "--net")
PATIENCE = 900  # seconds


def check_browser():
    """Skip where there is no browser."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if chromium() is None:
        pytest.skip("no browser to look at pages with")


def check_apart():
    """Skip where a process cannot be given a network of its own."""
    if shutil.which(APART[0]) is None:
        pytest.skip("no unshare to take the network away with")
    tried = subprocess.run([*APART, "true"], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"the kernel gives no network namespace: {tried.stderr.strip()}")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["run", "report"])
def test_a_verb_leaves_the_same_without_a_network(name, tmp_path):
    """What Python does not see either: libraries of other languages that draw, store and print."""
    check_apart()
    verbs.prepare(tmp_path)
    assert verbs.played(name, tmp_path).returncode == 0
    here = verbs.left(tmp_path / verbs.OUT)
    (tmp_path / verbs.OUT).rename(tmp_path / "here")

    apart = subprocess.run(
        [*APART, *verbs.command(name)], cwd=tmp_path, env=verbs.surroundings(),
        capture_output=True, text=True,
    )  # fmt: skip

    assert apart.returncode == 0, apart.stderr
    assert verbs.left(tmp_path / verbs.OUT) == here


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), (None, True),
     ("0.0.0.0", True), ("192.168.1.7", False), ("8.8.8.8", False), ("example.org", False),
     ("localhost.example.org", False)],
)  # fmt: skip
def test_what_is_on_this_machine_is_told_from_what_is_not(host, is_here):
    assert loopback.is_here(host) == is_here


def test_whatever_a_test_asks_of_another_machine_is_refused_and_noted():
    with socket.socket() as asking, pytest.raises(OSError, match="unreachable"):
        asking.connect(("192.0.2.1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as asking, pytest.raises(OSError, match="unreach"):
        asking.sendto(b"", ("192.0.2.1", 9))
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("example.org", 80)
    assert loopback.asked == [("192.0.2.1", 80), ("192.0.2.1", 9), "example.org"]
    loopback.asked.clear()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a tour of all pages met where nothing but the loopback device is there."""
    check_browser()
    check_apart()
    command = [*APART, sys.executable, HERE / "offline_tour.py", tmp_path_factory.mktemp("class")]
    paths = os.pathsep.join([str(HERE.parent), str(HERE)])
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE, cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.xdist_group("offline")
def test_every_page_works_without_a_network_and_asks_no_other_machine(told):
    assert told["classroom"]["seen"] == ["/wall", "/teach", "/", "/explore?runs=40"]
    assert told["explorer"]["seen"] == ["/?runs=40"]
    for one in told.values():
        assert one["asked"] > 5
        assert one["wrong"] == []
        assert one["foreign"] == []


@pytest.mark.slow
@pytest.mark.xdist_group("offline")
def test_without_a_network_the_class_is_told_to_be_on_this_machine_alone(told):
    lines = "\n".join(told["classroom"]["lines"])
    assert "Students: http://127.0.0.1:" in lines
    assert "No network was found, so others cannot reach this machine" in lines
    assert told["classroom"]["shown"].startswith("http://127.0.0.1:")
