"""A sales order of SAP Business One as a grammar of Bots: what the mapping beside it writes."""

from bots.botsconfig import ID, LEVEL, MAX, MIN

syntax = {"merge": False, "charset": "utf-8", "indented": True}


def element(name, least, most, *children):
    made = {ID: name, MIN: least, MAX: most}
    if children:
        made[LEVEL] = list(children)
    return made


structure = [
    element(
        "BOM", 1, 1,
        element(
            "BO", 1, 99999,
            element("AdmInfo", 1, 1),
            element("Documents", 1, 1, element("row", 1, 1)),
            element("Document_Lines", 1, 1, element("row", 1, 99999)),
            element("AddressExtension", 0, 1, element("row", 1, 1)))),
]

#: The rows of all three kinds: Bots knows a record by its name alone.
ROW = (
    "DocDate", "DocDueDate", "TaxDate", "CardCode", "NumAtCard", "DocCurrency", "PaymentGroupCode", "Comments",
    "ItemCode", "ItemDescription", "BarCode", "Quantity", "MeasureUnit", "UnitPrice", "Currency", "DiscountPercent", "VatGroup",
    "ShipDate", "ShipToAddress2", "ShipToAddress3", "ShipToStreet", "ShipToStreetNo", "ShipToBuilding", "ShipToZipCode",
    "ShipToCity", "ShipToCountry",
)


def record(*fields):
    """A record's own name, then its fields. Bots writes into the lists, so that each needs one of its own."""
    return [["BOTSID", "M", 255, "AN"], *fields]


recorddefs = {
    "BOM": record(),
    "BO": record(),
    "AdmInfo": record(["Object", "M", 20, "AN"], ["Version", "M", 2, "AN"]),
    "Documents": record(),
    "Document_Lines": record(),
    "AddressExtension": record(),
    "row": record(*([name, "C", 254, "AN"] for name in ROW)),
}
