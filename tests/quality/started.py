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
    """A server that has been started."""

    def __init__(self, process, lines):
        self.process, self.text = process, "\n".join(lines)
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/.*Ctrl-C stops", self.text)[1])
        self.errors = []

    def word(self, pattern):
        """What the terminal says behind some words."""
        return re.search(pattern, self.text)[1]

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


class Height:
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
def started(verb="classroom", *given):
    """A verb that serves pages, as a user starts it, on a free port; it keeps nothing."""
    with tempfile.TemporaryDirectory() as folder, open(f"{folder}/errors", "w+") as errors:
        kept = [f"out={folder}/class"] if verb == "classroom" else []
        command = [sys.executable, "-u", "-m", f"experiments.{verb}", "port=0", *kept, *given]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        try:
            lines = []
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                if "Ctrl-C stops" in line:
                    break
            server = Server(process, lines)
            yield server
            if not server.is_up():
                raise RuntimeError(f"the server has ended with {process.returncode}")
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.read()
            process.wait(60)
            errors.seek(0)
            if "server" in locals():
                server.errors[:] = errors.read().splitlines()
