"""The addresses of the explorer; they carry what other modules compute, and decide nothing."""

import asyncio
import functools
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from sim import naming, words
from sim.classroom import pages
from sim.classroom.exploring import (
    bands,
    commands,
    comparing,
    counts,
    printing,
    sharing,
    sliders,
    spreadsheets,
    watching,
    work,
    worlds,
)
from sim.refusals import PremiseError

OVERTAKEN, BUSY = 409, 503
FIGURES = 20  # that may wait to be drawn for print, a second or two each
KEPT = 24  # drawings, so that whoever asks for the same again has it at once
READER = "x-reader"  # a page's own number, so that its newest wish counts


def app(described, find, usual, beside=lambda name: {}):
    """The explorer of some scenarios.

    ``described`` maps their names to a line on each; ``find`` makes a checked scenario of a name;
    ``usual`` is the one that is shown first; ``beside`` gives the words that a scenario's files
    have beside its values, by key.
    """
    made = Starlette(
        routes=[Route("/", front), *addresses(), pages.static()], middleware=pages.middleware(),
        exception_handlers=handlers(), lifespan=warmed,
    )  # fmt: skip
    equip(made, described, find, usual, beside)
    return made


def addresses():
    """All addresses but that of the page itself, which may stand at any."""
    return [
        Route("/run.json", one_run),
        Route("/runs.json", many_runs),
        Route("/parameters.json", parameters),
        Route("/knob", knob),
        Route("/export/run.csv", run_csv),
        Route("/export/run.txt", run_text),
        Route("/export/runs.csv", runs_csv),
        Route("/export/scenario.yaml", scenario_yaml),
        Route("/export/{name}.{kind}", figure),
    ]


def handlers():
    """What becomes of each kind of error."""
    return {**pages.handlers(), work.OvertakenError: overtaken, work.BusyError: busy}


def equip(made, described, find, usual, beside=lambda name: {}):
    """Give an app with these addresses what they work with."""
    library = worlds.Library(described, find, beside)
    library.scenario(usual)
    made.state.library, made.state.usual = library, usual
    made.state.work = work.Work()
    made.state.drawing = work.Work(threads=1, most=KEPT, longest=FIGURES)


def forget(state, usual):
    """Forget what was composed, played and drawn: names or the scenario shown first are others now.

    What is still being composed of the old ones goes into the old library, which nobody asks again.
    """
    old = state.library
    state.library = worlds.Library(old.described, old.find, old.beside)
    state.work.forget()
    state.drawing.forget()
    state.usual = usual


@asynccontextmanager
async def warmed(served):
    """Have the engine ready while a reader still reads: the first run of the first scenario."""
    state = served.state
    base = state.library.scenario(state.usual)
    state.work.pool.submit(watching.played, base, 1, 1)
    yield
    state.work.close()
    state.drawing.close()


def overtaken(request, problem):
    """A newer wish of the same page is under way: nobody reads this answer."""
    return pages.data({"error": "overtaken"}, OVERTAKEN)


def busy(request, problem):
    """Others wait for so much that this would take too long."""
    return pages.error(request, "Too much is being computed just now; try again soon.", BUSY)


def state_of(request):
    """The state that a request's address stands for."""
    served = request.app.state
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in ("world", "key")]
    return sharing.read(pairs, served.library, served.usual)


async def asked(request):
    """The same, found on a thread: a scenario that nobody has asked for yet takes a while."""
    return await run_in_threadpool(state_of, request)


def scenarios(request, state):
    """The scenarios of the worlds of a state, by letter."""
    library = request.app.state.library
    return {letter: library.played(world) for letter, world in state.worlds.items()}


async def for_each(request, state, what, make, can_wait=False):
    """What ``make`` makes of each world's scenario, kept by world; by letter."""
    served, reader = request.app.state, request.headers.get(READER)
    answers = [
        served.work.answer(
            (what, world, state.asked.seed),
            functools.partial(made_of, served.library, world, make),
            reader and (reader, what[0], letter),
            can_wait,
        )
        for letter, world in state.worlds.items()
    ]
    return dict(zip(state.worlds, await asyncio.gather(*answers), strict=True))


def made_of(library, world, make):
    """What ``make`` makes of a world."""
    return make(library.played(world))


def front(request):
    """The page itself, its sliders as the address has them."""
    state, library = state_of(request), request.app.state.library
    name = state.first.scenario
    base, notes = library.scenario(name), library.notes(name)
    moved = {key for world in state.worlds.values() for key, _ in world.changes}
    offered = sliders.groups(base, notes)
    return pages.page(
        request,
        "explore.html",
        called={each: naming.name_of(base, each) for each in library.described},
        line=library.line(name),
        asked=state.asked,
        few=bands.FEW,
        compare=state.second is not None,
        base=base,
        groups=offered,
        added=sliders.more(base, offered, moved, notes),
        caveat=words.NOT_A_FORECAST,
    )


async def one_run(request):
    """A run of each world, and the commands that play it."""
    state = await asked(request)
    seed, number = state.asked.seed, state.asked.run
    found = await for_each(
        request, state, ("run", number), lambda base: watching.of_world(base, seed, number)
    )
    return pages.data(found)


async def many_runs(request):
    """Many runs of each world, what differs between the worlds, and how to play them."""
    state = await asked(request)
    found = await many_of(request, state)
    answer = {letter: one.told for letter, one in found.items()}
    if state.second:
        library = request.app.state.library
        answer["differences"] = comparing.differences(library, state.first, state.second)
        first, second = (found[letter].outcomes for letter in "ab")
        answer["paired"] = comparing.said(first, second)
        answer["beside"] = counts.beside(first, second)
    answer["commands"] = list(commands.commands(state))
    return pages.data(answer)


async def many_of(request, state):
    """Many runs of each world; more than a few of them come after what others wait for."""
    seed, runs = state.asked.seed, state.asked.runs
    return await for_each(
        request, state, ("runs", runs), lambda base: bands.summed(base, seed, runs),
        can_wait=runs > bands.FEW,
    )  # fmt: skip


def parameters(request):
    """Every parameter of a scenario that can be moved, by its key and in words."""
    base = request.app.state.library.scenario(state_of(request).first.scenario)
    return pages.data(sliders.every(base))


def knob(request):
    """The sliders of a parameter asked for by its name, as a piece of the page."""
    library, name = request.app.state.library, state_of(request).first.scenario
    key = request.query_params.get("key", "")
    found = sliders.alone(library.scenario(name), key, library.notes(name))
    return pages.page(request, "knob.html", knob=found)


async def run_csv(request):
    """The days of the run that is watched, as a table."""
    state = await asked(request)
    found = await tables_of(request, state)
    name = commands.name_of_file(state, "run", "csv")
    return pages.file(spreadsheets.days_csv(found), name, "text/csv; charset=utf-8")


async def run_text(request):
    """The story of the run that is watched; of the last world, where there are two."""
    state = await asked(request)
    letter, found = list((await tables_of(request, state)).items())[-1]
    base = scenarios(request, state)[letter]
    text = spreadsheets.story_text(base, found, state.asked.run)
    return pages.file(text, commands.name_of_file(state, "run", "txt"), "text/plain; charset=utf-8")


async def tables_of(request, state):
    """The tables of the run that is watched, of each world."""
    seed, number = state.asked.seed, state.asked.run
    return await for_each(
        request, state, ("tables", number), lambda base: watching.played(base, seed, number)
    )


async def runs_csv(request):
    """Many runs by day, as a table."""
    state = await asked(request)
    found = await many_of(request, state)
    text = spreadsheets.runs_csv({letter: one.told for letter, one in found.items()})
    return pages.file(text, commands.name_of_file(state, "runs", "csv"), "text/csv; charset=utf-8")


def scenario_yaml(request):
    """A world as a scenario's file: the second, where there are two and it is asked for."""
    state = state_of(request)
    letter = request.query_params.get("world", "a")
    if letter not in state.worlds:
        raise PremiseError("world", f"there is none; it takes one of {', '.join(state.worlds)}")
    world = state.worlds[letter]
    base = request.app.state.library.scenario(world.scenario)
    text = commands.scenario_yaml(base, world, state.asked)
    return pages.file(text, f"{commands.FILE}.yaml", "application/yaml; charset=utf-8")


async def figure(request):
    """A figure for print, drawn once for all who ask for the same."""
    state, given = await asked(request), request.path_params
    asked_for = printing.wanted(given["name"], given["kind"])
    key = asked_for, state.worlds["a"], state.second, state.asked.seed, state.asked.run
    drawn = await request.app.state.drawing.answer(
        (*key, state.asked.runs),
        lambda: printing.figure(asked_for, state, scenarios(request, state)),
        can_wait=True,  # a class that looks back goes first
    )
    name = commands.name_of_file(state, asked_for.name, asked_for.kind)
    return pages.file(drawn, name, printing.KINDS[asked_for.kind])
