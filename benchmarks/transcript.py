"""The text of the day as C: what a strict scalar compiler makes of the same rules.

The rules are read as numba reads them, function by function with the types of every name, and
written down as plain C with the same operations in the same order. Nothing is rearranged, and the C
compiler may not rearrange floating point either, so that the bits are the ensemble's
(``benchmarks/scalar.py`` plays it and compares). It is written anew from the text each time, so it
never lags behind.
"""

import builtins
import inspect
import math
import operator
import types as plain

from numba.core import compiler, ir, types
from numba.core.compiler_machinery import FunctionPass, PassManager, register_pass
from numba.core.registry import cpu_target
from numba.core.typed_passes import NopythonTypeInference, PreLowerStripPhis

from agents import asking
from agents.rules import squares
from agents.strategies import own
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

PREAMBLE = """\
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static inline int64_t floor_divided(int64_t a, int64_t b)
{
    int64_t whole = a / b;
    return whole - ((a % b != 0) && ((a < 0) != (b < 0)));
}

static inline int64_t remainder_of(int64_t a, int64_t b)
{
    return a - b * floor_divided(a, b);
}

typedef struct { int64_t now, stop, step; } range_t;
"""


class Inferred:
    """A function as numba reads it: its statements and the type of every name."""

    def __init__(self, state):
        self.blocks = state.func_ir.blocks
        self.types = dict(state.typemap)
        self.calls = state.calltypes
        self.result = state.return_type
        self.arguments = state.func_ir.arg_names


@register_pass(mutates_CFG=False, analysis_only=True)
class Keep(FunctionPass):
    """The end of the way: what was inferred is kept, and nothing is lowered."""

    _name = "keep_what_was_inferred"

    def __init__(self):
        super().__init__()

    def run_pass(self, state):
        """Keep the function as it stands."""
        state.cr = Inferred(state)
        return True


class Reader(compiler.CompilerBase):
    """Numba's reading of a function, up to the types of its names."""

    def define_pipelines(self):
        """The passes before anything is lowered, and the one that keeps what they found."""
        passes = PassManager("read")
        untyped = compiler.DefaultPassBuilder.define_untyped_pipeline(self.state)
        passes.passes.extend(untyped.passes)
        for one, why in (
            (NopythonTypeInference, "types of all names"),
            (PreLowerStripPhis, "one name for what two branches give"),
            (Keep, "keep"),
        ):
            passes.add_pass(one, why)
        passes.finalize()
        return [passes]


def read(function, arguments):
    """What numba infers of a function called with arguments of these types."""
    flags = compiler.Flags()
    flags.nrt = False
    return compiler.compile_extra(
        cpu_target.typing_context,
        cpu_target.target_context,
        function,
        arguments,
        None,
        flags,
        {},
        pipeline_class=Reader,
    )


def plain_name(name):
    """A name that C takes."""
    return "".join(letter if letter.isalnum() else "_" for letter in name)


class Transcript:
    """C text of functions, each with all that it calls."""

    def __init__(self):
        self.types = {}  # C name by numba type
        self.declared = []
        self.named = {}  # C name of a function, by function and types of its arguments
        self.written = []
        self.heads = []

    def text(self):
        """The whole text."""
        return "\n".join([PREAMBLE, *self.declared, *self.heads, "", *self.written])

    def type(self, kind):
        """The C type of a numba type."""
        kind = types.unliteral(kind)
        if isinstance(kind, types.Array):
            kind = types.Array(types.int64, kind.ndim, "C")  # in C all of a dimension are alike
        if kind not in self.types:
            self.types[kind] = self.declare(kind)
        return self.types[kind]

    def declare(self, kind):
        """Declare a type the first time that it is met."""
        if isinstance(kind, types.Boolean):
            return "_Bool"
        if isinstance(kind, types.Integer):
            return f"{'' if kind.signed else 'u'}int{kind.bitwidth}_t"
        if isinstance(kind, types.Float):
            return "double"
        if isinstance(kind, types.Record):
            return "char *"
        if isinstance(kind, types.RangeType | types.RangeIteratorType):
            return "range_t"
        if isinstance(kind, types.BaseTuple):
            members = [self.type(member) for member in kind.types]
            fields = [f"{member} f{place};" for place, member in enumerate(members)]
            if self.uniform(kind):
                fields = [f"{members[0]} f[{len(members)}];"]
        elif isinstance(kind, types.Array):
            fields = ["char *data;", f"int64_t shape[{kind.ndim}];"]
        elif isinstance(kind, types.ArrayIterator):
            fields = [f"{self.type(kind.array_type)} of;", "int64_t next;"]
        elif isinstance(kind, types.UniTupleIter):
            fields = [f"{self.type(kind.container)} of;", "int64_t next;"]
        elif isinstance(kind, types.Pair):
            fields = [f"{self.type(kind.first_type)} first;", "_Bool second;"]
        else:
            raise NotImplementedError(f"no C for the type {kind}")
        name = f"t{len(self.declared)}"
        self.declared.append(f"typedef struct {{ {' '.join(fields)} }} {name};")
        return name

    def uniform(self, kind):
        """True for a tuple of one type, which is stored as an array."""
        return len(kind.types) > 0 and len({types.unliteral(one) for one in kind.types}) == 1

    def function(self, called, arguments):
        """Name of a function for arguments of these types; it is written the first time."""
        arguments = tuple(types.unliteral(one) for one in arguments)
        if (called, arguments) not in self.named:
            name = f"{called.__module__}_{called.__name__}_{len(self.named)}".replace(".", "_")
            self.named[called, arguments] = name
            Body(self, called, arguments, name).write()
        return self.named[called, arguments]


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
