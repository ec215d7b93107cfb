import XMLEngine

/// A field that a pack says does not survive: `@sequence`, `Lines/Line/PriceBase`, `Address[type=invoice]`,
/// `Phone[use!=main]`. It stands for all that is in it, too.
package struct LossPath: Sendable {
  private struct Step: Sendable {
    let name: String
    /// The attribute or child that tells which of several is meant, its value, and whether it is to be that or any other.
    let condition: (name: String, value: String, isMeant: Bool)?
  }

  package let written: String
  private var steps: [Step] = []
  private var attribute: String?

  package init(_ written: String) {
    self.written = written
    for part in written.split(separator: "/") {
      if part.hasPrefix("@") {
        attribute = String(part.dropFirst())
        continue
      }
      let pieces = part.split(separator: "[", maxSplits: 1)
      let words = pieces.count < 2 ? [] : pieces[1].dropLast().split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2 else {
        steps.append(Step(name: String(pieces[0]), condition: nil))
        continue
      }
      let isMeant = !words[0].hasSuffix("!")
      let name = isMeant ? words[0] : String(words[0].dropLast())
      steps.append(Step(name: String(pieces[0]), condition: (name, words[1], isMeant)))
    }
  }

  /// The path without conditions.
  package var plain: String {
    (steps.map(\.name) + (attribute.map { ["@" + $0] } ?? [])).joined(separator: "/")
  }

  /// Whether a field is meant.
  func covers(_ field: DocumentField, in record: XMLDocument) -> Bool {
    guard field.steps.count >= steps.count, var element = record.root else { return false }
    for (index, step) in steps.enumerated() {
      guard let child = Array(element.children).dropFirst(field.steps[index]).first, child.name == step.name else {
        return false
      }
      if let (name, value, isMeant) = step.condition {
        let found = child.attribute(name)?.collapsingWhiteSpace() ?? child.token(at: name)
        guard (found == value) == isMeant else { return false }
      }
      element = child
    }
    guard let attribute else { return true }
    return field.attribute == attribute && field.steps.count == steps.count
  }
}
