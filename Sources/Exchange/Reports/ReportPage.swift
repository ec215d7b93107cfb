/// A report as one HTML document: no script, no request, nothing that could become either.
///
/// A status is a word and a shape as well as a colour. Whatever is wider than the screen scrolls within itself.
struct ReportPage {
  private let content: ReportContent
  private let words: ReportWords
  /// Of other places so many are open to the eye; the rest unfolds.
  private static let mostOthers = 20

  init(_ content: ReportContent) {
    self.content = content
    words = content.words
  }

  func html() -> String {
    let status = content.isWhole ? ("bad", "✖") : ("part", "◐")
    return """
      <!DOCTYPE html>
      <html lang="\(content.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>\(escaped(content.fileName)): \(escaped(content.status))</title>
      <style>
      \(ReportStyle.text)
      </style>
      </head>
      <body>
      <header>
      <p class="kind">\(escaped(words.report))</p>
      <h1>\(escaped(content.fileName))</h1>
      <p class="status \(status.0)"><span aria-hidden="true">\(status.1)</span> \(escaped(content.status))</p>
      <p class="outcome">\(escaped(content.sentence))</p>
      </header>
      <main>
      \(facts)
      \(overview)\(section("problems", words.problems, problems))
      \(section("ways", words.ways, ways))
      </main>
      <footer>
      <p>\(escaped(words.footer))</p>
      </footer>
      </body>
      </html>

      """
  }

  private func section(_ id: String, _ title: String, _ body: String) -> String {
    """
    <section aria-labelledby="\(id)">
    <h2 id="\(id)">\(escaped(title))</h2>
    \(body)
    </section>
    """
  }

  private var facts: String {
    """
    <div class="pair">
    \(section("file", words.about, table(content.facts, "facts")))
    \(section("records", words.records, table(content.counts, "counts")))
    </div>
    """
  }

  private func table(_ rows: [ReportContent.Row], _ kind: String) -> String {
    let lines = rows.map { "<tr><th scope=\"row\">\(escaped($0.title))</th><td>\(escaped($0.value))</td></tr>" }
    return "<table class=\"\(kind)\">\n\(lines.joined(separator: "\n"))\n</table>"
  }

  /// Where there are several kinds of problems, a list of them to jump from.
  private var overview: String {
    guard content.problems.count > 2 else { return "" }
    let lines = content.problems.map { problem in
      """
      <li><a href="#p\(problem.number)">\(escaped(problem.title))</a>\
      \(problem.count.map { " <span class=\"count\">\(escaped($0))</span>" } ?? "")</li>
      """
    }
    return """
      <nav aria-labelledby="overview">
      <h2 id="overview">\(escaped(words.overview))</h2>
      <ol>
      \(lines.joined(separator: "\n"))
      </ol>
      </nav>

      """
  }

  // MARK: - Problems

  private var problems: String {
    let articles = content.problems.map(article)
    let more = content.more.map { "\n<p class=\"more\">\(escaped($0))</p>" } ?? ""
    return articles.joined(separator: "\n") + more
  }

  private func article(_ problem: ReportContent.Problem) -> String {
    let (kind, shape) =
      switch problem.severity {
      case .error: ("bad", "✖")
      case .warning: ("part", "▲")
      case .information: ("note", "●")
      }
    var lines = [
      """
      <article aria-labelledby="p\(problem.number)">
      <h3 id="p\(problem.number)">\(problem.number). \(escaped(problem.title))</h3>
      <p class="line"><span class="status \(kind)"><span aria-hidden="true">\(shape)</span> \
      \(escaped(problem.severityWord))</span>\
      \(problem.count.map { " <span class=\"count\">\(escaped($0))</span>" } ?? "")</p>
      """
    ]
    if let excerpt = problem.excerpt { lines.append(figure(excerpt, problem.number)) }
    lines.append("<table class=\"facts\">")
    for (index, row) in problem.rows.enumerated() {
      lines.append("<tr><th scope=\"row\">\(escaped(row.title))</th><td>\(escaped(row.value))")
      if index == 0, let technical = problem.technical {
        lines.append(
          "<p class=\"technical\">\(escaped(words.technical)): <span lang=\"en\">\(escaped(technical))</span></p>")
      }
      lines.append("</td></tr>")
      if index == 0, !problem.place.isEmpty {
        let place = problem.place.map(escaped).joined(separator: "<br>\n")
        lines.append("<tr><th scope=\"row\">\(escaped(words.place))</th><td>\(place)</td></tr>")
      }
    }
    lines.append("<tr><th scope=\"row\">\(escaped(words.code))</th><td><code>\(escaped(problem.code))</code></td></tr>")
    lines.append("</table>")
    if let others = problem.others { lines.append(list(others)) }
    return (lines + ["</article>"]).joined(separator: "\n")
  }

  private func figure(_ excerpt: SourceExcerpt, _ number: Int) -> String {
    let lines = excerpt.lines.map { line in
      let text = line.text
      let content =
        line.isMarked
        ? "\(escaped(text.before))<mark>\(text.marked.isEmpty ? " " : escaped(text.marked))</mark>\(escaped(text.after))"
        : escaped(text.text)
      return """
        <span class="\(line.isMarked ? "row hit" : "row")"><span class="number">\(line.isMarked ? "▸ " : "")\
        \(line.number)</span><span class="source">\(content)</span></span>
        """
    }
    return """
      <div class="excerpt" role="region" tabindex="0" aria-label="\(escaped(words.excerpt)) (\(number))">
      <pre>\(lines.joined())</pre>
      </div>
      """
  }

  private func list(_ others: ReportContent.Others) -> String {
    let first = others.rows.prefix(Self.mostOthers)
    let rest = others.rows.dropFirst(Self.mostOthers)
    var text = """
      <h4>\(escaped(others.title))</h4>
      \(list(first, others))
      """
    if !rest.isEmpty {
      text += """

        <details>
        <summary>\(escaped(words.further(rest.count)))</summary>
        \(list(rest, others))
        </details>
        """
    }
    return text
  }

  private func list(_ rows: ArraySlice<[String]>, _ others: ReportContent.Others) -> String {
    let head = others.columns.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      let cells = row.dropFirst().map { "<td>\(escaped($0))</td>" }.joined()
      return "<tr><th scope=\"row\">\(escaped(row[0]))</th>\(cells)</tr>"
    }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(escaped(others.title))">
      <table class="list">
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(lines.joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  // MARK: - Ways back

  private var ways: String {
    let items = content.ways.map { way in
      let command = way.command.map { "\n<p><code class=\"command\">\(escaped($0))</code></p>" } ?? ""
      return """
        <li>
        <h3>\(escaped(way.title))</h3>
        <p>\(escaped(way.text))</p>\(command)
        </li>
        """
    }
    return "<ol class=\"ways\">\n\(items.joined(separator: "\n"))\n</ol>"
  }

  private func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
