"""Explore a scenario in a browser: move its parameters, watch runs, set two worlds side by side.

    python -m experiments.explore
    python -m experiments.explore scenario=firm_guarantee port=8090
    python -m experiments.explore names=fictional

Prints the address of a page on this machine; Ctrl-C stops. Nothing is fetched from elsewhere, and
nothing is written: what the page shows can be saved from it, with the command that plays the same.
``host=0.0.0.0`` lets others in the same network open it as well; docs/explore.md has more.
"""

import sys

from agents.premise import Premise, name, number
from experiments import _command, arguments, engines, named, serving, truces


class Settings(Premise):
    """Settings of ``experiments.explore``."""

    scenario: str = name(truces.MAIN, "the scenario that is shown first")
    names: str = name("real", "real names, or fictional ones")
    port: int = number(
        8080, "where the page is served; 0 for any free port", "port", ge=0, le=65535
    )
    host: str = name("127.0.0.1", "this machine alone; 0.0.0.0 for its network as well")


def main(given):
    """Serve the explorer until Ctrl-C."""
    settings = arguments.read(Settings, given)
    described = {one: truces.question(one) for one in named.names()}
    named.check(settings.scenario, described)
    named.check_mode(settings.names)
    with serving.bound(settings.host, settings.port) as held:
        from sim.classroom.exploring import routes  # draws and computes: not needed to refuse

        engines.say_building(serving.Screen)
        find, beside = named.in_mode(settings.names)
        app = routes.app(described, find, settings.scenario, beside)
        serving.serve(app, settings.host, held, "Explorer")


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))
