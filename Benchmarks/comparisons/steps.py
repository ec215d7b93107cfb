"""The steps that each record goes through, one by one, measured in one process by an executable of its own."""

import json
import subprocess

from exports import REPOSITORY
from measuring import Unexpected, tell
from sites import configuration

ORDERS = 2_000


def run(setting):
    """What `steps-benchmark` says: `records`, `rounds`, and `steps` with their names and microseconds."""
    program = REPOSITORY / ".build" / "release" / "steps-benchmark"
    if not program.exists():
        raise Unexpected(f"There is no {program}; make bench builds it.")
    tell("the steps of a record, one by one")
    site = setting.ground.fresh("steps")
    setting.sites.lay_out(site, configuration())
    done = subprocess.run(
        [program, "--site", str(site), "--export", str(setting.exports.orders(ORDERS))],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unexpected(f"steps-benchmark: {done.stderr[-1000:]}")
    return json.loads(done.stdout)
