package import Exchange

/// The texts of the console in one language, with the clock that it reckons by.
///
/// A text that one page alone has stands where the page uses it: `words.say("Nothing waits.", "Nichts wartet.")`. So
/// each has both languages or does not compile. What several pages say stands in `Words+….swift`.
package struct Words: Sendable {
  package let language: Language
  /// In which times are shown.
  package let zone: Zone
  /// Against which ages are reckoned.
  package let now: Timestamp

  package init(_ language: Language, zone: Zone = .utc, now: Timestamp = .now()) {
    self.language = language
    self.zone = zone
    self.now = now
  }

  package func say(_ english: String, _ german: String) -> String {
    switch language {
    case .english: english
    case .german: german
    }
  }

  package func say(_ text: Bilingual) -> String { text[language] }

  /// With marks of the language round it.
  package func quoted(_ text: String) -> String { say("“\(text)”", "„\(text)“") }
}
