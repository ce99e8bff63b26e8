"""``experiments.run`` from the command line to the folder it leaves."""

import io
import json
import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hydra import compose
from hydra.core.hydra_config import HydraConfig
from left import but_times, only_result
from omegaconf import OmegaConf
from playing import unless_given
from rich.console import Console
from rich.table import Table

from experiments import (
    _command,
    command_line,
    composing,
    console,
    domain,
    engines,
    once,
    provenance,
    run,
)
from experiments.running import extras, summary
from experiments.settings import Settings
from experiments.where import ABSENT, Sources, under
from sim import parquet, scenario, tables
from sim.cache import ROOT
from sim.plots import FIGURES
from sim.refusals import PremiseError

pytestmark = pytest.mark.usefixtures("elsewhere")

TABLES = tables.KEEP["all"]


def play(*arguments):
    """A command that must succeed, in this process."""
    status = _command.start(run.main, unless_given(["plots=false"], arguments))
    assert status == 0


def play_apart(*arguments, **environment):
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "experiments.run", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_both_engines_leave_the_same_bytes(tmp_path):
    play("runs=5", "seed=3", "engine=mesa", "out=watched")
    play("runs=5", "seed=3", "engine=ensemble", "out=compiled", "threads=2")

    watched, compiled = but_times(tmp_path / "watched"), but_times(tmp_path / "compiled")
    assert watched == compiled
    assert {f"{name}.parquet" for name in TABLES} <= watched.keys()


def test_the_same_command_leaves_the_same_bytes_on_any_number_of_threads(tmp_path):
    play("runs=600", "threads=1", "keep=days", "out=one")
    play("runs=600", "threads=3", "keep=days", "out=three")

    assert but_times(tmp_path / "one") == but_times(tmp_path / "three")


def test_the_first_runs_do_not_depend_on_the_number_of_runs(tmp_path):
    play("runs=300", "out=many")
    play("runs=10", "out=few")

    for name in TABLES:
        many, few = (parquet.read(tmp_path / out / f"{name}.parquet") for out in ("many", "few"))
        first = many["run"] < 10
        for column, values in few.items():
            np.testing.assert_array_equal(many[column][first], values, err_msg=f"{name}.{column}")


@pytest.mark.parametrize("keep", tables.KEEP)
def test_keep_says_which_tables_there_are(keep, tmp_path):
    play("runs=3", f"keep={keep}", "out=kept")

    found = {path.stem for path in (tmp_path / "kept").glob("*.parquet")}
    assert found == set(tables.KEEP[keep])


def test_the_default_folder_is_named_by_scenario_and_hash_and_nothing_else_is_left(tmp_path):
    play("runs=3")

    assert re.fullmatch(r"january_2025-[0-9a-f]{10}", only_result().name)
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


def test_a_rerun_is_recognised_and_plays_nothing(capsys, monkeypatch):
    play("runs=3")
    before = (only_result() / provenance.FILE).read_bytes()
    monkeypatch.setattr(run, "play", lambda *_: pytest.fail("played again"))

    play("runs=3")
    play("runs=3", "threads=1", "engine=mesa")  # what changes no number changes no result

    assert "Already played" in capsys.readouterr().out
    assert (only_result() / provenance.FILE).read_bytes() == before


@pytest.mark.parametrize(("other", "status"), [("runs=3", 0), ("runs=4", 2)])
def test_a_command_finds_what_the_same_one_put_there_while_it_played(
    other, status, tmp_path, capsys, monkeypatch
):
    """Another result that was put there meanwhile is left, and the command is refused."""
    play(other, "out=first")
    measure = engines.measure

    def meanwhile(*arguments):
        shutil.copytree("first", "there")
        return measure(*arguments)

    monkeypatch.setattr(engines, "measure", meanwhile)
    capsys.readouterr()

    assert _command.start(run.main, ["plots=false", "runs=3", "out=there"]) == status
    said = capsys.readouterr()
    assert ("Already played" in said.out) == (status == 0)
    assert ("something was put there meanwhile" in said.err) == (status == 2)
    assert but_times(tmp_path / "there") == but_times(tmp_path / "first")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "there"]


@pytest.mark.parametrize("name", ["days.parquet", "summary.csv"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_a_result_that_is_not_as_it_was_left_is_not_believed(name, is_gone, capsys):
    play("runs=3")
    path = only_result() / name
    if is_gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")
    before = (only_result() / provenance.FILE).read_bytes()

    assert _command.start(run.main, ["plots=true", "runs=3"]) == 2
    said = capsys.readouterr().err
    assert f"{name} {'is gone' if is_gone else 'was changed since it was left'}; put it" in said
    assert not (only_result() / "figures").exists()
    assert (only_result() / provenance.FILE).read_bytes() == before


def test_figures_that_were_thrown_away_are_drawn_again():
    for _ in range(2):
        assert _command.start(run.main, ["plots=true", "runs=3"]) == 0
        shutil.rmtree(only_result() / "figures")
    assert _command.start(run.main, ["plots=true", "runs=3"]) == 0
    assert any((only_result() / "figures").iterdir())


@pytest.mark.parametrize("change", ["seed=2", "runs=4", "keep=runs", "parties.israel.trust=0.4"])
def test_what_changes_a_number_or_a_table_has_a_folder_of_its_own(change, tmp_path):
    play("runs=3")
    play(*unless_given(["runs=3"], [change]))

    assert len(list((tmp_path / "results").iterdir())) == 2


def test_figures_and_story_are_added_to_a_finished_result(tmp_path):
    pytest.importorskip("sim.plots")
    play("runs=6", "out=at_once", "plots=true", "explain=true", "story=2")
    play("runs=6", "out=later")
    play("runs=6", "out=later", "plots=true", "explain=true", "story=2")

    assert but_times(tmp_path / "at_once") == but_times(tmp_path / "later")
    assert "figures/survival.svg" in but_times(tmp_path / "later")


def test_a_story_is_of_the_run_asked_for_whatever_was_kept(capsys, tmp_path):
    play("runs=3", "keep=runs", "explain=true", "story=3", "out=told")

    told = (tmp_path / "told" / "story.txt").read_text(encoding="utf-8")
    assert "run 3 of seed 1 (number 2 in runs.parquet)" in " ".join(told.split())
    assert told.strip() in capsys.readouterr().out


def test_whoever_says_which_run_to_tell_is_told_it(capsys, tmp_path):
    play("runs=3", "keep=runs", "story=3", "out=told")
    assert "run 3 of seed 1" in capsys.readouterr().out

    play("runs=3", "keep=runs", "story=3", "explain=false", "out=silent")
    assert not (tmp_path / "silent" / "story.txt").exists()


def test_one_run_of_the_mesa_model_is_told(capsys):
    play("runs=1", "engine=mesa")

    assert "How it ended" in capsys.readouterr().out


def test_the_time_that_is_announced_holds_the_start_and_the_figures(capsys):
    said = []
    for plots in ("true", "false"):
        play("runs=20", "dry_run=true", f"plots={plots}")
        said.append(" ".join(capsys.readouterr().out.split()))
    lasts = [int(re.search(r"about (\d+) seconds", one)[1]) for one in said]

    assert "seconds, with figures;" in said[0]
    assert "figures" not in said[1]
    assert lasts[1] >= console.STARTING
    assert lasts[0] - lasts[1] == pytest.approx(len(FIGURES) * console.FIGURE, abs=1.5)


def test_a_dry_run_plays_and_leaves_nothing(capsys, tmp_path):
    play("runs=1e5", "dry_run=true", "out=nested/folder")

    said = " ".join(capsys.readouterr().out.split())
    assert "100,000 runs" in said
    assert re.search(r"about (a|\d+) (second|minute)", said)
    assert "nested/folder" in said
    assert not list(tmp_path.iterdir())


def test_the_summary_counts_runs_and_foretells_nothing(capsys):
    play("runs=20")

    said = " ".join(capsys.readouterr().out.split())
    assert "of 20" in said
    assert "under these assumptions" in said
    assert "This is not a forecast" in said
    assert "the chance that" not in said


def test_the_summary_says_the_scenario_as_a_command_takes_it(capsys):
    play("scenario=november_2023", "runs=20", "plots=false")

    said = " ".join(capsys.readouterr().out.split())
    assert "Scenario november_2023, seed" in said


def test_the_summary_fits_eighty_columns_without_colours():
    done = play_apart("runs=12", "plots=false", "out=there")

    assert done.returncode == 0
    assert done.stderr == ""
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert "\x1b" not in done.stdout


def test_words_of_a_row_that_do_not_fit_are_set_in_deeper_than_a_row_of_their_own(capsys):
    rows = Table(box=None, show_header=False)
    for words in ("neither ended nor ran its course in the days simulated", "no crisis"):
        rows.add_row(summary.Label(words), "1,000")

    Console(width=40).print(rows)

    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert [line[1:] for line in lines] == [
        "  neither ended nor ran its      1,000",
        "    course in the days",
        "    simulated",
        "  no crisis                      1,000",
    ]


def test_provenance_says_where_a_result_comes_from():
    play("runs=3", "keep=runs", "seed=5")

    found = json.loads((only_result() / provenance.FILE).read_text(encoding="utf-8"))
    assert found["counts"] == {"runs": 3}
    assert found["seed"] == 5
    assert found["libraries"]["numpy"] == np.__version__
    assert {"config_hash", "code_hash", "platform", "begun", "seconds"} <= found.keys()
    for shares in found["assumed"].values():
        assert 0 < shares["assumed"] < shares["of"]
    written = OmegaConf.load(only_result() / "config.yaml")
    assert written.scenario == "january_2025"
    assert written.calendar.horizon == 140
    assert "threads" not in written


def test_sweeps_work_and_each_point_has_its_folder(tmp_path):
    play("runs=2", "keep=runs", "-m", "seed=1,2", "parties.israel.memory=0.9,{uniform:[0.9,1]}")

    found = [path for path in (tmp_path / "results").iterdir() if path.is_dir()]
    assert len(found) == 4
    assert {path.name for path in tmp_path.iterdir()} == {"results"}


@pytest.mark.parametrize("flags", [["--cfg", "job"], ["--help"], ["--info", "defaults"]])
def test_what_hydra_shows_it_shows(flags, tmp_path):
    done = play_apart("seed=7", "talks.learning=0.25", *flags)

    assert done.returncode == 0
    assert done.stdout
    assert not list(tmp_path.iterdir())
    if "job" in flags:
        shown = OmegaConf.create(done.stdout)
        assert (shown.seed, shown.talks.learning) == (7, 0.25)


def test_a_folder_of_one_s_own_configurations_works(tmp_path):
    folder = tmp_path / "mine" / "scenario"
    folder.mkdir(parents=True)
    (folder / "short.yaml").write_text(
        "# @package _global_\ndefaults: [january_2025, _self_]\ncalendar: {horizon: 10}\n"
    )
    play("--config-dir", "mine", "scenario=short", "runs=2", "out=there")

    assert parquet.read(tmp_path / "there" / "runs.parquet")["last_day"].max() <= 10
    assert set(parquet.read(tmp_path / "there" / "runs.parquet")["scenario"]) == {"short"}


def test_main_returns_the_share_of_runs_still_standing(tmp_path):
    shares = []
    _command.start(lambda composed: shares.append(run.main(composed)), ["plots=false", "runs=40"])

    stage = parquet.read(only_result() / "runs.parquet")["stage"]
    assert shares == [np.mean(stage != "fighting")]


def composed(*overrides):
    """What the command line comes to, and where its keys were set."""
    marked, _ = command_line.parted(overrides)
    with composing.in_configs():
        config = composing.compose_once(marked)
        sources = Sources(HydraConfig.get())
        return composing.read(config, sources), sources.place


def test_a_distribution_is_replaced_whole():
    found, _ = composed("parties.israel.trust={triangular: [0.1, 0.2, 0.3]}")

    assert found.premises["parties"]["israel"]["trust"] == {"triangular": [0.1, 0.2, 0.3]}


def test_of_two_distributions_on_the_command_line_the_last_counts():
    """One of them in a whole side; the very same key twice is refused."""
    side, own = "parties.israel={trust:{triangular:[0.1,0.2,0.3]}}", "parties.israel.trust="
    found, _ = composed(side, f"{own}{{log_uniform:[0.2,0.4]}}")

    assert found.premises["parties"]["israel"]["trust"] == {"log_uniform": [0.2, 0.4]}


def test_part_of_a_distribution_is_no_other_distribution():
    """The file has a uniform one: which of the two is meant nobody can say."""
    with pytest.raises(PremiseError, match=r'"uniform": .* "triangular": .* is not allowed'):
        composed("parties.israel.trust.triangular=[0.1, 0.2, 0.3]")


def test_an_override_reaches_parameters_that_no_file_names():
    found, _ = composed("mediators.us.leverage_israel=0.6", "talks.learning=0.2", "runs=1e3")

    assert found.scenario.premises.mediators["us"].leverage_0 == 0.6
    assert found.scenario.premises.talks.learning == 0.2
    assert found.settings.runs == 1000


def test_a_plus_adds_a_mediator():
    found, _ = composed("+mediators.un.credit=0.1", "mediators.un.skill=0.2")

    assert list(found.scenario.premises.mediators)[-1] == "un"


def test_composition_drops_nothing():
    """Every value of the composed configuration reaches the scenario or its words."""
    found, _ = composed()
    with composing.in_configs():
        plain = OmegaConf.to_container(compose("config"))
    for section, value in found.premises.items():
        assert value == plain[section]


def test_the_place_of_a_key_is_the_last_file_that_set_it():
    with composing.in_configs():
        config = composing.compose_once(["++seed=3"])
        sources = Sources(HydraConfig.get())
        assert config.seed == 3
        assert sources.place("seed") == "the command line"
        assert sources.place("runs").endswith("configs/config.yaml")
        assert sources.place("parties.israel.trust").endswith("parties/israel/baseline.yaml")
        assert sources.place("calendar.horizon").endswith("scenario/january_2025.yaml")
        assert sources.place("obligations.netzarim.cost").endswith("obligations/january_2025.yaml")


def test_the_files_noted_are_those_that_hydra_lists_when_it_is_asked_anew(tmp_path):
    own = tmp_path / "scenario" / "own.yaml"
    own.parent.mkdir()
    own.write_text("# @package _global_\ndefaults: [bilateral, _self_]\ntitle: Own\n")
    place = f'hydra.searchpath=["file://{tmp_path}"]'
    for overrides in ([], ["theory=nash"], ["names=fictional"], [place, "scenario=own"]):
        with composing.in_configs():
            composing.compose_once(overrides)
            sources = Sources(HydraConfig.get())
            noted, sources.merged = sources.merged, None
            listed = sources.entries()
            assert [(one.config_path, one.package) for one in noted] == [
                (one.config_path, one.package) for one in listed
            ]


def test_the_files_of_a_composition_stay_its_own_when_another_follows():
    with composing.in_configs():
        first = composing.composed_here("scenario=bilateral")
        composing.composed_here("scenario=november_2023")
        assert first.sources.place("calendar.horizon").endswith("scenario/bilateral.yaml")


def test_where_values_were_set_is_known_after_composing():
    found = composing.composed("scenario=bilateral", "choice.scale=0.1")

    assert found.sources.place("choice.scale") == "the command line"
    assert found.sources.place("calendar.horizon").endswith("scenario/bilateral.yaml")


@pytest.mark.parametrize(
    ("override", "key"),
    [
        ("parties.israel.trust_weight=0.3", "parties.israel.trust"),
        ("+mediators.us={credit: 0.1}", "mediators.us_credit"),
    ],
)
def test_a_value_is_set_by_no_override_of_a_name_that_only_begins_alike(override, key):
    with composing.in_configs():
        composing.compose_once(command_line.parted([override])[0])

        assert list(Sources(HydraConfig.get()).on_command_line(key)) == []


def test_what_stands_in_a_file_that_the_command_line_adds_is_set_by_the_file():
    with composing.in_configs():
        composing.compose_once(["scenario=bilateral", "+mediators=january_2025"])
        place = Sources(HydraConfig.get()).place

        assert place("mediators").endswith("mediators/january_2025.yaml")
        assert place("mediators.us.credit").endswith("mediators/january_2025.yaml")


@pytest.mark.parametrize(
    ("key", "found"), [("a.0.b", 1), ("a.1.b", 2), ("a.2.b", ABSENT), ("a.b", ABSENT), ("c.0", 3)]
)
def test_an_entry_of_a_list_goes_by_its_number(key, found):
    assert under({"a": [{"b": 1}, {"b": 2}], "c": {"0": 3}}, key) is found


def test_the_ensemble_s_path_imports_neither_mesa_nor_matplotlib():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "experiments.run",
         "plots=false", "runs=2", "out=there"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert done.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "sim.ensemble" in imported
    assert not imported & {"mesa", "matplotlib", "sim.plots", "sim.model"}


def test_help_says_of_every_key_what_it_is(capsys):
    assert _command.start(run.main, ["--help"]) == 0

    said = capsys.readouterr().out
    told = said.partition("== Keys")[2].partition("==")[2].partition("\n== ")[0]
    first = {line.partition(" ")[0].partition(".")[0] for line in told.splitlines()}
    assert first >= {*Settings.model_fields, *scenario.SECTIONS}
    assert "\nkeep                 how much to keep of each run\n" in told
    assert "\nratification         votes at home on an agreement\n" in told
    assert max(map(len, told.splitlines())) <= 80


LONG = f"results/a-folder-with-{'a-long-' * 6}name"


class Terminal(io.StringIO):
    """A terminal of 80 columns."""

    def isatty(self):
        return True


def test_a_terminal_breaks_a_sentence_between_words_and_no_path(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())

    once.say_done(console.out(), LONG)
    once.say_where(console.out(), LONG)
    _command.to_stderr(f"interrupted: 3 points of 4 are kept in {LONG}; the same command goes on")

    for shown in (sys.stdout, sys.stderr):
        lines = shown.getvalue().splitlines()
        assert max(map(len, lines)) <= 80
        assert all(line.count("results") == line.count("name") for line in lines)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_story_is_set_anew_for_a_narrower_terminal_and_loses_no_word(
    width, monkeypatch, tmp_path
):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("LINES", "50")  # a dumb terminal has 80 columns unless both are said
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stdout", Terminal())
    composed = composing.composed("runs=1", "explain=true")
    extras.tell(composed, tmp_path)

    extras.show_story(console.out(), tmp_path)

    kept, shown = (tmp_path / extras.STORY).read_text(encoding="utf-8"), sys.stdout.getvalue()
    assert max(map(len, shown.splitlines())) <= min(width, 100)
    assert shown.replace("-", "").split() == kept.replace("-", "").split()
    if width > 100:
        assert shown.strip() == kept.strip()
    else:
        assert sum(len(line) > width - 15 for line in shown.splitlines()) > 30, "lines are filled"


def test_what_an_export_says_is_no_wider_than_a_terminal(monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stdout", Terminal())

    domain.main(["export", f"out={tmp_path / 'there'}"])

    lines = sys.stdout.getvalue().splitlines()
    told = [line for line in lines if str(tmp_path) not in line]
    assert any(line.startswith("Without a deal: Israel 0.") for line in told)
    assert max(map(len, told)) <= 80


def test_a_sentence_that_no_terminal_shows_is_one_line(capsys):
    once.say_done(console.out(), LONG)
    _command.to_stderr(f"interrupted: 3 points of 4 are kept in {LONG}; the same command goes on")

    assert [text.count("\n") for text in capsys.readouterr()] == [1, 1]


@pytest.mark.parametrize(
    "place",
    ["README.md", "docs/explore.md", "docs/teaching/README.md",
     "sim/classroom/static/asking.js"],
)  # fmt: skip
def test_how_long_the_engine_takes_to_build_is_told_in_the_same_words_everywhere(
    place, capsys, monkeypatch
):
    monkeypatch.setattr(engines, "is_built", lambda: False)
    engines.say_building(console.out())

    assert f", {engines.BUILT}." in " ".join(capsys.readouterr().out.split())
    assert re.search(f"engine.*, {engines.BUILT}", (ROOT / place).read_text(encoding="utf-8"))
