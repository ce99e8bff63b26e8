"""The command that changes the model a little, on a rule or two."""

import ast
import json
import subprocess
import sys

import pytest

from sim.cache import ROOT

pytest.importorskip("cosmic_ray", reason="pip install -e '.[mutants]' adds it")

RULES = "tests/test_rules.py::"
CALM = RULES + "test_a_gain_of_a_half_takes_half_of_the_calm_left_and_none_takes_none"
FLOOR = RULES + "test_what_lies_above_the_floor_fades"


def tried(folder, module, test):
    """What becomes of every mutant of a module, if it is held against one test."""
    lines = {f"{module.replace('.', '/')}.py": {"1": [test]}}
    (folder / "reached.json").write_text(json.dumps({"seconds": {test: 0.01}, "lines": lines}))
    command = [sys.executable, "-m", "tests.quality.mutants", f"module={module}", "sample=all"]
    subprocess.run([*command, f"folder={folder}"], cwd=ROOT, check=True, capture_output=True)
    return json.loads((folder / "mutants.json").read_text())


@pytest.mark.slow
def test_a_change_that_a_test_tells_apart_is_killed_and_one_that_none_does_survives(tmp_path):
    told = tried(tmp_path, "agents.rules.tension", CALM)
    assert len(told) > 5
    assert {one["fate"] for one in told} == {"killed"}

    told = tried(tmp_path, "agents.rules.tension", FLOOR)
    assert {one["fate"] for one in told} == {"survived"}
    assert (tmp_path / "survivors.diff").read_text().count("@@") >= len(told)


def test_what_tests_share_is_forgotten_with_the_program_where_a_change_is_imported_anew():
    from tests.quality.mutating import reaching, trying

    shared = {file.stem for file in (ROOT / "tests").glob("*.py")}
    for file in reaching.files():
        for line in ast.walk(ast.parse((ROOT / file).read_text())):
            if isinstance(line, ast.ImportFrom) and line.module in shared:
                assert line.module.startswith(trying.OURS), file
