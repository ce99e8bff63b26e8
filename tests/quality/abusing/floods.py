"""More than anybody could mean, as fast as it comes."""

import asyncio
import time

from tests.quality import wire
from tests.quality.abusing.judging import judged
from tests.quality.abusing.target import at_once, elsewhere

AT_ONCE, A_SECOND = 60, 2  # things that a student may do, as docs/classroom.md tells
IN_LINE = 120 + 20  # wishes for runs and for figures that may wait: what a class of thirty has
UNDER_WAY = 2 + 1  # of each, on as many threads
TOLD = 10.0  # seconds in which whoever is not let into the line, or no more in it, is told so
COMPUTED = 15.0  # seconds more, after which the class starts
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
    """400 wishes for many runs and 60 for figures, no two alike, at once; then the class starts.

    Some are answered, some wait in the line, and the rest is told that there is no room. When the
    class starts, those in the line are told so as well.
    """
    sent = [f"/runs.json?runs=2000&seed={1000 + n}" for n in range(400)]
    sent += [f"/export/phases.pdf?runs=2000&seed={5000 + n}" for n in range(60)]
    asked = [asyncio.create_task(wire.get(target.port, one)) for one in sent]
    _, held = await asyncio.wait(asked, timeout=TOLD)
    await asyncio.wait(asked, timeout=COMPUTED)
    begun = await target.act("start")
    _, late = await asyncio.wait(asked, timeout=TOLD)
    answers = await asyncio.gather(*asked)
    found = judged([*zip(sent, answers, strict=True), ("the start", begun)], {200, 503})
    if len(held) > IN_LINE + UNDER_WAY:
        found.wrong.append(f"{len(held)} wait, of at most {IN_LINE + UNDER_WAY}")
    if late:
        found.wrong.append(f"{len(late)} still wait {TOLD:.0f} s after the start")
    if not any(one.status == 200 for one in answers):
        found.wrong.append("nobody was answered")
    return found._replace(did=f"{found.did}; {len(held)} had waited {TOLD:.0f} s")


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
