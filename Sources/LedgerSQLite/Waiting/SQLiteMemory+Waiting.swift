import Exchange
import GRDB

extension SQLiteMemory {
  package func waiting() throws(LedgerError) -> [WaitingDocuments] {
    try ask { database in
      try database.all(
        """
        SELECT flow, system, count(*), min(since) FROM waiting INDEXED BY waitingStill WHERE endedBy IS NULL
        GROUP BY flow ORDER BY min(since), flow
        """, []
      ) {
        WaitingDocuments(flow: try $0.text(), system: try $0.text(), count: try $0.int(), since: try $0.moment())
      }
    }
  }

  package func publishedCount(of flow: String, after moment: Timestamp) throws(LedgerError) -> Int {
    try ask { database in
      try database.all(
        "SELECT count(*) FROM document INDEXED BY documentOfFlow WHERE flow = ? AND publishedAt > ?",
        [flow, moment.milliseconds]
      ) { try $0.int() }.first ?? 0
    }
  }

  package func pauses() throws(LedgerError) -> [FlowPause] {
    try ask { database in
      try database.all("SELECT flow, since, by, reason FROM flowPause ORDER BY flow", []) {
        FlowPause(flow: try $0.text(), since: try $0.moment(), by: try $0.text(), reason: try $0.optionalText())
      }
    }
  }

  package func documentsToTakeBack(for replacement: String) throws(LedgerError) -> [Document] {
    try ask { database in
      let ids = try database.all("SELECT document FROM takeBack WHERE replacement = ? ORDER BY document", [replacement])
      {
        try $0.text()
      }
      return try ids.compactMap { try database.document($0) }
    }
  }

  package func endedWaits(by id: InterchangeID) throws(LedgerError) -> [EndedWait] {
    try ask { database in
      try database.all(
        """
        SELECT waiting.document, document.state = 'superseded' FROM waiting
        JOIN document ON document.id = waiting.document WHERE waiting.endedBy = ? ORDER BY waiting.place
        """, [id.text]
      ) { EndedWait(document: try $0.text(), isSuperseded: try $0.int() != 0) }
    }
  }
}

extension Database {
  /// What an interchange released and is still to be published, in the order in which that waited.
  func released(by id: InterchangeID, after document: String?, limit: Int) throws -> [Document] {
    try all(Document.unpublishedReleased, [id.text, document, max(0, limit)]) { try Document(columns: &$0) }
  }

  /// Marks a published document as taken back; 0 where it was marked before.
  func takeBack(_ id: String) throws -> Int {
    try cachedStatement(sql: "UPDATE document SET state = 'superseded' WHERE id = ? AND state = 'published'")
      .execute(arguments: [id])
    return changesCount
  }

  /// It waits since its interchange was received, so that a run takes along whatever had come by then.
  func insertWaiting(_ document: Document, path: String) throws {
    guard let flow = document.flow else { throw LedgerError.misuse("\(document.id) waits for no flow.", path: path) }
    try cachedStatement(
      sql: """
        INSERT INTO waiting (document, interchange, flow, system, since)
        SELECT ?, id, ?, ?, receivedAt FROM interchange WHERE id = ?
        """
    ).execute(arguments: [document.id, flow, document.system, document.interchange.text])
  }
}
