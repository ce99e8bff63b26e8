"""What is said in public: as far as the speaker is believed, hope follows it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import stub, watch
from stages import (
    a_log,
    assert_same_days,
    assert_swapping_swaps,
    events,
    plain,
    promise,
    small,
    told,
)

from agents import luck, notes, speaking
from agents.traits import FULL, INSTRUMENTS, TECHNICAL
from sim.refusals import PremiseError

quick = settings(deadline=None, max_examples=80)
share = st.floats(0.0, 1.0)

QUIET = {f"budget_{name}": 0 for name in INSTRUMENTS}


def a_party(**fields):
    usual = {"stream": 0, "current_hope": 0.5, "asked": -1.0, "heard": -1.0, "mandate": FULL}
    return stub("parties", usual, fields)


def a_world(**fields):
    usual = {
        "key": 9, "day": 10, "noted": 0, "talking": 0, "round": 0, "heed": 0.5, "announcement": 0.4,
        "ratified_day": 0, "broken_day": 0,
    }  # fmt: skip
    return stub("world", usual, fields)


def a_mediator(**fields):
    usual = {"stream": 0, "optimism": 0.0, "noise": 0.0, "credibility": [0.8, 0.4]}
    return stub("mediators", usual, fields)


def an_item(index):
    return stub("obligations", {}, {"index": index})


def state(mediator, parties, world):
    """What a mediator says, in numbers."""
    log = a_log()
    speaking.state(mediator, parties, world, log)
    return notes.reasons_of(log[0])


# -- statements of mediators ----------------------------------------------------------------------


def test_a_statement_says_how_the_truce_stands_and_moves_hope_as_far_as_it_is_believed():
    """Hopes of 0.2 and 0.6 are 0.4 on the whole; 0.5 x 0.8 of the way, and 0.5 x 0.4."""
    parties = [a_party(current_hope=0.2), a_party(current_hope=0.6)]

    said = state(a_mediator(), parties, a_world())

    assert (said.meant, said.said) == (pytest.approx(0.4), pytest.approx(0.4))
    assert parties[0].current_hope == pytest.approx(0.2 + 0.4 * 0.2)
    assert parties[1].current_hope == pytest.approx(0.6 - 0.2 * 0.2)
    assert (said.hope_0, said.hope_1) == (parties[0].current_hope, parties[1].current_hope)


def test_on_days_of_talks_what_is_closed_of_the_gap_counts_as_much_as_hope():
    """Gaps of 0.4 and 0.2 leave 0.7 closed; hopes are 0.5."""
    parties = [a_party(asked=0.8, heard=0.4), a_party(asked=0.5, heard=0.3)]

    assert speaking.stand(parties, a_world(talking=1, round=3)) == pytest.approx(0.6)
    assert speaking.stand(parties, a_world()) == 0.5


@pytest.mark.parametrize(
    ("optimism", "noise", "draw", "said"),
    [
        (0.2, 0.0, 0.9, 0.7),
        (-0.2, 0.0, 0.9, 0.3),
        (0.0, 0.1, 0.75, 0.55),
        (0.0, 0.1, 0.0, 0.4),
        (0.9, 0.0, 0.5, 1.0),
        (-0.9, 0.0, 0.5, 0.0),
    ],
)
def test_a_statement_has_its_speakers_bent_and_some_noise_and_stays_a_share(
    monkeypatch, optimism, noise, draw, said
):
    monkeypatch.setattr(luck, "uniform", lambda *address: draw)

    found = state(a_mediator(optimism=optimism, noise=noise), [a_party(), a_party()], a_world())

    assert found.meant == 0.5
    assert found.said == pytest.approx(said)


@quick
@given(share, share, st.floats(-1.0, 1.0), share, share, share)
def test_hope_stays_a_share_and_never_goes_past_what_is_said(
    first, second, optimism, noise, heed, believed
):
    parties = [a_party(current_hope=first), a_party(current_hope=second)]
    mediator = a_mediator(optimism=optimism, noise=noise, credibility=[believed, 1.0])

    said = state(mediator, parties, a_world(heed=heed)).said

    for party, before in zip(parties, (first, second), strict=True):
        low, high = sorted((before, said))
        assert low - 1e-12 <= party.current_hope <= high + 1e-12


@pytest.mark.parametrize(("heed", "credibility"), [(0.0, [1.0, 1.0]), (1.0, [0.0, 0.0])])
def test_words_that_nobody_heeds_or_believes_move_nothing(heed, credibility):
    parties = [a_party(current_hope=0.123), a_party(current_hope=0.987)]

    state(a_mediator(optimism=1.0, credibility=credibility), parties, a_world(heed=heed))

    assert [party.current_hope for party in parties] == [0.123, 0.987]


def test_what_is_signed_needs_no_hope():
    parties = [a_party(current_hope=1.0), a_party(current_hope=1.0)]

    state(a_mediator(optimism=-1.0), parties, a_world(ratified_day=8))

    assert [party.current_hope for party in parties] == [1.0, 1.0]


def test_no_words_bring_back_the_hope_that_went_with_the_talks():
    parties = [a_party(current_hope=0.0), a_party(current_hope=0.0)]
    world = a_world(broken_day=8)

    state(a_mediator(optimism=1.0), parties, world)
    speaking.announce(parties[0], parties[1], an_item(0), world, a_log())

    assert [party.current_hope for party in parties] == [0.0, 0.0]


def test_each_statement_has_its_own_luck():
    """By mediator and day."""
    said = {
        (stream, day): state(
            a_mediator(stream=stream, noise=0.3), [a_party(), a_party()], a_world(day=day)
        ).said
        for stream in (0, 1)
        for day in (10, 20)
    }

    assert len(set(said.values())) == 4


# -- announcements --------------------------------------------------------------------------------


@pytest.mark.parametrize(("mandate", "said"), [(FULL, 1.0), (TECHNICAL, 0.6)])
def test_the_news_of_a_team_moves_the_other_sides_hope_by_its_mandate(mandate, said):
    sender, other, log = a_party(mandate=mandate), a_party(current_hope=0.3), a_log()

    speaking.announce(sender, other, an_item(7), a_world(), log)

    assert other.current_hope == pytest.approx(0.3 + 0.4 * (said - 0.3))
    assert sender.current_hope == 0.5
    assert log[0][notes.ACTOR : notes.REASONS] == [0, 7]
    assert notes.reasons_of(log[0]) == (mandate, said, other.current_hope)


def test_a_technical_team_is_bad_news_for_who_hoped_for_more():
    other = a_party(current_hope=0.9)

    speaking.announce(a_party(mandate=TECHNICAL), other, an_item(0), a_world(), a_log())

    assert other.current_hope < 0.9


def test_unheeded_announcements_are_not_written_down():
    other, world = a_party(), a_world(announcement=0.0)

    speaking.announce(a_party(), other, an_item(0), world, a_log())

    assert (other.current_hope, world.noted) == (0.5, 0)


# -- whole runs -----------------------------------------------------------------------------------


def envoy(**rest):
    return {"envoy": {**QUIET, "credibility_north": 1.0, "credibility_south": 0.5, **rest}}


def test_mediators_speak_every_so_many_days():
    model = watch(
        small(
            mediators={**envoy(), "other": QUIET},
            mediation={"statement_days": 7},
        )
    )

    assert events(model, notes.STATEMENT)[:, [notes.DAY, notes.ACTOR]].tolist() == [
        [day, speaker] for day in (7, 14, 21, 28) for speaker in (0, 1)
    ]


def test_talk_of_progress_raises_the_worth_of_staying_and_gloom_lowers_it():
    days = {}
    for optimism in (-1.0, 0.0, 1.0):
        model = watch(
            small(
                mediators=envoy(optimism=optimism, noise=0.0),
                mediation={"statement_days": 5, "heed": 0.3},
            )
        )
        days[optimism] = model.days.array()[4]

    for field in ("hope", "staying"):
        low, middle, high = (days[optimism][field] for optimism in (-1.0, 0.0, 1.0))
        assert (low < middle).all()
        assert (middle < high).all()


def test_the_news_of_a_team_comes_when_it_is_sent():
    model = watch(
        small(
            {"hope": 0.5},
            {"hope": 0.2},
            obligations={"team": promise("north", kind="talks", day=6)},
            mediation={"announcement": 0.5},
        )
    )

    days = model.days.array()
    assert events(model, notes.ANNOUNCEMENT)[:, notes.DAY].tolist() == [6.0]
    assert days["hope"][4].tolist() == [0.5, 0.2]
    assert days["hope"][5].tolist() == [0.5, pytest.approx(0.6)]


# -- off, mirrored, refused -----------------------------------------------------------------------


def test_with_no_statements_and_no_heed_to_announcements_nothing_is_said():
    team = {"team": promise("north", kind="talks", day=6)}
    loud = envoy(optimism=1.0, noise=1.0)

    off = watch(small(obligations=team, mediators=loud, mediation={"statement_days": 0, "heed": 1}))

    assert len(events(off, notes.STATEMENT, notes.ANNOUNCEMENT)) == 0
    assert_same_days(off, watch(small(obligations=team)))


def test_swapping_the_sides_swaps_the_outcome():
    both = {"one": {"optimism": 0.2, "credibility_north": 0.9}, "two": {"noise": 0.4}}
    config = plain(
        {"hope": 0.3, "haste": 0.4},
        {"hope": 0.7, "haste": 1.2},
        issues={"pie": {"levels": 21}},
        obligations={
            "north_team": promise("north", kind="talks", day=3),
            "south_team": promise("south", kind="talks", day=5, cost=0.1),
        },
        mediators=both,
        mediation={"statement_days": 2, "heed": 0.4, "announcement": 0.3},
        choice={"scale": 0.05, "resumable": True},
    )

    models = assert_swapping_swaps(config, runs=4)

    assert all(told(model, notes.STATEMENT) for model in models)
    assert any(told(model, notes.ANNOUNCEMENT) for model in models)


@pytest.mark.parametrize(
    ("sections", "sentence"),
    [
        ({"mediation": {"statement_days": -1}}, "mediation.statement_days: -1 .* from 0 to"),
        ({"mediation": {"heed": 1.1}}, "mediation.heed: 1.1 .* from 0 to 1"),
        ({"mediation": {"anouncement": 0}}, "anouncement: .* did you mean 'announcement'"),
        ({"mediators": {"a": {"optimism": 2}}}, "mediators.a.optimism: 2 .* from -1 to 1"),
        ({"mediators": {"a": {"noise": -0.1}}}, "mediators.a.noise: -0.1 .* from 0 to 1"),
    ],
)
def test_what_cannot_be_is_refused(sections, sentence):
    with pytest.raises(PremiseError, match=sentence):
        small(**sections)
