"""A place where the real program works, an ERP that takes its documents, and the account that must balance at the end."""

import collections
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]

ORDERS_EACH = 2
DOCUMENTS_EACH = 1 + ORDERS_EACH


def program():
    """The program under test: `KONTOR`, else the release build, else the debug build."""
    named = os.environ.get("KONTOR")
    if named:
        return named
    for build in ("release", "debug"):
        path = REPOSITORY / ".build" / build / "kontor"
        if path.exists():
            return str(path)
    raise SystemExit("There is no program to prove. Run make build first.")


class Site:
    """A folder with the configuration that ships, initialised."""

    def __init__(self, path=None, configuration=None):
        self._stand_at(path or tempfile.mkdtemp(prefix="kontor-prove-"))
        self.path.mkdir(parents=True, exist_ok=True)
        for name in ("xsd", "formats"):
            shutil.copytree(REPOSITORY / name, self.path / name, dirs_exist_ok=True)
        text = configuration or (REPOSITORY / "kontor.yaml").read_text()
        (self.path / "kontor.yaml").write_text(text)
        done = self.run("init")
        if done.returncode != 0:
            raise RuntimeError(f"kontor init: {done.stdout}{done.stderr}")

    def _stand_at(self, path):
        self.path = pathlib.Path(path)
        self.inbox = self.path / "inbox" / "crm"
        self.outbox = self.path / "outbox" / "erp"
        self.answers = self.path / "outbox" / "crm"

    def copy(self):
        """Another site that stands as this one does now: much faster than to make one anew."""
        other = object.__new__(Site)
        other._stand_at(tempfile.mkdtemp(prefix="kontor-prove-"))
        try:
            shutil.copytree(self.path, other.path, dirs_exist_ok=True)
        except OSError:
            other.remove()
            raise
        return other

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def command(self, *arguments):
        return [program(), *arguments]

    def run(self, *arguments, timeout=600):
        return subprocess.run(
            self.command(*arguments), cwd=self.path, capture_output=True, text=True, timeout=timeout, check=False)

    def scan(self, *arguments, timeout=600):
        return self.run("scan", "--settle", "0", *arguments, timeout=timeout)

    def generate(self, count, first=1, folder=None):
        """`count` files, each of one customer and two orders of that customer, control numbers from `first`."""
        folder = pathlib.Path(folder or self.inbox)
        environment = dict(os.environ, CONTROL_NUMBER=str(first))
        subprocess.run(
            ["sh", str(REPOSITORY / "examples" / "generate-files.sh"), str(folder), str(count)],
            env=environment, check=True, stdout=subprocess.DEVNULL)

    # What is there now.

    def visible(self, folder):
        return sorted(n for n in os.listdir(folder) if not n.startswith("."))

    def filed(self, room="archive"):
        """The sources that lie in the archive (or in rejected), without what lies beside them. A reject file is no source,
        and so has no side file."""
        found = []
        for folder, folders, names in os.walk(self.path / room):
            folders[:] = [f for f in folders if not f.startswith(".")]
            found += [n for n in names if not n.startswith(".") and n.endswith(".xml") and f"{n}.jsonl" in names]
        return found

    def ledger(self, query):
        # Closed by name: `with` on a connection does not close it, and an open file keeps a disk from being unmounted.
        path = f"file:{self.path}/ledger/kontor.sqlite?mode=ro"
        with contextlib.closing(sqlite3.connect(path, uri=True)) as database:
            return database.execute(query).fetchall()

    def count_by(self, column):
        """How many interchanges there are with each value of a column."""
        return dict(self.ledger(f"SELECT {column}, count(*) FROM interchange GROUP BY {column}"))


class ERP:
    """Takes what it finds in its outbox. An eager one deletes it at once, so that the outbox never tells what was there;
    a lazy one only looks, and takes everything at the end."""

    def __init__(self, site, eager=True):
        self.site = site
        self.eager = eager
        self.seen = collections.Counter()
        self.torn = []
        self._stop = threading.Event()
        self._thread = None

    def collect(self):
        for name in self.site.visible(self.site.outbox):
            path = self.site.outbox / name
            try:
                body = path.read_bytes()
            except FileNotFoundError:
                continue
            if not body.startswith(b"<?xml") or not body.rstrip().endswith(b">"):
                self.torn.append(name)
            self.seen[(name, hashlib.sha256(body).hexdigest())] += 1
            path.unlink()

    def __enter__(self):
        """While it is entered, an eager ERP collects every millisecond, whatever else goes on."""
        if self.eager:
            self._stop.clear()
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        return self

    def _work(self):
        while not self._stop.is_set():
            self.collect()
            time.sleep(0.001)

    def __exit__(self, *_):
        if self._thread:
            self._stop.set()
            self._thread.join()
            self._thread = None


def audit(site, erp, files, partly=0, replayed=0, rejected=0):
    """What is wrong once everything has come to its end, as sentences; nothing, if all is well.

    `files` good files were dropped: each must lie in the archive once, be answered once and have sent its documents
    once, under consecutive numbers. Besides them, `partly` files of which one record was rejected, and which sent one
    document less; `replayed` repeats, which are answered and filed and send nothing; `rejected` files, which lie in
    rejected.
    """
    filed, answered = files + partly + replayed, files + partly + replayed + rejected
    documents = files * DOCUMENTS_EACH + partly * (DOCUMENTS_EACH - 1)
    erp.collect()
    wrong = []
    doubled = [name for (name, _), times in erp.seen.items() if times > 1]
    names = collections.Counter(name for name, _ in erp.seen)
    doubled += [name for name, variants in names.items() if variants > 1]
    if doubled:
        wrong.append(f"{len(doubled)} documents came twice, {sorted(doubled)[0]} for one")
    if erp.torn:
        wrong.append(f"{len(erp.torn)} documents were not whole, {erp.torn[0]} for one")
    numbers = sorted(int(re.match(r"\d+", name).group()) for name in names)
    if numbers != list(range(1, documents + 1)):
        wrong.append(f"{len(numbers)} documents with numbers up to {numbers[-1:]}, not 1 to {documents}")
    kinds = collections.Counter(re.sub(r"^\d+-", "", name) for name in names)
    again = [kind for kind, times in kinds.items() if times > 1]
    if again:
        wrong.append(f"{len(again)} records were sent under two numbers, {sorted(again)[0]} for one")
    for room, expected in (("archive", filed), ("rejected", rejected)):
        found = len(site.filed(room))
        if found != expected:
            wrong.append(f"{found} of {expected} files lie in {room}")
    answers = site.visible(site.answers)
    if len(answers) != answered:
        wrong.append(f"{len(answers)} acknowledgements for {answered} files")
    left = site.visible(site.inbox)
    if left:
        wrong.append(f"{len(left)} files were left in the inbox")
    states = site.count_by("state")
    if states != ({"done": answered} if answered else {}):
        wrong.append(f"the ledger says {states}")
    verdicts = site.count_by("verdict")
    for verdict, expected in (("partially-accepted", partly), ("duplicate", replayed), ("rejected", rejected)):
        if verdicts.get(verdict, 0) != expected:
            wrong.append(f"the ledger says {verdict} of {verdicts.get(verdict, 0)} files, not of {expected}")
    for folder in (
            site.inbox / ".claimed", site.outbox / ".prepared", site.answers / ".prepared",
            site.path / "archive" / ".incoming", site.path / "rejected" / "crm" / ".incoming"):
        in_hand = [n for _, _, names in os.walk(folder) for n in names]
        if in_hand:
            wrong.append(f"{len(in_hand)} files were left in {folder.relative_to(site.path)}")
    return wrong
