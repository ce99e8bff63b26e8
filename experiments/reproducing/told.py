"""What is said of a result played again: the same or not, and made with what."""

import platform

from experiments import provenance
from sim import plain_text
from sim.refusals import cut
from sim.words import count, listed

SHOWN = 3  # differences, named


def same(about, judgement):
    """The sentences for a result that is the same; how much is told from what was played."""
    return f"The same: {', '.join([judgement.what, *much(judgement.played)])}. {made(about)}"


def not_same(judgement):
    """The sentence for a result that is not."""
    found = judgement.differences
    more = f"; and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return f"Not the same: {'; '.join(found[:SHOWN])}{more}."


def much(about):
    """How many runs were played, and under which seed."""
    counts = about.get("counts")
    counts = counts if isinstance(counts, dict) else {}
    found = (("point", counts.get("points")), ("run", counts.get("runs", about.get("runs"))))
    many = [count(number, noun) for noun, number in found if type(number) is int]
    if many:
        yield " of ".join(many)
    if type(about.get("seed")) is int:
        yield f"seed {about['seed']}"


def made(about):
    """With what a result says that it was made, and with what it was played again."""
    then = f"version {word(about.get('version'))}{commit(about.get('commit'))}"
    now = f"version {provenance.version()}{commit(provenance.commit())}"
    more = ", ".join(surroundings(about))
    return f"Made, as its record says, by {then}; played again by {now}, {more}."


def commit(name):
    """The first characters of a commit, if there is one."""
    return f", commit {word(name)[:7]}" if name else ""


def surroundings(about):
    """Python, and libraries of another version than then; nothing is known of those of a figure."""
    python = platform.python_version()
    yield f"Python {python}{was(about.get('python'), python)}"
    then = about.get("libraries")
    if isinstance(then, dict):
        other = [
            f"{name} {now}{was(then[name], now)}"
            for name, now in provenance.versions().items()
            if name in then and then[name] != now
        ]
        yield f"other libraries: {listed(other)}" if other else "the same libraries"


def was(then, now):
    """What a version was, where it is another now."""
    return "" if then in (None, now) else f" (then {word(then)})"


def word(value):
    """A word from a file."""
    return cut(plain_text.in_a_line(value))


def of_code(about):
    """That the code has changed since, if it has."""
    then, now = about.get("code_hash"), provenance.code_hash()
    if then == now:
        return ""
    return (
        f"The code is not the one that made it (code_hash {word(then)}, and now {now}); "
        "the numbers may be the same for all that."
    )
