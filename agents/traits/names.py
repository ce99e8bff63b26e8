"""Names that a scenario chooses from, and the numbers that stand for them in the row."""

KINDS = ("exchange", "aid", "withdrawal", "talks")  # kinds of promise, trusted separately
EXCHANGE, AID, WITHDRAWAL, TALKS = range(len(KINDS))

STRATEGIES = (  # ways to concede, see agents/strategies
    "time_dependent",
    "hard_line",
    "relative_tit_for_tat",
    "averaged_tit_for_tat",
    "trade_off",
    "stalling",
    "own",
    "learning",
    "equilibrium",
    "zeuthen",
    "screening",
    "shading",
)
(
    TIME_DEPENDENT,
    HARD_LINE,
    RELATIVE_TIT_FOR_TAT,
    AVERAGED_TIT_FOR_TAT,
    TRADE_OFF,
    STALLING,
    OWN,
    LEARNING,
    EQUILIBRIUM,
    ZEUTHEN,
    SCREENING,
    SHADING,
) = range(len(STRATEGIES))

BIDDING = ("even", "whole")  # how an offer is put together, see agents/offers and agents/searching
EVEN, WHOLE = range(len(BIDDING))

NO_MANDATE, TECHNICAL, FULL = range(3)

INSTRUMENTS = (  # what a mediator can do, see agents/mediating and agents/instruments
    "shuttle",
    "bridging",
    "pressure",
    "payment",
    "guarantee",
    "monitoring",
    "deadline",
)
SHUTTLE, BRIDGING, PRESSURE, PAYMENT, GUARANTEE, MONITORING, DEADLINE = range(len(INSTRUMENTS))

MOST_HEARD = 8  # offers of the other side that a party remembers
