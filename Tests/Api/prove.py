#!/usr/bin/env python3
"""Holds /api/v1 of the real program against its description, docs/openapi.yaml, and prints what was looked at.

    prove.py [--short] [--seed NUMBER]

The description is checked to be OpenAPI 3.1, and to be what the console serves. Then a company's exchange is played, `kontor run`
serves its console, and schemathesis asks everything that the description allows, and much that it does not, with real ids mixed
in (hooks.py): no answer may be of another kind than described, nothing wrong may be taken, and nothing right refused. Then
programs do by hand what clerks do. Ends with 1 if something else was seen than was expected. `KONTOR` names the program;
otherwise it is the release build, or the debug build.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
# The company and the service are those of the browser's walks and of the proofs.
sys.path[:0] = [str(REPOSITORY / "Tests" / "Browser"), str(REPOSITORY / "Tests" / "Harness")]

from foundations import Walk  # noqa: E402
from programs import walk  # noqa: E402
from served import Served  # noqa: E402

DESCRIPTION = REPOSITORY / "docs" / "openapi.yaml"


def validate(steps):
    done = subprocess.run(
        [sys.executable, "-m", "openapi_spec_validator", str(DESCRIPTION)], capture_output=True, text=True, timeout=120)
    steps.expect("the description is OpenAPI 3.1", 0, done.returncode, note=done.stdout + done.stderr)


def fuzz(steps, served, seed, examples):
    """As an admin who may see everything: whoever may not is refused before anything else is looked at."""
    with tempfile.TemporaryDirectory() as folder:
        ids = pathlib.Path(folder, "ids.json")
        ids.write_text(json.dumps(served.ids()))
        environment = os.environ | {
            "KONTOR_IDS": str(ids), "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "run", str(DESCRIPTION), "--url", served.base,
             "--header", f"Authorization: Bearer {served.token('it.weber')}", "--max-examples", str(examples),
             "--seed", str(seed), "--continue-on-failure", "--request-timeout", "40", "--workers", "1",
             "--suppress-health-check", "all"],
            cwd=folder, env=environment, capture_output=True, text=True, timeout=7200)
    steps.expect("schemathesis finds nothing", 0, done.returncode, note=done.stdout[-60_000:] + done.stderr[-4000:])
    print(done.stdout[-1500:], file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="what fits into every change")
    parser.add_argument("--seed", type=int, help="of schemathesis; without it another one each time")
    options = parser.parse_args()
    steps = Walk("api")
    validate(steps)
    with Served() as served:
        walk(steps, served)
        fuzz(steps, served, options.seed or random.randrange(1 << 31), 5 if options.short else 60)
        steps.expect("and the service has not fallen over", True, served.is_up())
        steps.expect("and its log knows no fault", [], served.faults())
    for row in steps.rows:
        print(f"{'right' if row.is_right else 'WRONG'}  {row.step}: expected {row.expected}, saw {row.seen}")
    for row in steps.rows:
        if not row.is_right and row.note:
            print(f"\n{row.step}:\n{row.note}")
    sys.exit(0 if all(row.is_right for row in steps.rows) else 1)


if __name__ == "__main__":
    main()
