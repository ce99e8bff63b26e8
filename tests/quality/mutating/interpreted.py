"""A plugin for pytest: tests play the text of the model as plain Python, and end in good time.

The compiled engine takes a minute to compile after each change, and what it plays is the text that
Mesa plays, bit for bit (``tests/test_engines.py``). So the runs of an ensemble are played by Mesa
here. A test that takes long fails, and hypothesis looks for a failure but not for the smallest.
"""

import math
import signal
from unittest import mock

import numpy as np
import pytest
from hypothesis import Phase, settings

SECONDS = 2.5  # of the processor a test may take


def play_runs(scenario, rows, keys, keep, last_day=math.inf, starts=None):
    """What ``sim.ensemble.play_runs`` gives, from the Mesa engine."""
    from sim import draws, ensemble, model

    left = []
    for key, start in zip(keys, range(len(keys)) if starts is None else starts, strict=True):
        alone = np.array([key]).view(np.uint64)
        with mock.patch.object(draws, "run_keys", lambda *_, alone=alone: alone):
            played = model.Negotiation(scenario, row=rows[start])
        left.append(played.play(last_day).kept(keep))
    return ensemble.block_of(scenario, left, keep)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session):
    """Play as plain Python from here on."""
    from sim import ensemble

    ensemble.play_runs = lambda scenario, rows, keys, keep=ensemble.EVERYTHING, *rest, **more: (
        play_runs(scenario, rows, keys, keep, *rest, **more)
    )
    ensemble.in_order = lambda one, todo, threads: map(one, todo)  # ``draws`` is patched meanwhile
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("quick", settings.get_profile("same"), phases=phases, deadline=None)
    settings.load_profile("quick")
    signal.signal(signal.SIGPROF, too_long)


def too_long(*_):
    """End a test that takes too long."""
    raise TimeoutError(f"more than {SECONDS} s")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_setup(item):
    """Give what a test needs its seconds, and after it the test."""
    yield from limited()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    """Give each test its seconds."""
    yield from limited()


def limited():
    """Raise where what is done meanwhile takes too long, again and again until it ends."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
