"""The pages of the pack, which are written in Markdown, as parts of a document to print.

What a print cannot use is left out: where links lead, comments, and how words are set off.
"""

import base64
import io

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from PIL import Image

from sim.report.document import Code, Column, Figure, Items, Paragraph, Room, Section, Table

SHORT = 40  # marks of a line that is left for a word, and not for an answer


def parsed(text):
    """The blocks of a page, as the library reads them."""
    return SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text)).children


def section(path):
    """A page as a section on paper of its own."""
    return section_of(path.read_text(encoding="utf-8"), path.parent)


def section_of(text, folder):
    """The text of a page as a section, with those under its headings within it."""
    first, *others = parts(parsed(text), "heading")
    title, *blocks = under(first, folder)
    blocks += [
        Section(head, tuple(found)) for head, *found in (under(one, folder) for one in others)
    ]
    return Section(title, tuple(blocks), apart=True)


def slides(path):
    """The slides of a page, each a section."""
    found = parts(parsed(path.read_text(encoding="utf-8")), "heading")
    shown = (under(one, path.parent) for one in found)
    return tuple(Section(head, tuple(blocks)) for head, *blocks in shown)


def parts(nodes, start):
    """Blocks in groups, each of which begins with one of a kind."""
    found = []
    for node in nodes:
        if node.type == start:
            found.append([])
        found[-1].append(node)
    return found


def under(nodes, folder):
    """The text of a heading, then the blocks of a document that stand under it."""
    title = words(nodes[0])
    known = [node for node in nodes[1:] if node.type in OF_NODE]
    return [title, *(OF_NODE[node.type](node, title, folder) for node in known)]


def words(node):
    """The text of a block; code keeps its marks."""
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "text":
        return node.content
    return "".join(map(words, node.children))


def paragraph(node, title, folder):
    """A paragraph, a figure that stands alone, or lines to write on."""
    images = [each for each in node.walk() if each.type == "image"]
    if images:
        return figure(images[0], folder)
    text = words(node)
    if set(text) == {"_"}:
        return Room(1 if len(text) < SHORT else 2)
    return Paragraph(text)


def listed(node, title, folder):
    """A list."""
    entries = tuple(" ".join(map(words, item.children)) for item in node.children)
    return Items(entries, ordered=node.type == "ordered_list")


def code(node, title, folder):
    """Lines to type."""
    return Code(tuple(node.content.rstrip("\n").split("\n")))


def table(node, title, folder):
    """A table, under the words of its heading."""
    head, *body = [row for part in node.children for row in part.children]
    columns = tuple(
        Column(words(cell), is_number="right" in str(cell.attrs.get("style", "")))
        for cell in head.children
    )
    rows = tuple(tuple(words(cell) or None for cell in row.children) for row in body)
    return Table("", f"{title}.", columns, rows)


def figure(node, folder):
    """A picture beside the page, as a drawing that holds its pixels."""
    path = folder / str(node.attrs["src"])
    held = path.read_bytes()
    with Image.open(io.BytesIO(held)) as picture:
        width, height = picture.size
    data = base64.b64encode(held).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )
    said = node.content
    return Figure(path.stem, said, said, svg.encode())


OF_NODE = {
    "paragraph": paragraph,
    "bullet_list": listed,
    "ordered_list": listed,
    "fence": code,
    "table": table,
}
