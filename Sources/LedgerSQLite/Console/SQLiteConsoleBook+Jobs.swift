package import Exchange
import GRDB

extension SQLiteConsoleBook {
  package func create(_ job: BulkJob, _ items: [JobItem]) throws(LedgerError) {
    guard items.count == job.total, items.enumerated().allSatisfy({ $0.offset + 1 == $0.element.ordinal }) else {
      throw LedgerError.misuse("Job \(job.id) has other items than it says.", path: path)
    }
    try change { database in
      try database.execute(
        sql: "INSERT INTO job (id, at, who, action, reason, query, total, chunk) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          job.id, job.at.milliseconds, job.by, job.action.rawValue, job.reason, job.query, job.total, job.chunk,
        ])
      let number = database.lastInsertedRowID
      let insertion = try database.makeStatement(sql: JobItem.insertion)
      for item in items { try insertion.execute(arguments: [number] + item.values()) }
    }
  }

  package func job(_ id: String) throws(LedgerError) -> BulkJob? { try jobs("WHERE id = ?", [id]).first }

  package func jobs(before id: String?, limit: Int) throws(LedgerError) -> [BulkJob] {
    guard let id else { return try jobs("ORDER BY number DESC LIMIT ?", [max(0, limit)]) }
    return try jobs(
      "WHERE number < (SELECT number FROM job WHERE id = ?) ORDER BY number DESC LIMIT ?", [id, max(0, limit)])
  }

  package func openJobs() throws(LedgerError) -> [BulkJob] {
    try jobs("INDEXED BY jobOpen WHERE endedAt IS NULL ORDER BY number", [])
  }

  package func items(of job: String, after ordinal: Int, limit: Int) throws(LedgerError) -> [JobItem] {
    try read { database in
      try database.all(
        """
        SELECT ordinal, kind, subject, entity, basis, fields FROM jobItem
        WHERE job = (SELECT number FROM job WHERE id = ?) AND ordinal > ? ORDER BY ordinal LIMIT ?
        """, [job, ordinal, max(0, limit)]
      ) { try JobItem(columns: &$0) }
    }
  }

  package func stop(_ job: String, by person: String, at moment: Timestamp) throws(LedgerError) -> Bool {
    try change { database in
      try database.execute(
        sql: "UPDATE job SET stoppedAt = ?, stoppedBy = ? WHERE id = ? AND stoppedAt IS NULL AND endedAt IS NULL",
        arguments: [moment.milliseconds, person, job])
      return database.changesCount > 0
    }
  }

  package func claim(_ job: String, by runner: String, at moment: Timestamp, until: Timestamp) throws(LedgerError)
    -> Bool
  {
    try change { database in
      try database.execute(
        sql: """
          UPDATE job SET runner = ?1, leasedUntil = ?2
          WHERE id = ?3 AND endedAt IS NULL AND (runner IS NULL OR runner = ?1 OR leasedUntil < ?4)
          """, arguments: [runner, until.milliseconds, job, moment.milliseconds])
      return database.changesCount > 0
    }
  }

  package func release(_ job: String, by runner: String) throws(LedgerError) {
    try change { database in
      try database.execute(
        sql: "UPDATE job SET runner = NULL, leasedUntil = NULL WHERE id = ? AND runner = ?", arguments: [job, runner])
    }
  }

  package func end(_ job: String, by runner: String, at moment: Timestamp) throws(LedgerError) -> Bool {
    try change { database in
      try database.execute(
        sql: """
          UPDATE job SET endedAt = ?, runner = NULL, leasedUntil = NULL WHERE id = ? AND runner = ? AND endedAt IS NULL
          """, arguments: [moment.milliseconds, job, runner])
      return database.changesCount > 0
    }
  }

  private func jobs(_ source: String, _ arguments: StatementArguments) throws(LedgerError) -> [BulkJob] {
    try read { database in
      try database.all("SELECT \(BulkJob.columns) FROM job \(source)", arguments) { try BulkJob(columns: &$0) }
    }
  }
}
