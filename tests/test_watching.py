"""Mesa's browser app around the model: what its sliders play, and what it shows of a day."""

import inspect
import re

import numpy as np
import pytest

from experiments import composing
from experiments.watching import figures, watched
from experiments.watching.watched import Watched
from sim import story
from sim.cache import ROOT
from sim.model import Negotiation
from sim.story.words import Words

SCENARIOS = ("january_2025", "phase_two_talks", "november_2023")


def course(model, last_day=40):
    """What a model's days come to."""
    return model.play(last_day).days.array()


def as_reset(**moved):
    """The model that Mesa makes on a reset, with some controls moved."""
    found = {name: control["value"] for name, control in watched.controls().items()}
    return Watched(**{**found, **moved})


def test_every_control_is_an_argument_of_the_model_and_begins_where_the_model_does():
    arguments = inspect.signature(Watched).parameters

    found = {name: control["value"] for name, control in watched.controls().items()}
    assert found == {name: one.default for name, one in arguments.items()}


def test_the_sliders_of_the_two_sides_are_alike():
    controls = watched.controls()
    for name in watched.NUMBERS:
        ours, theirs = (
            {**controls[f"{name}_{side}"], "value": 0, "label": ""} for side in watched.SIDES
        )
        assert ours == theirs


def test_mesa_hands_in_no_scenario_of_its_own():
    """Mesa 3.5 does on a reset where an argument has that name, or any name is taken."""
    arguments = inspect.signature(Watched).parameters

    assert not {"scenario", "rng", "simulator"} & set(arguments)
    assert all(one.kind == one.POSITIONAL_OR_KEYWORD for one in arguments.values())


def test_a_reset_with_the_same_parameters_plays_the_same_course():
    moved = {"seed": 5, "by_hand": True, "trust_hamas": 0.8}

    first, again = course(as_reset(**moved)), course(as_reset(**moved))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, course(as_reset(**{**moved, "seed": 6})))
    assert not np.array_equal(first, course(as_reset(**{**moved, "trust_hamas": 0.2})))


@pytest.mark.parametrize("name", SCENARIOS)
def test_left_alone_the_app_plays_the_run_of_every_command(name):
    model = as_reset(played=name, seed=3)

    other = Negotiation(composing.composed(f"scenario={name}").scenario, seed=3, run=0)
    np.testing.assert_array_equal(course(model), course(other))


def test_numbers_count_by_hand_alone():
    left, moved = as_reset(), as_reset(trust_israel=0.9, trust_hamas=0.9)
    by_hand = as_reset(by_hand=True, trust_israel=0.9, trust_hamas=0.9)

    np.testing.assert_array_equal(course(left), course(moved))
    assert [party.trust for party in by_hand.parties] == [0.9, 0.9]
    assert "parties.hamas.trust=0.9" in watched.arguments(by_hand)
    assert watched.arguments(moved).endswith("scenario=january_2025 seed=1")


def test_the_headline_says_where_the_run_stands():
    model = as_reset(played="november_2023")
    assert watched.headline(model) == "Before day 1 (24 November 2023)"

    model.step()
    assert watched.headline(model) == "Day 1 (24 November 2023): truce"

    model.play()
    assert watched.headline(model).endswith("fighting. Phase ran out, then fighting")


# -- figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("day", [0, 1, 30, 1000])
def test_the_figures_show_the_records(name, day):
    model = as_reset(played=name, seed=2).play(day)
    rows = model.days.array()

    shown = figures.so_far(model)
    strip, trust, tension = figures.course(shown).axes
    weighing = figures.weighing(shown).axes
    for slot in (0, 1):
        np.testing.assert_array_equal(trust.lines[2 * slot].get_ydata(), rows["belief"][:, slot])
        staying, _, leaving, *_ = weighing[slot].lines
        np.testing.assert_array_equal(staying.get_ydata(), rows["staying"][:, slot])
        np.testing.assert_array_equal(leaving.get_ydata(), rows["outside"][:, slot])
    np.testing.assert_array_equal(tension.lines[0].get_ydata(), rows["tension"])
    assert sum(last - first + 1 for _, first, last in shown.states) == len(rows)
    assert len(strip.patches) == len(shown.states) + len(shown.crises)


def test_what_is_drawn_lies_within_its_axes():
    model = as_reset(seed=4).play()
    for figure in (figures.course(figures.so_far(model)), figures.weighing(figures.so_far(model))):
        for axes in figure.axes:
            low, high = axes.get_ylim()
            for line in axes.lines:
                assert low <= np.min(line.get_ydata()) <= np.max(line.get_ydata()) <= high


def test_the_figures_are_described_in_words():
    model = as_reset(seed=4)
    assert figures.in_words(figures.so_far(model)) == "Nothing has been played yet."

    told = figures.in_words(figures.so_far(model.play(20)))
    trust = model.parties[1].belief
    assert f"Hamas: trust {trust:.2f}, staying is worth" in told


# -- today in words --------------------------------------------------------------------------------


def played_by_days(**moved):
    """A model played to its end, and what it said of each day."""
    model, days = as_reset(**moved), {}
    days[model.world.day] = watched.told(model)
    while model.running:
        model.step()
        days[model.world.day] = watched.told(model)
    return model, days


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_day_is_told_the_same_whatever_comes_after_it(name):
    model, days = played_by_days(played=name, seed=2)

    events, offers = watched.tables_of(model)
    assert days == {day: story.tell_day(model.premises, events, offers, day) for day in days}


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_a_day_brought_is_told_on_that_day(name):
    model, days = played_by_days(played=name, seed=2)
    events, _ = watched.tables_of(model)
    words = Words(model.premises)

    found = list(zip(events["kind"], events["day"], events["obligation"], strict=True))
    assert {"delivers", "incident"} <= {kind for kind, *_ in found}
    for kind, day, item in found:
        if day < model.world.first_day and day not in days:
            continue  # noted of the days before a run that begins later
        said = " ".join(days[day])
        if kind == "delivers":
            assert words.promise(item) in said
        if kind == "incident":
            count = found.count((kind, day, item))
            assert f"Violence: {count} incident" in said
        if kind in ("phase_begins", "limbo"):
            assert {"phase_begins": "In this phase", "limbo": "Limbo, from"}[kind] in said
    assert days[model.world.day][-1].startswith(("Fighting resumed", "The truce", "Lasting calm"))


def test_a_day_without_events_has_nothing_to_tell():
    model = as_reset()
    events, offers = watched.tables_of(model)

    assert story.tell_day(model.premises, events, offers, day=300) == []
    none = {name: column[:0] for name, column in events.items()}
    assert story.tell_day(model.premises, none, offers, day=1) == []


def test_the_page_for_users_of_mesa_says_what_runs(capsys):
    text = (ROOT / "docs" / "mesa.md").read_text(encoding="utf-8")
    model, records, batch = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    scope = {}
    exec(model + records, scope)

    assert scope["model"].world.day == 17
    assert len(scope["kept"].days["tension"]) == 17
    assert capsys.readouterr().out.startswith("14 ")
    exec(batch.replace("range(20)", "[0]"), scope)
    assert {row["mediators.us.skill"] for row in scope["rows"]} == {0.1, 0.4}


# -- the app itself, where Solara is installed -----------------------------------------------------


def browser(solara, app):
    """The app as one browser has it."""
    layout = solara.AppLayout(children=[app.Page()])
    return solara.render(layout, handle_error=False)[1]


def headline_in(page):
    """The headline that a browser shows."""
    return page.find(tag="h2").widget.children[0]


def press(page, label):
    """Press a button by its label."""
    next(one for one in page.find(children=[label]).widgets if hasattr(one, "click")).click()


@pytest.mark.filterwarnings("ignore::UserWarning")  # Solara's, of how Mesa writes its components
def test_each_browser_steps_and_resets_a_model_of_its_own():
    solara = pytest.importorskip("solara", reason="pip install -e '.[viz]' brings it")
    from experiments import app

    first, second = browser(solara, app), browser(solara, app)
    begin = headline_in(first)
    press(first, "Step")
    assert (headline_in(first), headline_in(second)) == ("Day 1 (19 January 2025): phase 1", begin)

    press(first, "Reset")
    assert headline_in(first) == begin == "Before day 1 (19 January 2025)"


def test_the_app_asks_nothing_of_another_machine():
    pytest.importorskip("solara", reason="pip install -e '.[viz]' brings it")
    from solara.server import settings

    from experiments import app

    assert app.TITLE
    assert settings.main.mode == "production"
    assert not settings.telemetry.mixpanel_enable
