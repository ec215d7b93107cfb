"""A great many files in one inbox at once, and so many that the kernel drops the events that tell of them."""

import collections
import contextlib
import os
import pathlib
import time

from proof import Result
from service import Service, wait
from usage import allowed_growth, ledger_size
from workplace import DOCUMENTS_EACH, ERP, REPOSITORY, Site, audit

#: What the shipped configuration asks for; a file is complete after that long.
SETTLE = 5
FIRST_DOCUMENT = 5

#: Without one more document for so long, it has stopped.
STALLED = 90

QUEUE_LIMIT = pathlib.Path("/proc/sys/fs/inotify/max_queued_events")


def run(short):
    return [full(3_000 if short else 100_000), overflow(2_000 if short else 20_000)]


def full(files):
    """The service stands still while they are dropped, so that its first look finds all of them on any machine."""
    result = Result("a full inbox: each once, memory flat, the first document soon", f"{files} files dropped at once")
    site = Site()
    erp = ERP(site)
    stage(site, files)
    with erp, Service(site) as service:
        service.freeze()
        dropped = drop(site)
        service.thaw()
        progress = follow(service, erp, files * DOCUMENTS_EACH)
        wrong = finish(service, site, files, progress)
    wrong += judge_start(progress, dropped) + judge_memory(progress)
    result.check(wrong + audit(site, erp, files), f"{files} files")
    result.note = progress.told(files, dropped)
    site.remove()
    return result


def overflow(files):
    """The service stands still while they are dropped, so that nobody reads the events. Between two looks it would wait
    much longer than this takes: only the mark of the overflow can tell it to look."""
    result = Result("lost events: each once", "")
    site = Site(configuration=renamed_in())
    erp = ERP(site)
    stage(site, files)
    with contextlib.ExitStack() as stack:
        with small_queue() as limit:
            # The kernel gives a queue its limit when it is made, so the limit is needed for the start only.
            service = stack.enter_context(Service(site, "--interval", "10m"))
        stack.enter_context(erp)
        result.proof = f"{files} files dropped while nobody reads, and a queue of {limit} events"
        service.freeze()
        drop(site)
        service.thaw()
        progress = follow(service, erp, files * DOCUMENTS_EACH)
        wrong = finish(service, site, files, progress)
    if files <= limit:
        wrong.append(f"{files} files do not overflow a queue of {limit}: run it as root, or with more files")
    result.check(wrong + audit(site, erp, files), f"{files} files")
    result.note = f"all were through {progress.points[-1].time - progress.start:.0f} s after it went on"
    site.remove()
    return result


def renamed_in():
    return (REPOSITORY / "kontor.yaml").read_text().replace("settle: { quiet: 5s }", "settle: { rename-in: yes }")


@contextlib.contextmanager
def small_queue():
    """Room for 16 events where this may be said, else what there is; gives the limit."""
    before = QUEUE_LIMIT.read_text()
    if os.geteuid() != 0 or not os.access(QUEUE_LIMIT, os.W_OK):
        yield int(before)
        return
    QUEUE_LIMIT.write_text("16")
    try:
        yield 16
    finally:
        QUEUE_LIMIT.write_text(before)


# Dropping.


def stage(site, files):
    (site.path / "stage").mkdir()
    site.generate(files, folder=site.path / "stage")


def drop(site):
    """Renames all into the inbox, as fast as that goes; gives when the last one was in."""
    for name in sorted(os.listdir(site.path / "stage")):
        os.rename(site.path / "stage" / name, site.inbox / name)
    return time.monotonic()


# Watching.


Point = collections.namedtuple("Point", "time documents resident highest ledger")


class Progress:
    """What was seen while it worked, as points, and when the first document came."""

    def __init__(self):
        self.start = time.monotonic()
        self.first = None
        self.points = []
        self.has_stalled = False

    def at(self, part):
        """The point at which that part of the documents was out."""
        wanted = self.points[-1].documents * part
        return next(point for point in self.points if point.documents >= wanted)

    def told(self, files, dropped):
        if self.first is None:
            return "no document came"
        early, end = self.at(0.1), self.points[-1]
        return (
            f"first document {self.first - dropped:.1f} s after the last file was dropped, of which {SETTLE} s are for "
            f"settling; then {files / max(end.time - self.first, 0.1):.0f} files/s; highest memory "
            f"{early.highest / 1024:.1f} MiB after a tenth, {end.highest / 1024:.1f} MiB at the end "
            f"({end.resident / 1024:.1f} MiB resident then); the ledger {early.ledger / 1024:.1f} and "
            f"{end.ledger / 1024:.1f} MiB")


def follow(service, erp, documents):
    progress = Progress()
    last_change = time.monotonic()
    count = 0
    while count < documents:
        time.sleep(0.05)
        now, previous, count = time.monotonic(), count, len(erp.seen)
        if count and progress.first is None:
            progress.first = now
        if count != previous:
            last_change = now
        if service.has_ended() or now - last_change > STALLED:
            progress.has_stalled = True
            break
        if not progress.points or count >= documents or now - progress.points[-1].time >= 0.2:
            progress.points.append(Point(now, count, *service.memory(), ledger_size(service.site)))
    return progress


def finish(service, site, files, progress):
    """Waits until the last ones are filed too, and ends the service."""
    if progress.has_stalled:
        return [f"nothing more came for {STALLED} s; the log ends: {service.since(0)[-300:]}"] + service.stop()
    wait(lambda: not open_ones(site), 60, pause=0.2)
    return service.stop()


def open_ones(site):
    return site.ledger("SELECT count(*) FROM interchange WHERE state <> 'done'")[0][0]


# Judging.


def judge_start(progress, dropped):
    late = progress.first - dropped if progress.first else None
    if late is None or late > SETTLE + FIRST_DOCUMENT:
        came = "never came" if late is None else f"came {late:.1f} s after the last file was dropped"
        return [f"the first document {came}; it may take {SETTLE} + {FIRST_DOCUMENT} s"]
    return []


def judge_memory(progress):
    early, end = progress.at(0.1), progress.points[-1]
    allowed = allowed_growth(early.highest, early.ledger, end.ledger)
    if end.highest > early.highest + allowed:
        return [f"the highest memory rose from {early.highest} KiB after a tenth to {end.highest} KiB at the end; "
                f"{allowed:.0f} KiB more would be flat"]
    return []
