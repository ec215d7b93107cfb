"""System calls for each small file, counted by strace: repeatable, and what the kernel and the disk are asked for."""

import collections
import dataclasses
import subprocess

from contenders import missing
from measuring import Unexpected, tell
from sites import configuration, drop, program

#: Files of one order in the smaller and the larger inbox: each a multiple of what shares a transaction.
SMALL, LARGE = 200, 600

#: Calls that are made less often than this for each file are summed up.
LEAST = 0.1


@dataclasses.dataclass
class Calls:
    #: For each file that the larger inbox has more, the most frequent first.
    each: dict = dataclasses.field(default_factory=dict)
    absent: str = ""


def run(setting):
    absent = missing("strace")
    if absent:
        return Calls(absent=absent)
    return compared(*(counted(setting, files) for files in (SMALL, LARGE)))


def counted(setting, files):
    """How often each call is made by one scan."""
    tell(f"system calls: {files} small files")
    place = setting.ground.fresh("calls")
    setting.sites.lay_out(place, configuration(speed="{ workers: 1 }" if setting.workers else ""))
    drop(setting.exports.small(files, 1), place / "inbox" / "crm")
    done = subprocess.run(
        ["strace", "-f", "-qq", "-c", "-o", "calls.txt", program(), "scan", "--settle", "0"], cwd=place,
        capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        raise Unexpected(f"strace in {place} ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return read((place / "calls.txt").read_text(encoding="utf-8"))


def read(text):
    """Counts by name, from the table that strace makes: its fourth column and its last."""
    counts = collections.Counter()
    for line in text.splitlines():
        words = line.split()
        if len(words) >= 5 and words[3].isdigit() and words[-1] != "total":
            counts[words[-1]] += int(words[3])
    return counts


def compared(small, large):
    found = Calls()
    rest = 0
    each = {name: (large[name] - small[name]) / (LARGE - SMALL) for name in large}
    for name, count in sorted(each.items(), key=lambda item: -item[1]):
        if count >= LEAST:
            found.each[name] = count
        else:
            rest += count
    if rest > 0:
        found.each["others"] = rest
    return found
