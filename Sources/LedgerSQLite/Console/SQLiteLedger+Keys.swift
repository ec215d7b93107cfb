package import Exchange
import GRDB

extension SQLiteLedger {
  package func crossReferences(withKey key: String) throws(LedgerError) -> [CrossReference] {
    try connection.access { database in try database.snapshot { try database.crossReferences(withKey: key) } }
  }

  package func crossReferences(withKeyFrom prefix: String, limit: Int) throws(LedgerError) -> [CrossReference] {
    guard !prefix.isEmpty else { return [] }
    return try connection.access { database in
      try database.snapshot {
        var found: [CrossReference] = []
        for kind in Entity.allCases {
          for system in try database.systems(withKeysOf: kind) {
            found += try database.all(
              """
              SELECT \(CrossReference.columns) FROM entityKey
              WHERE kind = ? AND system = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?
              """, [kind.rawValue, system, prefix, prefix + "\u{10FFFF}", max(0, limit)]
            ) { try CrossReference(columns: &$0) }
          }
        }
        return found
      }
    }
  }
}

extension Database {
  /// What has or had a key: one lookup for each kind and system.
  func crossReferences(withKey key: String) throws -> [CrossReference] {
    var found: [CrossReference] = []
    for kind in Entity.allCases {
      for system in try systems(withKeysOf: kind) {
        found += try all(
          "SELECT \(CrossReference.columns) FROM entityKey WHERE kind = ? AND system = ? AND key = ?",
          [kind.rawValue, system, key]
        ) { try CrossReference(columns: &$0) }
      }
    }
    return found
  }

  /// Systems that ever gave a key to one of a kind, from one to the next.
  fileprivate func systems(withKeysOf kind: Entity) throws -> [String] {
    try all(
      """
      WITH RECURSIVE system (name) AS (
        SELECT (SELECT min(system) FROM entityKey WHERE kind = ?1)
        UNION ALL
        SELECT (SELECT min(system) FROM entityKey WHERE kind = ?1 AND system > name)
        FROM system WHERE name IS NOT NULL)
      SELECT name FROM system WHERE name IS NOT NULL
      """, [kind.rawValue]
    ) { try $0.text() }
  }
}
