import DropFolder
import Exchange

/// One transaction of a ``SimulatedLedger``, on a copy of its rows.
final class SimulatedDecisions: Decisions, SimulatedMemory {
  var state: LedgerState
  private var isOver = false

  init(_ state: LedgerState) {
    self.state = state
  }

  func end() {
    isOver = true
  }

  func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    try requireOpen()
    let before = state
    do {
      return try body()
    } catch {
      state = before
      throw error
    }
  }

  func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange] {
    try requireOpen()
    return state.interchanges(from: sender, controlNumber: controlNumber)
  }

  func highestControlNumber(from sender: String) throws(LedgerError) -> Int64? {
    try requireOpen()
    return state.interchanges.filter { $0.sender == sender && $0.verdict != nil && $0.verdict != .rejected }
      .compactMap(\.envelope.controlNumber).filter { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .compactMap { Int64($0) }.max()
  }

  func nextSequence(for system: String) throws(LedgerError) -> Int64 {
    try requireOpen()
    let next = state.sequences[system, default: 0] + 1
    state.sequences[system] = next
    return next
  }

  func add(_ record: RecordOutcome, of interchange: InterchangeID) throws(LedgerError) {
    try requireOpen()
    guard state.interchange(interchange) != nil, state.records[interchange]?[record.position] == nil else {
      throw .misuse("Record \(record.position) of \(interchange) is there already, or of no interchange.")
    }
    state.records[interchange, default: [:]][record.position] = record
  }

  func add(_ issue: Issue, record: Int?, of interchange: InterchangeID) throws(LedgerError) {
    try requireOpen()
    guard state.interchange(interchange) != nil else { throw .misuse("An issue of no interchange.") }
    state.issues[interchange, default: []].append(LedgerState.RecordedIssue(record: record, issue: issue))
    state.incidents.note(issue, of: interchange)
  }

  func add(_ document: Document) throws(LedgerError) {
    try requireOpen()
    try state.add(document)
  }

  func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws {
    try requireOpen()
    try state.forEachRecord(of: id, exceptions: exceptions, body)
  }

  func issues(of id: InterchangeID) throws(LedgerError) -> [Issue] {
    try requireOpen()
    return state.issues(of: id)
  }

  func interchange(_ id: InterchangeID) throws(LedgerError) -> Interchange? {
    try requireOpen()
    return state.interchange(id)
  }

  func conclude(_ interchange: Interchange) throws(LedgerError) {
    try requireOpen()
    try state.conclude(interchange)
  }

  func change(_ verdict: RecordVerdict, ofRecord position: Int, of interchange: InterchangeID) throws(LedgerError) {
    try requireOpen()
    guard let known = state.interchange(interchange), known.verdict == nil,
      state.records[interchange]?[position] != nil
    else { throw .misuse("Record \(position) of \(interchange) is unknown, or was decided before.") }
    state.records[interchange]?[position]?.verdict = verdict
    let waiting = IssueCode.waiting.map(\.rawValue)
    state.issues[interchange]?.removeAll { $0.record == position && waiting.contains($0.issue.code) }
  }

  func ask<Answer>(_ body: (LedgerState) -> Answer) throws(LedgerError) -> Answer {
    try requireOpen()
    return body(state)
  }

  func requireOpen() throws(LedgerError) {
    if isOver { throw .misuse("Its transaction is over.") }
  }
}
