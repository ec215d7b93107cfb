import DropFolder
import Exchange
import Operations

/// A person at work on one rejected file: edit, look at what is wrong and what was changed, decide.
struct EditSession {
  let session: Session
  let trial: FileTrial
  let subject: OpenSubject
  /// What is to be put right, as it lies there.
  let original: [UInt8]

  enum Choice {
    case submit, again, leave
  }

  /// Faults that are printed; all are counted.
  private static let mostFaults = 20

  /// Whether a version is what was rejected. Somebody may have changed that where it lies; then it is a version too.
  func isUnchanged(_ bytes: [UInt8]) -> Bool {
    subject.interchange.verdict == .rejected
      ? FileDigest(of: bytes).sha256 == subject.interchange.sha256 : bytes == original
  }

  /// Prints what is still wrong with a version, and what it changes, and answers the errors.
  func show(_ file: InputFile, _ bytes: [UInt8]) throws -> Int {
    var list = IssueList(limit: Self.mostFaults)
    let (_, result) = try trial.run(file, depth: .whole) { issue in
      if issue.severity != .information { list.add(issue) }
    }
    let out = session.options.json ? session.err : session.out
    try VersionDifference(from: original, to: bytes).print(to: out)
    out.line()
    let printer = IssuePrinter(
      file: file, encoding: result.encoding, output: out, showsSource: trial.configuration.masked.isEmpty)
    for issue in list.issues { printer.print(issue) }
    if list.left > 0 { out.line("and \(list.left) more") }
    out.line(
      result.isValid
        ? out.styled("valid", .good) + ", \(Phrase.count(result.totals.read, "record"))"
        : out.styled(Phrase.count(result.errors, "error"), .bad) + " left")
    return result.errors
  }

  func choose(errors: Int) -> Choice {
    let question = errors == 0 ? "Submit it?" : "It would be rejected again. Submit it all the same?"
    while true {
      switch session.ask(question, "s = submit, e = edit again, l = leave it") {
      case "s", "submit", "y", "yes": return .submit
      case "e", "edit": return .again
      // The end of the input is an answer too.
      case "l", "leave", "n", "no", "": return .leave
      default: continue
      }
    }
  }
}
