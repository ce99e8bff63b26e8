"""The print of a report: tagged, dated nowhere, and it says what it was given."""

import json
import re

import documents
import pytest
import typst
from hypothesis import given, settings

from sim.report import pdf, plain, typesetting
from sim.report.document import Code, Column, Document, Paragraph, Section, Table


def asked(document, selector, field):
    """What the print has of one kind of element, such as its headings."""
    data = {"report": plain.plain(document), "paper": "a4"}
    found = typst.query(
        (typesetting.HERE / "print.typ").read_bytes(),
        selector,
        field=field,
        font_paths=typesetting.fonts(),
        ignore_system_fonts=True,
        sys_inputs=typesetting.inputs(**data),
    )
    return json.loads(found)


def text(content):
    """The text of what typst has found."""
    if isinstance(content, list):
        return "".join(text(each) for each in content)
    if content["func"] == "space":
        return " "
    return content.get("text", "") if "text" in content else text(content.get("children", []))


def points(length):
    """A length as typst writes it, such as 0% + 12pt, in points."""
    return float(length.split()[-1].removesuffix("pt"))


@pytest.mark.parametrize("paper", pdf.PAPERS)
def test_the_same_document_gives_the_same_bytes(paper):
    assert pdf.pages(documents.full(), paper) == pdf.pages(documents.full(), paper)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 841)), ("us-letter", (612, 792))])
def test_a_page_has_the_size_of_its_paper(paper, size):
    made = pdf.pages(documents.full(), paper)

    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", made)
    assert boxes
    assert {tuple(int(float(side)) for side in box) for box in boxes} == {size}


def test_another_paper_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"paper: 'a3' is not one of \['a4', 'us-letter'\]"):
        pdf.pages(documents.full(), "a3")


def test_a_print_is_tagged_and_says_its_settings_and_no_date():
    made = pdf.pages(documents.full())

    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Marked true" in made
    assert b"scenario: phase_two_talks" in made
    assert not re.search(rb"/(Creation|Mod)Date|xmp:(Create|Modify)Date", made)


def test_a_figure_is_said_in_words():
    found = asked(documents.full(), "figure.where(kind: image)", "alt")

    assert found == ["A line falls from 100 % to 10 %."] * 2


def test_a_figure_is_of_lines_and_not_of_pixels():
    assert b"/Subtype/Image" not in pdf.pages(documents.full()).replace(b" ", b"")


def test_a_tall_figure_stays_on_its_page():
    tall = documents.SVG.replace(b"230.4", b"2304.0")

    [high] = asked(documents.document(documents.figure(svg=tall)), "image", "height")

    assert 500 < points(high) < 650


def test_a_number_of_a_wide_table_is_not_broken():
    columns = (Column("Premise"), *(Column(f"Outcome {place}", str, True) for place in range(8)))
    row = ("parties.israel.prospect." * 5, *["12,345.6789"] * 8)
    wide = Table("wide", "Wide", columns, (row, (None,) * 9))

    widths = asked(documents.document(wide), "table", "columns")[0]

    assert widths[0].endswith("fr")
    assert all(points(width) > 30 for width in widths[1:])


def test_a_longer_text_of_a_wide_table_has_more_room():
    columns = tuple(map(Column, ("Meaning", "Set in", *"abcdefg")))
    texts = ("what its guarantee takes from the worth of leaving " * 4, "a file of a name " * 2)
    row = (*texts, *["word"] * 7)
    wide = Table("wide", "Wide", columns, (row,))

    meaning, file, *short = asked(documents.document(wide), "table", "columns")[0]

    assert float(meaning.removesuffix("fr")) > 1.5 * float(file.removesuffix("fr"))
    assert all(points(width) > 15 for width in short)


def first_page(lines, lead, code):
    """The first page, as a picture, of so many lines, a sentence and a tall block to type."""
    blocks = (*[Paragraph("A line.")] * lines, Paragraph(lead), Code((code,) * 12))
    data = {"report": plain.plain(documents.document(*blocks)), "paper": "a4"}
    return typesetting.compiled("print.typ", "png", data, ppi=30)[0]


@pytest.mark.parametrize("lines", range(4, 28, 4))
def test_what_leads_to_lines_to_type_stays_with_them(lines):
    usual = first_page(lines, "Type this:", "python")
    has_lead = first_page(lines, "And so:", "python") != usual
    has_code = first_page(lines, "Type this:", "ls") != usual

    assert has_lead == has_code


@pytest.mark.parametrize("rows", [(), ((None,) * 30,)])
def test_a_table_of_many_heads_is_set_though_it_has_nothing_in_it(rows):
    columns = tuple(Column(head, str, True) for head in ("", *["A long head of a column"] * 29))

    assert pdf.pages(documents.document(Table("bare", "Bare", columns, rows)))


def test_numbers_behind_a_figure_are_printed_at_the_end_unless_they_are_long():
    titles = [text(each) for each in asked(documents.full(), "heading", "body")]
    behind = asked(documents.full(), 'figure.where(kind: "behind")', "caption")
    captions = asked(documents.full(), "figure.where(kind: image)", "caption")

    assert titles[-1] == "Numbers behind the figures"
    assert len(behind) == 1
    assert "tables/falling_days.csv" in json.dumps(captions[1])
    assert "tables/standing_days.csv" not in json.dumps(captions[0])


def test_without_numbers_behind_figures_there_is_no_heading_for_them():
    titles = asked(documents.document(documents.figure(days=None)), "heading", "body")

    assert "Numbers behind the figures" not in [text(each) for each in titles]


@pytest.mark.parametrize("said", documents.HOSTILE)
def test_hostile_text_is_set_and_stays_what_it_is(said):
    found = asked(documents.hostile(said), "heading.where(level: 1)", "body")

    assert text(found[1]) == "".join(part["text"] for part in plain.spans(said))
    assert pdf.pages(documents.hostile(said))


@given(documents.texts)
@settings(max_examples=25, deadline=None)
def test_any_text_comes_out_as_itself(said):
    found = asked(documents.hostile(said), "heading.where(level: 1)", "body")

    assert text(found[1]) == "".join(part["text"] for part in plain.spans(said))


def test_a_vast_table_is_left_to_its_file_in_print_and_keeps_its_number():
    shown = documents.document(documents.table("vast", 200), documents.table("small", 3))
    captions = asked(shown, "figure.where(kind: table)", "caption")
    bodies = asked(shown, "figure.where(kind: table)", "body")

    assert len(captions) == 2
    assert "tables/vast.csv" in json.dumps(bodies[0])
    assert "tables/small.csv" not in json.dumps(bodies[1])


def sides(made):
    """How many pages a print has."""
    return len(re.findall(rb"/Type\s*/Page\b", made))


def test_a_section_apart_begins_on_a_sheet_of_paper_of_its_own():
    """The title is page 1, the two parts are 3 and 5; 2 and 4 are their empty backs."""
    parts = tuple(Section(name, (Paragraph("text"),), apart=True) for name in "ab")

    assert sides(pdf.pages(Document("t", "", parts))) == 5
    joined = tuple(part._replace(apart=False) for part in parts)
    assert sides(pdf.pages(Document("t", "", joined))) == 1


def test_a_table_without_a_name_takes_no_number():
    first, second = documents.table("", 2), documents.table("named", 2)
    document = documents.document(first, second)

    assert asked(document, "figure.where(kind: table)", "numbering") == [None, "1"]


def test_each_section_is_a_slide():
    parts = tuple(Section(name, (Paragraph("text"), documents.figure(days=None))) for name in "abc")
    made = pdf.slides(Document("t", "", parts))

    assert sides(made) == 3
    assert made == pdf.slides(Document("t", "", parts))
