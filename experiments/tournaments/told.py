"""What a tournament says on the screen: a short table, one sentence, and what was not played."""

import math

from rich.table import Table

from experiments.tournaments.tables import ALL
from sim import words
from sim.standings import BOTH

HEADS = {
    "worth": "own worth",
    "agreement": "agree",
    "rounds": "rounds",
    "nash_share": "Nash share",
}


def show(screen, scores, folder, title=""):
    """Print how the tournament ended, under its title if it has one."""
    scenario = last(scores)
    scenarios = list(dict.fromkeys(one.scenario for one in scores if one.scenario != ALL))
    ranked = ranking(scores, scenario)
    screen.print()
    if title:
        screen.print(title)
    if ranked:
        screen.print(table(scores, scenario, ranked))
    silent = without_talks(scores, scenarios)
    screen.print(sentence(ranked, scenario, scenarios, len(silent) == len(scenarios)))
    if silent and len(silent) < len(scenarios):
        screen.print(f"No talks were held in {words.listed(silent)}, where strategies do nothing.")
    rest = absent(scores, scenario)
    if rest:
        screen.print(
            f"Not ranked, for they were not played against each strategy in each scenario: "
            f"{words.listed(rest)}."
        )
    screen.print(f"Files: {folder}", soft_wrap=True)


def last(scores):
    """What is ranked: all scenarios together, or the only one."""
    return scores[-1].scenario if scores else ""


def ranking(scores, scenario):
    """The worths that decide the order in a scenario, best first."""
    found = [
        one for one in scores
        if (one.scenario, one.seat, one.measure) == (scenario, BOTH, "worth")
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.value, one.strategy))


def without_talks(scores, scenarios):
    """The scenarios in which no pairing held a round of talks."""
    held = {one.scenario for one in scores if one.measure == "rounds" and one.value > 0.0}
    return [name for name in scenarios if name not in held]


def absent(scores, scenario):
    """Strategies with a score somewhere and none there."""
    there = {one.strategy for one in scores if one.scenario == scenario}
    return [name for name in dict.fromkeys(one.strategy for one in scores) if name not in there]


def table(scores, scenario, ranked):
    """Ranks and scores, best first."""
    of = {
        (one.strategy, one.measure): one
        for one in scores
        if one.scenario == scenario and one.seat == BOTH
    }
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("rank", "strategy", *HEADS.values()):
        side = "left" if heading == "strategy" else "right"
        made.add_column(heading, justify=side, no_wrap=True)
    for one in ranked:
        cells = (cell(of[one.strategy, measure]) for measure in HEADS)
        made.add_row(str(one.rank), one.strategy, *cells)
    return made


def cell(one):
    """A score as the screen has it; the worth that is ranked with its interval."""
    if math.isnan(one.value):
        return "-"
    if one.measure == "worth" and one.runs == 1:
        return f"{one.value:.3f}"
    if one.measure == "worth":
        return f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})"
    if one.measure == "agreement":
        return words.percent(one.value)
    return f"{one.value:.1f}" if one.measure == "rounds" else f"{one.value:.2f}"


def sentence(ranked, scenario, scenarios, is_silent=False):
    """How it ended, in plain words; ``is_silent`` where no talks were held at all."""
    if not ranked:
        return "No strategy was played against each other one, so that none is ranked."
    where = f"over {len(scenarios)} scenarios" if scenario == ALL else f"in {scenario}"
    runs = words.count(ranked[0].runs)
    best = [one for one in ranked if one.rank == 1]
    if len(ranked) == 1:
        said = f"{best[0].strategy} met only itself"
    elif is_silent:
        said = "no talks were held, so that strategies make no difference"
    elif len(best) == 1 and best[0].clearly_above == len(ranked) - 1:
        said = f"{best[0].strategy} brings its own side more than any other strategy"
    elif len(best) == len(ranked):
        said = "luck may account for every difference, so that all strategies tie"
    elif len(best) == 1:
        said = f"{best[0].strategy} comes first, though not clearly above each of the others"
    else:
        names = words.listed(one.strategy for one in best)
        said = f"{names} tie for the first place: luck may account for the differences"
    return f"In {runs} of each pairing {where}, {said}, {words.NOT_A_FORECAST}."


def left_out(by_scenario):
    """A sentence for each strategy that was not named and cannot be played somewhere, with why."""
    names = dict.fromkeys(name for found in by_scenario.values() for name in found)
    for name in names:
        scenarios = [scenario for scenario, found in by_scenario.items() if name in found]
        why = by_scenario[scenarios[0]][name].rpartition("; ")[2]
        yield f"Left out of {words.listed(scenarios)}: {name} ({why})."


def failed(failures, folder):
    """A sentence about pairings that were asked for and not played."""
    first = failures[0]
    more = f", and {len(failures) - 1:,} more" if len(failures) > 1 else ""
    return (
        f"{words.count(len(failures), 'pairing')} not played: {first.first} against "
        f"{first.second} in {first.scenario} ({first.reason}){more}; see {folder}/failures.csv"
    )
