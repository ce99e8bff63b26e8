"""Constituencies: the Mesa agent. Moods and exits are in ``agents.swaying``."""

from agents.actor import Actor


class Constituency(Actor):
    """A part of a party's own side; its fields are those of ``agents.traits.constituency``."""
