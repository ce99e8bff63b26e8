"""What people write: without what cannot be seen, and told apart by how it looks."""

import unicodedata

from sim.classroom.playing.setting import Refused

VISIBLE = "LNPS"  # categories of Unicode: letters, numbers, punctuation, signs
BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # of these, what is drawn as nothing
JOINERS = "\u200c\u200d"  # drawn as nothing, and part of words in Persian and Indic scripts
UNDRAWN = ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION", "COMBINING GRAPHEME JOINER")


def plain(text, longest, key):
    """Text of a person's in one line, without what cannot be seen; refuses an empty or long one."""
    if not isinstance(text, str):
        raise Refused(key, f"{text!r} is not allowed; it takes a text")
    seen = "".join(" " if is_blank(one) else one for one in text)
    kept = " ".join(seen.split()).strip(f" {JOINERS}")
    if not kept:
        raise Refused(key, "an empty text is not allowed")
    if not any(unicodedata.category(one)[0] in VISIBLE for one in kept):
        raise Refused(key, "marks alone are not allowed; it takes a letter, a figure or a sign")
    if len(kept) > longest:
        raise Refused(key, f"{len(kept)} letters are not allowed; it takes at most {longest}")
    return kept


def is_blank(letter):
    """True for a letter that is drawn as nothing and joins nothing."""
    return letter in BLANK or (letter not in JOINERS and unicodedata.category(letter)[0] == "C")


def look(name):
    """What names that look the same have in common, in wide, small or composed letters."""
    drawn = "".join(one for one in name if one not in JOINERS and not is_undrawn(one))
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", drawn).casefold())


def is_undrawn(mark):
    """True for a mark that only chooses how the letter before it is drawn."""
    return unicodedata.name(mark, "").startswith(UNDRAWN)
