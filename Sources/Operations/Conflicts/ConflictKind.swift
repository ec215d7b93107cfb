import Exchange

/// What makes conflicts alike: the same field, of the same systems, by the same rule.
package struct ConflictKind: Hashable, Sendable, Comparable {
  package let entity: String
  /// The field without what tells the members of a group apart: `Phone`, `ContactPerson/Function`.
  package let field: String
  /// Those that have a value of their own, sorted.
  package let systems: [String]
  package let rule: String

  package init(_ conflict: ConflictReport) {
    entity = conflict.entity
    field = Self.group(of: conflict.field)
    systems = conflict.values.keys.sorted()
    rule = conflict.rule
  }

  /// As a form sends it. Two kinds that are equal have the same one.
  package var text: String { ([entity, field, systems.joined(separator: "+"), rule]).joined(separator: " | ") }

  package static func < (one: ConflictKind, other: ConflictKind) -> Bool { one.text < other.text }

  private static func group(of field: String) -> String {
    var depth = 0
    return String(
      field.filter { character in
        if character == "[" { depth += 1 }
        defer { if character == "]" { depth = max(0, depth - 1) } }
        return depth == 0
      })
  }
}
