"""Orders: from UBL into confirmed sales, and what became of them back."""

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


def by_reference(order):
    """An order is known by the CRM's id of it: that is what keeps it from being booked twice."""
    return next(iter(Model.get("sale.sale").find([("reference", "=", order)])), None)


def take(root, outgoing):
    order = ubl_text(root, "ID")
    # Two answers to one order must not stand in each other's way.
    name = f"response-{time.time_ns()}.xml"
    booked = by_reference(order)
    if booked:
        if booked.state == "draft":
            # Save, quote and confirm are transactions of their own: something ended between them.
            confirm(booked)
        documents.put(outgoing, name, response(booked, root))
        return
    wrong = faults(root)
    if not wrong:
        try:
            booked = book(root, order)
        except UserError as error:
            wrong = [error.message]
    documents.put(outgoing, name, refusal(order, wrong) if wrong else response(booked, root))


def lines_of(root):
    """Number, article, quantity, and price after discounts of each line."""
    for item in root.iterfind(f"{CAC}OrderLine/{CAC}LineItem"):
        quantity = Decimal(ubl_text(item, "Quantity"))
        amount = ubl_text(item, "LineExtensionAmount")
        price = ubl_text(item, "Price", "PriceAmount")
        base = Decimal(ubl_text(item, "Price", "BaseQuantity") or 1)
        net = Decimal(amount) / quantity if amount else Decimal(price) / base
        yield ubl_text(item, "ID"), ubl_text(item, "Item", "SellersItemIdentification", "ID"), quantity, net


def faults(root):
    """Why this cannot be booked, as sentences; empty if it can."""
    wrong = []
    for number, article, _, _ in lines_of(root):
        if not article_of(article):
            wrong.append(f"Position {number}: Artikel {article} ist nicht im Sortiment.")
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
    if not sale.payment_term:
        sale.payment_term, = Model.get("account.invoice.payment_term").find([("name", "=", "NET14")])
    # The first address is the main one; a sale without addresses can be saved, and not be confirmed.
    sale.invoice_address = sale.invoice_address or party.addresses[0]
    sale.shipment_address = sale.shipment_address or party.addresses[0]
    for number, article, quantity, _ in lines_of(root):
        # The price is the list price: that is what the article brings with it.
        line = sale.lines.new()
        line.product, line.quantity, line.sequence = article_of(article), float(quantity), int(number)
    sale.save()
    confirm(sale)
    return sale


def confirm(sale):
    sale.click("quote")
    sale.click("confirm")


# To the CRM


def response(sale, root):
    """What was booked. Where the list price is not the one of the order, the order was changed, and the lines say it."""
    asked = {int(number): net for number, _, _, net in lines_of(root)}
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
            basic("LineStatusCode", "3" if other else "5"),
            basic("Quantity", f"{line.quantity:g}", unitCode="C62"),
            aggregate("Price", basic("PriceAmount", line.unit_price, currencyID=currency)),
            aggregate("Item", basic("Name", line.product.name), aggregate(
                "SellersItemIdentification", basic("ID", line.product.code))))))
    return documents.document(
        "OrderResponse",
        basic("ID", sale.number),
        basic("SalesOrderID", sale.number),
        basic("IssueDate", datetime.date.today()),
        basic("IssueTime", f"{datetime.datetime.now(datetime.timezone.utc):%H:%M:%SZ}"),
        basic("OrderResponseCode", CHANGED if differs else ACCEPTED),
        basic("Note", "Preise weichen vom Auftrag ab.") if differs else None,
        basic("DocumentCurrencyCode", currency),
        aggregate("OrderReference", basic("ID", sale.reference), basic("SalesOrderID", sale.number)),
        documents.supplier_party("SellerSupplierParty"),
        documents.customer_party("BuyerCustomerParty", customers.keys(sale.party)),
        *lines)


def refusal(order, wrong):
    return documents.document(
        "ApplicationResponse",
        basic("ID", f"R-{order}"),
        basic("IssueDate", datetime.date.today()),
        basic("IssueTime", f"{datetime.datetime.now(datetime.timezone.utc):%H:%M:%SZ}"),
        aggregate("SenderParty", aggregate("PartyName", basic("Name", "Nordhandel GmbH"))),
        aggregate("ReceiverParty", aggregate("PartyName", basic("Name", "CRM"))),
        aggregate(
            "DocumentResponse",
            aggregate("Response", basic("ResponseCode", REJECTED), *(basic("Description", why) for why in wrong)),
            aggregate("DocumentReference", basic("ID", order), basic("DocumentTypeCode", "220"))))


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
