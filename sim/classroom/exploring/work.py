"""Computing beside the pages: on a few threads, once for all who ask for the same.

Of what one reader wishes the newest counts: an older wish is let go, and what nobody waits for any
longer is not begun.
"""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

THREADS = 2
MOST_KEPT = 200  # answers; the oldest goes first


class OvertakenError(Exception):
    """A newer wish of the same reader has taken the place of this one."""


class Job:
    """Something that is being computed, and all who wait for it."""

    def __init__(self, future):
        self.future, self.waiting = future, set()


class Work:
    """Answers by their keys: kept, under way, or yet to be computed."""

    def __init__(self, threads=THREADS, most=MOST_KEPT):
        self.pool = ThreadPoolExecutor(threads, "computing")
        self.kept, self.most = OrderedDict(), most
        self.jobs, self.wishes = {}, {}

    async def answer(self, key, make, reader=None):
        """What ``make()`` returns for a key; ``make`` runs on a thread, once for all who wait.

        ``reader`` is whoever asks and for what; its next wish overtakes this one, if it still
        waits, with ``OvertakenError``.
        """
        self.overtake(reader)
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        job = self.jobs.get(key) or self.begin(key, make)
        waiter = asyncio.get_running_loop().create_future()
        job.waiting.add(waiter)
        if reader is not None:
            self.wishes[reader] = waiter
        try:
            return await waiter
        finally:
            self.leave(key, job, waiter)
            if self.wishes.get(reader) is waiter:
                del self.wishes[reader]

    def overtake(self, reader):
        """Let an older wish of a reader go."""
        waiter = self.wishes.pop(reader, None)
        if waiter is not None and not waiter.done():
            waiter.set_exception(OvertakenError())

    def begin(self, key, make):
        """Have something computed."""
        job = self.jobs[key] = Job(self.pool.submit(make))
        loop = asyncio.get_running_loop()
        job.future.add_done_callback(
            lambda future: loop.call_soon_threadsafe(self.finish, key, job)
        )
        return job

    def finish(self, key, job):
        """Hand an answer, or what went wrong, to all who wait for it."""
        if self.jobs.get(key) is job:
            del self.jobs[key]
        if job.future.cancelled():
            return
        problem = job.future.exception()
        if problem is None:
            self.kept[key] = job.future.result()
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        for waiter in job.waiting:
            if not waiter.done():
                if problem is None:
                    waiter.set_result(job.future.result())
                else:
                    waiter.set_exception(problem)

    def leave(self, key, job, waiter):
        """One less waits; what nobody waits for is not begun."""
        job.waiting.discard(waiter)
        if not job.waiting and job.future.cancel() and self.jobs.get(key) is job:
            del self.jobs[key]

    def close(self):
        """Begin nothing more."""
        self.pool.shutdown(wait=False, cancel_futures=True)
