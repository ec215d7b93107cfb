import DropFolder
import XMLEngine

/// What was rejected and is to be put right: what this interchange settles of earlier ones, and what it leaves open itself.
extension InterchangeDecision {
  /// Whether what becomes of its records counts: a test has no effect, and a person hears at once of a bad decision.
  private var counts: Bool { interchange.sender != System.desk && !interchange.envelope.isTest }

  /// A record that comes again settles what was rejected under its key: it is right now, or the trouble goes on here.
  func settle(_ judgement: Judgement, of record: Record) throws {
    guard counts else { return }
    var settlesAny = false
    // What is known as it is was right before: that it comes again says nothing of what was not.
    defer { if !settlesAny, judgement.verdict != .unchanged { newUnderTheirKeys += 1 } }
    guard let key = judgement.key else { return }
    for open in try log.openRejections(of: judgement.entity, key: key, from: interchange.sender) {
      guard open.interchange != interchange.id, settles(judgement.verdict, open.interchange),
        try comesBefore(open.interchange), try !isOlder(judgement, record, than: open)
      else { continue }
      settlesAny = true
      try log.settle(
        Settlement(
          of: open.interchange, position: open.position, by: interchange.id, byPosition: record.position,
          judgement.verdict == .rejected ? .replaced : .corrected, at: now))
    }
  }

  /// An old version that only comes late says nothing of what was wrong, unless it was sent to put that right.
  private func settles(_ verdict: RecordVerdict, _ other: InterchangeID) -> Bool {
    switch verdict {
    case .accepted, .unchanged, .held, .ignored, .rejected: true
    case .superseded, .duplicate: interchange.corrects == other
    }
  }

  /// What puts an older file right says nothing of what was wrong with a newer one.
  private func comesBefore(_ other: InterchangeID) throws(LedgerError) -> Bool {
    guard let correctedPlace, other > correctedPlace, let wrong = try log.interchange(other) else { return true }
    return try log.correctedPlace(of: wrong) ?? other <= correctedPlace
  }

  /// A version from before what was rejected puts nothing right: what is newer is still to come.
  private func isOlder(_ judgement: Judgement, _ record: Record, than open: RecordReference) throws -> Bool {
    guard interchange.corrects != open.interchange,
      let version = version(of: judgement.canonical.first?.root ?? record.root),
      let wrong = try rejectedVersions(of: open.interchange)[open.position]
    else { return false }
    return version.isOlder(than: wrong)
  }

  /// Only canonical records say so; what a mapping has refused has no version.
  private func version(of root: XMLElement?) -> RecordVersion? {
    guard let root, root.namespace == Format.canonicalNamespace else { return nil }
    return RecordVersion(of: root)
  }

  /// The versions of records that are still to be put right, by position. The ledger does not know them, so the file is
  /// read once more, once for each file of which this one settles something.
  private func rejectedVersions(of id: InterchangeID) throws -> [Int: RecordVersion] {
    if let known = versionsOfRejected[id] { return known }
    var versions: [Int: RecordVersion] = [:]
    if job.port.formats.includeCanonical, let wrong = try log.interchange(id), let source = try place.rejected(wrong) {
      let rejections = try OpenRejections(of: id, in: log)
      let reader = try job.port.formats.reader(for: job.port.system, source: source)
      while let record = try reader.next() {
        guard try rejections.isOpen(record.position) else { continue }
        versions[record.position] = version(of: record.root)
      }
    }
    versionsOfRejected[id] = versions
    return versions
  }

  /// Settles the rest of what this interchange puts right, and opens a rejection of its own where something is wrong.
  func concludeRejections() throws {
    guard counts else { return }
    let totals = interchange.totals
    if let corrected, try isAnswer(to: corrected) {
      // Not each of its records had a key, or the right one.
      let state: Rejection.State = totals[.rejected] > 0 || interchange.verdict == .rejected ? .replaced : .corrected
      try log.settleAll(of: corrected.interchange, state, by: interchange.id, nil, at: now)
    }
    if let rejection = Rejection(of: interchange) { try log.open(rejection) }
  }

  /// Whether it brings all of what was rejected: the file as a whole; or as many records as were rejected or sent, and
  /// among them one under another key for each that did not come under its own. Whoever leaves a record out, or sends
  /// another one in its place that was right before, puts nothing right with that.
  private func isAnswer(to rejection: Rejection) throws(LedgerError) -> Bool {
    guard let earlier = try log.interchange(rejection.interchange) else { return false }
    if isRefusedAsWhole { return true }
    if earlier.totals[.rejected] == 0 { return try newUnderTheirKeys >= takenOver(by: earlier.id) }
    guard let left = try log.rejection(of: rejection.interchange)?.open, newUnderTheirKeys >= left else { return false }
    return [rejection.open, earlier.totals.read].contains(interchange.totals.read)
  }

  /// How many rejected records a file that was refused as a whole was to put right: they are still to come, in one file.
  private func takenOver(by refused: InterchangeID) throws(LedgerError) -> Int {
    var count = 0
    var refused = [refused]
    while let next = refused.popLast() {
      for settlement in try log.settlements(by: next) where settlement.state == .replaced {
        if settlement.position == nil { refused.append(settlement.interchange) } else { count += 1 }
      }
    }
    return count
  }

  /// Nothing is known of its records then, and the trouble goes on with it.
  private var isRefusedAsWhole: Bool { interchange.verdict == .rejected && interchange.totals[.rejected] == 0 }

  /// A person's decision goes into the audit trail, also one that was refused.
  func audit(_ judgement: Judgement, of record: Record, _ trail: DecisionTrail) throws {
    guard judgement.entity == Entity.decision.rawValue, let root = record.root else { return }
    let told = judgement.canonical.first?.root ?? root
    let done = judgement.verdict != .rejected
    try log.add(
      AuditEntry(
        at: now, who: person(told.token(at: "By")), action: told.token(at: "Action") ?? "",
        subject: told.decisionSubject, reason: told.token(at: "Reason"), outcome: judgement.verdict,
        before: done ? trail.before : nil,
        after: done ? trail.after : judgement.maskedIssues(place.configuration.masked, of: record).first?.message,
        source: RecordReference(interchange.id, record.position)))
  }

  /// Who decided. Of a person whom a partner's file names, only that partner knows.
  private func person(_ named: String?) -> String {
    guard let named else { return interchange.sender }
    return interchange.sender == System.desk ? named : "\(named) (\(interchange.sender))"
  }
}

extension XMLElement {
  /// What a decision is about, in words.
  fileprivate var decisionSubject: String {
    if let id = token(at: "InterchangeId") { return "interchange \(id)" }
    if let id = token(at: "DocumentId") { return "document \(id)" }
    if let id = token(at: "IncidentId") { return "incident \(id)" }
    if let id = token(at: "HoldId") { return "held record \(id)" }
    if let name = token(at: "Flow") { return "flow \(name)" }
    return "\(token(at: "Entity") ?? "") \(token(at: "Key") ?? "")"
  }
}
