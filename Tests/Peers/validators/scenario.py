"""The samples of the format packs, by the schemas of those who made the formats."""

import pathlib
import tempfile

from peer import REPOSITORY, Row

from .official import Official


def run(short):
    official = Official()
    formats = REPOSITORY / "formats"
    rows = []
    for pack in sorted(path.parent for path in formats.glob("*/samples")):
        for standard, (count, wrong) in official.judge(documents(pack)).items():
            rows.append(row(f"samples of formats/{pack.name}", standard, count, wrong))
    return rows + [fails_where_it_should(official)]


def documents(pack):
    """Foreign documents among the samples: what the other system sent, and what it is sent. One that is refused may be
    anything."""
    read = [path for path in (pack / "samples" / "read").glob("*.xml")
            if not path.name.endswith(".expected.xml") and not path.with_suffix(".expected.txt").exists()]
    return sorted(read) + sorted((pack / "samples" / "write").glob("*.expected.xml"))


def row(scenario, standard, count, wrong):
    return Row(scenario, standard, f"{count} of {count} valid", f"{count - len(wrong)} of {count} valid",
               note="\n".join(wrong))


def fails_where_it_should(official):
    """A schema that takes everything would prove nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "order.xml"
        path.write_text('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>')
        (count, wrong), = official.judge([path]).values()
    return Row("an order without anything", "UBL 2.1", "1 refused", f"{len(wrong)} refused")
