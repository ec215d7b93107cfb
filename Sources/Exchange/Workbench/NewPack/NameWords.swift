/// What people say by the names of elements, in English and German.
enum NameWords {
  /// The words of a name, in small letters: `tBestellung_Nr`, `orderID` and `ORDER-ID` have two or three.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previous: Character?
    for character in name {
      let begins = character.isUppercase && previous?.isLowercase ?? false
      if begins || !(character.isLetter || character.isNumber) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      previous = character
    }
    return word.isEmpty ? words : words + [word]
  }

  private static let entities: [(Entity, [String])] = [
    (.reminder, ["reminder", "dunning", "mahnung", "zahlungserinnerung"]),
    (.invoice, ["invoice", "rechnung", "faktura", "bill", "facture", "fattura", "factura"]),
    (.order, ["order", "bestellung", "auftrag", "commande", "ordine", "pedido"]),
    (.customer, ["customer", "kunde", "kunden", "partner", "client", "debitor", "cliente"]),
  ]

  private static let answers = ["status", "response", "confirmation", "bestaetigung", "bestätigung", "change"]

  /// What goes ahead of or behind the name of a record and says nothing.
  private static let noise: Set<String> = [
    "sales", "purchase", "web", "shop", "xml", "data", "record", "entry", "doc", "document", "business", "daten",
    "satz",
  ]

  /// The entity of which a name speaks; nil where it speaks of none.
  static func entity(of name: String) -> Entity? {
    let words = words(of: name)
    for (entity, names) in entities
    where words.contains(where: { word in names.contains { word.hasPrefix($0) || word.hasSuffix($0) } }) {
      let isAnswer = answers.contains { answer in words.contains { $0.hasSuffix(answer) } }
      return entity == .order && isAnswer ? .orderStatus : entity
    }
    return nil
  }

  /// The same of a name that means one record, not a list of them or a part of one.
  static func recordEntity(of name: String) -> Entity? {
    let words = words(of: name).filter { $0.count > 1 && !noise.contains($0) }
    guard let word = words.first, words.count == 1 || words.dropFirst().allSatisfy(answers.contains) else { return nil }
    let isOne = entities.contains { _, names in names.contains { word.hasSuffix($0) } }
    return isOne ? entity(of: name) : nil
  }

  private static let lines: Set<String> = [
    "line", "lines", "item", "items", "position", "positionen", "pos", "artikel", "article", "zeile", "detail",
    "product",
    "bestellpos", "posten",
  ]

  /// Whether it is called like a line of an order.
  static func isLine(_ name: String) -> Bool {
    let words = words(of: name)
    return words.contains { lines.contains($0) || $0.hasSuffix("position") || $0.hasSuffix("zeile") }
  }

  private static let parts: Set<String> = [
    "address", "adresse", "contact", "note", "text", "header", "head", "kopf", "info", "footer", "summary", "party",
  ]

  /// Whether it is called like a part of a record: `OrderHeader` is about an order, and no order.
  static func isPart(_ name: String) -> Bool {
    isLine(name) || words(of: name).contains { parts.contains($0) }
  }

  private static let keys: Set<String> = ["id", "key", "number", "nr", "no", "code", "num", "nummer", "guid", "uuid"]

  /// Whether it is called like what tells records apart.
  static func isKey(_ name: String) -> Bool {
    guard let last = words(of: name).last else { return false }
    return keys.contains(last) || ["nummer", "number", "nr"].contains { last.hasSuffix($0) } || last == "orderid"
  }

  private static let identifiers: Set<String> = [
    "zip", "postcode", "postal", "plz", "phone", "tel", "telefon", "fax", "mobile", "iban", "bic", "gtin", "ean", "sku",
    "vat", "postleitzahl", "zone",
  ]

  /// Whether its values name something, so that they are text also where they are digits.
  static func isIdentifier(_ name: String) -> Bool {
    isKey(name) || words(of: name).contains { identifiers.contains($0) || keys.contains($0) }
  }

  /// Words that stand for a canonical field, by its name.
  private static let meanings: [String: [String]] = [
    "changed": ["changed", "modified", "updated", "geaendert", "geändert", "aenderung", "änderung", "timestamp"],
    "IssueDate": ["date", "datum", "created", "erstellt", "orderdate", "bestelldatum"],
    "Currency": ["currency", "waehrung", "währung", "iso"],
    "Quantity": ["quantity", "qty", "menge", "anzahl", "amount"],
    "UnitPrice": ["price", "preis", "einzelpreis", "vkpreis"],
    "Unit": ["unit", "einheit", "uom"],
    "ItemId": ["sku", "item", "article", "artikel", "product", "artikelnummer", "artnr"],
    "Number": ["line", "pos", "position", "number", "zeile"],
    "Name": ["name", "firma", "company", "bezeichnung", "title"],
    "Kind": ["kind", "type", "art", "salutation", "anrede", "company", "firma"],
    "CrmId": ["customer", "kunde", "kunden", "buyer", "kundennummer", "client"],
    "ErpNumber": ["customer", "kunde", "kunden", "kundennummer"],
    "OrderId": ["order", "bestellung", "auftrag", "bestellnummer", "auftragsnummer"],
    "InvoiceNumber": ["invoice", "rechnung", "rechnungsnummer"],
    "StreetName": ["street", "strasse", "straße"], "CityName": ["city", "ort", "town", "stadt"],
    "PostalZone": ["zip", "postcode", "plz"], "Country": ["country", "land"],
    "Email": ["email", "mail"], "Phone": ["phone", "tel", "telefon"],
    "TaxRate": ["tax", "vat", "mwst", "steuer"], "NetAmount": ["net", "netto", "total", "summe"],
    "GrossAmount": ["gross", "brutto", "total", "summe"], "TaxAmount": ["tax", "vat", "mwst", "steuer"],
  ]

  /// Whether a field of a foreign file may be meant by a canonical one.
  static func mayMean(_ foreign: String, _ canonical: String) -> Bool {
    let own = words(of: canonical)
    let wanted = meanings[canonical] ?? own
    let words = words(of: foreign)
    return words.contains { word in wanted.contains { word == $0 || ($0.count > 3 && word.hasSuffix($0)) } }
      || foreign.lowercased() == canonical.lowercased()
  }
}
