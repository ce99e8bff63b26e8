"""Attack a class that is served, over real sockets, while an honest student goes on.

    python -m tests.quality.abuse                         # every attack; about six minutes
    python -m tests.quality.abuse frames slow_readers     # some of them

A class is started as a teacher starts it. The attacks come one after another from addresses of
their own (127.0.0.2 and on); beside them an honest student in another process reads a page, takes a
seat or rises, and waits until her page shows it, more than once a second. A line of the table has
an attack, how often it was tried, what the server did, the longest that the student waited for
anything meanwhile, and the memory and open files of the server before and after. What should not
have been is listed beneath, and the command ends with status 1. It needs Linux.
"""

import asyncio
import collections
import itertools
import sys

from tests.quality import wire
from tests.quality.abusing.fields import wrong_types
from tests.quality.abusing.floods import acts_flood, computing, pages_flood
from tests.quality.abusing.frames import frames
from tests.quality.abusing.identities import codes, elsewheres, forged_tokens
from tests.quality.abusing.judging import SOON
from tests.quality.abusing.markup import scripts, taken_home
from tests.quality.abusing.requests import bodies, broken_requests, every_route, paths_out
from tests.quality.abusing.slow import slow_readers, slow_senders
from tests.quality.abusing.sockets import chatter, crowd, many_sockets
from tests.quality.abusing.target import Target
from tests.quality.honest import Honest
from tests.quality.started import started

TABLES = 9

ATTACKS = {
    one.__name__: one
    for one in (
        broken_requests, every_route, bodies, frames, forged_tokens, codes, paths_out, elsewheres,
        slow_senders, many_sockets, slow_readers, chatter, pages_flood, acts_flood, computing,
        scripts, crowd, taken_home, wrong_types,
    )
}  # fmt: skip


def attack(target, honest, name):
    """A line of the table on an attack, and what should not have been."""
    before = target.server.settled()
    honest.waits()
    found = asyncio.run(ATTACKS[name](target))
    waits = honest.waits()
    longest = max((max(one) for one in waits if one), default=0.0)
    after = target.server.settled()
    wrong = [f"{name}: {one}" for one in dict.fromkeys(found.wrong)]
    if longest > SOON:
        wrong.append(f"{name}: the honest student waited {longest:.1f} s")
    line = (
        name.replace("_", " "), f"{found.tries:,}", found.did, f"{longest:.2f}",
        f"{before.memory:.0f} → {after.memory:.0f}", f"{before.files} → {after.files}",
    )  # fmt: skip
    return line, wrong


def said(lines):
    """What went wrong as the terminal has it, by how often: the last lines of its tracebacks."""
    ends = [
        line for before, line in itertools.pairwise(lines)
        if before.startswith("  ") and not line.startswith((" ", "Traceback"))
    ]  # fmt: skip
    return collections.Counter(ends)


HEADS = ("attack", "tries", "what the server did", "longest wait [s]", "memory [MiB]", "open files")


def main(given):
    """Attack, and print the table."""
    wrong = []
    with started("classroom", "host=0.0.0.0", f"tables={TABLES}") as server:
        target = Target(server)
        asyncio.run(prepared(target))
        honest = Honest(server.port, server.code)
        print("| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS))
        for name in given or ATTACKS:
            line, found = attack(target, honest, name)
            wrong += found
            print("| " + " | ".join(line) + " |", flush=True)
        honest.stop()
    wrong += [f"the terminal, {count} times: {one}" for one, count in said(server.errors).items()]
    print(f"\nWhat should not have been: {len(wrong)}")
    for one in wrong:
        print(f"- {one}")
    return 1 if wrong else 0


async def prepared(target):
    """Let the class take its time, and what is compiled on first use be compiled."""
    await target.act("pace", seconds=0, day_seconds=3600)
    wanted = wire.request("GET", "/runs.json?runs=20")
    await wire.told(target.port, wanted, patience=300)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
