"""The value of a parameter at which an outcome passes a share of runs.

What a design calls uncertain is drawn anew for each run, so that every run is an independent case
and shares have plain score intervals. Run 7 sees the same luck, and the same draws, at each value.
"""

import copy
from typing import NamedTuple

from experiments import (
    commands,
    composing,
    console,
    engines,
    grounds,
    once,
    provenance,
    results,
    summaries,
)
from experiments.discovering import asked
from experiments.sweeping import bases, factors, playing
from experiments.sweeping.factors import UNCERTAINTY
from experiments.sweeping.work import check_given, check_plots
from sim import design, outcomes, scenario
from sim.checks import as_mapping, as_number
from sim.discovery import crossing
from sim.outcomes import YES_NO
from sim.refusals import PremiseError, refuse

STEPS = 1000  # parts of the range: how closely a crossing is found
PER_CROSSING = 25  # values played for one, about


class Search(NamedTuple):
    """What is searched: one parameter of a scenario, and an outcome of its runs."""

    key: str
    scenario: scenario.Scenario
    parameter: design.Parameter
    outcome: str
    words: str
    between: tuple
    share: float
    is_above: bool
    grid: int
    uncertain: dict  # distributions that runs draw from, by key
    left: tuple  # decisions of the design that stay as the scenario has them
    seed: int
    runs: int
    engine: str
    threads: int


class Found(NamedTuple):
    """What is found: the response where it was played, its course, and where it crosses."""

    search: Search
    response: crossing.Response
    grid: list
    course: str
    crossings: list


def main(settings, given, composed):
    """Search a value, unless that is done already."""
    check_plots(composed)
    check_given(composed)
    composing.refuse_set_and_varied((settings.find,), composed.sources)
    asked_for = search_of(settings, composed)
    screen = console.out()
    again = commands.of_composed("discover", composed, asked.own(given))
    made = provenance.Made(identity_of(settings, asked_for, composed), again)
    target = results.target(settings.out, f"discover-{settings.find}", made.identity)
    command = commands.shell(asked.command(given))
    is_left = once.leave(
        screen, target, made,
        announce=lambda: announce(screen, asked_for, composed),
        write=lambda hidden: work(settings, asked_for, composed, made, command, hidden),
        dry_run=settings.dry_run,
        done="done",
    )  # fmt: skip
    if is_left:
        summaries.show(screen, target)


def search_of(settings, composed):
    """What is searched, checked."""
    if composed.theory:
        raise PremiseError("theory", f"'{composed.theory}' is not searched; it takes a scenario")
    given = as_mapping(composed.design, "design")
    uncertain = uncertainties(given, composed.scenario)
    if settings.find in uncertain:
        problem = f"'{settings.find}' is an uncertainty of the design, so it is not searched"
        raise PremiseError("find", problem)
    found = with_spreads(composed, uncertain)
    refuse_dated(found, settings.find, uncertain)
    one = outcomes.check(settings.outcome, found, "outcome")
    if one.kind != YES_NO:
        problem = f"'{settings.outcome}' is an amount; a search takes what is so or not in a run"
        raise PremiseError("outcome", problem)
    played = composed.settings
    lists = [key for row in given.get("zipped") or () for key in row]
    decided = [*as_mapping(given.get("decisions"), "design.decisions"), *lists]
    return Search(
        settings.find, found, parameter(settings, found), settings.outcome, one.words,
        asked.between(settings), settings.share, settings.side == asked.ABOVE, settings.grid,
        uncertain, tuple(key for key in decided if key != settings.find), played.seed, played.runs,
        played.engine, played.threads,
    )  # fmt: skip


def parameter(settings, found):
    """The parameter that is searched; refuses one that is no number, or cannot differ by point."""
    try:
        one = design.parameter(found, settings.find)
    except PremiseError as error:
        raise PremiseError("find", str(error)) from None
    if not one.is_numeric or not design.is_plain(one):
        takes = "it takes a number that may differ between runs"
        raise PremiseError("find", f"'{settings.find}' is not allowed; {takes}")
    for value in asked.between(settings):
        try:
            design.checked(one, value)
        except PremiseError:
            shown = as_number(value, one.info)
            raise PremiseError("between", refuse(one.key, shown, one.info).problem) from None
    return one


def uncertainties(given, found):
    """The distributions of a design's uncertainties, by key; refuses lists of values."""
    place = "design.uncertainties"
    entries = as_mapping(given.get("uncertainties"), place)
    for one in factors.read(entries, UNCERTAINTY, place, found):
        if one.levels:
            problem = "is a list of values; a search averages over distributions alone"
            raise PremiseError(f"{place}.{one.key}", problem)
    return {str(key): value for key, value in entries.items()}


def with_spreads(composed, uncertain):
    """The scenario with what is uncertain drawn anew for each run."""
    plain = copy.deepcopy(composed.premises)
    for key, spread in uncertain.items():
        *sections, field = key.split(".")
        entry = plain
        for name in sections:
            entry = entry.setdefault(name, {})
        entry[field] = spread
    return scenario.from_config(plain, composed.scenario.name)


def refuse_dated(found, key, uncertain):
    """Refuse a parameter that the scenario changes on a day, as a sweep does."""
    for place, keys in (("find", (key,)), ("design.uncertainties", uncertain)):
        try:
            bases.refuse_dated(found, keys)
        except PremiseError as error:
            dated = error.key.rpartition(" ")[2]
            problem = f"'{dated}' is not allowed; it {error.problem}"
            raise PremiseError(place, problem) from None


def identity_of(settings, asked_for, composed):
    """What makes two searches the same."""
    kept = settings.model_dump(exclude={*asked.OUTSIDE, *asked.OF_BOXES})
    parts = [kept, provenance.identity(composed)["config_hash"], asked_for.uncertain]
    return provenance.marks(parts)


def announce(screen, asked_for, composed):
    """Say what will be played, and how long it will take."""
    engines.say_building(screen, asked_for.engine)
    values = asked_for.grid + PER_CROSSING
    settings = composed.settings.model_copy(update={"keep": "runs"})
    pace = engines.measure(asked_for.scenario, settings)
    seconds = console.waiting(pace.seconds(values * asked_for.runs, asked_for.threads), 1)
    screen.print(
        f"{asked_for.grid} values of {asked_for.key} and about {PER_CROSSING} more for a crossing, "
        f"{console.count(asked_for.runs, 'run')} each, seed {asked_for.seed}: {seconds}."
    )


def player(asked_for, tick):
    """A function of values that plays every run at each."""
    made = design.Design(asked_for.scenario, [asked_for.key])
    name, runs = asked_for.outcome, asked_for.runs
    measured = {name: outcomes.of_scenario(asked_for.scenario)[name]}
    base = bases.Base(made, measured, outcomes.keep_for(measured, asked_for.scenario))

    def play(values):
        scenarios = [made.at([value]) for value in values]
        return playing.measured(asked_for, base, scenarios, 0, runs, tick)[name]

    return play


def search(asked_for, tick=lambda runs: None):
    """Play the grid, then every crossing."""
    whole = asked_for.parameter.info.annotation is int
    response = crossing.Response(player(asked_for, tick), whole)
    grid = crossing.grid(asked_for.between, asked_for.grid, whole)
    course = crossing.course(response, grid)
    tolerance = (asked_for.between[1] - asked_for.between[0]) / STEPS
    found = crossing.crossings(response, grid, asked_for.share, tolerance, asked_for.is_above)
    return Found(asked_for, response, grid, course, found)


def work(settings, asked_for, composed, made, command, folder):
    """Search, and write all there is; returns what provenance says of it."""
    from experiments.discovering import search_page

    with console.progress() as bar:
        task = bar.add_task("runs", total=(asked_for.grid + PER_CROSSING) * asked_for.runs)
        found = search(asked_for, lambda runs: bar.advance(task, runs))
    search_page.write(folder, found, command, made)
    kept = settings.model_dump(exclude={*asked.OUTSIDE, *asked.OF_BOXES})
    known = {"discover": kept, "averaged_over": asked_for.uncertain}
    provenance.write_composed(folder, composed, known)
    varied = {asked_for.key: list(asked_for.between), **asked_for.uncertain}
    grounds.write(folder, grounds.of(composed, varied=varied))
    counts = {"values": len(found.response.kept)}
    more = {"searched": asked_for.key, "course": found.course, "left": list(asked_for.left)}
    return {**provenance.about(composed, counts), **more}
