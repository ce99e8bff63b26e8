"""A slice of the campaigns against a class that is served; all of them: tests/quality/."""

import asyncio
import sys
from collections import Counter
from types import SimpleNamespace

import pytest

from tests.quality import abuse, asked, lesson, wire
from tests.quality.abusing import judging
from tests.quality.honest import Waits
from tests.quality.started import Taken

BEFORE = Taken(memory=350.0, files=10, sockets=4, threads=6)


def linux(test):
    """A test that takes long and needs Linux."""
    other = not sys.platform.startswith("linux")
    return pytest.mark.slow(pytest.mark.skipif(other, reason="reads what Linux tells")(test))


@linux
def test_what_is_malformed_or_from_elsewhere_harms_nobody_and_leaves_nothing(capsys):
    wrong = abuse.main(["bodies", "frames", "elsewheres"])
    assert wrong == 0, capsys.readouterr().out


@linux
def test_a_lesson_of_two_rounds_leaves_nothing_open_and_no_words_on_the_terminal(capsys):
    wrong = lesson.main(["minutes=2", "round=1"])
    assert wrong == 0, capsys.readouterr().out


def test_pages_of_a_lesson_that_do_not_come_are_listed_whoever_asked_for_them(monkeypatch):
    held = lesson.Lesson(SimpleNamespace(port=0, teacher="a"), 1)
    held.teacher, *held.students = (SimpleNamespace(token=token) for token in "abc")

    async def told(port, sent, **_):
        """The second of three is refused what is looked back on, and the files are not there."""
        looks = sent.startswith((b"POST /debrief ", b"POST /do.json "))
        status = 503 if b'"by": "b"' in sent else 200 if looks else 404
        return wire.Answer(status, {}, b"/debrief/1/key/figures/table-1-timeline.svg")

    monkeypatch.setattr(wire, "told", lambda port, sent, *_, **more: told(port, sent, **more))
    asyncio.run(held.look_back(1))

    assert held.refused == [
        "/debrief of round 1: status 503",
        *(f"/debrief/1/key/{name}: status 404" for name in lesson.FILES),
        "/runs.json?runs=300: status 404",
    ]


@pytest.mark.parametrize("text", ["framse", "frames,nothing", "count=3"])
def test_an_attack_that_there_is_not_is_refused_before_a_class_is_started(
    text, capsys, monkeypatch
):
    monkeypatch.setattr(abuse, "a_class", None)
    with pytest.raises(SystemExit) as stopped:
        abuse.main(["bodies", text])
    assert stopped.value.code == asked.REFUSED
    told = capsys.readouterr().err
    assert "is not allowed; it takes broken_requests, every_route, " in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("minutes=ten", "minutes: 'ten' is not allowed; it takes a whole number\n"),
        ("round=0", "round: 0 is not allowed; it takes minutes, at least 1\n"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused_before_a_class_is_started(
    text, said, capsys, monkeypatch
):
    monkeypatch.setattr(lesson, "a_class", None)
    with pytest.raises(SystemExit) as stopped:
        lesson.main([text])
    assert stopped.value.code == asked.REFUSED
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("most", "memory", "files", "said"),
    [
        (480.0, 430.0, 16, []),
        (481.0, 430.0, 16, ["memory rose by 131 MiB, of at most 130"]),
        (480.0, 431.0, 16, ["81 MiB more than before are left, of at most 80"]),
        (480.0, 430.0, 17, ["7 more files than before are open, of at most 6"]),
    ],
)
def test_an_attack_is_judged_by_what_the_server_takes(most, memory, files, said):
    after = BEFORE._replace(memory=memory, files=files)
    assert list(judging.taken(BEFORE, most, after, judging.BUFFERS)) == said


def test_an_attack_is_judged_by_the_longest_that_an_honest_student_waits():
    assert judging.waited(Waits([0.1, 2.0], [0.2], [])) == (2.0, [])
    assert judging.waited(Waits([0.1], [2.1], [0.3])) == (
        2.1, ["the honest student waited 2.1 s"],
    )  # fmt: skip


def test_of_the_terminal_every_word_counts_and_a_traceback_once():
    trace = ["Traceback (most recent call last):", '  File "x"', "ValueError: x"]
    lines = ["A word", *trace, "A word"]
    assert judging.said(lines) == [
        "the terminal, 2 times: A word", "the terminal, 1 times: ValueError: x",
    ]  # fmt: skip
    assert judging.said(["", "  "]) == []


def minutes(*memory):
    """A row of what a server takes for each minute."""
    return [BEFORE._replace(memory=float(one)) for one in memory]


@pytest.mark.parametrize(
    ("rows", "after", "said"),
    [
        (minutes(700, 780), BEFORE._replace(files=16, threads=12), []),
        (minutes(350), BEFORE._replace(files=17), ["7 more files than"]),
        (minutes(350), BEFORE._replace(sockets=5), ["1 more sockets than"]),
        (minutes(350), BEFORE._replace(threads=13), ["7 more threads than"]),
        (minutes(350, 350, 431), BEFORE, ["round 3 leaves 81 MiB, of at most 80"]),
    ],
)
def test_a_lesson_is_judged_by_what_it_leaves(rows, after, said):
    found = list(lesson.judged(BEFORE, rows, after, length=1))
    assert len(found) == len(said)
    assert all(one.startswith(words) for one, words in zip(found, said, strict=True))


def test_a_lesson_is_judged_by_how_fast_memory_rises_within_rounds():
    """By hand: the first round of five is left out, and so is the end of a round."""
    first, steep = [350, 400, 500, 600, 700], [700, 701, 702, 703, 750]

    assert lesson.slope([*first, *steep], 5) == pytest.approx(1.0)
    assert list(lesson.judged(BEFORE, minutes(*first, *steep), BEFORE, 5)) == [
        "memory rises by 1.00 MiB a minute, of at most 0.25"
    ]
    assert list(lesson.judged(BEFORE, minutes(*first, *[700] * 5), BEFORE, 5)) == []


def test_a_lesson_without_a_second_round_of_four_minutes_has_no_slope_and_says_so():
    assert lesson.slope([1.0, 2.0, 3.0], 1) is None
    assert lesson.slope([1.0] * 5, 5) is None
    assert [line.split(" | ")[-1] for line in lesson.told(minutes(350, 351), 1)][2:] == [
        "none |"
    ] * 4


def test_a_lesson_in_which_little_was_done_is_none():
    assert list(lesson.undone(Counter({200: 7, 400: 3}))) == []
    assert list(lesson.undone(Counter({200: 6, 400: 4}))) == [
        "60% of the actions were done, of at least 70%"
    ]
