"""Settings of commands from the words on their command line."""

import pytest

from agents.premise import Premise, name, number
from experiments import arguments
from sim import safe_yaml
from sim.refusals import PremiseError


class Settings(Premise):
    runs: int = number(7, "runs", "runs", ge=1, le=10**6)
    by: float = number(0.5, "a share", "share", gt=0.0, le=1.0)
    out: str = name("", "a folder; empty for one of the command's own")
    main: str = name("first", "a scenario")
    dry_run: bool = name(False, "stop early")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], (3, 0.5, "", False)),
        (["runs=1e5", "by=1"], (100_000, 1.0, "", False)),
        (["out=7", "dry_run=true"], (3, 0.5, "7", True)),
        (["dry_run=True"], (3, 0.5, "", True)),
        (["out=a=b", "runs=5"], (5, 0.5, "a=b", False)),
    ],
)
def test_arguments_are_read_as_they_are_meant(given, expected):
    found = arguments.read(Settings, given, runs=3)

    assert (found.runs, found.by, found.out, found.dry_run) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("runs", "runs: is not allowed; it takes runs, by, out, main, dry_run as KEY=VALUE"),
        ("runss=3", "did you mean 'runs'?"),
        ("runs=1.5", "runs: 1.5 is not allowed; it takes a whole number from 1 to 1000000 [runs]"),
        ("runs=true", "runs: true is not allowed"),
        ("runs=[", "runs: '[' cannot be read"),
        ("runs=" + "[" * 5000, "[[[... cannot be read"),
        ("runs=2025-13-45", "runs: '2025-13-45' is not allowed; it takes a whole number"),
        ("runs=" + "9" * 5000, "999... cannot be read"),
        ("runs=!!bool x", "runs: '!!bool x' cannot be read"),
        ("runs=!!timestamp x", "runs: '!!timestamp x' cannot be read"),
        ("x" * 9000, "xxx...: is not allowed; it takes runs"),
        ("by=0", "by: 0 is not allowed; it takes a number from above 0 to 1 [share]"),
        ("dry_run=yes", "dry_run: 'yes' is not allowed; it takes true or false"),
        ("dry_run=Off", "dry_run: 'Off' is not allowed; it takes true or false"),
        ("main=", "main: '' is not allowed; it takes a name"),
        ("out=", "out: '' is not allowed; it takes a name"),
        ("by={uniform: [0.1, 0.2]}", "is not allowed; it takes a number from above 0 to 1"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(text, said):
    with pytest.raises(PremiseError) as error:
        arguments.read(Settings, [text])
    assert said in str(error.value)


def test_what_is_nothing_unless_given_is_described_with_nothing():
    class Drawn(Premise):
        seed: int = number(None, "a seed", "seed", ge=0)
        dry_run: bool = name(False, "stop early")

    lines = [line.split() for line in arguments.described(Drawn).splitlines()]
    assert lines == [["seed=", "a", "seed"], ["dry_run=false", "stop", "early"]]
    assert arguments.read(Drawn, []).seed is None
    assert arguments.read(Drawn, ["seed=0"]).seed == 0


def test_what_belongs_to_another_is_handed_on_in_order():
    given = ["a.b=1", "runs=2", "--flag", "export"]

    assert arguments.own_and_rest(given, Settings) == ({"runs": "2"}, ["a.b=1", "--flag", "export"])


def test_what_is_given_twice_is_refused():
    for given in (["runs=4", "runs=5"], ["runs=4", "out=a", "runs=4"]):
        with pytest.raises(PremiseError, match=r"^runs: is given twice; give it once$"):
            arguments.read(Settings, given)


@pytest.mark.parametrize(
    ("text", "expected"), [("[a, b]", ["a", "b"]), ("a", ["a"]), ("[]", []), ("", [])]
)
def test_a_list_of_names(text, expected):
    assert arguments.listed("key", text) == expected


@pytest.mark.parametrize("text", ["[{a: 1}]", "[[a]]", "[1]", "[null]"])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(PremiseError, match=r"only: .* it takes names, as in \[one,two\]"):
        arguments.names("only", text)
    assert arguments.names("only", "[a,b]") == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&a [*a]", "it holds itself, by an alias"),
        ("{b: {a: 1, a: 2}}", "the key 'a' is given twice; give it once"),
        ("[" * 3000 + "]" * 3000, "it is nested too deeply"),
        ("9" * 5000, "is not allowed"),
        ("&a [" + "x," * 999 + "x], " + "*a, " * 101 + "x", "more than 100,000 values"),
    ],
    ids=("loop", "twice", "deep", "digits", "large"),
)
def test_a_list_that_is_no_data_is_refused_at_once(text, said):
    with pytest.raises(PremiseError) as error:
        arguments.listed("scenarios", text)
    assert said in str(error.value)


class Endless:
    """A file that never ends."""

    def read(self, size):
        """Some more of it."""
        return "- a\n" * size


def test_a_file_is_read_no_further_than_it_may_go_on(monkeypatch):
    monkeypatch.setattr(safe_yaml, "MOST_NODES", 500)

    with pytest.raises(safe_yaml.Unfit, match="more than 500 values"):
        safe_yaml.check(Endless())


def test_an_alias_is_a_copy():
    assert arguments.listed("scenarios", "&a {b: 1}, *a") == [{"b": 1}, {"b": 1}]


@pytest.mark.parametrize("seed", [2**53 + 1, 2**62 + 3])
def test_a_whole_number_of_any_size_is_the_one_that_is_given(seed):
    assert arguments.value("seed", str(seed), Settings.model_fields["runs"]) == seed
