"""Texts of users that can be shown: on a page, in a figure, on a terminal, in a table."""

import unicodedata

from sim.refusals import PremiseError, dotted, named


def problem(text):
    """What is wrong with a text that cannot be shown, of control or none of Unicode; else empty."""
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
    return letter in "\n\t" or not (is_none or unicodedata.category(letter) in ("Cc", "Cs"))


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
