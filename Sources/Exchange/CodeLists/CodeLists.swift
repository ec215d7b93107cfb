import Foundation
package import XMLEngine

/// The code lists of the canonical vocabulary. XML Schema only asks for a short text in these places, because an answer
/// such as "did you mean DE?" is worth more than a pattern.
package enum CodeLists {
  /// ISO 3166-1 alpha-2. Country names in the languages of the neighbourhood count as near misses.
  package static let country = CodeList(
    title: "an ISO 3166 country code", data: PackageResources.country_txt,
    aliases: namesOfCountries.merging(
      ["d": "DE", "brd": "DE", "ger": "DE", "deu": "DE", "a": "AT", "aut": "AT", "che": "CH", "sui": "CH", "uk": "GB"],
      uniquingKeysWith: { _, written in written }))

  /// ISO 4217.
  package static let currency = CodeList(
    title: "an ISO 4217 currency code", data: PackageResources.currency_txt,
    aliases: [
      "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "dollar": "USD", "us$": "USD", "£": "GBP", "pfund": "GBP",
      "sfr": "CHF", "sfr.": "CHF", "franken": "CHF", "fr.": "CHF",
    ])

  /// UNECE Recommendation 20 (and 21, packages).
  package static let unit = CodeList(
    title: "a UNECE unit code", data: PackageResources.unit_txt,
    aliases: [
      "stk": "C62", "stk.": "C62", "stck": "C62", "stück": "C62", "st": "C62", "pcs": "C62", "pce": "C62", "ea": "C62",
      "each": "C62", "h": "HUR", "std": "HUR", "std.": "HUR", "stunde": "HUR", "stunden": "HUR", "kg": "KGM",
      "g": "GRM", "t": "TNE", "m": "MTR", "lfm": "MTR", "m2": "MTK", "m²": "MTK", "qm": "MTK", "m3": "MTQ", "m³": "MTQ",
      "l": "LTR", "ltr": "LTR", "cm": "CMT", "mm": "MMT", "km": "KMT", "tag": "DAY", "tage": "DAY", "min": "MIN",
      "paar": "PR", "satz": "SET", "karton": "XCT", "palette": "XPX",
    ])

  /// UNCL 5305.
  package static let taxCategory = CodeList(
    title: "a UNCL 5305 tax category", data: PackageResources.tax_category_txt,
    aliases: ["standard": "S", "19": "S", "7": "S", "zero": "Z", "0": "Z", "exempt": "E", "reverse charge": "AE"])

  /// ISO 639-1.
  package static let language = CodeList(
    title: "an ISO 639 language code", data: PackageResources.language_txt,
    aliases: ["deutsch": "de", "german": "de", "englisch": "en", "d": "de", "e": "en"])

  /// UNCL 1001, the part for invoices.
  package static let invoiceType = CodeList(title: "a UNCL 1001 invoice type", data: PackageResources.invoice_type_txt)

  /// The list that a canonical element's text comes from, by local name; nil for all other elements.
  package static func list(for element: ElementView.Bytes) -> CodeList? {
    switch kinds[element] {
    case .country: country
    case .currency: currency
    case .unit: unit
    case .taxCategory: taxCategory
    case .language: language
    case .invoiceType: invoiceType
    case nil: nil
    }
  }

  private enum Kind { case country, currency, unit, taxCategory, language, invoiceType }

  private static let kinds = NameTable<Kind>([
    "Country": .country, "Currency": .currency, "Unit": .unit, "TaxCategory": .taxCategory, "Language": .language,
    "TypeCode": .invoiceType,
  ])

  /// Country names in German, English, French, Italian, Dutch, Polish and Czech, in lower case.
  private static let namesOfCountries: [String: String] = {
    var names: [String: String] = [:]
    let codes = String(decoding: PackageResources.country_txt, as: UTF8.self).split(separator: "\n").map {
      $0.prefix(2)
    }
    for language in ["de", "en", "fr", "it", "nl", "pl", "cs"] {
      let locale = Locale(identifier: language)
      for code in codes {
        guard let name = locale.localizedString(forRegionCode: String(code)) else { continue }
        names[name.lowercased()] = String(code)
      }
    }
    return names
  }()
}
