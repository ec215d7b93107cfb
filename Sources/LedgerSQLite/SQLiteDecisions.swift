import DropFolder
import Exchange
import Foundation
import GRDB

/// The decisions of one transaction. Statements are prepared once per connection and used again for every row.
final class SQLiteDecisions: Decisions {
  let database: Database
  let connection: Connection
  /// Why the transaction is gone. SQLite gives it up by itself on a full disk or a failed write, and whatever was
  /// written afterwards would stand alone.
  private var gone: LedgerError?
  var entities = EntityCache()

  init(_ database: Database, connection: Connection) {
    self.database = database
    self.connection = connection
  }

  func end() {
    gone = gone ?? misuse("Its transaction is over.")
  }

  func requireWhole() throws(LedgerError) {
    if let gone { throw gone }
  }

  func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    try perform { try run(Self.savepoint) }
    entities.begin()
    do {
      let result = try body()
      try perform { try run(Self.release) }
      entities.keep()
      return result
    } catch {
      entities.undo()
      if gone == nil {
        // Where this fails, what was written would stay: worse than what `body` ran into.
        try perform {
          try run(Self.rollback)
          try run(Self.release)
        }
      }
      if let failure = error as? DatabaseError { throw told(failure) }
      throw error
    }
  }

  private static let savepoint = Query("SAVEPOINT attempt")
  private static let rollback = Query("ROLLBACK TO attempt")
  private static let release = Query("RELEASE attempt")

  func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange] {
    try perform { try database.interchanges(from: sender, controlNumber: controlNumber) }
  }

  func highestControlNumber(from sender: String) throws(LedgerError) -> Int64? {
    try perform {
      var highest: Int64?
      try database.forEach(
        """
        SELECT max(controlValue) FROM interchange
        WHERE sender = ? AND controlValue IS NOT NULL AND verdict <> 'rejected'
        """, [sender]
      ) { columns in
        highest = try columns.optionalInteger()
      }
      return highest
    }
  }

  func nextSequence(for system: String) throws(LedgerError) -> Int64 {
    try perform {
      try run(Self.takingNumber) { $0.text(system) }
      var number: Int64 = 0
      try connection.statements.forEach(Self.numberTaken, in: database) {
        $0.text(system)
      } _: {
        number = try $0.integer()
      }
      return number
    }
  }

  private static let takingNumber = Query(
    """
    INSERT INTO sequence (system, last) VALUES (?, 1) ON CONFLICT (system) DO UPDATE SET last = last + 1
    """)
  private static let numberTaken = Query("SELECT last FROM sequence WHERE system = ?")

  func add(_ record: RecordOutcome, of interchange: InterchangeID) throws(LedgerError) {
    try perform { try run(RecordOutcome.insertion) { record.bind(to: &$0, of: interchange) } }
  }

  func add(_ issue: Issue, record: Int?, of interchange: InterchangeID) throws(LedgerError) {
    try perform { try run(Issue.insertion) { issue.bind(to: &$0, record: record, of: interchange) } }
  }

  func add(_ document: Document) throws(LedgerError) {
    try perform {
      try run(Document.insertion) { document.bind(to: &$0) }
      if document.state == .published { try database.tally("document", document.state.rawValue, add: 1) }
      if document.state == .waiting { try database.insertWaiting(document, path: connection.path) }
    }
  }

  func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws {
    try requireWhole()
    do {
      try connection.walk { try RecordWalk(of: id, exceptions: exceptions, in: database, $0).forEach(body) }
    } catch let failure as DatabaseError {
      throw told(failure)
    } catch is DamagedRow {
      throw told(DamagedRow())
    }
  }

  func issues(of id: InterchangeID) throws(LedgerError) -> [Issue] {
    try perform { try database.issues(of: id) }
  }

  func interchange(_ id: InterchangeID) throws(LedgerError) -> Interchange? {
    try perform { try database.interchange(id) }
  }

  func conclude(_ interchange: Interchange) throws(LedgerError) {
    try perform {
      try database.requireAgreement(of: interchange, path: connection.path)
      try database.conclude(interchange, path: connection.path)
    }
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func run(_ query: Query, _ bind: (inout Bindings) -> Void = { _ in }) throws {
    try connection.statements.run(query, in: database, bind)
  }

  func perform<Result>(_ body: () throws -> Result) throws(LedgerError) -> Result {
    try requireWhole()
    do {
      return try body()
    } catch {
      throw told(error)
    }
  }

  private func told(_ error: any Error) -> LedgerError {
    let told = connection.told(error)
    if !database.isInsideTransaction { gone = gone ?? told }
    return told
  }

  func misuse(_ sentence: String) -> LedgerError { .misuse(sentence, path: connection.path) }
}
