import Testing
import XMLEngine

extension TrapTable {
  static let ubl = TrapTable(
    "ubl",
    [
      // Forms of address. Title is theirs with many, and that of a doctor with others.
      .read(person, "GenderCode", "1", .says("Salutation", "mr")),
      .read(
        person, .markup("<cbc:GenderCode>2</cbc:GenderCode>", "<cbc:Title>Herr</cbc:Title>"), .says("Salutation", "mr")),
      .read(
        person, .markup("<cbc:GenderCode>2</cbc:GenderCode>", "<cbc:Title>Firma</cbc:Title>"), .silent("Salutation")),
      .read(person, .markup("<cbc:GenderCode>2</cbc:GenderCode>", "<cbc:Title>Dr.</cbc:Title>"), .says("Title", "Dr.")),
      .write(first, "ContactPerson/Salutation", "mr", .says("Person/GenderCode", "1")),
      // UBL has a place for the house number; a sender who does not use it means it.
      .read(shop, "StreetName", "Lange Straße 12 b", .says("StreetName", "Lange Straße 12 b")),
      .write(first, "BuildingNumber", "12 b", .says("BuildingNumber", "12 b")),
      // Codes in words.
      .read(shop, "IdentificationCode", "Deutschland", .refused("did you mean DE?")),
      .read(shop, "IdentificationCode", "BRD", .refused("did you mean DE?")),
      .read(shop, "IdentificationCode", "D", .refused("did you mean DE?")),
      .read(known, "Quantity/@unitCode", "Stk", .refused("did you mean C62?")),
      .read("reminder-of-tryton", "DocumentCurrencyCode", "XYZ", .issue("code-unknown")),
      .read(invoice, "DocumentCurrencyCode", "USD", .refused("is in USD, but has totals in EUR")),
      // Numbers, days and rounding.
      .read(known, "PriceAmount", "1.234,56", .issue("value-invalid")),
      .read(known, "PriceAmount", "33.333333", .says("UnitPrice", "33.333333")),
      .read(known, "PriceAmount", "33.3333333", .issue("value-invalid")),
      .read(known, "PriceAmount", "0.0846", .says("UnitPrice", "0.0846")),
      .read(known, "IssueDate", "23.11.2026", .issue("value-invalid")),
      .read(known, "IssueDate", "00000000", .issue("value-invalid")),
      .write(first, "Line/UnitPrice", "33.333333", .says("PriceAmount", "33.333333")),
      // Prices: net, in one currency, and the discount a percentage.
      .read(
        shop,
        .markup(
          "40.47</cbc:TaxAmount>", "40.47</cbc:TaxAmount><cbc:TaxIncludedIndicator>true</cbc:TaxIncludedIndicator>"),
        .refused("has prices with tax in them")),
      .read(known, "PriceAmount/@currencyID", "USD", .refused("has its price in USD, but the order is in EUR")),
      .read(shop, "AllowanceCharge/Amount", "21.00", .refused("is not a percentage of its price")),
      // An ERP that puts its list price in the place of the agreed one.
      .read(listPrice, "PriceAmount", "21.00", .says("Line/UnitPrice", "21.00")),
      .read(accepted, "LineStatusCode", "3", .says("State", "changed")),
      // Leading zeros.
      .read(shop, "PostalZone", "01099", .says("PostalZone", "01099")),
      .read(shop, "CustomerAssignedAccountID", "0000000017", .says("CrmId", "0000000017")),
      .read(shop, "SellersItemIdentification/ID", "00017", .says("ItemId", "00017")),
      .write(first, "PostalZone", "01067", .says("PostalZone", "01067")),
      // Telephone numbers: international where it is sure how.
      .read(shop, "Telephone", "0221/12 34 567", .says("Phone", "+492211234567")),
      .read(shop, "Telephone", "+49 (0)221/12 34 567", .says("Phone", "+492211234567")),
      .read(shop, "Telephone", "0221/12 34 567 ab 9 Uhr", .says("Phone", "0221/12 34 567 ab 9 Uhr")),
      // Empty, absent and null.
      .read(shop, "CustomerReference", "", .silent("CustomerReference")),
      .read(shop, .absent("CustomerReference"), .silent("CustomerReference")),
      .read(
        shop,
        .markup(
          "<cbc:CustomerReference>Bestellung 88 / Frau Krüger</cbc:CustomerReference>", null("cbc:CustomerReference")),
        .refused("not 'nillable'")),
      .read(known, "Order/ID", "", .issue("mapping-invalid")),
      .write(first, "ContactPerson/Title", "", .silent("Person/Title")),
      // What is there twice.
      .read(shop, .twice("OrderLine", nil), .refused("says that it has 2 lines, but has 3")),
      .read(known, .twice("OrderLine", nil), .issue("mapping-invalid")),
      .read(known, .twice("DocumentCurrencyCode", nil), .issue("element-unexpected")),
      // Line breaks and encodings.
      .read(shop, "Note", "Tor 3\nRampe 2", .says("Order/Note", "Tor 3\nRampe 2")),
      .read(shop, "StreetName", "Kurze Straße\n1", .says("StreetName", "Kurze Straße 1")),
      .read(shop, "Note", "Groß, 12 €", .says("Order/Note", "Groß, 12 €"), in: .windows1252),
      .write(first, "Order/Note", "Tor 3\nRampe 2", .says("Note", "Tor 3\nRampe 2")),
      .write(first, "Address/CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .windows1252),
    ])

  private static let person = "order-of-person"
  private static let shop = "order-of-web-shop"
  private static let known = "order-of-known-customer"
  private static let invoice = "invoice-open"
  private static let listPrice = "order-response-list-price"
  private static let accepted = "order-response-accepted"
  private static let first = "first-order"
}
