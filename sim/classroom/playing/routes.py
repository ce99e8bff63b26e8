"""The addresses of the classroom; they carry what a session does and shows, and decide nothing."""

import asyncio
import inspect
import io
import json
import logging
from contextlib import asynccontextmanager, suppress

import segno
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from sim import ensemble
from sim.classroom import pages, sheets, telling
from sim.classroom.exploring import routes as exploring
from sim.classroom.exploring import sliders
from sim.classroom.playing import attempts, debrief, looking_back, rounds, views
from sim.classroom.playing.session import same
from sim.classroom.playing.setting import PLAYING, Refused
from sim.refusals import PremiseError
from sim.words import capital

TICK = 0.2  # seconds between two looks at the clock
GATHER = 0.05  # seconds in which changes are sent as one
LARGEST = 20_000  # bytes of an action
LOG = logging.getLogger(__name__)
LOST = 4001  # code with which a socket is closed whose token is not known
FIRST_WORDS = 10  # seconds that a socket has to say whose it is
WRONG_CODES = 60, 60.0  # of one address, in seconds: a class mistypes less, a search takes weeks
JOINS = 100, 600.0  # three times a class of thirty, and half of the places in a room


def app(session, address, scenarios, find, beside, alone=""):
    """The classroom of a session, with the explorer beside it.

    ``address`` is where students find it; ``scenarios`` maps names to a line on each; ``find`` and
    ``beside`` are as for the explorer; ``alone`` says, where no other device reaches the address,
    that none does and what lets them in.
    """
    routes = [
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
        Route("/debrief", look_back, methods=["POST"]),
        Route("/debrief/{round:int}/{key}/figures/{name}.svg", figure),
        Route("/debrief/{round:int}/{key}/{name}", taken_home),
        WebSocketRoute("/watch", watch),
        *(
            Route(one.path, unless_playing(one.endpoint))
            for one in (Route("/explore", exploring.front), *exploring.addresses())
        ),
        pages.static(),
    ]
    handlers = {
        **exploring.handlers(), PremiseError: refused, attempts.TooManyError: too_many,
    }  # fmt: skip
    made = Starlette(
        routes=routes, middleware=pages.middleware(), exception_handlers=handlers,
        lifespan=ticking,
    )  # fmt: skip
    made.state.session = session
    made.state.address = address
    made.state.alone = alone
    made.state.scenarios = scenarios
    made.state.rounds = {}  # looked back on, by their number
    made.state.wrong_codes = attempts.Attempts(
        *WRONG_CODES,
        "too many wrong codes came from your network; wait a minute, then try again",
        session.now,
    )
    made.state.joins = attempts.Attempts(
        *JOINS,
        "too many have joined from your network just now; wait a few minutes, or tell the teacher",
        session.now,
    )

    def as_named(name):
        return find(name, session.room.setting.names)

    def beside_names(name):
        return beside(name) if session.room.setting.names == "real" else {}

    exploring.equip(made, scenarios, as_named, session.room.setting.scenario, beside_names)
    return made


def refused(request, problem):
    """A refusal as one sentence, without the name of what was refused where people read it."""
    return pages.error(request, sentence(problem))


def too_many(request, problem):
    """A refusal for now, as one sentence."""
    return pages.error(request, sentence(problem), pages.TOO_MANY)


def sentence(problem):
    """What a person is told; a parameter's name belongs to what is told of it."""
    named = "." in problem.key or problem.key in ("seconds", "day_seconds", "tables", "seed")
    return str(problem) if named else f"{capital(problem.problem)}."


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
    return pages.page(
        request, "teach.html", address=state.address, alone=state.alone, scenarios=state.scenarios
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


async def body(request):
    """The plain data that a request holds."""
    text = b""
    async for part in request.stream():
        text += part
        if len(text) > LARGEST:
            raise PremiseError("request", f"it takes at most {LARGEST:,} bytes")
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter could be sent to nobody
    except (ValueError, RecursionError):
        raise PremiseError("request", "it takes plain data as JSON") from None
    if not isinstance(found, dict):
        raise PremiseError("request", "it takes a mapping as JSON")
    return found


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
    """Do an action."""
    action = await body(request)
    if action.get("do") == "join":
        raise Refused("do", "join with the code")
    state = request.app.state
    state.session.do(action)
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


async def back(state, number):
    """What a round looks back on: computed once, whoever asks, and off the loop of the server."""
    played = rounds.played(state.session.room).get(number)
    if played is None:
        raise Refused("debrief", "the class has not come to its end yet")
    if number not in state.rounds:
        key = ("round", number)
        state.rounds[number] = await state.drawing.answer(key, lambda: looking_back.looked(played))
    return state.rounds[number]


async def look_back(request):
    """Looking back on the round, to be put into a page."""
    state = request.app.state
    given = await body(request)
    seen(state.session, given)
    number = given.get("round", state.session.room.round)
    if isinstance(number, bool) or not isinstance(number, int):
        raise Refused("round", f"{number!r} is not allowed; it takes the number of a round")
    found = await back(state, number)
    key = state.session.key_of(number)
    shown = found.on_page(lambda name: f"/debrief/{number}/{key}/figures/{name}.svg")
    return pages.page(request, "debrief.html", back=shown, round=number, key=key)


async def figure(request):
    """A figure of a table, for a wide screen or for a narrow one."""
    found = await of_round(request)
    name = request.path_params["name"]
    if name not in found.names:
        raise HTTPException(404)
    key = ("figure", request.path_params["round"], name)
    svg = await request.app.state.drawing.answer(key, lambda: found.picture(name))
    return Response(svg, media_type="image/svg+xml")


async def taken_home(request):
    """A file to take home."""
    found = await of_round(request)
    name = request.path_params["name"]
    if name not in looking_back.FILES:
        raise HTTPException(404)
    make, kind = looking_back.FILES[name]
    key = ("file", request.path_params["round"], name)
    made = await request.app.state.drawing.answer(key, lambda: make(found))
    return pages.file(made, name, kind)


async def of_round(request):
    """The round that an address is about, looked back on; also an earlier one.

    A picture in a page and a link to a file send no token, so their addresses hold a key of the
    round, which whoever was in the room was given with the page. Nobody's name is in what is there.
    """
    state, number = request.app.state, request.path_params["round"]
    session, room = state.session, state.session.room
    is_there = number == room.round or number in room.rounds
    if not (is_there and same(request.path_params["key"], session.key_of(number))):
        raise HTTPException(404)
    return await back(state, number)


async def watch(socket):
    """Send what one in the room sees, whenever it changes, until either end goes."""
    await socket.accept()
    session = socket.app.state.session
    try:
        given = await asyncio.wait_for(socket.receive_json(), FIRST_WORDS)
        see = seen(session, given if isinstance(given, dict) else {})
    except PremiseError as error:
        return await lose(socket, error)
    except WebSocketDisconnect:
        return None
    except (TimeoutError, RuntimeError, ValueError, KeyError):  # no words of ours
        with suppress(RuntimeError):
            await socket.close(pages.POLICY)
        return None
    tasks = [asyncio.create_task(send(socket, session, see)), asyncio.create_task(listen(socket))]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    for task in done:
        error = task.exception()
        if isinstance(error, PremiseError):
            await lose(socket, error)
        elif not isinstance(error, WebSocketDisconnect | RuntimeError | None):
            LOG.error("A page that watches", exc_info=error)


async def lose(socket, error):
    """Tell the other end why it sees nothing any more."""
    with suppress(RuntimeError):
        await socket.send_json({"lost": sentence(error)})
        await socket.close(LOST)


def seen(session, given):
    """What a socket is to show: the wall, or what a token's owner sees."""
    token = given.get("by")
    if session.is_screen(token):
        return session.wall
    if not session.is_teacher(token):
        session.room.person(token)
    return lambda: session.view(token)


async def send(socket, session, see):
    """Send a view whenever it differs from the last."""
    version, last = -1, None
    while True:
        if session.version != version:
            version = session.version
            await asyncio.sleep(GATHER)
            view = json.dumps(see())
            if view != last:
                await socket.send_text(view)
                last = view
        await asyncio.sleep(GATHER)


async def listen(socket):
    """Hear when the other end goes; whatever else it says is left unheard."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
