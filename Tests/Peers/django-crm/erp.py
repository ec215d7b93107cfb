"""An ERP that speaks the canonical exchange: what it was sent, and what it answers."""

import datetime
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

from peer import put

NAMESPACE = "urn:kontor:exchange:1"
X = f"{{{NAMESPACE}}}"


class Erp:
    def __init__(self, site):
        self.incoming, self.outgoing = site.outbox, site.path / "inbox" / "erp"
        self.sent = 0
        #: By the CRM's id. The records as they came, without their namespace.
        self.customers, self.orders = {}, {}
        #: Every document, by kind and key, in the order in which they came.
        self.seen = []

    def read(self):
        """Takes everything from the outbox. Answers to its own files are not records."""
        for path in sorted(self.incoming.glob("*.xml")):
            root = ElementTree.parse(path).getroot()
            for record in root if root.tag == f"{X}Records" else ():
                for element in record.iter():
                    element.tag = element.tag.removeprefix(X)
                key = record.findtext("CrmId") or record.findtext("OrderId")
                (self.customers if record.tag == "Customer" else self.orders)[key] = record
                self.seen.append(f"{record.tag} {key}")
            path.unlink()

    def send(self, *records):
        self.sent += 1
        put(self.outgoing, f"{self.sent:04}.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<Exchange xmlns="{NAMESPACE}"><Header><Sender>erp</Sender><Receiver>crm</Receiver><ControlNumber>{self.sent}</ControlNumber>
<CreationTime>{now()[:19]}Z</CreationTime></Header>{''.join(records)}<Trailer><RecordCount>{len(records)}</RecordCount></Trailer>
</Exchange>""")

    def customer(self, crm_id, number, changes=None, name=None):
        """A customer as the ERP has it: what it was sent, its own number, and what its clerks changed, by element.
        Without an id of the CRM it is one of its own."""
        record = self.customers.get(crm_id)
        address = record.find("Address[@type='main']") if record is not None else None
        parts = [f'<Customer changed="{now()}">', crm_id and f"<CrmId>{crm_id}</CrmId>", f"<ErpNumber>{number}</ErpNumber>",
                 "<Stage>customer</Stage><Kind>organisation</Kind>",
                 f"<Name>{escape(name or record.findtext('Name'))}</Name>",
                 ElementTree.tostring(address, encoding="unicode") if address is not None else ""]
        known = {"Phone": record.findtext("Phone[@use='main']") if record is not None else None, **(changes or {})}
        for tag in ("Phone", "VatId", "PaymentTerms", "CreditLimit", "DeliveryBlock"):
            if known.get(tag):
                use = ' use="main"' if tag == "Phone" else ""
                parts.append(f"<{tag}{use}>{escape(known[tag])}</{tag}>")
        return "".join(part for part in parts if part) + "</Customer>"

    def status(self, order, number, state, crm_id, lines=""):
        return (f'<OrderStatus changed="{now()}"><OrderId>{order}</OrderId><ErpNumber>{number}</ErpNumber>'
                f"<Customer><CrmId>{crm_id}</CrmId></Customer><State>{state}</State><Date>{today()}</Date>{lines}</OrderStatus>")

    def invoice(self, number, order, order_number, crm_id, net, gross, state="open"):
        tax = f"{float(gross) - float(net):.2f}"
        return (f'<Invoice changed="{now()}"><InvoiceNumber>{number}</InvoiceNumber><TypeCode>380</TypeCode>'
                f"<IssueDate>{today()}</IssueDate><DueDate>{today(30)}</DueDate>"
                f"<OrderReference><OrderId>{order}</OrderId><ErpNumber>{order_number}</ErpNumber></OrderReference>"
                f"<Customer><CrmId>{crm_id}</CrmId></Customer><Currency>EUR</Currency><NetAmount>{net}</NetAmount>"
                f"<TaxAmount>{tax}</TaxAmount><GrossAmount>{gross}</GrossAmount><State>{state}</State></Invoice>")

    def reminder(self, number, crm_id, invoice, open_amount):
        return (f'<Reminder changed="{now()}"><ReminderId>{number}</ReminderId><Customer><CrmId>{crm_id}</CrmId></Customer>'
                f"<Level>1</Level><IssueDate>{today()}</IssueDate><Currency>EUR</Currency><InvoiceReference>"
                f"<InvoiceNumber>{invoice}</InvoiceNumber><DueDate>{today()}</DueDate><OpenAmount>{open_amount}</OpenAmount>"
                f"</InvoiceReference></Reminder>")


def now():
    """In UTC, and finer than a second: which of two versions is the newer one is seen from it."""
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today(later=0):
    return (datetime.date.today() + datetime.timedelta(days=later)).isoformat()
