"""What a scenario may set about each kind of actor, and the state each carries through a run."""

from agents.traits.constituency import ConstituencyState, ConstituencyTraits
from agents.traits.mediator import MediatorState, MediatorTraits
from agents.traits.names import (
    AID,
    AVERAGED_TIT_FOR_TAT,
    BIDDING,
    BRIDGING,
    DEADLINE,
    EQUILIBRIUM,
    EVEN,
    EXCHANGE,
    FULL,
    GUARANTEE,
    HARD_LINE,
    INSTRUMENTS,
    KINDS,
    MONITORING,
    MOST_HEARD,
    NO_MANDATE,
    OWN,
    PAYMENT,
    PRESSURE,
    RELATIVE_TIT_FOR_TAT,
    SHUTTLE,
    STALLING,
    STRATEGIES,
    TALKS,
    TECHNICAL,
    TIME_DEPENDENT,
    TRADE_OFF,
    WHOLE,
    WITHDRAWAL,
    ZEUTHEN,
)
from agents.traits.party import PartyState, PartyTraits

__all__ = [
    "AID", "AVERAGED_TIT_FOR_TAT", "BIDDING", "BRIDGING", "DEADLINE", "EQUILIBRIUM", "EVEN",
    "EXCHANGE", "FULL", "GUARANTEE", "HARD_LINE", "INSTRUMENTS", "KINDS", "MONITORING",
    "MOST_HEARD", "NO_MANDATE", "OWN", "PAYMENT", "PRESSURE", "RELATIVE_TIT_FOR_TAT", "SHUTTLE",
    "STALLING", "STRATEGIES", "TALKS", "TECHNICAL", "TIME_DEPENDENT", "TRADE_OFF", "WHOLE",
    "WITHDRAWAL", "ZEUTHEN",
    "ConstituencyState", "ConstituencyTraits", "MediatorState", "MediatorTraits", "PartyState",
    "PartyTraits",
]  # fmt: skip
