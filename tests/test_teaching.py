"""The teaching pack: its numbers are the program's, its links lead on, nothing is missing."""

import collections
import functools
import io
import json
import re
import shutil
import statistics

import pytest
from PIL import Image
from playing import play_all

from experiments import _command, composing, pages, sentences, teach
from experiments.sentences import Refused
from experiments.teaching import papers, played, prints, roles
from sim import bibliography, rows
from sim.classroom import sheets
from sim.classroom.playing.game import Game
from sim.refusals import PremiseError
from sim.report import html, pdf
from sim.report.document import Paragraph, Room

FOLDER = teach.FOLDER
LESSONS = sorted((FOLDER / "lessons").glob("*.md"))
PAGES = sorted(FOLDER.rglob("*.md"))
LONG = ("experiments.compare", "theory=kydd", "theory=noisy_reciprocity")  # many runs
HEADINGS = ("Goal", "Opening (10 minutes)", "The theory (10 minutes)", "The scenario (15 minutes)",
            "What to look for", "Worksheet", "Reading")  # fmt: skip


def read(path):
    return path.read_text(encoding="utf-8")


def number_of(lesson):
    return lesson.name.partition("_")[0]


def january():
    return composing.composed("scenario=january_2025").scenario


# -- what the program makes -----------------------------------------------------------------------


def test_the_role_sheets_are_fresh():
    made = roles.pages(january())

    stored = {path.name: read(path) for path in (FOLDER / "roles").glob("*.md")}
    assert stored == {name: pages.uncited(text) for name, text in made.items()}, (
        "run python -m experiments.teach only=[roles]"
    )
    assert read(FOLDER / "answers" / teach.KEY) == roles.key(january())


BLOCKS = [
    pytest.param(
        path,
        found[0],
        id=f"{number_of(path)}-{found['command'][-40:]}",
        marks=[pytest.mark.slow] if any(word in found["command"] for word in LONG) else [],
    )
    for path in LESSONS
    for found in played.BLOCK.finditer(read(path))
]


@pytest.mark.parametrize(("path", "block"), BLOCKS)
def test_what_a_lesson_quotes_is_what_its_command_leaves(path, block):
    assert played.filled(block) == block, "run python -m experiments.teach only=[lessons]"


def test_every_command_that_begins_a_class_for_devices_lets_them_in():
    found = [
        command
        for path in (FOLDER.parent.parent / "README.md", *PAGES)
        for command in re.findall(r"experiments\.classroom[^`\n]*", read(path))
    ]

    assert len(found) >= 3
    assert [one for one in found if "host=0.0.0.0" not in one] == []


def test_every_lesson_plays_a_theory_and_a_scenario():
    for path in LESSONS:
        commands = " ".join(played.commands(read(path)))
        assert "theory=" in commands, path
        assert "experiments.compare" in commands, path
    assert len(LESSONS) == 6


def section(text, heading):
    """What stands under a heading of a page."""
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0]


NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
QUOTED = re.compile(rf"(?<![\w.,−]){NUMBER}(?![\w.]*\d)")
NOT_OF_A_TABLE = re.compile(r"`[^`]*`|\]\([^)]*\)|\(\d{4}\)|(?:day|days|phase|lesson) \d+|^\d+\.",
                            re.MULTILINE)  # fmt: skip


def numbers(text):
    """Numbers of two digits or with decimals that a text tells as results."""
    left = NOT_OF_A_TABLE.sub(" ", text)
    return {found for found in QUOTED.findall(left) if len(found) > 1}


def known_numbers(lesson):
    """All numbers of a lesson's tables and commands."""
    blocks = " ".join(found[0] for found in played.BLOCK.finditer(read(lesson)))
    return set(re.findall(NUMBER, blocks))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_number_that_a_lesson_tells_stands_in_its_tables(lesson):
    told = numbers(section(read(lesson), "What to look for"))

    assert len(told) > 3
    assert told - known_numbers(lesson) == set()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_count_of_runs_in_an_answer_stands_in_the_tables_of_its_lesson(lesson):
    """Counts of three digits; smaller numbers are worked out there."""
    answers = read(FOLDER / "answers" / f"{number_of(lesson)}.md")
    told = {one for one in numbers(answers) if re.fullmatch(r"\d{3}", one) and one != "100"}

    assert told - known_numbers(lesson) == set()


SCREEN = re.compile(r"<!-- on the screen -->\n(.*?)<!-- end of the screen -->", re.DOTALL)


def screen(text):
    """The steps on the explorer's page: what to do, and in how many runs what comes."""
    rows = re.findall(r"^\| \d+ \| (.*) \| (.*) \| (.*) \|$", SCREEN.search(text)[1], re.MULTILINE)
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_what_a_lesson_shows_on_the_screen_is_what_its_commands_leave(lesson):
    steps = screen(read(lesson))

    told = {count for _, *counts in steps for count in counts if count.isdigit()}
    assert steps[0][1:] == ("290", "333")
    assert len(steps) >= 3
    assert told - known_numbers(lesson) == set()


def test_the_check_of_numbers_notices_one_that_is_not_there():
    assert numbers("In 391 of 1,000 runs, 0.75 on day 42, and `talks.rounds=40`; 5 more.") == {
        "391", "1,000", "0.75",
    }  # fmt: skip


def test_a_command_that_is_not_for_pages_is_refused():
    for command in ("python -m experiments.sweep sweep=x", "rm -r results"):
        with pytest.raises(sentences.Refused, match="is not played"):
            played.parted(f"{command} one two")


def test_a_command_that_fails_is_told_with_its_reason():
    with pytest.raises(sentences.Failed, match="did you mean 'nash'"):
        played.played("python -m experiments.run theory=nahs", [])


def test_an_outcome_that_a_command_does_not_leave_is_refused(tmp_path):
    table = "scenario,outcome,unit,first,second,difference,low,high,runs\nb,talks,day,1,2,1,0,2,9\n"
    (tmp_path / "comparison.csv").write_text(table)

    with pytest.raises(sentences.Refused, match="it takes talks"):
        played.table(tmp_path, ["talkss"])
    assert "| 1 day | 2 day | +1.00 (+0.00 to +2.00) |" in played.table(tmp_path, ["talks"])


def test_sheets_of_ones_own_go_to_a_folder_of_ones_own(tmp_path):
    teach.main(["scenario=november_2023", "names=fictional", f"out={tmp_path / 'mine'}"])

    text = read(tmp_path / "mine" / "party_korvia.md")
    assert text.startswith("# Korvia, one of the two parties")
    with pytest.raises(PremiseError, match="is given without out=FOLDER"):
        teach.main(["scenario=november_2023"])
    assert not (tmp_path / "mine" / "instructor" / "slides.pdf").exists(), "they name real parties"
    assert (tmp_path / "mine" / "role_sheets.pdf").stat().st_size > 0
    with pytest.raises(PremiseError, match="it takes roles, lessons, prints"):
        teach.main(["only=[rolls]"])


REAL = ("israel", "hamas", "gaza", "qatar", "egypt", "rafah", "united states", "january_2025")


def test_with_invented_names_no_real_name_is_in_a_sheet_or_in_the_name_of_its_file():
    found = composing.composed("names=fictional").scenario
    shown = roles.pages(found) | {"role_sheets.html": html.page(roles.document(found))}

    assert "constituency_residents_of_lowmark.md" in shown
    for name, text in shown.items():
        for real in REAL:
            assert real not in name, (name, real)
            assert real not in text.lower(), (name, real)


def test_two_seats_of_one_name_have_files_of_their_own():
    found = january()
    alike = found._replace(names={**found.names, "qatar": "A state", "egypt": "A state"})

    assert len(roles.sheets(alike)) == len(roles.sheets(found))


# -- prints ---------------------------------------------------------------------------------------


@functools.cache
def printed():
    return prints.files(FOLDER, january(), is_main=True, whole=True)


def test_a_class_gets_pages_and_prints_of_everything():
    assert set(printed()) == {
        "role_sheets.html", "role_sheets.pdf", "for_students.html", "for_students.pdf",
        "instructor/for_the_teacher.html", "instructor/for_the_teacher.pdf",
        "instructor/slides.pdf", "instructor/whole_pack.html", "instructor/whole_pack.pdf",
    }  # fmt: skip
    for name, held in printed().items():
        if name.endswith(".pdf"):
            assert b"<pdfuaid:part>1</pdfuaid:part>" in held, name


def page(name):
    """A page for a browser, as text without its tags."""
    return " ".join(re.sub(r"<wbr>|</?code>", "", printed()[name].decode()).split())


def test_all_role_sheets_are_in_one_file_and_each_is_on_paper_of_its_own():
    found = page("role_sheets.html")

    assert found.count('class="apart"') == len(roles.sheets(january())) == 13
    assert "Otzma Yehudit, a constituency of Israel" in found


def test_what_students_get_holds_neither_answers_nor_what_a_seat_takes():
    found = page("for_students.html")

    assert "Worksheet 6" in found
    assert "Tick one answer each" in found
    for hidden in ("Answers: 1 b", "Notes on answers", "A deal that was there", "44.4"):
        assert hidden not in found, hidden
    for shown in (
        "Answers: 1 b",
        "Notes on answers 6",
        "A deal that was there",
        "Tomorrow at eight",
    ):
        assert shown in page("instructor/for_the_teacher.html"), shown


def test_every_page_to_print_is_in_the_whole_pack():
    found = page("instructor/whole_pack.html")

    for title in ("Israel, one of the two parties", "How to play", "Worksheet 1", "Answers: 1 b"):
        assert title in found


def test_a_worksheet_has_room_to_write_for_each_question():
    one = papers.section(FOLDER / "worksheets" / "1.md")

    asked = [each for each in one.blocks if isinstance(each, Paragraph) and each.text[0].isdigit()]
    assert len(asked) == sum(isinstance(each, Room) for each in one.blocks) == 7


def test_a_page_is_printed_with_its_lists_tables_commands_and_pictures(tmp_path):
    (tmp_path / "a.png").write_bytes(picture())
    text = """# Title

Some *text* with `code` and a [link](b.md).

1. one
2. two

## Under

- item

| a | b |
| --- | ---: |
| x |  |

```
python -m x
```

![What is seen](a.png)

<!-- left out -->
"""
    one = papers.section_of(text, tmp_path)

    told, numbered, under = one.blocks
    assert told.text == "Some text with `code` and a link."
    assert (numbered.entries, numbered.ordered) == (("one", "two"), True)
    bullets, table, code, figure = under.blocks
    assert (bullets.entries, bullets.ordered) == (("item",), False)
    assert (table.rows, [each.is_number for each in table.columns]) == (
        (("x", None),),
        [False, True],
    )
    assert code.lines == ("python -m x",)
    assert figure.alt == "What is seen"
    assert b"base64" in figure.svg


def picture():
    held = io.BytesIO()
    Image.new("RGB", (4, 2)).save(held, "PNG")
    return held.getvalue()


# -- what people write ----------------------------------------------------------------------------


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_all_its_parts(lesson):
    text, number = read(lesson), number_of(lesson)

    assert tuple(re.findall(r"^## (.*)$", text, re.MULTILINE)) == HEADINGS
    asked = re.findall(
        r"^\*\*\d+\.\*\*", read(FOLDER / "worksheets" / f"{number}.md"), re.MULTILINE
    )
    answered = re.findall(r"^\d+\.", read(FOLDER / "answers" / f"{number}.md"), re.MULTILINE)
    assert len(asked) == len(answered) >= 6
    assert len(re.findall(r"references\.md#", section(text, "Reading"))) >= 3


SLIDER = re.compile(r"`((?:parties|mediators|constituencies|talks|violence)\.[\w.]+)`")


def test_every_slider_that_a_page_names_is_a_parameter():
    found = january()
    named = {key for path in PAGES for key in SLIDER.findall(read(path))}

    assert "parties.israel.foresight" in named
    for key in named:
        rows.locate(key, found.premises, found.shape)


LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_link_leads_somewhere(path):
    for target in LINK.findall(read(path)):
        assert not target.startswith("http"), "nothing here needs the network"
        file, _, place = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.is_file(), target
        if place:
            assert place in places(read(there)), target


def places(text):
    """The places on a page that a link can lead to."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


def test_a_lesson_reads_only_what_the_bibliography_has():
    known = {key.lower() for key in bibliography.entries()}
    for path in PAGES:
        assert set(re.findall(r"references\.md#(\w+)", read(path))) <= known, path


def test_the_slides_are_few_and_show_figures():
    text = read(FOLDER / "slides.md")

    assert 12 <= len(text.split("\n---\n")) <= 16
    assert len(re.findall(r"^!\[.+\]\(", text, re.MULTILINE)) >= 8


def test_the_survey_has_ten_items_and_an_answer_to_each_that_is_scored():
    text = read(FOLDER / "survey.md")

    assert re.findall(r"^\*\*(\d+)\.\*\*", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
    assert re.search(
        r"Answers: 1 [a-d], 2 [a-d], 3 [a-d], 4 [a-d], 5 [a-d], 6 [a-d], 7 [a-d]\.", text
    )


def test_a_plan_fills_its_time_without_a_gap():
    text = read(FOLDER / "README.md")
    for length in (45, 90):
        plan = (
            text.partition(f"### {length} minutes")[2].partition("\n### ")[0].partition("\n## ")[0]
        )
        spans = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+)–(\d+) \|", plan, re.MULTILINE)]
        assert spans[0][0] == 0
        assert spans[-1][1] == length
        assert all(one[1] == other[0] for one, other in zip(spans, spans[1:], strict=False))


def test_the_notebooks_are_stored_without_outputs():
    for name in ("first_steps", "class_sweep", "comparison"):
        found = json.loads(read(FOLDER.parent / "notebooks" / f"{name}.ipynb"))
        code = [cell for cell in found["cells"] if cell["cell_type"] == "code"]
        assert len(code) >= 3
        assert not any(cell["outputs"] or cell["execution_count"] for cell in code)


def test_what_cannot_be_written_is_refused_and_of_a_wrong_scenario_no_folder_is_left(tmp_path):
    with pytest.raises(PremiseError, match="out: '/dev/null/sheets' cannot be written"):
        teach.main(["out=/dev/null/sheets"])
    with pytest.raises(PremiseError, match="only: is given with out=FOLDER"):
        teach.main(["only=roles", f"out={tmp_path / 'mine'}"])
    with pytest.raises(Refused, match="'january_2052' is not allowed"):
        teach.main(["scenario=january_2052", f"out={tmp_path / 'mine'}"])
    for text, said in (
        ("dry_run=true", "dry_run: is a setting of experiments.run, and is not taken here"),
        ("runs=5", "runs: is a setting of experiments.run"),
        ("sweep=what_matters", "design: is not allowed here"),
        ("theory=nash", "levels: 1000000001 is not allowed here; it takes 1001 at most"),
    ):
        with pytest.raises(PremiseError, match=said):
            teach.main([text, f"out={tmp_path / 'mine'}"])
    assert not (tmp_path / "mine").exists()
    assert not (tmp_path / "mine").exists()


def test_only_the_chosen_roles_are_made_and_a_role_that_is_not_there_is_refused(tmp_path):
    teach.main([f"out={tmp_path / 'mine'}", "seats=[israel,hamas,qatar]"])

    assert {path.stem for path in (tmp_path / "mine").glob("*_*.md")} == {
        "party_israel", "party_hamas", "mediator_qatar",
    }  # fmt: skip
    with pytest.raises(PremiseError, match="did you mean 'israel'"):
        teach.main([f"out={tmp_path / 'other'}", "seats=[isreal]"])
    with pytest.raises(PremiseError, match="seats: is given without out=FOLDER"):
        teach.main(["seats=[israel]"])
    assert not (tmp_path / "other").exists()


TABLES = {
    "a table of 7": "israel hamas qatar governing_party political_bureau",
    "one of 10": "israel hamas us qatar governing_party religious_zionism political_bureau",
}


@pytest.mark.parametrize("table", TABLES)
def test_the_sheets_of_a_table_are_as_many_pages_as_the_guide_says(table):
    """One is the teacher's; with blank backs there are more."""
    chosen = TABLES[table].split()
    made = [sides(pdf.pages(roles.document(january(), chosen, both))) for both in (False, True)]

    assert re.search(rf"\b{made[0] - 1} (?:pages )?for {table}", read(FOLDER / "README.md"))
    assert made[1] > made[0]


def sides(made):
    """How many pages a print has."""
    return len(re.findall(rb"/Type\s*/Page\b", made))


# -- the lesson on devices ------------------------------------------------------------------------

GUIDE = "45 minutes on students' own devices"
TODAY = FOLDER / "talks_today.yaml"


@functools.cache
def device_lesson(name, folder):
    """A scenario of the lesson on devices; that of the pack is in a folder of one's own."""
    own = composing.own_folder(["--config-dir", str(folder)])
    return composing.composed(*own, f"scenario={name}").scenario


@pytest.fixture(scope="module")
def lessons_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "scenario").mkdir()
    shutil.copy(TODAY, folder / "scenario")
    return folder


def plan():
    """What the guide says of the lesson on devices, on one line."""
    text = read(FOLDER / "README.md")
    return " ".join(text.partition(f"### {GUIDE}\n")[2].partition("\n### ")[0].split())


def test_the_talks_of_a_lesson_on_devices_begin_as_often_and_as_soon_as_the_guide_says(
    lessons_folder,
):
    late, today = (
        play_all(device_lesson(name, lessons_folder), 1000)
        for name in ("phase_two_talks", "talks_today")
    )

    five, seven, fourteen, third = (by(late, "talks_day", day) for day in (5, 7, 14, 21))
    assert (
        f"talks have begun by the fifth day of play in {five}, by the seventh in {seven}, by the "
        f"14th in {fourteen}, by the 21st in {third}, and at all in {by(late, 'talks_day', 1000)}."
    ) in plan()
    assert by(today, "talks_day", 1) == 1000
    assert (
        f"{by(today, 'agreed_day', 15)} of 1,000 runs of `talks_today` by the 15th day of play, in "
        f"{by(today, 'agreed_day', 10)} by the tenth"
    ) in plan()


def by(kept, what, day):
    """Runs in which something came by a day of play; the first day is the 17th."""
    days = kept.runs[what]
    return int(((days > 0) & (days <= 16 + day)).sum())


@functools.cache
def asked(name, folder):
    """Waves a day, and questions to each seat in a week, of 12 games with all seats taken."""
    scenario = device_lesson(name, folder)
    waves, counts = [], []
    for seed in range(1, 13):
        game, of_days, seats = Game(scenario, seed), [], collections.Counter()
        game.present = set(sheets.seats(scenario))
        while len(of_days) < 21 and not game.is_over:
            of_days.append(0)
            while not game.play():
                of_days[-1] += 1
                if len(of_days) <= 7:
                    seats.update(one.seat for one in game.pending())
                game.pass_over()
        waves.append(of_days)
        counts.append(seats)
    return waves, counts


def test_a_class_is_asked_as_often_as_the_guide_says(lessons_folder):
    found = {name: asked(name, lessons_folder)[0] for name in ("talks_today", "phase_two_talks")}

    for days in (7, 14, 21):
        cells = [
            f"{min(sums)} to {max(sums)} waves"
            for sums in (
                [sum(one[:days]) for one in found[name] if len(one) >= days] for name in found
            )
        ]
        assert f"| {days} | {cells[0]} | {cells[1]} |" in plan()


def test_the_seats_have_as_much_to_do_as_the_guide_says(lessons_folder):
    def middle(name, seat):
        return int(statistics.median(one[seat] for one in asked(name, lessons_folder)[1]))

    israel, hamas, us, qatar, egypt = (
        middle("talks_today", seat) for seat in sheets.seats(january())[:5]
    )
    assert us == qatar
    assert (
        f"Israel {israel} questions, Hamas {hamas}, Egypt {egypt}, Qatar and the United States "
        f"{us} each"
    ) in plan()
    silent = [seat for seat in sheets.seats(january()) if seat.startswith("constituency")]
    assert all(middle("talks_today", seat) == 0 for seat in silent)
    late = [middle("phase_two_talks", seat) for seat in sheets.seats(january())[:5]]
    assert f"was {late[0]} questions to Israel, {late[1]} to Hamas, " in plan()
    assert f"{min(late[2:])} or {max(late[2:])} to each mediator" in plan()


def test_who_stops_it_is_told_that_what_was_written_stays(tmp_path, monkeypatch, capsys):
    def stop(*_):
        raise _command.Terminated

    monkeypatch.setattr(prints, "files", stop)

    assert _command.plainly(teach.main, [f"out={tmp_path}"]) == _command.TERMINATED

    said = capsys.readouterr()
    assert f"Written: {tmp_path}" in said.out
    assert said.err == (
        "interrupted: files said to be written stay, and nothing unfinished was kept\n"
    )
