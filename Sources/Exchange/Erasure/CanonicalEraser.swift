import Foundation
import XMLEngine

/// Writes over the values of a person in a file of the canonical vocabulary: each byte of a value becomes an `x`, so that
/// lines, offsets and sizes stay, and everybody else's records.
///
/// Of a customer goes everything but keys, codes of lists, and what is said by yes and no. Of the other records that name
/// the customer go names, addresses, ways to reach somebody, and free text. What the law wants kept, items, amounts and
/// dates, stays.
struct CanonicalEraser {
  let keys: PersonKeys
  let crm: Set<String>
  let erp: Set<String>

  private(set) var markup: Markup
  private(set) var bytes: [UInt8]
  private(set) var words: ErasedWords
  /// Positions of records of the person, and of those of which something was written over.
  private(set) var records: Set<Int> = []
  private(set) var changed: Set<Int> = []
  /// What stands in Base64 within a decision and could not be written over.
  private(set) var obstacle: String?

  init(_ bytes: [UInt8], keys: PersonKeys, of system: System, words: ErasedWords) {
    self.bytes = bytes
    markup = Markup(bytes: bytes)
    self.keys = keys
    (crm, erp) = keys.keys(in: system)
    self.words = words
  }

  var hasChanged: Bool { !changed.isEmpty }

  /// Elements of an interchange that are no records.
  private static let envelope: Set<String> = ["Header", "Trailer"]

  mutating func run() {
    var found: [(element: MarkupElement, position: Int)] = []
    var position = 0
    markup.walk(keepsRoot: Set(Entity.allCases.map(\.rawValue))) { element, depth in
      if depth == 0, Entity(rawValue: element.name) == nil || position > 0 { return }
      if Self.envelope.contains(element.name) { return }
      position += 1
      if isOfPerson(element) { found.append((element, position)) }
    }
    for (element, position) in found {
      records.insert(position)
      if erase(element) { changed.insert(position) }
    }
  }

  // MARK: - Whose it is

  private func isOfPerson(_ record: MarkupElement) -> Bool {
    switch Entity(rawValue: record.name) {
    case .customer: return names(record)
    case .order:
      return [record, record.child("InvoiceParty"), record.child("DeliveryParty")].contains {
        $0?.child("Customer").map(names) ?? false
      }
    case .orderStatus, .invoice, .reminder: return record.child("Customer").map(names) ?? false
    case .confirmation, .decision:
      if let id = record.child("DocumentId"), keys.documents.contains(markup.text(of: id)) { return true }
      if let content = record.child("Content"), concerns(content: content) { return true }
      guard let kind = record.child("Entity"), markup.text(of: kind) == Entity.customer.rawValue else { return false }
      return ["Key", "With"].contains { name in
        record.child(name).map { keys.all.contains(markup.text(of: $0)) } ?? false
      }
    // Nobody knows what it is; but where it has the keys of a customer, it may be a customer whose name is misspelled.
    case nil: return names(record) || (record.child("Customer").map(names) ?? false)
    }
  }

  private func names(_ element: MarkupElement) -> Bool {
    func has(_ name: String, _ keys: Set<String>) -> Bool {
      element.children.contains { $0.name == name && keys.contains(markup.text(of: $0)) }
    }
    return has("CrmId", crm) || has("ErpNumber", erp)
  }

  // MARK: - What goes

  /// Elements of a customer that stay.
  static let keptOfCustomer: Set<String> = [
    "CrmId", "ErpNumber", "Id", "Stage", "Kind", "Country", "Currency", "Language", "PaymentTerms", "PriceList",
    "TaxClass", "DunningBlock", "DeliveryBlock",
  ]

  private static let keptAttributes: Set<String> = [
    "changed", "sequence", "deleted", "id", "type", "use", "preferred", "purpose", "given", "date",
  ]

  /// Elements of other records that go.
  private static let personal: Set<String> = [
    "ContactName", "Phone", "Mobile", "Fax", "Email", "Web", "StreetName", "BuildingNumber", "AdditionalStreetName",
    "PostalZone", "CityName", "CountrySubentity", "Note", "Reason", "Place", "Text", "FirstName", "FamilyName",
    "Salutation", "Title", "CustomerReference",
  ]

  private mutating func erase(_ record: MarkupElement) -> Bool {
    switch Entity(rawValue: record.name) {
    case .customer, nil: return eraseAll(record, isRecord: true)
    case .decision: return eraseDecision(record)
    default: return erasePersonal(record)
    }
  }

  private mutating func eraseAll(_ element: MarkupElement, isRecord: Bool) -> Bool {
    guard isRecord || !Self.keptOfCustomer.contains(element.name) else { return false }
    var hasChanged = false
    for attribute in element.attributes where !keeps(attribute.name) {
      hasChanged = blank(attribute.value) || hasChanged
    }
    for piece in element.pieces {
      switch piece {
      case .text(let range), .literal(let range), .hidden(let range): hasChanged = blank(range) || hasChanged
      case .element(let child): hasChanged = eraseAll(child, isRecord: false) || hasChanged
      }
    }
    return hasChanged
  }

  private func keeps(_ attribute: String) -> Bool {
    Self.keptAttributes.contains(attribute) || attribute == "xmlns" || attribute.hasPrefix("xmlns:")
      || attribute.hasPrefix("xsi:")
  }

  private mutating func erasePersonal(_ element: MarkupElement) -> Bool {
    var hasChanged = false
    for piece in element.pieces {
      switch piece {
      case .text, .literal: break
      case .hidden(let range): hasChanged = blank(range) || hasChanged
      case .element(let child):
        let goes = Self.personal.contains(child.name) || (child.name == "Name" && element.name == "Address")
        hasChanged = (goes ? eraseAll(child, isRecord: true) : erasePersonal(child)) || hasChanged
      }
    }
    return hasChanged
  }

  /// Of what was decided on a customer: values that were given, and why, where that quotes something. The decision to erase
  /// gives none.
  private mutating func eraseDecision(_ record: MarkupElement) -> Bool {
    var hasChanged = false
    for child in record.children {
      switch child.name {
      case "Field":
        for attribute in child.attributes where markup.text(attribute.value).contains("IBAN") {
          hasChanged = blank(attribute.value) || hasChanged
        }
        if let value = child.child("Value") { hasChanged = eraseAll(value, isRecord: true) || hasChanged }
      case "Reason" where words.concern(markup.text(of: child)):
        hasChanged = eraseAll(child, isRecord: true) || hasChanged
      case "Content": hasChanged = erase(content: child) || hasChanged
      default: break
      }
    }
    return hasChanged
  }

  private mutating func blank(_ range: Range<Int>) -> Bool {
    guard let range = markup.trimmed(range) else { return false }
    words.add(markup.text(range))
    for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = UInt8(ascii: "x") }
    return true
  }

  // MARK: - A file within a decision

  /// The edited file that a decision handed in, in Base64, which has another character for three bytes each time.
  private func content(_ element: MarkupElement) -> (places: [Int], bytes: [UInt8])? {
    var places: [Int] = []
    for piece in element.pieces {
      guard case .text(let range) = piece else { continue }
      places += range.filter { bytes[$0] > 0x20 }
    }
    guard let data = Data(base64Encoded: Data(places.map { bytes[$0] })) else { return nil }
    return (places, [UInt8](data))
  }

  private func inner(_ content: [UInt8]) -> CanonicalEraser {
    var eraser = self
    eraser.bytes = content
    eraser.markup = Markup(bytes: content)
    (eraser.records, eraser.changed) = ([], [])
    eraser.run()
    return eraser
  }

  private func concerns(content element: MarkupElement) -> Bool {
    content(element).map { !inner($0.bytes).records.isEmpty } ?? false
  }

  private mutating func erase(content element: MarkupElement) -> Bool {
    guard let (places, content) = content(element) else { return false }
    let inner = inner(content)
    guard inner.hasChanged else { return false }
    for word in inner.words.values { words.add(word) }
    let encoded = [UInt8](Data(inner.bytes).base64EncodedData())
    guard encoded.count == places.count else {
      obstacle = "The corrected file in a decision is written in Base64 in another way than Kontor does."
      return false
    }
    for (place, byte) in zip(places, encoded) { bytes[place] = byte }
    return true
  }
}
