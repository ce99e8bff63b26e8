"""The text that both engines play, read as text: functions, calls, what each function changes."""

import ast
import functools
from typing import NamedTuple

from agents.terms import IssueState, ObligationState
from agents.traits import ConstituencyState, MediatorState, PartyState
from sim import premises
from sim.checkout import ROOT

# State variables by entity, as they are declared: name, type, length, unit, meaning.
STATES = {
    "world": premises.STATE,
    "party": PartyState.fields,
    "mediator": MediatorState.fields,
    "constituency": ConstituencyState.fields,
    "obligation": ObligationState.fields,
    "issue": IssueState.fields,
}
CALLED = {  # whose state a name in the code is, where several entities have the variable
    "world": "world",
    **dict.fromkeys(("party", "parties", "other", "debtor", "receiver", "victim"), "party"),
    **dict.fromkeys(("mediator", "mediators"), "mediator"),
    "one": "constituency",
    **dict.fromkeys(("item", "brought", "double"), "obligation"),
    **dict.fromkeys(("issue", "issues"), "issue"),
}


class Function(NamedTuple):
    """A function of the model's text."""

    module: str  # dotted name
    name: str
    signature: str
    doc: str
    body: str  # its text without signature and docstring
    node: ast.FunctionDef

    @property
    def short(self):
        """Its name with the last part of its module's, as the code calls it."""
        return f"{self.module.rpartition('.')[2]}.{self.name}"


def path(module):
    """The file of a module of ours, by its dotted name."""
    place = ROOT.joinpath(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def source(module):
    """The text of a module."""
    return path(module).read_text(encoding="utf-8")


def tree(module):
    """A module, parsed."""
    return ast.parse(source(module))


def doc(module):
    """The docstring of a module."""
    return ast.get_docstring(tree(module))


def functions(module):
    """The functions that a module defines, in their order."""
    return functions_in(source(module), module)


@functools.cache
def functions_in(text, module):
    """The functions that the text of a module defines."""
    lines = text.splitlines()
    found = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            said = ast.get_docstring(node)
            first = node.body[1 if said and len(node.body) > 1 else 0]
            body = "\n".join(lines[first.lineno - 1 : node.end_lineno])
            signature = f"{node.name}({ast.unparse(node.args)})"
            found.append(Function(module, node.name, signature, said, body, node))
    return found


def constants(module):
    """The text of what a module assigns outside its functions, comments included."""
    text = source(module)
    lines = text.splitlines()
    return "\n".join(
        "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign)
    )


def imported(module):
    """What a module calls the modules of ours that it imports: names to dotted names."""
    found = {}
    for node in tree(module).body:
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in ("agents", "sim"):
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                if path(name).exists():
                    found[alias.asname or alias.name] = name
    return found


def calls(node):
    """Calls of functions of other modules, ``module.function``, in the order of the text."""
    found = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    for call in sorted(found, key=lambda one: (one.lineno, one.col_offset)):
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            yield call.func.value.id, call.func.attr, call


def named(node, module):
    """Names of a module that a function's text names, ``module.NAME``, each once."""
    found = {
        one.attr: None
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute)
        and isinstance(one.value, ast.Name)
        and one.value.id == module
        and one.attr.isupper()
    }
    return list(found)


def changes(node):
    """(entity, variable) of each state variable that a function assigns."""
    found = {}
    for one in ast.walk(node):
        targets = one.targets if isinstance(one, ast.Assign) else ()
        for target in (one.target,) if isinstance(one, ast.AugAssign) else targets:
            field = target.value if isinstance(target, ast.Subscript) else target
            if isinstance(field, ast.Attribute):
                found[entity_of(field), field.attr] = None
    return list(found)


def entity_of(field):
    """The entity whose variable an attribute is."""
    owners = [name for name, state in STATES.items() if field.attr in (one[0] for one in state)]
    if len(owners) == 1:
        return owners[0]
    base = field.value.value if isinstance(field.value, ast.Subscript) else field.value
    entity = CALLED.get(base.id) if isinstance(base, ast.Name) else None
    if entity not in owners:
        raise ValueError(
            f"{ast.unparse(field)}: whose variable this is cannot be told; one of {owners}"
        )
    return entity
