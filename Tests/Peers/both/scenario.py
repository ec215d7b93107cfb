"""A lead in a real CRM becomes a customer with an order in a real ERP, and all comes back, with no hand in between."""

import pathlib

from peer import Row, load
from service import Service

from .house import House, crms

HERE = pathlib.Path(__file__).resolve().parent
CRM, ERP = "django-crm 2.0.1", "Tryton 8.2.1"
BOTH = f"{CRM}, {ERP}"

#: What the exchange changed in rows that the CRM had: no other column of any row, though Django loads whole rows only.
CHANGED = ["crm_company phone", "crm_company registration_number", "crm_company update_date"]


def run(short):
    load("tryton", "system").template()
    crms.template()
    with House((HERE / "kontor.yaml").read_text(), None if short else Service) as house:
        story = Story(house)
        rows = [*story.lead(), *story.deal()]
        # Without a customer there is nothing that could be changed.
        return rows + [*story.changes(), *story.money(), *story.end()] if story.number else rows


class Story:
    def __init__(self, house):
        self.house, self.crm, self.erp = house, house.crm, house.erp
        self.company = self.deal_number = self.number = self.before = None

    def lead(self):
        """A lead that is qualified, and has not ordered."""
        made = self.crm.act(
            "enter_lead", name="Elbwerft Dresden GmbH", first_name="Anna", last_name="Krüger",
            email="einkauf@example.org", phone="0351 12 34-0", street="Hopfengasse 12a", zip="01067", city="Dresden",
            note="Met at the fair in Leipzig.\nPayment terms: NET30")
        self.company = made["company"]
        self.house.round()
        return [Row("a lead stays in the CRM", CRM, "[]", self.erp.act("parties"))]

    def deal(self):
        self.deal_number = self.crm.act(
            "win_deal", title="Pumps for the dock", company=self.company,
            products=[{"name": "PUMP-200 Kreiselpumpe 200", "quantity": 2, "price": "249.00"}])
        self.before = self.crm.rows()
        self.house.round()
        self.number, = self.erp.act("parties") or [None]
        if not self.number:
            return [Row("its won deal makes it a customer", ERP, "a customer", f"nobody; open: {self.house.open()}")]
        party = self.erp.act("party", number=self.number)
        sale, = self.erp.act("sales")
        memo, = self.crm.act("memos", deal=self.deal_number) or [{}]
        return [
            Row("its won deal makes it a customer", ERP, "Elbwerft Dresden GmbH, Hopfengasse 12a, 01067 Dresden, DE",
                f"{party['name']}, {party['street']}, {party['city']}, {party['country']}"),
            Row("with its telephone and payment terms", ERP, "+4935112340 NET30",
                f"{party['contacts'].get('phone main')} {party['payment_term']}"),
            Row("the deal is a confirmed order", ERP, f"{self.deal_number} processing 498.00",
                f"{sale['order']} {sale['state']} {sale['net']}"),
            Row("the customer's number is in the CRM", CRM, self.number, self.seen()["registration_number"]),
            Row("and the order's number", CRM, f"ERP: order accepted ({sale['number']})", memo.get("name")),
        ]

    def changes(self):
        self.erp.act("change_phone", number=self.number, value="+49351999990")
        self.house.round()
        in_crm = self.seen()["phone"]
        self.crm.act("change_company", company=self.company, phone="0351 5555-0")
        self.crm.act("change_line", company=self.company, label="Payment terms", value="NET60")
        self.house.round()
        party = self.erp.act("party", number=self.number)
        line = self.crm.act("lines", company=self.company, label="Payment terms")
        return [
            Row("a telephone changed in the ERP is in the CRM", CRM, "+49351999990", in_crm),
            Row("one changed in the CRM is in the ERP", ERP, "+4935155550", party["contacts"].get("phone main")),
            Row("a payment term changed in the CRM is put back", BOTH, "NET30 NET30",
                f"{line} {party['payment_term']}"),
        ]

    def money(self):
        # Payable within 30 days: overdue by enough for the first reminder.
        invoice = self.erp.bill(str(self.deal_number), days_ago=40)
        self.erp.dun()
        self.house.round()
        payment, = self.crm.act("payments", deal=self.deal_number) or [{}]
        reminder, = self.crm.act("reminders", company=self.company) or [{}]
        memo, = self.crm.act("memos", deal=self.deal_number) or [{}]
        words = reminder.get("description", "").splitlines()
        dunned = next((line for line in words if line.startswith("Invoice")), None)
        return [
            Row("the ERP's invoice is in the CRM, net", CRM, f"{invoice} 498.00",
                f"{payment.get('invoice')} {payment.get('amount')}"),
            Row("and that the order is invoiced", CRM, "ERP: order invoiced", str(memo.get("name")).partition(" (")[0]),
            Row("a reminder of the ERP is in the CRM", CRM, f"Invoice {invoice}, 592.62 EUR open",
                dunned and f"{dunned.partition(',')[0]}, {dunned.rpartition(': ')[2]}"),
        ]

    def end(self):
        """What was not meant to change, and that it comes to rest."""
        differences = crms.differences(self.before, self.crm.rows())
        changed = {f"{table} {column}" for table, _, column, *_ in differences if column}
        quiet = len(self.house.round())
        sales = len(self.erp.act("sales"))
        return [
            Row("columns that the exchange changed in the CRM", CRM, ", ".join(CHANGED), ", ".join(sorted(changed))),
            Row("nothing travels when nothing changed", BOTH, 0, quiet),
            Row("one customer and one order", ERP, "1 1", f"{len(self.erp.act('parties'))} {sales}"),
            Row("nothing waits for a person", "Kontor", "[[], [], []]", self.house.open()),
            self.house.valid(BOTH),
        ]

    def seen(self):
        return self.crm.act("company", company=self.company)
