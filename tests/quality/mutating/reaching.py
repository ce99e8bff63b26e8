"""Which tests run which lines: the tests that can notice a change, quick ones first.

``python -m tests.quality.mutating.reaching FILE`` plays the tests of ``POOL`` and ``WORKED`` once,
traced, and writes what they reach to a file. What fails or takes too long when played as plain
Python is left out.
"""

import ast
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
POOL = (
    "rules", "metrics", "outcomes", "phases", "behaviours", "talks", "protocols", "instruments",
    "publics", "ratification", "trading", "speaking", "strategies", "extending", "handing_over",
    "luck", "flows", "theory", "theory_bargaining", "theory_commitment", "theory_private",
    "liveness", "domains", "seats", "backtest",
)  # fmt: skip  # files of tests that say how the model behaves, beside those of WORKED
WORKED = ROOT / "tests/worked"


def files():
    """The files of the pool."""
    found = [ROOT / "tests" / f"test_{name}.py" for name in POOL]
    found += sorted(WORKED.glob("test_*.py"))
    return [str(file.relative_to(ROOT)) for file in found]


class Reached:
    """A plugin for pytest that traces each test under its name."""

    def __init__(self, tracer):
        self.tracer = tracer
        self.seconds = {}

    def pytest_runtest_logstart(self, nodeid):
        """What runs from here on belongs to this test."""
        self.tracer.switch_context(nodeid)

    def pytest_runtest_logreport(self, report):
        """Keep the time of a test that passes."""
        if report.when == "call" and report.passed:
            self.seconds[report.nodeid] = round(report.duration, 4)


def trace():
    """Play the pool; returns seconds by test, and tests by file and line."""
    import coverage
    import pytest

    from tests.quality.mutating import interpreted

    tracer = coverage.Coverage(data_file=None, include=["agents/*", "sim/*"], config_file=False)
    tracer.start()
    plugin = Reached(tracer)
    interpreted.SECONDS = 1.0  # quick ones are enough
    options = ["-q", "-p", "no:cacheprovider", "-m", "not slow", "--tb=line"]
    played = "tests.quality.mutating.interpreted"
    pytest.main([*options, "-p", played, *files()], plugins=[plugin])
    tracer.stop()
    data = tracer.get_data()
    lines = {}
    for file in data.measured_files():
        found = data.contexts_by_lineno(file).items()
        lines[str(Path(file).relative_to(ROOT))] = {
            line: [test for test in tests if test in plugin.seconds] for line, tests in found
        }
    return {"seconds": plugin.seconds, "lines": lines}


def statement(source, line):
    """The lines of the innermost statement that a line belongs to; of a block, its head."""
    found = (line, line)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno:
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            if node.lineno <= line <= last and last - node.lineno <= 60:
                found = (node.lineno, last)
    return found


def reaching(reached, file, source, line):
    """Tests that run a line, quick ones first; of a line run at import, all that use the file."""
    lines = reached["lines"].get(file, {})
    first, last = statement(source, line)
    tests = {test for at in range(first, last + 1) for test in lines.get(str(at), ())}
    if not tests:
        own = tuple(f"tests/{folder}test_{Path(file).stem}.py" for folder in ("", "worked/"))
        tests = {test for found in lines.values() for test in found}
        tests |= {test for test in reached["seconds"] if test.startswith(own)}
    return sorted(tests, key=lambda test: (reached["seconds"][test], test))


def main(file):
    """Trace the pool and write what it reaches."""
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    os.chdir(ROOT)
    Path(file).write_text(json.dumps(trace()))


if __name__ == "__main__":
    main(sys.argv[1])
