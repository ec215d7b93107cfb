package import DropFolder
package import Exchange
import Foundation
import GRDB

extension SQLiteLedger {
  package func standing(inOutboxOf system: String) throws(LedgerError) -> OutboxStanding {
    try connection.access { database in
      var standing = OutboxStanding(count: 0, since: nil)
      try database.forEach(
        """
        SELECT count(*), min(publishedAt) FROM document INDEXED BY documentStanding
        WHERE state = 'published' AND publishedAt IS NOT NULL AND takenAt IS NULL AND system = ?
        """, [system]
      ) { columns in
        standing.count = try columns.int()
        standing.since = try columns.optionalMoment()
      }
      return standing
    }
  }

  package func forEachStanding(
    _ kind: Document.Kind, for system: String, _ body: (StandingDocument) throws -> Void
  ) throws {
    try connection.lend { database in
      try database.forEach(
        """
        SELECT id, name, size, publishedAt FROM document INDEXED BY documentStanding
        WHERE state = 'published' AND publishedAt IS NOT NULL AND takenAt IS NULL AND system = ? AND kind = ?
        ORDER BY publishedAt, id
        """, [system, kind.rawValue]
      ) { columns in
        try body(
          StandingDocument(
            id: try columns.text(), name: try FileName(bytes: try columns.blob()), size: try columns.integer(),
            publishedAt: try columns.moment()))
      }
    }
  }

  package func markTaken(_ documents: [String], at moment: Timestamp) throws(LedgerError) {
    try connection.transaction { database in
      let mark = try database.cachedStatement(
        sql: "UPDATE document SET takenAt = ? WHERE id = ? AND state = 'published' AND takenAt IS NULL")
      for id in documents { try mark.execute(arguments: [moment.milliseconds, id]) }
    }
  }

  package func moments(of document: String) throws(LedgerError) -> DocumentMoments? {
    try connection.access { database in
      var moments: DocumentMoments?
      try database.forEach("SELECT publishedAt, takenAt FROM document WHERE id = ?", [document]) { columns in
        moments = DocumentMoments(
          publishedAt: try columns.optionalMoment(), takenAt: try columns.optionalMoment())
      }
      return moments
    }
  }

  package func namesDoneWith(of system: String, in place: String) throws(LedgerError) -> Set<FileName> {
    try connection.access { database in
      var names: Set<FileName> = []
      try database.forEach("SELECT name FROM receiptName WHERE system = ? AND place = ?", [system, place]) {
        names.insert(try FileName(bytes: try $0.blob()))
      }
      return names
    }
  }

  package func note(
    doneWith names: [FileName], forgetting gone: [FileName], of system: String, in place: String
  ) throws(LedgerError) {
    try connection.transaction { database in
      let forget = try database.cachedStatement(
        sql: "DELETE FROM receiptName WHERE system = ? AND place = ? AND name = ?")
      for name in gone { try forget.execute(arguments: [system, place, Data(name.bytes)]) }
      let add = try database.cachedStatement(
        sql: "INSERT INTO receiptName (system, place, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
      for name in names { try add.execute(arguments: [system, place, Data(name.bytes)]) }
    }
  }

  package func lastReceipt(of document: String) throws(LedgerError) -> Receipt? {
    try connection.access { try $0.lastReceipt(of: document) }
  }
}

extension SQLiteDecisions {
  func lastReceipt(of document: String) throws(LedgerError) -> Receipt? {
    try perform { try database.lastReceipt(of: document) }
  }

  func add(_ receipt: Receipt) throws(LedgerError) {
    try perform {
      try run(
        "INSERT INTO receipt (document, outcome, at, interchange, position) VALUES (?, ?, ?, ?, ?)",
        [
          receipt.document, receipt.outcome.rawValue, receipt.at.milliseconds, receipt.source.interchange.text,
          receipt.source.position,
        ])
    }
  }
}

extension Database {
  fileprivate func lastReceipt(of document: String) throws -> Receipt? {
    var receipt: Receipt?
    try forEach(
      """
      SELECT outcome, at, interchange, position FROM receipt INDEXED BY receiptByDocument
      WHERE document = ? ORDER BY number DESC LIMIT 1
      """, [document]
    ) { columns in
      receipt = Receipt(
        document: document, outcome: try columns.word(), at: try columns.moment(), source: try columns.record())
    }
    return receipt
  }
}
