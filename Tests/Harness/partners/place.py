"""A site whose service runs while partners upload to it."""

import os
import pathlib
import pwd
import subprocess
import tempfile

from partners.upload import Upload, busy
from proof import Skipped
from workplace import REPOSITORY, Site

#: In seconds.
QUIET, INTERVAL, INCOMPLETE, EMPTY = 2, 1, 12, 30
#: Longer than the settle time and the looks that follow it, and shorter than the wait for the rest.
STALL = QUIET + 3

#: How many bytes of a large file come to one order.
ORDER_SIZE = 15_000

SYSTEMS = {"crm": f"quiet: {QUIET}s", "marked": "marker: .done", "renamed": "rename-in: yes"}


def configuration():
    """The one that ships, with a sender for each policy."""
    senders = "".join(
        f"  {name}: {{ inbox: inbox/{name}, outbox: outbox/{name}, format: exchange, "
        f"settle: {{ {policy}, incomplete: {INCOMPLETE}s, empty: {EMPTY}s }} }}\n" for name, policy in SYSTEMS.items())
    flows = "".join(f"  - {{ from: {name}, to: erp, entities: [Customer, Order] }}\n" for name in SYSTEMS)
    formats = (REPOSITORY / "kontor.yaml").read_text().partition("\nformats:")[2].partition("\nflows:")[0]
    return (f"systems:\n{senders}  erp: {{ outbox: outbox/erp, format: sap-business-one }}\n\n"
            f"formats:{formats}\nflows:\n{flows}")


def example(script, *arguments, control, **environment):
    return subprocess.run(
        ["sh", str(REPOSITORY / "examples" / script), *arguments],
        env=dict(os.environ, CONTROL_NUMBER=str(control), **environment), check=True, capture_output=True).stdout


def interchange(control, size):
    """A valid interchange of some such size, and the keys of its records; the smallest has three."""
    if size < 8000:
        with tempfile.TemporaryDirectory() as folder:
            example("generate-files.sh", folder, "1", control=control)
            body = next(pathlib.Path(folder).iterdir()).read_bytes()
        return body, frozenset([f"K-{500000 + control}", f"SO-{control}-1", f"SO-{control}-2"])
    orders = size // ORDER_SIZE + 1
    buyer = f"K-{700000 + control}"
    body = example("generate-orders.sh", str(orders), control=control, CUSTOMER=buyer)
    # Comments make it large: it is not the point here how fast many documents are written.
    filling = b"  <!-- " + "Füllung ".encode() * ((size - len(body)) // orders // 9 + 1) + b"-->\n"
    body = body.replace(b"</Order>\n", b"</Order>\n" + filling)
    return body, frozenset([buyer, *(f"SO-{control}-{number}" for number in range(1, orders + 1))])


class Place:
    """Its service runs as `user`; as another one than uploads, it is not told by the kernel who still writes."""

    def __init__(self, name, user=None):
        self.name = name
        self.uploads = []
        self.site = Site(configuration=configuration())
        self.process = None
        self.identity = {}
        if user:
            entry = pwd.getpwnam(user)
            self.identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            self._hand_over(entry)

    def _hand_over(self, entry):
        try:
            subprocess.run(self.site.command("--version"), capture_output=True, check=True, **self.identity)
        except (OSError, subprocess.CalledProcessError) as error:
            self.remove()
            raise Skipped(f"{entry.pw_name} cannot run {self.site.command()[0]}: {error}") from error
        for folder, _, names in os.walk(self.site.path):
            for name in [".", *names]:
                os.chown(os.path.join(folder, name), entry.pw_uid, entry.pw_gid)

    def start(self):
        with open(self.site.path / "log", "wb") as log:
            self.process = subprocess.Popen(
                self.site.command("run", "--interval", f"{INTERVAL}s"), cwd=self.site.path, stdout=log, stderr=log,
                **self.identity)

    def stop(self):
        """Ends the service, which first brings the files in hand to their end; says what was wrong, if anything was."""
        if self.process.poll() is not None:
            return [f"the service ended by itself with {self.process.returncode}: {self.log[-500:]}"]
        self.process.terminate()
        try:
            code = self.process.wait(60 * busy())
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return ["the service did not end within a minute of SIGTERM, or more on a busy machine"]
        return [f"the service ended with {code}: {self.log[-500:]}"] if code else []

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.site.remove()

    @property
    def log(self):
        return (self.site.path / "log").read_text(errors="replace")

    @property
    def shares(self):
        return {f"{self.name}-{system}": self.site.path / "inbox" / system for system in SYSTEMS}

    @property
    def answer_folders(self):
        return [self.site.path / "outbox" / system for system in SYSTEMS]

    def plan(self, way, control, size, seconds):
        body, keys = interchange(control, max(size, way.least))
        self.uploads.append(Upload(
            way, self.site.path / "inbox" / way.system, f"{self.name}-{way.system}", f"{self.name}-{control:06}.xml",
            body, keys, seconds, STALL, self.waits_until))

    def waits_until(self, name):
        """Until when a file that ends too early is waited for, in seconds since 1970; None if it is not."""
        found = self.site.ledger("SELECT waitsUntil, fileName FROM interchange WHERE state = 'waiting'")
        return next((moment / 1000 for moment, file in found if file == name.encode()), None)

    def documents(self):
        """How often each key was sent, and what is wrong with the documents themselves."""
        times, wrong = {}, []
        outbox = self.site.path / "outbox" / "erp"
        for name in self.site.visible(outbox):
            key = name.removesuffix(".xml").split("-", 2)[2]
            times[key] = times.get(key, 0) + 1
            body = (outbox / name).read_bytes()
            if not body.startswith(b"<?xml") or not body.rstrip().endswith(b">") or key.encode() not in body:
                wrong.append(f"the document {name} is not whole")
        known = frozenset().union(*(upload.keys for upload in self.uploads))
        return times, wrong + [f"{key} was sent, and nobody uploaded it" for key in times if key not in known]
