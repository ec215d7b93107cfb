"""Uploads through OpenSSH's sftp."""

import os
import signal
import subprocess
import tempfile
import time

from partners.upload import finish, until, way

SFTP = "OpenSSH sftp"


class Client:
    """An sftp that carries out one batch, no faster than the upload should be."""

    def __init__(self, upload, sshd, batch, seconds=None):
        self.source = tempfile.NamedTemporaryFile(prefix="kontor-upload-")
        self.source.write(upload.body)
        self.source.flush()
        # sftp gives the upload the permissions of what it reads.
        os.fchmod(self.source.fileno(), 0o644)
        kilobits = max(8, int(len(upload.body) * 8 / 1000 / (seconds or upload.seconds)))
        # In a session of its own, because it works through an ssh that has to stop and to die with it.
        self.process = subprocess.Popen(
            sshd.client("-l", str(kilobits)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True)
        self.empty = tempfile.NamedTemporaryFile(prefix="kontor-upload-")
        names = {"source": self.source.name, "empty": self.empty.name, "target": upload.path}
        self.process.stdin.write(batch.format(**names).encode())
        self.process.stdin.close()
        self.process.stdin = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.source.close()
        self.empty.close()

    def signal(self, number):
        os.killpg(self.process.pid, number)


def begun(upload):
    until(lambda: upload.path.exists() and upload.path.stat().st_size > 0, "the beginning of an upload")


@way(SFTP, "slow (-l)")
def slow(upload, sshd):
    with Client(upload, sshd, "put {source} {target}\n") as client:
        finish(client.process, "sftp")


@way(SFTP, "stopped for a while")
def stopped(upload, sshd):
    with Client(upload, sshd, "put {source} {target}\n") as client:
        begun(upload)
        time.sleep(upload.seconds / 3)
        client.signal(signal.SIGSTOP)
        time.sleep(upload.stall)
        client.signal(signal.SIGCONT)
        finish(client.process, "sftp")


@way(SFTP, "part and rename")
def part_and_rename(upload, sshd):
    with Client(upload, sshd, "put {source} {target}.part\nrename {target}.part {target}\n") as client:
        finish(client.process, "sftp")


@way(SFTP, "killed", outcome="cut off", least=300_000)
def killed(upload, sshd):
    # So slow that it cannot be through when it is killed.
    with Client(upload, sshd, "put {source} {target}\n", seconds=4 * upload.seconds) as client:
        begun(upload)
        time.sleep(upload.seconds / 2)
        client.signal(signal.SIGKILL)
        client.process.communicate()


@way(SFTP, "slow, then its marker", system="marked", least=0)
def then_its_marker(upload, sshd):
    with Client(upload, sshd, "put {source} {target}\nput {empty} {target}.done\n") as client:
        finish(client.process, "sftp")
