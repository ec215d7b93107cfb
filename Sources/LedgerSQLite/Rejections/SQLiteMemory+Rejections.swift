import DropFolder
import Exchange
import Foundation
import GRDB

extension SQLiteMemory {
  package func rejection(of id: InterchangeID) throws(LedgerError) -> Rejection? {
    try ask { try $0.rejections("WHERE interchange = ?", [id.text]).first }
  }

  package func openRejection(from sender: String, named name: FileName) throws(LedgerError) -> Rejection? {
    try ask { database in
      try database.rejections(
        """
        INDEXED BY rejectionOpen WHERE state = 'open' AND sender = ? AND fileName = ? ORDER BY number DESC LIMIT 1
        """, [sender, Data(name.bytes)]
      ).first
    }
  }

  package func openRejection(from sender: String, sha256: String) throws(LedgerError) -> Rejection? {
    try ask { database in
      try database.rejections(
        """
        WHERE +state = 'open' AND interchange IN (
          SELECT id FROM interchange INDEXED BY interchangeByContent
          WHERE sender = ? AND sha256 = ? AND repeats IS NULL)
        ORDER BY number DESC LIMIT 1
        """, [sender, sha256]
      ).first
    }
  }

  package func openRejections(of id: InterchangeID, after position: Int, limit: Int) throws(LedgerError) -> [Int] {
    try ask { database in
      try database.all(
        """
        SELECT position FROM record
        WHERE interchange = ?1 AND position > ?2 AND verdict = 'rejected'
          AND EXISTS (SELECT 1 FROM rejection WHERE interchange = ?1 AND state = 'open')
          AND \(Rejection.isUnsettled) ORDER BY position LIMIT ?3
        """, [id.text, position, max(0, limit)]
      ) { try $0.int() }
    }
  }

  package func openRejections(of entity: String, key: String, from sender: String) throws(LedgerError)
    -> [RecordReference]
  {
    // Asked for every record that is taken, and mostly there is nothing to put right.
    guard try !all(Rejection.anyOpen, { $0.text(sender) }, { try $0.int() }).isEmpty else { return [] }
    return try all(Rejection.openRejections) {
      $0.text(key)
      $0.text(entity)
      $0.text(sender)
    } _: {
      RecordReference(InterchangeID(try $0.text()), try $0.int())
    }
  }

  package func settlements(of id: InterchangeID) throws(LedgerError) -> [Settlement] {
    try ask { database in
      try database.all(
        "SELECT \(Settlement.columns) FROM settlement WHERE interchange = ? ORDER BY number", [id.text]
      ) { try Settlement(columns: &$0) }
    }
  }

  package func settlements(by id: InterchangeID) throws(LedgerError) -> [Settlement] {
    try ask { database in
      try database.all(Settlement.allOf, [id.text]) { try Settlement(columns: &$0) }
    }
  }

  package func auditEntry(from source: RecordReference) throws(LedgerError) -> AuditEntry? {
    try ask { database in
      try database.all(
        """
        SELECT number, \(AuditEntry.columns) FROM audit INDEXED BY auditBySource
        WHERE interchange = ? AND position = ?
        """, [source.interchange.text, source.position]
      ) { try AuditEntry(columns: &$0) }.first
    }
  }

  package func attempts(correcting id: InterchangeID) throws(LedgerError) -> [Interchange] {
    try ask { database in
      try database.interchanges(
        """
        SELECT \(Interchange.columns) FROM interchange INDEXED BY interchangeByCorrects
        WHERE corrects = ? ORDER BY number
        """, [id.text])
    }
  }

  package func attempts(handedInBy id: InterchangeID) throws(LedgerError) -> [Interchange] {
    try ask { database in
      try database.interchanges(Interchange.byHandedIn, [id.text])
    }
  }
}

extension Settlement {
  /// What an interchange settled; takes its id.
  static let allOf = "SELECT \(columns) FROM settlement INDEXED BY settlementBy WHERE byInterchange = ? ORDER BY number"
}

extension Database {
  func rejections(_ condition: String, _ arguments: StatementArguments) throws -> [Rejection] {
    try all("SELECT \(Rejection.columns) FROM rejection \(condition)", arguments) { try Rejection(columns: &$0) }
  }

}

extension Rejection {
  fileprivate static let anyOpen = Query(
    "SELECT 1 FROM rejection INDEXED BY rejectionOpen WHERE state = 'open' AND sender = ? LIMIT 1")

  fileprivate static let openRejections = Query(
    """
    SELECT record.interchange, record.position FROM record INDEXED BY recordRejected
    CROSS JOIN rejection ON rejection.interchange = record.interchange
    WHERE record.verdict = 'rejected' AND record.key = ? AND record.entity = ?
      AND rejection.state = 'open' AND rejection.sender = ? AND \(isUnsettled)
    ORDER BY rejection.number, record.position
    """)

  fileprivate static let isUnsettled = """
    NOT EXISTS (SELECT 1 FROM settlement
      WHERE settlement.interchange = record.interchange AND settlement.position = record.position)
    """
}
