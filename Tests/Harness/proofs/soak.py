"""Files at a steady pace for an hour: nothing may grow but the archive and the ledger."""

import collections
import os
import pathlib
import shutil
import time

from proof import Result
from service import Service, wait
from usage import WARM_UP, after_warming_up, allowed_growth, fit, floor_growth, ledger_size, parts
from workplace import DOCUMENTS_EACH, ERP, Site, audit

PER_SECOND = 50
SECONDS, SHORT_SECONDS = 3600, 120

#: Files are made ahead of their time, so many at once.
STOCK = 500

#: A descriptor more or less at the floor is a folder of a new day in the archive; a leak is one for each file or scan.
ALLOWED_DESCRIPTORS = 2

#: By how much the files under way may grow along their line: as many as come while one settles, since they go in waves
#: of that height, or a quarter of what is under way anyhow. Where the program is slower than the files come, they grow
#: by the difference with every second.
ALLOWED_BACKLOG_SECONDS = 5
ALLOWED_BACKLOG_PART = 0.25
#: Waves take some seconds each, so that the line means nothing over less. A short run only has to be done in the end.
SHORTEST_LINE = 60

#: How long the last ones may take: settling, and what a busy machine needs.
DRAINED = 120

Point = collections.namedtuple("Point", "time memory descriptors backlog ledger")


def run(short):
    seconds = float(os.environ.get("KONTOR_SOAK_SECONDS") or (SHORT_SECONDS if short else SECONDS))
    result = Result(
        "a steady stream: each once, memory, descriptors and backlog flat",
        f"{PER_SECOND} files a second for {seconds:.0f} s")
    site = Site()
    erp = ERP(site)
    with erp, Service(site) as service:
        stream = Stream(site)
        points, wrong = follow(stream, service, erp, seconds)
        if not wait(lambda: done(site) >= stream.dropped or service.has_ended(), DRAINED, pause=0.5):
            left = stream.dropped - done(site)
            wrong.append(f"{left} files were still under way {DRAINED} s after the last one came")
        wrong += service.stop()
    result.check(wrong + judge(points) + audit(site, erp, stream.dropped), f"{stream.dropped} files")
    result.note = told(points, stream)
    shutil.rmtree(stream.stock)
    site.remove()
    return [result]


class Stream:
    """Drops files in turn by renaming them in and by writing them in place, as partners do."""

    def __init__(self, site):
        self.site = site
        self.stock = site.path / "stock"
        self.stock.mkdir()
        self.ready = collections.deque()
        self.made = 0
        self.dropped = 0
        self.late = 0.0

    def drop(self):
        if not self.ready:
            self.site.generate(STOCK, first=self.made + 1, folder=self.stock)
            self.made += STOCK
            self.ready.extend(sorted(self.stock.iterdir()))
        path = self.ready.popleft()
        target = pathlib.Path(self.site.inbox) / path.name
        if self.dropped % 2:
            path.rename(target)
        else:
            with open(target, "wb", buffering=0) as file:
                body = path.read_bytes()
                # In two pieces, as it would come over a line.
                file.write(body[: len(body) // 2])
                file.write(body[len(body) // 2:])
            path.unlink()
        self.dropped += 1


def follow(stream, service, erp, seconds):
    """Drops at its pace and looks once a second; gives the points, and what was wrong."""
    start = time.monotonic()
    points = []
    while (now := time.monotonic() - start) < seconds:
        if service.has_ended():
            return points, [f"the service ended after {now:.0f} s"]
        if stream.dropped < now * PER_SECOND:
            stream.late = max(stream.late, now - stream.dropped / PER_SECOND)
            stream.drop()
        else:
            time.sleep(0.002)
        if not points or now - points[-1].time >= 1:
            # What the ERP has got is known without asking the ledger, which would disturb what is measured.
            backlog = stream.dropped - len(erp.seen) / DOCUMENTS_EACH
            points.append(
                Point(now, service.memory()[0], service.descriptors(), backlog, ledger_size(service.site)))
    return points, []


def done(site):
    return site.count_by("state").get("done", 0)


# Judging, without the time for warming up.


def judge(points):
    if is_short(points):
        return ["it did not run for long enough to say anything"]
    return judge_memory(points) + judge_descriptors(points) + judge_backlog(points)


def is_short(points):
    return len(points) < 2 or points[-1].time - points[0].time < 1.5 * WARM_UP


def series(points, field):
    return after_warming_up([(point.time, getattr(point, field)) for point in points])


def judge_memory(points):
    """Along the line of least squares, so that one high moment says nothing and a slow rise does."""
    memory, ledger = series(points, "memory"), series(points, "ledger")
    growth = fit(memory)
    allowed = allowed_growth(memory[0][1], ledger[0][1], ledger[-1][1])
    return [f"memory grew by {growth:.0f} KiB; {allowed:.0f} KiB would be flat"] if growth > allowed else []


def judge_descriptors(points):
    growth = floor_growth(series(points, "descriptors"))
    return [f"the lowest number of open descriptors rose by {growth}"] if growth > ALLOWED_DESCRIPTORS else []


def judge_backlog(points):
    backlog = series(points, "backlog")
    if backlog[-1][0] - backlog[0][0] < SHORTEST_LINE:
        return []
    growth = fit(backlog)
    usual = sum(value for _, value in backlog) / len(backlog)
    allowed = max(PER_SECOND * ALLOWED_BACKLOG_SECONDS, usual * ALLOWED_BACKLOG_PART)
    if growth > allowed:
        return [f"the files under way grew by {growth:.0f}, from {backlog[0][1]:.0f} to {backlog[-1][1]:.0f}"]
    return []


def told(points, stream):
    if is_short(points):
        return f"{stream.dropped} files"
    figures = []
    for field, unit in (("memory", " KiB"), ("descriptors", ""), ("backlog", " files")):
        spans = parts(series(points, field))
        first, last = spans[0], spans[-1]
        figures.append(
            f"{field} {min(first):.0f} to {max(first):.0f}{unit} after warming up, "
            f"{min(last):.0f} to {max(last):.0f} at the end")
    return f"{stream.dropped} files, at most {stream.late:.1f} s behind the pace; " + "; ".join(figures)
