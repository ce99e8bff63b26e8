"""One input given to the program: refused in a sentence, accepted, played, or a fault."""

import contextlib
import io
import os
import resource
import signal
import sys
import threading
import traceback
import warnings
from typing import NamedTuple

from experiments import sentences
from sim.refusals import PremiseError

REFUSED, ACCEPTED, PLAYED = "refused", "accepted", "played"
BOTH = "both"  # played, by both engines
UNFORESEEN = "unforeseen"  # refused in a sentence that names the folder, and not the file
SECONDS = 20.0  # that an input may take
STUCK = 120.0  # after which not even Python answers any more
ROOM = 400_000  # KiB by which one input may raise the most memory used so far
LONGEST = 2500  # characters of a sentence; the longest list all keys of a section
TELL_TALE = ("TRUCE_TRACEBACK", "Traceback", 'File "')  # of an error that nobody foresaw


class Fault(AssertionError):
    """What must not be: the program went on with numbers that cannot be, or did not say why not."""


class Tried(NamedTuple):
    """What became of an input; ``fault`` says what is wrong, and is empty otherwise."""

    result: str
    fault: str = ""


class TooLong(BaseException):
    """An input took longer than it may; no ``except Exception`` of the program catches it."""


@contextlib.contextmanager
def within(seconds):
    """Stop Python code that takes too long."""

    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def watched(words):
    """End the process, and say over what, where compiled code does not come back."""

    def end():
        print(f"FAULT: no answer after {STUCK:.0f} s: {words}", file=sys.__stderr__, flush=True)
        os._exit(1)

    timer = threading.Timer(STUCK, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def most_memory():
    """The most memory that this process has used so far [KiB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def once(tried, case):
    """Give an input to the program; what came of it."""
    before = most_memory()
    try:
        with within(SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = tried(case)
    except TooLong:
        return Tried("hang", f"no answer after {SECONDS:.0f} s")
    except (PremiseError, sentences.Refused, sentences.Failed) as refusal:
        return Tried(REFUSED, wrong_with(str(refusal)))
    except Fault as fault:
        return Tried("fault", str(fault))
    except Exception as error:
        return Tried("traceback", told(error))
    if most_memory() - before > ROOM:
        return Tried("memory", f"took {(most_memory() - before) // 1024} MiB")
    return Tried(result)


def told(error):
    """An error that nobody foresaw, with the place in the program that it came from."""
    where = traceback.extract_tb(error.__traceback__)
    ours = [one for one in where if "/tests/" not in one.filename] or where
    inner = [one for one in ours if "site-packages" not in one.filename and "/lib/" not in one[0]]
    place = (inner or ours)[-1]
    said = str(error).splitlines()[0][:200] if str(error) else ""
    return f"{type(error).__name__}: {said} ({os.path.basename(place.filename)}:{place.lineno})"


def wrong_with(sentence):
    """What is wrong with a sentence of refusal; empty for nothing."""
    if not sentence.strip():
        return "an empty sentence"
    if len(sentence) > LONGEST:
        return f"a sentence of {len(sentence):,} characters: {sentence[:100]}"
    if any(text in sentence for text in TELL_TALE):
        return f"nobody foresaw: {sentence[:300]}"
    return ""


def entered(door, *arguments, allowed=""):
    """A command entered in this process: its exit status and what it said on standard error.

    One that is refused (2) or fails (1) must say so in one line; any other status is a fault.
    ``allowed`` are words of a sentence that stands for errors that nobody foresaw.
    """
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = door(*arguments)
    said = err.getvalue()
    if status not in (0, 1, 2):
        raise Fault(f"exit status {status}: {said[:300]}")
    if allowed and allowed in said and said.count("\n") == 1:
        return status, said
    if said.startswith("usage: "):  # of a flag: argparse says it in its own way
        return status, said
    if any(ord(one) < 32 for one in said.rstrip("\n")):
        raise Fault(f"a letter of control: {said[:300]!r}")
    if status and (said.count("\n") != 1 or wrong_with(said)):
        raise Fault(wrong_with(said) or f"{said.count(chr(10))} lines: {said[:300]}")
    return status, said
