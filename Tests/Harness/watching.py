"""Looks at a service from outside, all the time: whether `kontor health` says the truth, what the process uses, and what
children it leaves behind."""

import collections
import contextlib
import json
import os
import pathlib
import threading
import time

from usage import ledger_size

#: How long after a change `kontor health` may still tell of the time before: a scan, and what a busy machine needs.
SLACK = 8
#: How long the heartbeat may stand still.
STILL = 20
#: Of a process that has just started nothing is measured.
YOUNG = 10

Point = collections.namedtuple("Point", "time memory descriptors ledger")


class Watch:
    """Runs beside the service. The story tells it what is true by `now(...)`, and what it found is in `wrong`."""

    def __init__(self, site, service):
        self.site = site
        self.service = service
        self.points = []
        self.wrong = []
        self.samples = collections.Counter()
        self.answers = collections.Counter()
        self._truth = "well"
        self._folder = None
        self._since = time.monotonic()
        self._started = time.monotonic()
        self._moved = None
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def now(self, truth, folder=None):
        """From now on `kontor health` has to say so, about a folder."""
        with self._lock:
            if truth == "well" and self._truth == "down":
                self._started = time.monotonic()
                self._moved = None
            self._truth, self._folder, self._since = truth, folder, time.monotonic()

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _work(self):
        while not self._stop.is_set():
            try:
                self._sample()
            except Exception as error:  # told with what else is wrong
                self.wrong.append(f"watching failed: {error!r}")
            self._stop.wait(0.5)

    def _sample(self):
        with self._lock:
            before = (self._truth, self._folder, self._since, self._started)
        asked = time.monotonic()
        done = self.site.run("health", "--json", timeout=30)
        with self._lock:
            after = (self._truth, self._folder, self._since, self._started)
        try:
            said = json.loads(done.stdout)
        except ValueError:
            self.wrong.append(f"kontor health --json ended with {done.returncode}: {done.stdout}{done.stderr}")
            return
        self.answers[said["verdict"]] += 1
        # What changed while it was asked, or a moment ago, is nobody's mistake.
        if before == after and asked - before[2] > SLACK:
            self._judge(before[0], before[1], said, done.returncode)
        if after[0] != "down" and before == after:
            self._look_at_process(asked, after[3])

    def _judge(self, truth, folder, said, code):
        self.samples[truth] += 1
        expected = {"well": 0, "not-ready": 1, "down": 69}[truth]
        reasons = " ".join(said["reasons"])
        if said["verdict"] != truth or code != expected or (folder and str(folder) not in reasons):
            self.wrong.append(f"kontor health says {said['verdict']} ({code}) where it is {truth} ({folder}): {reasons}")
        if truth != "down":
            moved = said["heartbeat"]["moved"]
            if self._moved is None or self._moved[0] != moved:
                self._moved = (moved, time.monotonic())
            elif time.monotonic() - self._moved[1] > STILL:
                self.wrong.append(f"the heartbeat stands still at {moved}")

    def _look_at_process(self, asked, started):
        with contextlib.suppress(OSError, AttributeError):
            pid = self.service.process.pid
            if asked - started > YOUNG:
                point = Point(asked, self.service.memory()[0], self.service.descriptors(), ledger_size(self.site))
                self.points.append(point)
            for child in children(pid):
                if state(child) == "Z" and self._is_still_dead(child):
                    self.wrong.append(f"process {child}, a child of the service, is dead and not waited for")

    @staticmethod
    def _is_still_dead(child):
        time.sleep(2)
        with contextlib.suppress(OSError):
            return state(child) == "Z"
        return False


def children(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        found += pathlib.Path(f"/proc/{pid}/task/{task}/children").read_text().split()
    return found


def state(pid):
    # Its name may hold anything, and stands in brackets.
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
