import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Prune: Action {
  static let configuration = CommandConfiguration(
    abstract: "Delete what has been kept long enough, or list it.",
    discussion: """
      Goes by the section retention of the configuration, as the service does by itself once a day; or, with --before, by a \
      day. What is deleted stands in the ledger, with when and by which rule. What is unresolved is kept, whatever its age. \
      A file is recognised when it comes again also after it was deleted.

        kontor prune --dry-run
        kontor prune
        kontor prune --before 2026-01-01 --class rejected

      Says how much it is, and asks; without a terminal --yes is needed. Exits with 75 while the service works with the \
      ledger: it prunes by itself; stop it to do so by hand.
      """)

  @Option(
    help: ArgumentHelp(
      "Everything that was done before this day or moment, whatever the configuration says; its files, unless --class says "
        + "what.", valueName: "moment"))
  var before: MomentArgument?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Only this: payload, rejected or metadata. Can be given several times.", valueName: "class"))
  var classes: [WordArgument<RetentionClass>] = []

  @Flag(help: "Only list what would be deleted, and what is kept and why.")
  var dryRun = false

  @Flag(help: "Do it without asking.")
  var yes = false

  @Option(help: ArgumentHelp("Who asks for it; without it, the user who runs the command.", valueName: "name"))
  var by: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let scope = try scope(configuration)
    var summary = PruneSummary()
    let reading = try session.ledger(of: configuration, for: .reading)
    try PruneWalk(configuration, ledger: reading, isTrial: true).forEach(scope) { summary.add($0) }
    guard !dryRun else {
      try show(summary, session)
      return .done
    }
    if !shared.json { try show(summary, session) }
    if summary.isEmpty {
      if shared.json { try show(summary, session) }
      return .done
    }
    guard try session.consents(to: "\(summary.words): delete for good?", isAgreed: yes) else { return .done }
    summary = PruneSummary()
    let catalogue = try FormatCatalogue(configuration)
    let processor = try Processor(configuration, catalogue: catalogue, ledger: try ledger(session, configuration))
    try processor.prune(scope) { summary.add($0) }
    if shared.json {
      try show(summary, session)
    } else {
      session.out.line("\(summary.words): \(session.out.styled("deleted", .good))")
    }
    return .done
  }

  private func scope(_ configuration: Configuration) throws(Failure) -> PruneScope {
    let wanted = classes.map(\.value)
    var scope: PruneScope
    if let before {
      scope = PruneScope(wanted.isEmpty ? [.payload, .rejected] : wanted, before: before.moment)
    } else {
      scope = PruneScope(configuration.retention, at: .now())
      if scope.isEmpty {
        throw Failure(
          .usage,
          "\(configuration.file) says nowhere how long things are kept; give it a section retention, or name a day with "
            + "--before")
      }
      if let without = wanted.first(where: { scope[$0] == nil }) {
        throw Failure(.usage, "\(configuration.file) gives no term for \(without.rawValue); name a day with --before")
      }
      if !wanted.isEmpty { scope.keep(only: wanted) }
    }
    scope.who = by ?? DecisionOptions.user
    return scope
  }

  private func ledger(_ session: Session, _ configuration: Configuration) throws -> any Ledger {
    do throws(LedgerError) {
      return try session.ledger(of: configuration, for: .processing)
    } catch {
      guard error.code == .busy else { throw error }
      throw Failure(
        .temporary,
        "the service works with the ledger. Once a day it prunes by itself, as the configuration says; stop it to prune by "
          + "hand, or only look with --dry-run")
    }
  }

  private func show(_ summary: PruneSummary, _ session: Session) throws {
    if shared.json { try session.out.json(summary.report) } else { summary.print(to: session.out) }
  }
}
