import Exchange
import Operations

/// A person at work on one rejected file: edit, look at what is wrong and what was changed, decide.
struct EditSession {
  let session: Session
  let trial: FileTrial
  let correction: FileCorrection

  enum Choice {
    case submit, again, leave
  }

  /// Faults that are printed; all are counted.
  private static let mostFaults = 20

  /// Prints what is still wrong with a version, and what it changes, and answers the errors.
  func show(_ file: InputFile, _ bytes: [UInt8]) throws -> Int {
    let judgement = try trial.judge(file, showing: Self.mostFaults)
    let out = session.options.json ? session.err : session.out
    try VersionDifference(from: correction.original, to: bytes).print(to: out)
    out.line()
    let printer = IssuePrinter(
      file: file, encoding: judgement.encoding, output: out, showsSource: trial.configuration.masked.isEmpty)
    for issue in judgement.issues { printer.print(issue) }
    if judgement.left > 0 { out.line("and \(judgement.left) more") }
    out.line(
      judgement.isValid
        ? out.styled("valid", .good) + ", \(Phrase.count(judgement.records, "record"))"
        : out.styled(Phrase.count(judgement.errors, "error"), .bad) + " left")
    return judgement.errors
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
