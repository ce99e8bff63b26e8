"""Mediators: the Mesa agent. Decisions are in ``agents.mediating`` and ``agents.instruments``."""

from agents.actor import Actor


class Mediator(Actor):
    """A mediator; its fields are those of ``agents.traits.mediator``."""
