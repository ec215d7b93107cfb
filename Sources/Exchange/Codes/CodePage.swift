/// The catalogue as a page of Markdown, in English `docs/codes.md`.
package struct CodePage {
  let language: Language

  package init(_ language: Language) {
    self.language = language
  }

  package func text() -> String {
    var lines = ["# \(Self.title[language])", "", Self.introduction[language]]
    for phase in Issue.Phase.allCases {
      lines += ["", "## \(phase.title[language])"]
      for entry in CodeCatalogue.all where entry.phase == phase { lines += [""] + section(on: entry) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A heading of its own for each code, so that others can link to it.
  package func section(on entry: CodeEntry) -> [String] {
    [
      "### \(entry.code)", "", "**\(entry.title[language]).** \(Self.escaped(entry.cause[language]))", "",
      "| | |", "| --- | --- |",
      "| \(CodeText.remedy[language]) | \(Self.escaped(entry.remedy[language])) |",
      "| \(CodeText.who[language]) | \(entry.responsible.words[language]) |",
      "| \(CodeText.severity[language]) | \(entry.severity.word[language]) |",
      "| X12 | \(Self.neighbours(of: entry, "X12")) |",
      "| EDIFACT | \(Self.neighbours(of: entry, "EDIFACT")) |",
    ]
  }

  private static func neighbours(of entry: CodeEntry, _ standard: String) -> String {
    let codes = entry.standards.filter { $0.scheme.hasPrefix(standard) }
    return codes.isEmpty ? "–" : codes.map(\.description).joined(separator: "; ")
  }

  /// What Markdown would take for markup.
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("|", with: "\\|")
  }

  private static let title = Bilingual("Codes", "Kennungen")

  private static let introduction = Bilingual(
    """
    Every problem that Kontor tells of has a code. It stands in the acknowledgement, in the report beside a rejected file \
    and in what the commands print, and it stays the same from version to version. `kontor codes CODE` explains one.

    X12 and EDIFACT name the nearest codes of those standards: the note codes of TA1, AK304 (data element 720), AK403 (723), \
    AK502 (718) and AK905 (716) of a functional acknowledgement 997, and data element 0085 of CONTRL. An acknowledgement \
    tells one of them. A dash means that the standard knows nothing of the kind.

    This page is written by `kontor codes --format markdown`.
    """,
    """
    Jedes Problem, das Kontor meldet, hat eine Kennung. Sie steht in der Empfangsbestätigung, im Bericht neben einer abgewiesenen \
    Datei und in der Ausgabe der Befehle, und sie bleibt von Version zu Version gleich. `kontor codes KENNUNG` erklärt eine.

    X12 und EDIFACT nennen die nächstliegenden Kennungen dieser Standards. Eine Empfangsbestätigung enthält eine davon. Ein Strich \
    bedeutet, dass der Standard nichts Entsprechendes kennt.

    Diese Seite schreibt `kontor codes --format markdown`.
    """)
}

/// The words around an entry.
package enum CodeText {
  package static let cause = Bilingual("cause", "Ursache")
  package static let remedy = Bilingual("what to do", "was zu tun ist")
  package static let who = Bilingual("who", "wer")
  package static let severity = Bilingual("severity", "Schwere")
  package static let found = Bilingual("found", "gefunden")
  package static let standards = Bilingual("standards", "Standards")
}

extension StandardCode: CustomStringConvertible {
  /// `TA1 025: Duplicate interchange control number`.
  package var description: String { "\(place) \(code): \(meaning)" }
}
