"""What an audit is about: a scenario, the variants beside it, statements about them, and files."""

from pathlib import Path
from typing import NamedTuple

import yaml
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException

from experiments import arguments, composing, configs, sentences
from experiments.auditing import headlines, judgements, nudged_runs, wording
from experiments.where import Sources, short
from sim import safe_yaml
from sim.refusals import PremiseError, shown

ALL = "all"  # variants that a user may ask for at once


class Scope(NamedTuple):
    """All that is to be audited, composed and checked."""

    settings: object  # audit.Settings
    command: tuple  # its arguments, as far as the result depends on them
    composed: composing.Composed
    plain: dict  # the configuration of each scenario played, by name; the audited one first
    ground: nudged_runs.Ground
    finder: judgements.Finder
    differences: list  # judgements.Difference between the two sides
    wording: wording.List
    files: list  # in which words are looked for
    skipped: list  # why variants that are declared are left out, in sentences


def gather(settings, command, composed):
    """Compose the variants, and read what is declared about all of them."""
    scenario = composed.scenario
    scenario.check_compiles()
    finder = judgements.Finder(composed.sources)  # before another composition takes its place
    folders = composed.sources.folders
    path = Path(settings.headlines).expanduser() if settings.headlines else headlines.FILE
    names, statements = headlines.declared(scenario, path)
    if settings.variants:
        asked = settings.variants == ALL
        names = (
            every_variant(scenario.name, folders)
            if asked
            else arguments.names("variants", settings.variants)
        )
    played, skipped = with_variants(composed, names, bool(settings.variants))
    scenarios = {name: one.scenario for name, one in played.items()}
    for variant in list(scenarios.values())[1:]:
        statements += headlines.about_variant(variant)
    return Scope(
        settings,
        command,
        composed,
        {name: one.premises for name, one in played.items()},
        nudged_runs.Ground(scenarios, statements, composed.settings.seed, composed.settings.runs),
        finder,
        judgements.differences(scenario, finder),
        wording.read(),
        files_to_read(folders),
        skipped,
    )


def every_variant(base, folders):
    """The scenarios whose files name another as the one they start from."""
    found = []
    for folder in folders:
        for path in sorted((folder / "scenario").glob("*.yaml")):
            try:
                contents = safe_yaml.load(path.read_text(encoding="utf-8"), twice=False)
            except (yaml.YAMLError, UnicodeDecodeError) as error:
                problem = f"this cannot be read: {sentences.first_line(error)}"
                raise sentences.Refused(f"{short(path)}: {problem}") from None
            defaults = contents.get("defaults") or [] if isinstance(contents, dict) else []
            if base in [one.rpartition("/")[2] for one in defaults if isinstance(one, str)]:
                found.append(path.stem)
    return found


def with_variants(composed, names, asked_for):
    """A scenario and variants with the same overrides, by name; and why some are left out.

    A variant may lack what an override sets: it is left out then, or refused if it is asked for.
    """
    played, skipped = {composed.scenario.name: composed}, []
    for name in names:
        if name in played:
            problem = (
                f"'{name}' is not allowed; it takes other scenarios than the one audited, once"
            )
            raise PremiseError("variants", problem)
        try:
            played[name] = compose_beside(name, composed.sources)
        except PremiseError as error:
            if asked_for or isinstance(error.__cause__, HydraException):
                raise
            skipped.append(error.problem)
    return played, skipped


def compose_beside(name, sources):
    """Another scenario with the same overrides."""
    overrides = [one for one in sources.overrides if not one.startswith("scenario=")]
    try:
        config = composing.compose_once([*overrides, f"scenario={name}"])
        return composing.read(config, Sources(HydraConfig.get()))
    except PremiseError as error:
        problem = f"'{name}' cannot be played beside it: {error}"
        raise PremiseError("variants", problem) from error
    except HydraException as error:
        known = configs.scenarios(*sources.folders)
        problem = f"{shown(name)} is not allowed; it takes names of {', '.join(known)}"
        raise PremiseError("variants", problem) from error


def files_to_read(folders):
    """The project's own files, and a user's."""
    found = wording.own_files()
    for folder in folders:
        if not folder.resolve().is_relative_to(configs.CONFIGS):
            found += wording.files_in(folder)
    return found
