"""What a salesperson enters in a real CRM reaches an ERP, and what comes back wipes nothing."""

import pathlib
import shutil
import tempfile

from peer import Row
from workplace import Site

from .erp import Erp
from .system import HERE, Crm, differences, template

PEER = "django-crm-admin 2.0.1"


def run(short):
    template()
    office = Office()
    try:
        return [*office.lead(), *office.first_order(), *office.numbers(), *office.changes(), *office.money(), *office.again(),
                *office.early_order(), *office.customer_of_the_erp(), *office.refusals(), *office.limit()]
    finally:
        office.end()


class Office:
    """A CRM, Kontor and an ERP, with folders in between and nothing else."""

    def __init__(self):
        self.site = Site(configuration=(HERE / "kontor.yaml").read_text())
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="kontor-django-crm-"))
        self.crm = Crm(self.place / "crm", self.site.answers, self.site.inbox)
        self.erp = Erp(self.site)

    def end(self):
        self.site.remove()
        shutil.rmtree(self.place, ignore_errors=True)

    def scan(self):
        done = self.site.scan()
        if done.returncode not in (0, 1):
            raise RuntimeError(f"kontor scan ended with {done.returncode}: {done.stdout}{done.stderr}")

    def tell_erp(self):
        """The CRM's export to the ERP; what arrived there."""
        self.crm.export()
        self.scan()
        before = len(self.erp.seen)
        self.erp.read()
        return " ".join(self.erp.seen[before:]) or "nothing"

    def tell_crm(self, *records):
        """Records of the ERP to the CRM, and what is not as it was in any column of any table, each once by table and key."""
        self.crm.export()
        self.erp.send(*records)
        self.scan()
        self.erp.read()
        before = self.crm.rows()
        loaded = self.crm.load()
        if loaded["refused"]:
            return " ".join(loaded["refused"])
        found = {}
        for table, key, column, old, new in differences(before, self.crm.rows()):
            found.setdefault(f"{table} {key}", []).append(column or ("new" if old is None else "gone"))
        return "; ".join(f"{row}: {', '.join(sorted(columns))}" for row, columns in sorted(found.items())) or "nothing"

    def keys(self, customer):
        """By which names Kontor knows a customer."""
        told = self.site.run("explain", "Customer", customer).stdout.splitlines()
        return " ".join(line.removeprefix("keys").strip() for line in told if line.startswith("keys"))

    # The story

    def lead(self):
        made = self.crm.act(
            "enter_lead", name="Elbwerft Dresden GmbH", first_name="Jana", last_name="Kühn", email="jana@elbwerft.example",
            phone="0351 12 34-0, 0351 12 34-99", street="Hopfengasse 12a", zip="01067", city="Dresden",
            website="https://elbwerft.example", note="Wants a call on Fridays only.")
        self.company = made["company"]
        # What Kontor has no field for, and what it must not touch.
        self.crm.act("change_company", company=self.company, district="Altstadt", alternative_names="Elbwerft", type="1",
                     industry=["1", "2"], was_in_touch="2026-11-12")
        return [Row("a lead is not sent", PEER, "nothing", self.tell_erp())]

    def first_order(self):
        self.deal = self.crm.act("win_deal", title="Pumps for dock 3", company=self.company, products=[
            {"name": "PUMP-200 Kreiselpumpe", "quantity": 2, "price": "249.00", "day": "2026-12-04"},
            {"name": "SEAL-7 Dichtungssatz", "quantity": 3, "price": "13.50"}])
        arrived = self.tell_erp()
        customer, order = self.erp.customers["1"], self.erp.orders["1"]
        address = customer.find("Address")
        where = [customer.findtext("Name"), *(address.findtext(tag) for tag in (
            "StreetName", "BuildingNumber", "PostalZone", "CityName", "Country")), customer.findtext("Phone")]
        person = customer.find("ContactPerson")
        lines = [" ".join(line.findtext(tag) for tag in ("Quantity", "ItemId", "UnitPrice")) for line in order.iter("Line")]
        return [
            Row("a deal that is won makes it a customer", PEER, "Customer 1 Order 1", arrived),
            Row("who", PEER, "Elbwerft Dresden GmbH, Hopfengasse, 12a, 01067, Dresden, DE, +4935112340", ", ".join(where)),
            Row("and the contact person", PEER, "Jana Kühn", f"{person.findtext('FirstName')} {person.findtext('FamilyName')}"),
            Row("what", PEER, "2 PUMP-200 249.00; 3 SEAL-7 13.50; EUR 538.50",
                "; ".join([*lines, f"{order.findtext('Currency')} {order.findtext('Totals/NetAmount')}"])),
        ]

    def numbers(self):
        changed = self.tell_crm(
            self.erp.customer("1", "C-10042"), self.erp.status(self.deal, "SO-17", "accepted", "1"))
        seen = self.crm.act("company", company=self.company)
        memo, = self.crm.act("memos", deal=self.deal) or [{}]
        return [
            Row("the customer's number, and nothing else is touched", PEER,
                "crm_company 1: registration_number, update_date; tasks_memo -1: new", changed),
            Row("on the company's page", PEER, "C-10042", seen["registration_number"]),
            Row("its telephones as they were typed", PEER, "0351 12 34-0, 0351 12 34-99", seen["phone"]),
            Row("the order's state on its memo", PEER, "ERP: order accepted (SO-17)", memo.get("name")),
            Row("nothing of it goes back to the ERP", PEER, "nothing", self.tell_erp()),
        ]

    def changes(self):
        rows = [Row("telephone and terms changed in the ERP", PEER, "crm_company 1: description, phone, update_date",
                    self.tell_crm(self.erp.customer("1", "C-10042", {"Phone": "+493519999", "PaymentTerms": "NET30"})))]
        seen = self.crm.act("company", company=self.company)
        rows += [
            Row("the second telephone stays", PEER, "+493519999, 0351 12 34-99", seen["phone"]),
            Row("the note stays, with the terms below it", PEER, "Wants a call on Fridays only. | Payment terms: NET30",
                " | ".join(seen["description"].splitlines())),
        ]
        self.crm.act("change_company", company=self.company, phone="0351 55 55, 0351 12 34-99")
        rows.append(Row("a telephone changed in the CRM", PEER, "Customer 1 +493515555",
                        f"{self.tell_erp()} {self.erp.customers['1'].findtext('Phone')}"))
        self.crm.act("change_line", company=self.company, label="Payment terms", value="NET60")
        self.tell_erp()
        self.crm.load()
        rows.append(Row("terms changed in the CRM are put back", PEER, "NET30",
                        self.crm.act("lines", company=self.company, label="Payment terms")))
        return rows

    def money(self):
        erp = self.erp
        changed = self.tell_crm(
            erp.status(self.deal, "SO-17", "invoiced", "1"),
            erp.invoice("RE-2026-00017", self.deal, "SO-17", "1", "538.50", "640.82"))
        payment, = self.crm.act("payments", deal=self.deal) or [{}]
        paid = self.tell_crm(
            erp.invoice("RE-2026-00017", self.deal, "SO-17", "1", "538.50", "640.82", "paid"),
            erp.reminder("M-4", "1", "RE-2026-00017", "640.82"))
        reminder, = self.crm.act("reminders", company=self.company) or [{}]
        statuses = [payment.get("status"), *(one["status"] for one in self.crm.act("payments", deal=self.deal))]
        return [
            Row("an invoice is a payment that is due", PEER,
                "crm_payment -202600017: new; tasks_memo -1: creation_date, description, name, update_date", changed),
            Row("with its amount", PEER, "RE-2026-00017 SO-17 538.50", " ".join(
                payment.get(name, "-") for name in ("invoice", "order", "amount"))),
            Row("when it is paid the same row says so", PEER, "g r", " ".join(statuses)),
            Row("and a reminder stands at the company", PEER,
                "common_reminder -4: new; crm_payment -202600017: payment_date, status", paid),
            Row("in the salesperson's list", PEER, True, "\nInvoice RE-2026-00017, due " in reminder.get("description", "")),
        ]

    def again(self):
        """All documents once more, as after a backup was played back."""
        self.erp.send(self.erp.customer("1", "C-10042", {"Phone": "+493517777"}))
        self.crm.export()
        self.scan()
        kept = self.place / "kept"
        shutil.copytree(self.crm.incoming, kept)
        self.crm.load()
        before = self.crm.rows()
        for path in kept.glob("*.xml"):
            shutil.copy(path, self.crm.incoming / path.name)
        taken = self.crm.load()["taken"]
        return [Row("a document that is loaded twice", PEER, "1 document, no difference",
                    f"{len(taken)} document, {len(differences(before, self.crm.rows())) or 'no'} difference")]

    def early_order(self):
        """A deal that is won on a lead which nobody has converted yet."""
        made = self.crm.act(
            "enter_lead", name="Havelboot GmbH", first_name="Per", last_name="Ahlers", email="per@havelboot.example",
            phone="033 1234", street="Uferweg 3", zip="14467", city="Potsdam", convert=False)
        deal = self.crm.act("win_deal", title="One pump", lead=made["lead"], products=[
            {"name": "PUMP-200 Kreiselpumpe", "quantity": 1, "price": "249.00"}])
        early = self.tell_erp()
        company = self.crm.act("convert_lead", lead=made["lead"])["company"]
        late = self.tell_erp()
        return [
            Row("a deal of a lead that is no company yet waits", PEER, "nothing", early),
            Row("and goes when the lead is converted", PEER, f"Customer {company} Order {deal}", late),
        ]

    def customer_of_the_erp(self):
        changed = self.tell_crm(self.erp.customer(None, "C-20007", name="Rüegg Präzisionsmechanik AG"))
        seen = self.crm.act("company", company=3)
        return [
            Row("a customer who begins in the ERP", PEER, "crm_company 3: new", changed),
            Row("with its number", PEER, "Rüegg Präzisionsmechanik AG C-20007", f"{seen['full_name']} {seen['registration_number']}"),
            Row("the next export makes no second one of it", PEER, "nothing", self.tell_erp()),
            Row("Kontor knows it by both names", PEER, "crm 3; erp C-20007", self.keys("3")),
        ]

    def refusals(self):
        self.crm.act("win_deal", title="Wrong sum", company=self.company, amount="480.00", products=[
            {"name": "PUMP-200 Kreiselpumpe", "quantity": 2, "price": "249.00"}])
        good = self.crm.act("win_deal", title="Right sum", company=self.company, products=[
            {"name": "PUMP-200 Kreiselpumpe", "quantity": 3, "price": "249.00"}])
        return [Row("a deal whose products do not come to its amount stays, the rest goes", PEER, f"Order {good}", self.tell_erp())]

    def limit(self):
        """What loaddata cannot do: it writes whole rows."""
        self.crm.export()
        self.erp.send(self.erp.customer("1", "C-10042", {"Phone": "+493511111"}))
        self.scan()
        self.crm.act("change_company", company=self.company, district="Neustadt")
        self.crm.load()
        return [Row("what is changed between export and import is as it was exported", PEER, "Altstadt",
                    self.crm.act("company", company=self.company)["district"])]
