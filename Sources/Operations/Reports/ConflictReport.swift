package import Exchange

/// What `conflicts --json` says of one field.
package struct ConflictReport: Encodable, Sendable {
  package var entity: String
  /// The key that the command line takes.
  package var key: String
  package var field: String
  /// Each system's own value.
  package var values: [String: String]
  /// What both last agreed on.
  package var base: String?
  package var since: Moment
  package var rule: String

  package static func all(of entity: EntityState) -> [ConflictReport] {
    entity.conflicts.compactMap { name in
      guard let state = entity.fields[name], let conflict = state.conflict else { return nil }
      return ConflictReport(
        entity: entity.kind.rawValue, key: entity.keys.sorted { $0.key < $1.key }.first?.value ?? "", field: name.text,
        values: conflict.values, base: state.base, since: conflict.since.moment, rule: conflict.rule)
    }
  }
}
