import Exchange
import Foundation
import Operations

/// Who decided what, who came in, who looked: as a page, as CSV and as JSON.
package struct AuditArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/audit") { visit in try await answer(page(visit), visit) },
      Route(.get, "/audit.csv") { try await csv($0) },
      Route(.get, "/audit.json") { try await json($0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/audit") { visit in
        var page = try await page(visit)
        if let top = visit.request.query["top"].flatMap({ TrailPlace($0) }) {
          let (filter, book) = (try filter(visit), workplace.book)
          page.fresh = try await workplace.read { try $0.trailCount(filter, in: book, since: top) }
        }
        return try await fragments(page, visit)
      }
    ]
  }

  // MARK: - What is asked for

  private var zone: Zone { ground.layout.zone }

  private func filter(_ visit: Visit) throws(Refusal) -> TrailFilter {
    let query = visit.request.query
    var filter = TrailFilter()
    filter.who = query.filled("who")
    filter.subject = query.filled("subject")
    filter.what = try what(query.filled("action"))
    filter.since = try day(query.filled("since"))
    // Until the end of that day.
    filter.until = try day(query.filled("until"), 1)
    return filter
  }

  private func what(_ text: String?) throws(Refusal) -> TrailFilter.What? {
    switch text {
    case nil: return nil
    case "decisions": return .decisions
    case "access": return .access
    case let text?:
      if let action = Decision.Action(rawValue: text) { return .decision(action) }
      if let what = AccessEntry.What(rawValue: text) { return .visit(what) }
      throw .badRequest(why: "\(Printable.line(text)) is nothing that anybody does.")
    }
  }

  private func day(_ text: String?, _ later: Int = 0) throws(Refusal) -> Timestamp? {
    guard let text else { return nil }
    guard let date = CivilDate(text) else {
      throw .badRequest(why: "\(Printable.line(text)) is no date; write it as 2026-11-29.")
    }
    return zone.start(of: CivilDate(days: date.days + later))
  }

  private func place(_ visit: Visit) throws(Refusal) -> TrailPlace {
    guard let text = visit.request.query.filled("before") else { return .newest }
    guard let place = TrailPlace(text) else {
      throw .badRequest(why: "\(Printable.line(text)) is no place in the trail.")
    }
    return place
  }

  private func trail(_ visit: Visit, before place: TrailPlace, limit: Int) async throws -> TrailPage {
    try await trail(try filter(visit), for: visit.viewer, before: place, limit: limit)
  }

  private func trail(
    _ filter: TrailFilter, for viewer: Viewer, before place: TrailPlace, limit: Int
  ) async throws -> TrailPage {
    let book = workplace.book
    var page = try await workplace.read { try $0.trail(filter, in: book, before: place, limit: limit) }
    page.entries = page.entries.map {
      $0.showing(seesPayloads: viewer.seesPayloads, seesAddresses: viewer.role >= .admin)
    }
    return page
  }

  // MARK: - Answers

  private func page(_ visit: Visit) async throws -> AuditTrailPage {
    let place = try place(visit)
    return AuditTrailPage(
      try await trail(visit, before: place, limit: 50), query: visit.request.query, isNewest: place == .newest)
  }

  /// All that match, piece by piece as the client takes them.
  private func csv(_ visit: Visit) async throws -> WebAnswer {
    let filter = try filter(visit)
    try await workplace.note(.listExported, visit.request.subject, visit)
    let source = TrailCSV { [self] place in
      try await trail(filter, for: visit.viewer, before: place, limit: 500)
    }
    var answer = WebAnswer(
      type: "text/csv; charset=utf-8; header=present", pieces: { await source.next() })
    answer.headers.append(("content-disposition", "attachment; filename=\"audit.csv\""))
    return answer
  }

  /// What one page of it is in JSON.
  private struct Page: Encodable {
    var entries: [TrailReport]
    /// For `before`; nil at the end.
    var next: String?
  }

  private func json(_ visit: Visit) async throws -> WebAnswer {
    let limit = visit.request.query.number("limit") ?? 100
    guard (1...1000).contains(limit) else { throw Refusal.badRequest(why: "limit is from 1 to 1000.") }
    let trail = try await trail(visit, before: try place(visit), limit: Int(limit))
    try await workplace.note(.listExported, visit.request.subject, visit)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(Page(entries: trail.entries, next: trail.next?.text))
    return WebAnswer(type: "application/json", Array(bytes))
  }
}

/// The trail as CSV, a piece at a time. Whoever takes it away sees at its end whether it is whole.
private actor TrailCSV {
  private let page: @Sendable (TrailPlace) async throws -> TrailPage
  private var place: TrailPlace? = .newest
  private var hasBegun = false

  init(_ page: @escaping @Sendable (TrailPlace) async throws -> TrailPage) {
    self.page = page
  }

  func next() async -> [UInt8]? {
    guard hasBegun else {
      hasBegun = true
      return Array(CSV.line(TrailReport.titles).utf8)
    }
    do {
      // A page may be empty where only a part of it was looked through.
      while let place {
        let page = try await page(place)
        self.place = page.next
        if !page.entries.isEmpty { return Array(page.entries.map { CSV.line($0.fields) }.joined().utf8) }
      }
      return nil
    } catch {
      self.place = nil
      return Array(CSV.line(["broken off: the ledger does not answer; take it once more"]).utf8)
    }
  }
}
