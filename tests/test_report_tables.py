"""Tables of reports as files: numbers to the last bit, and texts that stay what they are."""

import csv
import io
import math
import re

import documents
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report import latex, tables
from sim.report.document import Column, Scaled, Table

ONE = (Column("Value", str, True),)


def read(text):
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.floats(allow_nan=False), max_size=5))
def test_a_number_of_a_csv_file_comes_back_to_the_last_bit(values):
    shown = Table("values", "Values", ONE, tuple((value,) for value in values))

    lines = read(tables.comma_separated(shown))

    assert [float(line[0]) for line in lines[1:]] == values


@given(documents.texts, documents.texts)
def test_a_text_of_a_csv_file_comes_back(head, text):
    shown = Table("texts", "Texts", (Column(head), Column("b")), ((text, text),))

    assert read(tables.comma_separated(shown)) == [[head, "b"], [text, text]]


def test_lines_of_a_csv_file_end_as_in_all_its_tables_and_marks_are_quoted():
    shown = Table("marks", "Marks", (Column("a"), Column("b")), (('x, "y"', "1\n2"),))

    assert tables.comma_separated(shown) == 'a,b\n"x, ""y""","1\n2"\n'


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (math.nan, ""),
        (True, "true"),
        (np.False_, "false"),
        (np.int64(7), "7"),
        (np.float64(0.1), "0.1"),
        (1 / 3, "0.3333333333333333"),
    ],
)
def test_a_cell_of_a_csv_file_is_the_value_and_not_what_readers_see(value, cell):
    column = Column("Value", lambda value: "about a third")

    assert read(tables.comma_separated(Table("one", "One", (column, *ONE), ((value, 0),))))[1] == [
        cell,
        "0",
    ]


def test_markdown_has_what_readers_see():
    assert tables.in_markdown(documents.table("two", 2, "Shares", "A note.")) == (
        "Shares\n\n"
        "| Day | State | Share | To |\n"
        "| ---: | --- | ---: | --- |\n"
        "| 0 | phase 1 | 50.0 % |  |\n"
        "| 1 | phase 1 | 33.3 % |  |\n\n"
        "A note.\n"
    )


@pytest.mark.parametrize("text", documents.HOSTILE)
def test_a_cell_of_markdown_has_no_mark_that_is_not_meant(text):
    shown = Table("one", "One", (Column("a"), Column("b")), ((text, "x"),))

    line = tables.in_markdown(shown).splitlines()[4]

    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3
    assert not re.search(r"(?<!\\)[<*_$]", re.sub("`[^`]*`", "", line.replace(r"\\", "")))


def test_code_keeps_its_marks_in_markdown():
    assert tables.marked("set `a_b` to a_b") == r"set `a_b` to a\_b"


def test_a_name_in_markdown_is_no_link():
    assert tables.marked("[x](http://y)") == r"\[x\](http://y)"


def test_a_table_in_latex_has_the_rules_of_booktabs():
    assert latex.in_latex(documents.table("two", 2, "Shares of `a_b`", "A note.")) == (
        "\\begin{table}[htbp]\n"
        "\\centering\n"
        "\\caption{Shares of \\texttt{a\\_b}}\\label{tab:two}\n"
        "\\begin{tabular}{rlrl}\n"
        "\\toprule\n"
        "Day & State & Share & To \\\\\n"
        "\\midrule\n"
        "0 & phase 1 & 50.0~\\% &  \\\\\n"
        "1 & phase 1 & 33.3~\\% &  \\\\\n"
        "\\bottomrule\n"
        "\\end{tabular}\n"
        "\\par\\smallskip{\\footnotesize A note.}\n"
        "\\end{table}\n"
    )


def test_a_long_table_in_latex_goes_over_pages():
    made = latex.in_latex(documents.table("many", 41))

    assert made.startswith("\\begin{longtable}{rlrl}\n\\caption{")
    assert made.count("Day & State") == 2
    assert "\\begin{table}" not in made


def unescaped(text):
    """What LaTeX sets of an escaped text."""
    back = {written: letter for letter, written in latex.WRITTEN.items()} | {"{}": ""}
    marks = sorted(back, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, marks)), lambda found: back[found[0]], text)


@given(st.text(st.sampled_from("\\{}~^\"'`<>|&%$#_-,[]* −×≤≥abc"), max_size=20))
def test_a_text_in_latex_comes_back_and_keeps_no_command_of_its_own(text):
    written = latex.escaped(text)

    assert unescaped(written) == text
    assert not re.search(r"(?<!\\)[&%#_]|--|''|,,", written)


@pytest.mark.parametrize("start", ["[1ex]", "*"])
def test_a_row_in_latex_does_not_begin_as_an_option_of_the_row_before(start):
    assert latex.line([start, "b"]).startswith("{}" + start)


@pytest.mark.parametrize("days", [0, 1])
def test_a_table_of_no_row_or_of_one_has_its_heads_everywhere(days):
    shown = documents.table("few", days)

    assert len(read(tables.comma_separated(shown))) == 1 + days
    assert tables.in_markdown(shown).count("\n| ") == 2 + days
    assert latex.in_latex(shown).count("\\\\\n") == 1 + days


def test_columns_of_long_texts_break_in_latex_and_share_the_line():
    columns = (Column("Key"), Column("Meaning"), Column("Why"), Column("Share", str, True))
    made = latex.in_latex(Table("wide", "Wide", columns, (("a", "long " * 20, "why " * 30, 1),)))

    column = r">{\raggedright\arraybackslash}p{0.30\linewidth}"
    assert f"\\begin{{tabular}}{{l{column}{column}r}}" in made


def test_a_file_has_the_numbers_in_the_units_of_their_heads_and_no_marks_of_code():
    percent = Scaled(100.0, "{:.1f}".format)
    columns = (Column("Key of `x`"), Column("Share [%]", percent, True), Column("Rest", percent))
    table = Table("units", "Units", columns, (("`a_b` at 40 %", 0.969, None), ("c", 1 / 3, 0.0)))

    assert tables.comma_separated(table) == (
        "Key of x,Share [%],Rest\na_b at 40 %,96.9,\nc,33.33333333333,0.0\n"
    )
    assert "96.9" in tables.in_markdown(table)
