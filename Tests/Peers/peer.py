"""What every peer has: rows for the table, an environment of its own for foreign packages, modules by folder."""

import contextlib
import dataclasses
import fcntl
import hashlib
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]

#: Where foreign packages and what is made with them live: outside of what is checked in.
STORE = REPOSITORY / ".build" / "peers"

# The place where the real program works is that of the proofs.
sys.path.insert(0, str(REPOSITORY / "Tests" / "Harness"))


@dataclasses.dataclass
class Row:
    """One line of the table. What was seen is right if it is what was expected, as text."""

    scenario: str
    peer: str
    expected: str
    seen: str
    #: What a person needs to find out why, or why there is nothing to see; empty if there is nothing to say.
    note: str = ""

    def __post_init__(self):
        self.expected, self.seen = str(self.expected), str(self.seen)

    @classmethod
    def skipped(cls, peer, why):
        return cls("all", peer, "", "", note=f"skipped: {why}")

    @property
    def is_skipped(self):
        return self.note.startswith("skipped: ")

    @property
    def is_right(self):
        return self.expected == self.seen

    @property
    def mark(self):
        return "" if self.is_right else "<- differs"

    def as_object(self):
        return dict(dataclasses.asdict(self), right=self.is_right)


class Skipped(Exception):
    """This machine cannot run the peer; the text says why and what it would need."""


class Unreachable(Exception):
    """The packages of a peer cannot be had. Nothing was shown then, which is no success."""


LOADING = threading.Lock()


def load(folder, name):
    """A module of a peer. Each peer's folder is a package, so that two may have modules of one name:
    `from . import shop` in Tests/Peers/x/scenario.py is Tests/Peers/x/shop.py."""
    package = "peer_" + folder.replace("-", "_")
    with LOADING:
        if package not in sys.modules:
            place = HERE / folder
            spec = importlib.util.spec_from_loader(package, loader=None, is_package=True)
            module = importlib.util.module_from_spec(spec)
            module.__path__ = [str(place)]
            sys.modules[package] = module
    return importlib.import_module(f"{package}.{name}")


#: What pip says where it is the way to the registry that fails, and not what was asked for.
UNREACHABLE = re.compile(
    r"Failed to establish a new connection|Temporary failure in name resolution|Name or service not known"
    r"|Network is unreachable|Connection refused|ProxyError|ConnectTimeout|Read timed out|Connection reset")


class Environment:
    """A virtual environment of Python below .build/peers, with what `requirements` (a file) names. Made once, and anew
    when the file changes. Options for pip, such as `--no-deps`, may be given besides."""

    def __init__(self, name, requirements, options=()):
        self.name = name
        self.path = STORE / name
        self.requirements = pathlib.Path(requirements)
        self.options = list(options)

    def python(self):
        return str(self.path / "bin" / "python")

    def command(self, name):
        return str(self.path / "bin" / name)

    @property
    def packages(self):
        """The folder of the installed packages."""
        found, = (self.path / "lib").glob("python*/site-packages")
        return found

    def stamp(self):
        """Another when something else would be installed."""
        said = [sys.version, *self.options, self.requirements.read_text()]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]

    def set_up(self):
        """Installs what is not there yet. `Unreachable` where the registry cannot be reached."""
        with only_one(self.name):
            mark = self.path / "stamp"
            if mark.exists() and mark.read_text() == self.stamp():
                return self
            shutil.rmtree(self.path, ignore_errors=True)
            STORE.mkdir(parents=True, exist_ok=True)
            done = subprocess.run([sys.executable, "-m", "venv", str(self.path)], capture_output=True, text=True)
            if done.returncode != 0:
                raise Skipped(f"python3 -m venv does not work; Debian has it in python3-venv: {done.stdout[-300:]}")
            done = subprocess.run(
                [self.command("pip"), "install", "--quiet", "--disable-pip-version-check", "--retries", "1",
                 *self.options, "--requirement", str(self.requirements)],
                capture_output=True, text=True)
            if done.returncode != 0 and UNREACHABLE.search(done.stderr):
                raise Unreachable(
                    f"PyPI cannot be reached, from where the packages for {self.name} come: "
                    f"{UNREACHABLE.search(done.stderr).group()}. Let this machine reach https://pypi.org, or name a "
                    "mirror in PIP_INDEX_URL, and run it again.")
            if done.returncode != 0:
                raise RuntimeError(f"pip install for {self.name}: {done.stderr[-1500:]}")
            mark.write_text(self.stamp())
        return self

    def run(self, *arguments, timeout=600, **options):
        """The interpreter of this environment with a script or options; standard output, or an error."""
        done = subprocess.run(
            [self.python(), *map(str, arguments)], capture_output=True, text=True, timeout=timeout, check=False,
            **options)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: {arguments[0]} ended with {done.returncode}: {done.stderr[-3000:]}")
        return done.stdout


@contextlib.contextmanager
def only_one(name):
    """Two runs at once must not install into one folder."""
    STORE.mkdir(parents=True, exist_ok=True)
    with open(STORE / f".{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def need_command(name, package):
    if not shutil.which(name):
        raise Skipped(f"there is no {name}; Debian has it in {package}")


def put(folder, name, content):
    """A file that appears whole: written under a name that Kontor passes over, then renamed."""
    folder = pathlib.Path(folder)
    whole = folder / name
    part = folder / f".{name}.part"
    part.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.rename(part, whole)
    return whole
