"""More than anybody could mean, as fast as it comes."""

import asyncio
import time

from tests.quality import wire
from tests.quality.abusing.judging import judged
from tests.quality.abusing.target import at_once, elsewhere


async def pages_flood(target):
    """3,000 pages, QR codes and files of style as fast as they come, 40 at a time."""
    wanted = ("/", "/teach", "/qr.svg", "/static/base.css", "/static/chart.js", "/wall")
    sent = [wire.get(target.port, wanted[n % 6], elsewhere(20 + n % 4)) for n in range(3000)]
    answers = await at_once(40, sent)
    return judged([("a page", one) for one in answers], {0, 200, 429, 503})


async def computing(target):
    """400 wishes for many runs and 60 for figures, no two alike, all at once."""
    sent = [f"/runs.json?runs=2000&seed={1000 + n}" for n in range(400)]
    sent += [f"/export/phases.pdf?runs=2000&seed={5000 + n}" for n in range(60)]
    asked = [
        wire.told(target.port, wire.request("GET", one), elsewhere(24), patience=25) for one in sent
    ]
    answers = await asyncio.gather(*asked)
    return judged(list(zip(sent, answers, strict=True)), {-1, 200, 400, 429, 503})


async def acts_flood(target):
    """One student who sits down and rises 3,000 times, as fast as it goes."""
    (token,) = await target.joined(1)
    acts = [{"do": "rise"} if n % 2 else {"do": "watch", "table": 0} for n in range(3000)]
    sent = [wire.post(target.port, "/do.json", {"by": token, **one}, elsewhere(25)) for one in acts]
    begun = time.monotonic()
    answers = await at_once(20, sent)
    found = judged([("an act", one) for one in answers], {0, 200, 400, 429})
    return found._replace(did=f"{found.did} in {time.monotonic() - begun:.0f} s")
