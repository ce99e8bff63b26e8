"""What can be changed in a module: the mutants of cosmic-ray, and statements left out.

Of cosmic-ray's operators those are taken that give what a hand might have written: another sign of
arithmetic or comparison, another number, the opposite of a condition, a loop that never runs. A
sum of floats turned into a shift of bits only raises an error, and would flatter the tests.
"""

import ast
import random
import re
from collections import Counter
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names
from parso.python.tree import Keyword

ARITHMETIC = "(Add|Sub|Mul|Div|FloorDiv|Mod)"
BITS = "(RShift|LShift|BitOr|BitAnd|BitXor)"
SIZE = "(Eq|NotEq|Lt|LtE|Gt|GtE)"
TAKEN = re.compile(
    f"core/(ReplaceBinaryOperator_{ARITHMETIC}_(Add|Sub|Mul|Div)|ReplaceBinaryOperator_{BITS}_{BITS}"
    f"|ReplaceComparisonOperator_{SIZE}_{SIZE}|ReplaceUnaryOperator_Delete_(USub|Not|Invert)"
    "|AddNot|Replace(True|False|And|Or|Break|Continue)With.*|NumberReplacer|ZeroIterationForLoop)"
)


class LeaveOut(Operator):
    """Leaves out a statement of a function: an assignment, or a call for its effect."""

    def mutation_positions(self, node):
        """Where there is one; a docstring is none."""
        if node.type == "simple_stmt" and node.get_first_leaf().column > 0:
            done = node.children[0]
            if done.type in ("expr_stmt", "atom_expr", "power"):
                yield done.start_pos, done.end_pos

    def mutate(self, node, index):
        """Write ``pass`` in its place."""
        done = node.children[0]
        node.children[0] = Keyword("pass", done.start_pos, prefix=done.get_first_leaf().prefix)
        return node

    @classmethod
    def examples(cls):
        """None; cosmic-ray's own tests ask for them."""
        return ()


class Mutant(NamedTuple):
    """A change: which, and at which of the places where it can be made."""

    module: str
    file: str
    operator: str
    occurrence: int
    line: int


def operators():
    """The operators taken, by name."""
    found = {name: get_operator(name)() for name in operator_names() if TAKEN.fullmatch(name)}
    return {**found, "LeaveOut": LeaveOut()}


def mutants(root, file):
    """Every mutant of a file."""
    nodes = list(ast_nodes(get_ast((root / file).read_text())))
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for name, operator in operators().items():
        places = [at for node in nodes for at, _ in operator.mutation_positions(node)]
        for occurrence, (line, _) in enumerate(places):
            yield Mutant(module, file, name, occurrence, line)


def changed(root, mutant):
    """The text of the module with the change; None if it is the same program or none at all."""
    source = (root / mutant.file).read_text()
    text = mutate_code(source, operators()[mutant.operator], mutant.occurrence)
    try:
        same = text is None or ast.dump(ast.parse(text)) == ast.dump(ast.parse(source))
    except SyntaxError:
        return None
    return None if same else text


def drawn(root, files, sample, seed, least=3):
    """A sample from each file, in proportion to its mutants, and the number of all by module."""
    found = {file: list(mutants(root, file)) for file in files}
    total = sum(map(len, found.values()))
    chosen = []
    for file, all_of_it in found.items():
        share = len(all_of_it) if sample is None else max(least, sample * len(all_of_it) / total)
        luck = random.Random(f"{seed} {file}")
        chosen += luck.sample(all_of_it, min(len(all_of_it), round(share)))
    random.Random(f"{seed}").shuffle(chosen)  # so that a part of it is a sample as well
    return chosen, Counter(mutant.module for of_it in found.values() for mutant in of_it)
