import Exchange
import Operations

/// What `reprocess --dry-run` says, in lines for a person.
struct TrialText {
  let answers: [AttemptTrial.Answer]
  let output: Output

  /// Files that are shown one by one; with more of them, only those that would not pass.
  static let mostFiles = 20

  func print() {
    let failed = answers.filter { !$0.passes }
    let isShort = answers.count <= Self.mostFiles
    for answer in (isShort ? answers : failed).prefix(Self.mostFiles) { print(answer) }
    if !isShort, failed.count > Self.mostFiles {
      output.line(
        "and \(Phrase.many(failed.count - Self.mostFiles, "more file")) that would not pass; --json lists all")
    }
    if answers.isEmpty { return output.line("none") }
    let passing = answers.count - failed.count
    output.line("\(Phrase.number(passing)) of \(Phrase.many(answers.count, "file")) would pass; nothing was done")
  }

  private func print(_ answer: AttemptTrial.Answer) {
    let words = answer.subject.words
    if let trouble = answer.trouble {
      output.line("\(words): \(output.styled("would be refused", .bad))")
      return output.line("  \(Printable.line(trouble))")
    }
    guard let result = answer.result, !result.isValid else {
      return output.line("\(words): \(output.styled("would pass", .good))")
    }
    let count = Phrase.count(result.errors, "error")
    output.line("\(words): \(output.styled("would be rejected", .bad)), \(count)")
    if let first = answer.first { output.line("  \(Phrase.issue(first))") }
  }
}
