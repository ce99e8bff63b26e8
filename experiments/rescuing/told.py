"""What the changes do, in plain words, for the screen."""

from experiments.rescuing import candidates
from sim import intervals, words

SHOWN = 12  # changes on the screen
COUPLING = (
    "Which runs are saved depends on how luck is shared: with other luck after the change the same "
    "run may end otherwise. Only the difference of the shares standing is identified."
)


def lines(question, found):
    """What was found, line by line."""
    yield from of_one(question.runs[0], found) if question.is_single else of_all(found)
    yield ""
    yield COUPLING


def of_all(found):
    """What each change does to all runs."""
    fell = int(found.fallen.sum())
    yield f"{words.of_runs(fell, len(found.fallen))} fell, {words.NOT_A_FORECAST}."
    if not fell:
        return
    for one in sorted(found.tried, key=lambda one: -int(one.saved.sum()))[:SHOWN]:
        saved, lost = int(one.saved.sum()), int(one.lost.sum())
        span = words.percent_range(*intervals.wilson(saved, fell))
        yield (
            f"- {one.change.words}: saves {saved:,} of {fell:,} ({span}), and {lost:,} that stood "
            f"{words.verb(lost, 'falls', 'fall')}."
        )
    places = found.fallen.nonzero()[0]
    some = sum(candidates.smallest(found.tried, place) is not None for place in places)
    yield (
        f"Some change of the {len(found.tried)} saves {some:,} of {fell:,}; {fell - some:,} "
        f"{words.verb(fell - some)} saved by none of them alone."
    )


def of_one(run, found):
    """The smallest changes that save one run."""
    saving = [one.change for one in found.tried if one.saved[0]]
    if not saving:
        yield f"None of {words.count(len(found.tried), 'change')} alone saves run {run}."
        return
    yield f"Run {run} is saved by {len(saving)} of {len(found.tried)}, smallest first:"
    for change in saving[:SHOWN]:
        yield f"- {change.words} ({100 * change.size:.3g} % of its range)"
