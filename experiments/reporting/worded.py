"""Sentences about numbers, for any report: shares, means, differences, with their intervals."""

import math

from sim import intervals, words

MORE = 2  # decimals at most before a number counts as nothing
THOUSAND = 999.5  # from here on three figures are a whole number, or fewer


def share(what, number):
    """In how many runs something is so, with its interval; ``what`` is a clause."""
    count, of = number.count, number.of
    if of == 0:
        return f"{words.capital(what)}: there is no run to count."
    if of == 1:
        return f"In the one run that was played it is {'so' if count else 'not so'} that {what}."
    if count == 0:
        most = words.percent(intervals.most_of_none(of))
        return f"In none of {words.count(of)} {what} (at most about {most}, 95 % interval)."
    if count == of:
        least = words.percent(1.0 - intervals.most_of_none(of))
        return f"In all of {words.count(of)} {what} (at least about {least}, 95 % interval)."
    span = interval(number.low, number.high)
    return f"In {words.of_runs(count, of)} ({words.percents(count / of, 1)} %, {span}) {what}."


def always(what, number):
    """The same of runs in which luck has no part: in all of them or in none, and no interval."""
    return f"In {'all' if number.count else 'none'} of {words.count(number.of)} {what}."


def interval(low, high):
    """An interval of shares in per cent."""
    digits = 0 if 100.0 * (high - low) >= 10.0 else 1
    ends = [words.percents(end, digits) for end in (low, high)]
    return f"95 % interval {ends[0]} to {ends[1]} %"


def signed(value, digits=1):
    """A number with its sign; nothing has none, and what rounds to nothing has more digits."""
    for more in range(MORE + 1):
        text = f"{value:+,.{digits + more}f}"
        if float(text.replace(",", "")) != 0.0:
            return text
    return f"{0.0:.{digits}f}"


def figures(value):
    """A signed number with three figures."""
    if value == 0.0:
        return "0"
    return f"{value:+,.0f}" if abs(value) >= THOUSAND else f"{value:+#.3g}".rstrip(".")


def is_clear(low, high):
    """True if an interval lies to one side of nothing."""
    return not math.isnan(low) and (low > 0.0 or high < 0.0)


def played(runs):
    """So many runs were played; of one there is no luck to compare."""
    if runs == 1:
        return "One run was played"
    return f"{runs:,} runs were played, each with luck of its own"


def plain(value):
    """A number with three figures, or a whole one."""
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".")
