"""What a proof reports: a promise, how it was put to the test, how often, and what broke it."""

import concurrent.futures
import dataclasses
import json
import os
import time


@dataclasses.dataclass
class Result:
    promise: str
    proof: str
    runs: int = 0
    violations: list = dataclasses.field(default_factory=list)
    #: Why it could not run here, or how far it got; empty if there is nothing to say.
    note: str = ""
    seconds: float = 0.0

    def check(self, wrong, where):
        """Counts one run, and each sentence of `wrong` as a violation at `where`."""
        self.runs += 1
        for sentence in wrong:
            self.violations.append(f"{where}: {sentence}")


class Skipped(Exception):
    """This machine cannot run the proof; the text says why and what it would need."""


def deadline(seconds):
    """A function that says whether the time is over, so that a loop can stop on its own."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def in_parallel(work, items):
    """Each item with what `work` made of it, in order; more at a time than processors, as most wait for the disk."""
    pool = concurrent.futures.ThreadPoolExecutor(max_workers=2 * (os.cpu_count() or 1))
    try:
        yield from zip(items, pool.map(work, items))
    finally:
        # Not only at the end: whoever stops early must not clear away what the others still work with.
        pool.shutdown(cancel_futures=True)


def need_root(what):
    if os.geteuid() != 0:
        raise Skipped(f"{what} needs root")


def as_json(result):
    return json.dumps(dataclasses.asdict(result))
