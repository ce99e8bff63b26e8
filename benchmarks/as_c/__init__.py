"""The text of the day as C: what a strict scalar compiler makes of the same rules.

The rules are read as numba reads them, function by function with the types of every name, and
written down as plain C with the same operations in the same order. Nothing is rearranged, and the C
compiler may not rearrange floating point either, so that the bits are the ensemble's
(``benchmarks/scalar.py`` plays it and compares). It is written anew from the text each time, so it
never lags behind.
"""

import numba

NUMBA = "0.68"  # the series of numba whose inside is known here; another may be built otherwise


def unsupported():
    """Why the text cannot be written down here; nothing if it can."""
    if numba.__version__.startswith(f"{NUMBA}."):
        return ""
    return f"numba {numba.__version__} is not supported; benchmarks/as_c takes numba {NUMBA}"
