"""Random damage to files: to texts line by line and token by token, and to bytes."""

import copy
import datetime
import math
import re

import yaml

TOKEN = re.compile(r"[\w.+-]+|[^\w\s]")
SPECIAL = (
    "", "0", "-1", "1", "-0.0", "1e308", "1e-320", "1e999", "-1e999", ".nan", ".inf", "-.inf",
    "nan", "inf", "NaN", "9" * 25, "9" * 5000, "0x1F", "0o17", "1_000", "1e5", "true", "no", "null",
    "~", "''", "[]", "{}", "[[]]", "{a: {b: 1}}", "2025-01-19", "2025-13-45", "10000-01-01",
    "12:30:45", "!!python/object/apply:os.system [echo]", "!!binary aGk=", "!!set {a}", "!x y",
    "!!int x", "!!float 1", "!!timestamp 2025-99-99", "*a", "&a [*a]", "<<: *a", "${seed}", "${",
    "${oc.env:HOME}", "${x.y}", "${now:%Y}", "???", "\u202eabc", "\u05e9\u05dc\u05d5\u05dd",
    "\U0001f54a", "\x00",
    "\x1b[31m", "\x85", "\ufeff", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "a" * 3000, "?", "- ", ": ", "#", "|", ">", "%TAG", "---", "...", "@", "`", "\t", '"', "'", "{",
    "[", "]", "}", ",", "&", "=", "<", ">", "/>", "&#0;", "&#xD800;", "&amp;", "&x;", "]]>",
    "<!--", "<?x", "<![CDATA[", "..", "/", "\\", "%s", "{0}", "$(x)", "__class__",
)  # fmt: skip
BOMBS = (
    "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "\n".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi"))
    + "\n",
    "k0: &k0 {x: 1}\n"
    + "\n".join(f"k{n}: &k{n} {{<<: [*k{n - 1}, *k{n - 1}], y{n}: 1}}" for n in range(1, 30))
    + "\n",
    "a: " + "[" * 5000 + "\n",
    "a: " + "{a: " * 900 + "1" + "}" * 900 + "\n",
    "a: &a {b: *a}\n",
    "? [a, b]\n: 1\n",
    "? {a: 1}\n: 1\n",
    "a: 1\na: 2\n",
    "1: 2\nnull: 3\ntrue: 4\n2025-01-19: 5\n1.5: 6\n",
)  # fmt: skip


def text(rng, given, others=()):
    """A text with one to four edits; ``others`` are texts that parts may be taken from."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        given = rng.choice(EDITS)(rng, given, others)
    return given


def of_bytes(rng, given):
    """Bytes, with a few of them changed, taken out, put in or said twice."""
    found = bytearray(given)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        place = rng.randrange(len(found) + 1)
        stop = min(len(found), place + rng.choice((1, 1, 2, 4, 64)))
        how = rng.randrange(5)
        if how == 0:
            found[place:stop] = rng.randbytes(stop - place)
        elif how == 1:
            del found[place:stop]
        elif how == 2:
            found[place:place] = rng.randbytes(rng.choice((1, 2, 8)))
        elif how == 3:
            found[place:place] = found[place:stop]
        else:
            del found[place:]
    return bytes(found)


def damaged(rng, given, others=()):
    """A text as bytes, damaged as a text or, now and then, as bytes or in its encoding."""
    how = rng.random()
    if how < 0.85:
        return text(rng, given, others).encode("utf-8", "surrogatepass")
    if how < 0.95:
        return of_bytes(rng, given.encode())
    return given.encode(rng.choice(("utf-16", "utf-32", "utf-8-sig", "cp037", "utf-16-be")))


def lines_of(given):
    """The lines of a text, ends kept; one empty line for none."""
    return given.splitlines(keepends=True) or [""]


def without_line(rng, given, others):
    """A line, or a few, taken out."""
    lines = lines_of(given)
    place = rng.randrange(len(lines))
    del lines[place : place + rng.choice((1, 1, 1, 2, 5))]
    return "".join(lines)


def line_twice(rng, given, others):
    """A line said twice, the second time anywhere."""
    lines = lines_of(given)
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
    return "".join(lines)


def line_moved(rng, given, others):
    """A line moved to another place."""
    lines = lines_of(given)
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines) + 1), line)
    return "".join(lines)


def indented(rng, given, others):
    """A line further in or out, by blanks or a tab."""
    lines = lines_of(given)
    place = rng.randrange(len(lines))
    more = rng.choice((" ", "  ", "    ", "\t", ""))
    lines[place] = more + (lines[place].lstrip(" ") if not more else lines[place])
    return "".join(lines)


def tokens(given):
    """The places of words, numbers and marks."""
    return [match.span() for match in TOKEN.finditer(given)]


def token_for(rng, given, new):
    """A token in the place of another."""
    found = tokens(given)
    if not found:
        return given + new
    begin, end = rng.choice(found)
    return given[:begin] + new + given[end:]


def special(rng, given, others):
    """A token that is one of those that make trouble."""
    return token_for(rng, given, rng.choice(SPECIAL))


def a_number(rng, given, others):
    """A number that is another: larger, smaller, of another sign, many digits."""
    found = [span for span in tokens(given) if given[span[0] : span[1]][-1:].isdigit()]
    if not found:
        return special(rng, given, others)
    begin, end = rng.choice(found)
    new = rng.choice((
        repr(rng.random()), repr(rng.random()), str(rng.randrange(12)), repr(rng.uniform(-2, 2)),
        str(rng.randrange(-10, 5000)), "0", "1", "1e300", "1e-300",
        repr(10.0 ** rng.uniform(-300, 300)), str(rng.getrandbits(80)),
    ))  # fmt: skip
    return given[:begin] + new + given[end:]


def swapped(rng, given, others):
    """Two tokens of the text, one in the place of the other."""
    found = tokens(given)
    if len(found) < 2:
        return given
    (first, stop), (second, end) = sorted(rng.sample(found, 2))
    parts = given[:first], given[second:end], given[stop:second], given[first:stop], given[end:]
    return "".join(parts)


def borrowed(rng, given, others):
    """A few lines of another text put in."""
    if not others:
        return line_twice(rng, given, others)
    lines, theirs = lines_of(given), lines_of(rng.choice(others))
    first = rng.randrange(len(theirs))
    place = rng.randrange(len(lines) + 1)
    lines[place:place] = theirs[first : first + rng.choice((1, 3, 10))]
    return "".join(lines)


def cut(rng, given, others):
    """The text cut off somewhere."""
    return given[: rng.randrange(len(given) + 1)]


def letters(rng, given, others):
    """Letters put in anywhere, of any script or of control."""
    place = rng.randrange(len(given) + 1)
    new = rng.choice(SPECIAL) if rng.random() < 0.5 else chr(rng.randrange(1, 0x3000))
    return given[:place] + new + given[place:]


def nested(rng, given, others):
    """A token put into many brackets."""
    depth = rng.choice((1, 3, 60, 2000))
    opens, closes = rng.choice((("[", "]"), ("{a: ", "}"), ("(", ")"), ("<a>", "</a>")))
    return token_for(rng, given, opens * depth + "1" + closes * rng.choice((depth, depth, 0)))


def anchored(rng, given, others):
    """An anchor on one value and an alias for another."""
    found = [match.end() for match in re.finditer(r": ", given)]
    if len(found) < 2:
        return given
    first, second = sorted(rng.sample(found, 2))
    return f"{given[:first]}&z {given[first:second]}*z {given[second:]}"


def bombed(rng, given, others):
    """A bomb before, after or in the place of the text."""
    bomb = rng.choice(BOMBS)
    return rng.choice((bomb + given, given + "\n" + bomb, bomb))


def marked(rng, given, others):
    """A byte order mark before the text, as editors of Windows leave it."""
    return f"\ufeff{given}"


EDITS = (
    without_line, without_line, line_twice, line_moved, indented, special, special, a_number,
    a_number, a_number, swapped, swapped, borrowed, cut, letters, nested, anchored, bombed,
    marked,
)  # fmt: skip


ODD = (
    None, True, False, 0, 1, -1, 2, 0.5, -0.0, 1e308, 1e-320, math.nan, math.inf, -math.inf,
    10**30, 10**400, 10**4000, 2**63, "", "a", "1", "nan", "\u05e9\u05dc\u05d5\u05dd", "\x1b[2J",
    "${seed}", "${", "???",
    "a" * 5000, "../x", [], [1], ["a", "a"], [[]], [None], [{}], {}, {"a": 1}, {1: 2}, {None: None},
    {"a": {"b": []}}, datetime.date(2025, 1, 19), datetime.datetime(2025, 1, 19, 1), b"a", {"a"},
    {"uniform": [0, 1]}, {"uniform": [1, 0]}, [0.5] * 70, list(range(2000)),
)  # fmt: skip


def of_data(rng, data):
    """Plain data with one to three of its parts another, gone, or under another name."""
    data = copy.deepcopy(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        place = parent(rng, data)
        if place is None:
            return rng.choice(ODD)
        key = rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
        how = rng.random()
        if how < 0.65:
            place[key] = copy.deepcopy(rng.choice(ODD))
        elif how < 0.8:
            del place[key]
        elif isinstance(place, dict):
            name = rng.choice(("a", "x" * 500, 1, None, True, 1.5, f"{key}s", str(key).upper()))
            place[name] = place.pop(key) if how < 0.95 else copy.deepcopy(place[key])
        else:
            place.append(copy.deepcopy(place[key]))
    return data


def parent(rng, data):
    """A list or mapping that holds something, anywhere in plain data; None where there is none."""
    found = None
    while isinstance(data, dict | list) and data:
        if found is not None and rng.random() < 0.25:
            break
        found = data
        data = rng.choice(list(data.values() if isinstance(data, dict) else data))
    return found


def as_yaml(rng, data):
    """Plain data as YAML, now and then all of it in brackets."""
    flow = rng.random() < 0.1
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=flow)
