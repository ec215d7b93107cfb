"""django-crm-admin, as the scenarios use it: a CRM with a database of its own, and two folders."""

import contextlib
import json
import pathlib
import shutil
import sqlite3

from peer import STORE, Environment, only_one

HERE = pathlib.Path(__file__).resolve().parent


def environment():
    """Without the packages that the CRM names itself: see requirements.txt."""
    return Environment("django-crm", HERE / "requirements.txt", ["--no-deps"]).set_up()


def template():
    """A database as the CRM's own setupdata makes it, made once: it takes some ten seconds."""
    venv = environment()
    place = STORE / "django-crm-template"
    stamp = venv.stamp() + (HERE / "crm_settings.py").read_text()
    with only_one("django-crm-template"):
        mark = place / "stamp"
        if mark.exists() and mark.read_text() == stamp:
            return place
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        venv.run("-m", "django", "setupdata", env=configured(place), cwd=place)
        mark.write_text(stamp)
    return place


def configured(place):
    """The environment of the CRM's programs for the database in this folder. No server is started: nothing listens."""
    return {"DJANGO_SETTINGS_MODULE": "crm_settings", "PYTHONPATH": str(HERE), "CRM_DATABASE": str(place / "crm.sqlite3"),
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


class Crm:
    """A CRM that is as good as new. It writes its exports to `outgoing`, and imports what lies in `incoming`."""

    def __init__(self, place, incoming, outgoing):
        self.place = pathlib.Path(place)
        self.incoming, self.outgoing = pathlib.Path(incoming), pathlib.Path(outgoing)
        shutil.copytree(template(), self.place)
        self.settings = configured(self.place)
        self.venv = environment()
        self.exports = 0

    def act(self, action, **arguments):
        """One of the actions of salesperson.py; what it gives back."""
        said = self.venv.run(HERE / "salesperson.py", action, json.dumps(arguments), env=self.settings, cwd=self.place)
        return json.loads(said.splitlines()[-1])

    def export(self):
        """dumpdata to the folder `outgoing`; the path of the file."""
        self.exports += 1
        file = self.outgoing / f"crm-{self.exports:04}.xml"
        self.act("export", file=str(file))
        return file

    def load(self):
        """loaddata of what lies in the folder `incoming`: the names of what was taken, and what was refused."""
        return self.act("load", folder=str(self.incoming))

    def rows(self):
        """Every column of every row of every table, by table and key."""
        # Closed by name: `with` on a connection does not close it.
        address = f"file:{self.place / 'crm.sqlite3'}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            database.row_factory = sqlite3.Row
            tables = [name for name, in map(tuple, database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))]
            return {(table, row["rowid of row"]): {name: row[name] for name in row.keys() if name != "rowid of row"}
                    for table in tables
                    for row in database.execute(f'SELECT rowid AS "rowid of row", * FROM "{table}"')}


#: Tables in which the CRM's pages keep their own account: who was logged in, who saved what.
PAGES = {"django_session", "django_admin_log", "sqlite_sequence", "auth_user"}


def differences(before, after, passing_over=PAGES):
    """What is not as it was: table, key, column, what it was and what it is; None for a row that is not there."""
    found = []
    for table, key in sorted(before.keys() | after.keys()):
        old, new = before.get((table, key)), after.get((table, key))
        if table in passing_over or old == new:
            continue
        if old is None or new is None:
            found.append((table, key, "", old and "a row", new and "a row"))
            continue
        found += [(table, key, column, old[column], new[column]) for column in old if old[column] != new[column]]
    return found
