#!/usr/bin/env python3
"""Runs Kontor against software that nobody here wrote, and prints one table: scenario, peer, expected, seen.

    peers.py [--short] [--json] [PEER ...]

Without a name, all of them. `--short` is what fits into every change. Ends with 1 if something else was seen than was
expected, or if the packages of a peer cannot be had: they come from PyPI, are installed below .build/peers and kept
there. A peer that this machine cannot run is skipped, with the reason. `KONTOR` names the program; otherwise it is the
release build, or the debug build.
"""

import argparse
import concurrent.futures
import json
import sys
import time
import traceback

from peer import HERE, Row, Skipped, Unreachable, load

import tables

#: Each is a folder with a scenario.py, which has `run(short)` and gives a list of rows. These are first in the table,
#: and have something to show within a minute; the others run in the whole form only.
SHORT = ["validators", "tryton", "both"]
NAMES = SHORT + sorted(path.parent.name for path in HERE.glob("*/scenario.py") if path.parent.name not in SHORT)

#: How many at once. Most of what a peer does is to wait for one process of its own.
AT_ONCE = 2


def run(name, short):
    start = time.monotonic()
    try:
        rows = load(name, "scenario").run(short)
    except Skipped as why:
        rows = [Row.skipped(name, why)]
    except Unreachable as why:
        rows = [Row("all", name, "an end", "not installed", note=str(why))]
    except Exception:
        # A peer that breaks has shown nothing: that is a difference, not an accident.
        rows = [Row("all", name, "an end", "an error", note=traceback.format_exc())]
    print(f"  {name}: {len(rows)} rows, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return rows


def run_all(names, short):
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return [row for rows in pool.map(lambda name: run(name, short), names) for row in rows]


def table(rows):
    tables.show(
        ("scenario", "peer", "expected", "seen", ""),
        [(row.scenario, row.peer, row.expected, row.seen, row.mark) for row in rows],
        [(f"{row.scenario} ({row.peer})", row.note) for row in rows],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="what fits into every change")
    parser.add_argument("--json", action="store_true", help="one object a line instead of the table")
    parser.add_argument("names", nargs="*", metavar="PEER", help=", ".join(NAMES))
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no peer {unknown[0]}; there are {', '.join(NAMES)}")
    rows = run_all(options.names or (SHORT if options.short else NAMES), options.short)
    if options.json:
        for row in rows:
            print(json.dumps(row.as_object()))
    else:
        table(rows)
    sys.exit(0 if all(row.is_right for row in rows) else 1)


if __name__ == "__main__":
    main()
