import Testing
import XMLEngine

extension TrapTable {
  static let openTRANS = TrapTable(
    "opentrans",
    [
      // Forms of address.
      .read("order", "TITLE", "Herr", .says("ContactPerson/Salutation", "mr")),
      .read("order", "TITLE", "Firma", .silent("ContactPerson/Salutation")),
      .write("order", "ContactPerson/Salutation", "mr", .says("TITLE", "Herr")),
      // Street and house number are one line, parted at its last word.
      .read("order", "STREET", "Straße des 17. Juni 135", .says("StreetName", "Straße des 17. Juni")),
      .read("order", "STREET", "Straße des 17. Juni", .says("StreetName", "Straße des 17. Juni")),
      .read("order", "STREET", "Lange Straße 12 b", .says("StreetName", "Lange Straße 12 b")),
      .write("order", "BuildingNumber", "12 b", .says("STREET", "Lange Straße 12 b")),
      // Codes in words.
      .read(
        "order",
        .markup("<bmecat:COUNTRY_CODED>DE</bmecat:COUNTRY_CODED>", "<bmecat:COUNTRY>Deutschland</bmecat:COUNTRY>"),
        .refused("did you mean DE?")),
      .read("order", "COUNTRY_CODED", "Deutschland", .issue("value-invalid")),
      .read("order", "COUNTRY_CODED", "BRD", .refused("did you mean DE?")),
      .read("order", "COUNTRY_CODED", "D", .refused("did you mean DE?")),
      .read("order", "ORDER_UNIT", "Stk", .refused("did you mean C62?")),
      .read("order", "CURRENCY", "XYZ", .issue("code-unknown")),
      // Numbers, days and rounding.
      .read("order", "PRICE_AMOUNT", "1.234,56", .issue("value-invalid")),
      .read("order", "PRICE_AMOUNT", "33.333333", .says("UnitPrice", "33.333333")),
      .read("order", "PRICE_AMOUNT", "33.3333333", .issue("value-invalid")),
      .read("order", "TAX_DETAILS_FIX/TAX", "19", .refused("is to be a factor, such as 0.19")),
      .read("order", "AOC_PERCENTAGE_FACTOR", "7.5", .refused("is to be a factor, such as 0.1")),
      .read("order", "ORDER_DATE", "23.11.2026", .issue("value-invalid")),
      .read("order", "ORDER_DATE", "00000000", .issue("value-invalid")),
      .write("order", "Line/UnitPrice", "33.333333", .says("PRICE_AMOUNT", "33.333333")),
      .write("order", "Line/TaxRate", "7.7", .says("TAX_DETAILS_FIX/TAX", "0.077")),
      // An ERP that puts its list price in the place of the agreed one.
      .read("status", "PRICE_AMOUNT", "12.90", .says("Line/UnitPrice", "12.90")),
      // Leading zeros.
      .read("order", "ZIP", "01099", .says("PostalZone", "01099")),
      .read("order", "PARTY_ID[@type=supplier_specific]", "0000000017", .says("ErpNumber", "0000000017")),
      // Telephone numbers: international where it is sure how.
      .read("order", "PHONE", "0221/12 34 567", .says("ContactPerson/Phone", "+492211234567")),
      .read("order", "PHONE", "0049 (0)221 1234567", .says("ContactPerson/Phone", "+492211234567")),
      .read("order", "PHONE", "(0)221/12 34 567", .says("ContactPerson/Phone", "+492211234567")),
      .read("order", "PHONE", "0221/12 34 567 ab 9 Uhr", .says("ContactPerson/Phone", "0221/12 34 567 ab 9 Uhr")),
      // Empty and absent.
      .read("order", "FIRST_NAME", "", .silent("FirstName")),
      .read("order", .absent("FIRST_NAME"), .silent("FirstName")),
      .read("order", "ORDER_INFO/ORDER_ID", "", .issue("value-invalid")),
      .write("order", "ContactPerson/Title", "", .silent("ACADEMIC_TITLE")),
      // What is there twice.
      .read("order", .twice("ORDER_ITEM", nil), .issue("mapping-invalid")),
      .read(
        "order", .twice("PHONE[@type=accounting]", "0221 77"), .says("Customer/Phone[@use=accounting]", "+4922177")),
      // Too long: refused, never cut.
      .write(
        "order", "CityName", "Hellschen-Heringsand-Unterschaar an der Meldorfer Bucht", .issue("too-long-for-receiver")),
      .write("order", "Line/ItemId", "12345678901234567890123456789012X", .refused("32")),
      // Line breaks and encodings.
      .read("order", "ORDER_INFO/REMARKS", "Tor 3\nRampe 2", .says("Order/Note", "Tor 3\nRampe 2")),
      .read("order", "ORDER_INFO/REMARKS", "Groß", .says("Order/Note", "Groß"), in: .latin1),
      .read("order", "ORDER_INFO/REMARKS", "12 €", .says("Order/Note", "12 €"), in: .windows1252),
      .write("order", "Order/Note", "Tor 3\nTor 4", .says("REMARKS", "Tor 3\nTor 4")),
      .write("order", "CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .latin1),
    ])
}
