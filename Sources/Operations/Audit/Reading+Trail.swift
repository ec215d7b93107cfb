package import Exchange

/// What of the trail is asked for. Nil takes all.
package struct TrailFilter: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case decisions
    case access
    case decision(Decision.Action)
    case visit(AccessEntry.What)
  }

  package var what: What?
  package var who: String?
  /// A piece of text that the subject contains.
  package var subject: String?
  /// Not before this moment.
  package var since: Timestamp?
  /// Before this moment.
  package var until: Timestamp?

  package init() {}

  /// Nil where no decision can match.
  fileprivate var ofDecisions: AuditFilter? {
    var filter = AuditFilter()
    switch what {
    case nil, .decisions: break
    case .decision(let action): filter.action = action.rawValue
    case .access, .visit: return nil
    }
    (filter.who, filter.subject, filter.since, filter.until) = (who, subject, since, until)
    return filter
  }

  /// Nil where no visit can match.
  fileprivate var ofAccess: AccessFilter? {
    var filter = AccessFilter()
    switch what {
    case nil, .access: break
    case .visit(let what): filter.what = what
    case .decisions, .decision: return nil
    }
    (filter.who, filter.subject, filter.since, filter.until) = (who, subject, since, until)
    return filter
  }
}

/// A place in the trail, which is put together of two: below these numbers. Nil for one that is at its end.
package struct TrailPlace: Hashable, Sendable {
  package var decisions: Int64?
  package var access: Int64?

  package static let newest = TrailPlace(decisions: .max, access: .max)

  package init(decisions: Int64?, access: Int64?) {
    self.decisions = decisions
    self.access = access
  }

  /// `812-4410`, `812-`: fit for a link.
  package var text: String { "\(decisions.map(String.init) ?? "")-\(access.map(String.init) ?? "")" }

  /// Nil for what is no place.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let numbers = parts.map { $0.isEmpty ? nil : Int64($0) }
    guard zip(parts, numbers).allSatisfy({ $0.isEmpty || ($1 ?? -1) >= 0 }) else { return nil }
    self.init(decisions: numbers[0], access: numbers[1])
  }
}

package struct TrailPage: Sendable {
  /// Newest first.
  package var entries: [TrailReport] = []
  /// Where the next page begins; nil at the end. There may be one also after a short page: it looks through only so many.
  package var next: TrailPlace?
  /// The newest numbers of all, whatever was asked for.
  package var top = TrailPlace(decisions: 0, access: 0)

  package init() {}
}

extension Reading {
  /// So many times the ledger is asked for further decisions for one page, each of which looks through a part of them.
  private static let mostWindows = 5

  /// Decisions and visits as one trail, by time; each in the order in which they were entered, whatever the clocks said.
  package func trail(
    _ filter: TrailFilter, in book: any ConsoleBook, before place: TrailPlace = .newest, limit: Int
  ) throws -> TrailPage {
    let (decisions, rest) = try decisions(filter, place, limit: limit)
    var visits: [AccessEntry] = []
    if let wanted = filter.ofAccess, let number = place.access {
      visits = try book.access(matching: wanted, before: number, limit: limit + 1)
    }
    var page = TrailPage()
    var (taken, seen) = (0, 0)
    while page.entries.count < limit {
      let decision = taken < decisions.count ? decisions[taken] : nil
      let visit = seen < visits.count ? visits[seen] : nil
      // What comes after the part that was looked through is not known, and may be younger than the next visit.
      if decision == nil, rest != nil { break }
      if let decision, decision.at >= visit?.at ?? decision.at {
        page.entries.append(TrailReport(decision))
        taken += 1
      } else if let visit {
        page.entries.append(TrailReport(visit))
        seen += 1
      } else {
        break
      }
    }
    page.next = TrailPlace(
      decisions: taken < decisions.count ? (taken > 0 ? decisions[taken - 1].number : place.decisions) : rest,
      access: seen < visits.count ? (seen > 0 ? visits[seen - 1].number : place.access) : nil)
    if page.next == TrailPlace(decisions: nil, access: nil) { page.next = nil }
    page.top.decisions = try ledger.audit(matching: AuditFilter(), before: nil, limit: 1).entries.first?.number ?? 0
    page.top.access = try book.access(matching: AccessFilter(), before: nil, limit: 1).first?.number ?? 0
    return page
  }

  /// How many have come since a page was made, as far as somebody wants to know.
  package func trailCount(_ filter: TrailFilter, in book: any ConsoleBook, since top: TrailPlace) throws -> Int {
    try trail(filter, in: book, limit: 100).entries.count { entry in
      entry.number > (entry.kind == .decision ? top.decisions : top.access) ?? 0
    }
  }

  /// One more than the limit, where there are so many; and below which number it was not looked.
  private func decisions(
    _ filter: TrailFilter, _ place: TrailPlace, limit: Int
  ) throws -> (found: [AuditEntry], rest: Int64?) {
    guard let wanted = filter.ofDecisions, var number = place.decisions else { return ([], nil) }
    var found: [AuditEntry] = []
    for _ in 0..<Self.mostWindows {
      let page = try ledger.audit(
        matching: wanted, before: number == .max ? nil : number, limit: limit + 1 - found.count)
      found += page.entries
      guard let next = page.next else { return (found, nil) }
      if found.count > limit { return (found, next) }
      number = next
    }
    return (found, number)
  }
}
