package import DropFolder
package import Exchange
import Foundation
import GRDB

extension SQLiteLedger {
  package func receive(_ arrivals: [Interchange]) throws(LedgerError) -> [Interchange] {
    try connection.transaction { database in
      try arrivals.map { arrival in
        if let known = try database.interchange(arrival.id) { return known }
        let repeats = try database.original(of: arrival.id, sender: arrival.sender, sha256: arrival.sha256)
        try database.insertReceived(arrival, repeats: repeats)
        var received = arrival
        received.repeats = repeats
        received.state = .received
        return received
      }
    }
  }

  package func markPublished(
    _ documents: [(id: String, state: Document.State)], completing interchanges: [InterchangeID], at moment: Timestamp
  ) throws(LedgerError) {
    try connection.transaction { database in
      let mark = try database.cachedStatement(
        sql: "UPDATE document SET state = ?1, publishedAt = ?3 WHERE id = ?2 AND state <> 'published' AND state <> ?1")
      var published = 0
      for (id, state) in documents {
        if state == .superseded {
          published -= try database.takeBack(id)
          continue
        }
        try mark.execute(arguments: [state.rawValue, id, state == .published ? moment.milliseconds : nil])
        if database.changesCount == 0 {
          // Marked before a crash, which is right; or never written, which is not.
          guard try database.hasDocument(id) else { throw self.misuse("No document \(id) was ever decided.") }
        } else if state == .published {
          published += 1
        }
      }
      try database.tally("document", Document.State.published.rawValue, add: published)
      let complete = try database.cachedStatement(
        sql: """
          UPDATE interchange SET state = 'published'
          WHERE id = ?1 AND state = 'decided' AND NOT EXISTS (
            SELECT 1 FROM document WHERE interchange = ?1 AND kind = 'import' AND \(Document.isUnpublished))
          AND NOT EXISTS (
            SELECT 1 FROM waiting JOIN document ON document.id = waiting.document
            WHERE waiting.endedBy = ?1 AND \(Document.isUnpublished))
          """)
      for interchange in interchanges { try complete.execute(arguments: [interchange.text]) }
    }
  }

  package func markDone(_ interchanges: [(id: InterchangeID, place: String)], at moment: Timestamp)
    throws(LedgerError)
  {
    try connection.transaction { database in
      for (id, place) in interchanges {
        if try database.markDone(id, place: place, at: moment) {
          try database.close(id, as: .closed)
        } else if try self.known(id, database).state != .done {
          throw self.misuse("Interchange \(id) is undecided, or has documents that were not published.")
        }
      }
    }
  }

  package func wait(_ id: InterchangeID, until moment: Timestamp, size: Int64, sha256: String) throws(LedgerError) {
    try connection.transaction { database in
      let update = try database.cachedStatement(
        sql: """
          UPDATE interchange SET state = 'waiting', waitsUntil = coalesce(waitsUntil, ?), size = ?, sha256 = ?
          WHERE id = ? AND state IN ('received', 'waiting')
          """)
      try update.execute(arguments: [moment.milliseconds, size, sha256, id.text])
      guard database.changesCount == 1 else {
        throw self.misuse("Interchange \(id) is decided or unknown, and cannot wait.")
      }
    }
  }

  @discardableResult
  package func resume(_ id: InterchangeID, size: Int64, sha256: String) throws(LedgerError) -> Interchange {
    try connection.transaction { database in
      let waiting = try self.known(id, database)
      guard waiting.state == .waiting || waiting.state == .received else {
        throw self.misuse("Interchange \(id) is decided, and cannot be taken up again.")
      }
      let repeats = try database.original(of: id, sender: waiting.sender, sha256: sha256)
      let update = try database.cachedStatement(
        sql: """
          UPDATE interchange SET state = 'received', waitsUntil = NULL, size = ?, sha256 = ?, repeats = ? WHERE id = ?
          """)
      try update.execute(arguments: [size, sha256, repeats?.text, id.text])
      return try self.known(id, database)
    }
  }

  package func noteEnd(during id: InterchangeID, byFault: Bool) throws(LedgerError) -> Interchange {
    try connection.transaction { database in
      let count = try database.cachedStatement(
        sql: "UPDATE interchange SET ends = ends + 1, faults = faults + ? WHERE id = ? AND verdict IS NULL")
      try count.execute(arguments: [byFault ? 1 : 0, id.text])
      let forget = try database.cachedStatement(
        sql: "UPDATE interchange SET ends = 0 WHERE state <> 'done' AND verdict IS NULL AND ends > 0 AND id <> ?")
      try forget.execute(arguments: [id.text])
      return try self.known(id, database)
    }
  }

  package func setAside(_ id: InterchangeID, because reason: SetAside) throws(LedgerError) {
    try connection.transaction { database in
      let update = try database.cachedStatement(
        sql: "UPDATE interchange SET setAside = ? WHERE id = ? AND verdict IS NULL")
      try update.execute(arguments: [reason.rawValue, id.text])
      if database.changesCount == 0 { throw self.misuse("Interchange \(id) is unknown or decided.") }
    }
  }

  package func passOver(_ name: FileName, of system: String, because reason: String, at moment: Timestamp)
    throws(LedgerError) -> Bool
  {
    try connection.transaction { database in
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO passedOver (system, name, reason, firstSeen) VALUES (?, ?, ?, ?)
          ON CONFLICT (system, name) DO NOTHING
          """)
      try insert.execute(arguments: [system, Data(name.bytes), reason, moment.milliseconds])
      return database.changesCount == 1
    }
  }

  private func known(_ id: InterchangeID, _ database: Database) throws -> Interchange {
    guard let interchange = try database.interchange(id) else { throw misuse("Interchange \(id) is unknown.") }
    return interchange
  }

  private func misuse(_ sentence: String) -> LedgerError { .misuse(sentence, path: connection.path) }
}
