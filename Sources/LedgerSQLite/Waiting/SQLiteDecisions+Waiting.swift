import Exchange
import GRDB

extension SQLiteDecisions {
  func release(_ flow: String, through moment: Timestamp?, limit: Int, by id: InterchangeID) throws(LedgerError)
    -> [(interchange: InterchangeID, count: Int)]
  {
    try perform {
      // By place and not by time: a clock that was put back must not let one overtake another.
      try run(
        """
        UPDATE waiting SET endedBy = ?1 WHERE place IN (
          SELECT place FROM waiting INDEXED BY waitingStill
          WHERE endedBy IS NULL AND flow = ?2 AND place <= coalesce((
            SELECT max(place) FROM waiting INDEXED BY waitingStill
            WHERE endedBy IS NULL AND flow = ?2 AND since <= coalesce(?3, since)), 0)
          ORDER BY place LIMIT ?4)
        """, [id.text, flow, moment?.milliseconds, max(0, limit)])
      try run(
        """
        UPDATE document SET state = 'prepared'
        WHERE state = 'waiting' AND id IN (SELECT document FROM waiting WHERE endedBy = ? AND flow = ?)
        """, [id.text, flow])
      return try database.all(
        """
        SELECT waiting.interchange, count(*) FROM waiting JOIN document ON document.id = waiting.document
        WHERE waiting.endedBy = ? AND waiting.flow = ? AND document.state = 'prepared'
        GROUP BY waiting.interchange ORDER BY min(place)
        """, [id.text, flow]
      ) { (InterchangeID(try $0.text()), try $0.int()) }
    }
  }

  func putInDoubt(releasedBy id: InterchangeID, unlessPrepared prepared: Set<String>) throws(LedgerError) {
    try perform {
      let released = try database.all(
        """
        SELECT document.id FROM waiting JOIN document ON document.id = waiting.document
        WHERE waiting.endedBy = ? AND document.state = 'prepared'
        """, [id.text]
      ) { try $0.text() }
      for document in released where !prepared.contains(document) {
        try run("UPDATE document SET state = 'in-doubt' WHERE id = ?", [document])
      }
    }
  }

  func hasWaiting(of id: InterchangeID) throws(LedgerError) -> Bool {
    try perform {
      try !database.all("SELECT 1 FROM waiting WHERE interchange = ? AND endedBy IS NULL LIMIT 1", [id.text]) { _ in
        true
      }.isEmpty
    }
  }

  func supersede(_ documentID: String, by id: InterchangeID) throws(LedgerError) {
    try perform { try end(EndedWait(document: documentID, isSuperseded: true), by: id) }
  }

  func takeBack(_ documentID: String, for replacement: String) throws(LedgerError) {
    try perform {
      try run(
        """
        INSERT INTO takeBack (document, replacement) VALUES (?, ?)
        ON CONFLICT (document) DO UPDATE SET replacement = excluded.replacement
        """, [documentID, replacement])
    }
  }

  func restore(_ wait: EndedWait, by id: InterchangeID) throws(LedgerError) -> Bool {
    try perform {
      guard try database.hasDocument(wait.document) else { return false }
      try end(wait, by: id)
      if !wait.isSuperseded {
        try run("UPDATE document SET state = 'published' WHERE id = ? AND state = 'prepared'", [wait.document])
        try database.tally("document", Document.State.published.rawValue, add: 1)
      }
      return true
    }
  }

  private func end(_ wait: EndedWait, by id: InterchangeID) throws {
    try run("UPDATE waiting SET endedBy = ? WHERE document = ? AND endedBy IS NULL", [id.text, wait.document])
    try requireChange("Document \(wait.document) does not wait.")
    try run(
      "UPDATE document SET state = ? WHERE id = ?",
      [(wait.isSuperseded ? Document.State.superseded : .prepared).rawValue, wait.document])
  }

  func pause(_ pause: FlowPause) throws(LedgerError) {
    try perform {
      try run(
        """
        INSERT INTO flowPause (flow, since, by, reason) VALUES (?, ?, ?, ?)
        ON CONFLICT (flow) DO UPDATE SET since = excluded.since, by = excluded.by, reason = excluded.reason
        """, [pause.flow, pause.since.milliseconds, pause.by, pause.reason])
    }
  }

  func resume(_ flow: String) throws(LedgerError) -> Bool {
    try perform {
      try run("DELETE FROM flowPause WHERE flow = ?", [flow])
      return database.changesCount > 0
    }
  }
}
