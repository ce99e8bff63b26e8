"""A party at the table: the Mesa agent."""

from agents.actor import Actor


class Party(Actor):
    """A party to the conflict; its fields are those of ``agents.traits.party``."""

    player = None  # a strategy of the user's own, see agents/strategies/own.py
