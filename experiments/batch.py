"""The Mesa model as Mesa's own batch runner calls it: parameters by keyword, a data collector.

    import mesa
    from experiments.batch import Truce

    rows = mesa.batch_run(
        Truce,
        {"scenario": "january_2025", "run": range(20), "mediators.us.skill": [0.1, 0.4]},
    )

Say ``"run": range(20)`` for twenty runs, and not ``iterations=20``: Mesa does not tell a model its
iteration, so that iterations are copies of one another, with the same ``run`` and ``seed`` in their
rows. All luck is addressed by these two, and Mesa's own generator is never asked. Run 7 of seed 1
is the run that every command has. Other seeds go in as ``"seed": [2]`` on Mesa 3.3, and on Mesa 3.5
as ``batch_run(..., rng=[2])``, which overwrites the former.
"""

import functools

import mesa

from experiments import composing, configs
from experiments.settings import LAST_RUN, MOST_SEED
from sim import outcomes, phases, records
from sim.checks import whole_number
from sim.design import Design
from sim.model import Negotiation
from sim.refusals import PremiseError, nearest, shown

SEED = 1  # unless given


def check_scenario(name):
    """Refuse what is no scenario that ships."""
    known = configs.scenarios()
    if name not in known:
        problem = f"{shown(name)} is not allowed; it takes one of {', '.join(known)}"
        raise PremiseError("scenario", problem + nearest(name, known))


@functools.cache
def designed(scenario, keys):
    """A scenario as it ships, and how some parameters are set in it."""
    return Design(composing.composed(f"scenario={scenario}").scenario, keys)


class Truce(Negotiation):
    """One run of a scenario that ships, with any parameters by their dotted names.

    The collector has a row a day: which run it is, where it stands, and on its last day every
    outcome.
    """

    def __init__(self, scenario="january_2025", seed=None, run=None, **parameters):
        if run is None:
            problem = 'is not given; it takes the number of the run, as in "run": range(20)'
            raise PremiseError("run", problem)
        run = whole_number("run", run, 0, LAST_RUN)
        seed = SEED if seed is None else seed  # Mesa 3.5 hands on None unless told rng=[...]
        seed = whole_number("seed", seed, 0, MOST_SEED)
        check_scenario(scenario)
        design = designed(scenario, tuple(parameters))
        super().__init__(design.at(tuple(parameters.values())), seed, run)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "run": lambda model: run,
                "seed": lambda model: seed,
                "day": lambda model: model.world.day,
                "stage": lambda model: phases.STAGES[phases.stage_of_day(model.world)],
                "phase": lambda model: model.world.phase_today,
                "tension": lambda model: model.world.tension,
                **{name: outcome(name) for name in outcomes.of_scenario(self.premises)},
            }
        )

    def step(self):
        """Play one day and collect."""
        super().step()
        self.datacollector.collect(self)


def outcome(name):
    """A reporter of an outcome: None until the run is over."""

    def report(model):
        if model.running:
            return None
        kept = model.kept()
        return outcomes.of(records.alone(kept), model.premises, name)[0].item()

    return report
