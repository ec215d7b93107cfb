package import XMLEngine

/// Why a file cannot be edited on a page, and what to do instead.
package struct NotEditable: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// More than ``EditableText/longest``.
    case tooLong(bytes: Int)
    /// Bytes that are nothing in the encoding in which the file says it is.
    case undecodable(line: Int, TextEncoding)
    /// A character that no page gives back.
    case character(Unicode.Scalar, line: Int, column: Int)
    /// It is an archive or the like, in which nothing can be put right.
    case notXML
  }

  package let reason: Reason

  package init(_ reason: Reason) {
    self.reason = reason
  }

  /// One sentence.
  package var sentence: Bilingual {
    switch reason {
    case .tooLong(let bytes):
      Bilingual(
        "The file has \(bytes) bytes, and a page takes \(EditableText.longest) at most.",
        "Die Datei hat \(bytes) Bytes; eine Seite nimmt höchstens \(EditableText.longest) auf.")
    case .undecodable(let line, let encoding):
      Bilingual(
        "Line \(line) has bytes that are nothing in \(encoding.rawValue), in which the file says it is.",
        "In Zeile \(line) stehen Bytes, die es in \(encoding.rawValue) nicht gibt; diese Kodierung nennt die Datei.")
    case .character(let scalar, let line, let column):
      Bilingual(
        "Line \(line), column \(column) has the character \(scalar.number), which no page gives back as it is.",
        "In Zeile \(line), Spalte \(column) steht das Zeichen \(scalar.number), das keine Seite unverändert zurückgibt."
      )
    case .notXML: CodeEntry.notXML.cause
    }
  }

  /// Whole sentences.
  package var remedy: Bilingual {
    switch reason {
    case .notXML: CodeEntry.notXML.remedy
    case .undecodable:
      Bilingual(
        "Save the file, put right the name of the encoding in its first line with an editor on your computer, and drop it "
          + "into the inbox of its sender under the name that it has here. It is recognised there.",
        "Speichern Sie die Datei, berichtigen Sie mit einem Editor auf Ihrem Rechner den Namen der Kodierung in der ersten "
          + "Zeile, und legen Sie die Datei unter ihrem Namen in den Eingang des Absenders. Dort wird sie erkannt.")
    case .tooLong, .character:
      Bilingual(
        "Save the file, put it right with an editor on your computer, and drop it into the inbox of its sender under the "
          + "name that it has here. It is recognised there.",
        "Speichern Sie die Datei, berichtigen Sie sie mit einem Editor auf Ihrem Rechner, und legen Sie sie unter ihrem "
          + "Namen in den Eingang des Absenders. Dort wird sie erkannt.")
    }
  }
}

extension Issue {
  /// The file is an archive, a table, a text: nobody can put that right in the file itself.
  package var saysNotXML: Bool { code == CodeEntry.notXML.code }
}

/// A character of an edited version that the file cannot hold.
package struct UnfitText: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The encoding does not have it.
    case encoding(Unicode.Scalar, TextEncoding)
    /// No file may have it, or the page could not read it.
    case character(Unicode.Scalar)
    /// It stands for a value that is shown to nobody, and there is none.
    case hiddenValue(String)
  }

  package let reason: Reason
  package let line: Int
  package let column: Int

  package init(_ reason: Reason, line: Int, column: Int) {
    self.reason = reason
    self.line = line
    self.column = column
  }

  /// What is wrong with it and what to do, in whole sentences that follow the place.
  package var sentence: Bilingual {
    switch reason {
    case .encoding(let scalar, let encoding):
      Bilingual(
        "“\(scalar)” (\(scalar.number)) does not exist in \(encoding.rawValue), in which the file is written. Write "
          + "&#\(scalar.value); for it, or other words.",
        "„\(scalar)“ (\(scalar.number)) gibt es in \(encoding.rawValue) nicht; in dieser Kodierung steht die Datei. "
          + "Schreiben Sie dafür &#\(scalar.value); oder andere Worte.")
    case .character(let scalar):
      Bilingual(
        "The character \(scalar.number) cannot stand in the file. Take it out, or type it again.",
        "Das Zeichen \(scalar.number) kann nicht in der Datei stehen. Entfernen Sie es, oder geben Sie es neu ein.")
    case .hiddenValue(let text):
      Bilingual(
        "\(text) stands for no hidden value. Take it out, or write the value that is meant.",
        "\(text) steht für keinen verborgenen Wert. Entfernen Sie es, oder schreiben Sie den Wert, der gemeint ist.")
    }
  }
}

extension Unicode.Scalar {
  /// `U+20AC`.
  fileprivate var number: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
