"""The premises of a run: frozen, typed, checked; made from plain data, and nothing else reads it.

``from_config`` takes the mapping that the YAML files add up to and returns a ``Scenario``: the
checked premises, their names, and the flat row that both engines play on. What is wrong is said in
one sentence by ``PremiseError``.
"""

import datetime
import inspect
from typing import NamedTuple

import numpy as np

from agents.terms import MOST_ISSUES
from sim import draws, layout, outcomes, premises, reading, rows, talks_checks
from sim.refusals import PremiseError, unknown
from sim.rows import LISTS

MOST_MEDIATORS = 200

OTHER = {  # keys that hold no parameters, with what they are
    "title": "what the scenario is about, in a line",
    "start": "date of day 1",
    "names": "what parties, mediators and places are called where people read of them",
    "record": "what happened, beside which runs are shown",
    "changes": "parameters that take another value on a day: a list of day and set",
    "expected": "what a variant was expected to do, by outcome, and why",
}
SECTIONS = (*premises.GROUPS, "verification", *LISTS, *OTHER)  # all that a scenario may hold


class Premises(NamedTuple):
    """Every premise of a scenario, by group; the mappings keep the order of the configuration."""

    calendar: premises.Calendar
    choice: premises.Choice
    delivery: premises.Delivery
    monitoring: premises.Monitoring
    tension: premises.Tension
    violence: premises.Violence
    shocks: premises.Shocks
    talks: premises.Talks
    limbo: premises.Limbo
    settlement: premises.Settlement
    side_trades: premises.SideTrades
    extension: premises.Extension
    ratification: premises.Ratification
    relocation: premises.Relocation
    hardship: premises.Hardship
    mediation: premises.Mediation
    verification: dict
    parties: dict
    mediators: dict
    constituencies: dict
    phases: dict
    obligations: dict
    issues: dict

    @property
    def first_phase(self):
        """The phase that is in force from the start."""
        return next(iter(self.phases.values()))


class Scenario(NamedTuple):
    """What the engines play: premises, words for them, and the flat row made of both."""

    name: str
    title: str
    start: datetime.date | None
    premises: Premises
    names: dict
    players: dict
    goods: dict
    measures: dict
    record: dict
    expected: dict
    row: np.ndarray
    shape: layout.Shape
    spreads: np.ndarray
    dated: np.ndarray
    changes: tuple
    joint: draws.Joint = draws.NO_JOINT  # of a posterior, if there is one; see sim/posteriors.py

    @property
    def parties(self):
        """The parties' display names, by slot."""
        return tuple(self.names.get(key, key.capitalize()) for key in self.premises.parties)

    @property
    def called(self):
        """What the scenario is called where people read of it; its file's name unless it says."""
        return self.names.get(self.name, self.name)

    def check_compiles(self):
        """Refuse what only the Mesa model can play: a strategy of the user's own."""
        for key in self.players:
            problem = "a strategy in a file of one's own is not compiled; engine=mesa plays it"
            raise PremiseError(f"parties.{key}.strategy", problem)

    @property
    def streams(self):
        """The slot of the party of each stream of luck."""
        streams = [party.stream for party in self.premises.parties.values()]
        return (0, 1) if streams == [0, 1] else (1, 0)


def from_config(config, scenario_name="scenario"):
    """A checked scenario from plain data (mappings, lists, numbers, text)."""
    for key in config:
        if key not in SECTIONS:
            raise unknown("", key, SECTIONS)
    spreads = {}
    found, words = reading.read_premises(config, spreads)
    checked = Premises(**found)
    check_whole(checked, words["issues"])
    shape = rows.shape_of(checked)
    names = reading.read_names(config.get("names"))
    reading.check_called(names, checked.parties, checked.mediators, checked.constituencies)
    changes = reading.read_changes(config.get("changes"), checked, shape)
    check_beside(checked, words["issues"], talks_checks.values_beside(spreads, changes))
    return Scenario(
        name=scenario_name,
        title=reading.read_title(config.get("title"), scenario_name),
        start=reading.read_date(config.get("start"), checked.calendar.horizon),
        premises=checked,
        names=names,
        players={key: own for key, own in words["parties"].items() if own is not None},
        goods=words["obligations"],
        measures=words["issues"],
        record=reading.read_record(config.get("record")),
        expected=reading.read_expected(
            config.get("expected"),
            outcomes.known(checked.parties, outcomes.counted(words["obligations"])),
        ),
        row=rows.fill(checked, shape),
        shape=shape,
        spreads=rows.spread_table(spreads, checked, shape),
        dated=rows.dated_table(changes, checked, shape),
        changes=changes,
    )


def check_whole(checked, measures, passed=None):
    """What no single parameter can show: numbers that must fit each other, and their words.

    ``passed`` are premises that were checked: sections that are the very same need no second look.
    """
    before = passed or (None,) * len(checked)
    each = zip(checked._fields, checked, before, strict=True)
    changed = {section for section, now, then in each if now is not then}
    for check, sections in CHECKS.items():
        if not changed.isdisjoint(sections):
            check(*(getattr(checked, one) for one in sections))
    if "issues" in changed:
        check_values(checked.issues, measures)


def check_streams(parties):
    """Each party has luck of its own."""
    streams = sorted(party.stream for party in parties.values())
    if streams != [0, 1]:
        raise PremiseError("parties", f"streams {streams} are not allowed; they take 0 and 1")


def check_counts(phases, issues, mediators):
    """There is a phase, and no more of anything than there is room for."""
    if not phases:
        raise PremiseError("phases", "none given; it takes at least one")
    for section, given, most in (
        ("issues", issues, MOST_ISSUES),
        ("mediators", mediators, MOST_MEDIATORS),
    ):
        if len(given) > most:
            raise PremiseError(section, f"{len(given)} given; it takes at most {most}")


def check_first_phase(phases, calendar):
    """The first phase is in force from the start, and the run begins in it."""
    name, first = next(iter(phases.items()))
    for field in ("optional", "needs_agreement"):
        if getattr(first, field):
            problem = "true is not allowed; the first phase is in force from the start"
            raise PremiseError(f"phases.{name}.{field}", problem)
    first_day = calendar.first_day
    last = min(first.length, calendar.horizon)
    if first_day > last:
        problem = f"{first_day} is not allowed; it takes a day of the first phase (1 to {last})"
        raise PremiseError("calendar.first_day", problem)


def check_partners(constituencies):
    """Only a partner can have left the government before the start."""
    for key, one in constituencies.items():
        if one.gone_at_start and not one.partner:
            problem = "true is not allowed; it takes false where partner is false"
            raise PremiseError(f"constituencies.{key}.gone_at_start", problem)


def check_beliefs(parties):
    """What a party thinks of the other side's least share must run from low to high."""
    for key, party in parties.items():
        low, high = party.other_least_low, party.other_least_high
        if low > high:
            problem = f"{high:g} is not allowed; it takes at least other_least_low, {low:g}"
            raise PremiseError(f"parties.{key}.other_least_high", problem)


def check_obligations(obligations, phases, calendar):
    """Each must fall due in a phase that there is, and what came before must have come before."""
    last, first = len(phases), calendar.first_day
    for key, item in obligations.items():
        if item.phase > last:
            problem = f"{item.phase} is not allowed; it takes a phase from 1 to {last}"
            raise PremiseError(f"obligations.{key}.phase", problem)
        if item.done_before >= first:
            problem = f"{item.done_before} is not allowed; the run begins on day {first}"
            raise PremiseError(f"obligations.{key}.done_before", problem)
        if item.done_before > 0 and item.phase > 1:
            problem = f"{item.done_before} is not allowed; phase {item.phase} begins later"
            raise PremiseError(f"obligations.{key}.done_before", problem)
        if item.unknown > item.amount:
            problem = f"{item.unknown} is not allowed; it takes at most the amount, {item.amount:g}"
            raise PremiseError(f"obligations.{key}.unknown", problem)


def check_stand_ins(obligations):
    """An obligation stands for one of the same party, of a later phase, for which no other does."""
    items, taken = list(obligations.values()), set()
    for key, item in obligations.items():
        if item.stands_for < 0:
            continue
        double = items[item.stands_for]
        good = double.by == item.by and double.phase > item.phase and double.stands_for < 0
        if not good or item.stands_for in taken:
            problem = (
                f"'{list(obligations)[item.stands_for]}' is not allowed; it takes an "
                "obligation of the same party and of a later phase, for which no other stands"
            )
            raise PremiseError(f"obligations.{key}.stands_for", problem)
        taken.add(item.stands_for)


# Of premises as a whole. What each looks at are the sections that it takes, by their names.
CHECKS = {
    check: tuple(inspect.signature(check).parameters)
    for check in (
        check_counts,
        check_streams,
        check_beliefs,
        talks_checks.check_weights,
        talks_checks.check_lists,
        talks_checks.check_deals,
        check_obligations,
        check_stand_ins,
        check_first_phase,
        check_partners,
    )
}


def check_values(issues, measures):
    """Where levels are called something, each is."""
    for key, measure in measures.items():
        levels = issues[key].levels
        if len(measure.values) not in (0, levels):
            problem = f"{len(measure.values)} given; it takes one for each of the {levels} levels"
            raise PremiseError(f"issues.{key}.values", problem)


def check_beside(checked, measures, beside):
    """What holds of the premises as given holds of each value they have on some day of some run."""
    talks_checks.check_play(checked, beside)
    for key, measure in measures.items():
        place, named = f"issues.{key}.levels", len(measure.values)
        for levels in beside.get(place, ()):
            if named and levels != named:
                problem = f"{levels:g} is not allowed; each of the {named} levels has a name"
                raise PremiseError(place, f"{problem}, on every day of every run")
