"""Domains that tests play: drawn at random, and as premises of the bare bilateral scenario."""

import copy

import numpy as np
from hypothesis import strategies as st

from experiments import composing
from sim import scenario
from sim.domains import Domain, Issue, Profile
from sim.domains.premises import as_premises

worths = st.integers(0, 1000).map(lambda number: number / 1000)
names = st.text("abcdefgh", min_size=1, max_size=6)


@st.composite
def domains(draw):
    """Domains of up to four issues with up to five values, as either format may hold them."""
    labels = draw(st.lists(names, min_size=3, max_size=7, unique=True))
    name, first, second, *keys = [*labels, "issue"] if len(labels) == 3 else labels
    issues, rows = [], ([], [])
    for key in keys:
        values = draw(st.lists(names, min_size=2, max_size=5, unique=True))
        issues.append(Issue(key, tuple(values)))
        for row in rows:
            found = [draw(worths) for _ in values]
            found[draw(st.integers(0, len(values) - 1))] = 1.0
            row.append(tuple(found))
    profiles = []
    for key, row in zip((first, second), rows, strict=True):
        parts = [draw(st.integers(1, 100)) for _ in issues]
        weights = tuple(part / sum(parts) for part in parts)
        reserved = draw(st.none() | st.integers(0, 90).map(lambda number: number / 100))
        profiles.append(
            Profile(key, weights, tuple(row), reserved, draw(st.sampled_from((1, 0.9))))
        )
    return Domain(name, tuple(issues), tuple(profiles))


def random_domain(seed, most_issues=4, most_values=6):
    """A domain of a seed, in which no two outcomes are likely to be worth the same to a side."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(2, most_values + 1, rng.integers(1, most_issues + 1))
    issues = tuple(
        Issue(f"issue {place}", tuple(f"value {number}" for number in range(size)))
        for place, size in enumerate(sizes)
    )
    profiles = []
    for name in ("one", "other"):
        rows = []
        for size in sizes:
            row = rng.random(size)
            rows.append(tuple((row / row.max()).tolist()))
        weights = rng.dirichlet(np.ones(len(sizes)) * 2.0)
        profiles.append(Profile(name, tuple(weights.tolist()), tuple(rows)))
    return Domain(f"domain {seed}", issues, tuple(profiles))


def played(domain, *overrides, **traits):
    """The bare bilateral scenario with a domain; ``traits`` are added to both parties'."""
    plain = copy.deepcopy(composing.composed("scenario=bilateral", *overrides).premises)
    issues, found, names = as_premises(domain, tuple(plain["parties"]), 1 / 40, 1)
    plain["issues"] = issues
    plain["names"] |= names
    for party, own in found.items():
        plain["parties"][party] |= {**own, **traits}
    return scenario.from_config(plain, "bilateral")
