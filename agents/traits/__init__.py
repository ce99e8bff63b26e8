"""What a scenario may set about each kind of actor, and the state each carries through a run."""

from agents.traits.constituency import ConstituencyState, ConstituencyTraits
from agents.traits.mediator import MediatorState, MediatorTraits
from agents.traits.names import (
    AID,
    BRIDGING,
    DEADLINE,
    EXCHANGE,
    FULL,
    GUARANTEE,
    INSTRUMENTS,
    KINDS,
    MONITORING,
    MOST_HEARD,
    NO_MANDATE,
    PAYMENT,
    PRESSURE,
    SHUTTLE,
    STRATEGIES,
    TALKS,
    TECHNICAL,
    WITHDRAWAL,
)
from agents.traits.party import PartyState, PartyTraits

__all__ = [
    "AID", "BRIDGING", "DEADLINE", "EXCHANGE", "FULL", "GUARANTEE", "INSTRUMENTS", "KINDS",
    "MONITORING", "MOST_HEARD", "NO_MANDATE", "PAYMENT", "PRESSURE", "SHUTTLE", "STRATEGIES",
    "TALKS", "TECHNICAL", "WITHDRAWAL",
    "ConstituencyState", "ConstituencyTraits", "MediatorState", "MediatorTraits", "PartyState",
    "PartyTraits",
]  # fmt: skip
