"""Role sheets: reckoned from the scenario, one form for all, nothing that a seat may not know."""

import copy
import functools
import html
import re

import pytest
from playing import config, configured

from agents.terms import IssueTerms, ObligationTerms
from agents.traits import ConstituencyTraits, PartyTraits
from experiments import composing
from sim import layout, mirror, scenario
from sim.classroom import sheets, telling
from sim.classroom.knowing import eve
from sim.classroom.playing.game import Game
from sim.model import Negotiation
from sim.refusals import PremiseError
from sim.report import markdown
from sim.report.document import Section, texts
from sim.words import number

CALLED = {"talks_israel": "team_1", "talks_hamas": "team_2"}  # keys that name neither party


@functools.cache
def january():
    return configured()


@functools.cache
def told(seat):
    return sheets.sheet(january(), seat)


def composed(*overrides):
    return composing.composed(*overrides).scenario


def plain():
    """The main scenario with nothing in it that is worded for one party alone."""
    found = config()
    found["title"] = "a truce"
    found["issues"]["governance"]["unit"] = "who governs"
    found["obligations"] = {
        CALLED.get(key, key): item for key, item in found["obligations"].items()
    }
    return found


def sheet_of(plain_config, seat):
    return sheets.sheet(scenario.from_config(plain_config), seat)


# -- numbers --------------------------------------------------------------------------------------


def test_the_points_of_a_partys_issues_are_its_weights_out_of_100():
    """Israel's weights sum to 16: 4 for governance are 25 points, 0.5 for aid 3.125."""
    points = {issue.key: issue.points for issue in told("party:israel").issues}

    assert points["governance"] == 25.0
    assert points["aid"] == 3.125
    assert sum(points.values()) == pytest.approx(100.0)


def test_the_levels_of_an_issue_run_from_none_of_its_points_to_all():
    for seat in ("party:israel", "party:hamas"):
        for issue in told(seat).issues:
            found = dict(issue.levels)
            assert found[issue.best] == pytest.approx(issue.points)
            assert found[issue.worst] == 0.0
    trucks = next(one for one in told("party:hamas").issues if one.key == "aid")
    assert (trucks.worst, trucks.best) == ("200", "600")
    assert trucks.direction == "more is better for you"
    assert dict(trucks.levels)["400"] == pytest.approx(trucks.points / 2)


def test_a_promise_costs_who_owes_it_and_is_worth_something_to_whom_it_is_owed():
    owes = {one.key: one for one in told("party:hamas").owes}
    due = {one.key: one for one in told("party:israel").due}

    assert owes["exchange_1_hostages"].points == pytest.approx(0.75)
    assert due["exchange_1_hostages"].points == pytest.approx(9.0)
    assert owes.keys() == due.keys()


def test_the_least_is_what_the_engine_takes_on_the_eve_of_the_first_day():
    """Nothing leaves the middle of its range: 0.8 of the floor that a majority approves."""
    least = told("party:israel").least

    assert least.least == max(0.0, least.outside, least.home)
    assert least.home == pytest.approx(0.8 * 55.5)


def test_with_a_seed_a_sheet_has_the_numbers_of_that_game():
    for run in range(3):
        model = Negotiation(january(), 7, run)
        found = sheets.sheet(january(), "party:hamas", seed=7, run=run)

        facts = {one.key: one for one in found.confidential}
        assert facts["parties.hamas.trust"].value == model.parties[1].trust
        assert found.least.outside == pytest.approx(100.0 * model.parties[1].outside, abs=1e-6)
        assert "other games" not in facts["parties.hamas.trust"].text


def test_without_a_seed_a_number_that_games_draw_stands_at_its_middle_with_its_range():
    (fact,) = [one for one in told("party:israel").confidential if one.key.endswith(".trust")]

    assert (fact.value, fact.low, fact.high) == (0.5, 0.3, 0.7)
    assert "you expect 50 to be kept" in fact.text
    assert "In other games from 30 to 70" in fact.text


def test_a_mediator_has_the_instruments_for_which_it_has_a_budget():
    owned = {one.key: one.budget for one in told("mediator:us").instruments}

    assert owned == {
        "shuttle": 60, "bridging": 2, "pressure": 60, "payment": 1, "guarantee": 1, "deadline": 2,
    }  # fmt: skip
    assert "monitoring" in {one.key for one in told("mediator:egypt").instruments}


def test_a_constituency_without_a_vote_has_no_least_deal():
    assert told("constituency:hostage_families").least is None
    assert told("constituency:religious_zionism").least.least == pytest.approx(90.0)
    assert {one.key for one in told("constituency:religious_zionism").instruments} == {
        "vote", "exit", "voice",
    }  # fmt: skip


def test_an_issue_with_too_many_levels_to_list_has_its_ends_alone():
    found = plain()
    found["issues"]["aid"]["levels"] = 1001
    (aid,) = [one for one in sheet_of(found, "party:hamas").issues if one.key == "aid"]

    assert aid.levels == ()
    assert (aid.worst, aid.best) == ("200", "600")


def test_issues_with_a_list_of_worths_say_what_each_level_is_called():
    found = plain()
    found["issues"] = {
        "route": {"levels": 3, "values": ["north", "middle", "south"], "weight_israel": 1,
                  "weight_hamas": 1, "worths_israel": [0.2, 1.0, 0.0], "worths_hamas": [1, 0.5, 0]}
    }  # fmt: skip
    (route,) = sheet_of(found, "party:israel").issues

    assert (route.best, route.worst) == ("middle", "south")
    assert dict(route.levels) == pytest.approx({"north": 20.0, "middle": 100.0, "south": 0.0})


# -- what a player reads --------------------------------------------------------------------------

ASKED = [
    "What everybody knows", "What you want most", "What you can live without",
    "The worst deal that you may accept, and why", "What you know and others do not",
    "What you can do", "What happens if nothing is agreed",
]  # fmt: skip
JARGON = re.compile(
    r"utilit|weight|exponent|parameter|instrument|reserve|foresight|leverage|limbo|credib|[a-z]_[a-z]"
)


def headings(seat):
    return [one.title for one in telling.section(told(seat)).blocks if isinstance(one, Section)]


def read(seat):
    """All that a player reads on a sheet, as one text."""
    one = telling.section(told(seat))
    return "\n".join((one.title, *texts(one.blocks)))


def test_every_sheet_answers_the_same_questions_in_the_same_order():
    for seat in sheets.seats(january()):
        owed = ["What you owe", "What you are owed"] if seat.startswith("party:") else []
        assert headings(seat) == ASKED + owed, seat


def test_a_sheet_has_no_word_of_the_model_in_it():
    for seat in sheets.seats(january()):
        assert JARGON.search(read(seat).lower()) is None, seat


def test_what_points_are_is_said_once_on_a_sheet_that_counts_in_them():
    for seat in sheets.seats(january()):
        said = read(seat).count("100 the best") + read(seat).count("100 is as much")
        assert said == 1, seat


def test_both_parties_sheets_are_as_long():
    """They differ by what belongs to one alone: red lines, and people of whom it knows."""
    ours, theirs = (len(read(f"party:{party}").split()) for party in ("israel", "hamas"))

    assert abs(ours - theirs) < 0.08 * min(ours, theirs)


def test_the_largest_issues_are_wanted_and_the_smallest_can_be_given():
    """Israel: 25, 18.75 and 18.75 pass 50; 0, 3.125, 3.125 and 6.25 are under 25, 25 more not."""
    one = told("party:israel")

    assert {issue.key for issue in telling.largest(one.issues)} == {
        "governance", "withdrawal", "end_of_war",
    }  # fmt: skip
    assert {issue.key for issue in telling.smallest(one)} == {
        "residents", "aid", "reconstruction", "prisoners_per_hostage",
    }  # fmt: skip


def test_no_sheet_calls_an_issue_with_a_red_line_small():
    one = told("party:hamas")
    red = {issue.key for issue in one.issues if issue.red}

    assert red == {"withdrawal", "end_of_war", "residents"}
    assert red.isdisjoint(issue.key for issue in telling.smallest(one))
    assert not any(issue.red for issue in told("constituency:gaza_residents").issues)


def test_the_levels_of_an_issue_that_does_not_rise_evenly_stand_on_the_sheet():
    found = plain()
    found["issues"] = {
        "route": {"levels": 3, "values": ["north", "middle", "south"], "weight_israel": 1,
                  "weight_hamas": 1, "worths_israel": [0.2, 1.0, 0.0], "worths_hamas": [1, 0.5, 0]}
    }  # fmt: skip
    said = "\n".join(texts(telling.section(sheet_of(found, "party:israel")).blocks))

    assert "Route: north brings 20, middle brings 100, south brings 0." in said
    assert "in proportion between" not in said


@pytest.mark.parametrize("seat", ["party:hamas", "mediator:us", "constituency:military_wing"])
def test_the_page_of_a_seat_and_its_markdown_say_the_same(seat):
    one = telling.section(told(seat))
    page = re.sub(r"\s+", " ", re.sub(r"<wbr>", "", telling.as_html(told(seat))))
    written = re.sub(r"\s+", " ", markdown.section(one, 1).replace("\\", ""))

    for text in texts((one,)):
        plain_text = re.sub(r"\s+", " ", text)
        assert html.escape(plain_text, quote=False).replace("'", "&#39;") in page, text
        assert plain_text in written, text


def test_a_sheet_is_escaped_whatever_a_scenario_calls_its_parties():
    found = told("party:israel")._replace(title="<script>x</script>", public="a & <b>b</b>")

    page = telling.as_html(found)
    assert "<script>" not in page
    assert "a &amp; &lt;b&gt;b&lt;/b&gt;" in re.sub("<wbr>", "", page)


def test_a_number_has_no_more_decimals_than_it_needs():
    assert [number(one) for one in (10.0, 0.5, -0.001, -3.254)] == ["10", "0.5", "0", "−3.25"]
    assert [number(10.4, 0), number(3.125, 3)] == ["10", "3.125"]


# -- every scenario, every seat -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["november_2023", "phase_two_talks", "no_mediators"])
def test_every_seat_of_other_scenarios_has_a_sheet(name):
    found = composed(f"scenario={name}")

    for seat in sheets.seats(found):
        one = sheets.sheet(found, seat)
        assert one.seat == seat
        assert one.public
        told = (*one.wants, *one.confidential, *one.without)
        assert all(fact.text.endswith((".", ")")) for fact in told)
        assert telling.section(one).blocks


def test_what_came_before_the_first_day_is_told_as_done():
    found = sheets.sheet(composed("scenario=phase_two_talks"), "party:israel")

    assert {one.key for one in found.owes if one.done} >= {"perimeter", "aid_week_1"}


def test_with_invented_names_no_real_name_is_on_any_sheet():
    invented = composed("names=fictional")

    for seat in sheets.seats(invented):
        found = sheets.sheet(invented, seat)
        facts = [one.text for one in (*found.wants, *found.confidential, *found.without)]
        hidden = {"wants": (), "confidential": (), "without": (), "owes": (), "due": ()}
        rest = found._replace(seat="", key="", **hidden)
        promises = [(one.text, one.after) for one in (*found.owes, *found.due)]
        for name in ("Israel", "Hamas", "Gaza", "Qatar", "Egypt", "United States", "Rafah"):
            assert name not in f"{facts} {rest} {promises}", (seat, name)


def test_a_seat_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(PremiseError, match="did you mean 'party:israel'"):
        sheets.sheet(january(), "party:isreal")
    assert "mediator:jordan" not in sheets.seats(january()), "it mediates nothing"


# -- even-handed ----------------------------------------------------------------------------------


def bare(key, party):
    """A parameter's name without the party it is about."""
    return key.replace(party, "PARTY")


def test_both_parties_sheets_have_the_same_form():
    israel, hamas = told("party:israel"), told("party:hamas")

    for part in ("confidential", "without"):
        assert [bare(one.key, "israel") for one in getattr(israel, part)] == [
            bare(one.key, "hamas") for one in getattr(hamas, part)
        ]
    assert [one.key for one in israel.issues] == [one.key for one in hamas.issues]
    assert israel.instruments == hamas.instruments


def test_with_the_parties_in_each_others_seats_every_sheet_is_the_same():
    found, turned = plain(), mirror.swapped(plain())

    for seat in sheets.seats(scenario.from_config(found)):
        assert repr(sheet_of(found, seat)) == repr(sheet_of(turned, seat)), seat


def test_with_the_names_exchanged_the_sheets_swap():
    found, turned = plain(), mirror.renamed(plain())
    ours, theirs = sheet_of(found, "party:israel"), sheet_of(turned, "party:hamas")

    other = {"israel": "hamas", "hamas": "israel", "Israel": "Hamas", "Hamas": "Israel"}
    assert exchanged(repr(ours), other) == repr(theirs)


def exchanged(text, other):
    """A text with each name in place of the other."""
    marks = {name: f"\0{place}\0" for place, name in enumerate(other)}
    for name, mark in marks.items():
        text = text.replace(name, mark)
    for name, mark in marks.items():
        text = text.replace(mark, other[name])
    return text


# -- what a seat may not know ---------------------------------------------------------------------


def changed_field(model, field, value):
    """Another value of a field that it may have; None for one that cannot move alone."""
    info = model.model_fields[field]
    if info.annotation is bool:
        return not value
    if info.annotation not in (float, int):
        return None
    high = next((one.le for one in info.metadata if hasattr(one, "le")), value + 1)
    low = next((one.ge for one in info.metadata if hasattr(one, "ge")), value - 1)
    return info.annotation(low if value == high else (value + high) / 2)


def secrets_of(party, slot):
    """Everything about a party that the other may not know: (section, key, field)."""
    checked = january().premises
    skipped = {"stream", "by", "gone_at_start", "partner", "votes"}
    yield from (("parties", party, field) for field in PartyTraits.model_fields)
    for key, one in checked.constituencies.items():
        if one.by == slot:
            yield from (("constituencies", key, field) for field in ConstituencyTraits.model_fields
                        if field not in skipped)  # fmt: skip
    for key in checked.issues:
        yield from (("issues", key, field) for field in IssueTerms.model_fields
                    if field.endswith(f"_{slot}"))  # fmt: skip
    for key, item in checked.obligations.items():
        yield ("obligations", key, "cost" if item.by == slot else "worth")


MODELS = {"parties": PartyTraits, "constituencies": ConstituencyTraits, "issues": IssueTerms,
          "obligations": ObligationTerms}  # fmt: skip


def as_written(field, section, slot, party):
    """The name of a field as a configuration has it."""
    paired = section == "issues" and layout.spot(field)[1] is not None
    return field[:-1] + party if paired else field


@pytest.mark.parametrize(
    ("seat", "party", "slot"), [("party:israel", "hamas", 1), ("party:hamas", "israel", 0)]
)
def test_a_party_learns_nothing_of_what_only_the_other_knows(seat, party, slot):
    before = sheet_of(plain(), seat)._replace(seat="")
    moved = 0
    base = plain()
    for section, key, field in secrets_of(party, slot):
        model = MODELS[section]
        value = getattr(getattr(january().premises, section)[key], field)
        other = changed_field(model, field, value)
        if other is None or field == "stream":
            continue
        found = {**base, section: copy.deepcopy(base[section])}
        found[section][CALLED.get(key, key)][as_written(field, section, slot, party)] = other
        try:
            after = sheet_of(found, seat)
        except PremiseError:
            continue  # it does not fit the rest
        moved += 1
        assert repr(after._replace(seat="")) == repr(before), (section, key, field)
    assert moved > 150


def test_a_mediator_and_a_constituency_know_no_number_of_a_party():
    found = plain()
    for party in ("israel", "hamas"):
        found["parties"][party] |= {"war_prospect": 0.9, "trust": 0.11, "hope": 0.12}

    for seat in ("mediator:qatar", "constituency:military_wing", "constituency:governing_party"):
        assert repr(sheet_of(found, seat)) == repr(sheet_of(plain(), seat))


def test_a_leader_is_not_told_what_each_constituency_takes():
    text = repr(told("party:israel"))

    for key in ("religious_zionism", "otzma_yehudit", "hostage_families"):
        assert key not in text


def test_the_middle_of_a_whole_number_that_is_drawn_is_a_whole_number():
    found = configured("parties.israel.stalls_until={uniform:[21,42]}")
    model = eve.eve(found)

    assert model.parties[0].stalls_until == 32


def test_a_truce_without_talks_speaks_of_no_deal():
    found = sheets.sheet(composed("scenario=november_2023"), "party:israel")

    assert found.issues == ()
    assert "deal" not in found.least.text
    assert "extension 2 (1 day)" in found.public


def test_the_deal_for_the_debrief_is_one_that_both_sides_would_have_taken():
    deal = sheets.even_deal(january())

    for slot, seat in enumerate(("party:israel", "party:hamas")):
        one = told(seat)
        points = {issue.key: dict(issue.levels) for issue in one.issues}
        for level in deal.levels:
            assert level.points[slot] == pytest.approx(points[level.key][level.value])
        assert deal.points[slot] == pytest.approx(sum(level.points[slot] for level in deal.levels))
        assert deal.points[slot] > one.least.least
    agreed = {level.key: float(level.value) for level in deal.levels}
    assert agreed["withdrawal"] >= 0.5, "a red line of Hamas"
    assert agreed["governance"] <= 0.5, "a red line of Israel"
    assert agreed["residents"] == 1.0


def test_the_deal_for_the_debrief_does_not_depend_on_who_sits_where():
    one = sheets.even_deal(scenario.from_config(plain()))
    other = sheets.even_deal(scenario.from_config(mirror.swapped(plain())))

    assert one.points == other.points[::-1]


def test_where_both_want_too_much_there_is_no_deal_for_the_debrief():
    found = plain()
    for key in found["constituencies"]:
        found["constituencies"][key]["least"] = 1.0
    for party in ("israel", "hamas"):
        found["parties"][party]["foresight"] = 1.0

    assert sheets.even_deal(scenario.from_config(found)) is None
    assert sheets.even_deal(composed("scenario=november_2023")) is None


# -- plain words ----------------------------------------------------------------------------------


def test_both_parties_are_told_how_far_an_answer_goes_in_a_day_and_what_a_side_trade_is():
    ours, theirs = told("party:israel").rules, told("party:hamas").rules

    assert ours == theirs
    assert "up or down 1 step at most" in ours[0]
    assert "Side trades come by themselves" in read("party:israel")
    assert "up or down 2 steps" in sheet_of(plain() | faster(), "party:hamas").rules[0]
    assert told("mediator:us").rules == ()


def faster():
    return {"choice": {**plain().get("choice", {}), "rungs_a_day": 2}}


def test_no_sheet_asks_a_reader_to_make_sense_of_a_bare_number_or_of_a_letter():
    for seat in sheets.seats(january()):
        assert not re.search(r"with the number|\(phase \d|\d\.\d\d", read(seat)), seat
    assert "give way in the talks rather late" in read("party:israel")
    assert "Due on day 1 of phase 2: of the 12 hostages there are 3 of whom only you know" in read(
        "party:hamas"
    )


def test_what_is_overdue_on_the_first_day_stands_on_both_sheets_with_the_day_of_the_table():
    found = composed("scenario=phase_two_talks")
    for seat, part in (("party:israel", "owes"), ("party:hamas", "due")):
        one = sheets.sheet(found, seat)
        days = {each.key: (each.day, each.planned) for each in getattr(one, part)}
        assert (days["tents"], days["talks_israel"]) == ((17, 14), (17, 16))
        assert days["mobile_homes"] == (21, 21)
        assert "200,000 tents (overdue: planned for day 14)" in "\n".join(
            texts((telling.section(one),))
        )
    played = Game(found, 1)
    while not played.play():
        played.pass_over()
    assert [int(played.now.obligations[place].due) for place in overdue(found)] == [17, 17]


def overdue(found):
    return [list(found.premises.obligations).index(key) for key in ("tents", "talks_israel")]
