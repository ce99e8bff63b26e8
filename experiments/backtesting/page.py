"""The page of a backtest, in plain words."""

import numpy as np

from experiments.backtesting import cases, designs, frozen, replaying, said
from experiments.backtesting import told as told
from experiments.backtesting.tables import coverage, row, score_tables, table
from sim import happened, measures, pairs, words
from sim.scores import CENTRAL, bands

HEAD = """# The model beside what happened

Made by `python -m experiments.backtest runs={runs} seed={seed} page=docs/backtest.md`; do not
edit. Every number is a count over {runs:,} runs of a model {caveat}.

Two truces are played again and laid beside the record: January 2025 from what was known on day
{known} and from its first day, and November 2023. **Days {first} to {last} of January 2025 are
called retrospective, never out of sample**: {fitted}.
November 2023 and days 1 to {known} are **in-sample**: calibration looked at them.

{covered}

The patterns looked for:

{patterns}
"""
KNEW = """## What the first case knows that nobody knew on day {known}

{what}

{learnt}

{people}
"""
SCORES = """## Scores, outcome by outcome

{scored}

Beside it stand two baselines, where there is one, and the runs' score less theirs (negative: the
runs were nearer). **{anecdote}**

- *Base rate.* {base_rate}
- *Constant hazard.* {constant}
"""


def page(found):
    """The page, as Markdown."""
    of = days(found)
    titles = "\n".join(f"{number}. {one.title};" for number, one in happened.PATTERNS.items())
    lines = [
        HEAD.format(
            runs=found.runs,
            seed=found.seed,
            caveat=words.NOT_A_FORECAST,
            patterns=titles.removesuffix(";") + ".",
            covered=said.COVERED,
            fitted=said.FITTED,
            **of,
        )
    ]
    lines += each_case(found)
    learnt = ";\n".join(f"- {text}" for text in said.LEARNT_LATER) + "."
    what = f"{said.NOT_GIVEN} {said.KNEW.format(known='day {known}'.format(**of))}"
    lines.append(KNEW.format(what=what, learnt=learnt, people=said.BY_PEOPLE, **of))
    lines += retrospective(found)
    lines += scores(found)
    lines += shock(found)
    lines += whole(found)
    lines += designs.section(found)
    lines += fitted()
    lines += missed(found)
    return "\n".join(lines).rstrip() + "\n"


def days(found):
    """The days that the page speaks of: the last that was known, the first scored, the last."""
    played = found.cases[cases.RETROSPECTIVE]
    first, last = played.first_day, played.scenario.record["last_day"]
    return {"known": first - 1, "first": first, "last": last}


def each_case(found):
    """What was played."""
    yield "## What was played\n"
    rows = [
        row(f"`{name}`", one.case.words, f"`{one.case.scenario}`", given(one), len(one.outcomes))
        for name, one in found.cases.items()
    ]
    head = ["case", "its scores are", "scenario", "later events given", "outcomes"]
    yield from table(head, rows, texts=4)


def given(played):
    """The dated changes that a case has as inputs."""
    changed = [
        f"{key} (day {change['day']})"
        for change in played.composed.premises["changes"]
        for key in change["set"]
    ]
    return ", ".join(changed) or "none"


def retrospective(found):
    """January 2025 from what was known when its talks fell due."""
    entries, known = found.coverage[cases.RETROSPECTIVE], days(found)["known"]
    yield f"## January 2025 from what was known on day {known} (retrospective)\n"
    yield "![Each outcome beside the runs](figures/backtest_patterns.png)\n"
    yield from coverage(entries)
    yield "![Hostages and the state of the truce, day by day](figures/backtest_days.png)\n"
    yield inside(found.cases[cases.RETROSPECTIVE])


def inside(played):
    """On how many days of phase 1 the living hostages so far lie inside the runs."""
    first, last = played.first_day, measures.first_phase(played.scenario)
    known = played.scenario.record["deliveries"]["hostages"]
    along = range(first, last + 1)
    record = [max(amount for day, amount in known if day <= today) for today in along]
    low, _, high = bands(played.hostages[:, first : last + 1])
    within = int(((low <= record) & (record <= high)).sum())
    return (
        f"The living hostages so far lie inside the {CENTRAL} of runs at the end of {within} of "
        f"the {len(along)} days from {first} to {last}; a day that follows another is no new "
        "test.\n"
    )


def scores(found):
    """The scores of the retrospective case, and of November 2023."""
    played = found.cases[cases.RETROSPECTIVE]
    known = happened.read_baselines(played.scenario.record)
    day = days(found)["known"]
    yield SCORES.format(
        scored=said.SCORED,
        anecdote=said.ANECDOTE,
        base_rate=told.base_rate(known, day),
        constant=told.constant_hazard(known, day),
    )
    yield "### January 2025, days {first} to {last} (retrospective)\n".format(**days(found))
    yield from score_tables(found, cases.RETROSPECTIVE)
    yield "### November 2023 (in-sample)\n"
    yield from score_tables(found, cases.NOVEMBER)
    yield "Scores of the other cases are in `scores.csv`.\n"


def shock(found):
    """Pattern 10: the same luck with and without the proposal, and with all that came with it."""
    yield "## Given what came on days 17 and 18\n"
    yield (
        "The same runs, on the same luck, with later events as inputs: the proposal of day 17 to "
        "move residents out alone (J25E029), and with it the meeting and the Saudi reply "
        "(J25E028, J25E030). What happened: exchanges went on, and positions moved. Differences "
        "are paired, with 95 % intervals; what each case covers is in `coverage.csv`.\n"
    )
    base = found.cases[cases.RETROSPECTIVE]
    day = base.outcomes["exchanges_go_on"].until
    rows = []
    for case in (cases.PROPOSAL, cases.CONDITIONAL):
        other = found.cases[case]
        for name in ("exchanges_go_on", "all_33_by_day_42", "agreement_by_day_84"):
            rows.append(share_row(case, base, other, name))
        for slot, party in enumerate(base.scenario.parties):
            for name, course in (("staying", "staying"), ("outside", "leaving")):
                label = f"{party}'s worth of {course}, day {day}"
                rows.append(mean_row(case, label, *worths(base, other, name, day, slot)))
    head = ["case", "outcome", "without", "with", "difference", "95 % interval"]
    yield from table(head, rows)


def share_row(case, base, other, name):
    """The paired difference of a yes or no."""
    found = pairs.shares(base.values[name] > 0, other.values[name] > 0)
    return row(
        f"`{case}`", base.outcomes[name].label, words.percent(found.first),
        words.percent(found.second), f"{100 * found.value:+.1f} points",
        f"{100 * found.low:+.1f} to {100 * found.high:+.1f}",
    )  # fmt: skip


def worths(base, other, name, day, slot):
    """A worth to a side on a day, without and with; nan in runs that are over by then."""
    for one in (base, other):
        going_on = np.isin(one.states[:, day - 1], replaying.TRUCE)
        yield np.where(going_on, one.worth[name][:, day - 1, slot], np.nan)


def mean_row(case, label, first, second):
    """The paired difference of a number, over the runs that have it in both."""
    found = pairs.means(first, second)
    return row(
        f"`{case}`", label, f"{found.first:.3f}", f"{found.second:.3f}", f"{found.value:+.3f}",
        f"{found.low:+.3f} to {found.high:+.3f}",
    )  # fmt: skip


def whole(found):
    """January 2025 from day 1, and November 2023."""
    yield "## January 2025 from day 1\n"
    yield (
        "`january_2025` as it stands, for the patterns that are about all days of phase 1. Days 1 "
        f"to {days(found)['known']} are in-sample, the rest retrospective.\n"
    )
    yield from coverage(found.coverage[cases.FROM_DAY_1])
    yield "## November 2023 (in-sample)\n"
    yield f"{said.ALIKE}\n"
    yield from coverage(found.coverage[cases.NOVEMBER])


def fitted():
    """What was fitted, and to what."""
    yield "## What was fitted, and to what\n"
    names = words.listed(f"`{name}`" for name in frozen.parameters())
    last = frozen.inputs()["january_2025"]["observed_by"]
    inputs, values = frozen.digest(frozen.inputs()), frozen.digest(frozen.values())
    yield (
        f"Calibration fits {names}, to what was seen of November 2023 and of days 1 to {last} of "
        f"January 2025 (`configs/calibration/{frozen.SHIPPED}.yaml`; digest `{inputs}`). Their "
        f"values in the scenarios have the digest `{values}`. A test holds the pair together: "
        "neither changes without the other unless somebody says so.\n"
    )


def missed(found):
    """The outcomes that the runs do not cover, or mostly had otherwise, and what that tells."""
    yield "## What is not covered, and what that tells\n"
    outside, otherwise = [], []
    for case in (cases.RETROSPECTIVE, cases.FROM_DAY_1, cases.NOVEMBER):
        for entry in found.coverage[case]:
            line = f"- **{entry.one.label}** (`{case}`): {told.beside(entry)} {told.lesson(entry)}"
            if not entry.covered:
                outside.append(line)
            elif told.rarely(entry):
                otherwise.append(line)
    yield f"{said.EDGE}\n"
    yield f"Outside the {CENTRAL} of runs:\n"
    yield from outside or ["- none."]
    yield "\nCovered, but most runs did otherwise:\n"
    yield from otherwise or ["- none."]
    yield f"\n{told.wide(found.coverage[cases.RETROSPECTIVE])}"
    yield f"\n{said.NOT_MEASURED}\n"
