"""Results hold what their command left, and reports are made of such results alone."""

import hashlib
import io
import json
import os
import shutil
import time
from pathlib import Path

import pytest
from playing import entered
from rich.console import Console

from experiments import abandoned, once, provenance, results
from experiments.reporting import drawn, kept, opened
from experiments.sentences import Failed, Refused
from sim import plain_text
from sim.refusals import PremiseError

COMMANDS = {
    "run": ["experiments.run", "runs=3", "threads=1", "plots=false"],
    "compare": ["experiments.compare", "scenarios=[january_2025, firm_guarantee]", "runs=2",
                "threads=1", "plots=false"],
    "sweep": ["experiments.sweep", "design.decisions={mediators.us.skill: [0.1, 0.4]}",
              "design.outcomes=[talks]", "runs=2", "threads=1", "plots=false"],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Small results, by the verb that left them."""
    folder = tmp_path_factory.mktemp("made")
    for name, command in COMMANDS.items():
        assert entered([*command, f"out={folder / name}"]) == 0
    return folder


@pytest.fixture
def copy(made, tmp_path):
    """A copy of a run, to change."""
    return Path(shutil.copytree(made / "run", tmp_path / "copy"))


def changed(folder, **entries):
    """The result, whose record says something else."""
    provenance.put(folder, provenance.read(folder) | entries)
    return folder


def hashes(folder):
    """The hash of every file but the record."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != provenance.FILE
    }


def reported(*arguments):
    """Enter the command; its exit status."""
    return entered(["experiments.report", *map(str, arguments)])


# -- what a result holds --------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_every_verb_records_each_file_as_it_left_it(made, name):
    assert provenance.read(made / name)["files"] == hashes(made / name)


def test_what_is_added_to_a_finished_result_is_recorded_too(made, copy):
    for run in (1, 2):
        assert entered([*COMMANDS["run"], f"story={run}", f"out={copy}"]) == 0
        found = provenance.read(copy)
        assert "story.txt" in found["files"]
        assert found["files"] == hashes(copy)
    assert found | {"files": 0} == provenance.read(made / "run") | {"files": 0}


def test_what_is_added_is_recorded_before_it_is_there(copy, monkeypatch):
    """Or figures, found there, would never be recorded by the same command played again."""

    def is_full(*_):
        raise OSError(28, "No space left on device")

    def add():
        with results.adding(copy, "figures") as hidden:
            hidden.mkdir()
            (hidden / "one.svg").write_text("<svg/>")

    monkeypatch.setattr(provenance, "put", is_full)
    with pytest.raises(Failed, match="figures: there is no room left on the disk"):
        add()

    assert not (copy / "figures").exists()
    assert [path.name for path in copy.glob(".*")] == []


def test_a_configuration_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    """A sweep writes it into a folder that is there for all to see."""

    def is_full(path, contents):
        with path.open("wb") as file:
            file.write(contents[:9])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", is_full)
    monkeypatch.setattr(Path, "write_text", lambda path, text, **_: is_full(path, text.encode()))
    with pytest.raises(OSError, match="No space"):
        provenance.write_config(tmp_path, {"runs": 3, "scenario": "january_2025"})

    assert list(tmp_path.iterdir()) == []


def test_what_was_added_to_an_older_result_is_not_recorded(copy):
    found = provenance.read(copy)
    del found["files"]
    provenance.put(copy, found)
    with results.adding(copy, "more.txt") as hidden:
        hidden.write_text("more")

    assert provenance.read(copy) == found
    assert opened.results([copy])[0].runs == 3


# -- work that is done once ------------------------------------------------------------------------


def left(folder, completes=True, **more):
    """Leave a result of two files, or find it: is there one to show, what was done, and said."""
    done, said = [], io.StringIO()

    def write(hidden):
        for name in ("story.txt", "numbers.csv"):
            (hidden / name).write_text(name)
        done.append("written")
        return {}

    is_shown = once.leave(
        Console(file=said), folder, provenance.Made({"config_hash": "a" * 16}, None),
        announce=lambda: done.append("announced"), write=write, done="tried",
        complete=(lambda: done.append("completed")) if completes else None,
        **{"dry_run": False, **more},
    )  # fmt: skip
    return is_shown, done, said.getvalue().replace(f"{folder}", "FOLDER").strip()


def test_a_result_is_announced_and_written_once_and_then_completed(tmp_path):
    found = "Already tried: FOLDER holds the result of this command"

    assert left(tmp_path / "a") == (True, ["announced", "written"], "Results go to FOLDER")
    assert left(tmp_path / "a") == (True, ["completed"], found)
    assert left(tmp_path / "a", completes=False) == (True, [], found)


def test_a_dry_run_says_what_is_to_come_and_does_nothing(tmp_path):
    assert left(tmp_path / "a", dry_run=True) == (False, ["announced"], "Results go to FOLDER")
    assert list(tmp_path.iterdir()) == []
    left(tmp_path / "a")
    assert left(tmp_path / "a", dry_run=True)[:2] == (False, [])


def test_a_folder_that_cannot_be_made_is_refused_before_anything_is_tried(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(PremiseError, match="cannot be written"):
        once.leave(
            Console(), tmp_path / "file" / "below", provenance.Made({"config_hash": "a"}, None),
            announce=pytest.fail, write=pytest.fail, dry_run=True,
        )  # fmt: skip


@pytest.mark.parametrize("completes", [True, False])
@pytest.mark.parametrize("name", ["story.txt", "numbers.csv"])
@pytest.mark.parametrize("what", ["is gone", "was changed"])
def test_what_is_found_is_as_it_was_left_but_for_what_is_gone_and_will_be_made_again(
    tmp_path, completes, name, what
):
    left(tmp_path / "a")
    if what == "is gone":
        (tmp_path / "a" / name).unlink()
    else:
        (tmp_path / "a" / name).write_text("other")

    if (completes, name, what) == (True, "story.txt", "is gone"):
        assert left(tmp_path / "a")[:2] == (True, ["completed"])
    else:
        with pytest.raises(Refused, match=rf"{name} {what}"):
            left(tmp_path / "a", completes)


def test_a_figure_that_is_gone_from_figures_that_are_there_is_missed(tmp_path):
    """They are drawn again all together, where there are none."""
    left(tmp_path / "a")
    figures = tmp_path / "a" / "figures"
    with results.adding(tmp_path / "a", "figures") as hidden:
        hidden.mkdir()
        for name in ("one.svg", "two.svg"):
            (hidden / name).write_text("<svg/>")

    (figures / "one.svg").unlink()
    with pytest.raises(Refused, match=r"one\.svg is gone"):
        left(tmp_path / "a")
    shutil.rmtree(figures)
    assert left(tmp_path / "a")[1] == ["completed"]


def test_a_result_of_an_older_version_that_kept_no_hashes_is_found(tmp_path):
    left(tmp_path / "a")
    found = provenance.read(tmp_path / "a")
    del found["files"]
    provenance.put(tmp_path / "a", found)

    assert left(tmp_path / "a")[1] == ["completed"]


# -- what a report is not made of -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["config.yaml", "summary.csv", "runs.parquet"])
@pytest.mark.parametrize("what", ["is gone", "was changed since it was left"])
def test_a_result_that_is_not_as_its_command_left_it_is_refused(copy, capsys, name, what):
    path = copy / name
    if what == "is gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])

    assert reported(copy) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{path} {what}; put it back")
    assert said.count("\n") == 1
    assert not (copy / "report").exists()


def test_files_of_somebody_in_a_result_do_not_matter(copy):
    (copy / "mine.txt").write_text("mine")
    (copy / "figures").mkdir()
    (copy / "figures" / "mine.png").write_bytes(b"")

    assert opened.results([copy])[0].runs == 3


@pytest.mark.parametrize(
    "files",
    [[], {"../run/config.yaml": "0" * 64}, {"/etc/hosts": "0" * 64}, {"config.yaml": 3},
     {"config.yaml": "0"}, {".": "0" * 64}],
)  # fmt: skip
def test_a_list_of_files_that_is_none_is_refused(copy, files):
    with pytest.raises(Refused, match=r"provenance\.json: files: this is no list of hashes"):
        opened.results([changed(copy, files=files)])


@pytest.mark.parametrize("key", ["commit", "code_hash"])
@pytest.mark.parametrize(
    ("value", "told"),
    [("main; touch /tmp/x", "is no hash"), ("abcdef1\nrm x", "is no hash"), ("abc", "is no hash"),
     (7, "it takes a text"), (["a" * 40], "it takes a text")],
)  # fmt: skip
def test_what_is_no_hash_comes_into_no_line_to_paste(copy, key, value, told):
    with pytest.raises(Refused, match=rf"provenance\.json: {key}: .*{told}") as error:
        opened.results([changed(copy, **{key: value})])
    assert "\n" not in str(error.value)


def test_a_record_nested_too_deeply_is_refused_in_a_sentence(copy, capsys):
    (copy / provenance.FILE).write_text("[" * 100_000)

    assert reported(copy) == 2
    assert "nested too deeply" in capsys.readouterr().err


def svg(settings):
    """A figure that carries settings, as small as can be."""
    fields = {"title": "T", "description": "D", "source": json.dumps(settings)}
    inner = "".join(f"<dc:{key}>{text}</dc:{key}>" for key, text in fields.items())
    xmlns = 'xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<svg {xmlns}>{inner}</svg>"


def test_a_figure_of_another_result_or_beside_other_numbers_is_refused(copy):
    result = opened.results([copy])[0]
    (copy / "figures").mkdir()
    path = copy / "figures" / "endings.svg"
    path.with_suffix(".csv").write_text("a\n1\n")
    own = {"config_hash": result.provenance["config_hash"],
           "numbers": hashlib.sha256(b"a\n1\n").hexdigest()}  # fmt: skip
    path.write_text(svg(own))
    assert drawn.figure(result, path).table.rows == ((1,),)

    path.write_text(svg(own | {"config_hash": "0" * 16}))
    with pytest.raises(Refused, match="this is a figure of another result"):
        drawn.figure(result, path)
    path.write_text(svg(own))
    path.with_suffix(".csv").write_text("a\n2\n")
    with pytest.raises(Refused, match=r"endings\.csv: this is not the table"):
        drawn.figure(result, path)


# -- the words of the user ------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["title", "question", "author"])
@pytest.mark.parametrize(
    "letter", ["\x07", "\x1b", "\x9b", "\udcff", "\ufdd0", "\uffff", "\u202e", "\u2066"]
)
def test_words_that_no_page_can_show_are_refused_by_their_key(copy, capsys, key, letter):
    assert reported(copy, f"{key}=a{letter}") == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{key}: its character 2, ")
    assert said.isascii()


def test_words_of_any_script_are_taken():
    for text in ("", "two\nlines\tand tabs", "שלום", "سلام", "\u200fa\u200e", "می\u200cخواهم", "🕊"):
        plain_text.check("title", text)


def test_a_setting_that_is_given_twice_is_refused(copy, capsys):
    assert reported(copy, "title=a", "title=b") == 2
    assert capsys.readouterr().err == "title: is given twice; give it once\n"


# -- the folder -----------------------------------------------------------------------------------


def a_report(folder):
    """What stands for a report: one file, and the record of it."""
    folder.mkdir()
    (folder / "report.html").write_text("page")
    listed = {"report.html": hashlib.sha256(b"page").hexdigest()}
    (folder / kept.FILE).write_text(json.dumps({"files": listed}))
    return folder


def test_what_somebody_put_into_a_report_is_left_whatever_it_is(tmp_path):
    folder = a_report(tmp_path / "report")
    kept.check(folder)
    (tmp_path / "page").write_text("page")
    for name in ("link", "dangling", "empty", "report.html", "folder"):
        if name == "empty":
            (folder / name).mkdir()
        else:
            to = {"dangling": "nowhere", "folder": ".."}.get(name, "../page")
            (folder / name).unlink(missing_ok=True)
            (folder / name).symlink_to(to)
        with pytest.raises(PremiseError, match=f"changed or added since, {name}"):
            kept.check(folder)
        (folder / name).rmdir() if name == "empty" else (folder / name).unlink()


@pytest.mark.parametrize("text", ['{"files": []}', '{"files": {"a": 1}}', "[" * 100_000, "{}"])
def test_what_is_no_record_of_a_report_makes_no_report(tmp_path, text):
    (a_report(tmp_path / "report") / kept.FILE).write_text(text)
    with pytest.raises(PremiseError, match="holds something else, and is left as it is"):
        kept.check(tmp_path / "report")


def test_a_report_that_is_a_link_is_renewed_where_it_lies(tmp_path):
    there = a_report(tmp_path / "there")
    link = tmp_path / "report"
    link.symlink_to(there)
    with results.renewed(link) as hidden:
        (hidden / "new").write_text("new")

    assert link.is_symlink()
    assert [path.name for path in there.iterdir()] == ["new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report", "there"]


@pytest.mark.parametrize("case", ["loop", "file", "long", "null"])
def test_a_folder_that_cannot_be_made_is_said_to_be_none_and_why(tmp_path, case):
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    out, why = {
        "loop": (tmp_path / "loop", "symbolic links"),
        "file": (tmp_path / "file" / "x", "not a directory"),
        "long": (tmp_path / ("a" * 300), "too long"),
        "null": (tmp_path / "a\0", "null"),
    }[case]
    with pytest.raises(PremiseError, match=rf"cannot be written \(.*{why}"):
        kept.check(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]


def test_what_a_killed_command_left_goes_and_what_another_writes_stays(tmp_path):
    names = (".report.0123abcd", ".report.old.0123abcd", ".report.aaaaaaaa", ".report.mine",
             ".reports.0123abcd")  # fmt: skip
    long_ago = time.time() - 60
    for name in names:
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (long_ago, long_ago))
    (tmp_path / ".report.bbbbbbbb").mkdir()  # made this moment
    with (
        abandoned.held(tmp_path / ".report.aaaaaaaa"),
        results.fresh(tmp_path / "report") as hidden,
    ):
        (hidden / "page").write_text("page")

    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"report", *names[2:], ".report.bbbbbbbb"}
