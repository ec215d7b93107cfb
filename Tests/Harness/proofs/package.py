"""How Kontor is installed: the units keep it in, `make uninstall` undoes `make install`, and the Debian package comes and
goes on a clean machine without touching what is not its own."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from machine import Machine
from proof import Result, Skipped, need_root
from proofs import package_life
from workplace import REPOSITORY, program

UNITS = REPOSITORY / "packaging" / "systemd"

#: The most that `systemd-analyze security` may call it, of 10.
EXPOSURE = 1.0


def run(short):
    results = [exposure(), installation(), lint(package(build=not short))]
    return results if short else [*results, life(package(build=False))]


def exposure():
    result = Result("the units leave it little of the machine", f"systemd-analyze security, at most {EXPOSURE} of 10")
    if not shutil.which("systemd-analyze"):
        result.note = "skipped: there is no systemd-analyze"
        return result
    services = sorted(UNITS.glob("*.service"))
    for unit in services:
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)], capture_output=True, text=True)
        found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        wrong = []
        if not found:
            wrong.append(f"systemd-analyze says nothing: {done.stderr.strip()}")
        elif float(found.group(1)) > EXPOSURE:
            wrong.append(f"exposure {found.group(1)}")
        wrong += [f"systemd does not know: {line}" for line in done.stderr.splitlines() if "Unknown" in line]
        result.check(wrong, unit.name)
    first, *others = ((unit.name, sandbox(unit)) for unit in services)
    for name, settings in others:
        differing = sorted(set(first[1]) ^ set(settings))
        result.check([f"{line}, in one of them only" for line in differing], f"{first[0]} and {name}")
    return result


def sandbox(unit):
    """The lines from `User=` on are about what it may do, and the same for all."""
    lines = unit.read_text().partition("\nUser=")[2].partition("\n[Install]")[0].splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def installation():
    """With whatever program there is: this is about where things go."""
    result = Result("make install is undone by make uninstall", "into a folder, under two prefixes")
    for prefix in ("/usr/local", "/opt/kontor"):
        root = pathlib.Path(tempfile.mkdtemp(prefix="kontor-install-"))
        manual = root / "kontor.1"
        manual.write_text(".Dd 1\n")
        variables = [f"DESTDIR={root}/tree", f"PREFIX={prefix}", f"release={program()}", f"manual={manual}"]
        make("install", *variables)
        tree = root / "tree"
        share = f"{prefix}/share"
        expected = [
            f"{prefix}/bin/kontor", f"{share}/man/man1/kontor.1",
            f"{share}/kontor/kontor.yaml", f"{share}/kontor/set-up",
            f"{share}/bash-completion/completions/kontor", f"{share}/zsh/site-functions/_kontor",
            f"{share}/fish/vendor_completions.d/kontor.fish",
            *(f"{prefix}/lib/systemd/system/{unit.name}" for unit in UNITS.iterdir())]
        wrong = [f"{path} is missing or empty" for path in expected if not size(tree, path)]
        service = (tree / f"{prefix}/lib/systemd/system/kontor.service".lstrip("/")).read_text()
        if f"ExecStart={prefix}/bin/kontor run" not in service:
            wrong.append("the unit runs another program")
        started = subprocess.run(
            [f"{tree}{prefix}/bin/kontor", "init", str(root / "site")], capture_output=True, text=True)
        if started.returncode != 0:
            wrong.append(f"kontor init finds nothing to start from: {started.stderr}")
        make("uninstall", *variables)
        wrong += [f"{path} is left" for path in tree.rglob("*") if not path.is_dir()]
        result.check(wrong, prefix)
        shutil.rmtree(root)
    return result


def size(tree, path):
    place = tree / path.lstrip("/")
    return place.stat().st_size if place.exists() else 0


def make(*arguments):
    done = subprocess.run(["make", *arguments], cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"make {' '.join(arguments)}: {done.stdout[-500:]}{done.stderr[-1500:]}")
    return done.stdout


def package(build):
    """`KONTOR_DEB`, or the newest that `make deb` made; nil if there is none and none is to be made."""
    named = os.environ.get("KONTOR_DEB")
    if named:
        return pathlib.Path(named)
    if build:
        return pathlib.Path(make("deb").splitlines()[-1])
    made = sorted((REPOSITORY / ".build").glob("kontor_*.deb"), key=lambda path: path.stat().st_mtime)
    return made[-1] if made else None


def lint(deb):
    result = Result("the package is as Debian wants it", "lintian")
    if not deb or not shutil.which("lintian"):
        result.note = "skipped: there is no lintian" if deb else "skipped: no package was made; make deb does"
        return result
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", str(deb)], capture_output=True, text=True)
    wrong = [line for line in done.stdout.splitlines() if line.startswith(("E:", "W:"))]
    if done.returncode != 0 and not wrong:
        wrong.append(f"lintian ended with {done.returncode}: {done.stderr[-300:]}")
    result.check(wrong, deb.name)
    return result


def life(deb):
    result = Result("the package comes and goes, and keeps its hands off what is not its own", "on a clean Debian")
    try:
        need_root("a Debian of its own")
        with Machine() as machine:
            package_life.tell(machine, deb, result)
    except Skipped as why:
        result.note = f"skipped: {why}"
    return result
