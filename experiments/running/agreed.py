"""What was agreed, in plain words: the summary of talks in which nothing is carried out."""

import collections

from experiments import console
from sim import words
from sim.story import talks
from sim.story.words import Words

MOST = 3  # agreements that are told, the most frequent ones


def deals(folder, scenario):
    """Terms that were agreed, and in how many runs; each a level of every issue [share].

    Of a run it is the last agreement at the table that counts, if it was approved.
    """
    from experiments.running import reading

    found = collections.Counter()
    if not reading.has(folder, "offers"):
        return found
    issues = list(scenario.premises.issues)
    runs = reading.blocks(folder, "runs", ["run", "ratified_day"])
    offers = reading.blocks(folder, "offers", ["run", "accepted", *issues])
    for ours, made in zip(runs, offers, strict=True):
        approved = set(ours["run"][ours["ratified_day"] > 0].tolist())
        terms = zip(*(made[issue].tolist() for issue in issues), strict=True)
        rows = zip(made["run"].tolist(), made["accepted"].tolist(), terms, strict=True)
        last = {run: deal for run, accepted, deal in rows if accepted and run in approved}
        found.update(last.values())
    return found


def in_words(deal, scenario):
    """Terms as the issues and their values are called."""
    called = Words(scenario)
    return "; ".join(
        f"{called.issue(key)}: {talks.level(called, key, share)}{talks.unit(called, key)}"
        for key, share in zip(scenario.premises.issues, deal, strict=True)
    )


def most_often(folder, scenario):
    """The most frequent agreements, a line each."""
    found = deals(folder, scenario)
    for deal, count in found.most_common(MOST):
        yield f"  in {words.count(count)}: {in_words(deal, scenario)}"
    if len(found) > MOST:
        yield f"  and {console.count(len(found) - MOST, 'other agreement')}"


def lines(composed, found, folder):
    """In how many runs they agreed, and on what."""
    scenario, share = composed.scenario, found["agreement"]
    ends = words.percent_range(share.low, share.high)
    interval = f"; 95 % interval {ends}" if share.of > 1 else ""
    yield (
        f"In {words.of_runs(share.count, share.of)} under these assumptions they agreed "
        f"(scenario {scenario.called}, seed {composed.settings.seed}{interval})."
    )
    told = list(most_often(folder, scenario))
    if told:
        yield "On what, most often first:"
        yield from told
