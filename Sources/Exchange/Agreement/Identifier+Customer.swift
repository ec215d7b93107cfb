import XMLEngine

extension Identifier {
  /// Everything by which a customer can be recognised as another one.
  package static func all(of fields: [FieldName: String]) -> Set<Identifier> {
    var found: Set<Identifier> = []
    func add(_ kind: Kind, _ value: String?) {
      if let value, !value.isEmpty { found.insert(Identifier(kind, value)) }
    }
    add(.vatId, fields[FieldName("VatId")].map(vatId))
    add(.nameAndZip, nameAndZip(of: fields))
    for (name, value) in fields where groups.contains(where: name.text.hasPrefix) {
      guard let steps = name.steps, steps.count == 1, let step = steps.first, step.condition != nil else { continue }
      switch step.name {
      // Of persons who work there, the same one may speak for several customers.
      case "Email": add(.email, value.collapsingWhiteSpace().lowercased())
      case "Phone", "Mobile": add(.phone, phone(value))
      default: continue
      }
    }
    return found
  }

  /// Only names that begin so are worth a closer look.
  private static let groups = ["Email[", "Phone[", "Mobile["]

  /// `DE 136.695-976` is `DE136695976`.
  private static func vatId(_ text: String) -> String {
    String(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  /// Digits behind a plus (ITU-T E.164). A number without the country says nothing: there is one in every country.
  private static func phone(_ text: String) -> String? {
    let token = text.collapsingWhiteSpace()
    // "+49 (0)30" is how people write a number for abroad and at home at once.
    let digits = token.replacing("(0)", with: "").dropFirst().filter { !" -/().\u{A0}\u{2013}".contains($0) }
    guard token.first == "+", (7...15).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else { return nil }
    return "+" + digits
  }

  private static func nameAndZip(of fields: [FieldName: String]) -> String? {
    guard let name = fields[FieldName("Name")].map(CompanyName.normal), !name.isEmpty, let zip = zip(of: fields) else {
      return nil
    }
    return "\(name) \(zip)"
  }

  /// Of the main address, or else of the first that has one.
  private static func zip(of fields: [FieldName: String]) -> String? {
    let addresses = fields.filter { $0.key.text.hasPrefix("Address[") }.sorted { $0.key < $1.key }.map(\.value)
    let mainFirst = addresses.filter(isMain) + addresses.filter { !isMain($0) }
    return mainFirst.lazy.compactMap(zip).first
  }

  private static func isMain(_ address: String) -> Bool { address.hasPrefix("<Address type=\"main\"") }

  private static func zip(in address: String) -> String? {
    guard let start = address.utf8.firstRange(of: "<PostalZone>".utf8)?.upperBound,
      let end = address.utf8[start...].firstIndex(of: UInt8(ascii: "<"))
    else { return nil }
    let zip = address[start..<end].uppercased().filter { $0.isLetter || $0.isNumber }
    return zip.isEmpty ? nil : zip
  }
}
