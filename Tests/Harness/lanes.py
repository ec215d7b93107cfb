"""Two senders in one site that share nothing but the program, and the user that nobody would run a service without."""

import json
import os
import pathlib
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading

import proof
from workplace import ERP, Site, audit, program

HARNESS = pathlib.Path(__file__).resolve().parent

#: Permission bits do not bind root, so the program runs as somebody else.
USER = "nobody"


def owner():
    entry = pwd.getpwnam(USER)
    return entry.pw_uid, entry.pw_gid


class Program:
    """A copy of the program where that user may reach it, whatever the way to the build folder is."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kontor-program-"))
        self.folder.chmod(0o755)
        self.path = self.folder / "kontor"
        shutil.copy2(program(), self.path)
        answer = subprocess.run(
            [*as_user(), str(self.path), "--version"], capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            self.__exit__()
            raise proof.Skipped(f"{USER} cannot run the program: {answer.stderr.strip()}")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


def as_user():
    uid, gid = owner()
    return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]


class UserSite(Site):
    """A site that belongs to that user, with two senders. `furnish` is called with its path before `init`."""

    def __init__(self, executable, furnish):
        self.executable = executable
        path = pathlib.Path(tempfile.mkdtemp(prefix="kontor-prove-"))
        for folder in (path, path / "inbox", path / "outbox"):
            folder.mkdir(exist_ok=True)
            os.chown(folder, *owner())
        furnish(path)
        super().__init__(path, (HARNESS / "two-senders.yaml").read_text())

    def command(self, *arguments):
        return [*as_user(), str(self.executable), *arguments]

    def status(self):
        """What `kontor status --json` says, or the reason why it says nothing."""
        try:
            done = self.run("status", "--json", timeout=10)
        except subprocess.TimeoutExpired:
            return None, "kontor status does not answer"
        if done.returncode not in (0, 1):
            return None, done.stderr.strip() or f"kontor status ended with {done.returncode}"
        return json.loads(done.stdout), None


class Lane:
    """One sender and its receiver. Can be audited like a site with nothing else in it."""

    def __init__(self, site, sender, receiver):
        self.site = site
        self.path = site.path
        self.sender = sender
        self.inbox = site.path / "inbox" / sender
        self.answers = site.path / "outbox" / sender
        self.outbox = site.path / "outbox" / receiver
        self.files = 0
        self.rejected = 0
        self.erp = PatientERP(self)

    def visible(self, folder):
        return self.site.visible(folder)

    def filed(self, room="archive"):
        return [name for name in self.site.filed(room) if f"-{self.sender}-" in name]

    def count_by(self, column):
        return dict(self.site.ledger(
            f"SELECT {column}, count(*) FROM interchange WHERE sender = '{self.sender}' GROUP BY {column}"))

    def drop(self, count, bad=0, into=None):
        """So many good files and so many that must be rejected, each written under another name and renamed in; `into`
        is another way to the inbox."""
        inbox = into or self.inbox
        with tempfile.TemporaryDirectory(prefix="kontor-stage-") as stage:
            self.site.generate(count + bad, first=self.files + self.rejected + 1, folder=stage)
            for index, path in enumerate(sorted(pathlib.Path(stage).iterdir())):
                text = path.read_text()
                if index >= count:
                    # It announces another number of records than it has.
                    text = text.replace("<RecordCount>3<", "<RecordCount>9<")
                number = re.search(r"\d+", path.name).group()
                part = inbox / f".{number}.part"
                part.write_text(text)
                part.rename(inbox / f"{self.sender}-{number}.xml")
        self.files += count
        self.rejected += bad

    def has_passed(self):
        """Whether all that was dropped is done. A ledger that cannot be read now says no."""
        try:
            return self.count_by("state") == {"done": self.files + self.rejected}
        except sqlite3.Error:
            return False

    def audit(self):
        return [f"{self.sender}: {sentence}" for sentence in audit(self, self.erp, self.files, rejected=self.rejected)]


class PatientERP(ERP):
    """Collects only while its door is open, so that it is elsewhere when its outbox is taken away."""

    def __init__(self, lane):
        super().__init__(lane)
        self.door = threading.Lock()

    def collect(self):
        with self.door:
            super().collect()
