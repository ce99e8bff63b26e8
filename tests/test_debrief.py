"""Looking back: numbers by hand, one document for page and handout, fair and the same to both."""

import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import shown
from browsers import violations
from hypothesis import given
from hypothesis import strategies as some
from test_plots import visible
from test_room import do, opened, seated

from sim import ensemble, phases, records
from sim.classroom.playing import agreed, asked, debrief, handout, looking_back, placing, turns
from sim.classroom.playing.looking_back import NARROW, WIDE
from sim.plots import lanes, offers, style, timeline, units
from sim.protocols import table as talks
from sim.report import html
from sim.report.document import Document, Room, Section, texts

STATIC = Path(looking_back.__file__).parents[1] / "static"
PHONE = 390 - 2 * 16  # pixels that a figure has on a phone
READABLE = 11  # pixels
WORTHS = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 4)), min_size=20, max_size=40)


def test_of_numbers_alike_none_is_said_to_be_more():
    """By hand: of 1, 2, 2, 3 beside 2, one is less, two are the same, one is more."""
    found = placing.among(2.0, np.array([1.0, 2.0, 2.0, 3.0]))

    assert found == placing.Shares(less=1, same=2, more=1)
    assert found.percentile == 50
    assert found.told() == "in the middle: more than in 1, as much as in 2, less than in 1"
    assert placing.among(2.0, np.full(4, 2.0 + 1e-13)).told() == "as much as in 4"


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ((38, 9, 523), "fewer in most: more in 38, as many in 9, fewer in 523"),
        ((523, 9, 38), "more in most: more in 523, as many in 9, fewer in 38"),
        ((1, 8, 1), "as many in most: more in 1, as many in 8, fewer in 1"),
        ((0, 5, 5), "as many in 5, fewer in 5"),
        ((0, 0, 7), "fewer in 7"),
    ],
)
def test_what_is_true_of_most_is_said_first(shares, told):
    assert placing.Shares(*shares).told("more", "as many", "fewer") == told


@pytest.mark.parametrize(
    ("less", "same", "more", "percentile"),
    [(83, 0, 17, 83), (0, 100, 0, 50), (80, 6, 14, 83), (0, 0, 100, 1), (100, 0, 0, 99),
     (825, 10, 165, 83), (999, 1, 0, 99)],
)  # fmt: skip
def test_a_percentile_counts_those_alike_half(less, same, more, percentile):
    assert placing.Shares(less, same, more).percentile == percentile


def test_one_percentile_is_told_for_both_sides_only_if_it_is_that_of_both():
    """By hand: 40 deals on a line, one side's gain the other's loss; then 40 on a rising one."""
    up = np.arange(40) / 100.0
    against = placing.of_both(("A", "B"), np.array([0.095, 0.295]), np.stack([up, up[::-1]], 1))
    together = placing.of_both(("A", "B"), np.array([0.095, 0.095]), np.stack([up, up], 1))

    assert "at percentile 25 for A and at percentile 75 for B." in against
    assert "In none of them the deal was worth more to both sides" in against
    assert "percentile 25 for both sides." in together
    assert "In 30 of them the deal was worth more to both sides than here, in 10 less" in together


def test_of_few_deals_no_percentile_is_told():
    for count, said in (
        (0, "0 simulated classes"),
        (1, "1 simulated class "),
        (19, "19 simulated"),
    ):
        told = placing.of_both(("A", "B"), np.zeros(2), np.ones((count, 2)))
        assert told.startswith(said)
        assert re.search(r"percentile \d", told) is None


@given(some.tuples(some.integers(0, 4), some.integers(0, 4)), WORTHS)
def test_where_a_deal_stands_is_told_of_both_sides_alike(here, others):
    """The sides swapped, the percentiles swap, and what is true of both stays."""
    here, others = np.array(here, dtype=float), np.array(others, dtype=float)

    told = placing.of_both(("A", "B"), here, others)
    swapped = placing.of_both(("B", "A"), here[::-1], others[:, ::-1])

    assert sorted(re.findall(r"\d+ for \w+", told)) == sorted(re.findall(r"\d+ for \w+", swapped))
    assert told.partition("In ")[2] == swapped.partition("In ")[2]


def block(**columns):
    """A block of runs with these columns."""
    count = len(next(iter(columns.values())))
    runs = np.zeros(count, records.RUN)
    for name, values in columns.items():
        runs[name] = values
    return SimpleNamespace(runs=runs)


def beside(own, many, day):
    """A table beside simulated classes, and beside nothing else."""
    table = SimpleNamespace(game=SimpleNamespace(day=day))
    return debrief.Beside(table, own, many, own, many, own)


def test_a_truce_that_stands_is_not_said_to_be_shorter_than_any():
    """By hand, up to day 40: two fell before, one on it, one is in calm since 30, two go on."""
    fell, truce, calm = phases.FIGHTING, phases.TRUCE, phases.CALM
    many = block(stage=[fell, fell, fell, calm, truce, truce], last_day=[10, 20, 40, 30, 40, 40])

    fallen = debrief.held(beside(block(stage=[fell], last_day=[40]), many, 40))
    stands = debrief.held(beside(block(stage=[truce], last_day=[40]), many, 40))

    counted = "later than in 2, on the same day as in 1, sooner than in 3 of 6"
    assert fallen.place == f"in the middle: {counted}"
    assert stands.here == "none by day 40"
    assert stands.place == "none by day 40 either in 3 of 6"


def test_deaths_are_compared_with_classes_that_went_on_for_as_many_days():
    """By hand: a class that ended on day 5 with one death says nothing of day 40."""
    many = block(last_day=[5, 40, 40, 40], deaths=[1, 2, 3, 9])
    found = beside(block(last_day=[40], deaths=[3]), many, 40)

    row = debrief.number(found, "deaths", "Deaths in incidents")

    assert row.place == "in the middle: more than in 1, as many as in 1, fewer than in 1 of 3"
    alone = debrief.number(found._replace(so_far=block(last_day=[5], deaths=[1])), "deaths", "")
    assert alone.place == "no simulated class went on for as long"


@pytest.fixture(scope="module")
def back():
    """A class of two tables looked back on: at the second nothing is delivered, and votes fail."""
    found = opened(tables=2)
    do(found, "start")
    for table in found.tables:
        table.game.present.add("party:israel")
    while found.day < 45:
        for table in found.tables:
            answered(table)
        do(found, "next_day")
    do(found, "finish")
    looked = debrief.of_tables(found.tables, runs=60)
    pictures = [
        handout.pictures(table, one.called) for table, one in zip(found.tables, looked, strict=True)
    ]
    made = looking_back.Round(
        looked, pictures, lambda figures: handout.document(looked, figures, found.setting, 1, 60)
    )
    return found, made


def answered(table):
    """Let a person withhold what is due at the second table, and else do as the agent would."""
    while table.game.pending():
        question = table.game.pending()[0]
        withholds = question.kind == "delivery" and table.number == 1
        table.game.answer(question.key, 2 if withholds else question.own)
        table.go_on()


def test_page_and_handout_say_the_same(back):
    _, made = back
    sentences = [text for text in texts(made.with_figures(made.drawn).sections) if text]
    page = bare(made.on_page(lambda name: f"/{name}.svg"))
    taken = bare(made.as_html().decode())

    assert len(sentences) > 40
    for text in sentences:
        assert " ".join(text.split()) in page, text
        assert " ".join(text.split()) in taken, text
    assert made.as_pdf().startswith(b"%PDF")


def bare(page):
    """What a page says, without its marks; the texts that stand for pictures too."""
    spoken = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r" \1 ", page)
    text = re.sub(r"<wbr>|</?b>|</?code>", "", spoken)
    for written, letter in (("&#39;", "'"), ("&#34;", '"'), ("\u00a0", " "), ("&amp;", "&")):
        text = text.replace(written, letter)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_a_table_is_called_as_the_class_calls_it(back):
    _, made = back
    for number, own in enumerate(made.pictures, start=1):
        assert own
        for one in own:
            assert one.title.startswith(f"Table {number}")
            assert "Run 1 of 1" not in made.picture(one.name).decode()


def test_what_people_want_is_told_in_points_and_once_what_they_mean(back):
    _, made = back
    whole = " ".join(texts(made.with_figures(looking_back.undrawn).sections))

    assert whole.count("points out of 100") == 1
    assert not re.search(r"utility|0 to 1\b|points of 100", whole)
    for own in made.pictures:
        for one in own:
            assert one.shown.unit == units.POINTS


def test_each_table_is_asked_about_what_happened_there(back):
    found, made = back
    for one in made.looked:
        assert asked.FEWEST <= len(one.asked) <= asked.MOST
        assert len(set(one.asked)) == len(one.asked)
    first = [day for day, kind in events(found.tables[1]) if kind == "withholds"][0]
    assert f"Israel on day {first} (" in made.looked[1].asked[0]
    assert "decided otherwise than the agent" in " ".join(made.looked[1].asked)
    assert "decided otherwise than the agent" not in " ".join(made.looked[0].asked)
    (_, *sections) = made.with_figures(looking_back.undrawn).sections
    for section, one in zip(sections, made.looked, strict=True):
        (questions,) = [block for block in section.blocks if isinstance(block, Section)]
        assert sum(isinstance(block, Room) for block in questions.blocks) == len(one.asked)


def events(table):
    """Days and kinds of the events of a table."""
    columns = handout.recorded(table, "events")
    return list(zip(columns["day"].tolist(), columns["kind"].tolist(), strict=True))


def test_where_nothing_was_played_there_are_questions_all_the_same():
    found = opened()
    seated(found, "party:israel")
    do(found, "start")
    do(found, "finish")

    (looked,) = debrief.of_tables(found.tables, runs=20)

    assert looked.asked == asked.ALWAYS
    assert handout.pictures(found.tables[0], looked.called) == []


def test_a_deal_that_was_voted_down_is_called_that(back):
    """By hand: an agreement that was voted down is no deal, and the row says so."""
    run = np.zeros(1, records.RUN)[0]
    assert debrief.worth(run, 0) == "no deal"
    run["rejected"] = 1
    assert debrief.worth(run, 0) == "no deal (voted down at home)"
    run["ratified_day"], run["deal_worth"] = 30, (0.574, 0.2)
    assert [debrief.worth(run, slot) for slot in (0, 1)] == ["57.4 points", "20.0 points"]


@pytest.fixture(scope="module")
def talked():
    """A table of agents that made three deals: two were voted down at home, the third was not."""
    found = opened(scenario="phase_two_talks", seed=3)
    do(found, "start")
    while not found.tables[0].game.now.world.ratified_day:
        do(found, "next_day")
    do(found, "finish")
    (looked,) = debrief.of_tables(found.tables, runs=30)
    return found.tables[0], looked


def test_the_terms_of_a_deal_add_up_to_what_it_is_said_to_be_worth(talked):
    table, looked = talked
    issues = [table.words.issue(key) for key in table.words.scenario.measures]
    for deal in looked.made:
        *lines, total = deal.rows
        assert [line[0] for line in lines][: len(issues)] == issues
        assert total[0] == agreed.TOTAL
        for slot in (2, 3):
            assert sum(line[slot] for line in lines) == pytest.approx(total[slot])
    (*down, last) = looked.made
    told = [row.here for row in looked.rows if row.what.startswith("The deal, to")]
    assert [f"{handout.in_points(worth)} points" for worth in last.rows[-1][2:]] == told
    assert last.caption.startswith("What was agreed on day")
    assert [one.caption.startswith("What was put to the vote") for one in down] == [True, True]


def test_the_terms_stand_on_the_page_and_in_the_handout(talked):
    table, looked = talked
    whole = list(texts(handout.section(looked, []).blocks))

    assert looked.made[-1].caption in whole
    assert looked.made[-1].rows[0][1] in whole
    assert f"Points to {table.words.party('hamas')}" in whole


def paid(found, promised):
    """A table at which an offer of all to one side was agreed on, with a side payment."""
    table = found.tables[0]
    levels = [float(issue.wants_high[1]) for issue in table.game.now.issues]
    row = np.zeros(talks.LEVELS + len(levels))
    row[talks.DAY], row[talks.ACCEPTED] = table.game.day, 1.0
    row[[talks.UTILITY_0, talks.UTILITY_1]] = promised, 1.0
    row[talks.LEVELS :] = levels
    table.game.offers = [*table.game.offers, row]
    table.game.now.world.offered += 1
    return table


def test_a_side_payment_is_a_line_of_its_own():
    """By hand: all that one side wants, and 19 points beside it for the other."""
    (deal,) = agreed.made(paid(opened_on_a_day(), 0.19))
    *lines, payment, total = deal.rows

    assert payment[:2] == (agreed.PAYMENT, None)
    assert payment[2:] == pytest.approx((19.0, 0.0))
    assert total[2:] == pytest.approx((19.0, 100.0))
    assert all(line[2] == pytest.approx(0.0) for line in lines)
    (plain,) = agreed.made(paid(opened_on_a_day(), 0.0))
    assert agreed.PAYMENT not in [line[0] for line in plain.rows]


def opened_on_a_day():
    """A class at the end of its first day."""
    found = opened()
    do(found, "start")
    do(found, "next_day")
    return found


def test_simulated_classes_are_played_once_for_tables_that_share_them(monkeypatch):
    found = opened(tables=3)
    do(found, "start")
    for _ in range(5):
        do(found, "next_day")
    do(found, "finish")
    played, play = [], ensemble.play
    monkeypatch.setattr(ensemble, "play", lambda *a, **k: played.append(a[2]) or play(*a, **k))

    debrief.of_tables(found.tables, runs=30)

    assert sorted(played) == [1, 30]


@pytest.mark.parametrize("module", [timeline, offers])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_figures_of_a_class_fit_their_page_and_are_readable(module, width):
    numbers = shown.timeline_shown() if module is timeline else shown.offers_shown()
    heard = getattr(numbers, "told", [])
    told = turns.Told(heard, [""] * len(heard), {})
    page = style.drawn(module, handout.of_class(module, numbers, "Table 1", told), width=width)

    sizes = [text.get_fontsize() for text in page.findobj(has_size) if text.get_text().strip()]
    for text, box in visible(page):
        assert box.x0 >= page.bbox.x0 - 1, text
        assert box.x1 <= page.bbox.x1 + 1, text
    if width == NARROW:
        assert min(sizes) * PHONE / (72 * NARROW) >= READABLE


def has_size(artist):
    """True for a text."""
    return hasattr(artist, "get_fontsize")


def test_the_hardest_answers_are_told_of_the_sides_that_gave_one():
    """By hand: one side climbs to the third rung and back, the other never answers."""
    words = SimpleNamespace(keys=("a", "b"), party=str.upper)
    rungs = [SimpleNamespace(kind="rung", actor="a", day=day, reasons=SimpleNamespace(next_rung=to))
             for day, to in ((3, 1), (5, 2), (9, 1))]  # fmt: skip

    table = SimpleNamespace(words=words)
    told = asked.hardest(table, rungs)

    assert told.startswith(
        "The hardest answer of each side that gave one to the other's conduct: A “holding back "
        "its own promises” (day 5). What led to each"
    )
    back = SimpleNamespace(kind="rung", actor="b", day=4, reasons=SimpleNamespace(next_rung=0))
    assert asked.hardest(table, [*rungs, back]) == told
    assert asked.hardest(table, [back]) == ""
    protest = SimpleNamespace(kind="rung", actor="b", day=4, reasons=SimpleNamespace(next_rung=1))
    both = asked.hardest(table, [*rungs, protest])
    assert "A “holding back its own promises” (day 5) and B “protest” (day 4)." in both
    assert asked.hardest(SimpleNamespace(words=words), []) == ""


def test_of_two_offers_only_what_differs_is_told(january):
    table = opened().tables[0]
    measures = list(january.measures)
    own = (0.5,) * len(measures)
    question = SimpleNamespace(kind="offer", own=own)
    here, agent = asked.both_said(table, SimpleNamespace(question=question, answer=(1.0, *own[1:])))

    assert here.startswith(table.words.issue(measures[0]))
    assert "," not in here + agent
    assert here != agent


def on_page(document):
    """A document on the page of a class, with its style."""
    style_sheet = (STATIC / "base.css").read_text(encoding="utf-8")
    shown = html.within(document, "back", looking_back.LEVEL, lambda name: name)
    start = (
        f"<!DOCTYPE html><html lang='en'><title>Looking back</title><style>{style_sheet}</style>"
    )
    return (
        f"{start}<main><h1>Class</h1><h2>Back</h2><div class='looked'>{shown}</div></main></html>"
    )


@pytest.mark.parametrize("make", [html.page, on_page])
def test_tables_of_a_class_fit_a_phone(talked, browser, make):
    """At 390 px no cell is out of sight, and nothing is to be scrolled sideways."""
    _, looked = talked
    choice = debrief.Choice(30, "Hamas political bureau", "Answer to the other side",
                            "suspending the talks", "holding back its own promises")  # fmt: skip
    section = handout.section(looked._replace(choices=(choice,) * 3), [])
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(make(Document("Looking back", "", (section,))))

    tables = page.evaluate(
        "[...document.querySelectorAll('.scroll')].map(one => [one.scrollWidth, one.clientWidth])"
    )
    ends = page.evaluate(
        "[...document.querySelectorAll('tbody :is(td, th)')]"
        ".map(one => one.getBoundingClientRect().right)"
    )
    wrong = violations(page)
    page.close()

    assert len(tables) > 3
    assert all(wide <= room for wide, room in tables)
    assert max(ends) <= 390
    assert not wrong


def test_the_figure_of_a_table_tells_what_the_teacher_let_happen_and_what_is_public():
    """A shock and a plan are told; a change of what only a seat knows is not."""
    found = opened(scenario="phase_two_talks", seed=3)
    do(found, "start")
    do(found, "shock")
    while found.day < 20:
        do(found, "next_day")
    table = found.tables[0]

    told = turns.of_table(table, handout.recorded(table, "events"))

    assert [day for day, kind in told.told if kind == "change"] == [17]
    assert told.said == {(17, "change"): "plan on the table"}
    assert "shock" in [kind for _, kind in told.told]
    assert len(told.why) == len(told.told)


def test_what_is_public_is_told_before_what_the_talks_brought():
    """By hand: with many agreements on one table, the shock is told all the same."""
    days = np.arange(1, 15)
    columns = {"day": np.append(days, 15), "kind": np.array(["agreement"] * 14 + ["shock"])}
    table = SimpleNamespace(game=SimpleNamespace(run=0))

    class Nothing:
        read = staticmethod(lambda *_: [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "record", Nothing)
        told = turns.of_table(table, columns).told

    assert (15, "shock") in told
    assert len(told) == turns.MOST


def test_the_page_of_several_tables_begins_with_links_to_each(back):
    _, made = back
    page = made.on_page(lambda name: f"/{name}.svg")
    links = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', page)

    assert [text for _, text in links] == ["How to read this", "Table 1", "Table 2"]
    for place, _ in links:
        assert page.count(f'id="{place}"') == 1


def test_the_key_of_offers_has_only_what_the_figure_shows():
    full = shown.offers_shown()
    names = full.parties
    bare_offers = full.offers._replace(
        **{name: getattr(full.offers, name)[:0]
           for name in ("utilities", "proposer", "accepted", "rejected", "count")}
    )  # fmt: skip
    none = full._replace(offers=bare_offers, called="Table 1")

    said = [text for _, text in offers.key_entries(none, names, False)]
    whole = [text for _, text in offers.key_entries(full, names, False)]

    assert not [text for text in said if "offer" in text or "agree" in text]
    assert "agreement" in whole
    assert f"offer by {names[0]}" in whole


def test_a_game_from_a_later_day_begins_on_the_figure_with_that_day():
    run = shown.timeline_shown()
    late = run._replace(
        days=run.days[16:], incidents=run.incidents[16:], deaths=run.deaths[16:], crises=[],
        deliveries=[(22, 0, 0, "withheld")], states=run.states[1:],
        told=[(29, "limbo")], why=[""],
    )  # fmt: skip

    page = style.drawn(timeline, late)

    assert (run.first_day, late.first_day) == (1, 17)
    assert late._replace(told=[(15, "change")]).first_day == 15
    low, _ = page.axes[0].get_xlim()
    assert 16 < low < 17
    assert "17" in [tick.get_text().split()[0] for tick in page.axes[-1].get_xticklabels()]


def test_pressure_on_both_sides_at_once_shows_both():
    """By hand: of two stretches that meet each side has half of the row, of others the whole."""

    def bars(*spans):
        axes = style.scratch().add_subplot()
        lanes.outside(axes, shown.timeline_shown()._replace(
            mediated={"pressure": list(spans)}, out=[]), None, 40)  # fmt: skip
        return [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in axes.patches]

    upper, lower = bars((20, 30, 0), (25, 35, 1))
    assert upper[0] >= lower[1]
    alone, later = bars((3, 12, 0), (20, 30, 1))
    assert alone == later
