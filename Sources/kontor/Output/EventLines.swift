import DropFolder
import Exchange
import Operations

/// What happens during a scan, in lines for a person.
struct EventLines {
  let places: Places
  let ledger: any Ledger
  let output: Output

  func lines(of event: ScanEvent) throws -> [String] {
    switch event {
    case .finished(let interchange): try lines(of: interchange)
    case .waiting(let interchange, let until):
      [
        "\(word("incomplete", .warning)) \(interchange.fileName.display)  \(interchange.sender)",
        "\(indent)It ends too early; it waits for the rest until \(Phrase.moment(until)).",
      ]
    case .passedOver(let system, let name, let reason):
      ["\(word("passed over", .faint)) \(name.display)  \(system)", "\(indent)It \(Printable.line(reason))."]
    case .putOff(let problem):
      ["\(word("put off", .bad)) \(Printable.line(problem.subject))", "\(indent)\(Printable.line(problem.message))"]
    case .settling(let system, let count):
      ["\(word("settling", .faint)) \(Phrase.count(count, "file")) of \(system)"]
    case .incident(let news):
      [
        "\(word(news.event == .closed ? "incident over" : "incident", news.event == .closed ? .good : .bad)) "
          + Printable.line(news.sentence),
        indent + Printable.line(news.incident.detail),
      ]
    case .moreIncidents(let count):
      ["\(word("incident", .bad)) and \(count) more: kontor incidents"]
    }
  }

  private func lines(of interchange: Interchange) throws -> [String] {
    let verdict = interchange.verdict.map(\.rawValue) ?? interchange.state.rawValue
    let number = interchange.envelope.controlNumber.map { " \(Printable.line($0))" } ?? ""
    let shown = interchange.repeats != nil ? "repeat" : verdict
    var lines = [
      "\(word(shown, Phrase.style(of: interchange.verdict))) \(output.styled(interchange.fileName.display, .strong))"
        + "  \(interchange.sender)\(number)",
      indent + Printable.line(interchange.summary ?? ""),
    ]
    if let corrected = interchange.corrects {
      let how = interchange.verdict == .rejected ? "was to put right" : "puts right"
      lines.append("\(indent)\(how) \(corrected)")
    }
    if interchange.verdict == .rejected, let file = places.file(of: interchange) {
      lines.append("\(indent)file    \(file)")
    }
    if let report = places.report(on: interchange) { lines.append("\(indent)report  \(report)") }
    if let answer = try places.acknowledgement(of: interchange, in: ledger) {
      lines.append("\(indent)answer  \(answer)")
    }
    return lines
  }

  private static let wordWidth = 23

  private var indent: String { String(repeating: " ", count: Self.wordWidth + 1) }

  private func word(_ text: String, _ style: Style) -> String {
    output.styled(text, style) + String(repeating: " ", count: max(0, Self.wordWidth - text.count))
  }

  /// What all came to, in one or two sentences.
  static func summary(_ tally: ScanTally) -> String {
    var parts: [String] = []
    if tally.interchanges > 0 {
      let verdicts = InterchangeVerdict.allCases.compactMap { verdict in
        tally.byVerdict[verdict].map { "\($0) \(verdict == .duplicate ? "repeated" : verdict.rawValue)" }
      }
      parts.append("\(Phrase.count(tally.interchanges, "file")): \(verdicts.joined(separator: ", "))")
    }
    if tally.totals.read > 0 { parts.append(Phrase.totals(tally.totals)) }
    if tally.documents > 0 { parts.append("\(Phrase.count(tally.documents, "document")) sent") }
    if tally.waiting > 0 { parts.append("\(Phrase.count(tally.waiting, "file")) incomplete") }
    if tally.settling > 0 { parts.append("\(Phrase.count(tally.settling, "file")) still arriving") }
    if tally.problems > 0 { parts.append("\(Phrase.count(tally.problems, "problem"))") }
    return parts.isEmpty ? "nothing new" : parts.joined(separator: "; ")
  }
}
