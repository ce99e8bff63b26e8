"""The order of play as an outline, read from ``sim/day.py``."""

import ast

from sim.markdown import summary
from sim.odd import code

DAY = "sim.day"


def outline(function, told=()):
    """A function of the day as a nested list; those in ``told`` it only names."""
    own = {one.name: one for one in code.functions(DAY)}
    lines = Outline(own, code.imported(DAY), list(told))
    lines.block(own[function].node.body, 0)
    return "\n".join(lines.text)


class Outline:
    """The lines of an outline as they are put together."""

    def __init__(self, own, modules, told):
        self.own = own
        self.modules = modules
        self.told = told
        self.text = []

    def say(self, depth, words):
        """One line of the list."""
        self.text.append(f"{'   ' * depth}1. {words}")

    def block(self, body, depth):
        """The statements of a function, a loop or a condition."""
        for node in body:
            if isinstance(node, ast.For):
                self.say(depth, f"For each `{ast.unparse(node.target)}`:")
                self.block(node.body, depth + 1)
            elif isinstance(node, ast.If):
                self.condition(node, depth)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                self.call(node.value, depth)
            elif is_of_state(node):
                self.say(depth, f"`{ast.unparse(node)}`")

    def condition(self, node, depth):
        """A condition; what it calls comes first."""
        called = list(code.calls(node.test))
        for _, _, call in called:
            self.call(call, depth)
        what = "that is so" if called else f"`{ast.unparse(node.test)}`"
        self.say(depth, f"If {what}:")
        self.block(node.body, depth + 1)

    def call(self, call, depth):
        """A call: of a function of the day, told in full the first time, or of another module."""
        if isinstance(call.func, ast.Name):
            function = self.own[call.func.id]
        else:
            module = self.modules[call.func.value.id]
            function = {one.name: one for one in code.functions(module)}[call.func.attr]
        self.say(depth, f"`{ast.unparse(call)}` {summary(function.doc)}")
        if function.module == DAY and function.name not in self.told:
            self.told.append(function.name)
            self.block(function.node.body[1:], depth + 1)


def is_of_state(node):
    """True for an assignment to a state variable, as against a name within the function."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return all(isinstance(target, ast.Attribute) for target in targets)
