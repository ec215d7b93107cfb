package import Exchange

/// One business object that a key leads to.
package struct KnownEntity: Encodable, Sendable, Hashable {
  package var entity: String
  /// The ledger's own number; nil while only its first record waits.
  package var number: Int64?
  /// Its present key in each system.
  package var keys: [String: String]
  package var stage: String?
}

/// A key, and the kind of what it names.
package struct NamedKey: Sendable, Hashable {
  package var entity: String
  package var key: String

  package init(entity: String, key: String) {
    self.entity = entity
    self.key = key
  }
}

extension Reading {
  /// Every business object that some system calls, or called, by a key, or of which a record with that key waits.
  package func entities(byKey key: String, of only: Entity? = nil) throws -> [KnownEntity] {
    var found: [KnownEntity] = []
    for kind in Entity.allCases where kind != .confirmation && kind != .decision && (only ?? kind) == kind {
      for system in configuration.systems {
        if let entity = try ledger.entity(kind, system: system.name, key: key) {
          if !found.contains(where: { $0.number == entity.id }) {
            found.append(
              KnownEntity(
                entity: kind.rawValue, number: entity.id, keys: entity.keys, stage: entity.stage?.rawValue))
          }
        } else if try ledger.hold(of: kind, sender: system.name, key: key) != nil {
          found.append(KnownEntity(entity: kind.rawValue, number: nil, keys: [system.name: key], stage: nil))
        }
      }
    }
    return found
  }

  /// Keys that begin with a text, each with the kind of what it names; at most `limit` of each kind and system.
  package func keys(from prefix: String, limit: Int = 5) throws -> [NamedKey] {
    var found: [NamedKey] = []
    for reference in try ledger.crossReferences(withKeyFrom: prefix, limit: limit) {
      let key = NamedKey(entity: reference.kind.rawValue, key: reference.key)
      if !found.contains(key) { found.append(key) }
    }
    return found
  }

  /// Records that wait for something that nobody knows yet, by the key under which they name it.
  package func holds(awaiting kind: Entity, key: String) throws -> [HoldReport] {
    try configuration.systems.flatMap { system in
      try ledger.holds(awaiting: .key(kind, system: system.name, key: key))
    }.map { try HoldReport($0, in: ledger) }
  }
}
