"""A tour of every page on a machine without any network, told as JSON; see ``test_offline.py``.

    unshare --user --map-root-user --net python tests/offline_tour.py FOLDER

Run in a network namespace of its own: all that it has is the loopback device, which it brings up.
"""

import fcntl
import json
import socket
import struct
import sys
import urllib.request

from browsers import FLAGS, Watched, chromium
from playwright.sync_api import sync_playwright

from tests.quality.started import started

GET, SET, UP = 0x8913, 0x8914, 1  # requests for the flags of a device, and the flag
SOON = 300_000  # milliseconds: what is compiled first may take long on a busy machine


def bring_up_loopback():
    """Let this namespace reach itself, at 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        blank = struct.pack("16sh14x", b"lo", 0)
        (flags,) = struct.unpack("16xh14x", fcntl.ioctl(asking, GET, blank))
        fcntl.ioctl(asking, SET, struct.pack("16sh14x", b"lo", flags | UP))


def drawn(page):
    """Wait until every picture is there, also those that are loaded when they come into sight."""
    page.evaluate("() => { for (const one of document.images) one.loading = 'eager'; }")
    page.wait_for_function(
        "() => [...document.images].every((one) => one.complete && one.naturalWidth)",
        timeout=SOON,
    )


class Tour:
    """Pages that are opened one after another, and what is wrong with them."""

    def __init__(self, browser, address):
        self.browser, self.address, self.open, self.seen = browser, address, [], []

    def visit(self, path, waits_for):
        """Open a page and wait until it shows what it is for."""
        one = Watched(self.browser, self.address)
        one.page.on("requestfailed", lambda request: one.wrong.append(f"failed: {request.url}"))
        one.page.goto(self.address + path)
        one.page.wait_for_selector(waits_for, timeout=SOON)
        self.open.append(one)
        self.seen.append(path.partition("#")[0])
        return one.page

    def told(self):
        """What was seen, and what went wrong."""
        return {
            "seen": self.seen,
            "wrong": [text for one in self.open for text in one.wrong],
            "foreign": [url for one in self.open for url in one.foreign()],
            "asked": sum(len(one.asked) for one in self.open),
        }


def through_the_class(browser, folder):
    """Join, play, look at the wall, and look back."""
    given = (f"out={folder}", "new=true", "host=0.0.0.0")
    with started("classroom", *given) as server:
        code, teacher, screen = server.code, server.teacher, server.screen
        tour = Tour(browser, server.address)

        def act(name, **rest):
            action = json.dumps({"do": name, "by": teacher, **rest}).encode()
            urllib.request.urlopen(f"{tour.address}/do.json", action).close()

        act("pace", seconds=0, day_seconds=0)
        wall = tour.visit(f"/wall#{screen}", "#code:not(:empty)")
        shown = wall.inner_text(".address")
        teach = tour.visit(f"/teach#{teacher}", "#people")
        student = tour.visit("/", "#join")
        student.fill("#code", code)
        student.fill("#name", "Ann")
        student.click("button[type=submit]")
        student.get_by_role("button", name="Israel", exact=True).click(timeout=SOON)
        teach.wait_for_selector("#people tbody tr", timeout=SOON)
        teach.click("[data-do=start]")
        student.wait_for_selector(".question", timeout=SOON)
        student.locator(".question input[type=radio]").first.check()
        student.locator(".question button").first.click()
        wall.wait_for_selector(".wall-table", timeout=SOON)
        act("finish")
        for page in (student, wall):
            page.wait_for_selector("#looked-back table", timeout=SOON)
            drawn(page)
        tour.visit("/explore?runs=40", "#many figure:first-child [role=img]")
        found = tour.told()
    return {"lines": server.lines, "shown": shown, **found}


def through_the_explorer(browser):
    """Look at many runs and at one, and move something."""
    with started("explore") as server:
        tour = Tour(browser, server.address)
        page = tour.visit("/?runs=40", "#many figure:first-child [role=img]")
        page.wait_for_selector("#one [role=img]", timeout=SOON)
        before = page.inner_text("#said")
        page.locator(".slider input[type=range]").first.press("End")
        page.wait_for_function(
            "(before) => document.getElementById('said').textContent !== before", arg=before
        )
        page.wait_for_function("() => !document.getElementById('many').classList.contains('waits')")
        found = tour.told()
    return {"lines": server.lines, **found}


def main(folder):
    """Go through all pages, and print what was seen."""
    bring_up_loopback()
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        found = {
            "classroom": through_the_class(browser, folder),
            "explorer": through_the_explorer(browser),
        }
        browser.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
