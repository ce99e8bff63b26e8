"""More than anybody could mean, as fast as it comes."""

import asyncio
import collections
import time

from tests.quality import wire
from tests.quality.abusing.judging import judged
from tests.quality.abusing.target import at_once, elsewhere

AT_ONCE, A_SECOND = 60, 2  # things that a student may do, as docs/classroom.md tells
IN_LINE = 120 + 20  # wishes for runs and for figures that may wait: what a class of thirty has
UNDER_WAY = 2 + 1  # of each, on as many threads
TOLD = 10.0  # seconds in which whoever is not let into the line is told so
PAGES_A_SECOND = 30  # at least, of a class of thirty that comes in at once


async def pages_flood(target):
    """3,000 pages, QR codes and files of style as fast as they come, 40 at a time.

    Each of them has to come: nobody who reads pages is sent away.
    """
    wanted = ("/", "/teach", "/qr.svg", "/static/base.css", "/static/chart.js", "/wall")
    sent = [wire.get(target.port, wanted[n % 6], elsewhere(20 + n % 4)) for n in range(3000)]
    begun = time.monotonic()
    answers = await at_once(40, sent)
    took = time.monotonic() - begun
    found = judged([("a page", one) for one in answers], {200})
    if took > len(sent) / PAGES_A_SECOND:
        found.wrong.append(f"{len(sent)} pages took {took:.0f} s")
    return found._replace(did=f"{found.did} in {took:.0f} s")


async def computing(target):
    """400 wishes for many runs and 60 for figures, no two alike, all at once.

    Some are answered, some wait longer than they are waited for here, and for the rest there is no
    room in the line.
    """
    sent = [f"/runs.json?runs=2000&seed={1000 + n}" for n in range(400)]
    sent += [f"/export/phases.pdf?runs=2000&seed={5000 + n}" for n in range(60)]
    begun, after = time.monotonic(), {}  # seconds until each was answered

    async def one(path):
        answer = await wire.told(target.port, wire.request("GET", path), patience=25)
        after[path] = time.monotonic() - begun
        return answer

    answers = await asyncio.gather(*map(one, sent))
    found = judged(list(zip(sent, answers, strict=True)), {-1, 200, 503})
    counted = collections.Counter(answer.status for answer in answers)
    told = max((after[path] for path, answer in zip(sent, answers, strict=True)
                if answer.status == 503), default=0.0)  # fmt: skip
    if counted[-1] > IN_LINE + UNDER_WAY:
        found.wrong.append(f"{counted[-1]} wait, of at most {IN_LINE + UNDER_WAY}")
    if counted[200] == 0:
        found.wrong.append("nobody was answered")
    if told > TOLD:
        found.wrong.append(f"that the line is full was told after {told:.0f} s")
    return found


async def acts_flood(target):
    """One student who sits down and rises 3,000 times, as fast as it goes."""
    (token,) = await target.joined(1)
    acts = [{"do": "rise"} if n % 2 else {"do": "watch", "table": 0} for n in range(3000)]
    sent = [wire.post(target.port, "/do.json", {"by": token, **one}, elsewhere(25)) for one in acts]
    begun = time.monotonic()
    answers = await at_once(20, sent)
    took = time.monotonic() - begun
    found = judged([("an act", one) for one in answers], {200, 400, 429})
    heard, most = sum(one.status != 429 for one in answers), AT_ONCE + A_SECOND * took + 1
    if heard > most:
        found.wrong.append(f"{heard} acts were heard in {took:.0f} s, of at most {most:.0f}")
    return found._replace(did=f"{found.did} in {took:.0f} s")
