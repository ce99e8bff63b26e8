"""The Mesa model as Mesa's browser app calls it, and what the app says of a day."""

import inspect

from experiments import configs
from experiments.batch import SEED, Truce
from sim import arrow, phases, records, story, tables, words
from sim.story.words import Words

SIDES = ("israel", "hamas")
NUMBERS = {  # of each side alike: its name and the short one of its slider
    "trust": "trust",
    "hope": "hope",
    "war_prospect": "war prospect",
}
MOST_SEED = 100  # on the slider


class Watched(Truce):
    """The first run of a seed, every argument by keyword as sliders give it.

    The numbers of the sides count only ``by_hand``; without it the run draws its own, as
    everywhere else. No argument is called ``scenario``, and none goes by ``**``: Mesa 3.5 would
    hand in a scenario of its own on every reset.
    """

    def __init__(
        self,
        played="january_2025",
        seed=SEED,
        by_hand=False,
        trust_israel=0.5,
        trust_hamas=0.5,
        hope_israel=0.55,
        hope_hamas=0.55,
        war_prospect_israel=0.4,
        war_prospect_hamas=0.35,
    ):
        values = (
            trust_israel, trust_hamas, hope_israel, hope_hamas, war_prospect_israel,
            war_prospect_hamas,
        )  # fmt: skip
        keys = [f"parties.{side}.{name}" for name in NUMBERS for side in SIDES]
        numbers = dict(zip(keys, values)) if by_hand else {}
        super().__init__(played, seed, run=0, **numbers)
        self.given = {"scenario": played, "seed": seed, **numbers}


def controls():
    """The parameters of ``Watched`` as Mesa's app takes them, at what they are unless given."""
    found = {
        "played": {"type": "Select", "label": "Scenario", "values": configs.scenarios()},
        "seed": slider("Seed", 1, MOST_SEED, 1),
        "by_hand": {"type": "Checkbox", "label": "Numbers below (off: the run draws its own)"},
    }
    for name, text in NUMBERS.items():
        for side in SIDES:
            found[f"{name}_{side}"] = slider(f"{side.capitalize()}: {text}", 0.0, 1.0, 0.05)
    given = inspect.signature(Watched).parameters
    return {name: {**control, "value": given[name].default} for name, control in found.items()}


def slider(label, least, most, step):
    """A slider of whole numbers, or of others where its step is none."""
    kind = "SliderInt" if isinstance(step, int) else "SliderFloat"
    return {"type": kind, "label": label, "min": least, "max": most, "step": step}


def headline(model):
    """On which day the run stands and in what state, and how it ended once it has."""
    world, scenario = model.world, model.premises
    if world.day < world.first_day:
        return f"Before {Words(scenario).day(world.first_day)}"
    stage = phases.STAGES[phases.stage_of_day(world)]
    state = list(scenario.premises.phases)[world.phase_today - 1] if stage == "truce" else stage
    now = f"{words.capital(Words(scenario).day(world.day))}: {words.state(state)}"
    end = words.capital(words.cause(phases.CAUSES[world.cause]))
    return now if model.running else f"{now}. {end}"


def arguments(model):
    """What plays the same run at the command line, and tells it."""
    given = [f"{key}={value}" for key, value in model.given.items()]
    return " ".join(["runs=1", "explain=true", *given])


def told(model):
    """Today's events in words, a paragraph each."""
    return story.tell_day(model.premises, *tables_of(model), day=model.world.day)


def tables_of(model):
    """The run so far as columns of ``events.parquet`` and of ``offers.parquet``."""
    kept, names = model.kept(), tables.Names(model.premises)
    block = records.alone(kept)
    return tuple(
        arrow.columns(make(names, block, 0, model.given["seed"]))
        for make in (tables.events_table, tables.offers_table)
    )
