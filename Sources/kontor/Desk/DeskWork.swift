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
  static var user: String {
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
    /// One for each decision, in their order.
    var answers: [Answer] = []
    var documents: [Document] = []
    /// Further attempts that decisions handed in, by the place of the decision, counted from 0.
    var attempts: [Int: Interchange] = [:]
  }

  /// - Parameter progress: called now and then with how many further attempts have come to their end.
  func carry(_ decisions: [Decision], progress: (Int) -> Void = { _ in }) throws -> Result {
    var result = Result()
    for file in DecisionFiles.split(decisions) {
      let before = result.answers.count
      do {
        let next = try carryFile(file) { progress(before + $0) }
        result.answers += next.answers
        result.documents += next.documents
        for (place, attempt) in next.attempts { result.attempts[before + place] = attempt }
      } catch {
        guard before > 0, let failure = Failure(error) else { throw error }
        throw Failure(
          failure.outcome,
          failure.message + "\n\(before) of \(decisions.count) decisions were carried out before that; kontor audit "
            + "lists them")
      }
    }
    return result
  }

  private func carryFile(_ decisions: [Decision], progress: (Int) -> Void) throws -> Result {
    let ledger: (any Ledger)?
    do throws(LedgerError) {
      ledger = try session.ledger(of: configuration, for: .processing)
    } catch {
      guard error.code == .busy else { throw error }
      ledger = nil
    }
    let name = try Desk(configuration).drop(decisions, at: .now())
    if let ledger {
      try scan(with: ledger, progress)
      return try result(of: name, in: ledger)
    }
    return try waitForService(name, progress)
  }

  private func scan(with ledger: any Ledger, _ progress: (Int) -> Void) throws {
    var options = Processor.Options()
    options.inHand = try InHand(path: configuration.ledgerFolder + "/in-hand")
    options.only = System.desk
    var problems: [ScanProblem] = []
    try withoutActuallyEscaping(progress) { progress in
      var finished = 0
      let processor = try Processor(
        configuration, catalogue: FormatCatalogue(configuration), ledger: ledger, options: options
      ) { event in
        switch event {
        case .putOff(let problem): problems.append(problem)
        case .finished(let interchange) where interchange.handedIn != nil:
          finished += 1
          progress(finished)
        case .finished, .waiting, .passedOver, .settling, .incident, .moreIncidents: break
        }
      }
      _ = try processor.scan()
    }
    session.err.endProgress()
    for problem in problems { session.err.line("put off: \(Printable.line("\(problem)"))") }
  }

  /// How long a running service may take until there is any news of the decisions.
  private static let patience = Duration.seconds(60)

  private func waitForService(_ name: FileName, _ progress: (Int) -> Void) throws -> Result {
    var news = ContinuousClock.now
    var finished = -1
    while ContinuousClock.now - news < Self.patience {
      let ledger = try session.ledger(of: configuration, for: .reading)
      if let interchange = try interchange(name, in: ledger) {
        let attempts = try ledger.attempts(handedInBy: interchange.id)
        let done = attempts.count { $0.state == .done }
        if done == attempts.count { return try result(of: name, in: ledger) }
        if done > finished {
          (finished, news) = (done, .now)
          progress(done)
        }
      }
      usleep(finished > 0 ? 250_000 : 100_000)
    }
    session.err.endProgress()
    if finished >= 0 {
      // The decision is made; what is under way goes on without anybody waiting for it.
      return try result(of: name, in: try session.ledger(of: configuration, for: .reading))
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
    var result = Result()
    try ledger.forEachRecord(of: interchange.id, exceptions: false) { record, issues, _ in
      result.answers.append(Answer(record: record, issues: issues))
    }
    for issue in try ledger.issues(of: interchange.id) where issue.severity == .error {
      throw Failure(.software, issue.message)
    }
    result.documents = try ledger.importDocuments(of: interchange.id)
    for wait in try ledger.endedWaits(by: interchange.id) where !wait.isSuperseded {
      if let document = try ledger.document(wait.document) { result.documents.append(document) }
    }
    for attempt in try ledger.attempts(handedInBy: interchange.id) {
      if let source = attempt.handedIn { result.attempts[source.position - 1] = attempt }
    }
    return result
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
      let places = Places(configuration: configuration)
      for document in result.documents { session.out.line("  → \(Printable.line(places.path(of: document)))") }
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
    case .incident(let id): "incident \(id)"
    case .flow(let name): "flow \(name)"
    }
  }
}
