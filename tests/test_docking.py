"""Docking: what this program finds, other programs find as well, on domains drawn at random.

NegMAS, Axelrod and lifelines are no part of this program; ``pip install -e '.[docking]'`` adds them
(CONTRIBUTING.md). A test whose library is absent is skipped; those against SciPy always run.
"""

import itertools
import math

import numpy as np
import pytest
from noisy_matches import cooperation_by_hand, cooperation_rates
from playing import play
from random_domains import played, random_domain
from scipy import optimize, stats

from agents.terms import DONE
from experiments import composing
from sim import deals, domains, ensemble, incidence, metrics, pairs
from sim.domains.domain import utility
from sim.protocols import table

pytestmark = pytest.mark.filterwarnings("ignore")  # what other libraries warn of is theirs

SEEDS = range(40)
ABSENT = "{} is not installed; pip install -e '.[docking]' adds it"


def library(name):
    """A fixture that is the library of a name, or skips the test."""

    @pytest.fixture(scope="session", name=name)
    def found():
        return pytest.importorskip(name, reason=ABSENT.format(name))

    return found


negmas, axelrod, lifelines = library("negmas"), library("axelrod"), library("lifelines")


# Domains: NegMAS reads what we write, and we what it writes.


def bargain(seed):
    """A random domain in which each side has something without a deal, at least its worst deal."""
    found = random_domain(seed)
    rng = np.random.default_rng([seed, 1])
    profiles = []
    for profile in found.profiles:
        worst = sum(
            weight * min(row) for weight, row in zip(profile.weights, profile.worths, strict=True)
        )
        reserved = worst + float(rng.uniform(0.0, 0.5)) * (1.0 - worst)
        profiles.append(profile._replace(reserved=reserved))
    return found._replace(profiles=tuple(profiles))


def outcomes(domain):
    """Every outcome, as the places of its values."""
    return list(itertools.product(*[range(len(issue.values)) for issue in domain.issues]))


def called(domain, places):
    """An outcome as NegMAS holds it: its values."""
    return tuple(issue.values[at] for issue, at in zip(domain.issues, places, strict=True))


def handed_over(domain, folder, form="negmas"):
    """The domain as NegMAS reads it from the files that we write."""
    from negmas.inout import Scenario

    domains.write(domain, folder, form)
    return Scenario.load(folder)


@pytest.mark.parametrize("form", ["negmas", "genius"])
@pytest.mark.parametrize("seed", range(6))
def test_negmas_reads_the_files_that_are_written(negmas, form, seed, tmp_path):
    domain = bargain(seed)

    found = handed_over(domain, tmp_path, form)

    assert [issue.name for issue in found.outcome_space.issues] == [
        one.name for one in domain.issues
    ]
    for profile, ufun in zip(domain.profiles, found.ufuns, strict=True):
        ours = [utility(profile, at) for at in outcomes(domain)]
        theirs = [float(ufun(called(domain, at))) for at in outcomes(domain)]
        np.testing.assert_allclose(theirs, ours, atol=1e-12)
        assert float(ufun.reserved_value) == pytest.approx(profile.reserved, abs=1e-12)


@pytest.mark.parametrize("form", ["yaml", "genius"])
@pytest.mark.parametrize("seed", range(6))
def test_the_files_that_negmas_writes_are_read(negmas, form, seed, tmp_path):
    domain = bargain(seed)
    (tmp_path / "ours").mkdir()
    found = handed_over(domain, tmp_path / "ours")

    theirs = tmp_path / "theirs"
    found.to_yaml(theirs) if form == "yaml" else found.to_genius_folder(theirs)

    back = domains.read(theirs)
    assert back.issues == domain.issues
    for ours, profile in zip(domain.profiles, back.profiles, strict=True):
        for at in outcomes(domain):
            assert utility(profile, at) == pytest.approx(utility(ours, at), abs=1e-12)
        assert profile.reserved == pytest.approx(ours.reserved, abs=1e-12)


def test_a_discount_is_handed_over_and_back(negmas, tmp_path):
    """By rounds, the one way of discounting that NegMAS's files and ours both hold."""
    domain = bargain(1)
    first = domain.profiles[0]._replace(discount=0.9, per="round")
    domain = domain._replace(profiles=(first, domain.profiles[1]))
    (tmp_path / "ours").mkdir()

    found = handed_over(domain, tmp_path / "ours")
    found.to_yaml(tmp_path / "theirs")

    assert found.ufuns[0].discount == 0.9
    back = domains.read(tmp_path / "theirs").profiles[0]
    assert (back.discount, back.per) == (0.9, "round")
    assert back.reserved == pytest.approx(first.reserved)


# The frontier and the points on it.


def possible(domain):
    """Our frontier and points, with what each side has without a deal as the disagreement."""
    reserved = [profile.reserved for profile in domain.profiles]
    return deals.deal_space(played(domain), reserved)


def ordered(points):
    """Points in the order of their first utility, shape (points, 2)."""
    return np.array(sorted(map(tuple, points))).reshape(-1, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_frontier_is_that_of_negmas(negmas, seed, tmp_path):
    """NegMAS keeps the points that are no worse than no deal for both; ours has the others too.

    A point that beats another of those keeps is itself one of them, so both are one frontier, cut.
    """
    from negmas.preferences import pareto_frontier

    domain = bargain(seed)
    space, scenario = possible(domain), handed_over(domain, tmp_path)

    points, _ = pareto_frontier(scenario.ufuns, issues=scenario.outcome_space.issues)

    inside = (space.frontier >= space.disagreement - 1e-12).all(axis=1)
    np.testing.assert_allclose(ordered(points), ordered(space.frontier[inside]), atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nash_and_kalai_points_are_those_of_negmas(negmas, seed, tmp_path):
    """NegMAS's Kalai point is the one of equal gains [Kalai1977], ours called egalitarian.

    Its Kalai-Smorodinsky point is another rule on a grid of deals: it asks for the least difference
    between the shares of what each side could gain, and counts as that the best of all outcomes;
    ours asks for the largest least share, and counts what no deal that the other takes forbids.
    """
    from negmas.preferences import kalai_points, nash_points, pareto_frontier

    domain = bargain(seed)
    space, scenario = possible(domain), handed_over(domain, tmp_path)
    points, _ = pareto_frontier(scenario.ufuns, issues=scenario.outcome_space.issues)

    ranges = {"outcome_space": scenario.outcome_space}
    nash = [point for point, _ in nash_points(scenario.ufuns, points, **ranges)]
    kalai = [point for point, _ in kalai_points(scenario.ufuns, points, **ranges)]

    np.testing.assert_allclose(ordered(nash), ordered(space.nash), atol=1e-12)
    np.testing.assert_allclose(ordered(kalai), ordered(space.egalitarian), atol=1e-12)


# Alternating offers with time-dependent strategies.
#
# The clocks. NegMAS: on each of n steps, s = 0, 1, ..., n - 1, one party answers the offer on the
# table and, if it refuses, makes one, both by what it asks for at the time (s + 1) / (n + 1). Here:
# in round k = 0, 1, ... one party makes an offer by what it asks for at k / R, and the other
# answers by what it asks for at (k + 1) / R, when it would make its own. With R = n + 1 our round k
# is the offer of step k - 1 and the answer of step k, at the same times. What is left over at the
# start is our round 0, an offer at time 0, which comes before NegMAS's first: our other party is
# NegMAS's first. At the end NegMAS gives no answer to the offer of its last step, our round n, so
# that we play the rounds 0 to n - 1.
#
# The curves. NegMAS's polynomial aspiration is 1 - t^e between the worst or reserved and the best
# utility, ours 1 - t^(1 / haste) between the outside option and the best: e = 1 / haste, and a side
# here reserves at least its worst outcome's utility. Both ask for the outcome worth least to
# themselves that is enough, and take what is worth what they would ask for. NegMAS's tolerance, by
# which an offer may fall short, is set to 0.


def theirs(domain, folder, hastes, steps):
    """NegMAS's offers, and the agreement or None."""
    from negmas import SAOMechanism
    from negmas.sao import AspirationNegotiator

    scenario = handed_over(domain, folder)
    session = SAOMechanism(
        n_steps=steps, outcome_space=scenario.outcome_space, one_offer_per_step=True
    )
    for slot in (1, 0):
        negotiator = AspirationNegotiator(aspiration_type=1.0 / hastes[slot], tolerance=0.0)
        session.add(negotiator, ufun=scenario.ufuns[slot])
    state = session.run()
    return [element.offer for element in session.full_trace], state.agreement


def ours(domain, hastes, steps):
    """Our offers from round 0, each as its values, and whether the last was accepted."""
    first, second = hastes
    premises = played(
        domain, f"parties.first.haste={first}", f"parties.second.haste={second}",
        "talks.first_mover=first", f"talks.rounds={steps + 1}",
        f"phases.talks.length={steps + 1}", f"calendar.horizon={steps}",
    )  # fmt: skip
    rows = play(premises, 1, 1).offers[0]
    rows = rows[rows[:, table.DAY] > 0]
    sizes = [len(issue.values) - 1 for issue in domain.issues]
    places = np.rint(rows[:, table.LEVELS :] * sizes).astype(int)
    return [called(domain, at) for at in places], bool(rows[-1, table.ACCEPTED])


def test_the_agreement_is_that_of_negmas(negmas, tmp_path):
    """Deal and round, and every offer before it, on random domains, firm and eager parties."""
    compared = agreed = 0
    for seed in SEEDS:
        rng = np.random.default_rng([seed, 2])
        domain, hastes = bargain(seed), np.round(np.exp(rng.uniform(-1.5, 1.5, 2)), 3).tolist()
        steps = int(rng.integers(10, 60))
        folder = tmp_path / str(seed)
        folder.mkdir()
        found, taken = ours(domain, hastes, steps)
        if taken and len(found) == 1:
            continue  # our offer at time 0 is taken, which NegMAS does not have

        offered, agreement = theirs(domain, folder, hastes, steps)

        compared += 1
        agreed += taken
        assert (agreement is not None) == taken, seed
        if taken:
            assert agreement == found[-1], seed
            assert offered[: len(found) - 1] == found[1:], seed
        else:
            assert offered[:-1] == found[1:], seed
    assert compared > 30
    assert 10 < agreed


# Noisy reciprocity.


@pytest.mark.parametrize("error", [0.02, 0.1, 0.3])
def test_two_players_of_tit_for_tat_cooperate_as_often_as_the_formula_says(axelrod, error):
    """Each turn's count lies where a binomial count of the formula's rate does, and not of another.

    No turn's count is less likely than one in a million; of a rate a tenth of the way off in what
    is left of the agreement, some turn's count is.
    """
    counts, total = cooperation_rates(axelrod, error, turns=12, matches=4000)

    rates = cooperation_by_hand(error, 12)
    likely = [stats.binomtest(count, total, rate).pvalue for count, rate in zip(counts, rates)]
    assert min(likely) > 1e-6
    wrong = 0.5 + 0.9 * (rates - 0.5)
    unlikely = [stats.binomtest(count, total, rate).pvalue for count, rate in zip(counts, wrong)]
    assert min(unlikely) < 1e-6


def promises_kept(scenario, runs):
    """How often each side keeps the promise of each day; counts, and what they are out of."""
    status = np.concatenate([kept.items["status"] for kept in ensemble.play(scenario, 1, runs)])
    days = np.array([item.day for item in scenario.premises.obligations.values()])
    done = np.array([(status[:, days == day] == DONE).sum() for day in range(1, days.max() + 1)])
    return done, 2 * runs


def test_our_sides_keep_promises_as_often_as_two_players_of_tit_for_tat_cooperate(axelrod):
    """On day 1 nothing has been seen that could be taken wrongly; the library errs on turn 1.

    So our day 2 is its turn 1. No day's counts are further apart than one in a million of two
    samples of one rate; of our day 1 and its turn 1, and so on, some are.
    """
    scenario = composing.composed("theory=noisy_reciprocity").scenario
    error = scenario.premises.verification["aid"].miss
    ours, runs = promises_kept(scenario, 2000)
    theirs, matches = cooperation_rates(axelrod, error, turns=12, matches=2000)

    def likely(first):
        for count, other in zip(ours[first:], theirs, strict=False):
            table = [[count, runs - count], [other, matches - other]]
            yield stats.fisher_exact(table).pvalue

    assert min(likely(1)) > 1e-6
    assert min(likely(0)) < 1e-6


# Survival and intervals.


def ended(seed, runs=200, horizon=60):
    """Runs that end by fighting, for one of two causes, or reach the horizon."""
    rng = np.random.default_rng(seed)
    days = np.ceil(rng.exponential(40.0, runs)).astype(int)
    over = days <= horizon
    causes = np.where(rng.random(runs) < 0.4, "expiry", "breach_spiral")
    return {
        "run": np.arange(runs),
        "last_day": np.minimum(days, horizon),
        "stage": np.where(over, "fighting", "truce"),
        "cause": np.where(over, causes, "held"),
    }


@pytest.mark.parametrize("seed", range(5))
def test_survival_is_the_product_limit_estimate_of_lifelines(lifelines, seed):
    runs = ended(seed)
    found = incidence.survival(runs, 60)

    fitter = lifelines.KaplanMeierFitter()
    fitter.fit(runs["last_day"], runs["stage"] == "fighting")

    theirs = fitter.survival_function_at_times(found.days).to_numpy()
    np.testing.assert_allclose(found.share, theirs, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_survival_is_the_empirical_survival_function_of_scipy(seed):
    runs = ended(seed)
    over = runs["stage"] == "fighting"
    found = incidence.survival(runs, 60)

    data = stats.CensoredData(uncensored=runs["last_day"][over], right=runs["last_day"][~over])
    theirs = stats.ecdf(data).sf.evaluate(found.days)

    np.testing.assert_allclose(found.share, theirs, atol=1e-12)


@pytest.mark.parametrize("cause", ["expiry", "breach_spiral"])
def test_the_share_of_a_cause_is_its_cumulative_incidence_in_lifelines(lifelines, cause):
    """Runs are censored at the horizon alone, so that competing causes are what is counted."""
    runs = ended(3)
    counted = {one.cause: one.share for one in metrics.cause_counts({"runs": runs})}
    codes = {"held": 0, "expiry": 1, "breach_spiral": 2}
    code = np.array([codes[str(one)] for one in runs["cause"]])

    fitter = lifelines.AalenJohansenFitter(calculate_variance=False, seed=1)
    fitter.fit(runs["last_day"], code, event_of_interest=codes[cause])

    assert float(fitter.cumulative_density_.iloc[-1, 0]) == pytest.approx(counted[cause], abs=1e-9)


def constrained(gained, lost, total, difference):
    """The likeliest chances of gaining alone and losing alone, of a difference, found by SciPy."""
    same = total - gained - lost

    def unlikely(losing):
        gaining = losing + difference
        chances = (gaining, losing, 1.0 - gaining - losing)
        return -sum(
            number * math.log(max(chance, 1e-300))
            for number, chance in zip((gained, lost, same), chances, strict=True)
            if number
        )

    bounds = (max(0.0, -difference), (1.0 - difference) / 2.0)
    found = optimize.minimize_scalar(unlikely, bounds=bounds, method="bounded",
                                     options={"xatol": 1e-13})  # fmt: skip
    return found.x + difference, found.x


@pytest.mark.parametrize(
    ("gained", "lost", "total"), [(12, 5, 100), (1, 9, 40), (30, 30, 200), (3, 1, 20)]
)
def test_at_the_ends_of_tangos_interval_the_score_is_the_normal_quantile(gained, lost, total):
    """By definition; the likelihood under each end is maximised by SciPy, not by a formula."""
    for end, sign in zip(pairs.tango(gained, lost, total), (1.0, -1.0), strict=True):
        gaining, losing = constrained(gained, lost, total, end)
        spread = total * (gaining + losing - end * end)
        score = (gained - lost - total * end) / math.sqrt(spread)
        assert score == pytest.approx(sign * stats.norm.ppf(0.975), abs=1e-4)


def test_the_interval_of_a_difference_of_means_is_scipys_interval_of_student():
    rng = np.random.default_rng(4)
    first = rng.normal(3.0, 2.0, 300)
    second = first + rng.normal(0.4, 1.0, 300)

    found = pairs.means(first, second)

    differences = second - first
    theirs = stats.t.interval(0.95, 299, differences.mean(), stats.sem(differences))
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-12)
