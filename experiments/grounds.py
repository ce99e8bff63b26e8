"""What every value of a scenario rests on: ``premises.csv`` in the folder of a result.

A row a value in play, those included that no file sets. What rests on a source is decided in
``sim.given``; what the command line, a variant, a design or a user's domain gives is an assumption
of whoever gave it, and the words beside a value are those of the file that set it. A name or a
switch that a file gives rests on neither. A folder is named by its place in ``configs/``, so that
the same command leaves the same bytes anywhere.
"""

import csv
from typing import NamedTuple

from agents.premise import ASSUMPTION
from experiments import csv_files, sentences, where
from experiments.configs import CHANGES, SHORT
from sim import bibliography, design, given, rows, safe_yaml
from sim.checks import SPREADS

FILE = "premises.csv"
GIVEN_BY = ("file", "command line", "variant", "design", "posterior", "domain", "default")
BY_FILE, BY_COMMAND_LINE, BY_VARIANT, BY_DESIGN, BY_POSTERIOR, BY_DOMAIN, BY_DEFAULT = GIVEN_BY
CASE_BY_CASE = "set case by case"  # the value of what the cases of a design set
REAL = "real"  # the choice of names that hides none


class Row(NamedTuple):
    """A value in play, and what it rests on."""

    scenario: str  # its name in the result
    key: str  # dotted name
    from_day: int | None  # of a dated change, its day; none for what holds from the start
    value: object  # a range or a list as a file writes it
    unit: str
    meaning: str
    is_number: bool  # as against a name, a switch, a list, or a place in a list
    source: str  # key of the bibliography, or the word assumption
    confidence: str
    note: str  # the words beside it in its file
    given_by: str  # what gave it: one of GIVEN_BY
    set_in: str  # the file that gave it, as it lies under configs/; empty where none did
    names: str  # the choice of names that all words of the result are in

    @property
    def is_of_file(self):
        """True for a number from the start that a file gives: what shares are counted of."""
        return self.is_number and self.from_day is None and self.given_by == BY_FILE


class Played(NamedTuple):
    """A scenario that is played."""

    name: str  # in the result
    scenario: object
    premises: dict  # its configuration, as plain data
    composed: object  # what it is a variant of, or itself
    varied: dict  # what a design gives to parameters, by key


def of(composed, name="", varied=None):
    """What was composed, as it is played."""
    name = name or composed.scenario.name
    return Played(name, composed.scenario, composed.premises, composed, varied or {})


def of_entry(entry):
    """A scenario of a comparison, as it is played: a variant of what was composed, or that."""
    return Played(entry.name, entry.scenario, entry.premises, entry.composed, {})


def varied(plan):
    """What a design gives to parameters, by key, as it is written there."""
    found = {**(plan.plain.get("decisions") or {}), **(plan.plain.get("uncertainties") or {})}
    for lists in plan.plain.get("zipped") or []:
        found.update(lists)
    return {SHORT.get(key, key): found.get(key, CASE_BY_CASE) for key in plan.keys}


def write(folder, *played):
    """Write the table of the scenarios of a result, one after another."""
    found = (row for one in played for row in table(one))
    csv_files.write(folder / FILE, Row._fields, found)


def read(folder):
    """The rows in a folder, their values as texts; none where there is no such file."""
    path = folder / FILE
    if not is_kept(folder):
        return []
    try:
        return [of_texts(row) for row in csv_files.read(path)]
    except (OSError, KeyError, ValueError, csv.Error) as error:
        problem = f"this is no table of premises: {sentences.first_line(error)}"
        raise sentences.Refused(f"{path}: {problem}") from None


def is_kept(folder):
    """True if a folder keeps what its values rest on."""
    return (folder / FILE).is_file()


def of_texts(row):
    """A row as it was before it was written, but for its value."""
    texts = {name: row[name] for name in Row._fields}
    if None in texts.values():
        raise ValueError("a row has fewer cells than there are columns")
    if texts["given_by"] not in GIVEN_BY:
        raise ValueError(f"given_by: {texts['given_by']!r} is none of {', '.join(GIVEN_BY)}")
    from_day = int(texts["from_day"]) if texts["from_day"] else None
    return Row(**{**texts, "from_day": from_day, "is_number": texts["is_number"] == "true"})


def copy(folder, target):
    """Put the table of a result beside what was made from it, if there is one."""
    if is_kept(folder):
        (target / FILE).write_bytes((folder / FILE).read_bytes())


def table(played):
    """A row a value, in the order of the configuration; dated changes come last."""
    finder = Finder(played)
    for one in design.parameters(played.scenario):
        yield finder.row(one)
    yield from finder.dated()


class Finder:
    """Finds what gave each parameter of a scenario its value."""

    def __init__(self, played):
        self.played, self.composed = played, played.composed
        self.sources = played.composed.sources
        self.drawn = drawn(played.composed)
        self.known = bibliography.entries()
        choices = self.sources.hydra.runtime.choices
        self.names = choices.get("names", REAL)
        keys = (text.lstrip("+~").partition("=")[0] for text in self.sources.overrides)
        self.overridden = [key for key in keys if key not in choices]

    def row(self, one):
        """The row of a parameter."""
        given_by, value = self.found(one)
        if given_by != BY_FILE:
            return self.filled(one, None, value, given_by)
        stated = self.sources.values[one.key]
        place = where.place_in(self.sources.folders, stated.file)
        return self.filled(one, None, value, given_by, place, stated)

    def found(self, one):
        """What gave a parameter its value, and the value."""
        value = where.under(self.played.premises, one.key)
        if one.key in self.played.varied:
            return BY_DESIGN, self.played.varied[one.key]
        if one.key in self.drawn:
            return BY_POSTERIOR, self.drawn[one.key]
        if value is where.ABSENT or value is None:
            return BY_DEFAULT, design.value(self.played.scenario, one)
        if value != where.under(self.composed.premises, one.key):
            return BY_VARIANT, value
        if self.is_on_command_line(one.key):
            return BY_COMMAND_LINE, value
        stated = self.sources.values.get(one.key)
        if stated is None or (self.composed.settings.domain and stated.value != value):
            return BY_DOMAIN, value
        return BY_FILE, value

    def is_on_command_line(self, key):
        """True for a parameter that the command line gives, by itself or as a part of something."""
        touched = any(
            key == name or key.startswith(f"{name}.") or name.startswith(f"{key}.")
            for name in self.overridden
        )
        return touched and any(self.sources.on_command_line(key))

    def dated(self):
        """The rows of the dated changes, which no source states."""
        of_base = len(self.composed.premises.get(CHANGES) or [])
        changes = self.played.premises.get(CHANGES) or []
        of_all = self.giver_of_changes() if changes else ()
        for number, change in enumerate(changes):
            for key, value in (change.get("set") or {}).items():
                one = design.parameter(self.played.scenario, key)
                giver = (BY_VARIANT, "") if number >= of_base else of_all
                yield self.filled(one, change["day"], value, *giver)

    def giver_of_changes(self):
        """What gave the scenario its dated changes, and the file if it is one.

        Who names a list last gives all of it.
        """
        if any(self.sources.on_command_line(CHANGES)):
            return BY_COMMAND_LINE, ""
        for path, contents in self.sources.files:
            if CHANGES in contents:
                return BY_FILE, where.place_in(self.sources.folders, path)
        return BY_VARIANT, ""

    def filled(self, one, from_day, value, given_by, set_in="", stated=None):
        """A row with its unit, meaning, source and confidence; ``stated`` is the file's value."""
        extra, is_number = one.info.json_schema_extra, given.measures(one.info)
        source, confidence = ASSUMPTION, extra["confidence"]
        if given_by == BY_DEFAULT:
            source = extra["source"]
        elif stated and not is_number:
            source, confidence = "", ""
        elif stated and stated.source != ASSUMPTION:
            source = stated.source
            confidence = bibliography.confidence(source, self.known)
        unit = "yes or no" if one.info.annotation is bool else one.unit
        note = stated.words if stated and self.names == REAL else ""
        return Row(
            self.played.name, one.key, from_day, self.written(one, value), unit,
            one.info.description, is_number, source, confidence, note, given_by, set_in, self.names,
        )  # fmt: skip

    def written(self, one, value):
        """A value as a cell: ranges and lists as files write them, of a strategy its kind alone."""
        if isinstance(value, dict) and not any(kind in value for kind in (*SPREADS, "posterior")):
            return design.value(self.played.scenario, one)
        if isinstance(value, dict | list | tuple):
            plain = list(value) if isinstance(value, tuple) else value
            return safe_yaml.dump(plain, default_flow_style=True, width=10**6).strip()
        return value


def drawn(composed):
    """The least and the largest draw of each parameter that comes from a posterior, by key."""
    held, found = composed.posterior, {}
    if held is not None:
        for column, name in enumerate(held.names):
            ends = [float(end(held.values[:, column])) for end in (min, max)]
            for key in rows.matching(name, composed.scenario.premises):
                found[key] = {"posterior": ends}
    return found
