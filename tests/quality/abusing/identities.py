"""Keys, codes and addresses that are made up."""

import random
import string
import time

from sim.classroom.playing.routes import WRONG_CODES
from tests.quality import wire
from tests.quality.abusing.judging import Found, judged
from tests.quality.abusing.target import at_once, elsewhere

AT_ONCE = 8  # requests that are under way
FORGER, GUESSER, STRANGER = map(elsewhere, (15, 16, 19))  # where each of the attacks comes from
LETTERS = f"{string.ascii_letters}{string.digits}-_"  # of tokens and keys
LENGTHS = (11, 16, 22)  # of them
DRAWN = 1500  # tokens made up of letters
TRIED_EVERYWHERE = 200  # tokens that are shown also where something is read
PAPERS = 300  # keys made up for each paper of a class
GUESSES = 1500  # codes of the room
PICTURES = 300  # of these codes, as a picture of each is asked for


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
    made += ["".join(drawn.choices(LETTERS, k=drawn.choice(LENGTHS))) for _ in range(DRAWN)]
    acts = [("/do.json", {"do": "pause", "by": one}) for one in made]
    acts += [("/do.json", {"do": "rise", "by": one}) for one in made]
    acts += [(path, {"by": one}) for path in ("/sheet", "/news", "/parameters", "/debrief")
             for one in made[:TRIED_EVERYWHERE]]  # fmt: skip
    bearing = {"Cookie": f"by={target.teacher}; truce-token={token}",
               "Authorization": f"Bearer {target.teacher}"}  # fmt: skip
    answers = await at_once(
        AT_ONCE, [wire.post(target.port, *one, FORGER, **bearing) for one in acts]
    )
    keys = [f"/debrief/1/{drawn.randbytes(12).hex()}/{name}"
            for name in ("handout.pdf", "tables.csv") for _ in range(PAPERS)]  # fmt: skip
    more = await at_once(AT_ONCE, [wire.get(target.port, one, FORGER) for one in keys])
    told = [(str(one)[:60], answer) for one, answer in zip(acts, answers, strict=True)]
    told += list(zip(keys, more, strict=True))
    found = judged(told, {400, 404, 429})
    set_by = [one for _, one in told if "set-cookie" in one.headers]
    return found._replace(wrong=found.wrong + ["a cookie is set"] * bool(set_by))


async def codes(target):
    """The code of the room guessed at from one address, also with an address that is made up."""
    guesses = [f"{number:05d}" for number in range(GUESSES)]
    begun = time.monotonic()
    sent = [
        wire.post(
            target.port, "/join.json", {"code": one, "name": "Eve"}, GUESSER,
            X_Forwarded_For=f"10.0.{place // 250}.{place % 250}", X_Real_IP="10.0.0.1",
            Forwarded=f"for=10.1.0.{place % 250}",
        )
        for place, one in enumerate(guesses)
    ]  # fmt: skip
    sent += [wire.get(target.port, f"/qr.svg?code={one}", GUESSER) for one in guesses[:PICTURES]]
    answers = await at_once(AT_ONCE, sent)
    took = time.monotonic() - begun
    found = judged([("a guess", one) for one in answers], {200, 400, 429})
    heard = sum(one.status == 400 for one in answers)
    right = await wire.post(
        target.port, "/join.json", {"code": target.code, "name": "Eve"}, GUESSER
    )
    wrong = [*found.wrong]
    most, span = WRONG_CODES
    if heard > most + most * took / span + 1:
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
            one = await wire.get(target.port, path, STRANGER, Host=name)
            told.append((f"{path} of {name!r}", one))
    for path in ("/do.json", "/join.json", "/sheet", "/news", "/debrief", "/teach", "/nothing"):
        for origin in ORIGINS:
            given = {"do": "finish", "by": target.teacher}
            one = await wire.post(target.port, path, given, STRANGER, Origin=origin)
            told.append((f"{path} from {origin}", one))
    for origin in (*ORIGINS, "null"):
        one = await wire.told(target.port, wire.handshake(Origin=origin), STRANGER)
        told.append((f"/watch from {origin}", one))
    return judged(told, {400, 403})
