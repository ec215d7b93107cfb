"""IDocs from a CRM at an endpoint that speaks as SAP does, and what became of them back in the CRM."""

import pathlib
import re

from peer import Environment, Row, load, put
from workplace import Site

from .endpoint import Endpoint

HERE = pathlib.Path(__file__).resolve().parent
PEER = "mock-sap 0.22.0"


def run(short):
    environment = Environment("mock-sap", HERE / "requirements.txt").set_up()
    endpoint = Endpoint(environment)
    try:
        office = Office(endpoint)
        try:
            return [*office.first_order(), *office.refused(), *office.theirs()]
        finally:
            office.site.remove()
    finally:
        endpoint.end()


class Office:
    """A CRM, Kontor and the endpoint, with folders in between and nothing else."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.site = Site(configuration=(HERE / "kontor.yaml").read_text())
        self.incoming = self.site.path / "inbox" / "erp"
        self.crm = load("tryton", "crm").Crm(self.site)

    def scan(self):
        done = self.site.scan()
        if done.returncode not in (0, 1):
            raise RuntimeError(f"kontor scan ended with {done.returncode}: {done.stdout}{done.stderr}")

    def story(self, order):
        """What Kontor says of an order, in one line."""
        done = self.site.run("explain", "Order", order)
        return re.sub(r"\s+", " ", done.stdout)

    def first_order(self):
        crm = self.crm
        crm.drop(
            crm.customer(crm_id="C-7", stage="lead", name="Elbwerft Dresden GmbH", phone="+493511234", terms="NET30"),
            crm.order(order="SO-1", crm_id="C-7", article="PUMP-200", price="249.00"))
        self.scan()
        receipts = self.endpoint.post(self.site.outbox)
        self.endpoint.audit(receipts, self.incoming)
        self.scan()
        return [
            Row("a lead's first order: two IDocs, posted", PEER, "DEBMAS07 DEBMAS 53, ORDERS05 ORDERS 53",
                ", ".join(f"{receipt['IDOCTYP']} {receipt['MESTYP']} {receipt['STATUS']}" for receipt in receipts)),
            Row("kept byte by byte", PEER, "2 of 2", f"{sum(receipt['whole'] for receipt in receipts)} of {len(receipts)}"),
            Row("the audit confirms the order", PEER, "imported", outcome(self.story("SO-1"))),
        ]

    def refused(self):
        crm = self.crm
        said = "Material PUMP-999 is not defined for sales org. 1000"
        crm.drop(crm.order(order="SO-2", crm_id="C-7", article="PUMP-999", price="1.00"))
        self.scan()
        self.endpoint.refuse_next("ORDERS", said)
        receipts = self.endpoint.post(self.site.outbox)
        # Received all the same: who looks at the answer of the port only thinks that all is well.
        status = " ".join(receipt["STATUS"] for receipt in receipts)
        self.endpoint.audit(receipts, self.incoming)
        self.scan()
        story = self.story("SO-2")
        return [
            Row("an order that is received and not posted", PEER, "51", status),
            Row("the audit says so, in SAP's words", PEER, f"refused: {said}",
                f"{outcome(story)}: {said if said in story else story[-300:]}"),
        ]

    def theirs(self):
        """What the mock writes itself is not what SAP writes, and has to be refused rather than half understood."""
        found = []
        for message, wanted in (("INVOIC", "E1EDKA1"), ("ORDERS", "UnitPrice")):
            put(self.incoming, f"their-{message}.xml", self.endpoint.generate(message))
            self.scan()
            report = next(self.site.path.glob(f"rejected/erp/*their-{message}.xml.report.txt"), None)
            text = report.read_text() if report else ""
            found.append(f"{wanted}" if wanted in text else f"none: {text[-300:]}")
        return [
            Row("its own INVOIC02, whose segments stand in another order than SAP's", PEER, "refused for E1EDKA1",
                f"refused for {found[0]}"),
            Row("its own ORDERS05, whose items have no price", PEER, "refused for UnitPrice", f"refused for {found[1]}"),
        ]


def outcome(story):
    found = re.search(r"\b(imported|refused)\b", story)
    return found.group(1) if found else "nothing"
