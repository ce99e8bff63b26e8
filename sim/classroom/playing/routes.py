"""The addresses of the classroom; they carry what a session does and shows, and decide nothing."""

import asyncio
import inspect
import io
import logging
from contextlib import asynccontextmanager, suppress

import segno
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from sim import ensemble
from sim.classroom import pages, sheets, telling
from sim.classroom.exploring import routes as exploring
from sim.classroom.exploring import sliders
from sim.classroom.playing import attempts, debrief, looking_routes, views, watching
from sim.classroom.playing.posted import body
from sim.classroom.playing.refusing import sentence
from sim.classroom.playing.session import same
from sim.classroom.playing.setting import PLAYING, Refused
from sim.refusals import PremiseError

TICK = 0.2  # seconds between two looks at the clock
LOG = logging.getLogger(__name__)
WRONG_CODES = 60, 60.0  # of one address, in seconds: a class mistypes less, a search takes weeks
JOINS = 100, 600.0  # three times a class of thirty, and half of the places in a room
ACTS = 60, 30.0  # of one student, in seconds: more than a hand does, also one in a hurry


def app(session, address, scenarios, find, beside, alone=""):
    """The classroom of a session, with the explorer beside it.

    ``address`` is where students find it; ``scenarios`` maps names to the title of each and a line
    on it; ``find`` and ``beside`` are as for the explorer; ``alone`` says, where no other device
    reaches the address, that none does and what lets them in.
    """
    handlers = {
        **exploring.handlers(), PremiseError: refused, attempts.TooManyError: too_many,
    }  # fmt: skip
    made = Starlette(
        routes=addresses(), middleware=pages.middleware(), exception_handlers=handlers,
        lifespan=ticking,
    )  # fmt: skip
    made.state.session = session
    made.state.address = address
    made.state.alone = alone
    made.state.scenarios = scenarios
    made.state.rounds = {}  # looked back on, by their number
    made.state.watching = {}  # pages that watch, by whose they are
    limit(made.state, session.now)

    def as_named(name):
        return find(name, session.room.setting.names)

    def beside_names(name):
        return beside(name) if session.room.setting.names == "real" else {}

    lines = {name: line for name, (_, line) in scenarios.items()}
    exploring.equip(made, lines, as_named, session.room.setting.scenario, beside_names)
    return made


def addresses():
    """All addresses, those of the explorer among them."""
    return [
        Route("/", join_page),
        Route("/play", play_page),
        Route("/teach", teach_page),
        Route("/wall", wall_page),
        Route("/qr.svg", qr),
        Route("/join.json", join, methods=["POST"]),
        Route("/do.json", do, methods=["POST"]),
        Route("/sheet", own_sheet, methods=["POST"]),
        Route("/news", all_news, methods=["POST"]),
        Route("/parameters", parameters, methods=["POST"]),
        *looking_routes.addresses(),
        WebSocketRoute("/watch", watching.watch),
        *(
            Route(one.path, unless_playing(one.endpoint))
            for one in (Route("/explore", exploring.front), *exploring.addresses())
        ),
        pages.static(),
    ]


def limit(state, now):
    """How often what is open to all may be tried; ``now`` is the clock."""
    state.wrong_codes = attempts.Attempts(
        *WRONG_CODES,
        "too many wrong codes came from your network; wait a minute, then try again",
        now,
    )
    state.joins = attempts.Attempts(
        *JOINS,
        "too many have joined from your network just now; wait a few minutes, or tell the teacher",
        now,
    )
    state.acts = attempts.Attempts(
        *ACTS, "that was too much at once; wait a moment, then try again", now
    )


def refused(request, problem):
    """A refusal as one sentence, without the name of what was refused where people read it."""
    return pages.error(request, sentence(problem))


def too_many(request, problem):
    """A refusal for now, as one sentence."""
    return pages.error(request, sentence(problem), pages.TOO_MANY)


def unless_playing(endpoint):
    """An address of the explorer, closed while the class plays: it knows what luck will bring."""

    async def guarded(request):
        if request.app.state.session.room.stage == PLAYING:
            raise Refused("explore", "the explorer is closed while the class plays")
        if inspect.iscoroutinefunction(endpoint):
            return await endpoint(request)
        return await run_in_threadpool(endpoint, request)

    return guarded


@asynccontextmanager
async def ticking(served):
    """Look at the clock from time to time for as long as the server runs.

    What compiles or is loaded when a class first looks back is ready before that.
    """
    state = served.state
    ready = asyncio.create_task(state.work.answer("ready", lambda: warm(state.session.room)))

    async def tick():
        while True:
            await asyncio.sleep(TICK)
            try:
                state.session.tick()
            except Exception:  # a clock that stops would stop the class
                LOG.exception("The clock")

    ticks = asyncio.create_task(tick())
    yield
    for task in (ticks, ready):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    state.work.close()
    state.drawing.close()


def warm(room):
    """Have the engine of many runs compiled."""
    scenario = room.tables[0].game.scenario
    next(ensemble.play(scenario, room.setting.seed, 1, keep=debrief.KEEP))


async def join_page(request):
    """Where students join."""
    return pages.page(request, "join.html")


async def play_page(request):
    """Where students play."""
    return pages.page(request, "play.html")


async def teach_page(request):
    """The teacher's controls; the key to them stands behind the # of the address."""
    state = request.app.state
    titles = {name: title for name, (title, _) in state.scenarios.items()}
    return pages.page(
        request, "teach.html", address=state.address, alone=state.alone, titles=titles
    )


async def wall_page(request):
    """The screen on the wall."""
    state = request.app.state
    return pages.page(request, "wall.html", address=state.address, alone=state.alone)


async def qr(request):
    """The address as a QR code, in black on white so that every phone reads it.

    Whoever knows the code of the room may have it in the address, so that nobody has to type it.
    """
    found, state = io.BytesIO(), request.app.state
    knows = "code" in request.query_params and knows_code(request, request.query_params["code"])
    text = f"{state.address}?code={state.session.code}" if knows else state.address
    segno.make(text, error="m").save(
        found, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return Response(found.getvalue(), media_type="image/svg+xml")


def knows_code(request, code):
    """True for the code of the room; a wrong one is counted, and after too many none is heard."""
    state, address = request.app.state, attempts.counted_as(request.client)
    if not state.wrong_codes.allows(address):
        return False
    knows = same(code, state.session.code)
    if not knows:
        state.wrong_codes.note(address)
    return knows


async def join(request):
    """Let somebody in, unless too many wrong codes or too many people came from the address."""
    given, state = await body(request), request.app.state
    address = attempts.counted_as(request.client)
    state.wrong_codes.check(address)
    state.joins.check(address)
    try:
        token = state.session.join(given.get("code"), given.get("name"))
    except PremiseError as error:
        if error.key == "code":
            state.wrong_codes.note(address)
        raise
    state.joins.note(address)
    return pages.data({"token": token})


async def do(request):
    """Do an action, unless a student has just done too many."""
    action, state = await body(request), request.app.state
    if action.get("do") == "join":
        raise Refused("do", "join with the code")
    by = action.get("by")
    if isinstance(by, str) and by in state.session.room.people:
        state.acts.check(by)
        state.acts.note(by)
    state.session.do(action)
    if action["do"] == "start":
        state.work.refuse()  # of the explorer, which is closed from now on
        state.drawing.refuse(what_can_wait=True)  # its figures; those of a class come first
    if action["do"] == "arrange":
        exploring.forget(state, state.session.room.setting.scenario)
    return pages.data({"done": True})


async def own_sheet(request):
    """The role sheet of whoever asks, to be put into a page; the seat is theirs from then on."""
    session, token = request.app.state.session, (await body(request)).get("by")
    room, person = session.room, session.room.person(token)
    if person.seat is None or person.knows != (person.table, person.seat):
        session.do({"do": "read", "by": token})
    game = room.tables[person.table].game
    found = sheets.sheet(game.scenario, person.seat, game.seed, game.run)
    return pages.page(request, "sheet.html", sheet=telling.as_html(found))


async def all_news(request):
    """What everybody at the table of whoever asks has heard, from the first day on."""
    room = request.app.state.session.room
    person = room.person((await body(request)).get("by"))
    if person.table is None:
        raise Refused("table", "you are at no table; choose one first")
    table = room.tables[person.table]
    return pages.data(views.told(table, table.told))


async def parameters(request):
    """For the teacher: the parameters that the explorer offers, as some that may be changed."""
    room = request.app.state.session.room
    if not request.app.state.session.is_teacher((await body(request)).get("by")):
        raise Refused("by", "this is for the teacher")
    scenario = room.tables[0].game.scenario
    found = await run_in_threadpool(sliders.groups, scenario, {})
    return pages.data(
        [
            {
                "key": one.key,
                "title": knob.title if one.of == knob.title else f"{knob.title}: {one.of}",
            }
            for group in found
            for knob in group.knobs
            for one in knob.sliders
        ]
    )
