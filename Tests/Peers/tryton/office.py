"""Kontor and Tryton, with folders in between and nothing else."""

import pathlib
import shutil
import tempfile

from peer import Row, load
from workplace import Site

from .system import Tryton


class Office:
    def __init__(self, configuration):
        self.site = Site(configuration=configuration)
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="kontor-peers-"))
        self.erp = Tryton(self.place / "erp", self.site.outbox, self.site.path / "inbox" / "erp")
        #: Every document that Kontor wrote. Those that it read lie in its archive.
        self.kept = self.place / "kept"
        self.kept.mkdir()

    def end(self):
        self.site.remove()
        shutil.rmtree(self.place, ignore_errors=True)

    def scan(self):
        done = self.site.scan()
        if done.returncode not in (0, 1):
            raise RuntimeError(f"kontor scan ended with {done.returncode}: {done.stdout}{done.stderr}")
        self.keep()

    def keep(self):
        """Before the ERP takes them away."""
        for path in self.site.outbox.glob("*.xml"):
            shutil.copy(path, self.kept)

    def valid(self, peer):
        official = load("validators", "official").Official()
        written = [*self.kept.glob("*.xml"), *(self.site.path / "archive").rglob("*.xml")]
        count, wrong = official.judge(sorted(written)).get("UBL 2.1", (0, []))
        expected = f"{count} of {count} valid" if count else "some documents"
        return Row("what both sides wrote in UBL, by its official schemas", peer, expected,
                   f"{count - len(wrong)} of {count} valid", note="\n".join(wrong))


def shown(values, *names):
    return " ".join(str(values.get(name)) for name in names)
