import XMLEngine

/// Takes values out of sentences. Compares Unicode scalars, without regard to the case of ASCII letters, so that nothing
/// that stands beside a value can change what it looks like.
struct MaskedText {
  /// By their first scalar, the longest first.
  private var values: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
  private static let mask = Array(Issue.mask.unicodeScalars)
  /// Shorter values are taken out only where they stand in quotes.
  private static let shortest = 3

  init(_ values: Set<String>) {
    for value in values { add(value) }
  }

  mutating func add(_ value: String) {
    let cut = Diagnostic.cut(value)
    var forms = [value, value.collapsingWhiteSpace(), cut]
    // One that was cut before: what stands before the ellipsis.
    if value.hasSuffix("…") { forms.append(String(value.dropLast())) }
    for form in Set(forms) {
      let scalars = form.unicodeScalars.map(Self.folded)
      guard let first = scalars.first, scalars.contains(where: { !$0.properties.isWhitespace }) else { continue }
      guard values[first]?.contains(scalars) != true else { continue }
      values[first, default: []].append(scalars)
      values[first]?.sort { $0.count > $1.count }
    }
  }

  /// The sentence with the mask wherever one of the values stood.
  func masking(_ text: String) -> String {
    guard !values.isEmpty else { return text }
    let written = Array(text.unicodeScalars)
    let scalars = written.map(Self.folded)
    var masked = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let length = lengthOfValue(in: scalars, at: index) {
        masked.append(contentsOf: Self.mask)
        index += length
      } else {
        masked.append(written[index])
        index += 1
      }
    }
    return String(masked)
  }

  /// A text that may be one of the values as a whole, however short.
  func maskingWhole(_ text: String) -> String {
    let scalars = text.unicodeScalars.map(Self.folded)
    return scalars.first.map { values[$0]?.contains(scalars) ?? false } ?? false ? Issue.mask : masking(text)
  }

  private func lengthOfValue(in text: [Unicode.Scalar], at index: Int) -> Int? {
    values[text[index]]?.first { value in
      let end = index + value.count
      guard end <= text.count, text[index..<end].elementsEqual(value) else { return false }
      if value.count >= Self.shortest { return true }
      return index > 0 && end < text.count && Self.opening.contains(text[index - 1])
        && Self.closing.contains(text[end])
    }?.count
  }

  private static let opening: Set<Unicode.Scalar> = ["“", "„", "‘", "»", "«", "\"", "'"]
  private static let closing: Set<Unicode.Scalar> = ["”", "“", "’", "»", "«", "\"", "'"]

  /// Takes out everything from the first quotation mark of a kind to the last: what is quoted may hold such marks itself.
  static func maskingQuotes(of text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for (open, close) in [("“", "”"), ("'", "'"), ("\"", "\"")] as [(Unicode.Scalar, Unicode.Scalar)] {
      guard let first = scalars.firstIndex(of: open), let last = scalars.lastIndex(of: close), first < last else {
        continue
      }
      scalars.replaceSubrange(first + 1..<last, with: mask)
    }
    var masked = String.UnicodeScalarView()
    masked.append(contentsOf: scalars)
    return String(masked)
  }

  /// The same, and without the numbers of characters behind what is quoted: `“ł” (U+0142)`.
  static func maskingCharacters(of text: String) -> String {
    maskingQuotes(of: text).replacing(#/ \(U\+[0-9A-F]+(?: U\+[0-9A-F]+)*\)/#, with: "")
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(scalar.value + 32) ?? scalar : scalar
  }
}
