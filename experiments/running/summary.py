"""The summary of a result in plain words, with what happened beside it where there is a record."""

import textwrap

from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from experiments import console, provenance
from experiments.running import agreed
from sim import words

CAVEAT = (
    "This is not a forecast: runs of a model were counted, and other assumptions give other "
    "counts. Both sides decide by the same rules; what differs is what each owes and the numbers "
    "that configs/ assumes for each."
)


OF_TALKS = (
    "This is not a forecast: runs of a model were counted, and other wishes give other counts. "
    "Both sides decide by the same rules; what differs is what each wants."
)


def show(screen, composed, found, folder):
    """Print the summary; where nothing is to be carried out, it is about the talks alone."""
    carried_out = bool(composed.scenario.premises.obligations)
    screen.print()
    screen.print(composed.scenario.title, style="bold")
    if carried_out:
        show_truce(screen, composed, found)
    else:
        show_talks(screen, composed, found, folder)
    screen.print()
    caveat = CAVEAT if carried_out else OF_TALKS
    screen.print(f"{caveat} {assumptions(folder)}".rstrip(), style="italic")
    screen.print(f"Files: {folder}", soft_wrap=True)


def show_truce(screen, composed, found):
    """What became of the truce, and the median run."""
    scenario, settings = composed.scenario, composed.settings
    screen.print(f"Scenario {scenario.called}, seed {settings.seed}")
    screen.print(f"In how many of {console.count(settings.runs, 'run')} under these assumptions:")
    screen.print(table(scenario, found))
    screen.print()
    for line in medians(scenario, found):
        screen.print(line)


def show_talks(screen, composed, found, folder):
    """What was agreed, what it was worth, and how long it took."""
    for line in agreed.lines(composed, found, folder):
        screen.print(line)
    if found["rounds_to_an_agreement"].of:
        for line in agreements(composed.scenario, found):
            screen.print(line)


def assumptions(folder):
    """How many of the numbers played rest on assumption, in a sentence."""
    shares = (provenance.read(folder) or {}).get("assumed")
    if not shares:
        return ""
    files, defaults = shares["numbers_in_files"], shares["defaults"]
    return (
        f"Of the {files['of']:,} numbers in the scenario's files {files['assumed']:,} rest on "
        f"assumption, as do {defaults['assumed']} of {defaults['of']} defaults "
        "(docs/parameters.md)."
    )


class Label:
    """The words of a row, set in under its title; what does not fit on a line is set in deeper."""

    def __init__(self, text):
        self.text = text

    def __rich_measure__(self, console, options):
        """How wide the words may be."""
        return Measurement(2 + max(map(len, self.text.split())), 2 + len(self.text))

    def __rich_console__(self, console, options):
        """The lines of the words."""
        lines = textwrap.wrap(
            self.text, options.max_width, initial_indent="  ", subsequent_indent="    "
        )
        yield Text("\n".join(lines))


def table(scenario, found):
    """Counts, section by section, with what happened beside them where there is a record."""
    happened = record_of(scenario)
    shown = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    shown.add_column()
    shown.add_column(justify="right", no_wrap=True)
    shown.add_column(justify="right", no_wrap=True)
    if happened:
        shown.add_column()
    headings = [
        f"of {found['standing_at_horizon'].of:,}",
        "95 % interval",
        *(["the record"] if happened else []),
    ]
    for title, rows in sections(scenario, found):
        shown.add_row()
        shown.add_row(title, *headings, style="bold")
        headings = []
        for name, text in rows:
            beside = [happened.get(name, "")] if happened else []
            shown.add_row(Label(text), *counted(found[name]), *beside)
    return shown


def sections(scenario, found):
    """(title, rows) of the table; a row is the name of a number and words for it."""
    checked = scenario.premises
    end = checked.first_phase.length
    yield "The truce", list(truce(checked, found, end))
    goods = [name for name in found if name.startswith("all_") and name not in talks(scenario)]
    if goods:
        owed = [(name, good_of(name, scenario)) for name in goods]
        yield f"Delivered in full by day {end}", owed
    causes = [name for name in found if name.startswith("ended_by_") and found[name].count]
    yield "How runs ended", [(name, cause_of(name)) for name in causes]
    if found["standing_at_horizon"].count < found["standing_at_horizon"].of:
        resumed = resumptions(scenario)
        yield "Who resumed fighting", [row for row in resumed if row[0] in found]


def resumptions(scenario):
    """The rows about who resumed fighting; they add up to the runs in which it resumed."""
    for key, name in zip(scenario.premises.parties, scenario.parties, strict=True):
        yield f"resumed_by_{key}", name
    yield "resumed_by_both", "both on one day"
    yield "resumed_by_nobody", "no side: the truce ran out"  # a result of before has no such row


def truce(checked, found, end):
    """The rows about the truce."""
    yield "standing_after_phase_1", f"stands after phase 1 (day {end})"
    yield "standing_at_horizon", f"stands at the end (day {checked.calendar.horizon})"
    if checked.talks.protocol != "no_talks" or found["talks"].count:
        yield "talks", "talks on the next phase begin"
        yield "agreement", "agreement on the next phase"


def talks(scenario):
    """Numbers about delegations: the rows about talks say the same."""
    return {
        f"all_{scenario.goods[name].good}_by_end_of_phase_1"
        for name, item in scenario.premises.obligations.items()
        if item.kind == "talks"
    }


def good_of(name, scenario):
    """A good in words, and who owes it."""
    owed_by = ", ".join(scenario.parties[slot] for slot in sorted(debtors(name, scenario)))
    return f"{words.good(good_in(name))} ({owed_by})"


def good_in(name):
    """The good in the name of a number about one."""
    return name.removeprefix("all_").removesuffix("_by_end_of_phase_1")


def debtors(name, scenario):
    """The places of the parties that owe a good, by the name of a number about it."""
    items, good = scenario.premises.obligations, good_in(name)
    return {items[key].by for key, words_ in scenario.goods.items() if words_.good == good}


def cause_of(name):
    """A cause in words."""
    return words.cause(name.removeprefix("ended_by_"))


def counted(number):
    """A share as a count, which is of all runs, and its interval."""
    ends = words.percent_range(number.low, number.high) if number.of > 1 else ""
    return f"{number.count:,}", ends


def medians(scenario, found):
    """The median run, in sentences."""
    record = scenario.record
    crises = found["crises_a_run"]
    text = f"Crises in a run: {between(crises)}"
    if record.get("crises"):
        text += f"; in the record {len(record['crises'])} by day {record['last_day']}"
    yield text + "."
    if found["rounds_to_an_agreement"].of:
        yield from agreements(scenario, found)
    resumed = found["day_fighting_resumed"]
    if resumed.of:
        text = f"Where fighting resumed, it did on day {between(resumed)}"
        yield text + (f"; in the record day {record['last_day']}." if fell(scenario) else ".")


def agreements(scenario, found):
    """What was agreed, in a sentence; a side's best deal is worth 1 point to it."""
    rounds = found["rounds_to_an_agreement"]
    worths = [
        f"{points(found[f'worth_of_agreement_to_{key}'])} to {name}"
        for key, name in zip(scenario.premises.parties, scenario.parties, strict=True)
    ]
    yield (
        f"Where terms were agreed, they were worth {' and '.join(worths)}; "
        f"rounds of talks: {between(rounds)}."
    )


def points(number):
    """A median of points and the central runs."""
    if number.of == 1 or number.low == number.high:
        return f"{number.value:.2f} points"
    return f"{number.value:.2f} points ({number.low:.2f} to {number.high:.2f} in nine of ten)"


def between(number):
    """A median and the central runs."""
    low, middle, high = (round(value) for value in (number.low, number.value, number.high))
    if number.of == 1:
        return f"{middle}"
    return f"{middle} in the median run, {low} to {high} in nine of ten"


def fell(scenario):
    """True if the record ends with fighting before the horizon."""
    last = scenario.record.get("last_day")
    return bool(last) and last < scenario.premises.calendar.horizon


def record_of(scenario):
    """What happened, by the name of the number it stands beside; empty without a record."""
    record, checked = scenario.record, scenario.premises
    if not record:
        return {}
    found = {}
    end = checked.first_phase.length
    if fell(scenario):
        last = record["last_day"]
        found["standing_after_phase_1"] = "yes" if last > end else f"no, day {last}"
        found["standing_at_horizon"] = f"no, until day {last}"
    if record.get("resumed_by"):
        found |= {name: "no" for name, _ in resumptions(scenario)}
        found[f"resumed_by_{record['resumed_by']}"] = "yes"
    if "agreed_day" in record:
        day = record["agreed_day"]
        found["agreement"] = f"day {day}" if day else "no"
    for good, deliveries in (record.get("deliveries") or {}).items():
        due = sum(
            item.amount
            for name, item in checked.obligations.items()
            if scenario.goods[name].good == good and item.phase == 1 and item.day <= end
        )
        day, came = next((entry for entry in deliveries if entry[1] >= due), deliveries[-1])
        much = "all" if came >= due else f"{came:,} of {due:,.0f}"
        found[f"all_{good}_by_end_of_phase_1"] = f"{much}, day {day}"
    return dict(stated(scenario)) | found


def stated(scenario):
    """What the record states outright of talks, and of what had not come by a day."""
    for one in (scenario.record.get("happened") or {}).values():
        if one["measure"] == "talks_day":
            yield "talks", f"day {one['value']}"
        elif one["measure"] == "delivered_by" and one["value"] is False:
            for key in (key for key in one["of"] if key in scenario.goods):
                good = scenario.goods[key].good
                yield f"all_{good}_by_end_of_phase_1", f"not by day {one['until']}"
