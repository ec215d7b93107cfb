"""Whether what came before slows down what comes now: the same small files beside ever more earlier ones."""

import json
import subprocess

from exports import REPOSITORY
from figures import as_count
from measuring import Contender, Job, Unexpected, measure, tell
from results import Comparison
from sites import configuration, kontor, program, visible

#: Files of one round, of one order each.
FILES = 500

ROUNDS = 5

#: Control numbers of the first round; each round has others, since the same order would be no news.
FIRST = 2_000_000

DAYS = 28


def run(setting, sizes, archived):
    """Earlier interchanges in the ledger, and one site with many files in the archive."""
    contenders = [Grown(setting, 0)]
    contenders += [Grown(setting, size) for size in sizes]
    contenders.append(Grown(setting, 0, archived))
    for contender in contenders:
        contender.lay_out()
    comparison = Comparison(
        "growth", f"{FILES} small files beside what came before", "file", FILES, contenders[0].key,
        "Each site takes other files of the same kind in each round, so the empty one is empty only in the first.")
    return measure(comparison, contenders, ROUNDS, setting.ground, setting.runner)


class Grown(Contender):
    """A site that stays from round to round."""

    def __init__(self, setting, interchanges, archived=0):
        self._setting = setting
        self._interchanges = interchanges
        self._archived = archived
        self._round = 0
        self._site = None
        if archived:
            self.key = "archive"
            self.name = f"{as_count(archived)} files in the archive"
        else:
            self.key = f"ledger-{interchanges}"
            self.name = f"{as_count(interchanges)} earlier interchanges" if interchanges else "an empty ledger"

    def lay_out(self):
        self._site = self._setting.ground.fresh(self.key)
        if self._interchanges:
            fill(self._site, self._interchanges)
            (self._site / "kontor.yaml").write_text(configuration(), encoding="utf-8")
            customers = self._setting.exports.customers()
            (self._site / "inbox" / "crm" / customers.name).write_bytes(customers.read_bytes())
            kontor("scan", "--settle", "0", folder=self._site)
        else:
            self._setting.sites.lay_out(self._site, configuration())
        if self._archived:
            fill_archive(self._site / "archive", self._archived)

    def prepare(self, place):
        files = self._setting.exports.small(FILES, 1, first=FIRST + 1000 * self._round)
        self._round += 1
        for path in files.iterdir():
            (self._site / "inbox" / "crm" / path.name).write_bytes(path.read_bytes())
        self._before = visible(self._site / "outbox" / "erp")
        return Job([program(), "scan", "--settle", "0"], self._site)

    def check(self, place, output):
        sent = visible(self._site / "outbox" / "erp") - self._before
        if sent != FILES:
            raise Unexpected(f"{self.name}: {sent} documents for {FILES} files: {output.read_text()[-1000:]}")


def fill(site, count):
    """A site whose ledger holds so many interchanges, entered through the ledger itself and not by SQL."""
    filler = REPOSITORY / ".build" / "release" / "agreement-benchmark"
    if not filler.exists():
        raise Unexpected(f"There is no {filler}; make bench builds it.")
    tell(f"filling a ledger with {as_count(count)} interchanges")
    done = subprocess.run(
        [filler, "fill", "--interchanges", str(count), "--share", str(REPOSITORY), "--site", str(site)],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unexpected(f"filling {site}: {done.stderr[-1000:]}")
    tell(f"that took {json.loads(done.stdout)['seconds']:.0f} s")


def fill_archive(archive, count):
    """Three files for each interchange, as they lie there: source, side file, documents."""
    number = 0
    for month in range(1, 13):
        for day in range(1, DAYS + 1):
            folder = archive / "2025" / f"{month:02d}" / f"{day:02d}"
            folder.mkdir(parents=True)
            for _ in range(count // (12 * DAYS * 3) + 1):
                for end in ("", ".jsonl", ".documents.tar"):
                    if number < count:
                        (folder / f"01H{number // 3:013d}-crm-{number // 3:09d}.xml{end}").write_bytes(b"earlier\n")
                        number += 1
