"""A function as numba reads it: its statements, and the type of every name."""

from numba.core import compiler
from numba.core.compiler_machinery import FunctionPass, PassManager, register_pass
from numba.core.registry import cpu_target
from numba.core.typed_passes import NopythonTypeInference, PreLowerStripPhis


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

    def __init__(self):  # numba makes one of each, and the base has none that it could call
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
