"""The axis of days, with calendar dates beneath where a scenario has them."""

import datetime

import numpy as np

MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(MONTHS.split())  # as written here, whatever the machine's language
STEPS = (1, 2, 7, 14, 28, 56, 84, 168, 364, 728, 1820)


def long_date(date):
    """``19 January 2025``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_date(start, day, span):
    """``19 Jan``, or ``Jan 2025`` on an axis of a year or more; empty without a calendar."""
    if start is None:
        return ""
    date = start + datetime.timedelta(days=int(day) - 1)
    month = MONTHS[date.month - 1][:3]
    return f"{month} {date.year}" if span > 330 else f"{date.day} {month}"


def ticks(last, most=6, first=1):
    """The first day and round days after it, about ``most`` of them."""
    played = last - first + 1
    step = next((step for step in STEPS if played / step <= most), played)
    round_days = range(step, last + 1, step)
    return [first] + [day for day in round_days if day - first > step / 2]


def blocks(values):
    """Values of days 1, 2, ... as steps: edges half a day before and after each, and heights."""
    return np.arange(len(values) + 1) + 0.5, np.append(values, values[-1])


def axis(axes, last, start, most=6, label=True, first=1):
    """Make the horizontal axis one of days first..last."""
    days = ticks(last, most, first)
    texts = [f"{day}\n{short_date(start, day, last - first + 1)}".rstrip() for day in days]
    axes.set_xticks(days, texts)
    if label:
        begins = f" (day 1: {long_date(start)})" if start is not None else ""
        axes.set_xlabel(f"day of the truce{begins}")
