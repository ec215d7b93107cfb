"""The partners of a service that is given no rest: senders that go on sending, and receivers of three kinds."""

import hashlib
import os
import pathlib
import random
import re
import threading

from workplace import ERP, audit

#: What a receiver that refuses a document writes about it.
REASON = "Unknown price list.\n"

#: Files are made ahead of their time, so many at once.
STOCK = 200

#: More than any outbox holds.
ALL = 1_000_000


class Share:
    """A folder that can go away and come back. The partner sees it all the time, as the file server does."""

    def __init__(self, folder, disk=None):
        self.folder = pathlib.Path(folder)
        self.disk = disk
        self.is_away = False
        self._aside = self.folder.with_name(self.folder.name + ".aside")

    @property
    def path(self):
        """Where the partner finds it now."""
        if self.disk:
            return self.disk.backing
        return self._aside if self.is_away else self.folder

    def leave(self):
        if self.disk:
            self.disk.hide()
        else:
            self.folder.rename(self._aside)
        self.is_away = True

    def come_back(self):
        if self.disk:
            self.disk.show()
        else:
            self._aside.rename(self.folder)
        self.is_away = False


class Party:
    """One sender with its receiver. Can be audited like a site with nothing else in it."""

    def __init__(self, site, sender, receiver, share=None):
        self.site = site
        self.path = site.path
        self.sender = sender
        self.receiver = receiver
        self.inbox = site.path / "inbox" / sender
        self.outbox = site.path / "outbox" / receiver
        self.answers = site.path / "outbox" / sender
        self.inbox_share = Share(self.inbox)
        self.outbox_share = Share(self.outbox)
        self.stock = site.path / "stock" / sender
        self.stock.mkdir(parents=True)
        self.made = 0
        self.files = 0
        self.ready = []
        self.kept_back = []
        #: Held while a share changes its path, or somebody works in it by that path.
        self.door = threading.RLock()
        self.erp = ERP(_Outbox(self))

    # The sender.

    def next_file(self):
        with self.door:
            if not self.ready:
                # Each sender has customers of its own.
                base = 1_000_000 * (1 + ("crm", "shop", "web").index(self.sender))
                folder = self.stock / str(self.made)
                self.site.generate(STOCK, first=base + self.made + 1, folder=folder)
                self.ready = sorted(folder.iterdir())
                self.made += STOCK
            return self.ready.pop(0)

    def drop(self, path=None):
        """Under another name first, then renamed in."""
        path = path or self.next_file()
        with self.door:
            part = self.inbox_share.path / f".{path.name}.part"
            part.write_bytes(path.read_bytes())
            part.rename(self.inbox_share.path / path.name.replace("crm-", f"{self.sender}-"))
        path.unlink()
        self.files += 1

    def keep_back(self):
        """Leaves out a control number; the file comes later."""
        self.kept_back.append(self.next_file())

    def drop_kept_back(self):
        while self.kept_back:
            self.drop(self.kept_back.pop())

    # What `audit` asks.

    def visible(self, folder):
        names = self.site.visible(folder)
        if folder == self.answers:
            # A later acknowledgement of the same file says how its wait ended; the first one answers it.
            return [name for name in names if not re.search(r"-\d+\.ack\.xml$", name)]
        return names

    def filed(self, room="archive"):
        return [name for name in self.site.filed(room) if f"-{self.sender}-" in name]

    def count_by(self, column):
        return dict(self.site.ledger(
            f"SELECT {column}, count(*) FROM interchange WHERE sender = '{self.sender}' GROUP BY {column}"))

    def audit(self):
        return [f"{self.sender}: {sentence}" for sentence in audit(self, self.erp, self.files)]


class _Outbox:
    """An outbox as `ERP` sees it: wherever its share is just now."""

    def __init__(self, party):
        self.party = party

    @property
    def outbox(self):
        return self.party.outbox_share.path

    def visible(self, folder):
        return [n for n in self.party.site.visible(folder) if n.endswith(".xml")]


class LazyERP(ERP):
    """Takes a few documents now and then: it moves them to `done`, or to `error` with a reason beside them."""

    #: At most so many at a time, and how many of a hundred it refuses.
    MOST, REFUSED = 12, 10

    def __init__(self, party, seed):
        super().__init__(_Outbox(party), eager=False)
        self.rng = random.Random(f"{seed} lazy")
        self.refused = 0
        self.most = 0
        for name in ("done", "error"):
            (party.outbox / name).mkdir()

    def collect(self):
        self.take(ALL)

    def take(self, most=None):
        outbox = self.site.outbox
        self.most = max(self.most, sum(entry.is_file() and not entry.name.startswith(".") for entry in os.scandir(outbox)))
        names = self.site.visible(outbox)
        for name in names[:most or self.rng.randint(0, self.MOST)]:
            body = (outbox / name).read_bytes()
            self.seen[(name, hashlib.sha256(body).hexdigest())] += 1
            (outbox / f"{name}.sha256").unlink(missing_ok=True)
            if self.rng.randrange(100) < self.REFUSED:
                self.refused += 1
                (outbox / "error" / f"{name}.log").write_text(REASON)
                (outbox / name).rename(outbox / "error" / name)
            else:
                (outbox / name).rename(outbox / "done" / name)
