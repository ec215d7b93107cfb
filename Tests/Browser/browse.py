#!/usr/bin/env python3
"""Walks through the console in a real Chromium, with the real program behind it, and prints one table: walk, step, expected,
seen.

    browse.py [--short] [--json] [WALK ...]

Without a name, all walks. `--short` is what fits into every change. Ends with 1 if something else was seen than was expected,
or if a walk could not be gone to its end. Pictures of every page are left in .build/browser. `KONTOR` names the program;
otherwise it is the release build, or the debug build.
"""

import argparse
import dataclasses
import importlib
import json
import sys
import time
import traceback

import house
from foundations import Walk

import tables

#: Each is a module in walks/ with `run(walk, short)`, which notes its steps.
NAMES = ["morning", "without_script", "live", "rivals", "doors", "passwords", "hostile", "keyboard", "looks", "ending"]


def run(name, short):
    start = time.monotonic()
    walk = Walk(name)
    try:
        importlib.import_module(f"walks.{name}").run(walk, short)
    except Exception:
        # A walk that breaks off has shown nothing of what was still to come.
        walk.expect("to the end", "reached", "broke off", note=traceback.format_exc())
    right = sum(row.is_right for row in walk.rows)
    print(f"  {name}: {right} of {len(walk.rows)} steps, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return walk.rows


def table(rows):
    tables.show(
        ("walk", "step", "expected", "seen", ""),
        [(row.walk, row.step, row.expected, row.seen, "" if row.is_right else "<- differs") for row in rows],
        [(f"{row.walk}, {row.step}", row.note) for row in rows],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="what fits into every change")
    parser.add_argument("--json", action="store_true", help="one object a line instead of the table")
    parser.add_argument("names", nargs="*", metavar="WALK", help=", ".join(NAMES))
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no walk {unknown[0]}; there are {', '.join(NAMES)}")
    rows = []
    try:
        for name in options.names or NAMES:
            rows += run(name, options.short)
    finally:
        house.close()
    if options.json:
        for row in rows:
            print(json.dumps(dict(dataclasses.asdict(row), right=row.is_right)))
    else:
        table(rows)
    sys.exit(0 if rows and all(row.is_right for row in rows) else 1)


if __name__ == "__main__":
    main()
