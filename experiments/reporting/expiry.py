"""When a truce runs out in which no side resumes fighting: the limit that a scenario sets."""

from experiments import csv_files, grounds
from sim import premises, values


def limit(result, name):
    """After what a truce runs out, by the premises of a scenario; a piece of a sentence."""
    held = result.config.get("scenarios", {}).get(name, result.played).get("limbo") or {}
    usual = premises.Limbo()
    if not held.get("limbo", usual.limbo):
        return "with its phase, for the scenario has no time after it"
    longest = values.shown(held.get("longest", usual.longest))
    return (
        f"after {longest} days without a phase in force, a limit that the scenario "
        f"{'assumes' if is_assumed(result, name) else 'sets'} (`limbo.longest`)"
    )


def is_assumed(result, name):
    """True if the limit of a truce without a phase rests on assumption, by the table kept of it."""
    path = result.folder / grounds.FILE
    rows = csv_files.read(path) if path.is_file() else ()
    return any(
        row["source"] == "assumption"
        for row in rows
        if (row["scenario"], row["key"]) == (name, "limbo.longest")
    )
