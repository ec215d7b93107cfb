"""Instructions that the program carries out, counted by valgrind: the figure that two runs agree on to a part in a
thousand, whatever else the machine does. It tells what a change costs or saves, not how long anything takes."""

import dataclasses
import pathlib
import re
import subprocess

from contenders import SCHEMA, missing
from measuring import Unexpected, tell
from sites import configuration, drop, program

#: Orders of the smaller and of the larger export. What both have in common, starting above all, is not counted.
SMALL, LARGE = 200, 700

#: What a person calls the libraries, by how their files begin.
LIBRARIES = {
    "kontor": "Kontor", "libxml2": "libxml2", "libxslt": "libxslt", "libexslt": "libxslt", "libsqlite3": "SQLite",
    "xmllint": "xmllint", "libc.so": "C library", "libc-": "C library", "libswift": "Swift runtime",
    "libFoundation": "Foundation",
    "lib_Foundation": "Foundation", "libstdc++": "C++ library", "ld-linux": "loader", "libm.so": "C library",
}

#: Smaller parts are summed up.
LEAST = 0.005


@dataclasses.dataclass
class Count:
    name: str
    #: Instructions for the smaller and the larger export, and for each order that the one has more than the other.
    small: int = 0
    large: int = 0
    each: float = 0
    #: Instructions for each order by library, the largest first.
    libraries: dict = dataclasses.field(default_factory=dict)
    absent: str = ""


BASE = "xmllint --stream --schema: validates only"

#: What is counted beside it: a name, and how the configuration differs from the one that ships.
KINDS = (
    ("one order a document", {}),
    ("25 orders a document", {"records": 25}),
    ("25 orders a document, each listed in the acknowledgement", {"records": 25, "acknowledge": "{ records: all }"}),
)


def run(setting):
    absent = missing("valgrind", "strip", "xmllint")
    if absent:
        return [Count(name, absent=absent) for name in (BASE, *(name for name, _ in KINDS))]
    place = setting.ground.fresh("stripped")
    bare = place / "kontor"
    # Valgrind cannot read all that the compiler writes for debuggers.
    subprocess.run(["strip", "--strip-debug", "-o", bare, program()], check=True)
    found = [compared(BASE, *(counted_base(setting, orders) for orders in (SMALL, LARGE)))]
    for name, changes in KINDS:
        # The same work in one thread: how it is shared out among several differs from run to run.
        speed = "{ workers: 1 }" if setting.workers else ""
        by_size = []
        for orders in (SMALL, LARGE):
            by_size.append(counted(setting, bare, orders, configuration(speed=speed, **changes)))
        found.append(compared(name, *by_size))
    return found


def counted(setting, bare, orders, text):
    """Instructions by library of one scan."""
    place = setting.ground.fresh("instructions")
    setting.sites.lay_out(place, text)
    drop(setting.exports.orders(orders), place / "inbox" / "crm")
    return callgrind(place, bare, "scan", "--settle", "0")


def counted_base(setting, orders):
    place = setting.ground.fresh("instructions")
    return callgrind(place, "xmllint", "--noout", "--stream", "--schema", SCHEMA, setting.exports.orders(orders))


def callgrind(place, *command):
    tell(f"instructions: {' '.join(str(word) for word in command)} in {place.name}")
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=callgrind.out", *command],
        cwd=place, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        raise Unexpected(f"valgrind in {place} ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-1000:]}")
    with open(place / "callgrind.out", encoding="utf-8", errors="replace") as lines:
        return by_object(lines)


def by_object(lines):
    """What each object file carried out itself, from the lines that callgrind writes.

    A line `ob=(1) /lib/x.so` says whose the following costs are, and later ones only repeat the number. The line after
    `calls=` is what the called function took, which stands with that function too.
    """
    names, counts = {}, {}
    current, is_call = None, False
    for line in lines:
        if line.startswith("ob="):
            number, _, name = line[3:].strip().partition(" ")
            if name:
                names[number] = name
            current = names[number]
        elif line.startswith("cob="):
            number, _, name = line[4:].strip().partition(" ")
            if name:
                names[number] = name
        elif line.startswith("calls="):
            is_call = True
        elif line[:1] in "0123456789+-*":
            if not is_call:
                counts[current] = counts.get(current, 0) + int(line.split()[1])
            is_call = False
    return counts


def library(path):
    """What the object file at a path is called in a table."""
    name = pathlib.PurePath(path or "unknown").name
    for begin, told in LIBRARIES.items():
        if name.startswith(begin):
            return told
    return re.sub(r"\.so.*", "", name)


def compared(name, small, large):
    """What one order more costs, by the counts for two sizes."""
    orders = LARGE - SMALL
    parts = {}
    for counts, sign in ((large, 1), (small, -1)):
        for path, count in counts.items():
            parts[library(path)] = parts.get(library(path), 0) + sign * count / orders
    each = sum(parts.values())
    found = Count(name, sum(small.values()), sum(large.values()), each)
    for part, count in sorted(parts.items(), key=lambda item: -item[1]):
        if count >= LEAST * each:
            found.libraries[part] = count
    rest = each - sum(found.libraries.values())
    if rest >= LEAST * each:
        found.libraries["others"] = rest
    return found
