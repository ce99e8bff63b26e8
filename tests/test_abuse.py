"""A slice of the campaigns against a class that is served; all of them: tests/quality/."""

import sys

import pytest

from tests.quality import abuse, lesson

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux tells"),
]


def test_what_is_malformed_or_from_elsewhere_harms_nobody(capsys):
    wrong = abuse.main(["bodies", "frames", "elsewheres"])
    assert wrong == 0, capsys.readouterr().out


def test_a_lesson_leaves_no_sockets_and_no_words_on_the_terminal(capsys):
    wrong = lesson.main(["minutes=2"])
    assert wrong == 0, capsys.readouterr().out
