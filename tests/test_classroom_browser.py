"""A class in browsers: joining, deciding, seeing, dropping out and coming back."""

import asyncio
import json
import time
import urllib.request

import pytest
import websockets
from browsers import Watched, alone, served, violations

from experiments import named, truces
from sim.classroom.playing import routes, session, store
from sim.classroom.playing.setting import Setting

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
BUSY = 5  # times longer that a busy machine may take


@pytest.fixture
def held(tmp_path):
    """A session that waits for answers as long as it takes."""
    kept = store.Store(tmp_path / "room.sqlite")
    setting = Setting(tables=2, seconds=0, day_seconds=3600)
    yield session.Session(named.found, setting, kept)
    kept.close()


@pytest.fixture
def address(held):
    """Where the class is served."""
    described = truces.described()
    made = routes.app(held, "http://127.0.0.1/", described, named.found, named.beside)
    with served(made) as found:
        yield found


@pytest.fixture
def opened(browser, address):
    """Opens a page of the class; nothing may have gone wrong in it by the end."""
    watched = []

    def opens(path, **context):
        one = Watched(browser, address, **(context or DESKTOP))
        watched.append(one)
        one.page.goto(address + path)
        return one.page

    yield opens
    for one in watched:
        one.close_well()


@pytest.fixture
def student(opened, held):
    """Lets a student join in a browser of its own, by keyboard alone, and take a seat."""

    def joins(name, seat=None, **context):
        page = opened("/", **context)
        page.focus("#code")
        page.keyboard.type(held.code.lower())
        page.keyboard.press("Tab")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_selector(".seats button", state="attached")
        if seat:
            chosen = page.locator("fieldset.table").first.get_by_role(
                "button", name=seat, exact=True
            )
            chosen.focus()
            page.keyboard.press("Enter")
            page.wait_for_selector("#mine:not([hidden])")
        return page

    return joins


@pytest.fixture
def teacher(opened, held):
    """The teacher's page."""
    page = opened(f"/teach#{held.room.teacher}")
    page.wait_for_selector("#code:not(:empty)")
    return page


def test_who_comes_in_the_middle_of_a_day_is_told_from_when_on_to_decide(teacher, student):
    ann = student("Ann", "Israel")
    teacher.click("[data-do=start]")
    ann.wait_for_selector(".question")
    late = student("Lea", "Hamas", **PHONE)
    late.wait_for_function(
        "() => document.getElementById('questions').innerText.includes('decide from the next day')"
    )
    assert violations(late) == []


def test_a_round_is_played_by_keyboard_and_seen_elsewhere(teacher, student, opened, held):
    israel = student("<b>Ann</b>", "Israel")
    hamas = student("Bo", "Hamas", **PHONE)
    wall = opened(f"/wall#{held.screen}")
    teacher.wait_for_selector("#people tbody tr:nth-child(2)")
    assert "<b>Ann</b>" in teacher.inner_text("#people")
    assert teacher.locator("#people b").count() == 0
    teacher.focus("[data-do=start]")
    teacher.keyboard.press("Enter")
    israel.wait_for_selector(".question")
    hamas.wait_for_selector(".question")
    for page in (israel, hamas):
        while page.locator(".question").count():
            before = page.locator(".question").count()
            page.focus(".question input[type=radio]")
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
            page.wait_for_function(
                "(before) => document.querySelectorAll('.question').length < before", arg=before
            )
    begun = time.monotonic()
    wall.wait_for_function("() => document.body.innerText.includes('Hamas has released')")
    assert time.monotonic() - begun < 1.0 * BUSY
    assert hamas.evaluate("document.documentElement.scrollWidth") <= 390


def test_markup_that_somebody_writes_is_shown_as_it_was_written(
    student, teacher, opened, held, address
):
    markup = "<img src=x onerror=f()>"
    ann = student(markup, "Israel")
    teacher.click("[data-do=start]")
    ann.wait_for_selector(".question")
    for what, by in (("say", next(iter(held.room.people))), ("broadcast", held.room.teacher)):
        text = json.dumps({"do": what, "by": by, "text": markup}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{address}/do.json", text)).close()
    wall = opened(f"/wall#{held.screen}")
    for page in (ann, teacher, wall):
        page.wait_for_function("(text) => document.body.innerText.includes(text)", arg=markup)
        assert page.locator("img:not(.qr), [onerror]").count() == 0


def test_reload_keeps_the_seat_and_another_tab_is_another_person(student, teacher):
    israel = student("Ann", "Israel")
    israel.reload()
    israel.wait_for_selector("#mine:not([hidden])")
    assert israel.inner_text("#title") == "Israel"
    other = student("Bo")
    assert other.inner_text("#title") == "Welcome, Bo"
    assert "Ann" in other.inner_text("#choose-seat")


def test_a_wrong_code_is_told(browser, address):
    watched = Watched(browser, address, **DESKTOP)
    page = watched.page
    page.goto(address + "/")
    page.fill("#code", "WRONG")
    page.fill("#name", "Ann")
    page.click("button[type=submit]")
    page.wait_for_selector("#problem:not([hidden])")
    assert "not the code" in page.inner_text("#problem")
    assert all("400" in text for text in watched.wrong)  # what the browser says of the refusal
    watched.close()


def test_a_dropped_connection_is_made_again(student, teacher, held):
    israel = student("Ann", "Israel")
    lines, cut = [], []

    def through(line):
        lines.append(line)
        if cut:
            line.close()
        else:
            line.connect_to_server()

    israel.route_web_socket("**/watch", through)
    israel.reload()
    israel.wait_for_selector("#mine:not([hidden])")
    cut.append(True)
    lines[0].close()
    israel.wait_for_selector("#lost:not([hidden])")
    assert "joining again" in israel.inner_text("#lost")
    held.do({"do": "broadcast", "by": held.room.teacher, "text": "Hello again"})
    cut.clear()
    israel.wait_for_function("() => document.body.innerText.includes('Hello again')")
    assert not israel.is_visible("#lost")
    assert len(lines) > 1


def test_who_comes_second_to_a_seat_is_told_so_until_another_try(browser, address, held):
    watched = Watched(browser, address, **PHONE)
    page = watched.page
    page.goto(f"{address}/?code={held.code}")
    page.fill("#name", "Bo")
    page.click("button[type=submit]")
    page.wait_for_selector(".seats button")
    table = page.locator("fieldset.table").first
    button = table.get_by_role("button", name="Hamas", exact=True).element_handle()
    ann = held.join(held.code, "Ann")
    held.do({"do": "take", "by": ann, "table": 0, "seat": "party:hamas"})
    button.evaluate("(button) => button.click()")
    page.wait_for_selector("#problem", state="visible")
    told = page.inner_text("#problem")
    assert "taken" in told
    held.do({"do": "broadcast", "by": held.room.teacher, "text": "Choose now"})
    page.wait_for_function("() => document.body.innerText.includes('Choose now')")
    assert page.inner_text("#problem") == told
    assert page.locator("#problem").bounding_box()["y"] < 844
    table.get_by_role("button", name="Israel", exact=True).click()
    page.wait_for_selector("#mine", state="visible")
    assert page.is_hidden("#problem")
    assert all("400" in text for text in watched.wrong)  # what the browser says of the refusal
    watched.close()


@pytest.mark.parametrize("tables", [1, 2, 3, 4, 5, 6])
def test_the_wall_fits_its_screen_with_up_to_six_tables(opened, held, tables):
    held.do({"do": "arrange", "by": held.room.teacher, "tables": tables, "same_luck": False})
    token = held.join(held.code, "Ann")
    held.do({"do": "take", "by": token, "table": 0, "seat": "party:israel"})
    held.do({"do": "start", "by": held.room.teacher})
    for _ in range(12):
        held.do({"do": "next_day", "by": held.room.teacher})
    for _ in range(2):
        held.do({"do": "say", "by": token, "text": "a long word to all of you " * 10})
    held.do({"do": "broadcast", "by": held.room.teacher, "text": "We look back in ten minutes."})
    wall = opened(f"/wall#{held.screen}", viewport={"width": 1280, "height": 720})
    wall.wait_for_selector(f".wall-table:nth-child({tables})")
    wall.wait_for_function(
        """() => {
            const fits = (one) => one.scrollHeight <= one.clientHeight + 1;
            const cells = [...document.querySelectorAll('.wall-table')];
            return document.documentElement.scrollHeight <= 720 && cells.every(fits)
                && cells.every((one) => one.getBoundingClientRect().bottom <= 721);
        }"""
    )
    shown = wall.locator(".wall-table p").first
    assert float(shown.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")) >= 14


@pytest.mark.parametrize("tables", [1, 2, 4])
def test_a_seat_is_chosen_by_what_it_does(student, held, tables):
    held.do({"do": "arrange", "by": held.room.teacher, "tables": tables})
    page = student("Ann")
    if tables > 3:
        page.click("details.table summary")
    for seat, does in {
        "Hamas": "answers what Israel does",
        "Governing party (Israel)": "Votes on every deal",
        "Qatar": "Has no vote",
        "Watch this table": "decides nothing",
    }.items():
        button = page.locator(".table").first.get_by_role("button", name=seat, exact=True)
        told = page.locator(f"#{button.get_attribute('aria-describedby')}")
        assert told.is_visible()
        assert does in told.inner_text()
    assert violations(page) == []


def test_three_tables_are_looked_over_on_a_phone_and_no_sentence_is_said_twice(student, held):
    held.do({"do": "arrange", "by": held.room.teacher, "tables": 3, "scenario": "phase_two_talks"})
    page = student("Ann", **PHONE)
    last = page.locator("fieldset.table").last.get_by_role("button").last
    assert last.bounding_box()["y"] < 1.7 * 844  # letters are wider in some browsers
    assert page.evaluate("document.documentElement.scrollHeight") < 2.8 * 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    told = page.locator("#choose-seat dd").all_inner_texts()
    assert len(set(told)) == len(told) > 5


def test_forms_have_two_fifths_of_a_wide_page_and_who_watches_all_of_it(student, held):
    israel, watcher = student("Ann", "Israel"), student("Bo")
    mine, shown = (
        israel.locator(f".layout > div:nth-child({place})").bounding_box() for place in (1, 2)
    )
    assert mine["y"] == shown["y"]
    assert 0.36 < mine["width"] / (mine["width"] + shown["width"]) < 0.44
    watcher.get_by_role("button", name="Watch this table").first.click()
    watcher.wait_for_selector("#playing:not([hidden])")
    assert watcher.locator("#news").bounding_box()["width"] > 0.9 * (1280 - 2 * 32)
    assert watcher.inner_text("#rise") == "Stop watching"


def test_a_mediator_who_says_yes_draws_the_proposal_up_at_once(student, teacher, held):
    held.do({"do": "arrange", "by": held.room.teacher, "scenario": "phase_two_talks"})
    us = student("Ann", "United States")
    held.do({"do": "start", "by": held.room.teacher})
    while not any(
        form.get("asks") for form in held.view(next(iter(held.room.people))).get("forms", ())
    ):
        held.do({"do": "time_up", "by": held.room.teacher})
        if not held.room.tables[0].game.open:
            held.do({"do": "next_day", "by": held.room.teacher})
    form = us.locator(".question", has=us.locator(".drawn"))
    form.wait_for()
    assert not form.locator(".drawn").is_visible()
    form.get_by_label("Yes").check()
    slider = form.locator(".drawn input[type=range]").first
    slider.focus()
    us.keyboard.press("Home")
    assert violations(us) == []
    form.get_by_role("button", name="Decide").click()
    form.wait_for(state="detached")
    assert ("mediator:us", "offer", 0, 0) in held.room.tables[0].game.answers


def test_the_teacher_seats_everybody_by_lot(student, teacher, held):
    pages = [student("Ann"), student("Bo")]
    teacher.wait_for_function("() => document.body.innerText.includes('2 wait for a seat')")
    teacher.click("#lot")
    for page in pages:
        page.wait_for_selector("#mine:not([hidden])")
    assert teacher.locator("#lot").is_disabled()
    assert sorted(one.seat for one in held.room.people.values()) == ["party:hamas", "party:israel"]


def test_an_order_is_shown_and_taken_back_by_keyboard(student, teacher, held):
    israel = student("Ann", "Israel", **PHONE)
    held.do({"do": "start", "by": held.room.teacher})
    held.do({"do": "time_up", "by": held.room.teacher})
    israel.select_option("#rung", "1")
    order = israel.get_by_role("button", name="Order it")
    order.focus()
    israel.keyboard.press("Enter")
    back = israel.get_by_role("button", name="Take it back")
    back.wait_for()
    assert "Ordered for the day that begins next: protest." in israel.inner_text("#ordered")
    assert order.evaluate("(one) => one === document.activeElement")
    assert violations(israel) == []
    back.focus()
    israel.keyboard.press("Enter")
    back.wait_for(state="detached")
    israel.wait_for_function("() => document.activeElement.closest('#orders')")
    assert held.room.tables[0].orders == {}


@pytest.mark.parametrize(("text", "value"), [("True", True), (" false ", False)])
def test_the_teacher_lets_a_truth_be_another(teacher, held, text, value):
    held.do({"do": "start", "by": held.room.teacher})
    teacher.select_option("#inject [name=what]", "own")
    teacher.fill("#inject [name=key]", "issues.first_day_share.linked")
    teacher.fill("#inject [name=value]", text)
    teacher.click("#inject button[type=submit]")
    teacher.wait_for_function("() => document.body.innerText.includes('when the next day begins')")
    assert held.room.log[-1]["value"] is value


def test_the_teacher_lets_somebody_rise(student, teacher, held):
    israel = student("Ann", "Israel")
    teacher.wait_for_selector("#people select")
    teacher.locator("#people select").select_option("")
    israel.wait_for_selector("#seats:not([hidden])")
    assert [one.table for one in held.room.people.values()] == [None]


def test_an_answer_that_comes_late_does_not_stand_under_another_round(teacher, held):
    kept = []

    def answer(route):
        if route.request.post_data_json["round"] == 1:
            kept.append(route)
        else:
            route.fulfill(body="<p>Of the second round</p>")

    teacher.route("**/debrief", answer)  # before the page may ask by itself
    for what in ("start", "next_day", "finish", "new_round", "start", "next_day", "finish"):
        held.do({"do": what, "by": held.room.teacher})
    teacher.wait_for_selector("#rounds li:nth-child(2)")
    for place in (0, 1):
        teacher.get_by_role("button", name="look back", exact=True).nth(place).click()
    teacher.wait_for_selector("text=Of the second round")
    for late in kept:
        with teacher.expect_response("**/debrief"):
            late.fulfill(body="<p>Of the first round</p>")
    teacher.wait_for_timeout(200)
    assert "round 2" in teacher.inner_text("#debrief-head")
    assert teacher.inner_text("#looked-back") == "Of the second round"


def test_the_teacher_looks_back_on_a_round_before_this_one(teacher, held):
    for what in ("start", "next_day", "next_day", "finish", "new_round", "start"):
        held.do({"do": what, "by": held.room.teacher})
    teacher.wait_for_function(
        "() => document.querySelector('#state').innerText.startsWith('Round 2 · day')"
    )
    assert teacher.locator("#debrief").is_hidden()
    teacher.get_by_role("button", name="look back", exact=True).click()
    teacher.wait_for_selector("#looked-back table", timeout=120_000)
    assert "round 1" in teacher.inner_text("#debrief-head")
    assert violations(teacher) == []
    with teacher.expect_download() as taken:
        teacher.click("#rounds >> text=tables (CSV)")
    assert taken.value.suggested_filename == "tables.csv"


def test_a_game_that_was_ended_waits_for_nobody_and_takes_nothing_more(teacher, student, held):
    enabled = "([id]) => !document.querySelector(`#${id} [type=submit]`).disabled"
    takes = {"pace", "arrange", "inject"}
    student("Ann", "Israel")
    held.do({"do": "pace", "by": held.room.teacher, "seconds": 90, "day_seconds": 0})
    assert {one for one in takes if teacher.evaluate(enabled, [one])} == {"pace", "arrange"}
    held.do({"do": "start", "by": held.room.teacher})
    teacher.wait_for_selector("#tables >> text=/Waits for Israel/", state="attached")
    assert {one for one in takes if teacher.evaluate(enabled, [one])} == {"pace", "inject"}

    held.do({"do": "finish", "by": held.room.teacher})

    teacher.wait_for_selector("#tables >> text=Ended before its end.", state="attached")
    assert teacher.locator("#tables >> text=/Waits for|at most/").count() == 0
    assert not {one for one in takes if teacher.evaluate(enabled, [one])}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_violation_of_a_or_aa(student, teacher, opened, held, scheme):
    israel = student("Ann", "Israel", color_scheme=scheme, **DESKTOP)
    wall = opened(f"/wall#{held.screen}", color_scheme=scheme, **DESKTOP)
    front = opened("/", color_scheme=scheme, **PHONE)
    front.wait_for_selector("#join")
    assert violations(front) == []
    held.do({"do": "start", "by": held.room.teacher})
    israel.wait_for_selector(".question")
    wall.wait_for_selector(".wall-table")
    teacher.emulate_media(color_scheme=scheme)
    for page in (israel, wall, teacher):
        assert violations(page) == []


@pytest.mark.parametrize("context", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_scrolls_sideways(student, opened, held, context):
    israel = student("Ann", "Israel", **context)
    pages = [opened(path, **context) for path in ("/", f"/wall#{held.screen}")]
    pages += [israel, opened(f"/teach#{held.room.teacher}", **context)]
    held.do({"do": "start", "by": held.room.teacher})
    israel.wait_for_selector(".question")
    pages[-1].wait_for_selector("#tables summary")
    wide = context["viewport"]["width"]
    for page in pages:
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
    out = pages[-1].locator("#people button").first.bounding_box()
    assert out["x"] + out["width"] <= wide


def test_thirty_clients_see_the_next_day_soon(held, address):
    tokens = [held.join(held.code, f"Student {number}") for number in range(30)]
    seats = [(table, seat) for table in range(2) for seat in held.room.tables[table].seats]
    for token, (table, seat) in zip(tokens, seats, strict=False):
        held.do({"do": "take", "by": token, "table": table, "seat": seat})
    held.do({"do": "start", "by": held.room.teacher})
    held.do({"do": "time_up", "by": held.room.teacher})
    where = address.replace("http", "ws") + "/watch"

    async def one(token, ready, go):
        async with websockets.connect(where) as socket:
            await socket.send(json.dumps({"by": token}))
            day = json.loads(await socket.recv())["day"]
            ready.release()
            await go.wait()
            begun = time.monotonic()
            while json.loads(await socket.recv())["day"] == day:
                pass
            return time.monotonic() - begun

    async def all_of_them():
        ready, go = asyncio.Semaphore(0), asyncio.Event()
        waits = [asyncio.create_task(one(token, ready, go)) for token in tokens]
        for _ in tokens:
            await ready.acquire()
        go.set()
        text = json.dumps({"do": "next_day", "by": held.room.teacher}).encode()
        request = urllib.request.Request(address + "/do.json", text)
        await asyncio.to_thread(lambda: urllib.request.urlopen(request).close())
        return await asyncio.gather(*waits)

    waited = alone(all_of_them())
    assert max(waited) < 2.0 * BUSY


def test_the_class_looks_back_with_figures_and_files(student, teacher, held):
    israel = student("Ann", "Israel")
    held.do({"do": "start", "by": held.room.teacher})
    for _ in range(5):
        held.do({"do": "next_day", "by": held.room.teacher})
    held.do({"do": "finish", "by": held.room.teacher})
    israel.wait_for_selector("#looked-back table", timeout=120_000)
    israel.wait_for_function("() => document.querySelectorAll('#looked-back img').length > 0")
    with israel.expect_download() as taken:
        israel.click("text=what each table brought")
    assert taken.value.suggested_filename == "tables.csv"
    assert violations(israel) == []


@pytest.mark.parametrize("context", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_looking_back_fits_its_screen_with_figures_that_are_drawn_for_it(opened, held, context):
    held.do({"do": "start", "by": held.room.teacher})
    for _ in range(12):
        held.do({"do": "next_day", "by": held.room.teacher})
    held.do({"do": "finish", "by": held.room.teacher})
    wall = opened(f"/wall#{held.screen}", color_scheme="dark", **context)
    wall.wait_for_selector("#looked-back img", timeout=120_000)
    picture = wall.locator("#looked-back img").last
    picture.scroll_into_view_if_needed()
    picture.evaluate("(img) => img.decode()")
    is_narrow = "-narrow.svg" in picture.evaluate("(img) => img.currentSrc")
    assert is_narrow == (context is PHONE)
    wide = context["viewport"]["width"]
    assert wall.evaluate("document.documentElement.scrollWidth") <= wide
    assert violations(wall) == []


def test_the_explorer_stands_beside_the_class(opened):
    page = opened("/explore?runs=40")
    page.wait_for_selector("#many figure:first-child [role=img]")
    page.wait_for_selector("#one [role=img]")


def test_who_jumps_to_a_table_by_keyboard_is_still_the_teacher_after_a_reload(teacher, held):
    for what in ("start", "next_day", "finish"):
        held.do({"do": what, "by": held.room.teacher})
    teacher.wait_for_selector("#looked-back nav a", timeout=120_000)
    teacher.locator("#looked-back nav a", has_text="Table 2").focus()
    teacher.keyboard.press("Enter")
    teacher.wait_for_function("() => document.activeElement.textContent.trim() === 'Table 2'")
    assert teacher.evaluate("document.activeElement.tagName") == "H3"
    teacher.reload()
    teacher.wait_for_selector("#looked-back nav a", timeout=20_000)
