import XMLEngine

/// What there is to say of one issue in a language, with everything that came out of a file harmless.
package struct IssueWords: Hashable, Sendable {
  /// What kind of problem it is; the code, where that is of another version of Kontor.
  package let title: String
  /// What is wrong.
  package let sentence: String
  package let expected: String?
  package let remedy: String?
  package let responsible: Responsible

  /// - Parameter hidesValues: shows dots in the place of what stands in the file, for somebody who may not see it.
  package init(_ issue: Issue, in language: Language, hidingValues hidesValues: Bool = false) {
    let issue = hidesValues ? issue.withoutValues() : issue
    let entry = CodeCatalogue.entry(for: issue.code)
    let words = ReportWords(language: language)
    title = entry?.title[language] ?? Printable.line(issue.code)
    sentence = words.sentence(of: issue, entry)
    expected = issue.expected.map(words.expectation)
    remedy = entry?.remedy[language]
    // Whoever works with Kontor has to find out where nobody knows.
    responsible = entry?.responsible ?? .operator
  }
}

extension Issue {
  /// Its place in the file, where that is known: counted from 1.
  package var line: Int? { position?.line }
  /// In characters, counted from 1.
  package var column: Int? { position?.column }

  /// The same without what stands in the file.
  package func withoutValues() -> Issue {
    var hidden = masked(by: [], hiding: value.map { [$0] } ?? [])
    // A sentence may quote more than is told, and some tell no value at all.
    hidden.message = MaskedText.maskingQuotes(of: hidden.message)
    // What a mapping says in its own words may tell anything of the record, in any form.
    for start in [Self.refusesThisRecord, Self.saysOfThisRecord] {
      guard phase == .mapping, let told = hidden.message.firstRange(of: start) else { continue }
      hidden.message = hidden.message[..<told.upperBound] + Self.mask
    }
    if let value, !value.isEmpty { hidden.value = Self.mask }
    return hidden
  }
}

extension Interchange {
  /// What became of its records, in one or two sentences.
  package func outcome(in language: Language) -> String {
    ReportWords(language: language).outcome(of: self)
  }
}
