import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Discard: Action {
  static let configuration = CommandConfiguration(
    abstract: "End held records, or rejected files, without sending them.",
    discussion: """
      Held records are named by their numbers in kontor held, or one by entity and key: their sender is told that they were \
      rejected, and why. Rejected files are named by any part of id or file name that only one file has, or with --where: \
      they count as settled, and nobody has to put them right any more. The files stay where they are kept.

        kontor discard 12 --reason "ordered twice; the customer meant A-2"
        kontor discard Order A-1 --reason "ordered twice"
        kontor discard orders-0815.xml --reason "sent by mistake; the CRM says so"
        kontor discard --where "system=crm file=test-*.xml age>7d" --reason "left over from the test" --yes

      With --where, or with several files, it says how many there are, and asks; without a terminal --yes is needed.
      """)

  @Argument(
    help: ArgumentHelp(
      "Numbers of held records, one entity and its key, or ids or names of rejected files.", valueName: "what"))
  var what: [String] = []

  @OptionGroup var which: WhereOptions

  @Flag(help: "Do it without asking.")
  var yes = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if decision.reason?.contains(where: { !$0.isWhitespace }) != true {
      throw ValidationError("Say why, with --reason: the sender is told.")
    }
    if what.isEmpty, which.clause == nil {
      throw ValidationError("Name held records by number, rejected files by id or name, or these with --where.")
    }
    if !what.isEmpty, which.clause != nil { throw ValidationError("Name them one by one, or with --where.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    var decisions: [Decision] = []
    if let held = HeldSubjects.all(what) {
      decisions = held.map { decision.decision(.discard, $0) }
    } else {
      let configuration = try session.checkedConfiguration()
      let ledger = try session.ledger(of: configuration, for: .reading)
      let subjects = try files(session, configuration, ledger)
      if subjects.isEmpty {
        session.out.line("none")
        return .done
      }
      if which.clause != nil || subjects.count > 1 {
        let count = try SubjectCount(of: subjects, in: ledger).words
        if yes { session.err.line(count) }
        let them = subjects.count == 1 ? "it" : "them"
        guard try session.consents(to: "\(count): discard \(them)?", isAgreed: yes) else { return .done }
      }
      decisions = subjects.map { $0.decision(.discard, decision) }
    }
    let desk = try DeskWork(session)
    return try desk.tell(try desk.carry(decisions), of: decisions.map { ($0, "discarded") }, json: shared.json)
  }

  private func files(_ session: Session, _ configuration: Configuration, _ ledger: any Ledger) throws -> [OpenSubject] {
    let open = OpenSubjects(ledger: ledger)
    if let filter = try which.openRejections(configuration) { return try open.matching(filter) }
    if let number = what.first(where: { HeldSubjects.isNumber($0) }) {
      throw Failure(
        .usage, "\(number) is the number of a held record; discard held records and rejected files one after the other")
    }
    let subjects = try open.named(what)
    session.tellOfOthers(subjects)
    return subjects
  }
}
