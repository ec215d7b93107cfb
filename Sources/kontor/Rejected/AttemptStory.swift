import DropFolder
import Exchange

/// What was wrong with a file and how that went on: all attempts at it, by whom, and what became of its rejection.
struct AttemptStory {
  struct Attempt {
    var number: Int
    var interchange: Interchange
    /// The decision of the person who handed it in.
    var audit: AuditEntry?
  }

  let interchange: Interchange
  let attempts: [Attempt]
  /// Of the interchange itself.
  let rejection: Rejection?
  /// How what was wrong with it was settled, in the order in which that happened.
  let settlements: [Settlement]

  init(of interchange: Interchange, in ledger: any Ledger) throws {
    self.interchange = interchange
    let lineage = try Lineage(of: interchange, in: ledger)
    attempts = try lineage.attempts.enumerated().map { place, attempt in
      Attempt(
        number: place + 1, interchange: attempt, audit: try attempt.handedIn.flatMap { try ledger.auditEntry(from: $0) }
      )
    }
    rejection = try ledger.rejection(of: interchange.id)
    settlements = try ledger.settlements(of: interchange.id)
  }

  /// There is something to tell.
  var isWorthTelling: Bool { attempts.count > 1 || rejection != nil }

  // MARK: - In lines for a person

  /// Settlements that are shown; a large file has one for each record.
  private static let mostSettlements = 20

  func print(to output: Output) {
    guard isWorthTelling else { return }
    if attempts.count > 1 {
      output.line()
      output.line(output.styled("Attempts", .strong))
      for attempt in attempts { print(attempt, to: output) }
    }
    guard let rejection else { return }
    output.line()
    output.line(output.styled("To be put right", .strong))
    output.line("   \(words(of: rejection))")
    for settlement in settlements.prefix(Self.mostSettlements) { output.line("   \(words(of: settlement))") }
    if settlements.count > Self.mostSettlements { output.line("   and more; --json lists all") }
  }

  private func print(_ attempt: Attempt, to output: Output) {
    let one = attempt.interchange
    let verdict = output.styled(Phrase.verdict(one.verdict, one.state), Phrase.style(of: one.verdict))
    let here = one.id == interchange.id ? ", this one" : ""
    output.line(
      "\(attempt.number). \(one.id)  \(Phrase.moment(one.receivedAt))  \(one.fileName.display): \(verdict)\(here)")
    if let recognition = one.recognition { output.line("   \(recognition.words)") }
    if let audit = attempt.audit {
      output.line(
        "   by \(Printable.line(audit.who)), \(Phrase.moment(audit.at))"
          + (audit.reason.map { ": \(Printable.line($0))" } ?? ""))
    }
  }

  private func words(of rejection: Rejection) -> String {
    let what = rejection.count == 1 && interchange.totals[.rejected] == 0 ? "file" : "record"
    let open = "\(Phrase.number(rejection.open)) of \(Phrase.many(rejection.count, what)) open"
    if rejection.open > 0 { return "\(open), since \(Phrase.moment(rejection.since))" }
    return "\(rejection.state.rawValue)\(rejection.closedAt.map { ", \(Phrase.moment($0))" } ?? "")"
  }

  private func words(of settlement: Settlement) -> String {
    let subject = settlement.position.map { "record \($0)" } ?? "the whole file"
    let by = (settlement.byPosition.map { "record \($0) of " } ?? "") + settlement.by.text
    return "\(subject): \(settlement.state.rawValue) by \(by), \(Phrase.moment(settlement.at))"
  }
}

extension Recognition {
  var words: String {
    switch self {
    case .controlNumber: "recognised by its control number"
    case .marker: "recognised by the marker of the reject file"
    case .name: "recognised by its name"
    case .content: "recognised by its content, which is the same"
    case .handedIn: "handed in as a further attempt"
    }
  }
}

/// What `show --json` says of that.
struct AttemptStoryReport: Encodable {
  struct Attempt: Encodable {
    var number: Int
    var id: String
    var file: String
    var receivedAt: String
    var state: String
    var verdict: String?
    var recognition: String?
    /// The decision by which it was handed in.
    var decision: AuditReport?
  }

  struct RejectionReport: Encodable {
    var state: String
    var since: String
    var closedAt: String?
    var count: Int
    var open: Int
  }

  struct SettlementReport: Encodable {
    var position: Int?
    var state: String
    var by: String
    var byPosition: Int?
    var at: String
  }

  var attempts: [Attempt]
  var rejection: RejectionReport?
  var settlements: [SettlementReport]

  init(_ story: AttemptStory) {
    attempts = story.attempts.map { attempt in
      let one = attempt.interchange
      return Attempt(
        number: attempt.number, id: one.id.text, file: one.fileName.display, receivedAt: one.receivedAt.description,
        state: one.state.rawValue, verdict: one.verdict?.rawValue, recognition: one.recognition?.rawValue,
        decision: attempt.audit.map(AuditReport.init))
    }
    rejection = story.rejection.map {
      RejectionReport(
        state: $0.state.rawValue, since: $0.since.description, closedAt: $0.closedAt?.description, count: $0.count,
        open: $0.open)
    }
    settlements = story.settlements.map {
      SettlementReport(
        position: $0.position, state: $0.state.rawValue, by: $0.by.text, byPosition: $0.byPosition,
        at: $0.at.description)
    }
  }
}
