"""Texts of users that can be shown: on a page, in a figure, on a terminal, in a table."""

import unicodedata

from sim.refusals import PremiseError, dotted, named

# What turns the order of the letters round it, so that a text reads as another; letters of scripts
# from right to left do without. Marks and joiners, which they need, are none of these.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKS = frozenset("\n\t\u2028\u2029")  # a line, or its spacing


def problem(text):
    """What is wrong with a text that cannot be shown, such as one of control; else empty."""
    if text.isprintable():
        return ""
    for place, letter in enumerate(text, start=1):
        if not is_shown(letter):
            return f"character {place:,}, {letter!a}, cannot be shown"
    return ""


def check(key, text):
    """Refuse a text that cannot be shown."""
    found = problem(text)
    if found:
        raise PremiseError(key, f"its {found}; it takes plain text in UTF-8")


def is_shown(letter):
    """True for a letter of any script, an end of line and a tab."""
    number = ord(letter)
    is_none = 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE  # by the standard
    is_obeyed = unicodedata.category(letter) in ("Cc", "Cs") or letter in TURNING
    return letter in "\n\t" or not (is_none or is_obeyed)


def in_a_line(text):
    """A text of a stranger's in one line, with ``?`` for what a terminal would obey."""
    return "".join(one if is_shown(one) and one not in BREAKS else "?" for one in str(text))


def check_all(data, prefix=""):
    """The same for every name and text in plain data, such as a file of YAML holds."""
    if isinstance(data, str):
        check(prefix, data)
    elif isinstance(data, dict):
        for key, value in data.items():
            place = dotted(prefix, key)
            check(place, named(key))
            check_all(value, place)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            check_all(value, dotted(prefix, number))
