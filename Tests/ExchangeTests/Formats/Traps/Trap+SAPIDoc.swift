import Testing
import XMLEngine

extension TrapTable {
  static let sapIDoc = TrapTable(
    "sap-idoc",
    [
      // Forms of address: "Firma" is none of a person.
      .read("customer", "E1KNVKM/ANRED", "Herr", .says("ContactPerson/Salutation", "mr")),
      .read("customer", "E1KNVKM/ANRED", "Firma", .silent("ContactPerson/Salutation")),
      .write("person", "Salutation", "ms", .says("ANRED", "Frau")),
      .write("customer", "Customer/Kind", "person", .says("STKZN", "X")),
      .write("customer", "Customer/Kind", "person", .says("ANRED", "Frau")),
      // Street and house number are one line.
      .read("customer", "STRAS", "Lange Straße 12 b", .says("BuildingNumber", "12b")),
      .read("customer", "STRAS", "Straße des 17. Juni", .silent("BuildingNumber")),
      .write("person", "BuildingNumber", "12b", .says("STRAS", "Lange Straße 12b")),
      // Codes: in words, and SAP's own.
      .read("customer", "LAND1", "BRD", .refused("did you mean DE?")),
      .read("customer", "LAND1", "D", .refused("did you mean DE?")),
      .read("customer", "LAND1", "Deutschland", .issue("value-invalid")),
      .read("response", "MENEE", "Stk", .refused("did you mean C62?")),
      .read("response", "MENEE", "KGM", .says("Line/Unit", "KGM")),
      .read("customer", "E1KNVVM[VKORG=1000]/WAERS", "XYZ", .issue("code-unknown")),
      .read("customer", "E1KNVVM[VKORG=1000]/ZTERM", "Z999", .issue("code-untranslatable")),
      .write("order", "Line[1]/Unit", "HUR", .says("MENEE", "HUR")),
      .write("order", "PaymentTerms", "NET99", .issue("code-untranslatable")),
      // Numbers: the sign may stand behind, a comma may not be in it.
      .read("invoice", "E1EDS01[SUMID=010]/SUMME", "1234.56-", .says("NetAmount", "-1234.56")),
      .read("invoice", "E1EDS01[SUMID=010]/SUMME", "1.234,56", .issue("value-invalid")),
      .read("response", "VPREI", "1.234,56", .issue("value-invalid")),
      .read("response", "WMENG", "1.234,56", .issue("mapping-invalid")),
      // Days: 00000000 is none.
      .read("response", "E1EDP20/EDATU", "00000000", .silent("Line[1]/ConfirmedDate")),
      .read("response", "E1EDK03[IDDAT=012]/DATUM", "00000000", .silent("Date")),
      .read("response", "E1EDK03[IDDAT=012]/DATUM", "23.11.2026", .issue("value-invalid")),
      .read("response", "CREDAT", "00000000", .refused("does not say when it was made")),
      // Rounding: more decimals than the currency has become a larger price unit.
      .write("order", "Line/UnitPrice", "0.0846", .says("PEINH", "100")),
      .write("order", "Line/UnitPrice", "33.333333", .says("PEINH", "10000")),
      .write("order", "Line/UnitPrice", "33.333333", .says("VPREI", "333333.33")),
      .write("order", "Line/Quantity", "1.2345", .refused("more than the three decimals")),
      // Prices in one currency.
      .read(written, "E1EDP01[POSEX=000020]/CURCY", "USD", .refused("USD")),
      .read("invoice", "E1EDK01/CURCY", "XYZ", .issue("code-unknown")),
      // SAP that puts its list price in the place of the agreed one.
      .read("response", "VPREI", "19.90", .says("Line/UnitPrice", "19.90")),
      .write("order", "Line/UnitPrice", "35.10", .says("E1EDP05/KRATE", "35.10")),
      // Leading zeros.
      .read("customer", "PSTLZ", "01099", .says("PostalZone", "01099")),
      .read("customer", "E1KNA1M/KUNNR", "0000000017", .says("ErpNumber", "0000000017")),
      .read("customer", "KNREF", "0017", .says("CrmId", "0017")),
      .write("customer", "ErpNumber", "777", .says("KUNNR", "0000000777")),
      .write("customer", "ErpNumber", "D-777", .says("KUNNR", "D-777")),
      .write("customer", "PostalZone", "01099", .says("PSTLZ", "01099")),
      // Telephone numbers are handed on.
      .read("customer", "TELF1", "0221/1234567", .says("Phone", "0221/1234567")),
      // Empty and absent.
      .read("customer", "STCEG", "", .says("VatId", "")),
      .read("customer", .absent("STCEG"), .silent("VatId")),
      .read("customer", .markup("<STCEG>DE136695976</STCEG>", null("STCEG")), .refused("not 'nillable'")),
      .read("customer", "NAME1", "", .says("Name", "Lüders & Söhne GmbH")),
      .read("response", "E1EDK02[QUALF=001]/BELNR", "", .silent("OrderStatus/OrderId")),
      .write("customer", "VatId", "", .says("STCEG", "")),
      .write("customer", .absent("VatId"), .silent("STCEG")),
      // What is there twice.
      .read(written, .twice("E1EDP01", nil), .issue("mapping-invalid")),
      // Too long: refused, never cut.
      .write(
        "customer", "Customer/Name", "Donaudampfschifffahrtsgesellschaftskapitäne",
        .refused("has a word of 43 characters")),
      .write(
        "customer", "Customer/Name", String(repeating: "Gesellschaft für ", count: 9),
        .refused("does not fit into 4 lines")),
      .write(
        "customer", "StreetName", "Hellschen-Heringsand-Unterschaarer Landstraße", .issue("too-long-for-receiver")),
      .write("customer", "CityName", "Hellschen-Heringsand-Unterschaar an der Bucht", .issue("too-long-for-receiver")),
      .write("customer", "Phone", "+49451700140123456", .issue("too-long-for-receiver")),
      .write("order", "OrderId", "SO-" + String(repeating: "4", count: 33), .issue("too-long-for-receiver")),
      // Line breaks and encodings.
      .read("response", "TDLINE", "Groß, 12 €", .says("Reason", "Groß, 12 € eine Woche später."), in: .windows1252),
      .read(
        "response", .markup("später.</TDLINE>", "später.</TDLINE><TDFORMAT>/</TDFORMAT>"),
        .says("Reason", "Position 20 kommt\neine Woche später.")),
      .write("order", "Order/Note", "Tor 3\nRampe 2", .says("E1EDKT2[2]/TDLINE", "Rampe 2")),
      .write("order", "Order/Note", String(repeating: "x", count: 71), .says("E1EDKT2[2]/TDLINE", "x")),
      .write("order", "CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .latin1),
    ])

  /// What Kontor writes, read again: an order as a system that plays the ERP gets it.
  private static let written = "../write/order.expected"
}
