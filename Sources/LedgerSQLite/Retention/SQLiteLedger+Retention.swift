package import Exchange
import GRDB

extension SQLiteLedger {
  package func progress(of task: HousekeepingTask) throws(LedgerError) -> HousekeepingProgress? {
    try connection.access { database in
      var found: HousekeepingProgress?
      try database.forEach("SELECT day, position, floor, isDone FROM housekeeping WHERE task = ?", [task.rawValue]) {
        found = HousekeepingProgress(
          day: try $0.text(), position: try $0.integer(), floor: try $0.integer(), isDone: try $0.integer() != 0)
      }
      return found
    }
  }

  package func note(_ progress: HousekeepingProgress, of task: HousekeepingTask) throws(LedgerError) {
    try connection.transaction { database in
      try database.cachedStatement(
        sql: """
          INSERT INTO housekeeping (task, day, position, floor, isDone) VALUES (?1, ?2, ?3, ?4, ?5)
          ON CONFLICT (task) DO UPDATE SET day = ?2, position = ?3, floor = ?4, isDone = ?5
          """
      ).execute(arguments: [task.rawValue, progress.day, progress.position, progress.floor, progress.isDone])
    }
  }

  package func begin(_ prunings: [Pruning]) throws(LedgerError) {
    try connection.transaction { database in
      for pruning in prunings {
        try database.cachedStatement(sql: Pruning.insertion).execute(arguments: pruning.values)
        if database.changesCount == 1, pruning.class == .metadata {
          try database.thin(pruning.interchange, path: self.connection.path)
        }
      }
    }
  }

  package func end(_ prunings: [Pruning], at moment: Timestamp) throws(LedgerError) {
    try connection.transaction { database in
      let mark = try database.cachedStatement(
        sql: "UPDATE pruning SET doneAt = ? WHERE interchange = ? AND class = ? AND doneAt IS NULL")
      for pruning in prunings {
        try mark.execute(arguments: [moment.milliseconds, pruning.interchange.text, pruning.class.rawValue])
      }
    }
  }

  package func unfinishedPrunings(limit: Int) throws(LedgerError) -> [Pruning] {
    try connection.access { database in
      try database.prunings(
        "INDEXED BY pruningUnfinished WHERE doneAt IS NULL ORDER BY interchange, class LIMIT ?", [max(0, limit)])
    }
  }

  package func reasonToKeep(
    _ class: RetentionClass, of id: InterchangeID, awaitingNumbers: Bool
  ) throws(LedgerError) -> KeepReason? {
    try connection.access { database in
      for (reason, sql) in KeepReason.questions(`class`, awaitingNumbers: awaitingNumbers) {
        var speaksForIt = false
        try database.forEach(sql, [id.text]) { _ in speaksForIt = true }
        if speaksForIt { return reason }
      }
      if `class` == .metadata, try !database.isAsClosed(id) { return .chainBroken }
      return nil
    }
  }
}

extension KeepReason {
  /// Statements that take the id of an interchange, and give a row where the reason holds.
  fileprivate static func questions(
    _ class: RetentionClass, awaitingNumbers: Bool
  ) -> [(reason: KeepReason, sql: String)] {
    var questions: [(KeepReason, String)] = [
      (.rejectionOpen, "SELECT 1 FROM rejection WHERE interchange = ? AND state = 'open'"),
      (.recordHeld, "SELECT 1 FROM hold WHERE interchange = ? AND state = 'open'"),
      (.undelivered, "SELECT 1 FROM document WHERE interchange = ? AND state <> 'published'"),
      (.attemptInHand, "SELECT 1 FROM interchange WHERE handedInterchange = ? AND state <> 'done'"),
      (.inConflict, toldOf("entity.conflicts > 0")),
      (.refused, toldOf("entity.refusal IS NOT NULL")),
    ]
    if awaitingNumbers {
      questions.append((.numberAwaited, toldOf("entity.kind = 'Customer' AND entity.stage = 'ordered'")))
    }
    if `class` == .rejected {
      questions.append((.notPutAway, "SELECT 1 FROM rejection WHERE interchange = ? AND putAway = 0"))
    }
    return questions
  }

  /// Whether an interchange told of an entity for which something holds.
  private static func toldOf(_ condition: String) -> String {
    """
    SELECT 1 FROM entityEvent INDEXED BY entityEventBySource JOIN entity ON entity.id = entityEvent.entity
    WHERE entityEvent.interchange = ? AND \(condition) LIMIT 1
    """
  }
}

extension Database {
  /// Whether an interchange is what was closed.
  fileprivate func isAsClosed(_ id: InterchangeID) throws -> Bool {
    guard let link = try closings("WHERE interchange = ?", [id.text]).first else { return false }
    return try isWhole(link, after: hashBefore(link))
  }

  func hashBefore(_ link: Closing) throws -> String {
    try closings("WHERE number = ?", [link.number - 1]).first?.sha256 ?? ""
  }

  /// Takes issues and all records that were not rejected out of the ledger, and hashes what is left.
  ///
  /// What was rejected keeps its row, since what settled it names it.
  fileprivate func thin(_ id: InterchangeID, path: String) throws {
    guard try isAsClosed(id), let link = try closings("WHERE interchange = ?", [id.text]).first else {
      throw LedgerError.misuse("\(id) is not done, or is not what was closed.", path: path)
    }
    // What is taken out is written over in the file as well.
    try execute(sql: "PRAGMA secure_delete = ON")
    try cachedStatement(sql: "DELETE FROM issue WHERE interchange = ?").execute(arguments: [id.text])
    try cachedStatement(sql: "DELETE FROM record WHERE interchange = ? AND verdict <> 'rejected'")
      .execute(arguments: [id.text])
    try execute(sql: "PRAGMA secure_delete = OFF")
    try cachedStatement(sql: "UPDATE pruning SET remains = ? WHERE interchange = ? AND class = 'metadata'")
      .execute(arguments: [try ClosedRows.sha256(ofRemains: link, in: self), id.text])
  }
}
