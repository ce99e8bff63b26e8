"""The page of a report: complete in itself, well formed, and open to everyone."""

import itertools
import re
from html.parser import HTMLParser

import documents
import pytest
from hypothesis import example, given, settings

from sim.report import html, plain
from sim.report.document import Column, Document, Items, Room, Section, Table

EMPTY = {"img", "link", "meta", "wbr", "br", "col", "input"}  # elements that have no end


class Page(HTMLParser):
    """A page as (tag, attributes, text within) for each element; fails where tags do not match."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.faults = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", "within": [each["tag"] for each in self.open]}
        element["attrs"] = dict(attrs)
        self.elements.append(element)
        if len(element["attrs"]) < len(attrs):
            self.faults.append(f"an attribute twice: {attrs}")
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()["tag"] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, *tags):
        return [each for each in self.elements if each["tag"] in tags]

    def attributes(self, name):
        return [each["attrs"][name] for each in self.elements if name in each["attrs"]]


@pytest.fixture(scope="module")
def page():
    return Page(html.page(documents.full()))


def test_the_same_document_gives_the_same_page():
    assert html.page(documents.full()) == html.page(documents.full())


@pytest.mark.parametrize("text", documents.HOSTILE)
def test_tags_match_whatever_is_said(text):
    read = Page(html.page(documents.hostile(text)))

    assert (read.faults, read.open) == ([], [])
    assert not read.all("script", "label")


def test_a_page_asks_for_nothing_that_is_not_in_it(page):
    text = html.page(documents.full())

    assert page.attributes("src")
    assert all(each.startswith("data:image/svg+xml;base64,") for each in page.attributes("src"))
    assert all(each.startswith("#") for each in page.attributes("href"))
    assert not re.search(r"https?:|url\(|@import|srcset|<script|<link", text)


def test_every_link_leads_to_a_place_and_no_two_places_have_one_name(page):
    ids = page.attributes("id")

    assert len(set(ids)) == len(ids)
    assert {each[1:] for each in page.attributes("href")} <= set(ids)
    assert set(page.attributes("aria-labelledby")) <= set(ids)


def test_a_section_is_listed_in_the_contents(page):
    titles = [each["text"] for each in page.all("a") if "nav" in each["within"]]

    assert titles == ["Findings", "Runs", "Beside them", "Again"]


def test_headings_go_down_one_step_at_a_time_from_a_single_first(page):
    levels = [int(each["tag"][1]) for each in page.all("h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert levels[-3:] == [2, 3, 3]


def test_a_figure_is_said_in_words_and_has_a_caption(page):
    pictures, captions = page.all("img"), [each["text"] for each in page.all("figcaption")]

    assert [each["attrs"]["alt"] for each in pictures] == ["A line falls from 100 % to 10 %."] * 2
    assert captions == ["Figure 1 Runs that stand", "Figure 2 Runs that fall."]


def test_a_table_has_a_caption_and_its_heads_say_what_they_head(page):
    assert len(page.all("table")) == len(page.all("caption")) == 5
    assert all(each["text"] for each in page.all("caption"))
    assert {each["attrs"].get("scope") for each in page.all("th")} == {"col", "row"}
    assert all(
        each["attrs"]["scope"] == "col" for each in page.all("th") if "thead" in each["within"]
    )


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches(page):
    boxes = [each["attrs"] for each in page.all("div") if "tabindex" in each["attrs"]]

    assert len(boxes) == 5
    assert all(box["role"] == "region" and box["aria-labelledby"] for box in boxes)


def test_figures_and_tables_are_numbered_and_one_behind_a_figure_goes_by_it(page):
    assert [each["text"] for each in page.all("summary")] == [
        "Numbers behind figure 1",
        "Numbers behind figure 2",
    ]
    assert [each["text"][:7] for each in page.all("caption")] == [
        "Share o",
        "Share o",
        "Table 1",
        "Table 2",
        "Table 3",
    ]


def test_a_table_without_rows_says_so_and_an_empty_cell_stays_empty():
    nothing = Page(html.page(documents.document(documents.table("none", 0))))
    single = Page(html.page(documents.document(documents.table("one", 1))))

    assert [each["text"] for each in nothing.all("td")] == ["No rows"]
    assert [each["text"] for each in single.all("td")] == ["phase 1", "50.0\xa0%", ""]


def test_settings_are_in_the_metadata():
    read = Page(html.page(documents.full()))

    told = {each["attrs"].get("name"): each["attrs"].get("content") for each in read.all("meta")}
    assert told["scenario"] == "phase_two_talks"
    assert told["seed"] == "1"
    assert told["description"] == "Scenario phase_two_talks, 1,000 runs"


@given(documents.texts)
@example(" ")
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_as_itself(text):
    said = "".join(part["text"] for part in plain.spans(text))
    flat = plain.bare(text)

    read = Page(html.page(documents.hostile(text)))

    assert not read.faults
    assert [each["text"] for each in read.all("p") if "strong" in each["attrs"].get("class", "")]
    assert {each["text"] for each in read.all("h1", "h2", "h3", "li", "th")} >= {said}
    assert [each["text"] for each in read.all("td")] == [said] * 2
    assert [each["text"] for each in read.all("pre")] == [text]
    assert [each["attrs"]["alt"] for each in read.all("img")] == [text]
    assert [each["text"] for each in read.all("title")] == [flat]
    told = [each["attrs"] for each in read.all("meta") if "name" in each["attrs"]]
    assert [each["content"] for each in told if each["name"] == "k"] == [text]
    described = [each["content"] for each in told if each["name"] == "description"]
    assert described == ([flat] if flat else [])  # blanks describe nothing


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("set `seed=1` so", ["seed=1"]),
        ("a ` alone", []),
        ("`a` and ` alone", ["a"]),
        ("nothing `` between", []),
    ],
)
def test_what_stands_between_backticks_is_code_and_one_alone_a_letter(text, code):
    cut = plain.spans(text)

    assert [part["text"] for part in cut if part["code"]] == code
    assert "".join(part["text"] for part in cut).count("`") == text.count("`") - 2 * len(code)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("95 % interval 1 to 2 points", "95\xa0% interval 1 to 2\xa0points"),
        ("in 1,000 runs, on day 7 of 140 days", "in 1,000\xa0runs, on day 7 of 140\xa0days"),
        ("12 dayside runs", "12 dayside runs"),
    ],
)
def test_a_number_stays_on_one_line_with_its_unit(text, kept):
    assert [part["text"] for part in plain.spans(text)] == [kept]
    assert plain.spans("`print 5 %`")[0]["text"] == "print 5 %"
    assert plain.bare(text) == text


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("obligations.talks_israel.cost", ["obligations.", "talks_", "israel.", "cost"]),
        ("12,345.67 of 1/3", ["12,345.67 of 1/3"]),
        ("x <= y", ["x <= y"]),
        ("0123456789abcdef", ["0123456789abcdef"]),
        (f"{2 * '0123456789abcdef'}, kept", ["0123456789abcdef", "0123456789abcdef, kept"]),
    ],
)
def test_a_line_may_break_within_a_long_name_or_a_hash_and_in_no_number(text, cut):
    assert html.pieces(text) == cut


def test_the_foot_of_a_print_stays_within_its_quotes():
    assert html.in_css('a"}\\</style>') == r"a\22 \7d \5c \3c \2f style\3e "


def test_a_row_that_does_not_fit_its_heads_is_refused():
    crooked = Table("crooked", "Crooked", (Column("One"),), ((1, 2),))

    with pytest.raises(ValueError, match="zip"):
        html.page(documents.document(crooked))


def contrast(one, other):
    """Contrast of two colours as WCAG 2 has it."""

    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_read_in_the_light_in_the_dark_and_on_paper():
    style = (html.HERE / "page.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{([^}]*)\}", style)

    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme))
        for ink in ("ink", "quiet", "accent"):
            for ground in ("page", "tint"):
                assert contrast(colours[ink], colours[ground]) >= 4.5


def test_a_vast_table_is_folded_and_whole():
    page = html.page(documents.document(documents.table("vast", 200)))

    assert '<details class="long">\n<summary>Table 1: ' in page
    assert "(200 rows)</summary>" in page
    assert page.count("<tr") == 201


def test_numbered_lists_room_to_write_and_tables_without_a_number_are_set():
    blocks = (Items(("one", "two"), ordered=True), Room(2), documents.table("", 1))
    made = Page(html.page(documents.document(*blocks)))

    assert [each["text"].strip() for each in made.all("ol")[-1:]] == ["one\ntwo"]
    assert "room" in made.attributes("class")
    assert "tables/.csv" not in html.page(documents.document(*blocks))
    assert made.faults == []


def test_a_list_of_contents_may_be_short_or_left_out():
    section = Section("a", (Section("b", ()),))

    links = [
        len(Page(html.page(Document("t", "", (section,), contents=many))).all("nav a", "a")) - 1
        for many in (0, 1, 2)
    ]
    assert links == [0, 1, 2]


def test_a_part_of_another_page_is_a_section_with_places_of_its_own():
    made = Page(html.fragment(Section("a", (Section("b", (documents.table("", 1),)),)), "sheet"))

    assert [each["tag"] for each in made.all("h2", "h3", "h4")] == ["h2", "h3"]
    assert all("sheet" in one for one in made.attributes("id"))
    assert made.faults == []


def test_places_of_a_part_of_another_page_are_kept_apart_by_its_name():
    made = documents.full()
    shown = Page(html.within(made, "back", 3, lambda name: f"/{name}.svg"))
    places = [each["attrs"]["id"] for each in shown.elements if "id" in each["attrs"]]
    assert any("behind-figure" in each for each in places)
    assert all(re.match("(section-)?back-", each) for each in places)
    assert len(set(places)) == len(places)


def test_on_a_phone_no_cell_is_out_of_sight(browser):
    """At 390 px a table of nine columns is a list, one of a long hash is cut."""
    wide = Table(
        "wide", "Nine columns", tuple(Column(f"Column {place}") for place in range(9)),
        (tuple(f"some words {place}" for place in range(9)),),
    )  # fmt: skip
    narrow = Table("hash", "A hash", (Column("Configuration (hash)"), Column("Result")),
                   (("Code (hash)", 4 * "0123456789abcdef"),))  # fmt: skip
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(html.page(documents.document(wide, narrow)))

    ends = page.eval_on_selector_all(
        "tbody td, tbody th", "cells => cells.map(one => one.getBoundingClientRect().right)"
    )

    assert len(ends) == 11
    assert max(ends) <= 390
    page.close()


def test_hundreds_of_rows_behind_a_figure_do_not_repeat_their_heads():
    few, many = (html.page(documents.document(documents.figure(days=days))) for days in (20, 200))

    assert few.count("data-head=") > 20
    assert "data-head=" not in many
