import DropFolder
import Foundation
import XMLEngine

/// Carries out what a person decides on rejected files and sent documents, inside the transaction of the desk's file that
/// says so.
///
/// A further attempt is an interchange of its own, which this only takes in; it is carried on like any other. A document
/// that is sent again is a document of the desk's file.
final class FiledDecisions: WayBack {
  let interchange: InterchangeID
  let log: any Decisions
  let place: DecisionPlace
  let files: PreparedFiles
  let assembly: DocumentAssembly
  let now: Timestamp

  init(
    _ interchange: InterchangeID, log: any Decisions, place: DecisionPlace, files: PreparedFiles,
    assembly: DocumentAssembly, now: Timestamp
  ) {
    self.interchange = interchange
    self.log = log
    self.place = place
    self.files = files
    self.assembly = assembly
    self.now = now
  }

  func take(_ action: Decision.Action, on subject: FiledSubject, _ record: ToldRecord, _ agreement: Agreement) throws
    -> Ruling
  {
    switch (action, subject) {
    case (.reprocess, .interchange(let id)): return try reprocess(try interchange(id), record, agreement)
    case (.discard, .interchange(let id)): return try discard(try interchange(id), record, agreement)
    case (.resend, .interchange(let id)): return try resend(try documents(of: interchange(id)), record, agreement)
    case (.resend, .document(let id)): return try resend([try document(id)], record, agreement)
    case (.acknowledge, .incident(let id)): return try acknowledge(id, record, agreement)
    case (.close, .incident(let id)): return try close(id, record, agreement)
    case (_, .flow(let name)): return try take(action, onFlow: name, record, agreement)
    default:
      throw NotAgreed(
        .decisionUnfit, value: action.rawValue, expected: "reprocess, resend, discard, acknowledge or close",
        "\(action.rawValue) is nothing that can be decided on what it names.")
    }
  }

  private func interchange(_ id: InterchangeID) throws -> Interchange {
    guard let found = try log.interchange(id) else {
      throw NotAgreed(
        .referenceUnknown, value: id.text, "There is no interchange \(id.text) in this ledger; kontor list shows them.")
    }
    return found
  }

  // MARK: - A further attempt

  private func reprocess(_ named: Interchange, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    let lineage = try Lineage(of: named, in: log)
    let latest = lineage.latest
    let basis = record.root.token(at: "Basis").map { InterchangeID($0) }
    try refuse(outdated: basis, lineage)
    guard let target = try lineage.open(in: log) else { throw try notRejected(lineage) }
    guard place.configuration.system(named: target.sender) != nil else {
      throw NotAgreed(
        .referenceUnknown, value: target.sender,
        "It came from \(target.sender), a system that the configuration does not name any more. Name it again first.")
    }
    let id = try attemptID(record.source)
    let content = try content(of: record) ?? .asRejected(target, OpenRejections(of: target.id, in: log))
    let digest = try place.handIn(id, content, files)
    var attempt = Interchange(
      id: id, sender: target.sender, fileName: target.fileName, size: digest.size, sha256: digest.sha256,
      receivedAt: now)
    attempt.corrects = target.id
    attempt.recognition = .handedIn
    attempt.handedIn = record.source
    try log.handIn(attempt)
    let number = lineage.attempts.count
    agreement.pending.trail = DecisionTrail(
      before: "attempt \(number), \(latest.id), \(Self.short(latest.sha256))",
      after: "attempt \(number + 1), \(id), \(Self.short(digest.sha256))")
    return Ruling(verdict: .accepted)
  }

  private static func short(_ sha256: String) -> String { "SHA-256 \(sha256.prefix(12))…" }

  /// The edited version that a decision brings; nil where it brings none.
  private func content(of record: ToldRecord) throws -> AttemptContent? {
    guard let text = record.root.value(at: "Content") else { return nil }
    guard let bytes = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !bytes.isEmpty else {
      throw NotAgreed(.decisionUnfit, "The content of the corrected file is empty or no Base64.")
    }
    return .edited([UInt8](bytes))
  }

  private func attemptID(_ decision: RecordReference) throws -> InterchangeID {
    var salt = 0
    while true {
      let id = InterchangeID(handedInBy: decision, salt: salt)
      if try log.interchange(id) == nil { return id }
      salt += 1
    }
  }

  /// Somebody else was first.
  private func refuse(outdated basis: InterchangeID?, _ lineage: Lineage) throws {
    guard let newer = try NewerAttempt(than: basis, in: lineage, log) else { return }
    throw NotAgreed(.attemptOutdated, value: newer.id.text, newer.sentence)
  }

  private func notRejected(_ lineage: Lineage) throws -> NotAgreed {
    let latest = lineage.latest
    var state = "Nothing of it was rejected."
    for attempt in lineage.attempts.reversed() {
      guard let rejection = try log.rejection(of: attempt.id), let closed = rejection.closedAt else { continue }
      let last = try log.settlements(of: attempt.id).last
      state =
        "What was rejected of it was \(rejection.state.rawValue) at \(closed)\(last.map { ", by \($0.by)" } ?? "")."
      break
    }
    return NotAgreed(
      .notRejected, value: latest.id.text, "\(state) Nothing is left to be put right; kontor show \(latest.id).")
  }

  // MARK: - No further attempt

  private func discard(_ named: Interchange, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    guard let reason = record.root.token(at: "Reason") else {
      throw NotAgreed(.decisionUnfit, "Say why it is discarded: its sender is told.")
    }
    let lineage = try Lineage(of: named, in: log)
    try refuse(outdated: nil, lineage)
    guard let target = try lineage.open(in: log) else { throw try notRejected(lineage) }
    return try discard(open: target, because: reason, record, agreement)
  }

  /// Settles what is open of an interchange, and lets its sender know.
  func discard(open target: Interchange, because reason: String, _ record: ToldRecord, _ agreement: Agreement) throws
    -> Ruling
  {
    let count = try log.settleAll(of: target.id, .discarded, by: interchange, record.source.position, at: now)
    let sentence = "\(record.person) discarded what was rejected of it: \(reason)"
    agreement.pending.answers.close(target.id, sentence)
    agreement.pending.trail = DecisionTrail(
      before: "open, \(count == 1 ? "1 thing" : "\(count) things") to put right", after: "discarded")
    return Ruling(verdict: .accepted)
  }
}

/// What a further attempt consists of.
enum AttemptContent {
  case edited([UInt8])
  /// What was rejected of an interchange and is still open, as it was rejected.
  case asRejected(Interchange, OpenRejections)
}
