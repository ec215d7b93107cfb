"""smbd and sshd of this machine, on loopback, each with ports, keys and folders of its own."""

import getpass
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from proof import Skipped


def program(name):
    """Where a program is; servers lie in folders that not everybody's PATH has."""
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin")
    if not path:
        raise Skipped(f"there is no {name} here; scripts/prepare.sh prove installs it")
    return path


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A server in the foreground, in a session of its own, so that nothing of it is left behind."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="kontor-server-"))
        self.port = free_port()
        self.process = None

    def start(self, command):
        self.log = self.home / "log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + 15
        while time.monotonic() < end and self.process.poll() is None:
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        said = self.log.read_text(errors="replace")[-500:]
        self.stop()
        raise Skipped(f"{command[0]} does not listen: {said}")

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # As it should be: its children went with it.
        shutil.rmtree(self.home, ignore_errors=True)


class Samba(Server):
    """smbd with one share for each folder, open to guests, who write as the user that runs this."""

    def __init__(self, folders):
        daemon = program("smbd")
        program("smbclient")
        if os.geteuid() != 0:
            raise Skipped("smbd needs root to write as another user")
        super().__init__()
        rooms = {}
        for room in ("private", "lock", "state", "cache", "pid", "ncalrpc"):
            rooms[room] = self.home / room
            rooms[room].mkdir(mode=0o700)
        self.configuration = self.home / "smb.conf"
        self.configuration.write_text(self._text(rooms, folders))
        self.start([daemon, "--foreground", "--no-process-group", "-s", str(self.configuration)])

    def _text(self, rooms, folders):
        user = getpass.getuser()
        text = f"""[global]
server role = standalone server
disable netbios = yes
interfaces = lo
bind interfaces only = yes
smb ports = {self.port}
private dir = {rooms["private"]}
lock directory = {rooms["lock"]}
state directory = {rooms["state"]}
cache directory = {rooms["cache"]}
pid directory = {rooms["pid"]}
ncalrpc dir = {rooms["ncalrpc"]}
log file = {self.home}/log.smbd
map to guest = Bad User
guest account = {user}
load printers = no
printcap name = /dev/null
disable spoolss = yes
# Small writes, as many clients send them: a file then becomes visible bit by bit.
smb2 max write = 65536
"""
        for share, folder in folders.items():
            text += f"[{share}]\npath = {folder}\nread only = no\nguest ok = yes\nforce user = {user}\n"
        return text

    def client(self, share, command):
        """The arguments of an smbclient that does one thing."""
        return [program("smbclient"), f"//127.0.0.1/{share}", "-p", str(self.port), "-N", "-s",
                str(self.configuration), "-c", command]


class Sshd(Server):
    """sshd that lets the user who runs this in with a key made for the purpose, to internal-sftp and nothing else."""

    #: Where sshd wants a folder of root's, which nothing makes while its service has never been started.
    PRIVILEGE_SEPARATION = pathlib.Path("/run/sshd")

    def __init__(self):
        daemon = program("sshd")
        program("sftp")
        super().__init__()
        self.made_folder = os.geteuid() == 0 and not self.PRIVILEGE_SEPARATION.exists()
        if self.made_folder:
            self.PRIVILEGE_SEPARATION.mkdir(mode=0o755)
        for key in ("host", "user"):
            subprocess.run([program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(self.home / key)],
                           check=True)
        (self.home / "known").write_text(f"[127.0.0.1]:{self.port} {(self.home / 'host.pub').read_text()}")
        configuration = self.home / "sshd_config"
        configuration.write_text(f"""Port {self.port}
ListenAddress 127.0.0.1
HostKey {self.home}/host
PidFile none
AuthorizedKeysFile {self.home}/user.pub
AuthenticationMethods publickey
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
MaxStartups 100
Subsystem sftp internal-sftp
ForceCommand internal-sftp
""")
        self.start([daemon, "-D", "-e", "-f", str(configuration)])

    def client(self, *options):
        """The arguments of an sftp that reads what to do from standard input."""
        return [program("sftp"), "-F", "none", "-P", str(self.port), "-i", str(self.home / "user"),
                "-o", f"UserKnownHostsFile={self.home}/known", "-o", "StrictHostKeyChecking=yes",
                "-o", "BatchMode=yes", *options, "-b", "-", f"{getpass.getuser()}@127.0.0.1"]

    def stop(self):
        super().stop()
        if self.made_folder:
            self.PRIVILEGE_SEPARATION.rmdir()
            self.made_folder = False
