"""Chromium without a window, spoken to by its own DevTools protocol through a pair of pipes: no driver between, no port."""

import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading

#: How long the browser may take for one answer, in seconds. Two cores that build something else besides are slow.
PATIENCE = 60

#: Where Debian and others have it.
NAMES = ("chromium", "chromium-browser", "google-chrome")


class Refused(Exception):
    """The browser has said no to a command; the text is its own."""


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


def command():
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise NoBrowser("there is no chromium; Debian has it in chromium")


class Chromium:
    """One browser for as long as it is entered. `session` makes a visitor of his own, with cookies of his own."""

    def __enter__(self):
        self._folder = tempfile.mkdtemp(prefix="kontor-chromium-")
        self._commands_in, self._commands = os.pipe()
        self._answers, self._answers_out = os.pipe()
        arguments = [
            command(), "--headless", "--remote-debugging-pipe", f"--user-data-dir={self._folder}", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-default-apps", "--disable-dev-shm-usage", "--disable-extensions", "--disable-gpu",
            "--disable-sync", "--force-color-profile=srgb", "--hide-scrollbars", "--metrics-recording-only", "--mute-audio",
        ]
        if os.geteuid() == 0:
            # It refuses to be root inside of its own sandbox. It sees pages of ours only.
            arguments.append("--no-sandbox")
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            arguments + ["about:blank"], stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
            pass_fds=(3, 4), preexec_fn=self._hand_over, start_new_session=True)
        os.close(self._commands_in)
        os.close(self._answers_out)
        self._lock = threading.Lock()
        self._next = 0
        self._waiting = {}
        self._listeners = {}
        threading.Thread(target=self._read, daemon=True).start()
        self.version = self.send("Browser.getVersion")["product"]
        return self

    def _hand_over(self):
        # Chromium reads commands from descriptor 3 and answers on 4.
        reading, writing = os.dup(self._commands_in), os.dup(self._answers_out)
        os.dup2(reading, 3)
        os.dup2(writing, 4)

    def __exit__(self, *_):
        try:
            self.send("Browser.close", timeout=5)
            self._process.wait(5)
        except (Refused, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._commands)
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self):
        rest = b""
        with open(self._answers, "rb", buffering=0) as stream:
            while chunk := stream.read(1 << 20):
                *messages, rest = (rest + chunk).split(b"\0")
                for message in messages:
                    self._take(json.loads(message))
        for waiting in list(self._waiting.values()):
            waiting.put({"error": {"message": "the browser has ended"}})

    def _take(self, message):
        if "id" in message:
            waiting = self._waiting.pop(message["id"], None)
            if waiting:
                waiting.put(message)
            return
        listener = self._listeners.get(message.get("sessionId"))
        if listener:
            listener(message["method"], message["params"])

    def listen(self, session, listener):
        """`listener(method, parameters)` is called for each event of the session, on the thread that reads: it may `post`,
        and must not wait for an answer."""
        self._listeners[session] = listener

    def post(self, method, session=None, answer=None, **parameters):
        """A command without waiting; what comes of it is put into `answer`, if there is one."""
        with self._lock:
            self._next += 1
            message = {"id": self._next, "method": method, "params": parameters}
            if session:
                message["sessionId"] = session
            if answer:
                self._waiting[self._next] = answer
            data = json.dumps(message).encode() + b"\0"
            while data:
                data = data[os.write(self._commands, data):]

    def send(self, method, session=None, timeout=PATIENCE, **parameters):
        """The result of one command. `Refused` where the browser says no or nothing."""
        answer = queue.Queue()
        self.post(method, session, answer, **parameters)
        try:
            message = answer.get(timeout=timeout)
        except queue.Empty:
            raise Refused(f"{method}: no answer within {timeout} s") from None
        if "error" in message:
            raise Refused(f"{method}: {message['error']['message']}")
        return message["result"]
