"""One large export: read, validated, decided, mapped, validated again, written, answered and filed, in one go."""

import math
import shutil

from contenders import LXML, Chain, streaming
from figures import as_size
from measuring import Unexpected, measure
from results import Comparison
from sites import Kontor, ways

#: Orders in a document, where they are grouped.
GROUP = 25

#: How many times its own size a file takes in memory as a tree of libxml2.
TREE = 22

#: How many times the size of the export one round leaves on the disk at most: the file in the archive, the documents and
#: their copies, and the ledger.
LEFT = 6

#: From here on a round is long, and one order a document makes so many files that it is measured only once.
LARGE = 500_000_000


def run(setting, size):
    export, count = setting.exports.whole(size)
    comparison = Comparison(
        f"export-{as_size(size).replace(' ', '')}", f"{as_size(size)} export", "order", count, "xmllint",
        f"One file of {export.stat().st_size / 1e6:.0f} MB. The base reads and validates it, and does nothing else.")
    contenders = [streaming(export), *kontors(setting, export, count, size), chain(export, size)]
    if size < LARGE:
        contenders.append(
            LXML(
                export, math.ceil(count / GROUP), "lxml-grouped",
                f"Python lxml, durable, {GROUP} orders a document", records=GROUP))
    need_space(setting, size, contenders)
    return measure(comparison, contenders, setting.rounds, setting.ground, setting.runner)


def kontors(setting, export, count, size):
    grouped = math.ceil(count / GROUP)
    found = []
    for workers in setting.workers or (None,):
        speed, mark, told = ways(workers)
        found.append(
            Kontor(
                setting.sites, f"kontor-grouped{mark}", f"Kontor, {GROUP} orders a document{told}", export, grouped,
                records=GROUP, speed=speed))
        if size < LARGE or workers == max(setting.workers, default=None):
            single = Kontor(
                setting.sites, f"kontor-single{mark}", f"Kontor, one order a document{told}", export, count,
                speed=speed)
            if size >= LARGE:
                single.rounds = 1
            found.append(single)
    if setting.has_plain_path and size < LARGE:
        found.append(
            Kontor(
                setting.sites, "kontor-plain", f"Kontor, {GROUP} orders a document, plain path", export, grouped,
                records=GROUP, speed="{ plain: yes }"))
    return found


def chain(export, size):
    found = Chain(export, "xmllint, xsltproc, xmllint")
    if not found.absent and TREE * size > 0.8 * memory():
        found.absent = f"left out: it would hold some {as_size(TREE * size)} in memory"
    return found


def memory():
    """Bytes of memory that the machine has."""
    with open("/proc/meminfo", encoding="ascii") as lines:
        return 1024 * int(next(line for line in lines if line.startswith("MemTotal")).split()[1])


def need_space(setting, size, contenders):
    # The first only reads.
    runs = sum(min(setting.rounds, other.rounds or setting.rounds) for other in contenders[1:] if not other.absent)
    needed, free = LEFT * size * runs, shutil.disk_usage(setting.ground.path).free
    if needed > free:
        raise Unexpected(
            f"{setting.ground.path} has {as_size(free)} free, and this may need {as_size(needed)}: nothing is deleted "
            "before the end. Name another --folder, or fewer --rounds.")
