"""The door through which every verb is entered: composing, errors, exit statuses.

0 is success, 1 a failure while running, 2 something asked for that cannot be, 129 a terminal that
was closed, 130 an interrupt, 141 output whose reader has gone, 143 a request to terminate.
An error is one sentence on standard error; ``TRUCE_TRACEBACK=1`` shows where it came from.
"""

import contextlib
import os
import signal
import sys
import tempfile
import traceback

import hydra
from hydra.core.hydra_config import HydraConfig
from omegaconf import OmegaConf
from rich.console import Console

from experiments import arguments as argument_help
from experiments import (
    command_line,
    composing,
    config_files,
    configs,
    console,
    finished,
    sentences,
)
from experiments.where import Sources
from sim import plain_text
from sim.refusals import PremiseError, cut

FAILED, REFUSED = 1, 2
HUNG_UP, INTERRUPTED, UNREAD, TERMINATED = 129, 130, 141, 143  # 128 and the signal of its kind
LONGEST_SAID = 2000  # characters of a sentence


class Terminated(KeyboardInterrupt):
    """A request to terminate, which is carried out as an interrupt is."""


class HungUp(KeyboardInterrupt):
    """A terminal that was closed, which ends what runs in it as an interrupt does."""


STOPS = {"SIGINT": KeyboardInterrupt, "SIGTERM": Terminated, "SIGHUP": HungUp}
STATUSES = {Terminated: TERMINATED, HungUp: HUNG_UP}  # an interrupt has its own


def start(verb, arguments=None):
    """Run a verb (a function of a ``Composed`` that returns a number); returns the exit status.

    With nothing but overrides the configuration is composed once, and Hydra adds nothing. With any
    of Hydra's own flags (``--multirun``, ``--cfg``, ``--help``, ...) its own main takes over.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    module = sys.modules.get(verb.__module__)
    overrides, flags = command_line.parted(arguments)

    def play():
        if helped(arguments) and getattr(module, "HELP_OF_ITS_OWN", False):
            print(help_of(module))
            return
        if flags:
            through_hydra(verb, overrides, flags)
        else:
            directly(verb, overrides)

    return status_of(play, lambda error: say_refusal(error, overrides))


def entered(enter, given):
    """Enter a verb that takes settings of its own beside Hydra's overrides; the exit status.

    ``enter(given)`` reads and checks them, and returns the rest of the way in: a function that
    returns the exit status, or nothing where all is done.
    """
    found = []
    status = status_of(lambda: found.append(enter(given)), lambda error: say_refusal(error, given))
    return found[0]() if found and found[0] else status


def plainly(verb, arguments):
    """Run a verb that takes ``key=value`` arguments and composes by itself; the exit status."""

    def play():
        if helped(arguments):
            print(help_of(sys.modules[verb.__module__]))
        else:
            verb(arguments)

    return status_of(play, say_error)


def status_of(play, tell):
    """Do what a command is for; the exit status, which ``tell`` gives of an error."""
    prepare()
    finished.FOLDERS.clear()
    try:
        with terminated_as_interrupted():
            play()
            sys.stdout.flush()  # here it is noticed that nobody reads it
        return 0
    except KeyboardInterrupt as stop:
        return stopped(stop)
    except SystemExit as stop:  # of a job, whose error is told by then, and of Hydra's own help
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BrokenPipeError:
        return unread()
    except Exception as error:
        return tell(error)


def prepare():
    """Set up what is said and shown, for any verb."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without our letters is no reason to stop
            stream.reconfigure(errors="replace")
    if os.environ.get("HYDRA_FULL_ERROR") == "1":  # Hydra's word for the same wish
        os.environ.setdefault("TRUCE_TRACEBACK", "1")


def helped(arguments):
    """True if help is asked for."""
    return any(text in ("--help", "-h") for text in arguments)


def help_of(module, settings=None):
    """What a verb does, and its own settings as far as it declares any."""
    text = module.__doc__.strip()
    settings = settings or getattr(module, "Settings", None)
    if settings is None:
        return text
    keys = "Its own keys, each with what it is unless you give it:"
    return f"{text}\n\n{keys}\n\n{argument_help.described(settings)}"


def stopped(stop):
    """Say that a verb was interrupted; returns the exit status."""
    with contextlib.suppress(OSError):  # of a terminal that is gone
        to_stderr(str(stop) or "interrupted: nothing unfinished was kept")
    return STATUSES.get(type(stop), INTERRUPTED)


def unread():
    """Say what is finished, where who read the output has gone; returns the exit status."""
    to_nowhere(sys.stdout)
    try:
        to_stderr(f"who read the output has gone; {finished.told()}")
    except OSError:  # whoever read this has gone as well
        to_nowhere(sys.stderr)
    return UNREAD


def to_nowhere(stream):
    """Let what a stream still holds go nowhere, so that it is no error when Python ends."""
    with contextlib.suppress(OSError):  # of a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def directly(verb, overrides):
    """Compose once and run the verb."""
    with composing.in_configs():
        job(verb)(composing.compose_once(overrides))


def through_hydra(verb, overrides, flags):
    """Hand the command line to Hydra's own main, which may run the verb many times.

    What Hydra itself notes of many runs (``hydra.sweep.dir``) does not outlive a dry run.
    """
    command_line.refuse_dashed(flags)
    command_line.refuse_cut_short(flags)
    command_line.refuse_second_folder(flags)
    config_files.look()
    OmegaConf.register_new_resolver("keys", keys_text, replace=True)  # of Hydra's help
    folder = str(configs.CONFIGS)
    main = hydra.main(version_base="1.3", config_path=folder, config_name="config")(job(verb))
    with contextlib.ExitStack() as stack:
        if any(text.lower() == "++dry_run=true" for text in overrides):
            place = stack.enter_context(tempfile.TemporaryDirectory())
            overrides = [*overrides, f"hydra.sweep.dir='{place}'"]
        stack.enter_context(own_errors())
        stack.enter_context(replaced(sys, "argv", [sys.argv[0], *overrides, *flags]))
        main()


def keys_text():
    """What each key is, for the help that Hydra prints."""
    from experiments.running import keys

    return keys.text()


def job(verb):
    """A verb as a job of Hydra: a function of the configuration; its errors end the command."""

    def run(config):
        sources = Sources(HydraConfig.get())
        try:
            return verb(composing.read(config, sources))
        except BrokenPipeError:
            raise SystemExit(unread()) from None
        except Exception as error:
            go_on_stopping(error)
            raise SystemExit(say_error(error, sources)) from error

    run.__module__ = verb.__module__
    return run


def say_refusal(error, overrides):
    """Say why nothing can be composed; returns the exit status."""
    trace(error)
    to_stderr(sentences.sentence(error, overrides))
    return REFUSED


def trace(error):
    """Show where an error came from, if that is wished."""
    if os.environ.get("TRUCE_TRACEBACK") == "1":
        traceback.print_exception(error)


def say_error(error, sources=None):
    """Say what stopped a verb; the exit status. ``sources`` know where values were given."""
    trace(error)
    if isinstance(error, PremiseError):
        own = sources is None or (error.key == "out" and sources.last_value("out") is None)
        to_stderr(str(error) if own else f"{sources.place(error.key)}: {error}")
        return REFUSED
    if isinstance(error, sentences.Refused):
        to_stderr(str(error))
        return REFUSED
    if isinstance(error, sentences.Failed):
        to_stderr(str(error))
    elif isinstance(error, OSError):
        to_stderr(f"{error.filename or 'the results'}: {error.strerror or error}")
    else:
        to_stderr(unforeseen(error))
    return FAILED


def unforeseen(error):
    """A sentence about an error that nobody foresaw."""
    first = sentences.first_line(error)
    return f"{type(error).__name__}: {first} (TRUCE_TRACEBACK=1 shows where)"


def to_stderr(sentence):
    """One sentence on standard error.

    It may repeat what stands in a file of a stranger's: nothing in it is obeyed by a terminal, and
    it does not fill a screen.
    """
    words = " ".join(sentence.split())
    plain = cut(plain_text.in_a_line(words), LONGEST_SAID)
    text = console.unbroken(plain, Console(file=sys.stderr))
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def replaced(place, key, value):
    """An attribute with another value for a while."""
    before = getattr(place, key)
    setattr(place, key, value)
    try:
        yield
    finally:
        setattr(place, key, before)


@contextlib.contextmanager
def own_errors():
    """Hydra hands errors on as they are, instead of printing them itself and exiting."""
    before = os.environ.get("HYDRA_FULL_ERROR")
    os.environ["HYDRA_FULL_ERROR"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["HYDRA_FULL_ERROR"]
        else:
            os.environ["HYDRA_FULL_ERROR"] = before


@contextlib.contextmanager
def terminated_as_interrupted():
    """What ends a command clears up as Ctrl-C does; what the caller ignores stays ignored.

    ``nohup`` ignores that a terminal is closed; not every system has a signal for it.
    """
    stops = {getattr(signal, name): stop for name, stop in STOPS.items() if hasattr(signal, name)}

    def stop(number, _):
        raise stops[number]

    before = {}
    try:
        for number in stops:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stop)
    except ValueError:  # not in the main thread: signals are the caller's
        yield
        return
    try:
        yield
    except Exception as error:
        go_on_stopping(error)
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def go_on_stopping(error):
    """Raise the request to stop that an error came of: what it broke off may fail as it is left.

    OmegaConf does: what is half made when it is interrupted has not yet what its clearing up needs.
    """
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            raise error from None
        error = error.__context__
