"""What all pages share: templates, headers, files of style and script, and pages of errors.

A page is plain HTML rendered here; scripts of our own fetch what changes. A browser asks this
machine alone: no script stands in a page, and none comes from elsewhere.
"""

import asyncio
import ipaddress
import logging
import socket
from functools import cache
from pathlib import Path

import jinja2
from starlette.datastructures import Headers as Headed
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sim.refusals import PremiseError

HERE = Path(__file__).parent
TEMPLATES, STATIC = HERE / "templates", HERE / "static"
REFUSED, FOREIGN, MISSING, UNTAKEN, TOO_MANY, FAILED = 400, 403, 404, 405, 429, 500
STOPPING = 503
POLICY = 1008  # code of a socket that may not be
ELSEWHERE = "This machine is not served under that name; use the address that the terminal shows."
SENTENCES = {
    MISSING: "There is no such page here.",
    FOREIGN: "A page from another address asked for this, and it was not done.",
    UNTAKEN: "This page is only for reading.",
    STOPPING: "The program has been stopped.",
    FAILED: "Something went wrong here; the terminal of the program says what.",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# On an address that anybody in between could answer for, a browser does not heed it, and says so.
OF_THIS_MACHINE = {"Cross-Origin-Opener-Policy": "same-origin"}
LOG = logging.getLogger(__name__)


@cache
def environment():
    """The templates: every value is escaped, and a name that nobody gave is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def page(request, template, status=200, **context):
    """A page made from a template; it may link to the path that it was asked for."""
    text = environment().get_template(template).render(path=request.url.path, **context)
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


def data(found, status=200):
    """Plain data for a script, which no browser keeps."""
    return JSONResponse(found, status, {"Cache-Control": "no-store"})


def file(contents, name, kind):
    """A file to be saved under a name."""
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(contents, headers=headers, media_type=kind)


class Revalidated(StaticFiles):
    """Files that a browser keeps, and asks each time whether they are still the same."""

    def file_response(self, *given, **rest):
        """The file, or word that it has not changed."""
        response = super().file_response(*given, **rest)
        response.headers["Cache-Control"] = "no-cache"
        return response


def static():
    """Styles and scripts, under /static."""
    return Mount("/static", Revalidated(directory=STATIC), name="static")


def headers_of(scope):
    """The headers that keep a page to this machine, of an answer to a request."""
    name = name_in(Headed(scope=scope).get("host", ""))
    found = figures(name)
    is_here = found.is_loopback if found else name == "localhost"
    return HEADERS | OF_THIS_MACHINE if is_here else HEADERS


def name_in(asked):
    """The name or the figures of what is asked for, with a port or without."""
    name = asked.rpartition("]")[0].lstrip("[") or asked.partition(":")[0]
    return name.rstrip(".").lower()


def figures(name):
    """An address in figures; None for a name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


class Headers:
    """Sends the headers that keep a page to this machine along with every answer."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Answer, with these headers."""

        async def sent(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_of(scope).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sent if scope["type"] == "http" else send)


class OwnPages:
    """Refuses what a page from elsewhere has a reader's browser do here: acts and sockets."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Answer, unless another address is behind it."""
        if scope["type"] == "websocket" and is_foreign(Headed(scope=scope)):
            await send({"type": "websocket.close", "code": POLICY})
        elif (
            scope["type"] == "http"
            and scope["method"] not in ("GET", "HEAD")
            and is_foreign(Headed(scope=scope), unnamed=False)
        ):
            answer = error(Request(scope), SENTENCES[FOREIGN], FOREIGN)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Ending:
    """Tells who still waits for an answer when the server stops that it does."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Answer, or say that the server stops; what has begun, and a web socket, just ends."""
        begun = False

        async def sent(message):
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except asyncio.CancelledError:  # goes no further, or the terminal had a traceback for each
            if scope["type"] == "http" and not begun:
                answer = error(Request(scope), SENTENCES[STOPPING], STOPPING)
                answer.headers.update(headers_of(scope))
                await answer(scope, receive, send)


class OwnHosts:
    """Refuses who asks for another machine by name: it is a page from elsewhere that reads here.

    Whoever owns a name can let it lead to this machine, and a browser then takes what is here for
    theirs. An address in figures, which nobody owns, is always taken.
    """

    def __init__(self, app, host=""):
        self.app = app
        own = socket.gethostname().lower()
        short = own.partition(".")[0]
        self.names = {"localhost", own, short, f"{short}.local", host.lower()} - {""}

    async def __call__(self, scope, receive, send):
        """Answer, if it is this machine that is asked for."""
        if scope["type"] == "lifespan" or self.is_own(Headed(scope=scope).get("host", "")):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY})
        else:
            answer = error(Request(scope), ELSEWHERE)
            answer.headers.update(headers_of(scope))
            await answer(scope, receive, send)

    def is_own(self, asked):
        """True for an address in figures and for a name of this machine, with a port or without."""
        name = name_in(asked)
        return figures(name) is not None or name in self.names


def is_foreign(headers, unnamed=True):
    """True if a browser says that a page of another address asks; programs say nothing.

    ``unnamed`` is the answer where the browser keeps to itself whose page it is, as some do where
    pages send no referrer.
    """
    origin = headers.get("origin")
    if origin is None:
        return False
    if origin == "null":
        return unnamed
    return origin.partition("://")[2].lower() != headers.get("host", "").lower()


def middleware():
    """What stands around every app of ours: the headers, own pages alone, and compression."""
    return [
        Middleware(Headers),
        Middleware(OwnPages),
        Middleware(GZipMiddleware, minimum_size=600, compresslevel=5),
    ]


def error(request, sentence, status=REFUSED):
    """One sentence on what cannot be: as data where data was asked for, else as a page."""
    asked = request.headers.get("content-type", "")
    if request.url.path.endswith(".json") or asked.startswith("application/json"):
        return data({"error": sentence}, status)
    return page(request, "error.html", status, sentence=sentence)


def refused(request, problem):
    """A value that cannot be."""
    return error(request, str(problem))


def missing(request, problem):
    """A page that there is not, or that is asked for in a way that it does not take."""
    told = SENTENCES.get(problem.status_code, f"{problem.detail}.")
    if problem.status_code == UNTAKEN and request.method in ("GET", "HEAD"):
        told = "This address only takes what a page sends; there is nothing to read at it."
    return error(request, told, problem.status_code)


def failed(request, problem):
    """What nobody foresaw: told on the terminal, not to the browser."""
    LOG.error("%s %s", request.method, request.url.path, exc_info=problem)
    answer = error(request, SENTENCES[FAILED], FAILED)
    answer.headers.update(headers_of(request.scope))  # what stands around the app never sees it
    return answer


def gone(request, problem):
    """Nobody reads what is answered to who has gone before all was said."""
    return Response(status_code=REFUSED)


def handlers():
    """What becomes of each kind of error."""
    return {
        PremiseError: refused, HTTPException: missing, ClientDisconnect: gone, Exception: failed,
    }  # fmt: skip
