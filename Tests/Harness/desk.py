"""Drops one file after the other and keeps what `kontor list --json` said of each."""

import collections
import json
import re

from workplace import ERP, Site


class Desk:
    """A site with an eager ERP, a stock of files, and what `kontor list --json` said of each drop."""

    def __init__(self, files):
        self.site = Site()
        self.erp = ERP(self.site)
        stock = self.site.path / "stock"
        self.site.generate(files, folder=stock)
        self.good = [path.read_text() for path in sorted(stock.iterdir())]
        self.known = {}
        self.wrong = []

    def scan(self, **files):
        """Drops texts under names (without `.xml`) and scans; gives what became of each, by name."""
        for name, text in files.items():
            (self.site.inbox / f"{name}.xml").write_text(text)
        with self.erp:
            done = self.site.scan()
        if done.returncode not in (0, 1):
            self.wrong.append(f"kontor scan ended with {done.returncode}: {done.stdout}{done.stderr}")
        new = [entry for entry in self.listed() if entry["id"] not in self.known]
        self.known.update((entry["id"], entry) for entry in new)
        if sorted(entry["file"] for entry in new) != sorted(f"{name}.xml" for name in files):
            self.wrong.append(f"dropped {sorted(files)}, listed {[entry['file'] for entry in new]}")
        return {entry["file"].removesuffix(".xml"): entry for entry in new}

    def listed(self):
        return json.loads(self.site.run("list", "--json", "--limit", "1000000").stdout)

    def codes(self, entry):
        text = self.site.run("show", entry["id"], "--json").stdout
        return re.findall(r'"code"\s*:\s*"([^"]*)"', text)

    def expect(self, what, is_so, entry):
        if not is_so:
            facts = {key: entry.get(key) for key in ("verdict", "summary", "repeats", "corrects", "advice")}
            self.wrong.append(f"{what}: {facts}")

    def account(self, documents):
        """What all drops together must come to: each is done, answered once and filed once, each document came once."""
        self.erp.collect()
        wrong = list(self.wrong)
        entries = list(self.known.values())
        names = collections.Counter(name for name, _ in self.erp.seen)
        numbers = sorted(int(name.split("-")[0]) for name in names)
        records = collections.Counter(name.split("-", 1)[1] for name in names)
        if max(self.erp.seen.values(), default=1) > 1 or max(names.values(), default=1) > 1:
            wrong.append(f"a document came twice: {self.erp.seen.most_common(1)[0][0][0]}")
        if max(records.values(), default=1) > 1:
            wrong.append(f"a record was sent under two numbers: {records.most_common(1)[0][0]}")
        if numbers != list(range(1, documents + 1)):
            wrong.append(f"{len(numbers)} documents came, not {documents}")
        if any(entry["state"] != "done" for entry in entries):
            wrong.append(f"not all are done: {[entry['state'] for entry in entries if entry['state'] != 'done']}")
        answers = self.site.visible(self.site.answers)
        if len(answers) != len(entries) or len({entry.get("acknowledgement") for entry in entries}) != len(entries):
            wrong.append(f"{len(answers)} acknowledgements for {len(entries)} files")
        refused = sum(entry["verdict"] == "rejected" for entry in entries)
        filed = (len(self.site.filed()), len(self.site.filed("rejected")))
        if filed != (len(entries) - refused, refused):
            wrong.append(f"{filed} files lie in archive and rejected, not {(len(entries) - refused, refused)}")
        if self.site.visible(self.site.inbox):
            wrong.append(f"left in the inbox: {self.site.visible(self.site.inbox)}")
        return wrong


# What the files are.


def other(text, mark):
    """The same records and control number in other bytes."""
    return text.replace("</Exchange>", f"<!-- {mark} --></Exchange>")


def cut_count(text):
    """Rejected as a whole: it announces another number of records."""
    return text.replace("<RecordCount>3<", "<RecordCount>9<")


def one_bad(text):
    """Passes in part: the customer and the first order are good, the last order has a quantity in words."""
    start = text.rindex("<Quantity>")
    return text[:start] + re.sub(r">[^<]*<", ">zwölf<", text[start:], count=1)
