"""The peers: other programs that do the same work, or a part of it, where they are installed."""

import functools
import shutil
import subprocess
import sys

from exports import REPOSITORY
from measuring import HERE, Contender, Job, Unexpected
from sites import drop, visible

SCHEMA = REPOSITORY / "xsd" / "exchange.xsd"


def missing(*commands):
    """Says which of these programs are not installed; empty where all are."""
    absent = [command for command in commands if not shutil.which(command)]
    return f"{', '.join(absent)} not installed" if absent else ""


class Command(Contender):
    """A call that needs nothing laid out."""

    def __init__(self, key, name, *command, codes=(0,), environment=None):
        self.key = key
        self.name = name
        self.absent = missing(str(command[0]))
        self._command = command
        self._codes = codes
        self._environment = environment or {}

    def prepare(self, place):
        return Job(list(self._command), place, self._environment, self._codes)


def streaming(export):
    """The base: only reads and validates the file, and has no more to do."""
    return Command(
        "xmllint", "xmllint --stream --schema: validates only", "xmllint", "--noout", "--stream", "--schema", SCHEMA,
        export)


class Folders(Contender):
    """Somebody who works in folders of a plain kind."""

    _made = ("inbox", "prepared", "outbox", "archive", "answers")

    def __init__(self, files, documents):
        """`documents` are to lie in the outbox afterwards."""
        self._files = files
        self._documents = documents

    def _lay_out(self, place):
        for name in self._made:
            (place / name).mkdir()
        drop(self._files, place / "inbox")

    def check(self, place, output):
        for folder, expected in (("inbox", 0), ("outbox", self._documents)):
            found = visible(place / folder)
            if found != expected:
                raise Unexpected(f"{place / folder} holds {found} files, not {expected}: {output.read_text()[-1000:]}")


class Chain(Folders):
    """xmllint, xsltproc, xmllint, for each file."""

    key = "chain"
    absent = missing("xmllint", "xsltproc")

    def __init__(self, files, name):
        super().__init__(files, len(list(files.iterdir())) if files.is_dir() else 1)
        self.name = name
        if files.is_dir():
            self.count = self._documents

    def prepare(self, place):
        self._lay_out(place)
        return Job(["sh", HERE / "peers" / "chain.sh", REPOSITORY], place)


@functools.cache
def python_with_lxml():
    """An interpreter that has lxml, this one or Debian's; None where neither has."""
    for interpreter in dict.fromkeys((sys.executable, "/usr/bin/python3")):
        if shutil.which(interpreter):
            tried = subprocess.run([interpreter, "-c", "import lxml.etree"], capture_output=True, check=False)
            if tried.returncode == 0:
                return interpreter
    return None


class LXML(Folders):
    """The same steps in Python, durable."""

    def __init__(self, files, documents, key, name, group=1, records=1):
        super().__init__(files, documents)
        self.key = key
        self.name = name
        self._options = ["--group", group, "--records", records]
        if python_with_lxml() is None:
            self.absent = "python3-lxml not installed"

    def prepare(self, place):
        self._lay_out(place)
        return Job([python_with_lxml(), HERE / "peers" / "lxml_exchange.py", REPOSITORY, *self._options], place)
