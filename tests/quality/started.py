"""A server in a process of its own, as a user starts it, and what it takes of its machine."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import NamedTuple


class Taken(NamedTuple):
    """What a process has taken of its machine."""

    memory: float  # MiB that are resident
    files: int  # open, sockets among them
    sockets: int
    threads: int


class Server:
    """A server that has been started, and what it has said until its pages are there."""

    def __init__(self, process):
        self.process, self.lines, self.errors = process, [], []
        self.serves = False
        for line in process.stdout:
            self.lines.append(line.rstrip("\n"))
            if "Ctrl-C stops" in line:
                self.serves = True
                break

    @property
    def port(self):
        """Where it listens on this machine."""
        return int(self.word(r"http://127\.0\.0\.1:(\d+)/.*Ctrl-C stops"))

    @property
    def address(self):
        """Where this machine finds its pages."""
        return f"http://127.0.0.1:{self.port}"

    def word(self, pattern):
        """What the terminal says behind some words."""
        return re.search(pattern, "\n".join(self.lines))[1]

    @property
    def code(self):
        """The code of the room."""
        return self.word(r"join code (\w+)")

    @property
    def teacher(self):
        """The teacher's key."""
        return self.word(r"teach#(\S+)")

    @property
    def screen(self):
        """The key of the screen on the wall."""
        return self.word(r"wall#(\S+)")

    def taken(self):
        """What the process has taken of its machine by now; what it gives back at once is not."""
        folder = f"/proc/{self.process.pid}"
        with open(f"{folder}/status") as file:
            said = dict(re.findall(r"(\w+):\s+(\d+)", file.read()))
        found = [link_of(f"{folder}/fd/{one}") for one in os.listdir(f"{folder}/fd")]
        sockets = sum(one.startswith("socket:") for one in found)
        return Taken(int(said["VmRSS"]) / 1024, len(found), sockets, int(said["Threads"]))

    def settled(self, files, patience=60.0):
        """The same, once no more files than so many are open, or after a while."""
        end = time.monotonic() + patience
        while (now := self.taken()).files > files and time.monotonic() < end:
            time.sleep(0.5)
        return now

    def is_up(self):
        """True while the process runs."""
        return self.process.poll() is None


class MemoryWatch:
    """The most memory that a server takes while something lasts, looked at ten times a second."""

    def __init__(self, server):
        self.server, self.memory = server, 0.0
        self.over = threading.Event()
        self.looking = threading.Thread(target=self.look, daemon=True)

    def look(self):
        """Look until it is over."""
        while not self.over.wait(0.1):
            self.memory = max(self.memory, self.server.taken().memory)

    def __enter__(self):
        self.looking.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.looking.join()
        self.memory = max(self.memory, self.server.taken().memory)


def link_of(path):
    """What an open file of a process is; nothing if it has just been closed."""
    try:
        return os.readlink(path)
    except OSError:
        return ""


@contextlib.contextmanager
def started(verb, *given, ended_by=signal.SIGINT):
    """A verb that serves pages, as a user starts it, on a free port, until a signal ends it."""
    command = [sys.executable, "-u", "-m", f"experiments.{verb}", "port=0", *given]
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        server = Server(process)
        try:
            yield server
        finally:
            if server.serves:
                process.send_signal(ended_by)
            server.lines += process.communicate(timeout=60)[0].splitlines()
            errors.seek(0)
            server.errors += errors.read().splitlines()


@contextlib.contextmanager
def a_class(*given):
    """A class of which nothing is kept; its server does not end by itself."""
    with (
        tempfile.TemporaryDirectory() as folder,
        started("classroom", f"out={folder}/class", *given) as server,
    ):
        yield server
        if not server.is_up():
            raise RuntimeError(f"the server has ended with {server.process.returncode}")
