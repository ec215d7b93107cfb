"""An order from a CRM in a real ERP, and all that comes back of it."""

import shutil

from peer import Row

from .crm import Crm
from .office import Office, shown
from .system import HERE, template

PEER = "Tryton 8.2.1"


def run(short):
    template()
    story = Story()
    try:
        rows = [*story.first_order(), *story.changes(), *story.prices(), *story.refusals(), *story.money(),
                story.valid(PEER)]
    finally:
        story.end()
    story = Story(format="ubl")
    try:
        return rows + story.customer_inside()
    finally:
        story.end()


class Story(Office):
    def __init__(self, format="[ubl, exchange]"):
        super().__init__((HERE / "kontor.yaml").read_text().replace("[ubl, exchange]", format, 1))
        self.crm = Crm(self.site)

    def pass_on(self):
        """Kontor to the ERP, the ERP's own programs, Kontor to the CRM."""
        self.scan()
        self.erp.exchange()
        self.scan()
        self.crm.read()

    def first_order(self):
        crm = self.crm
        crm.drop(
            crm.customer(crm_id="C-7", stage="lead", name="Elbwerft Dresden GmbH", phone="+493511234", terms="NET30"),
            crm.order(order="SO-1", crm_id="C-7", article="PUMP-200", price="249.00"))
        self.pass_on()
        number, = self.erp.act("parties")
        party = self.erp.act("party", number=number)
        sale, = self.erp.act("sales")
        where = f"{party['name']}, {party['street']}, {party['city']}, {party['country']}"
        known = crm.customers.get("C-7", {})
        status = crm.orders.get("SO-1", {})
        return [
            Row("a lead's first order makes it a customer", PEER,
                "Elbwerft Dresden GmbH, Hopfengasse 12a, 01067 Dresden, DE", where),
            Row("with its telephone", PEER, "+493511234", party["contacts"].get("phone main")),
            Row("the order is a confirmed sale", PEER, "SO-1 processing 498.00", shown(sale, "order", "state", "net")),
            Row("the CRM has the customer's number", PEER, number, known.get("number")),
            Row("the CRM has the order's number", PEER, f"accepted {sale['number']}", shown(status, "state", "number")),
        ]

    def customer_inside(self):
        """An ERP that takes nothing but orders: the customer stands in its first order, and is made from that."""
        crm = self.crm
        crm.drop(
            crm.customer(crm_id="C-7", stage="lead", name="Elbwerft Dresden GmbH", phone="+493511234", terms="NET30"),
            crm.order(order="SO-1", crm_id="C-7", article="PUMP-200", price="249.00"))
        self.scan()
        documents = " ".join(path.name for path in sorted(self.kept.iterdir()))
        self.erp.exchange()
        self.scan()
        crm.read()
        number, = self.erp.act("parties") or [None]
        party = self.erp.act("party", number=number) if number else {"contacts": {}}
        return [
            Row("a customer goes inside its first order", PEER, "00000001-Order-SO-1.xml", documents),
            Row("and is made from it", PEER, "Elbwerft Dresden GmbH 01067 Dresden +493511234",
                f"{shown(party, 'name', 'city')} {party['contacts'].get('phone main')}"),
            Row("and its number is in the CRM", PEER, number, crm.customers.get("C-7", {}).get("number")),
        ]

    def changes(self):
        crm, (number,) = self.crm, self.erp.act("parties")
        self.erp.act("change_phone", number=number, value="+493519999")
        self.pass_on()
        to_crm = crm.customers.get("C-7", {}).get("phone")
        crm.drop(crm.customer(
            crm_id="C-7", stage="customer", name="Elbwerft Dresden GmbH", phone="+493515555", terms="NET60"))
        self.pass_on()
        party = self.erp.act("party", number=number)
        return [
            Row("a telephone changed in the ERP", PEER, "+493519999", to_crm),
            Row("a telephone changed in the CRM", PEER, "+493515555", party["contacts"].get("phone main")),
            Row("a payment term changed in the CRM is put back", PEER, "NET30 NET30",
                f"{party['payment_term']} {crm.customers['C-7']['terms']}"),
        ]

    def prices(self):
        crm = self.crm
        crm.drop(crm.order(order="SO-2", crm_id="C-7", article="PUMP-200", price="239.00"))
        self.pass_on()
        status = crm.orders.get("SO-2", {})
        return [Row("a list price in place of the agreed one is told", PEER, "changed 249", shown(
            dict(status, price=plain(status.get("price"))), "state", "price"))]

    def refusals(self):
        crm = self.crm
        crm.drop(crm.order(order="SO-3", crm_id="C-7", article="PUMP-999", price="1.00"))
        self.scan()
        # The document of the first order, once more, as after a backup was played back.
        again = next(path for path in sorted(self.kept.glob("*SO-1*")) if "Order" in path.name)
        shutil.copy(again, self.site.outbox / f"zz-{again.name}")
        self.pass_on()
        status = crm.orders.get("SO-3", {})
        booked = [sale["order"] for sale in self.erp.act("sales")]
        return [
            Row("an unknown article is refused", PEER,
                "rejected: Position 10: Artikel PUMP-999 ist nicht im Sortiment.",
                f"{status.get('state')}: {status.get('reason')}"),
            Row("an order that comes twice is booked once", PEER, "SO-1 SO-2", " ".join(booked)),
            Row("and stays what it was", PEER, "accepted", crm.orders.get("SO-1", {}).get("state")),
        ]

    def money(self):
        crm = self.crm
        # Payable within 30 days: overdue by enough for the first reminder.
        invoice = self.erp.bill("SO-1", days_ago=40)
        self.pass_on()
        written = self.erp.dun()
        self.pass_on()
        found = crm.invoices.get(invoice, {})
        reminder = crm.reminders.get(written[0], {}) if written else {}
        return [
            Row("its invoice", PEER, "SO-1 592.62 592.62 open", shown(found, "order", "gross", "open", "state")),
            Row("the order is invoiced", PEER, "invoiced", crm.orders.get("SO-1", {}).get("state")),
            Row("a dunning run", PEER, f"C-7 {invoice} 0", shown(reminder, "customer", "invoice", "level")),
        ]


def plain(price):
    """Without the zeros that an ERP writes for its own digits."""
    return price.rstrip("0").rstrip(".") if price and "." in price else price
