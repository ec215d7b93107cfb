"""strace as a means: which calls the program makes, and what becomes of it when one of them is its last, or fails."""

import dataclasses
import os
import re
import shutil
import signal
import subprocess
import tempfile

from proof import Skipped

#: Seconds for one scan of a few files. It takes a fraction of one; what takes this long hangs.
LONGEST = 60


@dataclasses.dataclass
class Struck:
    #: The exit code, or a signal's number with a minus.
    code: int
    #: The call that was hit, as strace writes it; None where fewer of that name were made.
    call: str | None
    #: The traced calls after it.
    after: list
    #: What the program said.
    said: str


def need():
    """Raises where strace is missing or may not do what the proofs ask of it."""
    if not shutil.which("strace"):
        raise Skipped("strace is not installed; scripts/prepare.sh prove installs it")
    trial = subprocess.run(
        ["strace", "-f", "-y", "-qq", "-o", "/dev/null", "-e", "inject=write:error=EIO:when=1+", "echo", "it works"],
        capture_output=True, text=True, timeout=LONGEST, check=False)
    if trial.returncode == 0 or trial.stdout or trial.stderr.startswith("strace"):
        raise Skipped(f"strace cannot trace here; allow ptrace, in a container with SYS_PTRACE: {trial.stderr.strip()}")


def survey(site):
    """The calls of one scan in order, by name: all that name a file or a descriptor, but for memory that is mapped."""
    calls = {}
    for line in _scan(site, "-e", "trace=%file,%desc")[1]:
        calls.setdefault(line.partition("(")[0], []).append(line)
    calls.pop("mmap", None)
    return calls


def strike(site, name, number, effect, also=()):
    """A scan in which `effect` (`signal=KILL`, `error=EIO`) befalls the call of that name and number, counted from 1.

    With a `+` behind the number it befalls every later one too. `also` names more calls to be found in `after`.
    """
    traced = ",".join({name, *also})
    code, lines, said = _scan(site, "-e", f"trace={traced}", "-e", f"inject={name}:{effect}:when={number}")
    hit = None
    if effect.startswith("signal="):
        # The log ends with the call that was never carried out.
        hit = len(lines) - 1 if code == -signal.SIGKILL and lines else None
    else:
        hit = next((index for index, line in enumerate(lines) if line.endswith("(INJECTED)")), None)
    if hit is None:
        return Struck(code, None, [], said)
    return Struck(code, lines[hit], lines[hit + 1:], said)


def concerns(call, folder):
    """Whether a call, as strace writes it, is about something in a folder. What the loader opens before is not."""
    # A path that is absolute or of a descriptor stands after the working folder, which then says nothing.
    told = re.sub(r'AT_FDCWD<[^>]*>, (?="/)', "", call)
    return f"{folder}/" in told or f"AT_FDCWD<{folder}>" in told


def _scan(site, *options):
    """Exit code, log and output of one traced scan."""
    with tempfile.NamedTemporaryFile("r", prefix="kontor-strace-", errors="replace") as log:
        command = ["strace", "-f", "-y", "-qq", "-s", "120", "-o", log.name, *options]
        process = subprocess.Popen(
            [*command, *site.command("scan", "--settle", "0")], cwd=site.path, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        try:
            said, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            # The program would outlive strace.
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        if said.startswith("strace:"):
            raise RuntimeError(said)
        calls = [_call(line) for line in log if not re.search(r"resumed>|^\d+ +[-+]{3} ", line)]
        return process.returncode, calls, said


def _call(line):
    return re.sub(r"^\d+ +", "", line.rstrip())
