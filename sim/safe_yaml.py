"""YAML that a user gives, looked at before anything is made of it: size, loops, keys, numbers.

What the program itself writes as YAML and reads again is quoted by the same rules (``dump``).

An alias (``*name``) stands for a copy of what it names, so that a short file can hold more than
fits in memory, or itself. YAML takes ``010`` for 8, ``0x10`` for 16 and ``1:30`` for 90, and Hydra
takes each on a command line for a text: here they are neither.
"""

import re

import yaml

from sim import plain_text, plain_yaml
from sim.plain_yaml import NUMBER
from sim.refusals import shown

MOST_NODES = 100_000  # values of a file, copies counted
MOST_DIGITS = 1000  # of a whole number; Python writes none of more than 4,300 as a text
WHOLE = "tag:yaml.org,2002:int"
MISFITS = (ArithmeticError, AttributeError, LookupError, TypeError)  # of PyYAML: ``!!bool x``
TEXT = "tag:yaml.org,2002:str"
LEADING, DIGITS = r"(?:0|[1-9](?:_?[0-9])*)", r"[0-9](?:_?[0-9])*"
DECIMAL = re.compile(  # a number as Hydra takes it on a command line
    rf"[-+]?(?:{LEADING}(?:\.(?:{DIGITS})?)?|\.{DIGITS})(?:[eE][-+]?{DIGITS})?$"
)
BEGINS = ".0123456789+-"  # what such a number may begin with
TAKEN = plain_yaml.as_hydra(yaml.SafeLoader)  # whoever gives a value here means what Hydra takes
TAKEN.add_implicit_resolver(NUMBER, DECIMAL, BEGINS)


class Unfit(yaml.MarkedYAMLError):
    """YAML that can be read and is no data for us; ``problem`` says why, in words."""


class NotDecimal(Unfit):
    """A number for YAML that is none for us."""


class Limited(TAKEN):
    """A reader that stops at as many values as are taken, however long the file goes on."""

    made = 0

    def compose_node(self, parent, index):
        """The next value."""
        self.made += 1
        if self.made > MOST_NODES:
            raise too_many(self.peek_event().start_mark)
        return super().compose_node(parent, index)


def too_many(mark):
    """The error for more values than are taken."""
    problem = f"it has more than {MOST_NODES:,} values, copies by aliases counted"
    return Unfit(None, None, problem, mark)


class Writer(yaml.SafeDumper):
    """A writer that puts into quotes every text which a reader here takes for something else."""


Writer.add_implicit_resolver(NUMBER, plain_yaml.WITH_POWER, plain_yaml.FIRST)
Writer.add_implicit_resolver(NUMBER, DECIMAL, BEGINS)


def dump(data, **how):
    """Plain data as a text that is read again as it was, keys in their order."""
    return yaml.dump(data, Dumper=Writer, sort_keys=False, allow_unicode=True, **how)


def load(text, twice=True):
    """Plain data from a text; raises ``YAMLError`` for what cannot be read, or is no data for us.

    With ``twice`` a key that is given twice is refused, as everywhere on the command line.
    """
    check(text, twice)
    try:
        return yaml.load(text, TAKEN)
    except ValueError as error:  # a number of thousands of digits, a day that is none
        raise Unfit(None, None, str(error)) from None
    except MISFITS:
        raise Unfit(None, None, "it has a value that does not fit the tag before it") from None
    except RecursionError:
        raise Unfit(None, None, "it is nested too deeply") from None


def check(stream, twice=False):
    """Refuse what is too large or too deep, or holds itself; with ``twice``, a key given twice."""
    try:
        node = yaml.compose(stream, Loader=Limited)
        sizes = {}
        if node is not None:
            size(node, sizes, twice)
    except RecursionError:
        raise Unfit(None, None, "it is nested too deeply") from None


def size(node, sizes, twice):
    """How many values a node holds, copies counted; ``sizes`` keeps those known, by identity."""
    if id(node) in sizes:
        if sizes[id(node)] is None:
            raise Unfit(None, None, "it holds itself, by an alias", node.start_mark)
        return sizes[id(node)]
    sizes[id(node)] = None  # until all below is counted
    if node.tag in (WHOLE, NUMBER):
        check_number(node)
    if isinstance(node, yaml.ScalarNode):
        check_letters(node)
    found = 1 + sum(size(one, sizes, twice) for one in below(node))
    if twice and isinstance(node, yaml.MappingNode):
        refuse_twice(node)
    if found > MOST_NODES:
        raise too_many(node.start_mark)
    sizes[id(node)] = found
    return found


def below(node):
    """The nodes of a list, or the keys and values of a mapping."""
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def check_letters(node):
    """Refuse a text that no page, figure or table can show, such as half a pair of Unicode."""
    problem = plain_text.problem(node.value)
    if problem:
        problem = f"in a text {problem}; it takes plain text in UTF-8"
        raise Unfit(None, None, problem, node.start_mark)


def check_number(node):
    """Refuse a number of too many digits, and one that is not decimal in YAML or for Hydra."""
    if node.tag == WHOLE and len(node.value) > MOST_DIGITS:
        problem = f"it has a whole number of more than {MOST_DIGITS:,} digits"
        raise Unfit(None, None, problem, node.start_mark)
    if re.search(r"\d", node.value) and not DECIMAL.match(node.value):  # .inf has no digit
        neither = "is neither a decimal number without zeros before it nor a text in quotes"
        raise NotDecimal(None, None, f"{shown(node.value)} {neither}", node.start_mark)


def refuse_twice(node):
    """Refuse a mapping in which a key stands twice, however it is written: 1 and 1.0 are one."""
    seen = set()
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            read = meant(key)
            if read in seen:
                problem = f"the key '{key.value}' is given twice; give it once"
                raise Unfit(None, None, problem, key.start_mark)
            seen.add(read)


def meant(key):
    """What is read of a key; its letters where nothing can be, which is said later."""
    if key.tag == TEXT:
        return key.value
    try:
        return TAKEN("").construct_object(key)
    except (yaml.YAMLError, ValueError, *MISFITS):
        return key.value
