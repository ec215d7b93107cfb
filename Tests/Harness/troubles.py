"""What can befall a folder: full, read-only, forbidden, unmounted, not the one it was. Each can be made and ended."""

import errno
import os
import pathlib
import re
import subprocess
import tempfile
import time

#: Room for some hundred files, and soon filled.
SIZE = 8 << 20
INODES = 600

#: What init leaves in each folder by which the program knows it again.
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Disk:
    """A small file system of its own, shown at a folder. Unmounting the folder keeps what is on the disk."""

    def __init__(self, folder, owner, size=SIZE, inodes=INODES):
        self.folder = pathlib.Path(folder)
        # The bare mount point belongs to the program's user: nothing but its own judgement keeps it from writing there.
        self.folder.mkdir(parents=True, exist_ok=True)
        os.chown(self.folder, *owner)
        self.backing = pathlib.Path(tempfile.mkdtemp(prefix="kontor-disk-"))
        options = f"size={size},nr_inodes={inodes},mode=0770,uid={owner[0]},gid={owner[1]}"
        command("mount", "-t", "tmpfs", "-o", options, "kontor-prove", self.backing)
        self.show()

    def show(self):
        command("mount", "--bind", self.backing, self.folder)

    def hide(self):
        # Lazily, because the program has the folder open; a share that goes away does not ask either.
        command("umount", "--lazy", self.folder)

    def remount(self, how):
        command("mount", "-o", f"remount,bind,{how}", self.folder)

    def remove(self):
        for place in (self.folder, self.backing):
            while os.path.ismount(place):
                command("umount", "--lazy", place)
        self.backing.rmdir()


def command(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{' '.join(map(str, words))}: {done.stderr.strip()}")


class Trouble:
    """Made by `begin`, which may be asked again where it throws; ended by `end`. `faults` says what the program did
    wrong in a folder while it was in trouble."""

    name = ""
    #: While it lasts, the sender cannot write into the folder either.
    shuts_sender_out = False
    #: It must be told and waited for, whatever an open descriptor would still permit.
    must_pause = False

    def __init__(self, disk):
        self.disk = disk

    def begin(self):
        raise NotImplementedError

    def end(self):
        raise NotImplementedError

    def faults(self):
        return []


class FullOfBytes(Trouble):
    name = "disk full"
    shuts_sender_out = True

    def begin(self):
        with open(self.disk.folder / ".filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(1 << 16))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise

    def end(self):
        (self.disk.folder / ".filler").unlink()


class FullOfInodes(Trouble):
    name = "no more inodes"
    shuts_sender_out = True

    def begin(self):
        folder = self.disk.folder / ".fillers"
        folder.mkdir()
        try:
            for number in range(10 * INODES):
                (folder / str(number)).touch()
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise

    def end(self):
        folder = self.disk.folder / ".fillers"
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


class ReadOnly(Trouble):
    name = "read-only"

    def begin(self):
        self.disk.remount("ro")

    def end(self):
        self.disk.remount("rw")


class Forbidden(Trouble):
    name = "permission 0555"

    def begin(self):
        self.disk.folder.chmod(0o555)

    def end(self):
        self.disk.folder.chmod(0o770)


class Unmounted(Trouble):
    name = "unmounted"
    must_pause = True

    def begin(self):
        self.disk.hide()

    def end(self):
        self.disk.show()

    def faults(self):
        left = sorted(str(path.relative_to(self.disk.folder)) for path in self.disk.folder.rglob("*"))
        return [f"it wrote into the bare mount point: {', '.join(left[:5])}"] if left else []


class MarkerGone(Trouble):
    name = "marker missing"
    must_pause = True

    def begin(self):
        self.marker = marker(self.disk.folder)
        self.text = self.marker.read_bytes()
        self.status = self.marker.stat()
        self.marker.unlink()

    def end(self):
        new = self.marker.with_name(self.marker.name + ".again")
        new.write_bytes(self.text)
        os.chown(new, self.status.st_uid, self.status.st_gid)
        new.chmod(self.status.st_mode & 0o7777)
        new.rename(self.marker)

    def faults(self):
        return ["it marked the folder anew by itself"] if self.marker.exists() else []


ALL = (FullOfBytes, FullOfInodes, ReadOnly, Forbidden, Unmounted, MarkerGone)


class Unmarked(Exception):
    """The folder bears no marker that could be taken away."""


def marker(folder):
    for path in folder.iterdir():
        if path.name.startswith(".") and path.is_file() and UUID.search(path.read_text(errors="replace")):
            return path
    raise Unmarked(f"kontor init left no marker in {folder.name}")


def insist(trouble, service, seconds=10):
    """Makes the trouble while the service stands still. Where the kernel refuses because it is just writing there, lets
    it go on for a moment and tries again."""
    end = time.monotonic() + seconds
    while True:
        try:
            return trouble.begin()
        except OSError:
            if time.monotonic() > end:
                raise
        service.thaw()
        time.sleep(0.01)
        service.freeze()
