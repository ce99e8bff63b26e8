"""What a page posts: plain data, and little of it."""

import json

from sim.refusals import PremiseError

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
