/// The parts of the console, as the head of each page lists them.
package enum Section: String, Sendable, CaseIterable {
  case overview, interchanges, rejected, held, conflicts, flows, audit, system

  package var link: Link {
    switch self {
    case .overview: .overview
    case .interchanges: Link("interchanges")
    case .rejected: Link("rejected")
    case .held: Link("held")
    case .conflicts: Link("conflicts")
    case .flows: Link("flows")
    case .audit: Link("audit")
    case .system: Link("system")
    }
  }

  package func title(_ words: Words) -> String {
    switch self {
    case .overview: words.overview
    case .interchanges: words.interchanges
    case .rejected: words.say("Rejected", "Abgewiesen")
    case .held: words.held
    case .conflicts: words.conflicts
    case .flows: words.flows
    case .audit: words.audit
    case .system: words.system
    }
  }

  /// As a step of a trail.
  package func step(_ words: Words) -> Step { Step(title(words), link) }

  /// How many things are open there; nil for those that count nothing.
  func count(_ counts: Frame.Counts) -> Int? {
    switch self {
    case .rejected: counts.rejected
    case .held: counts.held
    case .conflicts: counts.conflicts
    case .overview, .interchanges, .flows, .audit, .system: nil
    }
  }
}
