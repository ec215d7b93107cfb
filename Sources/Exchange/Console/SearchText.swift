/// What a person typed to find interchanges by: any of an id or its beginning, a SHA-256 or its beginning, a control
/// number, a business key, or a piece of a file name.
///
/// What it can be is told by its form, so that each is looked for where it stands in order.
package struct SearchText: Hashable, Sendable {
  /// Without white space around it; never empty.
  package let text: String
  /// Anywhere in a file name, although it could be something else: it was written with a `*` before it.
  package let isPiece: Bool

  /// Nil for what says nothing.
  package init?(_ typed: String) {
    var text = Substring(typed)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    let isPiece = text.first == "*"
    while text.first == "*" { text.removeFirst() }
    while text.last == "*" { text.removeLast() }
    if text.isEmpty { return nil }
    // A name is no longer, and nothing else is.
    self.text = String(text.prefix(Self.longest))
    self.isPiece = isPiece
  }

  private static let longest = 255

  /// An id as Kontor writes it, or the beginning of one, in capital letters.
  package var idPrefix: String? {
    let capital = String(decoding: text.utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
    let most = InterchangeID.highDigits + InterchangeID.lowDigits
    guard (6...most).contains(capital.utf8.count), capital.utf8.allSatisfy(InterchangeID.alphabet.contains) else {
      return nil
    }
    return capital
  }

  /// A SHA-256, or the beginning of one, in small letters.
  package var hashPrefix: String? {
    let small = text.lowercased()
    guard (8...64).contains(small.utf8.count),
      small.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return small
  }

  /// A control number that is a whole number, which may be written with other zeros before it.
  package var wholeNumber: Int64? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }
}
