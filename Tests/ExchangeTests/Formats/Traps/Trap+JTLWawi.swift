import Testing
import XMLEngine

extension TrapTable {
  static let jtlWawi = TrapTable(
    "jtl-wawi",
    [
      // Forms of address: "Firma" is what JTL calls an organisation of which no person is known.
      .write("order", "ContactPerson/Salutation", "mr", .says("tkunde/cAnrede", "Herr")),
      .write("order", .absent("ContactPerson"), .says("tkunde/cAnrede", "Firma")),
      // Street and house number are one line.
      .write("order", "BuildingNumber", "12 b", .says("cStrasse", "Lange Straße 12 b")),
      // Codes: JTL's words for units, and terms of one company.
      .write("order", "Line/Unit", "KGM", .says("cEinheit", "kg")),
      .write("order", "Order/PaymentTerms", "NET99", .refused("no payment method of JTL is named")),
      // Prices with and without tax, rounded to no cents.
      .write("order", "Line[2]/UnitPrice", "8.46", .says("twarenkorbpos[cArtNr=SCHR-8]/fPreisEinzelNetto", "0.0846")),
      .write("order", "Line[2]/PriceBase", "3", .says("twarenkorbpos[cArtNr=SCHR-8]/fPreisEinzelNetto", "4.111")),
      .write("order", "Line/UnitPrice", "33.333333", .says("fPreisEinzelNetto", "33.333333")),
      .write("order", "Line/UnitPrice", "33.333333", .says("fPreis", "39.66666627")),
      .write("order", .absent("Line/TaxRate"), .refused("has no TaxRate")),
      // Leading zeros.
      .write("order", "PostalZone", "01099", .says("cPLZ", "01099")),
      .write("order", "Customer/ErpNumber", "0000000017", .says("cKundenNr", "0000000017")),
      // Empty and absent are the same in JTL, which wants each element.
      .write("order", "Customer/VatId", "", .says("cUSTID", "")),
      .write("order", .absent("Customer/VatId"), .says("cUSTID", "")),
      // Too long: refused, never cut.
      .write("order", "Order/OrderId", String(repeating: "4", count: 51), .issue("too-long-for-receiver")),
      // Line breaks, and characters that ISO-8859-1 lacks: a near name, or a refusal.
      .write(
        "order", "Order/Note", "Tor 3\nRampe 2",
        .says("cBemerkung", "Tor 3\nRampe 2\nPosition 10: In einer Länge.\nPosition 20: Lieferung am 2026-12-14")),
      .write("order", "CityName", "Łódź", .says("cOrt", "Lódz")),
      .write("order", "CityName", "東京", .issue("character-unmappable")),
    ])
}
