import DropFolder
import XMLEngine

/// What a report says, in its language and harmless, but in no form yet.
struct ReportContent {
  typealias Row = (title: String, value: String)

  struct Problem {
    var number: Int
    var title: String
    var code: String
    var severity: Issue.Severity
    var severityWord: String
    /// How many there are, where it is more than one.
    var count: String?
    var place: [String]
    var excerpt: SourceExcerpt?
    /// Why it is wrong, what was expected, what to do, who.
    var rows: [Row]
    /// The original sentence, where the report is in another language.
    var technical: String?
    var others: Others?
  }

  /// Where else the same problem was found.
  struct Others {
    var title: String
    var columns: [String]
    var rows: [[String]]
  }

  struct Way {
    var title: String
    var text: String
    var command: String?
  }

  let words: ReportWords
  let language: Language
  let fileName: String
  let isWhole: Bool
  let status: String
  let sentence: String
  let facts: [Row]
  let counts: [Row]
  let problems: [Problem]
  /// Records that are not listed.
  let more: String?
  let ways: [Way]

  init(_ report: RejectionReport) {
    let interchange = report.interchange
    let words = ReportWords(language: report.language)
    self.words = words
    language = report.language
    fileName = interchange.fileName.display
    isWhole = interchange.verdict != .partiallyAccepted
    status = isWhole ? words.rejected : words.partlyRejected
    sentence = words.outcome(of: interchange)
    facts = Self.facts(of: report, words)
    counts = Self.counts(of: interchange.totals, words)
    let kinds = ReportProblem.all(report.issues, report.records)
    problems = kinds.enumerated().map { Self.problem($1, number: $0 + 1, report, words) }
    more = report.more > 0 ? words.more(report.more) : nil
    let responsible = kinds.lazy.filter { $0.first.severity == .error }.compactMap { $0.entry?.responsible }.first
    ways = ReportWays(report, words, responsible: responsible ?? .sender).all
  }

  private static func facts(of report: RejectionReport, _ words: ReportWords) -> [Row] {
    let interchange = report.interchange
    var facts: [Row] = [
      (words.file, interchange.fileName.display), (words.sender, Printable.line(interchange.sender)),
    ]
    if let number = interchange.envelope.controlNumber { facts.append((words.controlNumber, Printable.line(number))) }
    facts.append((words.received, words.moment(interchange.receivedAt)))
    facts.append((words.id, interchange.id.text))
    if !report.attempts.isEmpty {
      facts.append((words.attempt, String(report.attempts.count + 1)))
      for earlier in report.attempts {
        facts.append((words.earlier, "\(earlier.id.text), \(words.moment(earlier.receivedAt))"))
      }
    }
    if let file = report.rejectFile { facts.append((words.rejectFile, Printable.line(file.name))) }
    return facts
  }

  private static func counts(of totals: Totals, _ words: ReportWords) -> [Row] {
    var counts: [Row] = []
    if let announced = totals.announced { counts.append((words.announced, String(announced))) }
    counts.append((words.read, String(totals.read)))
    for verdict in RecordVerdict.allCases where totals[verdict] > 0 {
      counts.append((words.verdict(verdict), String(totals[verdict])))
    }
    return counts
  }

  private static func problem(
    _ kind: ReportProblem, number: Int, _ report: RejectionReport, _ words: ReportWords
  ) -> Problem {
    let issue = kind.first
    var rows: [Row] = [(words.why, words.sentence(of: issue, kind.entry))]
    if let expected = issue.expected { rows.append((words.expected, words.expectation(expected))) }
    if let entry = kind.entry {
      rows.append((words.remedy, entry.remedy[report.language]))
      rows.append((words.who, entry.responsible.words[report.language]))
    }
    let count = kind.occurrences.count
    return Problem(
      number: number, title: kind.entry?.title[report.language] ?? Printable.line(issue.code),
      code: Printable.line(issue.code), severity: issue.severity, severityWord: issue.severity.word[report.language],
      count: count > 1 ? words.times(count) : nil, place: place(of: kind.occurrences[0], report, words),
      excerpt: issue.position.flatMap(report.excerpts.excerpt), rows: rows,
      technical: report.language == .english ? nil : Printable.line(issue.message),
      others: others(kind, report, words))
  }

  private static func place(
    of occurrence: ReportProblem.Occurrence, _ report: RejectionReport, _ words: ReportWords
  ) -> [String] {
    var lines: [String] = []
    if let record = occurrence.record { lines.append(words.record(record)) }
    if let position = occurrence.issue.position { lines.append(words.place(position)) }
    if let path = occurrence.issue.path { lines.append(Printable.line(path)) }
    if let record = occurrence.record, let line = report.rejectFile?.lines[record.position] {
      lines.append(words.lineInRejectFile(line))
    }
    return lines
  }

  private static func others(_ kind: ReportProblem, _ report: RejectionReport, _ words: ReportWords) -> Others? {
    let others = kind.occurrences.dropFirst()
    guard !others.isEmpty else { return nil }
    let lines = report.rejectFile?.lines ?? [:]
    let hasRecords = others.contains { $0.record != nil }
    let hasLines = others.contains { $0.record.flatMap { lines[$0.position] } != nil }
    let hasValues = others.contains { $0.issue.value != nil }
    let hasMessages = !hasValues && others.contains { $0.issue.message != kind.first.message }
    // Many in one line can only be told apart by the column.
    let places = kind.occurrences.compactMap(\.issue.position)
    let sharesLines = Set(places.map(\.line)).count < places.count
    var columns = [sharesLines ? words.lineAndColumn : words.line]
    if hasRecords { columns.insert(words.record, at: 0) }
    if hasLines { columns.append(words.inRejectFile) }
    if hasValues { columns.append(words.value) }
    if hasMessages { columns.append(words.detail) }
    let rows = others.map { occurrence in
      var row = [
        occurrence.issue.position.map { sharesLines ? "\($0.line):\($0.column)" : String($0.line) } ?? "–"
      ]
      if hasRecords { row.insert(occurrence.record.map(words.shortRecord) ?? "–", at: 0) }
      if hasLines { row.append(occurrence.record.flatMap { lines[$0.position] }.map { String($0) } ?? "–") }
      if hasValues { row.append(Printable.line(occurrence.issue.value ?? "–")) }
      if hasMessages { row.append(Printable.line(occurrence.issue.message)) }
      return row
    }
    return Others(title: words.others(rows.count), columns: columns, rows: rows)
  }
}
