"""Results on private information: each formula against a computation that knows nothing of it."""

import decided_again
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playing import play_all, preset, refused
from scipy import integrate, optimize

from agents import notes
from agents.rules import screening, shading
from experiments import engines
from sim import phases, theory
from sim.refusals import PremiseError
from sim.theory import answer, double_auction, fearon, kydd

quick = settings(deadline=None, max_examples=40)
few = settings(quick, max_examples=8)


def found(name, changes=(), runs=2000):
    """Runs of a preset with some premises changed, and theory's answers beside them."""
    scenario, lesson = preset(name, changes), theory.LESSONS[name]
    kept = play_all(scenario, runs, keep=engines.keep_of(lesson.KEEP))
    return kept, lesson.answers(scenario, kept)


def brute_force(outside, low, high, steps=20_000):
    """The best demand among many, by trying each: the screening problem with no formula."""
    demands = np.linspace(-1.0, 1.0, 2 * steps + 1)
    taken = np.clip((1.0 - demands - low) / (high - low), 0.0, 1.0)
    return demands[np.argmax(demands * taken + outside * (1.0 - taken))]


# -- one demand, taken or left --------------------------------------------------------------------

beliefs = st.tuples(st.floats(-1.0, 0.7), st.floats(0.01, 1.0)).map(
    lambda pair: (pair[0], min(1.0, pair[0] + pair[1]))
)


@quick
@given(st.floats(0.0, 0.95), beliefs)
def test_the_best_demand_is_the_one_that_trying_them_all_finds(outside, belief):
    low, high = belief
    assume(outside < 1.0 - low - 1e-3)  # else nothing that may be taken is worth asking for
    wanted = pytest.approx(brute_force(outside, low, high), abs=2e-4)

    assert screening.demand(outside, low, high) == wanted
    assert fearon.best(outside, low, high) == wanted


@quick
@given(st.floats(0.1, 0.9), st.floats(0.0, 0.5), st.floats(0.05, 0.5))
def test_in_terms_of_costs_the_demand_and_the_chance_of_fighting_are_as_in_the_paper(
    win, own, cost
):
    least = (1.0 - win - cost, 1.0 - win)

    demand = fearon.best(win - own, *least)

    inside = win + max(0.0, (cost - own) / 2.0)
    assert demand == pytest.approx(min(1.0, inside))
    if inside < 1.0:
        fighting = max(0.0, (cost - own) / (2.0 * cost))
        assert fearon.chance_refused(demand, *least) == pytest.approx(fighting, abs=1e-9)


def test_a_side_that_would_rather_fight_demands_too_much_for_anyone():
    assert fearon.best(0.8, 0.4, 0.6) == 0.8
    assert fearon.chance_refused(0.8, 0.4, 0.6) == 1.0


def test_a_known_least_is_left_and_taken():
    assert screening.demand(0.3, 0.4, 0.4) == fearon.best(0.3, 0.4, 0.4) == 0.6
    assert screening.accepted(0.6, 0.4, 0.4) == 1.0
    assert fearon.chance_refused(0.6, 0.4, 0.4) == 0.0


@few
@given(st.floats(0.3, 0.7), st.floats(0.0, 0.6), st.floats(0.2, 0.5))
def test_the_runs_follow_the_demand_and_its_risk_whatever_the_numbers(win, own, cost):
    changes = {
        "parties.first.war_prospect": win,
        "parties.first.war_cost": min(own, win),
        "parties.first.other_least_low": 1.0 - win - cost,
        "parties.first.other_least_high": 1.0 - win,
        "parties.second.war_prospect": 1.0 - win,
        "parties.second.war_cost": {"uniform": [0.0, cost]},
    }

    kept, (fighting, demand) = found("fearon", changes)

    assert demand.agrees, demand
    count = (kept.runs["stage"] == phases.FIGHTING).sum()
    spread = np.sqrt(2000 * fighting.theory * (1.0 - fighting.theory))
    assert abs(count - 2000 * fighting.theory) <= 4.5 * spread + 1e-9


def test_who_is_wrong_about_the_other_side_still_follows_its_belief():
    """It thinks the other has more to lose, and asks for 0.8 of sides that want 0 to 0.5."""
    _, (fighting, demand) = found("fearon", {"parties.first.other_least_low": -0.2})

    assert demand.theory == pytest.approx(0.8)
    assert demand.agrees
    assert fighting.theory == pytest.approx(0.6)
    assert fighting.agrees


def test_nobody_fights_where_the_risk_is_not_worth_it():
    kept, (fighting, demand) = found("fearon", {"parties.first.war_cost": 0.5})

    assert fighting.theory == 0.0
    assert (kept.runs["stage"] == phases.CALM).all()
    assert demand.theory == demand.simulated == 0.5


def test_a_demand_stops_at_everything():
    changes = {
        "parties.first.war_prospect": 0.8,
        "parties.second.war_prospect": 0.2,
        "parties.second.war_cost": {"uniform": [0.0, 0.6]},
        "parties.first.other_least_low": -0.4,
        "parties.first.other_least_high": 0.2,
    }

    _, (fighting, demand) = found("fearon", changes)

    assert demand.theory == demand.simulated == 1.0
    assert fighting.theory == pytest.approx(0.2 / 0.6)
    assert fighting.agrees


def test_other_rules_of_thumb_are_outside_the_range():
    """The safe demand, half of the mean saving, and all that the average side would give."""
    _, (fighting, demand) = found("fearon", runs=10_000)

    for other in (0.5, 0.5 + (0.25 - 0.1) / 2.0, 0.5 + 0.25):
        assert not fighting._replace(theory=fearon.chance_refused(other, 0.0, 0.5)).agrees
        assert not demand._replace(theory=other).agrees


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("talks.rounds", 2, "takes 1"),
        ("talks.first_mover", "second", "takes 'first'"),
        ("parties.first.strategy", "hard_line", "screening"),
        ("parties.second.war_cost", {"triangular": [0.0, 0.1, 0.5]}, "uniform"),
        ("parties.first.war_cost", {"uniform": [0.0, 0.1]}, "one number"),
        ("issues.pie.curvature_first", 0.5, "takes 1.0"),
        ("parties.second.war_prospect", 1.0, "at most 0.99"),
    ],
)
def test_premises_on_which_the_result_does_not_rest_are_refused(key, value, words):
    error = refused("fearon", {key: value})

    assert error.key == key
    assert words in error.problem


# -- two sealed demands ---------------------------------------------------------------------------


def seller_gain(ask, cost):
    """What an ask brings a seller, on average over buyers in equilibrium; by quadrature."""

    def gain(value):
        bid = 2.0 * value / 3.0 + 1.0 / 12.0
        return (ask + bid) / 2.0 - cost if bid >= ask else 0.0

    edge = min(1.0, max(0.0, (ask - 1.0 / 12.0) * 1.5))
    return integrate.quad(gain, edge, 1.0)[0]


@pytest.mark.parametrize("cost", np.linspace(0.0, 0.74, 9))
def test_in_equilibrium_no_other_ask_brings_a_seller_more(cost):
    asks = np.linspace(0.0, 1.0, 501)
    gains = [seller_gain(ask, cost) for ask in asks]
    best = optimize.minimize_scalar(
        lambda ask: -seller_gain(ask, cost),
        bounds=(asks[max(0, np.argmax(gains) - 1)], asks[np.argmax(gains) + 1]),
        method="bounded",
        options={"xatol": 1e-9},
    )

    assert shading.demand(cost) == pytest.approx(best.x, abs=1e-4)
    assert seller_gain(shading.demand(cost), cost) >= max(gains) - 1e-9


@pytest.mark.parametrize("cost", [0.75, 0.9, 1.0])
def test_a_seller_whose_cost_is_above_every_bid_gains_nothing_by_any_ask(cost):
    assert max(seller_gain(ask, cost) for ask in np.linspace(0.0, 1.0, 201)) <= 1e-12
    assert max(cost, shading.demand(cost)) >= 0.75


@quick
@given(st.floats(0.0, 1.0))
def test_both_sides_ask_alike_in_terms_of_their_least(value):
    """The buyer's bid of the paper, turned into what it keeps of 1."""
    assert 1.0 - (2.0 * value / 3.0 + 1.0 / 12.0) == pytest.approx(shading.demand(1.0 - value))


WAYS = {"shading": double_auction.WAYS["shading"], "honest": double_auction.WAYS["time_dependent"]}


def test_on_fine_prices_the_answers_are_those_of_the_paper():
    theory = double_auction.expected(WAYS["shading"], WAYS["shading"], 1_000_000)

    assert theory == pytest.approx((9 / 32, 27 / 32, 9 / 128, 9 / 128), abs=1e-5)


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
@pytest.mark.parametrize("steps", [7, 10, 1000])
def test_the_answers_are_those_of_playing_every_pair(first, second, steps):
    """Least worths on a fine square, and the deal at the level nearest to the middle."""
    side = (np.arange(1500) + 0.5) / 1500
    theory = double_auction.expected(WAYS[first], WAYS[second], steps)
    own, other = np.meshgrid(side, side, indexing="ij")
    most = 1.0 - WAYS[first].demand(own)
    asked = WAYS[second].demand(other)

    trade = np.ceil(asked * steps - 1e-9) <= np.floor(most * steps + 1e-9)
    gains = np.where(trade, 1.0 - own - other, 0.0)
    middle = np.where(trade, 0.5 * (most + asked), 0.0)

    assert theory.trade == pytest.approx(trade.mean(), abs=2e-3)
    assert theory.gains == pytest.approx(gains.mean() * 6.0, abs=4e-3)
    assert theory.first == pytest.approx(
        (np.where(trade, 1.0 - own, 0.0) - middle).mean(), abs=1e-3
    )
    assert theory.second == pytest.approx((middle - np.where(trade, other, 0.0)).mean(), abs=1e-3)


def test_honest_sides_make_every_deal_and_neither_does_best_by_it():
    both, alone, neither = (
        double_auction.expected(WAYS[first], WAYS[second], 100_000)
        for first, second in (("honest", "honest"), ("honest", "shading"), ("shading", "shading"))
    )

    assert both.trade == pytest.approx(0.5, abs=1e-4)
    assert both.gains == pytest.approx(1.0, abs=1e-4)
    assert both.first > neither.first > alone.first
    assert alone.second > both.second


@pytest.mark.parametrize("honest", [(), ("second",), ("first", "second")])
def test_the_runs_agree_whoever_is_honest(honest):
    changes = {}
    for party in honest:
        changes[f"parties.{party}.strategy"] = "time_dependent"
        changes[f"parties.{party}.opening"] = 0.0

    _, answers = found("double_auction", changes, runs=6000)

    for one in answers:
        assert one.agrees, one


def test_coarse_prices_cost_trades_and_theory_says_how_many():
    _, (trade, *rest) = found("double_auction", {"issues.pie.levels": 6}, runs=6000)

    assert trade.theory < 0.25
    assert trade.agrees
    assert rest[0].agrees, rest[0]


def test_honest_demands_and_the_even_split_of_luck_are_outside_the_range():
    _, (trade, gains, buyer, seller) = found("double_auction", runs=20_000)

    assert not trade._replace(theory=0.5).agrees
    assert not gains._replace(theory=1.0).agrees
    for one in (buyer, seller):
        assert not one._replace(theory=1.0 / 12.0).agrees


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("parties.first.war_prospect", {"uniform": [0.0, 0.5]}, "{uniform: [0, 1]}"),
        ("parties.second.strategy", "hard_line", "shading"),
        ("parties.second.war_cost", 0.1, "takes 0"),
        ("talks.protocol", "one_text", "sealed_demands"),
        ("parties.first.opening", 0.5, "takes 1"),
    ],
)
def test_an_auction_on_other_premises_is_refused(key, value, words):
    error = refused("double_auction", {key: value})

    assert error.key == key
    assert words in error.problem


def test_the_spread_of_a_ratio_is_that_of_its_parts():
    """Where each part is the same share of its whole, the ratio is known exactly."""
    whole = np.random.default_rng(1).random(500)
    one = answer.mean("ratio", "share", 0.3, double_auction.per_unit(0.3 * whole, whole))

    assert one.low == pytest.approx(0.3)
    assert one.high == pytest.approx(0.3)


# -- a mediator that knows ------------------------------------------------------------------------


class Played:
    """The game solved by trying every demand on many sides, by no formula at all."""

    def __init__(self, game, sides=1200, demands=601):
        self.game = game
        self.costs = game.low + (np.arange(sides) + 0.5) / sides * (game.high - game.low)
        self.firm = self.costs < game.line
        self.demands = np.linspace(game.wins, 1.0, demands)
        self.refused = self.costs[None] < self.demands[:, None] - game.wins

    def best(self, weight):
        """The first side's best demand, by place, where each side counts by its weight."""
        own = self.game.wins - self.game.own
        worth = np.where(self.refused, own, self.demands[:, None]) @ weight
        return int(np.argmax(worth))

    def worth(self, place, sides):
        """Worth to the mediator of a demand made of some sides, on average."""
        deal = self.game.bias * self.demands[place]
        fighting = self.game.bias * self.game.wins - self.game.peace
        return np.where(self.refused[place, sides], fighting, deal).mean()

    def gains(self):
        """What the mediator gains by calling a soft side firm, and a firm side soft."""
        firm, soft = self.best(self.firm), self.best(~self.firm)
        return (
            self.worth(firm, ~self.firm) - self.worth(soft, ~self.firm),
            self.worth(soft, self.firm) - self.worth(firm, self.firm),
        )

    def fighting(self, believed):
        """Share of the sides with which it comes to fighting."""
        alone = self.best(np.ones(len(self.costs)))
        asked = (self.best(self.firm), self.best(~self.firm)) if believed else (alone, alone)
        return np.where(self.firm, self.refused[asked[0]], self.refused[asked[1]]).mean()

    def to_first(self, demand, sides):
        """Worth to the first side of a demand made of some sides, on average."""
        refused = self.costs[sides] < demand - self.game.wins
        return np.where(refused, self.game.wins - self.game.own, demand).mean()


def a_game(**given):
    """The preset's game, with other numbers."""
    usual = {"wins": 0.5, "own": 0.1, "low": 0.0, "high": 1.0, "line": 0.3, "bias": 0.6,
             "peace": 0.5, "knows": True}  # fmt: skip
    return kydd.Game(**{**usual, **given})


games = st.builds(
    a_game,
    wins=st.floats(0.2, 0.6),
    own=st.floats(0.0, 0.3),
    low=st.sampled_from([0.0, 0.1]),
    high=st.floats(0.4, 1.0),
    line=st.floats(0.15, 0.35),
    bias=st.floats(-1.0, 1.0),
    peace=st.floats(0.05, 1.0),
)


@quick
@given(games)
def test_who_is_believed_and_how_often_it_is_fought_are_as_trying_everything_finds(game):
    played = Played(game)
    gains = played.gains()

    assume(min(abs(gain) for gain in gains) > 0.01)  # else a step of the demands decides

    assert game.believed == (max(gains) < 0.0)
    fighting, demands = kydd.outcome(game, 100_000)
    refused = played.costs[None] < np.array(demands)[:, None] - game.wins
    assert fighting == pytest.approx(np.where(played.firm, *refused).mean(), abs=0.003)
    for demand, group in zip(demands, (played.firm, ~played.firm), strict=True):
        asked = group if game.believed else np.ones(len(group), dtype=bool)
        others = max(played.to_first(other, asked) for other in played.demands)
        assert played.to_first(demand, asked) >= others - 0.002


def test_the_threshold_of_closeness_is_as_in_the_table():
    """By hand: w = 0.15 / 0.7, and 0.845 is w / ((1 - w) 0.45 - 0.1)."""
    below, above = (a_game(bias=0.5 * times) for times in (0.8450, 0.8451))

    assert not below.believed
    assert above.believed
    for game, wanted in ((below, (0.45, 0.95, 0.95)), (above, (0.25, 0.6, 0.95))):
        fighting, demands = kydd.outcome(game, 1000)
        assert (fighting, *demands) == pytest.approx(wanted)


@pytest.mark.parametrize("bias", [0.4, 0.2, 0.0, -0.5])
def test_below_the_threshold_no_share_of_false_words_makes_the_word_count_either(bias):
    """Suppose soft sides are called firm with some chance: the mediator would rather always do it.

    So there is no equilibrium in which its word is believed a little: as long as being called firm
    changes the demand, it would call every soft side firm; and then nothing is learnt.
    """
    played = Played(a_game(bias=bias))
    soft = played.best(~played.firm)
    learnt = 0
    for chance in np.linspace(0.0, 1.0, 41):
        called_firm = played.best(np.where(played.firm, 1.0, chance))
        if called_firm != soft:
            learnt += 1
            assert played.worth(called_firm, ~played.firm) > played.worth(soft, ~played.firm)
    assert learnt > 0
    assert played.best(np.ones(len(played.costs))) == soft


def test_where_an_honest_word_leaves_nobody_to_fight_the_unbiased_are_believed_too():
    """If most sides are firm, a soft one is safe to be asked for all that it is sure to give."""
    unbiased, contrary = (a_game(line=0.48, bias=bias) for bias in (0.0, -0.1))

    assert unbiased.believed
    assert not contrary.believed
    assert kydd.outcome(unbiased, 1000)[0] == pytest.approx(0.19)
    assert Played(unbiased).fighting(True) == pytest.approx(0.19, abs=0.005)


def words(kept):
    """The words of mediators in the runs: their reasons, by name."""
    rows = kept.log[kept.log[..., notes.KIND] == notes.INFORMS]
    return {name: rows[:, notes.place_of(notes.Word, name)] for name in notes.Word._fields}


@pytest.mark.parametrize(
    ("first", "second", "line"), [(0.6, 0.0, 0.2), (0.9, 0.2, 0.2), (0.0, 0.0, 0.02)]
)
def test_a_mediator_that_is_believed_says_what_is_so(first, second, line):
    changes = {
        "mediators.broker.closeness_first": first,
        "mediators.broker.closeness_second": second,
        "mediators.broker.knows_least_second": line,
    }

    kept, answers = found("kydd", changes)

    said = words(kept)
    assert len(said["firm"]) == 2000
    assert said["believed"].all()
    assert (said["firm"] == said["is_firm"]).all()
    assert all(one.agrees for one in answers), answers
    assert answers[0].theory < 0.3


@pytest.mark.parametrize(("first", "second"), [(0.4, 0.0), (0.0, 0.0), (0.0, 0.6), (0.5, 0.3)])
def test_a_mediator_that_would_call_every_side_firm_changes_nothing(first, second):
    changes = {
        "mediators.broker.closeness_first": first,
        "mediators.broker.closeness_second": second,
    }

    kept, answers = found("kydd", changes)
    silent, (alone, *_) = found("kydd", {"mediators.broker.knows_least_second": 0.0})

    said = words(kept)
    assert said["firm"].all()
    assert not said["believed"].any()
    assert all(one.agrees for one in answers), answers
    assert kept.runs["stage"].tolist() == silent.runs["stage"].tolist()
    assert answers[0].theory == alone.theory == pytest.approx(0.45)
    assert len(words(silent)["firm"]) == 0


@few
@given(
    st.floats(0.0, 0.3), st.floats(0.5, 1.0), st.floats(0.05, 0.4), st.floats(0.0, 1.0),
    st.floats(0.0, 1.0),
)  # fmt: skip
def test_the_runs_agree_whatever_the_mediator_is_in_for(own, cost, line, closeness, credit):
    changes = {
        "parties.first.war_cost": own,
        "parties.first.other_least_low": 0.5 - cost,
        "parties.second.war_cost": {"uniform": [0.0, cost]},
        "mediators.broker.knows_least_second": line,
        "mediators.broker.closeness_first": closeness,
        "mediators.broker.credit": credit,
    }

    _, (fighting, *exact) = found("kydd", changes, runs=1000)

    assert all(one.agrees for one in exact), exact
    spread = np.sqrt(fighting.theory * (1.0 - fighting.theory) / 1000)
    assert fighting.simulated == pytest.approx(fighting.theory, abs=4.5 * spread + 1e-9)


def test_each_word_and_belief_follows_from_the_numbers_written_down():
    log = play_all(preset("kydd"), 60).log
    said = [notes.reasons_of(row) for row in log[log[..., notes.KIND] == notes.INFORMS]]

    assert {one.firm for one in said} == {0.0, 1.0}
    for one in said:
        assert decided_again.of_word(one)
        assert not decided_again.of_word(one._replace(firm=1.0 - one.firm))
        assert not decided_again.of_word(one._replace(believed=0.0))


def test_a_mediator_that_is_always_believed_is_told_apart():
    """The neighbouring theories: everybody is believed, or nobody is."""
    _, (close, *_) = found("kydd", runs=10_000)
    _, (even, *_) = found("kydd", {"mediators.broker.closeness_first": 0.0})

    assert not close._replace(theory=0.45).agrees
    assert not even._replace(theory=0.25).agrees


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("parties.first.other_least_low", -0.4, "takes -0.5 here"),
        ("parties.second.war_prospect", 0.4, "takes 0.5 here"),
        ("mediators.broker.budget_pressure", 1, "takes 0"),
        ("parties.second.war_cost", 0.2, "uniform"),
        ("mediators.broker.credit", {"uniform": [0.0, 1.0]}, "one number"),
        ("talks.rounds_a_day", 2, "takes 1"),
    ],
)
def test_a_mediator_on_other_premises_is_refused(key, value, words):
    error = refused("kydd", {key: value})

    assert error.key == key
    assert words in error.problem


def test_a_belief_that_runs_backwards_is_refused():
    with pytest.raises(PremiseError, match="takes at least other_least_low"):
        preset("fearon", {"parties.first.other_least_high": -0.1})
