"""Commands as people type them: cut into lines that a shell puts together again."""

import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from experiments import commands

LONG = [
    "experiments.compare",
    "scenarios=[january_2025,firm_guarantee,no_us_pressure,relocation_proposal,no_mediators]",
    "runs=200",
    "title=It's so",
]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)


@given(st.lists(TEXTS) | st.just(LONG[1:]), st.integers(20, 100))
@settings(max_examples=60, deadline=None)
def test_lines_that_are_typed_into_a_shell_are_the_command(arguments, width):
    typed = "\n".join(commands.lines(["experiments.run", *arguments], width))
    told = "printf '%s\\0' " + typed.removeprefix("python -m")
    found = subprocess.run(["sh", "-c", told], capture_output=True, check=True).stdout

    assert found.decode().split("\0")[:-1] == ["experiments.run", *arguments]


def test_a_long_command_is_cut_into_lines_that_fit_and_end_in_a_backslash():
    found = commands.lines(LONG)

    assert len(found) == 3
    assert all(len(line) <= 78 for line in found)
    assert all(line.endswith("\\") for line in found[:-1])
    assert not found[-1].endswith("\\")
