"""Bots EDI, an open source translator in Python, with a grammar and a mapping that do the work of the shipped ones."""

import pathlib
import shutil
import sqlite3
import subprocess

from contenders import Folders
from measuring import HERE, Job

#: The package `bots` itself, 3.3.0, cannot be installed by any pip: its archive lacks the readme.rst that its setup.py
#: reads. This one is the same program. Its code needs names that Django 3 does not have any more.
PACKAGES = ("bots-ediint==3.3.1", "django<3")

#: Python from 3.12 on has no `imp`, without which Bots does not start.
PYTHON = "/usr/bin/python3"

#: Files that it is given: it takes so long that more would make the others wait.
FILES = 500

SETTINGS = """
from bots.config.settings import *

DATABASES["default"]["NAME"] = {database!r}
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
"""

#: What the configuration that comes with it has otherwise: no more messages than needed, and no limit that a long run
#: would meet.
INI = {
    "maxsecondsperchannel": "100000", "maxruntime": "1000", "log_file_level": "WARNING", "log_console": "False",
    "get_checklevel": "0", "runacceptancetest": "False", "whencleanup": "never", "maxfilesizeincoming": "10000000000",
}


class Installation:
    """Bots in a folder of its own, installed the first time. `absent` says why it is not there."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.absent = ""
        if not (self.folder / "whole").exists():
            self._install()
        if self.absent:
            return
        self.package = next(self.folder.glob("lib/python3*/site-packages/bots"))
        own = HERE / "peers" / "bots"
        shutil.copy(own / "exchange.py", self.package / "usersys" / "grammars" / "xml")
        shutil.copy(own / "order.py", self.package / "usersys" / "grammars" / "xml")
        shutil.copy(own / "exchange_to_order.py", self.package / "usersys" / "mappings" / "xml")

    def _install(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        pip = self.folder / "bin" / "pip"
        for command in (
            [PYTHON, "-m", "venv", self.folder],
            [pip, "install", "--quiet", "--disable-pip-version-check", "--retries", "1", *PACKAGES],
            [self.folder / "bin" / "bots-engine", "--help"],
        ):
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            except (OSError, subprocess.TimeoutExpired) as why:
                self.absent = f"{pathlib.Path(command[0]).name}: {why}"
                return
            if done.returncode != 0:
                said = (done.stderr or done.stdout).strip().splitlines()
                self.absent = f"{pathlib.Path(command[0]).name} says: {said[-1][:200] if said else done.returncode}"
                return
        (self.folder / "whole").touch()


class Bots(Folders):
    """One route from inbox to outbox, one order a document. Only its database is written durably."""

    key = "bots"
    name = "Bots EDI"

    def __init__(self, installation, files, documents):
        super().__init__(files, documents)
        self._installation = installation
        self.count = len(list(files.iterdir()))
        self.absent = installation.absent

    def prepare(self, place):
        self._lay_out(place)
        package = self._installation.package
        database = place / "botssys" / "sqlitedb" / "botsdb"
        database.parent.mkdir(parents=True)
        shutil.copy(package / "install" / "botsdb", database)
        route(database, place)
        config = place / "config"
        config.mkdir()
        (config / "__init__.py").touch()
        (config / "settings.py").write_text(SETTINGS.format(database=str(database)), encoding="utf-8")
        text = (package / "config" / "bots.ini").read_text(encoding="utf-8")
        (config / "bots.ini").write_text(changed(text, dict(INI, botssys=str(place / "botssys"))), encoding="utf-8")
        return Job([self._installation.folder / "bin" / "bots-engine", "-cconfig"], place, {"PYTHONPATH": str(place)})


def changed(text, values):
    """A configuration with other values; each is there once."""
    lines = []
    for line in text.splitlines():
        name = line.partition("=")[0].strip()
        lines.append(f"{name} = {values[name]}" if name in values and "=" in line else line)
    return "\n".join(lines) + "\n"


def route(database, place):
    """Enters the way from inbox to outbox into the tables of Bots."""
    with sqlite3.connect(database) as tables:
        for name, direction, folder, pattern, remove in (
            ("inbox", "in", "inbox", "*.xml", True), ("outbox", "out", "outbox", "*.xml", False),
        ):
            insert(
                tables, "channel", idchannel=name, inorout=direction, type="file", path=str(place / folder),
                filename=pattern, remove=remove, charset="utf-8", archivepath=str(place / "archive"))
        insert(
            tables, "routes", idroute="orders", seq=1, active=True, fromchannel_id="inbox", fromeditype="xml",
            frommessagetype="exchange", tochannel_id="outbox", translateind=1)
        insert(
            tables, "translate", active=True, fromeditype="xml", frommessagetype="exchange",
            tscript="exchange_to_order", toeditype="xml", tomessagetype="order")
    tables.close()


def insert(tables, table, **values):
    """A row with these values, and nothing in each other column that must have a value."""
    for _, name, kind, needed, default, is_key in tables.execute(f"PRAGMA table_info({table})").fetchall():
        if needed and not is_key and default is None and name not in values:
            values[name] = "" if "char" in kind else 0
    names = ", ".join(f'"{name}"' for name in values)
    tables.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values()))
