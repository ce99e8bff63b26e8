"""Attack a class that is served, over real sockets, while an honest student goes on.

    python -m tests.quality.abuse                         # every attack; about five minutes
    python -m tests.quality.abuse frames slow_readers     # some of them

A class is started as a teacher starts it. The attacks come one after another from addresses of
their own (127.0.0.2 and on); beside them an honest student in another process reads a page, takes a
seat or rises, and waits until her page shows it, more than once a second. A line of the table has
an attack, how often it was tried, what the server did, the longest that the student waited for
anything meanwhile, the memory of the server before, at its height and after, and its open files
before and after. What should not have been is listed beneath, and the command ends with status 1:
each attack says what it allows, ``abusing/judging.py`` how much memory. Attacks are made in one
order, whatever the order in which they are named, for some leave the class as others need it. It
needs Linux.
"""

import asyncio
import sys

from experiments import connections
from tests.quality import asked, wire
from tests.quality.abusing import judging
from tests.quality.abusing.fields import wrong_types
from tests.quality.abusing.floods import acts_flood, computing, pages_flood
from tests.quality.abusing.frames import frames
from tests.quality.abusing.identities import codes, elsewheres, forged_tokens
from tests.quality.abusing.judging import BUFFERS, COMPUTES
from tests.quality.abusing.markup import scripts, taken_home
from tests.quality.abusing.requests import bodies, broken_requests, every_route, paths_out
from tests.quality.abusing.slow import slow_readers, slow_senders
from tests.quality.abusing.sockets import chatter, crowd, many_sockets
from tests.quality.abusing.target import Target
from tests.quality.honest import Honest
from tests.quality.started import MemoryWatch, a_class

TABLES = 9

ATTACKS = {
    one.__name__: one
    for one in (
        broken_requests, every_route, bodies, frames, forged_tokens, codes, paths_out, elsewheres,
        slow_senders, many_sockets, slow_readers, chatter, pages_flood, acts_flood, computing,
        scripts, crowd, taken_home, wrong_types,
    )
}  # fmt: skip


BOUNDS = dict.fromkeys((computing, scripts, taken_home, wrong_types), COMPUTES)
HEADS = (
    "attack", "tries", "what the server did", "longest wait [s]", "memory [MiB]", "open files",
)  # fmt: skip


def attack(target, honest, name):
    """A line of the table on an attack, and what should not have been."""
    made, server = ATTACKS[name], target.server
    before = server.taken()
    honest.waits()
    with MemoryWatch(server) as watch:
        found = asyncio.run(made(target))
    longest, late = judging.waited(honest.waits())
    after = server.settled(before.files + judging.FILES)
    took = judging.taken(before, watch.memory, after, BOUNDS.get(made, BUFFERS))
    line = (
        name.replace("_", " "), f"{found.tries:,}", found.did, f"{longest:.2f}",
        f"{before.memory:.0f} → {watch.memory:.0f} → {after.memory:.0f}",
        f"{before.files} → {after.files}",
    )  # fmt: skip
    return line, [f"{name}: {one}" for one in dict.fromkeys([*found.wrong, *late, *took])]


def main(arguments):
    """Attack, and print the table."""
    asked.helped(arguments, __doc__)
    wanted = asked.names("attack", ",".join(arguments), ATTACKS)
    connections.raise_limit()  # of open files: those who attack need some as well
    wrong = []
    with a_class("host=0.0.0.0", f"tables={TABLES}") as server:
        target = Target(server)
        asyncio.run(prepared(target))
        honest = Honest(server.port, server.code)
        print("| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS))
        for name in ATTACKS:
            if name in wanted:
                line, found = attack(target, honest, name)
                wrong += found
                print("| " + " | ".join(line) + " |", flush=True)
        honest.stop()
    wrong += judging.said(server.errors)
    print(f"\nWhat should not have been: {len(wrong)}")
    for one in wrong:
        print(f"- {one}")
    return 1 if wrong else 0


async def prepared(target):
    """Let the class take its time, and what is compiled on first use be compiled."""
    paced = await target.act("pace", seconds=0, day_seconds=3600)
    wanted = wire.request("GET", "/runs.json?runs=20")
    played = await wire.told(target.port, wanted, patience=300)
    if (paced.status, played.status) != (200, 200):
        raise RuntimeError(f"the class is not ready: {paced.status}, {played.status}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
