"""What was agreed at a table, or was put to the vote at home and voted down: its terms in points.

Once a class looks back nothing is secret: what the terms are worth stands there for both sides.
"""

from typing import NamedTuple

import numpy as np

from agents import levels
from sim import arrow, deals, model
from sim.story.talks import level as level_in_words
from sim.story.talks import unit

HUNDRED = 100.0  # points to a side of the best deal that the talks could bring it
LEAST = 0.05  # points; less is written as none
PAYMENT = "Side payment"
TOTAL = "Together"
AGREED = "What was agreed on day {day}."
VOTED_DOWN = "What was put to the vote on day {day}, and voted down."
ROUNDED = "The points of the lines are rounded, and so may add up to a little more or less."


class Deal(NamedTuple):
    """A deal with its terms."""

    caption: str
    sides: tuple  # names
    rows: tuple  # what, its level in words, points to each side
    note: str


def made(table):
    """The deals that were made at a table, in the order of their days."""
    if not table.game.scenario.premises.issues or not table.game.days:
        return ()
    offers, runs = (arrow.columns(table.as_table(name)) for name in ("offers", "runs"))
    down = deals.voted_down({"offers": offers, "runs": runs})
    accepted = np.nonzero(offers["accepted"].astype(bool))[0]
    return tuple(deal(table, offers, row, bool(down[row])) for row in accepted)


def deal(table, offers, row, is_down):
    """A deal, from its row among the offers."""
    words, day = table.words, int(offers["day"][row])
    lines = [term(table, key, issue, float(offers[key][row])) for key, issue in issues(table, day)]
    total = [HUNDRED * float(offers[f"utility_{key}"][row]) for key in words.keys]
    paid = [whole - sum(line[2 + slot] for line in lines) for slot, whole in enumerate(total)]
    if max(map(abs, paid)) >= LEAST:
        lines.append((PAYMENT, None, *paid))
    lines.append((TOTAL, None, *total))
    caption = (VOTED_DOWN if is_down else AGREED).format(day=day)
    return Deal(caption, tuple(map(words.party, words.keys)), tuple(lines), note(lines))


def issues(table, day):
    """The issues of the talks as they stood on a day, by key."""
    game = table.game
    then = model.Negotiation(game.scenario, game.seed, game.run, row=game.rows[day])
    return zip(table.words.scenario.measures, then.issues, strict=True)


def term(table, key, issue, level):
    """What a deal says on an issue, and what that is worth to each side."""
    said = level_in_words(table.words, key, level)
    worths = [HUNDRED * issue.share[s] * levels.worth_of_level(issue, s, level) for s in range(2)]
    return table.words.issue(key), f"{said}{unit(table.words, key)}", *worths


def note(lines):
    """That written points do not add up to the last digit, where they do not."""
    for slot in (2, 3):
        *parts, total = [round(line[slot], 1) for line in lines]
        if abs(sum(parts) - total) >= LEAST:
            return ROUNDED
    return ""
