"""YAML as Hydra takes it, read ten times as soon: by libyaml, where PyYAML was built with it.

Hydra takes ``1e-3`` for a number and a date for a text; PyYAML by itself does neither.
"""

import re

import yaml

NUMBER, DATE = "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp"
WITH_POWER = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*(?:\.[0-9_]*)?[eE][-+]?[0-9]+$")
FIRST = "-+0123456789"  # what such a number may begin with


def as_hydra(base):
    """A loader of PyYAML that takes words for the same values as Hydra does."""

    class Loader(base):
        """What is made of a text."""

    Loader.yaml_implicit_resolvers = {
        first: [one for one in known if one[0] != DATE]
        for first, known in base.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver(NUMBER, WITH_POWER, FIRST)
    return Loader


LOADER = as_hydra(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
