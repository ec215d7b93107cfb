package import Exchange

/// One page of what is open, the gravest first.
package struct OpenIncidents: Sendable {
  package enum Entry: Sendable {
    case one(IncidentReport)
    /// Of one cause and sender; with the newest of them.
    case many(IncidentGroup, first: [IncidentReport])
  }

  /// More than that of one cause and sender are one entry.
  package static let mostAlone = 5
  /// So many of such an entry are named.
  package static let mostShown = 3

  /// How many incidents are open in all.
  package var count: Int
  package var entries: [Entry]
  /// How many entries stand before the next page; nil where there is none.
  package var next: Int?

  package init(count: Int, _ entries: [Entry] = [], next: Int? = nil) {
    self.count = count
    self.entries = entries
    self.next = next
  }

  /// One entry for each.
  package init(_ incidents: [IncidentReport]) {
    self.init(count: incidents.count, incidents.map { .one($0) })
  }
}
