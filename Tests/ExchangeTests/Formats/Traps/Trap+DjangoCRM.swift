import Testing
import XMLEngine

extension TrapTable {
  static let djangoCRM = TrapTable(
    "django-crm",
    [
      // Forms of address: the CRM enters M for everybody, so that it says nothing.
      .read("company", "field[@name=sex]", "M", .silent("Salutation")),
      .read("company", "field[@name=sex]", "O", .says("Salutation", "neutral")),
      .write(moved, "Customer/Kind", "person", .refused("person")),
      // An address is one text.
      .read(first, "field[@name=address]", "Lange Straße 12 b\n01067 Dresden", .says("BuildingNumber", "12 b")),
      .read(first, "field[@name=address]", "Lange Straße 12a, D-01099 Dresden", .says("PostalZone", "01099")),
      .read(first, "field[@name=address]", "Straße des 17. Juni\n01067 Dresden", .silent("BuildingNumber")),
      .write(moved, "BuildingNumber", "12a", .says("field[@name=address]", "Hafenstraße 12a\nTor 3\n22767 Hamburg")),
      // Codes: keys of the CRM, and words in a description.
      .read(first, "field[@name=country]", "200", .silent("Address")),
      .read(first, "field[@name=country]", "Deutschland", .told("has no code in ISO 3166")),
      .read("company", .markup("Currency: EUR", "Currency: XYZ"), .issue("code-unknown")),
      .read("company", .markup("Currency: EUR", "Currency: Euro"), .told("has to be a code such as EUR, not Euro")),
      .read("company", .markup("Delivery block: no", "Delivery block: nein"), .told("has to be yes or no, not nein")),
      .read(first, "object[@model=crm.deal]/field[@name=currency]", "9", .told("which currency 9 is")),
      // Numbers, days and rounding.
      .read("company", .markup("5000.00", "1.234,56"), .told("has to be a number such as 5000.00, not 1.234,56")),
      .read(first, "object[@model=crm.output]/field[@name=amount]", "498,00", .told("has no amount")),
      .read(first, "object[@model=crm.deal]/field[@name=amount]", "538.49", .told("its products come to 538.50")),
      .read(first, "field[@name=win_closing_date]", "23.11.2026", .issue("value-invalid")),
      .read(three, "object[@model=crm.output]/field[@name=quantity]", "8", .says("UnitPrice", "12.50")),
      .read(three, "object[@model=crm.output]/field[@name=quantity]", "7", .says("PriceBase", "7")),
      // One currency for the deal and all its products.
      .read(first, "object[@model=crm.output]/field[@name=currency]", "1", .told("has another currency")),
      // Leading zeros.
      .read("company", "field[@name=registration_number]", "0000000017", .says("ErpNumber", "0000000017")),
      .write(moved, "ErpNumber", "0000000017", .says("field[@name=registration_number]", "0000000017")),
      // Telephone numbers: international where it is sure how.
      .read("company", "field[@name=phone]", "0221/12 34 567", .says("Phone", "+492211234567")),
      .read("company", "field[@name=phone]", "0221/12 34 567 ab 9 Uhr", .says("Phone", "0221/12 34 567 ab 9 Uhr")),
      // Empty, absent and None.
      .read("company", "field[@name=region]", "", .silent("CountrySubentity")),
      .read("company", none("region", "Schleswig-Holstein"), .silent("CountrySubentity")),
      .read("company", .absent("field[@name=region]"), .silent("CountrySubentity")),
      .read(first, none("last_name", "Kühn"), .says("FamilyName", "Jana")),
      .read(first, none("full_name", "Elbwerft Dresden GmbH"), .told("it has no name.")),
      .read(first, "field[@name=full_name]", "", .told("it has no name.")),
      .write(moved, "AdditionalStreetName", "", .says("field[@name=address]", "Hafenstraße 7\n22767 Hamburg")),
      // What is there twice.
      .read(first, .twice("object[@model=crm.output]", nil), .issue("key-duplicate")),
      .read(first, .twice("object[@model=crm.company]", nil), .issue("key-duplicate")),
      // Too long: refused, never cut.
      .write(moved, "ErpNumber", String(repeating: "1", count: 31), .refused("30")),
      // Line breaks and encodings.
      .read(
        first, "object[@model=crm.deal]/field[@name=name]", "Tor 3\nRampe 2", .says("Order/Note", "Tor 3\nRampe 2")),
      .read(first, "field[@name=full_name]", "Groß, 12 €", .says("Name", "Groß, 12 €"), in: .windows1252),
      .write(moved, "CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .latin1),
    ])

  /// A column that is null, as Django writes it.
  private static func none(_ field: String, _ value: String) -> Trap.Change {
    .markup(
      "<field name=\"\(field)\" type=\"CharField\">\(value)</field>",
      "<field name=\"\(field)\" type=\"CharField\"><None></None></field>")
  }

  private static let first = "first-order"
  private static let three = "price-of-three"
  private static let moved = "customer-has-moved"
}
