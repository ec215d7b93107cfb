"""EIO, ENOSPC and their like from each file call that a scan makes: the program's own and those of SQLite."""

import collections

import cargo
import midway
import tracing
from proof import Result, in_parallel
from proofs.kills_at_calls import spread, survey

DISK = ("EIO", "ENOSPC")
#: What each call may answer.
ERRORS = {
    "fsync": DISK, "fdatasync": DISK, "syncfs": DISK, "write": DISK, "pwrite64": DISK, "ftruncate": DISK,
    "renameat2": DISK, "renameat": DISK, "mkdirat": DISK, "unlinkat": ("EIO",), "unlink": ("EIO",),
    "openat": ("EACCES", "EMFILE"), "openat2": ("EACCES", "EMFILE", "ENOSPC"),
    "read": ("EIO",), "pread64": ("EIO",), "getdents64": ("EIO",), "statx": ("EIO",), "close": ("EIO",),
}
#: By which the ledger learns that its disk cannot be trusted.
LEDGER_WRITES = ("fsync", "fdatasync", "write", "pwrite64", "ftruncate")
#: By which something becomes visible.
SHOWS = ("renameat2", "renameat")
DOCUMENTED = (0, 1, 2, 66, 70, 74, 75, 78)

Point = collections.namedtuple("Point", "load name number error lasting")


def run(short):
    tracing.need()
    result = Result("I/O errors: no false promise, nothing lost, nothing twice", "an error from each file call by name")
    loads = [cargo.fresh(), cargo.mixed(), cargo.fresh(20)]
    try:
        points = choose(loads, short)
        hits, codes = collections.Counter(), collections.Counter()
        for point, outcome in in_parallel(strike, points):
            if outcome is None:
                continue
            code, where, wrong = outcome
            result.check(wrong, where)
            hits[f"{point.name} {point.error}"] += 1
            codes[code] += 1
    finally:
        for load in loads:
            load.site.remove()
    if result.runs < len(points) * 9 // 10:
        result.violations.append(f"only {result.runs} of {len(points)} points were hit")
    result.note = (
        ", ".join(f"{name} {count}" for name, count in hits.most_common()) + "; exit codes "
        + ", ".join(f"{code}: {count}" for code, count in sorted(codes.items())))
    return [result]


def choose(loads, short):
    """The points; in the long form those of writing twice, with an error that passes and with one that stays."""
    few, mixed, many = loads
    chosen = []
    for load in (few, mixed):
        surveyed = survey(load)
        for name, errors in ERRORS.items():
            numbers = surveyed.get(name, [])
            if short:
                errors = errors[:1] if load is few else errors[-1:]
            for error in errors:
                share = spread(numbers, min(len(numbers), max(1, len(numbers) // 30))) if short else numbers
                chosen += [Point(load, name, number, error, False) for number in share]
                if name in LEDGER_WRITES and not short:
                    chosen += [Point(load, name, number, error, True) for number in numbers]
    for number in survey(many).get("syncfs", [])[:1 if short else None]:
        chosen += [Point(many, "syncfs", number, error, False) for error in ERRORS["syncfs"]]
    return chosen


def strike(point):
    """How the scan ended, where it was struck, and what was wrong; None where there was no such call."""
    load = point.load
    site, erp = load.unload()
    try:
        number = f"{point.number}+" if point.lasting else point.number
        with erp:
            struck = tracing.strike(site, point.name, number, f"error={point.error}", also=SHOWS)
        if struck.call is None:
            return None
        where = f"{load.name}, {point.name} {number} {point.error}: {struck.call}"
        wrong = ended(struck, point, site) + midway.broken(site, erp, load.contents)
        if struck.code == 0:
            wrong += [f"it said that all went well, but {sentence}" for sentence in load.audit(site, erp)]
        elif distrusts(struck, point, site) and struck.code != 74:
            wrong += [f"the ledger's I/O error ended it with {struck.code}, but {s}" for s in load.audit(site, erp)]
        return struck.code, where, wrong + recover(load, site, erp)
    finally:
        site.remove()


def ended(struck, point, site):
    """What is wrong with the way in which the scan ended."""
    wrong = []
    if struck.code not in DOCUMENTED:
        wrong.append(f"it ended with {struck.code}: {struck.said[-300:]}")
    elif struck.code != 0 and not struck.said.strip() and not (point.name == "write" and point.lasting):
        # Where every write fails, what it says is lost too.
        wrong.append(f"it ended with {struck.code} and did not say why")
    if distrusts(struck, point, site):
        shown = [call for call in struck.after if call.startswith(SHOWS)]
        if shown:
            wrong.append(f"it went on after an I/O error of the ledger: {shown[0]}")
    return wrong


def distrusts(struck, point, site):
    """Whether the ledger was hit by an error after which nothing on its disk is certain, so that the program must end."""
    # The lock beside it holds nothing but a number for people to read.
    return point.error == "EIO" and point.name in LEDGER_WRITES and f"{site.path}/ledger/kontor.sqlite" in struck.call


def recover(load, site, erp):
    """What is still wrong after scans that nothing disturbs: one, and where that does not do, a second one."""
    wrong = []
    for _ in range(2):
        with erp:
            scan = site.scan(timeout=tracing.LONGEST)
        wrong = load.audit(site, erp)
        if scan.returncode not in load.codes():
            wrong.append(f"an undisturbed scan ended with {scan.returncode}: {(scan.stdout + scan.stderr)[-300:]}")
        if not wrong:
            break
    return wrong
