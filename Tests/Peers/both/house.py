"""A company with a real CRM and a real ERP, Kontor in between, and what its computers do by themselves all day."""

import json

from peer import load
from service import wait

#: What Kontor may take for the files of one round.
PATIENCE = 60

offices = load("tryton", "office")
crms = load("django-crm", "system")


class House(offices.Office):
    """`watched` by the service, or else with scans at the times at which cron would have them."""

    def __init__(self, configuration, service=None):
        super().__init__(configuration)
        self.service = service(self.site) if service else None
        self.crm = crms.Crm(self.place / "crm", self.site.answers, self.site.inbox)

    def __enter__(self):
        if self.service:
            self.service.__enter__()
        return self

    def __exit__(self, *_):
        if self.service:
            self.service.__exit__()
        self.end()

    def round(self):
        """What cron starts in each of the two systems. Nobody looks at a file in between."""
        self.crm.export()
        self.exchange()
        self.erp.exchange()
        self.exchange()
        loaded = self.crm.load()
        if loaded["refused"]:
            raise RuntimeError(f"the CRM refused {loaded['refused']}")
        if loaded["taken"]:
            # Its next export is what confirms an import. Were a salesperson faster, the change would count as made by
            # one who had not seen what came.
            self.crm.export()
        return loaded["taken"]

    def exchange(self):
        if not self.service:
            self.scan()
            return
        if not wait(self.is_quiet, PATIENCE):
            raise RuntimeError(f"the service has not taken everything within {PATIENCE} s")
        self.keep()

    def is_quiet(self):
        for inbox in (self.site.inbox, self.site.path / "inbox" / "erp"):
            if self.site.visible(inbox) or any(path.is_file() for path in (inbox / ".claimed").rglob("*")):
                return False
        return self.site.ledger("SELECT count(*) FROM interchange WHERE state != 'done'") == [(0,)]

    def open(self):
        """What a person would have to look at: held records, rejected files, conflicts. None, if all went by itself."""
        return [json.loads(done.stdout or "[]") for done in (self.site.run(name, "--json") for name in (
            "held", "rejected", "conflicts"))]
