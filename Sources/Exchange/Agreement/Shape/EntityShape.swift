/// The fields of an entity that is merged field by field: which parts of its canonical record are fields, and of what
/// kind. The one place that both reading and writing go by.
///
/// A value is plain text where the field is a text. Where it is more than that, such as an address, or several, such as
/// the notes, it is their ``CanonicalForm``. An empty value says that there is none any more.
package struct EntityShape: Sendable {
  package let entity: Entity
  /// In the order of the schema.
  let parts: [Part]

  /// An element of the record, or of a member of a group.
  struct Part: Sendable {
    let name: String
    let content: Content
    var presence = Presence.mayBeEmpty
  }

  enum Content: Sendable {
    /// One text, one field.
    case value
    /// All elements of the name together are one field.
    case list
    /// Each member is one field as a whole. A condition can also be about an attribute, which has only these values.
    case whole(Key, also: [String: [String]])
    /// Each member is a text, which is one field, and another one says whether it is the preferred member.
    case point(Key)
    /// The parts of each member are fields, and another one says whether it is the preferred member.
    case group(Key, [Part])
  }

  enum Presence: Sendable {
    /// The schema wants it, and not empty.
    case required
    /// It may be left out, but not be empty.
    case neverEmpty
    case mayBeEmpty
  }

  /// What tells the members of a group apart.
  struct Key: Sendable {
    let name: String
    let isAttribute: Bool
    /// Nil for any.
    let values: [String]?
  }

  /// The field that says whether a member is the one to use first: `true`, or empty for no. It is one of its own since a
  /// system that knows no preference would take it away with every number that it passes on.
  static let preferred = "preferred"

  /// The shape of an entity; nil where it is merged as a whole, and its one field is ``FieldName/whole``.
  package static func of(_ entity: Entity) -> EntityShape? { entity == .customer ? customer : nil }
}

/// One field as a record says it.
package struct FieldReading: Hashable, Sendable {
  package var name: FieldName
  package var place: FieldPlace
  package var value: String

  package init(name: FieldName, place: FieldPlace, value: String) {
    self.name = name
    self.place = place
    self.value = value
  }
}
