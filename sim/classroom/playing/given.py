"""What a request or a web socket gives, and the sentence that refuses it."""

import json

from sim.refusals import PremiseError
from sim.words import capital

LARGEST = 20_000  # bytes of an action


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


def seen(session, given):
    """What a socket is to show: the wall, or what a token's owner sees."""
    token = given.get("by")
    if session.is_screen(token):
        return session.wall
    if not session.is_teacher(token):
        session.room.person(token)
    return lambda: session.view(token)


def sentence(problem):
    """What a person is told; a parameter's name belongs to what is told of it."""
    named = "." in problem.key or problem.key in ("seconds", "day_seconds", "tables", "seed")
    return str(problem) if named else f"{capital(problem.problem)}."
