"""One order of the exchange to one sales order of SAP Business One, as a mapping of Bots: the fields of formats/
sap-business-one/order.xsl that the generated exports fill."""

NAMESPACE = "{urn:kontor:exchange:1}"
TERMS = {"NET30": "2"}
TAX = {("S", "19"): "A3"}


ORDER = {"BOTSID": NAMESPACE + "Order"}


def main(inn, out):
    def told(*path):
        """The field at the end of a path of elements below the order."""
        return field(inn, ORDER["BOTSID"], *path)

    currency = told("Currency")
    issued = told("IssueDate").replace("-", "")
    due = (told("RequestedDeliveryDate") or told("IssueDate")).replace("-", "")
    comments = [told("CustomerReference"), told("Note")]
    put(out, "AdmInfo", BOTSID="AdmInfo", Object="oOrders", Version="2")
    put(
        out, "Documents", DocDate=issued, DocDueDate=due, TaxDate=issued, CardCode=told("Customer", "CrmId"),
        NumAtCard=told("OrderId"), DocCurrency=currency, PaymentGroupCode=TERMS.get(told("PaymentTerms")),
        Comments="\n".join(filter(None, comments)))
    lines = inn.getloop(dict(ORDER), {"BOTSID": NAMESPACE + "Lines"}, {"BOTSID": NAMESPACE + "Line"})
    for line in lines:
        def said(name, line=line):
            return field(line, NAMESPACE + "Line", name)

        row = out.putloop({"BOTSID": "BOM"}, {"BOTSID": "BO"}, {"BOTSID": "Document_Lines"}, {"BOTSID": "row"})
        row.put(
            filled({
                "BOTSID": "row", "ItemCode": said("ItemId"), "ItemDescription": said("Name"), "BarCode": said("GTIN"),
                "Quantity": said("Quantity"), "MeasureUnit": said("Unit"), "UnitPrice": said("UnitPrice"),
                "Currency": currency, "DiscountPercent": said("DiscountPercent"),
                "VatGroup": TAX.get((said("TaxCategory"), said("TaxRate"))), "ShipDate": due,
            }))
    address = ("DeliveryParty", "Address")
    if told(*address, "StreetName"):
        put(
            out, "AddressExtension", ShipToAddress2=told(*address, "Name"),
            ShipToAddress3=told("DeliveryParty", "ContactName"), ShipToStreet=told(*address, "StreetName"),
            ShipToStreetNo=told(*address, "BuildingNumber"), ShipToZipCode=told(*address, "PostalZone"),
            ShipToCity=told(*address, "CityName"), ShipToCountry=told(*address, "Country"))


def field(node, begin, *path):
    *above, name = path
    steps = [{"BOTSID": begin}] + [{"BOTSID": NAMESPACE + step} for step in above]
    steps[-1][NAMESPACE + name] = None
    return node.get(*steps)


def put(out, part, **fields):
    """Writes a part of the object, whose fields stand in it or in a row of it."""
    path = [{"BOTSID": "BOM"}, {"BOTSID": "BO"}]
    if "BOTSID" not in fields:
        path.append({"BOTSID": part})
        fields["BOTSID"] = "row"
    out.put(*path, filled(fields))


def filled(row):
    return {name: value for name, value in row.items() if value}
