"""The pages of the teaching pack that are made from the program, made anew.

    python -m experiments.teach                        # role sheets, and what lessons quote
    python -m experiments.teach only=[roles]           # role sheets alone
    python -m experiments.teach scenario=november_2023 names=fictional out=my_roles

Writes the role sheets of a scenario, and plays each command that a page of ``docs/teaching``
quotes and puts what came under it. With ``out`` the role sheets go to another folder, and no page
is touched: so a class gets sheets of its own scenario, or with invented names.
"""

import sys
from pathlib import Path

from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from agents.premise import Premise, name
from experiments import _command, arguments, composing, pages, results, sentences
from experiments.teaching import played, roles
from sim.refusals import PremiseError

FOLDER = composing.ROOT / "docs" / "teaching"
PARTS = ("roles", "lessons")
KEY = "a_deal.md"  # for the instructor alone


class Settings(Premise):
    """Settings of ``experiments.teach``."""

    only: str = name("", "parts, as in [roles]; empty for roles and lessons")
    out: str = name("", "folder for role sheets of your own; empty for docs/teaching")


def main(given):
    """Write the role sheets, and make anew what the lessons quote."""
    own, overrides = arguments.parted(composing.own_folder(given), Settings)
    settings = arguments.checked(Settings, own)
    parts = arguments.names("only", settings.only) or list(PARTS)
    for part in parts:
        if part not in PARTS:
            raise PremiseError("only", f"'{part}' is not allowed; it takes {', '.join(PARTS)}")
    if settings.out and settings.only:
        problem = "is given with out=FOLDER, where role sheets of your own go and nothing else"
        raise PremiseError("only", problem)
    if settings.out:
        write_roles(Path(settings.out), Path(settings.out) / "instructor", overrides)
        return
    if overrides:
        raise PremiseError(overrides[0], "is given without out=FOLDER, where sheets of yours go")
    if "roles" in parts:
        write_roles(FOLDER / "roles", FOLDER / "answers", [])
    if "lessons" in parts:
        for path in quoting():
            pages.write(path, played.filled(path.read_text(encoding="utf-8")))


def write_roles(folder, answers, overrides):
    """Write the role sheets of a scenario into a folder, and a deal that was there for answers."""
    try:
        scenario = composing.composed(*overrides).scenario
    except (HydraException, OmegaConfBaseException) as error:
        raise sentences.Refused(sentences.sentence(error, overrides)) from None
    texts = {folder / file: text for file, text in roles.pages(scenario).items()}
    texts[answers / KEY] = roles.key(scenario)
    for path, text in texts.items():
        results.made(path.parent)
        pages.write(path, text)


def quoting():
    """The pages that quote what a command leaves."""
    found = sorted(FOLDER.rglob("*.md"))
    return [path for path in found if played.commands(path.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
