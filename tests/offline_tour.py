"""A tour of every page on a machine without any network, told as JSON; see ``test_offline.py``.

    unshare --user --map-root-user --net python tests/offline_tour.py FOLDER

Run in a network namespace of its own: all that it has is the loopback device, which it brings up.
"""

import contextlib
import fcntl
import json
import re
import signal
import socket
import struct
import subprocess
import sys
import urllib.request

from browsers import FLAGS, Watched, chromium
from playwright.sync_api import sync_playwright

GET, SET, UP = 0x8913, 0x8914, 1  # requests for the flags of a device, and the flag
SOON = 300_000  # milliseconds: what is compiled first may take long on a busy machine


def bring_up_loopback():
    """Let this namespace reach itself, at 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        blank = struct.pack("16sh14x", b"lo", 0)
        (flags,) = struct.unpack("16xh14x", fcntl.ioctl(asking, GET, blank))
        fcntl.ioctl(asking, SET, struct.pack("16sh14x", b"lo", flags | UP))


@contextlib.contextmanager
def started(module, *arguments):
    """A verb that serves pages, as a user starts it; yields what it prints before the first."""
    command = [sys.executable, "-m", module, "port=0", *arguments]
    served = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        lines = []
        for line in served.stdout:
            lines.append(line.rstrip("\n"))
            if "Ctrl-C stops" in line:
                break
        yield lines
    finally:
        served.send_signal(signal.SIGINT)
        lines += served.stdout.read().splitlines()
        served.wait(30)


def address_in(lines):
    """The address at which this machine finds the pages."""
    return next(re.search(r"http\S+:\d+", one)[0] for one in lines if "Ctrl-C stops" in one)


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
    with started("experiments.classroom", *given) as lines:
        text = "\n".join(lines)
        code = re.search(r"join code (\w+)", text)[1]
        teacher, screen = re.search(r"teach#(\S+)", text)[1], re.search(r"wall#(\S+)", text)[1]
        tour = Tour(browser, address_in(lines))

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
    return {"lines": lines, "shown": shown, **found}


def through_the_explorer(browser):
    """Look at many runs and at one, and move something."""
    with started("experiments.explore") as lines:
        tour = Tour(browser, address_in(lines))
        page = tour.visit("/?runs=40", "#many figure:first-child [role=img]")
        page.wait_for_selector("#one [role=img]", timeout=SOON)
        before = page.inner_text("#said")
        page.locator(".slider input[type=range]").first.press("End")
        page.wait_for_function(
            "(before) => document.getElementById('said').textContent !== before", arg=before
        )
        page.wait_for_function("() => !document.getElementById('many').classList.contains('waits')")
        found = tour.told()
    return {"lines": lines, **found}


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
