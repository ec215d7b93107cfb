import Testing
import XMLEngine

extension TrapTable {
  static let sapBusinessOne = TrapTable(
    "sap-business-one",
    [
      // Forms of address, and what an organisation is.
      .write("customer", "ContactPerson/Salutation", "mr", .says("Gender", "gt_Male")),
      .write("lead", "Kind", "organisation", .says("CompanyPrivate", "cCompany")),
      // Street and house number have a field each.
      .write("customer", "BuildingNumber", "12 b", .says("StreetNo", "12 b")),
      // Codes that are one company's own.
      .write("order", "PaymentTerms", "NET99", .refused("no payment terms of SAP Business One are named")),
      .write("order", "Line/TaxRate", "16", .refused("no tax group of SAP Business One is named")),
      // The agreed price, for one.
      .write("order", "Line[1]/UnitPrice", "19.90", .says("UnitPrice", "19.90")),
      .write("order", "Line[2]/UnitPrice", "0.5", .says("row[ItemCode=SCHR-A4-M6x20]/UnitPrice", "0.005")),
      .write("order", "Line[2]/PriceBase", "3", .says("row[ItemCode=SCHR-A4-M6x20]/UnitPrice", "2.82")),
      .write("order", "Line[2]/PriceBase", "7", .says("row[ItemCode=SCHR-A4-M6x20]/UnitPrice", "1.208571")),
      // Days.
      .write("order", "IssueDate", "2026-11-09", .says("DocDate", "20261109")),
      // Leading zeros.
      .write("lead", "PostalZone", "01067", .says("ZipCode", "01067")),
      .write("customer", "CrmId", "0000012345", .says("CardCode", "0000012345")),
      // Empty is left out.
      .write("customer", "VatId", "", .silent("FederalTaxID")),
      .write("customer", .absent("VatId"), .silent("FederalTaxID")),
      // Too long: refused, never cut.
      .write("customer", "CrmId", "1234567890123456", .refused("CardCode in SAP Business One holds 15")),
      .write(
        "customer", "Customer/Name", String(repeating: "x", count: 101),
        .refused("CardName in SAP Business One holds 100")),
      .write(
        "customer", "Phone[@preferred=true]", "+494517001401234567890", .refused("Phone1 in SAP Business One holds 20")),
      .write(
        "order", "Order/Note", String(repeating: "x", count: 255), .refused("Comments in SAP Business One holds 254")),
      .write(
        "order", "Line/Note", String(repeating: "x", count: 101), .refused("FreeText in SAP Business One holds 100")),
      // Line breaks and encodings.
      .write("lead", "StreetName", "Calle\nde Alcalá 1", .says("Street", "Calle de Alcalá 1")),
      .write("customer", "Customer/Note", "Tor 3\nRampe 2", .says("FreeText", "Tor 3\nRampe 2")),
      .write("lead", "CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .windows1252),
    ])
}
