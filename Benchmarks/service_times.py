"""The service while it runs: how long a file takes through it, and what it costs when nothing comes."""

import contextlib
import dataclasses
import os
import re
import shutil
import signal
import statistics
import subprocess
import time

from exports import REPOSITORY
from measuring import Unexpected, tell
from sites import configuration, kontor, program, replaced

#: How long anything may take that has to happen.
PATIENCE = 60

#: How inboxes know that a file is complete, with the time that it takes by itself, in seconds.
SETTLING = (("rename-in", "{ rename-in: yes }", 0.0), ("quiet 200 ms", "{ quiet: 200ms }", 0.2))

QUIET = re.compile(r"settle: \{[^}]*\}")


@dataclasses.dataclass
class Latency:
    """From the rename into the inbox until the document stands in the outbox, beyond the time to settle, in seconds."""

    name: str
    files: int
    median: float
    p90: float
    p99: float
    longest: float


@dataclasses.dataclass
class Idle:
    inboxes: int
    seconds: float
    #: Of one processor.
    share: float
    #: Resident, in bytes.
    memory: int


def latencies(setting, files):
    return [latency(setting, files, *settling) for settling in SETTLING]


def latency(setting, files, name, settle, own):
    tell(f"latency: {files} files, {name}")
    place = setting.ground.fresh("latency")
    setting.sites.lay_out(place, QUIET.sub(f"settle: {settle}", configuration()))
    outside = place / "outside"
    shutil.copytree(setting.exports.small(files, 1), outside)
    inbox, outbox = place / "inbox" / "crm", place / "outbox" / "erp"
    times = []
    with service(place):
        for path in sorted(outside.iterdir()):
            before = count(outbox)
            begin = time.monotonic()
            path.rename(inbox / path.name)
            await_that(lambda: count(outbox) > before, f"a document for {path.name}", pause=0.0005)
            times.append(max(0.0, time.monotonic() - begin - own))
    times.sort()
    cut = statistics.quantiles(times, n=100, method="inclusive")
    return Latency(name, len(times), statistics.median(times), cut[89], cut[98], times[-1])


def idle(setting, inboxes, seconds):
    tell(f"idle: {inboxes} inboxes for {seconds:.0f} s")
    place = setting.ground.fresh("idle")
    for name in ("xsd", "formats"):
        shutil.copytree(REPOSITORY / name, place / name)
    (place / "kontor.yaml").write_text(with_inboxes(inboxes), encoding="utf-8")
    kontor("init", folder=place)
    with service(place) as process:
        # What starting costs is over by then.
        time.sleep(5)
        begin, used = time.monotonic(), processor_time(process.pid)
        time.sleep(seconds)
        share = (processor_time(process.pid) - used) / (time.monotonic() - begin)
        return Idle(inboxes, seconds, share, resident(process.pid))


def with_inboxes(count):
    """The configuration that ships, with further systems that drop what the CRM drops, up to so many inboxes."""
    more = "".join(
        f"  more-{number}:\n    inbox: inbox/more-{number}\n    outbox: outbox/more-{number}\n    format: exchange\n"
        for number in range(max(0, count - 2)))
    return replaced(configuration(), re.compile(r"^systems:\n", re.M), f"systems:\n{more}")


@contextlib.contextmanager
def service(place):
    """Runs as it is installed: with metrics in a file, and as often as it looks by itself."""
    with open(place / "log", "w", encoding="utf-8") as log:
        process = subprocess.Popen([program(), "run"], cwd=place, stdin=subprocess.DEVNULL, stderr=log)
    try:
        said = lambda: (place / "log").read_text(encoding="utf-8")
        await_that(lambda: "service started" in said() or process.poll() is not None, "the service")
        if process.poll() is not None:
            raise Unexpected(f"kontor run in {place} ended with {process.returncode}: {said()}")
        yield process
        process.send_signal(signal.SIGTERM)
        if process.wait(PATIENCE) != 0:
            raise Unexpected(f"kontor run in {place} ended with {process.returncode}: {said()[-1000:]}")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def await_that(holds, what, pause=0.02):
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise Unexpected(f"{what} did not come within {PATIENCE} s")
        time.sleep(pause)


def count(folder):
    return sum(1 for name in os.listdir(folder) if not name.startswith("."))


def processor_time(process):
    """Seconds of user and kernel mode (proc(5))."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def resident(process):
    with open(f"/proc/{process}/statm", encoding="utf-8") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
