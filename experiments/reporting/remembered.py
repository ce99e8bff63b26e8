"""What is read of a result once, and forgotten with it."""

import functools
import weakref


def with_result(read):
    """A function of a result that reads it once, for as long as somebody holds the result.

    What it returns must not hold the result itself, or it would never be forgotten.
    """
    kept = weakref.WeakKeyDictionary()

    @functools.wraps(read)
    def remembered(result):
        if result not in kept:
            kept[result] = read(result)
        return kept[result]

    return remembered
