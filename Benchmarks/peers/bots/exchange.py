"""The exchange as a grammar of Bots: what the generated exports use of it. One message is one order."""

from bots.botsconfig import ID, LEVEL, MAX, MIN

NAMESPACE = "{urn:kontor:exchange:1}"


def element(name, least, most, *children):
    made = {ID: NAMESPACE + name, MIN: least, MAX: most}
    if children:
        made[LEVEL] = list(children)
    return made


def fields(name, *told):
    """Each field is a name, M where it must be there or C, the most characters, and AN for text or R for a number."""
    return [["BOTSID", "M", 255, "AN"]] + [[NAMESPACE + field, *rest] for field, *rest in told]


syntax = {"merge": False, "charset": "utf-8", "checkunknownentities": True}

nextmessage = ({"BOTSID": NAMESPACE + "Exchange"}, {"BOTSID": NAMESPACE + "Order"})

structure = [
    element(
        "Exchange", 1, 1,
        element("Header", 1, 1),
        element(
            "Order", 1, 99999999,
            element("Customer", 1, 1),
            element("DeliveryParty", 0, 1, element("Address", 1, 1)),
            element("Totals", 0, 1),
            element("Lines", 1, 1, element("Line", 1, 99999))),
        element("Trailer", 1, 1)),
]

TEXT = ("M", 255, "AN")
MAYBE = ("C", 255, "AN")
NUMBER = ("M", 20, "R")

recorddefs = {
    NAMESPACE + "Exchange": fields("Exchange"),
    NAMESPACE + "Header": fields(
        "Header", ("Sender", *TEXT), ("Receiver", *TEXT), ("ControlNumber", *TEXT), ("CreationTime", *TEXT)),
    NAMESPACE + "Order": fields(
        "Order", ("Order__changed", *TEXT), ("OrderId", *TEXT), ("IssueDate", *TEXT), ("CustomerReference", *MAYBE),
        ("Currency", "M", 3, "AN"), ("RequestedDeliveryDate", *MAYBE), ("PaymentTerms", *MAYBE),
        ("SalesRepresentative", *MAYBE), ("Note", *MAYBE)),
    NAMESPACE + "Customer": fields("Customer", ("CrmId", *TEXT)),
    NAMESPACE + "DeliveryParty": fields("DeliveryParty", ("ContactName", *MAYBE)),
    NAMESPACE + "Address": fields(
        "Address", ("Name", *MAYBE), ("StreetName", *TEXT), ("BuildingNumber", *MAYBE), ("PostalZone", *TEXT),
        ("CityName", *TEXT), ("Country", "M", 2, "AN")),
    NAMESPACE + "Totals": fields("Totals", ("NetAmount", *NUMBER), ("TaxAmount", *NUMBER), ("GrossAmount", *NUMBER)),
    NAMESPACE + "Lines": fields("Lines"),
    NAMESPACE + "Line": fields(
        "Line", ("Number", *NUMBER), ("ItemId", *TEXT), ("GTIN", *MAYBE), ("Name", *TEXT), ("Quantity", *NUMBER),
        ("Unit", *TEXT), ("UnitPrice", *NUMBER), ("DiscountPercent", "C", 20, "R"), ("TaxCategory", *MAYBE),
        ("TaxRate", "C", 20, "R")),
    NAMESPACE + "Trailer": fields("Trailer", ("RecordCount", *NUMBER)),
}
