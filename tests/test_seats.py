"""Persons at seats: what they are asked, when, and what becomes of what they say."""

import numpy as np
import pytest
from playing import config, configured

from agents import asking, human
from experiments import composing
from sim import model
from sim.classroom import sheets
from sim.classroom.playing import game, in_words
from sim.classroom.playing import table as tables
from sim.protocols import one_text
from sim.refusals import PremiseError
from sim.scenario import from_config

TALKS = ("alternating_offers", "one_text", "bridging", "sealed_demands")


def played_out(table):
    """A table whose persons let their agents decide everything; the questions that they saw."""
    seen = []
    while not table.is_over:
        if not table.play():
            seen.append(list(table.open))
            table.pass_over()
    return seen


def same(kept, other):
    """True if two runs left the same to the last bit."""
    return all(
        np.array_equal(one, two) if one.dtype.names is None else one.tobytes() == two.tobytes()
        for one, two in zip(kept, other, strict=True)
    )


@pytest.mark.parametrize("protocol", TALKS)
def test_who_decides_as_the_agents_would_plays_the_same_run_to_the_last_bit(protocol):
    scenario = configured(f"talks.protocol={protocol}")
    table = game.Game(scenario, seed=2, run=1)
    table.present = set(sheets.seats(scenario))
    seen = played_out(table)
    assert seen
    assert same(table.kept(), model.Negotiation(scenario, 2, 1).play().kept())


def test_a_table_without_persons_plays_as_the_model_does(january):
    table = game.Game(january, seed=3)
    assert played_out(table) == []
    assert same(table.kept(), model.Negotiation(january, 3).play().kept())


def test_a_table_is_made_again_from_what_was_asked_and_answered(january):
    table = game.Game(january, seed=4)
    table.present = {"party:israel", "party:hamas"}
    while not table.is_over:
        if not table.play():
            for question in table.open:
                table.answer(question.key, contrary(question))
    again = game.Game(january, seed=4)
    while not again.is_over:
        of_day = [one for one in table.answered if one.day == again.day + 1]
        again.answers = {one.question.key: one.answer for one in of_day}
        assert again.play()
    assert same(again.kept(), table.kept())


def contrary(question):
    """An answer that the agent would not give, where there is one that ends nothing."""
    if question.kind == "delivery":
        return asking.DELIVER if question.own == asking.WITHHOLD else question.own
    if question.kind == "rung":
        return min(question.own, 1)
    if question.kind == "answer":
        return 0
    return question.own


def test_what_a_person_withholds_is_withheld(january):
    table = game.Game(january, seed=1)
    table.present = {"party:hamas"}
    assert not table.play()
    question = table.open[0]
    assert (question.seat, question.kind) == ("party:hamas", "delivery")
    table.answer(question.key, asking.WITHHOLD)
    table.pass_over({"party:hamas"})
    while not table.play():
        table.pass_over({"party:hamas"})
    item = table.now.obligations[question.item]
    assert item.declined == 1
    assert item.done == 0


@pytest.mark.parametrize("protocol", TALKS)
def test_what_is_answered_is_what_the_question_showed(protocol):
    """Who agrees to everything and is asked to sign a draft signs the one that was shown."""
    table = game.Game(configured(f"talks.protocol={protocol}"), seed=2, run=1)
    table.present = {"party:israel", "party:hamas"}
    shown = {}
    while not table.is_over:
        if table.play():
            continue
        for question in table.pending():
            shown[table.day + 1, question.key] = question.table
            agrees = question.kind == "answer" and table.day < 25
            table.answer(question.key, 1 if agrees else question.own)
    answered = {(one.day, one.question.key): one.question.table for one in table.answered}
    assert shown
    assert {key: answered[key] for key in shown} == shown


def test_a_draft_is_signed_once_it_is_known_whether_its_change_stands():
    day = human.Day({}, {"party:a", "party:b"})
    for seat in ("party:a", "party:b"):
        day.ask(seat, "answer", one_text.CHANGE, 1, ())
    with pytest.raises(human.Unanswered):
        day.ask("party:a", "answer", one_text.SIGNING, 1, ())
    assert {question.item for question in day.open} == {one_text.CHANGE}


def test_questions_of_one_kind_are_open_together_and_those_of_another_wait(january):
    table = game.Game(january, seed=1)
    table.present = set(sheets.seats(january))
    for stage in played_out(table):
        assert len({question.kind for question in stage}) == 1
        assert len({question.key for question in stage}) == len(stage)


def test_nobody_is_asked_whose_seat_is_empty(january):
    table = game.Game(january, seed=1)
    table.present = {"mediator:qatar"}
    seen = [question for stage in played_out(table) for question in stage]
    assert {question.seat for question in seen} == {"mediator:qatar"}


def test_an_answer_may_be_given_before_the_question():
    day = human.Day({("party:a", "rung", 0, 0): 1}, {"party:a"})
    assert day.ask("party:a", "rung", 0, 0, (), now=0) == 1
    assert day.open == []


def test_who_would_leave_things_as_they_are_is_not_asked():
    day = human.Day({}, {"party:a"})
    assert day.ask("party:a", "rung", 0, own=2, table=(), now=2) == 2
    assert day.open == []


def test_an_answer_holds_until_the_actor_would_do_something_else():
    first = human.Day({("party:a", "rung", 0, 0): 0}, {"party:a"})
    first.ask("party:a", "rung", 0, 1, (), now=0)
    second = human.Day({}, {"party:a"}, first.standing)
    assert second.ask("party:a", "rung", 0, 1, (), now=0) == 0
    assert second.open == []
    third = human.Day({}, {"party:a"}, second.standing)
    third.ask("party:a", "rung", 0, 2, (), now=0)
    assert [question.own for question in third.open] == [2]


def test_a_refusal_holds_as_long_as_the_question_comes_up_and_no_longer():
    """A partner that stays is asked again when the mood has risen and falls anew."""
    stays = human.Day({("party:a", "leave", 0, 0): 0}, {"party:a"})
    assert stays.ask("party:a", "leave", 0, 1, ()) == 0
    next_day = human.Day({}, {"party:a"}, stays.left_standing)
    assert next_day.ask("party:a", "leave", 0, 1, ()) == 0
    assert next_day.open == []
    in_good_mood = human.Day({}, {"party:a"}, next_day.left_standing)
    anew = human.Day({}, {"party:a"}, in_good_mood.left_standing)
    anew.ask("party:a", "leave", 0, 1, ())
    assert len(anew.open) == 1


def test_what_stands_goes_with_whoever_said_it():
    day = human.Day({("party:a", "rung", 0, 0): 0}, {"party:b"})
    day.ask("party:a", "rung", 0, 1, (), now=0)
    assert day.left_standing == {}


def test_who_chooses_anew_is_asked_about_going_between_the_sides_as_well():
    seat, item = "mediator:a", human.SHUTTLING
    first = human.Day({(seat, "use", item, 0): 0}, {seat})
    first.ask(seat, "use", item, 1, ())
    for answers, asked in (({}, 0), ({(seat, human.AGAIN, 0, 0): None}, 1)):
        day = human.Day(answers, {seat}, first.left_standing)
        day.ask(seat, "use", item, 1, ())
        assert len(day.open) == asked


def test_deliveries_are_asked_each_time():
    first = human.Day({("party:a", "delivery", 4, 0): 2}, {"party:a"})
    first.ask("party:a", "delivery", 4, 0, ())
    second = human.Day({}, {"party:a"}, first.standing)
    second.ask("party:a", "delivery", 4, 0, ())
    assert len(second.open) == 1


def test_two_questions_of_one_day_are_told_apart():
    day = human.Day({}, {"party:a"})
    day.ask("party:a", "answer", 1, 0, ())
    day.ask("party:a", "answer", 1, 0, ())
    assert [question.turn for question in day.open] == [0, 1]


def test_an_offer_of_a_person_lies_on_the_table_level_by_level():
    scenario = composing.composed("scenario=phase_two_talks").scenario
    table = game.Game(scenario, seed=1)
    table.present = {"party:israel"}
    while not (table.open and table.open[0].kind == human.OFFER):
        if not table.play():
            if table.open[0].kind == human.OFFER:
                break
            table.pass_over({"party:israel"})
    levels = tuple(0.0 for _ in table.now.issues)
    table.answer(table.open[0].key, levels)
    while not table.play():
        table.pass_over({"party:israel"})
    offers = table.kept().offers
    mine = [row for row in offers if row[0] == table.day and row[2] == 0]
    assert mine
    assert tuple(mine[-1][-len(levels) :]) == levels


def test_however_many_look_a_draft_and_the_news_of_a_day_are_worked_out_once(monkeypatch):
    table, looked = asked_to_propose(), []
    for name in ("dawn", "events"):
        plain = getattr(table.game, name)
        monkeypatch.setattr(
            table.game, name, lambda *given, of=plain: looked.append(of) or of(*given)
        )
    (question, *_) = table.game.pending()
    for _ in range(30):
        table.forms().form(question)
        table.game.since(0)
    assert len(looked) == 2
    before = table.game.since(0)
    table.time_up()
    table.end_day()
    table.next_day()
    assert len(table.game.since(0)) > len(before)


def asked_to_propose():
    """A table at which the United States is asked whether to propose a deal."""
    table = tables.Table(0, composing.composed("scenario=phase_two_talks").scenario, 1, 0)
    table.sit("mediator:us", "us")
    while True:
        table.next_day()
        while table.game.open:
            if table.forms().is_proposal(table.game.pending()[0]):
                return table
            table.time_up()


def test_a_change_that_is_let_happen_takes_effect_on_the_next_day(january):
    table = game.Game(january, seed=1)
    table.play()
    before = table.now.world.proposal
    table.scenario = table.injected("relocation.proposal", 1.0)
    assert table.now.world.proposal == before
    table.play()
    assert table.now.world.proposal == 1.0


def test_what_is_let_happen_leaves_a_name_to_each_level():
    plain = config()
    name, issue = next(iter(plain["issues"].items()))
    issue["levels"], issue["values"] = 3, ["none", "some", "all"]
    table = game.Game(from_config(plain), seed=1)
    table.play()

    with pytest.raises(PremiseError, match="4 is not allowed; each of the 3 levels has a name"):
        table.injected(f"issues.{name}.levels", 4)


def test_a_shock_that_is_let_happen_comes_once(january):
    table = game.Game(january, seed=1)
    table.play()
    table.scenario = table.shocked()
    table.play()
    assert table.now.world.shock_day == table.day
    usual = january.premises.shocks.shock_rate
    table.play()
    assert table.now.world.shock_rate == usual


def test_what_is_let_happen_while_a_day_is_open_waits_for_the_next(january):
    table = game.Game(january, seed=1)
    table.present = {"party:israel"}
    assert not table.play()
    table.scenario = table.injected("relocation.proposal", 1.0)
    while not table.play():
        table.pass_over()
    assert (table.day, table.now.world.proposal) == (1, 0.0)
    while table.day < 2:
        table.play()
        table.pass_over()
    assert table.now.world.proposal == 1.0


def test_after_a_shock_the_rate_is_what_the_teacher_had_made_of_it(january):
    table = game.Game(january, seed=1)
    table.play()
    table.scenario = table.injected("shocks.shock_rate", 0.2)
    table.play()
    table.scenario = table.shocked()
    table.play()
    table.play()
    assert table.now.world.shock_rate == 0.2


def test_only_what_a_person_answered_counts_as_decided_by_one(january):
    table = game.Game(january, seed=1)
    table.present = {"party:israel", "party:hamas"}
    asked = 0
    while not table.is_over and table.day < 40:
        if not table.play():
            asked += len(table.pending())
            for question in table.pending():
                table.answer(question.key, contrary(question))
    by_persons = [one for one in table.answered if one.by == "person"]
    assert len(by_persons) == asked


@pytest.mark.parametrize("protocol", TALKS)
def test_every_question_has_a_form_that_takes_each_answer_it_offers_and_can_be_told(protocol):
    scenario = configured(f"talks.protocol={protocol}")
    held, kinds = tables.Table(0, scenario, 2, 1), set()
    for seat in held.seats:
        held.sit(seat, seat)
    while not held.game.is_over:
        held.next_day()
        while held.game.open:
            forms = held.forms()
            for question in held.game.pending():
                form = forms.form(question)
                kinds.add(question.kind)
                assert form["title"][0].isupper()
                for answer in answers(form):
                    taken = forms.taken(question, answer)
                    assert in_words.said(question, taken, held.words)
                assert in_words.about(question, held.words)
                with pytest.raises(PremiseError):
                    forms.taken(question, "an answer")
            held.time_up()
    talks = {"one_text": "answer", "sealed_demands": "demand", "bridging": "answer"}
    assert {"delivery", "rung", "use", talks.get(protocol, "offer")} <= kinds


def answers(form):
    """Every answer that a form offers; of an offer the lowest and the highest levels."""
    if "choices" in form:
        return [one["value"] for one in form["choices"]]
    if "number" in form:
        return [form["number"]["low"], form["number"]["high"]]
    highest = [len(issue["labels"]) - 1 for issue in form["issues"]]
    return [[0] * len(highest), highest]
