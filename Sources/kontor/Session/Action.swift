import ArgumentParser
import Operations

/// A command of Kontor: what it does, without how it ends.
protocol Action: ParsableCommand {
  var shared: SharedOptions { get }

  /// What becomes of the command when nobody reads its output any more.
  static var onBrokenPipe: Output.BrokenPipe { get }

  func perform(_ session: Session) throws -> Outcome
}

extension Action {
  static var onBrokenPipe: Output.BrokenPipe { .endsProgram }

  func run() throws {
    let session = Session(shared, onBrokenPipe: Self.onBrokenPipe)
    let outcome: Outcome
    do {
      outcome = try perform(session)
    } catch {
      if let unclear = error as? UnclearName, !unclear.found.isEmpty {
        InterchangeTable(interchanges: unclear.found).print(to: session.err)
      }
      guard let failure = Failure(error) else { throw error }
      session.complain(failure)
      outcome = failure.outcome
    }
    session.out.flush()
    session.err.flush()
    if outcome != .done { throw ExitCode(outcome.rawValue) }
  }
}
