"""Each folder in each kind of trouble while the service runs: what waits says so, others go on, and all ends well by
itself."""

import concurrent.futures
import contextlib
import dataclasses
import random
import re
import time
import traceback

import troubles
from lanes import Lane, Program, UserSite, owner
from proof import Result, need_root
from service import Service, wait

#: How long the program may take to notice, and others to pass, while one folder is in trouble.
NOTICED = 15
#: How long a scan in hand, and the wait for the next one, may take when a folder gets into trouble.
SCANNED = 3
#: How long to leave it in trouble after that.
ENDURED = 2
#: How long after the end of the trouble everything may take to pass: what failed is tried again after longer and longer
#: pauses, of 16 s at most by then.
RECOVERED = 45

#: What systemd does with a service that ended, as the unit that ships has it, only sooner: Restart=on-failure. These
#: codes it takes for success, or for what starting again does not mend.
RESTART_AFTER = 1
NOT_RESTARTED = {0, 1, 64, 66, 78}


@dataclasses.dataclass(frozen=True)
class Place:
    folder: str
    #: Whether a system that has nothing to do with this folder must go on. All share the archive, the ledger and the
    #: disk of the rejected files, without which a file that turns out to be bad could not be brought to its end.
    others_go_on: bool = True
    #: Whether the program may end: after a failure of its ledger it knows nothing for certain, so it starts anew.
    may_end: bool = False

    @property
    def is_inbox(self):
        return self.folder.startswith("inbox")


PLACES = [
    Place("inbox/crm"), Place("outbox/erp"), Place("outbox/crm"), Place("archive", others_go_on=False),
    Place("rejected", others_go_on=False), Place("ledger", others_go_on=False, may_end=True),
]


def run(short):
    need_root("mounting small file systems")
    seed = random.randrange(1 << 32)
    pairs = [(place, kind) for place in PLACES for kind in troubles.ALL if has_sense(place, kind)]
    if short:
        # Each folder and each kind of trouble at least once.
        pairs = [pair for pair in pairs if (PLACES.index(pair[0]) - troubles.ALL.index(pair[1])) % 3 == 0]
    pairs *= 1 if short else 3
    result = Result(
        "a folder in trouble: named, nothing lost or twice, others go on, recovers by itself",
        f"{len(PLACES)} folders, {len(troubles.ALL)} kinds of trouble, seed {seed}")
    with Program() as program, concurrent.futures.ThreadPoolExecutor(8) as pool:
        cases = [Case(program.path, *pair, random.Random(f"{seed} {index}")) for index, pair in enumerate(pairs)]
        for case, wrong in zip(cases, pool.map(outcome, cases)):
            result.check(wrong, f"{case.place.folder}, {case.kind.name}")
    result.note = note(cases)
    return [result]


def outcome(case):
    try:
        return case.run()
    except Exception:
        # A case that breaks has shown nothing, and the others go on.
        return [*case.wrong, traceback.format_exc()]


def has_sense(place, kind):
    # The ledger knows the folders by their markers; its own folder needs none.
    return not (place.may_end and kind is troubles.MarkerGone)


def note(cases):
    recovered = [case.recovered for case in cases if case.recovered is not None]
    restarts = sum(case.restarts for case in cases)
    waited = sum(case.has_waited for case in cases)
    text = f"{waited} of {len(cases)} held files back, the others did without; {restarts} restarts"
    if recovered:
        text += f"; recovered after {sum(recovered) / len(recovered):.1f} s on average, {max(recovered):.1f} s at most"
    return text


class Case:
    """One folder, one trouble. Everything that is wrong is collected, and the case goes on as far as it can."""

    def __init__(self, program, place, kind, rng):
        self.program = program
        self.place = place
        self.kind = kind
        self.rng = rng
        self.wrong = []
        self.restarts = 0
        self.recovered = None
        self.has_waited = False
        self.mark = 0

    def run(self):
        with contextlib.ExitStack() as stack:
            disks = []

            def furnish(path):
                disks.append(troubles.Disk(path / self.place.folder, owner()))
                stack.callback(disks[0].remove)

            self.site = UserSite(self.program, furnish)
            # What is registered last is done first: the site is deleted when nothing is mounted in it any more.
            unmount = stack.pop_all()
            stack.callback(self.site.remove)
            stack.push(unmount)
            self.trouble = self.kind(disks[0])
            self.crm, self.shop = Lane(self.site, "crm", "erp"), Lane(self.site, "shop", "wms")
            self.service = stack.enter_context(Service(self.site, "--interval", "1s"))
            stack.enter_context(self.crm.erp)
            stack.enter_context(self.shop.erp)
            try:
                self.play()
            except troubles.Unmarked as why:
                self.wrong.append(str(why))
                self.service.thaw()
                self.tended(lambda: self.crm.has_passed() and self.shop.has_passed(), RECOVERED)
            # What is done is let go of a moment later, so the account is drawn up when the service has ended.
            self.wrong += self.service.stop() + self.crm.audit() + self.shop.audit()
        return self.wrong

    # The story.

    def play(self):
        self.drop(3)
        if not self.tended(lambda: self.crm.has_passed() and self.shop.has_passed(), NOTICED):
            self.wrong.append("nothing passed even before the trouble")
        with self.held_erp():
            self.strike()
            self.endure()
            self.wrong += self.trouble.faults()
            self.trouble.end()
        ended = time.monotonic()
        if self.tended(lambda: self.crm.has_passed() and self.shop.has_passed(), RECOVERED):
            self.recovered = time.monotonic() - ended
        else:
            self.wrong.append(
                f"not recovered {RECOVERED} s after the trouble: crm {self.states(self.crm)}, shop "
                f"{self.states(self.shop)}; the log ends: {self.service.since(self.mark)[-400:]}")

    def drop(self, count):
        self.crm.drop(count, bad=1 if self.place.folder == "rejected" else 0)
        self.shop.drop(count)

    def strike(self):
        """Makes the trouble at a random moment of the work on some files, and drops more when the scan in hand is over:
        what it has begun it may still bring to its end."""
        self.drop(20)
        time.sleep(self.rng.uniform(0, 0.1))
        self.service.freeze()
        self.mark = self.service.position()
        if self.place.is_inbox and self.kind.shuts_sender_out:
            self.crm.drop(5)
        if self.place.may_end and self.kind is troubles.ReadOnly:
            # The kernel takes the right to write only from those who have nothing open for it.
            self.service.kill()
        troubles.insist(self.trouble, self.service)
        self.service.thaw()
        self.tended(lambda: False, SCANNED)
        if not (self.place.is_inbox and self.kind.shuts_sender_out):
            # Only the program's own way to the folder is cut; the sender still has its share.
            into = self.trouble.disk.backing if self.place.is_inbox else None
            self.crm.drop(5, bad=1 if self.place.folder == "rejected" else 0, into=into)
        self.shop.drop(5)

    def endure(self):
        """What must be true while it lasts."""
        must_pause = self.kind.must_pause and not self.place.may_end
        is_told = self.tended(lambda: self.is_named() or not must_pause and self.crm.has_passed(), NOTICED, pause=0.3)
        if not is_told:
            self.wrong.append(
                f"for {NOTICED} s neither the log nor kontor status named {self.place.folder}, while crm was "
                f"{self.states(self.crm)}")
        if self.place.others_go_on:
            self.others()
        self.tended(lambda: False, ENDURED)
        self.has_waited = not self.crm.has_passed()
        if must_pause and not self.has_waited:
            self.wrong.append("it went on as if nothing had happened")

    def others(self):
        for _ in range(2):
            if not self.tended(self.shop.has_passed, NOTICED):
                return self.wrong.append(f"shop had to wait: {self.states(self.shop)}")
            self.shop.drop(3)

    # What it needs.

    def held_erp(self):
        """Where the ERP's own outbox is in trouble, it keeps away from it."""
        return self.crm.erp.door if self.place.folder == "outbox/erp" else contextlib.nullcontext()

    def tended(self, condition, seconds, pause=0.05):
        """Waits as systemd would let it: a service that ended is started again, which is right for the ledger only."""
        def tend_and_ask():
            if self.service.has_ended():
                self.restart()
            return condition()

        return wait(tend_and_ask, seconds, pause)

    def restart(self):
        code = self.service.process.returncode
        if self.restarts == 0 and not self.place.may_end:
            self.wrong.append(f"the service ended with {code}: {self.service.since(self.mark)[-300:]}")
        elif code in NOT_RESTARTED:
            self.wrong.append(f"the service ended with {code}, with which systemd does not start it again: "
                              f"{self.service.since(self.mark)[-300:]}")
        self.restarts += 1
        time.sleep(RESTART_AFTER)
        self.service.start()

    def states(self, lane):
        return lane.count_by("state") if self.place.folder != "ledger" else "?"

    def is_named(self):
        """Whether the administrator can know of it: by a line of the log, or by what status says of this folder."""
        path = re.compile(rf"(^|[\s/'\"]){re.escape(self.place.folder)}(?![\w-])")
        for line in self.service.since(self.mark).splitlines():
            if " interchange: " not in line and path.search(line):
                return True
        status, complaint = self.site.status()
        if status is None:
            return bool(path.search(complaint))
        return any(path.search(folder["path"]) for folder in faulty(status))


def faulty(value):
    """Every folder anywhere in a status that has a fault."""
    if isinstance(value, list):
        return [found for item in value for found in faulty(item)]
    if not isinstance(value, dict):
        return []
    here = [value] if "path" in value and value.get("fault") else []
    return here + [found for item in value.values() for found in faulty(item)]
