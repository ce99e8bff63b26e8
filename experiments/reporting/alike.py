"""What results of a report have in common: the code, the libraries, the luck, the base premises."""

from experiments.reporting.comparison import differing
from experiments.reporting.comparison.differing import between
from sim import words
from sim.report.document import Paragraph

MOST_NAMED = 4  # premises that differ, before the rest is counted


def called(results):
    """``result 1``, ``results 1 and 3``."""
    places = words.listed(str(one.place) for one in results)
    return f"result{'' if len(results) == 1 else 's'} {places}"


def named(one):
    """``Result 1 (compare)``: as its headings say it."""
    return f"Result {one.place} ({one.kind})"


def lower(text):
    """A text with a small letter first, within a sentence."""
    return text[:1].lower() + text[1:]


def groups(results, mark):
    """Results by what ``mark(result)`` gives, in order."""
    found = {}
    for one in results:
        found.setdefault(mark(one), []).append(one)
    return found


def code(one):
    """The version of the program that played a result."""
    return one.provenance["code_hash"]


def libraries(one):
    """What a result was played with beside the program."""
    held = one.provenance
    return held.get("python"), tuple((held.get("libraries") or {}).items()), held.get("platform")


def made(results):
    """Whether several results were made by one version of the program, on the same libraries."""
    if len(results) < 2:
        return
    by_code = groups(results, code)
    if len(by_code) > 1:
        parts = (f"{called(ones)} by code `{mark}`" for mark, ones in by_code.items())
        yield Paragraph(
            f"These results were made by different versions of the program: {'; '.join(parts)}. A "
            "difference between their numbers may come from the program, and not from what was "
            f"played.{uncommitted(by_code)}",
            strong=True,
        )
    else:
        yield Paragraph("All results were made by the same version of the program.")
    by_library = groups(results, libraries)
    if len(by_library) > 1:
        told = "; ".join(called(ones) for ones in by_library.values())
        yield Paragraph(
            f"Python, its libraries or the machine were not the same for all results: {told}."
        )
    by_seed = groups(results, lambda one: one.seed)
    if len(by_seed) > 1:
        parts = (f"{called(ones)} seed {seed}" for seed, ones in by_seed.items())
        yield Paragraph(
            f"They were played on different luck: {'; '.join(parts)}. Runs of one number are "
            "alike only on the same seed."
        )


def uncommitted(by_code):
    """A sentence where results of one commit were made by more than one code."""
    commits = [one.provenance.get("commit") for ones in by_code.values() for one in ones[:1]]
    known = [commit for commit in commits if commit]
    if len(set(known)) == len(known):
        return ""
    return (
        " Some name the same commit all the same: at least one of them was made with changes that "
        "are not in it."
    )


def base(one):
    """What a result starts from, without the words; None where no file holds it."""
    held = {key: value for key, value in one.premises.items() if key not in differing.WORDS}
    if not held:
        return None
    beside = {key: one.provenance.get(key) for key in ("posterior", "strategies")}
    return held | {key: value for key, value in beside.items() if value}


def apart(first, second):
    """The premises in which the bases of two results differ; None where one is not known."""
    held = base(first), base(second)
    return None if None in held else [key for key, _ in between(held)]


def few(keys):
    """Some keys by name, and how many more there are."""
    some = [f"`{key}`" for key in keys[:MOST_NAMED]]
    if len(keys) > MOST_NAMED:
        some.append(f"{len(keys) - MOST_NAMED:,} more")
    return words.listed(some)
