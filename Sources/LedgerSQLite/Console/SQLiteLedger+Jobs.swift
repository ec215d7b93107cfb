package import DropFolder
package import Exchange
import Foundation
import GRDB

extension SQLiteLedger: JobMemory {
  package func standing(ofDeskFile number: String, named name: FileName) throws(LedgerError) -> DeskFileStanding {
    try connection.access { database in
      try database.snapshot {
        var decided: InterchangeID?
        // Only with its decision does an interchange get its number.
        try database.forEach(
          """
          SELECT id FROM interchange INDEXED BY interchangeByControlNumber
          WHERE sender = ? AND controlNumber = ? AND repeats IS NULL ORDER BY number LIMIT 1
          """, [System.desk, number]
        ) { decided = InterchangeID(try $0.text()) }
        if let decided {
          return .decided(decided, undecided: try database.undecided(handedInBy: decided))
        }
        var isTaken = false
        try database.forEach(
          """
          SELECT 1 FROM interchange INDEXED BY interchangeOpen
          WHERE state <> 'done' AND state IN ('received', 'waiting') AND sender = ? AND fileName = ? LIMIT 1
          """, [System.desk, Data(name.bytes)]
        ) { _ in isTaken = true }
        return isTaken ? .taken : .unknown
      }
    }
  }

  package func tally(ofDeskFiles numbers: String) throws(LedgerError) -> JobTally {
    // The character after the last one ends the range.
    let arguments: StatementArguments = [System.desk, numbers, Self.end(of: numbers)]
    return try connection.access { database in
      try database.snapshot {
        var tally = JobTally()
        try database.forEach(
          """
          SELECT CAST(substr(controlNumber, \(numbers.utf8.count + 1)) AS INTEGER), verdict, receivedAt, decidedAt, read,
            \(RecordVerdict.allCases.map(\.rawValue).joined(separator: ", "))
          FROM interchange INDEXED BY interchangeByControlNumber WHERE \(Self.range) ORDER BY 1
          """, arguments
        ) { columns in
          let (place, verdict) = (try columns.int(), try columns.word() as InterchangeVerdict)
          let (received, decided) = (try columns.moment(), try columns.moment())
          tally.files.append(place)
          tally.began = min(tally.began ?? received, received)
          tally.lastDecided = max(tally.lastDecided ?? decided, decided)
          if try columns.int() == 0, verdict == .rejected { tally.refusedFiles.append(place) }
          for verdict in RecordVerdict.allCases {
            let count = try columns.int()
            if count > 0 { tally.decisions[verdict, default: 0] += count }
          }
        }
        try database.forEach(
          """
          SELECT issue.code, count(DISTINCT issue.interchange || ' ' || issue.record)
          FROM interchange INDEXED BY interchangeByControlNumber
          CROSS JOIN record ON record.interchange = interchange.id AND record.verdict = 'rejected'
          CROSS JOIN issue INDEXED BY issueByRecord
            ON issue.interchange = interchange.id AND issue.record = record.position
          WHERE \(Self.range) AND interchange.rejected > 0 AND issue.severity = 'error' GROUP BY issue.code
          """, arguments
        ) { tally.refusals[try $0.text()] = try $0.int() }
        try database.forEach(
          """
          SELECT attempt.verdict, count(*) FROM interchange INDEXED BY interchangeByControlNumber
          CROSS JOIN interchange AS attempt INDEXED BY interchangeByHandedIn ON attempt.handedInterchange = interchange.id
          WHERE \(Self.range) GROUP BY attempt.verdict
          """, arguments
        ) { columns in
          let verdict: InterchangeVerdict? = try columns.optionalWord()
          if let verdict { tally.attempts[verdict] = try columns.int() } else { tally.undecided = try columns.int() }
        }
        return tally
      }
    }
  }

  private static let range = """
    interchange.sender = ?1 AND interchange.controlNumber >= ?2 AND interchange.controlNumber < ?3 \
    AND interchange.repeats IS NULL
    """

  /// The first text after all that begin with another one.
  private static func end(of beginning: String) -> String {
    var bytes = Array(beginning.utf8)
    if let last = bytes.popLast() { bytes.append(last + 1) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Database {
  fileprivate func undecided(handedInBy id: InterchangeID) throws -> Int {
    var count = 0
    try forEach(
      """
      SELECT count(*) FROM interchange INDEXED BY interchangeByHandedIn WHERE handedInterchange = ? AND verdict IS NULL
      """, [id.text]
    ) { count = try $0.int() }
    return count
  }
}
