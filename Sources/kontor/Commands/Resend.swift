import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Resend: Action {
  static let configuration = CommandConfiguration(
    abstract: "Put documents that were sent into the outbox once more, byte by byte.",
    discussion: """
      For when the other system has lost them. Name interchanges, of which all documents go again, or single documents by \
      the ids that kontor show --json tells. A document keeps its id and its content, and its name says that it is sent \
      again; nothing is judged or mapped anew. Whoever takes them must know that they may have been there before.

        kontor resend 01KAVB0QZ3
        kontor resend 01KAVB0QZ3RM2T7W-1-2 --reason "the ERP lost its morning"
        kontor resend --where "system=crm entity=Order age<2h" --dry-run

      It says how many documents there are for which system, and asks where it is more than one, or one that still lies in \
      the outbox; without a terminal --yes is needed. Exits with 1 if one of them could not go.
      """)

  @Argument(
    help: ArgumentHelp(
      "Parts of ids or file names that only one interchange has, or ids of documents.", valueName: "id-or-name"))
  var names: [String] = []

  @OptionGroup var which: WhereOptions

  @Flag(help: "Do it without asking.")
  var yes = false

  @Flag(help: "Only say what would go.")
  var dryRun = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  /// Documents that are shown one by one; with more of them, they are counted.
  private static let mostDocuments = 20

  func validate() throws {
    if names.isEmpty, which.clause == nil {
      throw ValidationError("Name interchanges or documents by their ids, or with --where; kontor list shows them.")
    }
    if !names.isEmpty, which.clause != nil { throw ValidationError("Name them one by one, or with --where.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let places = Places(configuration: configuration)
    var subjects: [ResendSubject]
    do {
      let ledger = try session.ledger(of: configuration, for: .reading)
      let sent = SentSubjects(ledger: ledger)
      subjects = try which.filter(configuration).map(sent.matching) ?? sent.named(names)
    }
    let documents = subjects.flatMap(\.documents)
    if dryRun { return try show(documents, places, session) }
    if documents.isEmpty {
      session.out.line("none")
      return .done
    }
    let untaken = documents.count(where: places.isUntaken)
    if which.clause != nil || documents.count > 1 || untaken > 0 {
      let count = Self.count(of: documents, untaken: untaken)
      if yes { session.err.line(count) }
      let them = documents.count == 1 ? "it" : "them"
      guard try session.consents(to: "\(count): send \(them) again?", isAgreed: yes) else { return .done }
    }
    let decisions = subjects.map { decision.decision(.resend, $0.subject) }
    let desk = try DeskWork(session)
    session.err.progress("sending \(Phrase.many(documents.count, "document")) …")
    let result = try desk.carry(decisions)
    session.err.endProgress()
    if shared.json || result.documents.count <= Self.mostDocuments {
      return try desk.tell(result, of: decisions.map { ($0, "sent again") }, json: shared.json)
    }
    return tellTally(result, decisions, session)
  }

  private func show(_ documents: [Document], _ places: Places, _ session: Session) throws -> Outcome {
    if shared.json {
      try session.out.json(documents.map(InterchangeDetails.Document.init))
      return .done
    }
    for document in documents.prefix(Self.mostDocuments) {
      session.out.line("\(document.id)  \(Printable.line(places.path(of: document)))")
    }
    if documents.count > Self.mostDocuments {
      session.out.line("and \(Phrase.many(documents.count - Self.mostDocuments, "more document")); --json lists all")
    }
    let count = Self.count(of: documents, untaken: documents.count(where: places.isUntaken))
    session.out.line("\(count) would be sent again; nothing was done")
    return .done
  }

  /// What was not taken is not lost: sent again, it arrives twice.
  private static func count(of documents: [Document], untaken: Int) -> String {
    let count = ResendSubject.count(of: documents)
    return untaken == 0 ? count : "\(count) (\(Phrase.number(untaken)) not taken yet, so still in the outbox)"
  }

  private func tellTally(_ result: DeskResult, _ decisions: [Decision], _ session: Session) -> Outcome {
    // Also where only some of the documents of an interchange stay away, somebody should know why.
    let told = zip(decisions, result.answers).filter { !$0.1.isDone || !$0.1.issues.isEmpty }
    for (decision, answer) in told.prefix(Self.mostDocuments) {
      let word = session.out.styled(answer.isDone ? "sent in part" : "refused", answer.isDone ? .warning : .bad)
      session.out.line("\(Printable.line(decision.subject.words)): \(word)")
      for issue in answer.issues { session.out.line("  \(Phrase.issue(issue))") }
    }
    if told.count > Self.mostDocuments {
      session.out.line("and \(Phrase.number(told.count - Self.mostDocuments)) more; kontor audit lists them")
    }
    session.out.line("\(ResendSubject.count(of: result.documents)): sent again")
    return result.answers.allSatisfy(\.isDone) ? .done : .attention
  }
}
