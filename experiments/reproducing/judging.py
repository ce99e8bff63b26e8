"""Two folders, or a figure and a folder: what differs, what is said, how much was looked at."""

from pathlib import Path
from typing import NamedTuple

from experiments import intact, provenance
from experiments.reporting import kept
from experiments.reproducing import alike
from sim import fields, marked, plain_text
from sim.words import count, listed

NUMBERS, TEXTS = (".csv", ".parquet"), (".txt", ".md")
FIGURES = "figures"
OF_FOLDER = ("scenario", "seed", "counts", "failures")  # of what was played, in provenance.json
OF_FIGURE = ("played", "seed", "runs")  # in a figure
HOW = "shards"  # is counted, and hangs on how it was played


class Judgement(NamedTuple):
    """What comes of a comparison, in sentences."""

    what: str  # that is the same, if it is
    differences: list
    notes: list  # of what is no difference
    played: dict  # what the result that was played again says of itself


def folders(given, again, drawn):
    """The judgement on a folder and the one played again; ``drawn`` if figures were, too."""
    ours, theirs = files(given, drawn), files(again, drawn)
    shared = [name for name in ours if name in theirs]
    found = {name: alike.unlike(given / name, again / name) for name in shared}
    differences, news = asked(given, again, bool(found.get(provenance.CONFIG)))
    differences += [f"{name} {what}" for name, what in found.items() if what]
    for name, what in left_otherwise(given, again, found):
        is_same = what == ""
        (news if is_same else differences).append(
            f"{name} was saved anew since, and holds the same." if is_same else f"{name} {what}"
        )
    then, now = provenance.read(given), provenance.read(again)
    differences += recorded_otherwise(provenance.FILE, then, now, OF_FOLDER)
    if not any(name.endswith(NUMBERS) for name in shared):
        differences.append("there is no file of numbers that both have")
    for names, where in (
        ([name for name in ours if name not in theirs], "not made again"),
        ([name for name in theirs if name not in ours], "made again, and not in the folder"),
    ):
        if names:
            news.append(f"{count(len(names), 'file')} {where}: {short(names)}.")
    if not drawn and (given / FIGURES).is_dir():
        news.append("Its figures were not drawn again (plots=true does that, or a figure's name).")
    return Judgement(count(len(shared), "file"), differences, news, now)


def left_otherwise(given, again, found):
    """The files that are not as the command left them, by its record, and what became of each.

    ``found`` holds what was seen to differ. A file that was saved again, as by a spreadsheet, and
    holds the same as the one made again and nothing less, has an empty text.
    """
    listed = provenance.read(given).get("files")
    if listed is None:
        return
    if not intact.is_listing(listed):
        yield provenance.FILE, "has no hashes of files that can be read"
        return
    for name, what in intact.changed(given, listed):
        if found.get(name) == "":
            what = "" if alike.unlike(again / name, given / name) == "" else what
        if not found.get(name):
            yield name, what


def recorded_otherwise(name, then, now, keys):
    """What a record says of what was played, and is not so; of keys that it has."""
    for key in keys:
        value, other = then.get(key), now.get(key)
        if isinstance(value, dict) and isinstance(other, dict):
            inner = [f"{key}.{one}" for one in value if one != HOW]
            flat = ({f"{key}.{one}": held for one, held in each.items()} for each in (value, other))
            yield from recorded_otherwise(name, *flat, inner)
        elif key in then and (value != other or type(value) is not type(other)):
            shown, played = (alike.value_of(each) for each in (value, other))
            said = f"{name} says that {plain_text.in_a_line(key)} is {shown}"
            yield f"{said}, and played again it is {played}"


def files(folder, drawn):
    """The files of a result that are compared, by their names in it."""
    names = [
        path.relative_to(folder)
        for path in sorted(folder.rglob("*"))
        if path.suffix in (*NUMBERS, *TEXTS) and path.is_file()
    ]
    kept = [
        name.as_posix()
        for name in names
        if not any(part.startswith(".") for part in name.parts)
        and (drawn or name.parts[0] != FIGURES)
        and not is_of_report(folder, name)
    ]
    return ([provenance.CONFIG] if (folder / provenance.CONFIG).is_file() else []) + kept


def is_of_report(folder, name):
    """True for a file of a report that was made of the result, and lies in its folder."""
    return any((folder / above / kept.FILE).is_file() for above in name.parents[:-1])


def asked(given, again, is_told):
    """What differs in what was asked for, and what is new; ``is_told`` if config.yaml shows it."""
    then, now = (str(provenance.read(folder).get("config_hash")) for folder in (given, again))
    if then == now or is_told:
        return [], []
    paths = [folder / provenance.CONFIG for folder in (given, again)]
    if all(path.is_file() for path in paths) and len({intact.digest(path) for path in paths}) > 1:
        return [], [f"{provenance.CONFIG} has keys that it had not, or names other code."]
    problem = f"what was asked for is {alike.told(then)}, and played again {now}, by its hash"
    return [f"{problem}; no key of {provenance.CONFIG} shows it"], []


def figure(recorded, again):
    """The judgement on a figure and the folder with those drawn again.

    It is found by its numbers, for a figure that was sent around may have another name.
    """
    path, numbers = recorded.path, recorded.about["numbers"]
    drawn = sorted(again.rglob("*.csv"))
    drawn = [one for one in drawn if one.parent.name == FIGURES]
    beside = path.with_suffix(".csv")
    is_beside = beside.is_file()
    is_changed = is_beside and intact.digest(beside) != numbers
    same = next((one for one in drawn if intact.digest(one) == numbers), None)
    differences = [] if same else [of_another(path, drawn, beside, is_beside and not is_changed)]
    if is_changed:
        differences.append(changed(beside, same))
    if same is None:
        return Judgement("", differences, [], {})
    played = marked.settings_of(same.with_suffix(".svg"))
    differences += recorded_otherwise("the figure", recorded.about, played, OF_FIGURE)
    what = f"the numbers behind the figure ({same.stem})"
    return Judgement(what, differences, [of_drawing(path, same)], played)


def of_drawing(path, same):
    """Whether a figure is drawn as it is now; only an SVG is drawn alike to the byte."""
    twin = same.with_suffix(".svg")
    if path.read_bytes() == twin.read_bytes():
        return "Its drawing is the same to the byte."
    if fields.of_svg(path.read_bytes()) is None:
        return "Its numbers were compared; its drawing was not."
    return (
        "Its numbers were compared; its drawing is not the same to the byte, as with other "
        "versions of libraries, or if somebody changed it."
    )


def changed(beside, same):
    """That the numbers beside a figure are not those that it shows, and where if that is known."""
    where = f": it {alike.unlike(beside, same)}" if same else ""
    return f"the file beside it, {beside.name}, is not the one that it was drawn with{where}"


def of_another(path, drawn, beside, is_beside):
    """How the numbers of a figure differ from those of the one of its name."""
    twin = next((one for one in drawn if one.stem == path.stem), None)
    if twin is None:
        names = short([one.stem for one in drawn])
        return f"none of {count(len(drawn), 'figure')} drawn again has its numbers ({names})"
    if is_beside:
        return f"{beside.name} {alike.unlike(beside, twin) or 'is written otherwise'}"
    return f"the numbers behind it are not those of {twin.stem}, drawn again"


def short(names):
    """The first names of a list."""
    more = [f"{len(names) - 4} more"] if len(names) > 4 else []
    return listed([*(Path(name).as_posix() for name in names[:4]), *more]) if names else "none"
