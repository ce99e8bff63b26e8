"""What a report says of the value of a parameter at which an outcome passes a share of runs."""

import re

from experiments import arguments, summaries
from experiments.csv_files import number
from experiments.discovering import clauses
from experiments.discovering.asked import ABOVE
from experiments.reporting import formats, varying
from experiments.sensitivities import varied
from sim import naming, values, words
from sim.report.document import Column, Items, Paragraph, Table

OTHER = (-0.1, -0.05, 0.05, 0.1)  # shares beside the one asked for


def is_search(result):
    """True if one value was searched, and no conditions."""
    return "discover" in result.config


def asked(result):
    """The settings of the search."""
    return result.config["discover"]


def called(result):
    """The parameter as a noun."""
    key = asked(result)["find"]
    return f"{naming.article(key)}{naming.called(result.scenario, key)}"


def happens(result):
    """What is sought of the outcome."""
    side = "at least" if asked(result)["side"] == ABOVE else "at most"
    share = asked(result)["share"]
    return (
        f"{result.words(asked(result)['outcome'])} in {side} {clauses.given_share(share)} of runs"
    )


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


def between(result):
    """The ends of the range that was searched, in words."""
    ends = arguments.listed("between", asked(result)["between"])
    return [clauses.number(float(one)) for one in ends]


def response(result):
    """The values that were played, in order."""
    return result.rows("response.csv")


def crossings(result):
    """Where the share passes what is asked for."""
    return result.rows("crossings.csv")


def scenarios(result):
    """What was varied, and what was drawn anew in each run."""
    key = asked(result)["find"]
    low, high = between(result)
    entries = [
        varying.Varied(
            (key,), naming.called(result.scenario, key), "searched",
            varied.meaning(result.scenario, key), f"{low} to {high}", varying.usual(result, key),
        )
    ]  # fmt: skip
    for other, spread in (result.config.get("averaged_over") or {}).items():
        entries.append(
            varying.Varied(
                (other,), naming.called(result.scenario, other), "drawn anew in each run",
                varied.meaning(result.scenario, other), values.shown(spread), None,
            )
        )  # fmt: skip
    table = varying.table(result, entries)
    yield table._replace(note="In the scenario: what it stands at where it is not searched.")
    yield Paragraph(f"All other premises are those of `{result.scenario.name}` at every value.")


def headline(result):
    """The value with its interval, or that there is none; every share on the grid."""
    first, *rest = said(result)
    yield Paragraph(first, strong=True)
    if rest:
        yield Paragraph(" ".join(rest))
    found = crossings(result)
    if len(found) > 1:
        yield crossed(result, found)
    yield grid(result)


def said(result):
    """The sentences that the command said of what it found."""
    text = (result.folder / summaries.FILE).read_text(encoding="utf-8")
    return re.split(r"(?<=\.) (?=[A-Z`])", text.partition("\n")[0].strip())


def crossed(result, found):
    """Where the share passes what is asked for, as a table."""
    rows = tuple(
        (number(row["value"]), end(row, "low"), end(row, "high"),
         "rises" if row["rising"].lower() == "true" else "falls")
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
    if row[f"{name}_open"].lower() != "true":
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
        Column(f"{head} [{unit}]" if unit else head, clauses.number, True),
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
    beyond = any(row[f"{name}_open"].lower() == "true" for name in ("low", "high"))
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
