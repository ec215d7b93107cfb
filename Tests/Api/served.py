"""A played company whose service serves the console, for programs that have a token."""

import json
import socket
import subprocess
import urllib.error
import urllib.request

from company import Company
from service import Service, wait

#: Name, role, and whether payloads are seen.
USERS = [("it.weber", "admin", True), ("a.brandt", "operator", True), ("o.otte", "operator", False), ("v.vogel", "viewer", False)]


class Answer:
    def __init__(self, status, headers, content):
        self.status, self.headers, self.content = status, headers, content

    @property
    def json(self):
        return json.loads(self.content)


class Served:
    """For as long as it is entered."""

    def __init__(self):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.company = Company(f"  listen: 127.0.0.1:{self.port}")
        self._tokens = {name: self._add(name, role, sees) for name, role, sees in USERS}
        self.company.play()
        self.service = Service(self.company, "--interval", "1s")

    def _add(self, name, role, sees):
        kontor = self.company.command
        self._run(*kontor("console", "user", "add", name, "--role", role, "--without-password", *(["--payloads"] if sees else [])))
        done = self._run(*kontor("console", "user", "token", name, "--name", "proof"))
        return done.stdout.split()[0]

    def _run(self, *command):
        done = subprocess.run(command, cwd=self.company.path, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done

    def __enter__(self):
        self.service.__enter__()
        if not wait(self.is_up, 30):
            said = self.service.since(0)
            self.__exit__()
            raise RuntimeError(f"nobody answers at {self.base}: {said[-2000:]}")
        return self

    def __exit__(self, *_):
        self.service.__exit__()
        self.company.remove()

    def is_up(self):
        try:
            with urllib.request.urlopen(self.base + "/health/live", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def faults(self):
        """What the log tells of errors that nobody foresaw."""
        return [line for line in self.service.since(0).splitlines() if "answered with fault" in line]

    def token(self, user):
        return self._tokens[user]

    def ask(self, path, body=None, user="a.brandt", content_type="application/json", method=None, key=None):
        """Asks as a user; a body that is no bytes is sent as JSON."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token(user)}"} if user else {}
        if data is not None:
            headers["Content-Type"] = content_type
        if key:
            headers["Idempotency-Key"] = key
        request = urllib.request.Request(self.base + "/api/v1" + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def ids(self):
        """What there is, by the names that paths have for it."""
        admin = "it.weber"
        interchanges = [one["id"] for one in self.ask("/interchanges?limit=100", user=admin).json["items"]]
        documents = []
        for one in interchanges[:20]:
            documents += [document["id"] for document in self.ask(f"/interchanges/{one}/documents", user=admin).json["items"]]
        incidents = self.ask("/incidents", user=admin).json
        return {
            "id": interchanges, "document": documents,
            "hold": [one["hold"] for one in self.ask("/held", user=admin).json["items"]],
            "flow": [one["flow"]["flow"] for one in self.ask("/flows", user=admin).json["items"]],
            "incident": [one["id"] for one in incidents["open"] + incidents["closed"]],
            "cause": [one["id"] for one in self.ask("/rejected", user=admin).json["causes"]],
            "key": ["K-20417", "SO-4858", "K-1"],
        }
