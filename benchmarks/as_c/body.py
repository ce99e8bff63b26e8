"""The C text of one function: each of its statements, and each expression in it."""

import builtins
import inspect
import math
import operator
import types as plain

from numba.core import ir, types

from agents import asking
from agents.rules import squares
from agents.strategies import own
from benchmarks.as_c.inferred import read
from sim import ensemble

MATH = ("exp", "log", "log1p", "expm1", "sqrt", "floor", "ceil", "fabs", "pow")
SIGNS = {
    operator.add: "+", operator.sub: "-", operator.mul: "*", operator.truediv: "/",
    operator.lt: "<", operator.le: "<=", operator.gt: ">", operator.ge: ">=",
    operator.eq: "==", operator.ne: "!=", operator.and_: "&", operator.or_: "|",
    operator.xor: "^", operator.lshift: "<<", operator.rshift: ">>",
    operator.iadd: "+", operator.isub: "-", operator.imul: "*", operator.itruediv: "/",
    operator.iand: "&", operator.ior: "|", operator.ixor: "^",
    operator.ilshift: "<<", operator.irshift: ">>",
}  # fmt: skip
NUMBERS = (None, None, None, None)  # a stand-in asks for no more
STAND_INS = {
    function: getattr(ensemble, f"compiled_{short}")(*NUMBERS[:count])
    for function, short, count in (
        (own.target, "own", 3),
        (asking.decided, "decided", 4),
        (asking.put_offer, "put_offer", 2),
        (asking.looks_again, "looks_again", 1),
    )
}
CALLED = {operator.floordiv: "floor_divided", operator.mod: "remainder_of"}


def plain_name(name):
    """A name that C takes."""
    return "".join(letter if letter.isalnum() else "_" for letter in name)


class Body:
    """The text of one function."""

    def __init__(self, transcript, called, arguments, name):
        self.all = transcript
        self.name = name
        self.called = called
        self.read = read(called, arguments)
        self.arguments = arguments
        self.known = {}  # what a name stands for in Python: modules, functions, constants
        self.lines = []

    def write(self):
        """Write the function down."""
        for label, block in sorted(self.read.blocks.items()):
            self.lines.append(f"L{label}:;")
            for statement in block.body:
                self.statement(statement)
        parameters = ", ".join(
            f"{self.all.type(kind)} a_{plain_name(name)}"
            for name, kind in zip(self.read.arguments, self.arguments)
        )
        nothing = isinstance(self.read.result, types.NoneType)
        result = "void" if nothing else self.all.type(self.read.result)
        head = f"static {result} {self.name}({parameters or 'void'})"
        self.all.heads.append(head + ";")
        names = [
            f"    {self.all.type(kind)} v_{plain_name(name)};"
            for name, kind in self.read.types.items()
            if self.lives(kind) and not name.startswith("arg.")
        ]
        body = [f"    {line}" for line in self.lines]
        self.all.written.append("\n".join([head, "{", *names, *body, "}", ""]))

    def lives(self, kind):
        """True for a type whose values exist while the day is played."""
        return isinstance(
            kind,
            types.Number
            | types.Boolean
            | types.Literal
            | types.Record
            | types.BaseTuple
            | types.Array
            | types.RangeType
            | types.RangeIteratorType
            | types.ArrayIterator
            | types.UniTupleIter
            | types.Pair,
        ) and not self.of_words(kind)

    def of_words(self, kind):
        """True for words and tuples of words, which are only counted."""
        if isinstance(kind, types.UnicodeType | types.StringLiteral):
            return True
        return isinstance(kind, types.BaseTuple) and any(map(self.of_words, kind.types))

    def kind(self, variable):
        """Type of a name."""
        return self.read.types[variable.name]

    def value(self, variable):
        """C text of a name's value."""
        return f"v_{plain_name(variable.name)}"

    def statement(self, one):
        """Write one statement."""
        write = getattr(self, f"on_{type(one).__name__.lower()}", None)
        if write is None:
            raise NotImplementedError(f"{self.called.__name__}: no C for {one}")
        write(one)

    def on_del(self, one):
        """Nothing to do."""

    def on_jump(self, one):
        """Go on elsewhere."""
        self.lines.append(f"goto L{one.target};")

    def on_branch(self, one):
        """Go on in one of two places."""
        self.lines.append(f"if ({self.value(one.cond)}) goto L{one.truebr};")
        self.lines.append(f"goto L{one.falsebr};")

    def on_return(self, one):
        """Give the result back."""
        nothing = isinstance(self.read.result, types.NoneType)
        self.lines.append("return;" if nothing else f"return {self.value(one.value)};")

    def on_setattr(self, one):
        """Write a field of a record."""
        self.lines.append(f"{self.field(one.target, one.attr)} = {self.value(one.value)};")

    def on_setitem(self, one):
        """Write a place of an array."""
        place = self.place(one.target, self.value(one.index))
        self.lines.append(f"{place} = {self.value(one.value)};")

    def on_staticsetitem(self, one):
        """Write a place of an array that is known beforehand."""
        self.lines.append(f"{self.place(one.target, one.index)} = {self.value(one.value)};")

    def on_assign(self, one):
        """Give a name its value."""
        target, source = one.target, one.value
        if isinstance(source, ir.Global | ir.FreeVar):
            self.known[target.name] = source.value
        elif isinstance(source, ir.Const):
            self.known[target.name] = source.value
        elif isinstance(source, ir.Expr) and source.op == "getattr":
            whole = self.known.get(source.value.name)
            if isinstance(whole, plain.ModuleType | type):
                self.known[target.name] = getattr(whole, source.attr)
        elif isinstance(source, ir.Var) and source.name in self.known:
            self.known[target.name] = self.known[source.name]
        kind = self.kind(target)
        if isinstance(source, ir.Expr) and source.op == "call" and not self.lives(kind):
            text = self.call(source)
            if text:
                self.lines.append(f"{text};")
        elif self.lives(kind):
            self.lines.append(f"{self.value(target)} = {self.right(target, source)};")

    def right(self, target, source):
        """C text of what a name is given."""
        if isinstance(source, ir.Arg):
            return f"a_{plain_name(source.name)}"
        if isinstance(source, ir.Var):
            return self.value(source)
        if isinstance(source, ir.Global | ir.FreeVar | ir.Const):
            return self.constant(source.value, self.kind(target))
        return getattr(self, f"of_{source.op}")(target, source)

    def constant(self, value, kind):
        """C text of a constant."""
        if isinstance(value, bool):
            return str(int(value))
        if isinstance(value, int):
            unsigned = isinstance(kind, types.Integer) and not kind.signed
            return f"{value}ULL" if unsigned else f"{value}LL"
        if isinstance(value, float):
            return {math.inf: "INFINITY"}.get(value) or value.hex()
        if isinstance(value, tuple):
            members = [self.constant(one, of) for one, of in zip(value, kind.types)]
            return self.tuple(kind, members)
        raise NotImplementedError(f"{self.called.__name__}: no C for the constant {value!r}")

    def tuple(self, kind, members):
        """C text of a tuple."""
        text = ", ".join(members)
        return (
            f"({self.all.type(kind)}){{ {{ {text} }} }}"
            if self.all.uniform(kind)
            else (f"({self.all.type(kind)}){{ {text} }}")
        )

    def of_cast(self, target, source):
        """The same value as another type."""
        return self.value(source.value)

    def of_build_tuple(self, target, source):
        """A tuple of names."""
        return self.tuple(self.kind(target), [self.value(one) for one in source.items])

    def of_exhaust_iter(self, target, source):
        """A tuple that is taken apart."""
        return self.value(source.value)

    def of_getiter(self, target, source):
        """The beginning of a loop."""
        if isinstance(self.kind(source.value), types.RangeType):
            return self.value(source.value)
        return f"({self.all.type(self.kind(target))}){{ {self.value(source.value)}, 0 }}"

    def of_iternext(self, target, source):
        """One step of a loop: what comes next, if anything does."""
        loop, pair = self.value(source.value), self.value(target)
        kind = self.kind(source.value)
        if isinstance(kind, types.RangeIteratorType):
            more = f"{loop}.step > 0 ? {loop}.now < {loop}.stop : {loop}.now > {loop}.stop"
            following, step = f"{loop}.now", f"{loop}.now += {loop}.step"
        elif isinstance(kind, types.UniTupleIter):
            more = f"{loop}.next < {len(kind.container.types)}"
            following, step = f"{loop}.of.f[{loop}.next]", f"{loop}.next++"
        else:
            more = f"{loop}.next < {loop}.of.shape[0]"
            following = self.element(kind.array_type, f"{loop}.of", [f"{loop}.next"])
            step = f"{loop}.next++"
        self.lines.append(f"{pair}.second = {more};")
        self.lines.append(f"if ({pair}.second) {{ {pair}.first = {following}; {step}; }}")
        return pair

    def of_pair_first(self, target, source):
        """What came next."""
        return f"{self.value(source.value)}.first"

    def of_pair_second(self, target, source):
        """Whether anything did."""
        return f"{self.value(source.value)}.second"

    def of_getattr(self, target, source):
        """A field of a record or a named tuple, or what a module calls so."""
        kind = self.kind(source.value)
        if isinstance(kind, types.Record):
            return self.field(source.value, source.attr)
        if isinstance(kind, types.BaseTuple):
            return self.member(source.value, kind.fields.index(source.attr))
        return self.constant(self.known[target.name], self.kind(target))

    def field(self, record, name):
        """C text of a field of a record: a number, or an array that lies in the record."""
        kind = self.kind(record)
        spot = f"({self.value(record)} + {kind.offset(name)})"
        inner = kind.typeof(name)
        if isinstance(inner, types.NestedArray):
            shape = ", ".join(map(str, inner.shape))
            return f"({self.all.type(inner)}){{ {spot}, {{ {shape} }} }}"
        return f"(*({self.all.type(inner)} *){spot})"

    def member(self, variable, place):
        """C text of a place of a tuple that is known beforehand."""
        uniform = self.all.uniform(self.kind(variable))
        return (
            f"{self.value(variable)}.f[{place}]" if uniform else f"{self.value(variable)}.f{place}"
        )

    def of_static_getitem(self, target, source):
        """A place of a tuple or an array that is known beforehand."""
        if isinstance(self.kind(source.value), types.BaseTuple):
            return self.member(source.value, source.index)
        return self.place(source.value, source.index)

    def of_typed_getitem(self, target, source):
        """A place of a tuple or an array."""
        return self.of_getitem(target, source)

    def of_getitem(self, target, source):
        """A place of a tuple or an array."""
        kind = self.kind(source.value)
        if isinstance(kind, types.BaseTuple):
            return f"{self.value(source.value)}.f[{self.value(source.index)}]"
        if isinstance(self.kind(source.index), types.BaseTuple):
            members = [self.member(source.index, at) for at in range(kind.ndim)]
            return self.element(kind, self.value(source.value), members)
        return self.place(source.value, self.value(source.index))

    def place(self, array, index):
        """C text of a place of an array: a number, a record, or a row."""
        return self.element(self.kind(array), self.value(array), [str(index)])

    def element(self, kind, array, at):
        """C text of what stands at some places of an array in C's order."""
        is_record = isinstance(kind.dtype, types.Record)
        if kind.layout != "C" or not (is_record or kind.dtype.bitwidth == 64):
            raise NotImplementedError(f"{self.called.__name__}: no C for places of {kind}")
        size = kind.dtype.size if is_record else 8
        offset = at[0]
        for axis in range(1, len(at)):
            offset = f"({offset} * {array}.shape[{axis}] + {at[axis]})"
        for axis in range(len(at), kind.ndim):
            offset = f"({offset} * {array}.shape[{axis}])"
        spot = f"({array}.data + ({offset}) * {size})"
        if len(at) < kind.ndim:
            row = kind.copy(ndim=kind.ndim - len(at))
            left = ", ".join(f"{array}.shape[{axis}]" for axis in range(len(at), kind.ndim))
            return f"({self.all.type(row)}){{ {spot}, {{ {left} }} }}"
        if isinstance(kind.dtype, types.Record):
            return spot
        return f"(*({self.all.type(kind.dtype)} *){spot})"

    def of_binop(self, target, source):
        """Two numbers joined, as the types say that they are."""
        signature = self.read.calls[source]
        left, right = (
            f"({self.all.type(kind)}){self.value(one)}"
            for one, kind in zip((source.lhs, source.rhs), signature.args)
        )
        function = source.fn
        if function in (operator.truediv, operator.itruediv):
            left, right = f"(double){left}", f"(double){right}"
        if function in CALLED:
            if not isinstance(signature.return_type, types.Integer):
                raise NotImplementedError(f"{self.called.__name__}: {source} of floats")
            return f"{CALLED[function]}({left}, {right})"
        return f"({self.all.type(signature.return_type)})({left} {SIGNS[function]} {right})"

    def of_inplace_binop(self, target, source):
        """A name that is added to, and the like."""
        return self.of_binop(target, source)

    def of_unary(self, target, source):
        """A number turned round."""
        sign = {operator.neg: "-", operator.not_: "!", operator.invert: "~", operator.pos: "+"}
        return f"({sign[source.fn]}{self.value(source.value)})"

    def of_call(self, target, source):
        """What a function gives."""
        return self.call(source)

    def call(self, source):
        """C text of a call."""
        called = self.known.get(source.func.name)
        signature = self.read.calls[source]
        if isinstance(called, type) and issubclass(called, tuple):
            return self.tuple(signature.return_type, [self.value(one) for one in source.args])
        if called in (min, max):
            return self.extreme(called, source, signature)
        if called is len:
            kind = self.kind(source.args[0])
            if isinstance(kind, types.BaseTuple):
                return f"{len(kind.types)}LL"
            return f"{self.value(source.args[0])}.shape[0]"
        if called is range:
            return self.range([self.value(one) for one in source.args])
        if called in (int, float, bool):
            return f"({self.all.type(signature.return_type)}){self.value(source.args[0])}"
        if called is abs:
            name = "fabs" if isinstance(signature.return_type, types.Float) else "llabs"
            return f"{name}({self.value(source.args[0])})"
        if getattr(called, "__module__", "") == "math":
            return self.mathematical(called, source, signature)
        if called is squares.word:
            return f"(uint64_t){self.value(source.args[0])}"
        called = STAND_INS.get(called, called)
        if isinstance(called, plain.FunctionType):
            return self.own(called, source, signature)
        raise NotImplementedError(f"{self.called.__name__}: no C for the call {source} {called}")

    def own(self, called, source, signature):
        """C text of a call of a function of ours."""
        given = inspect.signature(called).bind(*source.args, **dict(source.kws))
        values, kinds = [], []
        for name, parameter in inspect.signature(called).parameters.items():
            if name in given.arguments:
                values.append(self.value(given.arguments[name]))
                kinds.append(self.kind(given.arguments[name]))
            else:
                kinds.append(types.unliteral(types.literal(parameter.default)))
                values.append(self.constant(parameter.default, kinds[-1]))
        return f"{self.all.function(called, kinds)}({', '.join(values)})"

    def mathematical(self, called, source, signature):
        """C text of a function of the C library; floor and ceil give whole numbers."""
        name = called.__name__
        if name not in MATH:
            raise NotImplementedError(f"{self.called.__name__}: no C for math.{name}")
        values = ", ".join(f"(double){self.value(one)}" for one in source.args)
        return f"({self.all.type(signature.return_type)}){name}({values})"

    def range(self, values):
        """C text of a range."""
        first, stop, step = {1: ["0", *values, "1"], 2: [*values, "1"], 3: values}[len(values)]
        return f"(range_t){{ {first}, {stop}, {step} }}"

    def extreme(self, called, source, signature):
        """C text of the least or the greatest, the first of equals as in Python."""
        sign = "<" if called is builtins.min else ">"
        kind = self.all.type(signature.return_type)
        values = [f"({kind}){self.value(one)}" for one in source.args]
        found = values[0]
        for value in values[1:]:
            found = f"({value} {sign} {found} ? {value} : {found})"
        return found
