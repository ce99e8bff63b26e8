"""What everybody at a table hears of a day, in words; no seat's numbers are in it.

What one side did not deliver is heard only as the other side's claim, which may be wrong.
"""

from agents.rules import ladder
from agents.traits import FULL
from sim import rows
from sim.classroom.knowing.facts import POINTS
from sim.classroom.sheets import SECTIONS
from sim.story.talks import changed
from sim.story.words import MANDATES, RUNGS, Words, count, listed, sentence
from sim.words import capital

PLAIN = {
    "talks_begin": "The talks on the next phase begin",
    "talks_stop": "The talks stop",
    "talks_break_down": "The talks break down for good",
    "settled": "The crisis is settled: both sides step down",
    "crisis": "A crisis opens",
    "crisis_fades": "The crisis fades",
    "shock": "An outside shock raises the tension",
    "extended": "The phase is extended",
    "not_extended": "The phase is not extended",
    "limbo": "The phase has run out, and no next one is in force",
    "calm": "The last phase has run its course: lasting calm",
    "expired": "The truce has run out, and nothing follows it",
}
USED = {
    "payment": "offers a side payment for an agreement",
    "guarantee": "gives a guarantee",
    "monitoring": "sends monitors",
    "deadline": "sets a deadline for the talks",
}
ENDED = {
    "pressure": "{} no longer presses the sides",
    "monitoring": "the monitors of {} leave",
    "deadline": "the deadline that {} had set has passed without an agreement",
}
DEALS = {  # what has become by the evening of a deal made at the table
    "ratified": "A deal is made at the table and approved at home by both sides: it is agreed",
    "rejected": "A deal is made at the table but voted down at home: it binds nobody",
    "": "A deal is made at the table, and nobody has to approve it at home: it is agreed",
}
OUTLOOKS = ((0.67, 1.01, "good"), (0.33, 0.67, "open"), (0.0, 0.33, "poor"))  # from, to a share
CHANGED = "{}: something has changed that nobody else knows; it may act otherwise from now on"
PLAN = "relocation.proposal"
OWN = {"parties": Words.party, "mediators": Words.mediator, "constituencies": Words.constituency}
WORTHS = ("issues", "obligations")
SCALED = {"points": POINTS, "share": 100.0}  # numbers in these units, as they are told
SILENT = (  # what only some seats know, or a claim alone makes known, or other news tell as well
    "delays", "withholds", "lets_pass", "stays", "passes", "offence", "informs", "ratified",
    "rejected",
)  # fmt: skip


def told(events, words):
    """The news of a day's events, in their order; votes and incidents in one sentence each."""
    found, summed = [], set()
    for event in events:
        if event.kind in SILENT or event.kind in summed:
            continue
        if event.kind in SUMMED:
            summed.add(event.kind)
            text = SUMMED[event.kind](events, words)
        else:
            text = PLAIN.get(event.kind) or NEWS[event.kind](event, words)
        if text and sentence(text) not in found:
            found.append(sentence(text))
    return found


def phase_begins(event, words):
    """A phase that begins."""
    name = words.plain(list(words.scenario.premises.phases)[event.number - 1])
    return f"{name} begins; it ends on {words.day(int(event.reasons.last))}"


def delivers(event, words):
    """Something delivered."""
    done = words.verbs[event.item][0]
    return f"{words.party(event.actor)} has {done} {words.items[event.item]}"


def claim(event, words):
    """A breach claimed."""
    party, other = words.party(event.actor), words.other(event.actor)
    return f"{party} says that {other} is in breach over {words.items[event.item]}"


def hitch(event, words):
    """Something on its way, held up."""
    return f"{words.items[event.item]}: held up on the way"


def dispute(event, words):
    """A list that is disputed."""
    return f"The list for {words.items[event.item]} is disputed"


def misidentified(event, words):
    """Remains of someone else."""
    return f"{words.items[event.item]}: the remains prove to be someone else's"


def known(event, words):
    """News of people of whom it was not known whether they live."""
    died, of = event.reasons.died, event.reasons.unknown
    return f"It becomes known how many of {of:.0f} missing people have died: {died:.0f}"


def rung(event, words):
    """An answer, harder or milder than before."""
    party, now, then = words.party(event.actor), event.reasons.next_rung, event.reasons.rung
    if now == ladder.PEACE:
        return f"{party} steps down: it no longer answers with anything"
    way = "steps up to" if now > then else "steps down to"
    return f"{party} {way} {RUNGS[int(now)]}"


def mission(event, words):
    """A day of shuttling."""
    return f"{words.mediator(event.actor)} goes between the sides"


def uses(event, words):
    """An instrument used; of a proposal the news is the proposal itself."""
    by = words.mediator(event.actor)
    if event.instrument == "pressure":
        return f"{by} presses {words.streams[int(event.reasons.target)]} to keep the truce"
    return f"{by} {USED[event.instrument]}" if event.instrument in USED else ""


def ends(event, words):
    """An instrument that is used no longer."""
    return ENDED[event.instrument].format(words.mediator(event.actor))


def statements(events, words):
    """How mediators say in public that the truce stands, which may not be what they think."""
    made = [one for one in events if one.kind == "statement"]
    texts = []
    for least, most, outlook in OUTLOOKS:
        names = [words.mediator(one.actor) for one in made if least <= one.reasons.said < most]
        if names:
            texts.append(f"{listed(names)} {'call' if len(names) > 1 else 'calls'} them {outlook}")
    return f"On the prospects in public: {'; '.join(texts)}"


def announcement(event, words):
    """A team for the talks announced; that one with a full mandate comes is told as delivered."""
    if event.reasons.mandate == FULL:
        return ""
    mandate = MANDATES[int(event.reasons.mandate)]
    return f"{words.party(event.actor)} announces a team for the talks with {mandate}"


def proposal(event, words):
    """A mediator's proposal and both answers."""
    first, second = (words.party(key) for key in words.keys)
    answers = [
        f"{name} {'accepts' if takes == 1.0 else 'refuses'}"
        for name, takes in ((first, event.reasons.takes_0), (second, event.reasons.takes_1))
    ]
    return f"{words.mediator(event.actor)} has proposed a deal: {' and '.join(answers)}"


def deal(events, words):
    """A deal made at the table, and what the votes at home make of it on the same day."""
    kinds = {event.kind for event in events}
    return DEALS[next((kind for kind in ("ratified", "rejected") if kind in kinds), "")]


def votes(events, words):
    """How constituencies voted on a deal."""
    cast = [one for one in events if one.kind == "vote"]
    said = {1.0: "in favour", 0.0: "against"}
    texts = []
    for way, text in said.items():
        names = [words.constituency(one.actor) for one in cast if one.reasons.approves == way]
        if names:
            texts.append(f"{text} {listed(names)}")
    return f"Votes on the deal: {'; '.join(texts)}"


def partner(event, words):
    """A partner that threatens to leave, leaves or returns."""
    said = {"threat": "threatens to leave", "exit": "leaves", "returns": "comes back"}[event.kind]
    side = words.party(words.side_of(event.actor))
    return f"{words.constituency(event.actor)}, a partner of {side}, {said}"


def incidents(events, words):
    """Violence of a day, and whom either side holds responsible."""
    events = [one for one in events if one.kind == "incident"]
    dead = count(int(sum(one.reasons.dead for one in events)), "death")
    blamed = []
    for key in words.keys:
        times = sum(one.actor == key for one in events)
        if times:
            often = f" for {times}" if times < len(events) else ""
            blamed.append(f"{words.party(key)} holds {words.other(key)} responsible{often}")
    return f"{capital(count(len(events), 'incident'))}, {dead}; {listed(blamed)}"


def resumes(event, words):
    """A return to fighting."""
    return f"{words.party(event.actor)} resumes fighting: the truce is over"


def change(event, words):
    """Something that changes outside the talks, as far as everybody may hear of it.

    How often shocks come is nobody's news; what changes for a seat, and what a deal or a promise is
    worth, only who sits there knows.
    """
    found = words.scenario.changes[event.number]
    section, _, rest = found[1].partition(".")
    if section == "shocks":
        return ""
    if found[1] == PLAN:
        return f"A plan to move residents out is {'on' if found[2] else 'off'} the table"
    if section in OWN:
        key = rest.partition(".")[0]
        return CHANGED.format(OWN[section](words, key)) if is_new(event, words, key) else ""
    if section in WORTHS:
        return ""
    return changed_in_words(words, found)


def is_new(event, words, key):
    """True unless something changed for the same actor the day before: that is told once."""
    section = words.scenario.changes[event.number][1].partition(".")[0]
    return not any(
        day == event.day - 1 and name.startswith(f"{section}.{key}.")
        for day, name, _, _ in words.scenario.changes
    )


def changed_in_words(words, change):
    """A change with its number: worths in points out of 100 and shares in per cent."""
    day, key, value, place = change
    model, field, _, _ = rows.locate(key, words.scenario.premises, words.scenario.shape)
    unit = model.model_fields[field].json_schema_extra["unit"]
    scaled = value * SCALED[unit] if unit in SCALED else value
    told = changed(words, (day, key, scaled, place))
    told = told.replace("A premise changes", "Something has changed", 1)
    return f"{told.removesuffix(' share.')} %" if unit == "share" else told


def own_changes(words, seat, first, last):
    """What has changed for a seat alone within some days, in sentences that only it may read."""
    kind, _, key = seat.partition(":")
    prefix = f"{SECTIONS[kind]}.{key}."
    return [
        sentence(f"{words.day(one[0])}: {changed_in_words(words, one).partition('): ')[2]}")
        for one in words.scenario.changes
        if first <= one[0] <= last and one[1].startswith(prefix)
    ]


def trade(event, words):
    """A side trade: what either side is to deliver, by when, and when it was due before."""
    why = event.reasons
    brought = list(words.items)[int(why.other)]
    return (
        f"A side trade: {words.party(event.actor)} is to {words.verbs[event.item][1]} "
        f"{words.items[event.item]} by {words.day(int(why.day))}, and in return "
        f"{words.other(event.actor)} is to {words.verbs[brought][1]} {words.items[brought]} by the "
        f"same day, not day {why.day + why.earlier:.0f}"
    )


NEWS = {
    "phase_begins": phase_begins,
    "delivers": delivers,
    "claim": claim,
    "hitch": hitch,
    "dispute": dispute,
    "misidentified": misidentified,
    "news": known,
    "rung": rung,
    "mission": mission,
    "uses": uses,
    "ends": ends,
    "announcement": announcement,
    "proposal": proposal,
    "threat": partner,
    "exit": partner,
    "returns": partner,
    "resumes": resumes,
    "trade": trade,
    "change": change,
}

SUMMED = {  # by all events of a day
    "agreement": deal,
    "vote": votes,
    "incident": incidents,
    "statement": statements,
}
