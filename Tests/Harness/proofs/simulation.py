"""A simulated file system and ledger, crashed at every step and at every step of the recovery; histories of rejected files
that chance writes; and what must be noticed."""

import os
import re
import subprocess

from proof import Result, Skipped
from workplace import REPOSITORY

#: Of the schedules with two crashes one in so many; all of them take half an hour.
SHARE = "6"

LINE = re.compile(r"^(?P<promise>[a-z /IO]+): (?P<runs>\d+) (?:schedules|histories), (?P<wrong>\d+) violations, (?P<rest>.*)$", re.M)
SEEN = re.compile(r"^the proof sees: (?P<caught>\d+) of (?P<all>\d+) mutations caught, (?P<rest>.*)$", re.M)


def run(short):
    if short:
        raise Skipped("swift test has just told the short form")
    environment = dict(os.environ, KONTOR_PROVE=os.environ.get("KONTOR_PROVE", SHARE))
    done = subprocess.run(
        ["swift", "test", "--filter", "Simulation|WayBackHistory"], cwd=REPOSITORY, env=environment, capture_output=True, text=True,
        timeout=7200, check=False)
    results = [
        Result(found["promise"], "simulated crashes", int(found["runs"]), _sentences(found), found["rest"])
        for found in LINE.finditer(done.stdout)
    ]
    for found in SEEN.finditer(done.stdout):
        missed = int(found["all"]) - int(found["caught"])
        wrong = [f"{missed} mutations were not noticed"] if missed else []
        results.append(Result("the tests can see", "mutations of the protocol", int(found["all"]), wrong, found["rest"]))
    if done.returncode != 0 or len(results) < 3:
        end = (done.stdout + done.stderr)[-2000:]
        results.append(Result("simulation", "swift test", 1, [f"it ended with {done.returncode}: {end}"]))
    return results


def _sentences(found):
    count = int(found["wrong"])
    return [f"{count} schedules broke it; swift test names them"] if count else []
