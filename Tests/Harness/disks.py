"""Disks whose power can be cut: file systems over a log of blocks, and what any cut would have left of them."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from proof import Skipped, deadline, need_root

HARNESS = pathlib.Path(__file__).resolve().parent

#: The smallest that each file system takes, and how it is made without zeroing in the background later on.
SIZES = {"ext4": 96 << 20, "xfs": 300 << 20}
MAKE = {
    "ext4": ["mkfs.ext4", "-q", "-F", "-b", "4096", "-E", "lazy_itable_init=0,lazy_journal_init=0,nodiscard"],
    "xfs": ["mkfs.xfs", "-q", "-f", "-K"],
}
#: The cuts are mounted one after another, all with the same UUID.
MOUNT_OPTIONS = {"ext4": "noatime", "xfs": "noatime,nouuid"}

#: Seconds until a disk that is not let go counts as stuck.
PATIENCE = 60


class Failed(Exception):
    """A command that prepares the ground failed."""


def call(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}: {done.stderr.strip() or done.returncode}")
    return done.stdout.strip()


def need_disks():
    """Raises `Skipped` where no file system can be mounted over a log of blocks."""
    need_root("a loop device")
    for device in ("/dev/fuse", "/dev/loop-control"):
        if not os.path.exists(device):
            raise Skipped(f"there is no {device}")
    for tool in ("cc", "pkg-config", "losetup", "mkfs.ext4"):
        if not shutil.which(tool):
            raise Skipped(f"{tool} is missing; scripts/prepare.sh prove installs it")
    if subprocess.run(["pkg-config", "--exists", "fuse3"], check=False).returncode != 0:
        raise Skipped("libfuse3-dev is missing; scripts/prepare.sh prove installs it")


def workspace():
    """A folder in memory if there is one: no flush of a loop device then waits for a real disk."""
    memory = "/dev/shm"
    place = memory if os.access(memory, os.W_OK) else None
    return pathlib.Path(tempfile.mkdtemp(prefix="kontor-prove-", dir=place))


def compile_tools(folder):
    flags = call("pkg-config", "--cflags", "--libs", "fuse3").split()
    call("cc", "-O2", "-Wall", "-Wextra", "-o", folder / "blocklog", HARNESS / "blocklog.c", *flags)
    call("cc", "-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", folder / "nosync.so", HARNESS / "nosync.c")


def copy_sparse(source, target):
    # A new file, so that a device that still held the old one could not write into this.
    target.unlink(missing_ok=True)
    call("cp", "--sparse=always", source, target)


def unmount(path):
    """What was just let go may be busy for a moment. What stays so is taken away, and the proof with it."""
    late = deadline(PATIENCE)
    while subprocess.run(["umount", str(path)], capture_output=True, check=False).returncode != 0:
        if late():
            call("umount", "--lazy", path)
            raise RuntimeError(f"{path} was still in use when it had to be unmounted")
        time.sleep(0.1)


def detach(device, image):
    """The kernel lets go of a device a moment after it was told to; on a busy machine that moment is long."""
    call("losetup", "--detach", device)
    late = deadline(PATIENCE)
    while call("losetup", "--associated", image):
        if late():
            raise RuntimeError(f"{device} still holds {image}")
        time.sleep(0.02)


def end(server):
    """It ends by itself once it is unmounted; killed, it takes its mount with it."""
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


class Disks:
    """One disk for each of `places`, folders under `root`; the first is `""`, the root itself."""

    def __init__(self, kind, folder, places, tools):
        self.kind = kind
        self.folder = folder
        self.tools = tools
        self.root = self.folder / "root"
        self.places = places
        self.base = [self.folder / f"base.{number}" for number in range(len(places))]
        self.log = self.folder / "log"
        self.root.mkdir()

    def make(self):
        for number, image in enumerate(self.base):
            with open(image, "wb") as file:
                file.truncate(SIZES[self.kind])
            call(*MAKE[self.kind], image)

    @contextlib.contextmanager
    def mounted(self, images):
        """Mounts what lies in `images`, one for each place, each over a loop device of its own."""
        with contextlib.ExitStack() as stack:
            for place, image in zip(self.places, images):
                device = call("losetup", "--find", "--show", image)
                stack.callback(detach, device, image)
                target = self.root / place
                target.mkdir(parents=True, exist_ok=True)
                call("mount", "-t", self.kind, "-o", MOUNT_OPTIONS[self.kind], device, target)
                stack.callback(unmount, target)
                # A folder of the program's own must hold nothing that it did not put there.
                with contextlib.suppress(FileNotFoundError):
                    os.rmdir(target / "lost+found")
            yield

    @contextlib.contextmanager
    def recorded(self):
        """Mounts a copy of the base, and logs what is written to it until the end."""
        live = [self.folder / f"live.{number}" for number in range(len(self.base))]
        for base, image in zip(self.base, live):
            copy_sparse(base, image)
        self.log.unlink(missing_ok=True)
        front = self.folder / "front"
        front.mkdir(exist_ok=True)
        with contextlib.ExitStack() as stack:
            server = subprocess.Popen([self.tools / "blocklog", self.log, front, *live])
            stack.callback(end, server)
            while not os.path.ismount(front):
                if server.poll() is not None:
                    raise Failed(f"blocklog ended with {server.returncode}")
                time.sleep(0.01)
            stack.callback(unmount, front)
            with self.mounted([front / str(number) for number in range(len(live))]):
                yield

    def position(self):
        """Now, as a place in the log. What is written from here on comes after it."""
        return self.log.stat().st_size
