"""What runs show of a truce, worked by hand."""

from types import SimpleNamespace

import numpy as np
from by_hand import party

from sim import measures, phases, records


def runs(**columns):
    """Runs of a block with these columns, all else 0."""
    found = np.zeros(len(next(iter(columns.values()))), records.RUN)
    for name, values in columns.items():
        found[name] = values
    return SimpleNamespace(runs=found)


def days(**columns):
    """Days of one run with these columns, counted from 1."""
    count = len(next(iter(columns.values())))
    found = np.zeros((1, count), records.DAY)
    found["day"] = np.arange(1, count + 1)
    for name, values in columns.items():
        found[name] = values
    return SimpleNamespace(days=found)


def test_days_of_truce_leave_out_the_day_on_which_a_side_resumes():
    kept = runs(
        stage=[phases.FIGHTING, phases.FIGHTING, phases.CALM, phases.TRUCE],
        resumed_by=[0, -1, -1, -1],
        last_day=[20, 20, 30, 40],
    )
    asked = measures.Asked(until=25)

    assert measures.truce_days(kept, None, asked).tolist() == [19, 20, 25, 25]
    assert measures.resumed_day(kept, None, asked).tolist() == [20, 20, np.inf, np.inf]
    assert measures.truce_days_until_fighting(kept, None, asked).tolist() == [
        19, 20, np.inf, np.inf,
    ]  # fmt: skip
    assert measures.standing(kept, None, asked).tolist() == [False, False, True, True]
    assert measures.resumed(kept, None, measures.Asked(until=20)).tolist() == [1, 1, 0, 0]
    assert measures.resumed(kept, None, measures.Asked(until=19)).tolist() == [0, 0, 0, 0]
    assert measures.resumed_by_nobody(kept, None, asked).tolist() == [0, 1, 0, 0]
    assert measures.resumed_by_both(kept, None, asked).tolist() == [0, 0, 0, 0]


def test_talks_and_agreements_count_from_their_day_on():
    kept = runs(talks_day=[0, 5, 9], ratified_day=[0, 8, 20], rounds=[4, 7, 30])
    for until, begun, agreed in ((4, [0, 0, 0], [0, 0, 0]), (8, [0, 1, 0], [0, 1, 0])):
        asked = measures.Asked(until=until)
        assert measures.talks(kept, None, asked).tolist() == begun
        assert measures.agreement(kept, None, asked).tolist() == agreed
    assert measures.talks_day(kept, None, None).tolist() == [np.inf, 5, 9]
    np.testing.assert_array_equal(
        measures.rounds_to_an_agreement(kept, None, None), [np.nan, 7, 30]
    )


def test_days_of_limbo_and_what_presses_then():
    """Three days of limbo; the side nearer to leaving is 0.1 from it, then 0.3 beyond."""
    limbo, truce = phases.LIMBO, phases.TRUCE
    outside = [[9, 0], [0.1, 0.0], [0.0, 5.0], [0.2, 0.4], [0, 0]]
    staying = [[0, 0], [0.2, 0.3], [0.0, 0.0], [0.3, 0.1], [9, 9]]
    kept = days(stage=[truce, limbo, limbo, limbo, truce], outside=outside, staying=staying)

    def asked(until):
        return measures.Asked(until=until)

    assert measures.limbo(kept, None, asked(1)).tolist() == [False]
    assert measures.limbo(kept, None, asked(2)).tolist() == [True]
    assert measures.limbo_days(kept, None, asked(9)).tolist() == [3]
    assert measures.limbo_days(kept, None, asked(3)).tolist() == [2]
    assert np.isnan(measures.limbo_days(kept, None, asked(1))).all()
    assert measures.pressure_rises(kept, None, asked(9)).tolist() == [1]
    assert np.isnan(measures.pressure_rises(kept, None, asked(2))).all()
    kept.days["outside"][0, 3] = [0.0, 0.0]
    assert measures.pressure_rises(kept, None, asked(9)).tolist() == [0]


def test_deaths_are_added_up_over_the_days_counted():
    kept = days(deaths=[5, 1, 2, 4])
    asked = measures.Asked(since=2, until=3, within=(3, 4))
    assert measures.deaths(kept, None, asked).tolist() == [3]
    assert measures.deaths(kept, None, measures.Asked()).tolist() == [12]
    found = [
        bool(measures.deaths_within(kept, None, asked._replace(within=within))[0])
        for within in ((3, 3), (0, 2), (4, 9), (1, 5))
    ]
    assert found == [True, False, False, True]


def test_a_truce_outlasts_the_phase_if_it_falls_after_its_last_day():
    kept = runs(stage=[phases.FIGHTING] * 3, last_day=[41, 42, 43], phase_1_days=[42] * 3)
    assert measures.outlasts_phase_1(kept, None, None).tolist() == [False, False, True]


def test_who_alone_resumed_and_what_an_agreement_of_the_first_day_is_worth():
    scenario = SimpleNamespace(
        premises=SimpleNamespace(parties={"a": party(1), "b": party(0)})
    )  # fmt: skip
    kept = runs(
        stage=[phases.FIGHTING] * 3 + [phases.TRUCE], resumed_by=[0, 1, phases.BOTH, 1],
        last_day=[9] * 4, ratified_day=[0, 1, 5, 0], deal_worth=[[0.1, 0.2]] * 4,
    )  # fmt: skip
    found = measures.resumed_by(kept, scenario, measures.Asked(of=("a",)))
    assert found.tolist() == [False, True, False, False]
    found = measures.worth_of_agreement(kept, scenario, measures.Asked(of=("b",)))
    np.testing.assert_array_equal(found, [np.nan, 0.2, 0.2, np.nan])


def test_a_run_ends_in_the_way_that_is_asked_about_or_in_another():
    causes = [phases.NOT_RATIFIED, phases.EXPIRY, phases.DELIBERATE, phases.HELD]
    asked = measures.Asked(of=("expiry",))
    assert measures.ended_by(runs(cause=causes), None, asked).tolist() == [0, 1, 0, 0]
