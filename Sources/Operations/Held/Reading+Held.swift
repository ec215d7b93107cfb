package import Exchange

/// Which held records are asked for. Nil takes all.
package struct HoldFilter: Sendable, Hashable {
  package var entity: Entity?
  package var reason: Hold.Reason?

  package init(entity: Entity? = nil, reason: Hold.Reason? = nil) {
    self.entity = entity
    self.reason = reason
  }

  func takes(_ hold: Hold) -> Bool {
    (entity ?? hold.record.kind) == hold.record.kind && (reason ?? hold.reason) == hold.reason
  }
}

/// Held records, page by page.
package struct HoldPage: Sendable {
  /// In the order in which they came to be held.
  package var holds: [HoldReport] = []
  /// After which of them the next page begins; nil where there is none.
  package var next: Int64?
}

extension Reading {
  /// - Parameters:
  ///   - number: the last one of the page before.
  ///   - limit: so many at most.
  package func holds(_ filter: HoldFilter = HoldFilter(), after number: Int64 = 0, limit: Int = 50) throws -> HoldPage {
    var page = HoldPage()
    var last = number
    while case let some = try ledger.holds(after: last, limit: 200), !some.isEmpty {
      for hold in some where filter.takes(hold) {
        if page.holds.count == limit {
          page.next = page.holds.last?.hold
          return page
        }
        page.holds.append(try HoldReport(hold, in: ledger))
      }
      last = some[some.count - 1].id
    }
    return page
  }

  package func hold(_ number: Int64) throws -> HoldReport? {
    guard let hold = try ledger.hold(number), hold.state == .open else { return nil }
    return try HoldReport(hold, in: ledger)
  }

  /// How many records wait.
  package func heldCount() throws -> Int { try ledger.overview(OverviewQuestion()).held?.count ?? 0 }
}
