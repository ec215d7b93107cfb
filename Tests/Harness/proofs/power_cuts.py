"""Power cuts on real file systems: what went to the disks is logged, and replayed up to every flush and in between."""

import os
import random
import shutil
import signal
import subprocess
import time

from blocks import Replay, cuts, read_log
from disks import Disks, Failed, compile_tools, need_disks, workspace
from promises import Witness, examine, sha256
from proof import Result, Skipped
from workplace import Site

#: With one disk, the fsync of the ledger commits the journal, and with it each rename whose folder was forgotten: there
#: a missing fsync of folders is not seen. With a disk for each folder it is, and they lose writes independently.
ONE = [""]
APART = ["", "inbox", "outbox/erp", "ledger"]

WAVES = 4
FILES_EACH = 6


def run(short):
    need_disks()
    seed = random.randrange(1 << 32)
    folder = workspace()
    # Ended from outside, it must still unmount what it has mounted.
    before = signal.signal(signal.SIGTERM, lambda *_: exit(1))
    try:
        compile_tools(folder)
        return [r for kind in (("ext4",) if short else ("ext4", "xfs")) for r in on(kind, folder, short, seed)]
    finally:
        signal.signal(signal.SIGTERM, before)
        shutil.rmtree(folder, ignore_errors=True)


def on(kind, folder, short, seed):
    rng = random.Random(f"{seed} {kind}")
    result = Result("power cut: nothing promised is taken back, nothing lost", f"cuts on {kind}, seed {seed}")
    can_see = Result("power cut: the tests can see a forgotten fsync", f"cuts on {kind}, fsync left out, seed {seed}")
    if not shutil.which(f"mkfs.{kind}"):
        result.note = f"skipped: mkfs.{kind} is missing; scripts/prepare.sh prove installs it"
        return [result]
    forms = [(ONE, True), (APART, False)] if short else [(p, eager) for p in (ONE, APART) for eager in (True, False)]
    start = time.monotonic()
    flushes = back = once_more = 0
    for places, eager in forms:
        trial = Trial(kind, folder, places, eager, rng)
        trial.record()
        for cut, wrong, undeleted, republished in trial.replay(10 if short else 80):
            result.check(wrong, f"{len(places)} disks, {'eager' if eager else 'lazy'} ERP, cut {cut.name}")
            # A lazy ERP has taken nothing, so nothing comes to it a second time.
            back += undeleted if eager else 0
            once_more += republished if eager else 0
        flushes += trial.flushes
    result.note = (
        f"{flushes} flushes to choose from. Of what an eager ERP had taken, it was offered again, with the same name "
        f"and bytes: {once_more} documents by Kontor, {back} because its own deletion had not become durable")
    result.seconds = time.monotonic() - start

    start = time.monotonic()
    mutants = [("everything", ONE)] if short else [("everything", ONE), ("files", ONE), ("folders", APART)]
    seen = []
    for forgotten, places in mutants:
        trial = Trial(kind, folder, places, True, rng)
        trial.record({"LD_PRELOAD": str(folder / "nosync.so"), "FORGET": forgotten})
        outcomes = [bool(wrong) for _, wrong, _, _ in trial.replay(8 if short else 40)]
        can_see.runs += len(outcomes)
        seen.append(f"{forgotten}: {sum(outcomes)} of {len(outcomes)} cuts")
        if not any(outcomes):
            can_see.violations.append(f"no cut broke anything, though the fsync of {forgotten} was left out")
    can_see.note = f"seen to break a promise without the fsync of {', of '.join(seen)}"
    can_see.seconds = time.monotonic() - start
    return [result, can_see]


class Trial:
    """One run of the program, recorded, and as many cuts of it as are asked for."""

    def __init__(self, kind, folder, places, eager, rng):
        self.folder = folder / "trial"
        self.folder.mkdir()
        self.sources = self.folder / "sources"
        self.disks = Disks(kind, self.folder, places, folder)
        self.eager = eager
        self.rng = rng
        self.flushes = 0
        try:
            self.disks.make()
            with self.disks.mounted(self.disks.base):
                self.site = Site(self.disks.root)
        except Failed as why:
            raise Skipped(f"no file system can be mounted here: {why}") from why
        self.site.generate(WAVES * FILES_EACH, folder=self.sources)
        self.digests = {path.name: sha256(path) for path in self.sources.iterdir()}

    def record(self, environment=None):
        environment = dict(os.environ, **(environment or {}))
        witness = Witness(self.site, self.disks.position, self.eager)
        names = sorted(self.digests)
        with self.disks.recorded():
            with witness:
                for wave in range(WAVES):
                    dropped = names[wave * FILES_EACH:(wave + 1) * FILES_EACH]
                    self._drop(dropped, witness)
                    # What a killed scan left visible need not be durable, and the next one builds on it.
                    if wave % 2:
                        self._scan(environment, self.rng.uniform(0.1, 0.5))
                    self._scan(environment)
                    for name in names[:(wave + 1) * FILES_EACH]:
                        witness.note("ended", name)
            end = self.disks.position()
        self.events = witness.events
        self.records = read_log(self.disks.log, end)
        self.end = end

    def _drop(self, names, witness):
        for name in names:
            part = self.site.inbox / f".{name}.part"
            with open(part, "wb") as file:
                file.write((self.sources / name).read_bytes())
                file.flush()
                os.fsync(file.fileno())
            part.rename(self.site.inbox / name)
        folder = os.open(self.site.inbox, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            # Left open by an error, it would keep the disk from being unmounted.
            os.close(folder)
        for name in names:
            witness.note("dropped", name)

    def _scan(self, environment, killed_after=None):
        process = subprocess.Popen(
            self.site.command("scan", "--settle", "0"), cwd=self.site.path, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            status = process.wait(killed_after or 60)
            if status != 0:
                raise RuntimeError(f"the scan that was recorded ended with {status}")
        except subprocess.TimeoutExpired:
            if not killed_after:
                raise
        finally:
            process.kill()
            process.wait()

    def replay(self, count):
        """Gives each cut with what `examine` says of it."""
        chosen, self.flushes = cuts(self.records, self.end, count, self.rng)
        replay = Replay(self.disks, self.records)
        try:
            for cut in chosen:
                past = [event for event in self.events if event.position <= cut.position]
                try:
                    with self.disks.mounted(replay.images_after(cut)):
                        yield cut, *examine(self.site, past, self.digests)
                except Failed as why:
                    yield cut, [str(why)], 0, 0
        finally:
            shutil.rmtree(self.folder)
