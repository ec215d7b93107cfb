"""A PostgreSQL of one's own: in a temporary folder, on a Unix socket only, ended by its process."""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

from peer import Skipped

#: Where Debian and Ubuntu keep the programs of PostgreSQL, which are not on the path there.
PLACES = pathlib.Path("/usr/lib/postgresql")


def programs():
    found = sorted(PLACES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if found:
        return found[-1].parent
    if shutil.which("initdb"):
        return pathlib.Path(shutil.which("initdb")).parent
    raise Skipped("there is no PostgreSQL; Debian has it in postgresql")


class Postgres:
    def __init__(self):
        self.bin = programs()
        # A socket's path has room for some hundred characters, so it does not lie below the repository.
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="kontor-pg-"))
        self.run = self.as_somebody()
        self.do("initdb", "-D", self.place / "data", "-A", "trust", "-U", "odoo", "-E", "UTF8", "--locale=C")
        self.server = subprocess.Popen(
            [*self.run, str(self.bin / "postgres"), "-D", str(self.place / "data"), "-k", str(self.place),
             "-c", "listen_addresses=", "-c", "fsync=off"],
            cwd=self.place, stdout=subprocess.DEVNULL, stderr=open(self.place / "log", "w"))
        self.do("pg_isready", "-h", self.place, "-U", "odoo", "-t", "0", tries=100)

    def as_somebody(self):
        """PostgreSQL does not run as root: there it gets the user that its package made, else nobody."""
        if os.getuid() != 0:
            return []
        names = [entry.pw_name for entry in pwd.getpwall() if entry.pw_name in ("postgres", "nobody")]
        user = "postgres" if "postgres" in names else "nobody"
        shutil.chown(self.place, user)
        return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]

    def do(self, name, *arguments, tries=1):
        for left in reversed(range(tries)):
            done = subprocess.run([*self.run, str(self.bin / name), *map(str, arguments)], cwd=self.place,
                                  capture_output=True, text=True)
            if done.returncode == 0:
                return done.stdout
            if left:
                subprocess.run(["sleep", "0.1"], check=True)
        raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr[-1500:]}")

    def end(self):
        self.server.terminate()
        self.server.wait(30)
        shutil.rmtree(self.place, ignore_errors=True)
