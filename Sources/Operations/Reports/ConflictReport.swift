import DropFolder
package import Exchange

/// What `conflicts --json` says of one field.
package struct ConflictReport: Encodable, Sendable {
  /// One system's own value, and how it came to say so.
  package struct Side: Encodable, Sendable {
    package var value: String
    /// When the system changed it, by its own clock.
    package var changed: Moment?
    /// The record that said so.
    package var interchange: String?
    package var position: Int?
    package var file: String?
  }

  /// What would hold if nobody had to be asked.
  package struct Proposal: Encodable, Sendable {
    package enum Cause: String, Encodable, Sendable {
      /// The field belongs to that system.
      case owner
      /// It was changed there later.
      case later
      /// Nothing else tells, and that system has the last word.
      case lastWord = "last-word"
    }

    package var system: String
    package var because: Cause
  }

  package var entity: String
  /// The ledger's own number of the business object.
  package var number: Int64
  /// The key that the command line takes.
  package var key: String
  package var field: String
  /// Each system's own value.
  package var values: [String: String]
  package var sides: [String: Side]
  /// What both last agreed on.
  package var base: String?
  package var since: Moment
  /// Who has the last word on the field; `shared` where several have.
  package var owner: String
  package var rule: String
  package var proposal: Proposal?
}

extension ConflictReport {
  /// The conflicts on the fields of one business object, by field.
  package static func all(of entity: EntityState, in configuration: Configuration, _ ledger: any Ledger) throws
    -> [ConflictReport]
  {
    try all(of: entity, AgreementTerms(configuration), ledger)
  }

  static func all(of entity: EntityState, _ terms: AgreementTerms, _ ledger: any Ledger) throws -> [ConflictReport] {
    let key = try key(of: entity, terms, ledger)
    return try entity.conflicts.compactMap { name in
      guard let state = entity.fields[name], let conflict = state.conflict else { return nil }
      let sides = try Dictionary(
        uniqueKeysWithValues: conflict.values.map { ($0.key, try side($0.key, $0.value, of: state, ledger)) })
      let fieldTerms = terms.terms(of: entity, name)
      return ConflictReport(
        entity: entity.kind.rawValue, number: entity.id, key: key, field: name.text, values: conflict.values,
        sides: sides, base: state.base, since: conflict.since.moment, owner: fieldTerms.owner.word, rule: conflict.rule,
        proposal: proposal(fieldTerms, sides))
    }
  }

  /// One that leads back to this object and to no other one: two systems may call different things the same.
  private static func key(of entity: EntityState, _ terms: AgreementTerms, _ ledger: any Ledger) throws -> String {
    let keys = entity.keys.sorted { $0.key < $1.key }.map(\.value)
    return try keys.first { try ledger.entity(entity.kind, anyKey: $0, by: terms)?.id == entity.id } ?? keys.first ?? ""
  }

  private static func side(_ system: String, _ value: String, of state: FieldState, _ ledger: any Ledger) throws -> Side
  {
    var side = Side(value: value)
    if let own = state.sides[system], own.said == value {
      side.changed = own.version?.changed.moment
      side.interchange = own.source?.interchange.text
      side.position = own.source?.position
      side.file = try own.source.flatMap { try ledger.interchange($0.interchange) }?.fileName.display
    } else if state.agreed == value {
      // It was sent what another one said, and has kept that.
      side.changed = state.agreedVersion?.changed.moment
    }
    return side
  }

  private static func proposal(_ terms: FieldTerms, _ sides: [String: Side]) -> Proposal? {
    if case .system(let owner) = terms.owner, sides[owner] != nil { return Proposal(system: owner, because: .owner) }
    if let later = later(of: sides) { return Proposal(system: later, because: .later) }
    return sides[terms.lastWord] == nil ? nil : Proposal(system: terms.lastWord, because: .lastWord)
  }

  private static func later(of sides: [String: Side]) -> String? {
    let times = sides.compactMap { system, side in side.changed.map { (system, $0) } }
    guard times.count == sides.count, let last = times.max(by: { $0.1 < $1.1 }),
      times.count(where: { $0.1 == last.1 }) == 1
    else { return nil }
    return last.0
  }

  /// The system that changed it last, where that can be told.
  package var later: String? { Self.later(of: sides) }
}
