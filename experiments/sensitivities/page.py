"""A sensitivity analysis in plain words, made from its numbers."""

import math

from experiments import console
from experiments.sensitivities import figures, said, varied
from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from experiments.sensitivities.finding import MAIN, unclear
from experiments.sweeping.factors import DECISION
from sim import words
from sim.markdown import table
from sim.sensitivity import seeds, sobol


def page(composed, asked, whole, drawn, command):
    """The page, as Markdown."""
    lines = [f"# Sensitivity: {said.CALLED[asked.method]} of `{composed.scenario.name}`\n"]
    lines += [*head(composed, asked, whole, command), "\n## Factors\n", factors(composed, asked)]
    for one in whole.outcomes:
        lines.append(f"\n## {one.words[0].upper()}{one.words[1:]} (`{one.name}`)\n")
        if one.name in drawn:
            name = figures.stem(asked.method, one.name)
            lines.append(f"![What moves: {one.words}](figures/{name}.png)\n")
        lines += OUTCOME[asked.method](asked, one)
    lines += ["\n## How it was done\n", how(asked)]
    return "\n".join(lines).rstrip() + "\n"


def head(composed, asked, whole, command):
    """What was played, and on which luck."""
    runs, size = composed.settings.runs, asked.plan.size
    yield f"Made by `{command}`; do not edit. Statements about a model {reading()}.\n"
    yield (
        f"{console.count(len(asked.factors), 'factor')}, {console.count(size, 'point')}, "
        f"{console.count(runs, 'run')} of each, {console.count(runs * size, 'run')} in all, seed "
        f"{composed.settings.seed}.\n"
    )
    blocks = seeds.blocks_of(runs)
    drawn = {SOBOL: "points", MORRIS: "trajectories"}.get(asked.method)
    if drawn:
        yield said.LUCK[asked.luck].format(points=drawn, blocks=blocks)
    else:
        yield tornado_luck(asked)
    for name, missing in whole.left_out.items():
        yield (
            f"\n`{name}` is left out: {missing:,} of {runs * size:,} runs have no such number, and "
            "an expected outcome must exist at every point."
        )


def tornado_luck(asked):
    """What luck the settings of a tornado see."""
    if asked.is_common:
        return (
            "**Luck is common**: each setting is compared with the base case on the same seeds, "
            "run by run."
        )
    return (
        "**Luck is independent**: each setting has seeds of its own, so that differences hold the "
        "noise of both; common luck gives narrower intervals wherever pairs go together."
    )


def reading():
    """How everything on the page is to be read."""
    return words.NOT_A_FORECAST


def factors(composed, asked):
    """The table of factors."""
    rows = []
    for one in asked.factors:
        meaning = varied.meaning(composed.scenario, one.key) or "a choice of files"
        usual = varied.base(composed.scenario, one.key)
        over = varied.over(one, varied.played(asked.plan.choices, one))
        rows.append((f"`{one.key}`", one.role, meaning, over, usual or ""))
    return table(("factor", "role", "meaning", "over", "base case"), rows)


def of_sobol(asked, one):
    """An outcome: how much of it is luck, and which factors move its expectation."""
    luck = one.luck
    mean = words.percent(luck.mean) + " of runs" if one.is_share else f"{luck.mean:.3g} {one.unit}"
    over = f"Over the {2 * len(asked.quantiles):,} points that were drawn (each other one combines"
    if math.isnan(luck.share):
        yield f"{over} two of these): {mean}. It is the same in every run, and nothing moves it."
        return
    share = f"{words.percent(luck.share)} ({words.percent_range(luck.low, luck.high)})"
    yield (
        f"{over} two of these): {mean}. Of the variance of single runs there {share} is luck, and "
        "the rest follows from the factors. The indices divide that rest.\n"
    )
    if not luck.seen:
        yield "The factors together are not seen to move it: noise alone could be all of it."
        return
    yield from groups(asked, one, "the total index is not surely above 0")
    yield from too_few(one)
    yield acting_alone(*luck.alone)
    yield numbers(one, (sobol.TOTAL, sobol.FIRST))
    pairs = [row for row in one.rows if row.index == sobol.SECOND]
    if pairs:
        yield from together(pairs)


def too_few(one):
    """A warning of indices that cannot be, and of ones hardly narrowed down."""
    doubts = list(said.doubts(one.rows))
    if doubts:
        yield (
            f"\n**Too few points or runs for this outcome.** {' '.join(doubts)} Play more points "
            "or runs."
        )


def acting_alone(value, low, high):
    """How much of the variance factors account for each by itself."""
    together = (
        "the rest comes from factors acting together"
        if high < 1.0
        else "the sum alone does not show whether factors act together"
    )
    return (
        f"\nAll first-order indices add up to {value:.2f} ({low:.2f} to {high:.2f}); {together}.\n"
    )


def together(pairs):
    """Pairs of factors whose interval leaves out zero."""
    clear = sorted((row for row in pairs if row.low > 0.0), key=lambda row: -row.value)
    if not clear:
        yield f"\nOf {len(pairs)} pairs of factors none is seen to act together beyond their own."
        return
    yield f"\nPairs seen to act together, {len(clear)} of {len(pairs)} (each interval by itself):\n"
    yield table(
        ("pair", "second order", "95 % interval"),
        [(f"`{row.factor}`", f"{row.value:.3f}", said.interval(row)) for row in clear], "lrr",
    )  # fmt: skip


def of_morris(asked, one):
    """An outcome: which factors have effects, and which vary."""
    yield from groups(asked, one, "mu* is not surely above 0")
    yield ""
    yield numbers(one, ("mu_star", "mu", "sigma"))


def of_tornado(asked, one):
    """An outcome: what each setting does to it."""
    if one.effects:
        first = one.effects[0].difference.first
        base = words.percent(first) + " of runs" if one.is_share else f"{first:.3g} {one.unit}"
        yield f"At the base case: {base}.\n"
    yield from groups(asked, one, "every interval holds 0")
    yield ""
    scale = 100.0 if one.is_share else 1.0
    order = {row.factor: place for place, row in enumerate(one.ranked(MAIN[TORNADO]))}
    rows = []
    for effect in sorted(one.effects, key=lambda effect: order[effect.factor]):
        found = effect.difference
        low, high = scale * found.low, scale * found.high
        rows.append(
            (f"`{effect.factor}`", varied.value(effect.setting), f"{scale * found.value:+.3g}",
             f"{low:+.3g} to {high:+.3g}")
        )  # fmt: skip
    unit = "points of a hundred runs" if one.is_share else one.unit
    yield table(("factor", "set to", f"difference [{unit}]", "95 % interval"), rows, "lrrr")


def groups(asked, one, why):
    """The order of factors as far as there is one, in sentences."""
    ranked = one.ranked(MAIN[asked.method])
    for group in range(1, 1 + max(row.group for row in ranked)):
        own = [row for row in ranked if row.group == group]
        first = 1 + sum(row.group < group for row in ranked)
        names = words.listed([named(row) for row in own])
        if len(own) == 1:
            yield f"- Rank {first}: {names}."
            continue
        span = f"{first} to {first + len(own) - 1}"
        within = list(sure(own))
        order = "cannot all be told apart" if within else "cannot be told apart"
        yield f"- Ranks {span} **{order}**: {names}."
        yield from within
    none = [f"`{key}`" for key in unclear(one, ranked)]
    if none:
        verb = "is" if len(none) == 1 else "are"
        yield (f"- {words.listed(none)} {verb} not told apart from no effect at all ({why}).")


def sure(own):
    """What is sure of the order within a group, a line for all that stand above the same."""
    keys = [row.factor for row in own]
    over = {}
    for row in own:
        below = tuple(key for key in keys if key in row.above)
        if below:
            over.setdefault(below, []).append(f"`{row.factor}`")
    for below, names in over.items():
        stand = "stands" if len(names) == 1 else "stand"
        under = words.listed([f"`{key}`" for key in below])
        yield f"  - Sure all the same: {words.listed(names)} {stand} above {under}."


def named(row):
    """A factor with its number, and the ranks that it may have."""
    what = "decision" if row.role == DECISION else "uncertainty"
    return f"`{row.factor}` ({what}, {console.number(row.value)})"


def numbers(one, indices):
    """The table of indices, a row a factor."""
    beside = {(row.factor, row.index): row for row in one.rows}
    rows = []
    for row in one.ranked(indices[0]):
        cells = [f"`{row.factor}`", row.role, figures.ranks(row)]
        for index in indices:
            own = beside[row.factor, index]
            value, low, high = map(console.number, (own.value, own.low, own.high))
            cells.append(f"{value} ({low} to {high})")
        rows.append(cells)
    heads = [name.replace("mu_star", "mu*").replace("_", " ") for name in indices]
    return table(("factor", "role", "rank", *heads), rows, "llr" + "r" * len(indices))


def how(asked):
    """How it was done."""
    return said.how(asked.method, asked.is_common)


OUTCOME = {SOBOL: of_sobol, MORRIS: of_morris, TORNADO: of_tornado}
