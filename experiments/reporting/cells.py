"""Cells of a table from texts, as a CSV file has them: numbers where all of a column are."""

from sim.report.document import Column

LARGE = 1e15  # whole numbers from here on have lost digits


def table(heads, rows):
    """The columns and rows of a table; an empty cell is None."""
    by_column = [parsed([row[place] for row in rows]) for place in range(len(heads))]
    columns = [
        Column(head, number if is_number else str, is_number)
        for head, (_, is_number) in zip(heads, by_column, strict=True)
    ]
    held = zip(*(values for values, _ in by_column), strict=True) if rows else ()
    return tuple(columns), tuple(held)


def parsed(texts):
    """The values of a column, and whether they are numbers."""
    try:
        values = [None if text == "" else value(text) for text in texts]
    except ValueError:
        return [text or None for text in texts], False
    return values, any(each is not None for each in values)


def value(text):
    """A number, whole if it is written so."""
    try:
        return int(text)
    except ValueError:
        return float(text)


def number(given):
    """A number with four figures, or a whole one with its thousands set apart."""
    if isinstance(given, int) or (abs(given) < LARGE and float(given).is_integer()):
        return f"{given:,.0f}"
    return f"{given:.4g}"
