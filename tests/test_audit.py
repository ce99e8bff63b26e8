"""The audit: swapped sides, moved numbers, judgements and loaded words."""

import csv
from types import SimpleNamespace

import numpy as np
import pytest
from left import but_times
from playing import config, unless_given

from agents.premise import ASSUMPTION
from experiments import audit, composing, configs
from experiments.auditing import (
    fairness,
    findings,
    headlines,
    judgements,
    nudged_runs,
    nudging,
    wording,
)
from experiments.auditing import scope as audit_scope
from experiments.sentences import Refused
from experiments.where import Sources
from sim import day, given, outcomes
from sim.cache import ROOT
from sim.model import Negotiation
from sim.plots import robustness, style, tornado
from sim.refusals import PremiseError
from sim.scenario import from_config

FAST = ("scenario=november_2023", "runs=3")  # a short truce


def number(played, key):
    """A number of a scenario, by its dotted name."""
    return next(one for one in nudging.numbers(played) if one.key == key)


def after(played, key, way, by=0.1):
    """What a number stands at after a move."""
    _, move = nudging.moved(played, number(played, key), way, by)
    return move.after


# -- the two sides --------------------------------------------------------------------------------


def checks(january):
    return fairness.checks(config(), january, seed=1, runs=20, threads=1)


def test_the_sides_are_treated_alike(january):
    found = checks(january)

    assert fairness.is_fair(found)
    assert [(one.exchanged, one.engine, one.runs) for one in found] == [
        ("seats", "ensemble", 20), ("names", "ensemble", 20), ("seats", "mesa", 3),
        ("names", "mesa", 3),
    ]  # fmt: skip


def test_a_rule_that_favours_a_seat_is_found(january, monkeypatch):
    """Whoever sits first finds leaving worth a little more; only Mesa plays what is planted."""
    usual = day.weigh

    def lopsided(world, table):
        usual(world, table)
        table.parties[0].outside += 0.01

    monkeypatch.setattr(day, "weigh", lopsided)
    found = {(one.exchanged, one.engine): one.unlike for one in checks(january)}

    assert "days.outside" in found["seats", "mesa"]
    assert found["names", "mesa"] == found["seats", "ensemble"] == []


def test_a_rule_that_favours_a_name_is_found(january, monkeypatch):
    usual = Negotiation.populate

    def partial(model):
        usual(model)
        for party in model.parties:
            party.trust *= 0.9 if party.name == "hamas" else 1.0

    monkeypatch.setattr(Negotiation, "populate", partial)
    found = {(one.exchanged, one.engine): one.unlike for one in checks(january)}

    assert "days.belief" in found["names", "mesa"]
    assert found["seats", "mesa"] == []


# -- moves ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "way", "value"),
    [
        ("violence.background", "up", (0.495,)),  # 0.45 and a tenth of it
        ("violence.background", "down", (0.405,)),
        ("mediators.us.attention_retention", "up", (0.973,)),  # a tenth of the 0.03 it leaves
        ("mediators.us.attention_retention", "down", (0.967,)),
        ("parties.hamas.relocation_fear", "down", (0.27,)),
        ("relocation.proposal", "up", (0.01,)),  # at 0: a hundredth of its range
        ("issues.residents.weight_israel", "up", (0.1,)),  # at 0, its range is wide
        ("parties.israel.foresight", "up", (0.82,)),
        ("calendar.horizon", "up", (154,)),
        ("mediators.us.budget_guarantee", "up", (2,)),  # no smaller step
        ("parties.israel.trust", "up", (0.35, 0.75)),  # both ends
        ("mediators.us.guarantee_israel", "up", (-0.09,)),
    ],
)
def test_a_move_is_small_by_hand(january, key, way, value):
    assert after(january, key, way) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("key", "way", "why"),
    [
        ("relocation.proposal", "down", "end of what is allowed"),
        ("obligations.missing.unknown", "up", "it takes at most the amount"),
        ("calendar.first_day", "down", "end of what is allowed"),
    ],
)
def test_a_move_that_cannot_be_made_says_why(january, key, way, why):
    found, reason = nudging.moved(january, number(january, key), way, 0.1)

    assert found is None
    assert why in reason


def test_a_step_that_is_not_small_is_marked(january):
    _, coarse = nudging.moved(january, number(january, "talks.rounds_a_day"), "up", 0.1)
    _, fine = nudging.moved(january, number(january, "talks.rounds"), "up", 0.1)

    assert coarse.coarse
    assert not fine.coarse


def test_a_moved_scenario_is_the_one_that_its_configuration_would_give(january):
    plain = config()
    for one in nudging.numbers(january)[::23]:
        found, move = nudging.moved(january, one, "up", 0.1)
        if found is None or len(move.after) > 1:
            continue
        place, *parts = one.key.split(".")
        entry = plain[place] = plain.get(place) or {}
        for part in parts[:-1]:
            entry = entry.setdefault(part, {})
        before = dict(entry)
        entry[parts[-1]] = move.after[0]
        other = from_config(plain)
        entry.clear()
        entry.update(before)

        assert found.row.tobytes() == other.row.tobytes(), one.key
        assert found.premises == other.premises, one.key


def test_no_number_is_left_out_and_no_name_is_moved(january):
    keys = {one.key for one in nudging.numbers(january)}

    assert {"choice.scale", "verification.aid.miss", "parties.hamas.haste"} <= keys
    assert {"obligations.tents.cost", "phases.phase_2.length", "issues.aid.levels"} <= keys
    for name in (
        "obligations.tents.by",
        "parties.israel.stream",
        "obligations.tents.phase",
        "talks.protocol",
        "choice.resumable",
        "obligations.remains_prisoners.in_return_for",
    ):
        assert name not in keys  # fmt: skip


def test_a_dated_change_is_moved_on_its_day():
    played = composing.composed("scenario=relocation_proposal").scenario
    (dated,) = [one for one in nudging.numbers(played) if one.key.startswith("changes.")]

    found, move = nudging.moved(played, dated, "down", 0.1)

    assert dated.name == "relocation.proposal from day 17"
    assert move.after == pytest.approx((0.78,))  # by a tenth of the 0.2 that it leaves
    assert found.dated["bits"][0] == np.float64(move.after[0]).view(np.int64)
    assert played.dated["bits"][0] == np.float64(0.8).view(np.int64), "the scenario is as it was"


# -- headline results -----------------------------------------------------------------------------


def ground(january, *statements, runs=60):
    """The main scenario with statements about it."""
    named = outcomes.of_scenario(january)
    known = [headlines.statement(one, "x", january, named) for one in statements]
    return nudged_runs.Ground({january.name: january}, known, 1, runs)


def verdicts_at(january, key, way, by, *statements):
    """Verdicts with nothing moved, and with one number moved."""
    usual = ground(january, *statements)
    plain = nudged_runs.plainly(usual)
    sided, _, before = nudged_runs.judged(usual, plain)
    usual = usual._replace(statements=sided)
    found, move = nudging.moved(january, number(january, key), way, by)
    point = nudged_runs.Point(key, way, *move[2:], {january.name: found})
    return before, nudged_runs.at(usual, point, plain)


def test_a_fragile_result_is_broken_and_a_robust_one_kept(january):
    """Talks begin in about half of the runs; where sending a team costs little, nearly always."""
    before, found = verdicts_at(
        january, "obligations.talks_israel.cost", "down", 0.9,
        {"outcome": "talks", "below": 0.75},
        {"outcome": "standing_after_phase_1", "above": 0.5},
    )  # fmt: skip

    assert before == ["kept", "kept"]
    assert found.verdicts == ["turned", "kept"]
    assert found.changed
    assert found.shifts[1].low > 0.2, "talks"


def test_a_move_that_reaches_no_run_changes_nothing(january):
    before, found = verdicts_at(
        january, "mediators.jordan.skill", "up", 0.1,
        {"outcome": "resumed_by_israel", "above": "resumed_by_hamas"},
    )  # fmt: skip

    assert before == found.verdicts == ["kept"]
    assert not found.changed
    assert all(shift.value == 0.0 for shift in (*found.shifts, *found.had))


@pytest.mark.parametrize(
    ("line", "above", "found", "verdict"),
    [
        (0.9, True, (0.95, 0.91, 0.98), "kept"),
        (0.9, True, (0.95, 0.89, 0.98), "unclear"),
        (0.9, True, (0.8, 0.7, 0.89), "turned"),
        (0.5, False, (0.3, 0.2, 0.4), "kept"),
        (0.5, False, (0.6, 0.51, 0.7), "turned"),
        (None, False, (-3.0, -4.0, -2.0), "kept"),
        (None, True, (-3.0, -4.0, -2.0), "turned"),
        (None, True, (float("nan"),) * 3, "unclear"),
    ],
)
def test_verdicts_by_hand(line, above, found, verdict):
    one = headlines.Statement("talks", "", line, above, "")

    assert headlines.verdict(one, headlines.Estimate(*found)) == verdict


def test_a_statement_without_a_side_takes_the_side_it_comes_out_on(january):
    usual = ground(january, {"outcome": "talks", "line": 0.9}, {"outcome": "talks", "line": 0.01})

    sided, _, verdicts = nudged_runs.judged(usual, nudged_runs.plainly(usual))

    assert [one.above for one in sided] == [False, True]
    assert verdicts == ["kept", "kept"]
    assert sided[0].text == "talks on the next phase begin in fewer than 90 % of runs"


def test_what_a_side_has_is_worth_received_less_costs_paid(january):
    """One run, by hand from its items."""
    plain = nudged_runs.play(ground(january, runs=5), january.name, january)
    from playing import play

    items, owed = play(january, 1, 5).items, list(january.premises.obligations.values())
    for slot, side in enumerate(january.premises.parties):
        for run in range(5):
            total = sum(
                one.worth if one.by != slot else -one.cost
                for one, item in zip(owed, items[run], strict=True)
                if item["status"] == 2
            )
            assert plain[f"had_by_{side}"][run] == pytest.approx(total)


# -- judgements -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finder():
    """Finds the lines of the main scenario."""
    with composing.in_configs():
        composing.compose_once([])
        from hydra.core.hydra_config import HydraConfig

        return judgements.Finder(Sources(HydraConfig.get()))


@pytest.mark.parametrize(
    ("key", "file", "text"),
    [
        ("parties.israel.office", "configs/parties/israel/baseline.yaml", "office: 1"),
        ("obligations.talks_israel.cost", "configs/obligations/january_2025.yaml", "cost: 0.18"),
        ("choice.scale", "configs/scenario/january_2025.yaml", "choice: {scale: 0.03"),
    ],
)
def test_the_line_that_sets_a_number_is_found(finder, key, file, text, monkeypatch):
    monkeypatch.chdir(ROOT)
    place = finder.place(key)

    assert place.file == file
    assert text in (ROOT / file).read_text(encoding="utf-8").splitlines()[place.line - 1]


def test_a_number_that_no_file_sets_is_a_default(finder):
    assert finder.place("parties.israel.memory").file == judgements.DEFAULT


def test_amounts_have_sources_and_worths_do_not(finder):
    def rests(key):
        return finder.place(key).source

    assert rests("obligations.exchange_1_hostages.amount") == "J25T11"
    assert rests("obligations.phase_2_prisoners_a.amount") == ASSUMPTION
    assert rests("obligations.exchange_1_hostages.worth") == ASSUMPTION
    assert rests("phases.phase_1.length") == "J25T05"
    assert rests("obligations.mobile_homes.day") == ASSUMPTION, "says the words over it"
    assert rests("parties.israel.weariness") == ASSUMPTION, "a reason beside it is no source"


def test_the_audit_counts_the_sourced_numbers_that_the_parameter_table_counts(finder, january):
    numbers = [finder.place(one.key) for one in nudging.numbers(january)]
    in_files = [place for place in numbers if place.file != judgements.DEFAULT]
    share = given.share(given.read(given.files(january.name)))

    assert share.of == len(in_files)
    assert share.of - share.assumed == sum(place.source != ASSUMPTION for place in numbers)


def test_a_number_set_on_the_command_line_rests_on_nothing():
    with composing.in_configs():
        composing.compose_once(["phases.phase_1.length=50"])
        from hydra.core.hydra_config import HydraConfig

        found = judgements.Finder(Sources(HydraConfig.get()))
    assert found.place("phases.phase_1.length") == ("the command line", 0, (), ASSUMPTION)


def test_differences_between_the_sides_are_listed_and_can_be_evened(finder, january):
    found = {one.name: one for one in judgements.differences(january, finder)}
    office = found["office"]

    assert office.values == ((1.0,), (0.0,))
    assert office.places[0].cited == ("J25E002", "J25E007")
    assert "hope" not in found, "it stands alike"
    even = from_config(judgements.evened(config(), office.keys[0], office.keys[1]))
    assert "office" not in {one.name for one in judgements.differences(even, finder)}
    assert even.premises.parties["hamas"].office == 1.0


# -- words ----------------------------------------------------------------------------------------


def test_the_project_has_no_loaded_word():
    files = wording.own_files()

    assert len(files) > 150
    assert wording.in_files(files, wording.read()) == []


def test_a_planted_word_is_found_with_its_file_and_line(tmp_path):
    path = tmp_path / "scenario" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(
        "# @package _global_\n"
        "# The Terrorists attack.\n"
        'title: "the Zionist regime"\n'
        '# what one side calls "voluntary emigration"\n'
        "names: {israel: “the aggressor”}\n",
        encoding="utf-8",
    )

    found = wording.in_files(wording.files_in(tmp_path), wording.read())

    assert [(one.line, one.found) for one in found] == [(2, "Terrorists"), (3, "Zionist regime")]
    assert found[0].file.endswith("mine.yaml")
    assert "armed group" in found[0].say
    assert found[0].source == "AP, BBC, IPI"


def test_a_word_inside_another_is_none():
    text = "Evil-looking words: devilish, territory, animalcule.\n"

    assert wording.in_text(text, "x.md", ".md", wording.read()) == []


def test_a_line_that_is_allowed_stands():
    wanted = wording.read()._replace(allowed=(("notes.md", "a violation, he said"),))

    assert wording.in_text("a violation, he said", "docs/notes.md", ".md", wanted) == []
    assert len(wording.in_text("a violation", "docs/notes.md", ".md", wanted)) == 1


def test_names_and_titles_are_read_wherever_they_were_given():
    premises = {"title": "The enemy speaks", "names": {"israel": "Israel"}}

    assert [one.found for one in wording.in_names(premises, wording.read())] == ["The enemy"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("words: [{term: '(', say: a, why: b, source: c}]", "is not a regular expression"),
        ("words: [{term: x, say: a, why: b}]", "source: is missing"),
        ("words: [{term: x, say: a, why: b, source: c, colour: d}]", "no such key"),
        ("allowed: [{file: x, text: y}]", "it takes file, text, why"),
        ("[]", "it takes words and allowed"),
        ("words: [", "cannot be read"),
    ],
)
def test_a_list_that_cannot_be_is_refused(tmp_path, text, said):
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(PremiseError, match=said):
        wording.read(path)


# -- the command ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_command_leaves_the_same_bytes_whatever_the_threads(tmp_path, capsys):
    for threads in (1, 3):
        out = tmp_path / str(threads)
        assert audit.start(unless_given(FAST, [f"out={out}", f"threads={threads}"])) == 0

    one, other = but_times(tmp_path / "1"), but_times(tmp_path / "3")
    assert one == other
    assert set(one) >= {
        "audit.md", "perturbations.csv", "judgements.csv", "wording.csv", "config.yaml",
        "figures/audit_headlines.png", "figures/audit_movers.svg",
    }  # fmt: skip
    assert "The sides are treated alike" in capsys.readouterr().out


@pytest.mark.slow
def test_an_audit_is_recognised_and_nothing_foreign_touched(tmp_path, capsys):
    out, page = tmp_path / "out", tmp_path / "page.md"
    own = [*FAST, "plots=false", f"out={out}", f"page={page}"]
    assert audit.start(own) == 0
    before = but_times(out)
    page.unlink()

    assert audit.start(own) == 0
    assert page.read_bytes() == before["audit.md"]
    assert "Already audited" in capsys.readouterr().out
    assert audit.start([*own, "seed=2"]) == 2
    assert "is left as it is" in capsys.readouterr().err
    assert but_times(out) == before


@pytest.mark.slow
def test_a_users_own_scenario_is_audited_and_its_words_are_read(tmp_path, capsys):
    path = tmp_path / "configs" / "scenario" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "# @package _global_\n# Against the enemy.\ndefaults: [november_2023, _self_]\n"
        "title: A truce of mine\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"

    status = audit.start(
        ["--config-dir", str(path.parents[1]), "scenario=mine", "runs=2", "plots=false",
         f"out={out}", "threads=1"]
    )  # fmt: skip

    assert status == 0
    rows = list(csv.DictReader((out / "wording.csv").open(encoding="utf-8")))
    assert [(row["line"], row["found"]) for row in rows] == [("2", "the enemy")]
    assert "**1 loaded word**" in capsys.readouterr().out


def test_a_declared_variant_that_lacks_what_is_set_is_left_out_and_one_asked_for_refused(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    own = ["mediators.us.leverage_israel=0.6", "runs=2", "dry_run=true"]

    assert audit.start(own) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Left out: 'no_mediators' cannot be played beside it: mediators.us" in said
    assert "2 runs of 4 scenarios" in said
    assert audit.start([*own, "variants=[no_mediators]"]) == 2
    assert "'no_mediators' cannot be played beside it" in capsys.readouterr().err


def drawn(module, shown):
    """A figure, laid out."""
    with style.sheet():
        page = style.page(module.body(shown), module.title(shown), module.finding(shown), "foot")
        module.draw(page, shown)
        style.freeze(page)
        page.draw_without_rendering()
    return page


def test_what_stands_behind_a_bar_stays_within_its_axis_and_clear_of_the_grid():
    counts = np.array([[1580, 5, 0], [1430, 120, 35], [1585, 0, 0]])
    page = drawn(robustness, robustness.Numbers(["a long one " * 9, "b", "c"], counts, 100))

    (axes,) = page.axes
    assert [text.get_text() for text in axes.texts] == [
        "kept by 1,580 of 1,585", "kept by 1,430 of 1,585\nturned by 35", "kept by 1,585 of 1,585",
    ]  # fmt: skip
    for text in axes.texts:
        assert text.get_window_extent().x1 <= axes.get_window_extent().x1
        assert text.get_bbox_patch().get_facecolor()[:3] == (1.0, 1.0, 1.0)


def test_movers_have_their_intervals_ticks_on_each_panel_and_say_where_there_are_none():
    shifts = np.array([[0.05, -0.02], [np.nan, 0.03]])
    spans = np.stack([shifts - 0.04, shifts + 0.06], axis=-1)
    panels = [
        tornado.Panel("one", ["first", "second"], shifts, spans),
        tornado.Panel("other", [], np.empty((0, 2)), np.empty((0, 2, 2))),
    ]
    page = drawn(tornado, tornado.Numbers(panels, 0.1, 100))

    upper, lower = page.axes
    drawn_spans = [path for bars in upper.collections for path in bars.get_segments() if len(path)]
    assert any(np.allclose(path[:, 0], (1.0, 11.0)) for path in drawn_spans)  # 5 less 4, plus 6
    assert len(drawn_spans) == 3  # of one number there is no move down
    for axes in page.axes:
        assert any(label.get_visible() and label.get_text() for label in axes.get_xticklabels())
    assert [text.get_text() for text in lower.texts] == [tornado.NOTHING]
    assert not upper.texts


def test_help_is_the_audits_own(capsys):
    assert audit.start(["--help"]) == 0

    said = capsys.readouterr().out
    assert said.startswith(audit.__doc__)
    for key in audit.Settings.model_fields:
        assert f"    {key}=" in said
    assert "experiments.run scenario=" not in said


def test_a_dry_run_leaves_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert audit.start([*FAST, "dry_run=true"]) == 0

    assert list(tmp_path.iterdir()) == []
    said = capsys.readouterr().out
    assert "3 runs of 1 scenario at each" in " ".join(said.split())
    assert "about" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["by=0"], "by: 0 is not allowed; it takes a number from above 0 to 1"),
        (["by=much"], "by: 'much' is not allowed"),
        (["by=[0.1"], "by: '[0.1' cannot be read"),
        (["variants=[nowhere]"], "variants: 'nowhere' is not allowed; it takes names of"),
        (["variants=[january_2025]"], "it takes other scenarios than the one audited"),
        (["headlines=nowhere.yaml"], "headlines: 'nowhere.yaml' cannot be read"),
        (["engine=mesa"], "engine: is not taken here"),
        (["page=nowhere/page.md"], "page.md' cannot be written"),
        (["runs=0"], "runs: 0 is not allowed"),
        (["mediators.us.leverage_israel=9"], "leverage_israel: 9 is not allowed"),
        (["scenario=nowhere"], "'nowhere' is not allowed"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)

    assert audit.start(arguments) == 2

    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("any: {statements: [{outcome: nothing, line: 0.5}]}", "there is no such key"),
        ("any: {statements: [{outcome: crises_a_run, line: 0.5}]}", "there is no such key"),
        ("any: {statements: [{outcome: talks, line: 1.5}]}", "a share between 0 and 1"),
        ("any: {statements: [{outcome: talks}]}", "it takes outcome and one of"),
        ("any: {statements: [{outcome: talks, near: 0.5}]}", "there is no such key"),
        ("any: {statement: []}", "it takes variants and statements"),
        ("other: {}", "has no entry 'any'"),
        ("any: [", "it is not yaml"),
        ("any: {statements: [{outcome: talks, line: 01.5}]}", "'01.5' is neither a decimal"),
        ("any: " + "[" * 5000, "cannot be read"),
        ("any: !!bool x", "cannot be read"),
        ("any: {variants: 0.5}", "0.5 is not allowed; it takes a list"),
        ("any: {variants: [[]]}", "takes the name of a scenario"),
        ("any: {statements: {a: 1}}", "it takes a list"),
        ("any: {statements: [{outcome: [talks], line: 0.5}]}", "there is no such key"),
    ],
)
def test_headlines_that_cannot_be_are_refused(january, tmp_path, text, said):
    path = tmp_path / "headlines.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(PremiseError, match=said):
        headlines.declared(january, path)


def test_a_scenario_of_ones_own_that_cannot_be_read_is_named_by_an_audit_of_all(tmp_path):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mine.yaml").write_text("a: " + "[" * 5000)

    with pytest.raises(Refused, match=r"mine\.yaml: this cannot be read: it is nested too deeply"):
        audit_scope.every_variant("january_2025", [tmp_path])


def test_every_declared_headline_is_about_a_scenario_that_there_is(january):
    variants, statements = headlines.declared(january, headlines.FILE)

    assert statements
    for name in variants:
        assert (ROOT / "configs" / "scenario" / f"{name}.yaml").exists()


def test_all_variants_are_found():
    found = audit_scope.every_variant("january_2025", [configs.CONFIGS])

    assert {"firm_guarantee", "no_mediators", "phase_two_talks"} <= set(found)
    assert "november_2023" not in found


def result(number, way, *shifts):
    """What a move does, its shifts of the shares known to the last digit."""
    point = nudged_runs.Point(number, way, (), (), False, {})
    exact = [headlines.Estimate(shift, shift, shift) for shift in shifts]
    return nudged_runs.Result(point, any(shifts), [], [], exact, [])


def test_the_movers_of_a_share_are_sorted_by_what_they_move(monkeypatch):
    moves = [
        result("none", "up", 0.0, 0.3),
        result("little", "down", 0.1, 0.0),
        result("much", "down", 0.0, 0.0),
        result("much", "up", -0.2, 0.0),
        result("some", "up", 0.15, 0.0),
        result("even", "as israel", 0.9, 0.9),
    ]
    done = findings.Done(None, [], {}, [], [], moves, {}, [])

    assert [one.name for one in done.top(0)] == ["much", "some", "little"]
    assert [one.name for one in done.top(1)] == ["none"]
    assert [one.most for one in done.movers] == [(0.3, 1), (0.1, 0), (0.2, 0), (0.15, 0)]
    assert list(done.even) == [("even", "as israel")]
    monkeypatch.setattr(findings, "SHOWN", 2)
    assert [one.name for one in done.top(0)] == ["much", "some"]


def test_cases_that_luck_alone_would_bring_are_counted_from_the_moves_there_are():
    """By hand, of one move: 0.025 of either side, less both at once; none where nothing moves."""
    still, moving = (SimpleNamespace(low=0.0, high=high) for high in (0.0, 1.0))

    def by_luck(*had):
        results = {way: SimpleNamespace(had=one) for way, one in enumerate(had)}
        return findings.by_luck(findings.Mover("x", np.zeros((1, 2)), results))

    assert by_luck((still, still), (still, still)) == 0.0
    assert by_luck((moving, still)) == pytest.approx(0.025)
    assert by_luck((moving, moving)) == pytest.approx(2 * 0.025 * 0.975 - 0.025**2)
    two = 1.0 - 0.95**2 - (1.0 - 0.975**2)  # one of two moves clear one way, none the other way
    assert by_luck((moving, still), (moving, still)) == pytest.approx(two)


def test_intervals_of_a_number_of_no_effect_name_a_side_as_often_as_is_said():
    luck = np.random.default_rng(1)

    def had():
        middle = luck.normal()
        return SimpleNamespace(low=middle - 1.96, high=middle + 1.96)

    named = 0
    for _ in range(8000):
        results = {way: SimpleNamespace(had=(had(), had())) for way in (nudging.DOWN, nudging.UP)}
        mover = findings.Mover("x", np.zeros((1, 2)), results)
        up, down = findings.helped(mover, ("a", "b"))
        named += up == ["a"] or down == ["b"]

    assert named / 8000 == pytest.approx(findings.by_luck(mover), abs=0.01)
