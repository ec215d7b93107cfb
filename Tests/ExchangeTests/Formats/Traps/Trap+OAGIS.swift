import Testing
import XMLEngine

extension TrapTable {
  static let oagis = TrapTable(
    "oagis",
    [
      // Forms of address travel as they are; no word is taken for one.
      .read("customer", "Salutation", "mr", .says("ContactPerson/Salutation", "mr")),
      .read("customer", "Salutation", "Firma", .issue("value-invalid")),
      .read(
        ofERP, .markup("<CustomerPartyMaster>", "<CustomerPartyMaster typeCode=\"Individual\">"),
        .says("Kind", "person")),
      // The house number has a place of its own. A line of an address is not parted.
      .read(ofERP, "AddressLine", "Lange Straße 12 b", .says("StreetName", "Lange Straße 12 b")),
      .write("customer", "BuildingNumber", "12 b", .says("BuildingNumber", "12 b")),
      // Codes in words.
      .read("customer", "CountryCode", "Deutschland", .refused("did you mean DE?")),
      .read("customer", "CountryCode", "BRD", .refused("did you mean DE?")),
      .read("customer", "CountryCode", "D", .refused("did you mean DE?")),
      .read(shop, "Quantity/@unitCode", "Stk", .refused("did you mean C62?")),
      .read("customer", "CurrencyCode", "XYZ", .issue("code-unknown")),
      // Numbers, days and rounding.
      .read(shop, "UnitPrice/Amount", "1.234,56", .issue("value-invalid")),
      .read(shop, "UnitPrice/Amount", "33.333333", .says("UnitPrice", "33.333333")),
      .read(shop, "UnitPrice/Amount", "33.3333333", .issue("value-invalid")),
      .read(shop, "DocumentDateTime", "23.11.2026", .issue("value-invalid")),
      .read(shop, "DocumentDateTime", "00000000", .issue("value-invalid")),
      .write("order", "Line/UnitPrice", "33.333333", .says("ChargeAmount", "33.333333")),
      // Prices in one currency.
      .read("order", "SalesOrderLine[2]/ChargeAmount/@currencyCode", "USD", .refused("USD")),
      .read(shop, "Amount/@currencyID", "XYZ", .issue("code-unknown")),
      // A sum with tax in it is none without.
      .read("order", .absent("SalesOrderHeader/ExtendedAmount"), .silent("Totals")),
      // An ERP that puts its list price in the place of the agreed one.
      .read("status", "ChargeAmount", "12.90", .says("Line/UnitPrice", "12.90")),
      // Leading zeros.
      .read("customer", "PostalCode", "01099", .says("PostalZone", "01099")),
      .read("customer", "ID[@schemeID=ERP]", "0000000017", .says("ErpNumber", "0000000017")),
      // Telephone numbers: parts are put together, one that is whole is handed on.
      .read(ofERP, "DialNumber", "12 34 567", .says("Phone", "+493511234567")),
      .read("customer", "FormattedNumber", "0221/12 34 567", .says("Phone", "0221/12 34 567")),
      // Empty and absent.
      .read("customer", "FormattedNumber", "", .says("Phone", "")),
      .read("customer", .absent("Contact[@typeCode=general]"), .silent("Customer/Fax")),
      .read("customer", "CurrencyCode", "", .silent("Currency")),
      .read(
        "customer", .markup("<CurrencyCode>EUR</CurrencyCode>", null("CurrencyCode")), .refused("not 'nillable'")),
      .read("customer", "Name", "", .issue("mapping-invalid")),
      .read(shop, "SalesOrderHeader/ID", "", .issue("mapping-invalid")),
      .write("customer", "ContactPerson/Title", "", .says("Title", "")),
      // What is there twice.
      .read(shop, .twice("SalesOrderLine", nil), .issue("mapping-invalid")),
      .read(
        "customer", .twice("TelephoneCommunication[@typeCode=fax]/FormattedNumber", "1"), .says("Customer/Fax", "1")),
      // Line breaks and encodings.
      .read("customer", "Note", "Tor 3\nRampe 2", .says("Note", "Tor 3\nRampe 2")),
      .read("customer", "Note", "Groß, 12 €", .says("Note", "Groß, 12 €"), in: .windows1252),
      .write("order", "Order/Note", "Tor 3\nTor 4", .says("Note", "Tor 3\nTor 4")),
      .write("customer", "CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .latin1),
    ])

  private static let ofERP = "customer-of-an-erp"
  private static let shop = "order-of-a-shop"
}
