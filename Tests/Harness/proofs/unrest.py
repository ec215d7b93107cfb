"""A service that is given no rest: while files come, it is stopped, killed and reloaded, folders go away and return, flows
are paused and resumed, and receivers take their time. In the end all must balance, and nothing be left open."""

import contextlib
import os
import pathlib
import random
import shutil
import statistics
import tempfile
import threading
import time

import troubles
from mishaps import Mishaps
from parties import LazyERP, Party, Share
from proof import Result
from service import Service, wait
from usage import allowed_growth
from watching import Watch
from workplace import Site

HARNESS = pathlib.Path(__file__).resolve().parents[1]

SECONDS, SHORT_SECONDS = 1800, 20
#: Of the outbox of wms, in unrest.yaml.
CAPACITY = 40
#: Files a second, of all senders together.
PER_SECOND = 12
#: Of the three senders; the receiver of the second one is slow.
SHARES_OF_FILES = (4, 1, 3)
#: How long the end may take: a flow that goes on the minute, deadlines, and questions that are asked twice a minute.
DRAINED, SHORT_DRAINED = 240, 100
#: Room on a share: the whole run passes through it.
SHARE_SIZE, SHARE_INODES = 64 << 20, 40_000
#: Descriptors more in the last third than in the first: the folder of a new day.
ALLOWED_DESCRIPTORS = 3


def run(short):
    seconds = float(os.environ.get("KONTOR_SOAK_SECONDS") or (SHORT_SECONDS if short else SECONDS))
    seed = int(os.environ.get("KONTOR_SEED") or random.randrange(1 << 32))
    result = Result(
        "a service that is given no rest: each file once, health tells the truth, each incident has its cause",
        f"{seconds:.0f} s, seed {seed}")
    with contextlib.ExitStack() as stack:
        story = Story(stack, seed)
        wrong = story.play(seconds, SHORT_DRAINED if short else DRAINED)
        result.check(wrong, f"seed {seed}")
        result.note = story.told()
        if wrong and os.environ.get("KONTOR_KEEP"):
            stack.pop_all()
            result.note += f"; kept in {story.site.path}"
    return [result]


class Story:
    def __init__(self, stack, seed):
        # Each thread has its own, so that a seed says what each of them does.
        self.rng, self.sender_rng, self.fetch_rng = (random.Random(f"{seed} {part}") for part in range(3))
        path = pathlib.Path(tempfile.mkdtemp(prefix="kontor-prove-"))
        stack.callback(shutil.rmtree, path, ignore_errors=True)
        shares = {place: Share(path / place, self._disk(stack, path / place)) for place in ("inbox/crm", "outbox/erp")}
        (path / "events").mkdir()
        self.site = Site(path, (HARNESS / "unrest.yaml").read_text())
        self.parties = [Party(self.site, *names) for names in (("crm", "erp"), ("shop", "wms"), ("web", "hub"))]
        self.crm, self.shop, self.web = self.parties
        self.crm.inbox_share, self.crm.outbox_share = shares["inbox/crm"], shares["outbox/erp"]
        self.shop.erp = LazyERP(self.shop, seed)
        self.shares = list(shares.values())
        self.service = stack.enter_context(Service(self.site, "--interval", "1s"))
        self.is_sending = True
        self.wrong = []
        self.mishaps = None
        self.watch = None

    @staticmethod
    def _disk(stack, folder):
        """A small file system where this machine lets us mount one; otherwise the folder is renamed away."""
        if os.geteuid() != 0:
            return None
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            disk = troubles.Disk(folder, (0, 0), SHARE_SIZE, SHARE_INODES)
        except OSError:
            return None
        stack.callback(disk.remove)
        return disk

    def play(self, seconds, drained):
        stop = threading.Event()
        with Watch(self.site, self.service) as self.watch:
            self.mishaps = Mishaps(self, self.rng)
            threads = [threading.Thread(target=self._guard, args=(work, stop), daemon=True)
                       for work in (self._send, self._fetch)]
            for thread in threads:
                thread.start()
            try:
                self.mishaps.happen(seconds)
            finally:
                self.mishaps.end()
            self.is_sending = False
            if drained == SHORT_DRAINED:
                # There is no time to wait for the next minute.
                wait(lambda: "web" not in self._left(), drained, pause=0.5)
                self.mishaps.run_flow()
            if not wait(self._is_over, drained, pause=1):
                self.wrong.append(f"not at its end {drained} s after the last file: {self._left()}")
            stop.set()
            for thread in threads:
                thread.join()
            self.wrong += self.watch.wrong + self.mishaps.wrong + self.mishaps.account()
            self.watch.now("down")
            self.wrong += self.service.stop()
        for party in self.parties:
            self.wrong += party.audit()
        self.wrong += self._verified() + self._flat() + self._answered()
        if self.shop.erp.most > CAPACITY:
            self.wrong.append(f"{self.shop.erp.most} files lay in an outbox with a capacity of {CAPACITY}")
        return self.wrong

    # Beside the mishaps.

    def _guard(self, work, stop):
        try:
            while not stop.is_set():
                work(stop)
        except Exception as error:
            self.wrong.append(f"{work.__name__} broke: {error!r}")

    def _send(self, stop):
        if self.is_sending:
            self.sender_rng.choices(self.parties, SHARES_OF_FILES)[0].drop()
        else:
            for party in self.parties:
                party.drop_kept_back()
        stop.wait(1 / PER_SECOND)

    def _fetch(self, stop):
        for party in (self.crm, self.web):
            with party.door:
                party.erp.collect()
        if self.fetch_rng.randrange(20) == 0 or not self.is_sending:
            self.shop.erp.take()
        stop.wait(0.05)

    # The end.

    def _is_over(self):
        return not self._left()

    def _left(self):
        left = {}
        for party in self.parties:
            done = party.count_by("state").get("done", 0)
            if done != party.files or party.kept_back:
                left[party.sender] = f"{done} of {party.files} files"
        for what, query in (
                ("waiting", "SELECT count(*) FROM waiting WHERE endedBy IS NULL"),
                ("interchanges under way", "SELECT count(*) FROM interchange WHERE state <> 'done'"),
                ("unpublished", "SELECT count(*) FROM document WHERE state NOT IN ('published', 'superseded')"),
                ("not confirmed", "SELECT count(*) FROM document WHERE system = 'wms' AND kind = 'import' "
                                  "AND takenAt IS NULL"),
                ("incidents", "SELECT count(*) FROM incident WHERE state = 'open'")):
            count = self.site.ledger(query)[0][0]
            if count:
                left[what] = count
        return left

    def _verified(self):
        done = self.site.run("verify")
        return [] if done.returncode == 0 else [f"kontor verify ended with {done.returncode}: {done.stdout[-1500:]}{done.stderr}"]

    def _answered(self):
        """Whose documents waited hears of their delivery; and each notice of an incident lies in the folder once at least."""
        wrong = []
        missing = self.site.ledger(
            "SELECT count(*) FROM interchange WHERE sender <> 'desk' AND NOT EXISTS (SELECT 1 FROM document "
            "WHERE document.interchange = interchange.id AND kind = 'acknowledgement' AND state = 'published')")[0][0]
        if missing:
            wrong.append(f"{missing} files are not answered, by the ledger")
        for party in self.parties:
            names = set(self.site.visible(party.answers))
            known = {row[0] for row in self.site.ledger(
                f"SELECT CAST(name AS TEXT) FROM document WHERE kind = 'acknowledgement' AND system = '{party.sender}'")}
            if names != known:
                wrong.append(f"{party.sender} has {len(names)} acknowledgements, the ledger {len(known)}")
        return wrong

    def _flat(self):
        points = self.watch.points
        if len(points) < 60:
            return []
        wrong = []
        third = len(points) // 3
        first, last = points[:third], points[-third:]
        memory = [statistics.median(point.memory for point in part) for part in (first, last)]
        allowed = allowed_growth(memory[0], first[0].ledger, last[-1].ledger)
        if memory[1] - memory[0] > allowed:
            wrong.append(f"memory grew from {memory[0]:.0f} to {memory[1]:.0f} KiB; {allowed:.0f} more would be flat")
        descriptors = [statistics.median(point.descriptors for point in part) for part in (first, last)]
        if descriptors[1] - descriptors[0] > ALLOWED_DESCRIPTORS:
            wrong.append(f"open descriptors grew from {descriptors[0]:.0f} to {descriptors[1]:.0f}")
        return wrong

    def told(self):
        files = sum(party.files for party in self.parties)
        events = ", ".join(f"{count} {name}" for name, count in sorted(self.mishaps.counts.items()))
        samples = ", ".join(f"{count} {name}" for name, count in sorted(self.watch.samples.items()))
        points = self.watch.points
        use = ""
        if len(points) > 2:
            use = (f"; memory {points[0].memory} to {points[-1].memory} KiB, descriptors {points[0].descriptors} to "
                   f"{points[-1].descriptors}")
        return f"{files} files, {self.shop.erp.refused} documents refused; {events}; health asked where it was {samples}{use}"
