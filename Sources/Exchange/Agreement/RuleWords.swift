/// What a rule says of a field, without whose field it is: as configurations have it, and as the ledger keeps it.
package enum RuleWords: Hashable, Sendable {
  /// `owner erp`, `owner erp, fill-if-empty`.
  case owner(String, othersFill: Bool)
  /// `owner erp, which gives it`: a number that only this system can make.
  case given(by: String)
  /// `shared, ask`, `shared, newest, last word erp`: the last word is nil where the rule needs none.
  case shared(FieldRule.Conflict, lastWord: String?)
  /// `decided by ada`.
  case decided(by: String)
  /// `corrected by ada`.
  case corrected(by: String)

  package var text: String {
    switch self {
    case .owner(let system, false): Self.owner + system
    case .owner(let system, true): Self.owner + system + ", " + FieldRule.Conflict.fillIfEmpty.rawValue
    case .given(let system): Self.owner + system + Self.gives
    case .shared(let conflict, let lastWord):
      "\(FieldRule.Owner.sharedName), \(conflict.rawValue)" + (lastWord.map { Self.lastWord + $0 } ?? "")
    case .decided(let person): Self.decided + person
    case .corrected(let person): Self.corrected + person
    }
  }

  private static let owner = "owner "
  private static let gives = ", which gives it"
  private static let lastWord = ", last word "
  private static let decided = "decided by "
  private static let corrected = "corrected by "

  /// Nil for what no version has written.
  package init?(_ text: String) {
    if let person = Self.rest(of: text, after: Self.decided) {
      self = .decided(by: person)
    } else if let person = Self.rest(of: text, after: Self.corrected) {
      self = .corrected(by: person)
    } else if let terms = Self.rest(of: text, after: Self.owner) {
      // The name of a system has no comma and no blank in it.
      let system = String(terms.prefix { $0 != "," && $0 != " " })
      let all: [RuleWords] = [.owner(system, othersFill: false), .owner(system, othersFill: true), .given(by: system)]
      guard let fitting = all.first(where: { $0.text == text }) else { return nil }
      self = fitting
    } else {
      let last = text.firstRange(of: Self.lastWord).map { String(text[$0.upperBound...]) }
      let all = FieldRule.Conflict.allCases.map { RuleWords.shared($0, lastWord: last) }
      guard let fitting = all.first(where: { $0.text == text }) else { return nil }
      self = fitting
    }
  }

  private static func rest(of text: String, after beginning: String) -> String? {
    text.hasPrefix(beginning) && text.count > beginning.count ? String(text.dropFirst(beginning.count)) : nil
  }
}
