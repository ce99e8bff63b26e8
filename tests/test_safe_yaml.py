"""YAML of users: what no data can be made of is refused before any is."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from omegaconf import OmegaConf

from sim import plain_text, safe_yaml

LIKE_NUMBERS = st.from_regex(r"[-+]?[0-9_.]{1,6}([eE][-+]?[0-9]{1,4})?", fullmatch=True)
LIKE_OTHERS = st.from_regex(r"0[xob][0-9a-f]{1,3}|[0-9]{1,2}(:[0-9]{1,2}){1,2}", fullmatch=True)
LIKE_DATES = st.dates().map(str) | st.datetimes().map(str)
WORDS = st.sampled_from(
    ["yes", "No", "on", "OFF", "true", "False", "null", "~", "", ".inf", "-.INF", ".nan", "=", "<<"]
)
MISTAKEN = LIKE_NUMBERS | LIKE_OTHERS | LIKE_DATES | WORDS
VALUES = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | st.booleans() | st.none()


@pytest.mark.parametrize(
    "text", ["0x" + "f" * 5000, "[1, {? 0x" + "f" * 5000 + " : 2}]", "9" * 5000]
)
def test_a_number_of_thousands_of_digits_is_refused_wherever_it_stands(text):
    with pytest.raises(safe_yaml.Unfit, match="more than 1,000 digits"):
        safe_yaml.check(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("3e-2", 0.03), ("1E6", 1e6), ("2025-01-19", "2025-01-19"), ("[1e3]", [1e3])],
)
def test_values_are_those_that_hydra_takes(text, found):
    assert safe_yaml.load(text) == found


@pytest.mark.parametrize("letter", [r"\ud800", r"\x01", r"\e", r"\x85", r"\uffff"])
@pytest.mark.parametrize("text", ['{{a: "b{}"}}', '{{"a{}": b}}', '[x, "y{}"]'])
def test_a_text_that_no_page_can_show_is_refused_where_it_stands(text, letter):
    with pytest.raises(
        safe_yaml.Unfit, match=r"in a text character 2, .* cannot be shown"
    ) as found:
        safe_yaml.check("# a comment\n" + text.format(letter))

    assert found.value.problem_mark.line == 1


def test_texts_of_any_script_and_of_some_lines_are_taken():
    assert safe_yaml.load('["שלום\\tسلام", "two\\nlines"]') == ["שלום\tسلام", "two\nlines"]


def test_a_long_text_and_a_number_of_some_digits_are_taken():
    assert safe_yaml.load(f"{{a: {'x' * 5000}, b: {'9' * 999}}}") == {
        "a": "x" * 5000,
        "b": 10**999 - 1,
    }


@pytest.mark.parametrize(
    "text",
    ['{a: 1, "a": 2}', "{1: a, 1.0: b}", "{~: 1, null: 2}", "{1_0: a, 10: b}", "{1: a, 1e0: b}"],
)
def test_a_key_that_means_the_same_is_given_twice_however_it_is_written(text):
    with pytest.raises(safe_yaml.Unfit, match="is given twice; give it once"):
        safe_yaml.load(text)


def test_keys_that_are_written_alike_and_mean_two_things_are_two():
    assert safe_yaml.load("{1: a, '1': b, no: c, 'no': d}") == {
        1: "a", "1": "b", False: "c", "no": "d",
    }  # fmt: skip


def read_again(text):
    """What each reader of what the program writes makes of a text."""
    safe_yaml.check(text, twice=True)
    return safe_yaml.load(text), yaml.safe_load(text)


@given(MISTAKEN)
@example("01e5")
@example("1e-3")
@example("0_1.5")
def test_a_text_that_looks_like_something_else_is_read_again_as_a_text(text):
    data = {"title": text, text: [text, {"a": text}]}

    written = safe_yaml.dump(data)

    assert read_again(written) == (data, data)
    assert OmegaConf.to_container(OmegaConf.create(written)) == data


# What can be shown; all else is refused where it is read.
SHOWN = st.text().filter(lambda text: not plain_text.problem(text))


@given(st.dictionaries(SHOWN, SHOWN | VALUES | st.lists(SHOWN | VALUES, max_size=3)))
@example({"a": "one\u2028two"})
def test_what_is_written_is_read_again_as_it_was(data):
    for how in ({}, {"width": 100}, {"default_flow_style": True, "width": 10**6}):
        for found in read_again(safe_yaml.dump(data, **how)):
            assert repr(found) == repr(data)
