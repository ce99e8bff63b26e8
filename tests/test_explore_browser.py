"""The explorer in a browser: what is seen and heard, by mouse and by keyboard, light and dark."""

import re
import time

import pytest
from browsers import Watched, served, violations

from experiments import named, truces
from sim.classroom.exploring import bands, routes

pytestmark = pytest.mark.slow

FIRST_CHART = 2.0  # seconds, on a laptop that has nothing else to do
BUSY = 5  # times longer that a busy machine may take
MOST = 300_000  # bytes
ANSWER = 1.0  # seconds from a key to the chart
PHONE = {"viewport": {"width": 390, "height": 844}}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
KINDS = ("november_2023", "extended_phase_one", "no_mediators", "bilateral", truces.MAIN)
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


@pytest.fixture(scope="module")
def still(browser, address):
    """A page for tests that only read."""
    watched = Watched(browser, address, **DESKTOP)
    watched.page.goto(f"{address}/?runs=40&day=12")
    watched.page.wait_for_selector(STANDING)
    watched.page.wait_for_selector("#one [role=img]")
    yield watched.page
    watched.close_well()


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


def test_the_arrow_keys_move_each_slider(opened):
    page = opened()
    for one in page.query_selector_all(".slider input[type=range]"):
        key = one.evaluate("(one) => one.closest('.slider').dataset.key")
        before = one.input_value()
        one.focus()
        low = float(before) < float(one.get_attribute("max")) / 2

        page.keyboard.press("ArrowRight" if low else "ArrowLeft")

        assert one.input_value() != before, key
        assert f"a.{key}=" in page.url
        assert one.get_attribute("aria-valuetext") == one.input_value()
        page.click(f".slider[data-key='{key}'] .reset")
        assert f"a.{key}=" not in page.url
    assert page.is_disabled("#putback")


@pytest.mark.parametrize(
    "key",
    ["parties.israel.war_cost", "talks.rounds", "mediators.us.commitment", "violence.branching"],
)
def test_a_slider_of_each_group_changes_the_charts_or_says_that_no_run_changes(opened, key):
    page = opened("/?runs=60")
    before = labels(page, "#many")
    page.focus(f"[id='s-{key}']")
    page.keyboard.press("End")
    page.wait_for_function("() => !document.getElementById('many').classList.contains('waits')")

    assert (labels(page, "#many") != before) != ("In none of these runs" in said(page))
    heard(page)


def counted(page):
    """The rows of the tables of counts, as texts."""
    return page.eval_on_selector_all(
        "#counts tr", "(all) => all.map((row) => [...row.cells].map((one) => one.textContent))"
    )


def test_an_agreement_is_counted_shown_and_said_and_moves_with_a_slider(opened):
    page = opened("/?runs=60")
    (row,) = [row for row in counted(page) if row[0] == "An agreement is ratified"]
    assert re.fullmatch(r"\d+ of 60", row[1])
    assert re.fullmatch(r"\d+ to \d+ %", row[2])
    assert f"an agreement is ratified in {row[1]} runs ({row[2]})" in said(page)

    before = said(page)
    page.focus("[id='s-parties.israel.majority']")
    page.keyboard.press("Home")  # no vote is needed

    settled(page, before)
    (after,) = [row for row in counted(page) if row[0] == "An agreement is ratified"]
    assert int(after[1].split()[0]) > int(row[1].split()[0])
    heard(page)


def test_of_two_worlds_each_count_has_its_paired_difference(opened):
    page = opened("/?runs=60&compare=true&b.parties.israel.majority=0")

    (row,) = [row for row in counted(page) if row[0] == "An agreement is ratified"]

    assert all(re.fullmatch(r"\d+ of 60", cell) for cell in row[1:3])
    assert re.search(r"more \(\+.* points, 95 % interval .* gained, .* lost\)", row[3])
    assert row[3] in page.inner_text("#differs")


def test_where_all_runs_take_long_the_first_few_are_shown_and_all_follow(opened, monkeypatch):
    """What is shown in the end is what is shown where all came at once."""
    played = bands.summed

    def slowly(scenario, seed, runs):
        time.sleep(1.0 if runs > bands.FEW else 0)
        return played(scenario, seed, runs)

    page = opened("/?runs=90&seed=8")
    monkeypatch.setattr(bands, "summed", slowly)
    page.evaluate(
        """() => {
            const said = document.getElementById("said");
            window.seen = [];
            new MutationObserver(() => window.seen.push(said.textContent))
                .observe(said, {childList: true});
        }"""
    )
    page.fill("#choose [name=seed]", "7")
    page.click("#choose button")
    page.wait_for_selector("#many.waits")
    page.wait_for_selector("#many:not(.waits)")

    assert any("The first 60 of 90 runs" in text for text in page.evaluate("window.seen"))
    whole = opened("/?runs=90&seed=7")
    whole.wait_for_function("() => document.getElementById('said').textContent.includes('of 90')")
    assert said(page) == said(whole)
    assert labels(page, "#many") == labels(whole, "#many")
    assert counted(page) == counted(whole)


def test_only_after_a_slider_is_it_said_that_nothing_has_changed(opened):
    page = opened()
    heard(page)
    first = said(page)
    for press in ("#other", "#choose button"):
        with page.expect_response("**/runs.json**"):
            page.click(press)
        page.wait_for_selector("#many:not(.waits)")
        page.wait_for_timeout(100)
        assert said(page) == first


def test_before_the_first_run_has_come_play_does_nothing_and_what_was_said_comes_back(
    browser, address
):
    watched = Watched(browser, address, **DESKTOP)
    page, kept = watched.page, []
    page.route("**/run.json**", lambda route: kept.append(route))
    page.goto(f"{address}/?runs=40")
    page.wait_for_selector(STANDING)
    heard(page)
    first = said(page)
    page.click("#play")
    page.focus("#day")
    page.keyboard.press("Space")
    assert page.inner_text("#play") == "Play"
    assert settled(page, first).startswith("Still playing")
    kept[0].continue_()
    page.wait_for_selector("#one [role=img]")
    assert said(page) == first
    watched.close_well()


def test_a_slider_that_matters_is_answered_within_a_second(opened):
    page = opened("/?runs=300")
    before = page.get_attribute(STANDING, "aria-label")
    page.focus("[id='s-parties.israel.war_cost']")
    begun = time.monotonic()

    page.keyboard.press("End")
    page.wait_for_function(
        "([at, before]) => document.querySelector(at).getAttribute('aria-label') !== before",
        arg=[STANDING, before],
    )

    assert time.monotonic() - begun < BUSY * ANSWER


def test_what_is_said_changes_with_a_slider_and_is_said_politely(opened):
    page = opened("/?runs=60")
    before = said(page)
    page.focus("[id='s-parties.israel.war_cost']")
    page.keyboard.press("End")

    after = settled(page, before)

    assert re.search(r"in \d+ of 60 runs under these assumptions", after)
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


def test_the_why_of_a_day_stands_at_the_head_of_the_log_and_nothing_later_does(still):
    page = still
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


def test_the_rules_would_find_what_is_wrong(browser, address):
    watched = Watched(browser, address, **DESKTOP)
    page = watched.page
    page.goto(f"{address}/?scenario=nowhere")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.evaluate("document.querySelector('main p').style.color = '#ccc'")

    found = " ".join(violations(page))
    colours = violations(page, "color-contrast")

    assert "label: <input>" in found
    assert "color-contrast" in found
    assert len(colours) == 1
    watched.close()


def test_any_parameter_can_be_added_by_part_of_its_name(opened):
    page = opened()
    page.focus("#add")
    page.keyboard.type("parties.hamas.retaliation")
    page.keyboard.press("Enter")

    page.wait_for_selector("#added .slider[data-key='parties.israel.retaliation']")
    assert page.evaluate("document.activeElement.id") == "s-parties.hamas.retaliation"


def test_each_chart_is_told_in_words_and_as_a_table(still):
    page = still
    assert all(len(label) > 20 for label in labels(page))

    page.click("#many figure:first-child summary")
    page.wait_for_selector("#many figure:first-child table")
    rows = page.query_selector_all("#many figure:first-child tbody tr")
    assert len(rows) == 142  # a head, and days 0 to 140


def test_days_of_charts_that_stand_below_each_other_line_up(opened):
    page = opened("/?runs=40", **PHONE)
    of_days = page.eval_on_selector_all(
        "#many [role=img] > svg",
        """(all) => all.map((svg) => [...svg.querySelectorAll("text.tick.mid")].map((one) =>
            `${one.textContent} at ${one.getBoundingClientRect().x}`).join("; "))""",
    )

    assert len(of_days) == 5
    assert of_days[0].startswith("1 at ")
    assert set(of_days) == {of_days[0]}
    assert "days 0 to 140. runs standing: 1 on day 0, " in labels(page, "#many")[0]


CROSSED = """() => [...document.querySelectorAll("[role=img] > svg")].flatMap((svg) => {
    const covers = (strip, line) => line.compareDocumentPosition(strip) & 4; // drawn after it
    return [...svg.querySelectorAll("text")].flatMap((text) => {
        const box = text.getBBox(), is_on_strip = !text.classList.contains("tick");
        return [...svg.querySelectorAll("line.flag")].filter((line) => {
            const at = (name) => Number(line.getAttribute(name));
            return box.x < at("x1") && at("x1") < box.x + box.width
                && box.y < at("y2") && at("y1") < box.y + box.height
                && !(is_on_strip && covers(text, line));
        }).map(() => text.textContent);
    });
})"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_line_of_a_day_crosses_the_words_of_another(opened, size):
    page = opened("/?runs=40&run=2", **size)

    assert page.locator("#many line.flag").count() >= 4
    assert page.locator("#course line.flag").count() >= 3
    assert page.evaluate(CROSSED) == []


def test_what_bands_mean_is_said_once_and_what_trust_counts_in_in_its_title(opened):
    page = opened("/?runs=40&compare=true&b.parties.israel.majority=0")
    charts = page.eval_on_selector_all("figure", "(all) => all.map((one) => one.innerText)")
    trust = page.locator("figure .name", has_text="mediators' promises counted in")

    assert page.locator("#bands").is_visible()
    assert re.search(r"95 % interval.* 8 in 10", page.inner_text("#bands"))
    assert not any(re.search("95 %|8 in 10|middle run", text) for text in charts)
    assert trust.count() == 4  # of two worlds, over many runs and of one


@pytest.mark.parametrize("width", [390, 500, 1280])
def test_each_day_that_is_marked_has_its_words_within_the_chart(opened, width):
    page = opened("/?runs=40", viewport={"width": width, "height": 844})
    (marked,) = re.findall(r"Marked: (.*)\.$", labels(page, "#many")[0])
    told = [re.sub(r" on day \d+$", "", one) for one in marked.split(", ")]

    words = page.eval_on_selector_all(
        f"{STANDING} > svg",
        """([svg]) => [...svg.querySelectorAll("text.tick")].map((one) => [
            one.textContent, one.getBBox().x, one.getBBox().x + one.getBBox().width])""",
    )
    seen = [(text, left, right) for text, left, right in words if text in told]

    assert sorted(text for text, *_ in seen) == sorted(told)
    assert len(told) == 4
    assert min(left for _, left, _ in seen) >= 0
    assert max(right for *_, right in seen) <= width


def test_a_chart_is_saved_as_it_is_shown(still):
    page = still
    with page.expect_download() as got:
        page.click("#many figure:first-child button")

    text = got.value.path().read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert 'stroke="rgb(38, 38, 38)"' in text
    assert "class=" not in text


@pytest.mark.parametrize(
    "query",
    ["/?runs=40", "/?runs=40&compare=true&b.parties.israel.trust=0.9&day=30", "/?scenario=nowhere"],
)
def test_the_page_breaks_no_rule_for_those_who_cannot_see_or_use_a_mouse(browser, address, query):
    """In light by all rules; in dark only what rests on colours can be another."""
    watched = Watched(browser, address, color_scheme="light", **DESKTOP)
    watched.page.goto(address + query)
    if "nowhere" not in query:
        watched.page.wait_for_selector("#one [role=img]")
        watched.page.wait_for_selector(STANDING)
        unfold(watched.page)

    assert violations(watched.page) == []
    watched.page.emulate_media(color_scheme="dark")
    assert violations(watched.page, "color-contrast") == []
    watched.close()


@pytest.mark.parametrize("name", ["january_2025", "november_2023", "bilateral"])
def test_nothing_is_wider_than_a_phone(opened, name):
    page = opened(f"/?runs=40&scenario={name}&compare=true", **PHONE)
    unfold(page)
    ends = page.eval_on_selector_all(
        "#counts :is(th, td)", "(all) => all.map((one) => one.getBoundingClientRect().right)"
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert len(ends) > 20
    assert max(ends) <= 390


def test_all_can_be_reached_by_keyboard_and_the_focus_shows(opened):
    page = opened("/?runs=20")
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


def test_a_scenario_of_each_kind_can_be_chosen_and_watched(opened):
    """Of all the others, which have other numbers alone, what pages are sent is tested as data."""
    page = opened("/?runs=20")
    for name in KINDS:
        page.select_option("#choose [name=scenario]", name)
        page.wait_for_url(f"**scenario={name}**")
        page.wait_for_selector(STANDING)
        page.wait_for_selector("#one [role=img]")
        page.wait_for_function(
            "() => document.getElementById('said').textContent.includes('of 20 runs')"
        )

        assert labels(page, "#many"), name
        assert labels(page, "#one"), name
        assert page.inner_text("#counts tbody tr:first-child th"), name
