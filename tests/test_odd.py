"""The protocol: made from the code, whole, and stale as soon as the code says something else."""

import re
import subprocess
import sys

import pytest

from agents import notes
from agents.rules import squares
from sim import bibliography, ensemble, given, parameters
from sim.cache import ROOT
from sim.markdown import anchor
from sim.odd import code, protocol, submodels, tables

ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialization",
    "Input data",
    "Submodels",
)
CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)
PAGES = {
    "odd.md": (protocol.page, "sim.odd"),
    "odd_submodels.md": (submodels.page, "sim.odd.submodels"),
    "parameters.md": (parameters.page, "sim.parameters"),
    "references.md": (bibliography.page, "sim.bibliography"),
}


def stored(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def sections(text, level):
    """The sections of a page: heading to what stands under it, deeper headings included."""
    parts = re.split(rf"^#{{{level}}} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_fresh(name):
    page, module = PAGES[name]
    assert stored(name) == page(), f"run python -m {module} > docs/{name}"


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_what_its_command_prints(name):
    command = [sys.executable, "-m", PAGES[name][1]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == stored(name)


def test_all_seven_elements_are_there_in_order_and_say_something():
    found = sections(stored("odd.md"), 2)
    numbered = [f"{number}. {name}" for number, name in enumerate(ELEMENTS, 1)]
    assert [heading for heading in found if heading[0].isdigit()] == numbered
    for heading in numbered:
        assert len(found[heading].split()) > 60, heading


def test_all_eleven_concepts_are_there_in_order_and_say_something():
    found = sections(sections(stored("odd.md"), 2)["4. Design concepts"], 3)
    assert tuple(found) == CONCEPTS
    for heading, text in found.items():
        assert len(text.split()) > 30, heading


def test_every_module_that_is_played_is_told_once():
    told = submodels.everything()
    assert len(told) == len(set(told))
    assert {module.__name__ for module in ensemble.PLAYED} <= set(told)


def test_every_rule_is_told_with_its_formula():
    text = stored("odd_submodels.md")
    for module in submodels.within(submodels.RULES):
        for function in code.functions(module):
            assert f"**`{function.signature}`**" in text
            assert function.body.split("\n")[-1].strip() in text


def test_every_event_and_every_purpose_of_luck_is_told():
    text = stored("odd.md")
    purposes = [name for name, _ in tables.purposes()]
    assert len(purposes) > 20
    for name in (*purposes, *(kind.name for kind in notes.EVENTS)):
        assert f"| `{name}` |" in text


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    places = {other: set(re.findall(r'<a id="([^"]+)">', stored(other))) for other in PAGES}
    for other in PAGES:
        headings = re.findall(r"^#+ (.+)$", stored(other), flags=re.MULTILINE)
        assert len({anchor(text) for text in headings}) == len(headings), (
            f"{other}: two of one name"
        )
        places[other] |= {anchor(text) for text in headings}
    for target in re.findall(r"\]\(([^)\s]+)\)", stored(name)):
        file, _, place = target.partition("#")
        assert (ROOT / "docs" / (file or name)).exists(), target
        if place:
            assert place in places[file or name], target


def test_citations_are_links_to_the_references():
    text = stored("odd.md") + stored("odd_submodels.md") + stored("parameters.md")
    assert "]_" not in text
    assert "[Fearon1995](references.md#fearon1995)" in text


# -- a page goes stale with what it is made from --------------------------------------------------


def changed(monkeypatch, module, before, after):
    """Let a module's source read otherwise."""
    true = code.source
    assert before in true(module)

    def source(name):
        return true(name).replace(before, after) if name == module else true(name)

    monkeypatch.setattr(code, "source", source)


@pytest.mark.parametrize(
    ("module", "before", "after"),
    [
        (  # the order of play
            "sim.day",
            "    mediate(world, table)\n    negotiate(world, table)\n",
            "    negotiate(world, table)\n    mediate(world, table)\n",
        ),
        ("sim.day", '"""Dated changes and outside events."""', '"""Something else."""'),
        ("sim.day", "world.tension * world.calming", "world.tension"),
        ("agents.enduring", "world.tension = tension.raised", "world.need = tension.raised"),
        ("sim.events", "luck.NOBODY, 0, 0, world.day)", "luck.NOBODY, 1, 0, world.day)"),
        ("agents.swaying", '"""Publics: constituencies', '"""Constituencies'),
    ],
)
def test_the_protocol_changes_with_the_code(module, before, after, monkeypatch):
    changed(monkeypatch, module, before, after)
    assert protocol.page() != stored("odd.md")


@pytest.mark.parametrize(
    ("module", "before", "after"),
    [
        ("agents.rules.worth", "prospect - exposure * leverage", "prospect + exposure * leverage"),
        ("agents.rules.trust", "the mean of a Beta belief", "a belief"),
        ("agents.rules.violence", "MOST_A_DAY = 200", "MOST_A_DAY = 300"),
        ("agents.delivering", "def held_back(rung, kind)", "def held_back(kind, rung)"),
        ("agents.responding", "luck.RESUMPTION", "luck.DELAY"),
        ("agents.handing_over", '"""The other side has it."""', '"""It is done."""'),
    ],
)
def test_the_submodels_change_with_the_code(module, before, after, monkeypatch):
    changed(monkeypatch, module, before, after)
    assert submodels.page() != stored("odd_submodels.md")


def test_the_protocol_changes_with_the_declarations_of_state(monkeypatch):
    name, kind, length, _, meaning = code.STATES["party"][0]
    fields = ((name, kind, length, "another unit", meaning), *code.STATES["party"][1:])
    monkeypatch.setitem(code.STATES, "party", fields)
    assert protocol.page() != stored("odd.md")


def test_the_protocol_changes_with_the_events(monkeypatch):
    kind = notes.EVENTS[0]._replace(about="obligation")
    monkeypatch.setattr(notes, "EVENTS", (kind, *notes.EVENTS[1:]))
    assert protocol.page() != stored("odd.md")


def test_a_template_names_what_there_is_and_all_of_it(tmp_path):
    template = tmp_path / "page.md"
    template.write_text("one {{two}} three", encoding="utf-8")
    assert submodels.filled(template, {"two": "2"}) == "one 2 three"
    with pytest.raises(ValueError, match="two"):
        submodels.filled(template, {})
    with pytest.raises(ValueError, match="four"):
        submodels.filled(template, {"two": "2", "four": "4"})


# -- reading the code ------------------------------------------------------------------------------


def test_it_is_read_whose_variable_a_function_changes():
    found = {one.name: code.changes(one.node) for one in code.functions("agents.swaying")}
    assert found["bear"] == [("party", "home"), ("party", "gone"), ("party", "threat")]
    assert ("constituency", "gone") in found["stay_or_go"]


def test_a_variable_of_nobody_known_is_refused():
    node = code.ast.parse("someone.gone = 1")
    with pytest.raises(ValueError, match="someone"):
        code.changes(node)


def test_a_function_is_read_with_its_signature_docstring_and_formula():
    unit = {one.name: one for one in code.functions("agents.rules.squares")}["unit"]
    assert unit.signature == "unit(bits)"
    assert unit.doc == squares.unit.__doc__
    assert unit.body == "    return ((bits >> 12) + 0.5) * 2.220446049250313e-16"


# -- references ------------------------------------------------------------------------------------


def test_every_entry_of_the_bibliography_is_read():
    text = bibliography.FILE.read_text(encoding="utf-8")
    known = bibliography.entries()
    assert len(known) == len(re.findall(r"^@", text, flags=re.MULTILINE))
    for key, entry in known.items():
        assert entry["title"], key
        assert entry["year"].isdigit(), key
        assert not re.search(r"[{}\\]", bibliography.reference(entry)), key


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"J{\o}sang", "Jøsang"),
        (r"Fran{\c{c}}oise", "Françoise"),
        (r"J{\"u}rgen", "Jürgen"),
        (r"Ayll{\'o}n", "Ayllón"),
        (r"Ayll\'{o}n", "Ayllón"),
        ("{Two-level} games, 3--4", "Two-level games, 3–4"),
    ],
)
def test_accents_are_read(written, read):
    assert bibliography.plain(written) == read


# -- the numbers of the main scenario --------------------------------------------------------------


def flat(data, prefix=""):
    """The values of a scenario by dotted name; a range is one value."""
    for key, value in data.items():
        if isinstance(value, dict) and not set(value) & set(given.SPREADS):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_the_values_shown_are_those_that_the_main_scenario_plays():
    from experiments import composing

    played = composing.composed(f"scenario={parameters.MAIN}").premises
    values = given.read(given.files(parameters.MAIN))
    assert {key: value for key, value in flat(played) if given.is_premise(key)} == {
        key: one.value for key, one in values.items()
    }


def test_every_number_rests_on_a_source_that_is_listed_or_on_assumption():
    values = given.read(given.files(parameters.MAIN))
    known = bibliography.entries()
    assert {one.source for one in values.values()} <= {*known, given.ASSUMPTION}
    assert values["obligations.exchange_1_hostages.amount"].source == "J25T11"
    assert values["obligations.exchange_1_hostages.worth"].source == given.ASSUMPTION
    assert values["obligations.exchange_1_hostages.day"].source == "J25T11"
    assert values["obligations.mobile_homes.day"].source == given.ASSUMPTION  # says the comment
    assert values["obligations.mobile_homes.amount"].source == "J25T30"
    assert values["phases.phase_1.length"].source == "J25T05"
    assert values["parties.israel.standing"].source == given.ASSUMPTION  # its sign has a source


FILE = """# At the top,
# two lines.
violence:
  background: 0.45 # a day (J25T05)
phases:
  one: {length: 42, lists: 0.5} # days (J25T06)
# Over both.
obligations:
  first:
    day: 7
    source: J25T11
    worth: {uniform: [0, 0.1]} # "#7", a guess
  second: {day: 8, amount: 3, source: assumption, by: israel}
"""


def test_comments_are_read_with_the_numbers_they_stand_beside(tmp_path):
    file = tmp_path / "file.yaml"
    file.write_text(FILE, encoding="utf-8")
    values = given.read([(file, "")])
    assert {key: (one.value, one.words, one.source) for key, one in values.items()} == {
        "violence.background": (0.45, "a day (J25T05)", "assumption"),
        "phases.one.length": (42, "days (J25T06)", "J25T06"),
        "phases.one.lists": (0.5, "days (J25T06)", "assumption"),
        "obligations.first.day": (7, "", "J25T11"),
        "obligations.first.worth": ({"uniform": [0, 0.1]}, '"#7", a guess', "assumption"),
        "obligations.second.day": (8, "", "assumption"),
        "obligations.second.amount": (3, "", "assumption"),
        "obligations.second.by": ("israel", "", "assumption"),
    }
    assert values["obligations.first.day"].group == "Over both."
    assert given.head(file) == "At the top, two lines."
    assert given.share(values) == given.Share(5, 7)
    assert str(given.Share(1, 4)) == "1 of 4 (25 %)"


def test_a_later_file_takes_the_place_of_an_earlier_one(tmp_path):
    early, late = tmp_path / "early.yaml", tmp_path / "late.yaml"
    early.write_text("length: 42 # six weeks (J25T05)\n", encoding="utf-8")
    late.write_text("phases: {one: {length: 9}}\n", encoding="utf-8")
    found = given.read([(early, "phases.one"), (late, "")])
    assert found["phases.one.length"].value == 9
    assert found["phases.one.length"].source == "assumption"


def test_a_value_stands_where_the_last_file_has_it(tmp_path):
    early, late = tmp_path / "early.yaml", tmp_path / "late.yaml"
    early.write_text("phases: {one: {length: 42, optional: true}}\n", encoding="utf-8")
    late.write_text("phases: {one: {length: 9}}\n", encoding="utf-8")
    assert list(given.read([(early, ""), (late, "")])) == [
        "phases.one.optional",
        "phases.one.length",
    ]
