"""What the pictures of tests/test_pictures.py show: numbers made by hand, whatever the rules are.

``DRAWN`` holds every figure's module by its name, and ``draw`` puts one on its page.
"""

import datetime
from types import SimpleNamespace

import numpy as np

from sim import deals, flows, incidence, intervals, metrics, plots
from sim.plots import (
    box_map,
    box_ranges,
    calibrated_data,
    calibrated_parameters,
    cases,
    course,
    coverage,
    deliveries,
    differences,
    endings,
    flow,
    heat,
    incidence_by_cause,
    incidence_by_scenario,
    indices,
    main_effects,
    matchups,
    offers,
    one_at_a_time,
    one_run,
    partings,
    phases,
    phases_by_scenario,
    robustness,
    screening,
    searched,
    sensitivity,
    standings,
    style,
    survival,
    survival_by_scenario,
    theory,
    timeline,
    tornado,
    trade_off,
    trees,
    trust,
)
from sim.plots.calibrated_data import Agreement, Shown
from sim.theory.answer import Answer

FOOT = "Scenario of a test, 200 runs, seed 1. Runs of a model, not a forecast."
SCENARIO = SimpleNamespace(title="Upland and Lowland, a truce in two phases")
START = datetime.date(2031, 3, 1)
PARTIES = ("Upland", "Lowland")
SCENARIOS = ("base", "guaranteed", "without_mediators")
RUNS, LAST = 200, 60
DAYS = np.arange(LAST + 1)


def fallen(days):
    """Survival and incidences of runs that fall on given days, by cause; the rest stand."""
    rows = [(cause, day) for cause, own in days.items() for day in own]
    rows += [("held", LAST)] * (RUNS - len(rows))
    causes = np.array([cause for cause, _ in rows], dtype=object)
    runs = {
        "cause": causes,
        "stage": np.where(causes == "held", "truce", "fighting").astype(object),
        "last_day": np.array([day for _, day in rows]),
    }
    return incidence.survival(runs, LAST), incidence.incidences(runs, LAST)


FALLS = (
    {"no_agreement": range(21, 56), "expiry": [22] * 30, "outside_shock": range(3, 18)},
    {"no_agreement": range(30, 50), "breach_spiral": [12] * 15},
    {"expiry": [22] * 110, "incident_spiral": range(5, 25), "not_ratified": [40] * 12},
)


def counts_of_states(fell, calm):
    """Runs by day in phase 1, phase 2, limbo, calm and fighting."""
    fighting = np.clip((np.arange(1, LAST + 1) - 15) * fell // 40, 0, fell)
    lasting = np.where(np.arange(1, LAST + 1) > 50, calm, 0)
    left = RUNS - fighting - lasting
    first = np.where(np.arange(1, LAST + 1) <= 20, left, 0)
    limbo = np.where((first == 0) & (np.arange(1, LAST + 1) <= 35), left // 2, 0)
    return np.stack([first, left - first - limbo, limbo, lasting, fighting], axis=1)


def phases_shown():
    order = phases.stacked(["phase_1", "phase_2"])
    states = metrics.states_of(["phase_1", "phase_2"])
    shares = counts_of_states(110, 50)[:, [states.index(one) for one in order]] / RUNS
    return phases.Numbers(tuple(order), ("phase_1", "phase_2"), shares, 110, RUNS, START)


def flow_shown():
    """Of three phases, one limbo of three runs, ends of all kinds."""
    names = ("phase_1", "phase_2", "phase_3")
    stages = [(state, at) for at, name in enumerate(names, 1) for state in (name, "limbo")]
    counts = np.zeros((9, 9), dtype=int)
    for source, target, runs in (
        (0, 1, 120), (0, 2, 60), (0, 6, 20), (1, 2, 40), (1, 6, 78), (1, 8, 2), (2, 3, 3),
        (2, 4, 92), (2, 6, 5), (3, 4, 1), (3, 6, 2), (4, 7, 70), (4, 6, 10), (4, 8, 13),
    ):  # fmt: skip
        counts[source, target] = runs
    begun = np.array([RUNS, *[0] * 8])
    found = flows.Flows((*stages, *((end, 0) for end in flows.ENDS)), begun, counts)
    return flow.Numbers(found, names, RUNS, LAST)


def trust_shown():
    """Two beliefs, of which nothing is known any more after day 50."""
    days = np.arange(1, LAST + 1)
    runs = np.where(days <= 50, RUNS - 3 * days, 0)
    beliefs = []
    for slot in (0, 1):
        middle = 0.55 + 0.1 * slot + 0.002 * days
        wide = np.array([-0.2, -0.08, 0.0, 0.06, 0.15])
        quantiles = middle[:, None] + wide * (1.0 - days / 120.0)[:, None]
        quantiles[runs == 0] = np.nan
        beliefs.append(metrics.Bands(days, quantiles, runs))
    return trust.Numbers(beliefs, PARTIES, RUNS, START)


def endings_shown():
    ends = (("lasting_calm", 90), ("no_agreement", 60), ("expiry", 40), ("outside_shock", 10))
    found = [
        metrics.Count(cause, runs, runs / RUNS, *intervals.wilson(runs, RUNS))
        for cause, runs in ends
    ]
    return endings.Numbers(found, RUNS)


def deliveries_shown():
    goods = []
    for slot, good, most in ((0, "prisoners", 400.0), (1, "hostages", 30.0), (0, "trucks", 9e3)):
        schedule = np.floor(np.minimum(DAYS, 42) / 7.0) / 6.0 * most
        levels = np.array([0.5, 0.7, 0.85, 0.95, 1.0])
        bands = metrics.Bands(DAYS, schedule[:, None] * levels, np.full(len(DAYS), RUNS))
        goods.append(metrics.Delivered(good, slot, schedule, bands, 6))
    record = {"hostages": [[1, 3], [8, 7], [15, 13]]}
    return deliveries.Numbers(goods, record, PARTIES, RUNS, START)


def offers_shown():
    across = np.linspace(0.0, 1.0, 21)
    frontier = np.stack([across, np.sqrt(1.0 - across**2)], axis=1)
    space = deals.DealSpace(
        frontier, np.zeros((21, 1)), np.array([0.1, 0.2]), np.array([[0.7, 0.714]]),
        np.array([[0.68, 0.733]]), np.array([[0.66, 0.75]]), "what both have without one",
    )  # fmt: skip
    points = np.array([[0.9, 0.2], [0.85, 0.3], [0.2, 0.9], [0.3, 0.85], [0.5, 0.5],
                       [0.68, 0.66], [0.69, 0.65], [0.67, 0.67], [0.6, 0.7]])  # fmt: skip
    accepted = np.array([False] * 5 + [True] * 4)
    proposer = np.array([0, 0, 1, 1, 2, 0, 0, 1, 2])
    count = np.array([80, 30, 60, 20, 9, 40, 20, 10, 3])
    rejected = np.array([False] * 7 + [True, False])
    found = deals.Offers(points, proposer, accepted, rejected, count, 120, 73)
    return offers.Numbers(space, found, PARTIES, RUNS, False)


def timeline_shown():
    days = np.arange(1, 41)
    up = np.where((days > 12) & (days < 19), 2, 0) + np.where(days > 36, 1, 0)
    return one_run.Run(
        number=7, runs=RUNS, last_day=40, cause="no_agreement",
        states=[("phase_1", 1, 28), ("limbo", 29, 39), ("fighting", 40, 40)],
        deliveries=[(1, 0, 0, "on_time"), (1, 0, 1, "on_time"), (8, 0, 0, "late"),
                    (8, 1, 0, "on_time"), (15, 0, 1, "put_off"), (22, 0, 0, "withheld")],
        days=days, rungs=[up, np.roll(up, 2)], incidents=days % 5, deaths=(days % 7 == 0) * 3,
        crises=[(13, 18)], offers=[(20, 0, 0.2, False), (22, 1, 0.35, False), (24, 0, 0.4, True)],
        proposals=[(26, (0.5, 0.6), False)], voted_down=(24,),
        mediated={"shuttle": [(14, 18, one_run.NOBODY)], "pressure": [(3, 12, 0), (20, 30, 1)]},
        out=[(10, 40, 0)],
        told=[(10, "exit"), (20, "talks_begin"), (29, "limbo"), (40, "resumes")],
        why=["the mood of Farmers, partner of Upland, was -0.52, under -0.50",
             "both sides have a team with a full mandate, and neither suspends talks",
             "phase 1 ran out by day 28, and nothing was agreed",
             "to Lowland leaving was worth 0.31 points, staying 0.22, threshold 0.05"],
        talks=True, parties=PARTIES, phases=("phase_1", "phase_2"), start=START,
    )  # fmt: skip


def differences_shown():
    def line(label, unit, values):
        values = np.array(values)
        spread = 0.2 * np.abs(values) + 1.0
        texts = tuple(f"{value:+.1f}" for value in values)
        return differences.Line(label, unit, values, values - spread, values + spread, texts)

    shares = [line("truce stands on the last day", "", [12.0, -15.0]),
              line("agreement ratified", "", [0.5, -8.0])]  # fmt: skip
    amounts = [line("deaths in incidents [deaths]", "deaths", [-20.0, 14.0])]
    return differences.Numbers(shares, amounts, SCENARIOS[1:], SCENARIOS[0], RUNS)


def partings_shown():
    days = [np.arange(3, 40), np.repeat([10, 12, 21], 20)]
    panels = [
        partings.Panel(SCENARIOS[1], ["a guarantee used - nothing", partings.OTHERS], days, 103),
        partings.Panel(SCENARIOS[2], ["nothing - a mediator shuttles"], days[:1], 163),
    ]
    return partings.Numbers(panels, SCENARIOS[0], RUNS)


def heat_shown():
    across = heat.Axis("patience of Upland [0 to 1]", ["0.2", "0.4", "0.6", "0.8"], True)
    upward = heat.Axis("chance of a shock a day [0 to 1]", ["0", "0.01", "0.02"], True)
    values = np.array(
        [[40.0, 55.0, 70.0, 82.0], [30.0, 42.0, 58.0, 71.0], [12.0, 25.0, 41.0, 56.0]]
    )
    return heat.Numbers(
        across, upward, values, "truce stands", "% of runs", (0.0, 100.0), 50.0,
        "The truce stands more often with patience and without shocks",
        "Cells: runs of a hundred; 200 runs a cell.",
    )  # fmt: skip


def effects_shown():
    def values(*means):
        return np.array([(mean, mean - 4.0, mean + 4.0) for mean in means])

    panels = [
        main_effects.Panel("patience", "Upland [0 to 1]", True, ["0.2", "0.5", "0.8"],
                           [0.2, 0.5, 0.8], values(30.0, 45.0, 52.0)),
        main_effects.Panel("protocol", "talks", True, ["one text", "alternating offers"], [],
                           values(45.0, 38.0)),
        main_effects.Panel("shocks", "chance a day", False, ["0", "0.01", "0.02"],
                           [0.0, 0.01, 0.02], values(60.0, 43.0, 25.0)),
    ]  # fmt: skip
    return main_effects.Numbers(
        panels, "truce stands", "runs of a hundred", "Patience helps, shocks hurt",
        "Means over everything else; bars are 95 % intervals of the difference.",
    )  # fmt: skip


def cases_shown():
    values = np.array([[40.0, 35.0, 45.0], [52.0, 47.0, 57.0], [22.0, 18.0, 27.0]])
    differ = np.array([[np.nan] * 3, [12.0, 8.0, 16.0], [-18.0, -23.0, -13.0]])
    return cases.Numbers(
        list(SCENARIOS), values, differ, "truce stands", "truce stands [% of runs]",
        "difference from the first [points]", "The truce stands most often with a guarantee",
        "Bars: 95 % intervals, of differences run by run.",
    )  # fmt: skip


def coverage_shown():
    line = coverage.Line
    numbers = [
        line("living hostages by day 42 [hostages]", 18.0, 24.0, 30.0, 25.0, True,
             "25; runs 18 to 30", ("0", "33")),
        line("days of truce [days]", 20.0, 38.0, 50.0, 58.0, False, "58; runs 20 to 50",
             ("0", "60")),
    ]  # fmt: skip
    truths = [line("an agreement by day 42", np.nan, 0.2, np.nan, 0.0, True, "no; 20 % of runs")]
    return coverage.Numbers(numbers, truths, "60 days.", RUNS)


def course_shown():
    states = ("calm", "later phase", "phase 1", "limbo", "fighting")
    shares = counts_of_states(110, 50)[:, [3, 1, 0, 2, 4]] / RUNS
    middle = np.minimum(DAYS, 42) * 0.6
    hostages = np.stack([0.8 * middle, middle, 1.15 * middle])
    record = [[1, 3], [8, 7], [15, 13], [28, 20]]
    happened = [(1, 20, "phase 1"), (21, 35, "limbo"), (36, 60, "fighting")]
    return course.Numbers(1, LAST, hostages, record, 35, states, shares, happened, RUNS, START)


def tornado_shown():
    def panel(outcome, scale):
        shifts = np.array([[-0.12, 0.1], [0.05, -0.06], [np.nan, 0.02]]) * scale
        spans = np.stack([shifts - 0.02, shifts + 0.02], axis=-1)
        return tornado.Panel(
            outcome, ["memory of Upland", "cost of a delay", "tents"], shifts, spans
        )

    return tornado.Numbers([panel("truce stands", 1.0), panel("agreement", 0.5)], 0.2, RUNS)


def robustness_shown():
    counts = np.array([[440, 8, 2], [400, 45, 5], [450, 0, 0]])
    statements = ["the truce falls in most runs", "talks begin in phase 1", "most fall in limbo"]
    return robustness.Numbers(statements, counts, RUNS)


NAMES = ["hard line", "tit for tat", "time dependent"]


def matchups_shown():
    worth = np.array([[0.2, 0.55, 0.6], [0.4, 0.6, 0.62], [0.3, 0.58, np.nan]])
    return matchups.Numbers(NAMES, worth, "in January 2025")


def standings_shown():
    worth = np.array([[0.58, 0.55, 0.61], [0.5, 0.47, 0.53], [0.44, 0.4, 0.48]])
    each = np.array([[0.6, 0.52, 0.4], [0.56, 0.48, 0.48]])
    return standings.Numbers(NAMES, [1, 2, 2], worth, each, "in 2 scenarios")


def theory_shown():
    points = tuple(
        (place, Answer("share of the first", "share", 1 / (1 + place), 1 / (1 + place) + 0.01,
                       1 / (1 + place) - 0.04, 1 / (1 + place) + 0.06, "95 % interval"))
        for place in (0.2, 0.4, 0.6, 0.8)
    )  # fmt: skip
    return theory.Numbers("rubinstein", ("patience [0 to 1]", "share [0 to 1]"), points, RUNS)


def parameters_shown():
    before = np.linspace(0.0, 1.0, 400)
    rows = [
        calibrated_parameters.Parameter(
            "memory of Upland", "0 to 1", 0.0, 1.0, False, before, before**2
        ),
        calibrated_parameters.Parameter(
            "incidents a day", "number", 0.01, 1.0, True, 10.0 ** (-2.0 * before), 10.0**-before,
        ),
    ]  # fmt: skip
    return calibrated_parameters.Numbers(rows, "Two parameters")


def data_shown():
    rows = [
        Shown("hostages by day 42", 25.0, 1.0, (5.0, 18.0, 30.0), (20.0, 24.0, 28.0), 0),
        Shown("fighting", 58.0, 1.0, (20.0, 40.0, np.inf), (45.0, 56.0, np.inf), 140),
        Agreement("no agreement by day 42", 0.6, 0.85),
    ]
    return calibrated_data.Numbers(rows, "Three data")


def way_shown():
    return trade_off.Numbers(
        np.linspace(1.0, 0.3, 12), np.linspace(0.3, 0.92, 12), np.repeat([0, 1, 2, 3], 3), 7, 0.75,
        "talks begin in at least 75 % of runs",
    )  # fmt: skip


def map_shown():
    places = np.linspace(0.0, 1.0, 20)
    across = box_map.Axis("patience", "0 to 1", np.repeat(places, 5), tuple(places), True,
                             0.4, 1.0, ())  # fmt: skip
    up = box_map.Axis("protocol", "", np.tile(np.arange(5) % 2, 20).astype(float),
                         ("one text", "offers"), False, 0.0, 0.0, (1,))  # fmt: skip
    shares = np.clip(across.values * 0.8 + up.values * 0.2, 0.0, 1.0)
    beside = np.arange(100) % 9 == 0
    return box_map.Numbers(across, up, shares, beside, "cases", "Where cases are")


def ranges_shown():
    rows = [
        box_ranges.Range("patience", True, ((0.4, 1.0),), "at least 0.4", 0.92),
        box_ranges.Range("shocks", False, ((0.0, 0.3),), "at most 0.01", 0.7),
        box_ranges.Range("memory", False, ((0.0, 1.0),), "any", np.nan),
    ]
    return box_ranges.Numbers(rows, "What the box keeps", "Of three factors.")


def search_shown():
    values = [0.0, 0.25, 0.5, 0.75, 1.0]
    shares = [0.1, 0.3, 0.52, 0.7, 0.8]
    return searched.Numbers(
        "patience of Upland [0 to 1]", values, shares, [one - 0.06 for one in shares],
        [one + 0.06 for one in shares], values, 0.5, [(0.48, 0.41, 0.56)],
        "The least patience that will do",
    )  # fmt: skip


def index(value, spread=0.04):
    return sensitivity.Index(value, value - spread, value + spread)


def indices_shown():
    factors = tuple(
        sensitivity.Factor(name, group, ranks, (index(first), index(first + 0.1)))
        for name, group, ranks, first in (
            ("memory of Upland", 0, "1", 0.5), ("shocks", 1, "2 to 3", 0.2),
            ("patience", 1, "2 to 3", 0.15), ("tents", 2, "4", 0.0),
        )
    )  # fmt: skip
    names = ("first order", "total")
    return sensitivity.Numbers(
        "truce stands", factors, names, "share of variance", "Of four factors."
    )


def screening_shown():
    factors = tuple(
        sensitivity.Factor(name, 0, "", (index(size), index(spread)))
        for name, size, spread in (
            ("memory", 0.5, 0.3),
            ("shocks", 0.2, 0.25),
            ("tents", 0.0, 0.05),
        )
    )
    return sensitivity.Numbers("truce stands", factors, ("mu*", "sigma"), "", "Of three factors.")


def moves_shown():
    def factor(name, group, *ends):
        series = [one_at_a_time.Move(text, place, index(end)) for text, place, end in ends]
        return sensitivity.Factor(name, group, f"{group + 1}", tuple(series))

    factors = (
        factor("memory of Upland", 0, ("0.2", 0, -0.3), ("0.9", 1, 0.2)),
        factor("protocol", 1, ("one text", 2, 0.12)),
        factor("shocks", 2, ("0", 0, 0.1), ("0.02", 1, -0.08)),
    )
    return sensitivity.Numbers("truce stands", factors, (), "difference [share of runs]", "Ends.")


def tree_shown():
    leaf = trees.Drawn
    right = leaf("shocks at most 0.01", 0.4, leaf("62 %\n80 points", 0.62), leaf("18 %", 0.18))
    root = leaf("patience over 0.6", 0.5, leaf("88 %", 0.88), right)
    return trees.Numbers(root, "A tree", "Of cases.")


def survivals():
    curves = [fallen(one)[0] for one in FALLS]
    return survival_by_scenario.Numbers(curves, SCENARIOS, RUNS, START)


def survival_shown():
    record = ((15, "third exchange", False), (48, "fighting resumed", True))
    return survival.Numbers(fallen(FALLS[0])[0], record, START)


def causes_shown():
    curve, curves = fallen(FALLS[0])
    return incidence_by_cause.Numbers(curves, curve, START)


def causes_by_scenario():
    return incidence_by_scenario.Numbers([fallen(one)[1] for one in FALLS], SCENARIOS, RUNS)


def states_by_scenario():
    counts = [counts_of_states(*ends) for ends in ((110, 50), (40, 120), (160, 10), (90, 60))]
    names = [("phase_1", "phase_2")] * 4
    return phases_by_scenario.Numbers(counts, names, (*SCENARIOS, "two_teams"), RUNS)


OF_RUNS = {
    phases: phases_shown, flow: flow_shown, survival: survival_shown,
    incidence_by_cause: causes_shown, deliveries: deliveries_shown, trust: trust_shown,
    offers: offers_shown, endings: endings_shown, timeline: timeline_shown, theory: theory_shown,
}  # fmt: skip
OF_VERBS = {
    survival_by_scenario: survivals, incidence_by_scenario: causes_by_scenario,
    phases_by_scenario: states_by_scenario, differences: differences_shown,
    partings: partings_shown, heat: heat_shown, main_effects: effects_shown, cases: cases_shown,
    coverage: coverage_shown, course: course_shown, tornado: tornado_shown,
    robustness: robustness_shown, matchups: matchups_shown, standings: standings_shown,
    calibrated_parameters: parameters_shown, calibrated_data: data_shown, trade_off: way_shown,
    box_map: map_shown, box_ranges: ranges_shown, searched: search_shown, indices: indices_shown,
    screening: screening_shown, one_at_a_time: moves_shown, trees: tree_shown,
}  # fmt: skip


def named(module):
    """A module's own name."""
    return module.__name__.rpartition(".")[2]


def draw(module):
    """A module's figure of its numbers."""
    lead = plots.lead(SCENARIO) if module in OF_RUNS else ""
    return style.drawn(module, (OF_RUNS | OF_VERBS)[module](), FOOT, lead)


DRAWN = {named(one): one for one in (*OF_RUNS, *OF_VERBS)}
