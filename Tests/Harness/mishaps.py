"""What befalls a service, one thing after another, by chance: and what must be told of it."""

import collections
import json
import signal
import threading
import time

from service import wait

#: How long a service may take to notice what is asked of it, on a busy machine.
NOTICED = 25
#: How long a command may take: it waits for a minute until the service has taken its decision.
COMMANDED = 90
#: How long a share stays away at least: longer than the grace, and long enough for health to be asked about it.
AWAY = (4, 14)
#: A flow that no configuration has.
WRONG = "  - { from: crm, to: nobody, entities: [Customer] }\n"


class Mishaps:
    def __init__(self, story, rng):
        self.story = story
        self.site = story.site
        self.service = story.service
        self.watch = story.watch
        self.rng = rng
        self.wrong = []
        self.counts = collections.Counter()
        #: Of shares: how often each was away for longer than the grace.
        self.outages = collections.Counter()
        self.away = None
        self.returns = 0.0
        self.is_paused = False
        self.gaps = 0
        self.acknowledged = set()
        self.configuration = (self.site.path / "kontor.yaml").read_text()
        self.version = 0
        #: Long enough for health to be asked about it.
        self.long = 0

    def happen(self, seconds):
        start = time.monotonic()
        self.long = 10 if seconds >= 60 else 0
        # Each at least once, in an order of chance; then what chance says.
        kinds = [self.reload, self.edit, self.edit_wrongly, self.stop, self.kill, self.share_away, self.share_away,
                 self.pause_or_resume, self.run_flow, self.keep_back, self.two_at_once]
        agenda = self.rng.sample(kinds, len(kinds))
        while time.monotonic() - start < seconds or agenda:
            if self.service.has_ended():
                self.wrong.append(f"the service ended by itself: {self.service.since(0)[-800:]}")
                self.service.start()
            if self.away and time.monotonic() > self.returns:
                self.share_back()
            kind = agenda.pop() if agenda else self.rng.choice(kinds)
            kind()
            time.sleep(self.rng.uniform(0.1, 2 if seconds < 60 else 6))

    def end(self):
        """Ends what still lasts."""
        if self.away:
            time.sleep(max(0, self.returns - time.monotonic()))
            self.share_back()
        if self.is_paused:
            self.pause_or_resume()

    # The process.

    def reload(self):
        self.counts["SIGHUP"] += 1
        self.service.signal(signal.SIGHUP)

    def stop(self):
        self.counts["SIGTERM"] += 1
        self.watch.now("down")
        self.wrong += self.service.stop()
        self.start()

    def kill(self):
        self.counts["SIGKILL"] += 1
        self.watch.now("down")
        self.service.kill()
        self.start()

    def start(self):
        # Some of the time it stays down for so long that health is asked about it.
        time.sleep(self.rng.choice([0, 0, 0.5, 0.5, self.long]))
        self.service.start()
        self.say_how_it_is()

    def say_how_it_is(self):
        self.watch.now("not-ready" if self.away else "well", self.away.folder if self.away else None)

    # The configuration.

    def edit(self):
        self.counts["right edit"] += 1
        before = self.service.position()
        self.version += 1
        flow = "to: wms, entities: [Customer, Order]"
        pace = self.rng.choice(["", ", pace: { documents: 400, each: 1m }"])
        self.write(self.configuration.replace(flow, flow + pace) + f"\n# version {self.version}\n")
        if not wait(lambda: "configuration taken" in self.service.since(before), NOTICED):
            self.wrong.append("a right configuration was not taken")

    def edit_wrongly(self):
        self.counts["wrong edit"] += 1
        before = self.service.position()
        self.write(self.configuration.replace("flows:\n", "flows:\n" + WRONG))
        if not wait(lambda: "configuration refused" in self.service.since(before), NOTICED):
            self.wrong.append("a wrong configuration was not refused")
        self.watch.now("not-ready", "configuration on disk")
        time.sleep(self.rng.choice([0, self.long]))
        before = self.service.position()
        self.version += 1
        self.write(self.configuration + f"\n# version {self.version}\n")
        if not wait(lambda: "configuration taken" in self.service.since(before), NOTICED):
            self.wrong.append("the right configuration was not taken after the wrong one")
        self.say_how_it_is()

    def write(self, text):
        """As editors do, some in place and some by renaming."""
        path = self.site.path / "kontor.yaml"
        if self.rng.random() < 0.5:
            path.write_text(text)
        else:
            new = path.with_suffix(".new")
            new.write_text(text)
            new.rename(path)

    # Folders.

    def share_away(self):
        if self.away:
            return
        share = self.rng.choice(self.story.shares)
        self.counts["share away"] += 1
        with self.story.crm.door:
            share.leave()
        self.away, self.returns = share, time.monotonic() + self.rng.uniform(*AWAY)
        self.watch.now("not-ready", share.folder)
        self.outages[share] += 1
        if not wait(lambda: self.incident_of(share), NOTICED):
            self.wrong.append(f"no incident was opened for {share.folder.name}, which is away")
        self.returns = max(self.returns, time.monotonic() + 1)
        if self.rng.random() < 0.5:
            self.acknowledge(self.incident_of(share))

    def share_back(self):
        share, self.away = self.away, None
        with self.story.crm.door:
            share.come_back()
        self.say_how_it_is()
        if not wait(lambda: not self.incident_of(share), NOTICED):
            self.wrong.append(f"the incident of {share.folder.name} was not closed when it was back")

    def incident_of(self, share):
        """The number of the open incident about a share; none where there is none."""
        rows = self.site.ledger(
            f"SELECT id FROM incident WHERE state = 'open' AND cause LIKE 'folder-%' AND subject = '{share.folder}'")
        return rows[0][0] if rows else None

    def acknowledge(self, number):
        if number is None:
            return
        done = self.kontor("incidents", "acknowledge", str(number), "--reason", "somebody looks at it")
        if done.returncode == 0:
            self.counts["incident acknowledged"] += 1
            self.acknowledged.add(number)
        elif self.incident_of(self.away) == number:
            self.wrong.append(f"incident {number} could not be acknowledged: {done.stdout}{done.stderr}")

    # Flows.

    def kontor(self, *words):
        done = self.site.run(*words, timeout=COMMANDED)
        if done.returncode not in (0, 1):
            self.wrong.append(f"kontor {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def pause_or_resume(self):
        word = "resume" if self.is_paused else "pause"
        self.counts[word] += 1
        self.kontor("schedule", word, "shop-wms", "--reason", "by chance")
        self.is_paused = not self.is_paused

    def run_flow(self):
        self.counts["run by hand"] += 1
        self.kontor("schedule", "run", "web-hub", "--reason", "by chance")

    def two_at_once(self):
        """Two people decide at the same moment."""
        self.counts["two decisions at once"] += 1
        words = [("schedule", "run", "web-hub"), ("schedule", "pause", "web-hub"), ("schedule", "resume", "web-hub")]
        threads = [threading.Thread(target=self.kontor, args=pair) for pair in words[:2]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.kontor(*words[2])

    # Files.

    def keep_back(self):
        """A number is left out, and comes later."""
        self.counts["number left out"] += 1
        self.gaps += 1
        self.story.web.keep_back()

    # The account.

    def account(self):
        """Each incident has its cause, and each cause its incident."""
        wrong = []
        rows = self.site.ledger("SELECT id, cause, subject, state, acknowledgedBy, returns FROM incident")
        folders = collections.Counter()
        for number, cause, subject, state, by, returns in rows:
            if state != "closed":
                wrong.append(f"incident {number} is still open: {cause} {subject}")
            if cause in ("folder-away", "folder-wrong"):
                folders[subject] += 1 + returns
            elif cause not in ("number-gap", "number-reversal"):
                wrong.append(f"incident {number} has no cause: {cause} {subject}")
            elif not subject.startswith("web"):
                wrong.append(f"incident {number} has no cause: {cause} {subject}")
            if number in self.acknowledged and by is None:
                wrong.append(f"that incident {number} was acknowledged is forgotten")
        for share in self.story.shares:
            if folders.pop(str(share.folder), 0) != self.outages[share]:
                wrong.append(f"{share.folder.name} was away {self.outages[share]} times, incidents say otherwise: {rows}")
        if folders:
            wrong.append(f"folders that were there were called away: {dict(folders)}")
        told = collections.Counter()
        for path in (self.site.path / "events").glob("*.json"):
            event = json.loads(path.read_text())
            told[event.get("event")] += 1
        if told["opened"] + told["returned"] < len(rows):
            wrong.append(f"{len(rows)} incidents, and of them were told {dict(told)}")
        return wrong
