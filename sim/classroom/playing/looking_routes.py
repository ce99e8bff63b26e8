"""The addresses at which a round is looked back on, and those of what is taken home."""

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from sim.classroom import pages
from sim.classroom.playing import looking_back, rounds
from sim.classroom.playing.posted import body
from sim.classroom.playing.session import same
from sim.classroom.playing.setting import Refused


def addresses():
    """All of them."""
    return [
        Route("/debrief", look_back, methods=["POST"]),
        Route("/debrief/{round:int}/{key}/figures/{name}.svg", figure),
        Route("/debrief/{round:int}/{key}/{name}", taken_home),
    ]


async def back(state, number):
    """What a round looks back on: computed once, whoever asks, and off the loop of the server."""
    played = rounds.played(state.session.room).get(number)
    if played is None:
        raise Refused("debrief", "the class has not come to its end yet")
    if number not in state.rounds:
        key = ("round", number)
        state.rounds[number] = await state.drawing.answer(
            key, lambda: looking_back.looked(played), always=True
        )
    return state.rounds[number]


async def look_back(request):
    """Looking back on the round, to be put into a page."""
    state = request.app.state
    given = await body(request)
    state.session.shown_to(given.get("by"))
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
    svg = await request.app.state.drawing.answer(key, lambda: found.picture(name), always=True)
    return Response(svg, media_type="image/svg+xml")


async def taken_home(request):
    """A file to take home."""
    found = await of_round(request)
    name = request.path_params["name"]
    if name not in looking_back.FILES:
        raise HTTPException(404)
    make, kind = looking_back.FILES[name]
    key = ("file", request.path_params["round"], name)
    made = await request.app.state.drawing.answer(key, lambda: make(found), always=True)
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
