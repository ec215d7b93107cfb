import DropFolder
package import Exchange
import GRDB

extension SQLiteLedger {
  package func inOneState<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.lend { try $0.snapshot(body) }
  }

  package func open() throws(LedgerError) -> [Interchange] {
    try connection.access { database in
      // Named, so that the walk never takes the whole table's order instead.
      try database.interchanges(
        """
        SELECT \(Interchange.columns) FROM interchange INDEXED BY interchangeOpen
        WHERE state <> 'done' ORDER BY number
        """, [])
    }
  }

  package func interchange(_ id: InterchangeID) throws(LedgerError) -> Interchange? {
    try connection.access { try $0.interchange(id) }
  }

  package func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws {
    try connection.lend { database in
      try database.snapshot {
        try connection.walk { try RecordWalk(of: id, exceptions: exceptions, in: database, $0).forEach(body) }
      }
    }
  }

  package func issues(of id: InterchangeID) throws(LedgerError) -> [Issue] {
    try connection.access { try $0.issues(of: id) }
  }

  package func document(_ id: String) throws(LedgerError) -> Document? {
    try connection.access { try $0.document(id) }
  }

  package func documents(
    of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int
  ) throws(LedgerError) -> [Document] {
    try connection.access { try $0.documents(of: id, kind: kind, unpublished: false, after: last, limit: limit) }
  }

  package func unpublished(
    of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int
  ) throws(LedgerError) -> [Document] {
    try connection.access { database in
      let isAmongOwn = last.map { $0.interchange == id } ?? false
      var page: [Document] = []
      if kind == .import, !isAmongOwn { page = try database.released(by: id, after: last?.id, limit: limit) }
      if page.count < limit {
        page += try database.documents(
          of: id, kind: kind, unpublished: true, after: isAmongOwn ? last : nil, limit: limit - page.count)
      }
      return page
    }
  }

  package func counts() throws(LedgerError) -> LedgerCounts {
    try connection.access { database in try database.snapshot { try database.counts() } }
  }

  package func passedOver() throws(LedgerError) -> [PassedOverName] {
    try connection.access { database in
      var names: [PassedOverName] = []
      try database.forEach(
        "SELECT system, name, reason, firstSeen FROM passedOver ORDER BY firstSeen DESC, system, name"
      ) { columns in
        names.append(
          PassedOverName(
            system: try columns.text(),
            // A file system may list longer names than Linux takes; what is left of one is enough to find it.
            name: try FileName(bytes: try columns.blob().prefix(FileName.longest)), reason: try columns.text(),
            firstSeen: try columns.moment()))
      }
      return names
    }
  }
}
