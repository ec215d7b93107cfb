import Testing
import XMLEngine

extension TrapTable {
  static let odoo = TrapTable(
    "odoo",
    [
      // Forms of address, and what an organisation is.
      .read(
        "partner",
        .markup(
          "<field name=\"name\">Prof.",
          "<field name=\"title\" ref=\"base.res_partner_title_madam\"/><field name=\"name\">Prof."),
        .says("ContactPerson/Salutation", "ms")),
      .read("partner", "field[@name=is_company]", "False", .says("Kind", "person")),
      .write(
        "customer", "ContactPerson/Salutation", "mr", .says("field[@name=title]/@ref", "base.res_partner_title_mister")),
      .write("customer", "Customer/Kind", "person", .says("field[@name=is_company]/@eval", "False")),
      // Street and house number are one line.
      .read("partner", "field[@name=street]", "Lange Straße 12a", .says("BuildingNumber", "12a")),
      .read("partner", "field[@name=street]", "Straße des 17. Juni", .silent("BuildingNumber")),
      .read("partner", "field[@name=street]", "Straße des 17. Juni 135", .says("StreetName", "Straße des 17. Juni")),
      .write("customer", "BuildingNumber", "12a", .says("field[@name=street]", "Straße des 17. Juni 12a")),
      // Codes: countries and units are external ids.
      .read("partner", "field[@name=country_id]/@ref", "base.brd", .refused("did you mean DE?")),
      .read("partner", "field[@name=country_id]/@ref", "Deutschland", .refused("has no country")),
      .read("order", "field[@name=product_uom]/@ref", "Stk", .issue("code-untranslatable")),
      .read("order", "field[@name=pricelist_id]/@ref", "product.list9", .refused("what its currency is, is not known")),
      .write("order", "Line/Unit", "MIN", .issue("code-untranslatable")),
      .write("order", "Order/Currency", "CHF", .refused("no price list of Odoo is named for CHF")),
      // Numbers, days and rounding.
      .read("order", "field[@name=price_unit]", "1.234,56", .issue("value-invalid")),
      .read("order", "field[@name=date_order]", "23.11.2026 12:00:00", .issue("mapping-invalid")),
      .read("partner", "field[@name=write_date]", "00000000", .issue("mapping-invalid")),
      .write("order", "Line/UnitPrice", "0.0846", .refused("Odoo keeps 2 decimals")),
      .write("order", "Line/UnitPrice", "33.333333", .refused("Odoo keeps 2 decimals")),
      .write("order", "Line[2]/PriceBase", "3", .refused("Odoo keeps 2 decimals")),
      // The agreed price is written, so that Odoo does not put in its own.
      .write("order", "Line/UnitPrice", "35.10", .says("field[@name=price_unit]", "35.10")),
      // Leading zeros.
      .read("partner", "field[@name=zip]", "01067", .says("PostalZone", "01067")),
      .read("customer", "field[@name=ref]", "0000000017", .says("ErpNumber", "0000000017")),
      .write("customer", "PostalZone", "01099", .says("field[@name=zip]", "01099")),
      .write("customer", "ErpNumber", "0000000017", .says("field[@name=ref]", "0000000017")),
      // Telephone numbers are handed on.
      .read("partner", "field[@name=phone]", "0221/12 34 567", .says("Phone", "0221/12 34 567")),
      // Empty, absent and null: eval="False" is no value.
      .read("customer", "field[@name=city]", "", .says("CityName", "")),
      .read("customer", .absent("field[@name=city]"), .silent("CityName")),
      .read(
        "customer", .markup("<field name=\"city\">Dresden</field>", "<field name=\"city\" eval=\"False\"/>"),
        .says("CityName", "")),
      .read("customer", "field[@name=name]", "", .issue("mapping-invalid")),
      .write("customer", "CityName", "", .says("field[@name=city]/@eval", "False")),
      .write("customer", .absent("AdditionalStreetName"), .silent("field[@name=street2]")),
      // What is there twice.
      .read("order", .twice("record[@model=sale.order.line]", nil), .issue("mapping-invalid")),
      .read("partner", .twice("record", nil), .refused("This one has 2")),
      // A key is no Python.
      .write(
        "order", "Line/ItemId", "A') or ('1",
        .says("field[@name=product_id]/@search", "[('default_code', '=', 'A\\') or (\\'1')]")),
      // Line breaks and encodings.
      .read("order", "field[@name=note]", "Tor 3\nRampe 2", .says("Order/Note", "Tor 3\nRampe 2")),
      .read("partner", "field[@name=name]", "Groß, 12 €", .says("Name", "Groß, 12 €"), in: .windows1252),
      .write("order", "Order/Note", "Tor 3\nRampe 2", .says("field[@name=note]", "Tor 3\nRampe 2")),
      .write("customer", "CityName", "Łódź", .refused("“Ł” (U+0141)"), in: .latin1),
    ])
}
