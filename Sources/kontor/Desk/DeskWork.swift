import ArgumentParser
import DropFolder
import Exchange
import Foundation
import LedgerSQLite

/// Who decides, and why: what every command that decides something asks.
struct DecisionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Why. It is kept with the decision.", valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp("Who decides; without it, the user who runs the command.", valueName: "name"))
  var by: String?

  var person: String { by ?? Self.user }

  /// The user who ran `sudo`, if anybody did: `root` decides nothing.
  private static var user: String {
    let environment = ProcessInfo.processInfo.environment
    if let sudo = environment["SUDO_USER"], !sudo.isEmpty { return sudo }
    return NSUserName()
  }

  func decision(_ action: Decision.Action, _ subject: Decision.Subject) -> Decision {
    var decision = Decision(action, subject)
    decision.by = person
    decision.reason = reason
    return decision
  }
}

/// Puts decisions on the desk and sees them through: by a scan of the desk, or, while a service works with the ledger,
/// by waiting until that has taken them.
struct DeskWork {
  let session: Session
  let configuration: Configuration

  init(_ session: Session) throws {
    self.session = session
    configuration = try session.checkedConfiguration()
  }

  /// What became of one decision.
  struct Answer {
    var record: RecordOutcome
    var issues: [Issue]

    var isDone: Bool { record.verdict != .rejected && record.verdict != .held }
  }

  struct Result {
    var answers: [Answer]
    var documents: [Document]
  }

  func carry(_ decisions: [Decision]) throws -> Result {
    let ledger: (any Ledger)?
    do throws(LedgerError) {
      ledger = try session.ledger(of: configuration, for: .processing)
    } catch {
      guard error.code == .busy else { throw error }
      ledger = nil
    }
    let name = try Desk(configuration).drop(decisions, at: .now())
    if let ledger {
      try scan(with: ledger)
      return try result(of: name, in: ledger)
    }
    return try waitForService(name)
  }

  private func scan(with ledger: any Ledger) throws {
    var options = Processor.Options()
    options.inHand = try InHand(path: configuration.ledgerFolder + "/in-hand")
    options.only = System.desk
    var problems: [ScanProblem] = []
    let processor = try Processor(
      configuration, catalogue: FormatCatalogue(configuration), ledger: ledger, options: options
    ) { event in
      if case .putOff(let problem) = event { problems.append(problem) }
    }
    _ = try processor.scan()
    for problem in problems { session.err.line("put off: \(Printable.line("\(problem)"))") }
  }

  /// How long a running service may take.
  private static let patience = Duration.seconds(60)

  private func waitForService(_ name: FileName) throws -> Result {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < Self.patience {
      let ledger = try session.ledger(of: configuration, for: .reading)
      if try interchange(name, in: ledger) != nil { return try result(of: name, in: ledger) }
      usleep(100_000)
    }
    throw Failure(
      .temporary,
      "the service has not taken the decision within a minute; it lies in \(configuration.desk.written) as "
        + "\(name.display) and is carried out with the next scan. kontor status tells what keeps it")
  }

  private func interchange(_ name: FileName, in ledger: any Ledger) throws -> Interchange? {
    var filter = InterchangeFilter()
    filter.sender = System.desk
    filter.text = name.display
    filter.limit = 1
    return try ledger.interchanges(matching: filter).first { $0.state == .done }
  }

  private func result(of name: FileName, in ledger: any Ledger) throws -> Result {
    guard let interchange = try interchange(name, in: ledger) else {
      throw Failure(
        .ioError,
        "the decision could not be carried out now; it lies in \(configuration.desk.written) and is carried out with the "
          + "next scan")
    }
    var answers: [Answer] = []
    try ledger.forEachRecord(of: interchange.id, exceptions: false) { record, issues, _ in
      answers.append(Answer(record: record, issues: issues))
    }
    for issue in try ledger.issues(of: interchange.id) where issue.severity == .error {
      throw Failure(.software, issue.message)
    }
    return Result(
      answers: answers, documents: try ledger.documents(of: interchange.id, kind: .import, after: nil, limit: 1000))
  }

  // MARK: - Telling

  /// Tells how decisions ended, in the order in which they were made.
  func tell(_ result: Result, of decisions: [(decision: Decision, done: String)], json: Bool) throws -> Outcome {
    if json {
      try session.out.json(DeskReport(result, decisions.map(\.decision)))
    } else {
      for (answer, (decision, done)) in zip(result.answers, decisions) {
        if answer.isDone {
          session.out.line("\(Printable.line(decision.subject.words)): \(done)")
        } else {
          session.out.line(
            "\(Printable.line(decision.subject.words)): \(session.out.styled(answer.record.verdict.rawValue, .bad))")
        }
        for issue in answer.issues { session.out.line("  \(Printable.line(issue.message)) [\(issue.code)]") }
      }
      for document in result.documents {
        let place = configuration.system(named: document.system)?.outbox?.written ?? document.system
        session.out.line("  → \(Printable.line(place))/\(document.name.display)")
      }
    }
    return result.answers.allSatisfy(\.isDone) ? .done : .attention
  }
}

extension Decision.Subject {
  /// As people name it.
  var words: String {
    switch self {
    case .entity(let entity, let key): "\(entity.rawValue) \(key)"
    case .hold(let id): "held record \(id)"
    case .interchange(let id): "interchange \(id)"
    case .document(let id): "document \(id)"
    }
  }
}

/// What such a command says with `--json`.
private struct DeskReport: Encodable {
  struct One: Encodable {
    var subject: String
    var action: String
    var verdict: String
    var issues: [String]
  }

  var decisions: [One]
  var documents: [String]

  init(_ result: DeskWork.Result, _ decisions: [Decision]) {
    self.decisions = zip(result.answers, decisions).map { answer, decision in
      One(
        subject: decision.subject.words, action: decision.action.rawValue, verdict: answer.record.verdict.rawValue,
        issues: answer.issues.map(\.message))
    }
    documents = result.documents.map { "\($0.system)/\($0.name.display)" }
  }
}
