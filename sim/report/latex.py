r"""A table in LaTeX: for ``\input`` under ``\usepackage{array,booktabs,longtable}``.

A table longer than a page is a ``longtable``. Columns of long texts share a part of the line, and
break within it.
"""

import re

from sim.report import plain

WIDEST = 36  # letters of a text that is not broken
BROKEN = 0.6  # of the line, for all columns of longer ones

WRITTEN = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\char34{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "−": "$-$",
    "×": r"$\times$",
    "≤": r"$\le$",
    "≥": r"$\ge$",
    "\u00a0": "~",
    "\u2009": r"\,",
    "\u202f": r"\,",
} | {letter: f"\\{letter}" for letter in "&%$#_"}


def in_latex(table):
    """The table as a float of its own, or over pages if it is long; its label is its name."""
    long = len(table.rows) > plain.LONG
    caption = f"\\caption{{{text(table.caption)}}}\\label{{tab:{table.name}}}"
    cells = [plain.written(table.columns, row) for row in table.rows]
    sides = "".join(aligned(table.columns, cells))
    heads = line(column.head for column in table.columns)
    rows = [line(row) for row in cells]
    note = [f"\\par\\smallskip{{\\footnotesize {text(table.note)}}}"] if table.note else []
    if long:
        return joined(over_pages(caption, sides, heads, rows), note)
    body = [r"\toprule", heads, r"\midrule", *rows, r"\bottomrule"]
    tabular = [f"\\begin{{tabular}}{{{sides}}}", *body, r"\end{tabular}"]
    start = [r"\begin{table}[htbp]", r"\centering", caption]
    return joined(start, tabular, note, [r"\end{table}"])


def aligned(columns, cells):
    """How each column is set: numbers right, texts left, long ones in so much of the line."""
    widest = [max((len(row[place]) for row in cells), default=0) for place in range(len(columns))]
    long = [
        width > WIDEST and not column.is_number
        for width, column in zip(widest, columns, strict=True)
    ]
    share = f"{BROKEN / max(1, sum(long)):.2f}"
    breaks = f">{{\\raggedright\\arraybackslash}}p{{{share}\\linewidth}}"
    for is_long, column in zip(long, columns, strict=True):
        yield breaks if is_long else "r" if column.is_number else "l"


def over_pages(caption, sides, heads, rows):
    """The lines of a table whose heads stand on every page."""
    head = [r"\toprule", heads, r"\midrule"]
    return [
        f"\\begin{{longtable}}{{{sides}}}",
        f"{caption}\\\\",
        *head,
        r"\endfirsthead",
        *head,
        r"\endhead",
        r"\bottomrule",
        r"\endfoot",
        *rows,
        r"\end{longtable}",
    ]


def joined(*blocks):
    """Blocks of lines as a text."""
    return "\n".join(each for block in blocks for each in block) + "\n"


def line(texts):
    """A row of a table; an empty group keeps the row before from taking its start for an option."""
    row = " & ".join(text(each) for each in texts)
    return ("{}" if row.startswith(("[", "*")) else "") + row + r" \\"


def text(shown):
    """A text that LaTeX sets as it stands; code in the letters of a typewriter."""
    return "".join(
        f"\\texttt{{{escaped(part['text'])}}}" if part["code"] else escaped(part["text"])
        for part in plain.spans(" ".join(shown.split()))
    )


def escaped(shown):
    """A text with nothing in it that is a command, or two letters that are drawn as one."""
    written = "".join(WRITTEN.get(letter, letter) for letter in shown)
    return re.sub(r"([-',])(?=\1)", r"\1{}", written)
