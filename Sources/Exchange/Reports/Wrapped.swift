/// Text on lines that are not too long.
package enum Wrapped {
  /// Broken at blanks; a word that is longer than a line stays whole.
  package static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !line.isEmpty, Printable.width(line) + 1 + Printable.width(String(word)) > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  /// Cut where it is too long, with a mark that something is missing.
  package static func cut(_ text: String, width: Int) -> String {
    guard Printable.width(text) > width else { return text }
    var kept = ""
    for character in text {
      guard Printable.width(kept + String(character)) < width else { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
