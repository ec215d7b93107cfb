/// What is to be forgotten: everything of a class that was done before a moment.
package struct PruneScope: Sendable {
  package struct Limit: Sendable {
    /// What was done at this moment or later is kept.
    package var before: Timestamp
    /// As ``Pruning/rule``.
    package var rule: String
  }

  private var limits: [RetentionClass: Limit] = [:]
  /// As ``Pruning/who``.
  package var who: String?

  /// As the configuration says.
  package init(_ retention: RetentionRule, at now: Timestamp) {
    for kind in RetentionClass.allCases {
      guard let term = retention[kind] else { continue }
      limits[kind] = Limit(before: now + (.zero - term.duration), rule: "\(kind.rawValue): \(term.written)")
    }
  }

  /// Some classes, up to a moment that a person names.
  package init(_ classes: [RetentionClass], before moment: Timestamp) {
    for kind in classes { limits[kind] = Limit(before: moment, rule: "before \(moment.day)") }
  }

  package subscript(class: RetentionClass) -> Limit? { limits[`class`] }

  package mutating func keep(only kinds: [RetentionClass]) {
    limits = limits.filter { kinds.contains($0.key) }
  }

  package var isEmpty: Bool { limits.isEmpty }

  /// In the order in which they are forgotten: the files first.
  package var classes: [RetentionClass] { RetentionClass.allCases.filter { limits[$0] != nil } }
}

extension RetentionRule.Term {
  var duration: Duration { .seconds(days * 86_400) }
}
