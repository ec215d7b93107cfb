#!/usr/bin/env python3
"""Fills a ledger as years of exchange would leave it, to measure the console's questions on.

    kontor init && python3 Benchmarks/console_ledger.py ledger/kontor.sqlite --interchanges 1000000

It takes a new ledger, as `kontor init` makes it, takes its indexes away, writes rows straight into its tables, and makes the
indexes again: half a minute for a million interchanges, and 2 GB. Nothing lies in any folder, the chain is empty, and the
hashes are of nothing; so it is fit for being asked, and for nothing else.

What is in it, of 1,000,000 interchanges over 400 days:

- 61 % of the CRM's, 37 % of the ERP's, 2 % decisions of the desk; five times as many in a working hour as in another
- 93 % accepted, 2.5 % with warnings, 1.5 % repeats, 0.5 % held, 1 % taken in part, 1.5 % rejected; 14 not decided yet
- 70 % with one record, the others with 2 to 6, one in 5,000 with 500: 2 million records, as many documents
- 68,000 issues with 7 codes; of 24,000 rejections 750 are open: 70 % of the last three days', 10 % of the last month's
- 200,000 business objects with two keys each and a million steps in their stories, 80 of them in conflict
- 5,000 records that waited, of which 300 still do; 20,000 entries of the audit trail; 50 documents that wait for their flow
- the other side has taken and confirmed nearly all; --silent leaves what it was sent in the last 100 days unconfirmed
"""

import argparse
import hashlib
import random
import sqlite3
import time

DAY = 86_400_000
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Code, phase, path, message, and how often in a hundred.
FAULTS = [
    ("value-invalid", "schema", "/Exchange/Order[1]/Lines[1]/Line[3]/Quantity", "“abc” in Quantity is no number.", 30),
    ("code-unknown", "code-list", "/Exchange/Order[2]/Lines[1]/Line[1]/Unit", "“BX” in Unit is not in the list.", 25),
    ("element-missing", "schema", "/Exchange/Customer[1]", "Customer has no Name.", 12),
    ("reference-unknown", "mapping", "/Exchange/Order[1]/CustomerRef", "There is no customer K-0.", 12),
    ("too-long-for-receiver", "mapping", "/Exchange/Customer[1]/Name", "The ERP takes 40 characters.", 8),
    ("control-number-gap", "envelope", None, "A number is missing before this one.", 5),
    ("not-well-formed", "parse", None, "The file is no well-formed XML.", 8),
]
VERDICTS = [
    (0.93, "accepted"), (0.955, "accepted-with-warnings"), (0.97, "duplicate"), (0.975, "held"),
    (0.985, "partially-accepted"), (1, "rejected"),
]
ENTITIES = {"crm": ["Order", "Order", "Customer"], "erp": ["Confirmation", "Invoice", "OrderStatus", "Customer"]}
TABLES = {
    "interchange": "number id sender fileName size sha256 receivedAt state controlNumber controlValue verdict level advice"
    " summary read accepted held rejected repeats versions decidedAt doneAt waitsUntil place",
    "record": "interchange position entity key verdict startLine startColumn startByte",
    "issue": "interchange record severity code phase atLine atColumn atByte path value expected message",
    "document": "id interchange ordinal kind system name entity firstRecord lastRecord size sha256 state publicationOrder"
    " flow publishedAt takenAt",
    "rejection": "number interchange sender fileName since count open state closedAt putAway",
    "settlement": "interchange position byInterchange byPosition state at",
    "delivery": "document entity system number interchange position state",
    "audit": "at who action subject reason outcome before after interchange position",
    "waiting": "document interchange flow system since",
    "entity": "id kind stage origin createdInterchange createdPosition conflicts",
    "entityKey": "kind system key entity ordinal standing interchange position since",
    "entityEvent": "entity interchange position at what subject detail",
    "hold": "reason awaits kind key sender interchange position canonical since deadline afterwards sentence state closedAt",
}


class Rows:
    """Rows of all tables that are not written yet."""

    def __init__(self, database):
        self.database = database
        self.rows = {table: [] for table in TABLES}

    def add(self, table, *values):
        self.rows[table].append(values)

    def write(self):
        self.database.execute("BEGIN")
        for table, rows in self.rows.items():
            if not rows:
                continue
            columns = TABLES[table].split()
            places = ", ".join("?" * len(columns))
            self.database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
            rows.clear()
        self.database.execute("COMMIT")


class Past:
    """The interchanges one after another, and what they left."""

    def __init__(self, rows, count, end, silent):
        self.rows, self.count, self.end, self.silent = rows, count, end, silent
        self.span = 400 * DAY
        self.begin = end - self.span
        self.entities = max(1, count // 5)
        self.numbers = {"crm": 0, "erp": 0}
        self.ids = []
        versions = ("schema crm.xsd", "mapping crm-order.xsl", "mapping erp-order.xsl", "program 0.1.0")
        self.versions = "[" + ",".join(
            '{"kind":"%s","name":"%s","sha256":"%s"}' % (*text.split(), hashlib.sha256(text.encode()).hexdigest())
            for text in versions) + "]"

    def moment(self, number):
        """Evenly over the days, and over each day as people work: nine hours of it five times as much."""
        at = self.begin + number * self.span // self.count
        day, part = at // DAY, at % DAY / DAY
        quiet, busy = 7.5 / 60, 45 / 60  # of 60 shares, before the working hours and in them
        if part < quiet:
            hour = part / quiet * 7.5
        elif part < quiet + busy:
            hour = 7.5 + (part - quiet) / busy * 9
        else:
            hour = 16.5 + (part - quiet - busy) / (1 - quiet - busy) * 7.5
        return int(day * DAY + hour * DAY / 24)

    def identifier(self, at):
        text = ""
        for _ in range(10):
            text, at = ALPHABET[at % 32] + text, at // 32
        return text + "".join(random.choices(ALPHABET, k=6))

    def play(self):
        for number in range(1, self.count + 1):
            self.receive(number)
            if number % 20_000 == 0:
                self.rows.write()
        self.rows.write()

    def receive(self, number):
        at = self.moment(number)
        identifier = self.identifier(at)
        self.ids.append(identifier)
        chance = random.random()
        sender = "desk" if chance < 0.02 else "crm" if chance < 0.63 else "erp"
        entity = "Decision" if sender == "desk" else random.choice(ENTITIES[sender])
        value = None
        if sender != "desk":
            self.numbers[sender] += 1
            value = self.numbers[sender]
        control = f"D{number:08}" if value is None else f"{value:09}"
        name = f"{sender}-{entity.lower()}-{value or number:08}.xml".encode()
        is_open = number > self.count - 14
        chance = random.random()
        verdict = "accepted" if sender == "desk" else next(word for most, word in VERDICTS if chance < most)
        records = self.records(verdict)
        took = {word: records.count(word) for word in ("accepted", "held", "rejected")}
        state = "done" if not is_open else "received" if number % 2 else "waiting"
        said = f"{len(records)} records, {took['accepted']} taken, {took['rejected']} rejected."
        self.rows.add(
            "interchange", number, identifier, sender, name, random.randint(900, 60_000), "%064x" % random.getrandbits(256),
            at, state, control, value, None if is_open else verdict,
            None if is_open else "delivered", None if is_open else "none", None if is_open else said, len(records),
            took["accepted"], took["held"], took["rejected"],
            random.choice(self.ids[-500:]) if verdict == "duplicate" else None, self.versions,
            None if is_open else at + random.randint(300, 4000), None if is_open else at + random.randint(4000, 9000),
            at + 60_000 if state == "waiting" else None,
            None if is_open else time.strftime("%Y/%m/%d/", time.gmtime(at / 1000)) + f"{identifier}-{name.decode()}")
        for position, word in enumerate(records, 1):
            key = f"{'SO' if entity == 'Order' else 'K'}-{random.randint(1, self.entities)}"
            self.rows.add("record", identifier, position, entity, key, word, position * 20, 3, position * 800)
        if is_open:
            return
        self.fault(identifier, verdict, records)
        if verdict in ("rejected", "partially-accepted"):
            self.reject(number, identifier, sender, name, at, max(1, took["rejected"]), bool(records))
        if sender == "desk":
            self.decide(identifier, at)
        else:
            self.answer(number, identifier, sender, entity, at, records)

    def records(self, verdict):
        count = 500 if random.random() < 0.0002 else 1 if random.random() < 0.7 else random.randint(2, 6)
        if verdict == "duplicate" or verdict == "rejected" and random.random() < 0.2:
            return []
        if verdict == "rejected":
            return ["rejected"] * count
        if verdict == "partially-accepted":
            return ["rejected"] + ["accepted"] * max(1, count - 1)
        return ["held" if verdict == "held" else "accepted"] + ["accepted"] * (count - 1)

    def fault(self, identifier, verdict, records):
        if verdict not in ("accepted-with-warnings", "partially-accepted", "rejected"):
            return
        wrong = 1 if verdict == "partially-accepted" else max(1, min(3, len(records)))
        for position in range(1, wrong + 1):
            code, phase, path, message, _ = random.choices(FAULTS, [fault[-1] for fault in FAULTS])[0]
            severity = "warning" if verdict == "accepted-with-warnings" else "error"
            path = path and path.replace("[1]", f"[{position}]")
            self.rows.add("issue", identifier, position if records else None, severity, code, phase, position * 20, 5,
                          position * 810, path, "abc", "a number", message)

    def reject(self, number, identifier, sender, name, at, count, has_records):
        age = (self.end - at) / DAY
        is_open = random.random() < (0.7 if age < 3 else 0.1 if age < 30 else 0.02)
        state = "open" if is_open else random.choice(["corrected", "corrected", "replaced", "discarded"])
        self.rows.add("rejection", number, identifier, sender, name, at + 2000, count, count if is_open else 0, state,
                      None if is_open else at + 5_000_000, 0 if is_open else 1)
        if not is_open:
            self.rows.add("settlement", identifier, 1 if has_records else None, self.ids[max(0, len(self.ids) - 2)], None,
                          "corrected", at + 5_000_000)

    def decide(self, identifier, at):
        action = random.choice(["reprocess", "resolve", "release", "discard", "resend", "run"])
        self.rows.add("audit", at, random.choice(["ada", "boris", "carla", "clock"]), action,
                      "interchange " + random.choice(self.ids[-2000:]), "The list was mended.", "accepted", "open",
                      "corrected", identifier, 1)

    def answer(self, number, identifier, sender, entity, at, records):
        receiver = "erp" if sender == "crm" else "crm"
        ordinal = 0
        if "accepted" in records:
            ordinal = 1
            waits = number > self.count - 3000 and random.random() < 0.02
            first = records.index("accepted") + 1
            is_taken = not waits and (self.end - at > 3 * DAY or random.random() > 0.01)
            document, flow = f"{identifier}-1-1", f"{sender}-to-{receiver}"
            self.rows.add("document", document, identifier, 1, "import", receiver, f"{receiver}-{identifier}.xml".encode(),
                          entity, first, len(records), 3000, "%064x" % random.getrandbits(256),
                          "waiting" if waits else "published", 1, flow, None if waits else at + 5000,
                          at + 60_000 if is_taken else None)
            if waits:
                self.rows.add("waiting", document, identifier, flow, receiver, at)
            is_silent = self.silent and receiver == "erp" and self.end - at < 100 * DAY
            state = "sent" if is_silent or self.end - at < DAY and random.random() < 0.2 else "imported"
            known = random.randint(1, self.entities)
            self.rows.add("delivery", document, known, receiver, number, identifier, first, state)
            self.rows.add("entityEvent", known, identifier, first, at, "sent", receiver, document)
        self.rows.add("document", f"{identifier}-1-{ordinal + 1}", identifier, ordinal + 1, "acknowledgement", sender,
                      f"ack-{identifier}.xml".encode(), None, None, None, 700, "%064x" % random.getrandbits(256),
                      "published", 0, None, at + 5200, at + 61_000)

    def objects(self):
        for number in range(1, self.entities + 1):
            brought = self.ids[min(self.count, number * 5) - 1]
            kind, stage, key = ("Customer", "customer", "K") if number % 3 == 0 else ("Order", "placed", "SO")
            self.rows.add("entity", number, kind, stage, "crm", brought, 1, 1 if number % 2500 == 0 else 0)
            for system, text in (("crm", f"{key}-{number}"), ("erp", f"{number:08}")):
                self.rows.add("entityKey", kind, system, text, number, 1, "present", brought, 1, self.begin + number * 1000)
        waited = max(1, self.count // 200)
        for number in range(1, waited + 1):
            is_open = number > waited - max(1, waited // 17)
            since = self.begin + number * (self.span // waited)
            self.rows.add("hold", "reference", f"Customer crm K-{number}", "Order", f"SO-H{number}", "crm",
                          self.ids[min(self.count, number * 200) - 1], 1, b"<x/>" * 200 if is_open else b"", since,
                          self.end + DAY * (number % 9 - 1), random.choice(["reject", "send", "wait"]),
                          f"It waits for customer K-{number}.", "open" if is_open else "released",
                          None if is_open else since + 9)
        self.rows.write()


def main():
    about = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    about.add_argument("ledger", help="a new ledger, as kontor init makes it")
    about.add_argument("--interchanges", type=int, default=1_000_000)
    about.add_argument("--end", type=int, default=int(time.time() * 1000), help="the last moment, in milliseconds")
    about.add_argument("--silent", action="store_true", help="the ERP has confirmed nothing for 100 days")
    about.add_argument("--seed", type=int, default=9)
    said = about.parse_args()
    random.seed(said.seed)
    database = sqlite3.connect(said.ledger, isolation_level=None)
    if database.execute("SELECT count(*) FROM interchange").fetchone()[0]:
        about.error("the ledger is not new")
    for setting in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -400000", "locking_mode = EXCLUSIVE"):
        database.execute("PRAGMA " + setting)
    indexes = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    past = Past(Rows(database), said.interchanges, said.end, said.silent)
    past.play()
    past.objects()
    database.execute("BEGIN")
    for verdict, count in database.execute("SELECT verdict, count(*) FROM record GROUP BY verdict").fetchall():
        database.execute("INSERT INTO tally (subject, word, count) VALUES ('record', ?, ?)", (verdict, count))
    database.execute("INSERT INTO tally (subject, word, count) SELECT 'document', 'published', count(*) FROM document"
                     " WHERE state = 'published'")
    database.execute("COMMIT")
    for _, sql in indexes:
        database.execute(sql)
    database.execute("PRAGMA locking_mode = NORMAL")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


if __name__ == "__main__":
    main()
