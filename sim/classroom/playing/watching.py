"""The web socket on which a page of the class watches: whose it is, and what it is shown."""

import asyncio
import json
import logging
from contextlib import contextmanager, suppress

from starlette.websockets import WebSocketDisconnect

from sim.classroom import pages
from sim.classroom.playing.refusing import sentence
from sim.classroom.playing.setting import Refused
from sim.refusals import PremiseError

GATHER = 0.05  # seconds in which changes are sent as one
LOST = 4001  # code with which a socket is closed whose token is not known
FIRST_WORDS = 10  # seconds that a socket has to say whose it is
MOST_WORDS = 50  # that a page may say after the first, which it does not
MOST_PAGES = 20  # that watch at once for one person, or for the screen
LOG = logging.getLogger(__name__)


async def watch(socket):
    """Send what one in the room sees, whenever it changes, until either end goes."""
    await socket.accept()
    session, gives_way = socket.app.state.session, asyncio.get_running_loop().create_future()
    try:
        given = await asyncio.wait_for(socket.receive_json(), FIRST_WORDS)
        given = given if isinstance(given, dict) else {}
        see = session.shown_to(given.get("by"))
    except PremiseError as error:
        return await lose(socket, error)
    except WebSocketDisconnect:
        return None
    except (TimeoutError, RuntimeError, ValueError, KeyError):  # no words of ours
        with suppress(RuntimeError):
            await socket.close(pages.POLICY)
        return None
    with counted(socket.app.state.watching, given["by"], gives_way):
        await first_of(socket, send(socket, session, see), listen(socket), gives_way)


@contextmanager
def counted(watching, token, gives_way):
    """Count a page of somebody's while it watches; of too many the oldest gives way."""
    own = watching.setdefault(token, [])
    own.append(gives_way)
    if len(own) > MOST_PAGES:
        oldest = own.pop(0)
        if not oldest.done():
            oldest.set_exception(Refused("by", "this has been opened on too many pages since"))
    try:
        yield
    finally:
        if gives_way in own:
            own.remove(gives_way)
        if not own and watching.get(token) is own:
            del watching[token]


async def first_of(socket, *ways):
    """Wait for the first of what ends a page's watching, and tell the other end why."""
    tasks = [asyncio.ensure_future(one) for one in ways]
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
    """Hear when the other end goes; what else it says is left unheard, and too much cuts it off."""
    for _ in range(MOST_WORDS):
        if (await socket.receive())["type"] == "websocket.disconnect":
            return
    await socket.close(pages.POLICY)
