"""Domains of others read, written and played; worths from lists and offers over all deals."""

import itertools
import math
import re
from types import SimpleNamespace

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import assert_same_run, play, watch
from random_domains import domains as any_domain
from random_domains import played, random_domain

from agents import even_deals, levels, offers, rounding, searching
from agents.terms import MOST_DEALS
from experiments import _command, composing, domain, run
from experiments.sentences import Refused
from sim import deals, domains
from sim.cache import ROOT
from sim.domains.domain import normal, utility
from sim.parquet import read as read_table
from sim.protocols import table
from sim.refusals import PremiseError

WELL = ROOT / "docs" / "examples" / "shared_well"
FORMATS = list(domains.FORMATS)
shares = st.integers(0, 20).map(lambda number: number / 20)


# Worths from a list.


def listed(first, second, weight=(1.0, 1.0), **fields):
    """An issue whose worths stand in lists, as an engine holds it."""
    usual = {"red_line": [0.0, 0.0], "sacred": [0, 0], "line_known": [0.0, 0.0], "linked": 0}
    return SimpleNamespace(
        worths=[list(first), list(second)], listed=[1, 1], levels=len(first), share=list(weight),
        wants_high=[1, 0], curvature=[1.0, 1.0], offer=0.0, draft=0.0, place=0, added=0.0,
        room=0.0, **{**usual, **fields},
    )  # fmt: skip


def test_a_level_is_worth_what_its_list_says():
    issue = listed((0.2, 1.0, 0.5, 0.5), (1.0, 0.1, 0.0, 0.3))

    assert [levels.worth_of_level(issue, 0, at / 3) for at in range(4)] == [0.2, 1.0, 0.5, 0.5]
    assert levels.favourite(issue, 0) == 1 / 3
    assert levels.favourite(issue, 1) == 0.0


@pytest.mark.parametrize(
    ("worth", "place"), [(0.0, 0), (0.2, 0), (0.21, 2), (0.5, 2), (0.6, 1), (1.0, 1), (1.1, 1)]
)
def test_the_level_that_is_just_enough_is_the_least_worth_so_much(worth, place):
    """Of the two levels worth 0.5 it is the lower; where none is enough, the best."""
    issue = listed((0.2, 1.0, 0.5, 0.5), (1.0, 0.1, 0.0, 0.3))

    assert levels.level_worth(issue, 0, worth) == place / 3


def test_the_best_level_within_both_lines():
    issue = listed((0.2, 1.0, 0.5, 0.6), (1.0, 0.1, 0.4, 0.3), red_line=[0.0, 0.3])

    assert levels.best_for(issue, 0) == 3 / 3
    assert levels.best_for(issue, 1) == 0.0


# Offers over the whole of all deals.

tables = st.lists(
    st.integers(2, 4).flatmap(
        lambda size: st.tuples(*[st.lists(shares, min_size=size, max_size=size)] * 2)
    ),
    min_size=1,
    max_size=4,
)


def made(found, lines=(0.0, 0.0)):
    """Issues with such lists and equal weights; ``lines``: own, and the other's as known."""
    part = 1.0 / len(found)
    return [
        listed(*rows, (part, part), red_line=[lines[0], 0.0], line_known=[0.0, lines[1]])
        for rows in found
    ]


def all_deals(issues):
    """Every deal in order, the last issue going first."""
    return itertools.product(
        *[[at / (one.levels - 1.0) for at in range(one.levels)] for one in issues]
    )


def put(issues, deal):
    """Put a deal on the table."""
    for issue, level in zip(issues, deal, strict=True):
        issue.offer = level


def enough(issues, target, known):
    """(own utility, deal) of the deals worth the target within own and perhaps known lines."""
    for deal in all_deals(issues):
        put(issues, deal)
        own = [levels.worth_of_level(one, 0, one.offer) >= one.red_line[0] - 1e-9 for one in issues]
        other = [
            levels.worth_of_level(one, 1, one.offer) >= one.line_known[1] - 1e-9 for one in issues
        ]
        worth = offers.worth_of_offer(issues, 0)
        if worth >= target - 1e-9 and all(own) and (all(other) or not known):
            yield worth, deal


@given(tables, shares, st.tuples(shares, shares))
def test_the_whole_is_searched_for_the_offer_worth_just_enough(found, target, lines):
    """Against looking at all: the least worth that is enough, of equals the first from its end."""
    issues = made(found, lines)

    ends = [float(own[0] < own[-1]) for own, _ in found]

    searching.ask(issues, 0, target)

    asked = tuple(issue.offer for issue in issues)
    for known in (True, False):
        right = list(enough(issues, target, known))
        if right:
            least = min(worth for worth, _ in right)
            assert asked == min(
                (deal for worth, deal in right if worth < least + 1e-12),
                key=lambda deal: [abs(level - end) for level, end in zip(deal, ends, strict=True)],
            )
            return
    assert asked == tuple(levels.favourite(issue, 0) for issue in issues)


def test_of_deals_of_one_worth_which_end_of_an_issue_is_the_low_one_decides_nothing():
    """Where a side likes one end better: read from the other end, it is the other way round."""
    lists = [((0.0, 0.5, 1.0), (1.0, 0.9, 0.0)), ((0.0, 0.5, 1.0), (1.0, 0.2, 0.0))]
    for target in (0.25, 0.5, 0.75):
        found = []
        for step in (1, -1):
            issues = made([(own[::step], other[::step]) for own, other in lists])
            searching.ask(issues, 0, target)
            found.append([issue.offer for issue in issues])

        assert found[0] == [1.0 - level for level in found[1]]


@given(tables, shares, shares)
def test_the_evenest_of_all_deals_is_found(found, least, other_least):
    issues = made(found)
    scores = []
    for deal in all_deals(issues):
        put(issues, deal)
        scores.append(even_deals.score(issues, 0, least, other_least, 0.0, 0.0))

    best = even_deals.even_deal(issues, 0, 1, least, other_least, 0.0, 0.0)

    same = {"rel": 0.0, "abs": rounding.SAME}  # of equal ones, which are rounded differently, any
    assert best == pytest.approx(max(scores), **same)
    assert even_deals.score(issues, 0, least, other_least, 0.0, 0.0) == pytest.approx(best, **same)


@pytest.mark.parametrize("protocol", ["alternating_offers", "one_text", "sealed_demands"])
@pytest.mark.parametrize("seed", range(3))
def test_both_engines_play_a_domain_alike(protocol, seed):
    bidding = ("even", "whole")[seed % 2]
    premises = played(random_domain(seed), f"talks.protocol={protocol}", bidding=bidding)

    kept = play(premises, seed=seed, runs=3)

    assert kept.runs["agreed_day"].any()
    for number in range(3):
        assert_same_run(kept, number, watch(premises, seed, number))


def test_a_list_of_a_curves_worths_plays_as_the_curve():
    """The grid of a linear issue, said as a list: the same offers, but for rounding."""
    curve = composing.composed("scenario=bilateral", "issues.pie.levels=11").scenario
    up = ",".join(str(at / 10) for at in range(11))
    down = ",".join(str(1 - at / 10) for at in range(11))
    words = f"issues.pie.worths_first=[{up}]", f"issues.pie.worths_second=[{down}]"
    table = composing.composed("scenario=bilateral", "issues.pie.levels=11", *words).scenario

    ours, theirs = (play(one, 1, 4) for one in (curve, table))
    np.testing.assert_allclose(ours.offers, theirs.offers, atol=1e-12)
    np.testing.assert_array_equal(ours.runs["agreed_day"], theirs.runs["agreed_day"])


def test_over_the_whole_a_party_gets_what_it_asks_for():
    """Evenly it gets more than it asks for, for no level is worth just so much; or it asks less."""
    gaps = {}
    for bidding in ("even", "whole"):
        premises = played(random_domain(5), "talks.rounds=41", bidding=bidding, haste=1.0)
        rows = play(premises, 1, 1).offers[0]
        rows = rows[rows[:, table.DAY] > 0]
        own = np.where(
            rows[:, table.PROPOSER] == 0, rows[:, table.UTILITY_0], rows[:, table.UTILITY_1]
        )
        target = 1.0 - (rows[:, table.ROUND] - 1.0) / 41
        gaps[bidding] = (own - target)[: min(len(rows), 12)]
    assert (gaps["whole"] >= -1e-9).all()
    assert gaps["whole"].mean() < gaps["even"].mean()


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (["issues.pie.worths_first=[0,1]"], "issues.pie.worths_first: 2 given; it takes one for"),
        (["issues.pie.worths_first=[0,2]", "issues.pie.levels=2"], "numbers from 0 to 1"),
        (["issues.pie.worths_first=high"], "numbers from 0 to 1"),
        (["issues.pie.values=[a,b]"], "issues.pie.values: 2 given"),
        (
            [
                "issues.pie.worths_first=[0,1]",
                "issues.pie.levels=2",
                "parties.second.strategy=zeuthen",
            ],
            "parties.second.strategy: 'zeuthen' is not allowed where worths stand in lists",
        ),
        (
            [
                "issues.pie.worths_first=[0,1]",
                "issues.pie.levels=2",
                "changes=[{day: 3, set: {parties.first.strategy: equilibrium}}]",
            ],
            "parties.first.strategy: 'equilibrium' is not allowed",
        ),
        (["parties.first.bidding=half"], "it takes one of even, whole"),
        (
            ["parties.first.bidding=whole", "issues.pie.levels={uniform:[5,9]}"],
            "issues.pie.levels: it takes one value",
        ),
        (
            ["parties.first.bidding=whole", "changes=[{day: 3, set: {issues.pie.levels: 7}}]"],
            "issues.pie.levels: it takes one value",
        ),
    ],
)
def test_lists_and_searches_that_cannot_be_are_refused(overrides, said):
    with pytest.raises(PremiseError) as error:
        composing.composed("scenario=bilateral", *overrides)
    assert said in str(error.value)


def test_too_many_deals_to_search_are_refused():
    """The main scenario has far more; bidding evenly it plays, over the whole it does not."""
    count = math.prod(one.levels for one in composing.composed().scenario.premises.issues.values())
    assert count > MOST_DEALS
    with pytest.raises(PremiseError, match=f"{count:,} deals"):
        composing.composed("parties.hamas.bidding=whole")


# Reading and writing.


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=50)
@given(found=any_domain())
def test_what_is_written_is_read_as_it_was(form, found, tmp_path_factory):
    """Genius keeps texts and worths as shares of the best; so does this domain."""
    folder = tmp_path_factory.mktemp("domain")
    named = sorted(found.profiles, key=lambda profile: f"{profile.name}.x")  # as files are ordered
    found = found._replace(profiles=tuple(named))

    domains.write(found, folder, form)
    back = domains.read(folder)

    assert back.name == found.name
    assert back.issues == found.issues
    for ours, theirs in zip(back.profiles, map(normal, found.profiles), strict=True):
        assert (ours.name, ours.worths) == (theirs.name, theirs.worths)
        assert ours.weights == pytest.approx(theirs.weights, abs=1e-15)
        assert ours.discount == theirs.discount
        assert (ours.reserved or 0.0) == pytest.approx(theirs.reserved or 0.0, abs=1e-15)


TEMPLATE = """<negotiation_template>
<utility_space number_of_issues="2">
<objective index="0" name="root" type="objective" etype="objective">
  <issue index="1" name="Colour &amp; shade" type="discrete">
    <item index="1" value="red"/><item index="2" value="green"/></issue>
  <issue index="2" name="round" type="integer" lowerbound="3" upperbound="5"/>
</objective></utility_space></negotiation_template>"""
PREFERENCES = """<utility_space number_of_issues="2">
<objective index="0" name="root" type="objective" etype="objective">
  <weight index="1" value="0.25"/><weight index="2" value="0.75"/>
  <issue index="1" name="Colour &amp; shade" type="discrete">
    <item index="1" value="red" evaluation="20"/><item index="2" value="green" evaluation="5"/>
  </issue>
  <issue index="2" name="round" type="discrete" vtype="integer">
    <item index="1" value="3" evaluation="0"/><item index="2" value="4" evaluation="1"/>
    <item index="3" value="5" evaluation="4"/></issue>
</objective><discount_factor value="0.8"/><reservation value="0.4"/></utility_space>"""
SPACE = {
    "type": "negmas.outcomes.DiscreteCartesianOutcomeSpace",
    "name": "Deal",
    "issues": [
        {"name": "colour", "type": "CategoricalIssue", "values": ["red", "green"]},
        {"name": "amount", "type": "ContiguousIssue", "values": [3, 5]},
    ],
}
UFUN = {
    "type": "LinearAdditiveUtilityFunction",
    "weights": [2, 0.5],
    "values": [
        {"type": "TableFun", "mapping": {"red": -1, "green": 3}},
        {"type": "AffineFun", "slope": -2, "bias": 10},
    ],
    "reserved_value": 4.0,
}


def genius(folder, template=TEMPLATE, first=PREFERENCES, second=PREFERENCES):
    """A folder with a domain as Genius keeps it."""
    texts = {
        "deal.xml": template,
        "one.xml": first,
        "two.xml": second,
        "deal-pareto.xml": "<broken",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def in_yaml(folder, space=SPACE, first=UFUN, second=UFUN):
    """A folder with a domain as NegMAS keeps it."""
    for name, data in {"deal.yml": space, "one.yml": first, "two.yaml": second}.items():
        (folder / name).write_text(yaml.safe_dump(data), encoding="utf-8")
    (folder / "_info.yaml").write_text("made: by hand\n", encoding="utf-8")
    (folder / ".hidden.yml").write_bytes(b"\xff\xfe")
    return folder


@pytest.mark.parametrize("file", ["", "deal.xml"])
def test_a_domain_of_genius_by_hand(file, tmp_path):
    """Worths are shares of the best evaluation: 5 of 20, and 1 of 4."""
    found = domains.read(genius(tmp_path) / file)

    assert [issue.name for issue in found.issues] == ["Colour & shade", "round"]
    assert [issue.values for issue in found.issues] == [("red", "green"), ("3", "4", "5")]
    one = found.profiles[0]
    assert (one.name, one.weights) == ("one", (0.25, 0.75))
    assert one.worths == ((1.0, 0.25), (0.0, 0.25, 1.0))
    assert (one.discount, one.per, one.reserved) == (0.8, "time", 0.4)
    assert utility(one, (1, 2)) == 0.25 * 0.25 + 0.75


def test_a_domain_of_negmas_by_hand(tmp_path):
    """Utility is 2 x colour + 0.5 x (10 - 2 x amount): from -2 to 8, and 1 lifted by 2 less 0."""
    found = domains.read(in_yaml(tmp_path))

    one = found.profiles[0]
    assert one.worths == ((-1.0, 3.0), (4.0, 2.0, 0.0))
    assert utility(one, (0, 2)) == -2.0
    assert utility(one, (1, 0)) == 8.0
    scaled = normal(one)
    assert scaled.worths == ((0.0, 1.0), (1.0, 0.5, 0.0))
    assert scaled.weights == (0.8, 0.2)
    assert scaled.reserved == pytest.approx(0.6)  # 4 lies six tenths of the way from -2 to 8


@settings(deadline=None)
@given(any_domain(), st.integers(-3, 3), st.integers(1, 5))
def test_scaling_keeps_every_order_and_ratio(found, lift, times):
    """An affine change of the worths of an issue changes nothing once they are scaled."""
    for profile in found.profiles:
        rows = tuple(tuple(times * worth + lift for worth in row) for row in profile.worths)
        plain, moved = normal(profile), normal(profile._replace(worths=rows))
        places = list(itertools.product(*[range(len(row)) for row in rows]))
        ours = np.array([utility(plain, at) for at in places])
        theirs = np.array([utility(moved, at) for at in places])
        raw = np.array([utility(profile, at) for at in places])
        assert ours.max() == pytest.approx(1.0)
        assert (ours >= 0.0).all()
        np.testing.assert_allclose(ours, raw / raw.max(), atol=1e-12)
        if lift >= 0:  # so that no worth is negative and nothing is lifted
            assert np.ptp(theirs) * raw.max() <= np.ptp(raw) + 1e-12
        np.testing.assert_allclose(
            (theirs - theirs.min()) * np.ptp(raw), (raw - raw.min()) * np.ptp(theirs), atol=1e-9
        )


def changed(text, *pairs):
    """A text with parts replaced, each of which must be there."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(("name", "taken"), [("a\u202eb", False), ("می\u200cخواهم", True)])
def test_a_name_that_reads_as_another_is_refused(name, taken, tmp_path):
    texts = [changed(text, ("Colour &amp; shade", name)) for text in (TEMPLATE, PREFERENCES)]
    folder = genius(tmp_path, texts[0], texts[1], texts[1])
    if taken:
        assert domains.read(folder).issues[0].name == name
        return
    with pytest.raises(PremiseError, match=r"has a name of which character 2, '\\u202e', cannot"):
        domains.read(folder)


BOMB = '<!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
ITEM = '<item index="2" value="green" evaluation="5"/>'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"template": BOMB + TEMPLATE}, "declares a document type"),
        ({"template": TEMPLATE[:-5]}, "is not XML that can be read"),
        ({"template": changed(TEMPLATE, ('"integer"', '"real"'))}, "of type real"),
        ({"template": changed(TEMPLATE, ('"5"/>', '"70"/>'))}, "68 values; it takes 2 to 64"),
        ({"template": changed(TEMPLATE, ('"5"/>', '"3"/>'))}, "1 value; it takes 2 to 64"),
        ({"template": changed(TEMPLATE, ('"5"/>', '"x"/>'))}, "it takes a whole number"),
        ({"first": "<html/>"}, "holds 1 profiles; it takes two"),
        ({"first": changed(PREFERENCES, (ITEM, ""))}, "does not evaluate 'green'"),
        ({"first": changed(PREFERENCES, ('"20"', '"-1"'))}, "it takes 0 or more"),
        ({"first": changed(PREFERENCES, ('"20"', '"nan"'))}, "it takes a number"),
        (
            {"first": changed(PREFERENCES, (ITEM, '<evaluator ftype="linear"/>'))},
            "by a formula; it takes a value for each",
        ),
        (
            {"first": changed(PREFERENCES, ("</objective>", "<utility_function/></objective>"))},
            "given by 'utility_function'; it takes such as add up over issues",
        ),
        ({"first": changed(PREFERENCES, ('"0.8"', '"1.8"'))}, "discount factor of 1.8"),
        ({"first": changed(PREFERENCES, ('"0.25"', '"1e300"'))}, "a number from -1e+09 to 1e+09"),
        ({"first": changed(PREFERENCES, ('"0.25"', '"nan"'))}, "has 'nan' for 'value' of 'weight'"),
        ({"first": changed(PREFERENCES, ('"0.4"', '"0.995"'))}, "reservation value of 0.995"),
        (
            {"first": changed(PREFERENCES, ('"0.25"', '"0"'), ('"0.75"', '"0"'))},
            "to which all outcomes are alike",
        ),
    ],
)  # fmt: skip
def test_what_genius_holds_and_cannot_be_played_is_refused(parts, said, tmp_path):
    with pytest.raises(PremiseError) as error:
        domains.read(genius(tmp_path, **parts))
    assert said in str(error.value)
    assert str(error.value).startswith("domain: '")


def space(**fields):
    """The issues with the second one changed."""
    first, second = SPACE["issues"]
    return {**SPACE, "issues": [first, {**second, **fields}]}


def valued(**fun):
    """The utility function with another value function for the amount."""
    return {**UFUN, "values": [UFUN["values"][0], fun]}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"first": valued(type="LinearFun", slpe=-2)},
         "one.yml' has 'slpe' in the LinearFun of the issue 'amount', where there is no such name; "
         "did you mean 'slope'? (known: slope)"),
        ({"first": valued(type="AffineFun", slope=-2)},
         "gives no bias in the AffineFun of the issue 'amount'; it takes slope and bias"),
        ({"first": valued(type="LinearFun", slope=-2, bias=1)}, "has 'bias' in the LinearFun"),
        ({"first": valued(type="TableFun", maping={3: 1})}, "did you mean 'mapping'?"),
        ({"first": valued(type="TableFun", mapping={3: 1, 4: 0, 5: 0, 6: 2})},
         "has '6' in the worths of the issue 'amount', where there is no such name"),
        ({"first": {**UFUN, "reservd_value": 4.0}}, "did you mean 'reserved_value'?"),
        ({"first": {**UFUN, "discount": 0.9}},
         "has 'discount' in a LinearAdditiveUtilityFunction, which is not discounted; it takes it "
         "in an ExpDiscountedUFun around that"),
        ({"first": {"type": "ExpDiscountedUFun", "discont": 0.9, "ufun": UFUN}},
         "did you mean 'discount'?"),
        ({"space": space(vlues=[3, 5])}, "in the issue 'amount', where there is no such name; did"),
        ({"space": {**SPACE, "isues": []}}, "has 'isues' in the domain"),
    ],
)  # fmt: skip
def test_a_slip_in_a_file_of_negmas_is_refused_with_a_hint(parts, said, tmp_path):
    """Read on, each would quietly be another domain: a slope of 1, no reservation, no discount."""
    with pytest.raises(PremiseError) as error:
        domains.read(in_yaml(tmp_path, **parts))
    assert said in str(error.value)


def test_what_negmas_writes_beside_what_is_read_is_no_slip(tmp_path):
    own = {"id": "x", "stability": 3, "reserved_outcome": None, "outcome_space": SPACE}
    domains.read(in_yaml(tmp_path, space(n_values=3), {**UFUN, **own, "__python_class__": "x"}))


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("<reservation value", "<reservatoin value")],
         "one.xml' has 'reservatoin' in 'utility_space', where there is no such name; did you mean "
         "'reservation'?"),
        ([('<reservation value="0.4"', '<reservation value="0.4" vale="0.5"')],
         "has 'vale' in 'reservation', where there is no such name; did you mean 'value'?"),
        ([('<weight index="2"', '<weight index="3"')],
         "weighs issue 3, and there is none (known: 1, 2)"),
        ([('<weight index="2" value="0.75"/>', '<wieght index="2" value="0.75"/>')],
         "did you mean 'weight'?"),
        ([('evaluation="5"/>', 'evaluation="5"/><item value="grene" evaluation="1"/>')],
         "has 'grene' in the evaluations of the issue 'Colour & shade'"),
    ],
)  # fmt: skip
def test_a_slip_in_a_file_of_genius_is_refused_with_a_hint(pairs, said, tmp_path):
    with pytest.raises(PremiseError) as error:
        domains.read(genius(tmp_path, first=changed(PREFERENCES, *pairs)))
    assert said in str(error.value)


def test_a_weight_of_the_objective_itself_is_no_slip(tmp_path):
    """Genius has files with one: the objective's number is not that of an issue."""
    first = changed(PREFERENCES, ("</objective>", '<weight index="0" value="1"/></objective>'))
    found = domains.read(genius(tmp_path, first=first))
    assert found.profiles[0].weights == (0.25, 0.75)


MANY = [{"name": str(at), "type": "CategoricalIssue", "values": [0, 1]} for at in range(13)]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"space": space(type="ContinuousIssue")}, "it takes discrete issues"),
        ({"space": {**SPACE, "issues": MANY}, "first": {**UFUN, "weights": [1] * 13,
          "values": [{0: 0, 1: 1}] * 13}, "second": {**UFUN, "weights": [1] * 13,
          "values": [{0: 0, 1: 1}] * 13}}, "has 13 issues; it takes 1 to 12"),
        ({"first": {**UFUN, "type": "HyperRectangleUtilityFunction"}}, "holds a HyperRectangle"),
        ({"first": {**UFUN, "weights": [1]}}, "does not give values and weights for 2 issues"),
        ({"first": {**UFUN, "values": [{"type": "LogFun"}, {"type": "ConstFun"}]}}, "by a LogFun"),
        ({"first": {**UFUN, "values": [{"red": 1}, {"type": "ConstFun"}]}}, "for each value"),
        ({"first": {**UFUN, "reserved_value": 9.0}}, "reservation value of 9"),
        ({"first": {**UFUN, "reserved_value": "x"}}, "it takes a number"),
        ({"first": {**UFUN, "bias": 10**400}}, "in bias; it takes a number from -1e+09 to 1e+09"),
        ({"first": {**UFUN, "weights": [1e300, 1]}}, "has 1e+300 in weights; it takes a number"),
        ({"first": {**UFUN, "weights": [math.nan, 1]}}, "in weights; it takes a number"),
        ({"first": {"type": "ExpDiscountedUFun", "factor": ["step"], "ufun": UFUN}},
         "it takes factor step or relative_time"),
        ({"first": {**UFUN, "values": [{"type": "TableFun", "mapping": dict.fromkeys(
          ["red", "green", "x" * 9000], 1)}, {"type": "ConstFun", "bias": 1}]}}, "xxx..."),
        ({"first": {**UFUN, "reserved_outcome": ["red", 3]}}, "sets reserved_outcome"),
        ({"first": {"type": "LinDiscountedUFun", "ufun": UFUN}}, "holds a LinDiscountedUFun"),
        ({"first": {"type": "ExpDiscountedUFun", "factor": "real_time", "ufun": UFUN}},
         "it takes factor step or relative_time"),
        ({"first": {"type": "negmas.outcomes.Other"}}, "holds 1 profiles; it takes two"),
    ],
)  # fmt: skip
def test_what_negmas_holds_and_cannot_be_played_is_refused(parts, said, tmp_path):
    with pytest.raises(PremiseError) as error:
        domains.read(in_yaml(tmp_path, **parts))
    assert said in str(error.value)


MERGED = "\n".join(
    f"k{place}: &k{place} {{<<: [*k{place - 1}, *k{place - 1}], y{place}: 1}}"
    for place in range(1, 40)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"k0: &k0 {{x: 1}}\n{MERGED}", "has more than 100,000 values"),
        ("a: &a [*a]", "it holds itself"),
        ("a: " + "[" * 5000, "nested too deeply"),
        ("a: !!bool x", "does not fit the tag"),
    ],
)
def test_yaml_that_would_fill_the_memory_or_cannot_be_is_refused_at_once(text, said, tmp_path):
    (in_yaml(tmp_path) / "one.yml").write_text(text)
    with pytest.raises(PremiseError, match=f"is not YAML that can be read .*{said}"):
        domains.read(tmp_path)


def test_too_many_outcomes_are_refused(tmp_path):
    """Three issues of 60 values have 216,000 outcomes."""
    rows = [{"name": str(at), "type": "ContiguousIssue", "values": [1, 60]} for at in range(3)]
    one = {**UFUN, "weights": [1, 1, 1], "values": [{"type": "IdentityFun"}] * 3}
    with pytest.raises(PremiseError, match="has 216,000 outcomes; it takes 100,000 at most"):
        domains.read(in_yaml(tmp_path, {**SPACE, "issues": rows}, one, one))


def test_a_third_party_is_refused_and_so_is_a_folder_of_nothing(tmp_path):
    with pytest.raises(PremiseError, match="is not a Genius domain"):
        domains.read(tmp_path)
    in_yaml(tmp_path)
    (tmp_path / "three.yml").write_text(yaml.safe_dump(UFUN), encoding="utf-8")
    with pytest.raises(PremiseError, match="holds 3 profiles; it takes two"):
        domains.read(tmp_path)
    with pytest.raises(PremiseError, match="is not there"):
        domains.read(tmp_path / "nothing")


def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path):
    (tmp_path / "deal.xml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PremiseError, match="is not a text in UTF-8"):
        domains.read(tmp_path)
    (tmp_path / "deal.xml").write_bytes(b" " * 5_000_001)
    with pytest.raises(PremiseError, match="is larger than 5,000,000 bytes"):
        domains.read(tmp_path)


# Played from the command line.


def well(*overrides):
    """The example as a command plays it."""
    return composing.composed(f"domain={WELL}", *overrides)


def test_a_domain_is_played_in_the_bare_scenario():
    found = well("protocol=alternating_offers", "talks.rounds=60").scenario

    assert found.name == "bilateral"
    assert found.title == "shared well: lower village and upper village"
    assert found.parties == ("lower village", "upper village")
    assert found.premises.talks.protocol == "alternating_offers"
    assert found.premises.phases["talks"].length == 60
    assert found.premises.calendar.horizon == 70
    issues = found.premises.issues
    assert list(issues) == ["hours_a_day_for_the_upper_village", "upkeep", "second_pump"]
    assert issues["upkeep"].worths_0 == (1.0, 0.6, 0.0)
    assert issues["upkeep"].weight_1 == 0.2
    assert found.measures["upkeep"].values == ("upper village", "by halves", "lower village")
    assert [one.war_prospect for one in found.premises.parties.values()] == [0.3, 0.2]
    assert {one.bidding for one in found.premises.parties.values()} == {"whole"}
    kept = play(found, 1, 20)
    assert (kept.runs["agreed_day"] > 0).all()


def test_what_the_command_line_says_goes_before_the_domain():
    found = well(
        "issues.upkeep.weight_first=0.5", "parties.second.war_prospect=0.4",
        "parties.first.bidding=even", "calendar.horizon=90",
    ).scenario.premises  # fmt: skip

    assert found.issues["upkeep"].weight_0 == 0.5
    assert found.issues["upkeep"].worths_0 == (1.0, 0.6, 0.0)
    assert found.parties["second"].war_prospect == 0.4
    assert found.parties["first"].war_prospect == 0.3
    assert found.parties["first"].bidding == "even"
    assert found.calendar.horizon == 90


def test_a_domain_takes_the_place_of_another_scenarios_issues():
    found = well("scenario=january_2025").scenario

    assert found.name == "january_2025"
    assert "upkeep" in found.premises.issues
    assert "withdrawal" not in found.premises.issues
    assert found.premises.parties["israel"].war_prospect == 0.3


def test_a_slip_about_an_issue_of_the_domain_is_refused_with_a_hint(capsys):
    assert _command.start(run.main, [f"domain={WELL}", "issues.upkep.weight_first=1"]) == 2

    said = capsys.readouterr().err
    assert "did you mean 'upkeep'?" in said
    assert "hours_a_day" in said


def test_a_discounted_domain_is_discounted_by_the_day(tmp_path):
    """0.9 a round, three rounds a day; 0.8 over 40 rounds, two a day."""
    shrinking = {"type": "ExpDiscountedUFun", "factor": "step", "discount": 0.9, "ufun": UFUN}
    folder = in_yaml(tmp_path, first=shrinking)
    found = composing.composed(f"domain={folder}", "talks.rounds_a_day=3").scenario.premises.parties
    assert found["first"].discount == pytest.approx(0.9**3)
    assert found["second"].discount == 1.0

    (tmp_path / "xml").mkdir()
    folder = genius(tmp_path / "xml")
    found = composing.composed(f"domain={folder}", "talks.rounds_a_day=2").scenario.premises.parties
    assert found["first"].discount == pytest.approx(0.8 ** (2 / 40))


def test_the_story_of_a_domain_names_its_issues_and_values(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    asked = [f"domain={WELL}", "runs=1", "engine=mesa", "plots=false", "out=told"]
    assert _command.start(run.main, asked) == 0

    told = (tmp_path / "told" / "story.txt").read_text(encoding="utf-8")
    assert "Upkeep by halves" in told or "Upkeep upper village" in told or "Upkeep lower" in told
    assert "Hours a day for the upper village" in " ".join(told.split())


def test_a_domains_sides_bear_its_names_unless_others_are_asked_for():
    assert well("names=fictional").scenario.parties == ("Korvia", "Taluna")
    found = well("names.first=Below")
    assert found.scenario.parties == ("Below", "upper village")
    assert well("scenario=january_2025").scenario.parties == ("Israel", "Hamas")


def test_the_summary_of_a_domain_says_what_was_agreed_and_speaks_of_no_truce(tmp_path, capsys):
    """Twenty runs: each agreement that it tells is counted once more from the offers."""
    out = tmp_path / "there"
    assert _command.start(run.main, [f"domain={WELL}", "runs=20", f"out={out}"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "In 20 of 20 runs under these assumptions they agreed (scenario bilateral" in said
    told = re.findall(r"in (\d+) runs?: Hours a day for the upper village: (\d+); Upkeep: ", said)
    offers = read_table(out / "offers.parquet")
    hours = offers["hours_a_day_for_the_upper_village"][offers["accepted"]]
    assert sum(int(count) for count, _ in told) == 20
    for level, name in enumerate(("4", "8", "12", "16")):
        count = sum(int(count) for count, hour in told if hour == name)
        assert count == np.isclose(hours, level / 3).sum()
    for word in ("points", "to lower village", "rounds of talks"):
        assert word in said
    for word in ("truce", "phase", "fighting", "Crises", "delivered"):
        assert word not in said
    assert {path.name for path in (out / "figures").iterdir()} == {
        "offers.csv",
        "offers.png",
        "offers.svg",
    }


def test_without_offers_kept_a_domains_summary_counts_agreements_alone(tmp_path, capsys):
    asked = [f"domain={WELL}", "runs=5", "keep=runs", "plots=false", f"out={tmp_path / 'there'}"]
    assert _command.start(run.main, asked) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "In 5 of 5 runs" in said
    assert "On what" not in said


@pytest.mark.parametrize("form", FORMATS)
def test_an_exported_domain_is_the_one_that_was_played(form, tmp_path, capsys):
    out = tmp_path / "there"

    domain.main(["export", f"domain={WELL}", f"out={out}", f"format={form}"])

    said = capsys.readouterr().out
    assert "lower village 0.300 and upper village 0.200" in said
    assert f"Written for {domain.CALLED[form]} (" in said
    found, was = domains.read(out), domains.read(WELL)
    assert found.name == was.name
    assert [one.name for one in found.profiles] == [one.name for one in was.profiles]
    assert [[str(one) for one in issue.values] for issue in found.issues] == [
        [str(one) for one in issue.values] for issue in was.issues
    ]
    assert [issue.name for issue in found.issues] == [issue.name for issue in was.issues]
    for ours, theirs in zip(found.profiles, was.profiles, strict=True):
        assert ours.worths == theirs.worths
        assert ours.weights == pytest.approx(theirs.weights)
        assert ours.reserved == pytest.approx(theirs.reserved)


def test_an_exported_scenario_has_the_same_frontier(tmp_path):
    """Curves and ranges become lists: of a part of the main scenario, to the last level."""
    only = [f"issues.{key}.levels=2" for key in ("aid", "statehood", "residents", "governance")]
    only += ["issues.prisoners_per_hostage.levels=3", "issues.withdrawal.curvature_israel=0.5"]
    only += ["issues.first_day_share.levels=3", "issues.reconstruction.levels=2"]
    scenario = composing.composed(*only).scenario

    domain.main(["export", *only, f"out={tmp_path / 'there'}"])

    back = played(domains.read(tmp_path / "there"))
    ours, _ = deals.frontier(list(scenario.premises.issues.values()))
    theirs, _ = deals.frontier(list(back.premises.issues.values()))
    # the profiles are read in the order of their files: hamas before israel
    np.testing.assert_allclose(theirs[::-1, ::-1], ours, atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing is asked for; it takes: export"),
        (["import"], "'import' is not allowed"),
        (["export", "out=there", "format=geniusweb"], "did you mean 'genius'?"),
        (["export", "scenario=november_2023", "out=there"], "november_2023 has none"),
        (["export"], "out: is missing"),
        (["export", "scenario=nope", "out=there"], "nope"),
        (["export", "out=there", "foo=1"], "foo: there is no such key"),
        (
            ["export", "out=there", "dry_run=true"],
            "dry_run: is a setting of experiments.run, and is",
        ),
        (["export", "out=there", "++runs=5"], "runs: is a setting of experiments.run, and is not"),
        (["export", "out=there", "seed=5"], "seed: is a setting of experiments.run, and is not"),
        (["export", "out=there", "sweep=what_matters"], "design: is not allowed here"),
        (["export", "out=there", "--config-dir", "nowhere"], "there is no such folder"),
    ],
)
def test_an_export_that_cannot_be_is_refused(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises((PremiseError, Refused)) as error:
        domain.main(arguments)
    assert said in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_an_export_leaves_a_folder_that_holds_something(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PremiseError, match="is left as it is"):
        domain.main(["export", f"out={tmp_path}"])
