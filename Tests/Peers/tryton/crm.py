"""A CRM that speaks the canonical exchange: what it drops, and what it knows from what it was sent."""

import xml.etree.ElementTree as ElementTree

from peer import put

NAMESPACE = "urn:kontor:exchange:1"
X = f"{{{NAMESPACE}}}"

CUSTOMER = """<Customer changed="{changed}"><CrmId>{crm_id}</CrmId><Stage>{stage}</Stage><Kind>organisation</Kind>
<Name>{name}</Name><Address type="main" id="1"><StreetName>Hopfengasse</StreetName><BuildingNumber>12a</BuildingNumber>
<PostalZone>01067</PostalZone><CityName>Dresden</CityName><Country>DE</Country></Address><Phone use="main">{phone}</Phone>
<Email use="main">einkauf@example.org</Email><PaymentTerms>{terms}</PaymentTerms></Customer>"""

ORDER = """<Order changed="{changed}"><OrderId>{order}</OrderId><IssueDate>2026-11-20</IssueDate>
<Customer><CrmId>{crm_id}</CrmId></Customer><Currency>EUR</Currency><Lines><Line><Number>10</Number><ItemId>{article}</ItemId>
<Name>Kreiselpumpe</Name><Quantity>2</Quantity><Unit>C62</Unit><UnitPrice>{price}</UnitPrice></Line></Lines></Order>"""

CONFIRMATION = """<Confirmation changed="{changed}"><Entity>Customer</Entity><Key>{crm_id}</Key><Outcome>imported</Outcome>
</Confirmation>"""


class Crm:
    def __init__(self, site):
        self.inbox, self.outbox = site.inbox, site.answers
        self.number = 0
        self.clock = 0
        self.customers, self.orders, self.invoices, self.reminders = {}, {}, {}, {}

    def drop(self, *records):
        self.number += 1
        text = f"""<?xml version="1.0" encoding="UTF-8"?>
<Exchange xmlns="{NAMESPACE}"><Header><Sender>crm</Sender><Receiver>erp</Receiver><ControlNumber>{self.number}</ControlNumber>
<CreationTime>{self.now()}</CreationTime></Header>{''.join(records)}<Trailer><RecordCount>{len(records)}</RecordCount></Trailer>
</Exchange>"""
        put(self.inbox, f"{self.number}.xml", text)

    def now(self):
        """Later each time: which of two versions is the newer one is seen from it. Not in the future, which counts for
        nothing good."""
        self.clock += 1
        return f"2026-11-20T08:{self.clock // 60:02}:{self.clock % 60:02}Z"

    def customer(self, **values):
        return CUSTOMER.format(changed=self.now(), **values)

    def confirmation(self, crm_id):
        return CONFIRMATION.format(changed=self.now(), crm_id=crm_id)

    def order(self, **values):
        return ORDER.format(changed=self.now(), **values)

    def read(self):
        """Takes everything from the outbox, and says so of customers. Answers to its own files hold no records."""
        learned = []
        for path in sorted(self.outbox.glob("*.xml")):
            root = ElementTree.parse(path).getroot()
            if root.tag == f"{X}Records":
                for record in root:
                    self.learn(record)
                learned += root.iterfind(f"{X}Customer")
            path.unlink()
        if learned:
            self.drop(*(self.confirmation(record.findtext(f"{X}CrmId")) for record in learned))

    def learn(self, record):
        kind = record.tag.removeprefix(X)
        text = lambda name: record.findtext("/".join(X + part for part in name.split("/")))
        if kind == "Customer":
            phone = next((p.text for p in record.iterfind(f"{X}Phone") if p.get("use") == "main"), None)
            self.customers[text("CrmId")] = {"number": text("ErpNumber"), "phone": phone, "terms": text("PaymentTerms")}
        elif kind == "OrderStatus":
            self.orders[text("OrderId")] = {
                "state": text("State"), "number": text("ErpNumber"), "price": text("Lines/Line/UnitPrice"),
                "reason": text("Reason")}
        elif kind == "Invoice":
            self.invoices[text("InvoiceNumber")] = {"gross": text("GrossAmount"), "open": text("OpenAmount"),
                                                    "state": text("State"), "order": text("OrderReference/OrderId")}
        elif kind == "Reminder":
            self.reminders[text("ReminderId")] = {"level": text("Level"), "customer": text("Customer/CrmId"),
                                                  "invoice": text("InvoiceReference/InvoiceNumber")}
