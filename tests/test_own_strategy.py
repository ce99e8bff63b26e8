"""A strategy of the user's own: it plays in the Mesa engine, and what is wrong is said at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import yaml
from left import only_result
from playing import unless_given, watch
from stages import assert_same_days, plain

from experiments import _command, composing, provenance, run
from sim import ensemble, players
from sim.cache import ROOT
from sim.model import Negotiation
from sim.protocols import table
from sim.refusals import PremiseError
from sim.scenario import from_config

pytestmark = pytest.mark.usefixtures("elsewhere")

EXAMPLE = ROOT / "docs" / "own_strategy.py"


def written(text, file="mine.py"):
    """A file with this text in the current folder; its name."""
    Path(file).write_text(text, encoding="utf-8")
    return file


def returning(value):
    """A file with a strategy that always asks for one thing."""
    return written(
        f"class Mine:\n    def target(self, party, elapsed, reserve):\n        return {value}\n"
    )


def talks(file, name="Mine", south=None, **rest):
    """Alternating offers over a pie, in which the north plays a strategy of its own."""
    still = {"war_prospect": 0.1, "war_cost": 0.0, "exposure": 0.0, "haste": 1.0}
    return from_config(
        plain(
            {**still, "strategy": {"file": file, "name": name}, **rest},
            {**still, **(south or {})},
            issues={"pie": {"levels": 1001}},
            talks={"rounds": 20, "rounds_a_day": 1, "first_mover": "first"},
        )
    )


def offers_of(model, proposer):
    """What a side offered, as utilities (to north, to south)."""
    made = model.offers.array()
    return made[made[:, table.PROPOSER] == proposer][:, table.UTILITY_0 : table.ACCEPTED]


# -- playing --------------------------------------------------------------------------------------


def test_a_party_asks_for_what_its_strategy_says():
    file = written(
        "class Mine:\n"
        "    def target(self, party, elapsed, reserve):\n"
        "        return 0.9 - 0.5 * elapsed\n"
    )
    model = watch(talks(file, south={"strategy": "hard_line"}))

    asked = offers_of(model, 0)[:, 0]
    assert asked[:3].tolist() == pytest.approx([0.9, 0.85, 0.8])


@pytest.mark.parametrize(
    ("value", "asked"), [(7.5, 0.95), (-1, 0.1), (0.4, 0.4), ("party.opening", 0.95)]
)
def test_what_it_says_is_kept_between_reserve_and_opening(value, asked):
    model = watch(talks(returning(value), opening=0.95, south={"strategy": "hard_line"}))

    assert offers_of(model, 0)[:, 0] == pytest.approx(asked)


def test_it_is_told_the_party_the_time_and_the_reserve():
    file = written(
        "seen = []\n"
        "class Mine:\n"
        "    def target(self, party, elapsed, reserve):\n"
        "        seen.append((party.name, elapsed, reserve))\n"
        "        self.seen = seen\n"
        "        return 1.0\n"
    )
    model = watch(talks(file))

    seen = model.parties[0].player.strategy.seen
    assert {name for name, _, _ in seen} == {"north"}
    assert seen[0] == ("north", 0.0, pytest.approx(0.1))
    assert [elapsed for _, elapsed, _ in seen] == sorted(elapsed for _, elapsed, _ in seen)


def test_each_run_has_an_object_and_a_file_of_its_own():
    """What the class or its module remembers of one run is not there in the next."""
    file = written(
        "runs = []\n"
        "class Mine:\n"
        "    def __init__(self):\n"
        "        runs.append(1)\n"
        "        self.asked = 0\n"
        "    def target(self, party, elapsed, reserve):\n"
        "        self.asked += 1\n"
        "        return 1.0 - 0.02 * self.asked * len(runs)\n"
    )
    premises = talks(file)
    first = watch(premises, 1, 0)

    assert_same_days(watch(premises, 1, 0), first)
    assert watch(premises, 1, 3).parties[0].player.strategy.asked > 1


def test_a_strategy_may_be_a_dataclass_and_come_from_another_class():
    file = written(
        "from __future__ import annotations\n"
        "import dataclasses\n"
        "class Base:\n"
        "    def target(self, party, elapsed, reserve):\n"
        "        return self.firm\n"
        "@dataclasses.dataclass\n"
        "class Mine(Base):\n"
        "    firm: float = 0.7\n"
    )
    model = watch(talks(file, south={"strategy": "hard_line"}))

    assert (offers_of(model, 0)[:, 0] == 0.7).all()


def test_the_example_of_the_docs_plays_and_keeps_its_word():
    """It holds out, and never asks for less than it was offered before."""
    premises = talks(str(EXAMPLE), "NeverLessThanOffered")
    model = watch(premises)

    asked, heard = offers_of(model, 0)[:, 0], offers_of(model, 1)[:, 0]
    assert model.world.agreed_day > 0
    assert len(asked) > 5
    for place in range(1, len(asked)):
        assert asked[place] >= heard[:place].max() - 0.001
    assert model.parties[0].deal_worth > 0.5, "firm against an even pace"
    assert "docs/own_strategy.py, name: NeverLessThanOffered" in EXAMPLE.read_text()


def test_both_sides_may_bring_their_own_and_swapping_them_swaps_the_outcome():
    example = {"strategy": {"file": str(EXAMPLE), "name": "NeverLessThanOffered"}}
    issues = {"pie": {"levels": 101}}
    rest = {"issues": issues, "talks": {"rounds": 20, "rounds_a_day": 2}}
    config = plain({**example, "war_prospect": 0.5}, {**example, "opening": 0.9}, **rest)

    one = watch(from_config(config), 2)
    config["parties"] = dict(reversed(config["parties"].items()))
    other = watch(from_config(config), 2)

    np.testing.assert_array_equal(one.offers.array()[:, [3, 4]], other.offers.array()[:, [4, 3]])
    assert one.world.agreed_day == other.world.agreed_day > 0


def test_a_party_with_a_strategy_of_the_models_has_no_player():
    model = Negotiation(talks(returning(1.0)))

    assert isinstance(model.parties[0].player, players.Player)
    assert model.parties[1].player is None


# -- the ensemble ---------------------------------------------------------------------------------


def test_the_ensemble_refuses_it_and_says_which_engine_plays_it():
    premises = talks(returning(1.0))

    with pytest.raises(PremiseError, match=r"parties.north.strategy: .* engine=mesa plays it"):
        next(ensemble.play(premises, 1, 2))


# -- what is wrong is said ------------------------------------------------------------------------

METHOD = "    def target(self, party, elapsed, reserve):\n"

ON_LOADING = {  # what stands in the file, and what the sentence holds
    "no such class": ("class Mien:\n" + METHOD + "        return 1.0\n",
        [".name: 'Mine' is not allowed", "'mine.py'", "did you mean 'Mien'?", "classes: Mien"]),
    "no class at all": ("Mine = 3\n", [".name: 'Mine'", "its classes: none"]),
    "no target": ("class Mine:\n    pass\n", [".name: 'Mine'", "no method target", "'mine.py'"]),
    "a target that is no method": ("class Mine:\n    target = 0.5\n", ["no method target"]),
    "not Python": ("class Mine\n", ["'mine.py' cannot be imported", "SyntaxError on line 1"]),
    "an error": ("x = 1\ny = x / 0\n", [".file: 'mine.py'", "ZeroDivisionError on line 2"]),
    "a way out": ("import sys\nsys.exit(3)\n", [".file: 'mine.py'", "SystemExit on line 2"]),
    "an import": ("import nowhere_at_all\n", ["ModuleNotFoundError", "nowhere_at_all"]),
    "arguments": ("class Mine:\n    def __init__(self, x):\n        pass\n    target = print\n",
        [".name: 'Mine'", "Mine() raised TypeError", "made with no arguments"]),
}  # fmt: skip

IN_THE_TALKS = {
    "nan": ("return float('nan')", ["returned nan"]),
    "infinity": ("return float('inf')", ["returned inf"]),
    "nothing": ("return None", ["returned None"]),
    "a text": ("return '0.5'", ["returned '0.5'"]),
    "a truth": ("return True", ["returned True"]),
    "much": ("return list(range(1000))", ["returned [0, 1, 2", "..."]),
    "an error": ("return party.nothing", ["raised AttributeError on line 3", "nothing"]),
    "a way out": ("raise SystemExit(0)", ["raised SystemExit on line 3"]),
}


def assert_holds(sentence, *parts):
    for part in parts:
        assert part in sentence


@pytest.mark.parametrize("case", ON_LOADING)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(case):
    text, parts = ON_LOADING[case]

    with pytest.raises(PremiseError) as error:
        Negotiation(talks(written(text)))

    assert_holds(str(error.value), "parties.north.strategy", *parts)


@pytest.mark.parametrize(
    ("file", "reason"),
    [("nowhere.py", "there is no such file"), (".", "directory"), ("a\0b", "null")],
)
def test_a_file_that_cannot_be_read_is_refused(file, reason):
    with pytest.raises(PremiseError) as error:
        Negotiation(talks(file))

    assert_holds(str(error.value), "parties.north.strategy.file", "is not allowed", reason)
    assert "it takes a Python file" in str(error.value)


@pytest.mark.parametrize("case", IN_THE_TALKS)
def test_a_target_that_is_no_number_is_refused_with_the_day_it_came_on(case):
    body, parts = IN_THE_TALKS[case]
    file = written(f"class Mine:\n{METHOD}        {body}\n")

    with pytest.raises(PremiseError) as error:
        watch(talks(file))

    known = ("parties.north.strategy: Mine.target in 'mine.py'", "on day 1", "from 0 to 1")
    assert_holds(str(error.value), *known, *parts)


@pytest.mark.parametrize("value", ["np.float64(0.5)", "np.float32(0.5)", "1"])
def test_numbers_of_any_kind_are_taken(value):
    file = written(f"import numpy as np\nclass Mine:\n{METHOD}        return {value}\n")

    assert watch(talks(file)).world.round > 0


@pytest.mark.parametrize(
    ("strategy", "sentence"),
    [
        ("own", r"strategy: 'own' .* by itself; it takes \{file: FILE.py, name: CLASS\}"),
        ({"file": "mine.py"}, r"strategy: .* it takes \{file"),
        ({"file": "mine.py", "name": 3}, r"strategy: .* it takes \{file"),
        ({"file": "mine.py", "nmae": "Mine"}, r"strategy: .* it takes \{file"),
        ("ownn", "strategy: 'ownn' is not allowed; it takes one of time_dependent"),
    ],
)  # fmt: skip
def test_how_a_strategy_is_named(strategy, sentence):
    with pytest.raises(PremiseError, match=sentence):
        from_config(plain({"strategy": strategy}))


def test_no_change_brings_in_a_strategy_of_ones_own_on_a_day():
    config = plain()
    config["changes"] = [{"day": 3, "set": {"parties.north.strategy": "own"}}]

    with pytest.raises(PremiseError, match=r"changes.0.set.parties.north.strategy: 'own'"):
        from_config(config)


# -- commands -------------------------------------------------------------------------------------


def override(file, name="Mine", party="israel"):
    return f"parties.{party}.strategy={{file: {file}, name: {name}}}"


def command(*arguments):
    return _command.start(
        run.main, unless_given(["plots=false", "engine=mesa", "runs=2"], arguments)
    )


def test_a_command_plays_it_and_leaves_a_whole_result_with_the_file_beside_it(capsys):
    file = returning("1.0 - elapsed")

    assert command(override(file)) == 0
    left = only_result()

    assert (left / "strategy_israel.py").read_bytes() == Path(file).read_bytes()
    kept = json.loads((left / provenance.FILE).read_text())
    assert list(kept["strategies"]) == ["israel"]
    config = yaml.safe_load((left / "config.yaml").read_text())
    assert config["parties"]["israel"]["strategy"] == {"file": file, "name": "Mine"}
    capsys.readouterr()
    assert command(override(file)) == 0
    assert "Already played" in capsys.readouterr().out


def test_another_text_in_the_file_is_another_result():
    assert command(override(returning("1.0 - elapsed"))) == 0
    assert command(override(returning("0.9"))) == 0
    assert command(override(returning("1.0 - elapsed"))) == 0

    assert len(list(Path("results").iterdir())) == 2


def test_without_one_the_name_of_a_result_is_as_it_was():
    """Nothing of strategies is in it."""
    plainly = composing.composed("engine=mesa")
    text = json.dumps(provenance.configuration(plainly), default=str)

    assert provenance.identity(plainly)["config_hash"] == provenance.digest(text)


def test_a_dry_run_says_what_would_be_played_and_leaves_nothing(capsys):
    assert command(override(returning(0.8)), "dry_run=true") == 0

    assert "mesa engine" in capsys.readouterr().out
    assert not Path("results").exists()


def test_a_story_is_told_of_it(capsys):
    assert command(override(returning(0.8)), "explain=true", "story=2") == 0

    assert "Day 1" in (only_result() / "story.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["engine=ensemble", override("mine.py")], ["strategy", "engine=mesa plays it"]),
        (["engine=ensemble", "dry_run=true", override("mine.py")], ["engine=mesa plays it"]),
        ([override("nowhere.py")], ["strategy.file: 'nowhere.py'", "no such file"]),
        ([override("mine.py", "Yours")], ["strategy.name: 'Yours'", "its classes: Mine"]),
        ([override("mine.py")], ["Mine.target in 'mine.py' returned nan"]),
        (["dry_run=true", override("mine.py", "Yours")], ["strategy.name: 'Yours'"]),
    ],
)
def test_a_command_that_cannot_be_says_why_in_one_sentence_and_leaves_nothing(
    capsys, arguments, parts
):
    returning("float('nan')")

    assert command("obligations.talks_israel.cost=0", *arguments) == 2

    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1
    assert_holds(sentence, "the command line: parties.israel.strategy", *parts)
    left = list(Path("results").iterdir()) if Path("results").exists() else []
    assert left == []


def test_it_is_found_from_the_folder_in_which_the_command_is_given():
    Path("below").mkdir()
    returning(0.8)
    done = subprocess.run(
        [
            sys.executable, "-m", "experiments.run", "engine=mesa", "runs=1", "plots=false",
            override("../mine.py"), "dry_run=true",
        ],
        cwd="below",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
