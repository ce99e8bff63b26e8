"""A browser for tests of pages: the system's Chromium, where there is one.

``TRUCE_CHROMIUM`` names one that is not on the path. Tests take the fixture ``browser``, and are
skipped where there is none.
"""

import asyncio
import contextlib
import os
import shutil
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from experiments import serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
PATIENCE = 60  # seconds for a server to answer


def chromium():
    """The path of a Chromium, or None."""
    given = os.environ.get("TRUCE_CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    """A browser without a window, for all tests of pages."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)}; TRUCE_CHROMIUM can name one")
    with playwright.sync_playwright() as started:
        try:
            found = started.chromium.launch(executable_path=path, args=list(FLAGS))
        except playwright.Error as error:
            pytest.skip(f"{path} does not start: {str(error).splitlines()[0]}")
        yield found
        found.close()


def alone(coroutine):
    """Run a coroutine in a thread of its own: a browser may hold the loop of this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, coroutine).result()


@contextlib.contextmanager
def served(app):
    """Serve an app on a free port of this machine, in a thread; yields its address."""
    held = serving.bound("127.0.0.1", 0)
    server = serving.server_of(app, "127.0.0.1")
    thread = threading.Thread(target=server.run, args=([held],), daemon=True)
    thread.start()
    address = serving.address("127.0.0.1", held.getsockname()[1])
    try:
        wait_for(address)
        yield address.rstrip("/")
    finally:
        server.should_exit = True
        thread.join(10)
        held.close()


def wait_for(address):
    """Wait until a page answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


class Watched:
    """A page that is watched: what it asks for, and what goes wrong in it."""

    def __init__(self, browser, address, **context):
        self.address, self.asked, self.bytes, self.wrong = address, [], 0, []
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self.hear)

    def hear(self, message):
        """Note what the console complains of."""
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)

    def foreign(self):
        """What was asked of other machines."""
        own = (self.address, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def close(self):
        """Close the page."""
        self.context.close()

    def close_well(self):
        """Close the page, in which nothing may have gone wrong by then."""
        assert self.wrong == []
        assert self.foreign() == []
        self.close()


def violations(page, only=None):
    """What is wrong with a page by the rules A and AA of WCAG, as axe finds it.

    ``only`` is a rule, where one alone is of interest, such as that of contrast after a change of
    colours. Drawings are left out: they are pictures with a text, and what is in them is hidden.
    """
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    kind = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": tags}
    within = {"include": [["html"]], "exclude": [["[role=img] > svg"]]}
    options = {"runOnly": kind, "resultTypes": ["violations"]}  # what passes is not written up
    found = axe.Axe().run(page, context=within, options=options)
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
