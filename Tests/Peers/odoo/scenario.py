"""Customers and orders from a CRM in a real Odoo, imported by Odoo itself, and its customers back."""

import json
import pathlib
import re
import shutil
import tempfile

from peer import Environment, Row, load, put
from workplace import Site

from .postgres import Postgres

HERE = pathlib.Path(__file__).resolve().parent
PEER = "Odoo 11"


def run(short):
    environment = Environment("odoo", HERE / "requirements.txt", ["--no-deps"]).set_up()
    postgres = Postgres()
    try:
        office = Office(environment, postgres)
        try:
            return [*office.first_order(), *office.again(), *office.changes(), *office.refusals(), *office.back()]
        finally:
            office.end()
    finally:
        postgres.end()


class Office:
    """A CRM, Kontor and Odoo, with folders in between and nothing else."""

    def __init__(self, environment, postgres):
        self.environment, self.socket = environment, postgres.place
        self.site = Site(configuration=(HERE / "kontor.yaml").read_text())
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="kontor-odoo-"))
        self.done = self.place / "done"
        self.done.mkdir()
        self.crm = load("tryton", "crm").Crm(self.site)
        self.number = 0
        self.act("set_up")

    def end(self):
        self.site.remove()
        shutil.rmtree(self.place, ignore_errors=True)

    def act(self, action, **arguments):
        text = self.environment.run(
            HERE / "shop.py", self.socket, action, json.dumps(dict(arguments, files=str(self.place / "files"))))
        return json.loads(text.splitlines()[-1])

    def pass_on(self):
        """Kontor to Odoo; what came of each document, in their order."""
        done = self.site.scan()
        if done.returncode not in (0, 1):
            raise RuntimeError(f"kontor scan ended with {done.returncode}: {done.stdout}{done.stderr}")
        return list(self.act("take", folder=str(self.site.outbox), done=str(self.done)).values())

    def order(self, **wanted):
        found = next((order for order in self.act("orders") if order["order"] == wanted["order"]), {})
        return found

    # The story

    def first_order(self):
        crm = self.crm
        crm.drop(
            crm.customer(crm_id="C-7", stage="lead", name="Elbwerft Dresden GmbH", phone="+493511234", terms="NET30"),
            order(crm, "SO-1", [line(10, "PUMP-200", 2, "249.00"), line(20, "SEAL-9", 50, "3.80")]))
        outcome = self.pass_on()
        customer, = self.act("customers")
        found = self.order(order="SO-1")
        return [
            Row("a lead's first order: two documents", PEER, "imported imported", " ".join(outcome)),
            Row("the lead is a partner", PEER, "Elbwerft Dresden GmbH: Hopfengasse 12a, 01067 Dresden, DE",
                f"{customer['name']}: {customer['where']}"),
            Row("with its telephone and its terms", PEER, "+493511234, 30 Net Days", f"{customer['phone']}, {customer['terms']}"),
            Row("the order is its quotation", PEER, "draft 2026-11-20 Elbwerft Dresden GmbH",
                f"{found['state']} {found['day']} {found['customer']}"),
            Row("at the agreed prices, not the list prices", PEER, "PUMP-200:2x249 SEAL-9:50x3.8 = 688.0",
                f"{found['lines']} = {found['net']}"),
        ]

    def again(self):
        """As after a backup was played back: both documents once more."""
        for path in self.done.glob("*.xml"):
            shutil.copy(path, self.site.outbox / path.name)
        outcome = list(self.act("take", folder=str(self.site.outbox), done=str(self.done)).values())
        return [Row("both documents once more", PEER, "imported imported: 1 customer, 1 order, 2 lines",
                    f"{' '.join(outcome)}: {len(self.act('customers'))} customer, {len(self.act('orders'))} order, "
                    f"{len(self.order(order='SO-1')['lines'].split())} lines")]

    def changes(self):
        crm = self.crm
        crm.drop(order(crm, "SO-1", [line(10, "PUMP-200", 3, "249.00")], delivery=DELIVERY))
        outcome = self.pass_on()
        found = self.order(order="SO-1")
        return [Row("a changed order: another quantity, a line less, a place", PEER, "imported: PUMP-200:3x249 to Radebeul",
                    f"{' '.join(outcome)}: {found['lines']} to {found['delivery']}")]

    def refusals(self):
        crm = self.crm
        crm.drop(order(crm, "SO-2", [line(10, "PUMP-999", 1, "1.00")]))
        crm.drop(order(crm, "SO-3", [line(10, "SEAL-9", 1, "3.805")]))
        outcome = self.pass_on()
        report = next(self.site.path.glob("rejected/crm/*.report.txt"), None)
        said = re.sub(r"\s+", " ", report.read_text()) if report else ""
        self.act("confirm", order="SO-1")
        crm.drop(order(crm, "SO-1", [line(10, "PUMP-200", 4, "249.00"), line(30, "SEAL-9", 1, "3.80")]))
        self.pass_on()
        crm.drop(order(crm, "SO-1", [line(10, "PUMP-200", 4, "249.00")]))
        late = self.pass_on()
        return [
            Row("an unknown article is refused by Odoo", PEER, "refused, no order",
                f"{first(outcome)}, {'an' if self.order(order='SO-2') else 'no'} order"),
            Row("a price that Odoo would round is refused by Kontor", PEER, "a unit costs 3.805, but Odoo keeps 2 decimals of a price",
                found_in(said, "a unit costs 3.805, but Odoo keeps 2 decimals of a price")),
            Row("a line less of a confirmed order is refused by Odoo", PEER, "refused, PUMP-200:4x249 SEAL-9:1x3.8",
                f"{first(late)}, {self.order(order='SO-1')['lines']}"),
        ]

    def back(self):
        self.act("change_phone", name="Elbwerft Dresden GmbH", number="10017", phone="+493519999")
        self.act("send", path=str(self.place / "export.xml"))
        put(self.site.path / "inbox" / "erp", "export.xml", (self.place / "export.xml").read_bytes())
        self.site.scan()
        self.crm.read()
        known = self.crm.customers.get("C-7", {})
        official = load("validators", "official").Official()
        documents = [self.place / "export.xml", *self.done.glob("*.xml")]
        (count, wrong), = official.judge(documents).values()
        return [
            Row("what Odoo exports: the CRM has the number and the telephone", PEER, "10017 +493519999",
                f"{known.get('number')} {known.get('phone')}"),
            Row("what both wrote, by Odoo's import_xml.rng", PEER, f"{len(documents)} of {len(documents)} valid",
                f"{count - len(wrong)} of {len(documents)} valid", note="\n".join(wrong)),
        ]


DELIVERY = """<DeliveryParty><ContactName>Herr Lindner</ContactName><Address><Name>Lager Radebeul</Name>
<StreetName>Am Hafen</StreetName><BuildingNumber>3</BuildingNumber><PostalZone>01445</PostalZone><CityName>Radebeul</CityName>
<Country>DE</Country></Address></DeliveryParty>"""


def order(crm, number, lines, delivery=""):
    return (f'<Order changed="{crm.now()}"><OrderId>{number}</OrderId><IssueDate>2026-11-20</IssueDate><Customer>'
            f"<CrmId>C-7</CrmId></Customer>{delivery}<Currency>EUR</Currency><Lines>{''.join(lines)}</Lines></Order>")


def line(number, article, quantity, price):
    return (f"<Line><Number>{number}</Number><ItemId>{article}</ItemId><Name>{article}</Name><Quantity>{quantity}</Quantity>"
            f"<Unit>C62</Unit><UnitPrice>{price}</UnitPrice></Line>")


def first(outcomes):
    """Imported, or refused: Odoo's own words are long, and in English or not."""
    return " ".join(outcome.split(":")[0] for outcome in outcomes)


def found_in(text, words):
    return words if words in text else text[:300]
