"""A campaign that coverage guides, on the readers of domains: what reaches new code is kept.

    pip install atheris                      # no part of the lock files; Linux
    python -m tests.quality.guided runs=200000 seed=1

The reader of Genius and NegMAS files gets three files at once. Inputs start from valid domains; a
fault is any error that is no sentence (`PremiseError`), and a domain whose numbers are not finite.
libFuzzer says how many inputs there were, and leaves the one that failed in the current folder.
"""

import sys
import tempfile
from pathlib import Path

from tests.quality import asked

try:
    import atheris
except ImportError:
    asked.helped(sys.argv[1:], __doc__)
    asked.refuse("guided: it needs atheris, which pip install atheris brings (Linux)")

with atheris.instrument_imports(include=["sim.domains", "sim.safe_yaml", "sim.refusals"]):
    from sim import domains

from sim.domains.domain import normal
from sim.refusals import PremiseError
from tests.quality.fuzzing.domains import look_at, valid

BETWEEN = b"\x00\x00"  # files of one input
ENDS = {0: ".xml", 1: ".yml"}


def main(arguments):
    """Try inputs until there are enough, or one fails."""
    given = asked.read(arguments, __doc__, runs=200_000, seed=1)
    with tempfile.TemporaryDirectory(prefix="truce-guided-") as desk:
        corpus, folder = Path(desk, "corpus"), Path(desk, "domain")
        corpus.mkdir()
        folder.mkdir()
        seeds(corpus)
        flags = [f"-runs={given['runs']}", f"-seed={given['seed']}"]
        flags += ["-max_len=8000", "-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *flags, str(corpus)], lambda held: tried(held, folder))
        atheris.Fuzz()


def seeds(corpus):
    """Write valid domains as inputs."""
    for mark, form in enumerate(domains.FORMATS):
        for number, texts in enumerate(valid(form)):
            held = BETWEEN.join(text.encode() for text in texts.values())
            (corpus / f"{form}{number}").write_bytes(bytes([mark]) + held)


def tried(held, folder):
    """Read an input as the files of a folder."""
    end = ENDS[held[0] % 2 if held else 0]
    for old in folder.iterdir():
        old.unlink()
    for number, part in enumerate(held[1:].split(BETWEEN)[:3]):
        (folder / f"file{number}{end}").write_bytes(part)
    try:
        found = domains.read(str(folder))
    except PremiseError:
        return
    for profile in map(normal, found.profiles):
        look_at(profile)


if __name__ == "__main__":
    main(sys.argv[1:])
