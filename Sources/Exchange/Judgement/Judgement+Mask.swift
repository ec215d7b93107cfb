import XMLEngine

extension Judgement {
  /// The issues without what the record says in elements and attributes of some names, wherever an issue repeats it: a
  /// stylesheet or the agreement may have quoted it.
  func maskedIssues(_ names: Set<String>, of record: Record) -> [Issue] {
    guard !names.isEmpty, !issues.isEmpty else { return issues }
    var values = record.root?.values(of: names) ?? []
    for one in canonical {
      values.formUnion(one.root.values(of: names))
      values.formUnion(one.identifiers(readFrom: names))
    }
    return issues.map { $0.masked(by: names, hiding: values) }
  }
}

extension CanonicalRecord {
  /// Values by which a customer is recognised, in the form in which they are compared and told.
  fileprivate func identifiers(readFrom names: Set<String>) -> [String] {
    guard entity == .customer else { return [] }
    let fields = Dictionary(
      EntityShape.customer.fields(of: root).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    return Identifier.all(of: fields).filter { !names.isDisjoint(with: $0.kind.sources) }.map(\.value)
  }
}

extension Identifier.Kind {
  /// The elements of a customer from which it is made.
  fileprivate var sources: Set<String> {
    switch self {
    case .vatId: ["VatId"]
    case .email: ["Email"]
    case .nameAndZip: ["Name", "PostalZone", "Address"]
    case .phone: ["Phone", "Mobile"]
    }
  }
}
