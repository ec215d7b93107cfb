package import XMLEngine

/// What people write and read of fields: values in decisions, in the configuration, on the screen.
extension EntityShape {
  /// A value as the ledger keeps it, from the way in which a person wrote it in a decision or as a standard.
  ///
  /// A text is enough for a list of one. That the schema takes the value is not looked at.
  ///
  /// - Throws: ``XMLEngineError/Code/input`` with the field as subject, where it is no field of this entity, or its value
  ///   is of another kind.
  package func normal(_ written: String, for name: FieldName) throws(XMLEngineError) -> String {
    guard let steps = name.steps, let last = steps.last, let part = part(at: steps) else {
      throw XMLEngineError(.input, "a \(entity.rawValue) has no such field", subject: name.text)
    }
    guard written.contains(where: { !$0.isWhitespace }) else { return "" }
    switch part.content {
    case .value:
      return try Self.normal(written, ValueKind.of(element: part.name), name)
    case .point, .group:
      guard last.name == Self.preferred else { return ValueKind.token.normal(written) }
      return try Self.normal(written, .boolean, name) == "true" ? "true" : ""
    case .list:
      guard written.hasPrefix("<\(part.name)") else {
        return CanonicalForm.text(of: try XMLDocument.single(part.name, written, name))
      }
      let items = try CanonicalForm.elements(of: written, field: name, only: part.name)
      return items.filter { !$0.text.isEmpty }.map { CanonicalForm.text(of: $0) }.joined()
    case .whole(let key, _):
      let member = try CanonicalForm.member(written, field: name, only: part.name, key, last.condition?.value ?? "")
      return CanonicalForm.text(of: member, omitting: key.isAttribute ? [key.name] : [])
    }
  }

  private static func normal(_ written: String, _ kind: ValueKind, _ name: FieldName) throws(XMLEngineError) -> String {
    guard let value = kind.value(written) else {
      let expected = kind == .boolean ? "true or false" : "a number such as 1234.56"
      throw XMLEngineError(.input, "expected \(expected), found “\(Diagnostic.cut(written))”", subject: name.text)
    }
    return value
  }

  /// A value as a person reads it: an address on one line.
  package func display(_ value: String) -> String {
    for part in parts where value.hasPrefix("<\(part.name)") {
      // A text that only looks like it is shown as it stands.
      guard let members = try? CanonicalForm.elements(of: value, field: FieldName(part.name), only: part.name) else {
        continue
      }
      return members.map(Self.line).joined(separator: "; ")
    }
    return value
  }

  private static func line(_ member: XMLElement) -> String {
    func words(_ names: String...) -> String {
      names.compactMap { member.token(at: $0) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
    let pieces =
      switch member.name {
      case "Address":
        [
          words("Name"), words("StreetName", "BuildingNumber"), words("AdditionalStreetName"),
          words("PostalZone", "CityName"), words("CountrySubentity"), words("Country"),
        ]
      case "Consent": [words("@given") == "true" ? "given" : "refused", words("@date")]
      case "BankAccount": [words("IBAN"), words("BIC"), words("AccountHolder")]
      default: [member.token]
      }
    return pieces.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension XMLDocument {
  /// An element of the canonical vocabulary with a text, alone.
  fileprivate static func single(_ name: String, _ text: String, _ field: FieldName) throws(XMLEngineError)
    -> XMLElement
  {
    let document = try XMLDocument(root: name, namespace: Format.canonicalNamespace)
    guard let root = document.root else {
      throw XMLEngineError(.library, "there is not enough memory for a value", subject: field.text)
    }
    try root.setText(text)
    return root
  }
}
