"""Whether something stays flat over a run: memory, descriptors, a backlog."""

import statistics

#: The ledger keeps this much of its file in memory (`PRAGMA cache_size`), so that memory follows the file up to there.
LEDGER_CACHE_KIB = 16384

#: What may come on top: a twentieth, and room for what an allocator rounds up to. Over the 90,000 files that follow the
#: first tenth of the largest run that is less than a hundred bytes each.
ALLOWED_PART = 0.05
ALLOWED_KIB = 4096

#: SQLite's own bookkeeping for each page of its cache.
PAGE_OVERHEAD = 1.1


#: Before this many seconds a service has not yet done everything once: files settle for five.
WARM_UP = 10


def ledger_size(site):
    """KiB, with what only its log holds yet."""
    return site.ledger("PRAGMA page_count")[0][0] * site.ledger("PRAGMA page_size")[0][0] // 1024


def allowed_growth(memory, ledger_before, ledger_after):
    """By how many KiB memory may grow and still count as flat, while the ledger grows from one size to another."""
    cache = (min(LEDGER_CACHE_KIB, ledger_after) - min(LEDGER_CACHE_KIB, ledger_before)) * PAGE_OVERHEAD
    return memory * ALLOWED_PART + ALLOWED_KIB + cache


def fit(points):
    """The growth over the whole span of (time, value) points along their line of least squares."""
    if len(points) < 2:
        return 0.0
    line = statistics.linear_regression([t for t, _ in points], [v for _, v in points])
    return line.slope * (points[-1][0] - points[0][0])


def after_warming_up(points):
    """The points after the first tenth of the time, in which caches fill and buffers find their size."""
    start, end = points[0][0], points[-1][0]
    return [(t, v) for t, v in points if t >= start + max(WARM_UP, (end - start) / 10)]


def parts(points, count=9):
    """The points in so many spans of equal time, without empty ones."""
    if not points:
        return []
    first, last = points[0][0], points[-1][0]
    found = [[] for _ in range(count)]
    for time, value in points:
        found[min(count - 1, int((time - first) / max(last - first, 1e-9) * count))].append(value)
    return [part for part in found if part]


def floor_growth(points):
    """By how much the lowest value of the last ninth lies above that of the first: a leak lifts the floor, work in
    hand does not."""
    spans = parts(points)
    return min(spans[-1]) - min(spans[0]) if spans else 0
