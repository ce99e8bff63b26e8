"""Outcomes of a backtest in words, and what an outcome that the runs miss tells about the model."""

from sim import patterns, words

TITLES = {
    1: "all 33 delivered by day 42 despite friction",
    2: "prisoners in exact ratio to hostages, by the terms of the schedule",
    3: "several crises in 42 days, most settled in one to four days",
    4: "threats rarely delay a delivery; holds last hours to days",
    5: "the timetable drifts one way: talks due on day 16 begin weeks late",
    6: "compliance differs by item: exchanges, corridors, shelter",
    7: "side trades speed up releases",
    8: "violence falls by an order of magnitude and is not zero",
    9: "limbo: days between expiry and collapse, with pressure rising",
    10: "a proposal from outside changes positions without stopping exchanges",
    11: "over truce designs, truces last hours to days or months",
}
SHORT = (
    "deliveries", "prisoners", "crises", "delays", "timetable", "compliance by item",
    "side trades", "violence", "limbo and collapse", "a shock from outside", "durations",
)  # fmt: skip
# What it would mean for the model that the runs miss an outcome, or mostly do otherwise.
LESSONS = {
    "all_33_by_day_42": (
        "Much falls due on the last day of the phase itself, where the model allows no slack: "
        "a list disputed for a day is a day late. The terms gave the whole last week, and the "
        "sides used it."
    ),
    "day_of_last_of_33": (
        "The model hands over on the day of the schedule or later, and earlier only by a side "
        "trade. The terms gave the last week and not its last day, and the sides settled "
        "early. Read the model's days of delivery as dates by which, not on which."
    ),
    "hostages_by_day_35": (
        "The model brings releases forward by side trades less often, or for other items, "
        "than the sides did."
    ),
    "late_hostages": (
        "Disputed lists and hitches put releases off in the model more often than they did; "
        "each is drawn anew for every release, while the sides got used to the procedure."
    ),
    "longest_wait": (
        "Where a side trade brings hostages forward the model leaves the prisoners who answer "
        "them on their old day. The sides moved both."
    ),
    "talks_by_day_42": (
        "Whether talks begin rests on one assumed cost, that of sending a team; the record "
        "gives it no number."
    ),
    "first_day_of_talks": (
        "Whether talks begin rests on one assumed cost, that of sending a team; the record "
        "gives it no number."
    ),
    "tents_by_day_20": (
        "The model has tents cost little to let in and lets them in at once. What happened "
        "fits better with shelter as something kept back to trade with."
    ),
    "homes_by_day_30": (
        "In the model mobile homes are held back because letting them in is dear, and come "
        "once there is enough to lose by it. The sides held them back until they could be "
        "traded, on day 31: a reason to keep back that the model finds only where a trade "
        "happens to be there."
    ),
    "equipment_day": (
        "As with mobile homes: the sides held equipment back until it could be traded, on day 31."
    ),
    "rafah": (
        "The crossing opened a week after the day of the terms. The model ties it to the "
        "second exchange alone, and knows nothing of what it took on the ground and at the "
        "border."
    ),
    "coastal_road": (
        "The model opens the road on its day unless a crisis intervenes; here the order of "
        "releases was itself the crisis."
    ),
    "philadelphi_by_day_50": (
        "In the model this comes down to an assumed cost and to how much partners at home resent "
        "it; either is too low, or the less likely came about."
    ),
    "philadelphi": (
        "In the model this comes down to an assumed cost and to how much partners at home resent "
        "it; either is too low, or the less likely came about."
    ),
    "deaths_to_day_42": (
        "Days 1 to 16, on which violence was calibrated, were quieter than the days after "
        "them, and no trend in the model lets violence grow while exchanges go on. Reports "
        "also lump several days together. Levels of violence after day 16 should not be read "
        "off the model."
    ),
    "deaths": ("Reported deaths were more than the model has; see days 17 to 42."),
    "side_trade_by_day_42": (
        "The model looks for trades between two items; the sides traded packages."
    ),
    "exchanges_go_on": (
        "Each release meets a fresh chance of a dispute or a hitch in the model, and a day is "
        "enough to miss its date. It is delay and not refusal that the runs differ by."
    ),
    "pressure_rises": (
        "In the model leaving gains on staying in limbo by the cost of days without a phase "
        "alone; cutting supplies step by step is not an act it knows."
    ),
    "agreement_by_day_84": ("Once talks begin the model agrees more readily than the sides did."),
    "longest_crisis": (
        "A step is a day, and mediators begin on the day after a crisis opens: none is "
        "settled within hours, as this one was, and as the one of 30 January 2025 was."
    ),
    "hostages_by_day_14": (
        "The model brings a release forward by a side trade more rarely in the first days."
    ),
}


def stem(name):
    """The name of an outcome, whichever day its runs begin on."""
    return name.removeprefix("day_1_")


def lesson(entry):
    """What missing an outcome says, in general where nothing more is known."""
    found = LESSONS.get(stem(entry.name))
    if found is None:
        side = "above" if float(entry.one.value) > entry.median else "below"
        found = f"What happened lies {side} the runs; the assumptions behind it need another look."
    return found


def number(value):
    """A number as people write it."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.2f}".rstrip("0")


def amount(value, one):
    """A number or a day of an outcome; days beyond those counted are said to be so."""
    if patterns.kind(one.measure) == patterns.DAY and value > one.until:
        return f"after {one.until}"
    return number(value)


def happened_words(entry):
    """What happened."""
    if patterns.kind(entry.one.measure) == patterns.YES_NO:
        return "yes" if entry.one.value else "no"
    return amount(float(entry.one.value), entry.one)


def spanned(entry):
    """The central 90 % of runs."""
    if patterns.kind(entry.one.measure) == patterns.YES_NO:
        return "either" if entry.width else ("always yes" if entry.low else "always no")
    low, high = amount(entry.low, entry.one), amount(entry.high, entry.one)
    return low if low == high else f"{low} to {high}"


def middle(entry):
    """The median of the runs, or the share in which it is so."""
    if patterns.kind(entry.one.measure) == patterns.YES_NO:
        return f"yes in {words.percent(entry.share)}"
    return amount(entry.median, entry.one)


def rarely(entry):
    """True for a yes or no that fewer than half of the runs had as it was."""
    if patterns.kind(entry.one.measure) != patterns.YES_NO:
        return False
    return (entry.share if entry.one.value else 1.0 - entry.share) < 0.5
