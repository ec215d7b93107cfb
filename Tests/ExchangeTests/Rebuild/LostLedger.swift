import DropFolder
import Foundation
import Simulated
import XMLEngine

@testable import Exchange

/// A ledger that is going to be lost, and what it leaves in the folders of a workplace.
struct LostLedger {
  static let moment = Timestamp(milliseconds: 1_795_507_200_000)
  private static let day = "2026/11/24"

  let workplace: Workplace
  let ledger = SimulatedLedger(LedgerState()) { _, _ in }

  init() throws {
    workplace = try Workplace()
    for folder in ["archive/\(Self.day)", "archive/.incoming", "rejected/crm/closed", "rejected/desk"] {
      try FileManager.default.createDirectory(
        atPath: "\(workplace.root)/\(folder)", withIntermediateDirectories: true)
    }
  }

  /// An id that sorts by its letter.
  static func id(_ letter: String) -> InterchangeID { InterchangeID("01KAVB0QZ300000" + letter) }

  /// Every file has this name and this content.
  static let fileName: FileName = "orders ä.xml"
  private static let content = Array("<a/>".utf8)

  static func arrival(_ letter: String, from sender: String = "crm", at seconds: Int = 0) -> Interchange {
    Interchange(
      id: id(letter), sender: sender, fileName: fileName, size: Int64(content.count),
      sha256: "29114363f749a0226b6988dda3ca2492a954117ab6b5f382706c20300dabc079", receivedAt: moment + .seconds(seconds)
    )
  }

  /// Decides an interchange with one record per verdict, opening its rejection.
  func decide(
    _ received: Interchange, _ verdict: InterchangeVerdict, _ records: [RecordVerdict] = [],
    _ change: (inout Interchange) -> Void = { _ in }, writing more: (any Decisions) throws -> Void = { _ in }
  ) throws {
    var row = received
    row.verdict = verdict
    row.level = .validated
    row.advice = Advice.none
    row.decidedAt = row.receivedAt + .seconds(1)
    for verdict in records { row.totals.count(verdict) }
    change(&row)
    _ = try ledger.receive([received])
    try ledger.decide { decisions in
      for (index, verdict) in records.enumerated() {
        try decisions.add(
          RecordOutcome(
            position: index + 1, entity: "Order", key: "SO-\(index + 1)", verdict: verdict,
            start: Position(line: 1, column: 1, byteOffset: 0)), of: row.id)
      }
      try more(decisions)
      try decisions.conclude(row)
      if let rejection = Rejection(of: row) { try decisions.open(rejection) }
    }
  }

  /// Files interchanges with their side files, in their order.
  ///
  /// - Parameter closed: those whose files need no work any more.
  func file(_ letters: String, closed: String = "") throws {
    for letter in letters.map(String.init) {
      guard let row = try ledger.interchange(Self.id(letter)) else { continue }
      let name = "\(row.id)-orders.xml"
      let isRejected = row.verdict == .rejected
      try ledger.markDone(
        [(row.id, isRejected ? name : "\(Self.day)/\(name)")], at: Self.moment + .seconds(60))
      let rejected = "rejected/\(row.sender)" + (closed.contains(letter) ? "/closed" : "")
      try write(row.id, in: isRejected ? rejected : "archive/\(Self.day)", as: name)
      // What is to be put right of a partly accepted file has its name, among the rejected ones.
      if row.verdict == .partiallyAccepted { try put("\(rejected)/\(name)") }
    }
  }

  private func write(_ id: InterchangeID, in place: String, as name: String) throws {
    try put("\(place)/\(name)")
    guard let row = try ledger.interchange(id) else { return }
    let folder = try Folder(path: "\(workplace.root)/\(place)")
    var file = try folder.create(try FileName(name + SideFile.suffix))
    try SideFile(row, sequences: ledger.sequences(), ledger: ledger).write(to: &file)
    _ = try file.finish(durably: false)
  }

  func put(_ path: String) throws {
    try Data(Self.content).write(to: URL(fileURLWithPath: "\(workplace.root)/\(path)"))
  }

  /// What `kontor verify` finds.
  func findings(in ledger: any Ledger) throws -> [Discrepancy] {
    var findings: [Discrepancy] = []
    _ = try Verification(workplace.configuration, ledger: ledger, tell: { findings.append($0) }).run()
    return findings
  }
}
