"""Uploads through smbd."""

import pathlib
import subprocess
import tempfile
import time

from partners.upload import finish, until, way
from proof import Skipped

SAMBA, LIBSMBCLIENT = "Samba, smbclient", "Samba, libsmbclient"
WRITER = pathlib.Path(__file__).with_name("smbc_writer.py")
#: Where Debian's python3-smbc can be imported.
PYTHON = "/usr/bin/python3"


def smbclient(upload, samba, command):
    return subprocess.Popen(
        samba.client(upload.share, command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def feed(client, pieces):
    try:
        for piece in pieces:
            client.stdin.write(piece)
            client.stdin.flush()
    except BrokenPipeError:
        pass  # It has ended; its exit code and what it said tell why.


@way(SAMBA, "slow")
def slow(upload, samba):
    client = smbclient(upload, samba, f"put - {upload.name}")
    feed(client, upload.pieces())
    finish(client, "smbclient")


@way(SAMBA, "with pauses")
def with_pauses(upload, samba):
    client = smbclient(upload, samba, f"put - {upload.name}")
    feed(client, upload.pieces(upload.stall))
    finish(client, "smbclient")


@way(SAMBA, "part and rename")
def part_and_rename(upload, samba):
    client = smbclient(upload, samba, f"put - {upload.name}.part")
    feed(client, upload.pieces(upload.stall))
    finish(client, "smbclient")
    # It reads no command after it has read a file from its standard input.
    finish(smbclient(upload, samba, f"rename {upload.name}.part {upload.name}"), "smbclient")


@way(SAMBA, "killed", outcome="cut off", least=300_000)
def killed(upload, samba):
    client = smbclient(upload, samba, f"put - {upload.name}")
    feed(client, upload.pieces(share=0.5))
    until(lambda: upload.path.exists() and upload.path.stat().st_size > 0, "the first half of an upload")
    client.kill()
    client.communicate()


def need_smbc():
    if subprocess.run([PYTHON, "-c", "import smbc"], capture_output=True, check=False).returncode != 0:
        raise Skipped(f"{PYTHON} has no module smbc; scripts/prepare.sh prove installs it")


def smbc(upload, samba, kind, stall):
    """libsmbclient in a program of its own, and the file that it reads."""
    source = tempfile.NamedTemporaryFile(prefix="kontor-upload-")
    source.write(upload.body)
    source.flush()
    command = [PYTHON, str(WRITER), str(samba.port), f"{upload.share}/{upload.name}", source.name, kind,
               str(upload.seconds), str(stall)]
    return source, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@way(LIBSMBCLIENT, "preallocating")
def preallocating(upload, samba):
    source, client = smbc(upload, samba, "preallocate", 0)
    with source:
        finish(client, "libsmbclient")


@way(LIBSMBCLIENT, "preallocating, with pauses")
def preallocating_with_pauses(upload, samba):
    source, client = smbc(upload, samba, "preallocate", upload.stall)
    with source:
        finish(client, "libsmbclient")


@way(LIBSMBCLIENT, "empty for long")
def lingering(upload, samba):
    source, client = smbc(upload, samba, "linger", 0)
    with source:
        finish(client, "libsmbclient")


@way(LIBSMBCLIENT, "preallocating, killed", outcome="cut off")
def preallocating_killed(upload, samba):
    source, client = smbc(upload, samba, "preallocate", 600)
    with source:
        until(lambda: upload.path.exists() and upload.path.stat().st_size == len(upload.body), "the preallocated file")
        time.sleep(upload.seconds)
        client.kill()
        client.communicate()
