"""Markup and formulas that students write, looked for on pages and in files."""

import csv
import html
import io
import json

from tests.quality import wire
from tests.quality.abusing.judging import judged
from tests.quality.abusing.target import elsewhere

SCRIPT = "<img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://x","y")'


TEXTS = (SCRIPT, FORMULA, "<script>alert(1)</script>", "'\"><svg/onload=alert(1)>", "{{7*7}}")


async def scripts(target):
    """Markup and formulas as names, as what is said, and in addresses; looked for everywhere."""
    token = await seated(target)
    told = []
    for text in TEXTS:
        given = {"code": target.code, "name": text[:24]}
        told.append(("a name", await wire.post(target.port, "/join.json", given, elsewhere(18))))
        told.append(("said", await target.act("say", token, text=text)))
        told.append(("to all", await target.act("broadcast", text=text)))
        for path in ("/explore?scenario=", "/explore?a.x=", "/run.json?seed=", "/export/",
                     "/knob?key=", "/export/scenario.yaml?a.notes=", "/"):  # fmt: skip
            asked = path + "".join(f"%{one:02x}" for one in text.encode())
            told.append((asked[:40], await wire.get(target.port, asked, elsewhere(18))))
    wrong = list(judged(told, {200, 400, 404, 429}).wrong)
    for sent, one in told:
        is_page = one.headers.get("content-type", "").startswith("text/html")
        if is_page and any(text.encode() in one.body for text in TEXTS if "<" in text):
            wrong.append(f"{sent}: markup on a page")
    await target.act("hush")
    return judged(told, {200, 400, 404, 429})._replace(wrong=wrong)


async def seated(target):
    """The token of a student who has a seat in a class that plays; not the one who floods it."""
    _, token = await target.joined(2)
    seats = json.loads(await first_view(target.port, token))["seats"][0]
    seat = next((one["seat"] for one in seats if one["by"] is None), None)
    await target.act("take", token, table=0, seat=seat)
    await target.act("start")
    return token


async def first_view(port, token):
    """The first that a web socket shows."""
    reader, writer = await wire.watching(port, token)
    _, text = await wire.heard(reader)
    writer.transport.abort()
    return text


async def taken_home(target):
    """The files of a round in which markup and formulas were said, looked through for them."""
    token = await seated(target)
    told = [("said", await target.act("say", token, text=text)) for text in (SCRIPT, FORMULA)]
    await target.act("finish")
    asked = json.dumps({"by": target.teacher}).encode()
    sent = wire.request("POST", "/debrief", asked, Content_Type="application/json")
    answer = await wire.told(target.port, sent, patience=300)
    key = html.unescape(answer.body.decode()).partition("/debrief/1/")[2].partition("/")[0]
    told.append(("looking back", answer))
    wrong = []
    for name in ("handout.html", "handout.pdf", "tables.csv", "decisions.csv"):
        one = await wire.told(
            target.port, wire.request("GET", f"/debrief/1/{key}/{name}"), patience=180
        )
        told.append((name, one))
        if any(text.encode() in one.body for text in (SCRIPT, FORMULA, "onload")):
            wrong.append(f"{name}: what a student wrote")
        if name.endswith("csv"):
            wrong += [f"{name}: a formula" for cell in cells(one.body) if cell[:1] in "=+@\t\r"]
    found = judged(told, {200})
    return found._replace(wrong=found.wrong + wrong)


def cells(text):
    """The cells of a table that are not empty, without numbers."""
    for row in csv.reader(io.StringIO(text.decode())):
        yield from (one for one in row if one)
