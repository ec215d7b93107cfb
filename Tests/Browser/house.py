"""The console as it is in a company: `kontor run` over an exchange that has been played, with users of all roles, and a
browser for whoever comes in."""

import contextlib
import dataclasses
import functools
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

import clerk
from company import Company
from devtools import Chromium
from service import Service, wait
from tab import Tab

#: Long enough for every rule, and known to nobody outside of a temporary folder.
PASSWORD = "an orange lorry, parked at noon"


@dataclasses.dataclass(frozen=True)
class User:
    name: str
    role: str
    sees_payloads: bool = True
    password: str = PASSWORD


ANNA = User("a.brandt", "operator")
BERND = User("b.clausen", "operator")
VERA = User("v.vogel", "viewer", sees_payloads=False)
OTTO = User("o.otte", "operator", sees_payloads=False)
WEBER = User("it.weber", "admin")
USERS = [ANNA, BERND, VERA, OTTO, WEBER]


def free_port():
    """One that nobody has: the kernel chooses, and keeps it from being given again for a while."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@functools.cache
def played():
    """The company after some days, made once and copied for whoever wants to work in it."""
    company = Company("  listen: 127.0.0.1:1")
    for user in USERS:
        add(company, user)
    return company.play()


@functools.cache
def fresh():
    """A company in which nothing has happened yet."""
    company = Company("  listen: 127.0.0.1:1")
    for user in USERS:
        add(company, user)
    return company


def add(company, user):
    arguments = ["console", "user", "add", user.name, "--role", user.role, "--password-stdin"]
    if user.sees_payloads:
        arguments.append("--payloads")
    done = subprocess.run(
        company.command(*arguments), cwd=company.path, input=f"{user.password}\n", capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"kontor console user add: {done.stdout}{done.stderr}")


class House:
    """A copy of a company, with the service running for as long as it is entered."""

    def __init__(self, pattern=None, interval="1s", prepare=None):
        self.company = (pattern or played()).copy()
        if prepare:
            prepare(self.company)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        place = self.company.path / "kontor.yaml"
        place.write_text(place.read_text().replace("listen: 127.0.0.1:1\n", f"listen: 127.0.0.1:{self.port}\n"))
        self.service = Service(self.company, "--interval", interval)
        self._tabs = []

    def __enter__(self):
        self.service.__enter__()
        if not wait(self._answers, 30):
            said = self.service.since(0)
            self.__exit__(None, None, None)
            raise RuntimeError(f"the console does not answer at {self.base}: {said[-2000:]}")
        return self

    def _answers(self):
        try:
            with urllib.request.urlopen(self.base + "/health/live", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def __exit__(self, *_):
        for tab in self._tabs:
            tab.close()
        self.service.__exit__()
        self.company.remove()

    def entries(self, what, who=None):
        """How many entries of a kind there are in the console's own book, of one user or of all."""
        book = self.company.path / "ledger" / "console.sqlite"
        with contextlib.closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as database:
            query = "SELECT count(*) FROM access WHERE what = ? AND (? IS NULL OR who = ?)"
            return database.execute(query, (what, who and who.name, who and who.name)).fetchone()[0]

    def visitor(self, **settings):
        """Somebody who has not logged in, in a browser of his own."""
        tab = Tab(browser(), self.base, **settings)
        self._tabs.append(tab)
        return tab

    def enters(self, user, **settings):
        """Somebody who has logged in."""
        tab = self.visitor(**settings)
        log_in(tab, user)
        return tab


def log_in(tab, user, back="/"):
    words = clerk.WORDS[tab.language]
    tab.go(back)
    tab.fill(words.name, user.name)
    tab.fill(words.password, user.password)
    tab.press(words.log_in)


#: One browser serves all walks, and ends with the program.
_browser = contextlib.ExitStack()


@functools.cache
def browser():
    return _browser.enter_context(Chromium())


def close():
    """Ends the browser, and removes the companies that were only copied."""
    _browser.close()
    for made in (played, fresh):
        if made.cache_info().currsize:
            made().remove()


def seconds_of(action):
    start = time.monotonic()
    action()
    return time.monotonic() - start
