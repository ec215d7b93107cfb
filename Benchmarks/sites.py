"""Kontor as it is installed: a folder with the configuration that ships, changed where a comparison is about that."""

import os
import pathlib
import re
import shutil
import subprocess

from exports import REPOSITORY
from measuring import Contender, Job, Unexpected

#: `kontor check` and all others end with it where the configuration is wrong.
WRONG_CONFIGURATION = 78

ONE_RECORD = re.compile(r"document: \{ name: [^,]*, records: 1 \}")


def program():
    """The program that is measured: `KONTOR`, else the release build."""
    path = pathlib.Path(os.environ.get("KONTOR") or REPOSITORY / ".build" / "release" / "kontor")
    if not path.exists():
        raise SystemExit(f"There is no {path}. Run make build first.")
    return path.resolve()


def configuration(records=1, speed="", acknowledge=""):
    """The text of kontor.yaml as it ships, with so many records to a document of the ERP's."""
    text = (REPOSITORY / "kontor.yaml").read_text(encoding="utf-8")
    if records != 1:
        text = replaced(text, ONE_RECORD, f'document: {{ name: "{{sequence}}-{{entity}}.xml", records: {records} }}')
    if acknowledge:
        text = replaced(text, re.compile(r"acknowledge: \{ records: exceptions \}"), f"acknowledge: {acknowledge}")
    return text + (f"\nspeed: {speed}\n" if speed else "")


def replaced(text, pattern, new):
    text, times = pattern.subn(new, text)
    if times != 1:
        raise Unexpected(f"kontor.yaml has {times} places that look like {pattern.pattern}, not one")
    return text


def kontor(*arguments, folder, codes=(0,)):
    done = subprocess.run([program(), *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        said = done.stdout + done.stderr
        raise Unexpected(f"kontor {' '.join(arguments)} in {folder} ended with {done.returncode}: {said}")
    return done


def visible(folder):
    """How many files are to be seen in a folder."""
    return sum(1 for entry in os.scandir(folder) if not entry.name.startswith(".") and entry.is_file())


class Sites:
    """Makes sites that know their customers already, each a copy of one that was prepared once."""

    def __init__(self, ground, exports):
        self._ground = ground
        self._exports = exports
        self._prepared = None

    def knows(self, speed):
        """Whether this program knows a value of the key `speed`."""
        place = self._installed(configuration(speed=speed))
        return kontor("check", folder=place, codes=(0, 1, WRONG_CONFIGURATION)).returncode != WRONG_CONFIGURATION

    def lay_out(self, place, text):
        """Makes a site in a folder that is there, with this configuration."""
        shutil.copytree(self._known(), place, dirs_exist_ok=True)
        (place / "kontor.yaml").write_text(text, encoding="utf-8")

    def _installed(self, text):
        place = self._ground.fresh("site")
        for name in ("xsd", "formats"):
            shutil.copytree(REPOSITORY / name, place / name)
        (place / "kontor.yaml").write_text(text, encoding="utf-8")
        return place

    def _known(self):
        if self._prepared is None:
            place = self._installed(configuration())
            kontor("init", folder=place)
            shutil.copy(self._exports.customers(), place / "inbox" / "crm")
            kontor("scan", "--settle", "0", folder=place)
            # The ERP and the CRM have taken what was for them.
            for outbox in ("erp", "crm"):
                for path in (place / "outbox" / outbox).glob("*.xml"):
                    path.unlink()
            self._prepared = place
        return self._prepared


class Kontor(Contender):
    """Takes in what lies in its inbox, from there to archive and acknowledgement, durably."""

    def __init__(self, sites, key, name, files, documents, **changes):
        """`files` is a file, or a folder of them; `documents` are to lie in the outbox afterwards."""
        self.key = key
        self.name = name
        self._sites = sites
        self._files = files
        self._documents = documents
        self._configuration = configuration(**changes)

    def prepare(self, place):
        self._sites.lay_out(place, self._configuration)
        drop(self._files, place / "inbox" / "crm")
        return Job([program(), "scan", "--settle", "0"], place)

    def check(self, place, output):
        count = len(list(self._files.iterdir())) if self._files.is_dir() else 1
        for folder, expected in (("inbox/crm", 0), ("outbox/erp", self._documents), ("outbox/crm", count)):
            found = visible(place / folder)
            if found != expected:
                raise Unexpected(f"{place / folder} holds {found} files, not {expected}: {output.read_text()[-1000:]}")


def ways(workers):
    """The value of the key `speed`, what marks the row's key, and what its name says of it."""
    if workers is None:
        return "", "", ""
    return f"{{ workers: {workers} }}", f"-{workers}", f", {workers} worker{'s' if workers > 1 else ''}"


def drop(files, inbox):
    """Copies a file, or all of a folder, into an inbox."""
    if files.is_dir():
        shutil.copytree(files, inbox, dirs_exist_ok=True)
    else:
        shutil.copy(files, inbox)
