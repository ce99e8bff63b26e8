"""The explorer in a browser: what is seen and heard, by mouse and by keyboard, light and dark."""

import json
import re
import time

import pytest
from browsers import Watched, served, violations

from experiments import named, truces
from sim.classroom.exploring import routes

pytestmark = pytest.mark.slow

FIRST_CHART = 2.0  # seconds, on a laptop that has nothing else to do
BUSY = 5  # times longer that a busy machine may take
MOST = 300_000  # bytes
ANSWER = 1.0  # seconds from a key to the chart
PHONE = {"viewport": {"width": 390, "height": 844}}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
STANDING = "#many figure:first-child [role=img]"


@pytest.fixture(scope="module")
def address():
    """Where the explorer is served; the engine is ready."""
    described = {name: truces.question(name) for name in named.names()}
    made = routes.app(described, named.found, truces.MAIN, named.beside)
    with served(made) as found:
        routes.watching.of_world(named.found(truces.MAIN), 1, 1)
        yield found


@pytest.fixture
def opened(browser, address):
    """Opens the explorer with a query; nothing may have gone wrong in it by the end."""
    watched = []

    def opens(query="/?runs=40", **context):
        one = Watched(browser, address, **(context or DESKTOP))
        watched.append(one)
        one.page.goto(address + query)
        one.page.wait_for_selector(STANDING)
        one.page.wait_for_selector("#one [role=img]")
        return one.page

    yield opens
    for one in watched:
        one.close_well()


def heard(page):
    """Wait until what is seen is read aloud as well."""
    page.wait_for_function(
        """() => document.getElementById("aloud").textContent
            === document.getElementById("said").textContent"""
    )


def unfold(page):
    """Open all that can be opened; of the tables of charts, which are alike, the first alone."""
    page.evaluate(
        """() => {
            for (const one of document.querySelectorAll("details")) {
                one.open = !one.closest("figure") || one.closest("#many figure:first-child");
            }
        }"""
    )
    page.wait_for_selector("#many figure:first-child table")


def said(page):
    return page.inner_text("#said")


def settled(page, before, where="said"):
    """Wait until what is said is another thing than before."""
    page.wait_for_function(
        "([id, before]) => document.getElementById(id).textContent !== before", arg=[where, before]
    )
    return page.inner_text(f"#{where}")


def test_the_first_chart_comes_soon_and_in_few_bytes(browser, address):
    watched = Watched(browser, address, **DESKTOP)
    sizes = []
    watched.page.on("response", lambda answer: sizes.append(answer))
    begun = time.monotonic()

    watched.page.goto(f"{address}/")
    watched.page.wait_for_selector(STANDING)

    assert time.monotonic() - begun < BUSY * FIRST_CHART
    watched.page.wait_for_selector("#one [role=img]")
    assert sum(len(answer.body()) for answer in sizes) < MOST
    assert watched.wrong == watched.foreign() == []
    watched.close()


def test_the_arrow_keys_on_each_slider_change_the_charts_and_what_is_said(opened):
    """Where no run of a hundred comes out otherwise, that is said instead."""
    page, changed = opened("/?runs=100"), 0
    ranges = page.query_selector_all(".slider input[type=range]")
    for one in ranges:
        key = one.evaluate("(one) => one.closest('.slider').dataset.key")
        before = labels(page, "#many")
        one.focus()
        low = float(one.input_value()) < float(one.get_attribute("max")) / 2
        for _ in range(25):
            page.keyboard.press("ArrowRight" if low else "ArrowLeft")
        page.wait_for_function("() => !document.getElementById('many').classList.contains('waits')")

        assert f"a.{key}=" in page.url
        assert one.get_attribute("aria-valuetext") == one.input_value()
        assert (labels(page, "#many") != before) != ("In none of these runs" in said(page)), key
        changed += labels(page, "#many") != before
        heard(page)
        page.click(f".slider[data-key='{key}'] .reset")
        page.wait_for_function("() => document.getElementById('putback').disabled")
        page.wait_for_function("() => !document.getElementById('many').classList.contains('waits')")
    assert changed >= len(ranges) - 2


def test_a_slider_that_matters_is_answered_within_a_second(opened):
    page = opened("/?runs=300")
    before = page.get_attribute(STANDING, "aria-label")
    page.focus("[id='s-parties.israel.war_prospect']")
    begun = time.monotonic()

    page.keyboard.press("End")
    page.wait_for_function(
        "([at, before]) => document.querySelector(at).getAttribute('aria-label') !== before",
        arg=[STANDING, before],
    )

    assert time.monotonic() - begun < BUSY * ANSWER


def test_what_is_said_changes_with_a_slider_and_is_said_politely(opened):
    page = opened("/?runs=100")
    before = said(page)
    page.focus("[id='s-parties.israel.war_prospect']")
    page.keyboard.press("End")

    after = settled(page, before)

    assert re.search(r"in \d+ of 100 runs under these assumptions", after)
    assert page.get_attribute("#aloud", "aria-live") == "polite"
    heard(page)


def test_the_same_link_shows_the_same_after_a_reload(opened):
    query = "/?runs=60&seed=3&run=4&day=20&compare=true"
    query += "&a.parties.israel.trust=0.8&b.parties.hamas.trust=0.2"
    page = opened(query)
    page.wait_for_function("() => document.getElementById('now').textContent")
    first = page.url, said(page), page.inner_text("#now"), labels(page)

    page.reload()
    page.wait_for_selector("#one [role=img]")
    page.wait_for_function("() => document.getElementById('now').textContent")
    page.wait_for_selector(STANDING)

    assert (page.url, said(page), page.inner_text("#now"), labels(page)) == first
    assert "Day 20" in first[2]
    assert page.input_value("#link") == page.url


def labels(page, within="main"):
    """Every chart in words."""
    return page.eval_on_selector_all(
        f"{within} [role=img]", "(all) => all.map((one) => one.getAttribute('aria-label'))"
    )


def test_a_second_world_differs_in_what_is_moved_and_is_named(opened):
    page = opened("/?runs=60")
    page.click("#compare")
    page.wait_for_selector("#differs:not([hidden])")
    assert "the same so far" in page.inner_text("#differs")

    page.fill(".slider[data-key='mediators.us.leverage_israel'] input[type=text]", "0.9")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.getElementById('differs').textContent.includes('0.9 in B')"
    )

    assert "b.mediators.us.leverage_israel=0.9" in page.url
    assert "On the same luck, run by run" in page.inner_text("#differs")
    page.wait_for_function("() => document.querySelectorAll('#one figure').length % 2 === 0")
    page.wait_for_function("() => document.querySelectorAll('#course figure').length === 2")
    page.click("#compare")
    page.wait_for_selector("#differs", state="hidden")
    assert "b." not in page.url


def test_a_run_is_played_paused_and_stepped_by_keyboard(opened):
    page = opened("/?runs=40&day=5")
    page.focus("#day")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.getElementById('now').textContent.startsWith('Day 7')")
    assert "day=7" in page.url

    page.keyboard.press("Space")
    assert page.inner_text("#play") == "Pause"
    page.wait_for_function("() => +document.getElementById('day').value > 8")
    page.keyboard.press("Space")

    day = int(page.input_value("#day"))
    page.wait_for_function(
        f"() => document.getElementById('now').textContent.startsWith('Day {day}')"
    )
    assert page.inner_text("#play") == "Play"
    page.keyboard.press("Home")
    assert page.input_value("#day") == "1"


def test_the_why_of_a_day_stands_at_the_head_of_the_log_and_nothing_later_does(opened):
    page = opened("/?runs=40&day=12")
    heads = page.eval_on_selector_all(".log h4", "(all) => all.map((one) => one.textContent)")

    days = [int(found[1]) for found in (re.match(r"Day (\d+)", head) for head in heads) if found]
    assert days == sorted(days, reverse=True)
    assert max(days) <= 12


def test_a_value_that_cannot_be_is_said_and_goes_when_it_is_put_back(browser, address):
    watched = Watched(browser, address, **DESKTOP)
    page = watched.page
    page.goto(f"{address}/?runs=40")
    page.wait_for_selector(STANDING)
    page.fill(".slider[data-key='parties.israel.trust'] input[type=text]", "7")
    page.keyboard.press("Enter")
    page.wait_for_selector("#alert:not([hidden])")
    assert "it takes a number from 0 to 1 [share]" in page.inner_text("#alert")

    page.click(".slider[data-key='parties.israel.trust'] .reset")
    page.wait_for_selector("#alert", state="hidden")
    assert all("400 (Bad Request)" in text for text in watched.wrong)
    watched.close()


def test_the_rules_would_find_what_is_wrong(opened):
    page = opened()
    page.evaluate("document.getElementById('main').append(document.createElement('input'))")
    page.evaluate("document.getElementById('said').className = 'faint'")
    page.evaluate("document.getElementById('said').style.color = '#ccc'")

    found = " ".join(violations(page))

    assert "label: <input>" in found
    assert "color-contrast" in found


def test_any_parameter_can_be_added_by_part_of_its_name(opened):
    page = opened()
    page.focus("#add")
    page.keyboard.type("parties.hamas.retaliation")
    page.keyboard.press("Enter")

    page.wait_for_selector("#added .slider[data-key='parties.israel.retaliation']")
    assert page.evaluate("document.activeElement.id") == "s-parties.hamas.retaliation"


def test_each_chart_is_told_in_words_and_as_a_table(opened):
    page = opened()
    assert all(len(label) > 20 for label in labels(page))

    page.click("#many figure:first-child summary")
    page.wait_for_selector("#many figure:first-child table")
    rows = page.query_selector_all("#many figure:first-child tbody tr")
    assert len(rows) == 142  # a head, and days 0 to 140


def test_a_chart_is_saved_as_it_is_shown(opened):
    page = opened()
    with page.expect_download() as got:
        page.click("#many figure:first-child button")

    text = got.value.path().read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert 'stroke="rgb(38, 38, 38)"' in text
    assert "class=" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    ["/?runs=40", "/?runs=40&compare=true&b.parties.israel.trust=0.9&day=30", "/?scenario=nowhere"],
)
def test_the_page_breaks_no_rule_for_those_who_cannot_see_or_use_a_mouse(
    browser, address, scheme, query
):
    watched = Watched(browser, address, color_scheme=scheme, **DESKTOP)
    watched.page.goto(address + query)
    if "nowhere" not in query:
        watched.page.wait_for_selector("#one [role=img]")
        watched.page.wait_for_selector(STANDING)
        unfold(watched.page)

    assert violations(watched.page) == []
    watched.close()


@pytest.mark.parametrize("name", ["january_2025", "november_2023", "bilateral"])
def test_nothing_is_wider_than_a_phone(opened, name):
    page = opened(f"/?runs=40&scenario={name}&compare=true", **PHONE)
    unfold(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_all_can_be_reached_by_keyboard_and_the_focus_shows(opened):
    page = opened()
    wanted = page.eval_on_selector_all(
        "button:not(:disabled), input:not([type=radio]), select, summary, a[href]",
        "(all) => all.filter((one) => one.checkVisibility()).length",
    )
    seen = set()
    for _ in range(wanted + 80):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                """() => {
                    const one = document.activeElement;
                    if (one === document.body) return "";
                    const style = getComputedStyle(one);
                    const name = [...document.querySelectorAll("*")].indexOf(one);
                    const wide = style.outlineStyle !== "none" && parseFloat(style.outlineWidth);
                    return `${name}:${wide > 0}`;
                }"""
            )
        )
    seen.discard("")

    assert len(seen) >= wanted
    assert all(one.endswith(":true") for one in seen)


@pytest.mark.parametrize("name", named.names())
def test_every_scenario_can_be_chosen_and_watched(opened, name):
    page = opened("/?runs=40")
    if name != truces.MAIN:
        page.select_option("#choose [name=scenario]", name)
        page.wait_for_url(f"**scenario={name}**")
        page.wait_for_selector(STANDING)
        page.wait_for_selector("#one [role=img]")

    assert "of 40 runs under these assumptions" in said(page) or page.wait_for_function(
        "() => document.getElementById('said').textContent.includes('of 40 runs')"
    )
    assert json.loads(json.dumps(labels(page)))
