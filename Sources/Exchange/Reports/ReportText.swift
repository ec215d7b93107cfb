/// A report as plain text.
struct ReportText {
  private let content: ReportContent
  private let words: ReportWords
  private static let width = 80
  /// Of other places so many are written out: each is also in the reject file.
  private static let mostOthers = 20

  init(_ content: ReportContent) {
    self.content = content
    words = content.words
  }

  func text() -> String {
    var lines = ["\(content.status.uppercased()): \(content.fileName)"]
    lines += Wrapped.lines(content.sentence, width: Self.width)
    lines += section(words.about) + table(content.facts)
    lines += section(words.records) + table(content.counts)
    lines += section(words.problems)
    for (index, problem) in content.problems.enumerated() { lines += (index > 0 ? [""] : []) + self.lines(of: problem) }
    if let more = content.more { lines += ["", more] }
    lines += section(words.ways)
    for (index, way) in content.ways.enumerated() {
      if index > 0 { lines.append("") }
      lines.append("\(index + 1). \(way.title)")
      lines += Wrapped.lines(way.text, width: Self.width - 3).map { "   \($0)" }
      if let command = way.command { lines.append("     \(command)") }
    }
    lines += [""] + Wrapped.lines(words.footer, width: Self.width)
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String) -> [String] {
    ["", "", title, String(repeating: "-", count: Printable.width(title))]
  }

  private func table(_ rows: [ReportContent.Row], indent: String = "") -> [String] {
    let width = rows.map { Printable.width($0.title) }.max() ?? 0
    let blank = String(repeating: " ", count: width)
    return rows.flatMap { title, value in
      let head = title + String(repeating: " ", count: width - Printable.width(title))
      return Wrapped.lines(value, width: Self.width - width - 2 - indent.count).enumerated().map { index, line in
        "\(indent)\(index == 0 ? head : blank)  \(line)"
      }
    }
  }

  private func lines(of problem: ReportContent.Problem) -> [String] {
    let count = problem.count.map { ", \($0)" } ?? ""
    var lines = ["\(problem.number). \(problem.title) (\(problem.severityWord)\(count))"]
    var rows = problem.place.enumerated().map { ($0 == 0 ? words.place : "", $1) }
    if !rows.isEmpty { lines += table(padded(rows), indent: "   ") }
    if let excerpt = problem.excerpt { lines += [""] + Self.lines(of: excerpt) + [""] }
    rows = problem.rows.map { ($0.title, $0.value) } + [(words.code, problem.code)]
    lines += table(padded(rows), indent: "   ")
    if let technical = problem.technical {
      lines += ["   \(words.technical):"] + Wrapped.lines(technical, width: Self.width - 5).map { "     \($0)" }
    }
    if let others = problem.others {
      lines += ["", "   \(others.title):"]
      for row in others.rows.prefix(Self.mostOthers) {
        let cells = zip(others.columns, row).map { "\($0) \($1)" }.joined(separator: "; ")
        lines.append("   - " + Wrapped.cut(cells, width: 2 * Self.width))
      }
      let rest = others.rows.count - Self.mostOthers
      if rest > 0 { lines.append("   - " + words.further(rest)) }
    }
    return lines
  }

  /// Titles of one width in the whole problem, so that its two tables stand under each other.
  private func padded(_ rows: [(String, String)]) -> [ReportContent.Row] {
    let titles = [words.place, words.why, words.expected, words.remedy, words.who, words.code]
    let width = titles.map(Printable.width).max() ?? 0
    return rows.map { ($0 + String(repeating: " ", count: max(0, width - Printable.width($0))), $1) }
  }

  private static func lines(of excerpt: SourceExcerpt) -> [String] {
    let width = String(excerpt.lines.last?.number ?? 0).count
    return excerpt.lines.flatMap { line -> [String] in
      let number = String(line.number)
      let gutter = String(repeating: " ", count: width - number.count) + number
      guard line.isMarked else { return ["     \(gutter) | \(line.text.text)"] }
      let indent = String(repeating: " ", count: Printable.width(line.text.before))
      let carets = String(repeating: "^", count: max(1, Printable.width(line.text.marked)))
      return [
        "   > \(gutter) | \(line.text.text)", "     \(String(repeating: " ", count: width)) | \(indent)\(carets)",
      ]
    }
  }
}
