"""Files of configurations, parsed once in a process of tests, however often they are composed.

Most of what a command does before it plays is to parse the same few files. What a text says does
not change with its reading, so what came of it is kept, by the text; each reader has a copy of its
own. A text that cannot be read is read anew each time, for its sentence names the file.
"""

import functools
import pickle
from pathlib import Path

import yaml
from omegaconf import OmegaConf
from omegaconf._utils import get_yaml_loader
from omegaconf.errors import OmegaConfBaseException

read_anew = OmegaConf.load


@functools.lru_cache(maxsize=2000)
def parsed(text):
    """The configuration that a text gives, as bytes that each reader makes a copy of."""
    found = yaml.load(text, Loader=get_yaml_loader())
    return pickle.dumps(OmegaConf.create({} if found is None else found))


def load(file):
    """What ``OmegaConf.load`` gives."""
    if isinstance(file, str | Path):
        with open(file, encoding="utf-8") as opened:
            return load(opened)
    begins = file.tell()
    try:
        return pickle.loads(parsed(file.read()))
    except (yaml.YAMLError, OmegaConfBaseException):
        file.seek(begins)
        return read_anew(file)


def throughout():
    """Have all readers in this process read so."""
    OmegaConf.load = staticmethod(load)
