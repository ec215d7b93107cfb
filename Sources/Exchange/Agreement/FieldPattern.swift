/// Which fields a rule is about: `Name`, `Address/*`, `Address[type=invoice]`, `ContactPerson/Function`, `*`.
///
/// Steps are separated by `/`. `*` stands for everything below. A group without a key means all of its members, and a
/// condition in brackets those whose key or attribute has that value.
package struct FieldPattern: Hashable, Sendable, CustomStringConvertible {
  package struct Step: Hashable, Sendable {
    package var name: String
    package var condition: Condition?
  }

  package struct Condition: Hashable, Sendable {
    package var attribute: String
    package var value: String
  }

  package let text: String
  package let steps: [Step]
  /// It ends in `/*`, or is `*`: everything below the steps.
  package let takesAllBelow: Bool

  package var description: String { text }

  /// Nil where the text is no pattern.
  package init?(_ text: String) {
    self.text = text
    var words = Self.split(text)
    takesAllBelow = words.last == "*"
    if takesAllBelow { words.removeLast() }
    var steps: [Step] = []
    for word in words {
      guard let step = Self.step(word) else { return nil }
      steps.append(step)
    }
    guard !steps.isEmpty || takesAllBelow else { return nil }
    self.steps = steps
  }

  /// At `/`, but not within brackets: a key may hold one.
  private static func split(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "/") where depth == 0:
        words.append(text[start..<index])
        start = text.utf8.index(after: index)
      default: break
      }
    }
    return words + [text[start...]]
  }

  private static func step(_ word: Substring) -> Step? {
    guard let bracket = word.firstIndex(of: "[") else { return isName(word) ? Step(name: String(word)) : nil }
    let name = word[..<bracket]
    guard word.last == "]", isName(name) else { return nil }
    let inner = word[word.index(after: bracket)...].dropLast()
    guard let equals = inner.firstIndex(of: "=") else { return nil }
    let attribute = inner[..<equals]
    let value = inner[inner.index(after: equals)...]
    guard isName(attribute), !value.isEmpty else { return nil }
    let condition = Condition(attribute: String(attribute), value: FieldName.unescaped(value))
    return Step(name: String(name), condition: condition)
  }

  private static func isName(_ text: Substring) -> Bool {
    // The usual case, at once: every field of every record is asked about.
    if !text.isEmpty, text.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) { return true }
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
  }

  /// How exactly it names a field: of two rules that fit, the one with the higher number holds. Each step further down
  /// counts most, then each condition, then that it ends in no `*`.
  package var exactness: Int {
    steps.reduce(takesAllBelow ? 0 : 1) { $0 + ($1.condition == nil ? 4 : 6) }
  }

  package func matches(_ place: FieldPlace) -> Bool {
    guard steps.count <= place.steps.count else { return false }
    for (step, other) in zip(steps, place.steps) {
      guard step.name == other.name else { return false }
      if let condition = step.condition, other.attributes[condition.attribute] != condition.value { return false }
    }
    // `ContactPerson` means all that a contact person has; `ContactPerson/Function` only that.
    return takesAllBelow || steps.count == place.steps.count || place.steps[steps.count - 1].isMember
  }
}

/// Where a field stands in its record: what patterns look at.
package struct FieldPlace: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    package var name: String
    /// The key and the other attributes of a group's member.
    package var attributes: [String: String] = [:]
    package var isMember: Bool

    package init(_ name: String, attributes: [String: String] = [:], isMember: Bool = false) {
      self.name = name
      self.attributes = attributes
      self.isMember = isMember
    }
  }

  package var steps: [Step]

  package init(_ steps: [Step]) {
    self.steps = steps
  }
}
