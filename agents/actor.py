"""An actor at the table: the Mesa agent that all others are. Decisions are in behaviours."""

import mesa

from agents.numbers import Numbers


class Actor(mesa.Agent):
    """A Mesa agent whose fields are those of its traits, then those of its state."""

    _ids = Numbers()  # Mesa's own would keep every model for ever
    person = None  # whoever sits in its place, see agents/human.py

    def __init__(self, model, name, fields):
        super().__init__(model)
        self.name = name
        for field, value in fields.items():
            setattr(self, field, value)
