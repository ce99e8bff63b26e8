"""A document as a page of Markdown."""

from sim.report import plain, tables
from sim.report.document import Code, Figure, Items, Paragraph, Room, Section, Table


def page(document):
    """The page; the same document, the same page."""
    top = [f"# {tables.marked(document.title)}", tables.marked(document.subtitle)]
    return joined([*top, *(section(each, 2) for each in document.sections)])


def joined(parts):
    """Parts of a page, an empty line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def section(shown, level):
    """A section and what stands under it."""
    head = f"{'#' * level} {tables.marked(shown.title)}"
    return joined([head, *(block(each, level + 1) for each in shown.blocks)])


def block(shown, level):
    """A block of any kind."""
    return section(shown, level) if isinstance(shown, Section) else OF_BLOCK[type(shown)](shown)


def paragraph(shown):
    """A paragraph; a strong one is set off as a quotation is."""
    return f"> {tables.marked(shown.text)}" if shown.strong else tables.marked(shown.text)


def items(shown):
    """A list."""
    marks = [f"{place}." if shown.ordered else "-" for place in range(1, len(shown.entries) + 1)]
    pairs = zip(marks, shown.entries, strict=True)
    return "\n".join(f"{mark} {tables.marked(entry)}" for mark, entry in pairs)


def room(shown):
    """Lines to write on."""
    return "\n\n".join([r"\_" * 60] * shown.lines)


def code(shown):
    """Lines to type."""
    return "\n".join(("```", *shown.lines, "```"))


def figure(shown):
    """A figure as what it shows, in words, with the numbers behind it."""
    told = f"*{tables.marked(plain.bare(shown.title))}.* {tables.marked(shown.alt)}"
    return joined([told, tables.in_markdown(shown.table) if shown.table else ""])


OF_BLOCK = {
    Paragraph: paragraph,
    Items: items,
    Room: room,
    Code: code,
    Table: tables.in_markdown,
    Figure: figure,
}
