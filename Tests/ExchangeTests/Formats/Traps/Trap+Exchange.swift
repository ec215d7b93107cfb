import Testing
import XMLEngine

extension TrapTable {
  /// What Kontor itself catches, whatever the format: a pack that hands such a value on need not look for it.
  static let exchange = TrapTable(
    "exchange",
    [
      // Forms of address, and what an organisation is.
      .read(order, "Salutation", "Firma", .issue("value-invalid")),
      .read(order, "Salutation", "Herr", .issue("value-invalid")),
      .read(order, "Kind", "Firma", .issue("value-invalid")),
      // Codes in words.
      .read(order, "Country", "Deutschland", .refused("did you mean DE?")),
      .read(order, "Country", "BRD", .refused("did you mean DE?")),
      .read(order, "Country", "D", .refused("did you mean DE?")),
      .read(order, "Country", "de", .refused("did you mean DE?")),
      .read(order, "Unit", "Stk", .refused("did you mean C62?")),
      .read(order, "Unit", "Stück", .refused("did you mean C62?")),
      .read(order, "Currency", "XYZ", .issue("code-unknown")),
      .read(order, "Currency", "€", .refused("did you mean EUR?")),
      .read(order, "TaxCategory", "19%", .issue("code-unknown")),
      .read(order, "Language", "deutsch", .refused("did you mean de?")),
      // Numbers and days as people write them.
      .read(order, "UnitPrice", "1.234,56", .issue("value-invalid")),
      .read(order, "UnitPrice", "1,234.56", .issue("value-invalid")),
      .read(order, "UnitPrice", "18,50", .issue("value-invalid")),
      .read(order, "UnitPrice", "", .issue("value-invalid")),
      .read(order, "IssueDate", "23.11.2026", .issue("value-invalid")),
      .read(order, "IssueDate", "00000000", .issue("value-invalid")),
      .read(order, "IssueDate", "2026-02-30", .issue("value-invalid")),
      .read(order, "Order/@changed", "2026-11-18T14:25:10", .issue("value-invalid")),
      // Rounding: six decimals of a price, four of a sum, and no more.
      .read(order, "UnitPrice", "0.0846", .says("UnitPrice", "0.0846")),
      .read(order, "UnitPrice", "33.333333", .says("UnitPrice", "33.333333")),
      .read(order, "UnitPrice", "33.3333333", .issue("value-invalid")),
      .read(order, "NetAmount", "1416.00005", .issue("value-invalid")),
      // Leading zeros belong to a text.
      .read(order, "PostalZone", "01067", .says("PostalZone", "01067")),
      .read(order, "CrmId", "0000012345", .says("CrmId", "0000012345")),
      // Nobody's telephone number is guessed.
      .read(order, "Phone", "0221/12 34 567", .says("Phone", "0221/12 34 567")),
      // Empty, absent and null are three things.
      .read(order, "ContactPerson/Title", "", .says("ContactPerson/Title", "")),
      .read(order, .absent("ContactPerson/Title"), .silent("ContactPerson/Title")),
      .read(order, .markup("<Title>Dr.</Title>", null("Title")), .refused("not 'nillable'")),
      .read(order, "CrmId", "", .issue("value-invalid")),
      .read(order, "OrderId", " ", .issue("value-invalid")),
      .read(order, .absent("Order/OrderId"), .issue("element-unexpected")),
      // What is there twice.
      .read(order, .twice("Line", nil), .issue("key-duplicate")),
      .read(order, .twice("Phone", nil), .issue("key-duplicate")),
      .read(order, .twice("Address", nil), .issue("key-duplicate")),
      .read(order, .twice("Name", nil), .issue("element-unexpected")),
      // Line breaks, and other encodings.
      .read(order, "Order/Note", "Tor 3\nRampe 2", .says("Order/Note", "Tor 3\nRampe 2")),
      .read(order, "Customer/Name", "Müller & Groß", .says("Customer/Name", "Müller & Groß"), in: .latin1),
      .read(order, "Customer/Note", "Bis 12 € frei", .says("Customer/Note", "Bis 12 € frei"), in: .windows1252),
      .read(order, "Customer/Note", "Bis 12 € frei", .says("Customer/Note", "Bis 12 € frei"), in: .latin9),
      // Too long is too long.
      .read(order, "Customer/Name", String(repeating: "x", count: 201), .issue("value-invalid")),
    ])

  private static let order = "crm/1002-first-order"

  /// An element that is null, as XML Schema has it.
  static func null(_ name: String) -> String {
    "<\(name) xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"
  }
}
