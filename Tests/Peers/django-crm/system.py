"""The CRM, as the scenarios use it: with a database of its own, and folders."""

import json
import os
import pathlib
import shutil
import subprocess
import time

from peer import STORE, Environment, only_one

HERE = pathlib.Path(__file__).resolve().parent


def environment():
    return Environment("django-crm", HERE / "requirements.txt", ["--no-deps"]).set_up()


def template():
    """A database as the CRM's own `setupdata` leaves it, made once."""
    venv = environment()
    place = STORE / "django-crm-template"
    stamp = venv.stamp() + (HERE / "crm_settings.py").read_text()
    with only_one("django-crm-template"):
        mark = place / "stamp"
        if mark.exists() and mark.read_text() == stamp:
            return place
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for command in (["migrate"], ["setupdata"]):
            done = subprocess.run(
                [venv.python(), "-m", "django", *command, "--verbosity", "0"], env=configured(place), cwd=place,
                stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"django-crm {command[0]}: {done.stderr[-2000:]}")
        mark.write_text(stamp)
    return place


def configured(place):
    return {
        "CRM_DATABASE": str(place / "crm.sqlite3"), "DJANGO_SETTINGS_MODULE": "crm_settings", "PYTHONPATH": str(HERE),
        "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


class DjangoCrm:
    """A CRM that is as good as new. What is done in it takes two seconds or so each, most of it for the start of Python."""

    def __init__(self, place, incoming, outgoing):
        self.place = pathlib.Path(place)
        self.incoming, self.outgoing = pathlib.Path(incoming), pathlib.Path(outgoing)
        shutil.copytree(template(), self.place)
        self.settings = configured(self.place)
        self.venv = environment()

    def act(self, action, **arguments):
        """One of the actions of salesperson.py; what it gives back."""
        return json.loads(self.venv.run(
            HERE / "salesperson.py", action, json.dumps(arguments), env=self.settings, cwd=self.place))

    def export(self):
        return self.act("export", file=str(self.outgoing / f"export-{time.time_ns()}.xml"))

    def load(self):
        return self.act("load", folder=str(self.incoming))
