package import Exchange

/// The lines of a file as it came, with the faulty places marked.
package struct SourcePage: PageContent {
  let id: String
  let file: String
  let attempt: Int
  let listing: SourceListing
  /// The places that are marked, by the index that the listing has of each.
  let issues: [Issue]
  /// The configuration hides something: then nobody is handed the bytes.
  let isMasked: Bool

  /// So many lines stand on one page.
  package static let lines = 500

  /// - Parameter issues: those with a place, in the order in which the listing was given them.
  package init(
    _ id: String, file: String, attempt: Int = 1, _ listing: SourceListing, issues: [Issue], isMasked: Bool
  ) {
    self.id = id
    self.file = file
    self.attempt = attempt
    self.listing = listing
    self.issues = issues
    self.isMasked = isMasked
  }

  /// To a line, on the page that has it.
  package static func address(_ id: String, line: Int) -> Link {
    let first = (max(1, line) - 1) / lines * lines + 1
    let fields = first == 1 ? Fields() : Fields([("from", String(first))])
    return Link("interchanges", id, "source", query: fields, at: "L\(line)")
  }

  package var section: Section? { .interchanges }

  package func title(_ words: Words) -> String {
    words.say("Source of \(file)", "Inhalt von \(file)")
  }

  package func trail(_ words: Words) -> [Step] {
    [Section.interchanges.step(words), Step(file, .interchange(id))]
  }

  package func main(_ words: Words) -> Markup {
    say {
      words.say("As it came, attempt \(attempt). ", "Wie sie kam, Versuch \(attempt). ")
      faults(words)
    }
    p(.class("faint")) {
      words.say("That you looked is noted in the audit. ", "Dass Sie sie angesehen haben, steht im Protokoll. ")
      if isMasked {
        words.say(
          "What the configuration hides is shown as dots, and the file is not handed out.",
          "Was die Einstellungen verbergen, steht hier als Punkte, und die Datei wird nicht ausgehändigt.")
      } else {
        a(.href(Link("interchanges", id, "source.xml"))) { words.say("Download", "Herunterladen") }
      }
    }
    if listing.lines.isEmpty {
      emptyState { p(words.say("There are no lines here.", "Hier sind keine Zeilen.")) }
    } else {
      sourceListing(title(words), listing.lines.map { line($0, words) })
    }
    pages(words)
  }

  @MarkupBuilder private func faults(_ words: Words) -> Markup {
    let lines = Set(issues.compactMap(\.line)).sorted()
    if lines.isEmpty {
      words.say("Nothing is marked in it.", "Darin ist nichts markiert.")
    } else {
      words.count(
        lines.count, Noun(("line is marked", "Zeile ist markiert"), ("lines are marked", "Zeilen sind markiert")))
      ": "
      Markup.joined(lines.prefix(20).map(lineLink), separator: Markup(", "))
      if lines.count > 20 { " …" } else { "." }
    }
  }

  private func lineLink(_ line: Int) -> Markup {
    let isHere = listing.lines.contains { $0.number == line }
    return a(.href(isHere ? Link(at: "L\(line)") : Self.address(id, line: line))) { String(line) }
  }

  private func line(_ line: SourceListing.Line, _ words: Words) -> SourceLine {
    let pieces = line.pieces.map { piece -> (text: String, isMarked: Bool) in
      switch piece {
      case .text(let text): (text, false)
      // Where something is missing, nothing stands that could be marked.
      case .marked(let text, _): (text.isEmpty ? "‸" : text, true)
      case .left(let count): (" … \(words.number(count)) … ", false)
      }
    }
    return SourceLine(line.number, pieces, hints: line.places.map { hint(issues[$0], words) })
  }

  private func hint(_ issue: Issue, _ words: Words) -> Markup {
    let text = IssueWords(issue, in: words.language)
    return b(issue.severity == .error ? words.say("Error: ", "Fehler: ") : words.say("Note: ", "Hinweis: "))
      + Markup(text.sentence + " ")
      + (text.expected.map { span(words.say("Expected: ", "Erwartet: ") + $0, .class("faint")) } ?? .empty)
  }

  private func pages(_ words: Words) -> Markup {
    guard let first = listing.lines.first?.number, let last = listing.lines.last?.number else { return .empty }
    return pager(words.furtherPages) {
      if first > 1 {
        a(.href(Self.address(id, line: max(1, first - Self.lines))), Attribute("rel", "prev")) {
          words.say("Lines before", "Zeilen davor")
        }
      }
      if listing.end == .lines {
        a(.href(Self.address(id, line: last + 1)), Attribute("rel", "next")) {
          words.say("Further lines", "Weitere Zeilen")
        }
      }
      if listing.end == .limit {
        words.say(
          "The file goes on; so far into it nothing is shown.",
          "Die Datei geht weiter; so weit hinten wird nichts angezeigt.")
      }
    }
  }
}
