"""What was set out to be reached, and how far that is. A goal that is missed fails nothing: it is said."""

import dataclasses

from figures import as_ratio, as_size, as_time

MEGABYTE = 10**6


@dataclasses.dataclass
class Goal:
    work: str
    against: str
    #: In words, and as a number that the reached value must not be above.
    wanted: str
    limit: float
    #: None where it was not measured.
    reached: float | None
    #: How a value of it is written.
    write: callable = as_ratio
    #: Why it was not measured, where that is known.
    why: str = ""

    @property
    def state(self):
        if self.reached is None:
            return f"not measured: {self.why}" if self.why else "not measured"
        return "reached" if self.reached <= self.limit else "not yet"

    @property
    def text(self):
        return "" if self.reached is None else self.write(self.reached)


def all_of(comparisons):
    """Every goal, with what these comparisons say of it."""
    found = []
    for size in ("100MB", "1GB"):
        export = comparisons.get(f"export-{size}")
        best = key(export, "kontor-grouped")
        work = f"{size[:-2]} {size[-2:]} export, 25 orders a document"
        found += [
            Goal(work, "xmllint --stream --schema, which only validates", "≤ 0.8", 0.8, ratio(export, best)),
            Goal(
                "the same, one order a document", "the same", "≤ 1.25", 1.25,
                ratio(export, key(export, "kontor-single"))),
            Goal(
                work, "xmllint, xsltproc, xmllint: time", "≤ 0.25", 0.25, ratio(export, best, "chain"),
                why=absent(export, "chain")),
            Goal(
                work, "the same: memory", "≤ 0.05", 0.05, export and export.peak_ratio(best, "chain"),
                why=absent(export, "chain")),
        ]
    found += memory(comparisons)
    files = comparisons.get("files-of-3")
    best = key(files, "kontor")
    for against, base, limit in (
        ("Python lxml, durable, 100 files at a time", "lxml-grouped", 0.5),
        ("Bots EDI", "bots", 0.05),
        ("shell loop of xmllint, xsltproc, xmllint", "loop", 0.05),
    ):
        found.append(
            Goal(
                "a small file of three orders", against, f"≤ {limit}", limit, ratio(files, best, base),
                why=absent(files, base)))
    growth = comparisons.get("growth")
    for count, told in ((100_000, "100,000"), (1_000_000, "1,000,000")):
        found.append(
            Goal(
                f"a small file beside {told} earlier interchanges", "an empty ledger", "≤ 1.1", 1.1,
                ratio(growth, f"ledger-{count}")))
    found.append(
        Goal("kontor --version", "xmllint --version", "≤ 3", 3, ratio(comparisons.get("version"), "kontor")))
    found.append(
        Goal(
            "kontor validate, a small file", "xmllint --schema", "≤ 2", 2,
            ratio(comparisons.get("validate"), "kontor")))
    return found


def of_service(latencies, idle):
    """What the service takes while it runs."""
    found = [
        Goal(
            f"a file through the service, {latency.name}", "beyond the time to settle, median", "≤ 100 ms", 0.1,
            latency.median, as_time)
        for latency in latencies
    ]
    if idle:
        found += [
            Goal(
                f"the idle service, {idle.inboxes} inboxes", "one processor", "≤ 0.005", 0.005, idle.share,
                lambda share: f"{share:.4f}"),
            Goal("the same: memory", "", "≤ 60 MB", 60 * MEGABYTE, idle.memory, as_size),
        ]
    return found


def memory(comparisons):
    large, small = comparisons.get("export-1GB"), comparisons.get("export-100MB")
    one, other = peak(large, key(large, "kontor-grouped")), peak(small, key(small, "kontor-grouped"))
    return [
        Goal("peak memory, 1 GB export", "", "≤ 64 MB", 64 * MEGABYTE, one, as_size),
        Goal("peak memory, 1 GB export", "that of 100 MB", "≤ 1.1", 1.1, one / other if one and other else None),
    ]


def key(comparison, begin):
    """The row of a kind that has the most workers, by its key."""
    if comparison is None:
        return None
    found = [row.key for row in comparison.rows if row.rounds and row.key.startswith(begin)]
    return max(found, default=None)


def ratio(comparison, row, base=None):
    return comparison.ratio(row, base) if comparison and row else None


def absent(comparison, row):
    """Why somebody was not there, where the comparison was made without."""
    return next((other.absent for other in comparison.rows if other.key == row), "") if comparison else ""


def peak(comparison, row):
    found = comparison.row(row) if comparison and row else None
    return found.peak if found else None
