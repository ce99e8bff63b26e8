"""How the code hangs together: who imports what, what is compiled, and that no edit is missed."""

import ast
import importlib
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from numba.core.typing.templates import builtin_registry
from playing import config

from experiments import listing
from sim import ensemble
from sim.cache import ROOT, fingerprint

OURS = ("agents", "sim")
LISTED = {module.__name__ for module in (*ensemble.PLAYED, *ensemble.DECLARED)}


def source_of(name):
    """The file of a module of ours, by its dotted name; None if there is no such module."""
    place = ROOT.joinpath(*name.split("."))
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.exists():
            return file
    return None


def parsed(name):
    return ast.parse(source_of(name).read_text(encoding="utf-8"))


def imported(tree):
    """Dotted names that a module imports: modules, and names that may be modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "no relative imports"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(names):
    """Those of the names that are modules of ours."""
    return {name for name in names if name.split(".")[0] in OURS and source_of(name)}


def reached(roots):
    """Every module of ours that the roots import, one way or another."""
    found, waiting = set(), set(roots)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= ours(imported(parsed(name))) - found
    return found


def is_only_words(name):
    """True for a module that holds a docstring and nothing else."""
    body = parsed(name).body
    return len(body) == 1 and isinstance(body[0], ast.Expr)


# -- imports --------------------------------------------------------------------------------------

RULES = sorted(
    f"agents.rules.{file.stem}"
    for file in (ROOT / "agents" / "rules").glob("*.py")
    if file.stem != "__init__"
)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_imports_math_and_other_rules_alone(name):
    for other in imported(parsed(name)):
        assert other == "math" or other.startswith("agents.rules"), other


def test_every_verb_is_among_those_that_may_not_import_one_another():
    verbs = {f"experiments.{name}" for name, _ in listing.sentences(ROOT / "experiments")}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    (contract,) = [
        one
        for one in contracts["tool"]["importlinter"]["contracts"]
        if one["name"].startswith("No verb imports another")
    ]
    assert len(verbs) >= 14
    assert set(contract["modules"]) == verbs


def test_every_rule_is_played():
    assert len(RULES) >= 13
    assert set(RULES) <= LISTED


APP = ROOT / "experiments" / "app.py"  # runs under Solara, which an extra of its own brings


def libraries(files):
    """The libraries that files import, by the names they are imported by."""
    names = {
        name.split(".")[0]
        for file in files
        for name in imported(ast.parse(file.read_text(encoding="utf-8")))
    }
    return names - set(sys.stdlib_module_names) - {*OURS, "experiments"}


def test_every_library_that_is_imported_is_declared():
    """What another library happens to bring along is gone once that one does without."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", text)[0].lower() for text in asked["dependencies"]}
    called = packages_distributions()
    files = [file for package in (*OURS, "experiments") for file in (ROOT / package).rglob("*.py")]
    found = libraries(set(files) - {APP})

    assert "numpy" in found
    for name in found - {"llvmlite"}:  # a part of numba
        assert declared & {one.lower() for one in called[name]}, name


def test_what_serves_the_pages_is_locked_in_the_last_series_that_is_taken():
    """A series is a major version, and a minor one as long as the major is 0."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    for name in ("starlette", "uvicorn", "websockets"):
        (wanted,) = [one for one in asked["dependencies"] if one.startswith(f"{name}>=")]
        found = re.search(rf"^{name}==([\d.]+)", text, re.MULTILINE)[1]
        locked = [int(part) for part in found.split(".")]
        series = locked[:2] if locked[0] == 0 else locked[:1]
        bound = ".".join(map(str, [*series[:-1], series[-1] + 1]))
        assert re.fullmatch(rf"{name}>=[\d.]+,<{re.escape(bound)}", wanted), wanted


def test_only_the_app_imports_what_its_extra_brings():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.match(r"[\w-]+", text)[0] for text in asked["optional-dependencies"]["viz"]}

    assert libraries([APP]) == {"mesa", "solara"}
    assert "solara" in extra


def test_all_that_the_kernel_reaches_is_in_the_fingerprint_of_its_cache():
    """What it plays and what it takes types and names from; packages that hold only words aside."""
    kernel = {function.__module__ for function in ensemble.PLAYED_ALONE}
    behaviours = {f"agents.{file.stem}" for file in (ROOT / "agents").glob("*ing.py")}
    assert len(behaviours) >= 7

    missing = reached({"sim.day", *behaviours, *kernel, *LISTED}) - LISTED

    assert {name for name in missing if not is_only_words(name)} == set()


def test_each_module_is_listed_once_and_none_that_nothing_reaches():
    listed = [module.__name__ for module in (*ensemble.PLAYED, *ensemble.DECLARED)]
    kernel = {function.__module__ for function in ensemble.PLAYED_ALONE}

    assert len(set(listed)) == len(listed)
    assert LISTED <= reached({"sim.day", "sim.layout", *kernel})


def test_the_kernel_itself_imports_nothing_of_ours_that_is_not_listed():
    aside = {"sim.cache", *OURS}
    found = ours(imported(parsed("sim.ensemble"))) - LISTED - aside

    assert {name for name in found if not is_only_words(name)} == set()


def test_the_folder_of_the_cache_is_named_by_the_listed_sources():
    sources = {source_of(name) for name in LISTED} | {source_of("sim.ensemble")}

    assert Path(ensemble.CACHE).name == fingerprint(str(source) for source in sources)


def test_the_fingerprint_sees_an_edit_to_any_source(tmp_path):
    files = [tmp_path / name for name in ("one.py", "two.py")]
    for file in files:
        file.write_text("x = 1\n")
    usual = fingerprint(map(str, files))

    assert fingerprint(map(str, reversed(files))) == usual
    for file in files:
        file.write_text("x = 2\n")
        assert fingerprint(map(str, files)) != usual
        file.write_text("x = 1\n")
    assert fingerprint(map(str, files)) == usual


def test_the_ensemble_needs_neither_mesa_nor_figures_nor_hydra():
    """In a process of its own, for the tests import all of them."""
    heavy = {"mesa", "matplotlib", "hydra", "omegaconf", "networkx"}
    code = f"import sys, sim.ensemble, sim.scenario; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


# -- one home for a number that several need ------------------------------------------------------

OF_INTERVALS = ("1.9599", "1.96", "stdtrit", "NormalDist")  # quantiles of the normal and Student's


def test_a_report_loads_no_engine_and_nothing_that_draws():
    """In a process of its own, for the tests import all of them."""
    heavy = {"mesa", "matplotlib", "numba", "sim.ensemble", "sim.model"}
    names = [f"experiments.{name}" for name in ("report", "reporting")]
    names += [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "experiments" / "reporting").rglob("*.py"))
    ]
    loaded = f"import sys, {', '.join(names)}; print(*(set({heavy}) & set(sys.modules)))"

    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []


def test_the_quantiles_of_intervals_stand_in_one_file_alone():
    found = {
        file.relative_to(ROOT).as_posix()
        for folder in (*OURS, "experiments")
        for file in (ROOT / folder).rglob("*.py")
        if any(text in file.read_text(encoding="utf-8") for text in OF_INTERVALS)
    }

    assert found == {"sim/intervals.py"}


# -- what the kernel plays ------------------------------------------------------------------------


def played_functions():
    """Every function that the kernel may play, by its full name."""
    found = {
        f"{module.__name__}.{function.__name__}": function
        for module in ensemble.PLAYED
        for function in vars(module).values()
        if inspect.isfunction(function) and function.__module__ == module.__name__
    }
    alone = {f"{entry.__module__}.{entry.__name__}": entry for entry in ensemble.PLAYED_ALONE}
    return {**found, **alone}


PLAYED = played_functions()


def test_every_played_function_is_registered_with_the_compiler():
    registered = {id(value) for value, *_ in builtin_registry.globals}

    assert len(PLAYED) > 80
    assert [name for name, function in PLAYED.items() if id(function) not in registered] == []


def test_every_function_written_in_a_played_module_is_among_them():
    """As the source has them: none hidden in a class, a condition or another function."""
    for module in ensemble.PLAYED:
        tree = parsed(module.__name__)
        written = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        if written:
            assert {f"{module.__name__}.{name}" for name in written} <= set(PLAYED)


FORBIDDEN_CALLS = {"sum", "round", "pow", "sorted", "set", "divmod"}
FORBIDDEN_OF_MATH = {"pow", "hypot", "fsum", "dist", "prod", "sumprod", "fma", "cbrt", "exp2"}
ARRAY_METHODS = {"mean", "sum", "std", "prod", "dot", "cumsum"}


def differently_computed(function):
    """What a function holds that the interpreter and the compiler may compute differently."""
    for node in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(
            node.op, (ast.Pow, ast.MatMult)
        ):
            yield "**"
        if isinstance(node, ast.Name) and node.id in ("np", "numpy"):
            yield "np."
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in FORBIDDEN_CALLS:
                yield f"{node.func.id}("
        if isinstance(node, ast.Attribute):
            of_math = isinstance(node.value, ast.Name) and node.value.id == "math"
            if node.attr in (FORBIDDEN_OF_MATH if of_math else ARRAY_METHODS):
                yield f".{node.attr}"


@pytest.mark.parametrize("name", sorted(PLAYED))
def test_nothing_is_played_that_the_engines_may_compute_differently(name):
    assert list(differently_computed(PLAYED[name])) == []


def careless(values, base):
    import math

    import numpy as np

    total = sum(values) + round(base) + math.hypot(base, base) + np.exp(base) + values.mean()
    total **= 2
    return total + base**0.5


def test_a_careless_function_is_noticed():
    found = list(differently_computed(careless))

    assert set(found) == {"**", "np.", "sum(", "round(", ".hypot", ".mean"}
    assert found.count("**") == 2


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_module_that_the_kernel_reaches_knows_neither_mesa_nor_figures(name):
    roots = {other.split(".")[0] for other in imported(parsed(name))}

    assert roots & {"mesa", "matplotlib", "hydra", "omegaconf"} == set()
    if name.startswith("agents."):
        assert roots & {"numpy", "numba", "sim"} == set()


MESA_CLASSES = (
    "agents.actor", "agents.party", "agents.mediators", "agents.constituencies", "agents.israel",
    "agents.hamas",
)  # fmt: skip


def test_the_mesa_classes_are_thin():
    """They hold state, and nothing is decided there: no arithmetic, no condition, no step."""
    for name in MESA_CLASSES:
        tree = parsed(name)
        assert not [
            node for node in ast.walk(tree) if isinstance(node, (ast.BinOp, ast.While, ast.If))
        ]
        written = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert written <= {"__init__"}


def test_only_the_actor_and_the_model_know_mesa():
    knowing = {
        f"{folder}.{file.stem}"
        for folder in OURS
        for file in (ROOT / folder).glob("*.py")
        if file.stem != "__init__" and "mesa" in set(imported(parsed(f"{folder}.{file.stem}")))
    }

    assert knowing == {"agents.actor", "sim.model"}


def test_the_mesa_model_plays_the_one_text_of_the_day():
    """Its step is the day that the kernel plays, and a row of records: no order of its own."""
    tree = parsed("sim.model")
    (step,) = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "step"
    ]

    calls = [ast.unparse(node.func) for node in ast.walk(step) if isinstance(node, ast.Call)]
    assert calls == ["day.play", "self.close_day"]
    behaviours = {name for name in ours(imported(tree)) if name.startswith("agents.")}
    assert behaviours & LISTED == {"agents.notes"}, "for the width of the log"


# -- a planted change moves both engines ----------------------------------------------------------

# A rule, a behaviour, a protocol and a phase rule: file, text, and what to put in its place.
FAULTS = {
    "a rule": ("agents/rules/worth.py", "- cost - sticks", "- cost + sticks"),
    "a behaviour": ("agents/verifying.py", "wronged += weight", "wronged += 3.0 * weight"),
    "a protocol": (
        "sim/protocols/alternating_offers.py",
        "(world.mover + world.round) % 2",
        "(world.mover + world.round + 1) % 2",
    ),
    "a phase rule": ("sim/phases.py", "world.day < world.phase_ends:", "world.day < 30:"),
}

# Plays some runs in the Mesa model, and in the ensemble unless told to watch alone; says what they
# left, in short, and whether both left the same.
SCRIPT = """
import hashlib, json, sys
from sim import scenario
from sim.model import Negotiation

premises = scenario.from_config(json.load(open("premises.json")))
left = [Negotiation(premises, 1, run).play().kept() for run in range(6)]
parts = ("days", "log", "offers", "items")
same = True
if sys.argv[1] == "both":
    from sim import ensemble
    kept = next(ensemble.play(premises, 1, 6, threads=1))
    for run, watched in enumerate(left):
        same &= kept.runs[run].tobytes() == watched.runs.tobytes()
        for part in parts:
            ours, theirs = getattr(kept, part)[run], getattr(watched, part)
            same &= ours[: len(theirs)].tobytes() == theirs.tobytes()
            same &= not any(ours[len(theirs) :].tobytes())
made = [getattr(watched, part) for watched in left for part in parts]
digest = hashlib.sha256(b"".join(one.tobytes() for one in made))
print(json.dumps([digest.hexdigest(), bool(same)]))
"""


def copied_tree(place):
    """A checkout of its own, with the main scenario beside it."""
    for folder in OURS:
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "premises.json").write_text(json.dumps(config()))
    (place / "script.py").write_text(SCRIPT)
    return place


def outcome(place, engines="both"):
    """What the runs of a tree left, and whether both engines left the same."""
    environment = {
        **os.environ,
        "TRUCE_CACHE": str(place / "cache"),
        "PYTHONPATH": str(place),
        "PYTHONDONTWRITEBYTECODE": "1",  # two edits in a second would share a .pyc
        "NUMBA_OPT": "0",  # sooner compiled
    }
    done = subprocess.run(
        [sys.executable, "script.py", engines],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_faults_to_plant_are_there():
    for file, text, _ in FAULTS.values():
        assert (ROOT / file).read_text(encoding="utf-8").count(text) == 1, (file, text)


@pytest.mark.slow
def test_a_planted_change_moves_both_engines_alike(tmp_path):
    """Each in turn, in one tree with one cache, which already holds the code of the one before.

    Were that served again, the ensemble would be left behind.
    """
    tree = copied_tree(tmp_path)
    seen = {"as it stands": outcome(tree, "mesa")}

    for name, (file, text, instead) in FAULTS.items():
        usual = (tree / file).read_text(encoding="utf-8")
        (tree / file).write_text(usual.replace(text, instead), encoding="utf-8")
        seen[name] = outcome(tree)
        (tree / file).write_text(usual, encoding="utf-8")

    assert {name for name, (_, same) in seen.items() if not same} == set()
    assert len({digest for digest, _ in seen.values()}) == len(seen)
    assert len(list((tree / "cache").iterdir())) == len(FAULTS)


def test_it_is_our_own_agents_that_are_tested():
    """Another package on the index installs a folder of that name."""
    for name in OURS:
        found = Path(importlib.import_module(name).__file__).resolve()
        assert found == ROOT / name / "__init__.py"


def test_imports_run_the_way_that_the_contracts_say():
    linted = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; "
              "lint()", "--no-logo"]  # fmt: skip
    found = subprocess.run(linted, cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stdout
