"""The benchmarks themselves: figures and targets are told as they are; C plays the same text."""

import ctypes
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import types

from agents import luck
from agents.rules import concession, violence
from benchmarks import __main__ as bench
from benchmarks import as_c, engines, explorer, growth, rounds, scalar, starting, sweeps
from experiments.composing import composed


def check_c():
    """Skip where nothing can be played in C."""
    if scalar.cannot():
        pytest.skip(scalar.cannot())


@pytest.fixture(scope="module")
def in_c():
    """Three rules and the draw, as C."""
    check_c()
    from benchmarks.as_c.transcript import Transcript

    real, whole = types.float64, types.int64
    libraries = {}
    for function, arguments in (
        (concession.target, [real] * 4),
        (concession.relative_reply, [real] * 3),
        (violence.poisson, [real] * 2),
        (luck.uniform, [whole] * 6),
    ):
        transcript = Transcript()
        name = transcript.function(function, arguments)
        text = transcript.text() + scalar.exported(transcript, name)
        libraries[function.__name__] = scalar.loaded(text)
    return libraries


def called(libraries, name, kind, *values):
    """What a function in C gives."""
    function = libraries[name].play
    function.restype = kind
    as_c = {int: ctypes.c_int64, float: ctypes.c_double}
    return function(*(as_c[type(value)](value) for value in values))


SHARE = st.floats(0.0, 1.0)


@given(SHARE, SHARE, SHARE, st.floats(0.05, 5.0))
def test_a_rule_in_c_has_the_bits_of_the_rule(in_c, elapsed, opening, reserve, haste):
    given_to = (elapsed, opening, reserve, haste)
    assert called(in_c, "target", ctypes.c_double, *given_to) == concession.target(*given_to)


@given(SHARE, SHARE, SHARE)
def test_a_rule_that_leaves_early_does_so_in_c(in_c, own, newer, older):
    given_to = (own, newer, older)
    found = called(in_c, "relative_reply", ctypes.c_double, *given_to)
    assert found == concession.relative_reply(*given_to)


@given(st.floats(0.0, 20.0), st.floats(0.001, 0.999))
def test_a_loop_in_c_ends_where_it_ends(in_c, mean, draw):
    assert called(in_c, "poisson", ctypes.c_int64, mean, draw) == violence.poisson(mean, draw)


@given(st.integers(0, 2**63 - 1), st.integers(0, 255), st.integers(0, 255), st.integers(0, 65535))
def test_a_draw_in_c_is_the_draw(in_c, key, purpose, actor, item):
    address = (key | 1, purpose, actor, item, 3, 17)
    found = called(in_c, "uniform", ctypes.c_double, *address)
    assert found == luck.uniform(*address)


def test_a_ratio_is_taken_within_each_round():
    row = rounds.ratio("slow / fast", [10.0, 40.0, 90.0], [5.0, 10.0, 30.0], least=3.5)
    assert (row.value, row.low, row.high) == (3.0, 2.0, 4.0)
    assert row.reached is False


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ({"least": 2.0}, True),
        ({"least": 2.1}, False),
        ({"most": 2.0}, True),
        ({"most": 1.9}, False),
    ],
)
def test_a_target_is_reached_on_its_own_side(target, reached):
    assert rounds.row("one", [2.0], "times", **target).reached is reached


def test_what_has_no_target_reaches_none():
    assert rounds.row("one", [2.0], "us").reached is None


class Part:
    """A part of the table that takes no time."""

    def __init__(self, value):
        self.value = value

    def rows(self):
        yield rounds.row("waiting", [self.value], "s", most=1.0)


def test_two_runs_can_be_compared(tmp_path, monkeypatch, capsys):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    monkeypatch.setattr(bench, "PARTS", {"one": Part(2.0)})
    bench.main([f"out={first}"])
    monkeypatch.setattr(bench, "PARTS", {"one": Part(0.5)})
    capsys.readouterr()
    bench.main([f"out={second}", f"against={first}"])
    shown = capsys.readouterr().out
    line = next(line for line in shown.splitlines() if line.startswith("waiting"))
    assert line.split() == [
        "waiting", "0.5", "s", "0.5", "to", "0.5", "at", "most", "1:", "yes", "2", "0.25",
    ]  # fmt: skip
    kept = json.loads(second.read_text())
    assert kept["machine"] == rounds.machine()
    assert [(row["name"], row["value"], row["reached"]) for row in kept["rows"]] == [
        ("waiting", 0.5, True)
    ]


def test_figures_before_a_part_that_breaks_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "PARTS", {"one": Part(2.0), "broken": None})
    with pytest.raises(AttributeError):
        bench.main([f"out={tmp_path / 'kept.json'}"])
    (row,) = json.loads((tmp_path / "kept.json").read_text())["rows"]
    assert (row["name"], row["value"]) == ("waiting", 2.0)


SMALL = {  # each part of the table, and what makes it small
    engines: {"ROUNDS": 1, "MESA_RUNS": 2, "BATCH_RUNS": 4, "ENSEMBLE_RUNS": 64, "DRAWS": 1000},
    growth: {"ROUNDS": 1, "RUNS": 16},
    sweeps: {"ROUNDS": 1, "POINTS": 20},
    starting: {"ROUNDS": 1, "MILLION": 300},
    explorer: {"Settings": lambda kind=explorer.Settings: kind(readers=2, seconds=2, runs=20)},
}


@pytest.mark.slow
@pytest.mark.parametrize("part", SMALL, ids=lambda part: part.__name__)
def test_a_part_of_the_table_is_measured(part, monkeypatch):
    for name, value in SMALL[part].items():
        monkeypatch.setattr(part, name, value)
    monkeypatch.setattr(scalar, "COMPILER", "no compiler")  # C is tried above
    found = list(part.rows())
    assert all(np.isfinite([row.value, row.low, row.high]).all() for row in found)
    assert all(row.low <= row.value <= row.high for row in found)
    assert part is explorer or any(row.reached is not None for row in found)


def test_an_earlier_figure_of_nothing_is_told_and_no_ratio_is_made_of_it():
    assert bench.compared(1.0, 0.0) == ["0", ""]
    assert bench.compared(1.0, None) == ["", ""]


def test_a_folder_is_refused_before_anything_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "PARTS", {"one": None})
    with pytest.raises(SystemExit, match="cannot be written"):
        bench.main([f"out={tmp_path}"])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["speed"], "'speed' is not allowed; it takes engines, growth"),
        (["to=x.json"], "'to=x.json' is not allowed"),
        (["against=nowhere.json"], "nowhere.json is no file of an earlier run"),
        (["out=one.json", "out=two.json"], "benchmarks: out: is given twice"),
    ],
)
def test_what_is_not_known_is_refused_before_anything_is_measured(texts, said):
    with pytest.raises(SystemExit, match=said):
        bench.main(texts)


@pytest.mark.skipif(not starting.PROC.is_dir(), reason="reads what Linux tells")
def test_memory_is_that_of_the_process_and_not_of_who_started_it():
    ours = np.ones(80 * 1024 * 1024 // 8)  # 80 MiB that the process never held
    peak = starting.PeakMemory()
    starting.seconds("-c", "import time; time.sleep(0.5)", watch=peak.look)
    assert len(ours)
    assert 1.0 < peak.memory < 60.0


def test_help_measures_nothing(monkeypatch, capsys):
    monkeypatch.setattr(bench, "PARTS", {"one": None})
    bench.main(["--help"])
    assert "make bench" in capsys.readouterr().out


@pytest.mark.slow
def test_the_whole_day_in_c_leaves_the_runs_of_the_ensemble(monkeypatch):
    check_c()
    monkeypatch.setattr(engines, "ENSEMBLE_RUNS", 64)
    play = engines.in_c(composed().scenario)  # which compares every bit
    assert play is not None
    play()


def test_another_series_of_numba_is_refused_and_its_line_left_out(monkeypatch):
    monkeypatch.setattr(as_c, "NUMBA", "0.6")
    with pytest.raises(SystemExit, match=r"^numba \S+ is not supported; .* takes numba 0\.6$"):
        scalar.main()
    assert engines.in_c(None) is None


def test_a_power_is_that_of_the_count():
    counts = np.array([3.0, 6.0, 12.0])
    assert growth.power(counts, 5.0 * counts**2) == pytest.approx(2.0)


@pytest.mark.parametrize(("section", "count"), [("issues", 3), ("issues", 12), ("obligations", 82)])
def test_a_scenario_of_another_size_promises_as_much(section, count):
    plain = composed().premises
    larger = growth.sized(plain, section, count)
    assert len(getattr(larger.premises, section)) == count
    if section == "obligations":
        worth = sum(one.worth for one in larger.premises.obligations.values())
        assert worth == pytest.approx(
            sum(one.worth for one in composed().scenario.premises.obligations.values())
        )
