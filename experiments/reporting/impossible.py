"""Outcomes that cannot come about in a scenario, so that to count none of them says nothing."""

OF_TALKS = ("talks", "agreement", "first_day_of_talks", "rounds_to_an_agreement")
WORTH = "worth_of_agreement_"  # begins the name of what an agreement is worth to a side
WITHOUT_TALKS = (
    "There are no talks in {where} (`talks.protocol` is `no_talks`): whether they begin, and "
    "whether anything is agreed, is therefore not told."
)


def without_talks(premises):
    """True for premises, as plain data, under which nobody ever talks about what is to come."""
    talks = premises.get("talks")
    return isinstance(talks, dict) and talks.get("protocol") == "no_talks"


def is_of_talks(name):
    """True for an outcome that only talks bring about, by its name."""
    return name in OF_TALKS or name.startswith(WORTH)
