import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Transfer: Action {
  static let configuration = CommandConfiguration(
    abstract: "Send one business object now, whatever is owed or scheduled.",
    discussion: """
      A customer is sent as it stands by the agreement, an order as its sender told it last. A record that waits goes as \
      with kontor release. The transfer is a decision: it is kept with who made it and why. With --dry-run the document is \
      printed, and nothing is sent or remembered.

        kontor transfer Customer K-20417 --dry-run
        kontor transfer Order SO-4711 --to erp --reason "the ERP lost it"

      Exits with 1 if nothing could be sent, with 2 if it is not known.
      """)

  @OptionGroup var arguments: EntityArguments

  @Option(
    help: ArgumentHelp(
      "The system to send to.",
      discussion: "Without it, every system that a flow leads to but the one that brought it.", valueName: "system"))
  var to: String?

  @Flag(help: "Print the document, and do nothing else.")
  var dryRun = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  private var subject: NamedEntity { arguments.named }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    try checkReceiver(session, configuration)
    let ledger = try session.ledger(of: configuration, for: .reading)
    let terms = AgreementTerms(configuration)
    guard
      try ledger.entity(subject.kind, anyKey: subject.key, by: terms) != nil
        || ledger.hold(of: subject.kind, anyKey: subject.key, by: terms) != nil
    else { throw subject.unknown }
    if dryRun { return try show(session, configuration, ledger) }
    var transfer = decision.decision(.transfer, .entity(subject.kind, key: subject.key))
    transfer.system = to
    let desk = try DeskWork(session)
    return try desk.tell(try desk.carry([transfer]), of: [(transfer, "sent")], json: shared.json)
  }

  private func checkReceiver(_ session: Session, _ configuration: Configuration) throws(Failure) {
    guard let system = try session.system(named: to, in: configuration) else { return }
    let receivers = configuration.flows.filter { $0.carries(subject.kind) }.map(\.to.value)
    guard !receivers.contains(system.name) else { return }
    let those = Array(Set(receivers)).sorted().joined(separator: ", ")
    throw Failure(
      .usage,
      "no flow brings \(subject.kind.rawValue) records to \(system.name); "
        + (those.isEmpty ? "none brings them anywhere" : "flows bring them to \(those)"))
  }

  private func show(_ session: Session, _ configuration: Configuration, _ ledger: any Ledger) throws -> Outcome {
    let trial = TransferTrial(configuration, try FormatCatalogue(configuration), ledger: ledger)
    switch try trial.answer(subject.kind, key: subject.key, to: to) {
    case .documents(let documents):
      if shared.json {
        try session.out.json(documents.map(DocumentReport.init))
      } else {
        for document in documents { DocumentText(document).print(to: session.out) }
      }
      return .done
    case .refused(let reason):
      session.out.flush()
      session.err.line("kontor: " + Printable.line(reason))
      return .attention
    }
  }
}
