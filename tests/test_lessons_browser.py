"""Every step of the six lessons, done on the explorer's page as a student does it."""

import re

import pytest
from browsers import Watched, served
from test_teaching import LESSONS, read, screen

from experiments import named, truces
from sim.classroom.exploring import routes

pytestmark = pytest.mark.slow

PATIENCE = 120_000  # milliseconds that a busy machine may take for a thousand runs
SIDES = {"for both sides": ("Israel", "Hamas"), "for Israel alone": ("Israel",)}
SIDES["for Hamas alone"] = ("Hamas",)


@pytest.fixture(scope="module")
def address():
    """Where the explorer is served."""
    described = {name: truces.question(name) for name in named.names()}
    with served(routes.app(described, named.found, truces.MAIN, named.beside)) as found:
        yield found


class Student:
    """Someone who reads a step and does it."""

    def __init__(self, page):
        self.page, self.title = page, ""

    def choose(self, name):
        """Choose a scenario, a thousand runs, and show them."""
        self.page.select_option("select[name=scenario]", name)
        self.page.fill("input[name=runs]", "1000")
        self.page.get_by_role("button", name="Show", exact=True).click()
        self.page.wait_for_load_state()

    def add(self, key):
        """Look a parameter up by its name."""
        self.page.fill("#add", key)
        self.page.get_by_role("button", name="Add", exact=True).click()
        self.page.wait_for_selector(f"[data-key='{key}']")
        self.title = self.page.locator(f"fieldset.knob:has([data-key='{key}']) legend").inner_text()
        self.title = self.title.partition("[")[0].strip()

    def write(self, value, whose):
        """Write a value into the box of a slider, or of one for each side."""
        for side in SIDES.get(whose, ("value",)):
            knob = self.page.locator("fieldset.knob").filter(
                has=self.page.locator("legend", has_text=re.compile(rf"^{re.escape(self.title)}\b"))
            )
            box = knob.get_by_label(re.compile(rf", {side}, as a number$"))
            box.fill(value)
            box.press("Enter")

    def do(self, step):
        """Do what a step says, part by part."""
        for part in re.split(r"; |, and |, press ", re.sub(r" \([^)]*\)", "", step)):
            if found := re.search(r"choose `(\w+)`", part):
                self.choose(found[1])
            elif found := re.search(r"write `([\w.]+)`", part):
                self.add(found[1])
            elif part == "*Put all back*":
                self.page.get_by_role("button", name="Put all back").click()
            elif found := re.match(r"(?:\*(.+?)\*: )?([\d.]+)(?: (for [\w ]+))?", part):
                self.title = found[1] or self.title
                self.write(found[2], found[3])
            else:
                assert part in ("as it is", "*Show*", "*Add*") or part.startswith("as it is"), part

    def sees(self, counts):
        """Wait until the page says so many runs."""
        said = [f"in {count} of 1,000 runs" for count in counts if count.isdigit()]
        self.page.wait_for_function(
            "said => said.every(one => document.getElementById('said').innerText.includes(one))",
            arg=said,
            timeout=PATIENCE,
        )


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_step_on_the_screen_can_be_done_and_shows_the_counts(browser, address, lesson):
    watched = Watched(browser, address, viewport={"width": 1280, "height": 800})
    watched.page.goto(address)
    student = Student(watched.page)
    student.choose("january_2025")

    for step, *counts in screen(read(lesson)):
        student.do(step)
        student.sees(counts)
    watched.close_well()
