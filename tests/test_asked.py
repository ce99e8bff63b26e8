"""Campaigns and benchmarks take what they are told to, and nothing else."""

import pytest

from tests.quality import asked

DOC = "Tries things."


def test_what_is_not_given_is_as_usual_and_the_rest_of_its_type():
    found = asked.read(["count=1e3", "kind=files"], DOC, kind="", count=5, seed=1)
    assert found == {"kind": "files", "count": 1000, "seed": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cuont=3", "cuont: there is no such key; did you mean 'count'?"),
        ("count=many", "count: 'many' is not allowed; it takes a whole number"),
        ("nonsense", "nonsense: is not allowed; it takes kind, count as KEY=VALUE"),
    ],
)
def test_what_is_none_of_it_is_refused_in_one_sentence(capsys, text, said):
    with pytest.raises(SystemExit) as stopped:
        asked.read([text], DOC, kind="", count=5)
    assert stopped.value.code == asked.REFUSED
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1


def test_help_is_what_stands_at_the_top_of_the_file(capsys):
    with pytest.raises(SystemExit) as stopped:
        asked.read(["--help"], DOC, count=5)
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"{DOC}\n"


def test_names_are_those_that_are_known_or_all(capsys):
    assert asked.names("kind", "b,a", ["a", "b", "c"]) == ["b", "a"]
    assert asked.names("kind", "", ["a", "b"]) == ["a", "b"]
    with pytest.raises(SystemExit):
        asked.names("kind", "a,d", ["a", "b"])
    assert capsys.readouterr().err == "kind: 'd' is not allowed; it takes a, b\n"
