import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Edit: Action {
  static let configuration = CommandConfiguration(
    abstract: "Put a rejected file right in an editor, and hand it in as a further attempt.",
    discussion: """
      Opens a copy of what is to be put right in the editor that VISUAL or EDITOR names: the rejected file, or of a file \
      that passed in part the reject file with only its bad records. When the editor has ended, it shows what was changed \
      and what is still wrong, and asks whether to submit it, to edit it again or to leave it. The original is never \
      changed: what is submitted is a new attempt, and kontor show keeps all of them apart.

        kontor edit 01KAVB0QZ3
        kontor edit orders-0815.xml --reason "the CRM confirmed the date by telephone"
        kontor edit 01KAVB0QZ3 --file corrected.xml --yes

      Who submits second is told who was first, and keeps the edited copy. --file takes a file that was put right \
      elsewhere; with --yes nobody is asked, which is for scripts. Exits with 1 if something was rejected or held again, or \
      if somebody was first.
      """)

  @Argument(help: ArgumentHelp("A part of the id or the file name that only one file has.", valueName: "id-or-name"))
  var name: String

  @Option(
    help: ArgumentHelp("Take this file, and open no editor; - is standard input.", valueName: "path"),
    completion: .file(extensions: ["xml"]))
  var file: String?

  @Flag(help: "Submit without asking.")
  var yes = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let subject: OpenSubject
    let work: EditSession
    do {
      let ledger = try session.ledger(of: configuration, for: .reading)
      let open = OpenSubjects(ledger: ledger)
      subject = try open.named(name)
      try open.requireOpen(subject)
      session.tellOfOthers([subject])
      let trial = AttemptTrial(configuration, ledger)
      let correction = try FileCorrection(of: subject, trial, configuration)
      if !yes, !session.isInteractive {
        throw Failure(
          .usage, "there is no terminal to ask on; hand in a file that is put right: --file corrected.xml --yes")
      }
      work = EditSession(
        session: session, trial: try trial.trial(for: subject.interchange.sender), correction: correction)
    }
    if let file { return try take(file, subject, work, configuration) }
    return try edit(subject, work, configuration)
  }

  // MARK: - A file that was put right elsewhere

  private func take(
    _ path: String, _ subject: OpenSubject, _ work: EditSession, _ configuration: Configuration
  ) throws -> Outcome {
    let session = work.session
    let corrected = try InputFile(path)
    try FileCorrection.check(corrected, of: subject, configuration)
    let bytes = corrected.contents
    if work.correction.isUnchanged(bytes) {
      session.out.line("nothing was changed")
      return .done
    }
    let errors = try work.show(corrected, bytes)
    if !yes, work.choose(errors: errors) != .submit {
      session.err.line("nothing was handed in")
      return .done
    }
    return try submit(bytes, work, configuration).outcome
  }

  // MARK: - An editor

  private func edit(_ subject: OpenSubject, _ work: EditSession, _ configuration: Configuration) throws -> Outcome {
    let editor = try Editor()
    let session = work.session
    let interchange = subject.interchange
    let copy = try EditedCopy(
      of: work.correction.original,
      named: interchange.place?.split(separator: "/").last.map(String.init) ?? "\(interchange.id).xml")
    // From here on nobody loses what was written, whatever happens.
    var bytes = work.correction.original
    do {
      while true {
        session.out.flush()
        session.err.flush()
        try editor.open(copy.path)
        let file = try copy.file()
        bytes = file.contents
        if work.correction.isUnchanged(bytes) {
          copy.remove(session)
          session.out.line("nothing was changed")
          return .done
        }
        try FileCorrection.check(file, of: subject, configuration)
        let errors = try work.show(file, bytes)
        switch yes ? .submit : work.choose(errors: errors) {
        case .again: continue
        case .leave:
          session.err.line("nothing was handed in; what you wrote lies in \(copy.path)")
          return .done
        case .submit: break
        }
        break
      }
      let (outcome, isTaken) = try submit(bytes, work, configuration)
      if isTaken { copy.remove(session) } else { session.err.line("what you wrote lies in \(copy.path)") }
      return outcome
    } catch {
      guard let failure = Failure(error) else { throw error }
      throw Failure(failure.outcome, failure.message + "\nwhat you wrote lies in \(copy.path)")
    }
  }

  // MARK: - Submitting

  private func submit(
    _ bytes: [UInt8], _ work: EditSession, _ configuration: Configuration
  ) throws -> (outcome: Outcome, isTaken: Bool) {
    let session = work.session
    let attempt = work.correction.attempt(bytes, by: decision.person, reason: decision.reason)
    let result = try DeskWork(session).carry([attempt])
    let ledger = try session.ledger(of: configuration, for: .reading)
    let outcome = try AttemptsText(session, configuration, ledger).tell(
      result, of: [work.correction.subject], [attempt], json: shared.json)
    return (outcome, result.answers.allSatisfy(\.isDone))
  }
}
