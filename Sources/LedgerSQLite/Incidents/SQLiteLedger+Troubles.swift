import DropFolder
package import Exchange
import GRDB

extension SQLiteLedger {
  package func lastArrival() throws(LedgerError) -> Int64 {
    try number("SELECT max(number) FROM interchange", []) ?? 0
  }

  package func arrivals(from sender: String, after number: Int64, limit: Int) throws(LedgerError) -> [ArrivedFile] {
    try connection.access { database in
      try database.all(
        """
        SELECT number, id, fileName, receivedAt, verdict IS NOT NULL, repeats IS NOT NULL
        FROM interchange INDEXED BY interchangeBySender WHERE sender = ? AND number > ? ORDER BY number LIMIT ?
        """, [sender, number, max(0, limit)]
      ) { columns in
        ArrivedFile(
          number: try columns.integer(), interchange: InterchangeID(try columns.text()),
          name: try FileName(bytes: try columns.blob()), at: try columns.moment(),
          isDecided: try columns.integer() != 0, isRepeat: try columns.integer() != 0)
      }
    }
  }

  package func hasRecord(of kinds: [Entity], in interchange: InterchangeID) throws(LedgerError) -> Bool {
    try connection.access { database in
      for kind in kinds {
        var isFound = false
        try database.forEach(
          "SELECT 1 FROM record WHERE interchange = ? AND entity = ? LIMIT 1", [interchange.text, kind.rawValue]
        ) { _ in isFound = true }
        if isFound { return true }
      }
      return false
    }
  }

  package func oddities(after number: Int64, limit: Int) throws(LedgerError) -> [Oddity] {
    try connection.access { database in
      try database.all(
        """
        SELECT number, code, interchange FROM issue INDEXED BY issueOdd
        WHERE (\(Self.isOdd)) AND number > ? ORDER BY number LIMIT ?
        """, [number, max(0, limit)]
      ) { columns in
        Oddity(
          number: try columns.integer(), code: try columns.word(), interchange: InterchangeID(try columns.text()))
      }
    }
  }

  package func lastOddity() throws(LedgerError) -> Int64 {
    try number("SELECT number FROM issue INDEXED BY issueOdd WHERE \(Self.isOdd) ORDER BY number DESC LIMIT 1", [])
      ?? 0
  }

  private static let isOdd = Oddity.codes.map { "code = '\($0.rawValue)'" }.joined(separator: " OR ")

  package func numberBelow(_ interchange: InterchangeID) throws(LedgerError) -> Int64? {
    try number(
      """
      SELECT earlier.controlValue FROM interchange AS this
      CROSS JOIN interchange AS earlier INDEXED BY interchangeByControlValue
      WHERE this.id = ? AND earlier.sender = this.sender AND earlier.controlValue IS NOT NULL
        AND earlier.verdict <> 'rejected' AND earlier.controlValue < this.controlValue AND earlier.number < this.number
      ORDER BY earlier.controlValue DESC LIMIT 1
      """, [interchange.text])
  }

  package func numbers(from sender: String, in range: ClosedRange<Int64>, limit: Int) throws(LedgerError) -> [Int64] {
    try connection.access { database in
      let arguments: StatementArguments = [sender, range.lowerBound, range.upperBound, max(0, limit)]
      func found(_ index: String, _ verdict: String) throws -> [Int64] {
        try database.all(
          """
          SELECT DISTINCT controlValue FROM interchange INDEXED BY \(index)
          WHERE controlValue IS NOT NULL AND verdict \(verdict) AND sender = ? AND controlValue BETWEEN ? AND ?
          ORDER BY controlValue LIMIT ?
          """, arguments
        ) { try $0.integer() }
      }
      let taken = try found("interchangeByControlValue", "<> 'rejected'")
      let rejected = try found("interchangeRejectedNumber", "= 'rejected'")
      return Array(Set(taken + rejected).sorted().prefix(max(0, limit)))
    }
  }

  package func highestNumber(from sender: String) throws(LedgerError) -> Int64? {
    try number(
      """
      SELECT max(controlValue) FROM interchange
      WHERE sender = ? AND controlValue IS NOT NULL AND verdict <> 'rejected'
      """, [sender])
  }

  package func unpublished() throws(LedgerError) -> [String: Backlog] {
    let late = try standings(
      """
      SELECT system, count(*), min(decidedAt) FROM (
        SELECT system, interchange FROM document INDEXED BY documentUnpublished
        WHERE \(Document.isUnpublished) AND state = 'prepared' AND kind = 'import') AS late
      CROSS JOIN interchange ON interchange.id = late.interchange GROUP BY system
      """)
    let waiting = try standings(
      """
      SELECT system, count(*), min(since) FROM waiting INDEXED BY waitingStill WHERE endedBy IS NULL GROUP BY system
      """)
    return late.merging(waiting) { one, other in
      Backlog(count: one.count + other.count, since: min(one.since, other.since))
    }
  }

  package func inDoubt() throws(LedgerError) -> [String: Backlog] {
    try standings(
      """
      SELECT system, count(*), min(decidedAt) FROM document INDEXED BY documentInDoubt
      CROSS JOIN interchange ON interchange.id = document.interchange
      WHERE document.state = 'in-doubt' GROUP BY system
      """)
  }

  package func unconfirmed(by system: String, publishedBy moment: Timestamp) throws(LedgerError) -> Backlog? {
    try standing(
      """
      SELECT count(*), min(publishedAt) FROM delivery AS sent INDEXED BY deliverySent
      CROSS JOIN document ON document.id = sent.document
      WHERE sent.state = 'sent' AND sent.system = ? AND document.state = 'published' AND publishedAt <= ?
        AND NOT EXISTS (
        SELECT 1 FROM delivery AS later INDEXED BY deliveryByEntity
        WHERE later.entity = sent.entity AND later.system = sent.system AND later.number > sent.number)
      """, [system, moment.milliseconds])
  }

  package func openRejections(from sender: String, since moment: Timestamp) throws(LedgerError) -> Backlog? {
    try standing(
      """
      SELECT count(*), min(since) FROM rejection INDEXED BY rejectionOpenSince
      WHERE state = 'open' AND since <= ? AND sender = ?
      """, [moment.milliseconds, sender])
  }

  package func overdueHolds(at moment: Timestamp) throws(LedgerError) -> Backlog? {
    try standing(
      """
      SELECT count(*), min(deadline) FROM hold INDEXED BY holdOverdue
      WHERE state = 'open' AND deadline IS NOT NULL AND afterwards = 'wait' AND deadline <= ?
      """, [moment.milliseconds])
  }

  package func conflicts(limit: Int) throws(LedgerError) -> Int {
    Int(
      try number(
        "SELECT count(*) FROM (SELECT 1 FROM entity INDEXED BY entityInConflict WHERE conflicts > 0 LIMIT ?)",
        [max(0, limit)]) ?? 0)
  }

  // MARK: - Sums

  private func number(_ sql: String, _ arguments: StatementArguments) throws(LedgerError) -> Int64? {
    try connection.access { database in
      var number: Int64?
      try database.forEach(sql, arguments) { number = try $0.optionalInteger() }
      return number
    }
  }

  private func standing(_ sql: String, _ arguments: StatementArguments) throws(LedgerError) -> Backlog? {
    try connection.access { database in
      var standing: Backlog?
      try database.forEach(sql, arguments) { columns in
        let count = try columns.int()
        if let since = try columns.optionalMoment() { standing = Backlog(count: count, since: since) }
      }
      return standing
    }
  }

  private func standings(_ sql: String) throws(LedgerError) -> [String: Backlog] {
    try connection.access { database in
      var standings: [String: Backlog] = [:]
      try database.forEach(sql) { columns in
        standings[try columns.text()] = Backlog(count: try columns.int(), since: try columns.moment())
      }
      return standings
    }
  }
}
