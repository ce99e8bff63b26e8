"""The C text of functions, each with all that it calls, and of the types that they pass."""

from numba.core import types

from benchmarks.as_c.body import Body

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
