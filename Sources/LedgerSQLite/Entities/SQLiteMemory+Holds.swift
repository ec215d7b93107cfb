import Exchange
import GRDB

extension SQLiteMemory {
  package func hold(_ id: Int64) throws(LedgerError) -> Hold? {
    try ask { try $0.holds("WHERE id = ?", [id]).first }
  }

  package func holds(after id: Int64, limit: Int) throws(LedgerError) -> [Hold] {
    try ask { database in
      // Named, so that the walk never takes the whole table's order instead.
      try database.holds(
        "INDEXED BY holdOpen WHERE state = 'open' AND id > ? ORDER BY id LIMIT ?", [id, max(0, limit)])
    }
  }

  package func holds(awaiting awaited: Awaited) throws(LedgerError) -> [Hold] {
    try all(Hold.awaiting) {
      $0.text(awaited.text)
    } _: {
      try Hold(columns: &$0)
    }
  }

  package func hold(of kind: Entity, sender: String, key: String) throws(LedgerError) -> Hold? {
    try all(Hold.byKey) {
      $0.word(kind)
      $0.text(sender)
      $0.text(key)
    } _: {
      try Hold(columns: &$0)
    }.first
  }

  package func endedHolds(of interchange: InterchangeID) throws(LedgerError) -> [Hold.State: Int] {
    try ask { database in
      var ended: [Hold.State: Int] = [:]
      try database.forEach(
        "SELECT state, count(*) FROM hold WHERE interchange = ? AND state <> 'open' GROUP BY state", [interchange.text]
      ) {
        let state: Hold.State = try $0.word()
        ended[state] = try $0.int()
      }
      return ended
    }
  }

  package func holds(dueAt moment: Timestamp, limit: Int) throws(LedgerError) -> [Hold] {
    try ask { database in
      try database.holds(
        """
        INDEXED BY holdDue WHERE state = 'open' AND deadline IS NOT NULL AND afterwards <> 'wait' AND deadline <= ?
        ORDER BY deadline, id LIMIT ?
        """, [moment.milliseconds, max(0, limit)])
    }
  }
}

extension Database {
  fileprivate func holds(_ condition: String, _ arguments: StatementArguments) throws -> [Hold] {
    try all("SELECT \(Hold.columns) FROM hold \(condition)", arguments) { try Hold(columns: &$0) }
  }
}
