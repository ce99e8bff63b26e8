"""Computing beside the pages: on a few threads, once for all who ask for the same.

Of what one reader wishes the newest counts: an older wish is let go, what nobody waits for any
longer is not begun, and the newer one takes its place in the line, so that whoever goes on moving a
slider is not sent to the end each time. What can wait comes after all that cannot.
"""

import asyncio
import bisect
import functools
import itertools
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

THREADS = 2
MOST_KEPT = 200  # answers; the oldest goes first
LONGEST = 120  # of the line; a class of thirty wishes for so much at once


class OvertakenError(Exception):
    """A newer wish of the same reader has taken the place of this one."""


class BusyError(Exception):
    """So much is waited for that another wish would wait too long."""


class Job:
    """Something that is computed or will be, its place in the line, and all who wait for it."""

    def __init__(self, key, make, place):
        self.key, self.make, self.place = key, make, place
        self.waiting = set()


class Work:
    """Answers by their keys: kept, under way, or yet to be computed."""

    def __init__(self, threads=THREADS, most=MOST_KEPT, longest=LONGEST):
        self.pool = ThreadPoolExecutor(threads, "computing")
        self.kept, self.most, self.longest = OrderedDict(), most, longest
        self.jobs, self.line, self.wishes = {}, [], {}
        self.free, self.numbers = threads, itertools.count()
        self.closed = False

    async def answer(self, key, make, reader=None, can_wait=False, always=False):
        """What ``make()`` returns for a key; ``make`` runs on a thread, once for all who wait.

        ``reader`` is whoever asks and for what; its next wish overtakes this one, if it still
        waits, with ``OvertakenError``. What ``can_wait`` is begun when nothing else is in the line.
        A line that is full takes what it takes ``always``, and refuses the rest with ``BusyError``.
        """
        number = self.overtake(reader)
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        job = self.jobs.get(key)
        if job is None and len(self.line) >= self.longest and not always:
            raise BusyError()
        job = job or self.lined_up(Job(key, make, (can_wait, number)))
        waiter = asyncio.get_running_loop().create_future()
        job.waiting.add(waiter)
        if reader is not None:
            self.wishes[reader] = waiter, job
        try:
            self.begin()
            return await waiter
        finally:
            self.leave(job, waiter)
            if self.wishes.get(reader) == (waiter, job):
                del self.wishes[reader]

    def overtake(self, reader):
        """Let an older wish of a reader go; returns the number that its newer one has in line."""
        waiter, job = self.wishes.pop(reader, (None, None))
        number = next(self.numbers)
        if waiter is None or waiter.done():
            return number
        waiter.set_exception(OvertakenError())
        number = job.place[1] if job in self.line else number
        self.leave(job, waiter)
        return number

    def lined_up(self, job):
        """A job, in the line by its place."""
        self.jobs[job.key] = job
        bisect.insort(self.line, job, key=lambda one: one.place)
        return job

    def begin(self):
        """Have the first in the line computed, as long as a thread is free."""
        loop = asyncio.get_running_loop()
        while self.free and self.line and not self.closed:
            job = self.line.pop(0)
            self.free -= 1
            future = self.pool.submit(job.make)
            future.add_done_callback(functools.partial(self.hand_over, loop, job))

    def hand_over(self, loop, job, future):
        """Hand what a thread has made to the loop that waits for it, if that still runs."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.finish, job, future)

    def finish(self, job, future):
        """Hand an answer, or what went wrong, to all who wait for it, and begin the next."""
        is_wanted = self.drop(job)
        self.free += 1
        if future.cancelled():
            return
        problem = future.exception()
        if problem is None and is_wanted:
            self.kept[job.key] = future.result()
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        for waiter in job.waiting:
            if not waiter.done():
                if problem is None:
                    waiter.set_result(future.result())
                else:
                    waiter.set_exception(problem)
        self.begin()

    def leave(self, job, waiter):
        """One less waits; what nobody waits for is not begun."""
        job.waiting.discard(waiter)
        if not job.waiting and job in self.line:
            self.line.remove(job)
            self.drop(job)

    def drop(self, job):
        """Take a job off those that a wish may join; False if it was forgotten before."""
        if self.jobs.get(job.key) is not job:
            return False
        del self.jobs[job.key]
        return True

    def forget(self):
        """Keep no answer given so far, nor any under way: those go to who waits for them alone."""
        self.kept.clear()
        self.jobs.clear()

    def refuse(self, what_can_wait=False):
        """Begin nothing of what is in the line, or can wait in it, and tell so who waits for it."""
        refused = [job for job in self.line if job.place[0] or not what_can_wait]
        self.line = [job for job in self.line if job not in refused]
        for job in refused:
            self.drop(job)
            for waiter in job.waiting:
                if not waiter.done():
                    waiter.set_exception(BusyError())

    def close(self):
        """Begin nothing more."""
        self.closed = True
        self.pool.shutdown(wait=False, cancel_futures=True)
