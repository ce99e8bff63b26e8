"""Points of a design: the scenarios that the same values in files would have made."""

import inspect

import numpy as np
import pytest
from playing import config, configured, play

from agents.rules import spread
from sim import design, ensemble, posteriors, records, scenario, talks_checks
from sim.refusals import PremiseError
from sim.scenario import from_config

KEYS = (
    "mediators.us.leverage_israel", "parties.israel.trust", "talks.protocol", "talks.rounds",
    "parties.hamas.strategy", "choice.scale", "limbo.limbo",
)  # fmt: skip
VALUES = (0.6, 0.3, "one_text", 12, "trade_off", 0.06, False)


@pytest.fixture(scope="module")
def january():
    return configured()


def composed_with(keys, values):
    """The scenario as a user would have composed it."""
    plain = config()
    for key, value in zip(keys, values, strict=True):
        *path, last = key.split(".")
        place = plain
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return from_config(plain, "january_2025")


def test_a_point_is_the_scenario_composed_with_its_values(january):
    there = composed_with(KEYS, VALUES)

    here = design.Design(january, KEYS).at(VALUES)

    assert here.row.tobytes() == there.row.tobytes()
    assert here.premises == there.premises
    assert here.spreads.tobytes() == there.spreads.tobytes()
    assert play(here, 3, 6).runs.tobytes() == play(there, 3, 6).runs.tobytes()


def test_a_point_leaves_the_scenario_and_other_points_as_they_are(january):
    before = january.row.tobytes()
    made = design.Design(january, ["choice.scale"])

    one, other = made.at([0.01]), made.at([0.07])

    assert january.row.tobytes() == before
    assert one.premises.choice.scale == 0.01
    assert other.premises.choice.scale == 0.07


def test_what_was_drawn_for_each_run_is_no_longer_drawn():
    drawn = configured("parties.israel.trust={uniform: [0.2, 0.4]}")
    held = posteriors.Posterior(("choice.scale",), np.array([[0.01], [0.02]]), b"")
    drawn = posteriors.drawn(drawn, held)

    made = design.Design(drawn, ["parties.israel.trust", "choice.scale"])

    fewer = len(drawn.spreads) - len(made.scenario.spreads)
    assert fewer == 1
    assert len(made.scenario.joint.values) == 0
    kept = play(made.at([0.9, 0.05]), 1, 4, keep=records.Keep(rows=True))
    places = [one.place for one in made.parameters]
    assert (kept.rows.view(float)[:, places] == [0.9, 0.05]).all()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("choice.scale", -1, "choice.scale: -1.0 is not allowed; it takes a number from 0"),
        ("choice.scale", "high", "'high' is not allowed; it takes a number"),
        ("choice.scale", float("nan"), "is not allowed; it takes a number"),
        ("talks.rounds", 2.5, "talks.rounds: 2.5 is not allowed; it takes a whole number"),
        ("talks.protocol", "one_txt", "did you mean 'one_text'"),
        ("limbo.limbo", 0.3, "it takes true or false"),
        ("parties.israel.other_least_high", -1.0, "it takes at least other_least_low"),
        ("parties.israel.strategy", "zeuthen", "'zeuthen' is not allowed"),
    ],
)
def test_a_value_that_a_scenario_would_refuse_is_refused(january, key, value, said):
    with pytest.raises(PremiseError, match=r".") as error:
        design.Design(january, [key]).at([value])

    assert said in str(error.value)


def test_a_truth_value_is_refused_also_where_its_number_was_taken_before(january):
    made = design.Design(january, ["choice.scale"])
    made.at([1])

    with pytest.raises(PremiseError, match=r"choice\.scale: true is not allowed"):
        made.at([True])


def test_a_point_is_not_written_to(january):
    with pytest.raises(ValueError, match="read-only"):
        design.Design(january, ["choice.scale"]).at([0.01]).row[0] = 1.0


TOO_FINE = "issues.withdrawal.levels"
DRAWN = {"triangular": [2, 5, 5000]}
DATED = [{"day": 9, "set": {TOO_FINE: 5000}}]


def with_fine_levels(levels=5, changes=()):
    """A scenario in which some runs, or days, have an issue of 5000 levels."""
    plain = config()
    plain["issues"]["withdrawal"]["levels"] = levels
    plain["changes"] = list(changes)
    for mediator in plain["mediators"].values():
        mediator["budget_bridging"] = 0  # or a bridge is looked for at each of them
    return from_config(plain, "fine")


@pytest.mark.parametrize(("levels", "changes"), [(DRAWN, ()), (5, DATED)])
def test_a_point_counts_with_what_is_drawn_and_what_changes_on_a_day_beside_it(levels, changes):
    """Sealed demands go through the levels one by one: at most 1001 of them."""
    made = design.Design(with_fine_levels(levels, changes), ["talks.protocol"])

    with pytest.raises(PremiseError, match=f"{TOO_FINE}: 5000 is not allowed"):
        made.at(["sealed_demands"])


def test_a_point_does_not_count_with_the_range_that_it_sets_a_value_in_place_of():
    made = design.Design(with_fine_levels(DRAWN), ["talks.protocol", TOO_FINE])

    assert made.at(["sealed_demands", 5]).premises.issues["withdrawal"].levels == 5


def test_a_range_is_known_by_the_name_of_its_parameter_and_in_the_order_of_its_numbers():
    drawn = configured("choice.scale={triangular: [0.01, 0.02, 0.04]}")

    assert design.spreads_of(drawn)["choice.scale"] == (spread.TRIANGULAR, 0.01, 0.04, 0.02)


@pytest.mark.parametrize("value", [[0.1], {"uniform": [0.1, 0.2]}])
def test_a_list_or_a_range_is_refused_at_a_point(january, value):
    with pytest.raises(PremiseError, match=r"choice.scale: .* it takes a number from 0 to 2"):
        design.Design(january, ["choice.scale"]).at([value])


def test_a_name_that_is_no_parameter_is_refused(january):
    with pytest.raises(PremiseError, match="did you mean 'scale'"):
        design.Design(january, ["choice.scal"])


def test_which_parameters_can_differ_between_points_played_together(january):
    plain = {one.key: design.is_plain(one) for one in design.parameters(january)}

    assert plain["parties.israel.trust"]
    assert plain["talks.protocol"]
    assert not plain["calendar.horizon"], "the same for all runs"
    assert not plain["issues.withdrawal.worths_israel"], "a list"
    assert not plain["obligations.tents.day"], "outcomes are measured by it"


def test_points_played_together_are_the_runs_of_each_alone(january):
    """Whatever the blocks, the threads and the number of points beside them."""
    made = design.Design(january, ["choice.scale", "talks.protocol"])
    points = [
        made.at(values) for values in ((0.01, "one_text"), (0.05, "no_talks"), (0.08, "no_talks"))
    ]
    rows = np.array([point.row for point in points]).view(np.int64)

    for threads in (1, 2):
        kept = records.joined(
            list(
                ensemble.play_points(
                    made.scenario, rows, 5, 150, keep=records.RUNS_ONLY, threads=threads
                )
            )
        )
        for place, point in enumerate(points):
            alone = play(point, 5, 150, keep=records.RUNS_ONLY)
            assert kept.runs[150 * place : 150 * (place + 1)].tobytes() == alone.runs.tobytes()


def test_whoever_stops_asking_stops_the_work():
    begun = []
    stream = ensemble.in_order(lambda one: begun.append(one) or one, list(range(100)), 2)

    assert [next(stream), next(stream)] == [0, 1]
    stream.close()

    assert len(begun) < 10


def test_a_number_of_levels_that_names_do_not_fit_is_refused_as_in_a_file():
    plain = config()
    name, issue = next(iter(plain["issues"].items()))
    issue["levels"], issue["values"] = 3, ["none", "some", "all"]
    named = from_config(plain, "named")
    with pytest.raises(PremiseError, match="3 given; it takes one for each of the 4 levels"):
        design.Design(named, [f"issues.{name}.levels"]).at([4])


@pytest.mark.parametrize("levels", [4, {"uniform": [2, 4]}], ids=["on a day", "in some run"])
def test_levels_that_have_names_are_as_many_on_every_day_of_every_run(levels):
    plain = config()
    name, issue = next(iter(plain["issues"].items()))
    issue["levels"], issue["values"] = 3, ["none", "some", "all"]
    key, refusal = f"issues.{name}.levels", "4 is not allowed; each of the 3 levels has a name"
    if isinstance(levels, dict):
        issue["levels"], refusal = levels, refusal.replace("4 is", "2 is")
    else:
        plain["changes"] = [{"day": 20, "set": {key: levels}}]

    with pytest.raises(PremiseError, match=f"^{key}: {refusal}, on every day of every run$"):
        from_config(plain)
    del issue["values"]
    assert from_config(plain).premises.issues[name].levels == 3


@pytest.mark.parametrize(
    ("key", "value", "refusal"),
    [
        ("issues.withdrawal.weight_israel", 0.0, "the weights of israel sum to 0"),
        (
            "parties.hamas.bidding",
            "whole",
            "deals; with worths in lists, or bidding over the whole",
        ),
    ],
)
def test_what_issues_and_sides_are_together_is_checked_at_a_point(key, value, refusal):
    plain = config()
    for name, issue in plain["issues"].items():
        issue["levels"] = 1000
        issue["weight_israel"] = float(name == "withdrawal")
    found = from_config(plain, "one_sided")
    with pytest.raises(PremiseError, match=refusal):
        design.Design(found, [key]).at([value])


def said(check, *given):
    """What a check refuses, or an empty text."""
    try:
        check(*given)
    except PremiseError as error:
        return str(error)
    return ""


def test_what_a_point_leaves_alone_needs_no_second_look(january):
    refused, measures = set(), january.measures
    for one in design.parameters(january, lambda one: one.info.annotation in (int, float, bool)):
        for value in (0, 1, 40 if one.field == "stands_for" else 500):
            changes = {one.section: {one.name: {one.field: value}}}
            premises = design.changed(january.premises, changes)
            whole = said(scenario.check_whole, premises, measures)
            point = said(scenario.check_whole, premises, measures, january.premises)
            assert point == whole, (one.key, value)
            if whole:
                refused.add(f"{one.section}.{one.field}")
    assert {
        "calendar.first_day", "calendar.horizon", "parties.stream", "parties.other_least_low",
        "phases.length", "phases.optional", "obligations.phase", "obligations.stands_for",
        "constituencies.gone_at_start",
    } <= refused  # fmt: skip


def test_every_check_that_takes_sections_is_among_those_of_the_whole():
    found = [*vars(scenario).values(), *vars(talks_checks).values()]
    checks = {one for one in found if getattr(one, "__name__", "").startswith("check_")}
    sections = set(scenario.Premises._fields)

    assert set(scenario.CHECKS) == {
        one for one in checks if sections >= set(inspect.signature(one).parameters)
    }
