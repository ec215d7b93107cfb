"""Orders: from UBL into confirmed sales, and what became of them back."""

import dataclasses
import datetime
import time
from decimal import Decimal

from proteus import Model
from trytond.exceptions import UserError

import customers
import documents
from documents import CAC, CBC, X, aggregate, basic, element, ubl_text

#: UN/EDIFACT 4343 as UBL's users have it in an OrderResponseCode.
ACCEPTED, CHANGED, REJECTED = "AP", "CA", "RE"
#: UNCL 1229.
ACCEPTED_LINE, CHANGED_LINE = "5", "3"


def by_reference(order):
    """An order is known by the CRM's id of it: that is what keeps it from being booked twice."""
    return next(iter(Model.get("sale.sale").find([("reference", "=", order)])), None)


def take(root, outgoing):
    order = ubl_text(root, "ID")
    booked = by_reference(order)
    if booked:
        if booked.state == "draft":
            # Save, quote and confirm are transactions of their own: something ended between them.
            confirm(booked)
        answer(outgoing, refusal(order, f"Auftrag {order} ist schon gebucht, als {booked.number}."))
    else:
        wrong = faults(root)
        if not wrong:
            try:
                booked = book(root, order)
            except UserError as error:
                wrong = [error.message]
        if wrong:
            answer(outgoing, rejection(root, order, wrong))
            return
    # Of one that was booked before, too: the first answer may never have been written.
    answer(outgoing, response(booked, root))


def answer(outgoing, root):
    # Two answers to one order must not stand in each other's way.
    documents.put(outgoing, f"answer-{time.time_ns()}.xml", root)


@dataclasses.dataclass
class Line:
    number: int
    article: str
    quantity: Decimal
    unit: str
    #: Of one unit, after discount.
    price: Decimal


def lines_of(root):
    for item in root.iterfind(f"{CAC}OrderLine/{CAC}LineItem"):
        price = Decimal(ubl_text(item, "Price", "PriceAmount")) / Decimal(ubl_text(item, "Price", "BaseQuantity") or 1)
        discount = Decimal(ubl_text(item, "AllowanceCharge", "MultiplierFactorNumeric") or 0)
        yield Line(
            int(ubl_text(item, "ID")), ubl_text(item, "Item", "SellersItemIdentification", "ID"),
            Decimal(ubl_text(item, "Quantity")), item.find(f"{CBC}Quantity").get("unitCode"),
            price * (100 - discount) / 100)


def faults(root):
    """Why this cannot be booked, as sentences; empty if it can."""
    wrong = []
    for line in lines_of(root):
        article = article_of(line.article)
        if not article:
            wrong.append(f"Position {line.number}: Artikel {line.article} ist nicht im Sortiment.")
        elif article.sale_uom.unece_code != line.unit:
            wrong.append(f"Position {line.number}: {line.article} wird nicht in {line.unit} verkauft.")
    currency = ubl_text(root, "DocumentCurrencyCode")
    if currency != "EUR":
        wrong.append(f"Aufträge werden in EUR geführt, nicht in {currency}.")
    return wrong


def article_of(code):
    return next(iter(Model.get("product.product").find([("code", "=", code)])), None)


def buyer(root):
    """The customer of an order: known, or made from what the order says of it."""
    place = root.find(f"{CAC}BuyerCustomerParty")
    crm_id, number = ubl_text(place, "CustomerAssignedAccountID"), ubl_text(place, "SupplierAssignedAccountID")
    known = (customers.by_number(number) if number else None) or (customers.by_crm_id(crm_id) if crm_id else None)
    if known:
        return known
    party = place.find(f"{CAC}Party")
    fields = [element("CrmId", crm_id), element("Name", ubl_text(party, "PartyName", "Name")
                                                 or ubl_text(party, "PartyLegalEntity", "RegistrationName"))]
    address = party.find(f"{CAC}PostalAddress")
    if address is not None:
        names = ("StreetName", "BuildingNumber", "PostalZone", "CityName")
        parts = [element(name, ubl_text(address, name)) for name in names]
        parts.append(element("Country", ubl_text(address, "Country", "IdentificationCode")))
        fields.append(element("Address", parts, type="main", id=ubl_text(address, "ID") or "main"))
    for kind, name in (("Phone", "Telephone"), ("Email", "ElectronicMail")):
        value = ubl_text(party, "Contact", name)
        if value:
            fields.append(element(kind, value, use="main"))
    return customers.book(element("Customer", fields))


def book(root, order):
    party = buyer(root)
    sale = Model.get("sale.sale")(party=party, reference=order)
    sale.description = ubl_text(root, "CustomerReference")
    term = ubl_text(root, "PaymentTerms", "ID") or "NET14"
    if not sale.payment_term:
        sale.payment_term, = Model.get("account.invoice.payment_term").find([("name", "=", term)]) or [None]
    # The first address is the main one; a sale without addresses can be saved, and not be confirmed.
    sale.invoice_address = sale.invoice_address or party.addresses[0]
    sale.shipment_address = sale.shipment_address or party.addresses[0]
    for asked in lines_of(root):
        # The price is the list price: that is what the article brings with it.
        line = sale.lines.new()
        line.product, line.quantity, line.sequence = article_of(asked.article), float(asked.quantity), asked.number
    sale.save()
    confirm(sale)
    return sale


def confirm(sale):
    sale.click("quote")
    sale.click("confirm")


# To the CRM


def response(sale, root):
    """What was booked. Where the list price is not the one of the order, the order was changed, and the lines say it."""
    asked = {line.number: line.price for line in lines_of(root)}
    currency = sale.currency.code
    lines = []
    differs = False
    for line in sale.lines:
        other = line.unit_price != asked.get(line.sequence)
        differs = differs or other
        lines.append(aggregate("OrderLine", aggregate(
            "LineItem",
            basic("ID", line.sequence),
            basic("Note", "Es gilt der Listenpreis.") if other else None,
            basic("LineStatusCode", CHANGED_LINE if other else ACCEPTED_LINE),
            basic("Quantity", f"{line.quantity:g}", unitCode="C62"),
            aggregate("Price", basic("PriceAmount", line.unit_price, currencyID=currency)),
            aggregate("Item", basic("Name", line.product.name), aggregate(
                "SellersItemIdentification", basic("ID", line.product.code))))))
    return documents.document(
        "OrderResponse",
        basic("ID", sale.number),
        basic("SalesOrderID", sale.number),
        *issued(),
        basic("OrderResponseCode", CHANGED if differs else ACCEPTED),
        basic("Note", "Preise weichen vom Auftrag ab.") if differs else None,
        basic("DocumentCurrencyCode", currency),
        aggregate("OrderReference", basic("ID", sale.reference), basic("SalesOrderID", sale.number)),
        documents.supplier_party("SellerSupplierParty"),
        documents.customer_party("BuyerCustomerParty", customers.keys(sale.party)),
        *lines)


def rejection(root, order, wrong):
    """The seller does not take the order."""
    return documents.document(
        "OrderResponse",
        basic("ID", f"R-{order}"),
        *issued(),
        basic("OrderResponseCode", REJECTED),
        *(basic("Note", why) for why in wrong),
        aggregate("OrderReference", basic("ID", order)),
        documents.supplier_party("SellerSupplierParty"),
        documents.customer_party(
            "BuyerCustomerParty", (ubl_text(root, "BuyerCustomerParty", "CustomerAssignedAccountID"), None)))


def refusal(order, why):
    """The program does not take this document; what became of the order is not said by it."""
    return documents.document(
        "ApplicationResponse",
        basic("ID", f"A-{order}"),
        *issued(),
        aggregate("SenderParty", aggregate("PartyName", basic("Name", documents.COMPANY))),
        aggregate("ReceiverParty", aggregate("PartyName", basic("Name", "CRM"))),
        aggregate(
            "DocumentResponse",
            aggregate("Response", basic("ResponseCode", REJECTED), basic("Description", why)),
            aggregate("DocumentReference", basic("ID", order), basic("DocumentTypeCode", "220"))))


def issued():
    now = datetime.datetime.now(datetime.timezone.utc)
    return basic("IssueDate", now.date()), basic("IssueTime", f"{now:%H:%M:%S.%f}"[:-3] + "Z")


#: Where a sale stands, in the words of the canonical exchange; the first that fits.
STATES = [
    ("cancelled", lambda sale: sale.state == "cancelled"),
    ("paid", lambda sale: sale.invoice_state == "paid"),
    ("invoiced", lambda sale: sale.invoice_state in ("awaiting payment", "partially paid")),
    ("shipped", lambda sale: sale.shipment_state == "sent"),
    ("partly-shipped", lambda sale: sale.shipment_state == "partially shipped"),
    ("accepted", lambda sale: sale.state in ("confirmed", "processing", "done")),
]


def changed(known):
    records = []
    for sale in Model.get("sale.sale").find([("state", "not in", ["draft", "quotation"])]):
        state = next(name for name, holds in STATES if holds(sale))
        if known.get(f"sale {sale.number}") not in (None, state):
            records.append(element("OrderStatus", [
                element("OrderId", sale.reference), element("ErpNumber", sale.number), element("State", state),
                element("Date", str(datetime.date.today()))], changed=documents.now()))
        known[f"sale {sale.number}"] = state
    return records
