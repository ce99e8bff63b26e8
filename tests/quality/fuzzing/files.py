"""Files that users write or that others send: YAML of every kind, posteriors, figures, records.

Each is a shipped or valid file, damaged at random as text, as data or as bytes, and read by the
loader that reads it in the program. Scenarios and posteriors that are accepted are played.
"""

import contextlib
import functools
import io
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from experiments import compare, composing, declared
from experiments.auditing import headlines
from experiments.calibrating import questions
from experiments.reproducing import recorded
from experiments.rescuing import candidates
from experiments.sweeping import reading as designs
from experiments.tournaments import entries
from sim import posteriors, scenario
from sim.checkout import ROOT
from tests.quality.fuzzing import edits, schema
from tests.quality.fuzzing.trying import ACCEPTED, PLAYED
from tests.quality.fuzzing.values import played

CONFIGS = ROOT / "configs"
WORK = 3e6
ODD_NAMES = (
    "a", "", "*", "mediators.*.skill", "parties.*.trust", "seed", "talks.protocol", "x" * 9000,
)  # fmt: skip
SMALL = ("scenario=bilateral", "theory=fearon", "scenario=november_2023", "theory=kydd")
COMMANDS = ("experiments.run", "experiments.sweep", "experiments.compare")
XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/"'


class Case(NamedTuple):
    """A file: which loader reads it, its name, and what stands in it."""

    loader: str
    path: Path
    contents: bytes


def made(rng, desk):
    """A file of one kind, damaged."""
    (loader,) = rng.choices(list(LOADERS), OFTEN)
    maker, _ = LOADERS[loader]
    name, contents = maker(rng)
    return Case(loader, desk / name, contents)


def tried(case):
    """Read the file as the program does."""
    case.path.write_bytes(case.contents)
    with once_composed():
        return LOADERS[case.loader][1](case.path)


@contextlib.contextmanager
def once_composed():
    """Scenarios that files name are composed once for all files: it takes the most time."""
    before = composing.composed
    composing.composed = remembered
    try:
        yield
    finally:
        composing.composed = before


remembered = functools.lru_cache(64)(composing.composed)


# -- YAML -----------------------------------------------------------------------------------------


def damaged(rng, texts):
    """One of some YAML texts, damaged as a text or as the data that it holds."""
    chosen = rng.choice(texts)
    how = rng.random()
    if how < 0.45:
        found = edits.of_data(rng, yaml.safe_load(chosen))
        return edits.as_yaml(rng, found).encode()
    if how < 0.6:
        return edits.a_number(rng, chosen, texts).encode()
    return edits.damaged(rng, chosen, texts)


@cache
def shipped(group):
    """The texts of the files of a group that ship."""
    found = sorted((CONFIGS / group).glob("*.yaml")) if group != "headlines" else []
    return tuple(one.read_text("utf-8") for one in found or [CONFIGS / f"{group}.yaml"])


def of_group(group):
    """A maker of damaged files of a group."""
    return lambda rng: ("given.yaml", damaged(rng, shipped(group)))


@cache
def scenarios():
    """A few small scenarios as YAML, whole."""
    found = []
    for name in SMALL:
        plain = composing.composed(name).premises
        found.append(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True))
    return tuple(found)


def read_scenario(path):
    """A file that holds a whole scenario, and a few runs of it."""
    found = scenario.from_config(declared.contents(path), "fuzzed")
    if found.players:
        return ACCEPTED
    return ACCEPTED if played(found, 2, WORK) is None else PLAYED


def read_compare(path):
    """A file of a comparison."""
    compare.entries_of(compare.Settings(compare=str(path)), [])
    return ACCEPTED


def read_calibration(path):
    """A file of a calibration."""
    questions.read(str(path))
    return ACCEPTED


def read_rescue(path):
    """A file of changes that might have saved runs."""
    data, _ = declared.read(str(path), "rescue", candidates.TOP)
    candidates.read(data, remembered("scenario=january_2025"))
    declared.title(data)
    return ACCEPTED


def read_tournament(path):
    """A file of a tournament."""
    entries.grounds(str(path), "")
    entries.called(str(path))
    return ACCEPTED


def read_headlines(path):
    """A file that declares results."""
    headlines.declared(remembered("scenario=january_2025").scenario, path)
    return ACCEPTED


@cache
def plans():
    """Designs of sweeps as YAML."""
    ours = [yaml.safe_load(text)["design"] for text in shipped("sweep")]
    more = [
        {"decisions": {"choice.scale": [0.02, 0.05]}, "outcomes": ["talks"]},
        {"uncertainties": {"violence.harm": {"uniform": [0, 0.1]}}, "sample": "sobol", "points": 8},
        {"cases": {"a": {}, "b": {"choice.scale": 0.1}}, "points": 3},
        {"zipped": [{"choice.scale": [0.1, 0.2], "violence.harm": [0, 0.1]}], "parts": 2},
    ]  # fmt: skip
    return tuple(yaml.safe_dump(one, sort_keys=False) for one in (*ours, *more))


def read_design(path):
    """A design of a sweep."""
    designs.read(declared.contents(path), remembered("scenario=january_2025").scenario)
    return ACCEPTED


# -- posteriors -----------------------------------------------------------------------------------


@cache
def varied():
    """The parameters of the main scenario that a posterior may draw."""
    plain = composing.composed("scenario=january_2025").premises
    return [one for one in schema.parameters(plain) if schema.may_vary(one)]


def a_posterior(rng):
    """A posterior: draws of a few parameters, of which some are none, or damaged bytes."""
    chosen = rng.sample(varied(), rng.choice((1, 2, 5)))
    many = rng.choice((1, 2, 50))
    names = [one.key if rng.random() < 0.95 else rng.choice(ODD_NAMES) for one in chosen]
    values = np.array([[float(schema.good(rng, one)) for one in chosen] for _ in range(many)])
    if rng.random() < 0.2:
        values[rng.randrange(many), rng.randrange(len(chosen))] = rng.choice(
            (np.nan, np.inf, -np.inf, -1.0, 1e308, 5e-324)
        )
    how = rng.random()
    if how < 0.6:
        held = posteriors.contents(names, values)
    else:
        held = other_table(rng, names, values)
    return "posterior.parquet", edits.of_bytes(rng, held) if rng.random() < 0.3 else held


def other_table(rng, names, values):
    """A table that is no posterior: of other types, with gaps, without its mark, empty."""
    kinds = (
        lambda column: pa.array([str(one) for one in column]),
        lambda column: pa.array([None, *column[1:].tolist()], pa.float64()),
        lambda column: pa.array(column[:0]),
        lambda column: pa.array([[one] for one in column.tolist()]),
        lambda column: pa.array(np.zeros(len(column), np.float32)),
        lambda column: pa.array([{"a": one} for one in column.tolist()]),
    )
    kind = rng.choice(kinds)
    columns = [kind(values[:, place]) for place in range(len(names))]
    table = pa.Table.from_arrays(columns, names=names)
    if rng.random() < 0.3:
        table = table.select([])
    mark = rng.choice((posteriors.MARK, posteriors.MARK, {}, {b"truce-sim": b"x"}))
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(mark), out)
    return out.getvalue()


def read_posterior(path):
    """A posterior, and a few runs that are drawn from it."""
    held = posteriors.read(path)
    found = posteriors.drawn(remembered("scenario=january_2025").scenario, held)
    return ACCEPTED if played(found, 2, WORK) is None else PLAYED


# -- figures and records --------------------------------------------------------------------------


def settings(rng):
    """What a figure or a record says of how it was made, with something in it another."""
    known = {
        "command": [rng.choice(COMMANDS), "scenario=january_2025", "runs=10"], "seed": 1,
        "config_hash": "c" * 16, "code_hash": "a" * 16, "commit": "b" * 40, "version": "0.1.0",
        "numbers": "d" * 64, "scenario": "january_2025", "counts": {"runs": 10},
        "libraries": {"numpy": "2.4"}, "python": "3.11.7", "platform": "Linux", "failures": 0,
    }  # fmt: skip
    found = edits.of_data(rng, known) if rng.random() < 0.8 else known
    return json.dumps(found, default=str)


def an_svg(rng):
    """A figure as SVG."""
    text = settings(rng).replace("&", "&amp;").replace("<", "&lt;")
    svg = f"<svg {XMLNS}><dc:title>T</dc:title><dc:source>{text}</dc:source></svg>"
    return "given.svg", edits.damaged(rng, svg) if rng.random() < 0.5 else svg.encode()


def a_png(rng):
    """A figure as PNG."""
    from PIL import Image, PngImagePlugin

    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_text("Source", settings(rng))
    Image.new("1", (1, 1)).save(out, "PNG", pnginfo=info)
    held = out.getvalue()
    return "given.png", edits.of_bytes(rng, held) if rng.random() < 0.7 else held


def read_figure(path):
    """What a figure says of how it was made, as it is played again."""
    recorded.read(path)
    return ACCEPTED


def a_record(rng):
    """The record of a result."""
    text = settings(rng)
    return "provenance.json", edits.damaged(rng, text) if rng.random() < 0.5 else text.encode()


def read_record(path):
    """The record of a result, as it is played again."""
    recorded.read(path.parent)
    return ACCEPTED


LOADERS = {
    "scenario": (lambda rng: ("given.yaml", damaged(rng, scenarios())), read_scenario),
    "compare": (of_group("compare"), read_compare),
    "calibration": (of_group("calibration"), read_calibration),
    "rescue": (of_group("rescue"), read_rescue),
    "tournament": (of_group("tournament"), read_tournament),
    "headlines": (of_group("headlines"), read_headlines),
    "design": (lambda rng: ("given.yaml", damaged(rng, plans())), read_design),
    "posterior": (a_posterior, read_posterior),
    "svg": (an_svg, read_figure),
    "png": (a_png, read_figure),
    "record": (a_record, read_record),
}
OFTEN = (8, 4, 20, 1, 4, 30, 6, 40, 40, 40, 40)  # those that take long less often


def stored(case):
    """An input as it is kept in a file."""
    return f"LOADER = {case.loader!r}\nCONTENTS = {case.contents!r}\n"
