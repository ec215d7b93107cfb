"""Reading and writing XML files: the canonical exchange, and UBL 2.1."""

import datetime
import pathlib
import time
from decimal import Decimal

from lxml import etree
from trytond.transaction import Transaction

X = "{urn:kontor:exchange:1}"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC = f"{{{UBL}CommonAggregateComponents-2}}"
CBC = f"{{{UBL}CommonBasicComponents-2}}"

#: As company.py has it.
COMPANY = "Nordhandel GmbH"


def parse(path):
    return etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def local(root):
    return etree.QName(root).localname


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def room(folder, name):
    """A folder beside `folder`, made if it is not there."""
    place = pathlib.Path(folder).with_name(f"{pathlib.Path(folder).name}-{name}")
    place.mkdir(exist_ok=True)
    return place


def put(folder, name, root):
    """A file that appears whole."""
    place = pathlib.Path(folder) / name
    part = place.with_name(f".{name}.part")
    part.write_bytes(text(root))
    part.rename(place)


def text(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


# The canonical exchange


def element(name, content=None, **attributes):
    made = etree.Element(X + name, attributes, nsmap={None: X[1:-1]})
    if isinstance(content, list):
        made.extend(content)
    else:
        made.text = content
    return made


def put_exchange(folder, records):
    number = str(time.time_ns())
    header = element("Header", [
        element("Sender", "erp"), element("Receiver", "crm"), element("ControlNumber", number),
        element("CreationTime", now())])
    trailer = element("Trailer", [element("RecordCount", str(len(records)))])
    put(folder, f"exchange-{number}.xml", element("Exchange", [header, *records, trailer]))


# UBL


def basic(name, value, **attributes):
    made = etree.Element(CBC + name, attributes)
    made.text = str(value)
    return made


def aggregate(name, *children):
    made = etree.Element(CAC + name)
    made.extend([child for child in children if child is not None])
    return made


def document(kind, *children):
    prefixes = {None: f"{UBL}{kind}-2", "cac": CAC[1:-1], "cbc": CBC[1:-1]}
    made = etree.Element(f"{{{UBL}{kind}-2}}{kind}", nsmap=prefixes)
    made.extend([child for child in children if child is not None])
    return made


def ubl_text(root, *names):
    """The text at a path of plain names, or None."""
    path = "/".join((CBC if index == len(names) - 1 else CAC) + name for index, name in enumerate(names))
    return root.findtext(path)


def customer_party(name, keys):
    crm_id, number = keys
    return aggregate(
        name, basic("CustomerAssignedAccountID", crm_id) if crm_id else None,
        basic("SupplierAssignedAccountID", number) if number else None)


def supplier_party(name):
    return aggregate(name, aggregate("Party", aggregate("PartyName", basic("Name", COMPANY))))


def invoice(session, posted, keys):
    """What edocument_ubl renders, with two things put right that its template of 8.2.0 leaves to whoever uses it: the
    customer's numbers, which it has no place for, and the amount that is open, which it gives as paid already."""
    with Transaction().start(session.database_name, session.user, context=session.context):
        rendered = session.pool.get("edocument.ubl.invoice")(posted.id).render("2")
    root = etree.fromstring(rendered)
    party = root.find(f"{CAC}AccountingCustomerParty")
    for index, child in enumerate(list(customer_party("_", keys))):
        party.insert(index, child)
    total = root.find(f"{CAC}LegalMonetaryTotal")
    total.find(f"{CBC}PrepaidAmount").text = str(posted.total_amount - posted.amount_to_pay)
    total.find(f"{CBC}PayableAmount").text = str(posted.amount_to_pay)
    return root


def reminder(number, keys, level, dunnings):
    currency = dunnings[0].currency.code
    open_amount = sum((dunning.amount for dunning in dunnings), Decimal(0))
    return document(
        "Reminder",
        basic("ID", number),
        basic("IssueDate", datetime.date.today()),
        basic("ReminderSequenceNumeric", level),
        basic("DocumentCurrencyCode", currency),
        supplier_party("AccountingSupplierParty"),
        customer_party("AccountingCustomerParty", keys),
        aggregate("LegalMonetaryTotal", basic("PayableAmount", open_amount, currencyID=currency)),
        *(reminder_line(index, dunning, currency) for index, dunning in enumerate(dunnings, 1)))


def reminder_line(index, dunning, currency):
    return aggregate(
        "ReminderLine", basic("ID", index), basic("DebitLineAmount", dunning.amount, currencyID=currency),
        aggregate("BillingReference", aggregate(
            "InvoiceDocumentReference", basic("ID", dunning.line.move_origin.number),
            aggregate("ValidityPeriod", basic("EndDate", dunning.maturity_date)))))
