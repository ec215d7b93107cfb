import XMLEngine

/// Writes over the values of a person in a copy of a document that was sent, in whatever format that was written.
///
/// Of a document about the customer goes every text but its keys. Of another document go texts in which a value of the
/// person stands, as files and ledger told it.
struct DocumentEraser {
  private let markup: Markup
  private(set) var bytes: [UInt8]
  private let keys: Set<String>
  private let words: ErasedWords
  private(set) var hasChanged = false

  init(_ bytes: [UInt8], keys: Set<String>, words: ErasedWords) {
    self.bytes = bytes
    markup = Markup(bytes: bytes)
    self.keys = keys
    // It may have been written in other letters, where its encoding lacks those of the person.
    self.words = words.written(in: EncodedText(markup.encoding, by: .transliterate))
  }

  /// - Parameters:
  ///   - isWhole: it is about the customer.
  ///   - isAlone: there is nobody else in it.
  /// - Returns: false where it is not clear which part of it is the person's.
  mutating func run(isWhole: Bool, isAlone: Bool) -> Bool {
    var parts: [MarkupElement] = []
    var named: [MarkupElement] = []
    markup.walk { element, depth in
      guard depth == 1 else { return }
      parts.append(element)
      if hasKey(element) { named.append(element) }
    }
    if named.isEmpty {
      guard isAlone else { return false }
      named = parts
    }
    for element in isAlone ? parts : named { erase(element, isWhole: isWhole && named.contains { $0 === element }) }
    return true
  }

  private func hasKey(_ element: MarkupElement) -> Bool {
    if element.attributes.contains(where: { keys.contains(markup.text($0.value).collapsingWhiteSpace()) }) {
      return true
    }
    if keys.contains(markup.text(of: element)) { return true }
    return element.children.contains { hasKey($0) }
  }

  private mutating func erase(_ element: MarkupElement, isWhole: Bool) {
    for attribute in element.attributes where !attribute.name.hasPrefix("xmlns") {
      erase(attribute.value, isWhole: isWhole)
    }
    for piece in element.pieces {
      switch piece {
      case .text(let range), .literal(let range), .hidden(let range): erase(range, isWhole: isWhole)
      case .element(let child): erase(child, isWhole: isWhole)
      }
    }
  }

  private mutating func erase(_ range: Range<Int>, isWhole: Bool) {
    guard let range = markup.trimmed(range) else { return }
    let text = markup.text(range).collapsingWhiteSpace()
    guard !keys.contains(text), isWhole || words.concern(text) else { return }
    for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = UInt8(ascii: "x") }
    hasChanged = true
  }
}
