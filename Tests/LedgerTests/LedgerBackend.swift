import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Simulated
import Synchronization
import Testing
import XMLEngine

/// A kind of ledger, as ``LedgerConformance`` opens it: a new one in an empty folder, the same one again afterwards.
struct LedgerBackend: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let open: @Sendable (_ folder: String) throws(LedgerError) -> any Ledger

  static let all = [
    LedgerBackend(testDescription: "SQLite") { folder throws(LedgerError) in
      try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
    },
    LedgerBackend(testDescription: "SQLite, for one run") { folder throws(LedgerError) in
      try SQLiteLedger(path: folder + "/scratch.sqlite", access: .scratch)
    },
    LedgerBackend(testDescription: "in memory") { folder throws(LedgerError) in
      let durable = inMemory.withLock { $0[folder, default: LedgerState()] }
      return SimulatedLedger(durable) { state, _ in inMemory.withLock { $0[folder] = state } }
    },
  ]

  /// What the ledgers in memory keep from one opening to the next, by their folders.
  private static let inMemory = Mutex<[String: LedgerState]>([:])

  func with(_ body: (any Ledger) throws -> Void) throws {
    try withFolder { folder in try body(try open(folder)) }
  }
}

/// Lends an empty folder, and deletes it.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + "/kontor-ledger-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

/// The error that `body` ends with, if it is the ledger's.
func ledgerError(_ body: () throws -> Void) -> LedgerError? {
  do {
    try body()
    return nil
  } catch {
    return error as? LedgerError
  }
}

// MARK: Samples

func arrival(
  _ id: String, from sender: String = "crm", content: String = "a", name: FileName = "orders.xml", at second: Int64 = 0
) -> Interchange {
  Interchange(
    id: InterchangeID(id), sender: sender, fileName: name, size: 10, sha256: content,
    receivedAt: Timestamp(milliseconds: 1_700_000_000_000 + second * 1000))
}

func outcome(_ position: Int, _ verdict: RecordVerdict = .accepted, entity: String = "Order") -> RecordOutcome {
  RecordOutcome(
    position: position, entity: entity, key: "SO-\(position)", verdict: verdict,
    start: Position(line: position + 1, column: 3, byteOffset: position * 100))
}

func document(
  _ ordinal: Int, of id: String, records: ClosedRange<Int>? = nil, entity: String? = "Order", system: String = "erp",
  kind: Document.Kind = .import, order: Int = 0
) -> Document {
  Document(
    id: Document.id(of: InterchangeID(id), ordinal: ordinal), interchange: InterchangeID(id), ordinal: ordinal,
    kind: kind, system: system, name: "document.xml", entity: kind == .import ? entity : nil, records: records,
    size: 5, sha256: "d", publicationOrder: order)
}

extension Interchange {
  /// Decided, with these records and nothing else to say.
  func decided(
    _ verdict: InterchangeVerdict = .accepted, records: [RecordVerdict] = [], controlNumber: String? = nil
  ) -> Interchange {
    var decided = self
    decided.verdict = verdict
    decided.level = .validated
    decided.advice = Advice.none
    decided.decidedAt = receivedAt + .seconds(1)
    decided.envelope.controlNumber = controlNumber
    for verdict in records { decided.totals.count(verdict) }
    return decided
  }
}

extension Ledger {
  /// Receives an interchange and decides it, with one record per verdict and these documents.
  @discardableResult
  func take(
    _ arrival: Interchange, _ verdict: InterchangeVerdict = .accepted, records: [RecordVerdict] = [],
    documents: [Document] = [], controlNumber: String? = nil
  ) throws -> Interchange {
    let received = try receive([arrival])[0]
    try decide { decisions in
      for (index, verdict) in records.enumerated() {
        try decisions.add(outcome(index + 1, verdict), of: received.id)
      }
      for document in documents { try decisions.add(document) }
      try decisions.conclude(received.decided(verdict, records: records, controlNumber: controlNumber))
    }
    return received
  }

  /// As at ``someTime``.
  func markPublished(
    _ documents: [(id: String, state: Document.State)], completing interchanges: [InterchangeID]
  ) throws(LedgerError) {
    try markPublished(documents, completing: interchanges, at: someTime)
  }

  func known(_ id: String) throws -> Interchange {
    try #require(try interchange(InterchangeID(id)))
  }
}
