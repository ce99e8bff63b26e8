"""The story of a run: its reasons are those that were acted on, and its words are plain."""

import re
from collections import Counter

import decided_again
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import config, configured

from agents import notes, terms
from agents.delivering import FREE, HELD, SLOWED, held_back
from agents.rules import ladder
from agents.traits import KINDS
from sim import ensemble, phases, scenario, tables
from sim.story import bargains, promises, reasons, record, talks, tell, words
from sim.story.so_far import DECISIONS, SoFar, refused_again

RUNS = 300
SEED = 4
ITEMS = (*DECISIONS, "claim")
RARE = (  # premises under which what is rare happens often
    "parties.israel.majority=0.7", "parties.hamas.majority=0.8",
    "obligations.talks_israel.cost=0", "relocation.proposal=1", "delivery.misidentified=0.5",
    "mediation.announcement=0.2", "mediators.us.payment_asks=0.2",
    "issues.statehood.linked=false", "issues.governance.linked=true",
    "issues.governance.red_line_israel=0.3", "issues.governance.sacred_israel=true",
    "mediators.us.closeness_israel=0.9", "mediators.us.price_guarantee=0",
    "mediators.us.guarantee_given=false",
    "parties.israel.taboo=0.5",
    "obligations.exchange_6_hostages.unknown=2", "obligations.exchange_6_hostages.dead=0.5",
    "phases.phase_2.optional=true", "phases.phase_2.needs_agreement=false",
    "phases.phase_3.needs_agreement=true", "mediators.egypt.guarantee_hamas=0.1",
    "mediators.egypt.budget_guarantee=1", "mediators.egypt.price_guarantee=0",
    "mediators.us.budget_pressure=9",
    "constituencies.religious_zionism.adjusts=0.3", "constituencies.religious_zionism.exit=-0.5",
    "constituencies.religious_zionism.returns=-0.4", "parties.israel.office=0.2",
    "obligations.exchange_2_prisoners.resented=1", "obligations.exchange_4_prisoners.resented=1",
    "constituencies.religious_zionism.resents=-0.5", "extension.extension_play=0.4",
    "ratification.vote_play=0.5", "parties.israel.war_prospect=0.6", "talks.rounds=20",
    "mediators.qatar.budget_bridging=0", "mediators.egypt.budget_bridging=0",
)  # fmt: skip
CHANGED = (
    "changes=[{day: 15, set: {choice.scale: 0.2, mediators.us.leverage_israel: 0.01,"
    "parties.hamas.retaliation: 9, talks.protocol: no_talks, limbo.limbo: false,"
    "obligations.tents.cost: 0.5}}]"
)


class Played:
    """The tables of some runs."""

    def __init__(self, premises, runs, seed=SEED):
        self.premises = premises
        names = tables.Names(premises)
        parts = {name: [] for name in tables.MAKERS}
        first = 0
        for kept in ensemble.play(premises, seed, runs):
            for name, make in tables.MAKERS.items():
                parts[name].append(make(names, kept, first, seed))
            first += len(kept.runs)
        for name, made in parts.items():
            setattr(self, name, columns(pa.concat_tables(made)))
        self.runs_played = range(runs)
        self.found = [record.read(self.events, run) for run in self.runs_played]

    def tell(self, run, premises=None):
        """The story of a run, with all that is known of it."""
        premises = premises or self.premises
        return tell(premises, self.events, self.days, run, self.offers)


def columns(table):
    """A table as numpy columns, as ``sim.parquet.read`` gives them."""
    return {name: np.array(table.column(name).to_pylist()) for name in table.column_names}


@pytest.fixture(scope="module")
def played(january):
    return Played(january, RUNS)


@pytest.fixture(scope="module")
def rare():
    return Played(configured(*RARE), 200)


@pytest.fixture(scope="module")
def rare_stories(rare):
    return [rare.tell(run) for run in rare.runs_played]


@pytest.fixture(scope="module")
def stories(played):
    return [played.tell(run) for run in played.runs_played]


def by_day(events):
    """Events of a run, day by day."""
    days = {}
    for event in events:
        days.setdefault(event.day, []).append(event)
    return days


# Reasons and choices


DECIDED = {
    "delivers", "hitch", "delays", "withholds", "rung", "resumes", "stays", "mission", "settled",
    "uses", "passes", "ends", "proposal",
}  # fmt: skip
RARELY = {
    "agreement", "vote", "ratified", "rejected", "threat", "exit", "returns", "trade", "dispute",
    "misidentified", "extended", "not_extended",
}  # fmt: skip


def retaken(played):
    """How often each kind of decision was taken again from its numbers, always to the same end."""
    found = Counter()
    for run in played.runs_played:
        setting = reasons.Setting(played.premises, SEED, run)
        for event in played.found[run]:
            setting.pass_to(event.day)
            same = decided_again.retaken(event, setting)
            assert same is not False, (run, event)
            found[event.kind] += same is not None
    return {kind for kind, times in found.items() if times}


def test_every_recorded_decision_follows_from_its_numbers(played):
    assert DECIDED | {"agreement"} <= retaken(played)


def test_a_decision_follows_from_its_numbers_after_a_dated_change():
    assert DECIDED - {"proposal"} <= retaken(Played(configured(CHANGED), 150))


def test_rare_decisions_follow_from_their_numbers(rare):
    assert DECIDED | RARELY <= retaken(rare)


def turned_round(event):
    """The event with numbers on which another course would have been taken, or None."""
    turn = TURNED.get(event.kind)
    if turn is None or (event.kind in ("delays", "withholds") and event.reasons.held != FREE):
        return None
    return event._replace(reasons=turn(event.reasons))


def turned_votes(why):
    """A share in favour that would have led to the other outcome."""
    return why._replace(for_0=0.0 if why.for_0 >= why.needed_0 else 1.0, for_1=1.0)


def turned_extension(why):
    """Numbers on which a phase would have been chosen or not."""
    high = why._replace(enter_0=9.0, enter_1=9.0, leave_0=0.0, leave_1=0.0, found=1.0)
    return why._replace(found=0.0) if decided_again.of_extension(why) else high


def turned_answer(why):
    """A proposal that the first side would have answered otherwise."""
    return why._replace(utility_0=why.least_0 - 0.1, takes_0=1.0)


TURNED = {
    "delivers": lambda why: why._replace(deliver=why.deliver - 9.0),
    "hitch": lambda why: why._replace(deliver=why.deliver - 9.0),
    "delays": lambda why: why._replace(deliver=why.deliver + 9.0),
    "withholds": lambda why: why._replace(deliver=why.deliver + 9.0),
    "resumes": lambda why: why._replace(staying=why.outside - why.resolve + 0.1),
    "stays": lambda why: why._replace(staying=why.outside - why.resolve - 0.1),
    "rung": lambda why: why._replace(rung=why.next_rung, next_rung=why.rung),
    "mission": lambda why: why._replace(price=1.0),
    "uses": lambda why: why._replace(gain=why.price),
    "passes": lambda why: why._replace(gain=why.price + 0.1),
    "ends": lambda why: why._replace(gain=why.price + 0.1),
    "settled": lambda why: why._replace(needed=why.effort + 0.1),
    "agreement": lambda why: why._replace(offered=why.wanted - 0.01),
    "proposal": turned_answer,
    "vote": lambda why: why._replace(approves=1.0 - why.approves),
    "ratified": turned_votes,
    "rejected": lambda why: why._replace(for_0=1.0, for_1=1.0),
    "threat": lambda why: why._replace(mood=why.threshold - 0.1),
    "exit": lambda why: why._replace(mood=why.threshold + 0.1),
    "returns": lambda why: why._replace(mood=why.threshold - 0.1),
    "trade": lambda why: why._replace(other_gain=-0.1),
    "dispute": lambda why: why._replace(draw=why.chance),
    "misidentified": lambda why: why._replace(draw=why.chance),
    "extended": turned_extension,
    "not_extended": turned_extension,
}


def test_other_luck_or_other_numbers_would_have_led_elsewhere(played, rare):
    """The checks above bite: a decision with its numbers turned round is not the one taken."""
    turned = set()

    for runs in (played, rare):
        for run in range(100):
            setting = reasons.Setting(runs.premises, SEED, run)
            for event in runs.found[run]:
                setting.pass_to(event.day)
                other = turned_round(event)
                if other:
                    turned.add(event.kind)
                    assert decided_again.retaken(other, setting) is False, event

    assert turned == DECIDED | RARELY


def test_a_party_that_holds_back_stands_on_the_rung_that_the_story_names(played):
    seen = set()

    for run in played.runs_played:
        so_far = SoFar(played.premises)
        for events in by_day(played.found[run]).values():
            for event in events:
                if event.kind in DECISIONS:
                    kind = KINDS.index(played.premises.premises.obligations[event.item].kind)
                    assert event.reasons.held == held_back(so_far.rungs[event.actor], kind)
                    seen.add(event.reasons.held)
            so_far.pass_day(events)

    assert seen == {FREE, SLOWED, HELD}


def test_a_crisis_ends_on_the_shuttling_that_the_story_counts(played):
    ended = Counter()

    for run in played.runs_played:
        so_far = SoFar(played.premises)
        for day, events in by_day(played.found[run]).items():
            begins = so_far.crisis_begins
            so_far.pass_day(events)
            for event in events:
                if event.kind in ("settled", "crisis_fades"):
                    ended[event.kind] += 1
                    effort = sum(why.progress for days in so_far.missions.values() for why in days)
                    assert effort == pytest.approx(event.reasons.effort)
                    assert day - begins == event.reasons.lasted
                    assert event.number == so_far.crises
                    assert so_far.crisis_begins is None

    assert set(ended) == {"settled", "crisis_fades"}


def test_a_crisis_opens_on_the_rungs_that_were_stepped_onto(played):
    opened = 0

    for run in played.runs_played:
        so_far = SoFar(played.premises)
        for events in by_day(played.found[run]).values():
            so_far.pass_day(events)
            for event in events:
                if event.kind == "crisis":
                    opened += 1
                    assert event.number == so_far.crises
                    assert tuple(so_far.rungs.values()) == event.reasons

    assert opened > 0


def test_a_promise_put_off_is_decided_next_when_the_story_says(played):
    """On the day given, unless a settlement or a side trade makes it fall due earlier.

    A settlement leaves alone what a hitch has held up, until it has come.
    """
    held = Counter()
    items = list(played.premises.premises.obligations)

    for run in played.runs_played:
        waiting, tried, underway = {}, set(), set()
        for day, events in by_day(played.found[run]).items():
            assert all(again >= day for again in waiting.values()), "decided on the day"
            for event in events:
                if event.kind in DECISIONS:
                    assert waiting.pop(event.item, day) == day
                    held[event.kind] += 1
                    tried.add(event.item)
                    if event.kind != "delivers":
                        waiting[event.item] = event.reasons.again
                    if event.kind == "hitch":
                        underway.add(event.item)
                        assert event.reasons.again == day + event.reasons.hours // 24
                elif event.kind in ("dispute", "misidentified"):
                    assert waiting.pop(event.item, day) == day
                    waiting[event.item] = day + 1
                    held[event.kind] += 1
                    tried.add(event.item)
                elif event.kind == "trade":
                    traded = (event.item, items[int(event.reasons.other)])
                    waiting |= dict.fromkeys(traded, event.reasons.day)
                    held["trade"] += 1
            if any(event.kind == "settled" for event in events):
                held["left alone"] += any(waiting.get(item, 0) > day + 1 for item in underway)
                waiting |= dict.fromkeys(waiting.keys() & tried - underway, day + 1)

    assert set(+held) == {*DECISIONS, "trade", "dispute", "misidentified", "left alone"}


def test_nothing_becomes_of_a_crisis_on_the_day_fighting_resumes(played):
    resumed = 0

    for run in played.runs_played:
        for events in by_day(played.found[run]).values():
            kinds = {event.kind for event in events}
            if "resumes" in kinds:
                resumed += 1
                assert not kinds & {"crisis", "settled", "crisis_fades"}

    assert resumed > 0


def test_a_side_that_left_is_last_shown_on_the_eve(played, stories):
    """The story ends with how things stood before the decision to leave, near its numbers."""
    told, apart = 0, []

    for run in played.runs_played:
        left = [event for event in played.found[run] if event.kind == "resumes"]
        eve = np.nonzero(played.days["run"] == run)[0][:-1]
        if left and len(eve):
            told += 1
            for event in left:
                for name in ("staying", "outside"):
                    shown = played.days[f"{name}_{event.actor}"][eve[-1]]
                    apart.append(abs(shown - getattr(event.reasons, name)))
            assert (
                f"  At the end of {words.Words(played.premises).day(left[0].day - 1)}:"
                in stories[run]
            )

    assert told > 0
    assert np.median(apart) < 0.05


def test_what_is_missing_for_the_next_phase_is_counted_by_the_worths_of_the_run():
    """A worth that changes by date counts as it is when the phase runs out."""
    premises = configured("changes=[{day: 20, set: {obligations.mobile_homes.worth: 0.9}}]")
    run = Played(premises, 60)
    items = premises.premises.obligations
    worth = {key: item.worth for key, item in items.items()} | {"mobile_homes": 0.9}
    told = 0

    for number in run.runs_played:
        here = run.obligations["run"] == number
        done = dict(zip(run.obligations["obligation"][here], run.obligations["done"][here]))
        flat = re.sub(r"\s+", " ", " ".join(run.tell(number)))
        found = re.search(r"Limbo, from day 43 .*\(Israel: (\d\.\d+), Hamas: (\d\.\d+)\)", flat)
        if found:
            told += 1
            for slot in range(2):
                owed = [key for key, item in items.items() if item.by == slot and item.phase == 1]
                given = sum(worth[key] for key in owed if 0 < done[key] <= 42)
                share = given / sum(worth[key] for key in owed)
                assert found[slot + 1] == words.points(share)

    assert told > 0


def check_sums(played):
    """What the story adds up is what the run left; returns how often it ended in which way."""
    endings = Counter()
    for run in played.runs_played:
        so_far = SoFar(played.premises)
        setting = reasons.Setting(played.premises, SEED, run)
        for day, events in by_day(played.found[run]).items():
            assert so_far.ending is None, "nothing happens after the end"
            setting.pass_to(day)
            so_far.pass_day(events)
        left = {name: column[run] for name, column in played.runs.items()}
        cause, true = so_far.causes(int(left["last_day"]), setting)
        endings[phases.CAUSES[cause]] += 1
        leavers = [event.actor for event in so_far.leavers]

        assert phases.CAUSES[cause] == left["cause"]
        assert sum(1 << code for code in true) == left["causes"]
        assert left["resumed_by"] == ("both" if len(leavers) > 1 else "".join(leavers))
        for name in ("agreed_day", "ratified_day", "talks_day"):
            assert (getattr(so_far, name) or 0) == left[name], name
        for name in (
            "crises", "settled", "incidents", "deaths", "rejected", "trades", "proposals", "exits",
            "extended",
        ):  # fmt: skip
            assert getattr(so_far, name) == left[name], name
        assert (so_far.limbo_begins or left["limbo_begins"]) == left["limbo_begins"]
        for slot, party in enumerate(played.premises.premises.parties):
            owed = so_far.in_force(slot)
            assert len(owed) == left[f"owed_{party}"]
            assert sum(item in so_far.done for item in owed) == left[f"delivered_{party}"]
    return endings


def test_what_the_story_adds_up_is_what_the_run_left(played):
    assert len(check_sums(played)) >= 4


def test_what_is_rare_adds_up_to_what_the_run_left(rare):
    assert "not_ratified" in check_sums(rare)


def test_the_last_day_is_found_without_the_table_of_days(played):
    for run in played.runs_played:
        day = played.runs["last_day"][run]

        end = tell(played.premises, played.events, run=run)

        chapter = " ".join(end[end.index("How it ended") :])
        assert f"day {day} " in chapter.split("Cause named")[0]


# Words


def test_every_kind_of_event_has_words():
    assert tuple(record.REASONS) == tables.EVENT_KINDS
    assert max(len(named._fields) for named in record.REASONS.values()) <= notes.VALUES


def check_plain(lines):
    """No line too long, nothing but words and numbers, no claim about chances but a party's own."""
    text = "\n".join(lines)
    assert max(map(len, lines)) <= 100
    told = [line for line in lines if not line.startswith("Scenario ")]  # a name as it is typed
    assert not any("_" in line for line in told)
    assert "{" not in text
    assert not re.search(r"\b(nan|inf|None|True|False)\b", text)
    assert not re.search(r"-0\.00\b|\d\.\d{5}", text)
    flat = re.sub(r"\s+", " ", text)
    assert not re.search(r"(?<!put )the chance that", flat)
    assert not re.search(r" [,;.]|\.\.|,,|\(\)", flat)
    assert not re.search(r"\b1 (days|incidents|deaths|crises|offers|promises|things)\b", flat)
    assert not re.search(r"\b(0|[2-9]|\d\d+) (day|incident|death|crisis|offer|thing)\b", flat)
    ends = r"(\d+) cris[ie]s \((\w+) settled, (\w+) faded(, 1 still open)?\)"
    for crises, settled, faded, is_open in re.findall(ends, flat):
        of = [0 if many == "none" else int(many) for many in (settled, faded)]
        assert int(crises) == sum(of) + bool(is_open)


def test_the_words_are_plain_in_every_story(stories, rare_stories):
    for lines in stories + rare_stories:
        check_plain(lines)


def all_of(stories):
    """Every story on one line."""
    return re.sub(r"\s+", " ", " ".join(line for lines in stories for line in lines))


def test_each_thing_that_can_happen_is_told_in_some_story(stories):
    flat = all_of(stories)

    for told in (
        " released ", " handed over 5 remains",
        "handed over 3 missing people (a mother and two small children)",
        " let in ", " carried out ", " sent a ",
        "A hitch held up what", " delayed ", " until day ", " withheld ",
        "to be looked at again on day", " Put off again: ", "claimed as a breach each time",
        "It stood on the rung of", "Owed in return for", "Claimed breach (by Israel)",
        "Claimed breach (by Hamas)", "Claimed breaches (by", "did not notice", "stepped up to",
        "stepped down to", ", on the way to ", "decided to resume fighting",
        "A day of it was worth", "Mediators settled crisis", " faded after", " opens.", " opens; ",
        "Talks on the next phase began", "Talks on the next phase stopped",
        "Agreement on the next phase, in round", "Terms: prisoners per hostage",
        "The least they would have taken: ", "Violence: ", "Protests: ", " wrongly.",
        "An outside shock took", "Phase 2: day", "Limbo, from day", "Lasting calm",
        "Fighting resumed on day", "took up pressure on Israel",
        "took up pressure on Hamas", "let go of its pressure on", "sent monitors, who remove",
        "called its monitors back",
        "as a deadline (gap at the talks", "offered a side payment for an agreement: 0.25 points",
        "had decided on came to nothing", "proposed a deal of its own: ",
        "Weighed by mediators and not worth the price: pressure on ",
        "Instruments weighed again and not used: ", "Weighed leaving and stayed: ",
        "stayed by a narrow margin: ",
    ):  # fmt: skip
        assert told in flat, told


def test_what_is_rare_is_told_in_some_story(rare_stories):
    flat = all_of(rare_stories)

    for told in (
        "The agreement was ratified. ", "The agreement was not ratified, by ", "; nobody against.",
        "; against: ", "threatened to leave: its mood was", ", left: its mood was",
        "came back: its mood was", "Side trade: Israel gives ", "Lists were disputed",
        "in fact held up by a disputed list", "proved to be the remains of someone else",
        "in fact the remains of someone else", "News from Hamas about 3 missing people (a mother",
        "News from Hamas about 3 living hostages (exchange 6): of 2 people",
        "announced a team with a full mandate", "announced a team with a technical mandate only",
        "took offence: a side payment", "if it gives way on governance by ",
        "guarantees the truce to Israel and Hamas: leaving would cost Israel 0.",
        "points and Hamas 0.10 points (risk of a collapse",
        "assures Israel of support worth 0.10 points if it leaves",
        "ended its pressure: it had used up", "Prospects as said in public: ",
        "Both sides chose to go on into phase 2", "Phase 2 was not chosen, by ",
        "for partners who threaten to leave",
    ):  # fmt: skip
        assert told in flat, told


def test_a_side_trade_is_told_with_the_day_on_which_what_it_brings_forward_was_due(january):
    names = list(january.premises.obligations)
    brought = names.index("exchange_7_hostages")
    why = notes.Trade(float(brought), 0.1, 0.2, 17.0, 25.0)
    event = record.Event(15, "trade", "israel", "tents", "", 0, why)
    (told,) = bargains.trades([event], words.Words(january))
    assert "25 days earlier; both fall due on day 17, " in told
    assert "(exchange 7) not on day 42. " in told


def test_a_story_of_two_months_can_be_read_in_a_sitting(played, stories):
    lengths = [
        len(stories[run]) for run in played.runs_played if 50 <= played.runs["last_day"][run] <= 65
    ]

    assert np.median(lengths) < 330
    assert max(lengths) < 460


def test_a_claimed_breach_stands_beside_what_was_in_fact_done(played, stories):
    done = {
        terms.DELIVERED: "(let in|released|handed over|sent|carried out)",
        terms.LATE: "held up by a hitch",
        terms.DELAYED: "delayed",
        terms.WITHHELD: "withheld",
        terms.WRONG: "the remains of someone else",
        "dispute": "held up by a disputed list",
    }
    items = words.Words(played.premises).items
    found = Counter()

    for run in played.runs_played:
        claims, tries = Counter(), {}
        for events in by_day(played.found[run]).values():
            again = {event.item for event in events if refused_again(event, tries)}
            lists = {event.item for event in events if event.kind == "dispute"}
            for event in events:
                if event.kind == "claim" and event.item not in again:
                    manner = "dispute" if event.item in lists else int(event.reasons.manner)
                    claims[items[event.item], manner] += 1
                elif event.kind in (*DECISIONS, "dispute", "misidentified"):
                    tries[event.item] = 1
        flat = re.sub(r"\s+", " ", " ".join(stories[run]))
        for (item, manner), times in claims.items():
            told = re.findall(f"{re.escape(item)}, in fact {done[manner]}", flat)
            assert len(told) == times, (run, item, manner)
            found[manner] += times

    assert set(found) == set(done)


def test_exchanged_display_names_change_nothing_but_the_names(played):
    names = played.premises.names
    exchanged = played.premises._replace(
        names={**names, "israel": names["hamas"], "hamas": names["israel"]}
    )
    swap = {names["israel"]: names["hamas"], names["hamas"]: names["israel"]}

    def swapped(lines):
        return re.sub(r"\b(Israel|Hamas)\b", lambda name: swap[name[0]], flat(lines))

    def flat(lines):
        return re.sub(r"[\s-]+", " ", " ".join(lines))

    for run in range(40):
        there = flat(played.tell(run, exchanged))
        assert there == swapped(played.tell(run))
        assert there != flat(played.tell(run))


def test_fictional_names_leave_no_real_one(played):
    names = {"israel": "Alder", "hamas": "Birch", "us": "Cedar", "qatar": "Dogwood", "egypt": "Elm"}
    fictional = played.premises._replace(names=names)

    for run in range(40):
        text = " ".join(played.tell(run, fictional))

        assert "Alder" in text
        assert not re.search(r"israel|hamas|\bUS\b|qatar|egypt", text, re.IGNORECASE)


def test_without_a_start_there_are_days_and_no_dates(played):
    timeless = played.premises._replace(start=None, title="A truce")

    for run in range(20):
        text = "\n".join(played.tell(run, timeless))

        assert not re.search("|".join(words.MONTHS[:4]) + r"|20\d\d\)", text.replace("May", ""))
        assert re.search(r"^Day 1: ", text, re.MULTILINE)
        check_plain(text.split("\n"))


def test_dates_run_from_the_first_day(stories):
    lines = stories[0]

    assert "Day 1 is 19 January 2025" in " ".join(lines[1:3])
    assert "Phase 1: day 1 (19 January 2025) to day 42 (1 March 2025)" in lines


def test_runs_are_numbered_from_one_and_the_seed_is_given(stories):
    assert f"run 8 of seed {SEED} (number 7 in runs.parquet)." in " ".join(stories[7][1:3])


def test_dated_changes_are_told_in_words():
    changed = Played(configured(CHANGED), 1)

    lines = changed.tell(0)

    check_plain(lines)
    flat = re.sub(r"\s+", " ", " ".join(lines))
    assert flat.count("A premise changes") == 6
    assert "(mediators, United States, leverage Israel): what its pressure makes leaving" in flat
    assert "now 0.01 points." in flat
    assert "how the talks are run; now no talks." in flat
    assert "now no." in flat


def test_an_expired_truce_is_told(january):
    short = Played(configured("limbo.longest=2", "choice.resumable=false"), 60)
    expired = [run for run in short.runs_played if short.runs["cause"][run] == "expiry"]
    day = words.Words(january).day(short.runs["last_day"][expired[0]])

    lines = short.tell(expired[0])

    check_plain(lines)
    flat = re.sub(r"\s+", " ", " ".join(lines))
    assert f"The truce expired on {day}, day 2 of limbo" in flat
    assert "Cause named: phase ran out, then fighting" in flat


def test_it_is_told_that_both_sides_left():
    loose = Played(configured("choice.resolve=2"), 60)  # leaving is much a matter of luck
    both = [run for run in loose.runs_played if loose.runs["resumed_by"][run] == "both"]

    lines = loose.tell(both[0])

    check_plain(lines)
    flat = re.sub(r"\s+", " ", " ".join(lines))
    assert flat.count("decided to resume fighting") == 2
    assert "in phase 1: Israel and Hamas both left." in flat


def test_a_run_without_events_has_a_heading_and_says_so(played):
    nothing = {name: column[:0] for name, column in played.events.items()}

    lines = tell(played.premises, nothing)

    assert lines[0] == played.premises.title
    assert lines[-1] == "Nothing happened in this run."
    check_plain(lines)


# Both sides in the same words


def mirrored(*overrides):
    """A small scenario in which each side owes the other the same."""
    whole = config(*overrides)
    owed = {"kind": "aid", "day": 3, "good": "trucks", "amount": 5}
    whole["obligations"] = {
        "first_israel": {"by": "israel", **owed},
        "first_hamas": {"by": "hamas", **owed},
        "second_israel": {"by": "israel", "phase": 2, **owed},
        "third_israel": {"by": "israel", "phase": 2, **owed},
    }
    whole["parties"]["hamas"] = whole["parties"]["israel"] = {"retaliation": 3.0}
    whole["choice"] = {"scale": 0.03}
    return scenario.from_config(whole, "mirrored")._replace(start=None)


def table_of(events):
    """An events table: the beginning of a phase, and some events after it."""
    rows = [(0, "phase_begins", "", "", 1, [1.0, 42.0]), *events]
    names = ("day", "kind", "actor", "obligation", "number")  # and, past the values, instrument
    table = {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}
    table["instrument"] = np.array([row[6] if len(row) > 6 else "" for row in rows])
    table["run"] = np.zeros(len(rows), dtype=int)
    table["seed"] = np.ones(len(rows), dtype=int)
    for place in range(notes.VALUES):
        table[f"v{place}"] = np.array([([*row[5], *[0.0] * notes.VALUES])[place] for row in rows])
    return table


ABOUT_ITEMS = (*ITEMS, "lets_pass", "trade", "dispute", "misidentified", "news", "announcement")
DELIVERY = [0.28, 0.27, 0.24, 0.05, 0.6, 0.5, -0.1, 0.5, 0.5, 0.0, 50.0, 5.0]
BY_A_PARTY = {
    "delivers": DELIVERY,
    "hitch": DELIVERY,
    "delays": DELIVERY,
    "withholds": DELIVERY,
    "claim": [4.0, 1.0, 0.02, 0.1, 0.3],
    "lets_pass": [0.1, 0.3],
    "rung": [1.0, 2.0, 0.1, 0.02, 0.5, 0.03, 0.02, -0.1, 0.2, 0.3, 2.0],
    "resumes": [0.0, 5.0, 0.1, 0.02, 0.5, 0.03, 0.02, 0.3, 0.2, 0.05, 2.0],
    "incident": [9.0, 1.0, 0.02, 0.3],
    "agreement": [12.0, 0.5, 0.5, 0.48, 0.2, 0.3],
    "stays": [0.21, 0.2, 0.03],
    "trade": [0.0, 0.02, 0.01, 5.0, 7.0],
    "dispute": [0.01, 0.05],
    "misidentified": [0.01, 0.05, 0.1],
    "news": [3.0, 1.0, 0.6, 1.0],
    "announcement": [1.0, 0.6, 0.4],
    "offence": [0.2, 0.1],
}
BY_BOTH = {  # kinds whose numbers come in pairs, one for each side
    "crisis": ([2.0, 1.0], [1.0, 2.0]),
    "talks_stop": ([3.0, 1.0, 2.0, 1.0], [1.0, 3.0, 1.0, 2.0]),
    "ratified": ([0.9, 0.5, 0.6, 0.5], [0.6, 0.5, 0.9, 0.5]),
    "rejected": ([0.4, 0.5, 0.6, 0.5], [0.6, 0.5, 0.4, 0.5]),
    "extended": ([0.3, 0.1, 0.4, 0.1, 0.0, 0.0, 1.0], [0.4, 0.1, 0.3, 0.1, 0.0, 0.0, 1.0]),
    "not_extended": ([0.0, 0.1, 0.4, 0.1, 0.0, 0.0, 1.0], [0.4, 0.1, 0.0, 0.1, 0.0, 0.0, 1.0]),
    "settled": (
        [0.9, 0.8, 3.0, 0.1, 0.2, 0.03, 0.04, 0.8],
        [0.9, 0.8, 3.0, 0.2, 0.1, 0.04, 0.03, 0.8],
    ),
}


def third_day(kind, actor="", item="", values=(), number=0, before=()):
    """What is told of day 3, on which one thing happens, or of its week."""
    return chapter([*before, (3, kind, actor, item, number, values)])


def chapter(events, *overrides):
    """What is told of some events of the first phase, on one line."""
    lines = tell(mirrored(*overrides), table_of(events))
    start = next(place for place, line in enumerate(lines) if "owes 1 thing" in line) + 2
    stop = lines.index("How it ended") - 1
    return re.sub(r"\s+", " ", " ".join(lines[start:stop])).strip()


@pytest.mark.parametrize("kind", BY_A_PARTY)
def test_both_sides_are_told_of_in_the_same_words(kind):
    values = BY_A_PARTY[kind]
    across = {"israel": "hamas", "hamas": "israel"}
    owners = across if kind in ("claim", "lets_pass") else {}
    items = list(mirrored().premises.obligations)

    def told(actor):
        item = f"first_{owners.get(actor, actor)}" if kind in ABOUT_ITEMS else ""
        other = items.index(f"first_{across[actor]}")
        return third_day(kind, actor, item, [other, *values[1:]] if kind == "trade" else values)

    one, two = told("israel"), told("hamas")

    assert one != two
    assert exchanged(one) == two


def exchanged(text):
    """A text in which the sides bear each other's names."""
    swap = {"Israel": "Hamas", "Hamas": "Israel"}
    return re.sub("Israel|Hamas", lambda name: swap[name[0]], text)


@pytest.mark.parametrize("kind", BY_BOTH)
def test_what_concerns_both_sides_is_told_in_the_same_words(kind):
    one, two = (third_day(kind, values=values, number=1) for values in BY_BOTH[kind])

    def parts(text):
        return Counter(re.findall(r"\w+", text))

    assert "Israel" in one
    assert parts(exchanged(one)) == parts(two)


def test_a_refusal_is_told_with_its_numbers():
    """Odds by hand: 1 / (1 + exp(-(0.28 - 0.27 - 0.03 log(1 + exp(-1))) / 0.03)) = 0.505."""
    assert third_day("withholds", "israel", "first_israel", DELIVERY) == (
        "Day 3: Israel withheld 5 trucks (first), to be looked at again on day 5. Delivering (cost "
        "0.05) was worth 0.28 points, delaying 0.27, withholding 0.24; on such numbers it delivers "
        "51 times in 100. It put the chance that Hamas keeps its word at 0.60, and the truce at "
        "0.50 points if both keep theirs and -0.10 if it is let down. Hamas did not notice, and "
        "counted as kept: 5 trucks (first)."
    )


def test_a_delay_is_told_with_the_day_to_which_it_puts_off():
    assert "Israel delayed 5 trucks (first) until day 5. " in third_day(
        "delays", "israel", "first_israel", DELIVERY
    )


def test_a_hitch_is_told_with_its_length():
    assert third_day("hitch", "israel", "first_israel", DELIVERY).startswith(
        "Day 3: A hitch held up what Israel had decided to deliver: 5 trucks (first), by 50 hours, "
        "looked at again on day 5."
    )


def test_a_promise_put_off_again_is_told_briefly():
    later = [0.28, 0.27, 0.24, *DELIVERY[3:11], 9.0]

    told = chapter(
        [
            (3, "withholds", "israel", "first_israel", 0, DELIVERY),
            (5, "delays", "israel", "first_israel", 0, later),
        ]
    )

    assert told.endswith(
        "Days 1 to 7. Put off again: Israel 5 trucks (first) on day 5 (0.28, 0.27, 0.24); no "
        "breach claimed."
    )


def test_what_a_rung_puts_off_day_after_day_is_told_in_sum():
    """Of its own will on day 4, by its rung on the days after it, twice claimed as a breach."""
    bound = [*DELIVERY[:9], SLOWED, 0.0, 7.0]

    told = chapter(
        [
            (3, "delays", "israel", "first_israel", 0, DELIVERY),
            (4, "delays", "israel", "first_israel", 0, [0.3, 0.28, 0.25, *DELIVERY[3:]]),
            (5, "delays", "israel", "first_israel", 0, bound),
            (5, "claim", "hamas", "first_israel", 0, BY_A_PARTY["claim"]),
            (6, "delays", "israel", "first_israel", 0, bound),
            (6, "claim", "hamas", "first_israel", 0, BY_A_PARTY["claim"]),
            (7, "delays", "israel", "first_israel", 0, bound),
        ]
    )

    assert told.endswith(
        "Days 1 to 7. Put off again: Israel 5 trucks (first) on day 4 (0.30, 0.28, 0.25) and by "
        "its rung on days 5 to 7; claimed as a breach 2 times of 4."
    )
    assert "Day 5" not in told


def test_a_belief_is_told_again_once_it_has_moved():
    near, far = 0.6 + promises.MOVED / 2, 0.6 + 2 * promises.MOVED
    items = [("first_israel", 0.6), ("second_israel", near), ("third_israel", far)]

    told = chapter(
        [
            (3 + place, "withholds", "israel", item, 0, [*DELIVERY[:4], belief, *DELIVERY[5:]])
            for place, (item, belief) in enumerate(items)
        ]
    )

    assert re.findall(r"keeps its word at (\d\.\d\d)", told) == ["0.60", "0.70"]


def test_short_crises_after_the_first_are_told_in_sum():
    """The first tells what shuttling is worth; one of three days has its day."""
    mission = [0.9, 0.9, 0.2, 0.02]
    over = [0.9, 0.8, 1.0, *BY_BOTH["settled"][0][3:]]

    def crisis(number, first, last):
        reasons = [0.9, 0.8, last - first, *over[3:]]
        return [
            (first, "crisis", "", "", number, [2.0, 0.0]),
            (last, "mission", "us", "", 0, mission),
            (last, "settled", "", "", number, reasons),
        ]

    told = chapter([*crisis(1, 1, 2), *crisis(2, 3, 4), *crisis(3, 4, 7)])

    assert "Day 2: Mediators settled crisis 1 after 1 day" in told
    assert "Mediators settled crisis 2" not in told
    assert "Day 7: Mediators settled crisis 3 after 3 days" in told
    assert told.endswith(
        "Soon over: crisis 2 on day 4 after 1 day (settled: shuttling came to 0.90, 0.80 was "
        "enough)."
    )


def test_a_resumption_is_told_with_its_numbers():
    assert third_day("resumes", "hamas", values=BY_A_PARTY["resumes"]) == (
        "Day 3: Hamas decided to resume fighting. Leaving was worth 0.30 points to it, staying "
        "0.20: a difference of 0.10, above the threshold of 0.05 that luck had drawn for this "
        "stretch of the truce. Its grievance was 0.10 over promises and 0.02 over violence."
    )


def test_a_step_on_the_ladder_is_told_with_its_numbers():
    assert third_day("rung", "hamas", values=BY_A_PARTY["rung"]) == (
        "Day 3: Hamas stepped up to holding back its own promises: grievance 0.10 over promises "
        "and 0.02 over violence, 0.50 at stake; worth 0.03, staying put 0.02."
    )


def test_a_crisis_that_opens_is_told_with_the_answers_of_both():
    assert third_day("crisis", number=1, values=[2.0, 1.0]) == (
        "Day 3: Crisis 1 opens; Israel stands at holding back its own promises; Hamas stands at "
        "protest. Mediators may shuttle from the next day on."
    )


def test_talks_that_stop_are_told_with_rungs_and_mandates():
    assert third_day("talks_stop", values=[3.0, 1.0, 2.0, 1.0]) == (
        'Day 3: Talks on the next phase stopped: Israel stood on the rung of "suspending the '
        'talks" and the team of Hamas had a technical mandate only.'
    )
    assert third_day("talks_stop", values=[0.0, 0.0, 2.0, 2.0]) == (
        "Day 3: Talks on the next phase stopped."
    )


def test_a_settlement_is_told_with_what_it_took_and_eased():
    """Grievances in all, by hand: 0.1 + 0.03 and 0.2 + 0.04; a day is worth 0.2 (1 - exp(-0.9))."""
    mission = (3, "mission", "us", "", 0, [0.9, 0.9, 0.2, 0.02])

    assert third_day("settled", number=1, values=BY_BOTH["settled"][0], before=[mission]) == (
        "Day 3: Mediators settled crisis 1 after 3 days: shuttling (United States 1 day) came "
        "to 0.90, and 0.80 was enough. A day of it was worth 0.12 points to it, at a price of "
        "0.02. Both stepped down; grievances (Israel 0.13, Hamas 0.24) shrank by 0.80 of their "
        "size; as always, what was put off falls due the next day."
    )


def test_an_agreement_is_told_with_what_would_have_been_asked_for_and_taken():
    assert third_day("agreement", "israel", values=BY_A_PARTY["agreement"]) == (
        "Day 3: Agreement on the next phase, in round 12: Hamas accepted what Israel offered, "
        "worth 0.50 points to Israel and 0.50 to Hamas, which would itself have asked for 0.48 "
        "next. The least they would have taken: Israel 0.20, Hamas 0.30. Both weighed the truce "
        "anew that day."
    )


USE = {  # target, gain, price, value, before, after, left, first, second
    "pressure": [0.0, 0.02, 0.01, 0.2, 0.2, 0.1, 9.0, 0.3, 0.2],
    "guarantee": [-1.0, 0.02, 0.01, 0.2, 0.1, 0.15, 1.0, -0.1, 0.0],
    "payment": [-1.0, 0.02, 0.01, 0.2, 0.2, 0.1, 1.0, 0.25, 0.0],
    "monitoring": [-1.0, 0.02, 0.01, 0.2, 0.8, 0.6, 1.0, 0.0, 0.0],
    "deadline": [-1.0, 0.02, 0.01, 0.2, 0.5, 0.0, 1.0, 0.0, 0.0],
}


def used(tool, kind="uses", values=None, before=(), overrides=()):
    """What is told of a mediator's instrument on day 3."""
    event = (3, kind, "us", "", 0, values or USE[tool], tool)
    return chapter([*before, event], *overrides)


def told_of(**given):
    """What is told of a mediator's word to Israel on day 3."""
    usual = {"line": 0.2, "firm": 1.0, "is_firm": 1.0, "believed": 1.0, "demand_firm": 0.6,
             "demand_soft": 0.95, "firm_if_firm": 0.4, "soft_if_firm": 0.1, "firm_if_soft": 0.36,
             "soft_if_soft": 0.41, "low": -0.5, "high": 0.5}  # fmt: skip
    return third_day("informs", "us", values=list(notes.Word(**{**usual, **given})))


def test_a_mediators_word_is_told_with_why_it_was_believed():
    assert told_of() == (
        "Day 3: United States told Israel that Hamas would not settle for 0.20, which is so. It "
        "was believed, as it would gain by no false word (a side that would settle, called firm, "
        "is worth 0.36 to it, otherwise 0.41): Israel would now ask for 0.60, and for 0.95 had it "
        "been told the opposite."
    )
    soft = told_of(firm=0.0, is_firm=0.0)
    assert "that Hamas would settle for 0.20, which is so" in soft
    assert "Israel would now ask for 0.95, and for 0.60 had it" in soft


def test_a_mediators_word_is_told_with_why_it_was_not_believed():
    assert told_of(is_firm=0.0, believed=0.0, soft_if_soft=0.3) == (
        "Day 3: United States told Israel that Hamas would not settle for 0.20, which is not so. "
        "It was not believed, as it would gain by a false word (a side that would settle, called "
        "firm, is worth 0.36 to it, otherwise 0.30)."
    )
    assert "(a side that would not settle, called soft, is worth 0.50 to it, otherwise 0.40)" in (
        told_of(believed=0.0, soft_if_firm=0.5)
    )


def test_pressure_is_told_with_what_it_makes_leaving_cost():
    """By hand, with an alarm of 0.1: 0.1 (log(0.2 / 0.8) - log(0.1 / 0.9)) = 0.081."""
    assert used("pressure") == (
        "Day 3: United States took up pressure on Israel, which makes leaving cost it 0.08 points "
        "(risk of leaving, as it sees it, 0.20 to 0.10; worth 0.020, price 0.010)."
    )


def test_a_negative_guarantee_is_told_as_support_for_leaving():
    """By hand: 0.2 (0.1 - 0.15) = -0.01 by the risk, the rest of 0.02 by what a friend gains."""
    assert used("guarantee") == (
        "Day 3: United States assures Israel of support worth 0.10 points if it leaves (risk of a "
        "collapse, as it sees it, 0.10 to 0.15; worth 0.020, price 0.010: -0.010 by that risk, "
        "0.030 by what it is worth to a friend)."
    )
    kept = [*USE["guarantee"][:7], 0.0, 0.1]
    assert "guarantees the truce to Hamas: leaving would cost it 0.10 points (" in used(
        "guarantee", values=kept
    )


def test_a_guarantee_to_both_is_one_sentence_in_which_decimals_are_alike():
    """By hand: all of 0.02 comes of a friend, 0.2 (0.0001 - 0.00001) rounds to nothing."""
    assert used("guarantee", values=[-1.0, 0.02, 0.01, 0.2, 0.0001, 0.00001, 1.0, 0.02, 0.06]) == (
        "Day 3: United States guarantees the truce to Israel and Hamas: leaving would cost Israel "
        "0.02 points and Hamas 0.06 points (risk of a collapse, as it sees it, 0.0001 to 0.0000; "
        "worth 0.020, price 0.010: under 0.001 by that risk, 0.020 by what it is worth to a "
        "friend)."
    )
    none = [-1.0, 0.02, 0.01, 0.0, 0.1, 0.1, 1.0, 0.02, 0.06]
    assert "0.000 by that risk, 0.020 by" in used("guarantee", values=none)
    assert words.compared(0.00001, 0.00002) == ["0.00", "0.00"]


def test_a_side_payment_is_told_with_what_it_asks_for():
    """What it asks for has hardened from 0.5 by 0.01 on each of three days."""
    hardened = ("mediators.us.payment_asks=0.5", "mediators.us.payment_hardening=0.01")
    weighed = "(risk of a collapse, as it sees it, 0.20 to 0.10; worth 0.020, price 0.010)."

    assert used("payment", overrides=hardened) == (
        "Day 3: United States offered a side payment for an agreement: 0.25 points to Israel, if "
        f"it gives way on statehood by 0.53 or more of its worth {weighed}"
    )
    assert used("payment", overrides=["issues.statehood.linked=false"]) == (
        "Day 3: United States offered a side payment for an agreement: 0.25 points to Israel, "
        f"which asks for nothing that the talks are about {weighed}"
    )


def test_what_a_side_payment_asks_for_hardens_day_by_day():
    """From 0.5 at the start by 0.01 on each of three days."""
    hardened = configured("mediators.us.payment_hardening=0.01")
    setting = reasons.Setting(hardened, SEED, 0)

    setting.pass_to(3)

    assert setting.asks["us"] == pytest.approx(0.53)


def test_monitors_are_told_with_the_errors_they_remove():
    """By hand: 1 - 0.6 / 0.8."""
    assert used("monitoring").startswith(
        "Day 3: United States sent monitors, who remove 0.25 of the errors in seeing who keeps its "
        "word (worth 0.020, price 0.010)."
    )


def test_a_deadline_is_told_with_its_day():
    assert used("deadline") == (
        "Day 3: United States set day 17 as a deadline (gap at the talks 0.50; worth 0.020, price "
        "0.010)."
    )


def test_what_is_passed_by_is_told_once_and_then_in_sum():
    spared = [1.0, 0.008, 0.01, 0.2, 0.2, 0.16, 9.0, 0.3, 0.2]
    first = (2, "passes", "us", "", 0, spared, "pressure")

    assert used("pressure", "passes", spared, [first]) == (
        "Day 2: Weighed by mediators and not worth the price: pressure on Hamas (United States "
        "0.008; price 0.010). Days 1 to 7. Instruments weighed again and not used: 1, nearest "
        "pressure on Hamas by United States (worth 0.008, price 0.010)."
    )


def test_monitors_that_are_no_longer_worth_their_price_are_called_back():
    sent = (2, "uses", "us", "", 0, USE["monitoring"], "monitoring")
    spared = [-1.0, 0.001, 0.01, 0.2, 0.8, 0.6, 1.0, 0.0, 0.0]

    assert "Day 3: United States called its monitors back (worth 0.001, price 0.010)." in used(
        "monitoring", "ends", spared, [sent]
    )


def test_instruments_that_end_for_other_reasons_are_told():
    nothing = [-1.0, 0.0, 0.01, 0.2]

    assert used("monitoring", "ends", nothing) == (
        "Day 3: United States ended its monitors: it had used up all that it could afford."
    )
    assert used("pressure", "ends", nothing) == (
        "Day 3: United States ended its pressure: it had used up all that it could afford."
    )
    assert used("deadline", "ends", nothing) == (
        "Day 3: The deadline that United States had set passed with no agreement."
    )


def test_a_proposal_is_told_with_both_answers():
    assert third_day("proposal", "us", values=[0.6, 0.3, 0.4, 0.35, 1.0, 0.0], number=1) == (
        "Day 3: United States proposed a deal of its own: Israel took it (worth 0.60 to it, at "
        "least 0.40 wanted) and Hamas refused it (worth 0.30 to it, at least 0.35 wanted)."
    )


def test_a_proposal_refused_although_it_is_worth_enough_crosses_a_red_line():
    told = third_day("proposal", "us", values=[0.6, 0.5, 0.4, 0.35, 1.0, 0.0], number=1)

    assert "Hamas refused it, as it crosses a red line (worth 0.50" in told


def test_terms_are_told_as_far_as_they_are_new(january):
    """The first in full with units; then what differs; an agreement in full, without units."""
    first = dict.fromkeys(january.measures, 0.5)
    made = [first, first, {**first, "aid": 0.0, "governance": 1.0}, first]
    table = {
        "run": np.zeros(4, dtype=int),
        "day": np.array([3, 4, 5, 6]),
        "proposer": np.array(["us", "us", "qatar", "us"]),
        **{key: np.array([terms[key] for terms in made]) for key in january.measures},
        "utility_israel": np.full(4, 0.5),
        "utility_hamas": np.full(4, 0.5),
    }
    offers, so_far = talks.read(table, 0, words.Words(january)), SoFar(january)
    aid, governance = (offers[2].levels[key] for key in ("aid", "governance"))

    assert talks.new_terms(offers[0], so_far) == f": {offers[0].terms}"
    assert "(share of " in offers[0].terms
    assert talks.new_terms(offers[1], so_far) == " were those last told"
    changed = talks.new_terms(offers[2], so_far)
    assert changed.startswith(", where they differ from those last told: ")
    assert set(changed.split(": ")[1].split(", ")) == {f"governance {governance}", f"aid {aid}"}
    deal = record.Event(6, "agreement", "israel", "", "", 1, notes.Agreement(1, *[0.5] * 5))
    told = talks.agreement(deal, [deal], so_far, words.Words(january), offers)
    assert told.endswith(f" Terms: {talks.in_short(offers[3], offers[3].levels)}.")


def test_votes_are_told_with_who_voted_against():
    """The mood of a constituency and the luck of its vote stand beside its no."""
    against = (3, "vote", "religious_zionism", "", 1, [0.7, 0.75, -0.2, 0.0, 0.0])
    unlucky = (3, "vote", "military_wing", "", 1, [0.7, 0.6, 0.1, 0.2, 0.0])

    assert third_day(
        "rejected", values=[0.8, 0.5, 0.4, 0.5], number=1, before=[against, unlucky]
    ) == (
        "Day 3: The agreement was not ratified, by Hamas; it binds nobody, and both sides' hope "
        "fell. Israel: 0.80 of the weight in favour, 0.50 needed; against: Religious Zionism (a "
        "deal worth 0.70, and it takes 0.75 in its mood of -0.20). Hamas: 0.40 of the weight in "
        "favour, 0.50 needed; against: military wing (a deal worth 0.70, and it takes 0.60 in its "
        "mood of 0.10, and luck asked for 0.20 more)."
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("threat", "threatened to leave: its mood was -0.60, and it leaves under -0.70."),
        ("exit", "left: its mood was -0.60, under its line of -0.70."),
        ("returns", "came back: its mood was -0.60, over its line of -0.70."),
    ],
)
def test_partners_are_told_with_their_mood(kind, said):
    assert third_day(kind, "religious_zionism", values=[-0.6, -0.7, 0.1]) == (
        f"Day 3: A partner of Israel, Religious Zionism (weight 0.10), {said}"
    )


def test_statements_are_told_beside_what_was_meant():
    said = [0.8, 0.6, 0.5, 0.4]
    again = (5, "statement", "us", "", 0, [0.6, 0.5, 0.45, 0.35])

    assert chapter([(3, "statement", "us", "", 0, said), again]) == (
        "Days 1 to 7. Prospects as said in public, on average: United States 0.70; as meant: 0.55; "
        "hope after it: Israel 0.45, Hamas 0.35."
    )


def test_news_of_the_missing_is_told_beside_what_was_expected():
    assert third_day("news", "hamas", "first_hamas", [3.0, 1.0, 0.6, 1.0]) == (
        "Day 3: News from Hamas about 5 trucks (first): of 3 people of whom nothing was known, 1 "
        "had died and 2 of them live; Israel had expected 0.60 dead."
    )


@pytest.mark.parametrize(
    ("item", "verb"),
    [
        ("exchange_1_hostages", "released"),
        ("remains", "handed over"),
        ("missing", "handed over"),
        ("mobile_homes", "let in"),
        ("netzarim", "carried out"),
        ("talks_hamas", "sent"),
    ],
)
def test_a_good_has_its_verb(january, item, verb):
    assert words.Words(january).verbs[item][0] == verb


@pytest.mark.parametrize(
    ("kind", "verb"),
    [("exchange", "handed over"), ("aid", "delivered"), ("withdrawal", "carried out")],
)
def test_an_unknown_good_has_the_verb_of_its_kind(kind, verb):
    whole = config()
    whole["obligations"] = {"charts": {"by": "israel", "kind": kind, "good": "sea_charts"}}

    assert words.Words(scenario.from_config(whole)).verbs["charts"][0] == verb


def test_violence_is_told_with_who_is_held_responsible():
    """The actor of an incident is the side that holds the other responsible."""
    assert third_day("incident", "israel", values=BY_A_PARTY["incident"]) == (
        "Days 1 to 7. Violence: 1 incident, 9 deaths (9 on day 3); Hamas was held responsible for "
        "1; in 1 case wrongly."
    )


# Numbers and names


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no days"), (1, "1 day"), (2, "2 days"), (1234.0, "1,234 days")]
)
def test_counts_agree_with_their_nouns(number, said):
    assert words.count(number, "day") == said


def test_unusual_plurals_are_given():
    assert words.count(1, "crisis", "crises") == "1 crisis"
    assert words.count(2, "crisis", "crises") == "2 crises"


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("hostages", "hostage"),
        ("people", "person"),
        ("remains", "remains"),
        ("supplies", "supply"),
        ("ground", "ground"),
    ],
)
def test_singulars(many, one):
    assert words.singular(many) == one


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0.00"), (-0.0001, "0.00"), (0.004, "0.004"), (-0.204, "-0.20"), (1.0, "1.00")],
)
def test_points_have_two_decimals_and_no_signed_zero(value, said):
    assert words.points(value) == said


def test_numbers_side_by_side_can_be_told_apart():
    assert words.compared(0.2111, 0.2149, 0.3) == ["0.211", "0.215", "0.300"]
    assert words.compared(0.2, 0.2) == ["0.20", "0.20"]
    assert words.compared(0.0, -0.00001) == ["0", "0.00"]


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=3))
def test_numbers_side_by_side_keep_their_order(values):
    said = [float(text) for text in words.compared(*values)]

    assert all(
        (first <= second) == (one <= two) or one == two
        for first, one in zip(values, said)
        for second, two in zip(values, said)
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "less than once in 100"),
        (0.01, "once in 100"),
        (0.31, "31 times in 100"),
        (0.999, "more than 99 times in 100"),
    ],
)
def test_how_often(share, said):
    assert words.times(share) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([3], "day 3"),
        ([3, 4], "days 3 and 4"),
        ([3, 5], "days 3 and 5"),
        ([3, 4, 5, 9], "days 3 to 5 and 9"),
        ([1, 3, 4, 6, 7, 8], "days 1, 3, 4 and 6 to 8"),
    ],
)
def test_days_in_a_row_are_told_as_a_span(days, said):
    assert words.on_days(days) == said


@pytest.mark.parametrize(
    ("texts", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), ("ABC", "A, B and C")]
)
def test_lists(texts, said):
    assert words.listed(texts) == said


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("exchange_1_hostages", "3 hostages (civilian women, exchange 1)"),
        ("exchange_3_hostages", "3 living hostages (exchange 3)"),
        ("remains", "5 remains"),
        ("missing", "3 missing people (a mother and two small children)"),
        ("tents", "200,000 tents"),
        ("mobile_homes", "60,000 mobile homes"),
        ("coastal_road", "the coastal road opening"),
        ("talks_israel", "a talks delegation"),
        ("phase_3_reconstruction", "1 opening (phase 3 reconstruction)"),
    ],
)
def test_promises_have_readable_names(january, key, said):
    assert words.Words(january).items[key] == said


def test_words_of_a_key_can_have_display_names(january):
    named = january._replace(names={**january.names, "rafah": "Rafah", "us": "the United States"})

    assert words.Words(named).items["rafah_crossing"] == "the Rafah crossing opening"
    assert words.Words(named).mediator("us") == "the United States"
    assert words.Words(named).mediator("egypt") == "Egypt"


def test_dates_cross_months_and_years(january):
    said = words.Words(january)

    assert said.date(7) == "25 January 2025"
    assert said.date(14) == "1 February 2025"
    assert said.date(348) == "1 January 2026"


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1), st.floats(0.001, 0.5))
def test_odds_are_those_of_the_choice(deliver, delay, withhold, scale):
    """Luck just under the odds delivers, luck just over them does not."""
    numbers = [deliver, delay, withhold, 0.0, 0.5, 0.0, 0.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0]
    why = notes.Delivery(*numbers)
    odds = reasons.odds(why, scale)

    if 1e-6 < odds < 1 - 1e-6:
        assert decided_again.of_delivery(why._replace(first=odds * (1 - 1e-6)), scale) == "delivers"
        above = why._replace(first=odds + (1 - odds) * 1e-6)
        assert decided_again.of_delivery(above, scale) != "delivers"


def test_a_rung_is_wanted_for_the_grievance_it_answers():
    """By hand, 0.3 h - 0.6 h^2 at h of 0.1, 0.35, 0.6 and 0.8: 0.024, 0.0315, -0.036, -0.144."""
    step = notes.Step(0, 1, 0.06, 0.04, 0.6, 0, 0, 0.0, 1.0, 0.0, 3.0)

    assert reasons.wanted(step) == ladder.HOLD
    assert decided_again.of_step(step, True) == ladder.PROTEST
    assert decided_again.of_step(step._replace(outside=1.1), True) == ladder.RESUME
    assert decided_again.of_step(step._replace(outside=1.1), False) == ladder.PROTEST


def test_a_story_says_its_scenario_as_the_command_takes_it(played):
    invented = played.premises._replace(names={"january_2025": "long truce"})

    assert played.tell(0, played.premises)[1].startswith("Scenario january_2025, run 1 ")
    assert played.tell(0, invented)[1].startswith("Scenario long truce, run 1 ")
