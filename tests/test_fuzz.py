"""A short slice of the campaign with random input; ``python -m tests.quality.fuzz`` is the whole.

The inputs are the same each time; hypothesis finds the smallest scenario that fails.
"""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playing import config, configured, play

from sim import records, scenario
from sim.refusals import PremiseError
from tests.quality import fuzz
from tests.quality.fuzzing import edits, ranges, schema, trying, values

HUGE = 16**5000  # to read in YAML as 0x1000..., and no text
SLICE = {"values": 90, "files": 60, "domains": 120, "lines": 30, "folders": 6}


@pytest.mark.parametrize(
    "kind",
    [kind if kind != "folders" else pytest.param(kind, marks=pytest.mark.slow) for kind in SLICE],
)
def test_random_input_is_refused_in_a_sentence_or_played_in_range(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    found = fuzz.campaign(kind, SLICE[kind], seed=1)

    assert found.faults == {}
    assert found.results.total() == SLICE[kind]
    assert found.results["refused"]
    assert found.results["accepted"] + found.results["played"] + found.results["both"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_whatever_a_scenario_says_it_is_refused_or_played_in_range(luck):
    assert trying.once(values.tried, values.made(luck, None)).fault == ""


def test_an_input_is_the_same_whatever_comes_before_it():
    first = values.made(fuzz.luck("values", 1, 7), None)
    fuzz.luck("values", 1, 6).random()

    assert repr(values.made(fuzz.luck("values", 1, 7), None)) == repr(first)
    assert repr(values.made(fuzz.luck("values", 2, 7), None)) != repr(first)


def test_every_range_of_the_schema_is_drawn_to_its_ends_and_beyond():
    luck = random.Random(1)
    for one in schema.parameters(config()):
        if one.is_number:
            low, takes_low, high, takes_high = schema.ends(one)
            found = [schema.good(luck, one) for _ in range(200)]
            assert all(low <= value <= high for value in found), one.key
            assert not takes_low or min(found) == low, one.key
            assert not takes_high or max(found) == high, one.key
            others = [schema.outside(luck, one) for _ in range(200)]
            assert any(isinstance(value, float) and value < low for value in others), one.key


def test_every_edit_changes_a_text_now_and_then_and_is_the_same_for_the_same_luck():
    text = "a: 1\nb: [2, 3]\nc: {d: 4.5}\n"
    for edit in edits.EDITS:
        found = [edit(random.Random(seed), text, [text]) for seed in range(20)]
        assert any(one != text for one in found), edit.__name__
        assert found == [edit(random.Random(seed), text, [text]) for seed in range(20)]


# -- does it bite? --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "column", "value"),
    [
        ("days", "tension", 1.1), ("days", "belief", np.nan), ("days", "deaths", -1),
        ("days", "through", np.inf), ("runs", "cause", 99), ("runs", "last_day", 9999),
        ("items", "hours", -0.1), ("items", "status", 3), ("runs", "settled", 10**6),
    ],
)  # fmt: skip
def test_a_number_out_of_its_range_is_a_fault(part, column, value):
    kept = play(configured(), runs=2)
    ranges.records_of(configured(), kept)
    getattr(kept, part)[column][0, ...] = value

    with pytest.raises(trying.Fault):
        ranges.records_of(configured(), kept)


def test_every_column_of_the_records_has_a_range():
    shape = configured().shape
    assert list(ranges.of_days(shape, 140)) == list(records.DAY.names)
    assert list(ranges.of_runs(shape, 140)) == list(records.RUN.names)
    assert set(ranges.of_items(140)) == set(records.ITEM.names)


def hangs(_):
    """Never come back."""
    while True:
        pass


def fails(_):
    """Fail as nobody foresaw."""
    raise ZeroDivisionError("by nothing")


@pytest.mark.parametrize(("tried", "result"), [(hangs, "hang"), (fails, "traceback")])
def test_what_does_not_come_back_or_fails_is_a_fault(tried, result, monkeypatch):
    monkeypatch.setattr(trying, "SECONDS", 0.2)

    found = trying.once(tried, None)

    assert found.result == result
    assert found.fault


@pytest.mark.parametrize(
    ("sentence", "told"),
    [(" ", "an empty sentence"), ("x" * 3000, "a sentence of 3,000 characters"),
     ("ZeroDivisionError (TRUCE_TRACEBACK=1 shows where)", "nobody foresaw"), ("a: no", "")],
)  # fmt: skip
def test_a_refusal_is_a_sentence_that_somebody_wrote(sentence, told):
    assert trying.wrong_with(sentence).startswith(told)
    assert bool(trying.wrong_with(sentence)) == bool(told)


# -- found by it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["obligations", "mediators", "phases", "constituencies"])
@pytest.mark.parametrize("name", [1, 0.5, None, True])
def test_a_name_that_is_no_text_is_refused(section, name):
    plain = config()
    plain[section] = {name: next(iter(plain[section].values())), **plain[section]}

    with pytest.raises(PremiseError, match="is not allowed as a name; it takes a text"):
        scenario.from_config(plain)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": HUGE}, "title: this number is not allowed; it takes a text"),
        ({HUGE: 1}, "this number: there is no such key"),
        ({"talks": {HUGE: 1}}, "talks.this number: there is no such key"),
        ({"names": {HUGE: 1}}, "names.this number: 1 is not allowed"),
        ({"mediators": {HUGE: {}}}, "mediators: this number is not allowed as a name"),
        ({"changes": [{"day": HUGE, "set": {}}]}, "changes.0.day: this number is not allowed"),
        ({"changes": [{"day": 2, "set": {HUGE: 1}}]}, "changes.0.set.this number: there is no"),
        ({"start": HUGE}, "start: this number is not allowed"),
        ({"expected": {HUGE: {}}}, "expected.this number: there is no such key"),
        ({"record": {HUGE: 1}}, "record."),
        (
            {"parties": {"hamas": {"strategy": {"file": "a", 1: "b"}}, "israel": {}}},
            "parties.hamas.strategy: ",
        ),
        ({"record": {1: 1}}, "record.1: is not allowed: keys should be strings"),
        ({"record": {"happened": {"talks": {1: 1}}}}, "record.happened.talks."),
        ({"record": {"baselines": {"talks": {"kind": ["a"]}}}}, "record.baselines.talks.kind: "),
    ],
    ids=range(14),
)
def test_what_is_no_text_or_too_long_for_one_is_refused_wherever_it_stands(changes, said):
    with pytest.raises(PremiseError) as told:
        scenario.from_config(config() | changes)
    assert str(told.value).startswith(said)


def test_a_sentence_shows_long_names_in_part():
    said = str(PremiseError("k" * 9000, "x" * 9000))

    assert len(said) < 2000
    assert said.startswith("kkk")
    assert said.endswith("xxx...")
