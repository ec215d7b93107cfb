#!/usr/bin/env python3
"""The same steps as Kontor's in Python with lxml, and as durable: validate, transform each order, validate what came
out, write documents and an acknowledgement, fsync, a row in a ledger, publish by renaming, archive.

    lxml_exchange.py REPOSITORY [--group FILES] [--records RECORDS]      in a folder with inbox, prepared, outbox,
                                                                         answers and archive

It knows neither customers nor what was agreed on, judges only whole files, and explains nothing: so it has less to do.
"""

import argparse
import ctypes
import hashlib
import os
import pathlib
import sqlite3

from lxml import etree

ORDER = "{urn:kontor:exchange:1}Order"
ORDER_ID = "{urn:kontor:exchange:1}OrderId"

#: Up to so many files are made durable one by one; of more, one call does it for the whole file system.
SINGLY = 16

TABLES = """
CREATE TABLE interchange (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, state TEXT NOT NULL, records INTEGER NOT NULL);
CREATE TABLE record (
  interchange TEXT NOT NULL, position INTEGER NOT NULL, key TEXT NOT NULL, verdict TEXT NOT NULL,
  PRIMARY KEY (interchange, position)) WITHOUT ROWID;
CREATE TABLE document (
  id TEXT PRIMARY KEY, interchange TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
"""


class Exchange:
    def __init__(self, repository, records):
        rules = pathlib.Path(repository)
        self.incoming = etree.XMLSchema(file=str(rules / "xsd" / "exchange.xsd"))
        self.outgoing = etree.XMLSchema(file=str(rules / "formats" / "sap-business-one" / "sap-business-one.xsd"))
        self.mapping = etree.XSLT(etree.parse(str(rules / "formats" / "sap-business-one" / "order.xsl")))
        self.records = records
        self.sequence = 0
        self.ledger = sqlite3.connect("ledger.sqlite", isolation_level=None)
        self.ledger.execute("PRAGMA journal_mode = WAL")
        self.ledger.execute("PRAGMA synchronous = FULL")
        self.ledger.executescript(TABLES)

    def carry(self, names, singly):
        """Takes some files from inbox to archive in two transactions. `singly` makes durable file by file."""
        self.ledger.execute("BEGIN IMMEDIATE")
        written = []
        for name in names:
            written += self.decide(name)
        synchronize([f"prepared/{name}" for _, name in written], ["prepared"], singly)
        self.ledger.execute("COMMIT")
        for folder, name in written:
            os.rename(f"prepared/{name}", f"{folder}/{name}")
        synchronize([], ["prepared", "outbox", "answers"], singly)
        for name in names:
            os.rename(f"inbox/{name}", f"archive/{name}")
        synchronize([], ["inbox", "archive"], singly)
        self.ledger.execute("BEGIN IMMEDIATE")
        self.ledger.executemany(
            "UPDATE interchange SET state = 'done' WHERE id = ?", [(pathlib.Path(name).stem,) for name in names])
        self.ledger.execute("COMMIT")

    def decide(self, name):
        """Prepares the documents and the answer of one file, and gives the folder and name of each."""
        path = f"inbox/{name}"
        interchange = pathlib.Path(name).stem
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        documents, rows, pending = [], [], None
        for _, order in etree.iterparse(path, events=("end",), tag=ORDER, schema=self.incoming):
            rows.append((interchange, len(rows) + 1, order.findtext(ORDER_ID).strip(), "accepted"))
            document = self.map(order, interchange)
            pending = document if pending is None else joined(pending, document)
            if len(pending.getroot()) - 1 >= self.records:
                documents.append(self.write(pending))
                pending = None
            # What was read is let go of, or the whole file would be kept.
            order.clear()
            while order.getprevious() is not None:
                del order.getparent()[0]
        if pending is not None:
            documents.append(self.write(pending))
        answer = f"{interchange}.ack.xml"
        with open(f"prepared/{answer}", "xb") as file:
            file.write(
                f'<?xml version="1.0" encoding="UTF-8"?>\n<Acknowledgement><File>{name}</File><SHA256>{digest}</SHA256>'
                f"<Verdict>accepted</Verdict><Read>{len(rows)}</Read></Acknowledgement>\n".encode())
        self.ledger.execute(
            "INSERT INTO interchange VALUES (?, ?, ?, 'decided', ?)", (interchange, name, digest, len(rows)))
        self.ledger.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", rows)
        self.ledger.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?)",
            [(f"{interchange}-{number}", interchange, *one) for number, one in enumerate(documents, 1)])
        return [("outbox", document) for document, _ in documents] + [("answers", answer)]

    def map(self, order, interchange):
        told = {"interchange": interchange, "sender": "crm", "control-number": interchange, "document": interchange}
        result = self.mapping(order, **{name: etree.XSLT.strparam(value) for name, value in told.items()})
        self.outgoing.assertValid(result)
        return result

    def write(self, document):
        """Name and hash of a document that it writes."""
        self.sequence += 1
        name = f"{self.sequence:08d}-Order.xml"
        content = bytes(document)
        with open(f"prepared/{name}", "xb") as file:
            file.write(content)
        return name, hashlib.sha256(content).hexdigest()


def joined(document, other):
    """One document with the objects of both; the comment that says where they come from stays first."""
    for part in other.getroot().iterchildren("BO"):
        document.getroot().append(part)
    return document


def synchronize(files, folders, singly):
    if not singly and len(files) > SINGLY:
        descriptor = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), "syncfs")
        os.close(descriptor)
        return
    for path in files + folders:
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository")
    parser.add_argument("--group", type=int, default=1)
    parser.add_argument("--records", type=int, default=1)
    options = parser.parse_args()
    exchange = Exchange(options.repository, options.records)
    names = sorted(os.listdir("inbox"))
    for begin in range(0, len(names), options.group):
        exchange.carry(names[begin:begin + options.group], singly=options.group == 1 and len(names) > 1)
    exchange.ledger.close()


if __name__ == "__main__":
    main()
