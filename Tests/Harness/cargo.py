"""What lies in the inbox before a scan: made once, copied for each run."""

import dataclasses
import hashlib
import os
import shutil

from workplace import ERP, Site, audit


@dataclasses.dataclass
class Cargo:
    name: str
    site: Site
    #: What of it is partly accepted, replayed or rejected; the rest is good.
    good: int
    others: dict
    #: The hashes of the files in the inbox, none of which may be lost.
    contents: set = dataclasses.field(init=False)

    def __post_init__(self):
        self.contents = {digest(self.site.inbox / name) for name in self.site.visible(self.site.inbox)}

    def unload(self):
        """A site of its own with this cargo, and its eager ERP."""
        site = self.site.copy()
        return site, ERP(site)

    def audit(self, site, erp):
        return audit(site, erp, self.good, **self.others)

    def codes(self):
        """How a scan may end that is not disturbed. Where the rejected file is through already, with 0."""
        return (0, 1) if self.others else (0,)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fresh(count=3):
    """Good files, and a site that has never worked: its inner folders are still to be made."""
    site = Site()
    site.generate(count)
    return Cargo(f"{count} good files", site, count, {})


def mixed():
    """A site that has worked, and of each kind of file at least one, a repeat of a file in the same scan among them."""
    site = Site()
    site.generate(1)
    first = next(site.inbox.glob("*.xml"))
    kept = site.path / "first.xml"
    shutil.copy(first, kept)
    done = site.scan()
    if done.returncode != 0:
        raise RuntimeError(f"the first scan: {done.stdout}{done.stderr}")
    site.generate(4, first=2)
    names = sorted(os.listdir(site.inbox))
    good, alter = [n for n in names if n.endswith(".xml")][:2], [n for n in names if n.endswith(".xml")][2:]
    shutil.move(kept, site.inbox / "again-the-first.xml")
    shutil.copy(site.inbox / good[0], site.inbox / "twin-of-the-second.xml")
    _alter(site.inbox / alter[0], "<RecordCount>3<", "<RecordCount>4<")
    _alter(site.inbox / alter[1], "<Quantity>", "<Quantity>-")
    return Cargo("good, partly good, repeated and rejected files", site, 3, {"partly": 1, "replayed": 2, "rejected": 1})


def _alter(path, old, new):
    """Puts `new` for the last `old`."""
    before, found, after = path.read_text().rpartition(old)
    if not found:
        raise RuntimeError(f"{path.name} has no {old}")
    path.write_text(before + new + after)
