"""The life of the package on a clean machine: installed and gone, installed and used, served, replaced, gone."""

import shutil
import time

from workplace import REPOSITORY

CONFIGURATION = "/etc/kontor/kontor.yaml"
INBOX, OUTBOX, ANSWERS = "/srv/kontor/inbox/crm", "/srv/kontor/outbox/erp", "/srv/kontor/outbox/crm"

#: What is a person's, and stays when the package goes.
OWN = ("/etc/kontor", "/var/lib/kontor", "/srv/kontor")

#: How long a file may take until it is answered: it settles for five seconds.
ANSWERED = 30


def tell(machine, deb, result):
    shutil.copy(deb, machine.path / "opt" / "kontor.deb")
    for number in (1, 2, 3):
        shutil.copy(order(number), machine.path / "opt")
    machine.must("apt-get", "update", "-qq")
    # What it depends on comes first and stays: this is about what the package itself leaves behind.
    out = machine.must("apt-get", "install", "-qq", "--no-install-recommends", "/opt/kontor.deb")
    result.check([] if "does not run yet" in out else [f"it does not say what is next: {out[-300:]}"], "installing")
    machine.must("apt-get", "purge", "-qq", "kontor")
    before = machine.paths()
    result.check(unused(machine, before), "installed and purged, never used")
    result.check(used(machine), "installed and used by hand")
    result.check(replaced(machine), "replaced by a newer one")
    machine.must("apt-get", "install", "-qq", "--no-install-recommends", "systemd", "systemd-sysv", "dbus")
    trouble = machine.boot()
    if trouble:
        result.note = trouble
    else:
        result.check(served(machine), "served by systemd")
        result.check(replaced_running(machine), "replaced while it runs")
        result.check(by_timer(machine), "by the timer")
        machine.must("systemctl", "enable", "--quiet", "kontor")
    result.check(removed(machine, before), "removed")
    machine.shut_down()


def order(number):
    """A file of the CRM's, as it ships: each with other orders."""
    names = ("1002-first-order.xml", "1003-orders.xml", "1004-customers.xml")
    return REPOSITORY / "examples" / "crm" / names[number - 1]


def unused(machine, before):
    machine.must("dpkg", "--install", "/opt/kontor.deb")
    wrong = []
    for path, expected in (("/srv/kontor/inbox", "kontor kontor 751"), ("/var/lib/kontor", "kontor kontor 750"),
                           (CONFIGURATION, "root root 644")):
        found = machine.must("stat", "--format=%U %G %a", path).strip()
        if found != expected:
            wrong.append(f"{path} is {found}, not {expected}")
    if machine.run("kontor", "check", user="kontor").returncode != 0:
        wrong.append("kontor check does not like the configuration that ships")
    out = machine.must("dpkg", "--purge", "kontor")
    wrong += [f"{path} is left" for path in sorted(machine.paths() - before)]
    if machine.run("getent", "passwd", "kontor").returncode == 0:
        wrong.append(f"the user is left: {out}")
    return wrong


def used(machine):
    machine.must("dpkg", "--install", "/opt/kontor.deb")
    wrong = []
    version = machine.must("dpkg-query", "--show", "--showformat=${Version}", "kontor").rsplit("-", 1)[0]
    if machine.must("kontor", "--version").split() != ["kontor", version]:
        wrong.append("the program is of another version than its package")
    for path in ("/usr/share/man/man1/kontor.1.gz", "/usr/share/bash-completion/completions/kontor"):
        if not (machine.path / path.lstrip("/")).exists():
            wrong.append(f"there is no {path}")
    machine.must("kontor", "init", user="kontor")
    inside = machine.must("find", "/etc/kontor", "-user", "kontor")
    if inside:
        wrong.append(f"the service may write into its configuration: {inside}")
    drop(machine, order(1))
    done = machine.run("kontor", "scan", "--settle", "0", user="kontor")
    if done.returncode != 0 or not documents(machine) or not answers(machine):
        wrong.append(f"a scan ended with {done.returncode}: {done.stdout}")
    if machine.run("kontor", "verify", user="kontor").returncode != 0:
        wrong.append("kontor verify finds something")
    return wrong


def replaced(machine):
    """A newer version leaves the configuration as it was changed, and what was exchanged."""
    changed = machine.path / CONFIGURATION.lstrip("/")
    changed.write_text(changed.read_text() + "\n# Changed by a person.\n")
    newer(machine)
    before = machine.must("find", *OWN, "-type", "f", "-exec", "sha256sum", "{}", "+")
    machine.must("dpkg", "--install", "/opt/newer.deb")
    after = machine.must("find", *OWN, "-type", "f", "-exec", "sha256sum", "{}", "+")
    return [] if before == after else [f"something of a person's was changed: {before} became {after}"]


def newer(machine):
    """The same package under a higher version."""
    machine.must("dpkg-deb", "--raw-extract", "/opt/kontor.deb", "/opt/newer")
    control = machine.path / "opt" / "newer" / "DEBIAN" / "control"
    text = control.read_text()
    line = next(line for line in text.splitlines() if line.startswith("Version: "))
    control.write_text(text.replace(line, line + "+newer"))
    machine.must("dpkg-deb", "--build", "/opt/newer", "/opt/newer.deb")


def served(machine):
    machine.run("systemctl", "daemon-reload")
    wrong = []
    if machine.run("systemctl", "is-enabled", "kontor").stdout.strip() != "disabled":
        wrong.append("it is enabled though nobody said so")
    started = machine.run("systemctl", "start", "kontor")
    if started.returncode != 0:
        return [*wrong, f"it does not start: {started.stdout}{journal(machine)}"]
    wrong += answered(machine, order(2))
    if machine.run("systemctl", "reload", "kontor").returncode != 0:
        wrong.append(f"it cannot be reloaded: {journal(machine)}")
    if not is_active(machine, "kontor.service"):
        wrong.append(f"it does not run any more: {journal(machine)}")
    # What the sandbox keeps from it, and what it need not ask for.
    wrong += [f"the log has: {line}" for line in journal(machine).splitlines()
              if "not permitted" in line or "thread priority" in line or "Permission denied" in line]
    machine.must("systemctl", "stop", "kontor")
    ended = machine.must("systemctl", "show", "--property=Result", "--value", "kontor").strip()
    if ended != "success":
        wrong.append(f"stopping it ended with {ended}: {journal(machine)}")
    return wrong


def replaced_running(machine):
    machine.must("systemctl", "start", "kontor")
    process = machine.must("systemctl", "show", "--property=MainPID", "--value", "kontor")
    machine.must("dpkg", "--install", "--force-downgrade", "/opt/kontor.deb")
    if not is_active(machine, "kontor.service"):
        return [f"the service does not go on: {journal(machine)}"]
    if machine.must("systemctl", "show", "--property=MainPID", "--value", "kontor") == process:
        return ["the old program runs on"]
    return []


def by_timer(machine):
    machine.must("systemctl", "start", "kontor-scan.timer")
    wrong = ["the timer lets the service run on"] if is_active(machine, "kontor.service") else []
    wrong += answered(machine, order(3), patience=3 * ANSWERED)
    machine.must("systemctl", "start", "kontor.service")
    if is_active(machine, "kontor-scan.timer"):
        wrong.append("the service lets the timer run on")
    return wrong


def removed(machine, before):
    kept = machine.must("find", *OWN, "-type", "f").splitlines()
    machine.must("dpkg", "--remove", "kontor")
    wrong = []
    if machine.leader and is_active(machine, "kontor.service"):
        wrong.append("the service runs on")
    out = machine.must("dpkg", "--purge", "kontor")
    if not all(folder in out for folder in OWN):
        wrong.append(f"purging does not say what it keeps: {out}")
    there = machine.must("find", *OWN, "-type", "f").splitlines()
    # SQLite takes its log away when the last one closes the ledger.
    wrong += [f"{path} is gone" for path in set(kept) - set(there) if not path.endswith(("-wal", "-shm", "/in-hand"))]
    left = [path for path in machine.paths() - before if "kontor" in path and not path.startswith((*OWN, "/opt"))]
    wrong += [f"{path} is left" for path in sorted(left)]
    return wrong


# Small things.


def drop(machine, file):
    """As a partner does: under another name, then renamed."""
    machine.must("cp", f"/opt/{file.name}", f"{INBOX}/.{file.name}.part")
    machine.must("mv", f"{INBOX}/.{file.name}.part", f"{INBOX}/{file.name}")


def listed(machine, folder):
    return [name for name in machine.must("ls", folder).split() if name]


def documents(machine):
    return listed(machine, OUTBOX)


def answers(machine):
    return listed(machine, ANSWERS)


def answered(machine, file, patience=ANSWERED):
    """Drops a file and waits for the answer."""
    drop(machine, file)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if any(name.startswith(file.name.removesuffix(".xml")) for name in answers(machine)):
            return []
        time.sleep(0.5)
    return [f"{file.name} was not answered within {patience} s: {journal(machine)}"]


def is_active(machine, unit):
    return machine.run("systemctl", "is-active", unit).stdout.strip() == "active"


def journal(machine):
    return machine.run("journalctl", "--no-pager", "--unit=kontor*", "--lines=40").stdout
