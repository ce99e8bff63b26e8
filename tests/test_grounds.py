"""What each value of a result rests on, as its folder keeps it in ``premises.csv``."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from playing import entered

from agents.premise import ASSUMPTION
from experiments import composing, configs, grounds, provenance, sentences
from experiments.backtesting import cases, replaying
from experiments.comparing import variants
from sim import bibliography, design, given, plain_yaml, posteriors, theory
from sim.checkout import ROOT

pytestmark = pytest.mark.usefixtures("elsewhere")

TRUST = "parties.israel.trust"
HEAD = ",".join(grounds.Row._fields)


def rows_of(*overrides, varied=None):
    """The rows of what some overrides compose, by key; dated changes left out."""
    found = grounds.table(grounds.of(composing.composed(*overrides), varied=varied))
    return {row.key: row for row in found if row.from_day is None}


def share(rows):
    """How many of the numbers that files give rest on assumption."""
    numbers = [row for row in rows if row.is_of_file]
    return given.Share(sum(row.source == ASSUMPTION for row in numbers), len(numbers))


def left_by(*command):
    """What a command leaves in its folder, ``out``."""
    assert entered([*command, "out=out"]) == 0
    return grounds.read(Path("out"))


@pytest.fixture(scope="module")
def main_rows():
    """The rows of the main scenario, by key."""
    return rows_of()


def leaves(plain, prefix=""):
    """Dotted names and values of plain data; a range is one value."""
    for key, value in plain.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not {"uniform", "log_uniform", "triangular"} & set(value):
            yield from leaves(value, f"{name}.")
        else:
            yield name, value


def test_every_premise_of_the_configuration_has_its_row_and_value(main_rows):
    composed = composing.composed()
    named = {key: value for key, value in leaves(composed.premises) if given.is_premise(key)}

    assert len(named) > 500
    assert named.keys() <= main_rows.keys()
    for key, value in named.items():
        if not isinstance(value, dict | list):
            assert main_rows[key].value == value
        assert main_rows[key].set_in.endswith(".yaml")


def test_every_parameter_in_play_has_one_row_in_the_order_of_the_sections(main_rows):
    found = [one.key for one in design.parameters(composing.composed().scenario)]

    assert list(main_rows) == found


def test_what_no_file_sets_is_a_default_with_the_source_of_the_schema(main_rows):
    weakened = main_rows["parties.hamas.weakened"]

    assert (weakened.given_by, weakened.source, weakened.value) == ("default", "Powell2006", 0.0)
    assert weakened.is_number
    assert not weakened.is_of_file


def test_a_number_that_a_source_states_has_it_and_its_confidence(main_rows):
    known = bibliography.entries()
    day = main_rows["obligations.exchange_1_hostages.day"]

    assert day.source == "J25T11"
    assert day.confidence == bibliography.confidence("J25T11", known) != ""
    assert day.set_in == "obligations/january_2025.yaml"


def test_an_assumption_has_the_words_beside_it_and_the_confidence_of_the_schema(main_rows):
    trust = main_rows["parties.hamas.trust"]

    assert (trust.source, trust.confidence) == (ASSUMPTION, "low")
    assert trust.note == "chance that the other side keeps a promise, at the start"
    assert trust.value == "{uniform: [0.3, 0.7]}"
    assert trust.unit == "share"


def test_names_and_switches_that_files_give_rest_on_neither(main_rows):
    for key in ("talks.protocol", "limbo.limbo", "obligations.exchange_1_hostages.by"):
        assert main_rows[key].source == main_rows[key].confidence == ""
        assert not main_rows[key].is_number


@pytest.mark.parametrize(
    "name", [*(f"scenario={one}" for one in configs.scenarios()),
             *(f"theory={one}" for one in theory.LESSONS)]
)  # fmt: skip
def test_shares_of_the_rows_are_those_of_provenance_and_every_value_has_a_place(name):
    composed = composing.composed(name)

    rows = list(grounds.table(grounds.of(composed)))

    counted = provenance.assumed(composed)["numbers_in_files"]
    assert share(rows) == (counted["assumed"], counted["of"])
    assert {row.given_by for row in rows} <= {"file", "default"}
    assert all(row.set_in.endswith(".yaml") == (row.given_by == "file") for row in rows)


@pytest.mark.parametrize(
    "override",
    [f"{TRUST}=0.4", f"{TRUST}={{uniform: [0.1, 0.4]}}", "parties.israel={trust: 0.4}",
     f"{TRUST}.uniform=[0.1,0.4]"],
)  # fmt: skip
def test_a_value_of_the_command_line_is_an_assumption_and_so_marked(override):
    rows = rows_of(override)

    row = rows.pop(TRUST)
    assert (row.given_by, row.source, row.note) == ("command line", ASSUMPTION, "")
    assert not any(one.given_by == "command line" for one in rows.values())


def test_a_number_stated_by_a_source_no_longer_is_once_the_command_line_sets_it():
    key = "obligations.exchange_1_hostages.amount"

    row = rows_of(f"{key}=5", "mediators=none")[key]

    assert (row.value, row.source, row.given_by) == (5, ASSUMPTION, "command line")


def test_a_choice_of_files_on_the_command_line_leaves_values_with_their_files():
    rows = rows_of("mediators=november_2023")

    places = {
        row.set_in or row.given_by for key, row in rows.items() if key.startswith("mediators.")
    }
    assert places == {"mediators/november_2023.yaml", "default"}


def test_dated_changes_come_last_with_their_day_and_are_not_counted():
    composed = composing.composed("scenario=phase_two_talks")

    *_, last = rows = list(grounds.table(grounds.of(composed)))

    dated = [(row.from_day, row.key) for row in rows if row.from_day is not None]
    assert dated[0] == (17, "mediators.us.spotlight")
    assert len(dated) == 5
    assert (last.from_day, last.set_in) == (19, "scenario/phase_two_talks.yaml")
    assert not last.is_of_file


def test_what_a_posterior_draws_is_said_with_its_ends(tmp_path):
    draws = np.array([[0.2, 3.0], [0.5, 4.0], [0.3, 5.0]])
    names = ("mediators.*.skill", "parties.hamas.retaliation")
    (tmp_path / posteriors.FILE).write_bytes(posteriors.contents(names, draws))

    rows = rows_of(f"posterior={tmp_path}")

    for key in ("mediators.us.skill", "mediators.qatar.skill"):
        assert rows[key].given_by == "posterior"
        assert rows[key].value == "{posterior: [0.2, 0.5]}"
    assert rows["parties.hamas.retaliation"].source == ASSUMPTION


def test_what_a_domain_of_the_users_own_gives_is_said_to_be_its():
    rows = rows_of(f"domain={ROOT / 'docs' / 'examples' / 'shared_well'}")

    levels = [row for key, row in rows.items() if key.endswith(".levels")]
    assert {row.given_by for row in levels} == {"domain"}
    assert rows["tension.tension_at_start"].set_in == "scenario/bilateral.yaml"


def test_a_length_that_a_domain_sets_in_place_of_the_files_is_the_domains():
    """By hand: its 40 rounds, two a day, are 20 days, and the run goes on for 10 more."""
    well = ROOT / "docs" / "examples" / "shared_well"

    rows = rows_of(f"domain={well}", "talks.rounds_a_day=2")

    lengths = [rows[key] for key in ("phases.talks.length", "calendar.horizon")]
    assert [(row.value, row.given_by, row.set_in) for row in lengths] == [
        (20, "domain", ""),
        (30, "domain", ""),
    ]


def test_values_of_a_design_are_those_that_it_plays():
    composed = composing.composed("sweep=guarantee_by_patience")
    from experiments.sweeping import reading

    varied = grounds.varied(reading.read(composed.design, composed.scenario))
    rows = {row.key: row for row in grounds.table(grounds.of(composed, varied=varied))}

    assert rows["mediators.us.guarantee_hamas"].value == "[0, 0.05, 0.1, 0.15, 0.2]"
    assert rows["parties.israel.discount"].value == "[0.97, 0.99, 1.0]"
    assert rows["violence.background"].value == "{log_uniform: [0.2, 1.5]}"
    assert {rows[key].given_by for key in varied} == {"design"}


def test_invented_names_leave_out_the_words_of_the_files():
    real, hidden = rows_of(), rows_of("names=fictional")

    assert any("Israel" in row.note for row in real.values())
    assert not any(row.note for row in hidden.values())
    texts = " ".join(row.meaning + row.unit for row in hidden.values())
    assert "Israel" not in texts
    assert "Hamas" not in texts
    assert [row._replace(note="", names="fictional") for row in real.values()] == list(
        hidden.values()
    )


def test_a_run_leaves_the_rows_that_it_reads_back_without_any_absolute_path():
    found = left_by(
        "experiments.run", "runs=2", "keep=runs", "plots=false", "violence.background=0.4"
    )

    rows = rows_of("violence.background=0.4")
    assert {row.scenario for row in found} == {"january_2025"}
    assert [row.key for row in found] == list(rows)
    for one in found:
        assert one._replace(value=None) == rows[one.key]._replace(value=None)
    text = Path("out", grounds.FILE).read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert not any(row.set_in.startswith("/") or ".." in row.set_in for row in found)


def test_a_scenario_in_a_folder_of_the_users_own_is_named_by_its_place_there():
    Path("mine/scenario").mkdir(parents=True)
    Path("mine/scenario/calmer.yaml").write_text(
        "# @package _global_\n"
        "defaults: [january_2025, _self_]\n"
        "violence: {background: 0.1} # calm\n"
    )

    found = left_by(
        "experiments.run", "--config-dir", str(Path("mine").resolve()), "scenario=calmer", "runs=1",
        "keep=runs", "plots=false",
    )  # fmt: skip

    row = next(row for row in found if row.key == "violence.background")
    assert (row.set_in, row.note, row.source) == ("scenario/calmer.yaml", "calm", ASSUMPTION)
    assert str(Path.cwd()) not in Path("out", grounds.FILE).read_text(encoding="utf-8")


def test_a_strategy_of_the_users_own_leaves_no_path_behind():
    own = ROOT / "docs" / "own_strategy.py"

    rows = rows_of(
        f"parties.israel.strategy={{file: {own}, name: NeverLessThanOffered}}", "engine=mesa"
    )

    assert rows["parties.israel.strategy"].value == "own"


def test_a_comparison_has_a_block_for_each_scenario_and_marks_what_a_variant_sets():
    changes = "{base: january_2025, name: later, changes: [{day: 22, set: {talks.learning: 0.2}}]}"
    found = left_by(
        "experiments.compare", "runs=2", "plots=false", "talks.rounds=30",
        f"scenarios=[january_2025,{{base: january_2025, name: wary, set: {{{TRUST}: 0.2, "
        f"parties.hamas.weakened: 0.1}}}},{changes}]",
    )  # fmt: skip

    blocks = {name: {} for name in ("january_2025", "wary", "later")}
    for row in found:
        blocks[row.scenario][row.key, row.from_day] = row
    assert [row.scenario for row in found] == sorted(
        (row.scenario for row in found), key=list(blocks).index
    )
    marked = [row for row in found if row.given_by == "variant"]
    assert [(row.scenario, row.key, row.value, row.from_day) for row in marked] == [
        ("wary", TRUST, "0.2", None),
        ("wary", "parties.hamas.weakened", "0.1", None),
        ("later", "talks.learning", "0.2", 22),
    ]
    assert {row.source for row in marked} == {ASSUMPTION}
    for block in blocks.values():
        assert block["talks.rounds", None].given_by == "command line"


def test_a_change_that_a_variant_adds_is_its_own_and_those_of_its_base_are_the_files():
    later = "{base: phase_two_talks, name: later, changes: [{day: 22, set: {talks.learning: 0.2}}]}"
    scenarios = f"scenarios=[phase_two_talks,{later}]"
    found = left_by("experiments.compare", "runs=2", "plots=false", scenarios)

    dated = [row for row in found if row.scenario == "later" and row.from_day is not None]

    assert [row.given_by for row in dated] == ["file"] * 5 + ["variant"]
    assert (dated[-1].from_day, dated[-1].key) == (22, "talks.learning")


def test_variants_that_ship_keep_the_files_of_what_they_change():
    base, firm = variants.read(["january_2025", "firm_guarantee"], [])

    rows = {row.key: row for row in grounds.table(grounds.of_entry(firm))}

    assert rows["mediators.us.commitment"].set_in == "scenario/firm_guarantee.yaml"
    assert rows[TRUST].set_in == "parties/israel/baseline.yaml"
    assert base.scenario.name == "january_2025"


def test_a_case_of_a_backtest_has_the_changes_that_are_its_inputs():
    by_case = {
        case.name: [
            row.key
            for row in grounds.table(grounds.of(replaying.composed(case), case.name))
            if row.from_day is not None and row.scenario == case.name
        ]
        for case in cases.CASES
    }

    assert by_case[cases.RETROSPECTIVE] == []
    assert by_case[cases.PROPOSAL] == ["relocation.proposal"]
    assert len(by_case[cases.CONDITIONAL]) == 5


def test_a_sweep_keeps_them_and_what_is_found_in_it_has_a_copy_if_there_are_any():
    design = "design.decisions={choice.scale: [0.02, 0.05, 0.2]}"
    sweep = left_by("experiments.sweep", design, "runs=20", "plots=false")
    look = ["experiments.discover", "out", "outcome=agreement", "threshold=0.5", "resamples=20"]
    assert entered([*look, "out=found"]) == 0

    (scale,) = [row for row in sweep if row.key == "choice.scale"]
    assert (scale.value, scale.given_by) == ("[0.02, 0.05, 0.2]", "design")
    assert Path("found", grounds.FILE).read_bytes() == Path("out", grounds.FILE).read_bytes()

    Path("out", grounds.FILE).unlink()  # as an older sweep
    assert entered([*look, "out=again"]) == 0
    assert grounds.read(Path("again")) == []


def test_a_search_says_between_what_it_searched():
    key = "mediators.us.guarantee_hamas"
    assert entered(
        ["experiments.discover", f"find={key}", "outcome=talks", "share=0.6", "between=[0,0.4]",
         "runs=20", "grid=3", "out=out"]
    ) == 0  # fmt: skip

    (row,) = [row for row in grounds.read(Path("out")) if row.key == key]
    assert (row.value, row.given_by) == ("[0.0, 0.4]", "design")


@pytest.mark.slow
def test_a_sensitivity_analysis_has_the_ranges_of_its_factors():
    found = left_by(
        "experiments.sensitivity", "sweep=what_matters", "method=tornado", "runs=10",
    )  # fmt: skip

    varied = [row for row in found if row.given_by == "design"]
    assert len(varied) == 16
    assert all(row.source == ASSUMPTION for row in varied)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scenario,key\none,talks.rounds\n", "'from_day'"),
        (f"{HEAD}\n{',' * HEAD.count(',')}\n", "given_by: '' is none of file, command line"),
        (",".join(grounds.Row._fields) + "\none,talks.rounds\n", "fewer cells"),
        (b"\xff", "codec"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(text, said):
    Path(grounds.FILE).write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(sentences.Refused, match=r"premises.csv: this is no table of prem") as error:
        grounds.read(Path())

    assert said in str(error.value)


# -- mappings that take over others ----------------------------------------------------------------

MERGING = """
parties:
  first: &bare {trust: 0.5, memory: 0.9} # of both
  second: {<<: *bare, memory: 0.8} # of the second
  third: {<<: [{trust: 0.1}, *bare]}
obligations:
  one: &one {day: 3, amount: 5, source: J25T11}
  two: {<<: *one, day: 4}
"""


def test_what_a_mapping_merges_is_its_own_and_counted_once(tmp_path):
    file = tmp_path / "merging.yaml"
    file.write_text(MERGING)

    found = given.read([(file, "")])

    values = {key: value.value for key, value in found.items()}
    assert values == {
        "parties.first.trust": 0.5, "parties.first.memory": 0.9,
        "parties.second.trust": 0.5, "parties.second.memory": 0.8,
        "parties.third.trust": 0.1, "parties.third.memory": 0.9,
        "obligations.one.day": 3, "obligations.one.amount": 5,
        "obligations.two.day": 4, "obligations.two.amount": 5,
    }  # fmt: skip
    assert found["parties.second.trust"].words == "of both"
    assert found["parties.second.memory"].words == "of the second"
    assert found["obligations.two.day"].source == "J25T11"


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_a_byte_order_mark_moves_no_value_of_a_file(tmp_path, monkeypatch, loader):
    text = "parties:\n  hamas:\n    trust: 0.25 # a guess\n    war_cost: {uniform: [0.1, 0.3]}\n"
    monkeypatch.setattr(given, "LOADER", plain_yaml.as_hydra(getattr(yaml, loader)))
    found = []
    for mark in ("", "\ufeff"):
        path = tmp_path / "own.yaml"
        path.write_text(mark + text, encoding="utf-8")
        found.append([(one.key, one.value, one.words) for one in given.values(path, "", {})])
    assert found[0] == found[1]
    assert [value for _, value, _ in found[0]] == [0.25, {"uniform": [0.1, 0.3]}]


def test_a_number_with_a_power_and_no_point_is_counted_as_the_number_that_it_is(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("parties:\n  hamas:\n    trust: 3e-1\n")
    (one,) = given.values(path, "", {})
    assert (one.value, one.is_number) == (0.3, True)


def test_a_list_on_lines_of_its_own_is_the_list_that_it_is(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("issues:\n  one:\n    worths_israel:\n      - 0.0\n      - 1\n    levels: 2\n")
    assert [one.value for one in given.values(path, "", {})] == [[0.0, 1], 2]
