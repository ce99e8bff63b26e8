"""Results that a report is made of: folders that commands left, read and never changed."""

import re
from functools import cached_property
from pathlib import Path

from experiments import intact, provenance, read_back, sentences
from experiments.reporting import columns, kept, recorded
from experiments.sweeping.begun import begun_by, unfinished
from sim import outcomes, scenario, words
from sim.refusals import PremiseError, cut

KINDS = ("run", "sweep", "compare", "sensitivity", "discover", "backtest")
HASH = re.compile(r"[0-9a-f]{7,64}")  # of git, or of the sources
TAKES = f"it takes folders of finished results of {', '.join(KINDS)}"


class Result:
    """A finished result: its folder, what kind it is, and what is known of it.

    ``place`` is its number among the results of a report, from 1; 0 where it is the only one.
    """

    def __init__(self, folder, place=0):
        self.folder, self.place = Path(folder), place
        self.provenance = whole(self.folder)
        self.kind = self.provenance["command"][0].rpartition(".")[2]
        if self.kind not in KINDS:
            raise PremiseError("results", f"'{folder}' is a result of {self.kind}; {TAKES}")
        recorded.check(self.folder, self.kind, self.provenance)
        check_hashes(self.folder, self.provenance)
        check_files(self.folder, self.provenance.get("files"))

    @cached_property
    def config(self):
        """All that the numbers follow from, as plain data; empty where no file holds it."""
        path = self.folder / provenance.CONFIG
        if not path.is_file():
            recorded.check_there(self.folder, self.kind)
            return {}
        found = read_back.config(path, TAKES)
        recorded.check_config(self.folder, self.kind, found)
        return found

    @cached_property
    def played(self):
        """The configuration that was played, as plain data: of several scenarios the first.

        Of conditions that were looked for in a sweep it is the sweep's; empty where the folder does
        not keep that, as older ones do not.
        """
        if self.kind in ("compare", "backtest"):
            return self.config.get("scenarios", {}).get(self.name, {})
        if "sweep" in self.config:
            return self.config["sweep"].get("configuration") or {}
        return self.config

    @property
    def name(self):
        """The name of what was played; of a backtest its first case, empty where none is kept."""
        if self.kind == "backtest":
            return next(iter(self.config.get("scenarios", ())), "")
        return self.provenance["scenario"]

    @cached_property
    def premises(self):
        """The premises of what was played, as plain data; empty where the folder keeps none."""
        return {key: value for key, value in self.played.items() if key in scenario.SECTIONS}

    @cached_property
    def scenario(self):
        """The scenario that was played; of several the first, which the others stand beside.

        None where the folder does not keep it.
        """
        if not self.premises:
            return None
        with readable(self.folder / provenance.CONFIG):
            return scenario.from_config(self.premises, self.name)

    @cached_property
    def outcomes(self):
        """What is measured of each run of the scenario, by name; what any has if it is not kept."""
        if self.scenario is None:
            return outcomes.ALWAYS
        return outcomes.of_scenario(self.scenario)

    @property
    def seed(self):
        """What all luck follows from."""
        return self.provenance["seed"]

    @property
    def runs(self):
        """Runs of each scenario, or of each point."""
        held = self.config.get("runs")
        return self.provenance["counts"]["runs"] if held is None else held

    def named(self, text):
        """A name for a table or a figure that no other result of the report takes."""
        return f"{self.place}_{text}" if self.place else text

    def rows(self, name):
        """The rows of a table of the result, each with its texts by head."""
        path = self.folder / name
        with readable(path):
            return columns.rows(path)

    def words(self, name):
        """An outcome in words, by its name."""
        known = self.outcomes.get(name)
        return words.plain(name) if known is None else known.words


def results(folders):
    """The results in some folders; refuses one that holds none, and one that is given twice."""
    found, marks = {}, {}
    for place, folder in enumerate(folders, start=1):
        here = Path(folder).expanduser()
        real = here.resolve()
        if real in found:
            raise PremiseError("results", f"'{folder}' is given twice; give it once")
        found[real] = one = Result(here, place if len(folders) > 1 else 0)
        mark = (one.kind, *(one.provenance[key] for key in ("config_hash", "code_hash", "seed")))
        if mark in marks:
            problem = f"'{folder}' holds the same result as '{marks[mark]}'; give one of them"
            raise PremiseError("results", problem)
        marks[mark] = folder
    return list(found.values())


def of_other(folder):
    """What a folder that holds no finished result is, in words."""
    if begun_by(folder) is not None:
        return unfinished(folder)
    return "is a report" if (folder / kept.FILE).is_file() else "holds no finished result"


def whole(folder):
    """What is known of a finished result; refuses a folder that holds none."""
    if folder.is_file():
        raise PremiseError("results", f"'{folder}' is a file; {TAKES}")
    if not folder.is_dir():
        raise PremiseError("results", f"there is no such folder as '{folder}'; {TAKES}")
    try:
        found = provenance.read(folder)
    except RecursionError:
        problem = f"{folder / provenance.FILE}: this is nested too deeply to be read"
        raise sentences.Refused(f"{problem}; {TAKES}") from None
    if found is None:
        raise PremiseError("results", f"'{folder}' {of_other(folder)}; {TAKES}")
    command = found.get("command")
    if "command" in found and command is None:
        problem = f"'{folder}' was asked for in Python, and no command makes it again"
        raise PremiseError("results", f"{problem}; {TAKES}")
    known = ("config_hash", "code_hash", "scenario", "seed", "counts", "version")
    is_list = isinstance(command, list) and all(isinstance(text, str) for text in command)
    if not is_list or not command or any(key not in found for key in known):
        problem = f"'{folder}' was left by an older version, which kept no command; play it again"
        raise PremiseError("results", problem)
    return found


def check_hashes(folder, known):
    """Refuse a commit or a hash of the code that is none: a report has them in lines to paste."""
    for key in ("commit", "code_hash"):
        value = known.get(key)
        if (key, value) == ("commit", None):  # there was no git
            continue
        if not isinstance(value, str) or not HASH.fullmatch(value):
            problem = f"{key}: {cut(ascii(value))} is no hash; it takes 7 to 64 of 0-9 and a-f"
            raise sentences.Refused(f"{folder / provenance.FILE}: {problem}")


def check_files(folder, listed):
    """Refuse a result whose files are not as its command left them; older ones kept no hashes."""
    if listed is None:
        return
    if not intact.is_listing(listed):
        problem = "files: this is no list of hashes by the paths of files in the folder"
        raise sentences.Refused(f"{folder / provenance.FILE}: {problem}; play the result again")
    with readable(folder):
        intact.refuse_changed(folder, listed)


def readable(path):
    """Say which file of a result cannot be read, in one sentence."""
    return read_back.named(path, TAKES)
