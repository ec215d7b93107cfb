import ArgumentParser
import DropFolder
import Exchange
import Operations

/// Rejected files, as a command line names them: one by one, or by what they are.
struct OpenSubjectOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Parts of ids or file names that only one file has.", valueName: "id-or-name"))
  var names: [String] = []

  @OptionGroup var which: WhereOptions

  @Flag(help: "Do it without asking.")
  var yes = false

  func validate() throws {
    if names.isEmpty, which.clause == nil {
      throw ValidationError("Name files by their ids or names, or with --where; kontor rejected lists what there is.")
    }
    if !names.isEmpty, which.clause != nil { throw ValidationError("Name files one by one, or with --where.") }
  }

  func subjects(_ session: Session, _ configuration: Configuration, _ ledger: any Ledger) throws -> [OpenSubject] {
    let open = OpenSubjects(ledger: ledger)
    if let filter = try which.openRejections(configuration) { return try open.matching(filter) }
    let subjects = try open.named(names)
    session.tellOfOthers(subjects)
    return subjects
  }

  /// Whether to go on; a single file that was named was counted by whoever named it.
  func consent(_ session: Session, to verb: String, _ subjects: [OpenSubject], _ ledger: any Ledger) throws -> Bool {
    guard which.clause != nil || subjects.count > 1 else { return true }
    let them = subjects.count == 1 ? "it" : "them"
    let count = try SubjectCount(of: subjects, in: ledger).words
    if yes { session.err.line(count) }
    return try session.consents(to: "\(count): \(verb) \(them)?", isAgreed: yes)
  }
}

extension Session {
  /// Tells which attempts are meant where others were named.
  func tellOfOthers(_ subjects: [OpenSubject]) {
    for subject in subjects {
      guard let named = subject.named else { continue }
      err.line(
        "\(named.fileName.display) (\(named.id)) was replaced by a newer attempt; \(subject.words) is meant")
    }
  }
}
