import DropFolder
import Exchange
import Simulated
import XMLEngine

@testable import LedgerSQLite

/// Some hundreds of interchanges as chance has them, of every kind that a console lists, decided through the ledger
/// itself. Clocks are put back now and then.
struct PlayedLedger {
  let ledger: SQLiteLedger
  private var dice: Dice
  private var second: Int64 = 0
  private(set) var ids: [InterchangeID] = []
  /// Open rejections, with the positions that are still open.
  private var open: [(id: InterchangeID, positions: [Int?])] = []
  /// In the order in which they were received, the oldest first.
  private(set) var all: [Interchange] = []

  init(_ ledger: SQLiteLedger, seed: UInt64) {
    self.ledger = ledger
    dice = Dice(seed: seed)
  }

  static let entities = ["Customer", "Order", "Invoice", "Nonsense"]
  static let codes = ["value-invalid", "key-missing", "control-number-gap", IssueCode.refusedWithFile.rawValue]
  static let paths: [String?] = [
    nil, "/Exchange/Order[1]/Lines/Line[2]/Unit", "/Exchange/Order[2]/Lines/Line[1]/Unit", "/Exchange/Customer[7]",
  ]

  mutating func play(_ count: Int) throws {
    for _ in 0..<count { try playOne() }
    all = try ids.map { id in
      guard let known = try ledger.interchange(id) else { throw LedgerError(.unexpected, "It is gone.", path: "") }
      return known
    }
  }

  private mutating func one<Element>(_ elements: [Element]) -> Element { elements[dice.number(0...elements.count - 1)] }

  private mutating func playOne() throws {
    // Back by some minutes, now and then.
    second += Int64(dice.number(0...9)) == 0 ? -60 : Int64(dice.number(0...90))
    let moment = someTime + .seconds(second)
    let sender = one(["crm", "crm", "crm", "erp", "erp", "shop", System.desk])
    let name = try FileName(one(["Orders-\(ids.count).xml", "customers.XML", "ü \(ids.count % 5).xml", "x"]))
    var arrival = Interchange(
      id: InterchangeID.make(at: moment), sender: sender, fileName: name, size: 10,
      sha256: dice.number(0...9) == 0 ? "00ff\(sender)" : "ab\(ids.count)", receivedAt: moment)
    if sender == "crm", !ids.isEmpty, dice.number(0...5) == 0 { arrival.handedIn = RecordReference(one(ids), 1) }
    let received = try ledger.receive([arrival])[0]
    ids.append(received.id)
    switch dice.number(0...19) {
    case 0: return
    case 1: return try ledger.wait(received.id, until: moment + .seconds(60), size: 10, sha256: "w")
    default: try decide(received)
    }
  }

  private mutating func decide(_ received: Interchange) throws {
    let count = dice.number(0...9) == 0 ? dice.number(10...40) : dice.number(0...4)
    let fate = dice.number(0...9)
    var records: [RecordOutcome] = (0..<count).map { index in
      let verdict: RecordVerdict =
        fate < 6 ? .accepted : fate == 6 ? .unchanged : one([.accepted, .rejected, .held, .unchanged, .rejected])
      return LedgerTests.outcome(index + 1, verdict, entity: Self.entities[0])
    }
    for index in records.indices { records[index].entity = one(Self.entities) }
    let isRefused = fate == 9 && !records.contains { $0.verdict == .rejected }
    var issues: [(Exchange.Issue, Int?)] = []
    for record in records where record.verdict == .rejected || dice.number(0...12) == 0 {
      for _ in 0..<dice.number(record.verdict == .rejected ? 1...3 : 1...1) {
        issues.append((issue(record.verdict == .rejected ? .error : .warning), record.position))
      }
    }
    if isRefused { for _ in 0..<dice.number(1...2) { issues.append((issue(.error), nil)) } }
    let rejected = records.count { $0.verdict == .rejected }
    let verdict: InterchangeVerdict =
      isRefused || rejected == records.count && rejected > 0
      ? .rejected : rejected > 0 ? .partiallyAccepted : one([.accepted, .accepted, .acceptedWithWarnings, .held])
    var decided = received.decided(
      verdict, records: records.map(\.verdict), controlNumber: one(["000\(ids.count)", "X-\(ids.count)", nil]))
    decided.decidedAt = received.receivedAt + .seconds(dice.number(1...9))
    let settled = dice.number(0...7) == 0 ? takeSettled() : nil
    let documents = documents(received, records)
    try ledger.decide { decisions in
      for record in records { try decisions.add(record, of: received.id) }
      for (issue, record) in issues { try decisions.add(issue, record: record, of: received.id) }
      for document in documents { try decisions.add(document) }
      try tell(records, documents, of: received, decisions)
      try decisions.conclude(decided)
      if let rejection = Rejection(of: decided) { try decisions.open(rejection) }
      if let settled {
        for position in settled.positions {
          try decisions.settle(
            Settlement(of: settled.id, position: position, by: received.id, byPosition: nil, .corrected, at: someTime))
        }
      }
      if received.sender == System.desk {
        try decisions.add(
          entry(
            ["discard", "release", "resend"][records.count % 3], of: received.id.text, 1,
            who: records.count % 2 == 0 ? "anna" : "boris", subject: "interchange \(records.count)"))
      }
    }
    if received.sender != System.desk, rejected > 0 || verdict == .rejected {
      let positions: [Int?] = rejected > 0 ? records.filter { $0.verdict == .rejected }.map(\.position) : [nil]
      open.append((received.id, positions))
    }
    try publish(documents, of: received)
  }

  /// Ends a rejection, or some of it.
  private mutating func takeSettled() -> (id: InterchangeID, positions: [Int?])? {
    guard !open.isEmpty else { return nil }
    let place = dice.number(0...open.count - 1)
    let count = dice.number(1...open[place].positions.count)
    let positions = Array(open[place].positions.prefix(count))
    open[place].positions.removeFirst(count)
    let id = open[place].id
    if open[place].positions.isEmpty { open.remove(at: place) }
    return (id, positions)
  }

  private mutating func issue(_ severity: Exchange.Issue.Severity) -> Exchange.Issue {
    Exchange.Issue(
      stored: one(Self.codes), severity, phase: .schema, path: one(Self.paths), "It is wrong (\(dice.number(0...999)))."
    )
  }

  private mutating func documents(_ received: Interchange, _ records: [RecordOutcome]) -> [Document] {
    guard records.contains(where: { $0.verdict == .accepted }), received.sender != System.desk else { return [] }
    var import1 = LedgerTests.document(
      1, of: received.id.text, records: 1...records.count, entity: records[0].entity,
      system: one(["erp", "shop"]))
    import1.flow = "crm-\(import1.system)"
    if dice.number(0...6) == 0 { import1.state = .waiting }
    return [import1, LedgerTests.document(2, of: received.id.text, system: received.sender, kind: .acknowledgement)]
  }

  /// The story of an object for each record that went.
  private func tell(
    _ records: [RecordOutcome], _ documents: [Document], of received: Interchange, _ decisions: any Decisions
  ) throws {
    guard let document = documents.first(where: { $0.kind == .import }) else { return }
    for record in records where record.verdict == .accepted && record.entity == document.entity {
      let source = RecordReference(received.id, record.position)
      let key = "SO-\(received.id.text.suffix(3))"
      let id: Int64
      if let known = try decisions.entity(.order, system: received.sender, key: key) {
        id = known.id
      } else {
        id = try decisions.add(
          EntityState(kind: .order, stage: .placed, from: received.sender, created: source))
        try decisions.add(
          LedgerTests.key(key, of: id, in: received.sender, kind: .order, source: source, since: someTime))
      }
      try decisions.add(
        EntityEvent(entity: id, source: source, at: someTime, .sent, document.system, document.id))
      if try decisions.deliveries(in: document.id).isEmpty {
        let number = (try decisions.lastDelivery(of: id, to: document.system)?.number ?? 0) + 1
        try decisions.add(
          Delivery(document: document.id, entity: id, system: document.system, number: number, source: source))
      }
    }
  }

  private mutating func publish(_ documents: [Document], of received: Interchange) throws {
    let going = documents.filter { $0.state == .prepared }
    let moment = received.receivedAt + .seconds(dice.number(10...20))
    let state: Document.State = dice.number(0...30) == 0 ? .inDoubt : .published
    if dice.number(0...20) > 0 {
      try ledger.markPublished(going.map { ($0.id, state) }, completing: [received.id], at: moment)
      if dice.number(0...2) > 0 { try ledger.markTaken(going.map(\.id), at: moment + .seconds(dice.number(1...9))) }
      if documents.allSatisfy({ $0.state != .waiting }), dice.number(0...9) > 0 {
        try ledger.markDone([(received.id, "\(received.id)-x.xml")], at: moment)
      }
    }
  }
}

extension EntityState {
  init(kind: Entity, stage: Stage?, from origin: String, created: RecordReference) {
    self.init(kind: kind, stage: stage, origin: origin, created: created)
  }
}

/// A ledger that was played, in a folder of its own.
func withPlayedLedger(
  seed: UInt64, _ count: Int = 160, _ body: (PlayedLedger) throws -> Void
) throws {
  try withFolder { folder in
    var played = PlayedLedger(try SQLiteLedger(path: folder + "/ledger.sqlite", access: .scratch), seed: seed)
    try played.play(count)
    try body(played)
  }
}
