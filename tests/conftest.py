"""Fixtures that many tests share."""

import os
import signal

import loopback
import pytest
import read_once
from browsers import browser  # noqa: F401 -- a fixture
from hypothesis import settings
from playing import configured

# The same examples each time: a test that fails for one fails for all, and not now and then.
settings.register_profile("same", derandomize=True, database=None)
settings.load_profile("same")

read_once.throughout()
loopback.throughout()

for name in ("TRUCE_TRACEBACK", "TRUCE_OWN_CODE", "HYDRA_FULL_ERROR"):
    os.environ.pop(name, None)  # of who runs the tests: they change what is said and refused

# A script has what it starts in the background ignore Ctrl-C, and the tests send it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def nothing_leaves():
    """Fail a test in which anything off this machine was asked for."""
    yield
    asked = list(loopback.asked)  # by fixtures of a wider scope and by imports as well
    loopback.asked.clear()
    assert asked == []


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def january():
    """The main scenario."""
    return configured()
