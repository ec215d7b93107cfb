"""What the figures were measured on."""

import contextlib
import os
import pathlib
import platform
import re
import statistics
import subprocess
import time

from contenders import python_with_lxml
from figures import as_size, as_time
from sites import program

#: How often it is tried what the disk takes for one fsync.
SYNCS = 200


def described(folder):
    """Rows of a table: what it is, and how it is here."""
    rows = [
        ("processor", processor()),
        ("memory", memory()),
        ("disk", disk(folder)),
        ("fsync of a file of 4 kB there", f"{as_time(fsync(folder))} (median of {SYNCS})"),
        ("kernel", f"{platform.system()} {platform.release()}"),
        ("system", system()),
        ("Kontor", first_line(str(program()), "--version")),
        ("libxml2", libxml2()),
    ]
    if python_with_lxml():
        asked = "import sys; from lxml import etree; print(sys.version.split()[0], *etree.LXML_VERSION[:3])"
        python, *lxml = first_line(python_with_lxml(), "-c", asked).split()
        rows.append(("Python, lxml", f"{python}, {'.'.join(lxml)}"))
    return rows


def processor():
    text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = re.search(r"^(?:model name|Processor)\s*:\s*(.*)$", text, re.M)
    cores = len(os.sched_getaffinity(0))
    return f"{found[1] if found else platform.machine()}, {cores} core{'s' if cores > 1 else ''}"


def memory():
    text = pathlib.Path("/proc/meminfo").read_text(encoding="utf-8")
    return as_size(1024 * int(re.search(r"^MemTotal:\s+(\d+)", text, re.M)[1]))


def disk(folder):
    """The file system in which a folder lies, by the longest mount point above it."""
    best = ("", "unknown", "")
    real = os.path.realpath(folder)
    for line in pathlib.Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition(" - ")
        point, (kind, device, *_) = left.split()[4], right.split()
        if (real + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best[0]):
            best = (point, kind, device)
    return f"{best[1]} on {best[2]}"


def fsync(folder):
    """Seconds that one takes, of a new file each time."""
    path = pathlib.Path(folder) / "fsync"
    path.mkdir()
    taken = []
    for number in range(SYNCS):
        with open(path / str(number), "wb", buffering=0) as file:
            file.write(b"x" * 4096)
            begin = time.monotonic()
            os.fsync(file.fileno())
            taken.append(time.monotonic() - begin)
    return statistics.median(taken)


def system():
    with contextlib.suppress(OSError):
        text = pathlib.Path("/etc/os-release").read_text(encoding="utf-8")
        found = re.search(r'^PRETTY_NAME="?([^"\n]*)', text, re.M)
        if found:
            return found[1]
    return "unknown"


def libxml2():
    """Its version, as xmllint tells it: 20914 is 2.9.14."""
    with contextlib.suppress(OSError):
        told = subprocess.run(["xmllint", "--version"], capture_output=True, text=True, check=False).stderr
        found = re.search(r"version (\d+)(\d\d)(\d\d)\b", told)
        if found:
            return ".".join(str(int(part)) for part in found.groups())
    return "unknown"


def first_line(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
