"""``experiments.reproduce``: a result played again is the same, or it is said what is not."""

import csv
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from left import contents
from playing import entered

from experiments import _command, frames, reproduce
from experiments.provenance import CONFIG, FILE
from experiments.reproducing import again as played_again
from experiments.reproducing import alike, allowed, judging
from sim import marked, plain_text
from sim.cache import ROOT
from sim.refusals import PremiseError

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("reproduce")

PAIR = "scenarios=[january_2025, {base: january_2025, name: less, set: {mediators.us.skill: 0.1}}]"
OWN = f"parties.hamas.strategy={{file: {ROOT}/docs/own_strategy.py, name: NeverLessThanOffered}}"
GIVEN = {
    "run": ["mediators.us.skill=0.3", "runs=4", "seed=3", "plots=false"],
    "compare": [PAIR, "runs=3", "plots=false"],
    "sweep": ["design.decisions={mediators.us.skill: [0.1, 0.4]}", "design.outcomes=[talks]",
              "runs=3", "plots=false"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to work in, and one for what is there for a while."""
    (tmp_path / "work").mkdir()
    (tmp_path / "while").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "while"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with results: a run, a comparison, a sweep, and a run with its figures."""
    folder = tmp_path_factory.mktemp("made")
    for verb, arguments in GIVEN.items():
        assert entered([f"experiments.{verb}", *arguments, f"out={folder / verb}"]) == 0
    assert entered(["experiments.run", "runs=3", "keep=runs", f"out={folder / 'drawn'}"]) == 0
    return folder


@pytest.fixture
def at_once(made, monkeypatch):
    """What a command would leave is there already: nothing is played in these tests."""
    left = {tuple(record(path)["command"]): path for path in made.iterdir()}
    monkeypatch.setattr(
        played_again, "play", lambda screen, one, desk, chosen: left[tuple(one.command)]
    )


def again(*arguments):
    """The exit status of playing something again."""
    return _command.plainly(reproduce.main, [str(text) for text in arguments])


def record(folder):
    """What a result says of itself."""
    return json.loads((folder / FILE).read_text(encoding="utf-8"))


def recorded(folder, command, **more):
    """A folder that says that a command made it."""
    folder.mkdir()
    text = json.dumps({"command": command, "config_hash": "1", "code_hash": "2", **more})
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def copied(folder, name="copy"):
    """A copy of a result, to change."""
    return Path(shutil.copytree(folder, name))


def judgement(given, made):
    """What is said of a changed copy beside the result itself."""
    return judging.folders(given, made, drawn=True)


# -- the same -------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", GIVEN)
def test_a_result_played_again_is_the_same_and_nothing_is_left(made, verb, tmp_path, capsys):
    before = contents(made / verb)

    assert again(made / verb, "threads=1") == 0

    said = capsys.readouterr().out
    assert f"Playing again: python -m experiments.{verb}" in said
    assert "The same: " in said
    assert "the same libraries" in said
    assert "The code is not the one that made it" not in said
    assert contents(made / verb) == before
    assert [list((tmp_path / name).iterdir()) for name in ("work", "while")] == [[], []]


def test_what_is_played_is_kept_where_it_is_wanted_figures_too(made, capsys):
    assert again(made / "drawn", "out=kept/here", "plots=true") == 0

    kept, given = Path("kept/here"), made / "drawn"
    assert sorted(path.name for path in kept.iterdir()) == sorted(
        path.name for path in given.iterdir()
    )
    assert record(kept)["config_hash"] == record(given)["config_hash"]
    assert "Kept: kept/here" in capsys.readouterr().out
    assert list(Path("kept").iterdir()) == [kept]
    assert again(given, "out=kept/here") == 2
    assert "holds something" in capsys.readouterr().err


def test_nothing_is_kept_in_what_is_given(made, capsys):
    given = copied(made / "run")
    before = contents(given)

    assert again(given, f"out={given / 'again'}") == 2

    assert "lies in what is given" in capsys.readouterr().err
    assert contents(given) == before


def test_a_figure_alone_and_renamed_is_confirmed(made, capsys):
    shutil.copy(made / "drawn" / "figures" / "endings.svg", "mailed by a friend.svg")

    assert again("mailed by a friend.svg") == 0

    assert "the numbers behind the figure (endings), 3 runs" in capsys.readouterr().out


def test_discovery_plays_its_sweep_where_it_leaves_nothing(tmp_path, capsys):
    """Not where the last one lay, which would be taken for the answer."""
    skill = "{mediators.us.skill: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]}"
    asked = ["outcome=talks", "threshold=0.5", "resamples=20", "runs=4", "plots=true"]
    asked.append(f"design={{uncertainties: {skill}, outcomes: [talks]}}")
    assert entered(["experiments.discover", *asked, "out=found"]) == 0
    (swept,) = Path("results").iterdir()
    shutil.rmtree("results")
    before = contents(Path())

    status = again("found")

    said = capsys.readouterr()
    assert (status, "The same: " in said.out) == (0, True), said.err
    assert contents(Path()) == before
    assert swept.name in (Path("found") / "discover.md").read_text()
    assert list((tmp_path / "while").iterdir()) == []


def test_that_other_code_made_it_is_said_though_all_is_the_same(made, at_once, capsys):
    given = copied(made / "run")
    (given / FILE).write_text(json.dumps(record(given) | {"code_hash": "0123"}), encoding="utf-8")

    assert again(given) == 0

    said = capsys.readouterr().out
    assert "The code is not the one that made it (code_hash 0123, and now " in said
    assert "The same: " in said


# -- not the same ---------------------------------------------------------------------------------


def test_a_changed_number_fails_and_is_named(made, at_once, capsys):
    given = copied(made / "run")
    text = (given / "summary.csv").read_text()
    row = next(csv.DictReader(text.splitlines()))
    (given / "summary.csv").write_text(text.replace(row["value"], "0.123", 1))

    assert again(given) == 1

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Not the same: summary.csv differs in row 1, value: 0.123, and played again" in said


def test_a_changed_number_of_a_parquet_file_is_named(made):
    given = copied(made / "run")
    table = pq.read_table(given / "runs.parquet")
    deaths = table["deaths"].to_pylist()
    place = table.schema.get_field_index("deaths")
    changed = table.set_column(place, "deaths", pa.array([*deaths[:2], 7777, *deaths[3:]]))
    pq.write_table(changed, given / "runs.parquet")

    found = judgement(given, made / "run")

    what = f"runs.parquet differs in row 3, deaths: 7777, and played again {deaths[2]}"
    assert found.differences == [what]


def test_a_changed_configuration_is_named(made):
    given = copied(made / "run")
    plain = yaml.safe_load((given / CONFIG).read_text())
    plain["mediators"]["us"]["skill"] = 0.9
    (given / CONFIG).write_text(yaml.safe_dump(plain, sort_keys=False))

    (found,) = judgement(given, made / "run").differences

    assert found == f"{CONFIG} differs: mediators.us.skill is 0.9, and played again 0.3"


def test_what_config_yaml_does_not_show_differs_by_its_hash(made):
    given = copied(made / "run")
    (given / FILE).write_text(json.dumps(record(given) | {"config_hash": "0123"}))

    (found,) = judgement(given, made / "run").differences

    assert "what was asked for is 0123" in found


def test_a_changed_word_of_a_summary_is_named(made):
    given = copied(made / "compare")
    text = (given / "summary.txt").read_text()
    (given / "summary.txt").write_text(text.replace("assumptions", "certainties", 1))

    (found,) = judgement(given, made / "compare").differences

    assert found.startswith("summary.txt differs at 'certainties; not a forecast.")


@pytest.mark.parametrize(
    ("entries", "told"),
    [({"seed": 99}, "seed is 99, and played again it is 3"),
     ({"counts": {"runs": 99999}}, "counts.runs is 99999, and played again it is 4"),
     ({"scenario": "other"}, "scenario is 'other', and played again it is"),
     ({"failures": 7}, "failures is 7, and played again it is 0"),
     ({"seed": "\x1b[2J"}, "and played again it is 3")],
)  # fmt: skip
def test_a_record_that_says_what_was_not_played_is_found_out(made, entries, told):
    given = copied(made / "run")
    (given / FILE).write_text(json.dumps(record(given) | entries))

    (found,) = judgement(given, made / "run").differences

    assert found.startswith(f"{FILE} says that ")
    assert told in found
    assert found.isprintable()


def test_a_figure_that_says_what_was_not_played_is_found_out(made, capsys):
    svg = (made / "drawn" / "figures" / "endings.svg").read_text()
    for name, other in (("seed", 99), ("runs", 99999)):
        for mark in ('"', "&quot;"):
            svg = re.sub(rf"{mark}{name}{mark}:\d+", f"{mark}{name}{mark}:{other}", svg)
    Path("endings.svg").write_text(svg)
    assert marked.settings_of("endings.svg")["seed"] == 99

    assert again("endings.svg") == 1

    said = capsys.readouterr()
    assert "the figure says that seed is 99, and played again it is 1" in said.err
    assert "the figure says that runs is 99999, and played again it is 3" in said.err
    assert "The same" not in said.out


def less(path):
    """Take the last column, key or row of a file away."""
    if path.suffix == ".csv":
        rows = list(csv.reader(path.open(newline="")))
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(row[:-1] for row in rows)
    elif path.suffix == ".yaml":
        plain = yaml.safe_load(path.read_text())
        plain.popitem()
        path.write_text(yaml.safe_dump(plain, sort_keys=False))
    else:
        path.unlink()


@pytest.mark.parametrize("name", [CONFIG, "summary.csv", "days.parquet"])
def test_what_was_taken_out_of_a_result_is_found_out(made, name):
    given = copied(made / "run")
    less(given / name)

    (found,) = judgement(given, made / "run").differences

    what = "is gone" if name == "days.parquet" else "was changed since it was left"
    assert found == f"{name} {what}"


def test_a_table_that_was_saved_again_with_all_that_it_held_is_the_same(made):
    given = copied(made / "run")
    path = given / "summary.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    found = judgement(given, made / "run")

    assert found.differences == []
    assert "summary.csv was saved anew since, and holds the same." in found.notes


@pytest.mark.parametrize(
    ("given", "told"),
    [(["--foo"], "--foo: "), (["out=a", "out=b"], "out: is given twice"),
     (["out=GIVEN/x"], "lies in what is given"), (["out=/proc/x"], "/proc/x' cannot be written")],
)  # fmt: skip
def test_what_it_does_not_take_is_said_before_anything_is_played(made, given, told, capsys):
    given = [text.replace("GIVEN", str(made / "run")) for text in given]

    assert again(made / "run", *given) == 2

    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert told in said.err


def test_files_that_one_side_lacks_are_said_and_are_no_difference(made):
    """In a result of an older version, which kept no list of its files."""
    given = copied(made / "run")
    found = record(given)
    del found["files"]
    (given / FILE).write_text(json.dumps(found))
    (given / "days.parquet").unlink()
    (given / "mine.csv").write_text("a\n1\n")

    found = judgement(given, made / "run")

    assert found.differences == []
    assert found.notes == [
        "1 file not made again: mine.csv.",
        "1 file made again, and not in the folder: days.parquet.",
    ]


def test_a_folder_without_numbers_is_not_called_the_same(made):
    given = copied(made / "run")
    for path in (*given.glob("*.csv"), *given.glob("*.parquet")):
        path.unlink()

    found = judgement(given, made / "run").differences
    assert found[-1] == "there is no file of numbers that both have"
    assert "runs.parquet is gone" in found


@pytest.mark.parametrize("changed", ["beside", "within", "both"])
def test_a_figure_that_does_not_show_its_numbers_is_found_out(made, at_once, changed, capsys):
    """The file beside it was changed; or the figure was, to claim the numbers of another seed."""
    svg = (made / "drawn" / "figures" / "endings.svg").read_text()
    beside = (made / "drawn" / "figures" / "endings.csv").read_text()
    if changed != "within":
        beside = beside.replace("3", "2")
    if changed != "beside":
        old = marked.settings_of(made / "drawn" / "figures" / "endings.svg")["numbers"]
        new = "0" * 64 if changed == "within" else hashlib.sha256(beside.encode())
        svg = svg.replace(old, new if changed == "within" else new.hexdigest())
    Path("endings.svg").write_text(svg)
    Path("endings.csv").write_text(beside)

    assert again("endings.svg") == 1

    said = capsys.readouterr().err
    expected = {
        "beside": "endings.csv, is not the one that it was drawn with: it differs in row",
        "within": "the numbers behind it are not those of endings, drawn again; the file beside it",
        "both": "Not the same: endings.csv differs in row",
    }
    assert expected[changed] in said


# -- what is not played ---------------------------------------------------------------------------

REFUSED = [
    (["os.system", "touch ran"], "it takes one of"),
    (["experiments.reproduce", "x"], "it takes one of"),
    (["experiments.theory"], "it takes one of"),
    (["experiments.run; touch ran"], "it takes one of"),
    (["agents.run"], "it takes one of"),
    (["experiments.run", "out=ran"], "says where to write"),
    (["experiments.run", "++out=ran"], "says where to write"),
    (["experiments.backtest", "page=ran.md"], "says where to write"),
    (["experiments.run", "-m", "seed=1,2"], "is no KEY=VALUE"),
    (["experiments.run", "--config-dir", "--multirun"], "is no KEY=VALUE"),
    (["experiments.run", " hydra.run.dir=ran"], "is no KEY=VALUE"),
    (["experiments.run", "hydra/launcher=joblib"], "how Hydra works"),
    (["experiments.run", "+hydra.callbacks.x={_target_: os.system}"], "how Hydra works"),
    (["experiments.run", "+scenario@hydra.callbacks=mine"], "how Hydra works"),
    (["experiments.run", "~hydra.run"], "how Hydra works"),
    (["experiments.run", "seed=\x1b[2J"], "cannot be printed"),
    (["experiments.run", 7], "a list of texts"),
    ("experiments.run", "a list of texts"),
    ([], "a list of texts"),
    (["experiments.run", "--config-dir", "mine", "runs=3"], "code=true"),
    (None, "asked for in Python"),
]


@pytest.mark.parametrize(("command", "why"), REFUSED)
def test_a_command_that_may_do_more_than_play_is_refused(command, why, tmp_path, capsys):
    given = recorded(Path("given"), command)
    before = contents(tmp_path)

    assert again(given) == 2

    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert why in said.err
    assert said.err.removesuffix("\n").isprintable()
    assert contents(tmp_path) == before


def test_a_figure_with_such_a_command_is_refused_as_well(made, capsys):
    figure = (made / "drawn" / "figures" / "endings.svg").read_text()
    Path("bad.svg").write_text(figure.replace('"keep=runs"', '"out=ran"').replace(
        "&quot;keep=runs&quot;", "&quot;out=ran&quot;"
    ))  # fmt: skip
    assert marked.settings_of("bad.svg")["command"][-1] == "out=ran"

    assert again("bad.svg") == 2

    assert "says where to write" in capsys.readouterr().err
    assert not Path("ran").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [(None, "has no provenance.json"), ("{", "has no provenance.json"),
     ("[1]", "has no provenance.json"), ("[" * 100_000, "nested too deeply"),
     ("{}", "asked for in Python")],
)  # fmt: skip
def test_a_damaged_record_is_refused_in_a_sentence(text, why, capsys):
    Path("given").mkdir()
    if text is not None:
        Path("given", FILE).write_text(text)

    assert again("given") == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert why in said


def test_what_was_asked_for_in_python_is_refused(capsys):
    frames.sweep({"decisions": {"mediators.us.skill": [0.1, 0.4]}}, count=3, out="swept")

    assert again("swept") == 2

    assert "asked for in Python" in capsys.readouterr().err


@pytest.mark.parametrize("given", [["nowhere"], [], ["one", "two"], ["own.py"]])
def test_what_is_no_result_is_refused(given, capsys):
    Path("own.py").write_text("pass\n")

    assert again(*given) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_strategy_of_ones_own_is_run_only_if_that_is_asked_for(tmp_path, capsys):
    Path("mine.py").write_text(
        (ROOT / "docs" / "own_strategy.py").read_text() + "\nopen('ran', 'w').close()\n"
    )
    mine = "parties.hamas.strategy={file: mine.py, name: NeverLessThanOffered}"
    assert entered(["experiments.run", mine, "engine=mesa", "runs=2", "plots=false", "out=a"]) == 0
    Path("ran").unlink()

    assert again("a") == 2
    assert "'mine.py' is a program" in capsys.readouterr().err
    assert not Path("ran").exists()
    assert again("a", "code=true") == 0
    assert Path("ran").exists()


def test_a_command_that_fails_says_why_and_that_the_code_was_another(capsys):
    given = recorded(Path("given"), ["experiments.run", "scenario=gone", "runs=3"])

    assert again(given) == 2

    said = capsys.readouterr().err
    assert "could not be played again: the command line: scenario: 'gone' is not allowed" in said
    assert "another version of the code" in said


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_half_way_leaves_nothing(tmp_path):
    given = recorded(Path("given"), ["experiments.run", "runs=200000"])
    room = tmp_path / "while"
    running = subprocess.Popen(
        [sys.executable, "-m", "experiments.reproduce", given],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(room)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(600):  # until there is something to clear up: the first bytes of a table
        if any(path.stat().st_size for path in room.glob("truce-*/.again.*/days.parquet")):
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)

    assert running.returncode == 130
    assert said.count("\n") == 1
    assert list(room.iterdir()) == []


# -- which command is played ----------------------------------------------------------------------


def test_commands_of_every_kind_are_played_as_they_are():
    for command in (
        ["experiments.run", "scenario=mine", "+names.un=UN", "~changes"],
        ["experiments.sweep", "design={decisions: {choice.scale: [0.1, 0.2]}}"],
        ["experiments.compare", "scenarios=[january_2025,\n  firm_guarantee]"],
        ["experiments.discover", "results/sweep-mine-0123", "outcome=talks"],
        ["experiments.tournament"],
        ["experiments.branch", "--config-dir", "my configs", "set={talks.protocol: one_text}"],
        ["experiments.branch", "--config-dir=my configs", "run=2"],
    ):
        assert allowed.checked(command) == command


def test_a_lesson_on_theory_is_played_as_the_run_that_it_is_made_of():
    assert allowed.checked(["experiments.theory", "only=[rubinstein]"]) == [
        "experiments.run", "theory=rubinstein"
    ]  # fmt: skip


def test_files_of_ones_own_are_named():
    named = allowed.own_files
    assert named(["experiments.rescue", "rescue=us_and_trust"]) == []
    assert named(["experiments.rescue", "rescue=mine.yaml"]) == ["mine.yaml"]
    assert named(["experiments.run", "domain=my/well", "seed=2"]) == ["my/well"]
    assert named(["experiments.compare", "-cd", "mine", "seed=2"]) == ["mine"]
    assert named(["experiments.discover", "results/swept", "outcome=x"]) == ["results/swept"]


@given(st.text(max_size=8), st.text(max_size=12))
def test_nothing_that_is_played_begins_with_a_dash_or_with_hydra(key, value):
    command = ["experiments.run", f"{key}={value}"]
    try:
        allowed.checked(command)
    except PremiseError as error:
        said = str(error)
        assert plain_text.in_a_line(said) == said
    else:
        assert not key.lstrip("+~").startswith(("-", "hydra", "out", "page", "dry_run"))
        assert not plain_text.problem(key + value)


# -- tables ---------------------------------------------------------------------------------------

cells = st.none() | st.floats()
columns = st.lists(cells, min_size=1, max_size=12)


def chunked(values, cut):
    """A column in two pieces."""
    return pa.chunked_array([values[:cut], values[cut:]], pa.float64())


@given(columns, st.integers(0, 12), st.integers(0, 12))
def test_a_column_is_as_itself_in_whatever_pieces(values, cut, other):
    assert alike.first_unlike(chunked(values, cut), chunked(values, other)) is None


@given(columns, st.data(), cells)
def test_the_first_value_that_differs_is_found(values, data, new):
    place = data.draw(st.integers(0, len(values) - 1))
    old = values[place]
    assume(not (old == new or (old is not None and new is not None and old != old and new != new)))
    changed = [*values[:place], new, *values[place + 1 :]]

    assert alike.first_unlike(chunked(values, 3), chunked(changed, 5)) == place


@pytest.mark.parametrize(
    ("given", "again", "what"),
    [
        ("a,b\n1,2\n", "a,b\n1,2\n", ""),
        ("\ufeffa,b\r\n1.0,2\r\n\r\n", "a,b\n1,2.00\n", ""),
        ("a,b\n1,2\n", "b,a\n2,1\n", ""),
        ("a\n1\n", "a,new\n1,7\n", ""),
        ("a,old\n1,7\n", "a\n1\n", "has a column old, and played again there is none"),
        ("a,b\n1,2\n3,4\n", "a,b\n1,2\n3,5\n", "differs in row 2, b: 4, and played again 5"),
        ("a,b\n1,\n", "a,b\n1,0\n", "differs in row 1, b: nothing, and played again 0"),
        ("a\n0.1\n", "a\n0.10000000000000002\n",
         "differs in row 1, a: 0.1, and played again 0.10000000000000002"),
        ("a\n9223372036854775807\n", "a\n9223372036854775806\n",
         "differs in row 1, a: 9223372036854775807, and played again 9223372036854775806"),
        ("a\n1\n2\n", "a\n1\n", "has 2 rows, and played again 1"),
        ("a\n\x1b[2J\n", "a\n1\n", "differs in row 1, a: ?[2J, and played again 1"),
        ("", "a\n1\n", "has 0 rows, and played again 1"),
    ],
)  # fmt: skip
def test_tables_as_csv_are_compared_as_numbers(given, again, what):
    Path("given.csv").write_text(given, newline="")
    Path("again.csv").write_text(again, newline="")

    assert alike.unlike(Path("given.csv"), Path("again.csv")) == what


def test_tables_as_parquet_are_compared_whatever_their_pieces_and_dictionaries():
    names = pa.array(["us", "un", "us", None])
    table = pa.table({"who": names, "n": [1, 2, 3, 4], "x": [0.5, None, float("nan"), 1.0]})
    pq.write_table(table, "given.parquet", row_group_size=3)
    there = Path("given.parquet"), Path("again.parquet")
    coded = table.set_column(0, "who", names.dictionary_encode())
    wide = coded.set_column(1, "n", pa.array([1.0, 2.0, 3.0, 4.0])).append_column("new", names)
    pq.write_table(wide, there[1])
    assert alike.unlike(*there) == ""

    pq.write_table(table.slice(0, 3), there[1])
    assert alike.unlike(*there) == "has 4 rows, and played again 3"
    pq.write_table(table.drop_columns(["who"]), there[1])
    assert alike.unlike(*there) == "has a column who, and played again there is none"
    there[1].write_bytes(b"PAR1")
    assert alike.unlike(*there).startswith("cannot be read (")


def test_of_a_page_the_command_it_was_made_by_may_be_written_otherwise():
    Path("given.md").write_text("# A\n\nMade by `python -m x method=a`; do\nnot edit. 7 runs.\n")
    Path("again.md").write_text(
        "# A\n\nMade by `python -m x design.method=a`;\ndo not edit. 7 runs.\n"
    )
    assert alike.unlike(Path("given.md"), Path("again.md")) == ""

    Path("again.md").write_text("# A\n\nMade by `python`; do not edit. 8 runs.\n")
    what = "differs at '7 runs.', and played again it says '8 runs.'"
    assert alike.unlike(Path("given.md"), Path("again.md")) == what


@pytest.mark.parametrize(
    ("given", "again", "what"),
    [
        ("a: {b: [1, 2]}", "a:\n  b:\n  - 1\n  - 2\nnew: 3", ""),
        ("a: .nan", "a: .nan\nb: 1", ""),
        ("sweep: {code_hash: x}", "sweep: {code_hash: y}", ""),
        ("a: {b: [1, 2]}", "a: {b: [1, 3]}", "differs: a.b.1 is 2, and played again 3"),
        ("a: 1", "b: 1", "differs: a is 1, and played again not set"),
        ("{a: 1, b: 1, c: 1, d: 1, e: 1}", "{}",
         "differs: a is 1, and played again not set; b is 1, and played again not set; "
         "c is 1, and played again not set; and 2 keys more"),
        ("a: &x [1, *x]", "a: 1", "cannot be read (it holds itself, by an alias)"),
        ("a: !!bool x", "a: 1", "cannot be read"),
        ("a: !!timestamp x", "a: 1", "cannot be read"),
        ("7", "a: 1", "differs: all of it is 7, and played again not set"),
    ],
)  # fmt: skip
def test_configurations_are_compared_key_by_key(given, again, what):
    Path("given.yaml").write_text(given)
    Path("again.yaml").write_text(again)

    found = alike.unlike(Path("given.yaml"), Path("again.yaml"))

    assert found == what or (what.startswith("cannot") and found.startswith("cannot be read ("))
