"""Every field of every action, as what it does not take."""

import itertools

from sim.classroom.playing import room as rooms
from tests.quality import wire
from tests.quality.abusing.judging import judged
from tests.quality.abusing.markup import FORMULA, SCRIPT
from tests.quality.abusing.target import elsewhere
from tests.quality.example_actions import EXAMPLES

ODD = [
    None, True, -1, 2.5, 10**18, 10**400, float("nan"), float("inf"), 1e308, "", " ", "x" * 5000,
    "\ud800", "\x00", SCRIPT, FORMULA, "../../etc/passwd", [], {}, [[]], {"a": {"b": []}},
    [["x"] * 50] * 20, "party:israel", 0,
]  # fmt: skip


def acts():
    """Every action with each of its fields, and others, as what it does not take."""
    for name in rooms.ACTIONS:
        usual = {
            key: [] if value is None else value for key, value in EXAMPLES.get(name, {}).items()
        }
        for field, value in itertools.product((*usual, "by", "surplus"), ODD):
            yield {"do": name, **usual, field: value}


async def wrong_types(target):
    """Every field of every action, and of every other address, as what it does not take."""
    tokens = itertools.cycle(await target.joined(190))  # each may do so much at once
    sent = [
        ("/do.json", {"by": by, **one})
        for one in acts()
        for by in ((target.teacher,) if one["do"] in rooms.TEACHERS else (next(tokens),))
    ]
    for value in ODD:
        sent += [("/do.json", {"do": value, "by": next(tokens)}), ("/sheet", {"by": value}),
                 ("/news", {"by": value}), ("/parameters", {"by": value}),
                 ("/debrief", {"by": next(tokens), "round": value}), ("/debrief", {"by": value}),
                 ("/join.json", {"code": target.code, "name": value})]  # fmt: skip
    answers = [await wire.post(target.port, path, one, elsewhere(3)) for path, one in sent]
    told = [(f"{path} {str(one)[:60]}", answer)
            for (path, one), answer in zip(sent, answers, strict=True)]  # fmt: skip
    found = judged(told, {200, 400, 429})
    found.wrong.extend(await strange_views(target))
    return found


async def strange_views(target):
    """What is no plain number in what the class shows now."""
    wrong = []
    for token in (target.teacher, target.screen, target.tokens[0]):
        reader, writer = await wire.watching(target.port, token)
        _, text = await wire.heard(reader)
        writer.transport.abort()
        if any(word in text.decode() for word in ("NaN", "Infinity")):
            wrong.append("a view with NaN or infinity")
    return wrong
