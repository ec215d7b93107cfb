import XMLEngine

/// A place in a document, in few words: `Line[2]/UnitPrice`, `field[@name=phone]`, `E1EDKA1[PARVW=AG]/PARTN`.
///
/// A step is an element of that local name anywhere below the one before it, the first step anywhere in the document. In
/// brackets stand the value of an attribute or a child, or which of several is meant. `@name` at the end is an attribute.
struct TrapPath {
  private struct Step {
    let name: String
    let conditions: [Substring]

    init(_ text: Substring) {
      let parts = text.split(separator: "[")
      name = String(parts[0])
      conditions = parts.dropFirst().map { $0.dropLast() }
    }

    func meets(_ element: XMLElement) -> Bool {
      guard element.name == name else { return false }
      return conditions.allSatisfy { condition in
        let words = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2 else { return true }
        let value =
          words[0].hasPrefix("@")
          ? element.attribute(String(words[0].dropFirst())) : element.child(String(words[0]))?.token
        return value == String(words[1])
      }
    }

    var position: Int? { conditions.compactMap { Int($0) }.first }
  }

  private var steps: [Step] = []
  private(set) var attribute: String?

  init(_ written: String) {
    for part in written.split(separator: "/") {
      if part.hasPrefix("@") { attribute = String(part.dropFirst()) } else { steps.append(Step(part)) }
    }
  }

  /// The first element of the path; nil where there is none.
  func element(in document: XMLDocument) -> XMLElement? {
    guard let root = document.root else { return nil }
    return Self.elements(steps[...], at: root, including: true).first
  }

  /// The text there, as it stands; nil where nothing is.
  func text(in document: XMLDocument) -> String? {
    guard let element = element(in: document) else { return nil }
    return attribute.map { element.attribute($0) } ?? element.text
  }

  private static func elements(_ steps: ArraySlice<Step>, at start: XMLElement, including: Bool) -> [XMLElement] {
    guard let step = steps.first else { return [start] }
    var found: [XMLElement] = []
    for element in below(start, including: including) where step.meets(element) { found.append(element) }
    if let position = step.position { found = Array(found.dropFirst(position - 1).prefix(1)) }
    return found.flatMap { elements(steps.dropFirst(), at: $0, including: false) }
  }

  private static func below(_ start: XMLElement, including: Bool) -> [XMLElement] {
    var all: [XMLElement] = []
    start.forEachDescendant { all.append($0) }
    return including ? all : Array(all.dropFirst())
  }
}
