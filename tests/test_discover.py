"""Which conditions lead to an outcome: boxes, trees and crossings with known answers, and words."""

import csv
import json
import re
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playing import config, configured, planned

from experiments import discover
from experiments.discovering import (
    asked,
    clauses,
    findings,
    page,
    search_told,
    searching,
    sweeps,
    verdicts,
)
from experiments.sweeping import tables, work
from sim import outcomes, scenario
from sim.discovery import crossing, prim, resampling, samples, trees
from sim.tables import KEYS

quick = settings(deadline=None, max_examples=40)
SIZE = 12  # levels of a factor on the planted grid
HOPE, TRUST, GUARANTEE = "parties.hamas.hope", "parties.hamas.trust", "mediators.us.guarantee_hamas"


# -- boxes ----------------------------------------------------------------------------------------


def gridded(is_case, size=SIZE, runs=4):
    """A full grid of two factors; every run of a point is a case or none is."""
    first, second = (side.ravel() for side in np.meshgrid(range(size), range(size)))
    cases = np.repeat(is_case(first, second)[:, None], runs, axis=1).astype(np.float32)
    factors = [samples.factor(key, "uncertainty", values.tolist())
               for key, values in (("a", first), ("b", second))]  # fmt: skip
    return factors, samples.Observed(cases, np.ones_like(cases), np.arange(size * size))


def scattered(seed, points=150, count=3, levels=7, runs=3):
    """Points with few levels, so that there are ties, and cases by luck."""
    luck = np.random.default_rng(seed)
    factors = [
        samples.factor(f"f{place}", "uncertainty", luck.integers(levels, size=points).tolist())
        for place in range(count)
    ]
    names = np.array(list("xyz"))[luck.integers(3, size=points)]
    factors.append(samples.factor("name", "decision", names.tolist()))
    has = (luck.random((points, runs)) < luck.random()).astype(np.float32)
    return factors, samples.Observed(has, np.ones_like(has), np.arange(points))


@quick
@given(st.integers(0, SIZE - 3), st.integers(2, SIZE - 1))
def test_a_planted_box_is_found_to_the_level(low, high):
    factors, observed = gridded(lambda a, b: (a >= low) & (b <= high))
    sample = samples.sample(factors, observed)

    found, _ = prim.search(sample, 0.95, prim.Patience())

    levels = np.arange(SIZE)
    planted = (levels >= low, levels <= high)
    for kept, wanted in zip(found.box, planted, strict=True):
        np.testing.assert_array_equal(kept, wanted)


def test_a_planted_name_is_found():
    factors, observed = gridded(lambda a, b: a >= 6)
    names = np.where(factors[0].codes >= 6, "open", np.where(factors[0].codes > 2, "shut", "ajar"))
    factors = [samples.factor("door", "decision", names.tolist()), factors[1]]

    found, _ = prim.search(samples.sample(factors, observed), 0.9, prim.Patience())

    assert [factors[0].levels[place] for place in np.flatnonzero(found.box[0])] == ["open"]
    assert found.box[1].all()


@quick
@given(st.integers(0, 10**6))
def test_a_peel_never_raises_mass_or_coverage(seed):
    sample = samples.sample(*scattered(seed))

    way = prim.peeled(sample, prim.Patience())

    for before, after in zip(way, way[1:]):
        assert after.weight < before.weight
        assert after.cases <= before.cases
        assert after.weight >= 0.05 * len(sample.weight)


@quick
@given(st.integers(0, 10**6), st.floats(0.2, 0.9))
def test_what_is_put_back_keeps_the_density_and_raises_the_coverage(seed, density):
    sample = samples.sample(*scattered(seed))
    first = prim.first_of(prim.peeled(sample, prim.Patience()), density)
    assume(first is not None)

    for before, after in zip([first, *prim.pasted(sample, first, prim.Patience())],
                             prim.pasted(sample, first, prim.Patience())):  # fmt: skip
        assert after.density >= before.density
        assert after.cases >= before.cases
    for after in prim.relaxed(sample, first, density):
        assert after.density >= density - 1e-9


@quick
@given(st.integers(0, 10**6))
def test_coverage_and_density_count_the_same_cases(seed):
    """Coverage x all cases = density x runs inside, and mass counts points."""
    factors, observed = scattered(seed)
    sample = samples.sample(factors, observed)
    last = prim.peeled(sample, prim.Patience())[-1]
    points = samples.inside(last.box, factors)

    density, coverage, mass, excess = resampling.spans(observed, points, 20, 1)

    cases, runs = float(observed.has.sum()), float(observed.known.sum())
    assert density.value * observed.known[points].sum() == pytest.approx(last.cases)
    assert coverage.value * cases == pytest.approx(last.cases)
    assert mass.value * len(points) == pytest.approx(last.weight)
    assert excess.value == pytest.approx(density.value - cases / runs)


def test_each_point_weighs_the_same_however_many_runs_it_has():
    """Half of the points have cases alone, and a quarter of the runs that the others have."""
    factors, even = gridded(lambda a, b: a >= SIZE // 2)
    known = even.known.copy()
    known[factors[0].codes >= SIZE // 2, 1:] = 0.0
    odd = samples.Observed(even.has * known, known, even.cluster)
    points = factors[0].codes >= SIZE // 2 - 2  # two rows more, without cases

    density, coverage, _, excess = resampling.spans(odd, points, 20, 1)

    assert density.value == pytest.approx(6 / 8)
    assert coverage.value == pytest.approx(1.0)
    assert excess.value == pytest.approx(6 / 8 - 1 / 2)
    ours, theirs = (
        prim.search(samples.sample(factors, one), 0.9, prim.Patience())[0] for one in (odd, even)
    )
    for kept, wanted in zip(ours.box, theirs.box, strict=True):
        np.testing.assert_array_equal(kept, wanted)


def test_a_point_drawn_twice_counts_as_two_points():
    factors, observed = scattered(5)
    twice = np.concatenate([np.arange(150), np.arange(20)])
    weight = np.bincount(twice).astype(float)
    doubled = [one._replace(codes=one.codes[twice]) for one in factors]

    ours = prim.peeled(samples.sample(factors, observed, weight), prim.Patience())
    theirs = prim.peeled(samples.sample(doubled, observed.at(twice)), prim.Patience())

    assert [one[1:] for one in ours] == [one[1:] for one in theirs]


def test_one_factor_is_cut_further_where_many_cut_a_little_would_cost_more():
    luck = np.random.default_rng(2)
    values = luck.random((400, 6))
    has = (luck.random((400, 5)) < np.where(values[:, :1] > 0.6, 0.9, 0.3)).astype(np.float32)
    factors = [samples.factor(f"f{i}", "uncertainty", values[:, i].tolist()) for i in range(6)]
    observed = samples.Observed(has, np.ones_like(has), np.arange(400))

    found, _ = prim.search(samples.sample(factors, observed), 0.8, prim.Patience())

    assert samples.restricted(found.box).tolist() == [True] + [False] * 5
    assert samples.ends(found.box[0], factors[0])[0] == pytest.approx(0.6, abs=0.1)


# -- the tree -------------------------------------------------------------------------------------


def test_the_tree_splits_a_known_function_where_it_is_split():
    factors, observed = gridded(lambda a, b: (a >= 7) & (b < 5))

    tree = trees.fit(samples.sample(factors, observed), observed.cluster).tree

    said = trees.shares(tree, factors, np.ones(SIZE * SIZE, dtype=bool))
    np.testing.assert_array_equal(said, observed.has[:, 0])
    assert len(trees.leaves(tree)) == 3


def test_the_tree_groups_names_as_no_order_of_theirs_would():
    names = ["ann", "bob", "cid", "dot"] * 50
    has = np.repeat([[1.0] * 3 if name in ("ann", "dot") else [0.0] * 3 for name in names], 1, 0)
    observed = samples.Observed(
        has.astype(np.float32), np.ones((200, 3), np.float32), np.arange(200)
    )
    sample = samples.sample([samples.factor("who", "decision", names)], observed)

    tree = trees.fit(sample, observed.cluster).tree

    assert sorted(leaf.share for leaf, _ in trees.leaves(tree)) == [0.0, 1.0]


def test_of_pure_luck_the_tree_is_a_leaf():
    sizes = []
    for seed in range(10):
        factors, observed = scattered(seed)
        tree = trees.fit(samples.sample(factors, observed), observed.cluster).tree
        sizes.append(len(trees.leaves(tree)))

    assert sizes.count(1) >= 8


@pytest.mark.parametrize(
    ("clusters", "lacks"), [(19, trees.CLUSTERS), (20, ""), (1, trees.CLUSTERS)]
)
def test_a_tree_says_whether_it_lacks_points_or_gain(clusters, lacks):
    """A factor that parts the cases from the rest, over so many clusters."""
    values = np.arange(100) % 2
    has = np.repeat(values[:, None], 3, axis=1).astype(np.float32)
    observed = samples.Observed(has, np.ones_like(has), np.arange(100) % clusters)
    sample = samples.sample([samples.factor("a", "decision", values.tolist())], observed)
    alike = sample._replace(cases=np.full(100, 1.0))

    found = trees.fit(sample, observed.cluster)

    assert (found.lacks, found.tree.is_leaf) == (lacks, bool(lacks))
    assert trees.fit(alike, observed.cluster).lacks == trees.GAIN


@quick
@given(st.integers(0, 10**6))
def test_the_leaves_of_a_tree_part_the_points(seed):
    factors, observed = scattered(seed)
    sample = samples.sample(factors, observed)
    leaves = trees.leaves(trees.grow(sample, np.ones(150, dtype=bool), 8))

    assert sum(leaf.cases for leaf, _ in leaves) == observed.has.sum()
    assert sum(leaf.points for leaf, _ in leaves) == 150
    assert all(leaf.points >= 8 for leaf, _ in leaves)


# -- the crossing ---------------------------------------------------------------------------------


def responding(chance, seed=1, runs=1000, whole=False):
    """A response whose true share is known; the luck of run 7 is the same at every value."""
    luck = np.random.default_rng(seed).random(runs)
    return crossing.Response(lambda values: [luck < chance(value) for value in values], whole)


def searched(chance, level, between=(0.0, 1.0), is_above=True, **rest):
    """The course and the crossings of a known response."""
    response = responding(chance, **rest)
    values = crossing.grid(between, 9, response.whole)
    course = crossing.course(response, values)
    return course, crossing.crossings(response, values, level, 0.001, is_above)


def test_the_interval_of_a_crossing_holds_the_true_one_as_often_as_it_says():
    held = 0
    for seed in range(200):
        _, [found] = searched(lambda x: 0.2 + 0.7 * x, 0.6, seed=seed)
        held += found.low <= 4 / 7 <= found.high
        assert found.low <= found.value <= found.high

    assert 182 <= held <= 198  # 190 expected


def test_a_falling_share_is_crossed_downwards():
    course, [found] = searched(lambda x: 0.9 - 0.7 * x, 0.6)

    assert course == crossing.DOWN
    assert not found.rising
    assert found.low < 3 / 7 < found.high


def test_a_share_that_rises_and_falls_is_said_to_and_crosses_twice():
    course, found = searched(lambda x: 0.9 - 3.0 * (x - 0.5) ** 2, 0.6)

    assert course == crossing.BOTH
    assert [one.rising for one in found] == [True, False]
    assert found[0].value == pytest.approx(0.5 - np.sqrt(0.1), abs=0.05)


def test_nothing_is_crossed_out_of_range_and_an_interval_may_run_past_it():
    assert searched(lambda x: 0.1 + 0.2 * x, 0.6)[1] == []
    _, [near] = searched(lambda x: 0.3 + 0.31 * x, 0.6, seed=3)
    assert near.high_open
    assert near.high == 1.0


def test_no_single_run_decides_the_course_of_a_flat_share():
    courses = [searched(lambda x: 0.5 + 0.001 * x, 0.9, seed=seed)[0] for seed in range(30)]

    assert crossing.BOTH not in courses
    assert crossing.DOWN not in courses


def test_a_whole_number_is_searched_among_whole_numbers():
    _, [found] = searched(lambda x: x / 40, 0.5, (0, 40), whole=True)

    assert found.value.is_integer()
    assert abs(found.value - 20) <= 2


FALLING, RISING = (lambda x: 0.95 - x / 50), (lambda x: 0.05 + x / 50)


@pytest.mark.parametrize("chance", [FALLING, RISING])
@pytest.mark.parametrize("is_above", [True, False])
def test_of_whole_numbers_the_last_one_is_found_at_which_the_share_is_as_sought(chance, is_above):
    response = responding(chance, whole=True)
    rises = chance is RISING
    shares = {float(value): response.share(float(value)) for value in range(41)}
    level = shares[16.0] + 0.001 if rises == is_above else shares[16.0] - 0.001

    _, [found] = searched(chance, level, (0, 40), is_above, whole=True)

    as_sought = [
        value for value, share in shares.items()
        if (share >= level if is_above else share <= level)
    ]  # fmt: skip
    assert found.value == (min if rises == is_above else max)(as_sought)
    assert found.rising == rises


@pytest.mark.parametrize("is_above", [True, False])
def test_a_share_that_is_just_the_one_sought_is_as_sought_on_either_side(is_above):
    level = responding(FALLING, whole=True).share(16.0)

    _, [found] = searched(FALLING, level, (0, 40), is_above, whole=True)

    assert found.value == 16.0


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("chance", [FALLING, RISING])
def test_the_interval_of_a_crossing_ends_where_the_band_no_longer_holds_the_level(chance, whole):
    response, step = responding(chance, whole=whole), 1.0 if whole else 0.001

    _, [found] = searched(chance, 0.5, (0.0, 40.0), whole=whole)

    def holds(value):
        low, high = response.bounds(value)
        return low <= 0.5 <= high

    assert holds(found.low)
    assert holds(found.high)
    assert not holds(found.low - step)
    assert not holds(found.high + step)
    assert found.low <= found.value <= found.high


def test_of_many_pairs_few_differ_by_luck_so_that_a_flat_share_is_called_flat():
    """Luck is drawn anew at each of twelve values: of 66 pairs some differ at 95 % each."""
    courses = []
    for seed in range(40):
        luck = np.random.default_rng(seed)
        flat = crossing.Response(lambda values, luck=luck: luck.random((len(values), 400)) < 0.5)
        courses.append(crossing.course(flat, crossing.grid((0.0, 1.0), 12, False)))

    assert courses.count(crossing.FLAT) >= 36  # 38 or more expected; 10 if each pair had 95 %


# -- a sweep with planted outcomes ----------------------------------------------------------------

DESIGN = {
    "decisions": {GUARANTEE: [0, 0.1, 0.2]},
    "uncertainties": {HOPE: {"uniform": [0.2, 0.8]}, TRUST: {"uniform": [0.2, 0.8]}},
    "sample": "latin_hypercube",
    "points": 80,
}


def chance(row):
    """Of an agreement, in the planted sweep: a guarantee and hope make it."""
    return 0.9 if row[GUARANTEE] >= 0.1 and row[HOPE] >= 0.5 else 0.2


def swept(folder, design=DESIGN, chance=chance, runs=20, seed=1):
    """A finished sweep as ``experiments.sweep`` leaves it, its outcomes drawn from known shares."""
    folder.mkdir(parents=True)
    made, luck = planned(design), np.random.default_rng(seed)
    shares = np.array([chance(made.at(point)) for point in range(made.size)])
    agreed = luck.random((made.size, runs)) < shares[:, None]
    points, numbers = np.repeat(np.arange(made.size), runs), np.tile(np.arange(runs), made.size)
    keys = ["january_2025"] * agreed.size, points, numbers, [1] * agreed.size
    rows = dict(zip(KEYS, keys, strict=True))
    rows |= {"agreement": agreed.ravel(), "deaths": 100.0 * ~agreed.ravel()}
    measured = SimpleNamespace(names=("agreement", "deaths"))
    job = SimpleNamespace(plan=made, bases=measured, stretch=lambda _: range(made.size))
    tables.write(folder, job, [(pa.table(rows), [])])
    kept = {"scenario": "january_2025", **config(), "design": design}
    (folder / "config.yaml").write_text(yaml.safe_dump(kept, sort_keys=False))
    record = {"config_hash": "0" * 16, "code_hash": "1" * 16, "seed": 1}
    record |= {"counts": {"runs": runs, "points": made.size}, "failures": 0}
    (folder / "provenance.json").write_text(json.dumps(record))
    return folder


def looked(folder, outcome="agreement", **rest):
    """What is found in a sweep."""
    chosen = asked.Settings(outcome=outcome, resamples=20, **rest)
    found = sweeps.read(folder)
    return findings.find(found, asked.question(chosen, sweeps.outcome(found, outcome), found.seed))


def told(found):
    """The first section of the page."""
    return " ".join(page.page(found, "COMMAND", {}).split("\n## ")[1].split())


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return swept(tmp_path_factory.mktemp("swept") / "sweep")


def test_a_planted_condition_is_found_in_a_sweep_and_said(sweep):
    found = looked(sweep, threshold=0.8)

    text = told(found)

    assert found.verdict == findings.FOUND
    box = found.boxes[0]
    limits = [samples.ends(one.kept, found.factors[one.place])[0] for one in box.restrictions]
    assert limits == [0.1, pytest.approx(0.5, abs=0.07)]
    assert box.density.low < 0.8 <= box.density.value
    assert "the United States guarantee to Hamas is at least 0.1 and Hamas's hope is at" in text
    assert "an agreement is ratified in 8" in text
    assert "is a decision; Hamas's hope is an uncertainty." in text


def test_boxes_over_uncertainties_are_told_for_each_policy(sweep):
    found = looked(sweep, threshold=0.8)

    assert [one.verdict for one in found.policies] == [
        findings.NOWHERE, findings.FOUND, findings.FOUND,
    ]  # fmt: skip
    for one in found.policies[1:]:
        names = [found.uncertain[entry.place].key for entry in one.box.restrictions]
        assert names == [HOPE]


def test_further_boxes_share_no_point_and_add_up(tmp_path):
    either = lambda row: 0.95 if row[HOPE] > 0.65 or row[TRUST] > 0.65 else 0.1  # noqa: E731
    found = looked(swept(tmp_path / "sweep", chance=either), threshold=0.9)

    assert len(found.boxes) >= 2
    assert (np.sum([one.points for one in found.boxes], axis=0) <= 1).all()
    assert found.together[1].value == pytest.approx(sum(one.coverage.value for one in found.boxes))
    assert "boxes together have density" in page.page(found, "COMMAND", {})


def test_where_outcomes_are_shuffled_nothing_is_found_and_that_is_said(tmp_path):
    for seed in range(3):
        folder = swept(tmp_path / str(seed), chance=lambda _: 0.5, seed=seed)
        for threshold in (0.55, 0.9):
            found = looked(folder, threshold=threshold)
            text = told(found)

            assert found.verdict in (findings.FAINT, findings.NOWHERE)
            assert "Nothing was found that is worth saying" in text or "No box of" in text


def test_below_says_where_there_is_little_of_the_outcome(sweep):
    found = looked(sweep, threshold=0.25, side="below")

    density = clauses.outcome_share(found.question, found.boxes[0].density)
    assert density.value <= 0.25
    assert density.low <= density.value <= density.high
    assert "of all runs without it lie there" in told(found)


def test_of_an_amount_points_are_cases_and_how_many_are_unclear_is_said(sweep):
    found = looked(sweep, "deaths", threshold=50.0, side="below")

    assert found.verdict == findings.FOUND
    assert "such that deaths in incidents come to at most 50 on average" in told(found)
    assert "the 95 % interval holds the threshold" in " ".join(page.method(found).split())


@pytest.mark.parametrize(
    ("share", "threshold", "verdict", "words"),
    [
        (0.0, 0.5, findings.NO_CASES, "There are no runs with this outcome"),
        (1.0, 0.5, findings.ALL_CASES, "so no condition is needed"),
        (0.7, 0.5, findings.EVERYWHERE, "over all points together, without any condition"),
        (0.3, 0.9, findings.NOWHERE, "is as dense as that. The densest"),
    ],
)
def test_what_needs_no_box_is_said_plainly(tmp_path, share, threshold, verdict, words):
    found = looked(swept(tmp_path / "sweep", chance=lambda _: share), threshold=threshold)

    assert found.verdict == verdict
    assert words in told(found)


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (0.3, "That is so over all points together, without any condition."),
        (0.9, "No box can be told: nothing varied."),
    ],
)
def test_where_nothing_varied_all_points_are_as_dense_as_asked_or_none(tmp_path, threshold, words):
    design = {"decisions": {GUARANTEE: [0.1]}}
    folder = swept(tmp_path / "sweep", design, lambda _: 0.6, runs=100)

    assert words in told(looked(folder, threshold=threshold))


def test_of_too_few_points_it_is_said_that_no_tree_can_be_chosen(tmp_path):
    design = {"decisions": {GUARANTEE: [0.0, 0.1, 0.2], HOPE: [0.2, 0.4, 0.8]}}
    parting = lambda row: float(row[HOPE] > 0.5)  # noqa: E731
    found = looked(swept(tmp_path / "sweep", design, parting))

    text = " ".join(page.page(found, "COMMAND", {}).split())

    assert "There are too few points to choose the size of a tree: that takes 20 which" in text
    assert "share no draw of the uncertainties, and there are 9." in text


def test_the_search_is_said_to_flatter_where_it_does_and_that_can_be_read(sweep):
    below = looked(sweep, threshold=0.25, side="below")
    above = looked(sweep, threshold=0.8)

    def said(found, density, outside):
        span = resampling.Span(density, density - 0.05, density + 0.05)
        box = found.boxes[0]._replace(density=span, outside=outside)
        return verdicts.again(found.question, box)

    assert said(above, 0.82, 0.78) == (
        "78 % there on average, below the 80 % asked for (and not 82 %: the search flatters)"
    )
    assert said(above, 0.801, 0.78) == (
        "78 % there on average, below the 80 % asked for (the search flatters)"
    )
    assert said(above, 0.78, 0.82) == "82 % there on average"
    assert said(above, 0.502, 0.498) == "50 % there on average, below the 80 % asked for"
    assert said(above, 0.798, 0.798) == "79.8 % there on average, below the 80 % asked for"
    assert said(below, 0.80, 0.70).startswith("30 % there on average, above the 25 % asked for")
    assert said(below, 0.80, 0.82) == "18 % there on average"
    assert said(below, 0.82, 0.80) == "20 % there on average (and not 18 %: the search flatters)"


def test_what_is_asked_for_is_said_as_it_was_given(sweep):
    share = asked.question(asked.Settings(outcome="agreement", threshold=0.345, side="below"),
                           outcomes.of_scenario(configured())["agreement"], 1)  # fmt: skip
    amount = looked(sweep, "deaths", threshold=50.25, side="below", density=0.785)

    assert clauses.sought(share) == "an agreement is ratified in at most 34.5 % of runs"
    assert "78.5 % of the points are such that" in told(amount)
    assert "deaths in incidents come to at most 50.25 on average" in told(amount)
    assert "if 78.5 % of its points are cases" in " ".join(page.method(amount).split())


def test_a_share_reads_as_what_is_asked_for_just_if_it_is_that():
    for share, level, above, below in (
        (0.598, 0.6, "59.8 %", "60 %"),
        (0.5996, 0.6, "59.96 %", "60 %"),
        (0.6, 0.6, "60 %", "60 %"),
        (0.602, 0.6, "60 %", "60.2 %"),
        (0.598, 0.5, "60 %", "60 %"),
        (0.0499, 0.05, "4.99 %", "5.0 %"),
        (0.3446, 0.345, "34 %", "34 %"),
        (0.4469, 0.447, "44.69 %", "44.7 %"),
        (0.345, 0.345, "35 %", "34.5 %"),
        (0.0004, 0.5, "under 0.1 %", "under 0.1 %"),
    ):
        assert clauses.apart(share, clauses.Asked(level, True)) == above
        assert clauses.apart(share, clauses.Asked(level, False)) == below


def test_the_densest_box_reads_as_less_than_what_is_asked_for(tmp_path):
    found = looked(swept(tmp_path / "sweep", chance=lambda _: 0.3), threshold=0.9)
    asked_for = found.way[-1].density + 0.0002
    closer = found._replace(question=found.question._replace(threshold=asked_for))

    said = re.search(r"The densest \(([\d.]+) %", told(closer)).group(1)

    assert float(said) < 100 * asked_for
    assert float(said) == pytest.approx(100 * found.way[-1].density, abs=0.5)


@pytest.mark.parametrize(
    "design",
    [
        {"decisions": {GUARANTEE: [0.1]}},
        {"decisions": {GUARANTEE: [0, 0.1, 0.2]}},
        {"uncertainties": {HOPE: [0.2, 0.2, 0.8]}},
        {"cases": [{"name": "one", "set": {GUARANTEE: 0.1}}, {"name": "two", "set": {HOPE: 0.4}}]},
        {"zipped": [{GUARANTEE: [0, 0.1, 0.2], HOPE: [0.2, 0.4, 0.8]}]},
    ],
)
def test_small_designs_are_looked_at_without_stumbling(tmp_path, design):
    """One point; one factor; ties; named cases; lists that go together."""
    folder = swept(tmp_path / "sweep", design, lambda row: row.get(GUARANTEE, 0.5))

    assert discover.start([str(folder), "outcome=agreement", "threshold=0.3", "resamples=20",
                           f"out={tmp_path / 'found'}"]) == 0  # fmt: skip

    text = (tmp_path / "found" / "discover.md").read_text()
    assert "## The conditions" in text


def test_of_points_with_as_many_runs_as_they_needed_the_page_says_what_each_weighs(tmp_path):
    precise = {"outcome": "agreement", "width": 0.2, "most": 100}
    found = looked(swept(tmp_path / "sweep", {**DESIGN, "precise": precise}), threshold=0.8)

    text = " ".join(page.page(found, "COMMAND", {}).split())

    assert "were looked at, 20 runs or more each" in text
    assert "each weighs the same, however many runs it has" in text


def test_a_sweep_of_which_no_run_has_the_outcome_is_refused_in_one_sentence(tmp_path, capsys):
    folder = swept(tmp_path / "sweep")
    points = pq.read_table(folder / "points.parquet").to_pydict()
    empty = {"deaths": pa.nulls(len(points["deaths"]), pa.float64())}
    pq.write_table(pa.table(points | empty), folder / "points.parquet")

    status = discover.start([str(folder), "outcome=deaths", f"out={tmp_path / 'found'}"])

    said = f"outcome: no run of {folder} has 'deaths', so there is nothing to look for\n"
    assert (status, capsys.readouterr().err) == (2, said)
    assert not (tmp_path / "found").exists()


def test_a_sweep_of_which_no_point_could_be_played_is_refused_in_one_sentence(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(work, "LOOKED", 1)  # a sweep with more points than are looked at before
    design = "design.decisions={choice.scale: [7, 8]}"

    first = discover.start([design, "runs=10", "outcome=talks", "out=found"])
    (folder,) = (tmp_path / "results").iterdir()
    second = discover.start([str(folder), "outcome=talks", "out=found"])

    assert (first, second) == (1, 2)
    failed, refused = capsys.readouterr().err.splitlines()
    why = f"{folder.relative_to(tmp_path)}/failures.csv says why"
    assert failed == f"2 points of 2 could not be played; {why}"
    assert refused.startswith(f"{folder}: none of its 2 points could be played; {folder}/failures")
    assert not (tmp_path / "found").exists()


def test_named_cases_and_lists_that_go_together_are_one_factor_each(tmp_path):
    cases = {
        "cases": [{"name": "one", "set": {GUARANTEE: 0.1}}, {"name": "two", "set": {HOPE: 0.4}}]
    }
    zipped = {"zipped": [{GUARANTEE: [0, 0.1], HOPE: [0.4, 0.4]}]}

    for name, design, keys in (
        ("cases", cases, [("case", ())]),
        ("zipped", zipped, [(GUARANTEE, (HOPE,))]),
    ):
        found = sweeps.read(swept(tmp_path / name, design, lambda _: 0.5))
        factors = sweeps.factors(found, range(found.plan.size))
        assert [(one.key, one.along) for one in factors] == keys


# -- words ----------------------------------------------------------------------------------------


def test_a_condition_reads_as_people_say_it():
    number = samples.factor("n", "uncertainty", [0.5, 1.0, 2.0, 1234.5])
    name = samples.factor("m", "decision", ["red", "green", "blue", "grey"])
    masks = {
        (0, 1, 1, 1): "is at least 1",
        (1, 1, 1, 0): "is at most 2",
        (0, 1, 1, 0): "lies between 1 and 2",
        (0, 0, 0, 1): "is 1,234",
    }
    for mask, words in masks.items():
        assert clauses.condition(np.array(mask, dtype=bool), number) == words
    kept = {(1, 0, 0, 0): "is blue", (1, 0, 0, 1): "is blue or red", (1, 1, 1, 0): "is not red"}
    for mask, words in kept.items():
        assert clauses.condition(np.array(mask, dtype=bool), name) == words


def test_roles_are_told_apart_in_the_singular_and_the_plural(january):
    factors = (
        samples.factor(GUARANTEE, "decision", [0, 1]),
        samples.factor(HOPE, "uncertainty", [0, 1]),
        samples.factor(TRUST, "uncertainty", [0, 1]),
    )
    cut, free = np.array([False, True]), np.array([True, True])

    def said(*box):
        span = resampling.Span(0.5, 0.4, 0.6)
        step = prim.Step(box, prim.WHOLE, "", 1.0, 2.0, 1.0)
        whole = findings.Box(step, span, span, span, span, (), 1.0, 1.0, 0.5, np.ones(2, bool))
        return clauses.roles(january, factors, whole)

    assert said(cut, free, free) == "It is a matter of decision."
    assert said(free, cut, free) == "It is an uncertainty, and no decision."
    assert said(free, cut, cut) == "All of it is uncertain, and none of it a decision."
    assert said(cut, cut, cut) == (
        "Of this, the United States guarantee to Hamas is a decision; Hamas's hope and Hamas's "
        "trust are uncertainties."
    )


def search_found(january, chance, level, side=True, between=(0.0, 1.0)):
    """A search with a known response, as its page takes it."""
    response = responding(chance)
    values = crossing.grid(between, 9, False)
    known = outcomes.of_scenario(january)["agreement"]
    one = searching.Search(
        GUARANTEE, january, None, "agreement", known.words, between, level, side, 9, {}, (), 1,
        1000, "ensemble", 1,
    )  # fmt: skip
    course = crossing.course(response, values)
    crossings = crossing.crossings(response, values, level, 0.001, side)
    return " ".join(
        search_told.sentences(searching.Found(one, response, values, course, crossings))
    )


def test_a_search_says_least_or_greatest_by_the_course_and_the_side(january):
    rising, falling = (lambda x: 0.2 + 0.7 * x), (lambda x: 0.9 - 0.7 * x)
    for chance_, side, words in (
        (rising, True, "The least United States guarantee to Hamas under which"),
        (rising, False, "The greatest"),
        (falling, True, "The greatest"),
        (falling, False, "The least"),
    ):
        text = search_found(january, chance_, 0.6, side)
        assert words in text
        assert f"in {'at least' if side else 'at most'} 60 % of runs is 0." in text
        assert "95 % interval 0." in text


def test_a_search_says_when_there_is_no_one_value_and_when_it_is_out_of_range(january):
    twice = search_found(january, lambda x: 0.9 - 3.0 * (x - 0.5) ** 2, 0.6)
    never = search_found(january, lambda x: 0.1 + 0.2 * x, 0.6)
    always = search_found(january, lambda x: 0.7 + 0.2 * x, 0.6)

    assert "There is no one value from 0 to 1: the share rises and falls" in twice
    assert "Nowhere from 0 to 1" in never
    assert "the value sought is out of this range" in never
    assert "The share comes nearest at 1, with" in never
    assert "Everywhere from 0 to 1" in always


def test_a_search_on_either_side_tells_the_stretches_that_are_as_sought(january):
    humped = lambda x: 0.9 - 3.0 * (x - 0.5) ** 2  # noqa: E731

    above, below = (search_found(january, humped, 0.6, side) for side in (True, False))

    assert re.search(r"Hamas from 0\.1\d+ to 0\.8\d+ has it that .* in at least 60 %", above)
    assert re.search(r"Hamas from 0 to 0\.1\d+ and from 0\.8\d+ to 1 has it .* at most 60 %", below)


def test_where_the_share_is_just_the_one_sought_all_over_it_is_so_on_either_side(january):
    level = responding(lambda x: 0.5).share(0.0)

    for side in (True, False):
        assert "Everywhere from 0 to 1" in search_found(january, lambda x: 0.5, level, side)


# -- the command ----------------------------------------------------------------------------------


def test_the_same_command_gives_the_same_bytes_and_finds_its_finished_work(sweep, tmp_path, capsys):
    command = [str(sweep), "outcome=agreement", "threshold=0.8", "resamples=20"]
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        assert discover.start([*command, f"out={folder}"]) == 0
    capsys.readouterr()

    assert discover.start([*command, f"out={folders[0]}"]) == 0

    assert "Already done" in capsys.readouterr().out
    ours, theirs = ({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
                    for folder in folders)  # fmt: skip
    assert set(ours) == set(theirs)
    names = {str(path) for path in ours}
    assert {
        "boxes.csv",
        "trajectory.csv",
        "tree.csv",
        "tree.txt",
        "discover.md",
        "config.yaml",
    } <= names
    assert "figures/discover_box.svg" in names
    assert [path for path in ours if ours[path] != theirs[path]] in ([], [next(
        path for path in ours if path.name == "provenance.json")])  # fmt: skip


def test_a_dry_run_says_how_much_is_looked_at_and_how_long_that_takes(sweep, tmp_path, capsys):
    command = [str(sweep), "outcome=agreement", "threshold=0.8", "resamples=20", "boxes=2"]
    assert discover.start([*command, "dry_run=true", f"out={tmp_path / 'found'}"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "Up to 2 boxes, each looked for again in 20 resamples: about" in said
    assert not (tmp_path / "found").exists()


def test_what_was_found_is_said_again_by_a_second_call_and_stands_on_the_page(
    sweep, tmp_path, capsys
):
    command = [str(sweep), "outcome=agreement", "threshold=0.8", "resamples=20"]
    told = []
    for _ in range(2):
        assert discover.start([*command, f"out={tmp_path / 'found'}"]) == 0
        told.append(capsys.readouterr().out.partition("\n\n")[2])

    assert told[0] == told[1]
    text = " ".join(told[0].partition("Told at length")[0].split())
    assert text.startswith("Sought: where an agreement is ratified in at least 80 % of runs.")
    page = (tmp_path / "found" / "discover.md").read_text(encoding="utf-8")
    assert text in " ".join(page.replace("**", "").split())


def test_the_table_of_boxes_counts_what_the_runs_say(sweep, tmp_path):
    discover.start([str(sweep), "outcome=agreement", "threshold=0.8", "resamples=20",
                    f"out={tmp_path / 'found'}"])  # fmt: skip
    with (tmp_path / "found" / "boxes.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if not row["policy"] and row["box"] == "1"]
    made = planned(DESIGN)
    points = [
        all(
            float(row["low"]) <= made.at(point)[row["parameter"]] <= float(row["high"])
            for row in rows
        )
        for point in range(made.size)
    ]
    runs = pq.read_table(sweep / "runs.parquet")
    inside = np.array(points)[runs["point"].to_numpy()]
    agreed = runs["agreement"].to_numpy(zero_copy_only=False)

    assert float(rows[0]["density"]) == pytest.approx(agreed[inside].mean())
    assert float(rows[0]["coverage"]) == pytest.approx(agreed[inside].sum() / agreed.sum())
    assert float(rows[0]["mass"]) == pytest.approx(np.mean(points))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["SWEEP", "outcome=agrement"], "outcome: 'agrement' is not in this sweep; did you mean"),
        (["SWEEP"], "outcome: is not given"),
        (
            ["SWEEP", "outcome=agreement", "threshold=1.5"],
            "threshold: 1.5 is not allowed; of a share",
        ),
        (
            ["SWEEP", "outcome=agreement", "threshold=half"],
            "threshold: 'half' is not allowed; it takes a number "
            "[a share of runs, or the outcome's own unit]",
        ),
        (
            ["SWEEP", "outcome=agreement", "density=0.9"],
            "density: is not taken here; it goes with an amount; of 'agreement' threshold= is the",
        ),
        (["SWEEP", "outcome=agreement", "side=over"], "side: 'over' is not allowed"),
        (
            ["SWEEP", "outcome=agreement", "share=0.5"],
            "share: is not taken here; it goes with find=",
        ),
        (
            ["SWEEP", "outcome=agreement", "runs=5"],
            "runs: is not taken here; beside a sweep's folder",
        ),
        (["SWEEP", "SWEEP", "outcome=agreement"], "is not allowed beside"),
        (
            ["NOWHERE", "outcome=agreement"],
            "there is no such folder; it takes the folder of a finish",
        ),
        (["EMPTY", "outcome=agreement"], "is not allowed; it takes the folder of a finished sweep"),
        (["outcome=agreement"], "design: nothing is swept; give sweep=NAME"),
        (
            ["sweep=guarantee_by_patience", "outcome=nothing"],
            "outcome.nothing: there is no such key",
        ),
        (["find=nothing.at.all", "outcome=talks", "between=[0,1]"], "find: nothing.at.all"),
        (
            [f"find={GUARANTEE}", "outcome=talks", "between=[1,0]"],
            "between: '[1,0]' is not allowed",
        ),
        ([f"find={GUARANTEE}", "outcome=talks", "between=[0,9]"], "between: 9"),
        (
            [f"find={GUARANTEE}", "outcome=deaths", "between=[0,1]"],
            "outcome: 'deaths' is an amount",
        ),
        (["find=talks.protocol", "outcome=talks", "between=[0,1]"], "it takes a number that may"),
        (
            [
                f"find={GUARANTEE}",
                "outcome=talks",
                "between=[0,0.4]",
                f"changes=[{{day: 5, set: {{{GUARANTEE}: 0.1}}}}]",
            ],
            f"find: '{GUARANTEE}' is not allowed; it changes on day 5 of january_2025, so that a",
        ),
        (
            [
                f"find={GUARANTEE}",
                "outcome=talks",
                "between=[0,0.4]",
                f"changes=[{{day: 5, set: {{{HOPE}: 0.1}}}}]",
                f"design.uncertainties={{{HOPE}: {{uniform: [0.2, 0.8]}}}}",
            ],
            f"design.uncertainties: '{HOPE}' is not allowed; it changes on day 5 of january_2025",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(sweep, tmp_path, capsys, arguments, sentence):
    (tmp_path / "empty").mkdir()
    places = {
        "SWEEP": str(sweep),
        "NOWHERE": str(tmp_path / "no"),
        "EMPTY": str(tmp_path / "empty"),
    }

    status = discover.start([places.get(text, text) for text in arguments])

    said = capsys.readouterr().err
    assert status == 2
    assert sentence in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sensitivity.md", "is a result of experiments.sensitivity"),
        ("discover.md", "is a result of experiments.discover"),
        ("comparison.csv", "is a result of experiments.compare or experiments.branch"),
        ("changes.csv", "is a result of experiments.rescue"),
        ("matrix.csv", "is a result of experiments.tournament"),
        ("summary.csv", "is a result of experiments.run"),
        ("unfinished.json", "is not finished: the command that fills it goes on with it"),
    ],
)
def test_a_folder_that_is_no_sweep_is_refused_by_what_it_is(tmp_path, capsys, name, said):
    (tmp_path / name).write_text("{}")

    assert discover.start([str(tmp_path), "outcome=agreement"]) == 2

    takes = "it takes the folder of a finished sweep (experiments.sweep makes one)"
    assert capsys.readouterr().err == f"{tmp_path}: {said}; {takes}\n"


def test_a_sensitivity_analysis_is_refused_though_it_keeps_points_as_a_sweep_does(tmp_path, capsys):
    folder = swept(tmp_path / "sweep")
    kept = yaml.safe_load((folder / "config.yaml").read_text())
    kept["design"]["method"] = "morris"
    (folder / "config.yaml").write_text(yaml.safe_dump(kept, sort_keys=False))

    assert discover.start([str(folder), "outcome=agreement"]) == 2

    assert "is a result of experiments.sensitivity; it takes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("runs.parquet", b"PAR1 and no more", "runs.parquet: this cannot be read: Parquet magic"),
        ("points.parquet", b"PAR1 and no more", "points.parquet: this cannot be read: Parquet"),
        ("config.yaml", b"design: {a: [1,", "config.yaml, line 1: this is not YAML: while parsing"),
        ("config.yaml", b"design: \xff", "config.yaml: this cannot be read: 'utf-8' codec can't"),
        ("config.yaml", b"design: 1", "config.yaml: this is not the configuration of a sweep"),
        (
            "config.yaml", b"scenario: january_2025\ndesign: {a: !!bool x}",
            "config.yaml: this cannot be read: ",
        ),
        ("config.yaml", b"design: &a {a: *a}", "config.yaml, line 1: it holds itself, by an alias"),
        ("config.yaml", b"title: 01e5", "config.yaml, line 1: '01e5' is neither a decimal number"),
        ("provenance.json", b'{"counts": {"runs": 2}}', "config_hash: it is missing; it takes"),
        ("provenance.json", b'{"counts": 2}', "config_hash: it is missing; it takes"),
        (
            "config.yaml", b"{design: {}, scenario: one, talks: {round: 4}}",
            "config.yaml: this cannot be read: talks.round: there is no such key",
        ),
    ],
)  # fmt: skip
def test_a_sweep_with_a_damaged_file_is_refused_by_the_name_of_the_file(
    tmp_path, capsys, name, contents, said
):
    folder = swept(tmp_path / "sweep")
    (folder / name).write_bytes(contents)

    assert discover.start([str(folder), "outcome=agreement"]) == 2

    sentence = capsys.readouterr().err
    assert said in sentence
    assert sentence.startswith(str(folder / name))
    assert sentence.count("\n") == 1


@pytest.mark.slow
def test_a_design_is_played_first_and_then_looked_at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    design = "design={decisions: {mediators.us.leverage_israel: [0.05, 0.5]}}"

    assert (
        discover.start(
            [design, "runs=60", "outcome=talks", "threshold=0.7", "resamples=20", "out=found"]
        )
        == 0
    )

    assert len(list((tmp_path / "results").iterdir())) == 1
    assert "United States leverage over Israel" in (tmp_path / "found" / "discover.md").read_text()


@pytest.mark.slow
def test_a_search_plays_the_same_runs_as_the_scenario_with_that_value(tmp_path):
    from playing import play_all

    status = discover.start([
        f"find={GUARANTEE}", "outcome=talks", "share=0.5", "between=[0,0.4]", "runs=300", "grid=3",
        f"out={tmp_path / 'found'}",
    ])  # fmt: skip

    with (tmp_path / "found" / "response.csv").open() as file:
        rows = {float(row["value"]): float(row["share"]) for row in csv.DictReader(file)}
    premises = config(f"{GUARANTEE}=0.4")
    runs = play_all(scenario.from_config(premises, "january_2025"), 300).runs
    assert status == 0
    assert rows[0.4] == (runs["talks_day"] > 0).mean()
