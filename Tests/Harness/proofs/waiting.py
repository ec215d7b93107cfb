"""Documents that wait, while something befalls the service or what they wait for: a kill in the middle of their release, a
flow that is renamed or a configuration that is read anew, an outbox that is replaced, one that is away while others wait."""

import contextlib
import random
import subprocess
import time

from proof import Result, deadline
from service import Service, wait
from workplace import DOCUMENTS_EACH, ERP, Site, audit

#: Files that wait when a release is killed, and how many documents that are.
FILES, SHORT_FILES = 700, 20
#: Over how long kills are spread in a release.
SECONDS, SHORT_SECONDS = 240, 2
PATIENCE = 60


def run(short):
    seed = random.randrange(1 << 32)
    rng = random.Random(seed)
    return [
        kills(short, rng, seed), each("a flow that is renamed while documents wait for it", renamed),
        each("an outbox that is replaced while documents wait for it", replaced),
        each("an outbox that is away holds up no other flow", away),
    ]


def each(promise, play):
    result = Result(promise, "kontor run and kontor scan")
    with contextlib.ExitStack() as stack:
        result.check(play(stack), play.__name__)
    return result


def site_with(stack, change=lambda text: text):
    """The configuration that ships, with a flow whose documents wait until somebody lets them go."""
    site = Site()
    stack.callback(site.remove)
    path = site.path / "kontor.yaml"
    path.write_text(change(path.read_text()))
    done = site.run("init")
    if done.returncode != 0:
        raise RuntimeError(f"kontor init: {done.stdout}{done.stderr}")
    return site


def on_new_year(text, name="crm-erp"):
    """Documents for the ERP wait: their time comes once a year, when nobody proves anything."""
    return text.replace("{ from: crm, to: erp,", f'{{ name: {name}, when: "0 0 1 1 *", from: crm, to: erp,')


def waiting(site):
    return site.ledger("SELECT count(*) FROM waiting WHERE endedBy IS NULL")[0][0]


def succeeded(done, codes=(0,)):
    if done.returncode in codes:
        return []
    return [f"{' '.join(map(str, done.args[1:]))} ended with {done.returncode}: {(done.stdout + done.stderr)[-500:]}"]


# A kill in the middle of a release.


def kills(short, rng, seed):
    files, seconds = (SHORT_FILES, SHORT_SECONDS) if short else (FILES, SECONDS)
    result = Result(
        "killed while many waiting documents are released: each goes once, in order",
        f"{files * DOCUMENTS_EACH} documents, an eager ERP, seed {seed}")
    with contextlib.ExitStack() as stack:
        stock = site_with(stack, on_new_year)
        stock.generate(files)
        wrong = succeeded(stock.scan())
        if waiting(stock) != files * DOCUMENTS_EACH:
            wrong.append(f"{waiting(stock)} documents wait, not {files * DOCUMENTS_EACH}")
        result.check(wrong, "before")
        is_over = deadline(seconds)
        ends = 0
        while not wrong and (result.runs < 3 or not is_over()):
            site = stock.copy()
            try:
                killed, wrong = kill_once(site, files, rng)
                ends += killed
                result.check(wrong, f"release {result.runs}")
            finally:
                site.remove()
        result.note = f"{ends} of {result.runs - 1} were killed before the release was over"
    return result


def kill_once(site, files, rng):
    """Runs the flow under the service, kills it at some moment, once more while it recovers, and lets it end."""
    erp = ERP(site)
    wrong = []
    killed = 0
    with erp, Service(site, "--interval", "1s") as service:
        # It waits for the service, which is going to be killed.
        command = subprocess.Popen(
            site.command("schedule", "run", "crm-erp"), cwd=site.path, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        for _ in range(2):
            wait(lambda: erp.seen or service.has_ended(), PATIENCE, pause=0.002)
            time.sleep(rng.uniform(0, 0.002 * files))
            killed |= len(erp.seen) < files * DOCUMENTS_EACH
            service.kill()
            service.start()
        if not wait(lambda: is_done(site), PATIENCE, pause=0.2):
            wrong.append(f"{waiting(site)} documents wait on, {len(erp.seen)} came")
        if command.wait(2 * PATIENCE) != 0:
            wrong.append(f"kontor schedule run ended with {command.returncode}")
        wrong += service.stop()
    order = [int(name.split("-")[0]) for name, _ in erp.seen]
    # The ERP lists a folder and takes what it finds: within one listing it goes by name, so a later listing never
    # has lower numbers.
    if order != sorted(order):
        wrong.append("documents came in another order than that in which they waited")
    return killed, wrong + account(site, erp, files)


def is_done(site):
    return waiting(site) == 0 and site.count_by("state").keys() == {"done"}


def account(site, erp, files):
    """The same as for files whose documents did not wait, but for the desk's files and later acknowledgements."""
    return audit(Seen(site), erp, files)


class Seen:
    """A site without what the desk adds to it."""

    def __init__(self, site):
        self.site = site
        self.path, self.inbox, self.outbox, self.answers = site.path, site.inbox, site.outbox, site.answers

    def visible(self, folder):
        return [name for name in self.site.visible(folder) if not name.endswith("-2.ack.xml")]

    def filed(self, room="archive"):
        return [name for name in self.site.filed(room) if "-crm-" in name]

    def count_by(self, column):
        return dict(self.site.ledger(
            f"SELECT {column}, count(*) FROM interchange WHERE sender = 'crm' GROUP BY {column}"))


# A flow that gets another name.


def renamed(stack):
    site = site_with(stack, on_new_year)
    erp = ERP(site)
    path = site.path / "kontor.yaml"
    site.generate(5)
    wrong = succeeded(site.scan())
    with erp, Service(site, "--interval", "1s") as service:
        before = service.position()
        path.write_text(path.read_text().replace("name: crm-erp, when: \"0 0 1 1 *\",", "name: sales,"))
        if not wait(lambda: "configuration taken" in service.since(before), PATIENCE):
            wrong.append("the new name was not taken")
        # What comes now is about other records, and must not be lost either; what waits stays until somebody decides.
        site.generate(5, first=6)
        if not wait(lambda: len(site.filed()) == 10, PATIENCE):
            wrong.append("files were held up by documents that wait for a flow without a name")
        if "crm-erp" not in service.since(before):
            wrong.append("nobody is told that documents wait for a flow that is gone")
        wrong += succeeded(site.run("schedule", "run", "crm-erp", "--reason", "renamed"), codes=(0, 1))
        if not wait(lambda: is_done(site), PATIENCE):
            wrong.append(f"{waiting(site)} documents wait on for a flow that was renamed")
        wrong += service.stop()
    return wrong + account(site, erp, 10) + succeeded(site.run("verify"))


# An outbox that is replaced.


def replaced(stack):
    site = site_with(stack, on_new_year)
    erp = ERP(site, eager=False)
    site.generate(5)
    wrong = succeeded(site.scan())
    count = waiting(site)
    site.outbox.rename(site.outbox.with_name("lost"))
    site.outbox.mkdir()
    with Service(site, "--interval", "1s") as service:
        # A bare folder is not taken for the outbox.
        site.generate(5, first=6)
        time.sleep(8)
        if len(site.filed()) != 5:
            wrong.append("files were taken in for an outbox that bears no marker")
        wrong += service.stop()
    wrong += succeeded(site.run("init", "--mark-replaced", "outbox/erp"))
    with Service(site, "--interval", "1s") as service:
        time.sleep(2)
        site.run("schedule", "run", "crm-erp")
        time.sleep(6)
        if site.visible(site.outbox):
            wrong.append(f"documents that lay in a folder that is gone were sent: {site.visible(site.outbox)[:2]}")
        wrong += service.stop()
    ids = [row[0] for row in site.ledger("SELECT id FROM document WHERE state = 'in-doubt' ORDER BY id")]
    if len(ids) != count:
        wrong.append(f"of {count} documents that waited in a folder that is gone, {len(ids)} are in doubt")
    # All at once, by somebody who has asked the receiver.
    wrong += succeeded(site.run("resolve", *ids))
    with erp, Service(site, "--interval", "1s") as service:
        if not wait(lambda: len(site.visible(site.outbox)) == 5 * DOCUMENTS_EACH, PATIENCE, pause=0.2):
            site.run("schedule", "run", "crm-erp")
        if not wait(lambda: len(site.visible(site.outbox)) == 5 * DOCUMENTS_EACH, PATIENCE, pause=0.2):
            wrong.append(f"{len(site.visible(site.outbox))} documents came of files behind those in doubt")
        wrong += service.stop()
    return wrong


# One outbox away, the flow to another one due.


def away(stack):
    def two(text):
        text = text.replace("  erp:\n    inbox", "  shop: { inbox: inbox/shop, outbox: outbox/shop, format: exchange, "
                            "settle: { quiet: 0 } }\n  hub: { outbox: outbox/hub, format: sap-business-one }\n"
                            "  erp:\n    inbox", 1)
        return text.replace("flows:\n", "flows:\n  - { from: shop, to: hub, entities: [Order, Customer] }\n")

    site = site_with(stack, two)
    site.generate(2, folder=site.path / "inbox" / "shop")
    wrong = succeeded(site.run("schedule", "pause", "shop-hub")) + succeeded(site.scan())
    site.outbox.rename(site.outbox.with_name("aside"))
    with Service(site, "--interval", "1s") as service:
        # What a person decides, and what the clock decides then, has nothing to do with that outbox.
        wrong += succeeded(site.run("schedule", "resume", "shop-hub"))
        if not wait(lambda: len(site.visible(site.path / "outbox" / "hub")) == 2 * DOCUMENTS_EACH, PATIENCE, pause=0.2):
            wrong.append("a flow sends nothing, because another system's outbox is away")
        wrong += service.stop()
    site.outbox.with_name("aside").rename(site.outbox)
    return wrong
