"""kill -9 right before a file call, for each call that a scan makes: the program's own and those of SQLite."""

import collections
import random

import cargo
import midway
import sabotage
import tracing
from proof import Result, in_parallel

#: Calls after which something is different. The others only look: between two of these one moment is like the next.
CHANGES = (
    "openat", "openat2", "mkdirat", "write", "pwrite64", "pwritev", "copy_file_range", "sendfile", "ftruncate",
    "fallocate", "fsync", "fdatasync", "syncfs", "sync_file_range", "rename", "renameat", "renameat2", "link", "linkat",
    "unlink", "unlinkat", "rmdir", "fchown", "fchmod", "flock",
)
#: Of the calls that only look, every how many-th is a point too.
STRIDE = 6

Point = collections.namedtuple("Point", "load name number twice last")


def run(short):
    tracing.need()
    seed = random.randrange(1 << 32)
    result = Result(
        "kill -9 anywhere: nothing lost, nothing twice", f"killed before each file call by name, seed {seed}")
    loads = [cargo.fresh(), cargo.mixed(), cargo.fresh(20)]
    try:
        surveys = {load.name: survey(load) for load in loads}
        sight = sabotage.run(loads[0], surveys[loads[0].name])
        points = choose(loads, surveys, short)
        hits, second = collections.Counter(), 0
        for point, outcome in in_parallel(lambda point: strike(point, surveys[point.load.name], seed), points):
            for struck_twice, call, wrong in outcome:
                result.check(wrong, call)
                hits[point.name] += 1
                second += struck_twice
    finally:
        for load in loads:
            load.site.remove()
    least = 45 if short else 600
    if result.runs < least:
        result.violations.append(f"only {result.runs} points were hit, which proves less than the {least} it should")
    result.note = (
        ", ".join(f"{name} {count}" for name, count in hits.most_common()) + f"; {second} of them killed again later")
    return [result, sight]


def survey(load):
    """The numbers of the calls that concern the site, by name."""
    site, _ = load.unload()
    try:
        calls = tracing.survey(site)
        return {
            name: numbers for name, lines in calls.items()
            if (numbers := [n for n, line in enumerate(lines, 1) if tracing.concerns(line, site.path)])}
    finally:
        site.remove()


def choose(loads, surveys, short):
    """The points, each second one to be killed again; in the short form some sixty, at least one of every name."""
    few, mixed, many = loads
    chosen = []
    for load in (few, mixed):
        for name, numbers in sorted(surveys[load.name].items()):
            share = numbers if name in CHANGES else numbers[::STRIDE]
            if short:
                # Who only looks gets one point, in one of the two.
                share = spread(share, max(1, len(share) // 16) if name in CHANGES else int(load is mixed))
            chosen += [(load, name, number, number == numbers[-1]) for number in share]
    # Only many files in one scan are made durable all at once.
    together = surveys[many.name].get("syncfs", [])
    chosen += [(many, "syncfs", number, False) for number in together[:1 if short else None]]
    return [Point(load, name, number, index % 2 == 1, last) for index, (load, name, number, last) in enumerate(chosen)]


def spread(numbers, count):
    """So many of them, evenly, from the middle of each part."""
    return [numbers[(2 * part + 1) * len(numbers) // (2 * count)] for part in range(count)]


def strike(point, surveyed, seed):
    """What came of one point; of the last one of a name, also of those that follow, until there are no more."""
    outcome = []
    number = point.number
    while True:
        chance = random.Random(f"{seed} {point.load.name} {point.name} {number}")
        found = kill(point.load, point.name, number, point.twice, surveyed, chance)
        if found is None:
            return outcome
        outcome.append(found)
        if not point.last:
            return outcome
        number += 1


def kill(load, name, number, twice, surveyed, chance):
    """Whether the recovery was killed too, where it was killed, and what was wrong; None where it came through."""
    site, erp = load.unload()
    try:
        with erp:
            struck = tracing.strike(site, name, number, "signal=KILL")
        if struck.call is None:
            return None
        where = f"{load.name}, {name} {number}: {struck.call}"
        wrong = midway.broken(site, erp, load.contents)
        again = None
        if twice:
            other = chance.choice(sorted(set(surveyed) & set(CHANGES)))
            with erp:
                again = tracing.strike(site, other, chance.choice(surveyed[other]), "signal=KILL").call
            where += f", then {again}" if again else ""
            wrong += midway.broken(site, erp, load.contents)
        with erp:
            last = site.scan(timeout=tracing.LONGEST)
        if last.returncode not in load.codes():
            wrong.append(f"the last scan ended with {last.returncode}: {(last.stdout + last.stderr)[-300:]}")
        return again is not None, where, wrong + load.audit(site, erp)
    finally:
        site.remove()
