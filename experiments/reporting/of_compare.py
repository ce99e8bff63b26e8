"""What a report says of scenarios set side by side on the same luck."""

import collections
import math
import statistics

from experiments.commands import key
from experiments.comparing import told as compared
from experiments.reporting import formats, impossible
from experiments.reporting.comparison import beside, differing
from experiments.reporting.comparison.differences import (
    alike,
    by_scenario,
    rows,
    sentence,
    short,
    tables,
)  # fmt: skip
from sim import parting, words
from sim.report.document import Column, Items, Paragraph, Section, Table

MOST_PARTED = 3  # manners of parting that are named
FEW = 10  # runs that differ; a difference that rests on fewer is counted
SO, UNCLEAR, OPEN = "as expected", "no clear difference", "cannot be told"  # of an expectation
SMALL, TENTH = 0.05, 0.1  # differences up to here count as the same, if all of an interval is
EXPECTED = (
    f"Expected the same: as expected where the whole interval lies within {100 * SMALL:.0f} points "
    "of zero, of a mean within a tenth of the base's; where it reaches further and is not clear of "
    "luck, it cannot be told. Of what not every run has, only runs that have it in both scenarios "
    "are compared."
)
NONE_DIFFER = (
    "{scenarios} in no premise from `{base}`, so that no run can differ: there is no difference to "
    "tell, and more runs would show none."
)
ONE = (
    "Of each scenario one run was played: a difference shows what can happen, has no interval, and "
    "tells nothing of how often."
)


# -- the question and what was set side by side ----------------------------------------------------


OWN = ("scenarios", "compare", "runs", "seed", "outcomes", "days", "names", "--config-dir")


def title(result):
    """What the report is called."""
    if result.config.get("title"):
        return result.config["title"]
    base, *others = result.config["scenarios"]
    if len(others) == 1:
        return f"{others[0]} beside {base}"
    return f"{words.capital(number(len(others)))} scenarios beside {base}"


def number(many):
    """A small number in a word."""
    small = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return small[many] if many < len(small) else str(many)


def question(result):
    """What is asked."""
    base, *others = result.config["scenarios"]
    named = words.listed([f"`{one}`" for one in others])
    yield Paragraph(
        f"What changes if {named} {'is' if len(others) == 1 else 'are'} played in place of "
        f"`{base}`? {words.count(result.runs)} of each scenario {was(result.runs)} played, run by "
        "run on the same luck, so that what differs between two runs of one number is the scenario."
    )


def was(many):
    """The verb for so many."""
    return "was" if many == 1 else "were"


def scenarios(result):
    """The scenarios, by what is different in them and nothing else."""
    held = result.config["scenarios"]
    yield Items(tuple(f"`{name}`: {one.get('title') or name}." for name, one in held.items()))
    base = next(iter(held))
    found = differing.table(
        result.named("scenarios"), "All premises in which the scenarios differ", result.scenario,
        tuple(held), tuple(held.values()),
    )  # fmt: skip
    if found is None:
        yield Paragraph("The scenarios differ in no premise, so that no run can differ.")
        return
    yield found
    shared = [text for text in result.provenance["command"][1:] if key(text) not in OWN]
    if shared:
        told = words.listed([f"`{text}`" for text in shared])
        yield Paragraph(f"Set by the command in every scenario, `{base}` among them: {told}.")
    yield Paragraph(f"All other premises are those of `{base}` in every scenario.")
    if impossible.without_talks(held[base]):
        without = [f"`{name}`" for name, one in held.items() if impossible.without_talks(one)]
        yield Paragraph(impossible.WITHOUT_TALKS.format(where=words.listed(without)))
    yield from together(held)
    yield from expectations(result)


def together(held):
    """Which scenarios change several premises: what they bring is not due to any one of them."""
    base, *others = held.items()
    many = {name: len(list(differing.between([base[1], one]))) for name, one in others}
    several = [f"`{name}` ({count})" for name, count in many.items() if count > 1]
    if several:
        yield Paragraph(
            f"Several premises are changed at once by {words.listed(several)}: a difference is due "
            "to all of them together, and shows nothing of any one by itself."
        )


def expectations(result):
    """What was expected of the scenarios before the runs, beside what came."""
    found = {(row.scenario, row.outcome): row for row in rows(result)}
    shown = []
    for name, held in result.config["scenarios"].items():
        for outcome, wanted in (held.get("expected") or {}).items():
            row = found.get((name, outcome))
            if row is not None:
                went = verdict(row, wanted["direction"])
                told = (wanted["direction"], went, wanted["because"])
                shown.append((f"`{name}`", words.capital(row.label), *told))
    if shown:
        heads = ("Scenario", "Outcome", "Expected", "Came", "Why, as written before the runs")
        caption = "What was expected of a scenario beside its base, and whether it came so"
        yield Paragraph(came([row[3] for row in shown]))
        columns = tuple(map(Column, heads))
        yield Table(result.named("expected"), caption, columns, tuple(shown), EXPECTED)


def came(verdicts):
    """How many expectations came, in a sentence."""
    so, unclear, left = (verdicts.count(one) for one in (SO, UNCLEAR, OPEN))
    others = len(verdicts) - so - unclear - left
    told = (
        (so, "came as expected"), (others, "came otherwise"), (left, "cannot be told"),
        (unclear, "went no way that is clear of luck"),
    )  # fmt: skip
    parts = [f"{many:,} {what}" for many, what in told if many]
    return f"Of {words.count(len(verdicts), 'expectation')} {words.listed(parts)}."


def verdict(row, wanted):
    """Whether a difference went the way that was expected, in words.

    That none is clear of luck does not show that there is none: a few runs would always do.
    """
    if not row.has_interval or (wanted == "same" and not row.is_clear and not is_small(row)):
        return OPEN
    went = "same" if not row.is_clear else "up" if row.difference > 0 else "down"
    if went == wanted:
        return SO
    return UNCLEAR if went == "same" else f"otherwise: {went}"


def is_small(row):
    """True if the whole interval of a difference lies near to none."""
    most = SMALL if row.is_share else TENTH * abs(row.first)
    return -most <= row.low <= row.high <= most


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """Differences with their intervals, in words and as tables; levels after them."""
    found = rows(result)
    same = alike(result)
    if same:
        named = words.listed(f"`{one}`" for one in same)
        verb = words.verb(len(same), "differs", "differ")
        base = next(iter(result.config["scenarios"]))
        yield Paragraph(NONE_DIFFER.format(scenarios=f"{named} {verb}", base=base), strong=True)
    if result.runs == 1:
        yield Paragraph(ONE)
    for name, own in by_scenario(found).items():
        yield Section(f"`{name}` beside `{own[0].base}`", tuple(told(result, own)))
    if found:
        yield Section("All differences, and the levels", tuple(tables(result, found)))


def told(result, own):
    """One scenario's differences in sentences: the main one, clear ones, those that are not."""
    told = [row for row in compared.shown(own) if row.is_known]
    main = foremost(told)
    if main is not None:
        is_sure = main.is_clear or not main.has_interval
        unsure = "" if is_sure else " This difference is not clear of luck."
        yield Paragraph(f"{sentence(main)}{unsure}", strong=True)
    rest = [row for row in told if row is not main]
    resumed = list(beside.resumptions(result, own))
    yield from resumed
    if resumed:
        rest = [row for row in rest if row.outcome != beside.NOBODY]
    said = {row.outcome: text for row in rest if (text := bullet(row, own))}
    bullets = list(said.values())
    if len(told) < len(own):
        bullets += beside.deliveries(own, result.scenario)
    if bullets:
        yield Items(tuple(bullets))
    unclear = [row for row in rest if row.outcome not in said]
    if unclear:
        lead = "Not clear of luck" if result.runs > 1 else "In this one pair of runs"
        yield Paragraph(f"{lead}: {'; '.join(map(short, unclear))}.")
    unknown = [row.words for row in compared.shown(own) if not row.is_known]
    if unknown:
        yield Paragraph(
            f"Not to be compared, for too few runs have a number in both: {'; '.join(unknown)}."
        )


def bullet(row, own):
    """A difference that is clear of luck, with what has to stand beside it; deaths in any case."""
    of_deaths = beside.deaths(row, own) if row.outcome == beside.DEATHS else None
    return of_deaths or (beside.with_length(row, own) if row.is_clear else "")


# -- how far it can be trusted ---------------------------------------------------------------------


def foremost(found):
    """The first difference of the outcome that leads; None where there is none of the usual."""
    name = formats.foremost([row.outcome for row in found])
    return next((row for row in found if row.outcome == name), None)


def changes(result):
    """What would change the conclusion: luck, and what the scenarios share."""
    found = [row for row in rows(result) if row.is_known]
    unclear = [row for row in found if not row.is_clear]
    if not found:
        if alike(result):
            yield Paragraph("Nothing that could be played more of: the scenarios are the same.")
        return
    if result.runs == 1:
        yield Paragraph(ONE)
        yield from partings(result)
        return
    yield Paragraph(
        f"Of {words.count(len(found), 'difference')} in the tables {len(unclear):,} "
        f"{'is' if len(unclear) == 1 else 'are'} not clear of luck. Four times as many runs halve "
        f"an interval.{few(found)}"
    )
    main = foremost([row for row in found if row.has_interval])
    if main is not None:
        yield Paragraph(precision(main, found))
    yield from partings(result)


def few(found):
    """How many clear differences of shares rest on few runs, in a sentence."""
    rests = [row for row in found if row.is_share and row.is_clear and row.gained + row.lost < FEW]
    if not rests:
        return ""
    which = "1 rests" if len(rests) == 1 else f"{len(rests):,} rest"
    return f" Of those that are clear {which} on fewer than {FEW} runs in which anything changes."


def precision(main, found):
    """How far the intervals of the outcome that leads reach, from the narrowest to the widest."""
    own = [row for row in found if row.outcome == main.outcome and row.has_interval]
    halves = [50.0 * (row.high - row.low) for row in own]
    ends = list(dict.fromkeys(f"{end:.1f}" for end in (min(halves), max(halves))))
    return (
        f"With {words.count(main.runs, 'pair')} of runs a difference in whether {main.words} is "
        f"known to about {' to '.join(ends)} points to either side; one that is smaller than its "
        "own interval reaches can hardly be told from none."
    )


def partings(result):
    """Where runs part from their twins, and what parts them."""
    days, manners = collections.defaultdict(list), collections.defaultdict(list)
    same = alike(result)
    for row in result.rows("parting.csv"):
        if (
            row["scenario"] in same or row["level"] != parting.SIDES
        ):  # by any event at all most runs part on the first days
            continue
        days[row["scenario"], row["level"]].append(int(row["day"] or parting.NOT_PARTED))
    for row in result.rows("parted_by.csv"):
        told = f"{words.count(int(row['runs']))}: {row['events']}"
        manners[row["scenario"], row["level"]].append(told)
    if days:
        yield Paragraph("Where runs part from the run of the same number in the base:")
        yield Items(
            tuple(
                f"`{name}`, by {level}: {parted(own, manners[name, level])}"
                for (name, level), own in days.items()
            )
        )
        yield Paragraph(compared.COUPLING)


def parted(days, manners):
    """How many runs part, when and by what, the most frequent first."""
    whole, days = len(days), [day for day in days if day != parting.NOT_PARTED]
    if not days:
        return f"none of {words.count(whole)}."
    middle = statistics.median(days)
    return (
        f"{words.of_runs(len(days), whole)}, in the median on day {middle:.0f}. Most often "
        f"(base / this): {'; '.join(manners[:MOST_PARTED])}."
    )


def limits(result):
    """What to bear in mind of differences like these."""
    found = [row for row in rows(result) if row.is_known and row.has_interval]
    misses = 0.05 * len(found)
    if len(found) > 1:
        yield (
            f"There are {words.count(len(found), 'interval')} of 95 % in the tables of "
            f"differences, each for itself; about {misses:.0f} of so many would miss by luck alone."
        )
    ratios = [row for row in found if not math.isnan(row.ratio) and row.ratio > compared.HURTS]
    if ratios:
        hurt = "; ".join(f"{row.words} with `{row.scenario}`" for row in ratios)
        yield f"Sharing luck made the interval wider, and not narrower, for: {hurt}."
    if result.runs == 1:
        yield "One run of each scenario shows what can happen, and no difference in how often."
