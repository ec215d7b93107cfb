import XMLEngine

/// How the values of an element or attribute of the canonical vocabulary compare: what of their spelling says nothing.
package enum ValueKind: Hashable, Sendable {
  /// As it stands, line breaks and blanks included.
  case text
  /// White space at the ends does not count, and within it is one space.
  case token
  /// `1000.00` is `1000`.
  case decimal
  /// `1` is `true`.
  case boolean

  /// By local name. A name means the same wherever it stands in `xsd/exchange.xsd`; a test holds the two together.
  package static func of(element name: String) -> ValueKind { elements[name] ?? .token }

  package static func of(attribute name: String) -> ValueKind { attributes[name] ?? .token }

  static let elements = NameTable<ValueKind>([
    "Note": .text, "Reason": .text, "Text": .text, "Value": .text,
    "ConfirmedQuantity": .decimal, "CreditLimit": .decimal, "DiscountPercent": .decimal, "Fee": .decimal,
    "GrossAmount": .decimal, "HoldId": .decimal, "IncidentId": .decimal, "Interest": .decimal, "Level": .decimal,
    "NetAmount": .decimal,
    "Number": .decimal, "OpenAmount": .decimal, "PriceBase": .decimal, "Quantity": .decimal, "RecordCount": .decimal,
    "TaxAmount": .decimal, "TaxRate": .decimal, "UnitPrice": .decimal,
    "DeliveryBlock": .boolean, "DunningBlock": .boolean, "Test": .boolean,
  ])

  static let attributes = NameTable<ValueKind>([
    "deleted": .boolean, "given": .boolean, "preferred": .boolean, "sequence": .decimal,
  ])

  /// The one spelling of a value; what is no value of the kind stays, but for the white space around it.
  package func normal(_ written: String) -> String { value(written) ?? written.collapsingWhiteSpace() }

  /// Nil for what is no value of the kind.
  func value(_ written: String) -> String? {
    switch self {
    case .text: written
    case .token: written.collapsingWhiteSpace()
    case .decimal: Self.decimal(written.collapsingWhiteSpace())
    case .boolean: Self.boolean(written.collapsingWhiteSpace())
    }
  }

  private static func boolean(_ token: String) -> String? {
    switch token {
    case "true", "1": "true"
    case "false", "0": "false"
    default: nil
    }
  }

  /// As text, for a binary number would not be exact (XML Schema part 2, section 3.2.3.2).
  private static func decimal(_ token: String) -> String? {
    var digits = token[...]
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard digits.contains(where: \.isASCIIDigit), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else {
      return nil
    }
    let whole = parts[0].drop { $0 == "0" }
    var fraction = parts.count > 1 ? parts[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    let number = (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    return isNegative && number != "0" ? "-" + number : String(number)
  }
}

extension Character {
  /// `isNumber` would take the digits of every script.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
