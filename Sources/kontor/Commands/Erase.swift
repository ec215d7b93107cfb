import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Erase: Action {
  static let configuration = CommandConfiguration(
    abstract: "Erase what is known of one person, in ledger and archive, or list it.",
    discussion: """
      For a person who asks for it (GDPR, Article 17). Values of the customer are written over in archived and rejected files, \
      in the copies of documents, in side files and in the ledger; its keys stay, and so do items, amounts and dates of its \
      orders, which the law wants kept. All of the archive is read for that. Who asked, when, why, and each file with its \
      hash before and after stand in the audit trail.

        kontor erase Customer C-1001 --dry-run
        kontor erase Customer C-1001 --reason "request of 24 November"

      Refused while something of the customer waits, is to be put right, or is to be sent. Documents that still lie in an \
      outbox are listed; they, backups and the other systems are not touched. Exits with 1 if nothing was erased.
      """)

  @OptionGroup var arguments: EntityArguments

  @Flag(help: "Only list what would be touched.")
  var dryRun = false

  @Flag(help: "Do it without asking.")
  var yes = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  private var subject: NamedEntity { arguments.named }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    guard subject.kind == .customer else {
      throw Failure(.usage, "\(subject.words) is no person; erase its customer: kontor erase Customer <key>")
    }
    guard dryRun || decision.reason != nil else {
      throw Failure(.usage, "say why it is erased, with --reason: whoever is asked for it later wants to know")
    }
    let ledger = try session.ledger(of: configuration, for: .reading)
    guard let entity = try ledger.entity(subject.kind, anyKey: subject.key, by: AgreementTerms(configuration)) else {
      throw subject.unknown
    }
    var report = ErasureReport(
      subject.words, entity, try ledger.events(of: entity.id).count, Places(configuration: configuration))
    let search = try ErasureSearch(configuration, memory: ledger)
    let findings = try search.run(entity) { report.add($0, configuration) }
    try report.add(findings, ledger, configuration)
    if dryRun {
      if shared.json { try session.out.json(report) } else { report.print(to: session.out) }
      return report.obstacles.isEmpty ? .done : .attention
    }
    if !shared.json { report.print(to: session.out) }
    guard try session.consents(to: "\(subject.words): erase for good?", isAgreed: yes) else { return .done }
    let desk = try DeskWork(session)
    let erase = decision.decision(.erase, .entity(subject.kind, key: subject.key))
    return try desk.tell(
      try desk.carry([erase]), of: [(erase, session.out.styled("erased", .good))], json: shared.json)
  }
}
