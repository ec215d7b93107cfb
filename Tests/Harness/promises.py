"""What had been seen and promised before the power failed, and what must be true of it afterwards."""

import collections
import contextlib
import dataclasses
import hashlib
import os
import pathlib
import re
import shutil
import sqlite3
import tempfile
import threading
import time

from workplace import ERP, audit


@dataclasses.dataclass(frozen=True)
class Event:
    position: int
    #: "dropped" a file, durably; "document" seen by the ERP; "answer" seen by the CRM; "ended" a scan, all taken in.
    kind: str
    name: str
    sha256: str = ""


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Witness:
    """Sees documents and answers as they become visible, and notes when. An eager one takes each document at once; one
    that is lazy leaves them where they are."""

    def __init__(self, site, position, eager):
        self.site = site
        self.position = position
        self.eager = eager
        self.events = []
        self._known = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._error = None

    def note(self, kind, name, digest=""):
        self.events.append(Event(self.position(), kind, name, digest))

    def _look(self):
        for name in self.site.visible(self.site.outbox):
            if name in self._known:
                continue
            path = self.site.outbox / name
            # Noted between reading and deleting: then no cut can have the deletion without the note.
            self.note("document", name, sha256(path))
            if self.eager:
                path.unlink()
            else:
                self._known.add(name)
        for name in self.site.visible(self.site.answers):
            if name not in self._known:
                self._known.add(name)
                self.note("answer", name)

    def _work(self):
        try:
            while not self._stop.is_set():
                self._look()
                time.sleep(0.001)
        except Exception as error:  # raised again by whoever waits for this thread
            self._error = error

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        if self._error:
            raise self._error


def seen_in(past):
    return {(event.name, event.sha256) for event in past if event.kind == "document"}


class Ledger:
    """What the ledger says right after the cut, read from a copy, so that looking changes nothing."""

    def __init__(self, site):
        with tempfile.TemporaryDirectory(prefix="kontor-prove-") as copy:
            for path in (site.path / "ledger").glob("kontor.sqlite*"):
                if not path.name.endswith("-shm"):
                    shutil.copy(path, copy)
            with contextlib.closing(sqlite3.connect(pathlib.Path(copy) / "kontor.sqlite")) as database:
                self.health = database.execute("PRAGMA integrity_check").fetchone()[0]
                columns = "id, CAST(fileName AS TEXT), state, verdict, sha256, place"
                rows = database.execute(f"SELECT {columns} FROM interchange").fetchall()
                self.interchanges = {row[0]: row[1:] for row in rows}
                self.published = database.execute(
                    "SELECT CAST(name AS TEXT), sha256 FROM document WHERE kind = 'import' AND state = 'published'"
                ).fetchall()
                self.documents = dict(database.execute(
                    "SELECT CAST(name AS TEXT), sha256 FROM document WHERE kind = 'import'").fetchall())

    def of_file(self, name):
        return [row for row in self.interchanges.values() if row[0] == name]


def archive_wrong(site, ledger):
    """`done` is said only when the copy is in the archive, whole."""
    wrong = []
    for name, state, _, digest, place in ledger.interchanges.values():
        if state != "done":
            continue
        path = site.path / "archive" / (place or "")
        if not path.is_file():
            wrong.append(f"{name} is done, but not in the archive at {place}")
        elif sha256(path) != digest:
            wrong.append(f"{name} is done, but what lies in the archive is not what came")
    return wrong


def promises_broken(site, ledger, past):
    """What the cut took back though it had been promised, before anything is done about it."""
    wrong = [] if ledger.health == "ok" else [f"the ledger is damaged: {ledger.health}"]
    wrong += archive_wrong(site, ledger)
    seen = seen_in(past)
    taken = collections.Counter(event.name for event in past if event.kind == "document")
    wrong += [f"{name} came twice before the power failed" for name, times in taken.items() if times > 1]
    for name, digest in ledger.published:
        path = site.outbox / name
        if (name, digest) not in seen and not (path.is_file() and sha256(path) == digest):
            wrong.append(f"the ledger says that {name} is published, and nobody has it")
    for event in past:
        if event.kind == "ended" and [row[1] for row in ledger.of_file(event.name)] != ["done"]:
            wrong.append(f"the scan had ended, and {event.name} is no longer done")
        if event.kind == "answer":
            row = ledger.interchanges.get(event.name.split(".")[-3])
            if not row or row[1] not in ("published", "done"):
                wrong.append(f"{event.name} was seen, and the ledger does not know what it says")
    return wrong


def files_wrong(site, past, sources):
    """Every file that was durably in the inbox lies in the archive, as it was."""
    wrong = []
    archived = collections.defaultdict(list)
    for folder, _, names in os.walk(site.path / "archive"):
        for name in names:
            if name.endswith(".xml") and not os.path.basename(folder).startswith("."):
                archived[name.partition("-")[2]].append(sha256(pathlib.Path(folder) / name))
    for event in past:
        if event.kind == "dropped" and not archived[event.name]:
            wrong.append(f"{event.name} is lost")
    for name, digests in archived.items():
        if digests and digests != [sources[name]]:
            wrong.append(f"{name} was archived {len(digests)} times or is not what came")
    return wrong


def examine(site, past, sources):
    """Carries on after a cut. Gives what is wrong, and how many documents that the ERP has seen lie in the outbox
    again: because the cut left them there, and because they were published once more."""
    try:
        ledger = Ledger(site)
        wrong = promises_broken(site, ledger, past)
        lying = set(site.visible(site.outbox))
        last = site.scan(timeout=60)
        if last.returncode != 0:
            wrong.append(f"the scan ended with {last.returncode}: {(last.stdout + last.stderr)[-300:]}")
        erp = ERP(site, eager=False)
        erp.collect()
        again = set(erp.seen) & seen_in(past)
        once_more = {(name, digest) for name, digest in again if name not in lying}
        for name, _ in once_more & set(ledger.published):
            wrong.append(f"{name} was published once more though the ledger knew that it was out")
        # The honest limit: the same name with the same bytes may come again. All else counts as a second document.
        erp.seen = collections.Counter(set(erp.seen) | seen_in(past))
        wrong += end_wrong(site, past, sources, erp)
    except sqlite3.Error as error:
        return [f"the ledger cannot be read: {error}"], 0, 0
    return wrong, len(again) - len(once_more), len(once_more)


def end_wrong(site, past, sources, erp):
    ledger = Ledger(site)
    wrong = [] if ledger.health == "ok" else [f"the ledger is damaged after the scan: {ledger.health}"]
    other = sorted(name for name, digest in erp.seen if ledger.documents.get(name) != digest)
    if other:
        wrong.append(f"{len(other)} documents are not what the ledger says, {other[0]} for one")
    wrong += archive_wrong(site, ledger)
    wrong += files_wrong(site, past, sources)
    return wrong + audit(site, erp, len(ledger.interchanges))
