"""Tryton, as the scenarios use it: an ERP with a database of its own, and folders."""

import json
import pathlib
import shutil
import subprocess

from peer import STORE, Environment, only_one

HERE = pathlib.Path(__file__).resolve().parent
MODULES = ["party", "sale", "account_invoice", "account_dunning", "edocument_ubl"]


def environment():
    return Environment("tryton", HERE / "requirements.txt").set_up()


def template():
    """A database with the modules and the company, made once: it takes some 20 seconds."""
    venv = environment()
    place = STORE / "tryton-template"
    stamp = venv.stamp() + (HERE / "company.py").read_text()
    with only_one("tryton-template"):
        mark = place / "stamp"
        if mark.exists() and mark.read_text() == stamp:
            return place
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        settings = configured(place)
        (place / "erp.sqlite").touch()
        (place / "password").write_text("not used: nobody logs in\n")
        settings["TRYTONPASSFILE"] = str(place / "password")
        for arguments in (["--all", "--email", "erp@example.org"], ["--update", *MODULES, "--activate-dependencies"]):
            done = subprocess.run(
                [venv.command("trytond-admin"), "--database", "erp", *arguments], env=settings,
                stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"trytond-admin {arguments[0]}: {done.stderr[-2000:]}")
        venv.run(HERE / "company.py", "erp", env=settings)
        mark.write_text(stamp)
    return place


def configured(place):
    """The environment of Tryton's programs for the database in this folder. No server is started: nothing listens."""
    (place / "trytond.conf").write_text(f"[database]\nuri = sqlite:///\npath = {place}\n")
    return {"TRYTOND_CONFIG": str(place / "trytond.conf"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


class Tryton:
    """An ERP that is as good as new. What it does takes a second or two each, most of it for the start of Python."""

    def __init__(self, place, incoming, outgoing):
        self.place = pathlib.Path(place)
        self.incoming, self.outgoing = str(incoming), str(outgoing)
        shutil.copytree(template(), self.place)
        self.settings = configured(self.place)
        self.venv = environment()

    def act(self, action, **arguments):
        """One of the actions of erp.py; what it gives back."""
        return json.loads(self.venv.run(HERE / "erp.py", action, json.dumps(arguments), env=self.settings))

    def exchange(self):
        """What its scheduler starts every few minutes."""
        return self.act("exchange", incoming=self.incoming, outgoing=self.outgoing, since=str(self.place / "sent.json"))

    def bill(self, order, days_ago=0):
        return self.act("bill", order=order, days_ago=days_ago, outgoing=self.outgoing)

    def dun(self):
        return self.act("dun", outgoing=self.outgoing)
