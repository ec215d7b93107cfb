/// The name of one field of one entity, as configuration, ledger and acknowledgements write it.
///
/// `Name` is a plain field. `Phone[use=main]` is a member of a repeated group, named by the group's key;
/// `ContactPerson[Id=P-7]/Function` is a field of such a member. `Note` is a list, and one field as a whole. The one
/// field of an entity that is not merged field by field is ``whole``.
package struct FieldName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static let whole = FieldName("*")

  package var description: String { text }

  package static func < (left: FieldName, right: FieldName) -> Bool { left.text < right.text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension FieldName: CodingKeyRepresentable {
  package var codingKey: any CodingKey { NameKey(text) }

  package init?(codingKey: some CodingKey) {
    text = codingKey.stringValue
  }

  private struct NameKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
