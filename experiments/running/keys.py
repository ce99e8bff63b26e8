"""What each key at the top of a configuration is: the words beside it where it is declared."""

import re

from experiments import console, listing
from experiments.settings import Settings
from sim import parameters, scenario


def told():
    """Every key with what it is: settings, then what a scenario is made of."""
    yield from ((key, field.description) for key, field in Settings.model_fields.items())
    for section, model in parameters.SECTIONS.items():
        yield section, first_sentence(model.__doc__)
    yield from scenario.OTHER.items()


def first_sentence(docstring):
    """What a docstring says first, as the words beside a key: no capital, no full stop."""
    text = " ".join(docstring.split())
    sentence = re.match(r".*?(?=\.(?:\s|$))", text)[0]
    return sentence[0].lower() + sentence[1:]


def text():
    """The list as help shows it."""
    return "\n".join(listing.lines(dict(told()), console.out().width))
