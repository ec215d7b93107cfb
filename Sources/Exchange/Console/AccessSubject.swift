/// What a visit was about: a thing, and perhaps what of it.
///
/// `interchange 01K…, as a file`; `Customer C-1001, what would go to erp`; `user bob`.
package struct AccessSubject: Hashable, Sendable {
  package enum Aspect: Hashable, Sendable {
    case asFile
    case toPutRight
    /// The difference of two attempts.
    case attempts(String, String)
    /// What would be sent to a system.
    case sendingTo(String)
  }

  /// `interchange`, `document`, `job`, `flow`, `user`, or a kind of business object.
  package var kind: String
  package var name: String
  package var aspect: Aspect?

  package init(_ kind: String, _ name: String, _ aspect: Aspect? = nil) {
    self.kind = kind
    self.name = name
    self.aspect = aspect
  }

  package var text: String {
    let thing = "\(kind) \(name)"
    return switch aspect {
    case nil: thing
    case .asFile: thing + Self.asFile
    case .toPutRight: thing + Self.toPutRight
    case .attempts(let one, let other): thing + Self.attempts + one + Self.and + other
    case .sendingTo(let system): thing + Self.sendingTo + system
    }
  }

  private static let asFile = ", as a file"
  private static let toPutRight = ", to put right"
  private static let attempts = ", attempts "
  private static let and = " and "
  private static let sendingTo = ", what would go to "

  /// Nil where it is one word, such as a path.
  package init?(text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    kind = parts[0]
    name = parts[1]
    if let thing = Self.dropping(Self.asFile, from: name) {
      (name, aspect) = (thing, .asFile)
    } else if let thing = Self.dropping(Self.toPutRight, from: name) {
      (name, aspect) = (thing, .toPutRight)
    } else if let (thing, rest) = Self.parted(name, at: Self.attempts),
      let (one, other) = Self.parted(rest, at: Self.and)
    {
      (name, aspect) = (thing, .attempts(one, other))
    } else if let (thing, system) = Self.parted(name, at: Self.sendingTo) {
      (name, aspect) = (thing, .sendingTo(system))
    }
  }

  private static func dropping(_ end: String, from text: String) -> String? {
    text.hasSuffix(end) ? String(text.dropLast(end.count)) : nil
  }

  /// Before and behind the last place of a piece.
  private static func parted(_ text: String, at piece: String) -> (String, String)? {
    text.ranges(of: piece).last.map { (String(text[..<$0.lowerBound]), String(text[$0.upperBound...])) }
  }
}
