"""Luck: the generator against its paper, draws by address, keys of runs."""

import sys
from collections import defaultdict

import numba
import numpy as np
import pytest
from playing import configured, watch
from scipy import stats
from variants import VARIANTS

from agents import luck
from agents.rules import squares
from sim import draws, ensemble, rows

assert ensemble.PLAYED  # importing the ensemble registers the generator with the compiler

PURPOSES = {
    name: value
    for name, value in vars(luck).items()
    if name.isupper() and isinstance(value, int) and name != "NOBODY"
}
FIELDS = {"purpose": 256, "actor": 256, "item": 65536, "attempt": 65536, "day": 65536}


# -- the generator --------------------------------------------------------------------------------

# Known answers that independent implementations publish for counters 0, 1, ... under this key.
PUBLISHED_KEY = 0x548C9DECBCE65297
PUBLISHED = (
    0x36D88366CEE633A5,
    0x944716E00E60DFAA,
    0xC8A8F4E0678654BF,
    0x35CC666AAB11C80D,
    0x7094EAB1CBAE8747,
    0xA2A1B6F56E92A96F,
    0xD884957D48007552,
    0xE61F37B97D593453,
    0xE4D45C4762B10DAD,
    0xB0DBD071F201DD2A,
)


def squares64_of_arrays(counters, keys):
    """The five rounds of the paper, on numpy's own unsigned words."""
    half = np.uint64(32)
    square = np.array(counters, dtype=np.uint64) * keys
    even, odd = square.copy(), square + keys
    for added in (even, odd, even):
        square = square * square + added
        square = (square >> half) | (square << half)
    last = square * square + odd
    square = (last >> half) | (last << half)
    return last ^ ((square * square + even) >> half)


def test_squares_gives_the_published_numbers():
    given = tuple(squares.squares64(counter, PUBLISHED_KEY) for counter in range(len(PUBLISHED)))

    assert given == PUBLISHED


def test_squares_agrees_with_an_implementation_on_machine_words():
    words = np.random.default_rng(1).integers(0, 2**64, size=(2, 5000), dtype=np.uint64)
    counters, keys = words[0], words[1] | np.uint64(1)

    ours = [squares.squares64(*pair) for pair in zip(counters.tolist(), keys.tolist(), strict=True)]

    assert ours == squares64_of_arrays(counters, keys).tolist()


@numba.njit
def uniforms(keys, addresses, out):
    """Draws at addresses, one a row, from compiled code."""
    for place in range(len(addresses)):
        purpose, actor, item, attempt, day = addresses[place]
        out[place] = luck.uniform(keys[place], purpose, actor, item, attempt, day)


def drawn(keys, addresses):
    """Draws at addresses under keys; each is broadcast to the longer of the two."""
    addresses = np.atleast_2d(np.array(addresses, dtype=np.int64))
    keys = np.atleast_1d(keys).view(np.int64)
    count = max(len(keys), len(addresses))
    out = np.zeros(count)
    keys = np.ascontiguousarray(np.broadcast_to(keys, count))
    uniforms(keys, np.ascontiguousarray(np.broadcast_to(addresses, (count, 5))), out)
    return out


def some_addresses(count):
    """Addresses and keys from all over."""
    rng = np.random.default_rng(2)
    addresses = np.stack([rng.integers(0, size, count) for size in FIELDS.values()], axis=1)
    addresses[:, 0] %= 128
    return draws.run_keys(5, 0, count), addresses


def test_ten_thousand_draws_are_the_same_plain_and_compiled():
    keys, addresses = some_addresses(10_000)

    plain = [
        luck.uniform(key, *address)
        for key, address in zip(keys.view(np.int64).tolist(), addresses.tolist(), strict=True)
    ]

    np.testing.assert_array_equal(drawn(keys, addresses), plain)


def test_a_draw_is_the_generator_at_its_address():
    """Purpose, actor, item, attempt and day stand side by side in the counter."""
    keys, addresses = some_addresses(2000)
    fields = addresses.astype(np.uint64).T
    widths = np.array([56, 48, 32, 16, 0], dtype=np.uint64)
    counters = np.bitwise_or.reduce(fields << widths[:, None])

    bits = squares64_of_arrays(counters, keys) >> np.uint64(12)

    np.testing.assert_array_equal(drawn(keys, addresses), (bits + 0.5) / 2.0**52)


def test_draws_lie_strictly_between_0_and_1():
    assert 0.0 < squares.unit(0) < 1e-15
    assert 1.0 - 1e-15 < squares.unit(2**64 - 1) < 1.0

    found = drawn(*some_addresses(200_000))

    assert 0.0 < found.min() < 0.0001
    assert 0.9999 < found.max() < 1.0


# -- the quality of draws as they are addressed ---------------------------------------------------


def along(coordinate, count=65536):
    """Draws at addresses that differ in one coordinate alone."""
    if coordinate == "run":
        return drawn(draws.run_keys(1, 0, count), (luck.SHOCK, luck.NOBODY, 0, 0, 1))
    if coordinate == "seed":
        keys = np.concatenate([draws.run_keys(seed, 0, 1) for seed in range(20_000)])
        return drawn(keys, (luck.SHOCK, luck.NOBODY, 0, 0, 1))
    place = list(FIELDS).index(coordinate)
    size = min(count, FIELDS[coordinate]) if coordinate != "purpose" else 128
    addresses = np.tile((luck.DELIVERY, 1, 2, 3, 4), (count, 1))
    addresses[:, place] = np.arange(count) % size
    return drawn(np.repeat(draws.run_keys(1, 0, count // size), size), addresses)


COORDINATES = ("run", "seed", *FIELDS)


def assert_fair(counted):
    """Counts of equally likely cells: neither too uneven nor too even for chance."""
    expected = counted.sum() / counted.size
    chi_square = ((counted - expected) ** 2 / expected).sum()

    assert stats.chi2.ppf(1e-5, counted.size - 1) < chi_square
    assert chi_square < stats.chi2.isf(1e-5, counted.size - 1)


def cells(*sequences, size):
    """Counts over a grid of cells of the unit interval, square or cube."""
    places = [np.minimum((sequence * size).astype(int), size - 1) for sequence in sequences]
    flat = np.ravel_multi_index(places, (size,) * len(places))
    return np.bincount(flat, minlength=size ** len(places))


@pytest.mark.parametrize("coordinate", COORDINATES)
def test_draws_are_uniform_along_each_coordinate(coordinate):
    assert_fair(cells(along(coordinate), size=128))


@pytest.mark.parametrize("coordinate", COORDINATES)
def test_neighbours_along_a_coordinate_have_nothing_to_do_with_each_other(coordinate):
    found = along(coordinate)

    for step in (1, 2):
        one, other = found[:-step], found[step:]
        assert abs(np.corrcoef(one, other)[0, 1]) < 4.5 / np.sqrt(len(one))
        assert_fair(cells(one[:: 2 * step], other[:: 2 * step], size=16))


@pytest.mark.parametrize("purpose", sorted(PURPOSES.values()))
def test_draws_for_two_purposes_in_one_run_have_nothing_to_do_with_each_other(purpose):
    """At the sparsest addresses there are: those with nothing but a purpose and an actor."""
    keys = draws.run_keys(1, 0, 30_000)
    one = drawn(keys, (purpose, luck.NOBODY, 0, 0, 0))
    for other in (purpose % len(PURPOSES) + 1, 2 * purpose):
        if other != purpose:
            found = drawn(keys, (other, luck.NOBODY, 0, 0, 0))
            assert_fair(cells(one, found, size=16))
    assert_fair(cells(one, drawn(keys, (purpose, 0, 0, 0, 0)), size=16))


def test_the_chi_square_test_fails_a_counter_that_is_not_mixed():
    """A Weyl sequence is far too even, a plain counter far too uneven."""
    weyl = (np.arange(65536) * 0.6180339887498949) % 1.0
    plain = np.arange(65536) / 2.0**32

    for found in (weyl, plain):
        with pytest.raises(AssertionError):
            assert_fair(cells(found, size=128))
        with pytest.raises(AssertionError):
            assert_fair(cells(found[:-1:2], found[1::2], size=16))


# -- keys of runs ---------------------------------------------------------------------------------


def test_the_mixer_gives_the_published_numbers_of_splitmix64():
    """Sebastiano Vigna's splitmix64.c from the state 1234567."""
    states = np.array([1234567], dtype=np.uint64) + draws.GAMMA * np.arange(1, 6, dtype=np.uint64)

    assert draws.mixed(states).tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_run_7_of_seed_1_is_the_same_run_whatever_the_block():
    alone = draws.run_keys(1, 7, 1)[0]

    assert alone == draws.run_keys(1, 0, 1000)[7]
    assert alone == draws.run_keys(1, 5, 3)[2]
    assert alone != draws.run_keys(2, 7, 1)[0]
    assert draws.run_keys(0, 0, 1)[0] != draws.run_keys(1, 0, 1)[0]


def test_a_million_runs_have_odd_keys_and_no_two_the_same():
    keys = np.concatenate([draws.run_keys(seed, 0, 250_000) for seed in (0, 1, 2, 2**63)])

    assert (keys & np.uint64(1) == 1).all()
    assert len(np.unique(keys)) == 1_000_000


def test_keys_have_as_many_ones_as_noughts_in_every_place_but_the_last():
    keys = draws.run_keys(1, 0, 20_000)
    ones = np.array([(keys >> np.uint64(place) & np.uint64(1)).sum() for place in range(1, 64)])

    assert (np.abs(ones.astype(float) - 10_000) < 5.0 * np.sqrt(5_000)).all()


# -- addresses ------------------------------------------------------------------------------------


def test_purposes_are_distinct_and_fit_their_field():
    assert len(PURPOSES) >= 14
    assert len(set(PURPOSES.values())) == len(PURPOSES)
    assert all(0 < value < 256 for value in PURPOSES.values())


def test_no_two_premises_share_an_address(january):
    names = [
        f"{section}.{key}.{field}"
        for section, model in rows.LISTS.items()
        for key in getattr(january.premises, section)
        for field in model.model_fields
    ]

    assert len(names) > 400
    assert len({draws.address(name) for name in names}) == len(names)
    assert all(0 <= draws.address(name) < 2**32 for name in names)


class Listener:
    """``luck.uniform``, noting who asks for what."""

    def __init__(self):
        self.asked = defaultdict(list)

    def uniform(self, key, purpose, actor, item, attempt, day):
        frame = sys._getframe(1)
        address = (purpose, actor, item, attempt, day)
        for value, size in zip(address, FIELDS.values(), strict=True):
            assert 0 <= value < size, address
        self.asked[(key, *address)].append(
            (frame.f_code.co_filename, frame.f_code.co_name, frame.f_lineno)
        )
        return self.real(key, *address)

    real = staticmethod(luck.uniform)


# What a decision asks for again: how much a crisis needs is the same on each of its days, and
# whether the people whom an optional phase is about can be found is the same at each look at it.
ASKED_AGAIN = {luck.SETTLEMENT, luck.LISTS}

MANY_DRAWS = {
    **VARIANTS,
    "very much violence": (
        "violence.background=20", "violence.branching=0.9", "choice.resumable=false"
    ),
    "much put off": ("choice.scale=0.5", "delivery.review_days=1", "choice.resumable=false"),
    "shocks and quick talks": ("shocks.shock_rate=0.3", "talks.rounds_a_day=5"),
}  # fmt: skip

EQUAL_RISKS = ("theory=zeuthen", "parties.second.war_prospect=0", "issues.pie.curvature_first=1")


def listened_to(monkeypatch, runs, *overrides, seed=1):
    """A listener to runs of a scenario."""
    listener = Listener()
    monkeypatch.setattr(luck, "uniform", listener.uniform)
    for run in range(runs):
        watch(configured(*overrides), seed, run)
    return listener


@pytest.mark.parametrize("name", MANY_DRAWS)
def test_no_two_draws_share_an_address(name, monkeypatch):
    """Nothing is asked for at one address from two places, or twice for two decisions."""
    listener = listened_to(monkeypatch, 2, *MANY_DRAWS[name])

    assert len(listener.asked) > 200
    purposes = set()
    for address, askers in listener.asked.items():
        purposes.add(address[1])
        assert len(set(askers)) == 1, (address, askers)
        assert len(askers) == 1 or address[1] in ASKED_AGAIN, (address, askers)
    assert {luck.PREMISE, luck.DELIVERY, luck.PERCEPTION} <= purposes


def test_each_purpose_is_asked_for_by_one_decision_alone(monkeypatch):
    askers = defaultdict(set)
    for settings in (*MANY_DRAWS.values(), EQUAL_RISKS):
        for address, found in listened_to(monkeypatch, 1, *settings, seed=2).asked.items():
            askers[address[1]].update((file, function) for file, function, _ in found)

    assert set(askers) == set(PURPOSES.values())
    assert all(len(found) == 1 for found in askers.values())


# Luck that belongs to a day; all other luck is the same on whatever day it is asked for.
OF_THE_DAY = {luck.SHOCK, luck.INCIDENTS, luck.AUTHOR, luck.DEATHS, luck.BLAME, luck.STATEMENT}


@pytest.mark.parametrize("name", ["as it stands", "all at once"])
def test_only_luck_that_belongs_to_a_day_is_named_by_the_day(name, monkeypatch):
    listener = Listener()
    monkeypatch.setattr(luck, "uniform", listener.uniform)

    model = watch(configured(*VARIANTS[name]), 1, 4)

    of_items = {
        luck.DELIVERY, luck.MANNER, luck.LAG, luck.DELAY, luck.PERCEPTION, luck.DISPUTE,
        luck.IDENTITY,
    }  # fmt: skip
    for _, purpose, _, item, attempt, day in listener.asked:
        assert (day > 0) == (purpose in OF_THE_DAY)
        if purpose == luck.RESUMPTION:
            assert 1 <= item <= model.world.spell
        elif purpose in of_items:
            assert item < len(model.obligations)
            assert attempt <= model.obligations[item].attempt


def test_an_item_that_is_put_on_another_day_keeps_its_luck(monkeypatch):
    asked = []
    for day in (7, 12):
        listener = Listener()
        monkeypatch.setattr(luck, "uniform", listener.uniform)
        model = watch(configured(f"obligations.coastal_road.day={day}"), 1, 0)
        place = list(model.premises.premises.obligations).index("coastal_road")
        asked.append(
            {
                address
                for address in listener.asked
                if address[1] in (luck.DELIVERY, luck.MANNER) and address[3:5] == (place, 0)
            }
        )

    assert len(asked[0]) == 2
    assert asked[0] == asked[1]


def test_a_crisis_needs_the_same_on_each_of_its_days_and_another_in_the_next(monkeypatch):
    listener = Listener()
    monkeypatch.setattr(luck, "uniform", listener.uniform)

    model = watch(configured("violence.harm=0.01", "choice.resumable=false"), 1, 1)

    asked = {
        address[3]: len(askers)
        for address, askers in listener.asked.items()
        if address[1] == luck.SETTLEMENT
    }
    assert model.world.crises > 2
    assert sorted(asked) == list(range(1, model.world.crises + 1))
    assert max(asked.values()) > 1
