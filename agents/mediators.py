"""Mediators: the Mesa agent. State here, decisions in ``agents.mediating``."""

import mesa

from agents import mediating


class Mediator(mesa.Agent):
    """A mediator; its fields are those of ``agents.traits``, traits then state."""

    def __init__(self, model, name, fields):
        super().__init__(model)
        self.name = name
        for field, value in fields.items():
            setattr(self, field, value)

    def begin(self):
        """Take up the role on the eve of the first day."""
        mediating.begin(self)

    def attend(self):
        """Follow the day, and shuttle in a crisis if that is worth it."""
        mediating.attend(self, self.model.world, self.model.log)
