import DropFolder
import Exchange
import Operations
import XMLEngine

/// One interchange in lines for a person.
struct InterchangeText {
  let interchange: Interchange
  let ledger: any Ledger
  let places: Places
  let acknowledgement: String?
  let output: Output

  /// Documents that are shown; a large file has one for each record.
  private static let mostDocuments = 50

  func print(all: Bool) throws {
    let verdict = Phrase.verdict(interchange.verdict, interchange.state)
    output.line(
      "\(output.styled(interchange.fileName.display, .strong)): "
        + output.styled(verdict, Phrase.style(of: interchange.verdict)))
    if let summary = interchange.summary { output.line(Printable.line(summary)) }
    output.line()
    let story = try AttemptStory(of: interchange, in: ledger)
    for (title, value) in facts(story.rejection) {
      if let value { output.line(title.padding(to: 12) + Printable.line(value)) }
    }
    if try ledger.closing(of: interchange.id)?.origin == .rebuilt {
      output.line("rebuilt".padding(to: 12) + "from its side file: accepted records are counted, and not listed")
    }
    for pruning in try ledger.prunings(of: interchange.id) {
      output.line("pruned".padding(to: 12) + Printable.line("\(pruning.class.rawValue), \(pruning.words)"))
    }
    try printIssues()
    try printRecords(all: all)
    try printDocuments()
    story.print(to: output)
  }

  private func facts(_ rejection: Rejection?) -> [(String, String?)] {
    [
      ("id", interchange.id.text),
      ("from", interchange.sender),
      ("number", interchange.envelope.controlNumber),
      ("state", interchange.state.rawValue + (interchange.waitsUntil.map { ", until \(Phrase.moment($0))" } ?? "")),
      ("received", Phrase.moment(interchange.receivedAt)),
      ("done", interchange.doneAt.map(Phrase.moment)),
      ("size", "\(Phrase.size(interchange.size)) (\(interchange.size) bytes)"),
      ("SHA-256", interchange.sha256),
      ("records", interchange.verdict == nil ? nil : Phrase.totals(interchange.totals)),
      ("announced", interchange.totals.announced.map(String.init)),
      ("advice", interchange.advice?.rawValue),
      ("repeats", interchange.repeats?.text),
      ("corrects", interchange.corrects?.text),
      ("file", places.file(of: interchange, rejection)),
      (
        "reject file", interchange.verdict == .partiallyAccepted ? places.rejectedFile(of: interchange, rejection) : nil
      ),
      ("report", places.report(on: interchange, rejection)),
      ("answer", acknowledgement),
    ]
  }

  private func printIssues() throws {
    let issues = try ledger.issues(of: interchange.id)
    guard !issues.isEmpty else { return }
    output.line()
    output.line(output.styled("The file as a whole", .strong))
    for issue in issues { line(of: issue) }
  }

  private func printRecords(all: Bool) throws {
    var isFirst = true
    try ledger.forEachRecord(of: interchange.id, exceptions: !all) { record, issues, documents in
      if isFirst {
        output.line()
        output.line(output.styled(all ? "Records" : "Records that were not simply accepted", .strong))
        isFirst = false
      }
      let key = record.key.map { " \(Printable.line($0))" } ?? ""
      output.line(
        "\(record.position). \(Printable.line(record.entity))\(key), line \(record.start.line): \(record.verdict.rawValue)"
          + documents.map { " → \($0.system)/\($0.name.display)" }.joined())
      for issue in issues { line(of: issue) }
    }
  }

  private func printDocuments() throws {
    let page = try ledger.documents(of: interchange.id, kind: .import, after: nil, limit: Self.mostDocuments + 1)
    guard !page.isEmpty else { return }
    output.line()
    output.line(output.styled("Documents", .strong))
    for document in page.prefix(Self.mostDocuments) {
      output.line("  \(Printable.line(places.path(of: document)))  \(document.state.rawValue)")
      for line in DocumentCourseText(try DocumentCourse(of: document, in: ledger)).lines {
        output.line("      " + line)
      }
    }
    if page.count > Self.mostDocuments { output.line("  and more; --json lists all") }
  }

  private func line(of issue: Issue) {
    let style: Style =
      switch issue.severity {
      case .error: .bad
      case .warning: .warning
      case .information: .note
      }
    let place = issue.position.map { "line \($0.line), column \($0.column): " } ?? ""
    output.line(
      "   \(output.styled(issue.severity.rawValue, style)): \(place)\(Printable.line(issue.message)) "
        + "[\(Printable.line(issue.code))]")
    if let expected = issue.expected { output.line("      expected: \(Printable.line(expected))") }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
