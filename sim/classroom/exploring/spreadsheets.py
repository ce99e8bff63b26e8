"""What is shown as tables to take along, and a run as its story."""

from sim import csv_text, story


def days_csv(played):
    """The days of a run of each world as a table; ``played`` maps letters to tables."""
    heads, rows = None, []
    for letter, found in played.items():
        days = found["days"]
        names = [name for name in days if name != "point"]
        heads = heads or ("world", *names)
        columns = (days[name] for name in names)
        rows += [(letter.upper(), *map(plain, row)) for row in zip(*columns, strict=True)]
    return csv_text.text(heads, rows)


def plain(value):
    """A number as Python has it; a text as it stands."""
    return value.item() if hasattr(value, "item") else value


def runs_csv(told):
    """Many runs by day as a table; ``told`` maps letters to what ``bands`` tells."""
    heads, rows = None, []
    for letter, found in told.items():
        columns = dict(by_day(found))
        heads = heads or ("world", "day", *columns)
        rows += [
            (letter.upper(), day, *(column[day] for column in columns.values()))
            for day in range(found["horizon"] + 1)
        ]
    return csv_text.text(heads, rows)


def by_day(found):
    """(head, values from day 0) of each column of many runs; of bands there are none on day 0."""
    yield "runs standing", found["standing"]
    yield "standing [share of runs]", found["share"]
    yield "95 % interval: low", found["low"]
    yield "high", found["high"]
    pairs = [("tension", found["tension"])]
    for name, title in (("belief", "trust"), ("margin", "staying less leaving [points]")):
        for party, one in zip(found["parties"], found[name], strict=True):
            pairs.append((f"{title}, {party}", one))
    for title, one in pairs:
        for edge, text in (("low", "10 % of runs under"), ("middle", "median"), ("high", "90 %")):
            yield f"{title}: {text}", [None, *one[edge]]


def story_text(scenario, found, number):
    """The story of a run."""
    lines = story.tell(scenario, found["events"], found["days"], number - 1, found["offers"])
    return "\n".join(lines) + "\n"
