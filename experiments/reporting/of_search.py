"""What a report says of the value of a parameter at which an outcome passes a share of runs."""

from experiments import csv_files
from experiments.csv_files import number
from experiments.discovering import clauses, search_told
from experiments.reporting import formats, varying
from experiments.reporting.conditions import searched
from experiments.reporting.conditions.searched import asked, between, crossings, response
from sim import naming, values, words
from sim.report.document import Column, Items, Paragraph, Table

OTHER = (-0.1, -0.05, 0.05, 0.1)  # shares beside the one asked for


def called(result):
    """The parameter as a noun."""
    key = asked(result)["find"]
    return f"{naming.article(key)}{naming.called(result.scenario, key)}"


def happens(result):
    """What is sought of the outcome."""
    return search_told.happens(searched.found(result))


def title(result):
    """What the report is called."""
    what = result.words(asked(result)["outcome"])
    return f"{words.capital(called(result))} and how often {what}"


def question(result):
    """What is asked."""
    low, high = between(result)
    yield Paragraph(
        f"At which values of {called(result)}, between {low} and {high}, is it so that "
        f"{happens(result)}? {words.count(len(response(result)), 'value')} were played, "
        f"{words.count(result.runs)} of each, all on the same luck: first a grid of "
        f"{asked(result)['grid']}, then values between that close in on where the share is passed."
    )


def scenarios(result):
    """What was varied, and what was drawn anew in each run."""
    key = asked(result)["find"]
    low, high = between(result)
    over = f"{low} to {high}"
    entries = [varying.of_key(result, key, "searched", over, varying.usual(result, key))]
    for other, spread in searched.averaged(result).items():
        over = values.shown(spread)
        entries.append(varying.of_key(result, other, "drawn anew in each run", over, None))
    yield varying.table(result, entries, BASE)
    yield Paragraph(f"All other premises are those of `{result.scenario.name}` at every value.")


BASE = "In the scenario: what it stands at where it is not searched."


def headline(result):
    """The value with its interval, or that there is none; every share on the grid."""
    first, *rest = search_told.sentences(searched.found(result))
    yield Paragraph(first, strong=True)
    yield Paragraph(" ".join([*stands(result), *rest]))
    found = crossings(result)
    if len(found) > 1:
        yield crossed(result, found)
    yield grid(result)


def stands(result):
    """What the parameter is in the scenario, to measure the value found by."""
    key = asked(result)["find"]
    usual, unit = varying.usual(result, key), naming.about(result.scenario, key)[1]
    if usual is not None and key not in searched.averaged(result):
        yield f"In the scenario it is {f'{usual} {unit}'.strip()}."


def crossed(result, found):
    """Where the share passes what is asked for, as a table."""
    rows = tuple(
        (number(row["value"]), end(row, "low"), end(row, "high"),
         "rises" if csv_files.truth(row["rising"]) else "falls")
        for row in found
    )  # fmt: skip
    columns = (
        Column("Value", clauses.number, True), Column("from"), Column("to"), Column("The share"),
    )  # fmt: skip
    caption = (
        f"Where the share passes {clauses.given_share(asked(result)['share'])}, with 95 % intervals"
    )
    return Table(result.named("crossings"), caption, columns, rows)


def end(row, name):
    """An end of an interval as a cell; that of the range where the interval goes on beyond it."""
    text = clauses.number(number(row[name]))
    if not csv_files.truth(row[f"{name}_open"]):
        return text
    return f"below {text}" if name == "low" else f"beyond {text}"


def grid(result):
    """The shares on the grid, as a table."""
    rows = tuple(
        tuple(number(row[key]) for key in ("value", "share", "low", "high")) + (int(row["runs"]),)
        for row in response(result)
        if row["place"] == "grid"
    )
    unit = naming.about(result.scenario, asked(result)["find"])[1]
    head = words.capital(naming.called(result.scenario, asked(result)["find"]))
    columns = (
        Column(naming.with_unit(head, unit), clauses.number, True),
        *(Column(each, formats.percent, True) for each in ("Share of runs [%]", "from", "to")),
        Column("Runs", "{:,}".format, True),
    )  # fmt: skip
    what = result.words(asked(result)["outcome"])
    caption = f"How often {what}, by value, with 95 % intervals"
    return Table(result.named("grid"), caption, columns, rows)


# -- how far it can be trusted ---------------------------------------------------------------------


def sensitivity(result):
    """Where the value would lie if another share were asked for."""
    rows = [(number(row["value"]), number(row["share"])) for row in response(result)]
    told = []
    for off in OTHER:
        share = round(asked(result)["share"] + off, 6)
        if 0.0 < share < 1.0:
            told.append(passed(result, rows, share))
    yield Paragraph(
        "The share asked for is a choice. Between which neighbouring values that were played the "
        "share found passes others (luck could move each by as much as the intervals show):"
    )
    yield Items(tuple(told))


def passed(result, rows, share):
    """Where the shares found pass some share."""
    steps = [
        f"between {clauses.number(one[0])} and {clauses.number(other[0])}"
        for one, other in zip(rows, rows[1:], strict=False)
        if (one[1] >= share) != (other[1] >= share)
    ]
    if len(steps) > 2:
        return f"{clauses.given_share(share)}: at {len(steps)} places."
    level = "above" if rows[0][1] >= share else "below"
    none = f"nowhere; it is {level} that at each value played"
    return f"{clauses.given_share(share)}: {words.listed(steps) or none}."


def changes(result):
    """Other luck, and other shares: how far the value could move."""
    found = crossings(result)
    if not found:
        yield Paragraph(
            f"No value that was played changes whether {happens(result)}. Where the interval of a "
            "share in the table holds the share asked for, other luck could; what is outside the "
            "range was not looked at."
        )
        return
    yield Paragraph(
        "Other luck could have put the value elsewhere; these are the values at which the interval "
        "of the share holds what is asked for:"
    )
    yield Items(tuple(moved(row) for row in found))


def moved(row):
    """How far luck could move a crossing."""
    value = clauses.number(number(row["value"]))
    low, high = end(row, "low"), end(row, "high")
    beyond = any(csv_files.truth(row[f"{name}_open"]) for name in ("low", "high"))
    so = " It reaches beyond the range searched, so that how far is not told." if beyond else ""
    return f"{value}: from {low} to {high} (95 % interval).{so}"


def limits(result):
    """What to bear in mind of a value like this."""
    yield (
        "One parameter was set to other values and all else left as it is in the scenario, ranges "
        "that it draws from included: under other premises the value is another."
    )
    yield (
        "The value is one at which the share of these runs passes what is asked for. Its interval "
        "covers their luck alone, and there may be more such values outside the range searched."
    )
    if result.runs == 1:
        yield "One run of each value shows what can happen, and not how often."
