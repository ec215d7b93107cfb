"""Runs contenders in turn, round after round, each in a fresh folder, so that what disturbs the machine meets all of
them alike."""

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys

from results import Round

HERE = pathlib.Path(__file__).resolve().parent

#: More rounds than these are so short that nobody needs to hear of each.
MANY = 10


class Unexpected(Exception):
    """Something did not do the work it was measured at, so that its figures would say nothing."""


@dataclasses.dataclass
class Job:
    command: list
    folder: pathlib.Path
    environment: dict = dataclasses.field(default_factory=dict)
    #: Exit codes that mean that the work was done.
    codes: tuple = (0,)


class Contender:
    """Somebody who does the work of a comparison: a program with its way of calling it."""

    key = ""
    name = ""
    #: Why it cannot run here; empty where it can.
    absent = ""
    #: How much of the comparison's work it does; None for all of it.
    count = None
    #: The most rounds, for those who would make the others wait too long; None for as many as there are.
    rounds = None

    def prepare(self, place):
        """Lays out in an empty folder what is needed, and says what to run. This is not measured."""
        raise NotImplementedError

    def check(self, place, output):
        """Raises `Unexpected` where the work was not done."""


class Ground:
    """Where everything is laid out. Nothing is deleted before the end: a file system that was just rid of many files
    takes longer to make new ones, and whoever comes next would pay for that."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.path.mkdir(parents=True)
        self._count = 0

    def fresh(self, name):
        self._count += 1
        place = self.path / f"{self._count:04d}-{name}"
        place.mkdir()
        return place

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


class Runner:
    """The small process that starts what is measured."""

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(HERE / "runner.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        #: KiB that the smallest program seems to have: the kernel counts what starts it, so less cannot be told.
        self.floor = self.run(Job(["true"], pathlib.Path("/")), os.devnull).peak
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()

    def run(self, job, output):
        """One round of a job, whose output goes to a file."""
        told = {
            "command": [str(word) for word in job.command], "folder": str(job.folder), "output": str(output),
            "environment": job.environment,
        }
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "wrong" in answer:
            raise Unexpected(f"{told['command'][0]} cannot be started: {answer['wrong']}")
        code = answer.pop("code")
        if code not in job.codes:
            said = pathlib.Path(output).read_text(errors="replace")[-1000:]
            raise Unexpected(f"{' '.join(told['command'])} in {job.folder} ended with {code}: {said}")
        return Round(**answer)


def measure(comparison, contenders, rounds, ground, runner):
    """Adds a row for each contender to the comparison. Nobody is always the first: each round begins with the next."""
    comparison.floor = runner.floor
    rows = {contender.key: comparison.add(contender) for contender in contenders}
    present = [contender for contender in contenders if not contender.absent]
    if rounds > MANY:
        tell(f"{comparison.title}, {rounds} rounds")
    for number in range(rounds):
        first = number % max(1, len(present))
        for contender in present[first:] + present[:first]:
            if contender.rounds is not None and number >= contender.rounds:
                continue
            if rounds <= MANY:
                tell(f"{comparison.title}, round {number + 1} of {rounds}: {contender.name}")
            place = ground.fresh(contender.key)
            job = contender.prepare(place)
            # What was written so far must not be carried to the disk while somebody else is measured.
            os.sync()
            output = ground.path / f"{place.name}.txt"
            rows[contender.key].rounds.append(runner.run(job, output))
            contender.check(place, output)
    return comparison


def tell(text):
    print(f"… {text}", file=sys.stderr, flush=True)
