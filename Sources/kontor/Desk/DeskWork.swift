import ArgumentParser
import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Operations

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

  /// - Parameter progress: called now and then with how many further attempts have come to their end.
  func carry(_ decisions: [Decision], progress: (Int) -> Void = { _ in }) throws -> DeskResult {
    var result = DeskResult()
    for file in DecisionFiles.split(decisions) {
      let before = result.answers.count
      do {
        result.append(try carryFile(file) { progress(before + $0) })
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

  private func carryFile(_ decisions: [Decision], progress: (Int) -> Void) throws -> DeskResult {
    let ledger: (any Ledger)?
    do throws(LedgerError) {
      ledger = try session.ledger(of: configuration, for: .processing)
    } catch {
      guard error.code == .busy else { throw error }
      ledger = nil
    }
    let file = try DeskPost(configuration).drop(decisions)
    if let ledger {
      try scan(with: ledger, progress)
      return try result(of: file, in: ledger)
    }
    return try waitForService(file, progress)
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

  private func waitForService(_ file: DroppedFile, _ progress: (Int) -> Void) throws -> DeskResult {
    var news = ContinuousClock.now
    var finished = -1
    while ContinuousClock.now - news < Self.patience {
      switch try DeskWatch(session.ledger(of: configuration, for: .reading)).course(of: file) {
      case .decided(let result): return result
      case .underWay(let done, _) where done > finished:
        (finished, news) = (done, .now)
        progress(done)
      case .underWay, .notTaken: break
      }
      usleep(finished > 0 ? 250_000 : 100_000)
    }
    session.err.endProgress()
    if finished >= 0 {
      // The decision is made; what is under way goes on without anybody waiting for it.
      return try result(of: file, in: try session.ledger(of: configuration, for: .reading))
    }
    throw Failure(
      .temporary,
      "the service has not taken the decision within a minute; it lies in \(configuration.desk.written) as "
        + "\(file.name) and is carried out with the next scan. kontor status tells what keeps it")
  }

  private func result(of file: DroppedFile, in ledger: any Ledger) throws -> DeskResult {
    if let result = try DeskWatch(ledger).result(of: file) { return result }
    throw Failure(
      .ioError,
      "the decision could not be carried out now; it lies in \(configuration.desk.written) and is carried out with the "
        + "next scan")
  }

  // MARK: - Telling

  /// Tells how decisions ended, in the order in which they were made.
  func tell(_ result: DeskResult, of decisions: [(decision: Decision, done: String)], json: Bool) throws -> Outcome {
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

extension OpenSubject {
  func decision(_ action: Decision.Action, _ options: DecisionOptions) -> Decision {
    decision(action, by: options.person, reason: options.reason)
  }
}
