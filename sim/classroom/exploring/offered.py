"""Which parameters are offered as sliders at first, and in which words.

They are the ones that the six lessons move; any other is found by its name. What is offered of one
side is offered of the other. A meaning is that of the schema, unless it is put in plainer words.
"""

from sim import naming, words

OF_SIDES = ("trust", "war_cost", "generosity", "majority")
OF_MEDIATORS = ("guarantee", "leverage")  # over each side
OF_ALL = ("violence.misattribution", "violence.branching")
GROUPS = {
    "sides": "The two sides",
    "talks": "The pace of the talks",
    "mediator": "A mediator",
    "setting": "Monitors, violence and partners",
}
TITLES = {  # of what a slider or a pair of them is about
    "trust": "Trust in the other side's word",
    "war_cost": "What fighting costs",
    "war_prospect": "What each side has without a deal",
    "generosity": "Letting a breach pass",
    "majority": "Votes that an agreement needs at home",
    "haste": "Giving way early in the talks",
    "talks.rounds": "Rounds until the deadline",
    "leverage": "Pressure",
    "guarantee": "Guarantee",
    "commitment": "Being bound by the guarantee",
    "deadline_days": "A deadline that it sets",
    "monitors": "Monitors",
    "exit": "When a partner leaves the government",
    "hope": "Hope of a next phase",
    "payment": "Side payment",
    "violence.background": "Incidents from no cause modelled",
    "shocks.shock_rate": "Outside shocks",
    "violence.misattribution": "Blaming the wrong side",
    "violence.branching": "Incidents that bring incidents",
}
OF_SOMEBODY = ("monitors", "exit")  # whose titles say whose they are
MEANINGS = {  # where the schema speaks in the terms of the model
    "war_cost": "What fighting costs the side: losses, weariness, its standing abroad",
    "war_prospect": "What the side has if there is no deal",
    "generosity": "Chance that it lets a breach by the other side pass and holds no grievance",
    "haste": "Under 1 it stays firm until the deadline; over 1 it gives way early",
    "talks.rounds": "Rounds of offers until the talks run out of time",
    "leverage": "What leaving the truce costs the side under this mediator's pressure",
    "guarantee": "What it takes from the worth of leaving the truce; under 0 it backs leaving",
    "commitment": "How far the mediator must keep its promise: 0 not at all, 1 wholly",
    "deadline_days": "Days that are left for the talks once the mediator sets a deadline",
    "monitors": "Part of the mistakes about who broke what that its monitors prevent",
    "exit": "How low its mood must fall for it to leave: -1 is the worst mood, 1 the best",
    "violence.misattribution": "Chance that the wrong side is blamed for an incident",
    "violence.branching": "New incidents that each incident brings on average",
}


def keys_of(scenario):
    """The keys of each knob, by group: those of both sides together, in their order."""
    return {
        "sides": of_sides(scenario),
        "talks": of_talks(scenario),
        "mediator": of_mediator(scenario),
        "setting": of_setting(scenario),
    }


def of_sides(scenario):
    """What each side is like: in mere talks, what it has without a deal."""
    fields = OF_SIDES if scenario.premises.obligations else ("war_prospect",)
    left_out = () if has_talks(scenario) else ("majority",)
    return [pair(scenario, "parties", field) for field in fields if field not in left_out]


def of_talks(scenario):
    """The deadline, and how each side gives way; of no use where there are no talks."""
    if not has_talks(scenario):
        return []
    return [("talks.rounds",), pair(scenario, "parties", "haste")]


def of_mediator(scenario):
    """What the mediator that matters most may do."""
    who = mediator(scenario)
    if not who:
        return []
    alone = ("commitment", "deadline_days") if has_talks(scenario) else ("commitment",)
    pairs = [pair(scenario, f"mediators.{who}", field) for field in OF_MEDIATORS]
    return pairs + [(f"mediators.{who}.{field}",) for field in alone]


def of_setting(scenario):
    """Who watches, how violence spreads, and when a partner leaves; none where none is owed."""
    if not scenario.premises.obligations:
        return []
    watching, partner = monitor(scenario), nearest_exit(scenario)
    found = [(f"mediators.{watching}.monitors",)] if watching else []
    found += [(key,) for key in OF_ALL]
    return found + ([(f"constituencies.{partner}.exit",)] if partner else [])


def has_talks(scenario):
    """Whether anything is negotiated."""
    return scenario.premises.talks.protocol != "no_talks"


def mediator(scenario):
    """The mediator with most leverage over both sides together; None where nobody mediates."""
    who = {key: one for key, one in scenario.premises.mediators.items() if one.mediates}
    return max(who, key=lambda key: who[key].leverage_0 + who[key].leverage_1, default=None)


def monitor(scenario):
    """The mediator whose monitors see most; None where there is none."""
    who = scenario.premises.mediators
    return max(who, key=lambda key: who[key].monitors, default=None)


def nearest_exit(scenario):
    """The partner in government that is first to leave; None where there is none."""
    who = {key: one for key, one in scenario.premises.constituencies.items() if one.partner}
    return max(who, key=lambda key: (not who[key].gone_at_start, who[key].exit), default=None)


def pair(scenario, prefix, field):
    """The keys of a parameter of both sides, in their order."""
    parties = scenario.premises.parties
    if prefix == "parties":
        return tuple(f"parties.{party}.{field}" for party in parties)
    return tuple(f"{prefix}.{field}_{party}" for party in parties)


def twins(scenario, key):
    """A parameter's key and that of the other side, in the order of the sides."""
    parties = list(scenario.premises.parties)
    section, *middle, field = key.split(".")
    if section == "parties":
        return pair(scenario, "parties", field)
    stem, _, last = field.rpartition("_")
    if stem and last in parties:
        return pair(scenario, ".".join((section, *middle)), stem)
    return (key,)


def title_of(scenario, keys, stem):
    """What a knob is about, with whose it is where it is somebody's alone."""
    title = TITLES.get(keys[0]) or TITLES.get(stem)
    if stem in OF_SOMEBODY:
        return f"{title}: {naming.name_of(scenario, keys[0].split('.')[1])}"
    if title or len(keys) > 1:
        return title or words.capital(words.plain(stem))
    return words.capital(naming.called(scenario, keys[0]))


def meaning_of(key, stem):
    """What a parameter means, in plainer words than the schema's; None where those are plain."""
    return MEANINGS.get(key) or MEANINGS.get(stem)
