import DropFolder
import Exchange
import Foundation
import GRDB

extension SQLiteDecisions: Restoration {
  func begin(_ interchange: Interchange) throws(LedgerError) {
    try perform { try database.insertReceived(interchange, repeats: nil) }
  }

  func close(_ interchange: Interchange) throws(LedgerError) {
    try perform {
      let lacking: Set<RecordVerdict> =
        try database.isThinned(interchange.id) ? Set(RecordVerdict.allCases).subtracting([.rejected]) : [.accepted]
      try database.requireAgreement(of: interchange, mayLack: lacking, path: connection.path)
      try database.conclude(interchange, path: connection.path)
      guard let place = interchange.place, let moment = interchange.doneAt,
        try database.markDone(interchange.id, place: place, at: moment)
      else { throw misuse("\(interchange.id) was not done, so it cannot be restored as such.") }
      try database.close(interchange.id, as: .rebuilt)
    }
  }

  func add(_ pruning: Pruning) throws(LedgerError) {
    try perform { try run(Pruning.insertion, pruning.values) }
  }

  func continueNumbers(of system: String, after last: Int64) throws(LedgerError) {
    try perform {
      try run(
        """
        INSERT INTO sequence (system, last) VALUES (?, ?)
        ON CONFLICT (system) DO UPDATE SET last = max(last, excluded.last)
        """, [system, last])
    }
  }
}

extension Database {
  func insertReceived(_ interchange: Interchange, repeats: InterchangeID?) throws {
    let insert = try cachedStatement(
      sql: """
        INSERT INTO interchange (id, sender, fileName, size, sha256, receivedAt, state, repeats, ends, faults, setAside,
          believed, corrects, recognition, handedInterchange, handedPosition)
        VALUES (?, ?, ?, ?, ?, ?, 'received', ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      interchange.id.text, interchange.sender, Data(interchange.fileName.bytes), interchange.size, interchange.sha256,
      interchange.receivedAt.milliseconds, repeats?.text, interchange.ends.all, interchange.ends.byFault,
      interchange.setAside?.rawValue, interchange.believed, interchange.corrects?.text,
      interchange.recognition?.rawValue, interchange.handedIn?.interchange.text, interchange.handedIn?.position,
    ])
  }
}
