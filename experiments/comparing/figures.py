"""The figures of a comparison."""

import numpy as np

from experiments.comparing.tables import parted_by
from sim import incidence, intervals, parting
from sim.plots import (
    differences,
    incidence_by_scenario,
    partings,
    phases_by_scenario,
    style,
    survival_by_scenario,
)

LONGEST = 40  # dots of a figure of differences that a page still holds
PARTS = (  # of what more dots are apart: how the name ends, and what it is of
    ("", "what becomes of the truce"),
    ("_delivered", "what is handed over"),
    ("_amounts", "days and amounts"),
)
OTHERS = 4  # figures that are none of differences
DELIVERED = "all_"  # begins the name of an outcome of what is handed over


def draw(folder, played, lines, foot, branch=""):
    """Write the figures into a folder; ``branch`` says which run all others continue, if any."""
    folder.mkdir()
    for name, shown in of_differences(played, lines):
        style.leave(differences, shown._replace(branch=branch), folder / name, foot)
    for figure, shown in drawn(played):
        style.leave(figure, shown._replace(branch=branch), folder / figure.NAME, foot)


def count(question):
    """How many figures are drawn, at most."""
    dots = len(question.outcomes) * (len(question.entries) - 1)
    return OTHERS + (1 if dots <= LONGEST else len(PARTS))


def drawn(played):
    """Each figure but those of differences with what it shows."""
    base, names = played[0], tuple(one.entry.name for one in played)
    premises, start = base.entry.scenario.premises, base.entry.scenario.start
    horizon, runs = premises.calendar.horizon, len(base.runs)
    survival = [incidence.survival(one.runs, horizon) for one in played]
    yield survival_by_scenario, survival_by_scenario.Numbers(survival, names, runs, start)
    states = [one.states for one in played]
    phases = [tuple(one.entry.scenario.premises.phases) for one in played]
    yield phases_by_scenario, phases_by_scenario.Numbers(states, phases, names, runs)
    causes = [incidence.incidences(one.runs, horizon) for one in played]
    yield incidence_by_scenario, incidence_by_scenario.Numbers(causes, names, runs)
    panels = [of_partings(one) for one in played[1:]]
    yield partings, partings.Numbers(panels, names[0], runs)


def of_differences(played, lines):
    """The figures of differences by name: one, or one for each kind where a page holds no more."""
    shares, amounts = gathered(lines)
    names, runs = tuple(one.entry.name for one in played), len(played[0].runs)
    rest = names[1:], names[0], runs
    if (len(shares) + len(amounts)) * len(rest[0]) <= LONGEST:
        yield (
            differences.NAME,
            differences.Numbers(list(shares.values()), list(amounts.values()), *rest),
        )
        return
    came = [line for name, line in shares.items() if name.startswith(DELIVERED)]
    others = [line for name, line in shares.items() if not name.startswith(DELIVERED)]
    numbers = ((others, []), (came, []), ([], list(amounts.values())))
    for (end, of), both in zip(PARTS, numbers, strict=True):
        if any(both):
            yield f"{differences.NAME}{end}", differences.Numbers(*both, *rest, of)


def gathered(lines):
    """Shares, and numbers, by outcome; those that no run has are left out."""
    shares, amounts = {}, {}
    for outcome in dict.fromkeys(line.outcome for line in lines):
        own = [line for line in lines if line.outcome == outcome]
        if not any(np.isnan(line.found.value) for line in own):
            (shares if own[0].is_share else amounts)[outcome] = line_of(own)
    return shares, amounts


def line_of(own):
    """An outcome in words with its differences, one a scenario."""
    scale = 100.0 if own[0].is_share else 1.0
    values, lows, highs = (
        scale * np.array([getattr(line.found, end) for line in own])
        for end in ("value", "low", "high")
    )
    texts = tuple(text(*ends, own[0].is_share) for ends in zip(values, lows, highs, strict=True))
    unit = own[0].unit
    label = own[0].words if own[0].is_share else f"{own[0].words} [{unit}]"
    return differences.Line(label, unit, values, lows, highs, texts)


def text(value, low, high, is_share):
    """A difference and the ends of its interval, all with as many decimals, as reports have it."""
    if is_share:
        digits = intervals.telling(low, high, intervals.USUAL)
    else:
        digits = intervals.decimals(low, high)
    value, low, high = (signed(end, digits) for end in (value, low, high))
    return f"{value} ({low} to {high})"


def signed(value, digits):
    """A number with its sign; what reads as nothing has none."""
    text = f"{value:+.{digits}f}"
    return text if float(text) else text[1:]


def of_partings(one):
    """What parts the runs of a scenario, the most frequent by themselves."""
    found = one.partings[parting.SIDES]
    events = [entry.manner for entry in parted_by(found)[: partings.MOST]]
    days = [np.array([each.day for each in found if each.manner == how]) for how in events]
    rest = [
        each.day for each in found if each.day != parting.NOT_PARTED and each.manner not in events
    ]
    if rest:
        events.append(partings.OTHERS)
        days.append(np.array(rest))
    never = sum(each.day == parting.NOT_PARTED for each in found)
    return partings.Panel(one.entry.name, events, days, never)
