"""``experiments.sensitivity``: known indices, noise taken out, ranks as far as noise allows."""

import csv
import itertools
import json
import re
import shlex
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from left import but_times
from playing import configured, unless_given
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol

from experiments import commands, sensitivity
from experiments.sensitivities import asking, figures, finding, page, told, varied
from experiments.sweeping import factors, folder
from sim import bootstrap, design
from sim.refusals import PremiseError
from sim.sensitivity import designs, morris, oneway, ranking, seeds, sobol

pytestmark = pytest.mark.usefixtures("elsewhere")

# Test functions of quantiles of shape (..., factors), with their indices.


def ishigami(quantiles):
    """The function of Ishigami and Homma (a = 7, b = 0.1), and a factor that does nothing."""
    one, two, three = np.moveaxis(np.pi * (2.0 * quantiles[..., :3] - 1.0), -1, 0)
    return np.sin(one) + 7.0 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


ISHIGAMI = {"first_order": (0.3139, 0.4424, 0.0, 0.0), "total": (0.5576, 0.4424, 0.2437, 0.0)}
A = np.array([0.0, 1.0, 4.5, 99.0])


def sobol_g(quantiles):
    """Sobol's g function."""
    return np.prod((np.abs(4.0 * quantiles - 2.0) + A) / (1.0 + A), axis=-1)


ALONE = 1.0 / (3.0 * (1.0 + A) ** 2)
WHOLE = np.prod(1.0 + ALONE) - 1.0
SOBOL_G = {
    "first_order": ALONE / WHOLE,
    "total": ALONE * np.prod(1.0 + ALONE) / (1.0 + ALONE) / WHOLE,
}


def by_choice(quantiles):
    """A list of three names, of which the last is worth 3, and a number that is worth itself.

    By hand: variances 3² x 1/3 x 2/3 = 2 and 1/12.
    """
    names = factors.Factor("protocol", factors.DECISION, ("one", "two", "three"))
    chosen = np.array([names.at(row) for row in quantiles[..., 0]])
    return 3.0 * (chosen == "three") + quantiles[..., 1]


BY_CHOICE = {"total": (24 / 25, 1 / 25, 0.0), "first_order": (24 / 25, 1 / 25, 0.0)}


def played(function, quantiles, runs, noise, common, seed=5):
    """Runs of a function under luck, shape (..., runs).

    Common luck moves all points alike, and some of it more at one end of the first factor than at
    the other; beside it each run has noise of its own, as under independent luck.
    """
    luck = np.random.default_rng(seed)
    expected = function(quantiles)[..., None]
    own = noise * luck.normal(size=(*expected.shape[:-1], runs))
    if not common:
        return expected + own
    shared, leaning = noise * luck.normal(size=(2, runs))
    return expected + own + shared + leaning * (2.0 * quantiles[..., :1] - 1.0)


def analysed(function, many, points=256, runs=32, noise=0.0, common=True, seed=3, second=False):
    """Sobol's indices of a function through the code that the command uses."""
    quantiles = designs.saltelli(points, many, seed, second)
    return sobol.indices(played(function, quantiles, runs, noise, common), many, common)


NOISES = [(0.0, True), (3.0, True), (3.0, False)]


@pytest.mark.parametrize(("noise", "common"), NOISES)
@pytest.mark.parametrize(
    ("function", "known"),
    [(ishigami, ISHIGAMI), (sobol_g, SOBOL_G), (by_choice, BY_CHOICE)],
    ids=["ishigami", "sobol_g", "by_choice"],
)
def test_known_indices_lie_in_the_intervals_whatever_the_luck(function, known, noise, common):
    scale = {ishigami: 1.0, sobol_g: 0.2, by_choice: 0.4}[function]

    found = analysed(function, len(known["total"]), noise=scale * noise, common=common)

    assert found.is_seen
    for name, true in known.items():
        value, draws = found.index(name)
        low, high = bootstrap.interval(draws)
        assert (low <= np.array(true) + 1e-12).all(), (name, low)
        assert (high >= np.array(true) - 1e-12).all(), (name, high)
        np.testing.assert_allclose(value[:, 0], true, atol=0.12)


@pytest.mark.parametrize("common", [True, False])
def test_on_average_noise_adds_nothing_where_plain_means_over_runs_add_its_variance(common):
    """Many designs with few runs each: total indices, ours and those of plain means."""
    ours, plain = [], []
    for seed in range(40):
        quantiles = designs.saltelli(64, 4, seed)
        runs = played(ishigami, quantiles, 10, 4.0, common, seed)
        ours.append(sobol.indices(runs, 4, common).index("total")[0][:, 0])
        means = runs.mean(axis=-1)
        plain.append([
            salib_sobol.total_order(means[:, 0], means[:, 1 + factor], means[:, -1])
            for factor in range(4)
        ])  # fmt: skip
    errors = np.std(ours, axis=0) / np.sqrt(len(ours))

    assert (np.abs(np.mean(ours, axis=0) - ISHIGAMI["total"]) < 4.0 * errors + 0.02).all()
    assert np.mean(plain, axis=0)[3] > 0.08  # 4² / 10 runs, over a variance of 13.8 and that
    assert abs(np.mean(ours, axis=0)[3]) < 0.02


def test_without_noise_the_estimates_are_those_of_salib():
    quantiles = designs.saltelli(64, 3, 1, second_order=True)
    expected = ishigami(quantiles)
    expected -= expected[:, [0, -1]].mean()

    found = sobol.indices(np.repeat(expected[..., None], 10, axis=-1), 3, True)

    a, b = expected[:, 0], expected[:, -1]
    for factor in range(3):
        ab = expected[:, 1 + factor]
        for name, of in (
            ("first_order", salib_sobol.first_order),
            ("total", salib_sobol.total_order),
        ):
            np.testing.assert_allclose(found.index(name)[0][factor, 0], of(a, ab, b))
    for place, (one, other) in enumerate(itertools.combinations(range(3), 2)):
        theirs = salib_sobol.second_order(
            a, expected[:, 1 + one], expected[:, 1 + other], expected[:, 4 + one], b
        )
        np.testing.assert_allclose(found.index("second_order")[0][place, 0], theirs)


def test_factors_that_act_together_have_a_second_order_index():
    """Ishigami's first and third factor: 0.2437; no other pair."""
    found = analysed(ishigami, 3, points=512, noise=2.0, second=True)

    low, high = bootstrap.interval(found.index("second_order")[1])
    assert (low <= (0.0, 0.2437, 0.0)).all()
    assert (high >= (0.0, 0.2437, 0.0)).all()


def test_the_share_of_luck_is_that_of_the_variance_within_points():
    """Noise of variance 9 beside 13.84; common luck adds 9 and, by place, 9/3 on average."""
    for common, within in ((False, 9.0), (True, 9.0 + 9.0 + 3.0)):
        found = analysed(ishigami, 4, points=512, runs=200, noise=3.0, common=common)

        low, high = bootstrap.interval(found.draws.luck)
        share = within / (within + 13.845)
        assert low < share < high
        assert float(found.value.luck[0]) == pytest.approx(share, abs=0.06)


def test_nothing_is_said_of_an_outcome_that_luck_alone_decides():
    found = analysed(lambda quantiles: np.zeros(quantiles.shape[:-1]), 3, noise=1.0, common=False)

    assert not found.is_seen


def test_an_outcome_that_never_varies_is_not_seen_to_be_moved():
    assert not analysed(lambda quantiles: np.full(quantiles.shape[:-1], 0.3), 3).is_seen


def test_common_luck_that_leans_is_no_effect_of_factors_as_seeds_drawn_anew_show():
    """Each seed favours one end of the first factor; expected over seeds, nothing does.

    To whom draws points alone, these ten seeds would often seem to be the world.
    """
    seen = {True: 0, False: 0}
    for seed in range(20):
        quantiles = designs.saltelli(64, 2, seed)
        leaning = np.random.default_rng(seed).normal(size=10)
        runs = leaning * (quantiles[..., :1] - 0.5)
        for common in seen:
            seen[common] += sobol.indices(runs, 2, common).is_seen

    assert seen[True] <= 1
    assert seen[False] >= 5


# Ranks.


@pytest.mark.parametrize(("noise", "common"), NOISES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_dead_factor_may_have_no_effect_and_is_never_ranked_above_a_live_one(noise, common, seed):
    found = analysed(ishigami, 4, points=64, runs=20, noise=noise, common=common, seed=seed)
    value, draws = found.index("total")
    low, high = bootstrap.interval(draws)

    ranks = ranking.ranks(value[:, 0], draws)

    assert low[3] <= 0.0 <= high[3]
    assert (ranks.group[3] >= ranks.group[:3]).all()
    assert not ranks.above[3].any()
    assert ranks.last[3] == 4


def test_what_noise_cannot_tell_apart_shares_a_group_and_what_it_can_does_not():
    """Normal draws: 3 and 2.9 with a spread of 0.2, and 1 with 0.1."""
    luck = np.random.default_rng(1)
    values = np.array([2.9, 1.0, 3.0])
    draws = values[:, None] + luck.normal(size=(3, 2000)) * np.array([[0.2], [0.1], [0.2]])

    ranks = ranking.ranks(values, draws)

    assert ranks.group.tolist() == [1, 2, 1]
    assert (ranks.first.tolist(), ranks.last.tolist()) == ([1, 3, 1], [2, 3, 2])


def test_factors_are_told_apart_by_their_difference_and_not_by_their_own_intervals():
    """Draws that rise and fall together: each interval is wide, the difference is sure."""
    luck = np.random.default_rng(1)
    values = np.array([1.0, 1.5])
    draws = values[:, None] + luck.normal(size=2000) + 0.05 * luck.normal(size=(2, 2000))

    assert ranking.told_apart(values, draws).tolist() == [[False, False], [True, False]]


def test_among_many_equal_factors_a_false_order_is_as_rare_as_the_joint_level_says():
    """Six factors, 15 pairs: at 95 % each by itself, a third of the designs and more would err."""
    luck = np.random.default_rng(1)
    joint = single = 0
    for _ in range(200):
        values = luck.normal(size=6)
        draws = values[:, None] + luck.normal(size=(6, 400))
        joint += ranking.told_apart(values, draws).any()
        low, _ = bootstrap.interval(draws[:, None] - draws[None])
        single += (low > 0.0).any()

    assert joint <= 22  # 10 expected
    assert single >= 50


def test_two_dead_factors_cannot_be_told_apart():
    assert not ranking.told_apart(np.zeros(2), np.zeros((2, 100))).any()


# Morris and one at a time.


def linear(quantiles):
    return quantiles @ np.array([3.0, -2.0, 0.0])


def test_morris_is_exact_on_a_linear_function():
    quantiles = designs.trajectories(10, 3, 1)
    runs = np.repeat(linear(quantiles)[..., None], 12, axis=-1)

    found = morris.statistics(morris.effects(quantiles, runs), common=True)

    np.testing.assert_allclose(found.values["mu_star"], (3.0, 2.0, 0.0), atol=1e-12)
    np.testing.assert_allclose(found.values["mu"], (3.0, -2.0, 0.0), atol=1e-12)
    np.testing.assert_allclose(found.values["sigma"], 0.0, atol=1e-6)


def test_without_noise_morris_is_that_of_salib():
    quantiles = designs.trajectories(20, 3, 1)
    runs = np.repeat(ishigami(quantiles)[..., None], 10, axis=-1)

    found = morris.statistics(morris.effects(quantiles, runs), common=True)

    theirs = salib_morris.analyze(
        designs.problem(3), quantiles.reshape(-1, 3), ishigami(quantiles).ravel(), num_levels=4
    )
    for name in morris.STATISTICS:
        np.testing.assert_allclose(found.values[name], theirs[name])


@pytest.mark.parametrize("common", [True, False])
def test_noise_adds_nothing_to_sizes_in_morris_where_plain_ones_grow_with_it(common):
    """The mean of many designs; the noise of one effect is 4 x sqrt(2/32) x 3/2 = 1.5."""
    ours, plain = [], []
    for seed in range(30):
        quantiles = designs.trajectories(20, 3, seed)
        effects = morris.effects(quantiles, played(linear, quantiles, 32, 4.0, common, seed))
        blocks = seeds.in_blocks(effects)
        once = seeds.once(20, blocks.shape[2])
        ours.append([float(morris.mu_star(blocks[:, factor], once)[0]) for factor in range(3)])
        plain.append(np.abs(effects.mean(axis=-1)).mean(axis=0))

    ours, plain = np.mean(ours, axis=0), np.mean(plain, axis=0)
    assert abs(ours[2]) < 0.15
    assert plain[2] > 1.0  # 1.5 x sqrt(2/pi) = 1.2, for no effect at all
    assert (0.75 * np.array((3.0, 2.0)) < ours[:2]).all()
    assert (ours[:2] < (3.0, 2.0)).all()  # too low, for signs are in doubt


@pytest.mark.parametrize("common", [True, False])
def test_a_dead_factor_is_last_in_morris(common):
    quantiles = designs.trajectories(40, 3, 1)
    effects = morris.effects(quantiles, played(linear, quantiles, 64, 2.0, common))

    found = morris.statistics(effects, common)

    low, high = (bootstrap.interval(found.draws["mu_star"])[end][2] for end in (0, 1))
    assert low <= 0.0 <= high
    ranks = ranking.ranks(found.values["mu_star"], found.draws["mu_star"])
    assert ranks.group[2] == max(ranks.group) > 1


def test_the_size_of_a_factor_is_its_largest_difference_from_the_base_case():
    base = np.random.default_rng(1).normal(size=40)
    runs = np.stack([base, base + 1.0, base - 2.0, base + 0.5])

    sizes, draws = oneway.sizes(runs, [0, 0, 1], 2)

    np.testing.assert_allclose(sizes, (2.0, 0.5))
    np.testing.assert_allclose(draws[0], 2.0)


def test_the_size_of_a_factor_varies_as_seeds_are_drawn_anew():
    """A mean of forty differences of spread 1 varies by 1 / sqrt(40)."""
    differences = np.random.default_rng(2).normal(3.0, 1.0, size=40)

    _, draws = oneway.sizes(np.stack([np.zeros(40), differences]), [0], 1)

    np.testing.assert_allclose(draws[0].std(), differences.std() / 40**0.5, rtol=0.15)


# Pairs of seeds.


BLOCKS = {10: 10, 20: 20, 31: 31, 33: 11, 37: 37, 50: 25, 64: 32, 100: 25, 1000: 25}


@pytest.mark.parametrize(("runs", "blocks"), BLOCKS.items())
def test_blocks_are_of_equal_length_and_hold_every_run_once(runs, blocks):
    values = np.arange(3.0 * runs).reshape(3, runs)

    found = seeds.in_blocks(values)

    np.testing.assert_allclose(found, values.reshape(3, blocks, -1).mean(axis=2))


@pytest.mark.parametrize("runs", BLOCKS)
def test_estimates_are_plain_means_over_runs_whatever_their_number(runs):
    luck = np.random.default_rng(runs)
    quantiles = designs.trajectories(8, 3, 1)
    effects = morris.effects(quantiles, played(linear, quantiles, runs, 2.0, True))
    settings = luck.normal(size=(4, runs))
    points = luck.normal(size=(16, 5, runs))

    found = morris.statistics(effects, common=True)
    sizes, _ = oneway.sizes(settings, [0, 1, 2], 3)
    value = sobol.indices(points, 3, common=True).value

    np.testing.assert_allclose(found.values["mu"], effects.mean(axis=(0, 2)))
    np.testing.assert_allclose(sizes, np.abs((settings[1:] - settings[0]).mean(axis=1)))
    np.testing.assert_allclose(value.mean, points[:, [0, -1]].mean())


@pytest.mark.parametrize("runs", [101, 127, 10_007])
def test_runs_that_make_no_equal_blocks_are_refused_with_numbers_that_do(runs):
    with pytest.raises(PremiseError, match=f"{runs} is not allowed; .* such as") as refused:
        asking.check_runs(runs)

    for near in re.findall(r"such as (\d+) or (\d+) make", str(refused.value))[0]:
        asking.check_runs(int(near))


def test_a_product_over_pairs_of_seeds_is_what_a_loop_over_them_gives():
    luck = np.random.default_rng(1)
    one, other = luck.normal(size=(2, 5, 4))
    weights = seeds.Weights(luck.integers(0, 3, (5, 1)) * 1.0, luck.integers(0, 3, (4, 1)) * 1.0)

    found = seeds.product(one, other, weights)

    total = count = 0.0
    for point, first, second in itertools.product(range(5), range(4), range(4)):
        if first != second:
            times = weights.blocks[first, 0] * weights.blocks[second, 0] * weights.points[point, 0]
            total, count = total + times * one[point, first] * other[point, second], count + times
    np.testing.assert_allclose(found, total / count)


# The command.


def command(*arguments):
    """The command in this process; returns the exit status."""
    return sensitivity.start(arguments)


TWO = "design.decisions={talks.protocol: [alternating_offers, bridging], choice.scale: [0.01, 0.3]}"
HOPE = "design.uncertainties={{parties.israel.hope: {{uniform: [{}]}}}}"
FEW = (TWO, "design.outcomes=[agreement, deaths]", "runs=10", "threads=1")


def table(path):
    """A CSV file as mappings."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("method=sobel",), "'sobel' is not allowed; it takes one of sobol, morris, tornado; did"),
        (("luck=good",), "it takes one of common, independent"),
        (("points=100",), "a power of two, such as 64 or 128"),
        (("points=8",), "a whole number from 16"),
        (("method=tornado", "points=16"), "method=tornado plays each end"),
        (("method=morris", "second_order=true"), "with method=sobol"),
        (("second_order=2",), "it takes true or false"),
        (("runs=9",), "runs: 9 is not allowed; it takes 10 or more"),
        (("design.sample=sobol",), "design.sample: is not allowed; a sensitivity analysis takes"),
        (("design.outcomes=[peace]",), "peace"),
        ((TWO.replace("[0.01, 0.3]", "[0.02]"),), "choice.scale: does not vary"),
        (("theory=rubinstein",), "theory"),
        ((TWO.replace("bridging", "bridge"),), "talks.protocol: 'bridge' is"),
        (
            (HOPE.format("-0.1, 0.5"),),
            "the command line: design.uncertainties.parties.israel.hope: -0.1 is not allowed",
        ),
        ((HOPE.format("0.4, 1.5"),), "parties.israel.hope: 1.5 is not allowed"),
        (("runs=101",), "runs: 101 is not allowed; it takes 10 to 32 equal blocks of seeds, such"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_a_sentence(arguments, said, capsys):
    assert command(*unless_given(FEW, arguments)) == 2

    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not Path("results").exists()


def test_nothing_that_varies_and_a_single_factor_are_refused(capsys):
    assert command() == 2
    assert "nothing varies" in capsys.readouterr().err
    assert command("design.decisions={choice.scale: [0.02, 0.05]}") == 2
    assert "choice.scale: is the only factor" in capsys.readouterr().err


def test_a_dry_run_says_what_would_be_played_and_plays_nothing(capsys):
    assert command("sweep=what_matters", "dry_run=true") == 0

    assert "4,608 points of 64 runs: 294,912 runs" in capsys.readouterr().out
    assert not Path("results").exists()


@pytest.mark.slow
@pytest.mark.parametrize("method", asking.METHODS)
def test_the_same_command_leaves_the_same_bytes_and_finds_its_work_done(method, capsys):
    less = () if method == "tornado" else ("points=16",)
    for out in ("one", "two", "two"):
        assert command(f"method={method}", *FEW, *less, f"out={out}") == 0

    assert but_times("one") == but_times("two")
    said = capsys.readouterr().out
    assert "Already played" in said
    assert said.count("- deaths in incidents") == 3  # the order of factors, as often as it is asked
    found = Path("one/sensitivity.md").read_text(encoding="utf-8")
    assert "under these assumptions; not a forecast" in found
    files = [path.read_text(encoding="utf-8") for path in Path("one/figures").glob("*.svg")]
    drawn = [re.sub("<dc:source>.*</dc:source>", "", text) for text in files]  # less the command
    assert drawn
    assert not any("choice.scale" in text for text in drawn)
    assert method == "morris" or any("Choice scale" in text for text in drawn)
    names = {row["factor"] for row in table("one/indices.csv")}
    assert names == {"talks.protocol", "choice.scale"}


@pytest.mark.slow
def test_an_interrupted_analysis_goes_on_and_ends_with_the_same_bytes(monkeypatch):
    monkeypatch.setattr("experiments.sweeping.playing.RUNS", 200)  # twenty points a shard
    asked = (*FEW, "points=16")
    assert command(*asked, "out=whole") == 0
    write, left = folder.shards.write, iter(range(2))

    def stopped(path, kept):
        if next(left, None) is None:
            raise KeyboardInterrupt
        write(path, kept)

    monkeypatch.setattr(folder.shards, "write", stopped)
    assert command(*asked, "out=cut") == 130
    assert not Path("cut/indices.csv").exists()
    monkeypatch.setattr(folder.shards, "write", write)

    assert command(*asked, "out=cut") == 0

    assert but_times("cut") == but_times("whole")


@pytest.mark.slow
def test_points_see_the_same_luck_or_luck_of_their_own():
    for luck in asking.LUCK:
        assert command(*FEW, "points=16", f"luck={luck}", f"out={luck}") == 0

    runs = {luck: pq.read_table(f"{luck}/runs.parquet").to_pydict() for luck in asking.LUCK}
    assert runs["common"]["run"] == 64 * list(range(10))
    assert runs["independent"]["run"] == list(range(640))
    first = {luck: found["deaths"][:10] for luck, found in runs.items()}
    assert first["common"] == first["independent"]
    assert runs["common"]["deaths"][10:] != runs["independent"]["deaths"][10:]
    for luck in asking.LUCK:
        said = Path(luck, "sensitivity.md").read_text(encoding="utf-8")
        assert f"**Luck is {luck}**" in said


@pytest.mark.slow
def test_a_choice_of_files_can_be_a_factor():
    decisions = "design.decisions={mediators: [january_2025, none], choice.scale: [0.02, 0.05]}"
    outcomes = "design.outcomes=[agreement]"

    assert command(decisions, outcomes, "runs=40", "method=tornado", "out=found") == 0

    rows = {row["setting"]: row for row in table("found/effects.csv")}
    assert float(rows["january_2025"]["difference"]) == 0.0
    assert rows["none"]["base"] == rows["january_2025"]["base"]


@pytest.mark.slow
def test_an_outcome_that_some_runs_do_not_have_is_left_out_and_the_page_says_so():
    outcomes = "design.outcomes=[first_day_of_talks, deaths]"

    assert command(TWO, outcomes, "runs=20", "points=16", "out=found") == 0

    assert {row["outcome"] for row in table("found/luck.csv")} == {"deaths"}
    assert "`first_day_of_talks` is left out" in Path("found/sensitivity.md").read_text("utf-8")


@pytest.mark.slow
def test_a_point_that_cannot_be_played_leaves_no_indices_and_a_reason(capsys):
    low, high = (
        f"parties.israel.other_least_{end}: {{uniform: [0.2, 0.8]}}" for end in ("low", "high")
    )
    wrong = (
        f"design.uncertainties={{{low}, {high}}}"  # each allowed, but not the low above the high
    )

    assert command(wrong, "runs=10", "points=16", "out=found") == 1

    assert "indices need every point" in capsys.readouterr().err
    assert not Path("found/indices.csv").exists()
    assert json.loads(Path("found/provenance.json").read_text())["failures"] > 0


def test_the_page_warns_of_indices_that_cannot_be_and_says_nothing_of_likely_ones():
    def said(value, low, high):
        row = finding.Row("talks.protocol", "decision", "total", value, low, high)
        return "".join(page.too_few(finding.Found("talks", "talks", "", True, (row,))))

    above, wide = "an index above 1 cannot be", "wider than all that an index can be"
    for wild, says, says_not in (
        ((1.4, 0.9, 1.8), above, wide),
        ((0.1, -0.643, 0.646), wide, above),
    ):
        assert says in said(*wild)
        assert says_not not in said(*wild)
        assert "Play more points or runs" in said(*wild)
    assert above in said(1.2, 0.5, 1.9)
    assert wide in said(1.2, 0.5, 1.9)
    assert said(0.97, 0.8, 1.1) == ""


GUARANTEE, HOPES = "mediators.us.guarantee_hamas", "parties.israel.hope"


def tornado_of(levels):
    """A tornado over two lists of numbers; the base case is 0 of one, and the top of the other."""
    base = configured()
    hope = design.value(base, design.parameter(base, HOPES))
    below = {HOPES: [hope - 0.2, hope - 0.1, hope]}
    asked = asking.read({"method": "tornado", "decisions": {GUARANTEE: levels, **below}}, base)
    values = np.random.default_rng(1).normal(size=(asked.plan.size, 20))
    rows, effects, _ = finding.analysed(asked, values, False)
    return asked, finding.Found("deaths", "deaths", "deaths", False, tuple(rows), effects)


def test_an_end_that_is_the_base_case_leaves_the_other_end_what_it_is():
    asked, found = tornado_of([0, 0.1, 0.2])

    shown = figures.of_tornado(found, {one.key: one.key for one in asked.factors})

    places = {one.name: [move.place for move in one.series] for one in shown.factors}
    assert places[GUARANTEE] == [1]  # 0.2; 0 is the base case
    assert places[HOPES] == [0]  # its high end is the base case


def test_the_page_of_a_tornado_says_which_of_many_numbers_are_played_and_that_seeds_are_drawn():
    asked, _ = tornado_of([0.1, 0.2, 0.3])

    played = varied.played(asked.plan.choices, asked.factors[0])
    assert varied.over(asked.factors[0], played) == "0.1, 0.2, 0.3; played: 0.1 and 0.3"
    assert "over the\nsame draws of seeds;" in page.how(asked)
    assert "crossed" not in page.how(asked)


def test_resampling_is_called_crossed_where_points_and_seeds_are_drawn_apart():
    asked, _ = tornado_of([0.1, 0.2])

    for luck, said in (("common", "points and seeds;"), ("independent", "points, each with its")):
        text = page.how(asked._replace(method="sobol", luck=luck))
        assert said in text
        assert ("crossed" in text) == (luck == "common")


def test_an_outcome_that_is_the_same_in_every_run_is_said_to_be_so():
    quantiles = designs.saltelli(16, 2, 1)
    asked, _ = tornado_of([0.1, 0.2])
    asked = asked._replace(method="sobol", quantiles=quantiles)

    rows, effects, luck = finding.analysed(asked, np.ones((quantiles[..., 0].size, 10)), True)

    one = finding.Found("talks", "talks", "", True, tuple(rows), effects, luck)
    assert "It is the same in every run" in "".join(page.of_sobol(asked, one))


def test_the_screen_says_in_a_line_what_comes_first_and_what_is_not_told_apart():
    asked, found = tornado_of([0.1, 0.2])

    def said(groups, lows, value=0.5):
        rows = tuple(
            finding.Row(name, "decision", "total", value, low, 0.9, group)
            for name, group, low in zip("abc", groups, lows, strict=True)
        )
        return told.order(asked._replace(method="sobol"), found._replace(rows=rows, effects=()))

    assert said((1, 2, 2), (0.1, 0.1, -0.1)) == (
        "a (0.5) comes first; 1 of 3 is not told apart from no effect at all"
    )
    assert said((1, 2, 2), (0.1,) * 3, 110.4).startswith("a (110) comes first")
    assert said((1, 2, 2), (0.1,) * 3, -1510.4).startswith("a (-1,510) comes first")
    assert "ranks 1 to 2 cannot all be told apart: a (0.5) and b (0.5)" in said((1, 1, 2), (1,) * 3)
    assert "no factor can be told to stand above all others" in said((1, 1, 1), (0.1, -1, -1))
    assert said((1, 1, 1), (-1,) * 3) == "3 of 3 are not told apart from no effect at all"
    assert told.order(asked, found._replace(rows=())).endswith("not seen to move it")


@pytest.mark.slow
def test_the_page_of_a_few_points_says_which_points_its_mean_is_of():
    assert command(*FEW, "points=16", "out=found") == 0

    runs = pq.read_table("found/runs.parquet").to_pydict()
    deaths = np.reshape(runs["deaths"], (16, 4, 10))[:, [0, -1]]
    mean = {row["outcome"]: float(row["mean"]) for row in table("found/luck.csv")}["deaths"]
    assert mean == pytest.approx(deaths.mean())
    assert "Over the 32 points that were drawn" in Path("found/sensitivity.md").read_text("utf-8")


def test_the_page_names_the_command_as_it_was_typed_so_that_it_can_be_given_again():
    Path("my own", "sweep").mkdir(parents=True)
    text = "# @package _global_\ndesign: {decisions: {choice.scale: [0.02, 0.05]}}\n"
    Path("my own", "sweep", "mine.yaml").write_text(text, encoding="utf-8")
    typed = [
        "method=tornado", "sweep=mine", "--config-dir", "my own", "runs=10",
        "design.uncertainties={parties.israel.hope: [0.4, 0.6]}", "design.outcomes=[talks]",
        "+mediators.un.credit=0.1", "protocol=one_text",
    ]  # fmt: skip

    assert command(*typed, "out=found", "threads=1") == 0

    made = re.search(r"Made by `(.*)`; do not edit", Path("found/sensitivity.md").read_text())[1]
    assert shlex.split(made) == ["python", "-m", "experiments.sensitivity", *typed]
    assert command(*shlex.split(made)[3:], "out=again") == 0
    assert but_times("again") == but_times("found")


def test_a_command_keeps_all_that_its_result_follows_from():
    typed = ["posterior=a folder", "domain=mine", "out=there", "+threads=2", "-cd", "mine"]

    made = commands.shell(commands.of_given("sensitivity", typed, sensitivity.OUTSIDE))

    assert made == "python -m experiments.sensitivity 'posterior=a folder' domain=mine -cd mine"
