"""What a person sees: the plan, the progress, the summary. Plain without colours and in a pipe."""

import sys
import textwrap

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from sim.words import count

WIDEST = 88
PIPE = 80
STARTING = 2.0  # seconds from a command until something plays: Python, libraries, engine; about
FIGURE = 0.8  # seconds that a figure takes, as SVG and as PNG; about


class Screen(Console):
    """A console that leaves it to the door of a verb to say that its reader has gone."""

    def on_broken_pipe(self):
        """Raise the error on; rich would end the program without a word."""
        raise


def out():
    """The console for what is asked for."""
    console = Screen(highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDEST) if console.is_terminal else PIPE
    return console


def terminal_width():
    """Columns of the terminal itself, which may be more than are written to as a rule."""
    return Console().width


def say(screen, text):
    """Print a sentence that names a path: a terminal breaks it between words, and nothing else."""
    screen.print(unbroken(text, screen), soft_wrap=True)


def unbroken(text, screen):
    """A text in lines no wider than a terminal, each word whole, so that paths can be copied."""
    if not screen.is_terminal:
        return text
    return textwrap.fill(text, screen.width, break_long_words=False, break_on_hyphens=False)


class Rate(ProgressColumn):
    """Things done in a second."""

    def render(self, task):
        """The rate, once there is one."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{number(speed)}/s")


def progress():
    """A progress bar on standard error, which goes when all is done; none in a pipe."""
    console = Console(file=sys.stderr)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def number(value):
    """A number with three figures at most, or thousands set apart."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def duration(seconds):
    """A length of time, about."""
    if seconds < 1.5:
        return "about a second"
    for unit, length in (("second", 1), ("minute", 60), ("hour", 3600), ("day", 86400)):
        if seconds < 1.5 * length * (24 if unit == "hour" else 60) or unit == "day":
            return "about " + count(max(1, round(seconds / length)), unit)


def waiting(working, figures=0):
    """How long a user waits for a command, about: its start, its work, and so many figures."""
    return duration(STARTING + working + FIGURE * figures) + (", with figures" if figures else "")


def size(many):
    """A number of bytes, about."""
    for unit in ("kB", "MB", "GB"):
        many /= 1000.0
        if many < 999.5 or unit == "GB":
            return f"about {number(max(many, 1.0)) if many < 10 else number(round(many))} {unit}"
