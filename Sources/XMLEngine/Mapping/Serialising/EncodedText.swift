import Foundation

/// What becomes of a character that the encoding of a document does not have.
package enum UnmappableRule: String, Sendable, CaseIterable {
  /// The record is refused. The default: nothing is changed that a receiver could rely on.
  case refuse
  /// It is written with characters that the encoding has, `Łódź` as `Lódz`; where nothing stands for it, the record is
  /// refused.
  case transliterate
  /// It is written as a number, `&#321;` (XML 1.0, section 4.1): every XML parser reads it, an importer of another kind
  /// does not.
  case characterReference = "character-reference"
}

/// What becomes of text in an encoding that does not have every character.
package struct EncodedText: Sendable {
  package let rule: UnmappableRule
  private let encoder: TextEncoder

  private static let encoders = Dictionary(uniqueKeysWithValues: TextEncoding.allCases.map { ($0, TextEncoder($0)) })

  package init(_ encoding: TextEncoding, by rule: UnmappableRule) {
    self.rule = rule
    encoder = Self.encoders[encoding] ?? TextEncoder(encoding)
  }

  /// The encoding has all characters, so that nothing becomes of any.
  package var holdsEverything: Bool { encoder.holds("\u{10FFFF}") }

  package func holds(_ text: some StringProtocol) -> Bool { text.unicodeScalars.allSatisfy(encoder.holds) }

  /// Text such that it can be written.
  ///
  /// What is composed is one character of the old encodings and may be several of Unicode, so that text is composed
  /// first (normalisation form C). Under the rule of references it keeps what the encoding lacks.
  ///
  /// - Parameter takesReferences: where it stands there can be references to characters.
  /// - Returns: the text, and the characters for which nothing stands, each once and in its order.
  package func fitted(_ text: String, takesReferences: Bool = true) -> (text: String, missing: [Character]) {
    guard !holds(text) else { return (text, []) }
    let composed = text.precomposedStringWithCanonicalMapping
    if rule == .characterReference, takesReferences { return (composed, []) }
    let characters = Array(composed)
    var missing: [Character] = []
    var written = ""
    for (index, character) in characters.enumerated() {
      if holds(String(character)) {
        written.append(character)
      } else if rule == .transliterate, let plain = plain(character, before: characters.dropFirst(index + 1).first) {
        written += plain
      } else if !missing.contains(character) {
        missing.append(character)
      }
    }
    return (written, missing)
  }

  /// What stands for a character in writing, by the tables of CLDR: those for German first, which write ä as ae. Nil
  /// where nothing does.
  private func plain(_ character: Character, before next: Character?) -> String? {
    // How one is read depends on the language and on the word, and no table knows either.
    guard !character.unicodeScalars.contains(where: \.properties.isIdeographic) else { return nil }
    let text = String(character)
    // Narrow ones, and those at which no line is broken.
    if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .spaceSeparator }) { return " " }
    guard
      let plain = Self.signs[character]
        ?? text.applyingTransform(StringTransform("de-ASCII"), reverse: false)?
        .applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false),
      plain != text, !plain.isEmpty, holds(plain)
    else { return nil }
    // Œuvre becomes Oeuvre, and ŒUVRE stays in capitals.
    return character.isUppercase && next?.isLowercase == true ? plain.prefix(1) + plain.dropFirst().lowercased() : plain
  }

  /// Signs of currencies have codes, and no spelling.
  private static let signs: [Character: String] = ["€": "EUR", "£": "GBP", "¥": "JPY", "₣": "CHF", "₤": "GBP"]
}
