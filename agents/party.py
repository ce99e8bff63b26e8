"""A party at the table: the Mesa agent. State here, decisions in the behaviours it calls."""

import mesa

from agents import believing, responding


class Party(mesa.Agent):
    """A party to the conflict; its fields are those of ``agents.traits``, traits then state."""

    other = None  # the party across the table

    def __init__(self, model, name, fields):
        super().__init__(model)
        self.name = name
        for field, value in fields.items():
            setattr(self, field, value)

    def begin(self):
        """Form the beliefs of the eve of the first day."""
        believing.begin(self)

    def choose_answer(self):
        """Choose a rung of the ladder, on what is known at the end of the day."""
        responding.decide(self, self.model.world)

    def answer(self):
        """Step onto the chosen rung."""
        responding.act(self, self.model.world, self.model.log)

    def remember(self):
        """Let the day pass over trust, grievances and, in limbo, hope."""
        believing.remember(self)
        if self.model.in_limbo:
            believing.lose_hope(self)

    def weigh(self):
        """Weigh staying against leaving."""
        believing.weigh(self, self.other, self.model.limbo_days)
