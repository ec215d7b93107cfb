"""A clean Debian in a folder, which can be booted with a systemd of its own."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from proof import Skipped

#: How long it may take until systemd says that all is up, and until it is down.
PATIENCE = 60

#: systemd of today's Debian wants one tree of control groups, whatever this machine has.
ENVIRONMENT = {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}


def codename():
    """The Debian that this machine runs: a package made here depends on what is in there."""
    for line in pathlib.Path("/etc/os-release").read_text().splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.split("=")[1].strip('"')
    raise Skipped("this machine does not say which Debian it runs")


class Machine:
    """Exists for as long as it is entered."""

    def __init__(self):
        for tool in ("debootstrap", "systemd-nspawn", "nsenter"):
            if not shutil.which(tool):
                raise Skipped(f"there is no {tool}")
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="kontor-debian-"))
        # It becomes the root of that machine, where everybody may look.
        self.path.chmod(0o755)
        self.nspawn = None
        self.leader = None

    def __enter__(self):
        done = subprocess.run(
            ["debootstrap", "--variant=minbase", codename(), str(self.path)], capture_output=True, text=True)
        if done.returncode != 0:
            self.remove()
            raise Skipped(f"debootstrap: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
        return self

    def __exit__(self, *_):
        self.shut_down()
        self.remove()

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *command, user=None, timeout=600):
        """Runs a command there, booted or not; gives what it printed and how it ended."""
        if user:
            command = ("runuser", "-u", user, "--", *command)
        if self.leader:
            before = ["nsenter", f"--target={self.leader}", "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup",
                      "--wdns=/", "--"]
        else:
            before = [*self._nspawn(), "--pipe", "--"]
        there = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        if not self.leader:
            before[1:1] = [f"--setenv={name}={value}" for name, value in there.items()]
        # Of a machine that was not booted it complains at the end that it cannot clear away what it never made.
        return subprocess.run(
            [*before, *command], env={**ENVIRONMENT, **there, "SYSTEMD_LOG_LEVEL": "crit"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=timeout, check=False)

    def must(self, *command, **options):
        """The same for what can only fail because of the proof itself."""
        done = self.run(*command, **options)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout[-2000:]}")
        return done.stdout

    def paths(self):
        """All that lies there, as paths from its root, but what a running system makes and forgets."""
        passing = {"/proc", "/sys", "/dev", "/run", "/tmp", "/var/log", "/var/cache", "/var/lib/apt", "/var/lib/dpkg"}
        found = set()
        for folder, folders, names in os.walk(self.path):
            place = "/" + os.path.relpath(folder, self.path) if folder != str(self.path) else ""
            folders[:] = [name for name in folders if f"{place}/{name}" not in passing]
            found.update(f"{place}/{name}" for name in (*folders, *names))
        return found

    def boot(self):
        """Starts its systemd; says why not where this machine lets none be started."""
        log = tempfile.TemporaryFile(mode="w+")
        self.nspawn = subprocess.Popen(
            [*self._nspawn(), "--boot", "--private-network", "--console=pipe"], env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.nspawn.poll() is None:
            children = pathlib.Path(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children").read_text().split()
            if children:
                self.leader = children[0]
                # Degraded is enough: a container is not allowed all that a machine is.
                state = self.run("systemctl", "is-system-running", "--wait").stdout.strip()
                if state in ("running", "degraded"):
                    return None
            time.sleep(0.2)
        self.shut_down()
        log.seek(0)
        return f"no systemd could be started here: {log.read()[-300:].strip()}"

    def shut_down(self):
        if self.nspawn and self.nspawn.poll() is None:
            if self.leader:
                self.run("systemctl", "poweroff")
            try:
                self.nspawn.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
        self.nspawn = self.leader = None

    def _nspawn(self):
        return ["systemd-nspawn", "--quiet", f"--directory={self.path}", "--register=no", "--keep-unit"]
