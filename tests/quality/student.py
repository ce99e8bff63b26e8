"""Somebody in the room of a class, with a page that watches, who answers what is asked."""

import asyncio
import json

from tests.quality import wire


class Student:
    """Somebody in the room, with a page that watches."""

    def __init__(self, port, token):
        self.port, self.token, self.view = port, token, None
        self.watch = None

    async def open(self):
        """Watch, on a new connection."""
        reader, writer = await wire.watching(self.port, self.token)
        self.watch = asyncio.create_task(self.look(reader, writer))

    async def look(self, reader, writer):
        """Keep the latest view."""
        try:
            while True:
                kind, text = await wire.heard(reader)
                if kind == wire.TEXT:
                    self.view = json.loads(text)
                elif kind == wire.PING:
                    writer.write(wire.frame(text, wire.PONG))
                else:
                    return
        finally:
            writer.transport.abort()

    async def close(self):
        """Go, without a word."""
        self.watch.cancel()
        await asyncio.gather(self.watch, return_exceptions=True)

    async def act(self, what, **rest):
        """Do something; its status."""
        given = {"do": what, "by": self.token, **rest}
        return (await wire.post(self.port, "/do.json", given)).status

    async def answer(self, drawn):
        """Answer whatever is asked; the status of each answer."""
        forms = (self.view or {}).get("forms", [])
        return [
            await self.act("answer", key=form["key"], value=value_of(form, drawn)) for form in forms
        ]


def value_of(form, drawn):
    """An answer that a form takes."""
    if "choices" in form:
        calm = form["choices"][: 2 if form["kind"] == "rung" else None]
        return drawn.choice(calm)["value"]
    if "number" in form:
        return 50
    return [one["at"] for one in form["issues"]]
