#!/usr/bin/env python3
"""Measures Kontor beside other programs that do the same work or a part of it, and prints what came out.

    bench.py [--size 10MB,100MB] [--files 5000] [--rounds 3] [--only export,small,…] [--full] [--keep] [--write]

All of them run in the same call, in turn, round after round; the table has medians, and ratios pair by pair. A peer
that is not installed is named as absent. Nothing fails because of a figure; it fails only where somebody did not do the
work that was measured. `KONTOR` names the program; otherwise it is the release build.
"""

import argparse
import dataclasses
import datetime
import json
import pathlib
import sys
import time

import bots_edi
import goals
import instructions
import machine
import page
import self_check
import service_times
import system_calls
import tables
from comparisons import Setting, growth, small_files, starting, steps, whole_exports
from exports import REPOSITORY, Exports
from figures import size
from measuring import Ground, Runner, Unexpected
from results import Comparison
from sites import Sites, program

PARTS = ("export", "small", "start", "growth", "steps", "instructions", "calls", "latency", "idle")

#: Earlier interchanges in the ledger, and files in the archive.
LEDGERS, ARCHIVED = (1_000, 10_000, 100_000), 100_000
LARGEST = 1_000_000

#: Files one after the other through the service; inboxes that are empty, and for how many seconds.
THROUGH, EMPTY, SECONDS = 300, 10, 60

#: More workers than cores only wait for one another.
WORKERS = (1, 2)


@dataclasses.dataclass
class Measured:
    date: str
    rounds: int
    machine: list
    minutes: float = 0
    comparisons: dict = dataclasses.field(default_factory=dict)
    goals: list = dataclasses.field(default_factory=list)
    steps: dict | None = None
    counts: list = dataclasses.field(default_factory=list)
    calls: system_calls.Calls | None = None
    latencies: list = dataclasses.field(default_factory=list)
    idle: service_times.Idle | None = None

    def add(self, *comparisons):
        for comparison in comparisons:
            self.comparisons[comparison.key] = comparison
            print(f"\n{comparison.title}\n{comparison.note}\n", flush=True)
            print(tables.as_text(*tables.of_comparison(comparison)), flush=True)

    def keep(self, values):
        """Takes over what an earlier run has measured and this one has not."""
        for told in values["comparisons"]:
            if told["key"] not in self.comparisons:
                self.comparisons[told["key"]] = Comparison.of_values(told)
        self.steps = self.steps or values["steps"]
        self.counts = self.counts or [instructions.Count(**count) for count in values["instructions"]]
        if self.calls is None and values["calls"]:
            self.calls = system_calls.Calls(**values["calls"])
        if not self.latencies:
            self.latencies = [service_times.Latency(**told) for told in values.get("latencies", [])]
        if self.idle is None and values.get("idle"):
            self.idle = service_times.Idle(**values["idle"])
        self.minutes += values["minutes"]

    def as_values(self):
        values = {name: getattr(self, name) for name in ("date", "rounds", "minutes", "machine", "steps")}
        values["comparisons"] = [comparison.as_values() for comparison in self.comparisons.values()]
        values["goals"] = [
            {"work": g.work, "against": g.against, "goal": g.wanted, "reached": g.reached, "state": g.state}
            for g in self.goals
        ]
        values["instructions"] = [dataclasses.asdict(count) for count in self.counts]
        values["calls"] = self.calls and dataclasses.asdict(self.calls)
        values["latencies"] = [dataclasses.asdict(each) for each in self.latencies]
        values["idle"] = self.idle and dataclasses.asdict(self.idle)
        return values


def measure(options, setting, measured):
    if "export" in options.only:
        for each in options.size:
            measured.add(whole_exports.run(setting, each))
    if "small" in options.only:
        for orders in (3, 1):
            measured.add(small_files.run(setting, options.files, orders))
    if "start" in options.only:
        measured.add(*starting.run(setting))
    if "growth" in options.only:
        measured.add(growth.run(setting, LEDGERS + ((LARGEST,) if options.full else ()), ARCHIVED))
    if "steps" in options.only:
        measured.steps = steps.run(setting)
        print("\nThe steps of a record\n\n" + tables.as_text(*tables.of_steps(measured.steps)), flush=True)
    if "instructions" in options.only:
        measured.counts = instructions.run(setting)
        print("\nInstructions\n\n" + tables.as_text(*tables.of_counts(measured.counts)), flush=True)
    if "calls" in options.only:
        measured.calls = system_calls.run(setting)
        print("\nSystem calls\n\n" + tables.as_text(*tables.of_calls(measured.calls)), flush=True)
    if "latency" in options.only:
        measured.latencies = service_times.latencies(setting, min(THROUGH, options.files))
        print("\nThrough the service\n\n" + tables.as_text(*tables.of_latencies(measured.latencies)), flush=True)
    if "idle" in options.only:
        measured.idle = service_times.idle(setting, EMPTY, options.seconds)
        print("\nIdle\n\n" + tables.as_text(*tables.of_idle(measured.idle)), flush=True)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", help="of the exports, separated by commas; default 10MB,100MB, and 1GB with --full")
    parser.add_argument("--files", type=int, default=5_000, help="small files; default 5000")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"of idleness; default {SECONDS}")
    parser.add_argument("--rounds", type=int, default=3, help="of the longer comparisons; default 3")
    parser.add_argument("--only", default=",".join(PARTS), help=f"only some of {', '.join(PARTS)}")
    parser.add_argument("--full", action="store_true", help="also 1 GB, and a million earlier interchanges: an hour")
    parser.add_argument("--keep", action="store_true", help="what this run does not measure stays from the one before")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--folder", default=REPOSITORY / ".build" / "bench", help="where everything is laid out")
    parser.add_argument("--json", help="where all rounds are written; default results.json in that folder")
    parser.add_argument("--self-check", action="store_true", help="only check the parts that calculate and write")
    options = parser.parse_args()
    sizes = options.size or ("10MB,100MB,1GB" if options.full else "10MB,100MB")
    try:
        options.size = [size(text) for text in sizes.split(",")]
    except ValueError as wrong:
        parser.error(str(wrong))
    options.only = [part for part in options.only.split(",") if part]
    unknown = [part for part in options.only if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    if options.rounds < 1 or options.files < 1:
        parser.error("there must be a round and a file at least")
    return options


def main():
    options = read_options()
    if options.self_check:
        sys.exit(self_check.run())
    begin = time.monotonic()
    folder = pathlib.Path(options.folder).resolve()
    program()
    ground = Ground(folder / f"run-{time.strftime('%Y%m%d-%H%M%S')}")
    try:
        measured = Measured(datetime.date.today().isoformat(), options.rounds, machine.described(ground.path))
        with Runner() as runner:
            exports = Exports(folder / "exports")
            sites = Sites(ground, exports)
            workers = WORKERS if sites.knows("{ workers: 1 }") else ()
            bots = bots_edi.Installation(folder / "bots") if "small" in options.only else None
            setting = Setting(
                exports, ground, runner, sites, bots, options.rounds, workers, sites.knows("{ plain: yes }"))
            measure(options, setting, measured)
    except Unexpected as wrong:
        sys.exit(f"bench: {wrong}\nWhat was laid out for it is in {ground.path}; delete it when you have looked.")
    except KeyboardInterrupt:
        ground.remove()
        sys.exit("bench: stopped")
    measured.minutes = (time.monotonic() - begin) / 60
    path = pathlib.Path(options.json or folder / "results.json")
    if options.keep and path.exists():
        measured.keep(json.loads(path.read_text(encoding="utf-8")))
    measured.goals = goals.all_of(measured.comparisons) + goals.of_service(measured.latencies, measured.idle)
    known = [goal for goal in measured.goals if goal.reached is not None]
    if known:
        print("\nGoals\n\n" + tables.as_text(*tables.of_goals(known)))
    path.write_text(json.dumps(measured.as_values(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{measured.minutes:.1f} minutes. All rounds are in {path}.")
    if options.write:
        page.write(measured)
        print(f"The figures stand in {page.PAGE}.")
    ground.remove()


if __name__ == "__main__":
    main()
