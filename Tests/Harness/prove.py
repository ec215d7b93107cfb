#!/usr/bin/env python3
"""Runs the proofs and prints one table: promise, proof, runs, violations.

    prove.py [--short] [--json] [PROOF ...]

Without a name, all of them. `--short` is what fits into every change: some seconds for each. Ends with 1 if a promise was
broken. `KONTOR` names the program; otherwise it is the release build, or the debug build.
"""

import argparse
import importlib
import pathlib
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import proof as proofs  # noqa: E402
import tables  # noqa: E402

#: In the order of the table. Each module has `run(short)`, which gives a list of results.
NAMES = [
    "simulation",
    "random_kills",
    "wayback",
    "kills_at_calls",
    "faults_at_calls",
    "power_cuts",
    "uploads",
    "full_inbox",
    "troubled_folders",
    "redrop",
    "schedules",
    "soak",
    "waiting",
    "unrest",
    "package",
    "peers",
]


def run(name, short):
    start = time.monotonic()
    try:
        results = importlib.import_module(f"proofs.{name}").run(short)
    except proofs.Skipped as why:
        results = [proofs.Result(promise=name, proof=name, note=f"skipped: {why}")]
    except Exception:
        # A proof that breaks has proved nothing: that is a violation, not an accident.
        results = [proofs.Result(promise=name, proof=name, violations=[traceback.format_exc()])]
    for result in results:
        result.seconds = result.seconds or time.monotonic() - start
    return results


def table(results):
    tables.show(
        ("promise", "proof", "runs", "violations", "seconds"),
        [(r.promise, r.proof, str(r.runs), str(len(r.violations)), f"{r.seconds:.0f}") for r in results],
        [(f"{result.promise} ({result.proof})", result.note) for result in results]
        + [
            (f"VIOLATED: {result.promise} ({result.proof})", violation)
            for result in results
            for violation in result.violations[:20]
        ],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a short form of each")
    parser.add_argument("--json", action="store_true", help="one object a line instead of the table")
    parser.add_argument("names", nargs="*", metavar="PROOF", help=", ".join(NAMES))
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no proof {unknown[0]}; there are {', '.join(NAMES)}")
    results = []
    for name in options.names or NAMES:
        print(f"… {name}", file=sys.stderr, flush=True)
        results += run(name, options.short)
    if options.json:
        for result in results:
            print(proofs.as_json(result))
    else:
        table(results)
    sys.exit(1 if any(result.violations for result in results) else 0)


if __name__ == "__main__":
    main()
