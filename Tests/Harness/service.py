"""`kontor run` in a site, and what can be seen of it from outside: its log, its memory, its open files."""

import os
import re
import signal
import subprocess
import tempfile
import time

#: How long a service may take to say that it has started, and to end when it is asked to.
PATIENCE = 30


class Service:
    """Runs for as long as it is entered. Its log goes to a file, so that no pipe can stop it."""

    def __init__(self, site, *arguments):
        self.site = site
        self.arguments = arguments
        self.process = None
        self.log = None

    def __enter__(self):
        self.log = tempfile.TemporaryFile(mode="w+")
        self.start()
        return self

    def start(self):
        before = self.position()
        self.process = subprocess.Popen(
            self.site.command("run", *self.arguments), cwd=self.site.path, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=self.log, start_new_session=True)
        if not wait(lambda: "service started" in self.since(before) or self.has_ended(), PATIENCE):
            self.kill()
            raise RuntimeError(f"kontor run said nothing for {PATIENCE} s")

    def has_ended(self):
        return self.process.poll() is not None

    def signal(self, number):
        if not self.has_ended():
            self.process.send_signal(number)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()

    def freeze(self):
        """Stops it where it is, and returns when it stands: a signal alone would let it run on for a while."""
        self.signal(signal.SIGSTOP)
        wait(lambda: self.has_ended() or self._state() == "T", PATIENCE)

    def thaw(self):
        self.signal(signal.SIGCONT)

    def stop(self):
        """Asks it to end; gives what was wrong with that, as sentences."""
        # A frozen process takes no SIGTERM.
        self.thaw()
        if self.has_ended():
            return [f"the service ended by itself with {self.process.returncode}: {self.since(0)[-300:]}"]
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return [f"the service did not end within {PATIENCE} s of SIGTERM"]
        code = self.process.returncode
        return [] if code == 0 else [f"the service ended with {code}: {self.since(0)[-300:]}"]

    def __exit__(self, *_):
        self.kill()
        self.log.close()

    # Its log.

    def position(self):
        return os.fstat(self.log.fileno()).st_size

    def since(self, position):
        """What it has logged since a position, read past the file's own offset, at which the service writes."""
        size = self.position() - position
        return os.pread(self.log.fileno(), size, position).decode(errors="replace") if size > 0 else ""

    # What it uses.

    def _status(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return status.read()

    def _state(self):
        return re.search(r"^State:\s+(\S)", self._status(), re.M).group(1)

    def memory(self):
        """Resident now, and the highest so far, both in KiB."""
        text = self._status()
        return tuple(int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1)) for name in ("VmRSS", "VmHWM"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def wait(condition, seconds, pause=0.02):
    """Whether it came true within the time."""
    end = time.monotonic() + seconds
    while True:
        if condition():
            return True
        if time.monotonic() > end:
            return False
        time.sleep(pause)
