"""Forms: a question put to a seat, with the answers that it takes, in words.

A form is plain data for a page: a title, what lies on the table, and either choices or a level for
each issue. What it shows is what its seat may know.
"""

from agents import asking, human, levels, ratifying, talking
from agents.rules import ladder
from agents.traits import BRIDGING, INSTRUMENTS, MediatorTraits
from sim.classroom import sheets
from sim.classroom.knowing import instruments
from sim.classroom.knowing.facts import POINTS
from sim.classroom.playing import grounds, in_words
from sim.premises import BRIDGING as BY_MEDIATORS
from sim.protocols import one_text
from sim.protocols import table as talks
from sim.refusals import PremiseError
from sim.story.talks import level as level_in_words
from sim.story.talks import unit
from sim.story.words import RUNGS, count, singular

YES, NO = 1, 0
BUDGETS = tuple(
    MediatorTraits.model_fields[f"budget_{key}"].json_schema_extra["unit"] for key in INSTRUMENTS
)
PROPOSAL = (
    "It is put to both sides after what they offer each other today, to be taken or left; if they "
    "agree before that, it is not made. If you leave every level as it stands here, your staff "
    "draw it up anew in the light of those offers."
)


class Forms:
    """The forms of a table as it stands."""

    def __init__(self, game, words):
        self.game = game
        self.words = words

    def form(self, question):
        """A question as plain data; ``key`` is what its answer is given under."""
        made = {
            "key": list(question.key),
            "kind": question.kind,
            **MAKERS[question.kind](self, question),
        }
        if question.table and question.kind in ("answer", "vote"):
            leads = question.seat.startswith("party:")
            made["table"] = self.terms(question.table, self.slot_of(question.seat), leads)
        if question.kind == "answer":
            least = POINTS * talking.reserve(self.party(question.seat))
            made["note"] = f"As things stand, the least you should take is {points(least)}."
        return made

    def slot_of(self, seat):
        """The side that a seat is on; None for a mediator."""
        kind, _, key = seat.partition(":")
        if kind == "party":
            return self.words.keys.index(key)
        if kind == "constituency":
            return self.words.scenario.premises.constituencies[key].by
        return None

    def delivery(self, question):
        """An obligation that is due."""
        key = list(self.game.scenario.premises.obligations)[question.item]
        item = self.game.now.obligations[question.item]
        late = grounds.is_late(self.game, item)
        when = f"Late, due on {self.words.day(int(item.due))}" if late else "Due today"
        moved, in_return = grounds.traded(self.game, self.words, question.item)
        again = self.game.now.world.review_days
        return {
            "title": f"{when}{moved}: {self.words.items[key]}.",
            "note": f"{in_return}{grounds.condition(self.game, self.words, item)}"
            f"{grounds.accounts(self.game, self.words, self.slot_of(question.seat))} "
            f"To deliver this costs you {points(self.cost(question.item))}.",
            "choices": [
                choice(asking.DELIVER, "Deliver", "A hitch may still hold it up."),
                choice(asking.DELAY, "Delay", "Not today; it comes up again within days."),
                choice(asking.WITHHOLD, "Withhold", f"It comes up again in {again} days."),
            ],
        }

    def cost(self, place):
        """What an obligation costs the side that owes it, in points of 100."""
        return POINTS * self.game.now.obligations[place].cost

    def rung(self, question):
        """How to answer the other side's conduct."""
        now = self.party(question.seat).rung
        return {
            "title": "How does your side answer what has happened?",
            "note": grounds.answered(self.game, self.words, question.seat),
            "choices": [
                choice(rung, steps(rung, now), ANSWERS[rung]) for rung in self.rungs(question.seat)
            ],
        }

    def rungs(self, seat):
        """The rungs that a party may stand on at the end of the day."""
        world, now = self.game.now.world, self.party(seat).rung
        near = range(
            max(ladder.PEACE, now - world.rungs_a_day),
            min(ladder.STOP, now + world.rungs_a_day) + 1,
        )
        return [*near, ladder.RESUME] if world.resumable == 1 else list(near)

    def party(self, seat):
        """The party at a seat, as it stands."""
        return self.game.now.parties[self.words.keys.index(seat.partition(":")[2])]

    def use(self, question):
        """Whether to use an instrument; one that is a proposal is drawn up in the same form."""
        place = asking.instrument_of(question.item)
        mediator = self.mediator(question.seat)
        price = points(POINTS * mediator.price[place])
        left = f"Left of your budget: {count(mediator.left[place], singular(BUDGETS[place]))}."
        does = instruments.does(place, mediator, sheets.by_name(self.words))
        made = {
            "title": f"{in_words.use_in_words(question, self.words)}?",
            "note": f"{does} Price: {price} of your own.",
            "choices": [choice(YES, "Yes", left), choice(NO, "No", "")],
        }
        if self.is_proposal(question):
            draft = self.game.draft(question.seat)
            made |= {"issues": self.put_at(draft, None), "asks": YES, "after": PROPOSAL}
        return made

    def is_proposal(self, question):
        """True if whoever says yes proposes a deal today; mediators in turn are asked in turn."""
        proposes = question.kind == "use" and asking.instrument_of(question.item) == BRIDGING
        return proposes and self.game.now.world.protocol != BY_MEDIATORS

    def proposes(self, question, value):
        """True if an answer is a proposal drawn up, and not a plain yes or no."""
        return self.is_proposal(question) and isinstance(value, list)

    def proposed(self, question, value):
        """The level of each issue of a proposal; refuses what the form does not allow.

        One that was left as it stood is drawn up by the agent, in the light of the day's offers.
        """
        draft = self.game.draft(question.seat)
        levels_put = self.levels_taken(self.put_at(draft, None), draft, value)
        return human.AS_DRAWN if levels_put == draft else levels_put

    def mediator(self, seat):
        """The mediator at a seat, as it stands."""
        key = seat.partition(":")[2]
        return next(one for one in self.game.now.mediators if one.name == key)

    def constituency(self, seat):
        """The constituency at a seat, as it stands."""
        keys = list(self.game.scenario.premises.constituencies)
        return self.game.now.constituencies[keys.index(seat.partition(":")[2])]

    def answer(self, question):
        """An offer or a draft to be accepted or refused."""
        return {
            "title": self.put(question.item),
            "choices": [choice(1, "Accept", ""), choice(0, "Refuse", "")],
        }

    def put(self, item):
        """Who has put what on the table."""
        if item == one_text.CHANGE:
            return "The draft may be changed as below. Let the change stand?"
        if item == one_text.SIGNING:
            return "Sign the draft as it stands?"
        if item >= talks.MEDIATORS:
            streams = {one.stream: one.name for one in self.game.now.mediators}
            by = self.words.mediator(streams[item - talks.MEDIATORS])
            return f"{by} proposes this deal, to be taken or left."
        return f"{self.words.streams[item]} offers this."

    def demand(self, question):
        """A sealed demand, in points."""
        return {
            "title": "What do you ask for? Both sides' demands are opened at once.",
            "number": {"low": 0, "high": POINTS, "step": 1, "unit": "points out of 100"},
        }

    def vote(self, question):
        """A vote on a deal."""
        least = POINTS * ratifying.least(self.constituency(question.seat))
        return {
            "title": "A deal has been made at the table. Do you approve it?",
            "note": f"In your present mood the least you should approve is {points(least)}.",
            "choices": [choice(1, "Approve", ""), choice(0, "Reject", "")],
        }

    def leave(self, question):
        """A partner in government that may go, or come back."""
        if question.item == 0:
            leaving = choice(1, "Leave", "Your side loses your weight at home.")
            return {
                "title": "Today your people's mood has fallen below the line at which you leave.",
                "choices": [leaving, choice(0, "Stay", "")],
            }
        return {
            "title": "Today your people's mood has risen above the line at which you return.",
            "choices": [choice(0, "Return", ""), choice(1, "Stay out", "")],
        }

    def offer(self, question):
        """A level for each issue."""
        slot = self.slot_of(question.seat)
        what = "Your offer" if slot is not None else "The deal that you propose to both sides"
        return {
            "title": f"{what}: a level on each issue.",
            "issues": self.put_at(question.table, slot),
        }

    def put_at(self, levels_put, slot):
        """Each issue with the place of the level from which a form starts.

        That is the agent's own level; of an issue that counts for nothing to whoever offers, the
        level that the other side likes best, so that nobody asks for what it has no use for.
        """
        found = []
        for made, issue, level in zip(
            self.issues(slot), self.game.now.issues, levels_put, strict=True
        ):
            start = levels.favourite(issue, 1 - slot) if counts_for_nothing(made) else level
            found.append({**made, "at": place_of(made, start)})
        return found

    def issues(self, slot):
        """Each issue with the words of its levels and what each is worth to a side."""
        found = []
        for key, issue in zip(self.words.scenario.measures, self.game.now.issues, strict=True):
            steps_up = [place / (issue.levels - 1.0) for place in range(issue.levels)]
            made = {
                "key": key,
                "name": self.words.issue(key),
                "unit": unit(self.words, key),
                "labels": [level_in_words(self.words, key, level) for level in steps_up],
            }
            if slot is not None:
                made["points"] = [
                    POINTS * issue.share[slot] * levels.worth_of_level(issue, slot, one)
                    for one in steps_up
                ]
                made["line"] = [not levels.keeps_line(issue, slot, one) for one in steps_up]
                if issue.last[1 - slot] >= 0.0:
                    made["theirs"] = level_in_words(self.words, key, issue.last[1 - slot])
            found.append(made)
        return found

    def terms(self, table, slot, leads=False):
        """The offer on the table, issue by issue, with its worth to a side.

        Where the red lines of a side are only those who lead it know.
        """
        rows = []
        for issue, level in zip(self.issues(slot), table, strict=True):
            place = place_of(issue, level)
            row = {"name": issue["name"], "unit": issue["unit"], "level": issue["labels"][place]}
            if slot is not None:
                row["points"] = issue["points"][place]
                row["line"] = leads and issue["line"][place]
            rows.append(row)
        return rows

    def taken(self, question, value):
        """An answer as the table plays it; refuses what the form does not allow."""
        made = self.form(question)
        if "choices" in made:
            allowed = [one["value"] for one in made["choices"]]
            if isinstance(value, bool) or value not in allowed:
                raise refusal(value, f"one of {', '.join(map(str, allowed))}")
            return int(value)
        if "number" in made:
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise refusal(value, "a number from 0 to 100")
            if not 0 <= value <= POINTS:
                raise refusal(value, "a number from 0 to 100")
            return value / POINTS
        return self.levels_taken(made["issues"], question.own, value)

    def levels_taken(self, issues, own, value):
        """An offer as the level of each issue; a form has the place of each level.

        A level at the agent's own place is the agent's own to the last bit.
        """
        if not isinstance(value, list) or len(value) != len(issues):
            raise refusal(value, f"a list of {len(issues)} whole numbers, one for each issue")
        for issue, place in zip(issues, value, strict=True):
            last = len(issue["labels"]) - 1
            if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place <= last:
                raise refusal(place, f"a whole number from 0 to {last} for {issue['name']}")
        return tuple(
            level if place == place_of(issue, level) else place / (len(issue["labels"]) - 1.0)
            for issue, level, place in zip(issues, own, value, strict=True)
        )


MAKERS = {name: getattr(Forms, name) for name in (*asking.KINDS, human.OFFER)}

ANSWERS = (
    "No step is taken; what you hold against the other side stays, and fades with time.",
    "A public protest; it costs little.",
    "Aid and withdrawals stop, exchanges come a day at a time.",
    "The talks stop as well.",
    "Nothing is delivered any more.",
    "The truce ends.",
)


def counts_for_nothing(issue):
    """True of an issue in a party's form if every level of it is worth the same to the party."""
    return "points" in issue and len(set(issue["points"])) == 1


def place_of(issue, level):
    """The place of a level among those of an issue in a form."""
    return round(level * (len(issue["labels"]) - 1))


def choice(value, label, note):
    """One answer that a form takes."""
    return {"value": value, "label": label, "note": note}


def steps(rung, now):
    """A rung as an answer, marked if it is where the party stands."""
    text = RUNGS[rung][:1].upper() + RUNGS[rung][1:]
    return f"{text} (as now)" if rung == now else text


def points(number):
    """A number of points out of 100."""
    return f"{number:.1f} points"


def refusal(value, allowed):
    """The error for an answer that a form does not take."""
    return PremiseError("answer", f"{value!r} is not allowed; it takes {allowed}")
