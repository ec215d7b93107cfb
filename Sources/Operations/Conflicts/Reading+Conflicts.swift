package import Exchange

/// Conflicts, page by page.
package struct ConflictPage: Sendable {
  package var conflicts: [ConflictReport] = []
  /// How many conflicts there are of each kind, as far as they were counted.
  package var kinds: [ConflictKind: Int] = [:]
  /// Whether there may be more of each kind.
  package var isCountedWhole = true
  /// After which business object the next page begins; nil where there is none.
  package var next: Int64?
}

extension Reading {
  /// So many business objects are looked at, at most, to count what is alike.
  private static let mostCounted = 300

  /// - Parameters:
  ///   - number: the last business object of the page before.
  ///   - limit: about so many conflicts; all those of one business object stand on one page.
  package func conflicts(after number: Int64 = 0, limit: Int = 50) throws -> ConflictPage {
    let terms = AgreementTerms(configuration)
    var page = ConflictPage()
    let entities = try ledger.entitiesInConflict(after: number, limit: Self.mostCounted + 1)
    page.isCountedWhole = entities.count <= Self.mostCounted && number == 0
    var last: Int64 = 0
    for entity in entities.prefix(Self.mostCounted) {
      let conflicts = try ConflictReport.all(of: entity, terms, ledger)
      for conflict in conflicts { page.kinds[ConflictKind(conflict), default: 0] += 1 }
      if page.next != nil { continue }
      if page.conflicts.count >= limit {
        page.next = last
      } else {
        page.conflicts += conflicts
        last = entity.id
      }
    }
    if page.next == nil, entities.count > Self.mostCounted { page.next = last }
    return page
  }

  /// The conflict on one field of a business object, as it stands now; nil where there is none any more.
  package func conflict(on field: String, of number: Int64) throws -> ConflictReport? {
    guard let entity = try ledger.entity(number), entity.fields[FieldName(field)]?.conflict != nil else { return nil }
    return try ConflictReport.all(of: entity, AgreementTerms(configuration), ledger).first { $0.field == field }
  }
}

extension Reading {
  /// The conflicts of one business object, by a key of any system.
  package func conflicts(of kind: Entity, key: String) throws -> ConflictPage {
    let terms = AgreementTerms(configuration)
    var page = ConflictPage()
    guard let entity = try ledger.entity(kind, anyKey: key, by: terms) else { return page }
    page.conflicts = try ConflictReport.all(of: entity, terms, ledger)
    return page
  }
}
