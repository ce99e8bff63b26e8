"""A plugin for pytest that plays tests against mutants instead of against the text as it stands.

Tests are collected once. For each mutant the process divides: its copy puts the changed code in the
place of a function's own, plays the tests that reach the line, quick ones first, until one fails,
and ends. No file is changed. Where the change lies outside functions (a constant, a default) the
copy forgets the modules and imports them anew, with the changed text for one of them.
"""

import importlib.machinery
import importlib.util
import inspect
import os
import resource
import signal
import sys
from types import CodeType, FunctionType

import pytest

from tests.quality.mutating import making, reaching

EXPECTED = 15.0  # seconds of tests that a mutant is held against, at most
OURS = (
    "agents", "sim", "experiments", "by_hand", "playing", "random_domains", "variants", "stages",
    "test_", "tests.test_", "tests.worked",
)  # fmt: skip
SURVIVED, KILLED, TIMED_OUT = "survived", "killed", "timed out"


class Tried:
    """Plays the tests that reach each mutant, and tells what became of it."""

    def __init__(self, mutants, reached, tell):
        self.mutants = mutants
        self.reached = reached
        self.tell = tell

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """Try one mutant after another."""
        items = {item.nodeid: item for item in session.items}
        for mutant in self.mutants:
            text = making.changed(reaching.ROOT, mutant)
            if text is not None:
                source = (reaching.ROOT / mutant.file).read_text()
                tests = reaching.reaching(self.reached, mutant.file, source, mutant.line)
                self.tell(mutant, text, *fate(session, items, mutant, text, few(tests, self)))
        return True


def few(tests, tried):
    """The first of some tests, as many as there is time for."""
    chosen, seconds = [], 0.0
    for test in tests:
        seconds += tried.reached["seconds"][test]
        if seconds > EXPECTED:
            break
        chosen.append(test)
    return chosen


def fate(session, items, mutant, text, tests):
    """What becomes of a mutant in a copy of this process, and the test that noticed it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            noticed = alone(session, [items[test] for test in tests], mutant, text)
        except BaseException as error:
            noticed = f"at once: {error!r}"
        os.write(writing, noticed.encode()[:2000])
        os._exit(1 if noticed else 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        noticed = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return TIMED_OUT, signal.Signals(os.WTERMSIG(status)).name
    return (KILLED if os.WEXITSTATUS(status) else SURVIVED), noticed


def alone(session, items, mutant, text):
    """Play tests against a mutant until one fails; its name, or nothing."""
    os.setsid()
    for descriptor in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
    resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
    signal.alarm(240)
    if not put_in_place(mutant, text):
        return anew(mutant, text, [item.nodeid for item in items])
    for item, following in zip(items, [*items[1:], None]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return item.nodeid
    return ""


def put_in_place(mutant, text):
    """Put changed code in the place of a function's own; False if no function has changed."""
    module = importlib.import_module(mutant.module)
    file = reaching.ROOT / mutant.file
    new, old = (codes(compile(it, str(file), "exec")) for it in (text, file.read_text()))
    differing = [name for name in new if old.get(name) != new[name]]
    places = {function.__code__.co_qualname: function for function in functions(module)}
    inner = [name for name in differing if name.split(".<locals>")[0] in places]
    if old["<module>"].co_code != new["<module>"].co_code or not inner:
        return False
    if plain(old["<module>"]) != plain(new["<module>"]):
        return False
    for name in {name.split(".<locals>")[0] for name in inner}:
        places[name].__code__ = new[name]
    return True


def plain(code):
    """What the code of a module holds beside the code of its functions."""
    return [it for it in code.co_consts if not isinstance(it, CodeType)]


def codes(code):
    """Every code of a module by its name, the module's own included."""
    found = {code.co_qualname: code}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= codes(inner)
    return found


def functions(module):
    """The functions and methods that a module defines, without what decorates them."""
    things = list(vars(module).values())
    for thing in list(things):
        if inspect.isclass(thing) and thing.__module__ == module.__name__:
            things += vars(thing).values()
    for thing in things:
        thing = getattr(thing, "fget", None) or getattr(thing, "__func__", None) or thing
        thing = inspect.unwrap(thing) if callable(thing) else thing
        if isinstance(thing, FunctionType) and thing.__module__ == module.__name__:
            yield thing


class Changed(importlib.machinery.SourceFileLoader):
    """Loads a module with another text than its file's."""

    text = ""

    def get_code(self, fullname):
        """The code of that text."""
        return compile(self.text, self.path, "exec")


class Finder:
    """Finds the changed module before its file is found."""

    def __init__(self, mutant, text):
        self.mutant = mutant
        self.text = text

    def find_spec(self, name, path=None, target=None):
        """Where the changed module is loaded from; None for any other."""
        if name != self.mutant.module:
            return None
        file = str(reaching.ROOT / self.mutant.file)
        loader = Changed(name, file)
        loader.text = self.text
        return importlib.util.spec_from_file_location(name, file, loader=loader)


def anew(mutant, text, tests):
    """Forget all modules of the program and its tests, and play with the changed text."""
    for name in [name for name in sys.modules if name.startswith(OURS)]:
        del sys.modules[name]
    sys.meta_path.insert(0, Finder(mutant, text))
    code = pytest.main([*OPTIONS, "-x", *tests])
    return "" if code == 0 else f"imported anew: {code!r}"


OPTIONS = (
    "-q", "-s", "-p", "no:cacheprovider", "-p", "tests.quality.mutating.interpreted",
    "-m", "not slow", "--tb=no", "--no-header", "--no-summary",
)  # fmt: skip


def play(mutants, reached, tell):
    """Try some mutants; ``tell`` is told of each, its text, what became of it and who noticed."""
    os.chdir(reaching.ROOT)
    files = sorted({test.split("::")[0] for test in reached["seconds"]})
    pytest.main([*OPTIONS, *files], plugins=[Tried(mutants, reached, tell)])
