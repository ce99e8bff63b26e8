"""Keys, codes and addresses that are made up."""

import random
import time

from tests.quality import wire
from tests.quality.abusing.judging import Found, judged
from tests.quality.abusing.target import at_once, elsewhere


async def forged_tokens(target):
    """Tokens, keys and cookies that are drawn, cut short, lengthened or written otherwise."""
    (token,) = await target.joined(1)
    drawn = random.Random(1)
    made = [
        change(one)
        for one in (token, target.teacher, target.screen)
        for change in (
            lambda x: x[:-1], lambda x: x[1:], lambda x: x + "A", str.swapcase, str.lower,
            lambda x: x + "\x00", lambda x: f" {x}", lambda x: [x], lambda x: {"by": x},
            lambda x: f"{x}' or '1'='1", lambda x: x.encode().hex(), lambda x: "*",
            lambda x: x[::-1],
        )
    ]  # fmt: skip
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    made += ["".join(drawn.choices(letters, k=drawn.choice((11, 16, 22)))) for _ in range(1500)]
    acts = [("/do.json", {"do": "pause", "by": one}) for one in made]
    acts += [("/do.json", {"do": "rise", "by": one}) for one in made]
    acts += [(path, {"by": one}) for path in ("/sheet", "/news", "/parameters", "/debrief")
             for one in made[:200]]  # fmt: skip
    bearing = {"Cookie": f"by={target.teacher}; truce-token={token}",
               "Authorization": f"Bearer {target.teacher}"}  # fmt: skip
    answers = await at_once(
        8, [wire.post(target.port, *one, elsewhere(15), **bearing) for one in acts]
    )
    keys = [f"/debrief/1/{drawn.randbytes(12).hex()}/{name}"
            for name in ("handout.pdf", "tables.csv") for _ in range(300)]  # fmt: skip
    more = await at_once(8, [wire.get(target.port, one, elsewhere(15)) for one in keys])
    told = [(str(one)[:60], answer) for one, answer in zip(acts, answers, strict=True)]
    told += list(zip(keys, more, strict=True))
    found = judged(told, {400, 404, 429})
    set_by = [one for _, one in told if "set-cookie" in one.headers]
    return found._replace(wrong=found.wrong + ["a cookie is set"] * bool(set_by))


async def codes(target):
    """The code of the room guessed at from one address, also with an address that is made up."""
    guesses = [f"{number:05d}" for number in range(1500)]
    begun = time.monotonic()
    sent = [
        wire.post(
            target.port, "/join.json", {"code": one, "name": "Eve"}, elsewhere(16),
            X_Forwarded_For=f"10.0.{place // 250}.{place % 250}", X_Real_IP="10.0.0.1",
            Forwarded=f"for=10.1.0.{place % 250}",
        )
        for place, one in enumerate(guesses)
    ]  # fmt: skip
    sent += [wire.get(target.port, f"/qr.svg?code={one}", elsewhere(16)) for one in guesses[:300]]
    answers = await at_once(8, sent)
    took = time.monotonic() - begun
    found = judged([("a guess", one) for one in answers], {200, 400, 429})
    heard = sum(one.status == 400 for one in answers)
    right = await wire.post(
        target.port, "/join.json", {"code": target.code, "name": "Eve"}, elsewhere(16)
    )
    wrong = [*found.wrong]
    if heard > 60 + took + 1:
        wrong.append(f"{heard} guesses were heard in {took:.0f} s")
    if right.status != 429:
        wrong.append("who has guessed too often is heard")
    return Found(len(answers), f"{heard} heard in {took:.0f} s; {found.did}", wrong)


NAMES_OF_OTHERS = (
    "evil.example", "127.0.0.1.evil.example", "evil", "", "localhost.evil", "[::1", "a@b",
)  # fmt: skip
ORIGINS = (
    "http://evil.example", "https://127.0.0.1:1", "http://127.0.0.1.evil.example", "file://", "x",
)  # fmt: skip


async def elsewheres(target):
    """Pages of other addresses and names of other machines, on every path and the web socket."""
    told = []
    for path in ("/", "/teach", "/run.json?runs=20", "/static/base.css", "/qr.svg", "/nothing"):
        for name in NAMES_OF_OTHERS:
            one = await wire.get(target.port, path, elsewhere(19), Host=name)
            told.append((f"{path} of {name!r}", one))
    for path in ("/do.json", "/join.json", "/sheet", "/news", "/debrief", "/teach", "/nothing"):
        for origin in ORIGINS:
            given = {"do": "finish", "by": target.teacher}
            one = await wire.post(target.port, path, given, elsewhere(19), Origin=origin)
            told.append((f"{path} from {origin}", one))
    for origin in (*ORIGINS, "null"):
        one = await wire.told(target.port, wire.handshake(Origin=origin), elsewhere(19))
        told.append((f"/watch from {origin}", one))
    return judged(told, {400, 403})
