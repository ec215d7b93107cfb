/// What is wrong with the text of a cron expression, a window or a day.
package struct ScheduleMistake: Error, Equatable, CustomStringConvertible {
  /// What is wrong, and in which part.
  package var message: String
  /// What was expected.
  package var remedy: String
  /// The nearest valid name, where the mistake is a slip.
  package var suggestion: String?
  /// Where in the text it stands, in characters from 0.
  package var offset: Int

  init(_ message: String, _ remedy: String, suggestion: String? = nil, at offset: Int) {
    self.message = message
    self.remedy = remedy
    self.suggestion = suggestion
    self.offset = offset
  }

  package var description: String {
    "\(message); " + (suggestion.map { "did you mean \"\($0)\"?" } ?? remedy)
  }

  func moved(by distance: Int) -> ScheduleMistake {
    var moved = self
    moved.offset += distance
    return moved
  }
}

/// A part of a text that knows where it stands.
struct TextPart {
  var text: Substring
  /// In characters from 0, in the whole text.
  var offset: Int

  /// The parts between separators, empty ones too.
  func split(_ separator: Character) -> [TextPart] {
    text.split(separator: separator, omittingEmptySubsequences: false).map(part)
  }

  /// The parts between blanks.
  func words() -> [TextPart] {
    text.split { $0 == " " || $0 == "\t" }.map(part)
  }

  func part(_ text: Substring) -> TextPart {
    TextPart(text: text, offset: offset + self.text.distance(from: self.text.startIndex, to: text.startIndex))
  }
}
