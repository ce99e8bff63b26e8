"""A random number for every address: the counter-based generator Squares ([Widynski2020]_)."""

MASK = 0xFFFFFFFFFFFFFFFF


def word(number):
    """``number`` as an unsigned 64-bit word.

    The one function with a compiled twin of its own (in ``sim/ensemble.py``): Python's integers
    have no width, the machine's do.
    """
    return number & MASK


def turned(number):
    """The two halves of a 64-bit word exchanged."""
    return ((number >> 32) | (number << 32)) & MASK


def squares64(counter, key):
    """Sixty-four random bits at ``counter`` under ``key`` (odd, irregular digits).

    Five rounds of squaring; listing 2 of [Widynski2020]_.
    """
    counter, key = word(counter), word(key)
    x = (counter * key) & MASK
    y = x
    z = (y + key) & MASK
    x = turned((x * x + y) & MASK)
    x = turned((x * x + z) & MASK)
    x = turned((x * x + y) & MASK)
    t = (x * x + z) & MASK
    x = turned(t)
    return t ^ (((x * x + y) & MASK) >> 32)


def unit(bits):
    """A number in the open interval (0, 1) from the upper 52 of 64 random bits."""
    return ((bits >> 12) + 0.5) * 2.220446049250313e-16
