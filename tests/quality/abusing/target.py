"""The class that is attacked, and where attacks come from."""

import asyncio
import json

from tests.quality import wire


class Target:
    """The class that is attacked, and whoever has joined it."""

    def __init__(self, server):
        self.server, self.port = server, server.port
        self.code, self.teacher, self.screen = server.code, server.teacher, server.screen
        self.tokens = []

    async def act(self, what, by=None, source=None, **rest):
        """An action; the teacher's unless said."""
        given = {"do": what, "by": by or self.teacher, **rest}
        return await wire.post(self.port, "/do.json", given, source)

    async def joined(self, count):
        """Tokens of as many who have joined, from as many addresses as it takes."""
        while len(self.tokens) < count:
            number = len(self.tokens)
            given = {"code": self.code, "name": f"Student {number}"}
            answer = await wire.post(self.port, "/join.json", given, elsewhere(100 + number // 90))
            if answer.status != 200:
                raise RuntimeError(f"nobody can join: {answer.body.decode()}")
            self.tokens.append(json.loads(answer.body)["token"])
        return self.tokens[:count]


def elsewhere(number):
    """An address of this machine that is not the honest student's."""
    return f"127.0.{number // 250}.{2 + number % 250}"


async def at_once(most, making):
    """What some coroutines bring, so many at a time."""
    gate = asyncio.Semaphore(most)

    async def one(coroutine):
        async with gate:
            return await coroutine

    return await asyncio.gather(*map(one, making))
