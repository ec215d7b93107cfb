"""What must hold at every moment, also where the program was stopped in the middle."""

import collections
import os
import shutil
import sqlite3
import tempfile

from cargo import digest

Told = collections.namedtuple("Told", "kind name sha256 state interchange standing")


def broken(site, erp, contents):
    """Promises that do not hold now, as sentences: what is visible was decided before, and every file is still there.

    `contents` are the hashes of the files that were dropped.
    """
    erp.collect()
    told = _told(site)
    known = {(document.name, document.sha256): document for document in told}
    unpublished = {d.interchange for d in told if d.kind == "import" and d.state != "published"}
    wrong = []
    for name, content in erp.seen:
        document = known.get((name, content))
        if not document or document.standing not in ("decided", "published", "done"):
            wrong.append(f"{name} is out, but not decided")
    for name in site.visible(site.answers):
        document = known.get((name, digest(site.answers / name)))
        if not document or document.standing not in ("published", "done"):
            wrong.append(f"the acknowledgement {name} is out, but the ledger does not know it as published")
        elif document.interchange in unpublished:
            wrong.append(f"the acknowledgement {name} is out ahead of a document of which it speaks")
    lost = contents - {digest(path) for path in _files(site)}
    if lost:
        wrong.append(f"{len(lost)} files are neither in the inbox nor in archive or rejected")
    return wrong


def _told(site):
    """The documents in the ledger as the next start will find it. Read from a copy: whoever opens it changes it."""
    with tempfile.TemporaryDirectory(prefix="kontor-ledger-") as folder:
        for suffix in ("", "-wal"):
            path = f"{site.path}/ledger/kontor.sqlite{suffix}"
            if os.path.exists(path):
                shutil.copy(path, folder)
        database = sqlite3.connect(f"{folder}/kontor.sqlite")
        try:
            rows = database.execute(
                "SELECT kind, document.name, document.sha256, document.state, interchange.id, interchange.state"
                " FROM document JOIN interchange ON interchange.id = document.interchange").fetchall()
        finally:
            database.close()
    return [Told(kind, bytes(name).decode(), *rest) for kind, name, *rest in rows]


def _files(site):
    """Where a file that was dropped may be. A copy that is still in `.incoming` is none yet."""
    for room in (site.inbox, site.path / "archive", site.path / "rejected"):
        for folder, folders, names in os.walk(room):
            folders[:] = [name for name in folders if name != ".incoming"]
            yield from (site.path / folder / name for name in names)
